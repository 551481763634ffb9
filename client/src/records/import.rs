//! Imports Price Paid Data: a register of *disposals*.
//!
//! A row of these files names a disposal by its id, and says whether it was added, changed or
//! withdrawn. It names neither a title nor its holder, and several disposals share an address. So a
//! record stands for a disposal; its name is a keyed hash of the id; whose it is is not stated, and
//! nobody can transfer it until the register's authority has stated an owner.
//!
//! | row | dealing | effective |
//! |---|---|---|
//! | `A`, added | first registration | on the date of transfer |
//! | `C`, changed | correction, because the source changed | on the date of transfer |
//! | `D`, deleted | striking off, because the source withdrew it | on the date of transfer |
//!
//! # What the chain gets
//!
//! A name, a commitment to the salted fields, an instrument and a day: no address, no price and no
//! id. Name and instrument are hashes under a key that lies in the register's vault. The files are
//! public, so a plain hash of an id, or of a file and a line, would lead whoever has the file from a
//! record to its address. The key does not hide what the day and the order of the entries tell
//! somebody who holds the very file against them.
//!
//! # Once, whatever breaks
//!
//! A row is known by the SHA-256 hash of its file and its line, which under the key is the
//! instrument of its dealing. What is on the day list or in a version with that instrument is not
//! lodged again. The salts of all rows are in the vault, on the disk, before anything is sent. So an
//! import that was interrupted goes on where it was, and a second run changes nothing.
//!
//! - [`cells`]: the cells of a line.
//! - [`rows`]: the rows of the files, and what is wrong with one.
//! - [`plan`]: what each row needs, given what the chain has.
//! - [`world`]: what the chain has.
//! - [`keep`]: fields and salts, in the vault.
//! - [`jobs`]: what is sent.
//! - [`mod@run`]: all of that together.

pub mod cells;
pub mod jobs;
pub mod keep;
mod meter;
pub mod plan;
pub mod rows;
pub mod run;
pub mod world;

use serde::Serialize;

pub use crate::attestations::import::{Progress, Refused};
pub use run::{look, run, Officers, Options};

/// What came of an import.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Report {
    /// How many disposals this run has registered.
    pub added: u64,
    /// How many corrections it has entered.
    pub changed: u64,
    /// How many disposals it has struck off.
    pub struck: u64,
    /// The rows that were skipped, in their order.
    pub refused: Vec<Refused>,
    /// How many records of the register are in force now.
    pub in_force: u64,
    /// How many rows wait: for their notice, for a registrar, or for another row that does.
    #[serde(skip)]
    pub waiting: u64,
}
