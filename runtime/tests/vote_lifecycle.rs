//! One vote from the first word to the money: submit, sponsor, decide, vote, confirm, wait, enact,
//! pay out.

use crate::common::{governance::*, Chain};
use althing_primitives::apis::{
    runtime_decl_for_proposals_api::ProposalsApiV1, runtime_decl_for_treasury_api::TreasuryApiV1,
    runtime_decl_for_voting_api::VotingApiV1,
};
use althing_runtime::{
    configs::treasury::TreasuryAccount, constants::THG, AccountId, Runtime, RuntimeEvent,
};
use frame_support::{assert_noop, assert_ok};
use pallet_proposals::Status;
use pallet_voting::Choice;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve};
use sp_runtime::{traits::IdentifyAccount, Perbill};

/// An account that nobody has paid anything yet.
fn newcomer() -> AccountId {
    sp_runtime::MultiSigner::from(sp_core::sr25519::Public::from_raw([7; 32])).into_account()
}

#[test]
fn a_vote_ends_in_a_payment() {
    let mut chain = Chain::new("local");
    let prize = 5_000 * THG;

    let id = chain.propose(Alice, TREASURY, inline(spend(&newcomer(), prize)));
    assert_eq!(chain.proposal(id).status, Status::Preparing);
    chain.decide(id);
    let began = chain.height();
    assert_eq!(chain.read(|| Runtime::position(id)).unwrap().decision_ends, began + 180);

    chain.all_vote_aye(id);
    let position = chain.read(|| Runtime::position(id)).unwrap();
    assert!(position.passing && position.forecast_approved);
    assert_eq!(position.houses[0].approval, Perbill::one());
    assert_eq!(position.houses[0].support, Perbill::one());
    assert_eq!(position.confirming_since, Some(began + 1));
    assert_eq!(position.forecast_at, began + 1 + CONFIRMATION);

    chain.skip(CONFIRMATION);
    let approved = began + 1 + CONFIRMATION;
    let until = approved + TIMELOCK;
    assert_eq!(chain.proposal(id).status, Status::Timelocked { approved, until });
    assert_eq!(chain.read(|| Runtime::position(id)), None);

    chain.skip(TIMELOCK);
    assert_eq!(chain.proposal(id).status, Status::Executed { at: until });
    let promised = chain.read(Runtime::statement);
    assert_eq!((promised.committed, promised.open_spends, promised.paid), (prize, 1, 0));
    chain.check();

    let eve = chain.free(&Eve.to_account_id());
    assert_ok!(chain.send(Eve, pallet_dao_treasury::Call::payout { id: 0 }));
    assert_eq!(chain.free(&newcomer()), prize);
    assert_eq!(chain.free(&Eve.to_account_id()), eve, "who pays others out pays nothing for it");
    let paid = chain.read(Runtime::statement);
    assert_eq!((paid.committed, paid.open_spends, paid.paid), (0, 0, prize));
    assert_eq!(paid.account, TreasuryAccount::get());
    chain.check();
}

#[test]
fn the_deposit_comes_back_in_full() {
    let mut chain = Chain::new("local");
    let id = chain.enact(Alice, TREASURY, inline(spend(&newcomer(), THG)));
    let who = Alice.to_account_id();
    let before = chain.free(&who);
    assert_ok!(chain.send(Bob, pallet_proposals::Call::settle { id, who: who.clone() }));
    assert_eq!(chain.free(&who), before + 110 * THG);
    chain.check();
}

#[test]
fn a_majority_of_power_does_not_pass_in_the_first_tenth_without_the_others() {
    let mut chain = Chain::new("local");
    let id = chain.propose(Alice, TREASURY, inline(spend(&newcomer(), THG)));
    chain.decide(id);
    let began = chain.height();
    let ballots = [Alice, Bob, Charlie].map(|who| chain.sign(who, vote(id, Choice::Aye)));
    chain.block(ballots.to_vec());
    chain.skip_to(began + 18);
    assert!(!chain.read(|| Runtime::position(id)).unwrap().passing);

    // 75% of the stake: the threshold falls from all to a tenth, evenly over 180 blocks.
    chain.skip_to(began + 51);
    let position = chain.read(|| Runtime::position(id)).unwrap();
    assert!(position.passing);
    chain.check();
}

#[test]
fn a_proposal_that_too_few_want_is_rejected() {
    let mut chain = Chain::new("local");
    let id = chain.propose(Alice, TREASURY, inline(spend(&newcomer(), THG)));
    chain.decide(id);
    let began = chain.height();
    let mut ballots =
        [Bob, Charlie, Dave].map(|who| chain.sign(who, vote(id, Choice::Nay))).to_vec();
    ballots.push(chain.sign(Alice, vote(id, Choice::Aye)));
    chain.block(ballots);
    chain.skip_to(began + 180);
    assert_eq!(chain.proposal(id).status, Status::Rejected { at: began + 180 });
    chain.check();
}

#[test]
fn stake_bought_after_the_decision_started_counts_for_nothing_in_it() {
    let mut chain = Chain::new("local");
    let id = chain.propose(Alice, TREASURY, inline(spend(&newcomer(), THG)));
    chain.decide(id);
    assert_ok!(chain.send(Eve, pallet_voting::Call::stake { tier: 3, amount: 1_000_000 * THG }));
    chain.skip(25);
    let refused = chain.send(Eve, vote(id, Choice::Nay));
    assert_eq!(refused, Err(pallet_voting::Error::<Runtime>::NoSay.into()));

    let say = chain.read(|| Runtime::say(Eve.to_account_id()));
    assert_eq!(say.own.power, 3_000_000 * THG, "though it counts in later decisions");
    chain.check();
}

#[test]
fn a_delegate_votes_for_others_until_they_vote_in_person() {
    let mut chain = Chain::new("local");
    let to = Alice.to_account_id();
    for who in [Bob, Charlie, Dave] {
        assert_ok!(chain.send(who, pallet_voting::Call::delegate { to: to.clone() }));
    }
    chain.skip(20);
    let id = chain.propose(Alice, TREASURY, inline(spend(&newcomer(), THG)));
    chain.decide(id);
    assert_ok!(chain.send(Alice, vote(id, Choice::Aye)));
    assert!(chain.read(|| Runtime::position(id)).unwrap().passing);

    assert_ok!(chain.send(Bob, vote(id, Choice::Nay)));
    let houses = chain.read(|| Runtime::position(id)).unwrap().houses;
    assert_eq!(houses[0].approval, Perbill::from_percent(75));
    chain.check();
}

#[test]
fn every_block_of_a_vote_can_be_imported() {
    let (mut author, mut importer) = (Chain::new("local"), Chain::new("local"));
    let call = pallet_proposals::Call::submit {
        track: TREASURY,
        call: inline(spend(&newcomer(), THG)),
        text: pallet_proposals::Text { hash: Default::default(), uri: Default::default() },
    };
    let sponsor = pallet_proposals::Call::sponsor { id: 0, amount: 100 * THG };
    let mut follow = |author: &mut Chain, transactions| {
        let (block, _) = author.block_at(author.time + author.step, transactions);
        importer.import(block);
    };
    let submit = author.sign_as(Alice, 0, call);
    let sponsor = author.sign_as(Alice, 1, sponsor);
    follow(&mut author, vec![submit, sponsor]);
    (0..PREPARATION).for_each(|_| follow(&mut author, vec![]));
    let ballots = STAKERS.map(|who| author.sign(who, vote(0, Choice::Aye)));
    follow(&mut author, ballots.to_vec());
    (0..CONFIRMATION + TIMELOCK).for_each(|_| follow(&mut author, vec![]));
    author.assert_executed(0);
    importer.assert_executed(0);
}

#[test]
fn events_name_the_proposal_and_what_came_of_it() {
    let mut chain = Chain::new("local");
    let id = chain.enact(Alice, TREASURY, inline(spend(&newcomer(), THG)));
    let events = chain.events();
    let executed = RuntimeEvent::Proposals(pallet_proposals::Event::Executed { id, attempt: 1 });
    assert!(events.contains(&executed), "{events:?}");
    assert!(events.iter().any(|event| matches!(
        event,
        RuntimeEvent::DaoTreasury(pallet_dao_treasury::Event::SpendApproved {
            proposal: Some(proposal),
            amount: THG,
            ..
        }) if *proposal == id
    )));
}

#[test]
fn a_call_that_only_the_constitution_allows_is_refused_to_any_signer() {
    let mut chain = Chain::new("local");
    chain.read(|| {
        let signed = || frame_system::RawOrigin::Signed(Alice.to_account_id()).into();
        assert_noop!(
            althing_runtime::Proposals::remove_track(signed(), TREASURY),
            sp_runtime::DispatchError::BadOrigin
        );
        assert_noop!(
            althing_runtime::DaoTreasury::spend(signed(), THG, newcomer().into(), None, None, None),
            sp_runtime::DispatchError::BadOrigin
        );
    });
}
