use althing_primitives::apis::Statement;
use frame_support::assert_ok;

use super::*;
use crate::Asset;

fn statement(
    balance: Balance,
    committed: Balance,
    open_spends: u32,
    paid: Balance,
    released: Balance,
) -> Statement<u64> {
    Statement {
        account: Treasury::account_id(),
        balance,
        committed,
        available: balance - committed - MINIMUM,
        open_spends,
        paid,
        released,
    }
}

#[test]
fn the_statement_adds_up_after_each_step() {
    ExtBuilder::default().build_and_execute(|| {
        assert_eq!(Treasury::statement(), statement(FUNDS, 0, 0, 0, 0));
        let ids: Vec<_> = [100, 20, 3].map(|amount| approve_until(amount, BOB, 10)).into();
        assert_eq!(Treasury::statement(), statement(FUNDS, 123, 3, 0, 0));
        assert_ok!(Treasury::payout(RuntimeOrigin::signed(BOB), ids[0]));
        assert_eq!(Treasury::statement(), statement(FUNDS - 100, 23, 2, 100, 0));
        assert_ok!(Treasury::void(RuntimeOrigin::root(), ids[1], reason()));
        assert_eq!(Treasury::statement(), statement(FUNDS - 100, 3, 1, 100, 20));
        System::set_block_number(10);
        end_block(Weight::MAX);
        assert_eq!(Treasury::statement(), statement(FUNDS - 100, 0, 0, 100, 23));
        assert_eq!(Treasury::available(Asset::Native), FUNDS - 100 - MINIMUM);
    });
}

#[test]
fn a_treasury_without_an_account_states_zero() {
    ExtBuilder::default().funds(0).build_and_execute(|| {
        let statement = Treasury::statement();
        assert_eq!((statement.balance, statement.committed, statement.available), (0, 0, 0));
    });
}

#[test]
fn only_open_spends_are_shown() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve(100, BOB);
        assert!(Treasury::open_spend(id).is_some());
        assert!(Treasury::open_spend(id + 1).is_none());
        assert_ok!(Treasury::payout(RuntimeOrigin::signed(BOB), id));
        assert!(Treasury::open_spend(id).is_none());
    });
}
