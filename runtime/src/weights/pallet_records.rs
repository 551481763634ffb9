//! What the calls of `pallet_records` cost. Written by `make weights`; not to be edited.

use core::marker::PhantomData;

use frame_support::weights::Weight;

/// The measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_records::WeightInfo for WeightInfo<T> {
    fn create_register() -> Weight {
        <() as pallet_records::WeightInfo>::create_register()
    }

    fn set_rules() -> Weight {
        <() as pallet_records::WeightInfo>::set_rules()
    }

    fn set_calendar() -> Weight {
        <() as pallet_records::WeightInfo>::set_calendar()
    }

    fn set_authority() -> Weight {
        <() as pallet_records::WeightInfo>::set_authority()
    }

    fn set_status() -> Weight {
        <() as pallet_records::WeightInfo>::set_status()
    }

    fn grant_role() -> Weight {
        <() as pallet_records::WeightInfo>::grant_role()
    }

    fn revoke_role() -> Weight {
        <() as pallet_records::WeightInfo>::revoke_role()
    }

    fn review() -> Weight {
        <() as pallet_records::WeightInfo>::review()
    }

    fn end_review() -> Weight {
        <() as pallet_records::WeightInfo>::end_review()
    }

    fn lodge() -> Weight {
        <() as pallet_records::WeightInfo>::lodge()
    }

    fn seal() -> Weight {
        <() as pallet_records::WeightInfo>::seal()
    }

    fn reveal() -> Weight {
        <() as pallet_records::WeightInfo>::reveal()
    }

    fn consent() -> Weight {
        <() as pallet_records::WeightInfo>::consent()
    }

    fn retract() -> Weight {
        <() as pallet_records::WeightInfo>::retract()
    }

    fn requisition() -> Weight {
        <() as pallet_records::WeightInfo>::requisition()
    }

    fn answer() -> Weight {
        <() as pallet_records::WeightInfo>::answer()
    }

    fn object() -> Weight {
        <() as pallet_records::WeightInfo>::object()
    }

    fn withdraw_objection() -> Weight {
        <() as pallet_records::WeightInfo>::withdraw_objection()
    }

    fn decide_objection() -> Weight {
        <() as pallet_records::WeightInfo>::decide_objection()
    }

    fn withdraw() -> Weight {
        <() as pallet_records::WeightInfo>::withdraw()
    }

    fn reject() -> Weight {
        <() as pallet_records::WeightInfo>::reject()
    }

    fn approve() -> Weight {
        <() as pallet_records::WeightInfo>::approve()
    }

    fn complete_base() -> Weight {
        <() as pallet_records::WeightInfo>::complete_base()
    }

    fn complete_register() -> Weight {
        <() as pallet_records::WeightInfo>::complete_register()
    }

    fn complete_amend() -> Weight {
        <() as pallet_records::WeightInfo>::complete_amend()
    }

    fn complete_correct() -> Weight {
        <() as pallet_records::WeightInfo>::complete_correct()
    }

    fn complete_vest() -> Weight {
        <() as pallet_records::WeightInfo>::complete_vest()
    }

    fn complete_transfer() -> Weight {
        <() as pallet_records::WeightInfo>::complete_transfer()
    }

    fn complete_survive() -> Weight {
        <() as pallet_records::WeightInfo>::complete_survive()
    }

    fn complete_encumber() -> Weight {
        <() as pallet_records::WeightInfo>::complete_encumber()
    }

    fn complete_vary() -> Weight {
        <() as pallet_records::WeightInfo>::complete_vary()
    }

    fn complete_discharge() -> Weight {
        <() as pallet_records::WeightInfo>::complete_discharge()
    }

    fn complete_caution() -> Weight {
        <() as pallet_records::WeightInfo>::complete_caution()
    }

    fn complete_uncaution() -> Weight {
        <() as pallet_records::WeightInfo>::complete_uncaution()
    }

    fn complete_split() -> Weight {
        <() as pallet_records::WeightInfo>::complete_split()
    }

    fn complete_merge() -> Weight {
        <() as pallet_records::WeightInfo>::complete_merge()
    }

    fn complete_represent() -> Weight {
        <() as pallet_records::WeightInfo>::complete_represent()
    }

    fn complete_strike_off() -> Weight {
        <() as pallet_records::WeightInfo>::complete_strike_off()
    }

    fn complete_restore() -> Weight {
        <() as pallet_records::WeightInfo>::complete_restore()
    }

    fn lapse() -> Weight {
        <() as pallet_records::WeightInfo>::lapse()
    }

    fn freeze() -> Weight {
        <() as pallet_records::WeightInfo>::freeze()
    }

    fn unfreeze() -> Weight {
        <() as pallet_records::WeightInfo>::unfreeze()
    }

    fn redact() -> Weight {
        <() as pallet_records::WeightInfo>::redact()
    }

    fn keep_decisions() -> Weight {
        <() as pallet_records::WeightInfo>::keep_decisions()
    }

    fn record_decision() -> Weight {
        <() as pallet_records::WeightInfo>::record_decision()
    }
}
