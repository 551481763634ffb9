//! Why a call was refused, and what to do about it.

use frame_support::pallet_macros::pallet_section;

/// The errors of the pallet.
#[pallet_section]
mod errors {
    /// Why a call was refused.
    #[pallet::error]
    pub enum Error<T> {
        /// The origin may not do this: it is not the one that the schema, the issuer, the policy,
        /// the office or the appeal names. Send it from that account, or on that track.
        NotAuthorized,
        /// No tag domain has this number. Check it.
        DomainNotFound,
        /// No schema has this number. Check it.
        SchemaNotFound,
        /// No issuer has this number. Check it.
        IssuerNotFound,
        /// This account is no deputy of the issuer. Check it.
        DeputyNotFound,
        /// This subject has no attestation under the schema. Check both.
        AttestationNotFound,
        /// This account has no open request to the issuer. Check both.
        RequestNotFound,
        /// No policy has this number. Check it.
        PolicyNotFound,
        /// No open appeal has this number; it may be concluded. Check its events.
        AppealNotFound,
        /// No recovery of this account's attestation is under way. Check schema and account.
        RecoveryNotFound,
        /// Every number is used up.
        TooMany,
        /// A number would leave its bounds. Use smaller ones.
        Overflow,
        /// The name is empty or not UTF-8. Give it a readable name.
        InvalidName,
        /// The layout is empty or names a claim twice. List each claim once.
        InvalidLayout,
        /// A period is zero or contradicts another one. Compare it with the rules.
        InvalidPeriod,
        /// The key cannot be one, is in use already, or is there twice. Check how it is encoded.
        ///
        /// What shows in its bytes is checked: a tag key or an Ed25519 key is not zero, a P-256 key
        /// begins with 2 or 3. Whether it is a point of its curve is not: the chain does not
        /// compute with it, and whoever does has to look.
        InvalidKey,
        /// The rights name a jurisdiction twice or none at all. List each once.
        InvalidRights,
        /// The span is empty or reaches into the future. Use blocks that have been.
        InvalidSpan,
        /// Person tags stand for people: a schema of a tag domain is one of accounts.
        InvalidDomain,
        /// The domain is shared by as many schemas as can be. Use another domain.
        DomainFull,
        /// The domain's key still overlaps with the one of before. Wait until the overlap ends.
        OverlapRunning,
        /// The holder of a domain's key may not be an issuer, or an issuer's deputy, of its schemas.
        /// Choose another account.
        KeyHolderIsIssuer,
        /// The schema is retired: nothing is issued under it.
        SchemaRetired,
        /// The account is an issuer of the schema already. Remove it first.
        AlreadyAccredited,
        /// The issuer is not active. A suspended one has to be reinstated, a removed one to be
        /// accredited again.
        IssuerNotActive,
        /// The issuer is removed, for good. Accredit the account again.
        IssuerRemoved,
        /// The issuer is in that state already.
        NothingToDo,
        /// The issuer is void over as many separate spans as are kept. Void a span that joins some
        /// of them, or remove the issuer.
        TooManySpans,
        /// The bond would not cover what deposits take up of it. Have attestations removed first.
        BondInUse,
        /// The bond has no room for another deposit. Raise it, or have attestations removed.
        BondExhausted,
        /// As many issuers as can be draw on bonds in this block. Try again in the next one.
        BlockFull,
        /// The issuer has as many deputies as it may. Dismiss one first.
        TooManyDeputies,
        /// A deputy has fewer rights than its principal, and is another account. Narrow them.
        BeyondPrincipal,
        /// The deputy's time is up. Appoint it again.
        DeputyExpired,
        /// The issuer may not attest this level or this jurisdiction.
        BeyondRights,
        /// The schema is about another kind of subject.
        WrongSubject,
        /// Nobody attests anything of themselves. Use another issuer.
        SelfAttestation,
        /// The attestation would end in the past, or last longer than its schema allows.
        InvalidExpiry,
        /// The schema asks for a person tag, or for none, or for the tag under the key of before as
        /// well while that key overlaps.
        TagMismatch,
        /// The tag is held by another account with a live attestation. The issuer of that one can
        /// revoke it, a recovery can move it, and an issuer of the domain can contest it. A recovery
        /// waits for whatever else of the domain stands on the old account.
        TagHeld,
        /// The subject has not consented. Send its signature, or accept its request.
        ConsentMissing,
        /// The subject is no account, so that no consent can be checked. Send none.
        ConsentNotNeeded,
        /// The signature is not that account's over exactly this, on this chain, for this serial.
        BadSignature,
        /// The signature's deadline has passed. Ask for a new one.
        DeadlinePassed,
        /// The subject has a live attestation under the schema. Renew it, or let it end first.
        AlreadyAttested,
        /// The attestation does not hold any more, so it cannot be changed.
        NotLive,
        /// The attestation still holds. It can be removed once it has ended.
        StillLive,
        /// The schema does not allow that.
        NotAllowed,
        /// The attestation is not suspended.
        NotSuspended,
        /// An appeal is open. Wait for its outcome.
        AppealOpen,
        /// The measure can still be appealed, or a poll may still rely on the attestation. Wait.
        TooEarly,
        /// The account has asked this issuer already. Close that request first.
        AlreadyRequested,
        /// The issuer has as many open requests as it may. Ask again later.
        TooManyRequests,
        /// The request is not open to that answer: it was refused, or may not be refused again.
        WrongRequestState,
        /// The request's deadline has passed. What is held for it is returned; ask again.
        RequestExpired,
        /// The request's deadline has not passed. Only who made it can close it before.
        RequestRunning,
        /// What is attested is not what was asked for. Use the commitment of the request.
        CommitmentMismatch,
        /// The account is frozen: it pays nothing, and its person does not leave it for another one.
        /// Wait for the freeze to end, or appeal.
        AccountFrozen,
        /// The rule has no clause, names an unknown schema or issuer, names one twice, or asks for
        /// tags of a domain that the clause's schema is not in.
        InvalidRule,
        /// The term of office is over or too long.
        InvalidTerm,
        /// One account cannot hold both offices: who freezes does not review. Choose another one.
        OfficesMustDiffer,
        /// The account is frozen already. The office of review can prolong it.
        AlreadyFrozen,
        /// The account is not frozen.
        NotFrozen,
        /// The freeze is longer than one may be.
        FreezeTooLong,
        /// The account would be frozen for longer within a year than is allowed.
        YearlyCapReached,
        /// As many freezes as can end in that block. Choose another end.
        TooManyThaws,
        /// That account cannot be frozen: it holds the office of compliance or that of review, or
        /// the chain could not do its work without it. Have the office filled anew first, if it
        /// holds one.
        NotFreezable,
        /// Somebody is named twice, or too many are. List each once.
        InvalidPool,
        /// The panel is empty or larger than panels can be, or the measure is of a kind that cannot
        /// be paused.
        InvalidAppealRules,
        /// There is nothing of that kind to appeal against, or it is not the appellant's.
        NotAppealable,
        /// The time to appeal is over.
        WindowClosed,
        /// There was an appeal before. Its outcome is final.
        AlreadyAppealed,
        /// The account is not on the panel of this appeal.
        NotOnPanel,
        /// The member has voted already.
        AlreadyDecided,
        /// The panel's time to decide is over. Conclude the appeal.
        DecisionClosed,
        /// The panel can still decide. Wait for its deadline.
        DecisionRunning,
        /// The attestation that moves and the one that is to follow are not of the same person, or
        /// both are on one account.
        InvalidRecovery,
        /// Another recovery of this attestation is under way.
        AlreadyRecovering,
        /// The waiting period is not over. Wait.
        NotReady,
        /// The waiting period is over; it is too late to object.
        TooLate,
    }
}
