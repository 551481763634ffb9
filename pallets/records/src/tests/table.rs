//! Walks the table in `docs/records-rules.md`: every kind of dealing, who lodges it, who has to
//! consent, who approves it, and what it waits for.

mod rows;
mod states;

use std::collections::BTreeSet;

use frame_support::{assert_ok, BoundedVec};
use sp_runtime::DispatchResult;

use super::desk::*;
use crate::{
    mock::{Records, *},
    *,
};
use rows::*;

/// Tells the rows in which something is not as it should be.
struct Wrong(Vec<String>);

impl Wrong {
    fn look(&mut self, row: &Row, what: &str, found: DispatchResult, expected: DispatchResult) {
        if found != expected {
            self.0.push(format!("{}: {what}: {found:?}, and not {expected:?}", row.name));
        }
    }
}

/// Does the same in each row, each on a chain of its own with these rules.
fn each(rules: &Rules, mut look: impl FnMut(&Row, &mut Wrong)) {
    let mut wrong = Wrong(Vec::new());
    for place in 0..how_many() {
        ExtBuilder.build_and_execute(|| {
            scene_with(rules.clone());
            look(&rows()[place], &mut wrong);
        });
    }
    assert!(wrong.0.is_empty(), "{:#?}", wrong.0);
}

/// The number of rows.
fn how_many() -> usize {
    ExtBuilder.build().execute_with(|| rows().len())
}

fn no(why: Refusal) -> DispatchResult {
    Err(why.into())
}

/// What a call would answer; nothing of it stays.
fn answer(call: impl FnOnce() -> DispatchResult) -> DispatchResult {
    let mut answered = Ok(());
    let _ = frame_support::storage::with_storage_layer::<(), sp_runtime::DispatchError, _>(|| {
        answered = call();
        Err(sp_runtime::DispatchError::Other("of no consequence"))
    });
    answered
}

#[test]
fn the_table_has_every_kind() {
    ExtBuilder.build_and_execute(|| {
        let kinds: BTreeSet<Kind> = rows().iter().map(Row::kind).collect();
        // Freezes are no dealings: see `tests/court.rs`.
        assert_eq!(kinds.len(), 17);
        assert!(!kinds.contains(&Kind::Freeze) && !kinds.contains(&Kind::Unfreeze));
    });
}

#[test]
fn clerks_registrars_and_notaries_lodge_every_kind() {
    each(&rules(), |row, wrong| {
        for who in [bob(), charlie(), dave()] {
            let lodged = answer(|| lodge_as(who, row.record, row.act.clone()));
            wrong.look(row, "lodged by an officer", lodged, Ok(()));
        }
    });
}

#[test]
fn whom_it_concerns_lodges_it_and_nobody_else() {
    each(&rules(), |row, wrong| {
        for who in [alice(), one(), two(), principal(), stranger(), eve(), ferdie(), authority()] {
            let may = row.is_open_to_all() || row.asked.contains(&who);
            let lodged = answer(|| lodge_as(who.clone(), row.record, row.act.clone()));
            let expected = if may { Ok(()) } else { no(Refusal::NotAuthorized) };
            wrong.look(row, &format!("lodged by {who}"), lodged, expected);
        }
    });
}

#[test]
fn where_the_rules_forbid_it_only_what_is_open_to_all_is_lodged_without_a_role() {
    let rules = Rules { lodging: Permission::Never, ..rules() };
    each(&rules, |row, wrong| {
        for who in [alice(), one(), two(), stranger()] {
            let lodged = answer(|| lodge_as(who, row.record, row.act.clone()));
            let expected = if row.is_open_to_all() { Ok(()) } else { no(Refusal::NotAuthorized) };
            wrong.look(row, "lodged without a role", lodged, expected);
        }
    });
}

#[test]
fn each_kind_asks_those_whom_it_affects() {
    each(&rules(), |row, _| {
        let id = lodge(bob(), row.record, row.act.clone());
        let asked: Vec<_> = Records::consents_missing(REGISTER, id);
        assert_eq!(asked.len(), row.asked.len(), "{}", row.name);
        let each_is_asked = row.asked.iter().all(|who| asked.contains(&party(who.clone())));
        assert!(each_is_asked, "{}: {asked:?}", row.name);
    });
}

#[test]
fn each_consent_is_needed() {
    each(&rules(), |row, wrong| {
        for silent in row.asked.iter().filter(|_| row.agreed) {
            let outcome = answer(|| {
                let id = lodge(bob(), row.record, row.act.clone());
                for who in row.asked.iter().filter(|who| *who != silent) {
                    consent(who.clone(), id);
                }
                approve_as(row.approver(), id)
            });
            // A registrar corrects owners only with their consent.
            let expected = match row.kind() {
                Kind::Correct => no(Refusal::NotAuthorized),
                _ => no(Refusal::ConsentMissing),
            };
            wrong.look(row, "approved without a consent", outcome, expected);
        }
    });
}

#[test]
fn each_kind_is_approved_by_whom_it_has_to_be() {
    each(&rules(), |row, wrong| {
        let id = row.lodged_by(bob());
        for who in [stranger(), alice(), bob(), charlie(), dave(), eve(), ferdie(), authority()] {
            let expected = match row.approves {
                // Searches protect, and nothing is left to be approved.
                Approves::Nobody => no(Refusal::AlreadyApproved),
                _ if row.is_approved_by(&who) => Ok(()),
                _ => no(Refusal::NotAuthorized),
            };
            let approved = answer(|| approve_as(who.clone(), id));
            wrong.look(row, &format!("approved by {who}"), approved, expected);
        }
    });
}

#[test]
fn nobody_approves_any_kind_that_it_lodged() {
    each(&rules(), |row, wrong| {
        for role in [Role::Registrar, Role::Court] {
            let granted = grant();
            assert_ok!(Records::grant_role(mandate(TRACK), REGISTER, dave().into(), role, granted));
        }
        if row.is_entered() {
            let id = row.lodged_by(dave());
            let own = answer(|| approve_as(dave(), id));
            wrong.look(row, "approved by its lodger", own, no(Refusal::SamePerson));
        }
    });
}

#[test]
fn where_four_eyes_are_waived_a_registrar_approves_its_own_and_nobody_else_does() {
    let rules = Rules { four_eyes: FourEyes::Waived, ..rules() };
    each(&rules, |row, wrong| {
        for role in [Role::Registrar, Role::Court] {
            let granted = grant();
            assert_ok!(Records::grant_role(mandate(TRACK), REGISTER, dave().into(), role, granted));
        }
        if row.is_entered() {
            let id = row.lodged_by(dave());
            let expected = match row.approves {
                Approves::Registrar => Ok(()),
                _ => no(Refusal::SamePerson),
            };
            let own = answer(|| approve_as(dave(), id));
            wrong.look(row, "approved by its lodger", own, expected);
        }
    });
}

/// How many days a row waits: the notice is 5 business days, the time after an alert 3.
fn days(row: &Row) -> Option<Day> {
    match row.waits {
        Waits::No => None,
        Waits::Alert => Some(3),
        // From a Monday on, five business days end on the next one.
        Waits::Notice => Some(7),
    }
}

#[test]
fn nothing_completes_before_its_notice() {
    each(&noticed(5, 3), |row, wrong| {
        let id = row.lodged_by(bob());
        let noticed = dealing(id).notice.map(|deadline| deadline.day - TODAY);
        assert_eq!(noticed, days(row), "{}", row.name);
        if !row.is_entered() {
            return;
        }
        assert_ok!(approve_as(row.approver(), id));
        let Some(days) = days(row) else {
            assert!(!is_open(id), "{} is entered at once", row.name);
            return;
        };
        pass_days(u32::try_from(days).unwrap());
        let early = answer(|| complete(id));
        wrong.look(row, "completed on the last day", early, no(Refusal::TooEarly));
        pass_days(1);
        wrong.look(row, "completed after it", complete(id), Ok(()));
        assert!(!is_open(id));
    });
}

#[test]
fn the_longer_of_notice_and_alert_is_waited_for() {
    each(&noticed(3, 5), |row, _| {
        let id = row.lodged_by(bob());
        let alerted = row.record.is_some_and(|record| record != UNSTATED);
        let expected = match row.waits {
            Waits::No => None,
            _ if alerted => Some(7),
            _ => Some(3),
        };
        let found = dealing(id).notice.map(|deadline| deadline.day - TODAY);
        assert_eq!(found, expected, "{}", row.name);
    });
}

#[test]
fn a_caution_makes_each_kind_about_its_record_wait_for_the_notice() {
    for place in 0..how_many() {
        ExtBuilder.build_and_execute(|| {
            scene(true);
            rule(noticed(5, 3));
            let row = &rows()[place];
            let id = lodge(bob(), row.record, row.act.clone());
            let noticed = dealing(id).notice.map(|deadline| deadline.day - TODAY);
            let expected = if row.record.is_some() { Some(7) } else { days(row) };
            assert_eq!(noticed, expected, "{}", row.name);
        });
    }
}

#[test]
fn a_court_s_freeze_stops_each_kind_about_its_record() {
    each(&rules(), |row, wrong| {
        if let Some(id) = row.record {
            assert_ok!(Records::freeze(by(ferdie()), REGISTER, id, hash(40), None));
        }
        let id = row.lodged_by(bob());
        if row.is_entered() {
            let expected = match row.record {
                Some(_) => no(Refusal::Frozen),
                None => Ok(()),
            };
            let approved = answer(|| approve_as(row.approver(), id));
            wrong.look(row, "approved while frozen", approved, expected);
        }
    });
}

/// What nobody does with a record whose newest version is looked into.
const DISPOSALS: [Kind; 6] =
    [Kind::Transfer, Kind::Encumber, Kind::Vary, Kind::Split, Kind::Merge, Kind::StrikeOff];

#[test]
fn a_review_of_what_was_entered_stops_disposals_and_searches() {
    each(&rules(), |row, wrong| {
        let granted = grant();
        let other = eve();
        assert_ok!(Records::grant_role(
            mandate(TRACK),
            REGISTER,
            other.clone().into(),
            Role::Registrar,
            granted
        ));
        assert_ok!(Records::review(by(authority()), REGISTER, charlie().into(), 0, hash(20)));
        let outcome = answer(|| {
            let id = lodge(bob(), row.record, row.act.clone());
            if !row.is_entered() {
                return consent_as(alice(), id, party(alice()));
            }
            row.consents_to(id);
            let approver = if row.approver() == charlie() { other } else { row.approver() };
            approve_as(approver, id)
        });
        let stops = DISPOSALS.contains(&row.kind()) || row.kind() == Kind::Search;
        let expected = if stops { no(Refusal::UnderReview) } else { Ok(()) };
        wrong.look(row, "while what was entered is under review", outcome, expected);
    });
}

#[test]
fn the_rules_can_ask_every_holder_of_a_right_about_any_kind() {
    let kinds: Vec<Kind> = ExtBuilder.build().execute_with(|| {
        let kinds: BTreeSet<Kind> = rows().iter().map(Row::kind).collect();
        kinds.into_iter().collect()
    });
    let rules = Rules { third_parties: BoundedVec::truncate_from(kinds), ..rules() };
    each(&rules, |row, _| {
        let id = lodge(bob(), row.record, row.act.clone());
        let missing = Records::consents_missing(REGISTER, id);
        if row.record == Some(CHARGED) {
            assert!(missing.contains(&party(two())), "{}", row.name);
        }
        let others: Vec<_> = row.asked.iter().cloned().map(party).collect();
        assert!(others.iter().all(|who| missing.contains(who)), "{}", row.name);
    });
}
