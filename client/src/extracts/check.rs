//! Whether an extract is to be believed. Nothing is asked of anybody: the file and the trust file are
//! enough.

use std::collections::HashSet;

use althing_credentials::hex32;
use sp_core::H256;
use sp_runtime::traits::Header as _;

use super::{
    attestation::{self, Found},
    error::ExtractError,
    file::{About, Authorities, Extract, Trust, MAX_KEYS},
    finality::{self, AuthoritySet, Header, Votes},
    layout::{self, Layout},
    proof::{self, Proven},
};
use crate::chain;

/// An extract that was checked: everything here is proven.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The hash of the chain's first block, as the state has it.
    pub genesis: [u8; 32],
    /// The height of the block.
    pub block: u32,
    /// The hash of the block.
    pub hash: H256,
    /// The time of the block, in thousandths of a second since 1970.
    pub time: u64,
    /// The version of the runtime.
    pub spec_version: u32,
    /// The name of the runtime.
    pub runtime: String,
    /// The authority set that finalized the block.
    pub set: u64,
    /// How it was finalized.
    pub votes: Votes,
    /// What the extract is about.
    pub about: About,
    /// What the state says of it; nothing if the extract is about keys.
    pub found: Option<Found>,
    /// What is stored under each key.
    pub proven: Proven,
}

/// Checks an extract against a root of trust, in this order: the chain, the authority set and the
/// handoffs to it, finality, the storage proof, the values in the file, what the state itself says of
/// the chain and the runtime, and that the keys are exactly those of what the extract is about.
///
/// # Errors
/// The first thing that is wrong. Nothing in the file is to be believed then.
pub fn check(extract: &Extract, trust: &Trust) -> Result<Checked, ExtractError> {
    if extract.genesis != trust.genesis {
        return Err(ExtractError::OtherChain {
            found: hex32::encode(&extract.genesis),
            trusted: hex32::encode(&trust.genesis),
        });
    }
    let set = authorities(extract, trust)?;
    let header = extract.header()?;
    let votes = finalized(extract, &header, &set)?;
    let proven = storage(extract, &header)?;
    let (spec_version, runtime) = runtime(extract, &proven)?;
    let layout = Layout::built_in()?;
    if layout.spec_version() != spec_version {
        let known = layout.spec_version();
        return Err(ExtractError::OtherRuntime { found: spec_version, known });
    }
    let time = time_of_chain(extract, layout, &proven)?;
    let found = meaning(extract, layout, &proven)?;
    Ok(Checked {
        genesis: extract.genesis,
        block: *header.number(),
        hash: header.hash(),
        time,
        spec_version,
        runtime,
        set: set.id,
        votes,
        about: extract.about.clone(),
        found,
        proven,
    })
}

/// The set to which the trusted one has handed over, if it is the one that the extract relies on.
fn authorities(extract: &Extract, trust: &Trust) -> Result<AuthoritySet, ExtractError> {
    let handoffs = extract.handoffs()?;
    let (mut set, named) = (trust.authorities.to_set(), &extract.authorities);
    let count = u64::try_from(handoffs.len()).unwrap_or(u64::MAX);
    let first = named.set.saturating_sub(count);
    let known = usize::try_from(set.id.saturating_sub(first)).unwrap_or(usize::MAX);
    for handoff in handoffs.iter().skip(known) {
        set = finality::hand_over(&set, handoff)?;
    }
    let other = |problem| ExtractError::OtherSet { found: named.set, trusted: set.id, problem };
    if named.set != set.id {
        return Err(other("another number"));
    }
    if *named != Authorities::from(&set) {
        return Err(other("other authorities"));
    }
    Ok(set)
}

/// Checks that the block is final: that the headers lead from it to the block of a justification that
/// holds.
fn finalized(
    extract: &Extract,
    header: &Header,
    set: &AuthoritySet,
) -> Result<Votes, ExtractError> {
    let (mut hash, mut number) = (header.hash(), *header.number());
    for next in extract.following()? {
        number = number.checked_add(1).ok_or(ExtractError::BrokenHeaders(number))?;
        if *next.parent_hash() != hash || *next.number() != number {
            return Err(ExtractError::BrokenHeaders(number));
        }
        hash = next.hash();
    }
    let justification = extract.justification()?;
    let (target, target_hash) =
        (justification.commit.target_number, justification.commit.target_hash);
    if (target, target_hash) != (number, hash) {
        return Err(ExtractError::OtherBlock { target, hash: hex32::encode(&target_hash.0) });
    }
    Ok(finality::check(&justification, set)?)
}

/// What the state has under the extract's keys, if that is what the extract says.
fn storage(extract: &Extract, header: &Header) -> Result<Proven, ExtractError> {
    let entries = &extract.entries;
    if entries.len() > MAX_KEYS {
        return Err(ExtractError::TooManyKeys { found: entries.len(), limit: MAX_KEYS });
    }
    let keys: Vec<_> = entries.iter().map(|entry| entry.key.clone()).collect();
    if keys.iter().collect::<HashSet<_>>().len() != keys.len() {
        return Err(ExtractError::OtherKeys("a key occurs twice"));
    }
    let state = (*header.number(), *header.state_root());
    let proven = proof::read(state, &extract.proof, &keys)?;
    for entry in entries {
        let key = || proof::text(&entry.key);
        match (&entry.value, proven.get(&entry.key).and_then(Option::as_ref)) {
            (Some(claimed), Some(proven)) if claimed == proven => {}
            (None, None) => {}
            (Some(_), Some(_)) => return Err(ExtractError::OtherValue(key())),
            (Some(_), None) => return Err(ExtractError::ClaimedPresent(key())),
            (None, Some(_)) => return Err(ExtractError::ClaimedAbsent(key())),
        }
    }
    Ok(proven)
}

/// The version and the name of the runtime that wrote the state.
fn runtime(extract: &Extract, proven: &Proven) -> Result<(u32, String), ExtractError> {
    let missing = ExtractError::OtherKeys("the version of the runtime is missing");
    let bytes = value(proven, &layout::version_key()).ok_or(missing)?;
    let odd = || ExtractError::Value("System.LastRuntimeUpgrade".into());
    let (version, name) = layout::version(bytes).ok_or_else(odd)?;
    if version != extract.spec_version {
        let claimed = extract.spec_version;
        return Err(ExtractError::ClaimedVersion { claimed, proven: version });
    }
    Ok((version, name))
}

/// Checks that the state is of the chain that the extract names, and returns the time of the block.
fn time_of_chain(extract: &Extract, layout: &Layout, proven: &Proven) -> Result<u64, ExtractError> {
    let [_, genesis_key, time_key] = common_keys(layout)?;
    let missing = || ExtractError::OtherKeys("the first block or the time is missing");
    let bytes = value(proven, &genesis_key).ok_or_else(missing)?;
    let genesis = layout.value(&chain::storage().system().block_hash(), bytes)?;
    if genesis.0 != extract.genesis {
        return Err(ExtractError::Genesis {
            claimed: hex32::encode(&extract.genesis),
            proven: hex32::encode(&genesis.0),
        });
    }
    let bytes = value(proven, &time_key).ok_or_else(missing)?;
    layout.value(&chain::storage().timestamp().now(), bytes)
}

/// Checks that the extract has exactly the keys of what it is about, and reads what it says of it.
fn meaning(
    extract: &Extract,
    layout: &Layout,
    proven: &Proven,
) -> Result<Option<Found>, ExtractError> {
    let mut expected = common_keys(layout)?.to_vec();
    let found = match &extract.about {
        About::Keys => {
            let named = extract.entries.iter().skip(expected.len());
            expected.extend(named.map(|entry| entry.key.clone()));
            None
        }
        About::Attestation { schema, subject } => {
            let slot = attestation::slot(layout, *schema, subject, proven)?;
            let issuer = slot.as_ref().map(attestation::issuer_of);
            expected.extend(attestation::keys(layout, *schema, subject, issuer)?);
            Some(attestation::read(layout, (*schema, subject), slot, proven)?)
        }
    };
    match extract.entries.iter().map(|entry| &entry.key).eq(&expected) {
        true => Ok(found),
        false => Err(ExtractError::OtherKeys("some are missing, superfluous or in another order")),
    }
}

/// The keys that every extract has first: the version of the runtime, the hash of the first block,
/// and the time.
///
/// # Errors
/// If the client's metadata lacks them.
pub fn common_keys(layout: &Layout) -> Result<[Vec<u8>; 3], ExtractError> {
    Ok([
        layout::version_key(),
        layout.key(chain::storage().system().block_hash(), (0,))?,
        layout.key(chain::storage().timestamp().now(), ())?,
    ])
}

/// What is proven to be stored under a key.
pub fn value<'a>(proven: &'a Proven, key: &[u8]) -> Option<&'a [u8]> {
    proven.get(key)?.as_deref()
}
