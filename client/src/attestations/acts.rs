//! The calls of issuers, subjects and offices. Those of the community are in
//! [`governance`](crate::attestations::governance).

use subxt::{tx::Payload, utils::MultiAddress};

use crate::{
    attestations::{
        agreement::{Agreement, AgreementError, ChainSigned},
        statement::{Subject, Terms},
        types::{
            BoundedVec, FreezeCause, IssuerKey, Measure, RefusalReason, RevocationReason, Rights,
            SuspensionReason, Verdict,
        },
        AppealId, IssuerId, SchemaId,
    },
    chain,
    connection::{AccountId, Hash},
};

fn to(account: &AccountId) -> MultiAddress<AccountId, ()> {
    MultiAddress::Id(*account)
}

/// Issues an attestation; an account has to consent.
pub fn issue(
    issuer: IssuerId,
    subject: &Subject,
    terms: &Terms,
    consent: Option<ChainSigned>,
) -> impl Payload {
    chain::tx().attestations().issue(issuer, subject.to_chain(), terms.to_chain(), consent)
}

/// Carries an attestation to the chain that an issuer has signed off chain.
///
/// # Errors
/// If the agreement names no account as its signer, or its signature is malformed.
pub fn claim(agreement: &Agreement) -> Result<impl Payload, AgreementError> {
    let statement = &agreement.statement;
    let (by, signed) = (agreement.signer()?, agreement.to_chain()?);
    Ok(chain::tx().attestations().claim(
        statement.issuer,
        to(&by),
        statement.terms.to_chain(),
        signed,
    ))
}

/// Issues an attestation that follows a live one without a break.
pub fn renew(
    issuer: IssuerId,
    subject: &Subject,
    terms: &Terms,
    consent: Option<ChainSigned>,
) -> impl Payload {
    chain::tx().attestations().renew(issuer, subject.to_chain(), terms.to_chain(), consent)
}

/// Suspends an attestation.
pub fn suspend(
    schema: SchemaId,
    subject: &Subject,
    reason: SuspensionReason,
    evidence: Hash,
) -> impl Payload {
    chain::tx().attestations().suspend(schema, subject.to_chain(), reason, evidence)
}

/// Lifts a suspension.
pub fn lift(schema: SchemaId, subject: &Subject, evidence: Hash) -> impl Payload {
    chain::tx().attestations().lift(schema, subject.to_chain(), evidence)
}

/// Revokes an attestation.
pub fn revoke(
    schema: SchemaId,
    subject: &Subject,
    reason: RevocationReason,
    evidence: Hash,
) -> impl Payload {
    chain::tx().attestations().revoke(schema, subject.to_chain(), reason, evidence)
}

/// Gives up an attestation of oneself.
pub fn renounce(schema: SchemaId) -> impl Payload {
    chain::tx().attestations().renounce(schema)
}

/// Removes an attestation that no longer holds, and returns its deposit.
pub fn remove(schema: SchemaId, subject: &Subject) -> impl Payload {
    chain::tx().attestations().remove(schema, subject.to_chain())
}

/// Asks an issuer to attest what a commitment stands for, for a fee.
pub fn request(issuer: IssuerId, commitment: [u8; 32], fee: u128) -> impl Payload {
    chain::tx().attestations().request(issuer, Hash::from(commitment), fee)
}

/// Accepts a request.
pub fn accept(issuer: IssuerId, subject: &AccountId, terms: &Terms) -> impl Payload {
    chain::tx().attestations().accept(issuer, to(subject), terms.to_chain())
}

/// Refuses a request.
pub fn refuse(
    issuer: IssuerId,
    subject: &AccountId,
    reason: RefusalReason,
    evidence: Hash,
) -> impl Payload {
    chain::tx().attestations().refuse(issuer, to(subject), reason, evidence)
}

/// Takes a request back, or closes one whose deadline has passed.
pub fn close_request(issuer: IssuerId, subject: &AccountId) -> impl Payload {
    chain::tx().attestations().close_request(issuer, to(subject))
}

/// Sets what an issuer has put down to draw deposits from.
pub fn set_bond(issuer: IssuerId, amount: u128) -> impl Payload {
    chain::tx().attestations().set_bond(issuer, amount)
}

/// Sets the keys with which an issuer signs documents.
pub fn set_keys(issuer: IssuerId, keys: Vec<IssuerKey>) -> impl Payload {
    chain::tx().attestations().set_keys(issuer, BoundedVec(keys))
}

/// Lets an account issue in an issuer's name.
pub fn appoint_deputy(
    issuer: IssuerId,
    deputy: &AccountId,
    rights: Rights,
    until: u32,
) -> impl Payload {
    chain::tx().attestations().appoint_deputy(issuer, to(deputy), rights, until)
}

/// Ends a deputy's office.
pub fn dismiss_deputy(issuer: IssuerId, deputy: &AccountId) -> impl Payload {
    chain::tx().attestations().dismiss_deputy(issuer, to(deputy))
}

/// Freezes an account for so many blocks.
pub fn freeze(
    account: &AccountId,
    duration: u32,
    cause: FreezeCause,
    evidence: Hash,
) -> impl Payload {
    chain::tx().attestations().freeze(to(account), duration, cause, evidence)
}

/// Prolongs a freeze by so many blocks.
pub fn prolong(account: &AccountId, duration: u32, evidence: Hash) -> impl Payload {
    chain::tx().attestations().prolong(to(account), duration, evidence)
}

/// Ends a freeze before its time.
pub fn unfreeze(account: &AccountId) -> impl Payload {
    chain::tx().attestations().unfreeze(to(account))
}

/// Appeals against a measure.
pub fn appeal(measure: Measure, grounds: Hash) -> impl Payload {
    chain::tx().attestations().appeal(measure, grounds)
}

/// Votes on an appeal, as a member of its panel.
pub fn decide(appeal: AppealId, verdict: Verdict, reasons: Hash) -> impl Payload {
    chain::tx().attestations().decide(appeal, verdict, reasons)
}

/// Concludes an appeal whose panel can no longer decide.
pub fn conclude(appeal: AppealId) -> impl Payload {
    chain::tx().attestations().conclude(appeal)
}

/// Starts to move an attestation to another account of the same person.
///
/// # Errors
/// If the consent names no accounts, or its signature is malformed.
pub fn recover(consent: &Agreement) -> Result<impl Payload, AgreementError> {
    let statement = &consent.statement;
    let no_account = || AgreementError::NoAccount(statement.subject.clone());
    let target = statement.subject.account().ok_or_else(no_account)?;
    let from = AccountId::from(statement.from.ok_or_else(no_account)?);
    let terms = statement.terms.to_chain();
    Ok(chain::tx().attestations().recover(
        statement.issuer,
        to(&from),
        to(&target),
        terms,
        consent.to_chain()?,
    ))
}

/// Stops a recovery of one's own attestation.
pub fn object(schema: SchemaId) -> impl Payload {
    chain::tx().attestations().object(schema)
}

/// Moves the attestation, once nobody can object any more.
pub fn complete_recovery(schema: SchemaId, from: &AccountId) -> impl Payload {
    chain::tx().attestations().complete_recovery(schema, to(from))
}
