//! What happened: enough for an indexer that sees only events to rebuild every public view. No
//! event carries a person tag.

use frame_support::pallet_macros::pallet_section;

/// The events of the pallet.
#[pallet_section]
mod events {
    /// What happened to schemas, issuers, attestations, policies, freezes and appeals.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A tag domain exists.
        DomainCreated {
            /// The domain.
            domain: DomainId,
            /// The track that governs it.
            track: TrackId,
            /// Who holds the secret key.
            key_holder: T::AccountId,
            /// The public key.
            key: TagKey,
            /// The proposal that decided on it; none for Root.
            proposal: Option<ProposalId>,
        },
        /// A tag domain has another key, and perhaps another key holder.
        DomainKeyRotated {
            /// The domain.
            domain: DomainId,
            /// How often the key was changed.
            epoch: u32,
            /// Who held the key of before.
            old_key_holder: T::AccountId,
            /// Who holds the new key.
            new_key_holder: T::AccountId,
            /// The key of before.
            old_key: TagKey,
            /// The new key.
            new_key: TagKey,
            /// The first block from which tags under the key of before are no longer asked for.
            overlap_ends: BlockNumber,
            /// The proposal that decided on it; none for Root.
            proposal: Option<ProposalId>,
        },
        /// A schema exists.
        SchemaCreated {
            /// The schema.
            schema: SchemaId,
            /// Its rules.
            rules: SchemaRules,
            /// What people call it, and its claims.
            description: Description,
            /// The proposal that decided on it; none for Root.
            proposal: Option<ProposalId>,
        },
        /// Nothing is issued under a schema any more; what was issued lives on.
        SchemaRetired {
            /// The schema.
            schema: SchemaId,
            /// The proposal that decided on it; none for Root.
            proposal: Option<ProposalId>,
        },
        /// An account may attest under a schema.
        IssuerAccredited {
            /// The issuer.
            issuer: IssuerId,
            /// The account.
            account: T::AccountId,
            /// The schema.
            schema: SchemaId,
            /// What it may attest.
            rights: Rights,
            /// The proposal that decided on it; none for Root.
            proposal: Option<ProposalId>,
        },
        /// Whether an issuer may issue, and whether what it issued counts, has changed.
        IssuerStatusChanged {
            /// The issuer.
            issuer: IssuerId,
            /// The status of before.
            old: IssuerStatus,
            /// The new status.
            new: IssuerStatus,
            /// The hash of the evidence.
            evidence: H256,
            /// The proposal that decided on it; none for Root.
            proposal: Option<ProposalId>,
        },
        /// Nothing that an issuer issued in a span of blocks counts any more.
        IssuerVoided {
            /// The issuer.
            issuer: IssuerId,
            /// The span.
            span: Span,
            /// The hash of the evidence.
            evidence: H256,
            /// The proposal that decided on it; none for Root.
            proposal: Option<ProposalId>,
        },
        /// What an issuer has put down to draw deposits from has changed.
        BondChanged {
            /// The issuer.
            issuer: IssuerId,
            /// The bond of before.
            old: Balance,
            /// The new bond.
            new: Balance,
        },
        /// An issuer signs documents with other keys.
        KeysChanged {
            /// The issuer.
            issuer: IssuerId,
            /// The keys of before.
            old: IssuerKeys,
            /// The new keys.
            new: IssuerKeys,
        },
        /// An account may issue in an issuer's name, or with other rights than before.
        DeputyAppointed {
            /// The issuer.
            issuer: IssuerId,
            /// The deputy.
            deputy: T::AccountId,
            /// Its rights and its end of before, if it was one.
            old: Option<Deputy>,
            /// Its rights and its end.
            new: Deputy,
        },
        /// An account may no longer issue in an issuer's name.
        DeputyDismissed {
            /// The issuer.
            issuer: IssuerId,
            /// The deputy.
            deputy: T::AccountId,
        },
        /// An attestation was issued.
        Issued {
            /// Its schema.
            schema: SchemaId,
            /// Its subject.
            subject: Subject<T::AccountId>,
            /// Which of the subject's attestations under the schema it is.
            serial: Serial,
            /// Its issuer.
            issuer: IssuerId,
            /// The account that issued it: the issuer's own, or a deputy's.
            by: T::AccountId,
            /// The root of the tree of its claims.
            commitment: H256,
            /// How sure the issuer is.
            level: Level,
            /// Where it holds.
            jurisdiction: Jurisdiction,
            /// The first block in which it is no longer valid.
            expires: BlockNumber,
            /// The attestation that it renews.
            renews: Option<Serial>,
            /// What is held for it.
            deposit: Deposit,
        },
        /// An attestation holds again, does not hold for the time being, or not any more.
        StateChanged {
            /// Its schema.
            schema: SchemaId,
            /// Its subject.
            subject: Subject<T::AccountId>,
            /// Its serial.
            serial: Serial,
            /// The state of before.
            old: State,
            /// The new state.
            new: State,
            /// Who changed it; none where an appeal or a recovery did.
            by: Option<T::AccountId>,
            /// The hash of the evidence; zero where there is none.
            evidence: H256,
        },
        /// An attestation that no longer holds was removed; its deposit is returned.
        Removed {
            /// Its schema.
            schema: SchemaId,
            /// Its subject.
            subject: Subject<T::AccountId>,
            /// Its serial.
            serial: Serial,
            /// What was returned, and whose it is.
            deposit: Deposit,
        },
        /// A subject asks for an attestation.
        Requested {
            /// Of which issuer.
            issuer: IssuerId,
            /// The subject.
            who: T::AccountId,
            /// The root of the tree of the claims.
            commitment: H256,
            /// What the issuer receives for accepting.
            fee: Balance,
            /// What is held beside the fee, until the request is answered or closed.
            deposit: Balance,
            /// The first block in which the issuer can no longer answer.
            deadline: BlockNumber,
        },
        /// An issuer has accepted a request and received its fee; the deposit is returned.
        RequestAccepted {
            /// The issuer.
            issuer: IssuerId,
            /// The subject.
            who: T::AccountId,
            /// The fee.
            fee: Balance,
        },
        /// An issuer has refused a request; the fee and the deposit are returned.
        RequestRefused {
            /// The issuer.
            issuer: IssuerId,
            /// The subject.
            who: T::AccountId,
            /// Why.
            reason: RefusalReason,
            /// The hash of the evidence.
            evidence: H256,
            /// The fee.
            fee: Balance,
            /// The first block in which the refusal can no longer be appealed.
            appeal_until: BlockNumber,
        },
        /// A panel has overturned a refusal: the issuer can accept the request, and may not refuse it.
        RequestReopened {
            /// The issuer.
            issuer: IssuerId,
            /// The subject.
            who: T::AccountId,
            /// The first block in which the issuer can no longer accept.
            deadline: BlockNumber,
        },
        /// A request is no longer open, and was not accepted; its fee and its deposit, if they
        /// were still held, are returned.
        RequestClosed {
            /// The issuer.
            issuer: IssuerId,
            /// The subject.
            who: T::AccountId,
            /// How much of what was returned was the fee.
            fee: Balance,
        },
        /// A policy exists, or has a new version.
        PolicySet {
            /// The policy and the version.
            policy: PolicyVersion,
            /// What people call it.
            name: Name,
            /// The track that revises it.
            track: TrackId,
            /// What it asks for.
            rule: Rule,
            /// The proposal that decided on it; none for Root.
            proposal: Option<ProposalId>,
        },
        /// An office was filled, or is vacant.
        OfficeFilled {
            /// The office.
            office: Office,
            /// Who held it before.
            old: Option<Appointment<T::AccountId>>,
            /// Who holds it.
            new: Option<Appointment<T::AccountId>>,
        },
        /// An account is frozen.
        Frozen {
            /// The account.
            who: T::AccountId,
            /// The first block in which it is over.
            until: BlockNumber,
            /// Why.
            reason: FreezeCause,
            /// The hash of the evidence.
            evidence: H256,
            /// Who froze it.
            by: T::AccountId,
        },
        /// A freeze lasts longer.
        FreezeProlonged {
            /// The account.
            who: T::AccountId,
            /// The first block in which it would have been over.
            old: BlockNumber,
            /// The first block in which it is over.
            new: BlockNumber,
            /// The hash of the evidence.
            evidence: H256,
            /// Who prolonged it.
            by: T::AccountId,
        },
        /// A freeze is without effect while an appeal is open, or has effect again.
        FreezeEffectChanged {
            /// The account.
            who: T::AccountId,
            /// The effect of before.
            old: FreezeEffect,
            /// The new effect.
            new: FreezeEffect,
        },
        /// A freeze is over.
        Thawed {
            /// The account.
            who: T::AccountId,
            /// For how many blocks it was frozen since it last took effect.
            lasted: BlockNumber,
            /// Who ended it; none if its time was up or an appeal overturned it.
            by: Option<T::AccountId>,
        },
        /// The people that panels are drawn from are others.
        PoolChanged {
            /// Those of before.
            old: Pool<T::AccountId>,
            /// Those from the next draw on.
            new: Pool<T::AccountId>,
        },
        /// Who decides the appeals of the coming term was drawn.
        PanelDrawn {
            /// The order in which they are called on.
            order: Pool<T::AccountId>,
            /// The seed of the draw: the hash of the block before.
            seed: H256,
        },
        /// The rules for appeals against one kind of measure are others.
        AppealRulesChanged {
            /// The kind.
            kind: MeasureKind,
            /// Those of before.
            old: Option<AppealRules>,
            /// Those for appeals from now on.
            new: AppealRules,
        },
        /// Somebody has appealed.
        Appealed {
            /// The appeal.
            appeal: AppealId,
            /// Against what.
            measure: Measure<T::AccountId>,
            /// Who.
            appellant: T::AccountId,
            /// The hash of the grounds.
            grounds: H256,
            /// Who decides.
            panel: Vec<T::AccountId>,
            /// The first block in which the panel can no longer decide.
            deadline: BlockNumber,
            /// Whether the measure has no effect until then.
            effect: Effect,
            /// What becomes of the measure if the panel does not decide.
            default: Verdict,
            /// What the appellant has put down.
            deposit: Balance,
        },
        /// A member of a panel has voted.
        Decided {
            /// The appeal.
            appeal: AppealId,
            /// The member.
            member: T::AccountId,
            /// The vote.
            verdict: Verdict,
            /// The hash of the reasons.
            reasons: H256,
        },
        /// An appeal is decided, and what follows is done.
        AppealConcluded {
            /// The appeal.
            appeal: AppealId,
            /// Against what it was.
            measure: Measure<T::AccountId>,
            /// What became of the measure.
            verdict: Verdict,
            /// How many of the panel were for that, and how many against.
            votes: (u32, u32),
            /// What was done about it.
            remedy: Remedy,
        },
        /// An issuer has proofed a person again, whose attestation is to follow to another account.
        RecoveryStarted {
            /// The schema.
            schema: SchemaId,
            /// The account from which it is to move.
            from: T::AccountId,
            /// The account to which it is to move.
            to: T::AccountId,
            /// The issuer.
            issuer: IssuerId,
            /// The first block in which it can be completed, and no longer objected to.
            ready: BlockNumber,
        },
        /// The owner of the old account has objected: nothing moves.
        RecoveryStopped {
            /// The schema.
            schema: SchemaId,
            /// The account from which it was to move.
            from: T::AccountId,
        },
        /// An attestation has moved to another account of the same person.
        Recovered {
            /// The schema.
            schema: SchemaId,
            /// The account from which it moved.
            from: T::AccountId,
            /// The account to which it moved.
            to: T::AccountId,
            /// Its serial there.
            serial: Serial,
        },
        /// The periods are others.
        PeriodsChanged {
            /// Those of before.
            old: Periods,
            /// Those from now on.
            new: Periods,
        },
    }
}
