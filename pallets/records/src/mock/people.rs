//! Who decides in tests, who is who, who is frozen, and what can be referred to. Each track has an
//! account that stands for what was decided on it.

use althing_primitives::{
    citation::Citable,
    eligibility::{Eligibility, Failing, PersonTag, PolicyVersion, Purpose, Unmet},
    freezing::IsFrozen,
    mandate::Mandate,
    BlockNumber, ProposalId, TrackId,
};
use codec::Encode;
use frame_support::{traits::EnsureOrigin, weights::Weight};
use frame_system::RawOrigin;
use sp_core::H256;
use sp_io::storage;

use super::{AccountId, RuntimeOrigin, System};

/// The proposal that stands behind every mandate.
pub const PROPOSAL: ProposalId = 7;

const MARK: u8 = 0xee;

/// What was decided on a track.
pub fn mandate(track: TrackId) -> RuntimeOrigin {
    RuntimeOrigin::signed(account(track))
}

fn account(track: TrackId) -> AccountId {
    let mut bytes = [MARK; 32];
    bytes[..2].copy_from_slice(&track.to_be_bytes());
    AccountId::new(bytes)
}

/// Recognizes [`mandate`]s, and Root.
pub struct Mandates;

impl EnsureOrigin<RuntimeOrigin> for Mandates {
    type Success = Mandate;

    fn try_origin(origin: RuntimeOrigin) -> Result<Mandate, RuntimeOrigin> {
        match origin.clone().into() {
            Ok(RawOrigin::Root) => Ok(Mandate::Root),
            Ok(RawOrigin::Signed(who)) => {
                let bytes: &[u8; 32] = who.as_ref();
                let track = TrackId::from_be_bytes([bytes[0], bytes[1]]);
                match who == account(track) {
                    true => Ok(Mandate::Track { track, proposal: PROPOSAL }),
                    false => Err(origin),
                }
            }
            _ => Err(origin),
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
        Ok(RuntimeOrigin::root())
    }
}

/// The policy by which people are told apart; the only one there is.
pub const IDENTITY: PolicyVersion = PolicyVersion { id: 0, version: 1 };

/// Who is who, from which block on. Part of the state, so that a refused call leaves no trace.
pub struct Persons;

impl Persons {
    /// Lets an account meet [`IDENTITY`] from this block on, with a tag of these bytes.
    pub fn set(who: &AccountId, tag: u8) {
        let entry: (PersonTag, BlockNumber, Option<BlockNumber>) =
            ([tag; 32], System::block_number(), None);
        storage::set(&key(b"person", who), &entry.encode());
    }

    /// Lets an account meet it no longer, from this block on.
    pub fn lapse(who: &AccountId) {
        if let Some((tag, since, _)) = Self::get(who) {
            let entry = (tag, since, Some(System::block_number()));
            storage::set(&key(b"person", who), &entry.encode());
        }
    }

    fn get(who: &AccountId) -> Option<(PersonTag, BlockNumber, Option<BlockNumber>)> {
        read(&key(b"person", who))
    }
}

impl Eligibility<AccountId> for Persons {
    fn standing(
        who: &AccountId,
        policy: PolicyVersion,
        at: BlockNumber,
        purpose: Purpose,
    ) -> Result<Option<PersonTag>, Unmet> {
        let why = |why| Unmet::Clause { index: 0, why };
        if !Self::exists(policy) {
            return Err(Unmet::NoSuchPolicy);
        }
        if purpose == Purpose::Act && Frozen::is_frozen(who) {
            return Err(Unmet::Frozen);
        }
        let (tag, since, until) = Self::get(who).ok_or(why(Failing::Missing))?;
        match () {
            () if at < since => Err(why(Failing::NotYetIssued)),
            () if until.is_some_and(|until| until <= at) => Err(why(Failing::Expired)),
            () => Ok(Some(tag)),
        }
    }

    fn exists(policy: PolicyVersion) -> bool {
        policy == IDENTITY
    }

    fn weight() -> Weight {
        Weight::from_parts(7, 3)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn set_up_costliest(who: &AccountId) -> PolicyVersion {
        let bytes: &[u8; 32] = who.as_ref();
        let entry: (PersonTag, BlockNumber, Option<BlockNumber>) = (*bytes, 0, None);
        storage::set(&key(b"person", who), &entry.encode());
        IDENTITY
    }
}

/// Who is frozen.
pub struct Frozen;

impl Frozen {
    /// Freezes an account.
    pub fn set(who: &AccountId) {
        storage::set(&key(b"frozen", who), &[]);
    }

    /// Ends that.
    pub fn end(who: &AccountId) {
        storage::clear(&key(b"frozen", who));
    }
}

impl IsFrozen<AccountId> for Frozen {
    fn is_frozen(who: &AccountId) -> bool {
        storage::exists(&key(b"frozen", who))
    }
}

/// The one proposal that was carried out.
pub const CARRIED_OUT: ProposalId = 3;
/// The hash of its call.
pub const RECEIPT: H256 = H256([3; 32]);
/// The one schema under which there is an attestation.
pub const SCHEMA: u32 = 4;
/// Of which it speaks.
pub const SUBJECT: H256 = H256([4; 32]);

/// What can be referred to.
pub struct Cited;

impl Citable for Cited {
    fn carried_out(proposal: ProposalId, receipt: H256) -> bool {
        (proposal, receipt) == (CARRIED_OUT, RECEIPT)
    }

    fn attested(schema: u32, subject: H256) -> bool {
        (schema, subject) == (SCHEMA, SUBJECT)
    }

    fn weight() -> Weight {
        Weight::from_parts(5, 2)
    }
}

fn key(kind: &[u8], who: &AccountId) -> Vec<u8> {
    (kind, who).encode()
}

fn read<Value: codec::Decode>(key: &[u8]) -> Option<Value> {
    storage::get(key).and_then(|bytes| Value::decode(&mut &bytes[..]).ok())
}
