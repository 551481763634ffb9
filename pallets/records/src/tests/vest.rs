//! Whose a record is is stated for the first time.

use frame_support::assert_ok;

use super::titles::*;
use crate::{
    mock::{Records, *},
    *,
};

fn vesting(ownership: Ownership<AccountId>) -> Act<AccountId> {
    Act::Vest { ownership }
}

#[test]
fn the_authority_or_a_court_states_the_owners_and_asks_nobody() {
    ExtBuilder.build_and_execute(|| {
        create();
        for (name, approver) in [(1, authority()), (2, ferdie())] {
            let id = title(name, Ownership::NotStated);
            let dealing = lodge(bob(), Some(id), vesting(joint(&[alice(), one()])));
            assert_eq!(missing(dealing), []);
            not_approved(charlie(), dealing, Refusal::NotAuthorized);
            not_approved(dave(), dealing, Refusal::NotAuthorized);
            not_approved(alice(), dealing, Refusal::NotAuthorized);
            assert_ok!(Records::approve(by(approver), REGISTER, dealing));
            assert_eq!(owners(id), joint(&[alice(), one()]));
            assert_eq!(newest(id).kind, Kind::Vest);
        }
    });
}

#[test]
fn owners_that_are_stated_are_not_stated_again() {
    ExtBuilder.build_and_execute(|| {
        create();
        let stated = land(alice());
        refused(Some(stated), vesting(sole(one())), Refusal::HolderStated);
        let id = title(9, Ownership::NotStated);
        let first = lodge(bob(), Some(id), vesting(sole(alice())));
        let second = lodge(bob(), Some(id), vesting(sole(one())));
        assert_ok!(Records::approve(by(authority()), REGISTER, first));
        not_approved(authority(), second, Refusal::HolderStated);
        assert_eq!(owners(id), sole(alice()));
    });
}

#[test]
fn what_is_stated_are_owners_who_hold_one_whole() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, Ownership::NotStated);
        let unsound =
            [Ownership::NotStated, joint(&[alice()]), shared(&[(alice(), 1), (one(), 1)], 3)];
        for ownership in unsound {
            refused(Some(id), vesting(ownership), Refusal::InvalidOwnership);
        }
        let nowhere = Ownership::Sole(Party::Record { register: 5, record: 0 });
        refused(Some(id), vesting(nowhere), Refusal::RecordNotFound);
    });
}

#[test]
fn nothing_is_disposed_of_before_the_owners_are_stated() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, Ownership::NotStated);
        let other = title(2, Ownership::NotStated);
        let parts = Parts::truncate_from(vec![
            Part { name: hash(5), content: Content { measure: 400, ..content(5) } },
            Part { name: hash(6), content: Content { measure: 600, ..content(6) } },
        ]);
        let merged = Content { measure: 2_000, ..content(7) };
        let others = Others::truncate_from(vec![other]);
        let disposals = [
            Act::Transfer { ownership: sole(one()) },
            charge(two(), 1),
            Act::Search,
            Act::Split { parts },
            Act::Merge { others, name: hash(7), content: merged },
        ];
        for act in disposals {
            refused(Some(id), act, Refusal::HolderNotStated);
        }
        let dealing = lodge(bob(), Some(id), vesting(sole(alice())));
        assert_ok!(Records::approve(by(authority()), REGISTER, dealing));
        enter(id, Act::Transfer { ownership: sole(one()) }, &[alice(), one()]);
    });
}

#[test]
fn a_statement_of_owners_is_about_a_record_in_force() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, Ownership::NotStated);
        refused(None, vesting(sole(alice())), Refusal::RecordMissing);
        enter(id, Act::StrikeOff { reason: StrikeReason::Requested }, &[]);
        refused(Some(id), vesting(sole(alice())), Refusal::NotInForce);
    });
}
