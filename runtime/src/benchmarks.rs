//! The pallets whose weights `make weights` measures.

frame_benchmarking::define_benchmarks!(
    [pallet_attestations, Attestations]
    [pallet_proposals, Proposals]
    [pallet_voting, Voting]
    [pallet_dao_treasury, DaoTreasury]
    [pallet_records, Records]
);
