//! Whose a record is changes.

use frame_support::{assert_noop, assert_ok};

use super::titles::*;
use crate::{
    mock::{Records, *},
    *,
};

fn transfer(ownership: Ownership<AccountId>) -> Act<AccountId> {
    Act::Transfer { ownership }
}

#[test]
fn whoever_gives_and_whoever_gets_have_to_consent() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        needs(id, transfer(sole(one())), &[alice(), one()]);
        assert_eq!(owners(id), sole(one()));
        assert_eq!(newest(id).kind, Kind::Transfer);
        needs(id, transfer(joint(&[alice(), two()])), &[one(), two(), alice()]);
        assert_eq!(owners(id), joint(&[alice(), two()]));
    });
}

#[test]
fn an_owner_who_lodges_a_transfer_still_needs_the_buyer() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let dealing = lodge(alice(), Some(id), transfer(sole(one())));
        assert_eq!(missing(dealing), [account(one())]);
        not_approved(charlie(), dealing, Refusal::ConsentMissing);
        consent(one(), dealing);
        approve(dealing);
        assert_eq!(owners(id), sole(one()));
    });
}

#[test]
fn a_buyer_who_lodges_a_transfer_still_needs_the_owner() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let dealing = lodge(one(), Some(id), transfer(sole(one())));
        assert_eq!(missing(dealing), [account(alice())]);
        pass_days(100);
        not_approved(charlie(), dealing, Refusal::ConsentMissing);
        assert_eq!(owners(id), sole(alice()));
    });
}

#[test]
fn every_beneficiary_has_to_consent() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        encumber(id, alice(), two(), 1);
        encumber(id, alice(), citizen(1), 2);
        encumber(id, alice(), two(), 3);
        needs(id, transfer(sole(one())), &[alice(), one(), two(), citizen(1)]);
        assert_eq!(terms(id), [1, 2, 3]);
    });
}

#[test]
fn co_owners_are_asked_only_if_their_own_share_changes() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, shared(&[(alice(), 1), (one(), 1), (two(), 2)], 4));
        let rearranged = shared(&[(two(), 3), (alice(), 2), (citizen(1), 1)], 6);
        needs(id, transfer(rearranged), &[alice(), one(), citizen(1)]);
        let bought = shared(&[(two(), 1), (alice(), 1)], 2);
        needs(id, transfer(bought), &[alice(), citizen(1)]);
        needs(id, transfer(sole(alice())), &[alice(), two()]);
    });
}

#[test]
fn joint_owners_dispose_together() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, joint(&[alice(), one(), two()]));
        let parted = shared(&[(alice(), 1), (one(), 1), (two(), 1)], 3);
        needs(id, transfer(parted), &[alice(), one(), two()]);
        needs(id, transfer(joint(&[alice(), one()])), &[alice(), one(), two()]);
        needs(id, transfer(joint(&[one(), citizen(1)])), &[alice(), one(), citizen(1)]);
    });
}

#[test]
fn sixteen_owners_sell_to_sixteen_with_sixteen_beneficiaries() {
    ExtBuilder.build_and_execute(|| {
        create();
        let sellers: Vec<_> = (0..16).map(citizen).collect();
        let buyers: Vec<_> = (16..32).map(citizen).collect();
        let banks: Vec<_> = (32..48).map(citizen).collect();
        let shares = |who: &[AccountId]| who.iter().cloned().map(|it| (it, 1)).collect::<Vec<_>>();
        let id = title(1, shared(&shares(&sellers), 16));
        for (n, bank) in (1..).zip(&banks) {
            enter(id, charge(bank.clone(), n), &sellers);
        }
        let everybody = [sellers, buyers.clone(), banks].concat();
        enter(id, transfer(shared(&shares(&buyers), 16)), &everybody);
        assert_eq!(owners(id), shared(&shares(&buyers), 16));
        assert_eq!(terms(id), (1..=16).collect::<Vec<_>>());
    });
}

#[test]
fn a_transfer_changes_somebodys_right() {
    ExtBuilder.build_and_execute(|| {
        create();
        let same = [
            (sole(alice()), sole(alice())),
            (joint(&[alice(), one()]), joint(&[one(), alice()])),
            (shared(&[(alice(), 1), (one(), 2)], 3), shared(&[(one(), 4), (alice(), 2)], 6)),
        ];
        for (name, (before, after)) in (1..).zip(same) {
            let id = title(name, before);
            refused(Some(id), transfer(after), Refusal::NothingChanges);
        }
    });
}

#[test]
fn owners_after_a_transfer_hold_one_whole() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let unsound = [
            Ownership::NotStated,
            joint(&[one()]),
            joint(&[one(), one()]),
            shared(&[(alice(), 1), (one(), 1)], 3),
            shared(&[(alice(), 2), (one(), 2)], 3),
            shared(&[(alice(), 0), (one(), 1)], 1),
        ];
        for ownership in unsound {
            refused(Some(id), transfer(ownership), Refusal::InvalidOwnership);
        }
        let nowhere = Ownership::Sole(Party::Record { register: REGISTER, record: 9 });
        refused(Some(id), transfer(nowhere), Refusal::RecordNotFound);
    });
}

#[test]
fn nobody_sells_twice() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let first = agreed(id, transfer(sole(one())), &[alice(), one()]);
        let second = agreed(id, transfer(sole(two())), &[alice(), two()]);
        approve(first);
        assert_eq!(missing(second), [account(one())]);
        not_approved(charlie(), second, Refusal::ConsentMissing);
        assert_eq!(owners(id), sole(one()));
    });
}

#[test]
fn a_bank_that_came_after_the_lodgement_is_asked_too() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let mortgage = agreed(id, charge(two(), 1), &[alice()]);
        let sale = agreed(id, transfer(sole(one())), &[alice(), one()]);
        approve(mortgage);
        assert_eq!(missing(sale), [account(two())]);
        not_approved(charlie(), sale, Refusal::ConsentMissing);
        consent(two(), sale);
        approve(sale);
        assert_eq!(owners(id), sole(one()));
    });
}

#[test]
fn only_whoever_is_asked_can_consent_and_only_for_itself() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let dealing = lodge(bob(), Some(id), transfer(sole(one())));
        let consent = |who, party| Records::consent(by(who), REGISTER, dealing, account(party));
        assert_noop!(consent(two(), two()), Refusal::NotConcerned);
        assert_noop!(consent(two(), alice()), Refusal::NotAuthorized);
        assert_noop!(consent(charlie(), alice()), Refusal::NotAuthorized);
        assert_noop!(consent(authority(), alice()), Refusal::NotAuthorized);
        assert_ok!(consent(alice(), alice()));
        assert_noop!(consent(alice(), alice()), Refusal::AlreadyConsented);
    });
}

#[test]
fn a_transfer_is_about_a_record_in_force() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        refused(None, transfer(sole(one())), Refusal::RecordMissing);
        refused(Some(id + 1), transfer(sole(one())), Refusal::RecordNotFound);
        let dealing = agreed(id, transfer(sole(one())), &[alice(), one()]);
        let strike = lodge(bob(), Some(id), Act::StrikeOff { reason: StrikeReason::Ceased });
        assert_ok!(Records::withdraw(by(bob()), REGISTER, dealing));
        approve(strike);
        refused(Some(id), transfer(sole(one())), Refusal::NotInForce);
    });
}
