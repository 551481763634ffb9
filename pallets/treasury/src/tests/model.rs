//! Random sequences of actions against a plain ledger, which is computed the naive way.

use std::collections::BTreeMap;

use althing_primitives::apis::Statement;
use frame_support::assert_ok;
use proptest::prelude::*;

use super::*;
use crate::Spends;

/// What the treasury owns at the start: little, so that it runs out.
const LITTLE: Balance = 500;

/// What may happen.
#[derive(Clone, Debug)]
enum Action {
    /// A spend is proposed, with its dates counted from this block.
    Spend {
        amount: Balance,
        beneficiary: u64,
        valid_from: Option<u32>,
        expires: Option<i32>,
        policy: Option<PolicyVersion>,
    },
    /// An account meets the policy for so many blocks, and no longer.
    Attest { who: u64, blocks: BlockNumber },
    /// Somebody claims.
    Payout(SpendId),
    /// A spend is voided.
    Void(SpendId),
    /// Somebody expires a spend.
    Expire(SpendId),
    /// Somebody gives to the treasury.
    Donate(Balance),
    /// Blocks pass, of which only the last has room, and that for so many expiries.
    Blocks { count: u32, room: u64 },
}

fn action() -> impl Strategy<Value = Action> {
    let account = || prop_oneof![Just(ALICE), Just(BOB), Just(NEWCOMER), Just(51)];
    let policy = prop_oneof![4 => Just(POLICY), 1 => Just(UNKNOWN_POLICY)];
    let spend = (
        prop_oneof![0..20u128, 0..200u128],
        account(),
        prop::option::of(0..6u32),
        prop::option::of(-1..12i32),
        prop::option::of(policy),
    );
    prop_oneof![
        4 => spend.prop_map(|(amount, beneficiary, valid_from, expires, policy)| Action::Spend {
            amount,
            beneficiary,
            valid_from,
            expires,
            policy,
        }),
        2 => (account(), 0..15u32).prop_map(|(who, blocks)| Action::Attest { who, blocks }),
        3 => (0..20u32).prop_map(Action::Payout),
        1 => (0..20u32).prop_map(Action::Void),
        1 => (0..20u32).prop_map(Action::Expire),
        1 => (0..50u128).prop_map(Action::Donate),
        3 => (1..5u32, 0..4u64).prop_map(|(count, room)| Action::Blocks { count, room }),
    ]
}

/// A promise in the plain ledger.
#[derive(Clone, Copy)]
struct Promise {
    beneficiary: u64,
    amount: Balance,
    valid_from: BlockNumber,
    expires: BlockNumber,
    policy: Option<PolicyVersion>,
}

/// The plain ledger.
struct Ledger {
    now: BlockNumber,
    accounts: BTreeMap<u64, Balance>,
    /// Until before which block an account meets the policy.
    attested: BTreeMap<u64, BlockNumber>,
    treasury: Balance,
    open: BTreeMap<SpendId, Promise>,
    count: SpendId,
    paid: Balance,
    released: Balance,
}

impl Ledger {
    fn new() -> Self {
        Self {
            now: 1,
            accounts: [(ALICE, PURSE), (BOB, PURSE)].into(),
            attested: BTreeMap::new(),
            treasury: LITTLE,
            open: BTreeMap::new(),
            count: 0,
            paid: 0,
            released: 0,
        }
    }

    fn committed(&self) -> Balance {
        self.open.values().map(|promise| promise.amount).sum()
    }

    fn owned_by(&self, who: u64) -> Balance {
        self.accounts.get(&who).copied().unwrap_or_default()
    }

    fn find(&self, id: SpendId) -> Result<Promise, Error> {
        let missing = if id < self.count { Error::AlreadyConcluded } else { Error::NotFound };
        self.open.get(&id).copied().ok_or(missing)
    }

    fn spend(&mut self, promise: Promise) -> Result<(), Error> {
        if promise.amount == 0 {
            return Err(Error::ZeroAmount);
        }
        if promise.policy == Some(UNKNOWN_POLICY) {
            return Err(Error::PolicyNotFound);
        }
        if promise.expires <= self.now {
            return Err(Error::AlreadyExpired);
        }
        if promise.expires <= promise.valid_from {
            return Err(Error::NeverPayable);
        }
        if self.committed() + promise.amount + MINIMUM > self.treasury {
            return Err(Error::InsufficientFunds);
        }
        self.open.insert(self.count, promise);
        self.count += 1;
        Ok(())
    }

    fn payout(&mut self, id: SpendId) -> Result<(), Error> {
        let promise = self.find(id)?;
        if self.now < promise.valid_from {
            return Err(Error::NotYetValid);
        }
        if self.now >= promise.expires {
            return Err(Error::Expired);
        }
        let attested = self.attested.get(&promise.beneficiary);
        if promise.policy.is_some() && attested.is_none_or(|until| self.now >= *until) {
            return Err(Error::BeneficiaryNotEligible);
        }
        if self.owned_by(promise.beneficiary) + promise.amount < MINIMUM {
            return Err(Error::BeneficiaryBelowMinimum);
        }
        *self.accounts.entry(promise.beneficiary).or_default() += promise.amount;
        self.treasury -= promise.amount;
        self.paid += promise.amount;
        self.open.remove(&id);
        Ok(())
    }

    fn void(&mut self, id: SpendId) -> Result<(), Error> {
        if self.now >= self.find(id)?.expires {
            return Err(Error::Expired);
        }
        self.release(id);
        Ok(())
    }

    fn expire(&mut self, id: SpendId) -> Result<(), Error> {
        if self.now < self.find(id)?.expires {
            return Err(Error::NotExpired);
        }
        self.release(id);
        Ok(())
    }

    fn release(&mut self, id: SpendId) {
        self.released += self.open.remove(&id).unwrap().amount;
    }

    fn end_block(&mut self, room: u64) {
        for _ in 0..room {
            let due = self.open.iter().filter(|(_, promise)| promise.expires <= self.now);
            let Some((id, _)) = due.min_by_key(|(id, promise)| (promise.expires, **id)) else {
                return;
            };
            self.release(*id);
        }
    }

    /// Compares every figure with the chain's.
    fn agrees(&self, issuance: Balance) {
        let committed = self.committed();
        assert_eq!(
            Treasury::statement(),
            Statement {
                account: Treasury::account_id(),
                balance: self.treasury,
                committed,
                available: self.treasury - committed - MINIMUM,
                open_spends: u32::try_from(self.open.len()).unwrap(),
                paid: self.paid,
                released: self.released,
            }
        );
        for who in [ALICE, BOB, NEWCOMER, 51] {
            assert_eq!(free(who), self.owned_by(who));
        }
        for (id, promise) in &self.open {
            let spend = Spends::<Test>::get(id).unwrap();
            assert_eq!(
                (spend.beneficiary, spend.amount, spend.valid_from, spend.expires),
                (promise.beneficiary, promise.amount, promise.valid_from, promise.expires)
            );
            assert_eq!(spend.policy, promise.policy);
        }
        assert_eq!(Balances::total_issuance(), issuance);
        assert_eq!(self.treasury + self.accounts.values().sum::<Balance>(), issuance);
        Treasury::do_try_state().unwrap();
    }
}

/// Does the same on the chain and in the ledger, and expects the same result.
fn act(ledger: &mut Ledger, action: Action) {
    let (root, alice) = (RuntimeOrigin::root(), RuntimeOrigin::signed(ALICE));
    match action {
        Action::Spend { amount, beneficiary, valid_from, expires, policy } => {
            let now = ledger.now;
            let valid_from = valid_from.map(|after| now + after);
            let expires = expires.map(|after| now.saturating_add_signed(after));
            let starts = valid_from.unwrap_or(now);
            let promise = Promise {
                beneficiary,
                amount,
                valid_from: starts,
                expires: expires.unwrap_or(starts + PERIOD),
                policy,
            };
            let done = Treasury::spend(root, amount, beneficiary, valid_from, expires, policy);
            assert_eq!(done, ledger.spend(promise).map_err(Into::into));
        }
        Action::Attest { who, blocks } => {
            meets(who, ledger.now + blocks);
            ledger.attested.insert(who, ledger.now + blocks);
        }
        Action::Payout(id) => {
            let done = Treasury::payout(alice, id).map(drop).map_err(|failed| failed.error);
            assert_eq!(done, ledger.payout(id).map_err(Into::into));
        }
        Action::Void(id) => {
            let done = Treasury::void(root, id, reason());
            assert_eq!(done, ledger.void(id).map_err(Into::into));
        }
        Action::Expire(id) => {
            let done = Treasury::expire(alice, id).map(drop).map_err(|failed| failed.error);
            assert_eq!(done, ledger.expire(id).map_err(Into::into));
        }
        Action::Donate(amount) => {
            if ledger.owned_by(ALICE) < amount + MINIMUM {
                return;
            }
            let treasury = Treasury::account_id();
            assert_ok!(Balances::transfer_keep_alive(alice, treasury, amount));
            *ledger.accounts.get_mut(&ALICE).unwrap() -= amount;
            ledger.treasury += amount;
        }
        Action::Blocks { count, room } => {
            ledger.now += count;
            System::set_block_number(ledger.now);
            end_block(room_for(room));
            ledger.end_block(room);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_treasury_keeps_a_plain_ledger(actions in prop::collection::vec(action(), 1..80)) {
        ExtBuilder::default().funds(LITTLE).build_and_execute(|| {
            let issuance = Balances::total_issuance();
            let mut ledger = Ledger::new();
            for action in actions {
                act(&mut ledger, action);
                ledger.agrees(issuance);
            }
            // Whatever is still promised is paid, unless it has expired, its beneficiary does not
            // meet its policy, or it is too little for the beneficiary's account.
            for (id, promise) in ledger.open.clone() {
                if promise.expires > ledger.now.max(promise.valid_from) {
                    ledger.now = ledger.now.max(promise.valid_from);
                    System::set_block_number(ledger.now);
                }
                act(&mut ledger, Action::Payout(id));
                ledger.agrees(issuance);
            }
        });
    }
}
