//! The whole import: read, prepare, write down, submit, check.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    time::Duration,
};

use althing_credentials::{
    wallet::{Records, Vault, VaultKey},
    Slot as RecordSlot,
};
use subxt::tx::Payload;

use crate::{
    attestations::{
        acts,
        agreement::{ChainSigned, Offer},
        clock::Clock,
        import::{
            files::{Consent, Folders},
            plan::{Need, Setting},
            queue::{self, Jobs},
            table::{self, refused, Row, Table},
            Progress, Refused, Report,
        },
        read,
        statement::Subject,
        types::{Failing, Issuer, Review, Slot},
        IssuerId,
    },
    chain,
    connection::{At, Chain},
    errors::{Error, Result},
    keys::Key,
    storage::read_many,
};

/// How often the run connects again before it gives up.
const MOST_CONNECTIONS: usize = 100;

/// What is imported, and with what.
pub struct Options {
    /// The table.
    pub file: PathBuf,
    /// The issuer.
    pub issuer: IssuerId,
    /// The issuer's records; created if there are none.
    pub records: PathBuf,
    /// What opens them.
    pub key: VaultKey,
    /// Where offers go and consents are looked for.
    pub folders: Folders,
    /// How long a lost connection is tried again.
    pub patience: Duration,
}

/// Imports a table. `key` is the issuer's, or that of a deputy.
///
/// # Errors
/// If the table, the records or the issuer cannot be used, or what broke for longer than the
/// patience of `options`. Rows that cannot be used are in the report.
pub async fn run(
    chain: &Chain,
    key: &Key,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Report> {
    let mut chain = chain.clone();
    let mut vault = open(&options.records, &options.key)?;
    let mut before = None;
    for _ in 0..MOST_CONNECTIONS {
        let import = Import { chain: &chain, options, progress };
        let error = match import.attempt(key, &mut vault, &mut before).await {
            Ok(report) => return Ok(report),
            Err(error) if error.is_connection() || !chain.is_alive().await => error,
            Err(error) => return Err(error),
        };
        progress.note(&format!("the connection broke ({error}); waiting for the node"));
        let again = Chain::connect_patiently(chain.url(), chain.wait(), options.patience).await?;
        if again.genesis() != chain.genesis() {
            return Err(Error::Chain("another chain answers now at the same address".into()));
        }
        chain = again;
        progress.note("connected again; what is missing is sent again");
    }
    Err(Error::connection(chain.url(), "the connection breaks again and again"))
}

/// Says what an import would do; writes and sends nothing.
///
/// # Errors
/// As [`run`].
pub async fn look(chain: &Chain, options: &Options) -> Result<Report> {
    let records = match options.records.exists() {
        true => Vault::<Records>::open(&options.records, options.key.clone())?.content().clone(),
        false => Records::default(),
    };
    let import = Import { chain, options, progress: &Silent };
    let Read { table, needs, now, .. } = import.read(&records).await?;
    let mut report = Report { refused: table.refused, ..Report::default() };
    for (row, need) in needs {
        let consent = match need.offer() {
            None => {
                report.already = report.already.saturating_add(1);
                continue;
            }
            Some(offer) => options.folders.consent(&row, offer, now),
        };
        match consent {
            Ok(Consent::Missing) => report.waiting = report.waiting.saturating_add(1),
            Ok(_) => report.added = report.added.saturating_add(1),
            Err(reason) => report.refused.push(refused(&options.file, row.line, reason)),
        }
    }
    report.refused.sort_by_key(|refused| refused.line);
    Ok(report)
}

/// Is told and says nothing.
struct Silent;

impl Progress for Silent {
    fn begin(&self, _: u64) {}
    fn done(&self, _: u64) {}
    fn end(&self) {}
    fn note(&self, _: &str) {}
}

fn open(path: &Path, key: &VaultKey) -> Result<Vault<Records>> {
    Ok(match path.exists() {
        true => Vault::open(path, key.clone())?,
        false => Vault::create(path, key.clone(), Records::default())?,
    })
}

/// The table, and what each row needs.
struct Read {
    table: Table,
    needs: Vec<(Row, Need)>,
    now: u32,
    schema: u32,
}

/// A row that can be submitted.
struct Ready {
    row: Row,
    offer: Offer,
    consent: Option<ChainSigned>,
}

struct Import<'a> {
    chain: &'a Chain,
    options: &'a Options,
    progress: &'a dyn Progress,
}

impl Import<'_> {
    /// `before` holds the lines that were issued before this run, once they are known.
    async fn attempt(
        &self,
        key: &Key,
        vault: &mut Vault<Records>,
        before: &mut Option<BTreeSet<u64>>,
    ) -> Result<Report> {
        vault.refresh()?;
        let Read { table, needs, now, schema } = self.read(vault.content()).await?;
        let before = before.get_or_insert_with(|| issued(&needs).collect());
        write_down(vault, &needs)?;
        let mut report = Report { refused: table.refused, ..Report::default() };
        let ready = self.sort(vault, needs, now, &mut report)?;
        report.refused.append(&mut self.submit(key, schema, ready).await?);
        report.refused.sort_by_key(|refused| refused.line);
        let Read { needs, .. } = self.read(vault.content()).await?;
        note_inclusion(vault, &needs)?;
        let (already, added): (Vec<_>, Vec<_>) =
            issued(&needs).partition(|line| before.contains(line));
        report.already = already.len() as u64;
        report.added = added.len() as u64;
        Ok(report)
    }

    /// Reads the table and what the chain has of its subjects.
    async fn read(&self, records: &Records) -> Result<Read> {
        let at = self.chain.head().await?;
        let clock = Clock::read(self.chain, &at).await?;
        let issuer = read::issuer(&at, self.options.issuer).await?;
        let schema = read::schema(&at, issuer.schema).await?;
        let layout = read::description(&at, issuer.schema).await?;
        let mut table = table::read(&self.options.file, &layout)?;
        let rows = std::mem::take(&mut table.rows);
        let subjects: Vec<_> = rows.iter().map(|row| row.subject.clone()).collect();
        let found = slots(self.chain, &at, issuer.schema, &subjects).await?;
        let issuers: BTreeMap<IssuerId, Issuer> = read::issuers(&at).await?.into_iter().collect();
        let setting = Setting {
            genesis: self.chain.genesis().0,
            id: self.options.issuer,
            issuer: &issuer,
            schema: &schema,
            clock: &clock,
        };
        let mut needs = Vec::new();
        for (row, found) in rows.into_iter().zip(found) {
            let over = is_over(found.as_ref(), &issuers, clock.now);
            match setting.need(&row, found.as_ref(), over, records) {
                Ok(need) => needs.push((row, need)),
                Err(reason) => {
                    table.refused.push(refused(&self.options.file, row.line, reason));
                }
            }
        }
        Ok(Read { table, needs, now: clock.now, schema: issuer.schema })
    }

    /// Sorts out what can be submitted; the rest waits, and gets its offers, or is refused.
    fn sort(
        &self,
        vault: &Vault<Records>,
        needs: Vec<(Row, Need)>,
        now: u32,
        report: &mut Report,
    ) -> Result<Vec<Ready>> {
        let mut ready = Vec::new();
        for (row, need) in needs {
            let Some(offer) = need.offer().cloned() else { continue };
            match self.options.folders.consent(&row, &offer, now) {
                Ok(Consent::NotNeeded) => ready.push(Ready { row, offer, consent: None }),
                Ok(Consent::Given(consent)) => {
                    let consent = Some(consent.to_chain()?);
                    ready.push(Ready { row, offer, consent });
                }
                Ok(Consent::Missing) => {
                    let slot = slot_of(&offer);
                    if let Some(held) = vault.content().get(&slot) {
                        let set = held.entry.claims.to_set()?;
                        self.options.folders.offer(&row, &offer, &set)?;
                    }
                    report.waiting = report.waiting.saturating_add(1);
                }
                Err(reason) => {
                    report.refused.push(refused(&self.options.file, row.line, reason));
                }
            }
        }
        Ok(ready)
    }

    /// Whether the issuer's bond covers the deposits, so that nothing is sent in vain.
    async fn ensure_room(&self, needed: usize) -> Result<()> {
        let (at, issuer) = (self.chain.head().await?, self.options.issuer);
        match read::bond_room(&at, issuer).await? {
            Some(room) if room < needed as u128 => Err(Error::Usage(format!(
                "the bond of issuer {issuer} has room for {room} attestations, and {needed} are to \
                 be issued: raise it with `althing attest issuer bond`"
            ))),
            _ => Ok(()),
        }
    }

    /// Brings what can be issued to the chain; returns the rows that it refuses.
    async fn submit(&self, key: &Key, schema: u32, ready: Vec<Ready>) -> Result<Vec<Refused>> {
        if ready.is_empty() {
            return Ok(Vec::new());
        }
        let total = ready.len();
        self.ensure_room(total).await?;
        self.progress.begin(total as u64);
        let report = |left: usize| self.progress.done(total.saturating_sub(left) as u64);
        let orders = Orders { chain: self.chain, schema, ready };
        let all: Vec<usize> = (0..total).collect();
        let refusals = queue::bring(self.chain, key, &orders, &all, &report).await?;
        self.progress.end();
        let skipped = refusals.into_iter().filter_map(|(job, reason)| {
            let line = orders.ready.get(job)?.row.line;
            Some(refused(&self.options.file, line, reason))
        });
        Ok(skipped.collect())
    }
}

/// The lines of the rows that are issued.
fn issued(needs: &[(Row, Need)]) -> impl Iterator<Item = u64> + '_ {
    needs.iter().filter(|(_, need)| matches!(need, Need::Nothing { .. })).map(|(row, _)| row.line)
}

/// Puts the salts of all new rows into the records, before any of them is submitted.
fn write_down(vault: &mut Vault<Records>, needs: &[(Row, Need)]) -> Result<()> {
    let new: Vec<_> = needs
        .iter()
        .filter_map(|(_, need)| match need {
            Need::Prepare(record, _) => Some((**record).clone()),
            Need::Nothing { .. } | Need::Issue(_) => None,
        })
        .collect();
    match new.is_empty() {
        true => Ok(()),
        false => vault.update(|records| records.insert(new).map(|_| ()).map_err(Error::from)),
    }
}

/// Notes in the records in which blocks attestations were issued, if any are new.
fn note_inclusion(vault: &mut Vault<Records>, needs: &[(Row, Need)]) -> Result<()> {
    let new: Vec<_> = needs
        .iter()
        .filter_map(|(_, need)| match need {
            Need::Nothing { slot, issued } => Some((slot, *issued)),
            Need::Issue(_) | Need::Prepare(..) => None,
        })
        .filter(|(slot, _)| {
            vault.content().get(slot).is_some_and(|held| held.entry.facts.issued.is_none())
        })
        .map(|(slot, issued)| (slot.clone(), issued))
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    vault.update(|records| {
        new.iter().try_for_each(|(slot, issued)| Ok(records.included(slot, *issued)?))
    })
}

fn slot_of(offer: &Offer) -> RecordSlot {
    RecordSlot {
        genesis: offer.genesis,
        schema: offer.schema,
        subject: offer.subject.bytes(),
        serial: offer.serial,
    }
}

/// Whether what is stored of a subject makes room for another attestation.
fn is_over(found: Option<&Slot>, issuers: &BTreeMap<IssuerId, Issuer>, now: u32) -> bool {
    let Some(Slot::Attestation(attestation)) = found else { return true };
    let open = matches!(attestation.review, Review::Open(_));
    let failing = issuers
        .get(&attestation.issuer)
        .and_then(|issuer| read::check(attestation, issuer, now).err());
    let over = matches!(
        failing,
        Some(Failing::Expired | Failing::Ended | Failing::IssuerRemoved | Failing::IssuerVoid)
    );
    over && !open
}

/// What the chain stores of each subject.
async fn slots(
    chain: &Chain,
    at: &At,
    schema: u32,
    subjects: &[Subject],
) -> Result<Vec<Option<Slot>>> {
    let entry = at.storage().entry(chain::storage().attestations().slots())?;
    let keys = subjects
        .iter()
        .map(|subject| entry.fetch_key((schema, subject.to_chain())))
        .collect::<Result<Vec<_>, _>>()?;
    read_many(chain, at, ("Attestations", "Slots"), &keys).await
}

/// What is to be issued.
struct Orders<'a> {
    chain: &'a Chain,
    schema: u32,
    ready: Vec<Ready>,
}

impl Jobs for Orders<'_> {
    async fn missing(&self, at: &At, of: &[usize]) -> Result<Vec<usize>> {
        let wanted: Vec<(usize, &Offer)> =
            of.iter().filter_map(|job| Some((*job, &self.ready.get(*job)?.offer))).collect();
        let subjects: Vec<_> = wanted.iter().map(|(_, offer)| offer.subject.clone()).collect();
        let found = slots(self.chain, at, self.schema, &subjects).await?;
        let is_there = |offer: &Offer, found: &Option<Slot>| matches!(found, Some(Slot::Attestation(it)) if it.commitment.0 == offer.terms.commitment);
        let missing = wanted.iter().zip(&found).filter(|((_, offer), it)| !is_there(offer, it));
        Ok(missing.map(|((job, _), _)| *job).collect())
    }

    fn call(&self, job: usize) -> impl Payload {
        let Ready { offer, consent, .. } = &self.ready[job];
        acts::issue(offer.issuer, &offer.subject, &offer.terms, consent.clone())
    }
}
