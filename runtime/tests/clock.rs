//! The time values of genesis, as blocks meet them.

use std::panic::{catch_unwind, AssertUnwindSafe};

use crate::common::{Chain, NOON};
use althing_runtime::Timestamp;

/// Whether a block at this time is refused, as it is by a panic.
fn refused(chain: &mut Chain, time: u64) -> bool {
    catch_unwind(AssertUnwindSafe(|| chain.block_at(time, vec![]))).is_err()
}

#[test]
fn a_dev_chain_takes_two_blocks_in_one_millisecond() {
    let mut chain = Chain::new("dev");
    chain.block_at(NOON, vec![]);
    chain.block_at(NOON, vec![]);
    assert_eq!(chain.height(), 2);
    assert_eq!(chain.read(Timestamp::get), NOON);
}

#[test]
fn a_dev_chain_does_not_go_back_in_time() {
    let mut chain = Chain::new("dev");
    chain.block_at(NOON, vec![]);
    assert!(refused(&mut chain, NOON - 1));
}

#[test]
fn a_network_takes_one_block_a_slot() {
    let mut chain = Chain::new("solo");
    chain.block_at(NOON, vec![]);
    assert!(refused(&mut chain, NOON + 1_999));

    let mut chain = Chain::new("solo");
    chain.block_at(NOON, vec![]);
    chain.block_at(NOON + 2_000, vec![]);
    assert_eq!(chain.height(), 2);
}

#[test]
fn a_network_takes_no_block_before_its_minimum_period_is_over() {
    let mut chain = Chain::new("solo");
    chain.block_at(NOON + 1_500, vec![]);
    assert!(refused(&mut chain, NOON + 2_400), "900 ms later, though in the next slot");
}

#[test]
fn a_session_is_as_long_as_genesis_says() {
    let mut chain = Chain::new("solo");
    chain.skip(49);
    assert_eq!(chain.read(pallet_session::CurrentIndex::<althing_runtime::Runtime>::get), 0);
    chain.skip(1);
    assert_eq!(chain.read(pallet_session::CurrentIndex::<althing_runtime::Runtime>::get), 1);
}

#[test]
fn a_clock_that_cannot_run_is_refused_at_genesis() {
    let with = |key: &str, value: u64| {
        let mut genesis = crate::common::genesis("solo");
        genesis["clock"][key] = value.into();
        let genesis = serde_json::to_vec(&genesis).unwrap();
        let mut state = sp_io::TestExternalities::new_empty();
        catch_unwind(AssertUnwindSafe(|| {
            state.execute_with(|| {
                frame_support::genesis_builder_helper::build_state::<
                    althing_runtime::RuntimeGenesisConfig,
                >(genesis)
                .unwrap()
            })
        }))
    };
    assert!(with("slotDuration", 0).is_err());
    assert!(with("sessionLength", 0).is_err());
    assert!(with("minimumPeriod", 2_001).is_err());
    assert!(with("minimumPeriod", 2_000).is_ok());
}
