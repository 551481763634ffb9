//! What happened to proposals, their deposits, the tracks and the guardian.

use frame_support::pallet_macros::pallet_section;

/// The events of the pallet.
#[pallet_section]
mod events {
    /// What happened to proposals, deposits, tracks and the guardian.
    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    #[allow(clippy::large_enum_variant, reason = "an event is encoded as soon as it is emitted")]
    pub enum Event<T: Config> {
        /// A proposal was submitted.
        Submitted {
            /// The proposal.
            id: ProposalId,
            /// Who submitted it.
            proposer: T::AccountId,
            /// The rules it is decided under.
            track: TrackId,
            /// The call, by hash or inline.
            call: BoundedCallOf<T>,
            /// The text that explains it.
            text: Text,
            /// What the proposer put down.
            deposit: Balance,
            /// The policy that the proposer met, if the track asks for one.
            policy: Option<PolicyVersion>,
        },
        /// The text of a proposal was replaced.
        TextChanged {
            /// The proposal.
            id: ProposalId,
            /// Counts the texts, from 1.
            version: u32,
            /// The text before.
            old: Text,
            /// The text from now on.
            new: Text,
        },
        /// Somebody put down a part of the decision deposit.
        Sponsored {
            /// The proposal.
            id: ProposalId,
            /// Who.
            who: T::AccountId,
            /// How much.
            amount: Balance,
            /// What all sponsors have put down together.
            sponsored: Balance,
            /// What the track asks for.
            required: Balance,
        },
        /// A proposal is ready and waits until fewer are under decision.
        Queued {
            /// The proposal.
            id: ProposalId,
            /// The track.
            track: TrackId,
            /// Its position in the queue; positions are never used again.
            position: u64,
        },
        /// The decision on a proposal started.
        DecisionStarted {
            /// The proposal.
            id: ProposalId,
            /// The track.
            track: TrackId,
            /// The call, by hash or inline, as it is decided on.
            call: BoundedCallOf<T>,
            /// The hash of the text, as it is decided on.
            text_hash: sp_core::H256,
            /// The block in which the decision period ends.
            ends: BlockNumber,
            /// The empty tally, with its denominators.
            tally: T::Tally,
        },
        /// A proposal passes and has to keep passing.
        ConfirmationStarted {
            /// The proposal.
            id: ProposalId,
            /// Since which block.
            since: BlockNumber,
            /// The block in which it is approved, unless it stops passing before.
            ends: BlockNumber,
        },
        /// A proposal stopped passing before its confirmation ended.
        ConfirmationLost {
            /// The proposal.
            id: ProposalId,
            /// In which block.
            at: BlockNumber,
        },
        /// A proposal was approved.
        Approved {
            /// The proposal.
            id: ProposalId,
            /// As of which block.
            at: BlockNumber,
            /// The block in which its call runs.
            executes_at: BlockNumber,
            /// What was counted.
            tally: T::Tally,
        },
        /// A proposal was rejected.
        Rejected {
            /// The proposal.
            id: ProposalId,
            /// As of which block.
            at: BlockNumber,
            /// What was counted.
            tally: T::Tally,
        },
        /// A proposal's deposit was not complete in time.
        TimedOut {
            /// The proposal.
            id: ProposalId,
            /// As of which block.
            at: BlockNumber,
        },
        /// A proposal was cancelled; deposits can be claimed back.
        Cancelled {
            /// The proposal.
            id: ProposalId,
            /// Who.
            by: Stopper,
            /// Why.
            reason: Reason,
        },
        /// A proposal was killed; its deposits are slashed.
        Killed {
            /// The proposal.
            id: ProposalId,
            /// The proposal that gave the authority, if one did.
            by: Option<ProposalId>,
            /// Why.
            reason: Reason,
        },
        /// The guardian vetoed an approved proposal.
        Vetoed {
            /// The proposal.
            id: ProposalId,
            /// The guardian.
            guardian: T::AccountId,
            /// Why.
            reason: Reason,
        },
        /// The call of a proposal ran.
        Executed {
            /// The proposal.
            id: ProposalId,
            /// Which try it was, from 1.
            attempt: u32,
        },
        /// The call of a proposal failed; nothing of it took effect.
        ExecutionFailed {
            /// The proposal.
            id: ProposalId,
            /// Which try it was, from 1.
            attempt: u32,
            /// Why.
            error: DispatchError,
            /// When it is tried again by itself.
            next: Option<BlockNumber>,
        },
        /// The deadline for trying a failed call again has passed.
        RetriesOver {
            /// The proposal.
            id: ProposalId,
        },
        /// The transaction version has changed since the decision started: the call waits.
        ReaffirmationNeeded {
            /// The proposal.
            id: ProposalId,
            /// The transaction version it was decided under.
            decided_under: u32,
            /// The transaction version now.
            current: u32,
        },
        /// A call was reaffirmed under the present transaction version.
        Reaffirmed {
            /// The proposal.
            id: ProposalId,
            /// The transaction version it was decided under.
            old: u32,
            /// The transaction version now.
            new: u32,
        },
        /// A deposit was paid back.
        DepositRefunded {
            /// The proposal.
            id: ProposalId,
            /// To whom.
            who: T::AccountId,
            /// How much.
            amount: Balance,
        },
        /// A deposit was slashed.
        DepositSlashed {
            /// The proposal.
            id: ProposalId,
            /// Whose it was.
            who: T::AccountId,
            /// How much.
            amount: Balance,
            /// Who got it.
            to: T::AccountId,
        },
        /// A track was added or changed.
        TrackSet {
            /// The track.
            id: TrackId,
            /// The rules before, if there were any.
            old: Option<Track>,
            /// The rules from now on.
            new: Track,
        },
        /// A track was removed.
        TrackRemoved {
            /// The track.
            id: TrackId,
            /// The rules before.
            old: Track,
        },
        /// The guardian changed.
        GuardianSet {
            /// The guardian before.
            old: Option<Guardian<T::AccountId>>,
            /// The guardian from now on.
            new: Option<Guardian<T::AccountId>>,
        },
        /// A proposal that was concluded long ago was removed from the state.
        Pruned {
            /// The proposal.
            id: ProposalId,
        },
    }
}
