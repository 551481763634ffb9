//! The invariants of appeals, freezes, policies, offices and recoveries.

use frame_support::traits::fungible::MutateFreeze;

use super::*;

#[test]
fn invariant_8_appeals_are_noted() {
    let unnoted = || edit_attestation(TAGGED, bob(), |found| found.review = Review::None);
    assert_eq!(broken_by(unnoted), "8: an open appeal is not noted where its measure is");
    let invented = "8: a note is of no open appeal";
    let open = Review::Open(NOBODY);
    assert_eq!(broken_by(|| edit_alice(|found| found.review = open)), invented);
    assert_eq!(broken_by(|| edit_request(|request| request.review = open)), invented);
    assert_eq!(broken_by(|| edit_freeze(|freeze| freeze.review = open)), invented);
    let another = "8: a note is of another appeal";
    let open = Review::Open(0);
    assert_eq!(broken_by(|| edit_alice(|found| found.review = open)), another);
    assert_eq!(broken_by(|| edit_request(|request| request.review = open)), another);
    assert_eq!(broken_by(|| edit_freeze(|freeze| freeze.review = open)), another);
    assert_eq!(broken_by(|| edit_appeal(|appeal| appeal.serial = NOBODY)), another);
}

#[test]
fn a_freeze_may_end_before_its_appeal() {
    kept_by(|| {
        assert_ok!(Attestations::appeal(by(alice()), Measure::Freeze, HASH));
        assert_ok!(Attestations::unfreeze(by(one()), alice().into()));
        assert_eq!(Appeals::<Test>::iter().count(), 2);
    });
}

#[test]
fn invariant_8_what_is_due_is_in_the_agenda() {
    let appeal = || Due::new(NOW + DECISION, Task::Conclude(0));
    let request = || Due::new(NOW + PERIODS.answer, Task::Close(SECOND, bob()));
    let forget = |due| Agenda::<Test>::remove(due);
    assert_eq!(broken_by(|| forget(appeal())), "8: an appeal is not due at its deadline");
    let requests = "8: a request is not due at its deadline";
    assert_eq!(broken_by(|| forget(request())), requests);
    let later = || edit_request(|request| request.deadline += 1);
    assert_eq!(broken_by(later), requests);
    let invented = "8: something is due that is not open";
    let more = |due| Agenda::<Test>::insert(due, ());
    assert_eq!(broken_by(|| more(Due::new(NOW + 1, Task::Conclude(0)))), invented);
    assert_eq!(broken_by(|| more(Due::new(NOW + 1, Task::Conclude(NOBODY)))), invented);
    assert_eq!(broken_by(|| more(Due::new(NOW, Task::Close(SECOND, eve())))), invented);
}

#[test]
fn what_is_due_stays_so_under_appeal() {
    kept_by(|| {
        let reason = RefusalReason::OutOfScope;
        assert_ok!(Attestations::refuse(by(dave()), SECOND, bob().into(), reason, HASH));
        assert_ok!(Attestations::do_try_state());
        assert_ok!(Attestations::appeal(by(bob()), Measure::Refusal { issuer: SECOND }, HASH));
        assert_eq!(Agenda::<Test>::iter().count(), 3);
    });
}

#[test]
fn invariant_9_freezes_end_in_one_block() {
    let end = |at: BlockNumber, who: &[AccountId]| {
        Thaws::<Test>::insert(at, BoundedVec::truncate_from(who.to_vec()));
    };
    assert_eq!(broken_by(|| end(99, &[])), "9: a block ends no freeze");
    let twice = "9: a block ends a freeze twice";
    assert_eq!(broken_by(|| end(THAW, &[alice(), alice()])), twice);
    let none = "9: a block ends a freeze that there is not";
    assert_eq!(broken_by(|| end(THAW + 1, &[alice()])), none);
    assert_eq!(broken_by(|| end(THAW, &[alice(), bob()])), none);
    let never = "9: a freeze does not end in a block to come";
    assert_eq!(broken_by(|| Thaws::<Test>::remove(THAW)), never);
    assert_eq!(broken_by(|| edit_freeze(|freeze| freeze.until += 1)), never);
    let late = || {
        Thaws::<Test>::remove(THAW);
        end(NOW, &[alice()]);
        edit_freeze(|freeze| freeze.until = NOW);
    };
    assert_eq!(broken_by(late), never);
}

#[test]
fn invariant_9_tokens_are_frozen_while_a_freeze_is_in_force() {
    let differs = "9: what is frozen differs from what should be";
    let reason = || FreezeReason::Compliance.into();
    assert_eq!(broken_by(|| Balances::thaw(&reason(), &alice()).unwrap()), differs);
    let freeze = |who, amount| Balances::set_freeze(&reason(), &who, amount).unwrap();
    assert_eq!(broken_by(|| freeze(alice(), PURSE)), differs);
    assert_eq!(broken_by(|| freeze(bob(), 1)), differs);
    let paused = || edit_freeze(|freeze| freeze.effect = FreezeEffect::Paused);
    assert_eq!(broken_by(paused), differs);
}

#[test]
fn invariant_9_what_was_frozen_before_is_in_order() {
    let empty = || Freezes::<Test>::insert(bob(), FreezeRecord::default());
    assert_eq!(broken_by(empty), "9: nothing is known of an account that was frozen");
    let past = |list: &[(BlockNumber, BlockNumber)]| {
        let list = list.iter().map(|(first, last)| Span { first: *first, last: *last });
        let past = BoundedVec::truncate_from(list.collect());
        edit_record(|record| record.past = past);
    };
    let disorder = "9: the spans of before are out of order";
    assert_eq!(broken_by(|| past(&[(4, 5), (1, 2)])), disorder);
    assert_eq!(broken_by(|| past(&[(1, 4), (4, 5)])), disorder);
    assert_eq!(broken_by(|| past(&[(2, 1)])), disorder);
    let reaches = "9: a span of before reaches into the freeze, or into the future";
    assert_eq!(broken_by(|| past(&[(1, NOW)])), reaches);
    kept_by(|| past(&[(1, 2), (3, 5), (7, 7)]));
}

#[test]
fn invariant_10_all_versions_of_a_policy_exist() {
    let version = |id, version| PolicyVersion { id, version };
    let insert = |key| Rules::<Test>::insert(key, rule());
    assert_eq!(broken_by(|| insert(version(NOBODY, 1))), "10: a rule is of no policy");
    let no_version = "10: a rule is of no version of its policy";
    assert_eq!(broken_by(|| insert(version(0, 2))), no_version);
    assert_eq!(broken_by(|| insert(version(0, 0))), no_version);
    let lost = "10: a version of a policy is lost";
    assert_eq!(broken_by(|| Rules::<Test>::remove(version(0, 1))), lost);
    let newer = || Policies::<Test>::mutate(0, |policy| policy.as_mut().unwrap().version = 2);
    assert_eq!(broken_by(newer), lost);
}

#[test]
fn invariant_10_rules_name_what_exists() {
    let clause = |edit: fn(&mut Clause)| edit_rule(|rule| edit(&mut rule.clauses[0]));
    let nothing = || edit_rule(|rule| rule.clauses = Default::default());
    assert_eq!(broken_by(nothing), "10: a rule asks for nothing");
    let nowhere = || edit_rule(|rule| rule.domain = Some(NOBODY));
    assert_eq!(broken_by(nowhere), "10: a rule yields tags of no domain");
    let unknown = || clause(|clause| clause.schema = NOBODY);
    assert_eq!(broken_by(unknown), "10: a rule names no schema");
    let untagged = "10: a clause asks for tags of another domain";
    assert_eq!(broken_by(|| clause(|clause| clause.schema = PLAIN)), untagged);
    assert_eq!(broken_by(|| edit_rule(|rule| rule.domain = None)), untagged);
    let issuers = || {
        clause(|clause| clause.issuers = Filter::NotIn(BoundedVec::truncate_from(vec![NOBODY])));
    };
    assert_eq!(broken_by(issuers), "10: a rule names no issuer");
}

#[test]
fn invariant_11_offices_are_apart() {
    let both = || {
        let appointment = Offices::<Test>::get(Office::Compliance).unwrap();
        Offices::<Test>::insert(Office::Review, appointment);
    };
    assert_eq!(broken_by(both), "11: one account holds both offices");
    kept_by(|| {
        Offices::<Test>::remove(Office::Compliance);
        Offices::<Test>::remove(Office::Review);
    });
}

#[test]
fn invariant_12_what_is_to_move_names_an_issuer() {
    let lost = || {
        let recovery = Recoveries::<Test>::get(TAGGED, alice()).unwrap();
        Recoveries::<Test>::insert(NOBODY, alice(), recovery);
    };
    assert_eq!(broken_by(lost), "12: a recovery is under no schema");
    let unknown = || edit_recovery(|recovery| recovery.issuer = NOBODY);
    assert_eq!(broken_by(unknown), "12: an issuer is unknown");
    let another = || edit_recovery(|recovery| recovery.issuer = SECOND);
    assert_eq!(broken_by(another), "12: an issuer is one of another schema");
    let here = || edit_recovery(|recovery| recovery.to = alice());
    assert_eq!(broken_by(here), "12: an attestation moves to where it is");
}

#[test]
fn invariant_13_nobody_decides_twice() {
    let twice = || BoundedVec::truncate_from(vec![eve(), bob(), eve()]);
    let pool = || PanelPool::<Test>::put(twice());
    assert_eq!(broken_by(pool), "13: somebody is in the pool twice");
    let sitting = || CurrentSitting::<Test>::put(Sitting { drawn: NOW, order: twice() });
    assert_eq!(broken_by(sitting), "13: somebody sits twice");
    let panel = || edit_appeal(|appeal| appeal.panel[0] = appeal.panel[1].clone());
    assert_eq!(broken_by(panel), "13: somebody is on a panel twice");
    kept_by(PanelPool::<Test>::kill);
    kept_by(CurrentSitting::<Test>::kill);
}

#[test]
fn invariant_14_the_rules_can_be_kept() {
    let periods = || CurrentPeriods::<Test>::mutate(|periods| periods.objection = 0);
    assert_eq!(broken_by(periods), "14: the periods contradict each other");
    let rules = || {
        RulesOfAppeal::<Test>::mutate(MeasureKind::Tag, |rules| {
            rules.as_mut().unwrap().effect = Effect::Pauses;
        });
    };
    assert_eq!(broken_by(rules), "14: appeals cannot go by their rules");
}
