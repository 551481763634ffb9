//! What each pallet is bound to, one file a concern.

mod accounts;
mod balances;
pub mod consensus;
mod governance;
mod system;
pub mod treasury;

pub use accounts::ProxyType;
pub use system::RuntimeBlockWeights;
