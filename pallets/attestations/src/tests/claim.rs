//! Attestations that the subject carries to the chain.

use frame_support::{assert_noop, assert_ok};
use sp_core::H256;
use sp_runtime::MultiSignature;

use crate::{
    mock::*,
    statement::{Purpose, Statement},
    Error, HoldReason, Payer, RevocationReason, Rights, Signed, Subject, Terms, Territory,
};

/// What the issuer hands to Alice.
fn signed(issuer: u32, who: &AccountId, terms: &Terms) -> Signed<MultiSignature> {
    signed_by(who, Purpose::Issue, &statement(issuer, &alice(), terms))
}

fn claim(
    issuer: u32,
    by_whom: AccountId,
    terms: &Terms,
    signed: &Signed<MultiSignature>,
) -> frame_support::dispatch::DispatchResultWithPostInfo {
    Attestations::claim(by(alice()), issuer, by_whom.into(), terms.clone(), signed.clone())
}

#[test]
fn a_subject_carries_what_an_issuer_signed_and_pays_for_it() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let room = Attestations::bond_left(issuer);
        let terms = terms();
        let signed = signed(issuer, &charlie(), &terms);
        run_to(4);
        assert_ok!(claim(issuer, charlie(), &terms, &signed));
        let stored = attestation(schema, &alice());
        assert_eq!(stored.issued, 4, "it counts from its inclusion");
        assert_eq!(stored.deposit.payer, Payer::Subject);
        assert_eq!(held(&alice(), HoldReason::Attestation), DEPOSIT);
        assert_eq!(Attestations::bond_left(issuer), room);
    });
}

#[test]
fn a_deputys_signature_serves_as_long_as_it_is_one() {
    ExtBuilder::default().build_and_execute(|| {
        let issuer = bonded_issuer(schema(rules()), charlie());
        let rights = Rights { max_level: 2, territory: Territory::Anywhere };
        assert_ok!(Attestations::appoint_deputy(by(charlie()), issuer, eve().into(), rights, 5));
        let terms = terms();
        let signed = signed(issuer, &eve(), &terms);
        run_to(5);
        assert_noop!(claim(issuer, eve(), &terms, &signed), Error::<Test>::DeputyExpired);
    });
}

#[test]
fn an_outsiders_signature_is_worth_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        let issuer = bonded_issuer(schema(rules()), charlie());
        let terms = terms();
        let forged = signed(issuer, &bob(), &terms);
        assert_noop!(claim(issuer, bob(), &terms, &forged), Error::<Test>::NotAuthorized);
        assert_noop!(claim(issuer, charlie(), &terms, &forged), Error::<Test>::BadSignature);
    });
}

#[test]
fn terms_and_deadline_are_those_that_were_signed() {
    ExtBuilder::default().build_and_execute(|| {
        let issuer = bonded_issuer(schema(rules()), charlie());
        let terms = terms();
        let good = signed(issuer, &charlie(), &terms);
        for changed in [
            Terms { level: 3, ..terms.clone() },
            Terms { commitment: H256::zero(), ..terms.clone() },
            Terms { jurisdiction: 352, ..terms.clone() },
            Terms { expires: terms.expires - 1, ..terms.clone() },
        ] {
            assert_noop!(claim(issuer, charlie(), &changed, &good), Error::<Test>::BadSignature);
        }
        let later = Signed { deadline: good.deadline + 1, ..good.clone() };
        assert_noop!(claim(issuer, charlie(), &terms, &later), Error::<Test>::BadSignature);
        run_to(good.deadline + 1);
        assert_noop!(claim(issuer, charlie(), &terms, &good), Error::<Test>::DeadlinePassed);
    });
}

#[test]
fn it_is_for_one_subject_alone() {
    ExtBuilder::default().build_and_execute(|| {
        let issuer = bonded_issuer(schema(rules()), charlie());
        let terms = terms();
        let good = signed(issuer, &charlie(), &terms);
        assert_noop!(
            Attestations::claim(by(bob()), issuer, charlie().into(), terms, good),
            Error::<Test>::BadSignature
        );
    });
}

#[test]
fn it_serves_once_even_after_revocation_and_removal() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let terms = terms();
        let statement = Statement { deadline: 900, ..statement(issuer, &alice(), &terms) };
        let good = signed_by(&charlie(), Purpose::Issue, &statement);
        assert_ok!(claim(issuer, charlie(), &terms, &good));
        let subject = Subject::Account(alice());
        let reason = RevocationReason::NoLongerTrue;
        assert_ok!(Attestations::revoke(
            by(charlie()),
            schema,
            subject.clone(),
            reason,
            H256::zero()
        ));
        assert_noop!(claim(issuer, charlie(), &terms, &good), Error::<Test>::BadSignature);
        run_to(2 + PERIODS.keeping);
        assert_ok!(Attestations::remove(by(bob()), schema, subject));
        assert_noop!(claim(issuer, charlie(), &terms, &good), Error::<Test>::BadSignature);
        assert_eq!(held(&alice(), HoldReason::Attestation), 0);
    });
}

#[test]
fn what_was_signed_for_another_chain_serves_nothing_here() {
    ExtBuilder::default().build_and_execute(|| {
        let issuer = bonded_issuer(schema(rules()), charlie());
        let terms = terms();
        let elsewhere =
            Statement { genesis: H256::repeat_byte(0xaa), ..statement(issuer, &alice(), &terms) };
        let replayed = signed_by(&charlie(), Purpose::Issue, &elsewhere);
        assert_noop!(claim(issuer, charlie(), &terms, &replayed), Error::<Test>::BadSignature);
    });
}

#[test]
fn a_subject_that_cannot_pay_the_deposit_is_told_so() {
    ExtBuilder::default().build_and_execute(|| {
        let issuer = bonded_issuer(schema(rules()), charlie());
        let terms = terms();
        let good = signed(issuer, &charlie(), &terms);
        AttestationDeposit::set(PURSE * 2);
        let refused = claim(issuer, charlie(), &terms, &good);
        assert!(refused.is_err());
        assert_eq!(slot(0, &alice()), None);
        AttestationDeposit::set(DEPOSIT);
    });
}
