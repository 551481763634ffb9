//! What wallets and other clients learn of the runtime.

use althing_runtime::Runtime;
use codec::Decode;
use sp_core::OpaqueMetadata;

/// Runs where storage can be read: some constants are values of the chain.
fn with_state<R>(run: impl FnOnce() -> R) -> R {
    sp_io::TestExternalities::new_empty().execute_with(run)
}

#[test]
fn the_extensions_are_in_the_order_that_wallets_know() {
    let extensions = crate::common::metadata().extrinsic.signed_extensions;
    let names =
        extensions.iter().map(|extension| extension.identifier.as_str()).collect::<Vec<_>>();
    assert_eq!(
        names,
        [
            "CheckNonZeroSender",
            "CheckSpecVersion",
            "CheckTxVersion",
            "CheckGenesis",
            "CheckMortality",
            "CheckNonce",
            "CheckWeight",
            "ChargeTransactionPayment",
            "CheckMetadataHash",
            "WeightReclaim",
        ]
    );
}

#[test]
fn metadata_comes_in_the_versions_that_clients_read() {
    let versions = with_state(Runtime::metadata_versions);
    for version in [14, 15, 16] {
        assert!(versions.contains(&version));
        let metadata: OpaqueMetadata =
            with_state(|| Runtime::metadata_at_version(version)).expect("the version is listed");
        let (magic, stated) = <(u32, u8)>::decode(&mut &metadata[..]).unwrap();
        assert_eq!((magic, u32::from(stated)), (0x6174_656d, version));
    }
}

#[test]
fn every_pallet_keeps_its_index() {
    let mut pallets = crate::common::metadata().pallets;
    pallets.sort_by_key(|pallet| pallet.index);
    let pallets =
        pallets.iter().map(|pallet| (pallet.index, pallet.name.as_str())).collect::<Vec<_>>();
    assert_eq!(
        pallets,
        [
            (0, "System"),
            (1, "Timestamp"),
            (2, "Aura"),
            (3, "Grandpa"),
            (4, "Session"),
            (5, "Historical"),
            (6, "Authorship"),
            (7, "Clock"),
            (10, "Balances"),
            (11, "TransactionPayment"),
            (20, "Preimage"),
            (21, "Scheduler"),
            (22, "Utility"),
            (23, "Multisig"),
            (24, "Proxy"),
            (30, "Proposals"),
            (31, "Voting"),
            (32, "DaoTreasury"),
        ]
    );
}
