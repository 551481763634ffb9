//! What the chain stores of attestations.

use crate::{
    attestations::{
        statement::Subject,
        types::{
            Appeal, AppealRules, Appointment, Attestation, Deputy, Description, Domain, Failing,
            FreezeRecord, Issuer, IssuerKey, IssuerStatus, MeasureKind, Office, Periods, Policy,
            PolicyVersion, Purpose, Recovery, Request, Rule, Schema, Slot, State, Unmet,
        },
        AppealId, DomainId, IssuerId, PolicyId, SchemaId,
    },
    chain,
    connection::{AccountId, At},
    errors::{Error, Result},
};

/// Whether an account met a policy: the person's tag, if a clause asks for it, or what failed.
pub type Standing = std::result::Result<Option<[u8; 32]>, Unmet>;

macro_rules! found {
    ($at:expr, $entry:ident, $keys:expr) => {{
        let entry = chain::storage().attestations().$entry();
        let found = $at.storage().try_fetch(entry, $keys).await?;
        found.map(|value| value.decode()).transpose()?
    }};
}

macro_rules! all {
    ($at:expr, $entry:ident, $prefix:expr) => {{
        let entry = chain::storage().attestations().$entry();
        let mut entries = $at.storage().iter(entry, $prefix).await?;
        let mut all = Vec::new();
        while let Some(entry) = entries.next().await {
            let entry = entry?;
            all.push((entry.key()?.decode()?, entry.value().decode()?));
        }
        all
    }};
}

/// The rules of a schema.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this number.
pub async fn schema(at: &At, id: SchemaId) -> Result<Schema> {
    let missing = || Error::NotFound(format!("there is no schema {id}"));
    found!(at, schemas, (id,)).ok_or_else(missing)
}

/// The name and the layout of a schema.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this number.
pub async fn description(at: &At, id: SchemaId) -> Result<Description> {
    let missing = || Error::NotFound(format!("there is no schema {id}"));
    found!(at, descriptions, (id,)).ok_or_else(missing)
}

/// All schemas, by number.
///
/// # Errors
/// If the node does not answer.
pub async fn schemas(at: &At) -> Result<Vec<(SchemaId, Schema)>> {
    let found: Vec<((SchemaId,), Schema)> = all!(at, schemas, ());
    Ok(sorted(found.into_iter().map(|((id,), schema)| (id, schema)).collect()))
}

/// A tag domain.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this number.
pub async fn domain(at: &At, id: DomainId) -> Result<Domain> {
    let missing = || Error::NotFound(format!("there is no tag domain {id}"));
    found!(at, domains, (id,)).ok_or_else(missing)
}

/// All tag domains, by number.
///
/// # Errors
/// If the node does not answer.
pub async fn domains(at: &At) -> Result<Vec<(DomainId, Domain)>> {
    let found: Vec<((DomainId,), Domain)> = all!(at, domains, ());
    Ok(sorted(found.into_iter().map(|((id,), domain)| (id, domain)).collect()))
}

/// An issuer.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this number.
pub async fn issuer(at: &At, id: IssuerId) -> Result<Issuer> {
    let missing = || Error::NotFound(format!("there is no issuer {id}"));
    found!(at, issuers, (id,)).ok_or_else(missing)
}

/// All issuers, by number.
///
/// # Errors
/// If the node does not answer.
pub async fn issuers(at: &At) -> Result<Vec<(IssuerId, Issuer)>> {
    let found: Vec<((IssuerId,), Issuer)> = all!(at, issuers, ());
    Ok(sorted(found.into_iter().map(|((id,), issuer)| (id, issuer)).collect()))
}

/// The deputies of an issuer.
///
/// # Errors
/// If the node does not answer.
pub async fn deputies(at: &At, id: IssuerId) -> Result<Vec<(AccountId, Deputy)>> {
    let found: Vec<((IssuerId, AccountId), Deputy)> = all!(at, deputies, (id,));
    Ok(found.into_iter().map(|((_, account), deputy)| (account, deputy)).collect())
}

/// The keys with which an issuer signs documents.
///
/// # Errors
/// If the node does not answer.
pub async fn keys(at: &At, id: IssuerId) -> Result<Vec<IssuerKey>> {
    let found: Option<chain::attestations::storage::keys::Output> = found!(at, keys, (id,));
    Ok(found.map_or(Vec::new(), |keys| keys.0))
}

/// What an issuer's bond has left for deposits.
///
/// # Errors
/// If the node does not answer.
pub async fn bond_left(at: &At, id: IssuerId) -> Result<u128> {
    Ok(at.runtime_apis().call(chain::runtime_apis().attestations_api().bond_left(id)).await?)
}

/// How many more attestations an issuer's bond has room for; none if it has no bond, so that
/// deposits are held on its account.
///
/// # Errors
/// [`Error::NotFound`] if there is no such issuer.
pub async fn bond_room(at: &At, id: IssuerId) -> Result<Option<u128>> {
    let found = issuer(at, id).await?;
    if found.bond == 0 {
        return Ok(None);
    }
    let constants = at.constants();
    let mut deposit = constants.entry(chain::constants().attestations().attestation_deposit())?;
    if schema(at, found.schema).await?.rules.domain.is_some() {
        let tag = constants.entry(chain::constants().attestations().tag_deposit())?;
        deposit = deposit.saturating_add(tag);
    }
    Ok(bond_left(at, id).await?.checked_div(deposit))
}

/// What is stored of a subject under a schema.
///
/// # Errors
/// If the node does not answer.
pub async fn slot(at: &At, schema: SchemaId, subject: &Subject) -> Result<Option<Slot>> {
    Ok(found!(at, slots, (schema, subject.to_chain())))
}

/// The attestation of a subject under a schema, whether it holds or not.
///
/// # Errors
/// [`Error::NotFound`] if there is none; one that was removed is told from one that never was.
pub async fn attestation(at: &At, id: SchemaId, subject: &Subject) -> Result<Attestation> {
    match slot(at, id, subject).await? {
        Some(Slot::Attestation(attestation)) => Ok(attestation),
        Some(Slot::Tombstone(stone)) => Err(Error::NotFound(format!(
            "the attestation of {subject} under schema {id} was removed; its serial was {}, and it \
             was over with block {}",
            stone.serial, stone.ended
        ))),
        None => {
            let missing = format!("there is no attestation of {subject} under schema {id}");
            Err(Error::NotFound(missing))
        }
    }
}

/// The serial that the next attestation of a subject will have.
///
/// # Errors
/// If the node does not answer.
pub async fn next_serial(at: &At, schema: SchemaId, subject: &Subject) -> Result<u32> {
    Ok(serial(slot(at, schema, subject).await?.as_ref()).saturating_add(1))
}

/// The serial of the last attestation in a slot; 0 if there never was one.
pub fn serial(slot: Option<&Slot>) -> u32 {
    match slot {
        Some(Slot::Attestation(attestation)) => attestation.serial,
        Some(Slot::Tombstone(stone)) => stone.serial,
        None => 0,
    }
}

/// All attestations under a schema that are not removed.
///
/// # Errors
/// If the node does not answer.
pub async fn slots(at: &At, schema: SchemaId) -> Result<Vec<(Subject, Attestation)>> {
    let found: Vec<((SchemaId, crate::attestations::types::Subject), Slot)> =
        all!(at, slots, (schema,));
    let live = found.into_iter().filter_map(|((_, subject), slot)| match slot {
        Slot::Attestation(attestation) => Some((Subject::from(&subject), attestation)),
        Slot::Tombstone(_) => None,
    });
    Ok(live.collect())
}

/// The request of an account to an issuer, open or refused.
///
/// # Errors
/// If the node does not answer.
pub async fn request(at: &At, issuer: IssuerId, who: &AccountId) -> Result<Option<Request>> {
    Ok(found!(at, requests, (issuer, *who)))
}

/// All requests to an issuer, open or refused.
///
/// # Errors
/// If the node does not answer.
pub async fn requests(at: &At, issuer: IssuerId) -> Result<Vec<(AccountId, Request)>> {
    let found: Vec<((IssuerId, AccountId), Request)> = all!(at, requests, (issuer,));
    Ok(found.into_iter().map(|((_, who), request)| (who, request)).collect())
}

/// A policy.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this number.
pub async fn policy(at: &At, id: PolicyId) -> Result<Policy> {
    let missing = || Error::NotFound(format!("there is no policy {id}"));
    found!(at, policies, (id,)).ok_or_else(missing)
}

/// All policies, by number.
///
/// # Errors
/// If the node does not answer.
pub async fn policies(at: &At) -> Result<Vec<(PolicyId, Policy)>> {
    let found: Vec<((PolicyId,), Policy)> = all!(at, policies, ());
    Ok(sorted(found.into_iter().map(|((id,), policy)| (id, policy)).collect()))
}

/// What a version of a policy asks for.
///
/// # Errors
/// [`Error::NotFound`] if there is no such version.
pub async fn rule(at: &At, version: PolicyVersion) -> Result<Rule> {
    let missing = format!("policy {} has no version {}", version.id, version.version);
    found!(at, rules, (version,)).ok_or(Error::NotFound(missing))
}

/// Whether an account met a policy in a block, which may be `at` or an earlier one.
///
/// # Errors
/// If the node does not answer.
pub async fn standing(
    at: &At,
    who: &AccountId,
    policy: PolicyVersion,
    block: u32,
    purpose: Purpose,
) -> Result<Standing> {
    let question = chain::runtime_apis().attestations_api();
    Ok(at.runtime_apis().call(question.standing(*who, policy, block, purpose)).await?)
}

/// What is known of an account that is or was frozen.
///
/// # Errors
/// If the node does not answer.
pub async fn freeze(at: &At, who: &AccountId) -> Result<Option<FreezeRecord>> {
    Ok(found!(at, freezes, (*who,)))
}

/// All accounts that are frozen, or were within a year.
///
/// # Errors
/// If the node does not answer.
pub async fn freezes(at: &At) -> Result<Vec<(AccountId, FreezeRecord)>> {
    let found: Vec<((AccountId,), FreezeRecord)> = all!(at, freezes, ());
    Ok(found.into_iter().map(|((who,), record)| (who, record)).collect())
}

/// An open appeal.
///
/// # Errors
/// [`Error::NotFound`] if none of this number is open.
pub async fn appeal(at: &At, id: AppealId) -> Result<Appeal> {
    let missing = || Error::NotFound(format!("no appeal {id} is open; it may be concluded"));
    found!(at, appeals, (id,)).ok_or_else(missing)
}

/// All open appeals, by number.
///
/// # Errors
/// If the node does not answer.
pub async fn appeals(at: &At) -> Result<Vec<(AppealId, Appeal)>> {
    let found: Vec<((AppealId,), Appeal)> = all!(at, appeals, ());
    Ok(sorted(found.into_iter().map(|((id,), appeal)| (id, appeal)).collect()))
}

/// Who holds an office, or held it last; none if it is vacant.
///
/// # Errors
/// If the node does not answer.
pub async fn office(at: &At, office: Office) -> Result<Option<Appointment>> {
    Ok(found!(at, offices, (office,)))
}

/// From whom panels are drawn.
///
/// # Errors
/// If the node does not answer.
pub async fn pool(at: &At) -> Result<Vec<AccountId>> {
    let entry = chain::storage().attestations().panel_pool();
    Ok(at.storage().fetch(entry, ()).await?.decode()?.0)
}

/// The rules for appeals against a kind of measure; none if such measures cannot be appealed.
///
/// # Errors
/// If the node does not answer.
pub async fn appeal_rules(at: &At, kind: MeasureKind) -> Result<Option<AppealRules>> {
    Ok(found!(at, rules_of_appeal, (kind,)))
}

/// The recovery of an account's attestation that waits for objections.
///
/// # Errors
/// If the node does not answer.
pub async fn recovery(at: &At, schema: SchemaId, from: &AccountId) -> Result<Option<Recovery>> {
    Ok(found!(at, recoveries, (schema, *from)))
}

/// The periods that everything here keeps to.
///
/// # Errors
/// If the node does not answer.
pub async fn periods(at: &At) -> Result<Periods> {
    let entry = chain::storage().attestations().current_periods();
    Ok(at.storage().fetch(entry, ()).await?.decode()?)
}

/// Whether an attestation held in block `at`, given its issuer as it is now: the rule of the pallet
/// (`Attestation::check`).
///
/// # Errors
/// Why it did not hold.
pub fn check(found: &Attestation, issuer: &Issuer, at: u32) -> std::result::Result<(), Failing> {
    if at < found.held_since {
        return Err(Failing::NotYetIssued);
    }
    if at >= found.expires {
        return Err(Failing::Expired);
    }
    match found.state {
        State::Suspended { since, .. } if since <= at => return Err(Failing::Suspended),
        State::Ended { since, .. } if since <= at => return Err(Failing::Ended),
        _ => {}
    }
    match issuer.status {
        IssuerStatus::Removed { since } if since <= at => return Err(Failing::IssuerRemoved),
        _ => {}
    }
    let renewed_later = at < found.issued;
    let first = if renewed_later { found.held_since } else { found.issued };
    let last = if renewed_later { at } else { found.issued };
    let is_void = issuer.void.0.iter().any(|span| span.first <= last && first <= span.last);
    if is_void {
        return Err(Failing::IssuerVoid);
    }
    Ok(())
}

fn sorted<T>(mut all: Vec<(u32, T)>) -> Vec<(u32, T)> {
    all.sort_by_key(|(id, _)| *id);
    all
}
