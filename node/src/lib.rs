//! The Althing node: Aura and GRANDPA, or a development chain that seals its blocks at once.
//!
//! Which of the two it is, the chain specification says.
//!
//! - [`command`]: from the command line to what is done.
//! - [`chain_spec`]: the presets, and chain specifications from files.
//! - [`engine`]: how blocks come about and become final.
//! - [`service`]: what both engines share.
//! - [`pool_tasks`]: runs the pool's tasks so that a stop is no failure.
//! - [`database`]: opens a database, or refuses it with advice.
//! - [`rpc`]: the methods that are not every node's.

#![allow(clippy::result_large_err, reason = "the error is the SDK's, which every command returns")]

pub mod chain_spec;
pub mod cli;
pub mod command;
pub mod database;
pub mod engine;
pub mod pool_tasks;
pub mod rpc;
pub mod service;
