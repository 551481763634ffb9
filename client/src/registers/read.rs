//! What the chain stores of registers.

use crate::{
    chain,
    connection::{AccountId, At},
    errors::{Error, Result},
    registers::{
        types::{Calendar, Counters, Field, Grant, Register, Review, Role, Rules},
        RegisterId,
    },
};

macro_rules! found {
    ($at:expr, $entry:ident, $keys:expr) => {{
        let entry = crate::chain::storage().records().$entry();
        let found = $at.storage().try_fetch(entry, $keys).await?;
        found.map(|value| value.decode()).transpose()?
    }};
}

macro_rules! all {
    ($at:expr, $entry:ident, $prefix:expr) => {{
        let entry = crate::chain::storage().records().$entry();
        let mut entries = $at.storage().iter(entry, $prefix).await?;
        let mut all = Vec::new();
        while let Some(entry) = entries.next().await {
            let entry = entry?;
            all.push((entry.key()?.decode()?, entry.value().decode()?));
        }
        all
    }};
}

pub(crate) use {all, found};

/// A register.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this number.
pub async fn register(at: &At, id: RegisterId) -> Result<Register> {
    found!(at, registers, (id,)).ok_or_else(|| missing(id))
}

/// All registers, by number.
///
/// # Errors
/// If the node does not answer.
pub async fn registers(at: &At) -> Result<Vec<(RegisterId, Register)>> {
    let found: Vec<((RegisterId,), Register)> = all!(at, registers, ());
    let mut found: Vec<_> = found.into_iter().map(|((id,), register)| (id, register)).collect();
    found.sort_by_key(|(id, _)| *id);
    Ok(found)
}

/// A revision of a register's rules.
///
/// # Errors
/// [`Error::NotFound`] if there is no such revision.
pub async fn rules(at: &At, id: RegisterId, revision: u32) -> Result<Rules> {
    let missing = || Error::NotFound(format!("register {id} has no rules of revision {revision}"));
    found!(at, rules_of, (id, revision)).ok_or_else(missing)
}

/// A register's calendar.
///
/// # Errors
/// [`Error::NotFound`] if there is no such register.
pub async fn calendar(at: &At, id: RegisterId) -> Result<Calendar> {
    found!(at, calendars, (id,)).ok_or_else(|| missing(id))
}

/// The fields of a register's records, in their order.
///
/// # Errors
/// [`Error::NotFound`] if there is no such register.
pub async fn layout(at: &At, id: RegisterId) -> Result<Vec<Field>> {
    let found: Option<chain::records::storage::layouts::Output> = found!(at, layouts, (id,));
    found.map(|layout| layout.0).ok_or_else(|| missing(id))
}

/// How many records and dealings a register has had.
///
/// # Errors
/// If the node does not answer.
pub async fn counters(at: &At, id: RegisterId) -> Result<Counters> {
    let entry = chain::storage().records().counts();
    Ok(at.storage().fetch(entry, (id,)).await?.decode()?)
}

/// Who has which role in a register.
///
/// # Errors
/// If the node does not answer.
pub async fn roles(at: &At, id: RegisterId) -> Result<Vec<(AccountId, Role, Grant)>> {
    let found: Vec<((RegisterId, AccountId, Role), Grant)> = all!(at, roles, (id,));
    Ok(found.into_iter().map(|((_, who, role), grant)| (who, role, grant)).collect())
}

/// On which terms an account has a role.
///
/// # Errors
/// If the node does not answer.
pub async fn role(at: &At, id: RegisterId, who: &AccountId, role: Role) -> Result<Option<Grant>> {
    Ok(found!(at, roles, (id, *who, role)))
}

/// The registrars of a register whose approvals are looked into.
///
/// # Errors
/// If the node does not answer.
pub async fn reviews(at: &At, id: RegisterId) -> Result<Vec<(AccountId, Review)>> {
    let found: Vec<((RegisterId, AccountId), Review)> = all!(at, reviews, (id,));
    Ok(found.into_iter().map(|((_, who), review)| (who, review)).collect())
}

/// The register in which is recorded what proposals carried out.
///
/// # Errors
/// If the node does not answer.
pub async fn decisions_register(at: &At) -> Result<Option<RegisterId>> {
    Ok(found!(at, decisions_register, ()))
}

fn missing(id: RegisterId) -> Error {
    Error::NotFound(format!("there is no register {id}"))
}
