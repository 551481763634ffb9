use althing_primitives::apis::AccountSay;
use codec::Encode;
use frame_support::{assert_ok, view_functions::DispatchViewFunction};

use crate::{mock::*, *};

#[test]
fn say_tells_what_counts_now_and_what_will() {
    ExtBuilder::default().stake(ALICE, 1, 100).stake(BOB, 0, 10).build_and_execute(|| {
        assert_ok!(delegate(BOB, ALICE));
        go_to(23);
        assert_ok!(stake(ALICE, 0, 30));
        assert_ok!(delegate(ALICE, CHARLIE));
        let expected = AccountSay {
            epoch: 2,
            next_epoch_at: 30,
            own: say(100, 150),
            received: say(10, 10),
            delegate: None,
            settled_from: 4,
            settled: say(130, 180),
        };
        assert_eq!(Voting::say(ALICE), expected);
        go_to(40);
        let now = Voting::say(ALICE);
        assert_eq!((now.own, now.delegate, now.settled_from), (say(130, 180), Some(CHARLIE), 4));
        go_to(55);
        assert_eq!(Voting::say(ALICE).settled_from, 5);
    });
}

#[test]
fn nobody_has_no_say() {
    ExtBuilder::default().build_and_execute(|| {
        let nothing = Voting::say(NOBODY);
        assert!(nothing.own.is_zero() && nothing.received.is_zero() && nothing.settled.is_zero());
    });
}

#[test]
fn view_functions_answer_by_their_ids() {
    ExtBuilder::default().stake(ALICE, 1, 100).build_and_execute(|| {
        assert_ok!(open(1));
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        let query = pallet::BallotViewFunction::<Test>::new(1, ALICE);
        let id =
            <pallet::BallotViewFunction<Test> as frame_support::view_functions::ViewFunction>::id();
        let mut output = Vec::new();
        Voting::dispatch_view_function(&id, &mut &query.encode()[..], &mut output).unwrap();
        assert_eq!(output, Voting::ballot(1, ALICE).encode());
    });
}
