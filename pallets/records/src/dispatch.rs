//! The calls. Each ensures the origin and hands over to `calls/`.

use frame_support::pallet_macros::pallet_section;

/// The calls.
#[pallet_section]
mod dispatch {
    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Creates a register.
        ///
        /// Origin: `MandateOrigin` that covers `track`. Emits `RegisterCreated`.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::create_register())]
        pub fn create_register(
            origin: OriginFor<T>,
            track: TrackId,
            charter: Charter<T::AccountId>,
        ) -> DispatchResult {
            let mandate = T::MandateOrigin::ensure_origin(origin)?;
            Self::do_create_register(mandate, track, charter)
        }

        /// Gives a register other rules. What is lodged already keeps those of before.
        ///
        /// Origin: `MandateOrigin` that covers the register's track. Emits `RulesChanged`.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::set_rules())]
        pub fn set_rules(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            rules: Rules,
        ) -> DispatchResult {
            let mandate = T::MandateOrigin::ensure_origin(origin)?;
            Self::do_set_rules(mandate, register, rules)
        }

        /// Gives a register another calendar. Deadlines that run already stay.
        ///
        /// Origin: the register's authority. Emits `CalendarChanged`.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::set_calendar())]
        pub fn set_calendar(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            calendar: Calendar,
        ) -> DispatchResult {
            let by = Self::ensure_authority(origin, register)?;
            Self::do_set_calendar(by, register, calendar)
        }

        /// Makes another account the authority of a register. It must hold no role in it.
        ///
        /// Origin: `MandateOrigin` that covers the register's track. Emits `AuthorityChanged`.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::set_authority())]
        pub fn set_authority(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            authority: AccountIdLookupOf<T>,
        ) -> DispatchResult {
            let mandate = T::MandateOrigin::ensure_origin(origin)?;
            let authority = T::Lookup::lookup(authority)?;
            Self::do_set_authority(mandate, register, authority)
        }

        /// Suspends a register, activates it again, or closes it for ever.
        ///
        /// Origin: `MandateOrigin` that covers the register's track. Emits `RegisterStatusChanged`.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::set_status())]
        pub fn set_status(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            status: RegisterStatus,
        ) -> DispatchResult {
            let mandate = T::MandateOrigin::ensure_origin(origin)?;
            Self::do_set_status(mandate, register, status)
        }

        /// Grants a role in a register, or changes its terms.
        ///
        /// Origin: the register's authority. Emits `RoleGranted`.
        #[pallet::call_index(5)]
        #[pallet::weight(Pallet::<T>::asking(T::WeightInfo::grant_role(), 2, 0))]
        pub fn grant_role(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            account: AccountIdLookupOf<T>,
            role: Role,
            grant: Grant,
        ) -> DispatchResult {
            let by = Self::ensure_authority(origin, register)?;
            let account = T::Lookup::lookup(account)?;
            Self::do_grant_role(by, register, account, role, grant)
        }

        /// Takes a role away. What the account approved before stays approved.
        ///
        /// Origin: the register's authority, or the account itself. Emits `RoleRevoked`.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::revoke_role())]
        pub fn revoke_role(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            account: AccountIdLookupOf<T>,
            role: Role,
        ) -> DispatchResult {
            let account = T::Lookup::lookup(account)?;
            Self::do_revoke_role(origin, register, account, role)
        }

        /// Puts under review what an account approved since a block: what is not completed waits, and what was
        /// completed is not disposed of.
        ///
        /// Origin: the register's authority, or an auditor. Emits `ReviewStarted`.
        #[pallet::call_index(7)]
        #[pallet::weight(Pallet::<T>::asking(T::WeightInfo::review(), 1, 0))]
        pub fn review(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            registrar: AccountIdLookupOf<T>,
            since: BlockNumber,
            grounds: H256,
        ) -> DispatchResult {
            let registrar = T::Lookup::lookup(registrar)?;
            Self::do_review(origin, register, registrar, since, grounds)
        }

        /// Ends a review.
        ///
        /// Origin: the register's authority. Emits `ReviewEnded`.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::end_review())]
        pub fn end_review(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            registrar: AccountIdLookupOf<T>,
        ) -> DispatchResult {
            let by = Self::ensure_authority(origin, register)?;
            let registrar = T::Lookup::lookup(registrar)?;
            Self::do_end_review(by, register, registrar)
        }

        /// Lodges a dealing: it takes its place on the day list, and takes effect on that day unless another
        /// one is stated.
        ///
        /// Origin: a clerk, registrar or notary; where the rules allow it, whoever it concerns; for a caution
        /// or a search, anyone. Emits `Lodged`.
        #[pallet::call_index(9)]
        #[pallet::weight(Pallet::<T>::asking(T::WeightInfo::lodge(), 5, 1))]
        pub fn lodge(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            record: Option<RecordId>,
            act: Act<T::AccountId>,
            instrument: H256,
            effective: Option<Day>,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_lodge(who, register, record, act, instrument, effective)
        }

        /// Takes a place on the day list for a dealing that nobody is to know yet. See [`sealing`] for what to
        /// commit to.
        ///
        /// Origin: as for `lodge`. Emits `Sealed`.
        #[pallet::call_index(10)]
        #[pallet::weight(Pallet::<T>::asking(T::WeightInfo::seal(), 3, 0))]
        pub fn seal(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            commitment: H256,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_seal(who, register, commitment)
        }

        /// Says what a sealed dealing is. It keeps the place that it was sealed in.
        ///
        /// Origin: who sealed it. Emits `Lodged`.
        #[pallet::call_index(11)]
        #[pallet::weight(Pallet::<T>::asking(T::WeightInfo::reveal(), 5, 1))]
        #[allow(clippy::too_many_arguments, reason = "they are what was committed to")]
        pub fn reveal(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            #[pallet::compact] dealing: DealingId,
            record: Option<RecordId>,
            act: Act<T::AccountId>,
            instrument: H256,
            effective: Option<Day>,
            salt: H256,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_reveal(who, register, dealing, record, act, instrument, effective, salt)
        }

        /// Consents to a dealing for a party.
        ///
        /// Origin: the party's account, or who represents it. Emits `Consented`.
        #[pallet::call_index(12)]
        #[pallet::weight(T::WeightInfo::consent())]
        pub fn consent(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            #[pallet::compact] dealing: DealingId,
            party: Party<T::AccountId>,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_consent(who, register, dealing, party)
        }

        /// Takes a consent back, before the dealing is approved.
        ///
        /// Origin: the party's account, or who represents it. Emits `ConsentRetracted`.
        #[pallet::call_index(13)]
        #[pallet::weight(T::WeightInfo::retract())]
        pub fn retract(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            #[pallet::compact] dealing: DealingId,
            party: Party<T::AccountId>,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_retract(who, register, dealing, party)
        }

        /// Asks the lodger of a dealing for what is missing, within so many business days.
        ///
        /// Origin: a clerk or registrar. Emits `Requisitioned`.
        #[pallet::call_index(14)]
        #[pallet::weight(Pallet::<T>::asking(T::WeightInfo::requisition(), 2, 0))]
        pub fn requisition(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            #[pallet::compact] dealing: DealingId,
            question: H256,
            days: u16,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_requisition(who, register, dealing, question, days)
        }

        /// Answers a requisition.
        ///
        /// Origin: who lodged the dealing. Emits `Answered`.
        #[pallet::call_index(15)]
        #[pallet::weight(T::WeightInfo::answer())]
        pub fn answer(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            #[pallet::compact] dealing: DealingId,
            answer: H256,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_answer(who, register, dealing, answer)
        }

        /// Objects to a dealing, as long as its notice runs. It waits until the objection is withdrawn or
        /// decided.
        ///
        /// Origin: anyone, frozen or not. Emits `Objected`.
        #[pallet::call_index(16)]
        #[pallet::weight(T::WeightInfo::object())]
        pub fn object(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            #[pallet::compact] dealing: DealingId,
            grounds: H256,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_object(who, register, dealing, grounds)
        }

        /// Withdraws an objection; its deposit is returned.
        ///
        /// Origin: who objected. Emits `ObjectionWithdrawn`.
        #[pallet::call_index(17)]
        #[pallet::weight(T::WeightInfo::withdraw_objection())]
        pub fn withdraw_objection(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            #[pallet::compact] dealing: DealingId,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_withdraw_objection(who, register, dealing)
        }

        /// Decides an objection.
        ///
        /// Origin: a court; a registrar who is neither its lodger nor the objector. Emits `ObjectionDecided`.
        #[pallet::call_index(18)]
        #[pallet::weight(Pallet::<T>::asking(T::WeightInfo::decide_objection(), 6, 0))]
        pub fn decide_objection(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            #[pallet::compact] dealing: DealingId,
            objector: AccountIdLookupOf<T>,
            verdict: ObjectionVerdict,
            reasons: H256,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let objector = T::Lookup::lookup(objector)?;
            Self::do_decide_objection(who, register, dealing, objector, verdict, reasons)
        }

        /// Withdraws a dealing that is not completed; its deposit is returned.
        ///
        /// Origin: who lodged it. Emits `Withdrawn`.
        #[pallet::call_index(19)]
        #[pallet::weight(T::WeightInfo::withdraw())]
        pub fn withdraw(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            #[pallet::compact] dealing: DealingId,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_withdraw(who, register, dealing)
        }

        /// Rejects a dealing.
        ///
        /// Origin: a registrar; the authority or a court where it approves. Emits `Rejected`.
        #[pallet::call_index(20)]
        #[pallet::weight(Pallet::<T>::asking(T::WeightInfo::reject(), 2, 0))]
        pub fn reject(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            #[pallet::compact] dealing: DealingId,
            reason: RejectionReason,
            reasons: H256,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_reject(who, register, dealing, reason, reasons)
        }

        /// Approves a dealing, and completes it at once if nothing is to be waited for.
        ///
        /// Origin: another person than who lodged it: a registrar, or for some kinds the authority or a court.
        /// Emits `Approved`.
        #[pallet::call_index(21)]
        #[pallet::weight(Pallet::<T>::approval_weight().saturating_add(Pallet::<T>::heaviest_completion()))]
        pub fn approve(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            #[pallet::compact] dealing: DealingId,
        ) -> DispatchResultWithPostInfo {
            let who = ensure_signed(origin)?;
            Self::do_approve(who, register, dealing)
        }

        /// Approves several dealings, all or none.
        ///
        /// Origin: as for `approve`, where the rules allow it. Emits `Approved`.
        #[pallet::call_index(22)]
        #[pallet::weight(Pallet::<T>::batch_weight(dealings.len()))]
        pub fn approve_batch(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            dealings: Batch,
        ) -> DispatchResultWithPostInfo {
            let who = ensure_signed(origin)?;
            Self::do_approve_batch(who, register, dealings)
        }

        /// Completes a dealing that was approved, once its notice has passed and its turn has come.
        ///
        /// Free when it completes it.
        ///
        /// Origin: anyone. Emits `Completed`.
        #[pallet::call_index(23)]
        #[pallet::weight(Pallet::<T>::heaviest_completion())]
        pub fn complete(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            #[pallet::compact] dealing: DealingId,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_complete(register, dealing)
        }

        /// Ends a dealing whose time is up.
        ///
        /// Free when it ends it.
        ///
        /// Origin: anyone. Emits `Lapsed`.
        #[pallet::call_index(24)]
        #[pallet::weight(T::WeightInfo::lapse())]
        pub fn lapse(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            #[pallet::compact] dealing: DealingId,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_lapse(register, dealing)?;
            Ok(Pays::No.into())
        }

        /// Forbids every dealing with a record, at once, ahead of all that is pending.
        ///
        /// Origin: a court. Emits `Recorded`.
        #[pallet::call_index(25)]
        #[pallet::weight(Pallet::<T>::asking(T::WeightInfo::freeze(), 1, 0))]
        pub fn freeze(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            #[pallet::compact] record: RecordId,
            order: H256,
            until: Option<Day>,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_freeze(who, register, record, order, until)
        }

        /// Lifts a court's freeze.
        ///
        /// Origin: a court. Emits `Recorded`.
        #[pallet::call_index(26)]
        #[pallet::weight(Pallet::<T>::asking(T::WeightInfo::unfreeze(), 1, 0))]
        pub fn unfreeze(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            #[pallet::compact] record: RecordId,
            #[pallet::compact] number: BurdenNumber,
            order: H256,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_unfreeze(who, register, record, number, order)
        }

        /// Takes a version out of view: its owners are replaced by a hash, and its content is no longer to be
        /// shown. Its dates and hashes stay.
        ///
        /// Origin: the register's authority, or a court. Emits `Redacted`.
        #[pallet::call_index(27)]
        #[pallet::weight(Pallet::<T>::asking(T::WeightInfo::redact(), 1, 0))]
        pub fn redact(
            origin: OriginFor<T>,
            #[pallet::compact] register: RegisterId,
            #[pallet::compact] record: RecordId,
            #[pallet::compact] version: VersionNumber,
            reason: RedactionReason,
            order: H256,
        ) -> DispatchResult {
            Self::do_redact(origin, register, record, version, reason, order)
        }

        /// Says in which register what proposals carried out is recorded; none: in none.
        ///
        /// Origin: `MandateOrigin` that covers the register's track, and that of the register of before; Root
        /// for none. Emits `DecisionsKept`.
        #[pallet::call_index(28)]
        #[pallet::weight(T::WeightInfo::keep_decisions())]
        pub fn keep_decisions(
            origin: OriginFor<T>,
            register: Option<RegisterId>,
        ) -> DispatchResult {
            let mandate = T::MandateOrigin::ensure_origin(origin)?;
            Self::do_keep_decisions(mandate, register)
        }
    }
}
