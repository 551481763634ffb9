//! The tests of the node: one executable, for linking each takes long.

mod bursts;
mod chain_spec;
mod clock;
mod commands;
mod common;
mod database;
mod dev_chain;
mod shutdown;
