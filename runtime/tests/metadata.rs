//! What wallets and other clients learn of the runtime.

use althing_primitives::{
    apis::{
        runtime_decl_for_attestations_api::AttestationsApiV1,
        runtime_decl_for_proposals_api::ProposalsApiV1,
        runtime_decl_for_treasury_api::TreasuryApiV1, runtime_decl_for_voting_api::VotingApiV1,
    },
    eligibility::Purpose,
};
use althing_runtime::Runtime;
use codec::{Decode, Encode};
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use frame_support::view_functions::ViewFunctionId;
use sp_core::OpaqueMetadata;
use sp_keyring::Sr25519Keyring;

use crate::common::{attestations::*, Chain};

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
            (12, "Assets"),
            (13, "AssetsFreezer"),
            (20, "Preimage"),
            (21, "Scheduler"),
            (22, "Utility"),
            (23, "Multisig"),
            (24, "Proxy"),
            (25, "VerifySignature"),
            (26, "MetaTx"),
            (30, "Proposals"),
            (31, "Voting"),
            (32, "DaoTreasury"),
            (33, "Attestations"),
            (34, "Records"),
        ]
    );
}

/// Asks a view function, found by its name as a client does.
pub fn view(chain: &mut Chain, pallet: &str, function: &str, input: impl Encode) -> Vec<u8> {
    let metadata = with_state(|| Runtime::metadata_at_version(16)).unwrap();
    let RuntimeMetadata::V16(metadata) =
        RuntimeMetadataPrefixed::decode(&mut &metadata[..]).unwrap().1
    else {
        panic!("another version than asked for")
    };
    let pallet = metadata.pallets.iter().find(|candidate| candidate.name == pallet).unwrap();
    let mut functions = pallet.view_functions.iter();
    let id = functions.find(|candidate| candidate.name == function).unwrap().id;
    let id = ViewFunctionId::decode(&mut &id[..]).unwrap();
    chain.read(|| Runtime::execute_view_function(id, input.encode())).unwrap()
}

#[test]
fn view_functions_answer_as_the_runtime_apis_do() {
    let mut chain = Chain::new("local");
    let alice = Sr25519Keyring::Alice.to_account_id();
    assert_eq!(
        view(&mut chain, "Proposals", "position", 0_u32),
        chain.read(|| Runtime::position(0)).encode()
    );
    assert_eq!(
        view(&mut chain, "Voting", "say", alice.clone()),
        chain.read(|| Runtime::say(alice)).encode()
    );
    assert_eq!(
        view(&mut chain, "DaoTreasury", "statement", ()),
        chain.read(Runtime::statement).encode()
    );

    let schema = chain.schema(people());
    let issuer = chain.bonded_issuer(schema, Sr25519Keyring::Charlie);
    let policy = chain.policy(asks_for(schema, 2));
    chain.attest(issuer, Sr25519Keyring::Charlie, Sr25519Keyring::Bob);
    let bob = Sr25519Keyring::Bob.to_account_id();
    chain.freeze(&bob, 10);
    for purpose in [Purpose::Act, Purpose::Speak] {
        let at = chain.height();
        let answer = chain.read(|| Runtime::standing(bob.clone(), policy, at, purpose));
        assert_eq!(answer.is_ok(), purpose == Purpose::Speak);
        let asked = (bob.clone(), policy, at, purpose);
        assert_eq!(view(&mut chain, "Attestations", "standing", asked), answer.encode());
    }
    assert_eq!(
        view(&mut chain, "Attestations", "frozen_until", bob.clone()),
        chain.read(|| Runtime::frozen_until(bob)).encode()
    );
    assert_eq!(
        view(&mut chain, "Attestations", "bond_left", issuer),
        chain.read(|| Runtime::bond_left(issuer)).encode()
    );
}
