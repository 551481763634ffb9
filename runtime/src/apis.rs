//! What the node and clients may ask of the runtime.

#![allow(clippy::panic, reason = "try-runtime reports by panicking, and never on a chain")]

use alloc::vec::Vec;

use althing_primitives::{
    apis::{AccountSay, Position, Statement as TreasuryStatement},
    eligibility::{PersonTag, PolicyVersion, Purpose, Unmet},
    ProposalId,
};
use codec::Encode;
use frame_support::{
    genesis_builder_helper::{build_state, get_preset},
    view_functions::{ViewFunctionDispatchError, ViewFunctionId},
    weights::Weight,
};
use pallet_grandpa::AuthorityId as GrandpaId;
use pallet_records::{
    Burden, BurdenNumber, Day, Dealing, DealingId, Party, RecordId, RegisterId, Statement, Version,
    VersionNumber,
};
use pallet_transaction_payment::{FeeDetails, RuntimeDispatchInfo};
use sp_api::impl_runtime_apis;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::{
    AuthorityList, EquivocationProof, OpaqueKeyOwnershipProof, SetId, KEY_TYPE as GRANDPA_KEY,
};
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_genesis_builder::PresetId;
use sp_inherents::{CheckInherentsResult, InherentData};
use sp_runtime::{
    traits::{Block as BlockT, NumberFor},
    transaction_validity::{TransactionSource, TransactionValidity},
    ApplyExtrinsicResult, DispatchError, ExtrinsicInclusionMode,
};
use sp_session::OpaqueGeneratedSessionKeys;
use sp_version::RuntimeVersion;

use crate::{
    genesis_presets, AccountId, Attestations, Aura, Balance, Block, BlockNumber, DaoTreasury,
    Executive, Grandpa, Hash, Header, Historical, InherentDataExt, Nonce, Proposals, Records,
    Runtime, RuntimeCall, RuntimeGenesisConfig, SessionKeys, System, TransactionPayment,
    UncheckedExtrinsic, Voting, VERSION,
};

impl_runtime_apis! {
    impl sp_api::Core<Block> for Runtime {
        fn version() -> RuntimeVersion {
            VERSION
        }

        fn execute_block(block: <Block as BlockT>::LazyBlock) {
            Executive::execute_block(block)
        }

        fn initialize_block(header: &Header) -> ExtrinsicInclusionMode {
            Executive::initialize_block(header)
        }
    }

    impl sp_api::Metadata<Block> for Runtime {
        fn metadata() -> OpaqueMetadata {
            OpaqueMetadata::new(Runtime::metadata().into())
        }

        fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
            Runtime::metadata_at_version(version)
        }

        fn metadata_versions() -> Vec<u32> {
            Runtime::metadata_versions()
        }
    }

    impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
        fn execute_view_function(
            id: ViewFunctionId,
            input: Vec<u8>,
        ) -> Result<Vec<u8>, ViewFunctionDispatchError> {
            Runtime::execute_view_function(id, input)
        }
    }

    impl sp_block_builder::BlockBuilder<Block> for Runtime {
        fn apply_extrinsic(extrinsic: UncheckedExtrinsic) -> ApplyExtrinsicResult {
            Executive::apply_extrinsic(extrinsic)
        }

        fn finalize_block() -> Header {
            Executive::finalize_block()
        }

        fn inherent_extrinsics(data: InherentData) -> Vec<UncheckedExtrinsic> {
            data.create_extrinsics()
        }

        fn check_inherents(
            block: <Block as BlockT>::LazyBlock,
            data: InherentData,
        ) -> CheckInherentsResult {
            data.check_extrinsics(&block)
        }
    }

    impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
        fn validate_transaction(
            source: TransactionSource,
            transaction: UncheckedExtrinsic,
            at: Hash,
        ) -> TransactionValidity {
            Executive::validate_transaction(source, transaction, at)
        }
    }

    impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
        fn offchain_worker(header: &Header) {
            Executive::offchain_worker(header)
        }
    }

    impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
        fn slot_duration() -> sp_consensus_aura::SlotDuration {
            sp_consensus_aura::SlotDuration::from_millis(Aura::slot_duration())
        }

        fn authorities() -> Vec<AuraId> {
            pallet_aura::Authorities::<Runtime>::get().into_inner()
        }
    }

    impl sp_session::SessionKeys<Block> for Runtime {
        fn generate_session_keys(
            owner: Vec<u8>,
            seed: Option<Vec<u8>>,
        ) -> OpaqueGeneratedSessionKeys {
            SessionKeys::generate(&owner, seed).into()
        }

        fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
            SessionKeys::decode_into_raw_public_keys(&encoded)
        }
    }

    impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
        fn grandpa_authorities() -> AuthorityList {
            Grandpa::grandpa_authorities()
        }

        fn current_set_id() -> SetId {
            pallet_grandpa::CurrentSetId::<Runtime>::get()
        }

        fn submit_report_equivocation_unsigned_extrinsic(
            equivocation: EquivocationProof<Hash, NumberFor<Block>>,
            ownership: OpaqueKeyOwnershipProof,
        ) -> Option<()> {
            Grandpa::submit_unsigned_equivocation_report(equivocation, ownership.decode()?)
        }

        fn generate_key_ownership_proof(
            _: SetId,
            authority: GrandpaId,
        ) -> Option<OpaqueKeyOwnershipProof> {
            use frame_support::traits::KeyOwnerProofSystem;

            Historical::prove((GRANDPA_KEY, authority))
                .map(|proof| OpaqueKeyOwnershipProof::new(proof.encode()))
        }
    }

    impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
        fn account_nonce(account: AccountId) -> Nonce {
            System::account_nonce(account)
        }
    }

    impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance>
        for Runtime
    {
        fn query_info(transaction: UncheckedExtrinsic, length: u32) -> RuntimeDispatchInfo<Balance> {
            TransactionPayment::query_info(transaction, length)
        }

        fn query_fee_details(transaction: UncheckedExtrinsic, length: u32) -> FeeDetails<Balance> {
            TransactionPayment::query_fee_details(transaction, length)
        }

        fn query_weight_to_fee(weight: Weight) -> Balance {
            TransactionPayment::weight_to_fee(weight)
        }

        fn query_length_to_fee(length: u32) -> Balance {
            TransactionPayment::length_to_fee(length)
        }
    }

    impl
        pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<
            Block,
            Balance,
            RuntimeCall,
        > for Runtime
    {
        fn query_call_info(call: RuntimeCall, length: u32) -> RuntimeDispatchInfo<Balance> {
            TransactionPayment::query_call_info(call, length)
        }

        fn query_call_fee_details(call: RuntimeCall, length: u32) -> FeeDetails<Balance> {
            TransactionPayment::query_call_fee_details(call, length)
        }

        fn query_weight_to_fee(weight: Weight) -> Balance {
            TransactionPayment::weight_to_fee(weight)
        }

        fn query_length_to_fee(length: u32) -> Balance {
            TransactionPayment::length_to_fee(length)
        }
    }

    impl althing_primitives::apis::ProposalsApi<Block> for Runtime {
        fn position(id: ProposalId) -> Option<Position> {
            Proposals::position(id)
        }
    }

    impl althing_primitives::apis::VotingApi<Block, AccountId> for Runtime {
        fn say(who: AccountId) -> AccountSay<AccountId> {
            Voting::say(who)
        }
    }

    impl althing_primitives::apis::TreasuryApi<Block, AccountId> for Runtime {
        fn statement() -> TreasuryStatement<AccountId> {
            DaoTreasury::statement()
        }
    }

    impl althing_primitives::apis::AttestationsApi<Block, AccountId> for Runtime {
        fn standing(
            who: AccountId,
            policy: PolicyVersion,
            at: BlockNumber,
            purpose: Purpose,
        ) -> Result<Option<PersonTag>, Unmet> {
            Attestations::standing(who, policy, at, purpose)
        }

        fn frozen_until(who: AccountId) -> Option<BlockNumber> {
            Attestations::frozen_until(who)
        }

        fn bond_left(issuer: u32) -> Balance {
            Attestations::bond_left(issuer)
        }
    }

    impl
        althing_primitives::apis::RecordsApi<
            Block,
            Statement<AccountId>,
            Version<AccountId>,
            Dealing<AccountId>,
            Party<AccountId>,
            Burden<AccountId>,
        > for Runtime
    {
        fn said_on(
            register: RegisterId,
            record: RecordId,
            day: Day,
        ) -> Option<Statement<AccountId>> {
            Records::said_on(register, record, day)
        }

        fn known_on(
            register: RegisterId,
            record: RecordId,
            day: Day,
        ) -> Option<Statement<AccountId>> {
            Records::known_on(register, record, day)
        }

        fn history(
            register: RegisterId,
            record: RecordId,
            first: VersionNumber,
            limit: u32,
        ) -> Vec<(VersionNumber, Version<AccountId>)> {
            Records::history(register, record, first, limit)
        }

        fn day_list(
            register: RegisterId,
            first: DealingId,
            limit: u32,
        ) -> Vec<(DealingId, Dealing<AccountId>)> {
            Records::day_list(register, first, limit)
        }

        fn consents_missing(register: RegisterId, dealing: DealingId) -> Vec<Party<AccountId>> {
            Records::consents_missing(register, dealing)
        }

        fn waits_for(register: RegisterId, dealing: DealingId) -> Option<DispatchError> {
            Records::waits_for(register, dealing)
        }

        fn burdens_at(
            register: RegisterId,
            record: RecordId,
            version: VersionNumber,
            first: BurdenNumber,
            limit: u32,
        ) -> Vec<Burden<AccountId>> {
            Records::burdens_at(register, record, version, first, limit)
        }
    }

    impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
        fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
            build_state::<RuntimeGenesisConfig>(config)
        }

        fn get_preset(id: &Option<PresetId>) -> Option<Vec<u8>> {
            get_preset::<RuntimeGenesisConfig>(id, genesis_presets::get_preset)
        }

        fn preset_names() -> Vec<PresetId> {
            genesis_presets::preset_names()
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    impl frame_benchmarking::Benchmark<Block> for Runtime {
        fn benchmark_metadata(
            extra: bool,
        ) -> (Vec<frame_benchmarking::BenchmarkList>, Vec<frame_support::traits::StorageInfo>) {
            use crate::*;
            use frame_benchmarking::BenchmarkList;
            use frame_support::traits::StorageInfoTrait;

            let mut list = Vec::<BenchmarkList>::new();
            list_benchmarks!(list, extra);
            (list, AllPalletsWithSystem::storage_info())
        }

        fn dispatch_benchmark(
            config: frame_benchmarking::BenchmarkConfig,
        ) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
            use crate::*;
            use frame_benchmarking::BenchmarkBatch;
            use frame_support::traits::WhitelistedStorageKeys;

            let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
            let mut batches = Vec::<BenchmarkBatch>::new();
            let params = (&config, &whitelist);
            add_benchmarks!(params, batches);
            Ok(batches)
        }
    }

    #[cfg(feature = "try-runtime")]
    impl frame_try_runtime::TryRuntime<Block> for Runtime {
        fn on_runtime_upgrade(checks: frame_try_runtime::UpgradeCheckSelect) -> (Weight, Weight) {
            match Executive::try_runtime_upgrade(checks) {
                Ok(weight) => (weight, crate::configs::RuntimeBlockWeights::get().max_block),
                Err(error) => panic!("the upgrade failed: {error:?}"),
            }
        }

        fn execute_block(
            block: <Block as BlockT>::LazyBlock,
            state_root_check: bool,
            signature_check: bool,
            select: frame_try_runtime::TryStateSelect,
        ) -> Weight {
            match Executive::try_execute_block(block, state_root_check, signature_check, select) {
                Ok(weight) => weight,
                Err(error) => panic!("the block failed: {error:?}"),
            }
        }
    }
}
