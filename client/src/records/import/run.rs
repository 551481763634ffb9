//! The whole import: read, plan, write down, lodge, approve, check.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    path::PathBuf,
    time::Duration,
};

use althing_credentials::wallet::{Vault, VaultKey};

use crate::{
    attestations::import::queue::{self, Jobs},
    connection::{At, Chain, Hash},
    errors::{Error, Result},
    keys::Key,
    records::{
        acts::MAX_BATCH,
        contents::{self, Contents},
        import::{
            jobs::{Approvals, Lodging, Lodgings},
            keep::{marks, name_key, Shelf},
            meter::Meter,
            plan::{plan, Mark, Need, Plan, World},
            rows::{self, Rows, Status},
            world::{Fate, Reader},
            Progress, Report,
        },
        DealingId,
    },
    registers::{
        read,
        types::{Field, FourEyes, Permission, Role, Rules},
        words::Words,
        RegisterId,
    },
    replay::crowd::quiet,
};

/// How often the run connects again before it gives up.
const MOST_CONNECTIONS: usize = 100;

/// How many rows are lodged while those before them are approved.
const CHUNK: usize = 4096;

/// What is imported, and with what.
pub struct Options {
    /// The files, the first one first.
    pub files: Vec<PathBuf>,
    /// The register.
    pub register: RegisterId,
    /// The vault with the register's contents; created if there is none.
    pub vault: PathBuf,
    /// What opens it.
    pub key: VaultKey,
    /// How long a lost connection is tried again.
    pub patience: Duration,
}

/// Who does it: two people.
pub struct Officers {
    /// Lodges.
    pub clerk: Key,
    /// Approves; none: somebody else does, later.
    pub registrar: Option<Key>,
}

/// Imports files.
///
/// # Errors
/// If the files, the vault, the register or the keys cannot be used, or what broke for longer than
/// the patience of `options`. Rows that cannot be used are in the report.
pub async fn run(
    chain: &Chain,
    officers: &Officers,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Report> {
    let rows = rows::read(&options.files)?;
    let mut chain = chain.clone();
    let at = chain.head().await?;
    let layout = read::layout(&at, options.register).await?;
    check_officers(&at, options.register, officers).await?;
    let genesis = chain.genesis().0;
    let shelf = Shelf { genesis, register: options.register, layout: &layout };
    shelf.check()?;
    let mut vault = contents::open(&options.vault, options.key.clone())?;
    let marks = marks(&rows, &name_key(&mut vault, &shelf)?);
    let mut before = None;
    for _ in 0..MOST_CONNECTIONS {
        let import =
            Import { chain: &chain, officers, shelf: &shelf, rows: &rows, marks: &marks, progress };
        let error = match import.attempt(&mut vault, &mut before).await {
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

/// Says what an import would come to; writes and sends nothing.
///
/// # Errors
/// As [`run`].
pub async fn look(chain: &Chain, options: &Options) -> Result<Report> {
    let rows = rows::read(&options.files)?;
    let at = chain.head().await?;
    let layout: Vec<Field> = read::layout(&at, options.register).await?;
    let genesis = chain.genesis().0;
    Shelf { genesis, register: options.register, layout: &layout }.check()?;
    let known = match options.vault.exists() {
        true => Vault::<Contents>::open(&options.vault, options.key.clone())?
            .content()
            .known_name_key(&genesis, options.register),
        false => None,
    };
    let marks = marks(&rows, &known.unwrap_or_else(rand::random));
    let reader = Reader { chain, at: &at, register: options.register };
    let world = reader.world(&marks).await?;
    let plan = plan(&rows, &marks, &world, &BTreeMap::new());
    let to_do = plan.steps.iter().filter(|step| step.need != Need::Nothing);
    let mut report = count(&rows, to_do.map(|step| step.row));
    let gone = report.struck;
    report.in_force = world.in_force.saturating_add(report.added).saturating_sub(gone);
    report.refused = rows.list(plan.refused);
    Ok(report)
}

/// Whether these accounts have the roles, so that nothing is sent in vain.
async fn check_officers(at: &At, register: RegisterId, officers: &Officers) -> Result<()> {
    read::register(at, register).await?;
    let lodging = [Role::Clerk, Role::Registrar, Role::Notary];
    check_role(at, register, &officers.clerk, lodging).await?;
    let Some(registrar) = &officers.registrar else { return Ok(()) };
    check_role(at, register, registrar, [Role::Registrar]).await?;
    let alone = registrar.account() == officers.clerk.account();
    if alone && rules(at, register).await?.four_eyes == FourEyes::Required {
        return Err(Error::Usage(format!(
            "{} cannot both lodge and approve: by the rules of register {register} that takes two \
             people",
            registrar.account()
        )));
    }
    Ok(())
}

/// The rules of a register for what is lodged now.
async fn rules(at: &At, register: RegisterId) -> Result<Rules> {
    let revision = read::register(at, register).await?.revision;
    read::rules(at, register, revision).await
}

/// Whether the account of a key has one of these roles.
async fn check_role(
    at: &At,
    register: RegisterId,
    key: &Key,
    roles: impl IntoIterator<Item = Role>,
) -> Result<()> {
    let mut words = Vec::new();
    for role in roles {
        words.push(role.word());
        if read::role(at, register, key.account(), role).await?.is_some() {
            return Ok(());
        }
    }
    Err(Error::Usage(format!(
        "{} is no {} of register {register}; `althing register role grant` makes it one",
        key.account(),
        words.join(" or ")
    )))
}

/// How many of these rows say what.
fn count(rows: &Rows, of: impl Iterator<Item = usize>) -> Report {
    let mut report = Report::default();
    for status in of.filter_map(|row| Some(rows.rows.get(row)?.status)) {
        let figure = match status {
            Status::Added => &mut report.added,
            Status::Changed => &mut report.changed,
            Status::Deleted => &mut report.struck,
        };
        *figure = figure.saturating_add(1);
    }
    report
}

/// The rows that are entered.
fn entered(plan: &Plan) -> HashSet<usize> {
    let entered = plan.steps.iter().filter(|step| step.need == Need::Nothing);
    entered.map(|step| step.row).collect()
}

/// What one wave does: all that waits for nothing else.
#[derive(Default)]
struct Wave {
    lodge: Vec<Lodging>,
    /// Rows whose dealings were lodged before.
    approve: Vec<usize>,
}

struct Import<'a> {
    chain: &'a Chain,
    officers: &'a Officers,
    shelf: &'a Shelf<'a>,
    rows: &'a Rows,
    marks: &'a [Mark],
    progress: &'a dyn Progress,
}

impl Import<'_> {
    /// `before` holds the rows that were entered before this run, once they are known.
    async fn attempt(
        &self,
        vault: &mut Vault<Contents>,
        before: &mut Option<HashSet<usize>>,
    ) -> Result<Report> {
        self.settle().await?;
        let (mut refusals, mut last) = (BTreeMap::new(), None);
        loop {
            let world = self.world().await?;
            let plan = plan(self.rows, self.marks, &world, &refusals);
            let before = before.get_or_insert_with(|| entered(&plan));
            let wave = self.wave(vault, &plan)?;
            let is_over = wave.lodge.is_empty() && wave.approve.is_empty();
            if is_over || last.as_ref() == Some(&plan) {
                return Ok(self.report(&world, plan, before));
            }
            let total = wave.lodge.len().saturating_mul(2).saturating_add(wave.approve.len());
            self.progress.begin(total as u64);
            refusals.extend(self.carry_out(wave).await?);
            self.progress.end();
            last = Some(plan);
        }
    }

    /// Waits until nothing that an earlier run has sent is under way, so that what the chain has is
    /// the whole truth.
    async fn settle(&self) -> Result<()> {
        for key in [Some(&self.officers.clerk), self.officers.registrar.as_ref()] {
            let Some(key) = key else { continue };
            quiet(self.chain, key).await?;
            let next = self.chain.methods().system_account_next_index(key.account()).await?;
            if self.chain.head().await?.tx().account_nonce(key.account()).await? < next {
                return Err(Error::Timeout(format!(
                    "transactions of {} are waiting in the node's pool; import when they are in",
                    key.account()
                )));
            }
        }
        Ok(())
    }

    async fn world(&self) -> Result<World> {
        let at = self.chain.head().await?;
        Reader { chain: self.chain, at: &at, register: self.shelf.register }.world(self.marks).await
    }

    /// What can be done now. The fields and salts of all rows to come are on the disk then.
    fn wave(&self, vault: &mut Vault<Contents>, plan: &Plan) -> Result<Wave> {
        let is_new = |need: &Need| matches!(need, Need::Lodging(_) | Need::Another);
        let new: Vec<usize> =
            plan.steps.iter().filter(|step| is_new(&step.need)).map(|step| step.row).collect();
        let kept = self.shelf.keep(vault, (self.rows, self.marks), &new)?;
        let has_registrar = self.officers.registrar.is_some();
        let mut wave = Wave::default();
        for step in &plan.steps {
            match step.need {
                Need::Lodging(record) => wave.lodge.extend(self.lodging(step.row, record, &kept)),
                Need::Completion(pending) if pending.can_be_approved && has_registrar => {
                    wave.approve.push(step.row);
                }
                Need::Completion(_) | Need::Another | Need::Nothing => (),
            }
        }
        Ok(wave)
    }

    fn lodging(
        &self,
        index: usize,
        record: Option<u32>,
        kept: &HashMap<usize, Hash>,
    ) -> Option<Lodging> {
        let (row, mark) = (self.rows.rows.get(index)?, self.marks.get(index)?);
        Some(Lodging::new(index, row, *mark, record, *kept.get(&index)?))
    }

    /// Lodges some rows while those before them are approved. Returns what the chain refuses.
    async fn carry_out(&self, wave: Wave) -> Result<BTreeMap<usize, String>> {
        let meter = Meter::new(self.progress);
        let mut refusals = BTreeMap::new();
        let mut waiting = wave.approve;
        let mut chunks = wave.lodge.chunks(CHUNK);
        loop {
            let chunk = chunks.next().unwrap_or_default();
            if chunk.is_empty() && waiting.is_empty() {
                return Ok(refusals);
            }
            let lodged: Vec<usize> = chunk.iter().map(|it| it.row).collect();
            let (not_lodged, not_approved) =
                futures::try_join!(self.lodge(chunk, &meter), self.approve(&waiting, &meter))?;
            meter.finish(chunk.len().saturating_add(waiting.len()));
            waiting = match self.officers.registrar {
                Some(_) => lodged.into_iter().filter(|row| !not_lodged.contains_key(row)).collect(),
                None => Vec::new(),
            };
            refusals.extend(not_lodged);
            refusals.extend(not_approved);
        }
    }

    async fn lodge(&self, rows: &[Lodging], meter: &Meter<'_>) -> Result<BTreeMap<usize, String>> {
        let clerk = &self.officers.clerk;
        let lodgings = |batches| Lodgings {
            chain: self.chain,
            register: self.shelf.register,
            clerk: *clerk.account(),
            batches,
        };
        let batches = batches(rows, MAX_BATCH);
        let done = |jobs| meter.lodged(jobs, rows.len());
        let all = lodgings(batches.clone());
        let refused = self.bring(clerk, &all, batches.len(), &done).await?;
        let again = apart(&batches, &refused);
        let singles = lodgings(batches_of_one(&again));
        let refused = self.bring(clerk, &singles, again.len(), &|_| ()).await?;
        let row = |(job, reason): (usize, String)| Some((again.get(job)?.row, reason));
        Ok(refused.into_iter().filter_map(row).collect())
    }

    /// Approves the dealings of these rows.
    async fn approve(&self, rows: &[usize], meter: &Meter<'_>) -> Result<BTreeMap<usize, String>> {
        let Some(registrar) = self.officers.registrar.as_ref().filter(|_| !rows.is_empty()) else {
            return Ok(BTreeMap::new());
        };
        let at = self.chain.head().await?;
        let reader = Reader { chain: self.chain, at: &at, register: self.shelf.register };
        let marks: Vec<Mark> =
            rows.iter().filter_map(|row| self.marks.get(*row)).copied().collect();
        let fates = reader.fates(&marks).await?;
        let dealings: Vec<(usize, DealingId)> = rows
            .iter()
            .zip(fates)
            .filter_map(|(row, fate)| match fate {
                Fate::Pending(it) if it.can_be_approved => Some((*row, it.dealing)),
                _ => None,
            })
            .collect();
        let approvals = |batches: &[Vec<(usize, DealingId)>]| Approvals {
            chain: self.chain,
            register: self.shelf.register,
            batches: batches.iter().map(|it| it.iter().map(|(_, id)| *id).collect()).collect(),
        };
        let batches = batches(&dealings, self.most_approved(&at).await?);
        let done = |jobs| meter.approved(jobs, dealings.len());
        let refused = self.bring(registrar, &approvals(&batches), batches.len(), &done).await?;
        let again = apart(&batches, &refused);
        let singles = approvals(&batches_of_one(&again));
        let refused = self.bring(registrar, &singles, again.len(), &|_| ()).await?;
        let row = |(job, reason): (usize, String)| {
            Some((again.get(job)?.0, format!("is lodged, and not approved: {reason}")))
        };
        Ok(refused.into_iter().filter_map(row).collect())
    }

    /// How many dealings are approved in one transaction.
    async fn most_approved(&self, at: &At) -> Result<usize> {
        Ok(match rules(at, self.shelf.register).await?.batches {
            Permission::Allowed => MAX_BATCH,
            Permission::Never => 1,
        })
    }

    /// Brings jobs to the chain; `done` is told how many are.
    async fn bring(
        &self,
        key: &Key,
        jobs: &impl Jobs,
        count: usize,
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<queue::Refusals> {
        let all: Vec<usize> = (0..count).collect();
        let report = |left: usize| done(count.saturating_sub(left));
        match all.is_empty() {
            true => Ok(BTreeMap::new()),
            false => queue::bring(self.chain, key, jobs, &all, &report).await,
        }
    }

    fn report(&self, world: &World, plan: Plan, before: &HashSet<usize>) -> Report {
        let now = entered(&plan);
        let waiting = plan.steps.len().saturating_sub(now.len()) as u64;
        let mut report = count(self.rows, now.into_iter().filter(|row| !before.contains(row)));
        report.in_force = world.in_force;
        report.waiting = waiting;
        report.refused = self.rows.list(plan.refused);
        report
    }
}

fn batches<Item: Clone>(items: &[Item], most: usize) -> Vec<Vec<Item>> {
    items.chunks(most).map(<[Item]>::to_vec).collect()
}

fn batches_of_one<Item: Clone>(items: &[Item]) -> Vec<Vec<Item>> {
    batches(items, 1)
}

/// What was refused together with others, which may be the reason, to be tried one by one.
fn apart<Item: Clone>(batches: &[Vec<Item>], refused: &queue::Refusals) -> Vec<Item> {
    refused.keys().filter_map(|job| batches.get(*job)).flatten().cloned().collect()
}
