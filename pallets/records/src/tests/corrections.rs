//! What should have been said: the past is corrected by adding to it, and both what was said and what
//! is known stay right.

use frame_support::assert_ok;
use proptest::prelude::*;
use sp_core::H256;

use crate::{
    acts::Entry,
    history::Change,
    mock::{Records, *},
    *,
};

/// A correction that bob lodges and the registrar approves, from a day to a day.
fn correct(record: RecordId, from: Day, until: Option<Day>, what: Corrected) {
    let act = Act::Correct {
        content: what.content,
        class: what.class,
        ownership: what.ownership,
        until,
        reason: CorrectionReason::Source,
        asked_by: two(),
    };
    assert_ok!(Records::lodge(by(bob()), REGISTER, Some(record), act, hash(98), Some(from)));
    approve(last_dealing());
}

/// What a correction is about.
#[derive(Default)]
struct Corrected {
    content: Option<Content>,
    class: Option<TitleClass>,
    ownership: Option<Ownership<AccountId>>,
}

fn its_content(n: u8) -> Corrected {
    Corrected { content: Some(content(n)), ..Default::default() }
}

fn its_class(class: TitleClass) -> Corrected {
    Corrected { class: Some(class), ..Default::default() }
}

fn amend(record: RecordId, to: u8) {
    let act = Act::Amend { content: content(to), cites: None };
    approve(lodge(bob(), Some(record), act));
}

fn said(record: RecordId, day: Day) -> Statement<AccountId> {
    Pallet::<Test>::said_on(REGISTER, record, day).expect("it was there")
}

fn known(record: RecordId, day: Day) -> Statement<AccountId> {
    Pallet::<Test>::known_on(REGISTER, record, day).expect("something is known")
}

fn said_content(record: RecordId, day: Day) -> Content {
    said(record, day).content.unwrap().value
}

fn known_content(record: RecordId, day: Day) -> Content {
    known(record, day).content.unwrap().value
}

fn now(record: RecordId) -> Record {
    crate::Records::<Test>::get(REGISTER, record).unwrap()
}

#[test]
fn the_correction_of_a_past_span_is_known_and_was_never_said() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = title(1, Ownership::NotStated);
        pass_days(10);
        amend(record, 2);
        pass_days(10);
        let before = now(record);
        correct(record, TODAY + 3, Some(TODAY + 6), its_content(7));

        for day in [TODAY, TODAY + 3, TODAY + 6, TODAY + 9] {
            assert_eq!(said_content(record, day), content(1), "what was said stays");
        }
        assert_eq!(said_content(record, TODAY + 20), content(2), "it is not what is said now");
        assert_eq!(known_content(record, TODAY + 2), content(1));
        assert_eq!(known_content(record, TODAY + 3), content(7));
        assert_eq!(known_content(record, TODAY + 6), content(7));
        assert_eq!(known_content(record, TODAY + 7), content(1));
        assert_eq!(known_content(record, TODAY + 10), content(2));
        assert_eq!(now(record), Record { version: 3, ..before }, "the record is as it was");

        let version = Versions::<Test>::get((REGISTER, record, 3)).unwrap();
        let asked = Correction { reason: CorrectionReason::Source, asked_by: two() };
        assert_eq!(version.correction, Some(asked));
        assert_eq!(version.span, Span { from: TODAY + 3, until: Some(TODAY + 6) });
        assert_eq!((version.setters.content, version.told.content), (2, 3));
    });
}

#[test]
fn a_correction_that_reaches_to_now_is_said_from_its_entry_on() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = title(1, Ownership::NotStated);
        pass_days(10);
        correct(record, TODAY + 2, None, its_content(7));
        assert_eq!(said_content(record, TODAY + 9), content(1));
        assert_eq!(said_content(record, TODAY + 10), content(7));
        assert_eq!(known_content(record, TODAY + 1), content(1));
        assert_eq!(known_content(record, TODAY + 2), content(7));
        assert_eq!((now(record).content, now(record).setters.content), (content(7), 2));
    });
}

#[test]
fn where_corrections_overlap_the_later_one_wins_and_the_rest_of_the_earlier_stays() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = title(1, Ownership::NotStated);
        pass_days(30);
        correct(record, TODAY + 5, Some(TODAY + 15), its_content(5));
        correct(record, TODAY + 10, Some(TODAY + 20), its_content(6));
        correct(record, TODAY + 12, Some(TODAY + 13), its_content(7));
        let expected =
            [(4, 1), (5, 5), (9, 5), (10, 6), (12, 7), (13, 7), (14, 6), (20, 6), (21, 1)];
        for (day, what) in expected {
            assert_eq!(known_content(record, TODAY + day), content(what), "on day {day}");
            assert_eq!(said_content(record, TODAY + day), content(1));
        }
        assert_eq!(now(record).content, content(1));
    });
}

#[test]
fn a_change_that_takes_effect_before_a_correction_ends_goes_before_it_where_it_came_later() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = title(1, Ownership::NotStated);
        pass_days(30);
        correct(record, TODAY + 5, Some(TODAY + 15), its_content(5));
        let amend = Act::Amend { content: content(9), cites: None };
        let from = Some(TODAY + 10);
        assert_ok!(Records::lodge(by(bob()), REGISTER, Some(record), amend, hash(98), from));
        approve(last_dealing());
        for (day, what) in [(4, 1), (5, 5), (9, 5), (10, 9), (15, 9), (30, 9)] {
            assert_eq!(known_content(record, TODAY + day), content(what), "on day {day}");
        }
    });
}

#[test]
fn the_owners_of_a_past_span_are_corrected_without_those_of_now() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        pass_days(10);
        let act = Act::Correct {
            content: None,
            class: None,
            ownership: Some(sole(one())),
            until: Some(TODAY + 5),
            reason: CorrectionReason::Clerical,
            asked_by: one(),
        };
        let from = Some(TODAY);
        assert_ok!(Records::lodge(by(bob()), REGISTER, Some(record), act, hash(98), from));
        consent(alice(), last_dealing());
        approve(last_dealing());
        let owner = |statement: Statement<AccountId>| statement.ownership.unwrap().value;
        let (hers, his) = (Holding::Stated(sole(alice())), Holding::Stated(sole(one())));
        assert_eq!(owner(known(record, TODAY + 5)), his);
        assert_eq!(owner(known(record, TODAY + 6)), hers);
        assert_eq!(owner(said(record, TODAY + 5)), hers);
        assert_eq!(owner(said(record, TODAY + 10)), hers);
        let owners = Pallet::<Test>::owners_of(REGISTER, record, &now(record));
        assert_eq!(owners, sole(alice()));
    });
}

#[test]
fn correcting_the_class_does_not_put_back_in_force_what_was_struck_off() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = title(1, Ownership::NotStated);
        pass_days(10);
        approve(lodge(bob(), Some(record), Act::StrikeOff { reason: StrikeReason::Void }));
        pass_days(10);
        let restore = lodge(bob(), Some(record), Act::Restore);
        assert_ok!(Records::approve(by(ferdie()), REGISTER, restore));
        pass_days(10);
        correct(record, TODAY + 5, Some(TODAY + 25), its_class(TitleClass::Possessory));

        let status = |day| known(record, TODAY + day).status.unwrap().value;
        let class = |day| known(record, TODAY + day).class.unwrap().value;
        assert_eq!((status(5), class(5)), (RecordStatus::InForce, TitleClass::Possessory));
        assert_eq!((status(12), class(12)), (RecordStatus::Struck, TitleClass::Possessory));
        assert_eq!((status(20), class(20)), (RecordStatus::InForce, TitleClass::Possessory));
        assert_eq!((status(26), class(26)), (RecordStatus::InForce, TitleClass::Absolute));
        assert_eq!(class(4), TitleClass::Absolute);
        assert_eq!(now(record).class, TitleClass::Absolute);
        correct(record, TODAY + 1, None, its_class(TitleClass::Qualified));
        assert_eq!(now(record).class, TitleClass::Qualified);
        assert_eq!(status(12), RecordStatus::Struck);
        assert_eq!(class(26), TitleClass::Qualified);
    });
}

#[test]
fn a_correction_whose_last_day_has_not_passed_holds_until_something_else_is_recorded() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = title(1, Ownership::NotStated);
        pass_days(10);
        correct(record, TODAY + 2, Some(TODAY + 10), its_content(7));
        let version = Versions::<Test>::get((REGISTER, record, 2)).unwrap();
        assert_eq!(version.span, Span { from: TODAY + 2, until: None });
        assert_eq!(now(record).content, content(7));
        pass_days(10);
        assert_eq!(said_content(record, TODAY + 20), content(7));
        assert_eq!(known_content(record, TODAY + 20), content(7), "as the register says");
    });
}

#[test]
fn of_days_before_the_registration_only_what_was_corrected_is_known() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = title(1, Ownership::NotStated);
        pass_days(5);
        assert_eq!(Pallet::<Test>::known_on(REGISTER, record, TODAY - 3), None);
        correct(record, TODAY - 4, Some(TODAY - 2), its_content(7));
        let statement = known(record, TODAY - 3);
        assert_eq!(statement.content.unwrap().value, content(7));
        assert_eq!((statement.status, statement.ownership), (None, None));
    });
}

#[test]
fn what_is_beyond_the_versions_looked_at_is_not_told() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        pass_days(1);
        for number in 0..MAX_STEPS {
            let entry = entry(number, TODAY + 1);
            let change = Change { content: Some(content(2)), ..Change::none(&entry) };
            Pallet::<Test>::add_version(&entry, Kind::Amend, record, change).unwrap();
        }
        Counts::<Test>::mutate(REGISTER, |counts| counts.dealings = MAX_STEPS);
        let statement = known(record, TODAY);
        assert_eq!(statement.content, None);
        let owners = statement.ownership.unwrap().value;
        assert_eq!(owners, Holding::Stated(sole(alice())), "and that takes one step only");
        assert_eq!(said_content(record, TODAY), content(1), "what was said is always found");
    });
}

/// What is entered by dealing `id` on this day, from `effective` on.
fn entry(id: DealingId, effective: Day) -> Entry<AccountId> {
    Entry {
        register: REGISTER,
        id,
        lodger: bob(),
        instrument: hash(97),
        effective,
        today: today(),
        approver: Some(charlie()),
    }
}

/// What is entered at random: whether it corrects, after how many days, from when on and for how
/// long, and what is said.
#[derive(Clone, Debug)]
struct Step {
    corrects: bool,
    passes: u32,
    back: Day,
    lasts: Option<Day>,
    says: u8,
    facet: u8,
}

fn step() -> impl Strategy<Value = Step> {
    let lasts = proptest::option::of(0..30_i32);
    (any::<bool>(), 0..5_u32, 0..40_i32, lasts, any::<u8>(), 0..2_u8).prop_map(
        |(corrects, passes, back, lasts, says, facet)| {
            // Only what corrects ends by itself.
            let lasts = lasts.filter(|_| corrects);
            Step { corrects, passes, back, lasts, says, facet }
        },
    )
}

/// What was entered, in words.
struct Line {
    day: Day,
    from: Day,
    until: Option<Day>,
    facet: u8,
    says: u8,
}

impl Line {
    /// Whether it is about this facet; the first line is about all.
    fn tells(&self, facet: u8) -> bool {
        self.facet == u8::MAX || self.facet == facet
    }
}

/// What a plain list of all that was entered says was said on a day.
fn plainly_said(lines: &[Line], facet: u8, day: Day) -> Option<u8> {
    let mut held = lines.iter().filter(|line| line.until.is_none() && line.tells(facet));
    held.rfind(|line| line.day <= day).map(|line| line.says)
}

/// And what it says is known of it.
fn plainly_known(lines: &[Line], facet: u8, day: Day) -> Option<u8> {
    let mut told = lines.iter().filter(|line| line.tells(facet));
    let contains = |line: &&Line| line.from <= day && line.until.is_none_or(|until| day <= until);
    told.rfind(contains).map(|line| line.says)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn both_questions_are_answered_as_a_plain_list_of_entries_answers_them(
        steps in proptest::collection::vec(step(), 0..40),
    ) {
        ExtBuilder.build_and_execute(|| {
            create();
            let owner = |says: u8| Ownership::Sole(Party::Person(H256([says; 32])));
            let record = title(1, owner(1));
            let first = Line { day: TODAY, from: TODAY, until: None, facet: u8::MAX, says: 1 };
            let mut lines = vec![first];
            for Step { corrects, passes, back, lasts, says, facet } in steps {
                pass_days(passes);
                let from = today() - back;
                let until = lasts.map(|lasts| from + lasts);
                let number = Pallet::<Test>::take_number(REGISTER).unwrap();
                let entry = entry(number, from);
                let correction = corrects.then(|| Correction {
                    reason: CorrectionReason::Clerical,
                    asked_by: two(),
                });
                let change = Change {
                    content: (facet == 0).then(|| content(says)),
                    ownership: (facet == 1).then(|| owner(says)),
                    span: Span { from, until },
                    correction,
                    ..Change::none(&entry)
                };
                let kind = if corrects { Kind::Correct } else { Kind::Amend };
                Pallet::<Test>::add_version(&entry, kind, record, change).unwrap();
                let until = until.filter(|until| *until < today());
                lines.push(Line { day: today(), from, until, facet, says });
            }
            for day in TODAY - 45..=today() + 2 {
                let said = Pallet::<Test>::said_on(REGISTER, record, day);
                let known = Pallet::<Test>::known_on(REGISTER, record, day);
                for (statement, plainly) in [
                    (said, plainly_said as fn(&[Line], u8, Day) -> Option<u8>),
                    (known, plainly_known),
                ] {
                    let content = statement.as_ref().and_then(|it| it.content.as_ref());
                    let content = content.map(|it| it.value.commitment);
                    assert_eq!(content, plainly(&lines, 0, day).map(hash), "content on {day}");
                    let owners = statement.as_ref().and_then(|it| it.ownership.clone());
                    let owners = owners.map(|it| it.value);
                    let expected = plainly(&lines, 1, day).map(|says| Holding::Stated(owner(says)));
                    assert_eq!(owners, expected, "owners on {day}");
                }
            }
        });
    }
}
