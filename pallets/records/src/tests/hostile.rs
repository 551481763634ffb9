//! What somebody tries who means ill, beside what the files of the calls try: a second account
//! (`separation.rs`), roles that ended and attestations that lapsed (`roles.rs`), two transfers in one
//! block (`priority.rs`), an objection in the last block (`objections.rs`), a freeze between approval and
//! completion (`complete.rs`), parts of nothing (`split.rs`), records of another register (`merge.rs`),
//! a clock that is far off (`calendar.rs`), seals that are never opened (`sealed.rs`).

use frame_support::{assert_ok, BoundedVec};
use sp_runtime::DispatchResult;

use super::{
    desk::*,
    titles::{agreed, burdens, encumber, missing, owners, record, represent, shared},
};
use crate::{
    mock::{Records, *},
    *,
};

fn batch(who: AccountId, dealings: &[DealingId]) -> DispatchResult {
    let dealings = BoundedVec::truncate_from(dealings.to_vec());
    let approved = Records::approve_batch(by(who), REGISTER, dealings);
    approved.map(|_| ()).map_err(|failed| failed.error)
}

/// The sale of Alice's title to one, which both have signed.
fn sale(title: RecordId) -> DealingId {
    agreed(title, transfer_to(one()), &[alice(), one()])
}

#[test]
fn a_batch_hides_nothing_that_its_approver_lodged() {
    ExtBuilder.build_and_execute(|| {
        create();
        let others: Vec<_> = (1..4)
            .map(|name| lodge(bob(), None, first_registration(name, sole(alice()))))
            .collect();
        let own = lodge(charlie(), None, first_registration(9, sole(one())));
        refused(Refusal::SamePerson, || batch(charlie(), &[others[0], own, others[1], others[2]]));
        assert_ok!(batch(charlie(), &others));
    });
}

#[test]
fn a_batch_enters_nothing_twice() {
    ExtBuilder.build_and_execute(|| {
        create();
        let title = land(alice());
        let charge = agreed(title, charge_for(two()), &[alice()]);
        refused(Refusal::DealingNotFound, || batch(charlie(), &[charge, charge]));
        assert_ok!(batch(charlie(), &[charge]));
        assert_eq!(burdens(title).encumbrances.len(), 1);
    });
}

#[test]
fn a_consent_to_one_dealing_is_none_to_another_that_says_the_same() {
    ExtBuilder.build_and_execute(|| {
        create();
        let title = land(alice());
        let signed = agreed(title, charge_for(two()), &[alice()]);
        let again = lodge(bob(), Some(title), charge_for(two()));
        approve(signed);
        assert_eq!(missing(again), [party(alice())]);
        refused(Refusal::ConsentMissing, || approve_as(charlie(), again));
    });
}

#[test]
fn an_owner_does_not_shed_a_charge_by_dealing_with_the_title() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (title, other) = (land(alice()), land(alice()));
        encumber(title, alice(), two(), 1);
        let half =
            |name| Part { name: hash(name), content: Content { measure: 500, ..content(1) } };
        let whole = Content { measure: 2_000, ..content(1) };
        let others = |id| BoundedVec::truncate_from(vec![id]);
        let shared = shared(&[(alice(), 1), (one(), 1)], 2);
        let attempts = [
            (title, transfer_to(one())),
            (title, Act::Transfer { ownership: shared }),
            (title, Act::Split { parts: BoundedVec::truncate_from(vec![half(50), half(51)]) }),
            (title, Act::Merge { others: others(other), name: hash(52), content: whole }),
            (other, Act::Merge { others: others(title), name: hash(53), content: whole }),
            (title, Act::StrikeOff { reason: StrikeReason::Requested }),
        ];
        for (about, act) in attempts {
            let id = lodge(alice(), Some(about), act);
            if missing(id).contains(&party(one())) {
                consent(one(), id);
            }
            assert_eq!(missing(id), [party(two())]);
            refused(Refusal::ConsentMissing, || approve_as(charlie(), id));
            assert_ok!(Records::withdraw(by(alice()), REGISTER, id));
        }
    });
}

#[test]
fn nobody_is_given_what_they_do_not_want() {
    ExtBuilder.build_and_execute(|| {
        create();
        let title = land(alice());
        let gift = lodge(alice(), Some(title), transfer_to(one()));
        pass_days(100);
        refused(Refusal::ConsentMissing, || approve_as(charlie(), gift));
        assert_eq!(owners(title), sole(alice()));
    });
}

#[test]
fn a_clock_that_runs_back_enters_nothing_early() {
    ExtBuilder.build_and_execute(|| {
        create();
        let title = land(alice());
        rule(noticed(0, 5));
        let sale = sale(title);
        approve(sale);
        pass_days(8);
        assert_eq!(waits_for(sale), None);
        set_day(TODAY - 30);
        refused(Refusal::TooEarly, || complete(sale));
        assert_ok!(object_as(alice(), sale));
        set_day(TODAY + 8);
        refused(Refusal::Disputed, || complete(sale));
    });
}

#[test]
fn neither_blocks_nor_the_clock_alone_end_a_search_or_a_dealing() {
    ExtBuilder.build_and_execute(|| {
        create();
        let title = land(alice());
        let search = lodge(one(), Some(title), Act::Search);
        consent(alice(), search);
        let rival = agreed(title, charge_for(two()), &[alice()]);
        approve(rival);
        set_day(TODAY + 3_000);
        for id in [search, rival] {
            refused(Refusal::TooEarly, || lapse(id));
        }
        refused(Refusal::NotYourTurn, || complete(rival));
        set_day(TODAY);
        run_to(1_000_000);
        for id in [search, rival] {
            refused(Refusal::TooEarly, || lapse(id));
        }
        refused(Refusal::NotYourTurn, || complete(rival));
    });
}

#[test]
fn what_a_registrar_approved_before_it_was_dismissed_is_entered_unless_it_is_looked_into() {
    ExtBuilder.build_and_execute(|| {
        create();
        let title = land(alice());
        rule(noticed(0, 5));
        let sale = sale(title);
        approve(sale);
        let dismissed =
            Records::revoke_role(by(authority()), REGISTER, charlie().into(), Role::Registrar);
        assert_ok!(dismissed);
        pass_days(8);
        assert_ok!(Records::review(by(eve()), REGISTER, charlie().into(), 0, hash(20)));
        refused(Refusal::UnderReview, || complete(sale));
        assert_ok!(Records::end_review(by(authority()), REGISTER, charlie().into()));
        assert_ok!(complete(sale));
    });
}

#[test]
fn an_attorney_cannot_keep_its_principal_from_speaking() {
    ExtBuilder.build_and_execute(|| {
        create();
        let title = land(alice());
        represent(party(alice()), one(), Capacity::Attorney, 300);
        let charge = lodge(bob(), Some(title), charge_for(one()));
        assert_ok!(consent_as(one(), charge, party(alice())));
        let retract = Records::retract(by(alice()), REGISTER, charge, party(alice()));
        assert_ok!(retract);
        refused(Refusal::ConsentMissing, || approve_as(charlie(), charge));
        let dismissal = Act::Represent { party: party(alice()), representative: None };
        approve(lodge(alice(), None, dismissal));
        refused(Refusal::NotAuthorized, || consent_as(one(), charge, party(alice())));
    });
}

#[test]
fn two_heads_of_one_person_do_not_make_four_eyes_for_a_court_either() {
    ExtBuilder.build_and_execute(|| {
        create();
        let title = land(alice());
        let strike = Act::StrikeOff { reason: StrikeReason::Ceased };
        approve(lodge(bob(), Some(title), strike));
        for (who, tag) in [(dave(), 5), (ferdie(), 5), (authority(), 9)] {
            Persons::set(&who, tag);
        }
        rule(Rules { identity: Some(IDENTITY), four_eyes: FourEyes::Waived, ..rules() });
        let back = lodge(dave(), Some(title), Act::Restore);
        refused(Refusal::SamePerson, || approve_as(ferdie(), back));
        assert_ok!(approve_as(authority(), back));
        assert_eq!(record(title).status, RecordStatus::InForce);
    });
}

#[test]
fn a_dealing_that_was_lodged_under_four_eyes_keeps_them() {
    ExtBuilder.build_and_execute(|| {
        create();
        let own = lodge(charlie(), None, first_registration(1, sole(alice())));
        rule(Rules { four_eyes: FourEyes::Waived, ..rules() });
        refused(Refusal::SamePerson, || approve_as(charlie(), own));
    });
}
