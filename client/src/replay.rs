//! Plays a vote that really took place again, on a chain: every voter with a key of its own.
//!
//! What a replay does next it reads from the chain, never from a file of its own. So it can be
//! interrupted at any time, or the node can, even if the node's last blocks are lost: run again, it
//! sends what is missing and ends on the same figures.
//!
//! - [`csv`]: the table of votes.
//! - [`plan`]: who votes what with which key.
//! - [`crowd`]: brings thousands of accounts to a state, many transactions in flight.
//! - [`run`]: the steps from the first transfer to the payment.
//! - [`meter`]: what it took.

pub mod crowd;
pub mod csv;
pub mod meter;
pub mod plan;
pub mod run;

use serde::Serialize;

use crate::{
    amounts,
    errors::{Error, Result},
    replay::{csv::Counting, plan::Plan},
};

/// The steps of a replay, in their order.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// Every voter gets an account with its tokens.
    Fund,
    /// Every voter stakes them.
    Stake,
    /// New stake waits until it counts.
    WarmUp,
    /// The proposal is submitted and sponsored.
    Propose,
    /// It is public before its decision can start.
    Prepare,
    /// Every voter casts its ballot.
    Vote,
    /// It has to keep passing.
    Confirm,
    /// The approved call waits before it runs.
    Timelock,
    /// The treasury pays.
    Pay,
}

/// Is told how a replay is getting on.
pub trait Observer: Send + Sync {
    /// A step begins; it has `total` parts.
    fn begin(&self, step: Step, total: u64);
    /// So many parts of the step are done.
    fn progress(&self, step: Step, done: u64);
    /// The step is done.
    fn end(&self, step: Step);
    /// Something worth knowing that is not a step: the connection broke, it is resumed.
    fn note(&self, text: &str);
}

/// Is told and says nothing.
pub struct Silent;

impl Observer for Silent {
    fn begin(&self, _: Step, _: u64) {}
    fn progress(&self, _: Step, _: u64) {}
    fn end(&self, _: Step) {}
    fn note(&self, _: &str) {}
}

/// What came of a replay.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Report {
    /// The power that says aye, as the chain counted it, in THG.
    #[serde(serialize_with = "as_micro")]
    pub aye: u128,
    /// The power that says nay, as the chain counted it, in THG.
    #[serde(serialize_with = "as_micro")]
    pub nay: u128,
    /// How many accounts have cast a ballot.
    pub voters: u64,
    /// `paid` if the money has arrived; otherwise what became of the proposal.
    pub outcome: String,
    /// Which rows count.
    pub counts: &'static str,
    /// How many rows the table has.
    pub rows: u64,
    /// The proposal.
    pub proposal: u32,
    /// What the treasury has paid, in THG.
    #[serde(serialize_with = "as_plain")]
    pub paid: u128,
    /// Whom it has paid.
    pub beneficiary: String,
    /// The block in which the proposal was executed, if it was.
    pub executed_at: Option<u32>,
    /// What this run of the replay took.
    pub took: Took,
}

impl Report {
    /// Whether the chain came to what the table adds up to, and has paid.
    ///
    /// # Errors
    /// [`Error::Outcome`], with both figures.
    pub fn check(&self, plan: &Plan) -> Result<()> {
        let (aye, nay) = (plan.power(true), plan.power(false));
        if (self.aye, self.nay) != (aye, nay) {
            return Err(Error::Outcome(format!(
                "the chain counted {} aye and {} nay, and the table adds up to {} and {}",
                amounts::micro(self.aye),
                amounts::micro(self.nay),
                amounts::micro(aye),
                amounts::micro(nay)
            )));
        }
        match self.paid {
            0 => Err(Error::Outcome(format!("nothing was paid: the proposal is {}", self.outcome))),
            _ => Ok(()),
        }
    }
}

/// What a run of a replay took. A run that resumes another counts only its own part.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Took {
    /// Blocks.
    pub blocks: u64,
    /// Signed transactions.
    pub transactions: u64,
    /// All fees, in THG.
    #[serde(serialize_with = "as_plain")]
    pub fees: u128,
    /// Thousandths of a second.
    pub milliseconds: u64,
}

impl Counting {
    /// What it counts, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::LastWins => "each voter's last row",
            Self::EveryRow => "every row, each with an account of its own",
        }
    }
}

fn as_micro<S: serde::Serializer>(units: &u128, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&amounts::micro(*units))
}

fn as_plain<S: serde::Serializer>(units: &u128, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&amounts::plain(*units))
}
