//! Authorities: who they are, how their keys change, and what becomes of one that votes twice.

use std::panic::{catch_unwind, AssertUnwindSafe};

use althing_runtime::{Historical, Runtime, RuntimeCall, Session, SessionKeys, UncheckedExtrinsic};
use codec::{Decode, Encode};
use frame_support::{assert_ok, traits::KeyOwnerProofSystem};
use pallet_session::{historical::HistoricalSessions, SessionInterface};
use sp_consensus_grandpa::{AuthorityId as GrandpaId, EquivocationProof, KEY_TYPE};
use sp_core::H256;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::transaction_validity::InvalidTransaction;

use crate::common::Chain;

/// How long a session of the test networks is, in blocks.
const SESSION: u32 = 50;

/// How often the set of GRANDPA's authorities has changed.
fn set_id(chain: &mut Chain) -> u64 {
    chain.read(pallet_grandpa::CurrentSetId::<Runtime>::get)
}

/// Two votes of one authority in the first round of the first set.
fn equivocation(who: Ed25519Keyring) -> EquivocationProof<H256, u32> {
    let (set, round) = (0_u64, 1_u64);
    let vote = |block: u8| {
        let prevote = (H256::repeat_byte(block), 10_u32);
        // The first kind of message is a prevote.
        let signature = who.sign(&(0_u8, prevote, round, set).encode());
        (prevote, signature)
    };
    let bytes = (set, 0_u8, round, who.public(), vote(1), vote(2)).encode();
    EquivocationProof::decode(&mut &bytes[..]).unwrap()
}

/// The report of it, as the node of an authority makes it.
fn report(chain: &mut Chain, who: Ed25519Keyring) -> UncheckedExtrinsic {
    let key = (KEY_TYPE, GrandpaId::from(who.public()));
    let key_owner_proof = chain.read(|| Historical::prove(key)).expect("it is an authority");
    let call = pallet_grandpa::Call::report_equivocation_unsigned {
        equivocation_proof: Box::new(equivocation(who)),
        key_owner_proof,
    };
    UncheckedExtrinsic::new_bare(RuntimeCall::Grandpa(call))
}

#[test]
fn an_authority_that_votes_twice_is_disabled_once() {
    let mut chain = Chain::new("local");
    chain.skip(1);
    let transaction = report(&mut chain, Ed25519Keyring::Bob);
    let results = chain.block(vec![transaction.clone()]);
    assert_ok!(results[0].unwrap());
    assert_eq!(chain.read(Session::disabled_validators), [1]);

    let again = chain.block_at(chain.time + chain.step, vec![transaction]).1;
    assert_eq!(again[0], Err(InvalidTransaction::Stale.into()));
}

#[test]
fn a_report_made_in_a_later_session_is_proved_by_the_root_of_its_own() {
    let mut chain = Chain::new("local");
    // Sessions have roots from the second on, before which a report must come in time.
    chain.skip(3 * SESSION);
    let key = (KEY_TYPE, GrandpaId::from(Ed25519Keyring::Bob.public()));
    let proof = chain.read(|| Historical::prove(key.clone())).unwrap();
    assert_eq!(proof.session, 3);
    chain.skip(2 * SESSION);
    let (owner, ()) = chain.read(|| Historical::check_proof(key, proof)).unwrap();
    assert_eq!(owner, Sr25519Keyring::Bob.to_account_id());
}

#[test]
fn no_more_than_a_third_of_the_authorities_is_disabled() {
    let mut chain = Chain::new("local");
    chain.skip(1);
    let (bob, dave) =
        (report(&mut chain, Ed25519Keyring::Bob), report(&mut chain, Ed25519Keyring::Dave));
    let results = chain.block(vec![bob, dave]);
    assert!(results[0].is_ok());
    assert_eq!(results[1], Err(InvalidTransaction::Stale.into()));
    assert_eq!(chain.read(Session::disabled_validators).len(), 1);
}

#[test]
fn a_disabled_authority_makes_no_blocks() {
    let mut chain = Chain::new("local");
    chain.skip(1);
    let transaction = report(&mut chain, Ed25519Keyring::Bob);
    assert_ok!(chain.block(vec![transaction])[0].unwrap());
    // The authorities take turns: Bob, the second, has every fourth slot.
    let slot = chain.time / chain.step;
    let ahead = (1..=4).find(|ahead| (slot + ahead) % 4 == 1).unwrap();
    let time = chain.time + chain.step * ahead;
    assert!(catch_unwind(AssertUnwindSafe(|| chain.block_at(time, vec![]))).is_err());
}

#[test]
fn a_forged_report_is_refused() {
    let mut chain = Chain::new("local");
    chain.skip(1);
    let key = (KEY_TYPE, GrandpaId::from(Ed25519Keyring::Bob.public()));
    let key_owner_proof = chain.read(|| Historical::prove(key)).unwrap();
    let call = pallet_grandpa::Call::report_equivocation_unsigned {
        equivocation_proof: Box::new(equivocation(Ed25519Keyring::Charlie)),
        key_owner_proof,
    };
    let transaction = UncheckedExtrinsic::new_bare(RuntimeCall::Grandpa(call));
    assert_eq!(chain.block(vec![transaction])[0], Err(InvalidTransaction::BadProof.into()));
    assert!(chain.read(Session::disabled_validators).is_empty());
}

#[test]
fn keys_that_change_take_effect_and_all_others_stay() {
    let mut chain = Chain::new("local");
    chain.skip(5 * SESSION);
    let before = set_id(&mut chain);
    let grandpa = || althing_runtime::Grandpa::grandpa_authorities();
    let old = chain.read(grandpa);

    let (aura, ed25519) = (Sr25519Keyring::Ferdie.public(), Ed25519Keyring::Ferdie.public());
    let keys = SessionKeys { aura: aura.into(), grandpa: ed25519.into() };
    let bob = Sr25519Keyring::Bob.to_account_id();
    assert_ok!(chain.read(|| <Session as SessionInterface>::set_keys(&bob, keys)));
    chain.skip(2 * SESSION + 1);

    let new = chain.read(grandpa);
    assert_eq!(new[1].0, GrandpaId::from(ed25519));
    assert_eq!((&new[0], &new[2..]), (&old[0], &old[2..]));
    assert_eq!(set_id(&mut chain), before + 1);

    let key = (KEY_TYPE, GrandpaId::from(ed25519));
    let proof = chain.read(|| Historical::prove(key.clone())).unwrap();
    chain.skip(2 * SESSION);
    assert_eq!(chain.read(|| Historical::check_proof(key, proof)), Some((bob, ())));
}

#[test]
fn while_no_keys_change_the_set_of_authorities_does_not() {
    let mut chain = Chain::new("local");
    chain.skip(3 * SESSION);
    let settled = set_id(&mut chain);
    assert!(settled <= 1, "at most once, when the first root is stored");
    chain.skip(5 * SESSION);
    assert_eq!(set_id(&mut chain), settled);
}

#[test]
fn roots_of_sessions_that_nobody_can_report_on_are_forgotten() {
    let mut chain = Chain::new("solo");
    chain.skip(40 * SESSION);
    let sessions = chain.read(|| HistoricalSessions::<Runtime>::iter_keys().collect::<Vec<_>>());
    assert!((28..=30).contains(&sessions.len()), "{sessions:?}");
    assert!(sessions.iter().all(|session| *session >= 12), "{sessions:?}");
}
