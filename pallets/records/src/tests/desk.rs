//! What the tests of the day list have in common: rules, acts, and calls as one result.

use frame_support::{assert_ok, assert_storage_noop, storage::with_storage_layer};
use sp_runtime::{DispatchError, DispatchResult};

use crate::{
    mock::{Records, *},
    *,
};

/// Why a call was refused.
pub type Refusal = Error<Test>;

/// The register has these rules from now on.
pub fn rule(rules: Rules) {
    assert_ok!(Records::set_rules(mandate(TRACK), REGISTER, rules));
}

/// The usual rules with these times of notice and waiting.
pub fn noticed(notice: u16, waiting: u16) -> Rules {
    let rules = rules();
    Rules { periods: Periods { notice, waiting, ..rules.periods }, ..rules }
}

/// The usual rules, where what is sealed can be revealed for so many blocks.
pub fn sealing_for(reveal: u32) -> Rules {
    Rules { reveal, ..rules() }
}

/// The register has this status from now on.
pub fn set_status(status: RegisterStatus) {
    assert_ok!(Records::set_status(mandate(TRACK), REGISTER, status));
}

/// A party that is an account.
pub fn party(who: AccountId) -> Party<AccountId> {
    Party::Account(who)
}

/// Another owner.
pub fn transfer_to(who: AccountId) -> Act<AccountId> {
    Act::Transfer { ownership: sole(who) }
}

/// A charge for somebody.
pub fn charge_for(beneficiary: AccountId) -> Act<AccountId> {
    let kind = EncumbranceKind::Charge;
    Act::Encumber { kind, beneficiary: party(beneficiary), terms: hash(7) }
}

/// A claim.
pub fn claim(n: u8) -> Act<AccountId> {
    Act::Caution { interest: hash(n) }
}

/// An attorney.
pub fn attorney(principal: AccountId, attorney: AccountId) -> Act<AccountId> {
    let representative = Representative {
        account: attorney,
        capacity: Capacity::Attorney,
        evidence: hash(5),
        until: today() + 30,
    };
    Act::Represent { party: party(principal), representative: Some(representative) }
}

/// The caution that an account lodged stands on a record.
pub fn cautioned(record: RecordId, by: AccountId) {
    approve(lodge(by, Some(record), claim(1)));
}

/// A charge for the bank stands on a record of this owner's.
pub fn charged(record: RecordId, owner: AccountId) {
    let dealing = lodge(bob(), Some(record), charge_for(two()));
    consent(owner, dealing);
    approve(dealing);
}

/// A dealing on the day list.
pub fn dealing(id: DealingId) -> Dealing<AccountId> {
    Dealings::<Test>::get(REGISTER, id).unwrap()
}

/// Whether a dealing is on the day list.
pub fn is_open(id: DealingId) -> bool {
    Dealings::<Test>::contains_key(REGISTER, id)
}

/// Who owns a record.
pub fn owner_of(record: RecordId) -> Ownership<AccountId> {
    let found = Records::expect_record(REGISTER, record).unwrap();
    Records::owners_of(REGISTER, record, &found)
}

/// The dealings in a record's queue, first first.
pub fn queue_of(record: RecordId) -> Vec<DealingId> {
    let queue = Queues::<Test>::get(REGISTER, Target::Record(record));
    queue.iter().map(|place| place.dealing).collect()
}

/// Why a dealing cannot be completed now.
pub fn waits_for(id: DealingId) -> Option<DispatchError> {
    Records::waits_for(REGISTER, id)
}

/// A call is refused, and leaves no trace.
#[track_caller]
pub fn refused(why: impl Into<DispatchError>, call: impl FnOnce() -> DispatchResult) {
    let why = why.into();
    assert_storage_noop!(assert_eq!(with_storage_layer(call), Err(why)));
}

/// Lodges a dealing that takes effect today.
pub fn lodge_as(who: AccountId, record: Option<RecordId>, act: Act<AccountId>) -> DispatchResult {
    Records::lodge(by(who), REGISTER, record, act, hash(99), None)
}

/// Lodges a dealing that takes effect on a day.
pub fn lodge_for(
    who: AccountId,
    record: RecordId,
    act: Act<AccountId>,
    effective: Day,
) -> DispatchResult {
    Records::lodge(by(who), REGISTER, Some(record), act, hash(99), Some(effective))
}

/// Consents for a party.
pub fn consent_as(who: AccountId, id: DealingId, party: Party<AccountId>) -> DispatchResult {
    Records::consent(by(who), REGISTER, id, party)
}

/// Approves a dealing.
pub fn approve_as(who: AccountId, id: DealingId) -> DispatchResult {
    Records::approve(by(who), REGISTER, id).map(|_| ()).map_err(|failed| failed.error)
}

/// Completes a dealing.
pub fn complete(id: DealingId) -> DispatchResult {
    Records::complete(by(two()), REGISTER, id).map(|_| ()).map_err(|failed| failed.error)
}

/// Ends a dealing whose time is up.
pub fn lapse(id: DealingId) -> DispatchResult {
    Records::lapse(by(two()), REGISTER, id).map(|_| ()).map_err(|failed| failed.error)
}

/// Objects to a dealing.
pub fn object_as(who: AccountId, id: DealingId) -> DispatchResult {
    Records::object(by(who), REGISTER, id, hash(66))
}

/// Asks the lodger of a dealing for something.
pub fn requisition_as(who: AccountId, id: DealingId, days: u16) -> DispatchResult {
    Records::requisition(by(who), REGISTER, id, hash(55), days)
}
