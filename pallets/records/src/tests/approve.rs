//! Approval: by whom, of what, and how many.

use frame_support::{assert_ok, BoundedVec};
use sp_runtime::DispatchResult;

use super::desk::*;
use crate::{
    mock::{Records, *},
    *,
};

/// A transfer of Alice's to One that nobody need be asked about.
fn agreed(record: RecordId) -> DealingId {
    let id = lodge(alice(), Some(record), transfer_to(one()));
    consent(one(), id);
    id
}

fn batch(who: AccountId, dealings: &[DealingId]) -> DispatchResult {
    let dealings = BoundedVec::truncate_from(dealings.to_vec());
    let done = Records::approve_batch(by(who), REGISTER, dealings);
    done.map(|_| ()).map_err(|failed| failed.error)
}

fn appoint(who: AccountId, role: Role, grant: Grant) {
    assert_ok!(Records::grant_role(by(authority()), REGISTER, who.into(), role, grant));
}

#[test]
fn what_a_registrar_approves_is_entered_at_once_if_nothing_is_to_be_waited_for() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let id = agreed(record);
        System::reset_events();
        approve(id);
        assert_eq!(events()[0], Event::Approved { register: REGISTER, dealing: id, by: charlie() });
        assert_eq!(
            last_event(),
            Event::Completed {
                register: REGISTER,
                dealing: id,
                kind: Kind::Transfer,
                record: Some(record),
                returned: DEPOSIT
            }
        );
        assert_eq!(owner_of(record), sole(one()));
        assert_eq!(free(&alice()), PURSE - FEE);
        assert!(!is_open(id));
    });
}

#[test]
fn only_registrars_approve() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = agreed(land(alice()));
        for who in [alice(), one(), bob(), dave(), eve(), ferdie(), authority()] {
            refused(Refusal::NotAuthorized, || approve_as(who, id));
        }
        refused(Refusal::DealingNotFound, || approve_as(charlie(), id + 1));
        run_to(TERM);
        refused(Refusal::RoleExpired, || approve_as(charlie(), id));
    });
}

#[test]
fn a_registrar_who_no_longer_meets_the_policy_of_its_role_approves_nothing() {
    ExtBuilder.build_and_execute(|| {
        create();
        appoint(two(), Role::Registrar, Grant { policy: Some(IDENTITY), ..grant() });
        let id = agreed(land(alice()));
        refused(Refusal::NotEligible, || approve_as(two(), id));
        Persons::set(&two(), 9);
        run_to(5);
        Persons::lapse(&two());
        refused(Refusal::NotEligible, || approve_as(two(), id));
        Persons::set(&two(), 9);
        assert_ok!(approve_as(two(), id));
    });
}

#[test]
fn authority_or_court_approve_first_ownership_and_nobody_else() {
    for who in [authority(), ferdie()] {
        ExtBuilder.build_and_execute(|| {
            create();
            let record = title(1, Ownership::NotStated);
            let id = lodge(bob(), Some(record), Act::Vest { ownership: sole(one()) });
            refused(Refusal::NotAuthorized, || approve_as(charlie(), id));
            assert_ok!(approve_as(who, id));
            assert_eq!(owner_of(record), sole(one()));
        });
    }
}

#[test]
fn a_court_alone_puts_somebody_in_the_place_of_an_account() {
    ExtBuilder.build_and_execute(|| {
        create();
        let executor = Act::Represent {
            party: party(alice()),
            representative: Some(Representative {
                account: one(),
                capacity: Capacity::Executor,
                evidence: hash(5),
                until: TODAY + 30,
            }),
        };
        let id = lodge(bob(), None, executor);
        refused(Refusal::NotAuthorized, || approve_as(charlie(), id));
        refused(Refusal::NotAuthorized, || approve_as(authority(), id));
        assert_ok!(approve_as(ferdie(), id));
    });
}

#[test]
fn four_eyes_hold_for_the_authority_even_where_they_are_waived() {
    ExtBuilder.build_and_execute(|| {
        create_with(Rules { four_eyes: FourEyes::Waived, ..rules() });
        appoint(ferdie(), Role::Clerk, grant());
        approve(lodge(charlie(), None, first_registration(1, Ownership::NotStated)));
        let vest = Act::Vest { ownership: sole(one()) };
        let id = lodge(ferdie(), Some(last_record()), vest);
        refused(Refusal::SamePerson, || approve_as(ferdie(), id));
        assert_ok!(approve_as(authority(), id));
    });
}

#[test]
fn a_caution_of_somebody_unknown_is_told_apart_by_account() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        appoint(two(), Role::Registrar, grant());
        rule(Rules { identity: Some(IDENTITY), ..rules() });
        let id = lodge(two(), Some(record), claim(1));
        refused(Refusal::SamePerson, || approve_as(two(), id));
        assert_ok!(approve_as(charlie(), id));
    });
}

#[test]
fn a_registrar_under_review_approves_nothing() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = agreed(land(alice()));
        assert_ok!(Records::review(by(eve()), REGISTER, charlie().into(), 1, hash(8)));
        refused(Refusal::UnderReview, || approve_as(charlie(), id));
        assert_ok!(Records::end_review(by(authority()), REGISTER, charlie().into()));
        assert_ok!(approve_as(charlie(), id));
    });
}

#[test]
fn a_registrar_approves_only_as_many_a_day_as_its_role_allows() {
    ExtBuilder.build_and_execute(|| {
        create();
        appoint(two(), Role::Registrar, Grant { approvals_a_day: Some(2), ..grant() });
        let ids: Vec<_> = (0..3).map(|_| agreed(land(alice()))).collect();
        assert_ok!(approve_as(two(), ids[0]));
        assert_ok!(approve_as(two(), ids[1]));
        refused(Refusal::TooManyApprovals, || approve_as(two(), ids[2]));
        pass_days(1);
        assert_ok!(approve_as(two(), ids[2]));
    });
}

#[test]
fn a_suspended_register_approves_and_completes_nothing() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (first, second) = (land(alice()), land(alice()));
        let id = agreed(first);
        assert_ok!(lodge_for(alice(), second, transfer_to(one()), TODAY + 1));
        let waiting = last_dealing();
        consent(one(), waiting);
        approve(waiting);
        pass_days(1);
        set_status(RegisterStatus::Suspended);
        refused(Refusal::RegisterNotActive, || approve_as(charlie(), id));
        refused(Refusal::RegisterNotActive, || batch(charlie(), &[id]));
        refused(Refusal::RegisterNotActive, || complete(waiting));
        assert_eq!(waits_for(waiting), Some(Refusal::RegisterNotActive.into()));
        set_status(RegisterStatus::Active);
        approve(id);
        assert_ok!(complete(waiting));
        set_status(RegisterStatus::Closed);
        refused(Refusal::RegisterClosed, || approve_as(charlie(), id));
    });
}

#[test]
fn a_dealing_is_approved_once() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        assert_ok!(lodge_for(alice(), record, transfer_to(one()), TODAY + 1));
        let id = last_dealing();
        consent(one(), id);
        approve(id);
        assert_eq!(dealing(id).state, State::Approved { by: charlie(), at: 1 });
        refused(Refusal::AlreadyApproved, || approve_as(charlie(), id));
    });
}

#[test]
fn what_no_longer_agrees_with_the_register_is_not_approved() {
    ExtBuilder.build_and_execute(|| {
        create();
        let first = lodge(bob(), None, first_registration(1, sole(alice())));
        let second = lodge(bob(), None, first_registration(1, sole(one())));
        approve(first);
        refused(Refusal::NameTaken, || approve_as(charlie(), second));
    });
}

#[test]
fn several_are_approved_together_or_none() {
    ExtBuilder.build_and_execute(|| {
        create();
        let records: Vec<_> = (0..3).map(|_| land(alice())).collect();
        let ids: Vec<_> = records.iter().map(|record| agreed(*record)).collect();
        let unsettled = lodge(bob(), Some(land(alice())), transfer_to(one()));
        refused(Refusal::ConsentMissing, || batch(charlie(), &[ids[0], ids[1], unsettled]));
        refused(Refusal::DealingNotFound, || batch(charlie(), &[ids[0], ids[0]]));
        refused(Refusal::NotAuthorized, || batch(bob(), &ids));
        assert_ok!(batch(charlie(), &ids));
        assert!(records.iter().all(|record| owner_of(*record) == sole(one())));
        assert_ok!(batch(charlie(), &[]));
    });
}

#[test]
fn where_the_rules_forbid_it_dealings_are_approved_one_at_a_time() {
    ExtBuilder.build_and_execute(|| {
        create_with(Rules { batches: Permission::Never, ..rules() });
        let id = agreed(land(alice()));
        refused(Refusal::BatchNotAllowed, || batch(charlie(), &[id]));
        approve(id);
    });
}

#[test]
fn an_approval_costs_no_more_than_what_it_did() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (first, second) = (land(alice()), land(alice()));
        let entered = agreed(first);
        assert_ok!(lodge_for(alice(), second, transfer_to(one()), TODAY + 1));
        let waiting = last_dealing();
        consent(one(), waiting);
        let weight = |id| {
            let done = Records::approve(by(charlie()), REGISTER, id).unwrap();
            done.actual_weight.unwrap()
        };
        let approved = Records::asking(<() as WeightInfo>::approve(), 4, 1);
        assert_eq!(weight(waiting), approved);
        let completed =
            <() as WeightInfo>::complete_base() + <() as WeightInfo>::complete_transfer();
        assert_eq!(weight(entered), approved + completed);
        let heaviest = <() as WeightInfo>::complete_base() + <() as WeightInfo>::complete_restore();
        assert_eq!(Records::heaviest_completion(), heaviest);
        assert_eq!(Records::batch_weight(3), (approved + heaviest) * 3);
    });
}
