//! Certified extracts: files that prove what the chain's state was, to somebody who has no node and
//! does not trust whoever handed the file over.
//!
//! An extract has the header of a block; a GRANDPA justification, by which more than two thirds of
//! the authorities made it final; and a storage proof that leads from the header's state root to a
//! few keys. So it proves what was stored under these keys, and also under which of them there was
//! nothing. Every extract proves three more things of its state: the version of the runtime that
//! wrote it (so that no other layout is read into it), the hash of the chain's first block (so that
//! it is of this chain), and the time.
//!
//! What is believed is in another file, the [`Trust`]: the chain's genesis hash and a set of
//! authorities. Where it comes from decides what extracts are worth: from a node of one's own, or
//! from the chain specification. Where the authorities have changed since, an extract leads from the
//! trusted set to the present one by handoffs: the last block of each set, which names the next one,
//! with its justification.
//!
//! What an extract does not prove is what happened since its block: how old it may be is for whoever
//! relies on it to decide. Nor does it prove anything against two thirds of the authorities that sign
//! two histories, or against somebody who got hold of the keys of a set that has long stepped down:
//! a trust file is to be renewed from time to time.
//!
//! - [`make`], [`trust`]: making both from a node, or the trust file from a chain specification.
//! - [`check`]: everything that is checked, in which order.
//! - [`finality`], [`proof`], [`layout`]: the three parts of a check.
//! - [`attestation`]: what an extract says of an attestation.
//! - [`ExtractFacts`]: the same for checking presentations.
//!
//! Properties that always hold: checking reads nothing but the two files; with any byte of the
//! extract changed it is refused; nothing in the file is taken for a fact, only what is decoded from
//! proven values.

pub mod attestation;
mod check;
mod error;
mod facts;
mod file;
pub mod finality;
pub mod hex_bytes;
pub mod layout;
pub mod make;
pub mod proof;
pub mod trust;
pub mod view;

pub use check::{check, Checked};
pub use error::{ExtractError, FinalityError};
pub use facts::ExtractFacts;
pub use file::{
    About, Authorities, Authority, Entry, Extract, HandoffFile, Trust, LONGEST, MAX_KEYS,
};

#[cfg(test)]
pub(crate) mod tests;
