//! The runtime APIs a client calls; each mirrors the view functions of one pallet, for clients
//! that know runtime APIs only.

use alloc::vec::Vec;

use codec::{Decode, Encode};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, Perbill};

use crate::{
    eligibility::{PersonTag, PolicyVersion, Purpose, Unmet},
    poll::Standing,
    say::Say,
    Balance, BlockNumber, EpochIndex, ProposalId,
};

/// Where a proposal under decision stands against its track's curves.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Position {
    /// The standing of each house.
    pub houses: Vec<Standing>,
    /// The approval that every house needs in this block.
    pub required_approval: Perbill,
    /// The support that every house needs in this block.
    pub required_support: Perbill,
    /// Whether every house has both now.
    pub passing: bool,
    /// The block in which the running confirmation started.
    pub confirming_since: Option<BlockNumber>,
    /// The block in which the decision period ends.
    pub decision_ends: BlockNumber,
    /// The block in which the outcome falls if no further ballot is cast.
    pub forecast_at: BlockNumber,
    /// Whether that outcome is an approval.
    pub forecast_approved: bool,
}

/// What an account counts for, and what will count later.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct AccountSay<AccountId> {
    /// The epoch of this block.
    pub epoch: EpochIndex,
    /// The first block of the next epoch.
    pub next_epoch_at: BlockNumber,
    /// What the account's own stake counts for in polls that open in this epoch.
    pub own: Say,
    /// What others have delegated to it, in polls that open in this epoch.
    pub received: Say,
    /// Who votes in its place, unless it votes in person.
    pub delegate: Option<AccountId>,
    /// The epoch from which all that it has staked and delegated by now counts.
    pub settled_from: EpochIndex,
    /// What its own stake counts for from then on.
    pub settled: Say,
}

/// The treasury's statement of account.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Statement<AccountId> {
    /// The account that holds the treasury's tokens.
    pub account: AccountId,
    /// All that it owns.
    pub balance: Balance,
    /// The part that is promised to beneficiaries.
    pub committed: Balance,
    /// The part that may still be promised.
    pub available: Balance,
    /// Spends that are neither paid, voided nor expired.
    pub open_spends: u32,
    /// All that was ever paid out.
    pub paid: Balance,
    /// All that was ever promised and then released, by voiding or expiry.
    pub released: Balance,
}

sp_api::decl_runtime_apis! {
    /// What a client asks of proposals.
    pub trait ProposalsApi {
        /// Where a proposal stands against its curves; none unless it is under decision.
        fn position(id: ProposalId) -> Option<Position>;
    }

    /// What a client asks of voting.
    pub trait VotingApi<AccountId> where AccountId: codec::Codec {
        /// What an account counts for.
        fn say(who: AccountId) -> AccountSay<AccountId>;
    }

    /// What a client asks of the treasury.
    pub trait TreasuryApi<AccountId> where AccountId: codec::Codec {
        /// The statement of account.
        fn statement() -> Statement<AccountId>;
    }
    /// What a client asks of attestations.
    pub trait AttestationsApi<AccountId> where AccountId: codec::Codec {
        /// Whether an account met a policy in a block: the person's tag, or what failed.
        fn standing(
            who: AccountId,
            policy: PolicyVersion,
            at: BlockNumber,
            purpose: Purpose,
        ) -> Result<Option<PersonTag>, Unmet>;

        /// The first block in which an account's freeze is over; none if it is not frozen.
        fn frozen_until(who: AccountId) -> Option<BlockNumber>;

        /// What an issuer's bond has left for deposits.
        fn bond_left(issuer: u32) -> Balance;
    }

    /// What a client asks of registers. What they keep is the pallet's own, so its types are stated by
    /// whoever implements this.
    pub trait RecordsApi<Statement, Version, Dealing, Party, Burden>
    where
        Statement: codec::Codec,
        Version: codec::Codec,
        Dealing: codec::Codec,
        Party: codec::Codec,
        Burden: codec::Codec,
    {
        /// What a register said of a record at the end of a day.
        fn said_on(register: u32, record: u32, day: i32) -> Option<Statement>;

        /// What is known now of a record on a day.
        fn known_on(register: u32, record: u32, day: i32) -> Option<Statement>;

        /// The versions of a record from `first` on, a page at most.
        fn history(register: u32, record: u32, first: u32, limit: u32) -> Vec<(u32, Version)>;

        /// The dealings on the day list from `first` on, a page at most.
        fn day_list(register: u32, first: u32, limit: u32) -> Vec<(u32, Dealing)>;

        /// The parties whose consent a dealing still lacks.
        fn consents_missing(register: u32, dealing: u32) -> Vec<Party>;

        /// Why a dealing cannot be completed in this block; none: it can.
        fn waits_for(register: u32, dealing: u32) -> Option<DispatchError>;

        /// What weighed on a record as of a version, from burden number `first` on, a page at most.
        fn burdens_at(
            register: u32,
            record: u32,
            version: u32,
            first: u16,
            limit: u32,
        ) -> Vec<Burden>;
    }
}
