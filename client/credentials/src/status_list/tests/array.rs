use std::io::Write;

use flate2::{write::ZlibEncoder, Compression};
use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::base64url;

/// A vector of draft-ietf-oauth-status-list-20: the examples of section 4.1 and the test vectors of
/// appendix "Test vectors for Status List encoding", with the list of its JSON encoding.
#[derive(Deserialize)]
struct Vector {
    bits: u64,
    entries: u32,
    statuses: Vec<(u64, u8)>,
    lst: String,
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("vectors.json")).unwrap()
}

fn unpack(bits: Bits, packed: &[u8]) -> Result<StatusArray, StatusListError> {
    StatusArray::unpack(bits, packed, 1 << 20)
}

#[test]
fn the_lists_of_the_draft_are_read() {
    for vector in vectors() {
        let bits = Bits::try_from(vector.bits).unwrap();
        let list = unpack(bits, &base64url::decode(&vector.lst).unwrap()).unwrap();
        assert_eq!(list.len(), u64::from(vector.entries));
        for (index, status) in &vector.statuses {
            assert_eq!(list.get(*index).unwrap(), Status(*status), "{} at {index}", vector.bits);
        }
        let named = vector.statuses.iter().filter(|(_, status)| *status != 0).count();
        let set = (0..list.len()).filter(|index| !list.get(*index).unwrap().is_valid()).count();
        assert_eq!(set, named, "all that are not mentioned are valid");
    }
}

#[test]
fn the_lists_of_the_draft_are_written() {
    for vector in vectors() {
        let bits = Bits::try_from(vector.bits).unwrap();
        let mut list = StatusArray::new(bits, vector.entries).unwrap();
        for (index, status) in &vector.statuses {
            list.set(*index, Status(*status)).unwrap();
        }
        let packed = base64url::decode(&vector.lst).unwrap();
        assert_eq!(list, unpack(bits, &packed).unwrap());
        // DEFLATE leaves the packing open, so what is packed here is compared after unpacking.
        assert_eq!(list, unpack(bits, &list.pack()).unwrap());
    }
}

#[test]
fn other_numbers_of_bits_are_refused() {
    for bits in [0, 3, 5, 16, u64::MAX] {
        assert!(matches!(Bits::try_from(bits), Err(StatusListError::Bits(b)) if b == bits));
    }
}

#[test]
fn an_index_past_the_end_has_no_status() {
    let list = StatusArray::new(Bits::One, 16).unwrap();
    assert!(list.get(15).is_ok());
    for index in [16, 17, u64::from(u32::MAX), u64::MAX] {
        assert!(matches!(list.get(index), Err(StatusListError::OutOfBounds { length: 16, .. })));
    }
}

#[test]
fn a_status_that_does_not_fit_changes_nothing() {
    let mut list = StatusArray::new(Bits::Two, 8).unwrap();
    list.set(1, Status::SUSPENDED).unwrap();
    let before = list.clone();
    assert!(matches!(
        list.set(0, Status(4)),
        Err(StatusListError::StatusTooWide { status: 4, bits: 2 })
    ));
    assert_eq!(list, before);
}

#[test]
fn a_list_has_entries_but_not_too_many() {
    for entries in [0, StatusArray::MAX_ENTRIES + 1] {
        assert!(matches!(
            StatusArray::new(Bits::Eight, entries),
            Err(StatusListError::Entries { .. })
        ));
    }
}

/// A quarter of a gigabyte of zeros, which packs to less than half a megabyte.
fn bomb() -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    let zeros = vec![0; 1 << 20];
    for _ in 0..256 {
        encoder.write_all(&zeros).unwrap();
    }
    encoder.finish().unwrap()
}

#[test]
fn a_decompression_bomb_is_refused_at_the_limit() {
    let bomb = bomb();
    assert!(bomb.len() < 1 << 19);
    assert!(matches!(
        unpack(Bits::One, &bomb),
        Err(StatusListError::TooLarge { limit: 1_048_576, .. })
    ));
}

#[test]
fn a_list_of_exactly_the_limit_is_read_and_one_byte_more_is_not() {
    let packed = StatusArray::from_bytes(Bits::One, vec![0; 1000]).pack();
    assert!(StatusArray::unpack(Bits::One, &packed, 1000).is_ok());
    assert!(matches!(
        StatusArray::unpack(Bits::One, &packed, 999),
        Err(StatusListError::TooLarge { limit: 999, .. })
    ));
}

#[test]
fn a_stream_that_breaks_off_is_refused_wherever_it_does() {
    let mut list = StatusArray::new(Bits::One, 4000).unwrap();
    for index in (0..4000).step_by(37) {
        list.set(index, Status::INVALID).unwrap();
    }
    let packed = list.pack();
    for length in 0..packed.len() {
        assert!(
            matches!(unpack(Bits::One, &packed[..length]), Err(StatusListError::Packed(_))),
            "cut at {length} of {}",
            packed.len()
        );
    }
}

#[test]
fn a_stream_with_bytes_after_it_or_a_wrong_checksum_is_refused() {
    let mut longer = StatusArray::new(Bits::One, 64).unwrap().pack();
    let mut wrong = longer.clone();
    *wrong.last_mut().unwrap() ^= 1;
    longer.push(0);
    for packed in [longer, wrong] {
        assert!(matches!(unpack(Bits::One, &packed), Err(StatusListError::Packed(_))));
    }
}

proptest! {
    #[test]
    fn a_list_says_what_was_last_set(
        bits in prop::sample::select(vec![1_u64, 2, 4, 8]),
        writes in prop::collection::vec((0_u64..300, any::<u8>()), 0..200),
    ) {
        let bits = Bits::try_from(bits).unwrap();
        let widest = u16::pow(2, bits.count().into()) - 1;
        let mut list = StatusArray::new(bits, 300).unwrap();
        let mut plain = vec![0_u8; 300];
        for (index, status) in writes {
            let status = status & widest as u8;
            list.set(index, Status(status)).unwrap();
            plain[index as usize] = status;
        }
        let list = unpack(bits, &list.pack()).unwrap();
        for (index, status) in plain.iter().enumerate() {
            prop_assert_eq!(list.get(index as u64).unwrap(), Status(*status));
        }
    }

    #[test]
    fn unpacking_anything_ends(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(list) = unpack(Bits::One, &bytes) {
            prop_assert!(list.as_bytes().len() <= 1 << 20);
        }
    }
}
