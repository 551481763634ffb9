//! Why a call was refused, and what to do about it.

use frame_support::pallet_macros::pallet_section;

/// The errors of the pallet.
#[pallet_section]
mod errors {
    /// Why a call was refused.
    #[pallet::error]
    pub enum Error<T> {
        /// There is no proposal with this number, or it was pruned long after its end.
        NotFound,
        /// There is no track with this number. Look at `tracks` for those there are.
        TrackNotFound,
        /// This account or origin may not do this to this proposal.
        NotAuthorized,
        /// The proposal is not in a state in which this can be done. Look at its status.
        WrongStatus,
        /// The decision has started: what is decided on does not change any more.
        DecisionStarted,
        /// The amount is zero.
        AmountZero,
        /// The decision deposit is complete already.
        DepositComplete,
        /// It is too late: the proposal's time to complete its deposit is over.
        TooLate,
        /// It is too early: the timelock has not ended.
        TooEarly,
        /// The call is kept nowhere. Note its preimage first.
        CallUnavailable,
        /// The call is longer than `MaxCallLen`.
        CallTooLong,
        /// The call weighs more than `MaxCallWeight`.
        CallTooHeavy,
        /// The bytes are no call of this runtime, or calls are nested deeper than `MaxCallDepth`.
        CallUndecodable,
        /// The call must be given inline or by hash and length.
        LegacyCall,
        /// This account has no deposit on this proposal.
        NoDeposit,
        /// There is nothing to do for this proposal now.
        NothingDue,
        /// The rules contradict themselves, or last longer than say is remembered or locked.
        InvalidTrack,
        /// There are as many tracks as there can be.
        TooManyTracks,
        /// A guardian's term must end in the future, within `MaxGuardianTerm`.
        InvalidTerm,
        /// The track does not let the guardian veto.
        VetoNotAllowed,
        /// There are as many proposals as can be numbered.
        TooManyProposals,
        /// An amount is larger than can be counted.
        Overflow,
        /// The proposer does not meet the policy that the track asks for. Look at the track's
        /// `policy`, get the attestations that it names, and submit again; or use another track.
        NotEligible,
        /// There is no such version of the policy. Register it first, or name one that exists.
        PolicyNotFound,
    }
}
