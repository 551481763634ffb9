//! Splitting and merging.

use super::prelude::*;

fn split(parts: &[(u8, u64)]) -> Act<AccountId> {
    let part = |(name, measure): &(u8, u64)| Part {
        name: hash(*name),
        content: Content { measure: *measure, ..content(*name) },
    };
    Act::Split { parts: BoundedVec::truncate_from(parts.iter().map(part).collect()) }
}

fn merge(other: RecordId) -> Act<AccountId> {
    Act::Merge {
        others: BoundedVec::truncate_from(vec![other]),
        name: hash(60),
        content: Content { measure: 2_000, ..content(60) },
    }
}

/// Land Registration Rules 2003, rule 3(3): a title is opened for a part on the application of the
/// proprietor and of any chargee.
#[test]
fn a_split_needs_every_chargee() {
    story(|| {
        let title = land(alice());
        encumber(title, alice(), one(), 1);
        encumber(title, alice(), two(), 2);
        let asked = lodge(alice(), Some(title), split(&[(50, 400), (51, 600)]));
        consent(one(), asked);
        assert_eq!(missing(asked), [party(two())]);
        not_approved(charlie(), asked, Refusal::ConsentMissing);
        consent(two(), asked);
        approve(asked);
        assert_eq!(record(title).status, RecordStatus::Split);
    });
}

/// German land register code § 2(3): a part is split off by its measure.
#[test]
fn measures_add_up_and_none_is_zero() {
    story(|| {
        let title = land(alice());
        let wrong: [&[(u8, u64)]; 4] = [
            &[(50, 400), (51, 599)],
            &[(50, 400), (51, 601)],
            &[(50, 0), (51, 1_000)],
            &[(50, 1_000)],
        ];
        for parts in wrong {
            refused(Refusal::InvalidParts, || lodge_as(bob(), Some(title), split(parts)));
        }
    });
}

/// German land register code § 46(2): a right that is not carried over counts as deleted. All are
/// carried over.
#[test]
fn no_charge_is_lost_in_a_split() {
    story(|| {
        let title = land(alice());
        encumber(title, alice(), one(), 1);
        encumber(title, alice(), two(), 2);
        enter(title, split(&[(50, 400), (51, 600)]), &[alice(), one(), two()]);
        for part in [last_record() - 1, last_record()] {
            assert_eq!(terms(part), [1, 2]);
            assert_eq!(owners(part), sole(alice()));
            assert_eq!(record(part).parent, Some(title));
        }
    });
}

/// German land register code § 7(1): a part that is to be charged is split off before.
#[test]
fn a_part_is_split_before_it_is_charged() {
    story(|| {
        let title = land(alice());
        enter(title, split(&[(50, 400), (51, 600)]), &[alice()]);
        let (charged, free) = (last_record() - 1, last_record());
        encumber(charged, alice(), two(), 1);
        assert_eq!((terms(charged).len(), terms(free).len()), (1, 0));
    });
}

/// Land Registration Rules 2003, rule 3(4): titles are amalgamated if they are of one kind and one
/// proprietor.
#[test]
fn titles_of_different_holders_do_not_merge() {
    story(|| {
        let (title, hers, theirs) = (land(alice()), land(alice()), land(one()));
        refused(Refusal::InvalidMerger, || lodge_as(bob(), Some(title), merge(theirs)));
        enter(title, merge(hers), &[alice()]);
        assert_eq!(owners(last_record()), sole(alice()));
    });
}

/// German land register code § 5(1): parcels are united if no confusion is to be feared. Charges keep
/// the order in which they came, and everybody who has one is asked.
#[test]
fn merged_charges_rank_by_age_with_their_chargees_consent() {
    story(|| {
        let (title, other) = (land(alice()), land(alice()));
        encumber(other, alice(), two(), 1);
        run_to(9);
        encumber(title, alice(), one(), 2);
        let asked = lodge(alice(), Some(title), merge(other));
        assert_eq!(missing(asked), [party(one()), party(two())]);
        consent(one(), asked);
        consent(two(), asked);
        approve(asked);
        assert_eq!(terms(last_record()), [1, 2]);
    });
}
