//! The time that a development chain gives to its blocks.

use althing_node::engine::instant::clock::{not_before, BlockTime};
use sp_consensus_aura::{digests::CompatibleDigestItem, sr25519::AuthoritySignature, SlotDuration};
use sp_runtime::DigestItem;
use sp_timestamp::{Timestamp, TimestampInherentData};

#[test]
fn time_stands_still_where_the_wall_clock_was_set_back() {
    let (earlier, later) = (Timestamp::new(5), Timestamp::new(7));
    assert_eq!(not_before(later, earlier), later);
    assert_eq!(not_before(earlier, later), later);
}

#[test]
fn inherent_and_slot_tell_the_same_time() {
    let time = BlockTime::new(12_345.into(), SlotDuration::from_millis(1_000)).unwrap();
    let inherent = time.inherents.timestamp_inherent_data().unwrap();
    assert_eq!(inherent, Some(Timestamp::new(12_345)));
    let slot = <DigestItem as CompatibleDigestItem<AuthoritySignature>>::as_aura_pre_digest(
        &time.digest.logs[0],
    );
    assert_eq!(slot, Some(12.into()));
}
