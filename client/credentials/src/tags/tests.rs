mod exchange;
mod identity;
mod keys;
mod rate;
mod transcript;
mod vectors;
mod wire;

use std::{collections::BTreeMap, path::Path};

use rand::{rngs::StdRng, SeedableRng};
use sha2::{Digest, Sha512};

use super::*;

const NOW: u64 = 1_800_000_000;
const ISSUER: u32 = 7;
const ACCOUNT: [u8; 32] = [7; 32];
const DOMAIN: TagDomain = TagDomain { genesis: [9; 32], id: 3 };
const LIMIT: Limit = Limit { per_hour: 60, burst: 100 };

/// A generator that yields the same in each run.
fn rng(seed: u64) -> StdRng {
    StdRng::seed_from_u64(seed)
}

/// Stands for a signature scheme: whoever knows the account and the message can sign.
fn signature(account: &[u8; 32], message: &[u8]) -> [u8; 64] {
    Sha512::new().chain_update(account).chain_update(message).finalize().into()
}

fn verify(account: &[u8; 32], message: &[u8], given: &[u8; 64]) -> bool {
    signature(account, message) == *given
}

fn sign(request: TagRequest) -> SignedTagRequest {
    let signature = signature(&request.signer, &request.message());
    SignedTagRequest { request, signature }
}

fn identity(n: u32) -> Identity {
    Identity::new("ISL", DocumentKind::PersonalNumber, &format!("{n:010}")).unwrap()
}

/// A key holder with one domain and one issuer, whose ledger is in `dir`.
fn holder(dir: &Path, limit: Limit) -> (KeyHolder, PublicKey) {
    let mut ring = KeyRing::default();
    let key = ring.create(DOMAIN, &mut rng(1)).unwrap();
    let access = IssuerAccess { accounts: vec![ACCOUNT], limit };
    let issuers = BTreeMap::from([(ISSUER, access)]);
    let ledger = Ledger::open(&dir.join("ledger")).unwrap();
    (KeyHolder::new(ring, issuers, ledger), key)
}

fn prepare(key: &PublicKey, people: std::ops::Range<u32>, seed: u64) -> (TagRequest, Pending) {
    let identities = people.map(identity).collect();
    Pending::prepare(key, (ISSUER, ACCOUNT), identities, NOW, &mut rng(seed)).unwrap()
}

fn answer(holder: &KeyHolder, request: TagRequest) -> Result<TagAnswer, TagError> {
    holder.evaluate(&sign(request), NOW, verify, &mut rng(5))
}

/// The tag of one person, asked for with the randomness of `seed`.
fn tag_of(holder: &KeyHolder, key: &PublicKey, person: u32, seed: u64) -> Tagged {
    let (request, pending) = prepare(key, person..person + 1, seed);
    pending.finish(&answer(holder, request).unwrap()).unwrap().remove(0)
}

/// Makes the domain's next key, as the vault would.
fn rotate(holder: &mut KeyHolder, seed: u64) -> PublicKey {
    let mut ring = holder.ring().clone();
    let key = ring.rotate(DOMAIN, &mut rng(seed)).unwrap();
    holder.set_ring(ring);
    key
}

fn retire(holder: &mut KeyHolder) {
    let mut ring = holder.ring().clone();
    ring.retire(DOMAIN).unwrap();
    holder.set_ring(ring);
}
