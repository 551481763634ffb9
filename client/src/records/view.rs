//! Records, dealings, and all about them, as people and programs read them: amounts exact, days as
//! texts, reasons by word.

mod dealing;
mod history;
mod record;
mod work;

pub use dealing::{ConsentView, DealingView, ObjectionView, WaitView};
pub use history::{CorrectionView, FactView, RedactionView, StatementView, VersionView};
pub use record::{BurdensView, CautionView, ContentView, EncumbranceView, FreezeView, RecordView};
pub use work::{Task, WorkItem};

use serde::Serialize;

use crate::{
    records::types::Citation,
    registers::{days, types::Deadline},
};

/// The last moment for something: it has passed when both its day and its block have.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct DeadlineView {
    /// The last day.
    pub day: String,
    /// The last block.
    pub block: u32,
}

impl From<&Deadline> for DeadlineView {
    fn from(deadline: &Deadline) -> Self {
        Self { day: days::text(deadline.day), block: deadline.block }
    }
}

impl DeadlineView {
    /// In words.
    pub fn words(&self) -> String {
        format!("{} (and not before block {})", self.day, self.block)
    }
}

/// What a version refers to, as it is written.
pub fn citation(cites: &Citation) -> String {
    match cites {
        Citation::Proposal { id, receipt } => {
            format!("proposal:{id}/0x{}", hex::encode(receipt.0))
        }
        Citation::Attestation { schema, subject } => {
            format!("attestation:{schema}/0x{}", hex::encode(subject.0))
        }
        Citation::Record { register, record, version } => {
            format!("record:{register}/{record}/{version}")
        }
    }
}
