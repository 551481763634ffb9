//! What somebody tries, as it is tried on the chain and on the plain model.

use althing_primitives::BlockNumber;
use frame_support::storage::with_storage_layer;
use sp_core::H256;
use sp_runtime::DispatchResult;

use super::state::*;
use crate::{
    mock::{Records, *},
    *,
};

/// A call with all its arguments, or what befalls everybody.
#[derive(Clone, Debug)]
pub enum Attempt {
    Lodge(AccountId, Wish),
    Seal(AccountId, Wish),
    /// Shows what was sealed, or something else.
    Reveal(AccountId, DealingId, Wish, bool),
    Consent(AccountId, DealingId, Party<AccountId>),
    Retract(AccountId, DealingId, Party<AccountId>),
    Requisition(AccountId, DealingId, u16),
    Answer(AccountId, DealingId),
    Object(AccountId, DealingId),
    WithdrawObjection(AccountId, DealingId),
    Decide(AccountId, DealingId, AccountId, ObjectionVerdict),
    Withdraw(AccountId, DealingId),
    Reject(AccountId, DealingId, RejectionReason),
    Approve(AccountId, DealingId),
    Complete(DealingId),
    Lapse(DealingId),
    Freeze(AccountId, RecordId, Option<Day>),
    Unfreeze(AccountId, RecordId, BurdenNumber),
    Redact(AccountId, RecordId, VersionNumber),
    /// By an account, or the register's track.
    Grant(Option<AccountId>, AccountId, Role, Grant),
    Revoke(AccountId, AccountId, Role),
    Review(AccountId, AccountId, BlockNumber),
    EndReview(AccountId, AccountId),
    SetActive(bool),
    SetRules(Rules),
    /// A compliance measure begins or ends.
    HoldStill(AccountId, bool),
    /// So many days and blocks pass.
    Wait(u32, u32),
}

const SALT: H256 = H256([42; 32]);
const INSTRUMENT: H256 = H256([99; 32]);

fn commitment(who: &AccountId, wish: &Wish) -> H256 {
    let genesis = Records::genesis_hash();
    let Wish { record, act, effective } = wish;
    sealing::commitment(genesis, REGISTER, who, *record, act, INSTRUMENT, *effective, SALT)
}

impl Attempt {
    /// Does it on the chain.
    pub fn perform(&self) -> DispatchResult {
        with_storage_layer(|| self.call())
    }

    fn call(&self) -> DispatchResult {
        use Attempt::*;
        let (register, why) = (REGISTER, hash(77));
        match self.clone() {
            Lodge(who, Wish { record, act, effective }) => {
                Records::lodge(by(who), register, record, act, INSTRUMENT, effective)
            }
            Seal(who, wish) => {
                let commitment = commitment(&who, &wish);
                Records::seal(by(who), register, commitment)
            }
            Reveal(who, id, Wish { record, act, effective }, honest) => {
                let salt = if honest { SALT } else { H256::zero() };
                let who = by(who);
                Records::reveal(who, register, id, record, act, INSTRUMENT, effective, salt)
            }
            Consent(who, id, party) => Records::consent(by(who), register, id, party),
            Retract(who, id, party) => Records::retract(by(who), register, id, party),
            Requisition(who, id, days) => Records::requisition(by(who), register, id, why, days),
            Answer(who, id) => Records::answer(by(who), register, id, why),
            Object(who, id) => Records::object(by(who), register, id, why),
            WithdrawObjection(who, id) => Records::withdraw_objection(by(who), register, id),
            Decide(who, id, objector, verdict) => {
                let objector = objector.into();
                Records::decide_objection(by(who), register, id, objector, verdict, why)
            }
            Withdraw(who, id) => Records::withdraw(by(who), register, id),
            Reject(who, id, reason) => Records::reject(by(who), register, id, reason, why),
            Approve(who, id) => {
                Records::approve(by(who), register, id).map(|_| ()).map_err(|it| it.error)
            }
            Complete(id) => {
                Records::complete(by(two()), register, id).map(|_| ()).map_err(|it| it.error)
            }
            Lapse(id) => Records::lapse(by(two()), register, id).map(|_| ()).map_err(|it| it.error),
            Freeze(who, id, until) => Records::freeze(by(who), register, id, why, until),
            Unfreeze(who, id, number) => Records::unfreeze(by(who), register, id, number, why),
            Redact(who, id, version) => {
                let reason = RedactionReason::Danger;
                Records::redact(by(who), register, id, version, reason, why)
            }
            Grant(who, whom, role, grant) => {
                let origin = who.map_or_else(|| mandate(TRACK), by);
                Records::grant_role(origin, register, whom.into(), role, grant)
            }
            Revoke(who, whom, role) => Records::revoke_role(by(who), register, whom.into(), role),
            Review(who, whom, since) => Records::review(by(who), register, whom.into(), since, why),
            EndReview(who, whom) => Records::end_review(by(who), register, whom.into()),
            SetActive(active) => {
                let status = match active {
                    true => RegisterStatus::Active,
                    false => RegisterStatus::Suspended,
                };
                Records::set_status(mandate(TRACK), register, status)
            }
            SetRules(rules) => Records::set_rules(mandate(TRACK), register, rules),
            HoldStill(who, still) => {
                if still {
                    Frozen::set(&who)
                } else {
                    Frozen::end(&who)
                }
                Ok(())
            }
            Wait(days, blocks) => {
                set_day(today() + days as Day);
                run_to(System::block_number() + blocks);
                Ok(())
            }
        }
    }
}

impl Model {
    /// Does it, if it may be done; otherwise nothing changes.
    pub fn take(&mut self, attempt: &Attempt) -> Allowed {
        let mut next = self.clone();
        next.attempt(attempt)?;
        next.seen.insert(std::mem::discriminant(attempt));
        *self = next;
        Some(())
    }

    fn attempt(&mut self, attempt: &Attempt) -> Allowed {
        use Attempt::*;
        match attempt {
            Lodge(who, wish) => self.lodge(who, wish),
            Seal(who, wish) => self.seal(who, wish),
            Reveal(who, id, _, honest) => self.reveal(who, *id, *honest),
            Consent(who, id, party) => self.consent(who, *id, party),
            Retract(who, id, party) => self.retract(who, *id, party),
            Requisition(who, id, days) => self.requisition(who, *id, *days),
            Answer(who, id) => self.answer(who, *id),
            Object(who, id) => self.object(who, *id),
            WithdrawObjection(who, id) => self.withdraw_objection(who, *id),
            Decide(who, id, objector, verdict) => self.decide(who, *id, objector, *verdict),
            Withdraw(who, id) => self.withdraw(who, *id),
            Reject(who, id, reason) => self.reject(who, *id, *reason),
            Approve(who, id) => self.approve(who, *id),
            Complete(id) => self.complete(*id),
            Lapse(id) => self.lapse(*id),
            Freeze(who, id, until) => self.freeze(who, *id, *until),
            Unfreeze(who, id, number) => self.unfreeze(who, *id, *number),
            Redact(who, id, version) => self.redact(who, *id, *version),
            Grant(by, who, role, grant) => self.grant(by.as_ref(), who, *role, *grant),
            Revoke(by, who, role) => self.revoke(by, who, *role),
            Review(by, who, since) => self.review(by, who, *since),
            EndReview(by, who) => self.end_review(by, who),
            SetActive(active) => self.set_status(*active),
            SetRules(rules) => self.set_rules(rules.clone()),
            HoldStill(who, true) => {
                self.frozen.insert(who.clone());
                Some(())
            }
            HoldStill(who, false) => {
                self.frozen.remove(who);
                Some(())
            }
            Wait(days, blocks) => {
                self.today += *days as Day;
                self.now += blocks;
                Some(())
            }
        }
    }
}
