//! The runtime as a whole, over real blocks. One binary, for each would compile the runtime anew.

mod common;

mod assets;
mod attested;
mod ballots;
mod blocks;
mod carried;
mod clock;
mod costs;
mod executions;
mod fees;
mod freezer;
mod freezes;
mod frozen;
mod issuing;
mod metadata;
mod no_sudo;
mod payouts;
mod presets;
mod records;
mod sessions;
mod stopping;
mod vote_lifecycle;
