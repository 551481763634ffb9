//! The calls: each ensures its origin and hands over to `calls/` or to what it is about.

use frame_support::pallet_macros::pallet_section;

/// The calls of the pallet.
#[pallet_section]
mod dispatch {
    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Submits a proposal to run `call` with the authority of `track`.
        ///
        /// The proposer must meet the track's policy in this block, if it has one. The call must be
        /// short enough, decodable, not too deeply nested and not too heavy, and kept already if it
        /// is given by hash; from now on nobody can take it away. Holds the track's submission
        /// deposit. Emits `Submitted`.
        #[pallet::call_index(0)]
        #[pallet::weight(
            T::WeightInfo::submit(call.len().unwrap_or_else(T::MaxCallLen::get))
                .saturating_add(T::Eligibility::weight())
        )]
        pub fn submit(
            origin: OriginFor<T>,
            track: TrackId,
            call: BoundedCallOf<T>,
            text: Text,
        ) -> DispatchResultWithPostInfo {
            let who = ensure_signed(origin)?;
            Self::do_submit(who, track, call, text)
        }

        /// Puts down `amount` towards the decision deposit, or as much of it as is still needed.
        ///
        /// If that completes it and the preparation is over, the decision starts or the proposal
        /// queues. Emits `Sponsored`.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::sponsor())]
        pub fn sponsor(
            origin: OriginFor<T>,
            #[pallet::compact] id: ProposalId,
            #[pallet::compact] amount: Balance,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_sponsor(who, id, amount)
        }

        /// Replaces the text of one's own proposal, until its decision starts. Emits
        /// `TextChanged`.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::set_text())]
        pub fn set_text(
            origin: OriginFor<T>,
            #[pallet::compact] id: ProposalId,
            text: Text,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_set_text(who, id, text)
        }

        /// Cancels a proposal: its proposer until the decision starts, the cancelling authority
        /// until its call has run. Deposits can be claimed back. Emits `Cancelled`.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::cancel())]
        pub fn cancel(
            origin: OriginFor<T>,
            #[pallet::compact] id: ProposalId,
            reason: Reason,
        ) -> DispatchResult {
            Self::do_cancel(origin, id, reason)
        }

        /// Kills a proposal whose call has not run, and slashes its deposits. Emits `Killed`.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::kill())]
        pub fn kill(
            origin: OriginFor<T>,
            #[pallet::compact] id: ProposalId,
            reason: Reason,
        ) -> DispatchResult {
            let by = T::KillOrigin::ensure_origin(origin)?;
            Self::do_kill(by, id, reason)
        }

        /// Vetoes an approved proposal before its call has run: the guardian, if the track allows
        /// it. Emits `Vetoed`.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::veto())]
        pub fn veto(
            origin: OriginFor<T>,
            #[pallet::compact] id: ProposalId,
            reason: Reason,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_veto(who, id, reason)
        }

        /// Runs an approved call that is due, or tries a failed one again before its deadline.
        ///
        /// Anyone may do this, though a block does it by itself. Free if the call then succeeds.
        /// Emits `Executed` or `ExecutionFailed`.
        #[pallet::call_index(6)]
        #[pallet::weight(Pallet::<T>::enact_weight().saturating_add(T::MaxCallWeight::get()))]
        pub fn enact(
            origin: OriginFor<T>,
            #[pallet::compact] id: ProposalId,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_enact(id)
        }

        /// Reaffirms an approved call under the present transaction version; it runs in the next
        /// block. Emits `Reaffirmed`.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::reaffirm())]
        pub fn reaffirm(origin: OriginFor<T>, #[pallet::compact] id: ProposalId) -> DispatchResult {
            T::ConstitutionOrigin::ensure_origin(origin)?;
            Self::do_reaffirm(id)
        }

        /// Pays the deposit of `who` on a concluded proposal back, or slashes it if the proposal
        /// was killed. Anyone may do this, free of charge. Emits `DepositRefunded` or
        /// `DepositSlashed`.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::settle())]
        pub fn settle(
            origin: OriginFor<T>,
            #[pallet::compact] id: ProposalId,
            who: T::AccountId,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_settle(id, &who)?;
            Ok(Pays::No.into())
        }

        /// Does now what is due for a proposal, other than running its call. Anyone may do this,
        /// though a block does it by itself. Free, and refused if nothing is due.
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::advance())]
        pub fn advance(
            origin: OriginFor<T>,
            #[pallet::compact] id: ProposalId,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_advance(id)?;
            Ok(Pays::No.into())
        }

        /// Adds a track, or changes one for proposals whose decision has not started; its policy
        /// is asked of those who submit from now on, and must exist. Emits `TrackSet`.
        #[pallet::call_index(10)]
        #[pallet::weight(T::WeightInfo::set_track())]
        pub fn set_track(origin: OriginFor<T>, id: TrackId, track: Track) -> DispatchResult {
            T::ConstitutionOrigin::ensure_origin(origin)?;
            Self::do_set_track(id, track)
        }

        /// Removes a track. Proposals under decision go on under the rules they started with;
        /// those before are cancelled. Emits `TrackRemoved`.
        #[pallet::call_index(11)]
        #[pallet::weight(T::WeightInfo::remove_track())]
        pub fn remove_track(origin: OriginFor<T>, id: TrackId) -> DispatchResult {
            T::ConstitutionOrigin::ensure_origin(origin)?;
            Self::do_remove_track(id)
        }

        /// Names the guardian for a bounded time, or nobody. Emits `GuardianSet`.
        #[pallet::call_index(12)]
        #[pallet::weight(T::WeightInfo::set_guardian())]
        pub fn set_guardian(
            origin: OriginFor<T>,
            guardian: Option<Guardian<T::AccountId>>,
        ) -> DispatchResult {
            T::ConstitutionOrigin::ensure_origin(origin)?;
            Self::do_set_guardian(guardian)
        }
    }
}
