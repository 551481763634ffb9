//! One file a call, and one each for the end of a block, the invariants, the statement, and a plain
//! model of the ledger.

mod expire;
mod expiry;
mod model;
mod payout;
mod spend;
mod statement;
mod try_state;
mod void;

use althing_primitives::{eligibility::PolicyVersion, Balance, BlockNumber};
use frame_support::{assert_ok, traits::Hooks, weights::Weight};

use crate::{mock::*, Event, Pallet, Reason, SpendCount, SpendId, WeightInfo};

type Error = crate::Error<Test>;

/// Root approves a spend, which is claimable from this block on for the usual period.
fn approve(amount: Balance, beneficiary: u64) -> SpendId {
    approve_until(amount, beneficiary, System::block_number() + PERIOD)
}

/// Root approves a spend, which is claimable from this block on until before `expires`.
fn approve_until(amount: Balance, beneficiary: u64, expires: BlockNumber) -> SpendId {
    assert_ok!(Treasury::spend(
        RuntimeOrigin::root(),
        amount,
        beneficiary,
        None,
        Some(expires),
        None
    ));
    SpendCount::<Test>::get() - 1
}

/// Root approves a spend for the usual period to whoever meets the policy by then.
fn approve_under(policy: PolicyVersion, amount: Balance, beneficiary: u64) -> SpendId {
    let root = RuntimeOrigin::root();
    assert_ok!(Treasury::spend(root, amount, beneficiary, None, None, Some(policy)));
    SpendCount::<Test>::get() - 1
}

/// What the account owns that is not held.
fn free(who: u64) -> Balance {
    Balances::free_balance(who)
}

/// What the treasury has promised.
fn committed() -> Balance {
    Treasury::statement().committed
}

/// What the treasury may still promise.
fn available() -> Balance {
    Treasury::statement().available
}

/// A reason.
fn reason() -> Reason {
    Reason::truncate_from(b"https://example.org/why".to_vec())
}

/// The room for finding due spends and expiring `count` of them.
fn room_for(count: u64) -> Weight {
    <() as WeightInfo>::on_idle_base() + <() as WeightInfo>::expire_one() * count
}

/// Ends this block with the given room, and returns what was used.
fn end_block(room: Weight) -> Weight {
    let used = <Pallet<Test> as Hooks<BlockNumber>>::on_idle(System::block_number(), room);
    assert!(used.all_lte(room), "used more than there was");
    used
}

/// Whether the event was emitted in this block.
fn emitted(event: Event<Test>) -> bool {
    System::events().into_iter().any(|record| record.event == RuntimeEvent::Treasury(event.clone()))
}
