//! What is taken out of view: that it was, why and by whom stays, and so do dates and hashes.

use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::DispatchResult;

use crate::{
    mock::{Records, *},
    *,
};

fn redact(who: RuntimeOrigin, record: RecordId, version: VersionNumber) -> DispatchResult {
    let reason = RedactionReason::PersonalData;
    Records::redact(who, REGISTER, record, version, reason, hash(70))
}

/// A title that alice has sold to one.
fn sold() -> RecordId {
    let record = land(alice());
    let dealing = lodge(bob(), Some(record), Act::Transfer { ownership: sole(one()) });
    consent(alice(), dealing);
    consent(one(), dealing);
    approve(dealing);
    record
}

fn redaction(by: Option<AccountId>) -> Redaction<AccountId> {
    let (reason, order) = (RedactionReason::PersonalData, hash(70));
    Redaction { reason, order, by, at: System::block_number() }
}

#[test]
fn past_owners_are_replaced_by_their_hash_and_everything_else_stays() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = sold();
        pass_days(1);
        let before = Versions::<Test>::get((REGISTER, record, 1)).unwrap();
        assert_ok!(redact(by(authority()), record, 1));
        let hidden = Holding::Redacted(H256(sole(alice()).using_encoded(blake2_256)));
        assert_eq!(Holdings::<Test>::get((REGISTER, record, 1)), Some(hidden));
        let why = redaction(Some(authority()));
        let after = Versions::<Test>::get((REGISTER, record, 1)).unwrap();
        assert_eq!(after, Version { redaction: Some(why.clone()), ..before });
        let told = Event::Redacted { register: REGISTER, record, version: 1, redaction: why };
        assert_eq!(last_event(), told);
        let now = crate::Records::<Test>::get(REGISTER, record).unwrap();
        assert_eq!(Pallet::<Test>::owners_of(REGISTER, record, &now), sole(one()));
    });
}

#[test]
fn what_was_said_on_a_day_shows_that_its_owners_are_out_of_view_and_not_who() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        pass_days(5);
        let dealing = lodge(bob(), Some(record), Act::Transfer { ownership: sole(one()) });
        consent(alice(), dealing);
        consent(one(), dealing);
        approve(dealing);
        assert_ok!(redact(by(ferdie()), record, 1));
        let why = Some(redaction(Some(ferdie())));
        for ask in [Pallet::<Test>::said_on, Pallet::<Test>::known_on] {
            let statement = ask(REGISTER, record, TODAY + 4).unwrap();
            let bytes = statement.encode();
            let alice: &[u8] = &alice().encode();
            assert!(!bytes.windows(32).any(|window| window == alice), "she is not named");
            let owners = statement.ownership.unwrap();
            assert!(matches!(owners.value, Holding::Redacted(_)));
            assert_eq!(owners.redaction, why);
            assert_eq!(statement.content.unwrap().redaction, why, "nor is it shown");
            let later = ask(REGISTER, record, TODAY + 5).unwrap().ownership.unwrap();
            assert_eq!((later.value, later.redaction), (Holding::Stated(sole(one())), None));
        }
    });
}

#[test]
fn owners_that_hold_now_cannot_be_taken_out_of_view() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = sold();
        assert_noop!(redact(by(ferdie()), record, 2), Error::<Test>::CurrentVersion);
        // Nor where other versions came since.
        let amend = Act::Amend { content: content(9), cites: None };
        let dealing = lodge(bob(), Some(record), amend);
        consent(one(), dealing);
        approve(dealing);
        assert_noop!(redact(by(ferdie()), record, 2), Error::<Test>::CurrentVersion);
    });
}

#[test]
fn the_content_that_is_said_now_can_be_taken_out_of_view() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let amend = Act::Amend { content: content(9), cites: None };
        let dealing = lodge(bob(), Some(record), amend);
        consent(alice(), dealing);
        approve(dealing);
        assert_ok!(redact(by(ferdie()), record, 2));
        let said = Pallet::<Test>::said_on(REGISTER, record, TODAY).unwrap();
        assert_eq!(said.content.unwrap().redaction, Some(redaction(Some(ferdie()))));
        let owners = said.ownership.unwrap();
        assert_eq!((owners.value, owners.redaction), (Holding::Stated(sole(alice())), None));
    });
}

#[test]
fn a_version_that_names_nobody_can_be_taken_out_of_view_though_it_holds_now() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = title(1, Ownership::NotStated);
        assert_ok!(redact(by(ferdie()), record, 1));
        let said = Pallet::<Test>::said_on(REGISTER, record, TODAY).unwrap();
        assert_eq!(said.content.unwrap().redaction, Some(redaction(Some(ferdie()))));
        assert_eq!(said.ownership.unwrap().value, Holding::Stated(Ownership::NotStated));
        // It can be dealt with as before.
        let vest = lodge(bob(), Some(record), Act::Vest { ownership: sole(alice()) });
        assert_ok!(Records::approve(by(authority()), REGISTER, vest));
    });
}

#[test]
fn the_authority_a_court_and_the_track_redact_and_nobody_else() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = sold();
        for other in [alice(), bob(), charlie(), dave(), eve()] {
            assert_noop!(redact(by(other), record, 1), Error::<Test>::NotAuthorized);
        }
        assert_noop!(redact(mandate(TRACK + 1), record, 1), Error::<Test>::NotAuthorized);
        assert_noop!(
            redact(RuntimeOrigin::none(), record, 1),
            sp_runtime::DispatchError::BadOrigin
        );
        assert_ok!(redact(mandate(TRACK), record, 1));
        let version = Versions::<Test>::get((REGISTER, record, 1)).unwrap();
        assert_eq!(version.redaction, Some(redaction(None)));
    });
}

#[test]
fn a_court_whose_role_has_expired_redacts_nothing() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = sold();
        run_to(TERM);
        assert_noop!(redact(by(ferdie()), record, 1), Error::<Test>::RoleExpired);
    });
}

#[test]
fn a_version_is_taken_out_of_view_once() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = sold();
        assert_ok!(redact(by(ferdie()), record, 1));
        assert_noop!(redact(by(authority()), record, 1), Error::<Test>::AlreadyRedacted);
        assert_noop!(redact(by(ferdie()), record, 3), Error::<Test>::VersionNotFound);
        assert_noop!(redact(by(ferdie()), record + 1, 1), Error::<Test>::RecordNotFound);
    });
}

#[test]
fn what_is_personal_is_taken_out_of_view_in_a_closed_register_too() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = sold();
        assert_ok!(Records::set_status(mandate(TRACK), REGISTER, RegisterStatus::Closed));
        assert_ok!(redact(by(ferdie()), record, 1));
    });
}
