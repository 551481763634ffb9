//! A chain of one's own: its state, its authorities, and what they sign.

use std::collections::BTreeMap;

use codec::{Compact, Decode, Encode};
use sp_consensus_grandpa::{
    localized_payload, AuthorityId, Commit, ConsensusLog, Message, Precommit, ScheduledChange,
    GRANDPA_ENGINE_ID,
};
use sp_core::{crypto::UncheckedFrom, H256};
use sp_keyring::Ed25519Keyring;
use sp_runtime::{
    traits::{BlakeTwo256, Header as _},
    Digest, DigestItem, StateVersion,
};
use sp_state_machine::{prove_read, InMemoryBackend};

use crate::{
    attestations::{
        statement::Subject,
        types::{
            Attestation, BoundedVec, Deposit, Description, Field, FieldKind, Issuer, IssuerKey,
            IssuerStatus, Payer, Permission, RecoveryBy, Review, Rights, Schema, SchemaRules, Slot,
            State, SubjectKind, Territory,
        },
    },
    chain,
    connection::{AccountId, Hash},
    extracts::{
        attestation,
        check::common_keys,
        file::{About, Authorities, Entry, Extract, ExtractMark, HandoffFile, Trust, VERSION},
        finality::{AuthoritySet, Header, Justification},
        layout::Layout,
    },
};

pub type Authority = Ed25519Keyring;

/// Everybody who votes where four do.
pub const FOUR: [Authority; 4] =
    [Authority::Alice, Authority::Bob, Authority::Charlie, Authority::Dave];

/// A chain.
#[derive(Clone)]
pub struct Forge {
    pub genesis: [u8; 32],
    pub number: u32,
    pub set: u64,
    pub round: u64,
    pub authorities: Vec<(Authority, u64)>,
    pub state: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl Forge {
    /// A chain of these authorities, each of weight 1, on which [`Self::subject`] has an attestation.
    pub fn new(authorities: &[Authority]) -> Self {
        let authorities = authorities.iter().map(|authority| (*authority, 1)).collect();
        let mut forge = Self {
            genesis: [0xab; 32],
            number: 100,
            set: 0,
            round: 7,
            authorities,
            state: BTreeMap::new(),
        };
        forge.put_common();
        forge.put_schema();
        forge.put_issuer(issuer());
        forge.put_slot(Slot::Attestation(an_attestation()));
        for filler in 0..300u32 {
            let key = sp_crypto_hashing::blake2_256(&filler.encode()).to_vec();
            forge.state.insert(key, vec![1; usize::try_from(filler % 80).unwrap()]);
        }
        forge
    }

    pub fn subject() -> Subject {
        Subject::Account([5; 32])
    }

    /// Somebody of whom nothing is attested.
    pub fn stranger() -> Subject {
        Subject::Account([6; 32])
    }

    pub fn about(subject: Subject) -> About {
        About::Attestation { schema: 0, subject }
    }

    pub fn put_common(&mut self) {
        let layout = Layout::built_in().unwrap();
        let [version, genesis, time] = common_keys(layout).unwrap();
        self.state.insert(version, (Compact(layout.spec_version()), "althing").encode());
        self.state.insert(genesis, self.genesis.to_vec());
        self.state.insert(time, 1_790_000_000_000u64.encode());
    }

    fn put_schema(&mut self) {
        let layout = Layout::built_in().unwrap();
        let storage = chain::storage().attestations();
        let rules = SchemaRules {
            track: 5,
            subject: SubjectKind::Account,
            longest_validity: 10_000,
            domain: None,
            renewal: Permission::Allowed,
            suspension: Permission::Allowed,
            recovery: RecoveryBy::SecondIssuer,
        };
        let schema = Schema { rules, overlap_ends: 0, retired: None };
        let field = Field { name: Hash::from([3; 32]), kind: FieldKind::Boolean };
        let described =
            Description { name: BoundedVec(b"citizen".to_vec()), fields: BoundedVec(vec![field]) };
        let value = layout.encode(&storage.schemas(), &schema);
        self.state.insert(layout.key(storage.schemas(), (0,)).unwrap(), value);
        let value = layout.encode(&storage.descriptions(), &described);
        self.state.insert(layout.key(storage.descriptions(), (0,)).unwrap(), value);
    }

    pub fn put_issuer(&mut self, issuer: Issuer) {
        let layout = Layout::built_in().unwrap();
        let storage = chain::storage().attestations();
        let value = layout.encode(&storage.issuers(), &issuer);
        self.state.insert(layout.key(storage.issuers(), (2,)).unwrap(), value);
        let keys = BoundedVec(vec![IssuerKey::Ed25519(Authority::Eve.to_raw_public())]);
        let value = layout.encode(&storage.keys(), &keys);
        self.state.insert(layout.key(storage.keys(), (2,)).unwrap(), value);
    }

    pub fn put_slot(&mut self, slot: Slot) {
        let layout = Layout::built_in().unwrap();
        let value = layout.encode(&chain::storage().attestations().slots(), &slot);
        let key = attestation::slot_key(layout, 0, &Self::subject()).unwrap();
        self.state.insert(key, value);
    }

    pub fn authority_set(&self) -> AuthoritySet {
        let id = |who: &Authority| AuthorityId::unchecked_from(who.to_raw_public());
        let list = self.authorities.iter().map(|(who, weight)| (id(who), *weight));
        AuthoritySet { id: self.set, list: list.collect() }
    }

    pub fn trust(&self) -> Trust {
        Trust::new(self.genesis, 0, &self.authority_set())
    }

    fn backend(&self) -> InMemoryBackend<BlakeTwo256> {
        (self.state.clone(), StateVersion::V1).into()
    }

    /// The block whose state this is.
    pub fn header(&self) -> Header {
        self.header_with(Digest::default())
    }

    fn header_with(&self, digest: Digest) -> Header {
        let root = *self.backend().root();
        Header::new(self.number, H256::repeat_byte(2), root, H256::repeat_byte(1), digest)
    }

    /// A block after `parent`.
    pub fn child(parent: &Header) -> Header {
        let number = parent.number.checked_add(1).unwrap();
        Header::new(number, H256::zero(), H256::zero(), parent.hash(), Digest::default())
    }

    /// A vote for a block.
    pub fn vote(&self, who: Authority, block: &Header) -> Vec<u8> {
        vote((self.round, self.set), who, (block.hash(), block.number))
    }

    /// What these authorities sign to finalize a block.
    pub fn justification(&self, block: &Header, voters: &[Authority]) -> Justification {
        let votes: Vec<_> = voters.iter().map(|who| self.vote(*who, block)).collect();
        justification(self.round, block, &votes, Vec::new())
    }

    pub fn voters(&self) -> Vec<Authority> {
        self.authorities.iter().map(|(who, _)| *who).collect()
    }

    /// A good extract of what is attested of a subject.
    pub fn extract_of(&self, subject: Subject) -> Extract {
        let layout = Layout::built_in().unwrap();
        let slot_key = attestation::slot_key(layout, 0, &subject).unwrap();
        let slot = self.state.get(&slot_key);
        let issuer = slot
            .map(|bytes| attestation::issuer_of(&attestation::decode_slot(layout, bytes).unwrap()));
        let mut keys = common_keys(layout).unwrap().to_vec();
        keys.extend(attestation::keys(layout, 0, &subject, issuer).unwrap());
        self.extract_with(Self::about(subject), &keys)
    }

    /// A good extract of the attestation.
    pub fn extract(&self) -> Extract {
        self.extract_of(Self::subject())
    }

    /// An extract with these keys.
    pub fn extract_with(&self, about: About, keys: &[Vec<u8>]) -> Extract {
        let header = self.header();
        let entry = |key: &Vec<u8>| Entry { key: key.clone(), value: self.state.get(key).cloned() };
        Extract {
            althing: ExtractMark::Extract,
            version: VERSION,
            genesis: self.genesis,
            spec_version: Layout::built_in().unwrap().spec_version(),
            about,
            entries: keys.iter().map(entry).collect(),
            justification: self.justification(&header, &self.voters()).encode(),
            header: header.encode(),
            headers: Vec::new(),
            authorities: Authorities::from(&self.authority_set()),
            handoffs: Vec::new(),
            proof: prove_read(self.backend(), keys).unwrap().into_iter_nodes().collect(),
        }
    }

    /// Hands over to other authorities, in a block that is final under the present ones.
    pub fn hand_over(&mut self, to: &[Authority], delay: u32) -> HandoffFile {
        let next: Vec<_> = to.iter().map(|authority| (*authority, 1)).collect();
        let id = |who: &Authority| AuthorityId::unchecked_from(who.to_raw_public());
        let next_authorities = next.iter().map(|(who, weight)| (id(who), *weight)).collect();
        let change = ScheduledChange { next_authorities, delay };
        let log = ConsensusLog::ScheduledChange(change).encode();
        let logs = vec![DigestItem::Consensus(GRANDPA_ENGINE_ID, log)];
        let header = self.header_with(Digest { logs });
        let justification = self.justification(&header, &self.voters()).encode();
        (self.authorities, self.set) = (next, self.set.checked_add(1).unwrap());
        HandoffFile { header: header.encode(), justification }
    }
}

/// A vote, encoded: the block, the signature, and whose it is.
pub fn vote((round, set): (u64, u64), who: Authority, block: (H256, u32)) -> Vec<u8> {
    let precommit: Precommit<Header> = Decode::decode(&mut &block.encode()[..]).unwrap();
    let payload = localized_payload(round, set, &Message::<Header>::Precommit(precommit));
    (block, who.sign(&payload), who.to_raw_public()).encode()
}

/// A justification of these votes.
pub fn justification(
    round: u64,
    block: &Header,
    votes: &[Vec<u8>],
    votes_ancestries: Vec<Header>,
) -> Justification {
    let mut bytes = (block.hash(), block.number).encode();
    Compact(u32::try_from(votes.len()).unwrap()).encode_to(&mut bytes);
    bytes.extend(votes.concat());
    let commit = Commit::<Header>::decode(&mut &bytes[..]).unwrap();
    Justification { round, commit, votes_ancestries }
}

/// An issuer that may issue.
pub fn issuer() -> Issuer {
    Issuer {
        account: AccountId::from([9; 32]),
        schema: 0,
        rights: Rights { max_level: 3, territory: Territory::Anywhere },
        status: IssuerStatus::Active,
        void: BoundedVec(Vec::new()),
        bond: 0,
        drawn: 0,
        deputies: 0,
        requests: 0,
    }
}

/// An attestation that holds in block 100.
pub fn an_attestation() -> Attestation {
    Attestation {
        serial: 3,
        issuer: 2,
        commitment: Hash::from([0xc0; 32]),
        level: 2,
        jurisdiction: 352,
        held_since: 10,
        issued: 10,
        expires: 5000,
        state: State::Live,
        renews: None,
        tag: None,
        deposit: Deposit { payer: Payer::Issuer, amount: 10_000_000_000 },
        review: Review::None,
    }
}
