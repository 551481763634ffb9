//! What clients ask: pages of history and of the day list, what a dealing waits for, what weighed on a
//! record.

use crate::{
    mock::{Records, *},
    *,
};

fn amendment(to: u8) -> Act<AccountId> {
    Act::Amend { content: content(to), cites: None }
}

/// Has somebody get a charge on a record that alice owns.
fn charge(record: RecordId) {
    let act = Act::Encumber {
        kind: EncumbranceKind::Charge,
        beneficiary: Party::Account(two()),
        terms: hash(5),
    };
    let dealing = lodge(bob(), Some(record), act);
    consent(alice(), dealing);
    approve(dealing);
}

#[test]
fn history_comes_in_pages_that_neither_overlap_nor_leave_out() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = title(1, Ownership::NotStated);
        (2..=120_u8).for_each(|to| approve(lodge(bob(), Some(record), amendment(to))));
        let page = |first, limit| Pallet::<Test>::history(REGISTER, record, first, limit);
        let numbers = |first, limit| -> Vec<_> {
            page(first, limit).into_iter().map(|(number, _)| number).collect()
        };
        assert_eq!(numbers(0, 3), [1, 2, 3]);
        assert_eq!(numbers(4, 2), [4, 5]);
        assert_eq!(numbers(1, u32::MAX), (1..=MAX_PAGE).collect::<Vec<_>>(), "a page has an end");
        assert_eq!(numbers(101, 100), (101..=120).collect::<Vec<_>>());
        assert!(numbers(121, 100).is_empty());
        assert!(numbers(1, 0).is_empty());
        let all = page(1, 100).into_iter().chain(page(101, 100));
        let said: Vec<_> = all.map(|(_, version)| version.content).collect();
        assert_eq!(said, (1..=120).map(content).collect::<Vec<_>>());
        assert!(Pallet::<Test>::history(REGISTER, record + 1, 1, 9).is_empty());
    });
}

#[test]
fn the_day_list_has_what_has_not_ended_in_its_order() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = title(1, Ownership::NotStated);
        let lodged: Vec<_> =
            (20..32_u8).map(|to| lodge(bob(), Some(record), amendment(to))).collect();
        Records::withdraw(by(bob()), REGISTER, lodged[4]).unwrap();
        approve(lodged[0]);
        let list = |first, limit| -> Vec<_> {
            let page = Pallet::<Test>::day_list(REGISTER, first, limit);
            page.into_iter().map(|(id, _)| id).collect()
        };
        let open: Vec<_> =
            lodged.iter().copied().filter(|id| ![lodged[0], lodged[4]].contains(id)).collect();
        assert_eq!(list(0, 100), open);
        assert_eq!(list(0, 3), open[..3]);
        assert_eq!(list(open[2] + 1, 100), open[3..]);
        assert!(list(open[9] + 1, 100).is_empty());
        let (_, dealing) = Pallet::<Test>::day_list(REGISTER, 0, 1).remove(0);
        assert_eq!((dealing.record, dealing.act), (Some(record), Some(amendment(21))));
    });
}

#[test]
fn a_dealing_tells_whose_consent_it_lacks() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let dealing = lodge(bob(), Some(record), Act::Transfer { ownership: sole(one()) });
        let missing = || Pallet::<Test>::consents_missing(REGISTER, dealing);
        assert_eq!(missing(), [Party::Account(alice()), Party::Account(one())]);
        consent(alice(), dealing);
        assert_eq!(missing(), [Party::Account(one())]);
        consent(one(), dealing);
        assert!(missing().is_empty());
        assert!(Pallet::<Test>::consents_missing(REGISTER, dealing + 1).is_empty());
    });
}

#[test]
fn a_dealing_tells_what_it_waits_for_until_it_waits_for_nothing() {
    ExtBuilder.build_and_execute(|| {
        create_with(Rules { periods: Periods { waiting: 5, ..rules().periods }, ..rules() });
        let record = land(alice());
        let dealing = lodge(bob(), Some(record), amendment(9));
        let waits = || Pallet::<Test>::waits_for(REGISTER, dealing);
        assert_eq!(waits(), Some(Error::<Test>::NotApproved.into()));
        consent(alice(), dealing);
        approve(dealing);
        assert_eq!(waits(), Some(Error::<Test>::TooEarly.into()));
        Records::freeze(by(ferdie()), REGISTER, record, hash(60), None).unwrap();
        pass_days(20);
        assert_eq!(waits(), Some(Error::<Test>::Frozen.into()));
        Records::unfreeze(by(ferdie()), REGISTER, record, 0, hash(60)).unwrap();
        assert_eq!(waits(), None);
        let before = sp_io::storage::root(sp_core::storage::StateVersion::V1);
        assert_eq!(waits(), None);
        let after = sp_io::storage::root(sp_core::storage::StateVersion::V1);
        assert_eq!(before, after, "asking changes nothing");
        Records::complete(by(eve()), REGISTER, dealing).unwrap();
        assert_eq!(waits(), Some(Error::<Test>::DealingNotFound.into()));
    });
}

#[test]
fn what_weighed_on_a_record_is_told_as_of_each_version() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        charge(record);
        charge(record);
        let discharge = lodge(bob(), Some(record), Act::Discharge { number: 0 });
        consent(two(), discharge);
        approve(discharge);
        Records::freeze(by(ferdie()), REGISTER, record, hash(60), None).unwrap();
        let weighed = |version, first, limit| -> Vec<_> {
            let page = Pallet::<Test>::burdens_at(REGISTER, record, version, first, limit);
            page.iter().map(Burden::number).collect()
        };
        assert!(weighed(1, 0, 100).is_empty());
        assert_eq!(weighed(2, 0, 100), [0]);
        assert_eq!(weighed(3, 0, 100), [0, 1]);
        assert_eq!(weighed(4, 0, 100), [1]);
        assert_eq!(weighed(5, 0, 100), [1, 2]);
        assert_eq!(weighed(5, 0, 1), [1]);
        assert_eq!(weighed(5, 2, 100), [2]);
        assert!(weighed(3, 0, 0).is_empty());
    });
}
