//! What the calls of our own pallets cost, as measured by `make weights`. Every other file of this
//! directory is generated; the stock pallets use the weights they come with.

pub mod pallet_attestations;
pub mod pallet_dao_treasury;
pub mod pallet_proposals;
pub mod pallet_records;
pub mod pallet_voting;
