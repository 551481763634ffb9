//! Issues many attestations from a table.
//!
//! The issuer's records, an encrypted vault, are the journal: before anything is submitted, the
//! salted claims of all rows are in there. What is to do next follows from the records and from the
//! chain. So an import can be interrupted at any time, or the node can; run again, it submits what is
//! missing, with the same salts and commitments, and a run that finds everything issued changes
//! nothing.
//!
//! - [`table`]: the rows, and what is wrong with one.
//! - [`plan`]: what each row needs, given the records and the chain.
//! - [`files`]: the offers that subjects sign, and their consents.
//! - [`queue`]: brings transactions of one account to the chain, many in flight.
//! - [`mod@run`]: all of that together.

pub mod files;
pub mod plan;
pub mod queue;
pub mod run;
pub mod table;

use serde::Serialize;

pub use run::{run, Options};

/// Is told how an import is getting on.
pub trait Progress: Send + Sync {
    /// So many attestations are to be issued.
    fn begin(&self, total: u64);
    /// So many of them are.
    fn done(&self, done: u64);
    /// There is nothing more to do.
    fn end(&self);
    /// Something worth knowing.
    fn note(&self, text: &str);
}

/// What came of an import.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Report {
    /// How many attestations this run has issued.
    pub added: u64,
    /// How many rows were issued already, by this import before.
    pub already: u64,
    /// How many rows wait for the consent of their subjects.
    pub waiting: u64,
    /// The rows that were skipped, in their order.
    pub refused: Vec<Refused>,
}

/// A row that was skipped.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Refused {
    /// The file.
    pub file: String,
    /// The line, counted from 1 with the header.
    pub line: u64,
    /// Why.
    pub reason: String,
}
