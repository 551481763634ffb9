//! How registers come to be, and what governs them.

use frame_support::{assert_noop, assert_ok, BoundedVec};
use sp_runtime::DispatchError::BadOrigin;

use crate::{
    mock::*, Calendar, Calendars, Charter, DecisionsRegister, FieldKind, Layouts, Periods,
    RegisterCount, RegisterId, RegisterKind, RegisterStatus, Registers, Role, Rules, RulesOf,
    Weekday,
};

type Error = crate::Error<Test>;
type Event = crate::Event<Test>;

/// A track that governs another register.
const OTHER_TRACK: u16 = TRACK + 1;

/// Creates a register of another kind that another track governs.
fn other(kind: RegisterKind, track: u16) -> RegisterId {
    let charter = Charter { kind, ..charter(rules()) };
    assert_ok!(Records::create_register(mandate(track), track, charter));
    RegisterCount::<Test>::get() - 1
}

fn status(register: RegisterId) -> RegisterStatus {
    Registers::<Test>::get(register).unwrap().status
}

fn set_status(status: RegisterStatus) -> frame_support::dispatch::DispatchResult {
    Records::set_status(mandate(TRACK), REGISTER, status)
}

#[test]
fn a_track_creates_a_register() {
    ExtBuilder.build_and_execute(|| {
        let charter = charter(rules());
        assert_ok!(Records::create_register(mandate(TRACK), TRACK, charter.clone()));
        assert_eq!(
            last_event(),
            Event::RegisterCreated {
                register: 0,
                track: TRACK,
                charter: charter.clone(),
                proposal: Some(PROPOSAL),
            }
        );
        let register = Registers::<Test>::get(0).unwrap();
        assert_eq!(register.name, charter.name);
        assert_eq!(register.kind, charter.kind);
        assert_eq!(register.authority, authority());
        assert_eq!(register.track, TRACK);
        assert_eq!(register.status, RegisterStatus::Active);
        assert_eq!(RulesOf::<Test>::get(0, register.revision), Some(charter.rules));
        assert_eq!(Layouts::<Test>::get(0), Some(charter.layout));
        assert_eq!(Calendars::<Test>::get(0), Some(charter.calendar));
    });
}

#[test]
fn registers_are_numbered_in_order() {
    ExtBuilder.build_and_execute(|| {
        assert_eq!(other(RegisterKind::Log, TRACK), 0);
        assert_eq!(other(RegisterKind::Company, OTHER_TRACK), 1);
        assert_ok!(Records::create_register(RuntimeOrigin::root(), TRACK, charter(rules())));
        assert_eq!(RegisterCount::<Test>::get(), 3);
        assert!(matches!(last_event(), Event::RegisterCreated { register: 2, proposal: None, .. }));
    });
}

#[test]
fn the_last_number_is_not_given_out_twice() {
    ExtBuilder.build().execute_with(|| {
        RegisterCount::<Test>::put(RegisterId::MAX);
        let create = Records::create_register(mandate(TRACK), TRACK, charter(rules()));
        assert_noop!(create, Error::Overflow);
    });
}

#[test]
fn a_register_is_created_by_the_track_that_governs_it() {
    ExtBuilder.build_and_execute(|| {
        let create = |origin| Records::create_register(origin, TRACK, charter(rules()));
        assert_noop!(create(mandate(OTHER_TRACK)), Error::NotAuthorized);
        assert_noop!(create(by(authority())), BadOrigin);
        assert_noop!(create(RuntimeOrigin::none()), BadOrigin);
    });
}

#[test]
fn a_register_has_a_name_that_people_can_read() {
    ExtBuilder.build_and_execute(|| {
        for name in [&b""[..], b"  \n", b"\xff\xfe"] {
            let name = BoundedVec::truncate_from(name.to_vec());
            let charter = Charter { name, ..charter(rules()) };
            let create = Records::create_register(mandate(TRACK), TRACK, charter);
            assert_noop!(create, Error::InvalidName);
        }
        let name = BoundedVec::truncate_from("Grundbuch Zürich".as_bytes().to_vec());
        let charter = Charter { name, ..charter(rules()) };
        assert_ok!(Records::create_register(mandate(TRACK), TRACK, charter));
    });
}

#[test]
fn a_layout_names_each_field_once() {
    ExtBuilder.build_and_execute(|| {
        let mut fields = charter(rules()).layout.into_inner();
        fields.push(crate::Field { name: fields[0].name, kind: FieldKind::Date });
        let layout = BoundedVec::truncate_from(fields);
        let charter = Charter { layout, ..charter(rules()) };
        let create = Records::create_register(mandate(TRACK), TRACK, charter);
        assert_noop!(create, Error::InvalidLayout);
    });
}

#[test]
fn a_register_begins_with_a_sound_calendar_and_sound_rules() {
    ExtBuilder.build_and_execute(|| {
        let create = |charter| Records::create_register(mandate(TRACK), TRACK, charter);
        let calendar = Calendar { offset: 841, ..calendar() };
        let charter_of_days = Charter { calendar, ..charter(rules()) };
        assert_noop!(create(charter_of_days), Error::InvalidCalendar);
        let charter_of_rules = charter(Rules { open_dealings: 0, ..rules() });
        assert_noop!(create(charter_of_rules), Error::InvalidRules);
    });
}

#[test]
fn the_authority_and_the_track_set_the_calendar() {
    ExtBuilder.build_and_execute(|| {
        create();
        let holidays = BoundedVec::truncate_from(vec![TODAY + 39, TODAY + 46]);
        let new = Calendar { holidays, ..calendar() };
        assert_ok!(Records::set_calendar(by(authority()), REGISTER, new.clone()));
        let by_authority = Some(authority());
        assert_eq!(
            last_event(),
            Event::CalendarChanged {
                register: REGISTER,
                old: calendar(),
                new: new.clone(),
                by: by_authority,
            }
        );
        assert_eq!(Calendars::<Test>::get(REGISTER), Some(new.clone()));
        assert_ok!(Records::set_calendar(mandate(TRACK), REGISTER, calendar()));
        assert_eq!(
            last_event(),
            Event::CalendarChanged { register: REGISTER, old: new, new: calendar(), by: None }
        );
    });
}

#[test]
fn nobody_else_sets_the_calendar() {
    ExtBuilder.build_and_execute(|| {
        create();
        let set = |origin| Records::set_calendar(origin, REGISTER, calendar());
        for origin in [by(alice()), by(charlie()), by(ferdie()), mandate(OTHER_TRACK)] {
            assert_noop!(set(origin), Error::NotAuthorized);
        }
        assert_noop!(set(RuntimeOrigin::none()), BadOrigin);
        let elsewhere = Records::set_calendar(by(authority()), REGISTER + 1, calendar());
        assert_noop!(elsewhere, Error::RegisterNotFound);
    });
}

#[test]
fn a_calendar_that_cannot_be_counted_by_is_refused() {
    ExtBuilder.build_and_execute(|| {
        create();
        let twice = BoundedVec::truncate_from(vec![Weekday::Friday, Weekday::Friday]);
        let descending = BoundedVec::truncate_from(vec![9, 8]);
        for wrong in [
            Calendar { offset: -841, ..calendar() },
            Calendar { rest_days: twice, ..calendar() },
            Calendar { holidays: descending, ..calendar() },
        ] {
            let set = Records::set_calendar(by(authority()), REGISTER, wrong);
            assert_noop!(set, Error::InvalidCalendar);
        }
    });
}

#[test]
fn no_calendar_lets_a_day_come_twice() {
    ExtBuilder.build_and_execute(|| {
        create();
        let set = |offset| {
            let calendar = Calendar { offset, ..calendar() };
            Records::set_calendar(by(authority()), REGISTER, calendar)
        };
        // At noon in Greenwich tomorrow has begun twelve hours to the east.
        assert_ok!(set(12 * 60));
        assert_noop!(set(12 * 60 - 1), Error::InvalidCalendar);
        assert_noop!(set(0), Error::InvalidCalendar);
        Milliseconds::set(&(Milliseconds::get() + 12 * 3_600_000));
        assert_ok!(set(0));
    });
}

#[test]
fn deadlines_that_run_stay_when_the_calendar_changes() {
    ExtBuilder.build_and_execute(|| {
        let rules = rules();
        create_with(Rules { periods: Periods { notice: 3, ..rules.periods }, ..rules });
        let dealing = lodge(bob(), None, first_registration(1, sole(alice())));
        let before = crate::Dealings::<Test>::get(REGISTER, dealing).unwrap();
        let holidays = (1..60).map(|n| TODAY + n).collect::<Vec<_>>();
        let holidays = BoundedVec::truncate_from(holidays);
        let calendar = Calendar { holidays, ..calendar() };
        assert_ok!(Records::set_calendar(by(authority()), REGISTER, calendar));
        let after = crate::Dealings::<Test>::get(REGISTER, dealing).unwrap();
        assert_eq!(before, after);
        let later = lodge(bob(), None, first_registration(2, sole(alice())));
        let later = crate::Dealings::<Test>::get(REGISTER, later).unwrap();
        assert!(later.notice.unwrap().day >= TODAY + 60);
    });
}

#[test]
fn the_track_sets_another_authority() {
    ExtBuilder.build_and_execute(|| {
        create();
        assert_ok!(Records::set_authority(mandate(TRACK), REGISTER, one().into()));
        assert_eq!(
            last_event(),
            Event::AuthorityChanged {
                register: REGISTER,
                old: authority(),
                new: one(),
                proposal: Some(PROPOSAL),
            }
        );
        let set = |who| Records::set_calendar(by(who), REGISTER, calendar());
        assert_noop!(set(authority()), Error::NotAuthorized);
        assert_ok!(set(one()));
        assert_ok!(Records::set_authority(RuntimeOrigin::root(), REGISTER, two().into()));
        assert!(matches!(last_event(), Event::AuthorityChanged { proposal: None, .. }));
    });
}

#[test]
fn an_authority_does_not_name_its_successor() {
    ExtBuilder.build_and_execute(|| {
        create();
        let set = |origin| Records::set_authority(origin, REGISTER, one().into());
        assert_noop!(set(by(authority())), BadOrigin);
        assert_noop!(set(by(ferdie())), BadOrigin);
        assert_noop!(set(mandate(OTHER_TRACK)), Error::NotAuthorized);
        let elsewhere = Records::set_authority(mandate(TRACK), REGISTER + 1, one().into());
        assert_noop!(elsewhere, Error::RegisterNotFound);
    });
}

#[test]
fn who_has_a_role_cannot_become_the_authority() {
    ExtBuilder.build_and_execute(|| {
        create();
        let set = |who: AccountId| Records::set_authority(mandate(TRACK), REGISTER, who.into());
        let officers = [
            (bob(), Role::Clerk),
            (charlie(), Role::Registrar),
            (dave(), Role::Notary),
            (eve(), Role::Auditor),
            (ferdie(), Role::Court),
        ];
        for (who, role) in officers {
            assert_noop!(set(who.clone()), Error::AuthorityHoldsRole);
            run_to(TERM);
            // A role that has expired could be renewed.
            assert_noop!(set(who.clone()), Error::AuthorityHoldsRole);
            run_to(1);
            assert_ok!(Records::revoke_role(mandate(TRACK), REGISTER, who.clone().into(), role));
            assert_ok!(set(who));
        }
    });
}

#[test]
fn a_register_is_suspended_activated_and_closed_for_ever() {
    use RegisterStatus::*;
    ExtBuilder.build_and_execute(|| {
        create();
        let mut old = Active;
        for new in [Suspended, Active, Closed] {
            assert_noop!(set_status(old), Error::SameStatus);
            assert_ok!(set_status(new));
            let proposal = Some(PROPOSAL);
            let register = REGISTER;
            let changed = Event::RegisterStatusChanged { register, old, new, proposal };
            assert_eq!(last_event(), changed);
            assert_eq!(status(REGISTER), new);
            old = new;
        }
        assert_noop!(set_status(Closed), Error::SameStatus);
        for status in [Active, Suspended] {
            assert_noop!(set_status(status), Error::RegisterClosed);
        }
    });
}

#[test]
fn only_its_track_suspends_a_register() {
    ExtBuilder.build_and_execute(|| {
        create();
        let set = |origin| Records::set_status(origin, REGISTER, RegisterStatus::Suspended);
        assert_noop!(set(by(authority())), BadOrigin);
        assert_noop!(set(mandate(OTHER_TRACK)), Error::NotAuthorized);
        let elsewhere = Records::set_status(mandate(TRACK), 9, RegisterStatus::Suspended);
        assert_noop!(elsewhere, Error::RegisterNotFound);
        assert_ok!(set(RuntimeOrigin::root()));
        assert!(matches!(last_event(), Event::RegisterStatusChanged { proposal: None, .. }));
    });
}

#[test]
fn nothing_is_lodged_approved_or_completed_in_a_suspended_register() {
    ExtBuilder.build_and_execute(|| {
        let rules = rules();
        create_with(Rules { periods: Periods { notice: 1, ..rules.periods }, ..rules });
        let act = |name| first_registration(name, sole(alice()));
        let lodged = lodge(bob(), None, act(1));
        let approved = lodge(bob(), None, act(2));
        approve(approved);
        pass_days(2);
        for (status, error) in [
            (RegisterStatus::Suspended, Error::RegisterNotActive),
            (RegisterStatus::Closed, Error::RegisterClosed),
        ] {
            assert_ok!(set_status(status));
            let lodge = Records::lodge(by(bob()), REGISTER, None, act(3), hash(9), None);
            assert_eq!(lodge, Err(error.into()));
            let approve = Records::approve(by(charlie()), REGISTER, lodged);
            assert_eq!(approve.map(|_| ()).map_err(|failed| failed.error), lodge);
            let complete = Records::complete(by(one()), REGISTER, approved);
            assert_eq!(complete.map(|_| ()).map_err(|failed| failed.error), lodge);
        }
        // Who lodged something is not kept waiting for ever.
        assert_ok!(Records::withdraw(by(bob()), REGISTER, lodged));
    });
}

#[test]
fn a_closed_register_keeps_its_rules_and_its_calendar() {
    ExtBuilder.build_and_execute(|| {
        create();
        assert_ok!(set_status(RegisterStatus::Closed));
        let set = Records::set_rules(mandate(TRACK), REGISTER, rules());
        assert_noop!(set, Error::RegisterClosed);
        let set = Records::set_calendar(by(authority()), REGISTER, calendar());
        assert_noop!(set, Error::RegisterClosed);
        // Somebody has to be there for what must be taken out of view.
        assert_ok!(Records::set_authority(mandate(TRACK), REGISTER, one().into()));
        let court = Records::grant_role(by(one()), REGISTER, two().into(), Role::Court, grant());
        assert_ok!(court);
    });
}

#[test]
fn decisions_are_kept_where_a_track_says() {
    ExtBuilder.build_and_execute(|| {
        let first = other(RegisterKind::Log, TRACK);
        let second = other(RegisterKind::Log, TRACK);
        let mut old = None;
        for new in [Some(first), Some(second)] {
            assert_ok!(Records::keep_decisions(mandate(TRACK), new));
            assert_eq!(DecisionsRegister::<Test>::get(), new);
            assert_eq!(last_event(), Event::DecisionsKept { old, new, proposal: Some(PROPOSAL) });
            old = new;
        }
        assert_ok!(Records::keep_decisions(RuntimeOrigin::root(), None));
        assert_eq!(last_event(), Event::DecisionsKept { old, new: None, proposal: None });
        assert_eq!(DecisionsRegister::<Test>::get(), None);
    });
}

#[test]
fn decisions_are_kept_in_a_log_that_is_not_closed() {
    ExtBuilder.build_and_execute(|| {
        let keep = |register| Records::keep_decisions(mandate(TRACK), Some(register));
        assert_noop!(keep(0), Error::RegisterNotFound);
        let land = create();
        assert_noop!(keep(land), Error::NotALog);
        let log = other(RegisterKind::Log, TRACK);
        assert_ok!(Records::set_status(mandate(TRACK), log, RegisterStatus::Closed));
        assert_noop!(keep(log), Error::RegisterClosed);
    });
}

#[test]
fn no_track_takes_the_decisions_to_itself() {
    ExtBuilder.build_and_execute(|| {
        let own = other(RegisterKind::Log, TRACK);
        let others = other(RegisterKind::Log, OTHER_TRACK);
        let keep = Records::keep_decisions;
        assert_noop!(keep(mandate(TRACK), Some(others)), Error::NotAuthorized);
        assert_noop!(keep(by(authority()), Some(own)), BadOrigin);
        assert_ok!(keep(mandate(TRACK), Some(own)));
        assert_noop!(keep(mandate(OTHER_TRACK), Some(others)), Error::NotAuthorized);
        assert_noop!(keep(mandate(TRACK), None), Error::NotAuthorized);
        assert_ok!(keep(RuntimeOrigin::root(), Some(others)));
    });
}
