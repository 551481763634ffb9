//! A chain in memory, made of real blocks: a header with its slot, the inherent that sets the time,
//! transactions with real signatures, and the hash that leads to the next.

#![allow(dead_code, reason = "no test uses all of it")]

pub mod attestations;
pub mod carried;
pub mod governance;

use althing_runtime::{
    clock::Chosen, genesis_presets, AccountId, Block, Executive, Header, Runtime, RuntimeCall,
    RuntimeEvent, RuntimeGenesisConfig, SignedPayload, System, TxExtension, UncheckedExtrinsic,
};
use codec::Encode;
use frame_metadata::{v14::RuntimeMetadataV14, RuntimeMetadata};
use frame_support::{assert_ok, genesis_builder_helper::build_state};
use serde_json::Value;
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::{storage::StateVersion, H256};
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
    generic::Era,
    traits::{Block as _, Header as _},
    ApplyExtrinsicResult, Digest, DigestItem, DispatchResult, MultiAddress, MultiSignature,
};

/// Noon of a day in 2026, in milliseconds.
pub const NOON: u64 = 1_795_176_000_000;

/// A chain, and the header of its best block.
pub struct Chain {
    state: TestExternalities,
    /// The best block.
    pub head: Header,
    /// The time of the best block.
    pub time: u64,
    /// By how much the next block is later.
    pub step: u64,
}

impl Chain {
    /// A chain in its genesis block.
    pub fn new(preset: &str) -> Self {
        let mut state = TestExternalities::new_empty();
        let genesis = serde_json::to_vec(&genesis(preset)).unwrap();
        state.execute_with(|| build_state::<RuntimeGenesisConfig>(genesis).unwrap());
        let step = state.execute_with(pallet_aura::Pallet::<Runtime>::slot_duration);
        let root = state.execute_with(root);
        let head = Header::new(0, Default::default(), root, Default::default(), Digest::default());
        // Clients sign for this hash; the chain learns it with the first block.
        state.execute_with(|| frame_system::BlockHash::<Runtime>::insert(0, head.hash()));
        state.commit_all().unwrap();
        Self { state, head, time: NOON, step }
    }

    /// Looks at the state, as of the best block.
    pub fn read<R>(&mut self, look: impl FnOnce() -> R) -> R {
        self.state.execute_with(look)
    }

    /// The number of the best block.
    pub fn height(&self) -> u32 {
        self.head.number
    }

    /// Makes a block of these transactions, in the next slot.
    pub fn block(&mut self, transactions: Vec<UncheckedExtrinsic>) -> Vec<ApplyExtrinsicResult> {
        self.block_at(self.time + self.step, transactions).1
    }

    /// Makes a block of these transactions, at this time.
    pub fn block_at(
        &mut self,
        time: u64,
        transactions: Vec<UncheckedExtrinsic>,
    ) -> (Block, Vec<ApplyExtrinsicResult>) {
        let slot = Slot::from(time / self.read(pallet_aura::Pallet::<Runtime>::slot_duration));
        let digest = Digest { logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, slot.encode())] };
        let parent = self.head.hash();
        let header =
            Header::new(self.height() + 1, Default::default(), Default::default(), parent, digest);
        let clock = RuntimeCall::Timestamp(pallet_timestamp::Call::set { now: time });
        let clock = UncheckedExtrinsic::new_bare(clock);
        let (header, results) = self.state.execute_with(|| {
            Executive::initialize_block(&header);
            assert_ok!(Executive::apply_extrinsic(clock.clone()).unwrap());
            let apply = |transaction| Executive::apply_extrinsic(transaction);
            let results = transactions.iter().cloned().map(apply).collect::<Vec<_>>();
            (Executive::finalize_block(), results)
        });
        self.state.commit_all().unwrap();
        self.head = header.clone();
        self.time = time;
        // What was refused is not part of the block.
        let included = transactions.into_iter().zip(&results).filter(|(_, result)| result.is_ok());
        let body = [clock].into_iter().chain(included.map(|(transaction, _)| transaction));
        (Block::new(header, body.collect()), results)
    }

    /// Imports a block that another chain has made.
    pub fn import(&mut self, block: Block) {
        self.head = block.header.clone();
        self.state.execute_with(|| Executive::execute_block(block.into()));
        self.state.commit_all().unwrap();
    }

    /// Makes blocks without transactions.
    pub fn skip(&mut self, blocks: u32) {
        for _ in 0..blocks {
            self.block(vec![]);
        }
    }

    /// Makes blocks without transactions up to this height.
    pub fn skip_to(&mut self, height: u32) {
        assert!(self.height() <= height, "block {height} is past: {}", self.height());
        self.skip(height - self.height());
    }

    /// A transaction signed by this account, with its next nonce.
    pub fn sign(
        &mut self,
        who: Sr25519Keyring,
        call: impl Into<RuntimeCall>,
    ) -> UncheckedExtrinsic {
        let nonce = self.nonce(who);
        self.sign_as(who, nonce, call)
    }

    /// The next nonce of this account.
    pub fn nonce(&mut self, who: Sr25519Keyring) -> u32 {
        self.read(|| System::account_nonce(who.to_account_id()))
    }

    /// A transaction signed by this account, with this nonce.
    pub fn sign_as(
        &mut self,
        who: Sr25519Keyring,
        nonce: u32,
        call: impl Into<RuntimeCall>,
    ) -> UncheckedExtrinsic {
        let call = call.into();
        self.read(|| {
            let payload = SignedPayload::new(call, extension(nonce)).unwrap();
            let signature = payload.using_encoded(|bytes| who.sign(bytes));
            let (call, extension, _) = payload.deconstruct();
            UncheckedExtrinsic::new_signed(
                call,
                MultiAddress::Id(who.to_account_id()),
                MultiSignature::Sr25519(signature),
                extension,
            )
        })
    }

    /// Lets a block pass that ends a session: it takes no transactions, for that is reckoned as work
    /// for a whole block.
    pub fn find_room(&mut self) {
        let session = self.read(Chosen::<Runtime>::get).session_length;
        if (self.height() + 1).is_multiple_of(session) {
            self.skip(1);
        }
    }

    /// Makes a block of one transaction, and returns the outcome of its call.
    pub fn send(&mut self, who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> DispatchResult {
        self.find_room();
        let transaction = self.sign(who, call);
        self.block(vec![transaction]).remove(0).expect("the transaction is valid")
    }

    /// What happened in the best block.
    pub fn events(&mut self) -> Vec<RuntimeEvent> {
        self.read(|| System::read_events_no_consensus().map(|record| record.event).collect())
    }

    /// What this account can spend.
    pub fn free(&mut self, who: &AccountId) -> u128 {
        self.read(|| althing_runtime::Balances::free_balance(who))
    }
}

/// The whole genesis of a preset: its values, and the defaults of all others.
pub fn genesis(preset: &str) -> Value {
    let patch = genesis_presets::get_preset(&preset.into()).expect("the preset is known");
    let mut genesis = serde_json::to_value(RuntimeGenesisConfig::default()).unwrap();
    merge(&mut genesis, serde_json::from_slice(&patch).unwrap());
    genesis
}

/// Overwrites the values that the patch names, as the node does.
fn merge(target: &mut Value, patch: Value) {
    match (target, patch) {
        (Value::Object(target), Value::Object(patch)) => {
            for (key, value) in patch {
                assert!(target.contains_key(&key), "genesis knows no {key}");
                merge(&mut target[&key], value);
            }
        }
        (target, patch) => *target = patch,
    }
}

/// The state's root.
fn root() -> H256 {
    let root = sp_io::storage::root(StateVersion::V1);
    H256::from_slice(&root)
}

/// What a transaction carries beside its call.
pub fn extension(nonce: u32) -> TxExtension {
    (
        frame_system::CheckNonZeroSender::new(),
        frame_system::CheckSpecVersion::new(),
        frame_system::CheckTxVersion::new(),
        frame_system::CheckGenesis::new(),
        frame_system::CheckMortality::from(Era::immortal()),
        frame_system::CheckNonce::from(nonce),
        frame_system::CheckWeight::new(),
        pallet_transaction_payment::ChargeTransactionPayment::from(0),
        frame_metadata_hash_extension::CheckMetadataHash::new(false),
        frame_system::WeightReclaim::new(),
    )
}

/// A transfer.
pub fn transfer(to: Sr25519Keyring, value: u128) -> RuntimeCall {
    let dest = MultiAddress::Id(to.to_account_id());
    RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive { dest, value })
}

/// What the runtime says of itself. Some of its constants are values of the chain.
pub fn metadata() -> RuntimeMetadataV14 {
    match TestExternalities::new_empty().execute_with(Runtime::metadata).1 {
        RuntimeMetadata::V14(metadata) => metadata,
        other => panic!("version {}", other.version()),
    }
}
