//! What each pallet is bound to, one file a concern.

mod accounts;
pub mod assets;
mod attestations;
mod balances;
mod carried;
pub mod consensus;
mod governance;
mod records;
mod system;
pub mod treasury;

pub use accounts::ProxyType;
pub use system::RuntimeBlockWeights;
