//! What happened: enough for an indexer that sees only events to rebuild every public view.

use frame_support::pallet_macros::pallet_section;

/// The events of the pallet.
#[pallet_section]
mod events {
    /// What happened to registers, dealings and records.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A register exists.
        RegisterCreated {
            /// The register.
            register: RegisterId,
            /// The track that governs it.
            track: TrackId,
            /// What it was created with; its rules have revision 1.
            charter: Charter<T::AccountId>,
            /// The proposal that decided on it; none for Root.
            proposal: Option<ProposalId>,
        },
        /// A register has other rules for what is lodged from now on.
        RulesChanged {
            /// The register.
            register: RegisterId,
            /// Their revision; those of before keep the one before.
            revision: Revision,
            /// The rules.
            rules: Rules,
            /// The proposal that decided on them; none for Root.
            proposal: Option<ProposalId>,
        },
        /// A register has another calendar.
        CalendarChanged {
            /// The register.
            register: RegisterId,
            /// The calendar of before.
            old: Calendar,
            /// The calendar.
            new: Calendar,
            /// Who changed it; none: the register's track.
            by: Option<T::AccountId>,
        },
        /// A register has another authority.
        AuthorityChanged {
            /// The register.
            register: RegisterId,
            /// The authority of before.
            old: T::AccountId,
            /// The authority.
            new: T::AccountId,
            /// The proposal that decided on it; none for Root.
            proposal: Option<ProposalId>,
        },
        /// A register was suspended, activated again, or closed.
        RegisterStatusChanged {
            /// The register.
            register: RegisterId,
            /// The status of before.
            old: RegisterStatus,
            /// The status.
            new: RegisterStatus,
            /// The proposal that decided on it; none for Root.
            proposal: Option<ProposalId>,
        },
        /// What proposals carry out is recorded elsewhere.
        DecisionsKept {
            /// The register of before.
            old: Option<RegisterId>,
            /// The register; none: nowhere.
            new: Option<RegisterId>,
            /// The proposal that decided on it; none for Root.
            proposal: Option<ProposalId>,
        },
        /// An account has a role, or has it on other terms.
        RoleGranted {
            /// The register.
            register: RegisterId,
            /// The account.
            account: T::AccountId,
            /// The role.
            role: Role,
            /// The terms of before; none: it did not have the role.
            old: Option<Grant>,
            /// The terms.
            new: Grant,
            /// Who granted it; none: the register's track.
            by: Option<T::AccountId>,
        },
        /// An account has a role no longer.
        RoleRevoked {
            /// The register.
            register: RegisterId,
            /// The account.
            account: T::AccountId,
            /// The role.
            role: Role,
            /// The terms of before.
            old: Grant,
            /// Who took it away; none: the register's track.
            by: Option<T::AccountId>,
        },
        /// What an account approved is under review.
        ReviewStarted {
            /// The register.
            register: RegisterId,
            /// The account.
            registrar: T::AccountId,
            /// The review of before.
            old: Option<Review<T::AccountId>>,
            /// The review.
            new: Review<T::AccountId>,
        },
        /// A review has ended.
        ReviewEnded {
            /// The register.
            register: RegisterId,
            /// The account whose approvals were looked into.
            registrar: T::AccountId,
            /// The review.
            review: Review<T::AccountId>,
            /// Who ended it; none: the register's track.
            by: Option<T::AccountId>,
        },
        /// A dealing took its place on the day list, and nobody knows yet what it is.
        Sealed {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// Who lodged it.
            lodger: T::AccountId,
            /// The commitment to what it is.
            commitment: H256,
            /// The last block in which it can be revealed.
            until: BlockNumber,
            /// What is held of the lodger's tokens.
            deposit: Balance,
        },
        /// A dealing was lodged, or a sealed one revealed.
        Lodged {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// Who lodged it.
            lodger: T::AccountId,
            /// Which record it is about; none for what is about no record yet.
            record: Option<RecordId>,
            /// What it wants entered.
            act: Act<T::AccountId>,
            /// The hash of the instrument.
            instrument: H256,
            /// The day of its lodgement.
            day: Day,
            /// The day from which it takes effect.
            effective: Day,
            /// Its priority: its own number, or that of the search in whose place it came.
            priority: DealingId,
            /// Until when objections and alerted holders are waited for.
            notice: Option<Deadline>,
            /// When it lapses.
            expires: Deadline,
            /// What is held of the lodger's tokens.
            deposit: Balance,
        },
        /// Somebody's right is going to be affected. Wallets show this to the account.
        Alerted {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// The record; none where it is about who acts for a party.
            record: Option<RecordId>,
            /// Whose right: an owner's, a claimant's, or a representative's.
            account: T::AccountId,
            /// Of which kind the dealing is.
            kind: Kind,
            /// Until when it can be objected to.
            notice: Option<Deadline>,
        },
        /// A party consented to a dealing.
        Consented {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// The party.
            party: Party<T::AccountId>,
            /// Who said so for it.
            by: T::AccountId,
        },
        /// A consent was taken back.
        ConsentRetracted {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// The party.
            party: Party<T::AccountId>,
            /// Who said so for it.
            by: T::AccountId,
        },
        /// A search protects whoever lodged it.
        Protected {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// The record.
            record: RecordId,
            /// Who lodged it.
            searcher: T::AccountId,
            /// The place that the lodger's dealing takes: the next number of the day list.
            priority: DealingId,
            /// Until when.
            until: Deadline,
        },
        /// The lodger of a dealing was asked for something.
        Requisitioned {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// Who asked.
            by: T::AccountId,
            /// The hash of the question.
            question: H256,
            /// Until when the lodger can answer.
            deadline: Deadline,
        },
        /// A requisition was answered.
        Answered {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// The hash of the answer.
            answer: H256,
        },
        /// Somebody objects to a dealing.
        Objected {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// Who.
            by: T::AccountId,
            /// The hash of the grounds.
            grounds: H256,
            /// What is held of the objector's tokens.
            deposit: Balance,
        },
        /// An objection was withdrawn.
        ObjectionWithdrawn {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// Who had objected.
            by: T::AccountId,
            /// What was returned.
            deposit: Balance,
        },
        /// An objection was decided.
        ObjectionDecided {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// Who had objected.
            objector: T::AccountId,
            /// Who decided it.
            by: T::AccountId,
            /// How.
            verdict: ObjectionVerdict,
            /// The hash of the reasons.
            reasons: H256,
            /// What was returned to who had objected.
            returned: Balance,
            /// What went to the authority.
            slashed: Balance,
        },
        /// A dealing was withdrawn by its lodger.
        Withdrawn {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// What was returned.
            deposit: Balance,
        },
        /// A dealing was rejected.
        Rejected {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// Who rejected it.
            by: T::AccountId,
            /// Why.
            reason: RejectionReason,
            /// The hash of the reasons in full.
            reasons: H256,
            /// What was returned to its lodger.
            returned: Balance,
            /// What went to the authority.
            slashed: Balance,
        },
        /// A dealing has ended because its time was up.
        Lapsed {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// Why.
            why: Lapse,
            /// What was returned to its lodger.
            returned: Balance,
            /// What went to the authority.
            slashed: Balance,
        },
        /// A dealing was approved.
        Approved {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// Who approved it.
            by: T::AccountId,
        },
        /// A dealing was completed: what it wanted is entered.
        Completed {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// Of which kind it was.
            kind: Kind,
            /// The record it was about, or the first one that came of it.
            record: Option<RecordId>,
            /// What was returned to its lodger.
            returned: Balance,
        },
        /// A record has another version.
        Recorded {
            /// The register.
            register: RegisterId,
            /// The record.
            record: RecordId,
            /// Its number.
            version: VersionNumber,
            /// What tells the record apart in its register.
            name: H256,
            /// The version.
            entry: Version<T::AccountId>,
            /// Who owns it from then on; none: who owned it before.
            ownership: Option<Ownership<T::AccountId>>,
            /// The record of which it was split off.
            parent: Option<RecordId>,
        },
        /// Something weighs on a record.
        Burdened {
            /// The register.
            register: RegisterId,
            /// The record.
            record: RecordId,
            /// The version that entered it.
            version: VersionNumber,
            /// What.
            burden: Burden<T::AccountId>,
        },
        /// Something weighs on a record no longer.
        Unburdened {
            /// The register.
            register: RegisterId,
            /// The record.
            record: RecordId,
            /// The version that ended it.
            version: VersionNumber,
            /// What.
            burden: Burden<T::AccountId>,
            /// What of its deposit went to the authority.
            slashed: Balance,
        },
        /// Somebody else acts for a party.
        RepresentativeChanged {
            /// The register.
            register: RegisterId,
            /// The dealing.
            dealing: DealingId,
            /// The party.
            party: Party<T::AccountId>,
            /// Who did before.
            old: Option<Representative<T::AccountId>>,
            /// Who does; none: nobody.
            new: Option<Representative<T::AccountId>>,
        },
        /// A version was taken out of view.
        Redacted {
            /// The register.
            register: RegisterId,
            /// The record.
            record: RecordId,
            /// Its number.
            version: VersionNumber,
            /// Why, by whom and when.
            redaction: Redaction<T::AccountId>,
        },
    }
}
