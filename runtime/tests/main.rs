//! The runtime as a whole, over real blocks. One binary, for each would compile the runtime anew.

mod common;

mod ballots;
mod blocks;
mod clock;
mod executions;
mod fees;
mod metadata;
mod no_sudo;
mod payouts;
mod presets;
mod sessions;
mod stopping;
mod vote_lifecycle;
