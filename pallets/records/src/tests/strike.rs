//! A record is struck off, and restored.

use frame_support::{assert_ok, BoundedVec};

use super::titles::*;
use crate::{
    mock::{Records, *},
    *,
};

fn strike(reason: StrikeReason) -> Act<AccountId> {
    Act::StrikeOff { reason }
}

/// What is struck off without its owners.
const UNASKED: [StrikeReason; 3] =
    [StrikeReason::Ceased, StrikeReason::Void, StrikeReason::SourceWithdrawn];

#[test]
fn owners_and_beneficiaries_agree_to_what_the_owners_asked_for() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, joint(&[alice(), one()]));
        enter(id, charge(two(), 1), &[alice(), one()]);
        needs(id, strike(StrikeReason::Requested), &[two(), alice(), one()]);
        assert_eq!(record(id).status, RecordStatus::Struck);
        assert_eq!(newest(id).kind, Kind::StrikeOff);
    });
}

#[test]
fn beneficiaries_agree_to_whatever_else_is_struck_off() {
    for reason in UNASKED {
        ExtBuilder.build_and_execute(|| {
            create();
            let id = land(alice());
            encumber(id, alice(), two(), 1);
            encumber(id, alice(), one(), 2);
            needs(id, strike(reason), &[two(), one()]);
            assert_eq!(record(id).status, RecordStatus::Struck);
        });
    }
}

#[test]
fn nobody_is_asked_where_nobody_is_stated() {
    ExtBuilder.build_and_execute(|| {
        create();
        for (name, reason) in (1..).zip(UNASKED.into_iter().chain([StrikeReason::Requested])) {
            enter(title(name, Ownership::NotStated), strike(reason), &[]);
        }
    });
}

#[test]
fn an_owner_asks_for_it_itself() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let dealing = lodge(alice(), Some(id), strike(StrikeReason::Requested));
        assert_eq!(missing(dealing), []);
        approve(dealing);
        assert_eq!(record(id).status, RecordStatus::Struck);
    });
}

#[test]
fn the_authority_or_a_court_restores_all_that_was() {
    ExtBuilder.build_and_execute(|| {
        create();
        for approver in [authority(), ferdie()] {
            let id = land(alice());
            encumber(id, alice(), two(), 1);
            caution(id, one(), 5);
            let before = (burdens(id), owners(id), record(id).class, record(id).content);
            enter(id, strike(StrikeReason::Void), &[two()]);
            assert_eq!(burdens(id), before.0);
            let dealing = lodge(bob(), Some(id), Act::Restore);
            assert_eq!(missing(dealing), []);
            not_approved(charlie(), dealing, Refusal::NotAuthorized);
            not_approved(alice(), dealing, Refusal::NotAuthorized);
            assert_ok!(Records::approve(by(approver), REGISTER, dealing));
            assert_eq!(record(id).status, RecordStatus::InForce);
            assert_eq!(newest(id).kind, Kind::Restore);
            let after = (burdens(id), owners(id), record(id).class, record(id).content);
            assert_eq!(after, before);
            encumber(id, alice(), two(), 2);
        }
    });
}

#[test]
fn only_what_was_struck_off_is_restored() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        refused(Some(id), Act::Restore, Refusal::NotInForce);
        refused(None, Act::Restore, Refusal::RecordMissing);
        enter(id, strike(StrikeReason::Void), &[]);
        let first = lodge(bob(), Some(id), Act::Restore);
        let second = lodge(bob(), Some(id), Act::Restore);
        assert_ok!(Records::approve(by(authority()), REGISTER, first));
        not_approved(authority(), second, Refusal::NotInForce);
    });
}

#[test]
fn nothing_is_struck_off_twice() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        refused(None, strike(StrikeReason::Void), Refusal::RecordMissing);
        refused(Some(id + 1), strike(StrikeReason::Void), Refusal::RecordNotFound);
        let first = lodge(bob(), Some(id), strike(StrikeReason::Void));
        let second = lodge(bob(), Some(id), strike(StrikeReason::Void));
        approve(first);
        not_approved(charlie(), second, Refusal::NotInForce);
        refused(Some(id), strike(StrikeReason::Void), Refusal::NotInForce);
    });
}

#[test]
fn the_name_of_what_was_struck_off_stays_taken() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, sole(alice()));
        enter(id, strike(StrikeReason::Void), &[]);
        refused(None, first_registration(1, sole(one())), Refusal::NameTaken);
    });
}

#[test]
fn owners_are_asked_by_no_rule_about_third_parties() {
    ExtBuilder.build_and_execute(|| {
        let kinds = vec![Kind::StrikeOff, Kind::Register, Kind::Represent];
        let third_parties = BoundedVec::truncate_from(kinds);
        create_with(Rules { third_parties, ..rules() });
        let id = land(alice());
        encumber(id, alice(), two(), 1);
        needs(id, strike(StrikeReason::Ceased), &[two()]);
    });
}
