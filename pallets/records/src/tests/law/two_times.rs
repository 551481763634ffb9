//! What was said, and what is known.

use super::prelude::*;

/// Land Registration Act 2002, section 74; Land Registration Rules 2003, rule 20: what is entered has
/// effect from another day than that of its entry.
#[test]
fn what_did_it_say_and_what_do_we_now_know_differ_after_a_correction() {
    story(|| {
        let title = land(alice());
        let wrong = record(title).content;
        pass_days(10);
        assert_ok!(lodge_for(bob(), title, correction(), TODAY));
        approve(last_dealing());
        let content = |told: Statement<AccountId>| told.content.unwrap().value;
        assert_eq!(content(said(title, TODAY + 9)), wrong);
        assert_eq!(content(known(title, TODAY + 9)), super::prelude::content(88));
        assert_eq!(content(said(title, TODAY + 10)), super::prelude::content(88));
    });
}

/// Land Registration Rules 2003, rule 144(1) and (3): a copy of the edition of a stated day is that at
/// the end of the day.
#[test]
fn the_edition_of_a_day_is_its_last() {
    story(|| {
        let title = land(alice());
        enter(title, amendment(8), &[alice()]);
        enter(title, amendment(9), &[alice()]);
        let edition = said(title, TODAY);
        assert_eq!((edition.version, edition.content.unwrap().value), (3, content(9)));
        let of_the_day = Records::history(REGISTER, title, 1, 10);
        assert!(of_the_day.iter().all(|(_, version)| version.day == TODAY));
        assert_eq!(of_the_day.len(), 3, "and every edition of it can be had");
    });
}

/// Land Registration Rules 2003, rule 144(1): so is that of a title that is closed.
#[test]
fn a_closed_record_still_has_its_editions() {
    story(|| {
        let title = land(alice());
        pass_days(5);
        enter(title, Act::StrikeOff { reason: StrikeReason::Ceased }, &[]);
        assert_ok!(Records::set_status(mandate(TRACK), REGISTER, RegisterStatus::Closed));
        let edition = said(title, TODAY + 4);
        assert_eq!(edition.status.unwrap().value, RecordStatus::InForce);
        assert_eq!(edition.ownership.unwrap().value, Holding::Stated(sole(alice())));
    });
}

/// ISO 19152:2012, 6.2.1 (VersionedObject): a version ends where the next one begins.
#[test]
fn record_time_has_no_gaps_and_no_overlaps() {
    story(|| {
        let title = land(alice());
        for (day, to) in (1..).zip([8, 9, 10]) {
            pass_days(1);
            set_day(TODAY + day);
            enter(title, amendment(to), &[alice()]);
        }
        let history = Records::history(REGISTER, title, 1, 10);
        let editions: Vec<_> = history.iter().map(|(number, it)| (*number, it.day)).collect();
        assert_eq!(editions, [(1, TODAY), (2, TODAY + 1), (3, TODAY + 2), (4, TODAY + 3)]);
        for (number, day) in editions {
            assert_eq!(said(title, day).version, number);
        }
    });
}
