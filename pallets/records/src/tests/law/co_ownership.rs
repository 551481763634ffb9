//! Several owners.

use super::prelude::*;

/// Law of Property Act 1925, section 36(2); Land Registration Rules 2003, rule 164: joint owners survive
/// each other, and a dead one is taken off on evidence of the death.
#[test]
fn the_survivor_holds_alone_on_evidence_of_the_death() {
    story(|| {
        let title = title(1, joint(&[alice(), one()]));
        let evidence = hash(99);
        enter(title, Act::Survive { deceased: party(alice()) }, &[]);
        assert_eq!(owners(title), sole(one()));
        assert_eq!(newest(title).instrument, evidence);
        assert_eq!(version(title, 1).kind, Kind::Register, "that she held stays in the history");
    });
}

/// Law of Property Act 1925, section 36(2), by contrast: a share does not pass to the other owners.
#[test]
fn nobody_survives_to_a_share() {
    story(|| {
        let title = title(1, shared(&[(alice(), 1), (one(), 1)], 2));
        let death = Act::Survive { deceased: party(alice()) };
        refused(Refusal::NotJoint, || lodge_as(bob(), Some(title), death));
    });
}

/// German land register code § 47(1): the shares of several owners are entered, or what binds them
/// together.
#[test]
fn shares_or_joint_must_be_stated() {
    story(|| {
        let alone = first_registration(1, joint(&[alice()]));
        refused(Refusal::InvalidOwnership, || lodge_as(bob(), None, alone));
        let shares = first_registration(1, shared(&[(alice(), 2), (one(), 1)], 3));
        assert_ok!(lodge_as(bob(), None, shares));
        let together = first_registration(2, joint(&[alice(), one()]));
        assert_ok!(lodge_as(bob(), None, together));
    });
}

/// German civil code § 747: of the whole only all dispose together.
#[test]
fn one_co_owner_cannot_sell_the_whole() {
    story(|| {
        let title = title(1, shared(&[(alice(), 1), (one(), 1)], 2));
        let sale = lodge(alice(), Some(title), transfer_to(two()));
        consent(two(), sale);
        assert_eq!(missing(sale), [party(one())]);
        not_approved(charlie(), sale, Refusal::ConsentMissing);
    });
}

/// German civil code § 747: each disposes of her own share.
#[test]
fn a_co_owner_sells_only_her_share() {
    story(|| {
        let title = title(1, shared(&[(alice(), 1), (one(), 1)], 2));
        let after = shared(&[(two(), 1), (one(), 1)], 2);
        let sale = lodge(alice(), Some(title), Act::Transfer { ownership: after.clone() });
        assert_eq!(missing(sale), [party(two())], "the other owner is not asked");
        consent(two(), sale);
        approve(sale);
        assert_eq!(owners(title), after);
    });
}

/// ISO 19152:2012, 6.3.2 (LA_GroupParty): the shares in a group add up to one.
#[test]
fn shares_always_sum_to_one() {
    story(|| {
        let title = land(alice());
        for numerators in [[1, 1], [2, 2], [0, 3], [u32::MAX, 4]] {
            let [first, second] = numerators;
            let ownership = shared(&[(alice(), first), (one(), second)], 3);
            let act = Act::Transfer { ownership };
            refused(Refusal::InvalidOwnership, || lodge_as(bob(), Some(title), act));
        }
    });
}
