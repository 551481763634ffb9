//! What the chain has, read in requests of many keys each.

use std::collections::{HashMap, HashSet};

use subxt::ext::scale_decode::DecodeAsType;

use crate::{
    chain,
    connection::{At, Chain, Hash},
    errors::Result,
    records::{
        import::plan::{Entry, Found, Mark, Pending, World},
        types::{BoundedVec, Dealing, Place, Record, RecordStatus, State, Target, Version},
        DealingId, RecordId,
    },
    registers::{days, read, RegisterId},
    storage::read_many,
};

/// What became of a row that was lodged.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fate {
    /// Nothing is known of it.
    Unknown,
    /// Its dealing is on the day list.
    Pending(Pending),
    /// It is entered.
    Entered,
}

/// A chain at a block, and a register.
pub struct Reader<'a> {
    /// The chain.
    pub chain: &'a Chain,
    /// The block.
    pub at: &'a At,
    /// The register.
    pub register: RegisterId,
}

/// The keys of entries of a map of the pallet, whole.
macro_rules! keys {
    ($reader:expr, $entry:ident, $each:expr) => {{
        let entry = $reader.at.storage().entry(chain::storage().records().$entry())?;
        let keys: Result<Vec<_>, _> = $each.map(|key| entry.fetch_key(key)).collect();
        keys?
    }};
}

impl Reader<'_> {
    /// What the chain has of the disposals and rows with these marks.
    ///
    /// # Errors
    /// If the node does not answer, or there is no such register.
    pub async fn world(&self, marks: &[Mark]) -> Result<World> {
        let calendar = read::calendar(self.at, self.register).await?;
        let today = days::today(self.at, &calendar).await?;
        let counted = read::counters(self.at, self.register).await?.records;
        let all = self.records(&(0..counted).collect::<Vec<_>>()).await?;
        let in_force = all.values().filter(|record| is_in_force(&record.status)).count() as u64;
        let names: HashSet<Hash> = marks.iter().map(|mark| mark.name).collect();
        let ours = all.into_iter().filter(|(_, record)| names.contains(&record.name)).collect();
        let records = self.found(&ours).await?;
        let entered: HashSet<Hash> = records
            .values()
            .flat_map(|found| found.entries.iter().map(|entry| entry.instrument))
            .collect();
        let open: Vec<Mark> =
            marks.iter().filter(|mark| !entered.contains(&mark.instrument)).copied().collect();
        let known: HashMap<Hash, RecordId> =
            records.iter().map(|(name, found)| (*name, found.id)).collect();
        let pending = self.pending(&open, &known).await?;
        Ok(World { today, in_force, records, pending })
    }

    /// What became of rows with these marks.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn fates(&self, marks: &[Mark]) -> Result<Vec<Fate>> {
        let known = self.numbers(marks).await?;
        let pending = self.pending(marks, &known).await?;
        let is_open = |mark: &Mark| pending.contains_key(&mark.instrument);
        let others = marks.iter().filter(|mark| !is_open(mark));
        let numbers: Vec<RecordId> =
            others.filter_map(|mark| known.get(&mark.name)).copied().collect();
        let records = self.records(&numbers).await?;
        let entered: HashSet<Hash> = self
            .found(&records)
            .await?
            .into_values()
            .flat_map(|found| found.entries.into_iter().map(|entry| entry.instrument))
            .collect();
        let fate = |mark: &Mark| match pending.get(&mark.instrument) {
            Some(pending) => Fate::Pending(*pending),
            None if entered.contains(&mark.instrument) => Fate::Entered,
            None => Fate::Unknown,
        };
        Ok(marks.iter().map(fate).collect())
    }

    /// Which of these dealings wait for a registrar.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn lodged(&self, dealings: &[DealingId]) -> Result<HashSet<DealingId>> {
        let found = self.dealings(dealings).await?;
        Ok(found.into_iter().filter(|(_, it)| waits(it)).map(|(id, _)| id).collect())
    }

    /// The numbers of the records with these names.
    async fn numbers(&self, marks: &[Mark]) -> Result<HashMap<Hash, RecordId>> {
        let keys = keys!(self, names, marks.iter().map(|mark| (self.register, mark.name)));
        let found: Vec<Option<RecordId>> = self.read("Names", &keys).await?;
        let named = marks.iter().zip(found);
        Ok(named.filter_map(|(mark, id)| Some((mark.name, id?))).collect())
    }

    async fn records(&self, numbers: &[RecordId]) -> Result<HashMap<RecordId, Record>> {
        let keys = keys!(self, records, numbers.iter().map(|id| (self.register, *id)));
        let found: Vec<Option<Record>> = self.read("Records", &keys).await?;
        Ok(numbers.iter().zip(found).filter_map(|(id, it)| Some((*id, it?))).collect())
    }

    /// The records with their entries, by name.
    async fn found(&self, records: &HashMap<RecordId, Record>) -> Result<HashMap<Hash, Found>> {
        let versions: Vec<(RecordId, u32)> = records
            .iter()
            .flat_map(|(id, record)| (1..=record.version).map(move |version| (*id, version)))
            .collect();
        let each = versions.iter().map(|(id, version)| (self.register, *id, *version));
        let keys = keys!(self, versions, each);
        let read: Vec<Option<Version>> = self.read("Versions", &keys).await?;
        let mut entries: HashMap<RecordId, Vec<Entry>> = HashMap::new();
        for ((id, _), version) in versions.iter().zip(read) {
            let Some(version) = version else { continue };
            let in_force = is_in_force(&version.status);
            let entry = Entry { instrument: version.instrument, in_force };
            entries.entry(*id).or_default().push(entry);
        }
        let found = records.iter().map(|(id, record)| {
            let entries = entries.remove(id).unwrap_or_default();
            let in_force = is_in_force(&record.status);
            (record.name, Found { id: *id, in_force, entries })
        });
        Ok(found.collect())
    }

    /// The dealings on the day list with these instruments. They stand in the queues of their names,
    /// or of the records that have them.
    async fn pending(
        &self,
        marks: &[Mark],
        known: &HashMap<Hash, RecordId>,
    ) -> Result<HashMap<Hash, Pending>> {
        let names: HashSet<Hash> = marks.iter().map(|mark| mark.name).collect();
        let target = |name: &Hash| match known.get(name) {
            Some(id) => Target::Record(*id),
            None => Target::Name(*name),
        };
        let keys = keys!(self, queues, names.iter().map(|name| (self.register, target(name))));
        let queues: Vec<Option<BoundedVec<Place>>> = self.read("Queues", &keys).await?;
        let places = queues.into_iter().flatten().flat_map(|queue| queue.0);
        let numbers: Vec<DealingId> = places.map(|place| place.dealing).collect();
        let mut found = self.dealings(&numbers).await?;
        found.sort_by_key(|(id, _)| std::cmp::Reverse(*id));
        let entry = |(id, it): (DealingId, Dealing)| {
            (it.instrument, Pending { dealing: id, can_be_approved: waits(&it) })
        };
        Ok(found.into_iter().map(entry).collect())
    }

    async fn dealings(&self, numbers: &[DealingId]) -> Result<Vec<(DealingId, Dealing)>> {
        let keys = keys!(self, dealings, numbers.iter().map(|id| (self.register, *id)));
        let found: Vec<Option<Dealing>> = self.read("Dealings", &keys).await?;
        Ok(numbers.iter().zip(found).filter_map(|(id, it)| Some((*id, it?))).collect())
    }

    async fn read<Value: DecodeAsType>(
        &self,
        entry: &str,
        keys: &[Vec<u8>],
    ) -> Result<Vec<Option<Value>>> {
        read_many(self.chain, self.at, ("Records", entry), keys).await
    }
}

fn is_in_force(status: &RecordStatus) -> bool {
    matches!(status, RecordStatus::InForce)
}

fn waits(dealing: &Dealing) -> bool {
    matches!(dealing.state, State::Lodged)
}
