//! The client against a running node. `make e2e` builds both and runs these; they take minutes.

mod support;

#[path = "e2e/attest.rs"]
mod attest;
#[path = "e2e/carried.rs"]
mod carried;
#[path = "e2e/constitution.rs"]
mod constitution;
#[path = "e2e/errors.rs"]
mod errors;
#[path = "e2e/journey.rs"]
mod journey;
#[path = "e2e/land.rs"]
mod land;
#[path = "e2e/records.rs"]
mod records;
#[path = "e2e/replay.rs"]
mod replay;
