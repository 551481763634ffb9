//! What the chain stores of records and dealings.

use subxt::error::DispatchError;

use crate::{
    chain::{self, runtime_types::sp_runtime::DispatchError as ChainError},
    connection::{At, Hash},
    errors::{Error, Refusal, Result},
    records::{
        types::{
            Burden, Burdens, Dealing, Holding, Ownership, Party, Record, Representative, Statement,
            Target, Version,
        },
        DealingId, RecordId, VersionNumber,
    },
    registers::{
        days::Day,
        read::{all, found},
        RegisterId,
    },
};

/// The most entries of one answer.
const PAGE: u32 = 100;

/// `DispatchError::Module`.
const MODULE: u8 = 3;

/// A record as it is now.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this number.
pub async fn record(at: &At, register: RegisterId, id: RecordId) -> Result<Record> {
    let missing = || Error::NotFound(format!("register {register} has no record {id}"));
    found!(at, records, (register, id)).ok_or_else(missing)
}

/// All records of a register, by number.
///
/// # Errors
/// If the node does not answer.
pub async fn records(at: &At, register: RegisterId) -> Result<Vec<(RecordId, Record)>> {
    let found: Vec<((RegisterId, RecordId), Record)> = all!(at, records, (register,));
    let mut found: Vec<_> = found.into_iter().map(|((_, id), record)| (id, record)).collect();
    found.sort_by_key(|(id, _)| *id);
    Ok(found)
}

/// The record of a name, if there is one.
///
/// # Errors
/// If the node does not answer.
pub async fn find_record_by_name(
    at: &At,
    register: RegisterId,
    name: Hash,
) -> Result<Option<RecordId>> {
    Ok(found!(at, names, (register, name)))
}

/// What a version said of who owned a record.
///
/// # Errors
/// If the node does not answer.
pub async fn holding(
    at: &At,
    register: RegisterId,
    record: RecordId,
    version: VersionNumber,
) -> Result<Option<Holding>> {
    Ok(found!(at, holdings, (register, record, version)))
}

/// Who owns a record now.
///
/// # Errors
/// If the node does not answer.
pub async fn owners(
    at: &At,
    register: RegisterId,
    id: RecordId,
    record: &Record,
) -> Result<Ownership> {
    Ok(match holding(at, register, id, record.setters.ownership).await? {
        Some(Holding::Stated(ownership)) => ownership,
        _ => Ownership::NotStated,
    })
}

/// What weighs on a record now.
///
/// # Errors
/// If the node does not answer.
pub async fn burdens(at: &At, register: RegisterId, record: RecordId) -> Result<Burdens> {
    let entry = chain::storage().records().burdens_of();
    Ok(at.storage().fetch(entry, (register, record)).await?.decode()?)
}

/// The dealings that are pending about a record, in the order in which they complete.
///
/// # Errors
/// If the node does not answer.
pub async fn queue(at: &At, register: RegisterId, record: RecordId) -> Result<Vec<DealingId>> {
    let entry = chain::storage().records().queues();
    let keys = (register, Target::Record(record));
    let queue: chain::records::storage::queues::Output =
        at.storage().fetch(entry, keys).await?.decode()?;
    Ok(queue.0.iter().map(|place| place.dealing).collect())
}

/// Who acts for a party.
///
/// # Errors
/// If the node does not answer.
pub async fn representative(
    at: &At,
    register: RegisterId,
    party: Party,
) -> Result<Option<Representative>> {
    Ok(found!(at, representatives, (register, party)))
}

/// Everybody for whom somebody else acts, and who.
///
/// # Errors
/// If the node does not answer.
pub async fn representatives(
    at: &At,
    register: RegisterId,
) -> Result<Vec<(Party, Representative)>> {
    let found: Vec<((RegisterId, Party), Representative)> = all!(at, representatives, (register,));
    Ok(found.into_iter().map(|((_, party), who)| (party, who)).collect())
}

/// A dealing that has not ended.
///
/// # Errors
/// [`Error::NotFound`] if it has, or there never was one of this number.
pub async fn dealing(at: &At, register: RegisterId, id: DealingId) -> Result<Dealing> {
    let missing = || {
        let problem = format!("no dealing {id} is open in register {register}; it may have ended");
        Error::NotFound(problem)
    };
    found!(at, dealings, (register, id)).ok_or_else(missing)
}

/// The dealings that have not ended, in the order of their lodgement.
///
/// # Errors
/// If the node does not answer.
pub async fn day_list(at: &At, register: RegisterId) -> Result<Vec<(DealingId, Dealing)>> {
    let (mut list, mut first) = (Vec::new(), Some(0));
    while let Some(from) = first {
        let question = chain::runtime_apis().records_api().day_list(register, from, PAGE);
        let page = at.runtime_apis().call(question).await?;
        let is_last = page.len() < PAGE as usize;
        first = page.last().filter(|_| !is_last).and_then(|(id, _)| id.checked_add(1));
        list.extend(page);
    }
    Ok(list)
}

/// The versions of a record, all of them, the first one first.
///
/// # Errors
/// If the node does not answer.
pub async fn history(
    at: &At,
    register: RegisterId,
    record: RecordId,
) -> Result<Vec<(VersionNumber, Version)>> {
    let (mut versions, mut first) = (Vec::new(), Some(1));
    while let Some(from) = first {
        let question = chain::runtime_apis().records_api().history(register, record, from, PAGE);
        let page = at.runtime_apis().call(question).await?;
        let is_last = page.len() < PAGE as usize;
        first = page.last().filter(|_| !is_last).and_then(|(number, _)| number.checked_add(1));
        versions.extend(page);
    }
    Ok(versions)
}

/// What a register said of a record at the end of a day, by what was entered until then.
///
/// # Errors
/// If the node does not answer.
pub async fn said_on(
    at: &At,
    register: RegisterId,
    record: RecordId,
    day: Day,
) -> Result<Option<Statement>> {
    let question = chain::runtime_apis().records_api().said_on(register, record, day);
    Ok(at.runtime_apis().call(question).await?)
}

/// What is known now of a record on a day, by all that was entered since.
///
/// # Errors
/// If the node does not answer.
pub async fn known_on(
    at: &At,
    register: RegisterId,
    record: RecordId,
    day: Day,
) -> Result<Option<Statement>> {
    let question = chain::runtime_apis().records_api().known_on(register, record, day);
    Ok(at.runtime_apis().call(question).await?)
}

/// What weighed on a record as of a version.
///
/// # Errors
/// If the node does not answer.
pub async fn burdens_at(
    at: &At,
    register: RegisterId,
    record: RecordId,
    version: VersionNumber,
) -> Result<Vec<Burden>> {
    let (mut burdens, mut first) = (Vec::new(), Some(0));
    while let Some(from) = first {
        let api = chain::runtime_apis().records_api();
        let question = api.burdens_at(register, record, version, from, PAGE);
        let page = at.runtime_apis().call(question).await?;
        let is_last = page.len() < PAGE as usize;
        first = page.last().filter(|_| !is_last).and_then(|last| number_of(last).checked_add(1));
        burdens.extend(page);
    }
    Ok(burdens)
}

fn number_of(burden: &Burden) -> u16 {
    match burden {
        Burden::Encumbrance(it) => it.number,
        Burden::Caution(it) => it.number,
        Burden::Freeze(it) => it.number,
    }
}

/// The parties whose consent a dealing still lacks.
///
/// # Errors
/// If the node does not answer.
pub async fn consents_missing(
    at: &At,
    register: RegisterId,
    dealing: DealingId,
) -> Result<Vec<Party>> {
    let question = chain::runtime_apis().records_api().consents_missing(register, dealing);
    Ok(at.runtime_apis().call(question).await?)
}

/// Why a dealing cannot be completed in the block after `at`; none: it can.
///
/// # Errors
/// If the node does not answer.
pub async fn waits_for(
    at: &At,
    register: RegisterId,
    dealing: DealingId,
) -> Result<Option<Refusal>> {
    let question = chain::runtime_apis().records_api().waits_for(register, dealing);
    let waits = at.runtime_apis().call(question).await?;
    waits.map(|error| refusal(at, &error)).transpose()
}

fn refusal(at: &At, error: &ChainError) -> Result<Refusal> {
    let ChainError::Module(module) = error else {
        return Ok(Refusal { name: format!("{error:?}"), documentation: String::new() });
    };
    let bytes = [&[MODULE, module.index][..], &module.error].concat();
    let error = DispatchError::decode_from(bytes, at.metadata());
    let error = error.map_err(|cause| Error::Chain(cause.to_string()))?;
    Ok(Refusal::from_dispatch(&error))
}
