//! The calls: each ensures its origin and hands over to `calls/`.

use frame_support::pallet_macros::pallet_section;

/// The calls of the pallet.
#[pallet_section]
mod dispatch {
    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Creates a tag domain, within which a person has one tag.
        ///
        /// `key` is the public key of `key_holder`, who evaluates the tags and never becomes an issuer of the
        /// domain's schemas.
        ///
        /// Origin: `MandateOrigin` that covers `track`. Emits `DomainCreated`.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::create_domain())]
        pub fn create_domain(
            origin: OriginFor<T>,
            track: TrackId,
            key_holder: AccountIdLookupOf<T>,
            key: TagKey,
        ) -> DispatchResult {
            let mandate = T::MandateOrigin::ensure_origin(origin)?;
            let key_holder = T::Lookup::lookup(key_holder)?;
            Self::do_create_domain(mandate, track, key_holder, key)
        }

        /// Changes a domain's key. Until the overlap of `overlap` blocks ends, tags under the key of before are
        /// asked for as well, so that nobody stands twice.
        ///
        /// Origin: `MandateOrigin` that covers the domain's track. Emits `DomainKeyRotated`.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::rotate_key())]
        pub fn rotate_key(
            origin: OriginFor<T>,
            #[pallet::compact] domain: DomainId,
            key_holder: AccountIdLookupOf<T>,
            key: TagKey,
            overlap: BlockNumber,
        ) -> DispatchResult {
            let mandate = T::MandateOrigin::ensure_origin(origin)?;
            let key_holder = T::Lookup::lookup(key_holder)?;
            Self::do_rotate_key(mandate, domain, key_holder, key, overlap)
        }

        /// Creates a schema. Its rules and its layout never change.
        ///
        /// Origin: `MandateOrigin` that covers the rules' track, and the domain's if it joins one. Emits
        /// `SchemaCreated`.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::create_schema())]
        pub fn create_schema(
            origin: OriginFor<T>,
            rules: SchemaRules,
            name: Name,
            fields: Layout,
        ) -> DispatchResult {
            let mandate = T::MandateOrigin::ensure_origin(origin)?;
            Self::do_create_schema(mandate, rules, Description { name, fields })
        }

        /// Retires a schema: nothing is issued or renewed under it any more. What was issued lives on until it
        /// expires or ends.
        ///
        /// Origin: `MandateOrigin` that covers the schema's track. Emits `SchemaRetired`.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::retire_schema())]
        pub fn retire_schema(
            origin: OriginFor<T>,
            #[pallet::compact] schema: SchemaId,
        ) -> DispatchResult {
            let mandate = T::MandateOrigin::ensure_origin(origin)?;
            Self::do_retire_schema(mandate, schema)
        }

        /// Lets `account` attest under a schema.
        ///
        /// Origin: `MandateOrigin` that covers the schema's track. Emits `IssuerAccredited`.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::accredit())]
        pub fn accredit(
            origin: OriginFor<T>,
            #[pallet::compact] schema: SchemaId,
            account: AccountIdLookupOf<T>,
            rights: Rights,
        ) -> DispatchResult {
            let mandate = T::MandateOrigin::ensure_origin(origin)?;
            let account = T::Lookup::lookup(account)?;
            Self::do_accredit(mandate, schema, account, rights)
        }

        /// Stops an issuer, and its deputies with it, from doing anything. What it issued counts as before.
        ///
        /// Origin: `MandateOrigin` that covers the schema's track. Emits `IssuerStatusChanged`.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::suspend_issuer())]
        pub fn suspend_issuer(
            origin: OriginFor<T>,
            #[pallet::compact] issuer: IssuerId,
            evidence: H256,
        ) -> DispatchResult {
            let mandate = T::MandateOrigin::ensure_origin(origin)?;
            Self::do_suspend_issuer(mandate, issuer, evidence)
        }

        /// Lets a suspended issuer issue again. What is void of it stays void.
        ///
        /// Origin: `MandateOrigin` that covers the schema's track. Emits `IssuerStatusChanged`.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::reinstate_issuer())]
        pub fn reinstate_issuer(
            origin: OriginFor<T>,
            #[pallet::compact] issuer: IssuerId,
            evidence: H256,
        ) -> DispatchResult {
            let mandate = T::MandateOrigin::ensure_origin(origin)?;
            Self::do_reinstate_issuer(mandate, issuer, evidence)
        }

        /// Removes an issuer for good. Nothing that it issued counts from this block on.
        ///
        /// Origin: `MandateOrigin` that covers the schema's track. Emits `IssuerStatusChanged`.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::remove_issuer())]
        pub fn remove_issuer(
            origin: OriginFor<T>,
            #[pallet::compact] issuer: IssuerId,
            evidence: H256,
        ) -> DispatchResult {
            let mandate = T::MandateOrigin::ensure_origin(origin)?;
            Self::do_remove_issuer(mandate, issuer, evidence)
        }

        /// Makes everything void that an issuer issued in a span of blocks, however much it is. What other
        /// pallets already concluded from it stands.
        ///
        /// Origin: `MandateOrigin` that covers the schema's track. Emits `IssuerVoided`.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::void_issuer())]
        pub fn void_issuer(
            origin: OriginFor<T>,
            #[pallet::compact] issuer: IssuerId,
            span: Span,
            evidence: H256,
        ) -> DispatchResult {
            let mandate = T::MandateOrigin::ensure_origin(origin)?;
            Self::do_void_issuer(mandate, issuer, span, evidence)
        }

        /// Sets what an issuer has put down to draw deposits from.
        ///
        /// Origin: the issuer. Emits `BondChanged`.
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::set_bond())]
        pub fn set_bond(
            origin: OriginFor<T>,
            #[pallet::compact] issuer: IssuerId,
            #[pallet::compact] amount: Balance,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_set_bond(who, issuer, amount)
        }

        /// Sets the keys with which an issuer signs documents off chain.
        ///
        /// Origin: the issuer, active. Emits `KeysChanged`.
        #[pallet::call_index(10)]
        #[pallet::weight(T::WeightInfo::set_keys())]
        pub fn set_keys(
            origin: OriginFor<T>,
            #[pallet::compact] issuer: IssuerId,
            keys: IssuerKeys,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_set_keys(who, issuer, keys)
        }

        /// Lets `deputy` issue in an issuer's name, with fewer rights, until block `until`; or changes both.
        ///
        /// Origin: the issuer, active. Emits `DeputyAppointed`.
        #[pallet::call_index(11)]
        #[pallet::weight(T::WeightInfo::appoint_deputy())]
        pub fn appoint_deputy(
            origin: OriginFor<T>,
            #[pallet::compact] issuer: IssuerId,
            deputy: AccountIdLookupOf<T>,
            rights: Rights,
            until: BlockNumber,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let deputy = T::Lookup::lookup(deputy)?;
            Self::do_appoint_deputy(who, issuer, deputy, Deputy { rights, until })
        }

        /// Ends a deputy's office. What it issued is its issuer's, and counts as before.
        ///
        /// Origin: the issuer, or the deputy. Emits `DeputyDismissed`.
        #[pallet::call_index(12)]
        #[pallet::weight(T::WeightInfo::dismiss_deputy())]
        pub fn dismiss_deputy(
            origin: OriginFor<T>,
            #[pallet::compact] issuer: IssuerId,
            deputy: AccountIdLookupOf<T>,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let deputy = T::Lookup::lookup(deputy)?;
            Self::do_dismiss_deputy(who, issuer, deputy)
        }

        /// Issues an attestation of `subject`.
        ///
        /// An account has to consent: its signature over the message of [`crate::statement`] names this chain,
        /// the issuer, the serial and the terms, so it serves once. The deposit comes from the issuer's bond, if
        /// there is one, and else is held on the issuer's account.
        ///
        /// Origin: the issuer or a deputy. Emits `Issued`.
        #[pallet::call_index(13)]
        #[pallet::weight(T::WeightInfo::issue_over(MOST_BEHIND_TAGS))]
        pub fn issue(
            origin: OriginFor<T>,
            #[pallet::compact] issuer: IssuerId,
            subject: SubjectOf<T>,
            terms: Terms,
            consent: Option<SignedOf<T>>,
        ) -> DispatchResultWithPostInfo {
            let who = ensure_signed(origin)?;
            Self::do_issue(who, issuer, subject, terms, consent)
        }

        /// Carries an attestation to the chain that an issuer has signed off chain; `by` is the account that
        /// signed it, the issuer's own or a deputy's. The subject pays the deposit.
        ///
        /// Origin: the subject. Emits `Issued`.
        #[pallet::call_index(14)]
        #[pallet::weight(T::WeightInfo::claim(MOST_BEHIND_TAGS))]
        pub fn claim(
            origin: OriginFor<T>,
            #[pallet::compact] issuer: IssuerId,
            by: AccountIdLookupOf<T>,
            terms: Terms,
            signed: SignedOf<T>,
        ) -> DispatchResultWithPostInfo {
            let who = ensure_signed(origin)?;
            let by = T::Lookup::lookup(by)?;
            Self::do_claim(who, issuer, by, terms, signed)
        }

        /// Issues an attestation that follows a live one of the same subject and issuer without a break. The
        /// deposit stays where it is.
        ///
        /// Origin: the issuer or a deputy. Emits `Issued`.
        #[pallet::call_index(15)]
        #[pallet::weight(T::WeightInfo::renew(MOST_BEHIND_TAGS))]
        pub fn renew(
            origin: OriginFor<T>,
            #[pallet::compact] issuer: IssuerId,
            subject: SubjectOf<T>,
            terms: Terms,
            consent: Option<SignedOf<T>>,
        ) -> DispatchResultWithPostInfo {
            let who = ensure_signed(origin)?;
            Self::do_renew(who, issuer, subject, terms, consent)
        }

        /// Suspends an attestation, until it is lifted, revoked or expires.
        ///
        /// Origin: its issuer or a deputy. Emits `StateChanged`.
        #[pallet::call_index(16)]
        #[pallet::weight(T::WeightInfo::suspend())]
        pub fn suspend(
            origin: OriginFor<T>,
            #[pallet::compact] schema: SchemaId,
            subject: SubjectOf<T>,
            reason: SuspensionReason,
            evidence: H256,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_suspend(who, schema, subject, reason, evidence)
        }

        /// Lifts a suspension.
        ///
        /// Origin: the attestation's issuer or a deputy. Emits `StateChanged`.
        #[pallet::call_index(17)]
        #[pallet::weight(T::WeightInfo::lift())]
        pub fn lift(
            origin: OriginFor<T>,
            #[pallet::compact] schema: SchemaId,
            subject: SubjectOf<T>,
            evidence: H256,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_lift(who, schema, subject, evidence)
        }

        /// Revokes an attestation.
        ///
        /// Origin: its issuer or a deputy. Emits `StateChanged`.
        #[pallet::call_index(18)]
        #[pallet::weight(T::WeightInfo::revoke())]
        pub fn revoke(
            origin: OriginFor<T>,
            #[pallet::compact] schema: SchemaId,
            subject: SubjectOf<T>,
            reason: RevocationReason,
            evidence: H256,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_revoke(who, schema, subject, reason, evidence)
        }

        /// Gives up an attestation of oneself.
        ///
        /// Origin: the subject. Emits `StateChanged`.
        #[pallet::call_index(19)]
        #[pallet::weight(T::WeightInfo::renounce())]
        pub fn renounce(
            origin: OriginFor<T>,
            #[pallet::compact] schema: SchemaId,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_renounce(who, schema)
        }

        /// Removes an attestation that no longer holds, once neither an appeal nor a poll can still depend on it,
        /// and returns its deposit. A tombstone stays.
        ///
        /// Free when it removes something.
        ///
        /// Origin: anyone. Emits `Removed`.
        #[pallet::call_index(20)]
        #[pallet::weight(T::WeightInfo::remove())]
        pub fn remove(
            origin: OriginFor<T>,
            #[pallet::compact] schema: SchemaId,
            subject: SubjectOf<T>,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_remove(schema, subject)?;
            Ok(Pays::No.into())
        }

        /// Asks an issuer to attest `commitment`, for a fee that is held until the answer. This is the consent to
        /// an attestation with that commitment. A deposit is held beside the fee, and returned in any case.
        ///
        /// Origin: the subject, not frozen. Emits `Requested`.
        #[pallet::call_index(21)]
        #[pallet::weight(T::WeightInfo::request())]
        pub fn request(
            origin: OriginFor<T>,
            #[pallet::compact] issuer: IssuerId,
            commitment: H256,
            #[pallet::compact] fee: Balance,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_request(who, issuer, commitment, fee)
        }

        /// Accepts a request: issues the attestation, takes the fee and returns the deposit.
        ///
        /// Origin: the issuer or a deputy. Emits `Issued` and `RequestAccepted`.
        #[pallet::call_index(22)]
        #[pallet::weight(T::WeightInfo::accept(MOST_BEHIND_TAGS))]
        pub fn accept(
            origin: OriginFor<T>,
            #[pallet::compact] issuer: IssuerId,
            subject: AccountIdLookupOf<T>,
            terms: Terms,
        ) -> DispatchResultWithPostInfo {
            let who = ensure_signed(origin)?;
            let subject = T::Lookup::lookup(subject)?;
            Self::do_accept(who, issuer, subject, terms)
        }

        /// Refuses a request, with a reason; fee and deposit are returned at once. The subject can appeal.
        ///
        /// Origin: the issuer or a deputy. Emits `RequestRefused`.
        #[pallet::call_index(23)]
        #[pallet::weight(T::WeightInfo::refuse())]
        pub fn refuse(
            origin: OriginFor<T>,
            #[pallet::compact] issuer: IssuerId,
            subject: AccountIdLookupOf<T>,
            reason: RefusalReason,
            evidence: H256,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let subject = T::Lookup::lookup(subject)?;
            Self::do_refuse(who, issuer, subject, reason, evidence)
        }

        /// Takes a request back, or closes one whose deadline has passed; its fee and its deposit are returned.
        ///
        /// Free when its deadline has passed. The end of a block does the same as far as there is room.
        ///
        /// Origin: the subject; from the deadline on, anyone. Emits `RequestClosed`.
        #[pallet::call_index(24)]
        #[pallet::weight(T::WeightInfo::close_request())]
        pub fn close_request(
            origin: OriginFor<T>,
            #[pallet::compact] issuer: IssuerId,
            subject: AccountIdLookupOf<T>,
        ) -> DispatchResultWithPostInfo {
            let who = ensure_signed(origin)?;
            let subject = T::Lookup::lookup(subject)?;
            Self::do_close_request(who, issuer, subject)
        }

        /// Creates a policy; its first version has number 1.
        ///
        /// Origin: `MandateOrigin` that covers `track`. Emits `PolicySet`.
        #[pallet::call_index(25)]
        #[pallet::weight(T::WeightInfo::create_policy())]
        pub fn create_policy(
            origin: OriginFor<T>,
            track: TrackId,
            name: Name,
            rule: Rule,
        ) -> DispatchResult {
            let mandate = T::MandateOrigin::ensure_origin(origin)?;
            Self::do_create_policy(mandate, track, name, rule)
        }

        /// Adds a version to a policy. Those of before keep saying what they say.
        ///
        /// Origin: `MandateOrigin` that covers the policy's track. Emits `PolicySet`.
        #[pallet::call_index(26)]
        #[pallet::weight(T::WeightInfo::revise_policy())]
        pub fn revise_policy(
            origin: OriginFor<T>,
            #[pallet::compact] policy: PolicyId,
            rule: Rule,
        ) -> DispatchResult {
            let mandate = T::MandateOrigin::ensure_origin(origin)?;
            Self::do_revise_policy(mandate, policy, rule)
        }

        /// Fills an office for a term, or leaves it vacant.
        ///
        /// Origin: `ConstitutionOrigin`. Emits `OfficeFilled`.
        #[pallet::call_index(27)]
        #[pallet::weight(T::WeightInfo::appoint())]
        pub fn appoint(
            origin: OriginFor<T>,
            office: Office,
            appointment: Option<Appointment<T::AccountId>>,
        ) -> DispatchResult {
            T::ConstitutionOrigin::ensure_origin(origin)?;
            Self::do_appoint(office, appointment)
        }

        /// Freezes an account for `duration` blocks: its tokens do not leave it, and it meets no policy, however
        /// its calls are sent. It can vote, object and appeal.
        ///
        /// Origin: the office of compliance. Emits `Frozen`.
        #[pallet::call_index(28)]
        #[pallet::weight(T::WeightInfo::freeze())]
        pub fn freeze(
            origin: OriginFor<T>,
            account: AccountIdLookupOf<T>,
            duration: BlockNumber,
            cause: FreezeCause,
            evidence: H256,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let account = T::Lookup::lookup(account)?;
            Self::do_freeze(who, account, duration, cause, evidence)
        }

        /// Prolongs a freeze by `duration` blocks.
        ///
        /// Origin: the office of review. Emits `FreezeProlonged`.
        #[pallet::call_index(29)]
        #[pallet::weight(T::WeightInfo::prolong())]
        pub fn prolong(
            origin: OriginFor<T>,
            account: AccountIdLookupOf<T>,
            duration: BlockNumber,
            evidence: H256,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let account = T::Lookup::lookup(account)?;
            Self::do_prolong(who, account, duration, evidence)
        }

        /// Ends a freeze before its time.
        ///
        /// Origin: the office of compliance or that of review. Emits `Thawed`.
        #[pallet::call_index(30)]
        #[pallet::weight(T::WeightInfo::unfreeze())]
        pub fn unfreeze(origin: OriginFor<T>, account: AccountIdLookupOf<T>) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let account = T::Lookup::lookup(account)?;
            Self::do_unfreeze(who, account)
        }

        /// Says from whom panels are drawn, from the next draw on; at once where no panel sits.
        ///
        /// Origin: `ConstitutionOrigin`. Emits `PoolChanged`.
        #[pallet::call_index(31)]
        #[pallet::weight(T::WeightInfo::set_pool())]
        pub fn set_pool(origin: OriginFor<T>, members: Pool<T::AccountId>) -> DispatchResult {
            T::ConstitutionOrigin::ensure_origin(origin)?;
            Self::do_set_pool(members)
        }

        /// Sets the rules for appeals against one kind of measure. Open appeals keep theirs.
        ///
        /// Origin: `ConstitutionOrigin`. Emits `AppealRulesChanged`.
        #[pallet::call_index(32)]
        #[pallet::weight(T::WeightInfo::set_appeal_rules())]
        pub fn set_appeal_rules(
            origin: OriginFor<T>,
            kind: MeasureKind,
            rules: AppealRules,
        ) -> DispatchResult {
            T::ConstitutionOrigin::ensure_origin(origin)?;
            Self::do_set_appeal_rules(kind, rules)
        }

        /// Appeals against a measure, before the panel that was drawn for this term, without the issuer, its
        /// deputies, the offices and the parties.
        ///
        /// Origin: whom the measure is against; for `Measure::Tag`, the issuer that contests the tag. Emits
        /// `Appealed`.
        #[pallet::call_index(33)]
        #[pallet::weight(T::WeightInfo::appeal())]
        pub fn appeal(
            origin: OriginFor<T>,
            measure: Measure<T::AccountId>,
            grounds: H256,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_appeal(who, measure, grounds)
        }

        /// Votes on an appeal. It is concluded as soon as more than half of the panel agree.
        ///
        /// Free for members of the panel.
        ///
        /// Origin: a member of its panel. Emits `Decided`, and `AppealConcluded` if it is.
        #[pallet::call_index(34)]
        #[pallet::weight(T::WeightInfo::decide())]
        pub fn decide(
            origin: OriginFor<T>,
            #[pallet::compact] appeal: AppealId,
            verdict: Verdict,
            reasons: H256,
        ) -> DispatchResultWithPostInfo {
            let who = ensure_signed(origin)?;
            Self::do_decide(who, appeal, verdict, reasons)?;
            Ok(Pays::No.into())
        }

        /// Concludes an appeal whose panel can no longer decide. The end of a block does the same as far as there
        /// is room.
        ///
        /// Free when it concludes something.
        ///
        /// Origin: anyone. Emits `AppealConcluded`.
        #[pallet::call_index(35)]
        #[pallet::weight(T::WeightInfo::conclude())]
        pub fn conclude(
            origin: OriginFor<T>,
            #[pallet::compact] appeal: AppealId,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_conclude(appeal)?;
            Ok(Pays::No.into())
        }

        /// Starts to move an attestation to another account of the same person, whom the issuer has proofed
        /// again. The other account consents by its signature; the old one can object.
        ///
        /// Origin: an issuer of the schema whom its rules admit, or a deputy. Emits `RecoveryStarted`.
        #[pallet::call_index(36)]
        #[pallet::weight(T::WeightInfo::recover())]
        pub fn recover(
            origin: OriginFor<T>,
            #[pallet::compact] issuer: IssuerId,
            from: AccountIdLookupOf<T>,
            to: AccountIdLookupOf<T>,
            terms: Terms,
            consent: SignedOf<T>,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let from = T::Lookup::lookup(from)?;
            let to = T::Lookup::lookup(to)?;
            Self::do_recover(who, issuer, from, to, terms, consent)
        }

        /// Stops a recovery of one's own attestation.
        ///
        /// Origin: the account from which it would move. Emits `RecoveryStopped`.
        #[pallet::call_index(37)]
        #[pallet::weight(T::WeightInfo::object())]
        pub fn object(origin: OriginFor<T>, #[pallet::compact] schema: SchemaId) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_object(who, schema)
        }

        /// Moves the attestation, once nobody can object any more. Counts as issuance in this block.
        ///
        /// Origin: anyone. Emits `Issued`, `StateChanged` and `Recovered`.
        #[pallet::call_index(38)]
        #[pallet::weight(T::WeightInfo::complete_recovery(MOST_BEHIND_TAGS))]
        pub fn complete_recovery(
            origin: OriginFor<T>,
            #[pallet::compact] schema: SchemaId,
            from: AccountIdLookupOf<T>,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            let from = T::Lookup::lookup(from)?;
            Self::do_complete_recovery(schema, from)
        }

        /// Sets the periods that everything here keeps to, for what starts from now on.
        ///
        /// Origin: `ConstitutionOrigin`. Emits `PeriodsChanged`.
        #[pallet::call_index(39)]
        #[pallet::weight(T::WeightInfo::set_periods())]
        pub fn set_periods(origin: OriginFor<T>, periods: Periods) -> DispatchResult {
            T::ConstitutionOrigin::ensure_origin(origin)?;
            Self::do_set_periods(periods)
        }
    }
}
