//! What a version changes, and what the register said on which day.

use frame_support::{assert_noop, assert_ok};

use crate::{
    mock::{Records, *},
    *,
};

/// The setters of a record now.
fn setters(record: RecordId) -> [VersionNumber; 3] {
    let Setters { content, ownership, standing } =
        crate::Records::<Test>::get(REGISTER, record).unwrap().setters;
    [content, ownership, standing]
}

/// A version.
fn version(record: RecordId, number: VersionNumber) -> Version<AccountId> {
    Versions::<Test>::get((REGISTER, record, number)).unwrap()
}

/// What was said of a record on a day.
fn said(record: RecordId, day: Day) -> Option<Statement<AccountId>> {
    Pallet::<Test>::said_on(REGISTER, record, day)
}

/// The content that was said to be a record's on a day.
fn said_content(record: RecordId, day: Day) -> Content {
    said(record, day).unwrap().content.unwrap().value
}

/// Has the content of a record changed.
fn amend(record: RecordId, to: u8) {
    approve(lodge(bob(), Some(record), amendment(to)));
}

fn amendment(to: u8) -> Act<AccountId> {
    Act::Amend { content: content(to), cites: None }
}

/// Has the clerk lodge something, everybody named consent to it, and the registrar approve it.
fn agree(record: RecordId, act: Act<AccountId>, who: &[AccountId]) {
    let dealing = lodge(bob(), Some(record), act);
    who.iter().for_each(|who| consent(who.clone(), dealing));
    approve(dealing);
}

#[test]
fn a_change_sets_what_it_is_about_and_leaves_the_rest() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        assert_eq!(setters(record), [1, 1, 1]);
        agree(record, amendment(9), &[alice()]);
        assert_eq!(setters(record), [2, 1, 1]);
        agree(record, Act::Transfer { ownership: sole(one()) }, &[alice(), one()]);
        assert_eq!(setters(record), [2, 3, 1]);
        let charge = Act::Encumber {
            kind: EncumbranceKind::Charge,
            beneficiary: Party::Account(two()),
            terms: hash(5),
        };
        agree(record, charge, &[one()]);
        assert_eq!(setters(record), [2, 3, 1], "a charge says nothing else of the record");
        agree(record, Act::StrikeOff { reason: StrikeReason::Void }, &[two()]);
        assert_eq!(setters(record), [2, 3, 5]);
        let restore = lodge(bob(), Some(record), Act::Restore);
        assert_ok!(Records::approve(by(ferdie()), REGISTER, restore));
        assert_eq!(setters(record), [2, 3, 6]);

        let now = crate::Records::<Test>::get(REGISTER, record).unwrap();
        assert_eq!((now.version, now.content), (6, content(9)));
        let owners = Pallet::<Test>::owners_of(REGISTER, record, &now);
        assert_eq!(owners, sole(one()));
        let statuses: Vec<_> = (1..=6).map(|number| version(record, number).status).collect();
        let (on, off) = (RecordStatus::InForce, RecordStatus::Struck);
        assert_eq!(statuses, [on, on, on, on, off, on]);
    });
}

#[test]
fn a_version_tells_by_which_dealing_when_and_by_whom_it_was_entered() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = title(1, Ownership::NotStated);
        pass_days(3);
        let dealing = lodge(bob(), Some(record), amendment(9));
        pass_days(2);
        approve(dealing);
        let entered = version(record, 2);
        assert_eq!((entered.dealing, entered.kind), (dealing, Kind::Amend));
        assert_eq!((entered.recorded, entered.day), (System::block_number(), TODAY + 5));
        assert_eq!(entered.span, Span { from: TODAY + 3, until: None }, "since its lodgement");
        assert_eq!((entered.instrument, entered.approver), (hash(99), Some(charlie())));
    });
}

#[test]
fn the_register_says_at_the_end_of_a_day_what_was_entered_by_then() {
    ExtBuilder.build_and_execute(|| {
        create();
        pass_days(1);
        let record = land(alice());
        assert_eq!(said(record, TODAY), None, "nothing was said before");
        pass_days(10);
        agree(record, Act::Transfer { ownership: sole(one()) }, &[alice(), one()]);
        // Twice on one day: its end counts.
        agree(record, amendment(8), &[one()]);
        agree(record, amendment(9), &[one()]);

        let owner = |day| said(record, day).unwrap().ownership.unwrap().value;
        for day in [TODAY + 1, TODAY + 10] {
            assert_eq!(owner(day), Holding::Stated(sole(alice())));
            assert_eq!(said_content(record, day), content(1));
        }
        for day in [TODAY + 11, TODAY + 400] {
            assert_eq!(owner(day), Holding::Stated(sole(one())));
            assert_eq!(said_content(record, day), content(9));
        }
        let statement = said(record, TODAY + 11).unwrap();
        assert_eq!((statement.version, statement.name), (4, hash(1)));
        assert_eq!(statement.ownership.unwrap().version, 2);
        assert_eq!(said(record + 1, TODAY + 11), None, "nothing of what is not there");
    });
}

#[test]
fn what_was_said_is_found_among_hundreds_of_versions() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = title(1, Ownership::NotStated);
        let mut expected = vec![(TODAY, content(1))];
        for step in 0..300_u32 {
            // On some days several, on some none.
            pass_days([0, 1, 0, 3, 1][step as usize % 5]);
            let to = (step % 250) as u8;
            amend(record, to);
            expected.push((today(), content(to)));
        }
        for day in TODAY..=today() + 1 {
            let (_, content) = expected.iter().rev().find(|(since, _)| *since <= day).unwrap();
            assert_eq!(said_content(record, day), *content, "on day {day}");
        }
        assert_eq!(said(record, TODAY - 1), None);
    });
}

#[test]
fn what_was_said_is_found_among_all_versions_that_there_can_be_by_looking_at_32() {
    let newest = VersionNumber::MAX - 1;
    for wanted in [1, 2, 1_000, newest / 2, newest - 1, newest] {
        let mut looks = 0;
        // A version a day: the days run from the first one that there is.
        let day_of = |number: VersionNumber| (i64::from(number) + i64::from(Day::MIN)) as Day;
        let found = crate::views::newest_by(day_of(wanted), newest, |number| {
            looks += 1;
            Some(day_of(number))
        });
        assert_eq!(found, Some(wanted));
        assert!(looks <= 32, "{looks}");
    }
}

#[test]
fn a_dealing_that_takes_effect_earlier_is_known_of_days_on_which_it_was_not_said() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = title(1, Ownership::NotStated);
        pass_days(20);
        let (when, instrument) = (Some(TODAY + 5), hash(7));
        let act = amendment(9);
        assert_ok!(Records::lodge(by(bob()), REGISTER, Some(record), act, instrument, when));
        approve(last_dealing());
        let known = |day| {
            let statement = Pallet::<Test>::known_on(REGISTER, record, day).unwrap();
            statement.content.unwrap().value
        };
        assert_eq!((said_content(record, TODAY + 10), known(TODAY + 10)), (content(1), content(9)));
        assert_eq!((said_content(record, TODAY + 4), known(TODAY + 4)), (content(1), content(1)));
        assert_eq!(said_content(record, TODAY + 20), content(9));
    });
}

#[test]
fn history_never_runs_backwards_though_the_clock_does() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = title(1, Ownership::NotStated);
        set_day(TODAY - 1);
        amend(record, 9);
        assert_eq!(version(record, 2).day, TODAY);
        assert_eq!(version(record, 2).span.from, TODAY - 1);
        assert_eq!(said_content(record, TODAY), content(9));
        assert_eq!(said(record, TODAY - 1), None);
    });
}

#[test]
fn no_version_is_numbered_beyond_the_greatest_number() {
    ExtBuilder.build().execute_with(|| {
        create();
        let record = title(1, Ownership::NotStated);
        let last = version(record, 1);
        Versions::<Test>::insert((REGISTER, record, VersionNumber::MAX), last);
        crate::Records::<Test>::mutate(REGISTER, record, |entry| {
            entry.as_mut().unwrap().version = VersionNumber::MAX;
        });
        let dealing = lodge(bob(), Some(record), amendment(9));
        let attempt = Records::approve(by(charlie()), REGISTER, dealing);
        assert_noop!(attempt.map_err(|failure| failure.error), Error::<Test>::Overflow);
    });
}

#[test]
fn an_event_tells_all_that_a_version_says() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let told = events().into_iter().find_map(|event| match event {
            Event::Recorded { record, version, name, entry, ownership, .. } => {
                Some((record, version, name, entry, ownership))
            }
            _ => None,
        });
        let entry = version(record, 1);
        assert_eq!(told, Some((record, 1, hash(1), entry, Some(sole(alice())))));
    });
}
