//! A court's freezes: at once, ahead of everything, and lifted by a court alone.

use frame_support::{assert_noop, assert_ok};

use crate::{
    mock::{Records, *},
    *,
};

/// What the court freezes.
fn freeze(record: RecordId, until: Option<Day>) -> BurdenNumber {
    assert_ok!(Records::freeze(by(ferdie()), REGISTER, record, hash(60), until));
    crate::Records::<Test>::get(REGISTER, record).unwrap().next_burden - 1
}

fn freezes(record: RecordId) -> Vec<BurdenNumber> {
    let burdens = BurdensOf::<Test>::get(REGISTER, record);
    burdens.freezes.iter().map(|freeze| freeze.number).collect()
}

/// A sale of the record by alice to one, to which both consent.
fn sale(record: RecordId) -> DealingId {
    let dealing = lodge(bob(), Some(record), Act::Transfer { ownership: sole(one()) });
    consent(alice(), dealing);
    consent(one(), dealing);
    dealing
}

fn owner(record: RecordId) -> Ownership<AccountId> {
    let now = crate::Records::<Test>::get(REGISTER, record).unwrap();
    Pallet::<Test>::owners_of(REGISTER, record, &now)
}

fn complete(dealing: DealingId) -> Result<(), sp_runtime::DispatchError> {
    let attempt = Records::complete(by(eve()), REGISTER, dealing);
    attempt.map(|_| ()).map_err(|failure| failure.error)
}

fn try_approve(dealing: DealingId) -> Result<(), sp_runtime::DispatchError> {
    let attempt = Records::approve(by(charlie()), REGISTER, dealing);
    attempt.map(|_| ()).map_err(|failure| failure.error)
}

#[test]
fn a_freeze_between_approval_and_completion_stops_it_until_the_court_lifts_it() {
    ExtBuilder.build_and_execute(|| {
        create_with(Rules { periods: Periods { waiting: 2, ..rules().periods }, ..rules() });
        let record = land(alice());
        let dealing = sale(record);
        approve(dealing);
        let number = freeze(record, None);
        pass_days(10);
        assert_noop!(complete(dealing), Error::<Test>::Frozen);
        assert_eq!(owner(record), sole(alice()));

        let lift = |who| Records::unfreeze(by(who), REGISTER, record, number, hash(61));
        for other in [alice(), bob(), charlie(), dave(), eve(), authority()] {
            assert_noop!(lift(other), Error::<Test>::NotAuthorized);
        }
        assert_ok!(lift(ferdie()));
        assert_ok!(complete(dealing));
        assert_eq!(owner(record), sole(one()));
    });
}

#[test]
fn only_a_court_freezes() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        for other in [alice(), bob(), charlie(), dave(), eve(), authority()] {
            let attempt = Records::freeze(by(other), REGISTER, record, hash(60), None);
            assert_noop!(attempt, Error::<Test>::NotAuthorized);
        }
        run_to(TERM);
        let attempt = Records::freeze(by(ferdie()), REGISTER, record, hash(60), None);
        assert_noop!(attempt, Error::<Test>::RoleExpired);
    });
}

#[test]
fn what_is_frozen_can_be_lodged_and_not_approved() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        freeze(record, None);
        let dealing = sale(record);
        assert_noop!(try_approve(dealing), Error::<Test>::Frozen);
    });
}

#[test]
fn a_freeze_ends_after_its_last_day() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        freeze(record, Some(TODAY + 3));
        let dealing = sale(record);
        pass_days(3);
        assert_noop!(try_approve(dealing), Error::<Test>::Frozen);
        pass_days(1);
        approve(dealing);
        assert_eq!(owner(record), sole(one()));
    });
}

#[test]
fn a_freeze_is_a_version_that_says_nothing_else_and_a_number_of_the_day_list() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let before = crate::Records::<Test>::get(REGISTER, record).unwrap();
        let number = freeze(record, Some(TODAY + 9));
        let freezing = last_dealing();
        let version = Versions::<Test>::get((REGISTER, record, 2)).unwrap();
        assert_eq!((version.dealing, version.kind), (freezing, Kind::Freeze));
        assert_eq!((version.instrument, version.approver), (hash(60), Some(ferdie())));
        let after = crate::Records::<Test>::get(REGISTER, record).unwrap();
        assert_eq!((after.content, after.setters), (before.content, before.setters));
        let freeze =
            Freeze { number, by: ferdie(), order: hash(60), until: Some(TODAY + 9), since: 2 };
        let burden = Burden::Freeze(freeze);
        let told =
            Event::Burdened { register: REGISTER, record, version: 2, burden: burden.clone() };
        assert_eq!(last_event(), told);

        assert_ok!(Records::unfreeze(by(ferdie()), REGISTER, record, number, hash(61)));
        assert_eq!(last_dealing(), freezing + 1);
        let version = Versions::<Test>::get((REGISTER, record, 3)).unwrap();
        assert_eq!((version.kind, version.instrument), (Kind::Unfreeze, hash(61)));
        let past = PastBurdens::<Test>::get((REGISTER, record, number)).unwrap();
        assert_eq!(past, PastBurden { burden, ended: 3 });
        assert!(freezes(record).is_empty());
        assert!(!BurdensOf::<Test>::contains_key(REGISTER, record));
    });
}

#[test]
fn a_court_lifts_freezes_and_nothing_else_that_weighs_on_a_record() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let caution = lodge(one(), Some(record), Act::Caution { interest: hash(3) });
        approve(caution);
        let unfreeze = |number| Records::unfreeze(by(ferdie()), REGISTER, record, number, hash(1));
        assert_noop!(unfreeze(0), Error::<Test>::BurdenNotFound);
        let number = freeze(record, None);
        assert_ok!(unfreeze(number));
        assert_noop!(unfreeze(number), Error::<Test>::BurdenNotFound);
    });
}

#[test]
fn a_record_bears_four_freezes_and_one_that_is_over_makes_room() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        freeze(record, None);
        freeze(record, Some(TODAY + 1));
        freeze(record, Some(TODAY + 2));
        freeze(record, None);
        assert_eq!(freezes(record), [0, 1, 2, 3]);
        let once_more = || Records::freeze(by(ferdie()), REGISTER, record, hash(9), None);
        assert_noop!(once_more(), Error::<Test>::TooManyFreezes);
        pass_days(2);
        assert_ok!(once_more());
        assert_eq!(freezes(record), [0, 2, 3, 4]);
        let past = PastBurdens::<Test>::get((REGISTER, record, 1)).unwrap();
        assert_eq!(past.ended, 6);
        assert_noop!(once_more(), Error::<Test>::TooManyFreezes);
    });
}

#[test]
fn a_freeze_does_not_end_before_it_begins() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let freeze = |until| Records::freeze(by(ferdie()), REGISTER, record, hash(9), until);
        assert_noop!(freeze(Some(TODAY - 1)), Error::<Test>::TooLate);
        assert_ok!(freeze(Some(TODAY)));
    });
}

#[test]
fn a_court_freezes_in_a_suspended_register_and_not_in_a_closed_one() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let set = |status| Records::set_status(mandate(TRACK), REGISTER, status);
        assert_ok!(set(RegisterStatus::Suspended));
        let number = freeze(record, None);
        assert_ok!(set(RegisterStatus::Closed));
        let again = Records::freeze(by(ferdie()), REGISTER, record, hash(60), None);
        assert_noop!(again, Error::<Test>::RegisterClosed);
        let lift = Records::unfreeze(by(ferdie()), REGISTER, record, number, hash(60));
        assert_noop!(lift, Error::<Test>::RegisterClosed);
    });
}

#[test]
fn what_was_struck_off_can_be_frozen_and_what_was_split_cannot() {
    ExtBuilder.build_and_execute(|| {
        create();
        let struck = title(1, Ownership::NotStated);
        approve(lodge(bob(), Some(struck), Act::StrikeOff { reason: StrikeReason::Void }));
        freeze(struck, None);
        let restore = lodge(bob(), Some(struck), Act::Restore);
        let attempt = Records::approve(by(ferdie()), REGISTER, restore);
        assert_noop!(attempt.map_err(|failure| failure.error), Error::<Test>::Frozen);

        let split = title(2, sole(alice()));
        let part = |name: u8| Part {
            name: hash(name),
            content: Content { measure: 500, ..content(name) },
        };
        let parts = frame_support::BoundedVec::truncate_from(vec![part(31), part(32)]);
        let dealing = lodge(bob(), Some(split), Act::Split { parts });
        consent(alice(), dealing);
        approve(dealing);
        let attempt = Records::freeze(by(ferdie()), REGISTER, split, hash(60), None);
        assert_noop!(attempt, Error::<Test>::NotInForce);
    });
}

#[test]
fn a_freeze_names_a_record_of_its_register() {
    ExtBuilder.build_and_execute(|| {
        create();
        let freeze =
            |register, record| Records::freeze(by(ferdie()), register, record, hash(60), None);
        assert_noop!(freeze(REGISTER, 0), Error::<Test>::RecordNotFound);
        assert_noop!(freeze(REGISTER + 1, 0), Error::<Test>::RegisterNotFound);
    });
}
