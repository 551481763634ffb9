//! Lodging: who may, what it costs, and what is said of it.

use frame_support::{assert_ok, BoundedVec};
use sp_keyring::Sr25519Keyring;

use super::desk::*;
use crate::{
    mock::{Records, *},
    *,
};

#[test]
fn a_clerk_lodges_for_others_and_pays_nothing() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        System::reset_events();
        let id = lodge(bob(), Some(record), transfer_to(one()));
        assert_eq!(free(&bob()), PURSE);
        assert_eq!(dealing(id).deposit, 0);
        let expires = Deadline { day: TODAY + 280, block: 1 + 200 * LEAST_BLOCKS };
        let lodged = Event::Lodged {
            register: REGISTER,
            dealing: id,
            lodger: bob(),
            record: Some(record),
            act: transfer_to(one()),
            instrument: hash(99),
            day: TODAY,
            effective: TODAY,
            priority: id,
            notice: None,
            expires,
            deposit: 0,
        };
        let alerted = Event::Alerted {
            register: REGISTER,
            dealing: id,
            record: Some(record),
            account: alice(),
            kind: Kind::Transfer,
            notice: None,
        };
        assert_eq!(events(), [lodged, alerted]);
    });
}

#[test]
fn who_owns_it_lodges_what_is_theirs_and_pays() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        System::reset_events();
        let id = lodge(alice(), Some(record), transfer_to(one()));
        assert_eq!(free(&alice()), PURSE - FEE - DEPOSIT);
        assert_eq!(held(HoldReason::Dealing, &alice()), DEPOSIT);
        assert_eq!(free(&authority()), PURSE + FEE);
        assert_eq!(dealing(id).deposit, DEPOSIT);
        assert_eq!(events().len(), 1, "who lodges it is not alerted");
    });
}

#[test]
fn who_acquires_it_lodges_too() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        assert_ok!(lodge_as(one(), Some(record), transfer_to(one())));
    });
}

#[test]
fn a_representative_lodges_for_whom_it_acts() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        refused(Refusal::NotAuthorized, || lodge_as(two(), Some(record), transfer_to(one())));
        approve(lodge(alice(), None, attorney(alice(), two())));
        assert_ok!(lodge_as(two(), Some(record), transfer_to(one())));
    });
}

#[test]
fn a_stranger_lodges_cautions_and_searches_and_nothing_else() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        for act in
            [transfer_to(one()), charge_for(one()), Act::Amend { content: content(9), cites: None }]
        {
            refused(Refusal::NotAuthorized, || lodge_as(two(), Some(record), act));
        }
        let registration = first_registration(9, sole(two()));
        refused(Refusal::NotAuthorized, || lodge_as(two(), None, registration));
        assert_ok!(lodge_as(two(), Some(record), claim(1)));
        assert_ok!(lodge_as(two(), Some(record), Act::Search));
    });
}

#[test]
fn where_the_rules_forbid_it_owners_lodge_nothing() {
    ExtBuilder.build_and_execute(|| {
        create_with(Rules { lodging: Permission::Never, ..rules() });
        let record = land(alice());
        refused(Refusal::NotAuthorized, || lodge_as(alice(), Some(record), transfer_to(one())));
        assert_ok!(lodge_as(alice(), Some(record), claim(1)));
        assert_ok!(lodge_as(dave(), Some(record), transfer_to(one())));
    });
}

#[test]
fn an_officer_whose_role_has_expired_is_one_no_longer() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        run_to(TERM);
        refused(Refusal::NotAuthorized, || lodge_as(bob(), Some(record), transfer_to(one())));
    });
}

#[test]
fn where_people_are_told_apart_whoever_lodges_is_known_as_one() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        rule(Rules { identity: Some(IDENTITY), ..rules() });
        refused(Refusal::NotEligible, || lodge_as(bob(), Some(record), transfer_to(one())));
        refused(Refusal::NotEligible, || lodge_as(alice(), Some(record), transfer_to(one())));
        assert_ok!(lodge_as(two(), Some(record), claim(1)));
        assert_ok!(lodge_as(two(), Some(record), Act::Search));
        Persons::set(&bob(), 2);
        assert_ok!(lodge_as(bob(), Some(record), transfer_to(one())));
    });
}

#[test]
fn nothing_is_lodged_in_a_register_that_is_not_active() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        set_status(RegisterStatus::Suspended);
        refused(Refusal::RegisterNotActive, || lodge_as(bob(), Some(record), claim(1)));
        set_status(RegisterStatus::Closed);
        refused(Refusal::RegisterClosed, || lodge_as(bob(), Some(record), claim(1)));
        refused(Refusal::RegisterNotFound, || {
            Records::lodge(by(bob()), 9, Some(record), claim(1), hash(99), None)
        });
    });
}

#[test]
fn a_dealing_is_about_a_record_if_its_kind_is() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let registration = first_registration(9, sole(alice()));
        refused(Refusal::RecordMissing, || lodge_as(bob(), None, transfer_to(one())));
        refused(Refusal::RecordNotFound, || lodge_as(bob(), Some(9), transfer_to(one())));
        refused(Refusal::RecordNotAllowed, || lodge_as(bob(), Some(record), registration));
    });
}

#[test]
fn only_officers_state_a_day_in_the_past() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let past = TODAY - 400;
        refused(Refusal::InvalidEffectiveDay, || {
            lodge_for(alice(), record, transfer_to(one()), TODAY - 1)
        });
        assert_ok!(lodge_for(bob(), record, transfer_to(one()), past));
        assert_eq!(dealing(last_dealing()).effective, past);
    });
}

#[test]
fn a_stated_day_is_no_further_ahead_than_the_longest_period() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let last = TODAY + i32::from(LONGEST_PERIOD);
        refused(Refusal::InvalidEffectiveDay, || {
            lodge_for(bob(), record, transfer_to(one()), last + 1)
        });
        assert_ok!(lodge_for(bob(), record, transfer_to(one()), last));
    });
}

#[test]
fn a_stated_day_is_not_after_the_day_on_which_it_would_lapse() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let short = rules();
        rule(Rules { periods: Periods { longest: 5, ..short.periods }, ..short });
        refused(Refusal::InvalidEffectiveDay, || {
            lodge_for(bob(), record, transfer_to(one()), TODAY + 8)
        });
        assert_ok!(lodge_for(bob(), record, transfer_to(one()), TODAY + 7));
    });
}

#[test]
fn a_correction_does_not_end_before_it_begins() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let correct = |until| Act::Correct {
            content: Some(content(8)),
            class: None,
            ownership: None,
            until: Some(until),
            reason: CorrectionReason::Clerical,
            asked_by: alice(),
        };
        let from = TODAY - 5;
        refused(Refusal::InvalidSpan, || lodge_for(bob(), record, correct(from - 1), from));
        assert_ok!(lodge_for(bob(), record, correct(from), from));
    });
}

/// The notice of a dealing that the clerk lodges now.
fn notice_of(record: Option<RecordId>, act: Act<AccountId>) -> Option<Day> {
    dealing(lodge(bob(), record, act)).notice.map(|notice| notice.day - TODAY)
}

#[test]
fn what_affects_others_waits_for_the_notice_and_what_touches_owners_for_the_alert() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (record, free_one) = (land(alice()), title(9, Ownership::NotStated));
        rule(noticed(4, 2));
        let correct = Act::Correct {
            content: Some(content(8)),
            class: None,
            ownership: None,
            until: None,
            reason: CorrectionReason::Clerical,
            asked_by: alice(),
        };
        let vest = Act::Vest { ownership: sole(alice()) };
        let strike = Act::StrikeOff { reason: StrikeReason::Ceased };
        assert_eq!(notice_of(None, first_registration(10, sole(alice()))), Some(4));
        assert_eq!(notice_of(None, attorney(alice(), one())), Some(4));
        assert_eq!(notice_of(Some(free_one), vest), Some(4));
        assert_eq!(notice_of(Some(record), correct), Some(4));
        assert_eq!(notice_of(Some(record), strike), Some(4));
        assert_eq!(notice_of(Some(record), transfer_to(one())), Some(2));
        assert_eq!(notice_of(Some(record), charge_for(two())), Some(2));
        assert_eq!(notice_of(Some(record), claim(1)), None);
        assert_eq!(notice_of(Some(record), Act::Search), None);
        let amend = Act::Amend { content: content(8), cites: None };
        assert_eq!(notice_of(Some(free_one), amend), None, "there is nobody to alert");
    });
}

#[test]
fn a_caution_makes_everything_wait_for_the_notice() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        cautioned(record, one());
        rule(noticed(4, 2));
        System::reset_events();
        assert_eq!(notice_of(Some(record), charge_for(two())), Some(4));
        let alerted: Vec<_> = events()
            .into_iter()
            .filter_map(|event| match event {
                Event::Alerted { account, notice: Some(_), .. } => Some(account),
                _ => None,
            })
            .collect();
        assert_eq!(alerted, [alice(), one()]);
        let withdrawn = Act::Uncaution { number: 0, cause: UncautionCause::Withdrawn };
        let warned = Act::Uncaution { number: 0, cause: UncautionCause::Warned };
        assert_eq!(notice_of(Some(record), warned), Some(4));
        assert_eq!(notice_of(Some(record), withdrawn), Some(4));
    });
}

#[test]
fn a_notice_begins_on_the_day_after_and_counts_business_days() {
    ExtBuilder.build_and_execute(|| {
        create();
        rule(noticed(5, 0));
        set_day(TODAY + 4);
        run_to(7);
        let id = lodge(bob(), None, first_registration(9, sole(alice())));
        let next_friday = Deadline { day: TODAY + 11, block: 7 + 5 * LEAST_BLOCKS };
        assert_eq!(dealing(id).notice, Some(next_friday));
    });
}

#[test]
fn who_holds_no_role_has_only_so_many_dealings_open() {
    ExtBuilder.build_and_execute(|| {
        create();
        let records: Vec<_> = (0..6).map(|_| land(alice())).collect();
        for record in &records[..4] {
            assert_ok!(lodge_as(alice(), Some(*record), transfer_to(one())));
        }
        refused(Refusal::TooManyDealings, || lodge_as(alice(), Some(records[4]), claim(1)));
        assert_ok!(Records::withdraw(by(alice()), REGISTER, last_dealing()));
        assert_ok!(lodge_as(alice(), Some(records[4]), claim(1)));
        for record in records {
            assert_ok!(lodge_as(bob(), Some(record), charge_for(two())));
        }
    });
}

#[test]
fn others_than_officers_leave_places_in_a_queue_free() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        for who in [one(), two(), ferdie()] {
            for n in 1..=4 {
                assert_ok!(lodge_as(who.clone(), Some(record), claim(n)));
            }
        }
        let another = Sr25519Keyring::AliceStash.to_account_id();
        refused(Refusal::TooManyDealings, || lodge_as(another.clone(), Some(record), claim(1)));
        for _ in 0..OFFICERS_PLACES {
            assert_ok!(lodge_as(bob(), Some(record), charge_for(two())));
        }
        refused(Refusal::TooManyDealings, || lodge_as(bob(), Some(record), charge_for(two())));
    });
}

#[test]
fn a_merger_takes_a_place_for_each_of_its_records_and_its_name() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (first, second) = (land(alice()), land(alice()));
        let whole = Content { measure: 2_000, ..content(50) };
        let others = BoundedVec::truncate_from(vec![second]);
        let id = lodge(bob(), Some(first), Act::Merge { others, name: hash(50), content: whole });
        assert_eq!(queue_of(first), [id]);
        assert_eq!(queue_of(second), [id]);
        let rival = lodge(bob(), None, first_registration(50, sole(one())));
        assert_ok!(approve_as(charlie(), rival));
        assert_eq!(waits_for(rival), Some(Refusal::NotYourTurn.into()));
    });
}

#[test]
fn nothing_is_lodged_whose_deadline_would_be_beyond_the_last_block() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        run_to(u32::MAX - 100);
        refused(Refusal::Overflow, || lodge_as(alice(), Some(record), transfer_to(one())));
    });
}
