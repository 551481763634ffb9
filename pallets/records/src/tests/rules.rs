//! The rules of registers: which are sound, and for what each revision holds.

use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use sp_runtime::DispatchError::BadOrigin;

use crate::{
    mock::*, Dealings, FourEyes, Periods, Permission, Registers, Role, Rules, RulesOf,
    LONGEST_PERIOD,
};
use althing_primitives::eligibility::PolicyVersion;

type Error = crate::Error<Test>;
type Event = crate::Event<Test>;

fn set(rules: Rules) -> DispatchResult {
    Records::set_rules(mandate(TRACK), REGISTER, rules)
}

/// The usual rules with other periods.
fn with(change: impl FnOnce(&mut Periods)) -> Rules {
    let mut rules = rules();
    change(&mut rules.periods);
    rules
}

#[test]
fn the_track_sets_rules_and_those_of_before_stay() {
    ExtBuilder.build_and_execute(|| {
        create();
        let new = Rules { lodging: Permission::Never, ..rules() };
        assert_ok!(set(new.clone()));
        let changed = |rules, revision, proposal| Event::RulesChanged {
            register: REGISTER,
            revision,
            rules,
            proposal,
        };
        assert_eq!(last_event(), changed(new.clone(), 2, Some(PROPOSAL)));
        assert_ok!(Records::set_rules(RuntimeOrigin::root(), REGISTER, rules()));
        assert_eq!(last_event(), changed(rules(), 3, None));
        assert_eq!(Registers::<Test>::get(REGISTER).unwrap().revision, 3);
        assert_eq!(RulesOf::<Test>::get(REGISTER, 1), Some(rules()));
        assert_eq!(RulesOf::<Test>::get(REGISTER, 2), Some(new));
        assert_eq!(RulesOf::<Test>::get(REGISTER, 3), Some(rules()));
    });
}

#[test]
fn the_last_revision_is_not_followed_by_the_first() {
    ExtBuilder.build().execute_with(|| {
        create();
        Registers::<Test>::mutate(REGISTER, |register| {
            register.as_mut().unwrap().revision = u32::MAX;
        });
        assert_noop!(set(rules()), Error::Overflow);
    });
}

#[test]
fn nobody_but_the_track_sets_rules() {
    ExtBuilder.build_and_execute(|| {
        create();
        let set = |origin| Records::set_rules(origin, REGISTER, rules());
        for origin in [by(authority()), by(charlie()), by(ferdie()), RuntimeOrigin::none()] {
            assert_noop!(set(origin), BadOrigin);
        }
        assert_noop!(set(mandate(TRACK + 1)), Error::NotAuthorized);
        let elsewhere = Records::set_rules(mandate(TRACK), REGISTER + 1, rules());
        assert_noop!(elsewhere, Error::RegisterNotFound);
    });
}

#[test]
fn no_period_is_longer_than_about_a_year() {
    ExtBuilder.build_and_execute(|| {
        create();
        let most = LONGEST_PERIOD;
        assert_noop!(set(with(|periods| periods.longest = most + 1)), Error::InvalidRules);
        assert_noop!(set(with(|periods| periods.requisition = most + 1)), Error::InvalidRules);
        assert_noop!(set(with(|periods| periods.search = most + 1)), Error::InvalidRules);
        assert_ok!(set(with(|periods| {
            *periods = Periods {
                notice: most,
                waiting: most,
                requisition: most,
                search: most,
                longest: most,
            };
        })));
    });
}

#[test]
fn what_must_end_does() {
    ExtBuilder.build_and_execute(|| {
        create();
        assert_noop!(set(with(|periods| periods.requisition = 0)), Error::InvalidRules);
        assert_noop!(set(with(|periods| periods.longest = 0)), Error::InvalidRules);
        assert_noop!(set(Rules { open_dealings: 0, ..rules() }), Error::InvalidRules);
        assert_ok!(set(with(|periods| {
            *periods = Periods { notice: 0, waiting: 0, requisition: 1, search: 0, longest: 1 };
        })));
        assert_ok!(set(Rules { open_dealings: 1, ..rules() }));
    });
}

#[test]
fn nothing_lapses_before_its_notice_has_passed() {
    ExtBuilder.build_and_execute(|| {
        create();
        let longest = rules().periods.longest;
        assert_noop!(set(with(|periods| periods.notice = longest + 1)), Error::InvalidRules);
        assert_noop!(set(with(|periods| periods.waiting = longest + 1)), Error::InvalidRules);
        assert_ok!(set(with(|periods| periods.notice = longest)));
        assert_ok!(set(with(|periods| periods.waiting = longest)));
    });
}

#[test]
fn what_is_sealed_can_be_revealed_and_completed_before_it_lapses() {
    ExtBuilder.build_and_execute(|| {
        create();
        let blocks = u32::from(rules().periods.longest) * LEAST_BLOCKS;
        assert_noop!(set(Rules { reveal: blocks, ..rules() }), Error::InvalidRules);
        assert_noop!(set(Rules { reveal: u32::MAX, ..rules() }), Error::InvalidRules);
        assert_ok!(set(Rules { reveal: blocks - 1, ..rules() }));
    });
}

#[test]
fn people_are_told_apart_by_a_policy_that_exists() {
    ExtBuilder.build_and_execute(|| {
        create();
        let identity = Some(PolicyVersion { version: IDENTITY.version + 1, ..IDENTITY });
        assert_noop!(set(Rules { identity, ..rules() }), Error::PolicyNotFound);
        assert_ok!(set(Rules { identity: Some(IDENTITY), ..rules() }));
    });
}

#[test]
fn a_dealing_keeps_the_rules_under_which_it_was_lodged() {
    ExtBuilder.build_and_execute(|| {
        create_with(Rules { four_eyes: FourEyes::Waived, ..rules() });
        let act = |name| first_registration(name, sole(alice()));
        let before = lodge(charlie(), None, act(1));
        assert_ok!(set(rules()));
        let after = lodge(charlie(), None, act(2));
        assert_eq!(Dealings::<Test>::get(REGISTER, before).unwrap().revision, 1);
        assert_eq!(Dealings::<Test>::get(REGISTER, after).unwrap().revision, 2);
        let approve = |dealing| Records::approve(by(charlie()), REGISTER, dealing);
        assert_ok!(approve(before));
        assert_noop!(approve(after), Error::SamePerson);
    });
}

#[test]
fn a_longer_notice_delays_nothing_that_was_lodged_before() {
    ExtBuilder.build_and_execute(|| {
        create();
        let before = lodge(bob(), None, first_registration(1, sole(alice())));
        assert_ok!(set(with(|periods| periods.notice = 15)));
        approve(before);
        assert_eq!(Dealings::<Test>::get(REGISTER, before), None);
        let after = lodge(bob(), None, first_registration(2, sole(alice())));
        approve(after);
        assert!(Dealings::<Test>::get(REGISTER, after).is_some());
        assert_noop!(Records::complete(by(bob()), REGISTER, after), Error::TooEarly);
    });
}

#[test]
fn where_only_officers_lodge_a_holder_does_not() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let amend = || crate::Act::Amend { content: content(9), cites: None };
        let amend_by = |who: AccountId| {
            Records::lodge(by(who), REGISTER, Some(record), amend(), hash(9), None)
        };
        assert_ok!(amend_by(alice()));
        assert_ok!(set(Rules { lodging: Permission::Never, ..rules() }));
        assert_noop!(amend_by(alice()), Error::NotAuthorized);
        assert_ok!(amend_by(dave()));
        assert_ok!(Records::revoke_role(mandate(TRACK), REGISTER, dave().into(), Role::Notary));
        assert_noop!(amend_by(dave()), Error::NotAuthorized);
    });
}
