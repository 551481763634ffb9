//! Drives an Althing chain: what the `althing` command can do, this library can do.
//!
//! - [`connection`]: a node, and which block counts as "now".
//! - [`keys`]: who signs.
//! - [`submit`]: transactions, followed until they are in.
//! - [`proposals`], [`votes`], [`treasury`], [`status`]: what people do and look at.
//! - [`carried`]: calls that one account signs and another one sends and pays for.
//! - [`attestations`]: who attests what of whom, and who may rely on it.
//! - [`credentials`], [`wallets`], [`presentations`]: what is attested of somebody, as files; who
//!   keeps it, and how a part of it is shown and checked.
//! - [`erasures`], [`person_tags`], [`status_lists`]: what issuers and key holders do beside that.
//! - [`extracts`]: files that prove what the chain said, to somebody who has no node.
//! - [`registers`], [`records`]: what is entered in public registers, by whom, and what they said on
//!   which day.
//! - [`replay`]: a vote that really took place, played again by thousands of keys.
//! - [`story`]: the same, told to somebody who knows no blockchain.
//! - [`amounts`], [`errors`]: what all of them use.
//!
//! The chain is known by its metadata alone ([`chain`], made from [`metadata`]), never by the
//! runtime's code.

pub mod amounts;
pub mod attestations;
pub mod carried;
pub mod chain;
pub mod connection;
pub mod credentials;
pub mod erasures;
pub mod errors;
pub mod extracts;
pub mod keys;
pub mod metadata;
pub mod person_tags;
pub mod presentations;
pub mod proposals;
pub mod records;
pub mod registers;
pub mod replay;
pub mod status;
pub mod status_lists;
pub mod storage;
pub mod story;
pub mod submit;
pub mod treasury;
pub mod votes;
pub mod wallets;
pub mod watch;

pub use connection::{AccountId, Chain, Wait};
pub use errors::{Error, Result};
pub use keys::{Key, KeySource};
