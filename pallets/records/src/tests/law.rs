//! One story for each legal rule that the register serves, named as in `docs/records-rules.md`, which
//! says where each rule was read and in which version.

mod cautions;
mod co_ownership;
mod companies;
mod consents;
mod correction;
mod court;
mod division;
mod duties;
mod encumbrances;
mod notice;
mod objection;
mod order;
mod redaction;
mod representation;
mod requisition;
mod sealed;
mod searches;
mod two_times;

/// What the stories have in common.
mod prelude {
    pub use frame_support::{assert_ok, BoundedVec};
    pub use sp_core::H256;
    pub use sp_runtime::DispatchResult;

    pub use super::super::{
        desk::*,
        titles::{
            agreed, burdens, caution, consent_for, encumber, enter, joint, missing, newest,
            not_approved, owners, record, represent, representative, shared, terms,
        },
    };
    pub use crate::{
        mock::{Records, *},
        *,
    };

    /// A story in a land register with its officers and the usual rules.
    pub fn story(told: impl FnOnce()) {
        ExtBuilder.build_and_execute(|| {
            create();
            told();
        });
    }

    /// So many business days pass, and the day after the last of them begins.
    pub fn pass_business_days(count: u16) {
        let days = calendar().after(today(), count) - today() + 1;
        pass_days(u32::try_from(days).unwrap());
    }

    /// The clerk lodges the sale of a title; seller and buyer have signed.
    pub fn sale(title: RecordId, seller: AccountId, buyer: AccountId) -> DealingId {
        agreed(title, transfer_to(buyer.clone()), &[seller, buyer])
    }

    /// The registrar's decision on a dealing.
    pub fn decide(id: DealingId) -> DispatchResult {
        approve_as(charlie(), id)
    }

    /// What else a record says from now on.
    pub fn amendment(to: u8) -> Act<AccountId> {
        Act::Amend { content: content(to), cites: None }
    }

    /// The correction of an error in writing, for which Alice asked.
    pub fn correction() -> Act<AccountId> {
        Act::Correct {
            content: Some(content(88)),
            class: None,
            ownership: None,
            until: None,
            reason: CorrectionReason::Clerical,
            asked_by: alice(),
        }
    }

    /// The owners of a record should have been others.
    pub fn correction_of_owners(ownership: Ownership<AccountId>) -> Act<AccountId> {
        Act::Correct {
            content: None,
            class: None,
            ownership: Some(ownership),
            until: None,
            reason: CorrectionReason::Source,
            asked_by: alice(),
        }
    }

    /// A court freezes a record; returns the number of the freeze.
    pub fn freeze(id: RecordId) -> BurdenNumber {
        assert_ok!(Records::freeze(by(ferdie()), REGISTER, id, hash(40), None));
        record(id).next_burden - 1
    }

    /// Who is told of a dealing, in the order in which it is told.
    pub fn alerted(id: DealingId) -> Vec<AccountId> {
        let told = |event| match event {
            Event::Alerted { dealing, account, .. } if dealing == id => Some(account),
            _ => None,
        };
        events().into_iter().filter_map(told).collect()
    }

    /// The version of a record that has a number.
    pub fn version(id: RecordId, number: VersionNumber) -> Version<AccountId> {
        Versions::<Test>::get((REGISTER, id, number)).unwrap()
    }

    /// What the register said on a day.
    pub fn said(id: RecordId, day: Day) -> Statement<AccountId> {
        Records::said_on(REGISTER, id, day).unwrap()
    }

    /// What is known now of a day.
    pub fn known(id: RecordId, day: Day) -> Statement<AccountId> {
        Records::known_on(REGISTER, id, day).unwrap()
    }
}
