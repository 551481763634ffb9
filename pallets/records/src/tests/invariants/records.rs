//! The invariants of records, broken by hand.

use super::*;

fn edit_record(id: RecordId, edit: impl FnOnce(&mut Record)) {
    crate::Records::<Test>::mutate(REGISTER, id, |record| edit(record.as_mut().unwrap()));
}

fn edit_version(id: RecordId, number: VersionNumber, edit: impl FnOnce(&mut Version<AccountId>)) {
    let key = (REGISTER, id, number);
    Versions::<Test>::mutate(key, |version| edit(version.as_mut().unwrap()));
}

fn edit_burdens(edit: impl FnOnce(&mut Burdens<AccountId>)) {
    BurdensOf::<Test>::mutate(REGISTER, LAND, edit);
}

fn edit_past(edit: impl FnOnce(&mut PastBurden<AccountId>)) {
    let key = (REGISTER, LAND, PAST);
    PastBurdens::<Test>::mutate(key, |past| edit(past.as_mut().unwrap()));
}

fn own(ownership: Ownership<AccountId>) {
    Holdings::<Test>::insert((REGISTER, LAND, 1), Holding::Stated(ownership));
}

#[test]
fn records_are_numbered_without_a_gap() {
    let lost = "2: a record is lost, or not counted";
    for records in [1, 3] {
        let why =
            broken_by(|_| Counts::<Test>::mutate(REGISTER, |counts| counts.records = records));
        assert_eq!(why, lost);
    }
    let why = broken_by(|_| {
        let record = crate::Records::<Test>::take(REGISTER, HOUSE).unwrap();
        crate::Records::<Test>::insert(NOTHING, HOUSE, record);
    });
    assert_eq!(why, "2: a record is in no register");
}

#[test]
fn no_version_is_lost() {
    let why = broken_by(|_| Versions::<Test>::remove((REGISTER, LAND, 2)));
    assert_eq!(why, "3: a version is lost, or ahead of the newest");
    let why = broken_by(|_| {
        let version = Versions::<Test>::take((REGISTER, LAND, 2)).unwrap();
        Versions::<Test>::insert((REGISTER, LAND, NOTHING), version);
    });
    assert_eq!(why, "3: a version is missing");
    let why = broken_by(|_| {
        let version = Versions::<Test>::get((REGISTER, LAND, 2)).unwrap();
        Versions::<Test>::insert((REGISTER, NOTHING, 2), version);
    });
    assert_eq!(why, "3: a version is of no record");
}

#[test]
fn a_version_sets_something_or_leaves_it_as_it_was() {
    let whole = "3: the first version did not set everything";
    assert_eq!(broken_by(|_| edit_version(LAND, 1, |version| version.setters.content = 2)), whole);
    assert_eq!(broken_by(|_| edit_version(LAND, 1, |version| version.told.standing = 2)), whole);
    let by_then = "3: what set something did not exist by then";
    let why = broken_by(|_| edit_version(LAND, 2, |version| version.setters.standing = 3));
    assert_eq!(why, by_then);
    let why = broken_by(|_| edit_version(LAND, 2, |version| version.told.content = 3));
    assert_eq!(why, by_then);
    let why = broken_by(|_| edit_version(HOUSE, 2, |version| version.setters.content = 0));
    assert_eq!(why, by_then);
    let why = broken_by(|_| edit_record(LAND, |record| record.setters.content = 2));
    assert_eq!(why, "3: a record was set by other versions");
}

#[test]
fn the_owners_that_a_version_set_are_kept() {
    let unsaid = "3: what set the owners does not say who they are";
    assert_eq!(broken_by(|_| Holdings::<Test>::remove((REGISTER, LAND, 1))), unsaid);
    assert_eq!(broken_by(|_| edit_version(LAND, 2, |version| version.told.ownership = 2)), unsaid);
    let why = broken_by(|_| {
        let holding = Holding::Stated(sole(alice()));
        Holdings::<Test>::insert((REGISTER, LAND, NOTHING), holding);
    });
    assert_eq!(why, "3: owners are kept of no version");
}

#[test]
fn a_record_says_what_its_versions_say() {
    let why = broken_by(|_| edit_record(LAND, |record| record.content.measure = 1));
    assert_eq!(why, "3: a record's content is another");
    let other = "3: a record's status or class is another";
    let why = broken_by(|_| edit_record(LAND, |record| record.status = RecordStatus::Struck));
    assert_eq!(why, other);
    let why = broken_by(|_| edit_record(LAND, |record| record.class = TitleClass::Possessory));
    assert_eq!(why, other);
}

#[test]
fn history_only_grows() {
    let backwards = "4: history runs backwards";
    let why = broken_by(|_| edit_version(LAND, 1, |version| version.recorded = 2));
    assert_eq!(why, backwards);
    let why = broken_by(|_| edit_version(LAND, 1, |version| version.day = today() + 1));
    assert_eq!(why, backwards);
    let why = broken_by(|_| edit_version(LAND, NEWEST, |version| version.recorded = NOW + 1));
    assert_eq!(why, "4: a version is entered in a block to come");
    let why = broken_by(|_| edit_version(LAND, 1, |version| version.dealing = NOTHING));
    assert_eq!(why, "4: a version comes of no dealing");
    let why = broken_by(|_| edit_version(LAND, 1, |version| version.kind = Kind::Amend));
    assert_eq!(why, "4: a record does not begin with its registration");
}

#[test]
fn owners_are_out_of_view_where_their_version_is() {
    let why = broken_by(|_| edit_version(HOUSE, 1, |version| version.redaction = None));
    assert_eq!(why, "4: owners vanished without a reason");
    let why = broken_by(|_| {
        let holding = Holding::Stated(sole(one()));
        Holdings::<Test>::insert((REGISTER, HOUSE, 1), holding);
    });
    assert_eq!(why, "4: what is out of view names owners");
    let why = broken_by(|_| {
        Holdings::<Test>::insert((REGISTER, HOUSE, 2), Holding::Redacted(hash(1)));
    });
    assert_eq!(why, "4: the owners that hold now are out of view");
}

#[test]
fn a_record_is_found_by_its_name() {
    let why = broken_by(|_| Names::<Test>::remove(REGISTER, hash(1)));
    assert_eq!(why, "5: a record is not found by its name");
    let why = broken_by(|_| Names::<Test>::insert(REGISTER, hash(1), HOUSE));
    assert_eq!(why, "5: a record is not found by its name");
    let why = broken_by(|_| Names::<Test>::insert(REGISTER, hash(30), LAND));
    assert_eq!(why, "5: a name is that of another record");
    let why = broken_by(|_| Names::<Test>::insert(REGISTER, hash(30), NOTHING));
    assert_eq!(why, "5: a name is that of no record");
}

#[test]
fn owners_are_told_apart_and_their_shares_are_one() {
    let joint = |who: &[AccountId]| {
        let parties = who.iter().cloned().map(Party::Account).collect();
        Ownership::Joint(BoundedVec::truncate_from(parties))
    };
    let shared = |of: &[(AccountId, u32)], denominator| {
        let share = |(who, numerator): &(AccountId, u32)| Share {
            party: Party::Account(who.clone()),
            numerator: *numerator,
        };
        let shares = BoundedVec::truncate_from(of.iter().map(share).collect());
        Ownership::Shared { shares, denominator }
    };
    for ownership in [
        joint(&[alice()]),
        joint(&[alice(), alice()]),
        shared(&[(alice(), 2)], 2),
        shared(&[(alice(), 1), (alice(), 1)], 2),
        shared(&[(alice(), 2), (one(), 0)], 2),
        shared(&[(alice(), 1), (one(), 1)], 3),
        shared(&[(alice(), u32::MAX), (one(), 1)], 0),
    ] {
        let why = broken_by(|_| own(ownership));
        assert_eq!(why, "6: owners are not told apart, or not one whole");
    }
    for ownership in [joint(&[alice(), one()]), shared(&[(alice(), 1), (one(), 2)], 3)] {
        kept_by(|_| own(ownership));
    }
}

#[test]
fn encumbrances_are_in_the_order_of_their_ranks() {
    let ranks = "7: encumbrances are not in the order of their ranks";
    let why = broken_by(|_| {
        edit_burdens(|burdens| {
            let first = burdens.encumbrances.remove(0);
            burdens.encumbrances.try_push(first).unwrap();
        });
    });
    assert_eq!(why, ranks);
    let why = broken_by(|_| {
        edit_burdens(|burdens| burdens.encumbrances[0].rank = burdens.encumbrances[1].rank);
    });
    assert_eq!(why, ranks);
}

#[test]
fn burdens_are_numbered_without_a_gap() {
    let twice = "7: two burdens have one number";
    let why = broken_by(|_| {
        edit_burdens(|burdens| burdens.cautions[0].number = burdens.encumbrances[0].number);
    });
    assert_eq!(why, twice);
    let why = broken_by(|_| edit_burdens(|burdens| burdens.encumbrances[0].number = PAST));
    assert_eq!(why, twice);
    let lost = "7: a burden is lost";
    assert_eq!(broken_by(|_| edit_record(LAND, |record| record.next_burden += 1)), lost);
    assert_eq!(broken_by(|_| PastBurdens::<Test>::remove((REGISTER, LAND, PAST))), lost);
}

#[test]
fn a_burden_was_entered_by_a_version_and_ended_by_none_before() {
    for since in [0, NOTHING] {
        let why = broken_by(|_| edit_burdens(|burdens| burdens.encumbrances[0].since = since));
        assert_eq!(why, "7: a burden was entered by no version");
    }
    for ended in [1, NOTHING] {
        let why = broken_by(|_| edit_past(|past| past.ended = ended));
        assert_eq!(why, "7: a burden ended before it was entered, or by no version");
    }
    let why = broken_by(|_| {
        let past = PastBurdens::<Test>::take((REGISTER, LAND, PAST)).unwrap();
        PastBurdens::<Test>::insert((REGISTER, LAND, 9), past);
    });
    assert_eq!(why, "7: a past burden is found under another number");
}

#[test]
fn a_burden_replaces_one_that_has_ended() {
    let replace = |number| edit_burdens(|burdens| burdens.encumbrances[0].replaces = Some(number));
    assert_eq!(broken_by(|_| replace(2)), "7: a burden replaces one that has not ended");
    kept_by(|_| replace(PAST));
}

#[test]
fn nothing_weighs_on_what_is_no_record_any_more() {
    let split = || {
        edit_record(LAND, |record| record.status = RecordStatus::Split);
        edit_version(LAND, 1, |version| version.status = RecordStatus::Split);
    };
    let why = broken_by(|_| split());
    assert_eq!(why, "5: the name of what is no record any more is not free");
    let why = broken_by(|_| {
        split();
        Names::<Test>::remove(REGISTER, hash(1));
    });
    assert_eq!(why, "7: something weighs on what was split or merged");
    let why = broken_by(|_| {
        let burdens = BurdensOf::<Test>::get(REGISTER, LAND);
        BurdensOf::<Test>::insert(REGISTER, NOTHING, burdens);
    });
    assert_eq!(why, "7: a burden is on no record");
}

#[test]
fn no_empty_burdens_are_kept() {
    let why = broken_by(|_| BurdensOf::<Test>::insert(REGISTER, HOUSE, Burdens::default()));
    assert_eq!(why, "15: burdens are kept of what has none");
}
