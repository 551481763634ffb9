//! Issuing, by an issuer and by a deputy.

use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use sp_core::H256;
use sp_runtime::traits::BadOrigin;

use crate::{
    mock::*, statement::Purpose, Deposit, Error, Event, HoldReason, Jurisdictions, Payer,
    Permission, Review, Rights, SchemaRules, Signed, Slot, Slots, State, Subject, SubjectKind,
    Terms, Territory, WeightInfo,
};

/// Issues of a hash, which needs no consent.
fn issue_of_hash(issuer: u32, hash: u8) -> frame_support::dispatch::DispatchResultWithPostInfo {
    let subject = Subject::Hash(H256::repeat_byte(hash));
    Attestations::issue(by(charlie()), issuer, subject, terms(), None)
}

fn hash_schema() -> u32 {
    schema(SchemaRules {
        subject: SubjectKind::Hash,
        recovery: crate::RecoveryBy::Nobody,
        ..rules()
    })
}

#[test]
fn an_issuer_attests_what_the_subject_accepts() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let terms = terms();
        issue(issuer, &alice(), terms.clone());

        let stored = attestation(schema, &alice());
        assert_eq!((stored.serial, stored.issuer, stored.level), (1, issuer, 2));
        assert_eq!(stored.commitment, terms.commitment);
        assert_eq!((stored.held_since, stored.issued), (1, 1));
        assert_eq!(stored.expires, terms.expires);
        assert_eq!((stored.state, stored.review), (State::Live, Review::None));
        assert!(holds(schema, &alice()));
        let deposit = Deposit { payer: Payer::Bond, amount: DEPOSIT };
        assert_eq!(
            last_event(),
            Event::Issued {
                schema,
                subject: Subject::Account(alice()),
                serial: 1,
                issuer,
                by: charlie(),
                commitment: terms.commitment,
                level: 2,
                jurisdiction: 0,
                expires: terms.expires,
                renews: None,
                deposit,
            }
        );
    });
}

#[test]
fn a_bond_pays_without_a_token_moving() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let (before, bond) = (free(&charlie()), held(&charlie(), HoldReason::Bond));
        issue(issuer, &alice(), terms());
        assert_eq!(free(&charlie()), before);
        assert_eq!(held(&charlie(), HoldReason::Bond), bond);
        assert_eq!(held(&charlie(), HoldReason::Attestation), 0);
        assert_eq!(Attestations::bond_left(issuer), bond - DEPOSIT);
        run_to(2);
        assert_eq!(Attestations::bond_left(issuer), bond - DEPOSIT);
    });
}

#[test]
fn an_issuer_without_a_bond_pays_by_a_hold() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = issuer(schema, charlie());
        issue(issuer, &alice(), terms());
        assert_eq!(held(&charlie(), HoldReason::Attestation), DEPOSIT);
        assert_eq!(attestation(schema, &alice()).deposit.payer, Payer::Issuer);
    });
}

#[test]
fn a_bond_covers_no_more_than_it_has_within_a_block_and_across_blocks() {
    ExtBuilder::default().build_and_execute(|| {
        let issuer = issuer(hash_schema(), charlie());
        assert_ok!(Attestations::set_bond(by(charlie()), issuer, 2 * DEPOSIT + 1));
        assert_ok!(issue_of_hash(issuer, 1));
        assert_ok!(issue_of_hash(issuer, 2));
        assert_noop!(issue_of_hash(issuer, 3), Error::<Test>::BondExhausted);
        run_to(2);
        assert_noop!(issue_of_hash(issuer, 3), Error::<Test>::BondExhausted);
        assert_ok!(Attestations::set_bond(by(charlie()), issuer, 3 * DEPOSIT));
        assert_ok!(issue_of_hash(issuer, 3));
    });
}

#[test]
fn only_so_many_issuers_draw_on_bonds_in_one_block() {
    ExtBuilder::default().build_and_execute(|| {
        let issuers: Vec<_> =
            (0..=MAX_DRAWING).map(|_| bonded_issuer(hash_schema(), charlie())).collect();
        let (last, first) = issuers.split_last().unwrap();
        for issuer in first {
            assert_ok!(issue_of_hash(*issuer, 1));
        }
        assert_noop!(issue_of_hash(*last, 1), Error::<Test>::BlockFull);
        assert_ok!(issue_of_hash(first[0], 2));
        run_to(2);
        assert_ok!(issue_of_hash(*last, 1));
    });
}

#[test]
fn an_account_is_not_attested_anything_it_did_not_accept() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let terms = terms();
        let try_with = |terms: &Terms, consent| {
            let subject = Subject::Account(alice());
            Attestations::issue(by(charlie()), issuer, subject, terms.clone(), consent)
        };
        assert_noop!(try_with(&terms, None), Error::<Test>::ConsentMissing);

        let others = consent(issuer, &bob(), &terms);
        assert_noop!(try_with(&terms, Some(others)), Error::<Test>::BadSignature);

        let good = consent(issuer, &alice(), &terms);
        let more = Terms { level: 3, ..terms.clone() };
        assert_noop!(try_with(&more, Some(good.clone())), Error::<Test>::BadSignature);
        let longer = Signed { deadline: good.deadline + 1, ..good.clone() };
        assert_noop!(try_with(&terms, Some(longer)), Error::<Test>::BadSignature);

        let statement = statement(issuer, &alice(), &terms);
        let other_purpose = signed_by(&alice(), Purpose::Issue, &statement);
        assert_noop!(try_with(&terms, Some(other_purpose)), Error::<Test>::BadSignature);
        assert_ok!(try_with(&terms, Some(good)));
    });
}

#[test]
fn consent_lapses_with_its_deadline() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let terms = terms();
        let consent = consent(issuer, &alice(), &terms);
        let subject = Subject::Account(alice());
        run_to(consent.deadline + 1);
        assert_noop!(
            Attestations::issue(by(charlie()), issuer, subject, terms, Some(consent)),
            Error::<Test>::DeadlinePassed
        );
    });
}

#[test]
fn consent_serves_in_the_block_of_its_deadline() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let terms = terms();
        let consent = consent(issuer, &alice(), &terms);
        run_to(consent.deadline);
        let subject = Subject::Account(alice());
        assert_ok!(Attestations::issue(by(charlie()), issuer, subject, terms, Some(consent)));
    });
}

#[test]
fn what_is_no_account_is_not_asked() {
    ExtBuilder::default().build_and_execute(|| {
        let hashes = bonded_issuer(hash_schema(), charlie());
        let accounts = bonded_issuer(schema(rules()), charlie());
        let consent = consent(accounts, &alice(), &terms());
        let subject = Subject::Hash(H256::repeat_byte(1));
        assert_noop!(
            Attestations::issue(by(charlie()), hashes, subject, terms(), Some(consent)),
            Error::<Test>::ConsentNotNeeded
        );
        assert_ok!(issue_of_hash(hashes, 1));
    });
}

#[test]
fn a_schema_is_about_one_kind_of_subject() {
    ExtBuilder::default().build_and_execute(|| {
        let issuer = bonded_issuer(hash_schema(), charlie());
        let terms = terms();
        let consent = Some(consent(issuer, &alice(), &terms));
        let account = Subject::Account(alice());
        assert_noop!(
            Attestations::issue(by(charlie()), issuer, account, terms.clone(), consent),
            Error::<Test>::WrongSubject
        );
        let record = Subject::Record(H256::repeat_byte(1));
        assert_noop!(
            Attestations::issue(by(charlie()), issuer, record, terms, None),
            Error::<Test>::WrongSubject
        );
    });
}

#[test]
fn nobody_attests_anything_of_themselves() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let rights = Rights { max_level: 2, territory: Territory::Anywhere };
        assert_ok!(Attestations::appoint_deputy(by(charlie()), issuer, eve().into(), rights, 500));
        for (who, subject) in [(charlie(), charlie()), (eve(), eve()), (eve(), charlie())] {
            let consent = Some(consent(issuer, &subject, &terms()));
            let subject = Subject::Account(subject);
            assert_noop!(
                Attestations::issue(by(who), issuer, subject, terms(), consent),
                Error::<Test>::SelfAttestation
            );
        }
    });
}

#[test]
fn nobody_else_issues_in_an_issuers_name() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let terms = terms();
        let consent = Some(consent(issuer, &alice(), &terms));
        let subject = Subject::Account(alice());
        let try_by = |origin| {
            Attestations::issue(origin, issuer, subject.clone(), terms.clone(), consent.clone())
        };
        assert_noop!(try_by(by(bob())), Error::<Test>::NotAuthorized);
        assert_noop!(try_by(by(alice())), Error::<Test>::NotAuthorized);
        assert_noop!(try_by(RuntimeOrigin::root()), BadOrigin);
        assert_noop!(try_by(RuntimeOrigin::none()), BadOrigin);
        assert_noop!(
            Attestations::issue(by(charlie()), 99, subject.clone(), terms.clone(), None),
            Error::<Test>::IssuerNotFound
        );
    });
}

#[test]
fn rights_bound_level_and_jurisdiction() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = hash_schema();
        let only = Jurisdictions::truncate_from(vec![352, 578]);
        let rights = Rights { max_level: 2, territory: Territory::Only(only) };
        let root = RuntimeOrigin::root();
        assert_ok!(Attestations::accredit(root, schema, charlie().into(), rights));
        assert_ok!(Attestations::set_bond(by(charlie()), 0, 10 * DEPOSIT));
        let try_with = |level, jurisdiction| {
            let subject = Subject::Hash(H256::repeat_byte(9));
            let terms = Terms { level, jurisdiction, ..terms() };
            Attestations::issue(by(charlie()), 0, subject, terms, None)
        };
        assert_noop!(try_with(3, 352), Error::<Test>::BeyondRights);
        assert_noop!(try_with(2, 0), Error::<Test>::BeyondRights);
        assert_noop!(try_with(2, 840), Error::<Test>::BeyondRights);
        assert_ok!(try_with(2, 578));
    });
}

#[test]
fn a_deputy_issues_within_its_own_rights_and_its_time() {
    ExtBuilder::default().build_and_execute(|| {
        let issuer = bonded_issuer(hash_schema(), charlie());
        let rights = Rights { max_level: 1, territory: Territory::Anywhere };
        assert_ok!(Attestations::appoint_deputy(by(charlie()), issuer, eve().into(), rights, 10));
        let try_at = |level, hash| {
            let subject = Subject::Hash(H256::repeat_byte(hash));
            Attestations::issue(by(eve()), issuer, subject, Terms { level, ..terms() }, None)
        };
        assert_noop!(try_at(2, 1), Error::<Test>::BeyondRights);
        assert_ok!(try_at(1, 1));
        let Event::Issued { issuer: named, by, .. } = last_event() else { panic!() };
        assert_eq!((named, by), (issuer, eve()));
        run_to(9);
        assert_ok!(try_at(1, 2));
        run_to(10);
        assert_noop!(try_at(1, 3), Error::<Test>::DeputyExpired);
    });
}

#[test]
fn a_deputy_of_a_suspended_issuer_issues_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        let issuer = bonded_issuer(hash_schema(), charlie());
        let rights = Rights { max_level: 1, territory: Territory::Anywhere };
        assert_ok!(Attestations::appoint_deputy(by(charlie()), issuer, eve().into(), rights, 900));
        assert_ok!(Attestations::suspend_issuer(mandate(TRACK), issuer, H256::zero()));
        let subject = Subject::Hash(H256::repeat_byte(1));
        let terms = Terms { level: 1, ..terms() };
        let try_by =
            |who| Attestations::issue(by(who), issuer, subject.clone(), terms.clone(), None);
        assert_noop!(try_by(eve()), Error::<Test>::IssuerNotActive);
        assert_noop!(try_by(charlie()), Error::<Test>::IssuerNotActive);
        assert_ok!(Attestations::reinstate_issuer(mandate(TRACK), issuer, H256::zero()));
        assert_ok!(try_by(eve()));
    });
}

#[test]
fn an_attestation_ends_in_the_future_and_within_its_schemas_validity() {
    ExtBuilder::default().build_and_execute(|| {
        let issuer = bonded_issuer(hash_schema(), charlie());
        run_to(5);
        let try_until = |expires| {
            let subject = Subject::Hash(H256::repeat_byte(1));
            Attestations::issue(by(charlie()), issuer, subject, Terms { expires, ..terms() }, None)
        };
        assert_noop!(try_until(0), Error::<Test>::InvalidExpiry);
        assert_noop!(try_until(5), Error::<Test>::InvalidExpiry);
        assert_noop!(try_until(5 + LONGEST + 1), Error::<Test>::InvalidExpiry);
        assert_noop!(try_until(u32::MAX), Error::<Test>::InvalidExpiry);
        assert_ok!(try_until(6));
    });
}

#[test]
fn nothing_is_issued_under_a_retired_schema() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = hash_schema();
        let issuer = bonded_issuer(schema, charlie());
        assert_ok!(Attestations::retire_schema(mandate(TRACK), schema));
        assert_noop!(issue_of_hash(issuer, 1), Error::<Test>::SchemaRetired);
    });
}

#[test]
fn a_subject_has_one_live_attestation_under_a_schema() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let (first, second) = (bonded_issuer(schema, charlie()), bonded_issuer(schema, dave()));
        issue(first, &alice(), terms());
        let again = |issuer, account| {
            let terms = terms();
            let consent = Some(consent(issuer, &alice(), &terms));
            Attestations::issue(by(account), issuer, Subject::Account(alice()), terms, consent)
        };
        assert_noop!(again(first, charlie()), Error::<Test>::AlreadyAttested);
        assert_noop!(again(second, dave()), Error::<Test>::AlreadyAttested);
    });
}

#[test]
fn an_attestation_that_is_over_makes_room_and_its_deposit_returns() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let (first, second) = (bonded_issuer(schema, charlie()), bonded_issuer(schema, dave()));
        let whole = Attestations::bond_left(first);
        issue(first, &alice(), Terms { expires: 10, ..terms() });
        run_to(10);
        issue(second, &alice(), terms());
        assert_eq!(attestation(schema, &alice()).serial, 2);
        assert_eq!(attestation(schema, &alice()).issuer, second);
        assert_eq!(Attestations::bond_left(first), whole);
        assert_eq!(Attestations::bond_left(second), whole - DEPOSIT);
    });
}

#[test]
fn a_used_consent_does_not_serve_again_after_revocation() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let terms = terms();
        let used = consent(issuer, &alice(), &terms);
        let subject = Subject::Account(alice());
        let again = || {
            let consent = Some(used.clone());
            Attestations::issue(by(charlie()), issuer, subject.clone(), terms.clone(), consent)
        };
        assert_ok!(again());
        let reason = crate::RevocationReason::Fraud;
        assert_ok!(Attestations::revoke(
            by(charlie()),
            schema,
            subject.clone(),
            reason,
            H256::zero()
        ));
        assert_noop!(again(), Error::<Test>::BadSignature);
    });
}

#[test]
fn what_is_spent_is_what_was_done() {
    ExtBuilder::default().build_and_execute(|| {
        let issuer = bonded_issuer(hash_schema(), charlie());
        let call = crate::Call::<Test>::issue {
            issuer,
            subject: Subject::Hash(H256::zero()),
            terms: terms(),
            consent: None,
        };
        let most = call.get_dispatch_info().call_weight;
        let spent = issue_of_hash(issuer, 1).unwrap().actual_weight.unwrap();
        assert_eq!(spent, <() as WeightInfo>::issue());
        assert!(spent.all_lte(most));
    });
}

#[test]
fn a_slot_never_forgets_its_serial() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(SchemaRules { renewal: Permission::Never, ..rules() });
        let issuer = bonded_issuer(schema, charlie());
        issue(issuer, &alice(), Terms { expires: 3, ..terms() });
        run_to(3 + PERIODS.keeping);
        assert_ok!(Attestations::remove(by(bob()), schema, Subject::Account(alice())));
        assert!(matches!(
            Slots::<Test>::get(schema, Subject::Account(alice())),
            Some(Slot::Tombstone(stone)) if stone.serial == 1
        ));
        issue(issuer, &alice(), terms());
        assert_eq!(attestation(schema, &alice()).serial, 2);
    });
}
