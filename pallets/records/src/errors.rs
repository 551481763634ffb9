//! Why a call was refused, and what to do about it.

use frame_support::pallet_macros::pallet_section;

/// The errors of the pallet.
#[pallet_section]
mod errors {
    /// Why a call was refused.
    #[pallet::error]
    pub enum Error<T> {
        /// The origin may not do this here: it is neither the one that the register's rules name,
        /// nor who lodged the dealing, nor a party to it. Send it from that account, or on the
        /// register's track.
        NotAuthorized,
        /// No register has this number. Check it.
        RegisterNotFound,
        /// No record of this register has this number. Check both.
        RecordNotFound,
        /// The record has no version of this number. Check it.
        VersionNotFound,
        /// No open dealing of this register has this number; it may have ended. Check its events.
        DealingNotFound,
        /// The account does not have this role. Check both.
        RoleNotFound,
        /// Nothing that the account approved is under review. Check it.
        ReviewNotFound,
        /// The account does not object to this dealing. Check both.
        ObjectionNotFound,
        /// The party has not consented to this dealing. Check it.
        ConsentNotFound,
        /// The record has no burden of this number and kind. Check it.
        BurdenNotFound,
        /// The policy does not exist in this version. Create it before.
        PolicyNotFound,
        /// A register's name is 1 to 64 bytes of UTF-8. Choose another one.
        InvalidName,
        /// Two fields of the layout have the same name. Drop one.
        InvalidLayout,
        /// A period is out of its bounds, one that is at least 1 is zero, the longest period is
        /// shorter than the notice or the waiting time, or sealing leaves no time. Look at `Rules`
        /// and `Periods`.
        InvalidRules,
        /// The calendar's offset is beyond 14 hours, a weekday stands twice, the holidays are not
        /// ascending, or it is an earlier day by it than by the one of before. Look at `Calendar`;
        /// if it is the last, wait until the days are the same.
        InvalidCalendar,
        /// The role's expiry is not after this block, or is too far off. Choose another one.
        InvalidGrant,
        /// The number of business days is zero or too great for this register's rules. Choose
        /// another one.
        InvalidPeriod,
        /// The register has this status already. Nothing is to be done.
        SameStatus,
        /// The register is suspended. Wait until it is active again.
        RegisterNotActive,
        /// The register is closed, for ever. Create another one.
        RegisterClosed,
        /// The authority of a register holds no role in it, neither by its account nor as a person.
        /// Grant it to somebody else, or take its roles away before.
        AuthorityHoldsRole,
        /// The role has expired. Ask the authority to renew it.
        RoleExpired,
        /// The account does not meet the policy that its role or the register asks for, or did not
        /// when the dealing was lodged. Have it attested, or let somebody else do it.
        NotEligible,
        /// Who lodged a dealing does not approve it, nor decide on it: neither by another account
        /// of the same person. Let somebody else do it.
        SamePerson,
        /// What this registrar approves, or approved, is under review. Wait until the review ends,
        /// or let another registrar approve it.
        UnderReview,
        /// The registrar has approved as many dealings today as its role allows. Go on tomorrow, or
        /// let another registrar do it.
        TooManyApprovals,
        /// A review begins in this block or before it. Check the block.
        InvalidReview,
        /// The register seals no dealings. Lodge it openly.
        NotSealing,
        /// The dealing is sealed: nobody knows what it is. Reveal it before.
        Sealed,
        /// The dealing was revealed already. Nothing is to be done.
        NotSealed,
        /// What was revealed is not what was committed to. Check every argument and the salt.
        SealBroken,
        /// The time for this has passed.
        TooLate,
        /// The time for this has not come yet. The dealing says until when it waits.
        TooEarly,
        /// This kind of dealing is about a record. Name it.
        RecordMissing,
        /// This kind of dealing is about no record yet. Leave it out.
        RecordNotAllowed,
        /// The record was struck off, split or merged, or, for restoring it, is not struck off.
        /// Check its status.
        NotInForce,
        /// The register has a record of this name already. Choose another one, or deal with that
        /// record.
        NameTaken,
        /// The stated day is too far ahead, or in the past and not stated by an officer of the
        /// register. Choose another one.
        InvalidEffectiveDay,
        /// The correction ends before it begins. Check its days.
        InvalidSpan,
        /// The parties are fewer than two where they have to be more, one stands twice, a share is
        /// zero, or the shares do not add up to their denominator. Check them.
        InvalidOwnership,
        /// The register does not say whose this is. Have the authority state it before.
        HolderNotStated,
        /// The register says already whose this is. Transfer it.
        HolderStated,
        /// The dealing would change nothing. Drop it.
        NothingChanges,
        /// The party is no joint owner of this record. Check both.
        NotJoint,
        /// Nobody would be left to own it. Have an executor act.
        NotSurvived,
        /// A record is split into at least two parts with different names whose measures add up to
        /// its own, none of them zero. Check them.
        InvalidParts,
        /// Records are merged with others of the same register, class and owners, each once, and their
        /// measures add up. Check them.
        InvalidMerger,
        /// A representative acts for somebody else than itself, until a day that has not passed; an
        /// organ for what a record stands for, a notary for a person without a key. Check it.
        InvalidRepresentative,
        /// What the dealing refers to does not exist. Check it.
        InvalidCitation,
        /// The record has as many encumbrances as it can. Discharge one before.
        TooManyEncumbrances,
        /// The record has as many cautions as it can. Have one taken away before.
        TooManyCautions,
        /// The record has as many freezes as it can. Lift one before.
        TooManyFreezes,
        /// The account, or the record, has as many open dealings as it can. Withdraw one, or wait.
        TooManyDealings,
        /// The dealing has as many objections as it can. It waits until they are decided.
        TooManyObjections,
        /// The dealing has as many consents as it can. Retract one that is not needed.
        TooManyConsents,
        /// The party has consented already. Nothing is to be done.
        AlreadyConsented,
        /// The account objects already. Nothing is to be done.
        AlreadyObjected,
        /// The dealing was approved already. Complete it.
        AlreadyApproved,
        /// The version was taken out of view already. Nothing is to be done.
        AlreadyRedacted,
        /// The owners that hold now cannot be taken out of view. Have them changed before.
        CurrentVersion,
        /// The dealing was not approved yet. Have it approved before.
        NotApproved,
        /// The dealing waits for an answer of its lodger. Wait for it.
        Requisitioned,
        /// Nothing was asked of the dealing's lodger. Nothing is to be done.
        NotRequisitioned,
        /// Somebody objects to the dealing. Wait until that is withdrawn or decided.
        Disputed,
        /// Another dealing goes before this one, or a search protects somebody else. Wait until it
        /// has ended.
        NotYourTurn,
        /// A party whose consent is needed has not given it, or who gave it no longer acts for the
        /// party. Ask for it.
        ConsentMissing,
        /// The consent of this party is not needed. Check it.
        NotConcerned,
        /// A court has forbidden every dealing with this record. Have it lifted.
        Frozen,
        /// The account is frozen, and disposes of nothing. Wait until the freeze ends, or appeal.
        AccountFrozen,
        /// A search protects somebody's dealings with this record. Wait until it has ended.
        SearchRunning,
        /// The register approves dealings one at a time. Do so.
        BatchNotAllowed,
        /// A number would become too great. This should not happen: report it.
        Overflow,
        /// What proposals carried out is recorded in a register of kind `Log`. Name one.
        NotALog,
    }
}
