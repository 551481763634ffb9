//! The calls of those who lodge dealings, consent, object, approve and judge.

use subxt::{tx::Payload, utils::MultiAddress};

use crate::{
    chain,
    connection::{AccountId, Hash},
    records::{
        types::{
            Act, BoundedVec, Call, ObjectionVerdict, Party, RedactionReason, RejectionReason,
            RuntimeCall,
        },
        BurdenNumber, DealingId, RecordId, VersionNumber,
    },
    registers::{days::Day, RegisterId},
};

/// The most dealings that are approved in one call.
pub const MAX_BATCH: usize = 32;

/// Lodges a dealing; without a day it takes effect on that of its lodgement.
pub fn lodge_call(
    register: RegisterId,
    record: Option<RecordId>,
    act: Act,
    instrument: Hash,
    effective: Option<Day>,
) -> impl Payload {
    chain::tx().records().lodge(register, record, act, instrument, effective)
}

/// The same, to go into a batch with others.
pub fn lodging(
    register: RegisterId,
    record: Option<RecordId>,
    act: Act,
    instrument: Hash,
    effective: Option<Day>,
) -> RuntimeCall {
    RuntimeCall::Records(Call::lodge { register, record, act, instrument, effective })
}

/// Carries out all of these calls, or none.
pub fn batch_all(calls: Vec<RuntimeCall>) -> impl Payload {
    chain::tx().utility().batch_all(calls)
}

/// Takes a place on the day list for a dealing that nobody is to know yet.
pub fn seal(register: RegisterId, commitment: Hash) -> impl Payload {
    chain::tx().records().seal(register, commitment)
}

/// Consents to a dealing for a party.
pub fn consent(register: RegisterId, dealing: DealingId, party: Party) -> impl Payload {
    chain::tx().records().consent(register, dealing, party)
}

/// Takes a consent back.
pub fn retract(register: RegisterId, dealing: DealingId, party: Party) -> impl Payload {
    chain::tx().records().retract(register, dealing, party)
}

/// Asks the lodger of a dealing for what is missing, within so many business days.
pub fn requisition(
    register: RegisterId,
    dealing: DealingId,
    question: Hash,
    days: u16,
) -> impl Payload {
    chain::tx().records().requisition(register, dealing, question, days)
}

/// Answers a requisition.
pub fn answer(register: RegisterId, dealing: DealingId, answer: Hash) -> impl Payload {
    chain::tx().records().answer(register, dealing, answer)
}

/// Objects to a dealing.
pub fn object(register: RegisterId, dealing: DealingId, grounds: Hash) -> impl Payload {
    chain::tx().records().object(register, dealing, grounds)
}

/// Withdraws one's objection.
pub fn withdraw_objection(register: RegisterId, dealing: DealingId) -> impl Payload {
    chain::tx().records().withdraw_objection(register, dealing)
}

/// Decides an objection.
pub fn decide_objection(
    register: RegisterId,
    dealing: DealingId,
    objector: &AccountId,
    verdict: ObjectionVerdict,
    reasons: Hash,
) -> impl Payload {
    let objector = MultiAddress::Id(*objector);
    chain::tx().records().decide_objection(register, dealing, objector, verdict, reasons)
}

/// Withdraws a dealing that one has lodged.
pub fn withdraw(register: RegisterId, dealing: DealingId) -> impl Payload {
    chain::tx().records().withdraw(register, dealing)
}

/// Rejects a dealing.
pub fn reject(
    register: RegisterId,
    dealing: DealingId,
    reason: RejectionReason,
    reasons: Hash,
) -> impl Payload {
    chain::tx().records().reject(register, dealing, reason, reasons)
}

/// Approves a dealing, and completes it if nothing is to be waited for.
pub fn approve(register: RegisterId, dealing: DealingId) -> impl Payload {
    chain::tx().records().approve(register, dealing)
}

/// Approves several dealings, at most [`MAX_BATCH`], all or none.
pub fn approve_batch(register: RegisterId, dealings: Vec<DealingId>) -> impl Payload {
    chain::tx().records().approve_batch(register, BoundedVec(dealings))
}

/// Completes a dealing that was approved.
pub fn complete(register: RegisterId, dealing: DealingId) -> impl Payload {
    chain::tx().records().complete(register, dealing)
}

/// Ends a dealing whose time is up.
pub fn lapse(register: RegisterId, dealing: DealingId) -> impl Payload {
    chain::tx().records().lapse(register, dealing)
}

/// Forbids every dealing with a record, until a day or until it is lifted.
pub fn freeze(
    register: RegisterId,
    record: RecordId,
    order: Hash,
    until: Option<Day>,
) -> impl Payload {
    chain::tx().records().freeze(register, record, order, until)
}

/// Lifts a freeze.
pub fn unfreeze(
    register: RegisterId,
    record: RecordId,
    number: BurdenNumber,
    order: Hash,
) -> impl Payload {
    chain::tx().records().unfreeze(register, record, number, order)
}

/// Takes a version out of view.
pub fn redact(
    register: RegisterId,
    record: RecordId,
    version: VersionNumber,
    reason: RedactionReason,
    order: Hash,
) -> impl Payload {
    chain::tx().records().redact(register, record, version, reason, order)
}
