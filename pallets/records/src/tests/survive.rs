//! A joint owner dies, and the others keep all.

use super::titles::*;
use crate::{mock::*, *};

fn death(of: AccountId) -> Act<AccountId> {
    Act::Survive { deceased: account(of) }
}

#[test]
fn joint_owners_survive_each_other_down_to_one_who_owns_alone() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, joint(&[alice(), one(), two()]));
        enter(id, death(one()), &[]);
        assert_eq!(owners(id), joint(&[alice(), two()]));
        assert_eq!(newest(id).kind, Kind::Survive);
        enter(id, death(alice()), &[]);
        assert_eq!(owners(id), sole(two()));
        refused(Some(id), death(two()), Refusal::NotSurvived);
    });
}

#[test]
fn sixteen_survive_down_to_one() {
    ExtBuilder.build_and_execute(|| {
        create();
        let many: Vec<_> = (0..16).map(citizen).collect();
        let id = title(1, joint(&many));
        for deceased in &many[1..] {
            enter(id, death(deceased.clone()), &[]);
        }
        assert_eq!(owners(id), sole(citizen(0)));
    });
}

#[test]
fn only_joint_owners_survive_each_other() {
    ExtBuilder.build_and_execute(|| {
        create();
        let apart = title(1, shared(&[(alice(), 1), (one(), 1)], 2));
        let together = title(2, joint(&[alice(), one()]));
        let alone = title(3, sole(alice()));
        let nobody = title(4, Ownership::NotStated);
        refused(Some(apart), death(alice()), Refusal::NotJoint);
        refused(Some(together), death(two()), Refusal::NotJoint);
        refused(Some(alone), death(one()), Refusal::NotJoint);
        refused(Some(alone), death(alice()), Refusal::NotSurvived);
        refused(Some(nobody), death(alice()), Refusal::NotJoint);
    });
}

#[test]
fn nobody_dies_twice() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, joint(&[alice(), one(), two()]));
        let first = lodge(bob(), Some(id), death(one()));
        let second = lodge(bob(), Some(id), death(one()));
        approve(first);
        not_approved(charlie(), second, Refusal::NotJoint);
        assert_eq!(owners(id), joint(&[alice(), two()]));
    });
}

#[test]
fn what_weighs_on_a_title_is_not_survived() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, joint(&[alice(), one()]));
        enter(id, charge(two(), 1), &[alice(), one()]);
        enter(id, death(one()), &[]);
        assert_eq!(terms(id), [1]);
    });
}

#[test]
fn a_death_is_about_a_record_in_force() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, joint(&[alice(), one()]));
        refused(None, death(one()), Refusal::RecordMissing);
        enter(id, Act::StrikeOff { reason: StrikeReason::Void }, &[]);
        refused(Some(id), death(one()), Refusal::NotInForce);
    });
}
