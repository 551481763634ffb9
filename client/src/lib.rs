//! Drives an Althing chain: what the `althing` command can do, this library can do.
//!
//! - [`connection`]: a node, and which block counts as "now".
//! - [`keys`]: who signs.
//! - [`submit`]: transactions, followed until they are in.
//! - [`proposals`], [`votes`], [`treasury`], [`status`]: what people do and look at.
//! - [`replay`]: a vote that really took place, played again by thousands of keys.
//! - [`story`]: the same, told to somebody who knows no blockchain.
//! - [`amounts`], [`errors`]: what all of them use.
//!
//! The chain is known by its metadata alone ([`chain`], made from [`metadata`]), never by the
//! runtime's code.

pub mod amounts;
pub mod chain;
pub mod connection;
pub mod errors;
pub mod keys;
pub mod metadata;
pub mod proposals;
pub mod replay;
pub mod status;
pub mod storage;
pub mod story;
pub mod submit;
pub mod treasury;
pub mod votes;
pub mod watch;

pub use connection::{AccountId, Chain, Wait};
pub use errors::{Error, Result};
pub use keys::{Key, KeySource};
