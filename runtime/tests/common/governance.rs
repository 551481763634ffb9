//! Taking proposals through their life.

use althing_primitives::{eligibility::PolicyVersion, BlockNumber, ProposalId, TrackId};
use althing_runtime::{
    constants::THG, Attestations, DaoTreasury, Proposals, Records, Runtime, RuntimeCall, Voting,
};
use codec::Encode;
use frame_support::{assert_ok, traits::Bounded};
use pallet_proposals::{BoundedCallOf, ProposalOf, Status, Text};
use pallet_voting::Choice;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};
use sp_runtime::{
    traits::{BlakeTwo256, Hash},
    DispatchError,
};

use super::Chain;

/// The track whose authority is Root.
pub const CONSTITUTION: TrackId = 0;
/// The track that spends up to a million.
pub const TREASURY: TrackId = 1;
/// The track that cancels proposals.
pub const CANCELLER: TrackId = 3;
/// The track that kills proposals.
pub const KILLER: TrackId = 4;

/// From submission to decision.
pub const PREPARATION: BlockNumber = 5;
/// From the first block in which a proposal passes to its approval.
pub const CONFIRMATION: BlockNumber = 30;
/// From approval to execution.
pub const TIMELOCK: BlockNumber = 5;

/// Who has say from genesis on in the networks.
pub const STAKERS: [Sr25519Keyring; 4] = [Alice, Bob, Charlie, Dave];

/// A short call, as it is proposed.
pub fn inline(call: impl Into<RuntimeCall>) -> BoundedCallOf<Runtime> {
    Bounded::Inline(call.into().encode().try_into().expect("the call is short"))
}

/// A long call, as it is proposed: by its hash.
pub fn by_hash(call: &RuntimeCall) -> BoundedCallOf<Runtime> {
    let bytes = call.encode();
    Bounded::Lookup { hash: BlakeTwo256::hash(&bytes), len: bytes.len() as u32 }
}

impl Chain {
    /// Submits a proposal and completes its deposit.
    pub fn propose(
        &mut self,
        who: Sr25519Keyring,
        track: TrackId,
        call: BoundedCallOf<Runtime>,
    ) -> ProposalId {
        let id = self.read(pallet_proposals::ProposalCount::<Runtime>::get);
        let text = Text {
            hash: BlakeTwo256::hash(b"why"),
            uri: b"ipfs://why".to_vec().try_into().unwrap(),
        };
        assert_ok!(self.send(who, pallet_proposals::Call::submit { track, call, text }));
        assert_ok!(self.send(who, pallet_proposals::Call::sponsor { id, amount: 100 * THG }));
        id
    }

    /// Makes blocks until the decision on a proposal has started.
    pub fn decide(&mut self, id: ProposalId) {
        for _ in 0..=PREPARATION {
            if self.proposal(id).status == Status::Deciding {
                return;
            }
            self.skip(1);
        }
        panic!("no decision: {:?}", self.proposal(id).status);
    }

    /// Has everybody with say vote aye, in one block.
    pub fn all_vote_aye(&mut self, id: ProposalId) {
        self.find_room();
        let ballots = STAKERS.map(|who| self.sign(who, vote(id, Choice::Aye))).to_vec();
        for result in self.block(ballots) {
            assert_ok!(result.expect("the transaction is valid"));
        }
    }

    /// Takes a proposal from its submission to the block in which its call runs.
    pub fn enact(
        &mut self,
        who: Sr25519Keyring,
        track: TrackId,
        call: BoundedCallOf<Runtime>,
    ) -> ProposalId {
        let id = self.approve(who, track, call);
        self.skip(TIMELOCK);
        id
    }

    /// Takes proposals, all at once, from their submission to the block in which the call of the
    /// last one runs.
    pub fn enact_all(
        &mut self,
        who: Sr25519Keyring,
        track: TrackId,
        calls: Vec<RuntimeCall>,
    ) -> Vec<ProposalId> {
        let calls = calls.into_iter().map(|call| self.bounded(call)).collect::<Vec<_>>();
        let ids = calls.into_iter().map(|call| self.propose(who, track, call)).collect::<Vec<_>>();
        ids.iter().for_each(|id| self.decide(*id));
        ids.iter().for_each(|id| self.all_vote_aye(*id));
        self.skip(CONFIRMATION + TIMELOCK);
        ids
    }

    /// A call as it is proposed. One that is too long is noted first.
    pub fn bounded(&mut self, call: RuntimeCall) -> BoundedCallOf<Runtime> {
        let bytes = call.encode();
        if bytes.len() <= 128 {
            return inline(call);
        }
        assert_ok!(self.send(Dave, pallet_preimage::Call::note_preimage { bytes }));
        by_hash(&call)
    }

    /// Takes a proposal from its submission to its approval.
    pub fn approve(
        &mut self,
        who: Sr25519Keyring,
        track: TrackId,
        call: BoundedCallOf<Runtime>,
    ) -> ProposalId {
        let id = self.propose(who, track, call);
        self.decide(id);
        self.all_vote_aye(id);
        self.skip(CONFIRMATION);
        let status = self.proposal(id).status;
        assert!(matches!(status, Status::Timelocked { .. }), "not approved: {status:?}");
        id
    }

    /// What is stored of a proposal.
    pub fn proposal(&mut self, id: ProposalId) -> ProposalOf<Runtime> {
        self.read(|| pallet_proposals::Proposals::<Runtime>::get(id)).expect("it is stored")
    }

    /// Checks that the call of a proposal has run.
    pub fn assert_executed(&mut self, id: ProposalId) {
        let status = self.proposal(id).status;
        assert!(matches!(status, Status::Executed { .. }), "{status:?}");
    }

    /// Why the call of a proposal failed.
    pub fn failure(&mut self, id: ProposalId) -> DispatchError {
        match self.proposal(id).status {
            Status::ExecutionFailed { error, .. } => error,
            other => panic!("it has not failed: {other:?}"),
        }
    }

    /// Checks what always holds.
    pub fn check(&mut self) {
        self.read(|| {
            assert_ok!(Proposals::do_try_state());
            assert_ok!(Voting::do_try_state());
            assert_ok!(DaoTreasury::do_try_state());
            assert_ok!(Attestations::do_try_state());
            assert_ok!(Records::do_try_state());
        });
    }
}

/// A ballot.
pub fn vote(poll: ProposalId, choice: Choice) -> RuntimeCall {
    pallet_voting::Call::vote { poll, choice }.into()
}

/// A payment that can be claimed at once.
pub fn spend(to: &althing_runtime::AccountId, amount: u128) -> RuntimeCall {
    spend_if(to, amount, None)
}

/// A payment that can be claimed while its beneficiary meets this policy.
pub fn spend_if(
    to: &althing_runtime::AccountId,
    amount: u128,
    policy: Option<PolicyVersion>,
) -> RuntimeCall {
    pallet_dao_treasury::Call::spend {
        amount,
        beneficiary: to.clone().into(),
        valid_from: None,
        expires: None,
        policy,
    }
    .into()
}
