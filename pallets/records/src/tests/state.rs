//! What a title takes of the state.

use frame_support::{
    assert_ok,
    storage::{unhashed, StoragePrefixedMap},
};

use crate::{
    mock::{Records, *},
    Act, BurdensOf, Content, Counts, Holdings, Names, RecordStatus, Versions,
};

/// The bytes of all entries of a map, keys without the map's own 32 bytes included.
fn bytes<Map: StoragePrefixedMap<Value>, Value: codec::FullCodec>() -> usize {
    let prefix = Map::final_prefix();
    let mut key = prefix.to_vec();
    let mut sum = 0;
    while let Some(next) = sp_io::storage::next_key(&key).filter(|next| next.starts_with(&prefix)) {
        sum += next.len() - prefix.len() + unhashed::get_raw(&next).unwrap().len();
        key = next;
    }
    sum
}

/// The bytes of everything that says what the titles are now.
fn titles() -> usize {
    bytes::<Names<Test>, _>()
        + bytes::<crate::Records<Test>, _>()
        + bytes::<Holdings<Test>, _>()
        + bytes::<BurdensOf<Test>, _>()
}

#[test]
fn a_title_of_one_owner_takes_less_than_300_bytes_and_its_version_about_as_much() {
    ExtBuilder.build_and_execute(|| {
        create();
        let content = Content { commitment: hash(1), measure: u64::MAX, service: Some(hash(2)) };
        let Act::Register { name, class, ownership, cites, .. } =
            first_registration(1, sole(alice()))
        else {
            unreachable!()
        };
        approve(lodge(bob(), None, Act::Register { name, content, class, ownership, cites }));
        assert!(titles() <= 300, "{} bytes", titles());
        let version = bytes::<Versions<Test>, _>();
        assert!(version <= 320, "{version} bytes");
    });
}

#[test]
fn a_title_takes_no_more_however_often_it_changes_hands() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let (now, history) = (titles(), bytes::<Versions<Test>, _>());
        let mut owner = (alice(), one());
        for _ in 0..10 {
            let (from, to) = owner;
            let id =
                lodge(from.clone(), Some(record), Act::Transfer { ownership: sole(to.clone()) });
            consent(to.clone(), id);
            approve(id);
            owner = (to, from);
        }
        let owners = bytes::<Holdings<Test>, _>() / 11;
        assert_eq!(titles(), now + 10 * owners, "owners of before are kept");
        assert_eq!(bytes::<Versions<Test>, _>(), 11 * history, "and one version each time");
        assert_eq!(
            crate::Records::<Test>::get(REGISTER, record).unwrap().status,
            RecordStatus::InForce
        );
        assert_eq!(Counts::<Test>::get(REGISTER).records, 1);
        assert_ok!(Records::do_try_state());
    });
}
