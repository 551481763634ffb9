//! Who authors blocks, who finalizes them, and what becomes of an authority that votes twice.

use alloc::vec::Vec;

use frame_support::{
    parameter_types,
    traits::{ConstU32, DisabledValidators},
};
use pallet_session::{historical, FindAccountFromAuthorIndex};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_runtime::traits::{Convert, ConvertInto, OpaqueKeys, Zero};
use sp_session::MembershipProof;
use sp_staking::{
    offence::{Offence, OffenceError, OffenceSeverity, ReportOffence},
    SessionIndex,
};

use crate::{
    clock, constants::deposit, AccountId, Aura, Balance, Balances, BlockNumber, Historical, Moment,
    Runtime, RuntimeEvent, Session, SessionKeys,
};

/// How many authorities there can be: each is known by a bounded list, and GRANDPA's messages grow
/// with their number.
type MaxAuthorities = ConstU32<100>;

/// For how many sessions an equivocation can be reported: over a day of production.
const REPORTING_SESSIONS: SessionIndex = 28;

parameter_types! {
    /// For how many blocks a report stays in the pool: a session of production.
    pub const ReportLongevity: u64 = 600;
    /// For how many authority sets their first session is remembered; no two sets share one.
    pub MaxSetIdSessionEntries: u64 = REPORTING_SESSIONS.into();
    /// Registering session keys: two entries of owners and one of keys.
    pub const KeyDeposit: Balance = deposit(3, 136);
    /// Sessions are counted from the first block.
    pub const SessionOffset: BlockNumber = 0;
}

impl clock::Config for Runtime {}

impl pallet_timestamp::Config for Runtime {
    type MinimumPeriod = clock::MinimumPeriod<Runtime>;
    type Moment = Moment;
    type OnTimestampSet = Aura;
    type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

impl pallet_aura::Config for Runtime {
    type AllowMultipleBlocksPerSlot = clock::ManyBlocksPerSlot<Runtime>;
    type AuthorityId = AuraId;
    type DisabledValidators = Session;
    type MaxAuthorities = MaxAuthorities;
    type SlotDuration = clock::SlotDuration<Runtime>;
}

impl pallet_authorship::Config for Runtime {
    type EventHandler = ();
    type FindAuthor = FindAccountFromAuthorIndex<Runtime, Aura>;
}

impl pallet_grandpa::Config for Runtime {
    type EquivocationReportSystem =
        pallet_grandpa::EquivocationReportSystem<Runtime, Offences, Historical, ReportLongevity>;
    type KeyOwnerProof = MembershipProof;
    type MaxAuthorities = MaxAuthorities;
    type MaxNominators = ConstU32<0>;
    type MaxSetIdSessionEntries = MaxSetIdSessionEntries;
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = ();
}

impl pallet_session::Config for Runtime {
    type Currency = Balances;
    type DisablingStrategy = pallet_session::disabling::UpToLimitDisablingStrategy;
    type KeyDeposit = KeyDeposit;
    type Keys = SessionKeys;
    type NextSessionRotation =
        pallet_session::PeriodicSessions<clock::SessionLength<Runtime>, SessionOffset>;
    type RuntimeEvent = RuntimeEvent;
    type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
    type SessionManager = historical::NoteHistoricalRoot<Runtime, SameAuthorities>;
    type ShouldEndSession =
        pallet_session::PeriodicSessions<clock::SessionLength<Runtime>, SessionOffset>;
    type ValidatorId = AccountId;
    type ValidatorIdOf = ConvertInto;
    type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
}

impl historical::Config for Runtime {
    type FullIdentification = ();
    type FullIdentificationOf = AccountIsEnough;
    type RuntimeEvent = RuntimeEvent;
}

/// Nothing but its account identifies an authority: no stake stands behind it.
pub struct AccountIsEnough;

impl Convert<AccountId, Option<()>> for AccountIsEnough {
    fn convert(_: AccountId) -> Option<()> {
        Some(())
    }
}

/// Keeps the authorities that genesis appoints; only their keys may change. One that withdraws its
/// keys leaves for good.
///
/// A set is called new to the consensus pallets only if keys have changed, so that GRANDPA does not
/// go through a change of authority sets every session for nothing.
pub struct SameAuthorities;

impl SameAuthorities {
    /// Whether a session needs a root of its own to prove later who owned which key in it: if keys
    /// change, or if there is no earlier root to take over, as in the first session after genesis.
    fn needs_root(index: SessionIndex, queued: &[(AccountId, SessionKeys)]) -> bool {
        let earlier =
            historical::HistoricalSessions::<Runtime>::contains_key(index.saturating_sub(1));
        !earlier || queued.iter().any(|(who, keys)| Session::load_keys(who).as_ref() != Some(keys))
    }
}

impl pallet_session::SessionManager<AccountId> for SameAuthorities {
    fn new_session(index: SessionIndex) -> Option<Vec<AccountId>> {
        let set = <Self as historical::SessionManager<_, _>>::new_session(index)?;
        Some(set.into_iter().map(|(who, ())| who).collect())
    }

    fn end_session(_: SessionIndex) {}

    fn start_session(_: SessionIndex) {}
}

impl historical::SessionManager<AccountId, ()> for SameAuthorities {
    fn new_session(index: SessionIndex) -> Option<Vec<(AccountId, ())>> {
        let queued = pallet_session::QueuedKeys::<Runtime>::get();
        Self::needs_root(index, &queued)
            .then(|| queued.into_iter().map(|(who, _)| (who, ())).collect())
    }

    /// At genesis the session pallet takes the authorities from its own configuration.
    fn new_session_genesis(_: SessionIndex) -> Option<Vec<(AccountId, ())>> {
        None
    }

    /// Forgets who the authorities were once nothing of that time can be reported any more.
    fn start_session(index: SessionIndex) {
        let oldest = index.saturating_sub(REPORTING_SESSIONS);
        if !oldest.is_zero() {
            Historical::prune_up_to(oldest);
        }
    }

    fn end_session(_: SessionIndex) {}
}

/// Deals with authorities that vote for two blocks in one round of GRANDPA.
///
/// Such an authority is disabled: it authors no more blocks until the next change of keys. There is
/// no stake to slash; a greater penalty is for the community to decide. At most a third of the
/// authorities can be disabled at a time, so that the chain goes on.
pub struct Offences;

impl Offences {
    /// Whether reporting it would still change something.
    fn can_disable(who: &AccountId) -> bool {
        use pallet_session::disabling::{DisablingStrategy, UpToLimitDisablingStrategy};

        let Some(index) = Session::validator_id_to_index(who) else {
            return false;
        };
        let disabled = pallet_session::DisabledValidators::<Runtime>::get();
        !<Session as DisabledValidators>::is_disabled(index)
            && <UpToLimitDisablingStrategy as DisablingStrategy<Runtime>>::decision(
                who,
                OffenceSeverity::max_severity(),
                &disabled,
            )
            .disable
            .is_some()
    }

    fn is_known(offenders: &[historical::IdentificationTuple<Runtime>]) -> bool {
        !offenders.iter().any(|(who, ())| Self::can_disable(who))
    }
}

impl<O: Offence<historical::IdentificationTuple<Runtime>>>
    ReportOffence<AccountId, historical::IdentificationTuple<Runtime>, O> for Offences
{
    fn report_offence(_: Vec<AccountId>, offence: O) -> Result<(), OffenceError> {
        let offenders = offence.offenders();
        if Self::is_known(&offenders) {
            return Err(OffenceError::DuplicateReport);
        }
        for (who, ()) in offenders {
            Session::report_offence(who, OffenceSeverity::max_severity());
        }
        Ok(())
    }

    fn is_known_offence(
        offenders: &[historical::IdentificationTuple<Runtime>],
        _: &O::Slot,
    ) -> bool {
        Self::is_known(offenders)
    }
}
