//! What attestations cost: the bytes and the items that they write, and the weight of issuing one.
//!
//! Weights are compared with those of `pallet-identity` 50, which takes three calls until somebody
//! is judged. Both are evaluated with the same constants for the database: those that the framework
//! gives for RocksDB.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{attestations::*, Chain};
use althing_runtime::{
    configs::RuntimeBlockWeights, constants::deposit, weights::pallet_attestations as measured,
    AccountId, Runtime, UncheckedExtrinsic,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::{
    derive_impl, parameter_types,
    traits::StorageInfoTrait,
    weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
    Blake2_128Concat, StorageHasher, Twox64Concat,
};
use pallet_attestations::{
    Attestation, DomainId, Due, IssuerId, Request, SchemaId, Slot, Slots, Subject, TagHolder, Tags,
    Tombstone, WeightInfo,
};
use pallet_identity::weights::{SubstrateWeight, WeightInfo as _};
use sp_io::hashing::twox_128;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};

/// What the storage puts before each key: the hashes of the pallet's name and the item's.
const PREFIX: usize = 32;

/// A runtime that does nothing, in which the database costs what a test says.
#[frame_support::runtime]
mod scale {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeTask
    )]
    pub struct Scale;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;
}

parameter_types! {
    /// What the database costs.
    pub static Database: RuntimeDbWeight = RocksDbWeight::get();
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Scale {
    type Block = frame_system::mocking::MockBlock<Scale>;
    type DbWeight = Database;
}

/// What the calls cost in that runtime.
type Ours = measured::WeightInfo<Scale>;

/// The time that somebody's judged identity takes there: it is set, a judgement is asked for, and
/// given, where there is a single registrar.
fn judged_identity() -> u64 {
    type Theirs = SubstrateWeight<Scale>;
    [Theirs::set_identity(1), Theirs::request_judgement(1), Theirs::provide_judgement(1)]
        .map(|weight| weight.ref_time())
        .iter()
        .sum()
}

/// How many items a call writes, by its weight.
fn writes(weight: fn() -> Weight) -> u64 {
    let with = |write| {
        Database::set(RuntimeDbWeight { read: 0, write });
        weight().ref_time()
    };
    let writes = with(1) - with(0);
    Database::set(RocksDbWeight::get());
    writes
}

/// How long the key of a slot is beyond the prefix that it shares with all others.
fn key_of_a_slot() -> usize {
    Twox64Concat::max_len::<SchemaId>() + Blake2_128Concat::max_len::<Subject<AccountId>>()
}

#[test]
fn an_attestation_takes_up_at_most_200_bytes_with_its_key() {
    let most = key_of_a_slot() + Slot::max_encoded_len();
    assert_eq!(Slot::max_encoded_len(), 1 + Attestation::max_encoded_len());
    assert!(most <= 200, "{most} bytes");
    let stated = Slots::<Runtime>::storage_info();
    assert_eq!(stated[0].max_size, Some(most as u32), "and so says what blocks are measured by");
    // What is held for it covers as much.
    let held = <Runtime as pallet_attestations::Config>::AttestationDeposit::get();
    assert!(held >= deposit(1, most as u128));
}

#[test]
fn a_person_tag_takes_up_no_more_than_is_held_for_it() {
    let key = Twox64Concat::max_len::<DomainId>() + Blake2_128Concat::max_len::<[u8; 32]>();
    let most = key + TagHolder::<AccountId>::max_encoded_len();
    let held = <Runtime as pallet_attestations::Config>::TagDeposit::get();
    assert!(held >= deposit(1, most as u128), "{most} bytes");
}

#[test]
fn a_request_and_its_place_in_the_agenda_take_up_no_more_than_is_held_for_them() {
    let key = Twox64Concat::max_len::<IssuerId>() + Blake2_128Concat::max_len::<AccountId>();
    let request = key + Request::max_encoded_len();
    let most = request + Due::<AccountId>::max_encoded_len();
    let held = <Runtime as pallet_attestations::Config>::RequestDeposit::get();
    assert!(held >= deposit(2, most as u128), "{most} bytes");
}

/// The key is the one of the attestation that was there.
#[test]
fn a_tombstone_takes_up_at_most_64_bytes_and_with_its_key_less_than_half_an_attestation() {
    let most = 1 + Tombstone::max_encoded_len();
    assert!(most <= 64, "{most} bytes");
    let key = key_of_a_slot();
    assert!(2 * (key + most) < key + Slot::max_encoded_len(), "{most} bytes after {key}");
}

#[test]
fn the_runtime_uses_the_weights_that_are_compared_here() {
    type Used = <Runtime as pallet_attestations::Config>::WeightInfo;
    type Measured = measured::WeightInfo<Runtime>;
    assert_eq!(Used::issue(), Measured::issue());
    assert_eq!(Used::issue_signed(), Measured::issue_signed());
    assert_eq!(Used::issue_tagged(), Measured::issue_tagged());
    assert!(Used::issue_signed().any_gt(<() as WeightInfo>::issue_signed()), "they are measured");
}

#[test]
fn an_issue_takes_a_third_of_a_judged_identity_and_half_of_one_with_a_tag() {
    let theirs = judged_identity();
    let plain = Ours::issue_signed().ref_time();
    assert!(plain * 3 <= theirs, "{plain} of {theirs}");
    let tagged = Ours::issue_tagged().ref_time();
    assert!(tagged * 2 <= theirs, "{tagged} of {theirs}");
}

#[test]
fn an_issue_writes_one_item_by_its_weight_and_one_more_for_a_tag() {
    assert_eq!(writes(Ours::issue), 1);
    assert_eq!(writes(Ours::issue_signed), 1);
    assert_eq!(writes(Ours::issue_tagged), 2);
}

#[test]
fn whatever_is_asked_of_attestations_fits_into_a_block_many_times() {
    let block = RuntimeBlockWeights::get().max_block;
    let begin = Ours::begin_block_base().saturating_add(Ours::settle_draws(32));
    assert!(begin.saturating_mul(20).all_lte(block));
    assert!(Ours::standing(8).saturating_mul(100).all_lte(block));
    assert!(Ours::issue_over(8).saturating_mul(100).all_lte(block));
}

/// All that is stored.
fn state(chain: &mut Chain) -> BTreeMap<Vec<u8>, Vec<u8>> {
    chain.read(|| {
        let mut entries = BTreeMap::new();
        let mut key = Vec::new();
        while let Some(next) = sp_io::storage::next_key(&key) {
            let value = sp_io::storage::get(&next).expect("it has a key");
            entries.insert(next.clone(), value.to_vec());
            key = next;
        }
        entries
    })
}

/// The start of all keys of a pallet's item.
fn prefix(pallet: &str, item: &str) -> Vec<u8> {
    [twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat()
}

/// What the calls of a block change that the block does not change without them, by item: but for
/// what System keeps of every transaction, and what the fees are reckoned by.
fn changes(
    set_up: impl Fn(&mut Chain),
    calls: impl Fn(&mut Chain) -> Vec<UncheckedExtrinsic>,
) -> BTreeMap<String, usize> {
    let [mut with, mut without] = ["local", "local"].map(Chain::new);
    set_up(&mut with);
    set_up(&mut without);
    assert_eq!(state(&mut with), state(&mut without));
    let transactions = calls(&mut with);
    for result in with.block(transactions) {
        assert_eq!(result, Ok(Ok(())));
    }
    without.block(vec![]);
    let (with, without) = (state(&mut with), state(&mut without));
    let keys = with.keys().chain(without.keys()).collect::<BTreeSet<_>>();
    let mut counts = BTreeMap::new();
    for key in keys.into_iter().filter(|key| with.get(*key) != without.get(*key)) {
        let known = ["System", "TransactionPayment"].map(|name| twox_128(name.as_bytes()));
        if known.iter().any(|pallet| key.starts_with(pallet)) {
            continue;
        }
        let items = ["Slots", "Tags", "Issuers", "Draws", "Domains", "Schemas"];
        let item = items.iter().find(|item| key.starts_with(&prefix("Attestations", item)));
        let name = item.map_or_else(|| format!("0x{}", hex(key)), |item| item.to_string());
        *counts.entry(name).or_insert(0) += 1;
    }
    counts
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whom Charlie's office attests in these tests.
const PEOPLE: [Sr25519Keyring; 5] = [Alice, Bob, Dave, Eve, Ferdie];

/// The office issues to each of so many people, all in one block.
fn issue_to(chain: &mut Chain, people: &[Sr25519Keyring], tagged: bool) -> Vec<UncheckedExtrinsic> {
    let first = chain.nonce(Charlie);
    let mut transactions = Vec::new();
    for (nonce, who) in (first..).zip(people) {
        let terms = match tagged {
            true => chain.tagged([nonce as u8 + 1; 32]),
            false => chain.terms(chain.height() + 500),
        };
        let call = chain.issue(0, *who, terms);
        transactions.push(chain.sign_as(Charlie, nonce, call));
    }
    transactions
}

#[test]
fn a_bonded_issue_writes_its_attestation_and_the_bond_is_settled_once_a_block() {
    let set_up = |chain: &mut Chain| {
        let schema = chain.schema(people());
        chain.bonded_issuer(schema, Charlie);
        chain.skip(1);
    };
    for count in 1..=PEOPLE.len() {
        let written = changes(set_up, |chain| issue_to(chain, &PEOPLE[..count], false));
        let expected = [("Slots".to_string(), count), ("Issuers".to_string(), 1)];
        assert_eq!(written, BTreeMap::from(expected));
    }
}

#[test]
fn a_tag_is_one_more_item() {
    let set_up = |chain: &mut Chain| {
        let domain = Some(chain.domain(Sr25519Keyring::One));
        let schema = chain.schema(pallet_attestations::SchemaRules { domain, ..people() });
        chain.bonded_issuer(schema, Charlie);
        chain.skip(1);
    };
    for count in 1..=PEOPLE.len() {
        let written = changes(set_up, |chain| issue_to(chain, &PEOPLE[..count], true));
        let expected = [("Slots", count), ("Tags", count), ("Issuers", 1)]
            .map(|(item, count)| (item.to_string(), count));
        assert_eq!(written, BTreeMap::from(expected));
    }
}

#[test]
fn what_is_stored_of_an_attestation_is_what_is_reckoned_with() {
    let mut chain = Chain::new("local");
    let domain = Some(chain.domain(Sr25519Keyring::One));
    let schema = chain.schema(pallet_attestations::SchemaRules { domain, ..people() });
    chain.bonded_issuer(schema, Charlie);
    let transactions = issue_to(&mut chain, &PEOPLE, true);
    chain.block(transactions);
    let [slots, tags] = ["Slots", "Tags"].map(|item| prefix("Attestations", item));
    let stored = state(&mut chain);
    let of = |start: &Vec<u8>| {
        let entries = stored.iter().filter(|(key, _)| key.starts_with(start));
        entries.map(|(key, value)| key.len() - PREFIX + value.len()).collect::<Vec<_>>()
    };
    assert_eq!(of(&slots).len(), PEOPLE.len());
    assert!(of(&slots).iter().all(|bytes| *bytes <= 200), "{:?}", of(&slots));
    assert_eq!(of(&tags).len(), PEOPLE.len());
    assert!(of(&tags).iter().all(|bytes| *bytes <= 125), "{:?}", of(&tags));
    let subject = Subject::Account(Bob.to_account_id());
    let known = chain.read(|| Slots::<Runtime>::get(schema, &subject)).expect("it was issued");
    assert!(known.encoded_size() <= Slot::max_encoded_len());
    let tag = chain.read(|| Tags::<Runtime>::iter_prefix(0).count());
    assert_eq!(tag, PEOPLE.len());
}
