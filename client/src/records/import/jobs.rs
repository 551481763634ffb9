//! What is sent: dealings lodged, and approved, many in one transaction.

use subxt::tx::Payload;

use crate::{
    attestations::import::queue::Jobs,
    connection::{AccountId, At, Chain, Hash},
    errors::Result,
    records::{
        acts,
        import::{
            plan::Mark,
            rows::{Row, Status},
            world::{Fate, Reader},
        },
        types::{
            Act, BoundedVec, Call, Content, CorrectionReason, Ownership, RuntimeCall, StrikeReason,
            TitleClass,
        },
        DealingId, RecordId,
    },
    registers::{days::Day, RegisterId},
};

/// A row that can be lodged.
#[derive(Clone, Debug)]
pub struct Lodging {
    /// Which of the rows.
    pub row: usize,
    /// By what the chain knows it.
    pub mark: Mark,
    /// The record that it is about; none for a first registration.
    pub record: Option<RecordId>,
    /// What it says of its disposal.
    pub status: Status,
    /// The date of transfer.
    pub day: Day,
    /// The commitment to its fields.
    pub commitment: Hash,
}

impl Lodging {
    /// The lodging of a row.
    pub fn new(
        index: usize,
        row: &Row,
        mark: Mark,
        record: Option<RecordId>,
        commitment: Hash,
    ) -> Self {
        Self { row: index, mark, record, status: row.status, day: row.day, commitment }
    }

    /// What is to be entered. The clerk asks for a correction, for nobody else did.
    fn act(&self, clerk: &AccountId) -> Act {
        let content = Content { commitment: self.commitment, measure: 0, service: None };
        match self.status {
            Status::Added => Act::Register {
                name: self.mark.name,
                content,
                class: TitleClass::Unclassed,
                ownership: Ownership::NotStated,
                cites: None,
            },
            Status::Changed => Act::Correct {
                content: Some(content),
                class: None,
                ownership: None,
                until: None,
                reason: CorrectionReason::SourceChanged,
                asked_by: *clerk,
            },
            Status::Deleted => Act::StrikeOff { reason: StrikeReason::SourceWithdrawn },
        }
    }
}

/// Rows that are lodged, some in each transaction: all of them or none.
pub struct Lodgings<'a> {
    /// The chain.
    pub chain: &'a Chain,
    /// The register.
    pub register: RegisterId,
    /// Who lodges.
    pub clerk: AccountId,
    /// What each transaction lodges; none of them is empty.
    pub batches: Vec<Vec<Lodging>>,
}

impl Jobs for Lodgings<'_> {
    async fn missing(&self, at: &At, of: &[usize]) -> Result<Vec<usize>> {
        let first = |job: &usize| Some((*job, self.batches.get(*job)?.first()?.mark));
        let (jobs, marks): (Vec<usize>, Vec<Mark>) = of.iter().filter_map(first).unzip();
        let reader = Reader { chain: self.chain, at, register: self.register };
        let fates = reader.fates(&marks).await?;
        let missing = jobs.into_iter().zip(fates).filter(|(_, fate)| *fate == Fate::Unknown);
        Ok(missing.map(|(job, _)| job).collect())
    }

    fn call(&self, job: usize) -> impl Payload {
        let batch = self.batches.get(job).map_or(&[][..], Vec::as_slice);
        let lodge = |it: &Lodging| {
            let act = it.act(&self.clerk);
            acts::lodging(self.register, it.record, act, it.mark.instrument, Some(it.day))
        };
        acts::batch_all(batch.iter().map(lodge).collect())
    }
}

/// Dealings that are approved, some in each transaction: all of them or none.
pub struct Approvals<'a> {
    /// The chain.
    pub chain: &'a Chain,
    /// The register.
    pub register: RegisterId,
    /// What each transaction approves; none of them is empty.
    pub batches: Vec<Vec<DealingId>>,
}

impl Jobs for Approvals<'_> {
    async fn missing(&self, at: &At, of: &[usize]) -> Result<Vec<usize>> {
        let first = |job: &usize| Some((*job, *self.batches.get(*job)?.first()?));
        let (jobs, dealings): (Vec<usize>, Vec<DealingId>) = of.iter().filter_map(first).unzip();
        let reader = Reader { chain: self.chain, at, register: self.register };
        let lodged = reader.lodged(&dealings).await?;
        let missing = jobs.into_iter().zip(dealings).filter(|(_, first)| lodged.contains(first));
        Ok(missing.map(|(job, _)| job).collect())
    }

    fn call(&self, job: usize) -> impl Payload {
        let batch = self.batches.get(job).map_or(&[][..], Vec::as_slice);
        let register = self.register;
        let call = match batch {
            [dealing] => Call::approve { register, dealing: *dealing },
            several => Call::approve_batch { register, dealings: BoundedVec(several.to_vec()) },
        };
        acts::batch_all(vec![RuntimeCall::Records(call)])
    }
}
