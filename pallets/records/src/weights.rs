//! What the calls cost. The runtime uses the measured weights.
//!
//! They are measured without policies and citations, about which other pallets answer: what these
//! questions cost is added to them.

use althing_primitives::{citation::Citable, eligibility::Eligibility};
use frame_support::weights::Weight;

use crate::{Config, Pallet};

/// What the calls cost.
pub trait WeightInfo {
    /// See [`crate::Pallet::create_register`].
    fn create_register() -> Weight;
    /// See [`crate::Pallet::set_rules`].
    fn set_rules() -> Weight;
    /// See [`crate::Pallet::set_calendar`].
    fn set_calendar() -> Weight;
    /// See [`crate::Pallet::set_authority`].
    fn set_authority() -> Weight;
    /// See [`crate::Pallet::set_status`].
    fn set_status() -> Weight;
    /// See [`crate::Pallet::grant_role`].
    fn grant_role() -> Weight;
    /// See [`crate::Pallet::revoke_role`].
    fn revoke_role() -> Weight;
    /// See [`crate::Pallet::review`].
    fn review() -> Weight;
    /// See [`crate::Pallet::end_review`].
    fn end_review() -> Weight;
    /// See [`crate::Pallet::lodge`].
    fn lodge() -> Weight;
    /// See [`crate::Pallet::seal`].
    fn seal() -> Weight;
    /// See [`crate::Pallet::reveal`].
    fn reveal() -> Weight;
    /// See [`crate::Pallet::consent`].
    fn consent() -> Weight;
    /// See [`crate::Pallet::retract`].
    fn retract() -> Weight;
    /// See [`crate::Pallet::requisition`].
    fn requisition() -> Weight;
    /// See [`crate::Pallet::answer`].
    fn answer() -> Weight;
    /// See [`crate::Pallet::object`].
    fn object() -> Weight;
    /// See [`crate::Pallet::withdraw_objection`].
    fn withdraw_objection() -> Weight;
    /// See [`crate::Pallet::decide_objection`].
    fn decide_objection() -> Weight;
    /// See [`crate::Pallet::withdraw`].
    fn withdraw() -> Weight;
    /// See [`crate::Pallet::reject`].
    fn reject() -> Weight;
    /// `approve` of a dealing that it leaves to be completed.
    fn approve() -> Weight;
    /// What `complete` looks at before anything is entered.
    fn complete_base() -> Weight;
    /// A dealing that registers a record is entered.
    fn complete_register() -> Weight;
    /// A dealing that amends one is entered.
    fn complete_amend() -> Weight;
    /// A dealing that corrects one is entered.
    fn complete_correct() -> Weight;
    /// A dealing that states whose it is is entered.
    fn complete_vest() -> Weight;
    /// A dealing that transfers one is entered.
    fn complete_transfer() -> Weight;
    /// A dealing that leaves one to the joint owners who survive is entered.
    fn complete_survive() -> Weight;
    /// A dealing that encumbers one is entered.
    fn complete_encumber() -> Weight;
    /// A dealing that varies an encumbrance is entered.
    fn complete_vary() -> Weight;
    /// A dealing that discharges one is entered.
    fn complete_discharge() -> Weight;
    /// A dealing that enters a caution is entered.
    fn complete_caution() -> Weight;
    /// A dealing that ends one is entered.
    fn complete_uncaution() -> Weight;
    /// A dealing that splits a record is entered.
    fn complete_split() -> Weight;
    /// A dealing that merges several is entered.
    fn complete_merge() -> Weight;
    /// A dealing that names a representative is entered.
    fn complete_represent() -> Weight;
    /// A dealing that strikes a record off is entered.
    fn complete_strike_off() -> Weight;
    /// A dealing that restores one is entered.
    fn complete_restore() -> Weight;
    /// See [`crate::Pallet::lapse`].
    fn lapse() -> Weight;
    /// See [`crate::Pallet::freeze`].
    fn freeze() -> Weight;
    /// See [`crate::Pallet::unfreeze`].
    fn unfreeze() -> Weight;
    /// See [`crate::Pallet::redact`].
    fn redact() -> Weight;
    /// See [`crate::Pallet::keep_decisions`].
    fn keep_decisions() -> Weight;
    /// A decision that was carried out is recorded.
    fn record_decision() -> Weight;
}

impl<T: Config> Pallet<T> {
    /// What something costs that asks so often at most whether an account meets a policy, and whether
    /// what is cited exists.
    pub(crate) fn asking(weight: Weight, policies: u64, citations: u64) -> Weight {
        weight
            .saturating_add(T::Eligibility::weight().saturating_mul(policies))
            .saturating_add(T::Citable::weight().saturating_mul(citations))
    }

    /// What an approval costs that leaves the dealing to be completed: the registrar's policy is asked
    /// about, the lodger's and the registrar's person, a notary's policy, and what is cited.
    pub(crate) fn approval_weight() -> Weight {
        Self::asking(T::WeightInfo::approve(), 4, 1)
    }
}

/// Distinct weights for tests, which measure nothing.
impl WeightInfo for () {
    fn create_register() -> Weight {
        Weight::from_parts(10_000, 1_000)
    }

    fn set_rules() -> Weight {
        Weight::from_parts(10_100, 1_010)
    }

    fn set_calendar() -> Weight {
        Weight::from_parts(10_200, 1_020)
    }

    fn set_authority() -> Weight {
        Weight::from_parts(10_300, 1_030)
    }

    fn set_status() -> Weight {
        Weight::from_parts(10_400, 1_040)
    }

    fn grant_role() -> Weight {
        Weight::from_parts(10_500, 1_050)
    }

    fn revoke_role() -> Weight {
        Weight::from_parts(10_600, 1_060)
    }

    fn review() -> Weight {
        Weight::from_parts(10_700, 1_070)
    }

    fn end_review() -> Weight {
        Weight::from_parts(10_800, 1_080)
    }

    fn lodge() -> Weight {
        Weight::from_parts(10_900, 1_090)
    }

    fn seal() -> Weight {
        Weight::from_parts(11_000, 1_100)
    }

    fn reveal() -> Weight {
        Weight::from_parts(11_100, 1_110)
    }

    fn consent() -> Weight {
        Weight::from_parts(11_200, 1_120)
    }

    fn retract() -> Weight {
        Weight::from_parts(11_300, 1_130)
    }

    fn requisition() -> Weight {
        Weight::from_parts(11_400, 1_140)
    }

    fn answer() -> Weight {
        Weight::from_parts(11_500, 1_150)
    }

    fn object() -> Weight {
        Weight::from_parts(11_600, 1_160)
    }

    fn withdraw_objection() -> Weight {
        Weight::from_parts(11_700, 1_170)
    }

    fn decide_objection() -> Weight {
        Weight::from_parts(11_800, 1_180)
    }

    fn withdraw() -> Weight {
        Weight::from_parts(11_900, 1_190)
    }

    fn reject() -> Weight {
        Weight::from_parts(12_000, 1_200)
    }

    fn approve() -> Weight {
        Weight::from_parts(12_100, 1_210)
    }

    fn complete_base() -> Weight {
        Weight::from_parts(12_200, 1_220)
    }

    fn complete_register() -> Weight {
        Weight::from_parts(12_300, 1_230)
    }

    fn complete_amend() -> Weight {
        Weight::from_parts(12_400, 1_240)
    }

    fn complete_correct() -> Weight {
        Weight::from_parts(12_500, 1_250)
    }

    fn complete_vest() -> Weight {
        Weight::from_parts(12_600, 1_260)
    }

    fn complete_transfer() -> Weight {
        Weight::from_parts(12_700, 1_270)
    }

    fn complete_survive() -> Weight {
        Weight::from_parts(12_800, 1_280)
    }

    fn complete_encumber() -> Weight {
        Weight::from_parts(12_900, 1_290)
    }

    fn complete_vary() -> Weight {
        Weight::from_parts(13_000, 1_300)
    }

    fn complete_discharge() -> Weight {
        Weight::from_parts(13_100, 1_310)
    }

    fn complete_caution() -> Weight {
        Weight::from_parts(13_200, 1_320)
    }

    fn complete_uncaution() -> Weight {
        Weight::from_parts(13_300, 1_330)
    }

    fn complete_split() -> Weight {
        Weight::from_parts(13_400, 1_340)
    }

    fn complete_merge() -> Weight {
        Weight::from_parts(13_500, 1_350)
    }

    fn complete_represent() -> Weight {
        Weight::from_parts(13_600, 1_360)
    }

    fn complete_strike_off() -> Weight {
        Weight::from_parts(13_700, 1_370)
    }

    fn complete_restore() -> Weight {
        Weight::from_parts(13_800, 1_380)
    }

    fn lapse() -> Weight {
        Weight::from_parts(13_900, 1_390)
    }

    fn freeze() -> Weight {
        Weight::from_parts(14_000, 1_400)
    }

    fn unfreeze() -> Weight {
        Weight::from_parts(14_100, 1_410)
    }

    fn redact() -> Weight {
        Weight::from_parts(14_200, 1_420)
    }

    fn keep_decisions() -> Weight {
        Weight::from_parts(14_300, 1_430)
    }

    fn record_decision() -> Weight {
        Weight::from_parts(14_400, 1_440)
    }
}
