//! The chain as its metadata describes it: calls, storage, events, runtime APIs, and their types.
//!
//! Generated from `artifacts/metadata.scale`, which `make metadata` fetches from the built node. A
//! client whose file has drifted from the chain refuses to sign instead of sending another call.

#[subxt::subxt(
    runtime_metadata_path = "artifacts/metadata.scale",
    derive_for_all_types = "Clone, Eq, PartialEq"
)]
#[allow(missing_docs, clippy::all)]
mod generated {}

pub use generated::*;
