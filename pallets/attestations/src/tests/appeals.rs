//! Appeals: who may, when, what is put down, and how a panel comes to its verdict.

use althing_primitives::BlockNumber;
use frame_support::{
    assert_noop, assert_ok,
    dispatch::{DispatchResultWithPostInfo, Pays},
    weights::Weight,
};
use sp_core::H256;
use sp_runtime::{traits::BadOrigin, DispatchResult, TokenError};

use crate::{mock::*, *};

type Error = crate::Error<Test>;

pub(super) const GROUNDS: H256 = H256::repeat_byte(0x60);
pub(super) const REASONS: H256 = H256::repeat_byte(0x61);
pub(super) const EVIDENCE: H256 = H256::repeat_byte(0xe7);

pub(super) fn subject() -> Subject<AccountId> {
    Subject::Account(alice())
}

pub(super) fn revocation(schema: SchemaId) -> Measure<AccountId> {
    Measure::Revocation { schema, subject: subject() }
}

pub(super) fn suspension(schema: SchemaId) -> Measure<AccountId> {
    Measure::Suspension { schema, subject: subject() }
}

/// Charlie revokes Alice's attestation.
pub(super) fn revoke(schema: SchemaId) {
    let reason = RevocationReason::NoLongerTrue;
    assert_ok!(Attestations::revoke(by(charlie()), schema, subject(), reason, EVIDENCE));
}

/// Charlie suspends Alice's attestation.
pub(super) fn suspend(schema: SchemaId) {
    let reason = SuspensionReason::UnderReview;
    assert_ok!(Attestations::suspend(by(charlie()), schema, subject(), reason, EVIDENCE));
}

/// A schema, and the attestation of Alice under it that Charlie issued.
pub(super) fn attested() -> (SchemaId, IssuerId) {
    let schema = schema(rules());
    let id = bonded_issuer(schema, charlie());
    issue(id, &alice(), terms());
    (schema, id)
}

/// Alice appeals.
pub(super) fn try_appeal(measure: Measure<AccountId>) -> DispatchResult {
    Attestations::appeal(by(alice()), measure, GROUNDS)
}

/// The same, as she may.
pub(super) fn appeal(measure: Measure<AccountId>) -> AppealId {
    assert_ok!(try_appeal(measure));
    AppealCount::<Test>::get() - 1
}

/// Who decides.
pub(super) fn members(id: AppealId) -> Vec<AccountId> {
    let appeal = Appeals::<Test>::get(id).expect("an open appeal");
    appeal.panel.into_iter().map(|(member, _)| member).collect()
}

/// One of the panel votes.
pub(super) fn try_vote(id: AppealId, member: &AccountId, verdict: Verdict) -> DispatchResult {
    let vote = Attestations::decide(by(member.clone()), id, verdict, REASONS);
    vote.map(|_| ()).map_err(|failure| failure.error)
}

/// As many of the panel as it takes say the same.
pub(super) fn decide(id: AppealId, verdict: Verdict) {
    let members = members(id);
    for member in &members[..members.len() / 2 + 1] {
        assert_ok!(try_vote(id, member, verdict));
    }
    assert_eq!(Appeals::<Test>::get(id), None, "it is decided");
}

/// What became of an appeal, if it is concluded.
pub(super) fn outcome(id: AppealId) -> Option<(Verdict, (u32, u32), Remedy)> {
    events().into_iter().find_map(|event| match event {
        Event::AppealConcluded { appeal, verdict, votes, remedy, .. } if appeal == id => {
            Some((verdict, votes, remedy))
        }
        _ => None,
    })
}

/// Changes the rules for appeals against one kind of measure.
pub(super) fn change_rules(kind: MeasureKind, change: impl FnOnce(&mut AppealRules)) {
    let mut rules = RulesOfAppeal::<Test>::get(kind).expect("rules");
    change(&mut rules);
    assert_ok!(Attestations::set_appeal_rules(RuntimeOrigin::root(), kind, rules));
}

/// Freezes an account for some blocks.
pub(super) fn freeze(who: &AccountId, duration: BlockNumber) {
    let cause = FreezeCause::Fraud;
    assert_ok!(Attestations::freeze(by(one()), who.clone().into(), duration, cause, EVIDENCE));
}

/// The appeal of Alice against the revocation of block 1, with a panel of three.
fn appealed() -> (SchemaId, AppealId) {
    let (schema, _) = attested();
    revoke(schema);
    (schema, appeal(revocation(schema)))
}

fn conclude(id: AppealId) -> DispatchResultWithPostInfo {
    Attestations::conclude(by(ferdie()), id)
}

#[test]
fn an_appeal_is_heard_by_the_first_of_those_who_were_drawn() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        revoke(schema);
        run_to(4);
        let order = CurrentSitting::<Test>::get().unwrap().order;
        let id = appeal(revocation(schema));
        assert_eq!(
            last_event(),
            Event::Appealed {
                appeal: id,
                measure: revocation(schema),
                appellant: alice(),
                grounds: GROUNDS,
                panel: order[..3].to_vec(),
                deadline: 4 + DECISION,
                effect: Effect::Continues,
                default: Verdict::Upheld,
                deposit: APPEAL_DEPOSIT,
            }
        );
        assert_eq!(held(&alice(), HoldReason::Appeal), APPEAL_DEPOSIT);
        assert!(!holds(schema, &alice()), "it is revoked until it is decided");
    });
}

#[test]
fn the_deposit_returns_whatever_the_outcome() {
    for verdict in [Verdict::Upheld, Verdict::Overturned] {
        ExtBuilder::default().build_and_execute(|| {
            let (_, id) = appealed();
            decide(id, verdict);
            assert_eq!((held(&alice(), HoldReason::Appeal), free(&alice())), (0, PURSE));
        });
    }
}

#[test]
fn who_cannot_put_down_the_deposit_does_not_appeal() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        revoke(schema);
        change_rules(MeasureKind::Revocation, |rules| rules.deposit = PURSE);
        assert_noop!(try_appeal(revocation(schema)), TokenError::FundsUnavailable);
        change_rules(MeasureKind::Revocation, |rules| rules.deposit = 0);
        let id = appeal(revocation(schema));
        assert_eq!(held(&alice(), HoldReason::Appeal), 0);
        decide(id, Verdict::Upheld);
    });
}

#[test]
fn nobody_appeals_for_somebody_else() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        revoke(schema);
        let by_bob = Attestations::appeal(by(bob()), revocation(schema), GROUNDS);
        assert_eq!(by_bob, Err(Error::NotAppealable.into()));
        let by_issuer = Attestations::appeal(by(charlie()), revocation(schema), GROUNDS);
        assert_eq!(by_issuer, Err(Error::NotAppealable.into()));
        let unsigned = Attestations::appeal(RuntimeOrigin::none(), revocation(schema), GROUNDS);
        assert_eq!(unsigned, Err(BadOrigin.into()));
    });
}

#[test]
fn only_a_measure_that_there_is_can_be_appealed() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = attested();
        assert_noop!(try_appeal(revocation(schema)), Error::NotAppealable);
        assert_noop!(try_appeal(suspension(schema)), Error::NotAppealable);
        assert_noop!(try_appeal(Measure::Refusal { issuer: id }), Error::NotAppealable);
        assert_noop!(try_appeal(Measure::Freeze), Error::NotAppealable);
        assert_noop!(try_appeal(revocation(99)), Error::AttestationNotFound);
        let record = Subject::Record(H256::zero());
        let of_record = Measure::Revocation { schema, subject: record };
        assert_noop!(try_appeal(of_record), Error::NotAppealable);
        suspend(schema);
        assert_noop!(try_appeal(revocation(schema)), Error::NotAppealable);
        revoke(schema);
        assert_noop!(try_appeal(suspension(schema)), Error::NotAppealable);
    });
}

#[test]
fn what_one_gave_up_oneself_cannot_be_appealed() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        assert_ok!(Attestations::renounce(by(alice()), schema));
        assert_noop!(try_appeal(revocation(schema)), Error::NotAppealable);
    });
}

#[test]
fn a_request_that_was_not_refused_cannot_be_appealed() {
    ExtBuilder::default().build_and_execute(|| {
        let id = bonded_issuer(schema(rules()), charlie());
        assert_ok!(Attestations::request(by(alice()), id, H256::zero(), 10));
        assert_noop!(try_appeal(Measure::Refusal { issuer: id }), Error::NotAppealable);
        assert_noop!(
            Attestations::appeal(by(bob()), Measure::Refusal { issuer: id }, GROUNDS),
            Error::NotAppealable
        );
    });
}

#[test]
fn where_there_are_no_rules_nothing_can_be_appealed() {
    ExtBuilder::default().genesis(|genesis| genesis.appeal_rules.clear()).build_and_execute(|| {
        let (schema, _) = attested();
        revoke(schema);
        assert_noop!(try_appeal(revocation(schema)), Error::NotAppealable);
    });
}

#[test]
fn a_revocation_is_appealed_up_to_the_last_block_of_the_window() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        run_to(3);
        revoke(schema);
        run_to(3 + WINDOW - 1);
        assert_ok!(try_appeal(revocation(schema)));
    });
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        run_to(3);
        revoke(schema);
        run_to(3 + WINDOW);
        assert_noop!(try_appeal(revocation(schema)), Error::WindowClosed);
    });
}

#[test]
fn a_suspension_and_a_freeze_are_appealed_up_to_the_last_block_of_the_window() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        suspend(schema);
        freeze(&alice(), 40);
        run_to(1 + WINDOW - 1);
        assert_ok!(try_appeal(suspension(schema)));
        assert_ok!(try_appeal(Measure::Freeze));
    });
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        suspend(schema);
        freeze(&alice(), 40);
        run_to(1 + WINDOW);
        assert_noop!(try_appeal(suspension(schema)), Error::WindowClosed);
        assert_noop!(try_appeal(Measure::Freeze), Error::WindowClosed);
    });
}

#[test]
fn a_refusal_is_appealed_up_to_the_last_block_of_the_window_that_it_told_of() {
    for (block, result) in [(1 + WINDOW - 1, Ok(())), (1 + WINDOW, Err(Error::WindowClosed.into()))]
    {
        ExtBuilder::default().build_and_execute(|| {
            let id = bonded_issuer(schema(rules()), charlie());
            assert_ok!(Attestations::request(by(alice()), id, H256::zero(), 10));
            let reason = RefusalReason::OutOfScope;
            let who = alice().into();
            assert_ok!(Attestations::refuse(by(charlie()), id, who, reason, EVIDENCE));
            change_rules(MeasureKind::Refusal, |rules| rules.window = 1);
            run_to(block);
            assert_eq!(try_appeal(Measure::Refusal { issuer: id }), result);
        });
    }
}

#[test]
fn a_measure_is_appealed_once() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = appealed();
        assert_noop!(try_appeal(revocation(schema)), Error::AppealOpen);
        decide(id, Verdict::Upheld);
        assert_noop!(try_appeal(revocation(schema)), Error::AlreadyAppealed);
    });
}

#[test]
fn a_freeze_is_appealed_once() {
    ExtBuilder::default().build_and_execute(|| {
        freeze(&alice(), 40);
        let id = appeal(Measure::Freeze);
        assert_noop!(try_appeal(Measure::Freeze), Error::AppealOpen);
        decide(id, Verdict::Upheld);
        assert_noop!(try_appeal(Measure::Freeze), Error::AlreadyAppealed);
    });
}

#[test]
fn a_frozen_account_appeals_and_gets_its_deposit_back() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        revoke(schema);
        freeze(&alice(), 40);
        let id = appeal(revocation(schema));
        assert_eq!(held(&alice(), HoldReason::Appeal), APPEAL_DEPOSIT);
        decide(id, Verdict::Overturned);
        assert_eq!((held(&alice(), HoldReason::Appeal), free(&alice())), (0, PURSE));
    });
}

#[test]
fn a_frozen_member_of_a_panel_votes() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = appealed();
        let member = members(id)[0].clone();
        assert_ok!(Balances::transfer_allow_death(by(bob()), member.clone().into(), 1_000));
        freeze(&member, 10);
        assert_ok!(try_vote(id, &member, Verdict::Overturned));
    });
}

#[test]
fn only_the_panel_votes_each_once() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = appealed();
        let sitting = CurrentSitting::<Test>::get().unwrap().order;
        assert_noop!(try_vote(id, &sitting[3], Verdict::Upheld), Error::NotOnPanel);
        assert_noop!(try_vote(id, &alice(), Verdict::Overturned), Error::NotOnPanel);
        assert_noop!(try_vote(id + 1, &sitting[0], Verdict::Upheld), Error::AppealNotFound);
        assert_ok!(try_vote(id, &sitting[0], Verdict::Upheld));
        assert_eq!(
            last_event(),
            Event::Decided {
                appeal: id,
                member: sitting[0].clone(),
                verdict: Verdict::Upheld,
                reasons: REASONS,
            }
        );
        assert_noop!(try_vote(id, &sitting[0], Verdict::Overturned), Error::AlreadyDecided);
    });
}

#[test]
fn it_is_decided_as_soon_as_more_than_half_agree() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = appealed();
        let panel = members(id);
        assert_ok!(try_vote(id, &panel[0], Verdict::Overturned));
        assert_ok!(try_vote(id, &panel[1], Verdict::Upheld));
        assert_eq!(outcome(id), None);
        assert_ok!(try_vote(id, &panel[2], Verdict::Overturned));
        assert_eq!(outcome(id), Some((Verdict::Overturned, (2, 1), Remedy::Restored)));
        assert!(holds(schema, &alice()));
        run_to(1 + DECISION + 1);
        assert_noop!(conclude(id), Error::AppealNotFound);
    });
}

#[test]
fn half_of_an_even_panel_is_not_enough() {
    ExtBuilder::default().build_and_execute(|| {
        change_rules(MeasureKind::Revocation, |rules| rules.panel = 4);
        let (_, id) = appealed();
        let panel = members(id);
        assert_ok!(try_vote(id, &panel[0], Verdict::Overturned));
        assert_ok!(try_vote(id, &panel[1], Verdict::Overturned));
        assert_eq!(outcome(id), None);
        assert_ok!(try_vote(id, &panel[2], Verdict::Overturned));
        assert_eq!(outcome(id), Some((Verdict::Overturned, (3, 0), Remedy::Restored)));
    });
}

#[test]
fn voting_is_free_and_what_is_refused_is_not() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = appealed();
        let panel = members(id);
        let vote =
            |who: &AccountId| Attestations::decide(by(who.clone()), id, Verdict::Upheld, REASONS);
        assert_eq!(vote(&panel[0]).unwrap().pays_fee, Pays::No);
        assert_eq!(vote(&panel[0]).unwrap_err().post_info.pays_fee, Pays::Yes);
        assert_eq!(vote(&panel[1]).unwrap().pays_fee, Pays::No);
    });
}

#[test]
fn a_panel_votes_up_to_the_block_before_its_deadline() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = appealed();
        let panel = members(id);
        run_to(1 + DECISION - 1);
        assert_ok!(try_vote(id, &panel[0], Verdict::Overturned));
        assert_noop!(conclude(id), Error::DecisionRunning);
        run_to(1 + DECISION);
        assert_noop!(try_vote(id, &panel[1], Verdict::Upheld), Error::DecisionClosed);
        assert_eq!(conclude(id).unwrap().pays_fee, Pays::No);
        assert_eq!(outcome(id), Some((Verdict::Overturned, (1, 0), Remedy::Restored)));
        assert_noop!(conclude(id), Error::AppealNotFound);
    });
}

#[test]
fn the_last_vote_decides_in_the_last_block() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = appealed();
        let panel = members(id);
        assert_ok!(try_vote(id, &panel[0], Verdict::Overturned));
        run_to(1 + DECISION - 1);
        assert_ok!(try_vote(id, &panel[1], Verdict::Overturned));
        assert_eq!(outcome(id), Some((Verdict::Overturned, (2, 0), Remedy::Restored)));
        assert!(holds(schema, &alice()));
    });
}

#[test]
fn what_most_of_those_who_voted_said_holds_at_the_deadline() {
    ExtBuilder::default().build_and_execute(|| {
        change_rules(MeasureKind::Revocation, |rules| rules.panel = 7);
        let (_, id) = appealed();
        let panel = members(id);
        for (member, verdict) in
            panel.iter().zip([Verdict::Overturned, Verdict::Upheld, Verdict::Overturned])
        {
            assert_ok!(try_vote(id, member, verdict));
        }
        run_to(1 + DECISION + 1);
        assert_eq!(outcome(id), Some((Verdict::Overturned, (2, 1), Remedy::Restored)));
    });
}

#[test]
fn where_nobody_or_as_many_each_way_voted_the_default_holds() {
    for default in [Verdict::Upheld, Verdict::Overturned] {
        for votes in [0, 1] {
            ExtBuilder::default().build_and_execute(|| {
                change_rules(MeasureKind::Revocation, |rules| rules.default = default);
                let (schema, id) = appealed();
                let panel = members(id);
                for (member, verdict) in
                    panel.iter().zip([Verdict::Overturned, Verdict::Upheld]).take(2 * votes)
                {
                    assert_ok!(try_vote(id, member, verdict));
                }
                run_to(1 + DECISION + 1);
                let (verdict, _, _) = outcome(id).expect("it is concluded");
                assert_eq!(verdict, default);
                assert_eq!(holds(schema, &alice()), default == Verdict::Overturned);
            });
        }
    }
}

#[test]
fn anyone_concludes_what_a_full_chain_does_not_get_to() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = appealed();
        run_to(1 + DECISION - 1);
        next_block(Weight::zero());
        next_block(Weight::zero());
        assert_eq!(outcome(id), None);
        assert_noop!(
            Attestations::conclude(RuntimeOrigin::none(), id),
            sp_runtime::DispatchError::BadOrigin
        );
        assert_eq!(conclude(id).unwrap().pays_fee, Pays::No);
        assert_eq!(outcome(id), Some((Verdict::Upheld, (0, 0), Remedy::None)));
    });
}

#[test]
fn an_open_appeal_keeps_its_rules() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = appealed();
        change_rules(MeasureKind::Revocation, |rules| {
            rules.decision = 1;
            rules.default = Verdict::Overturned;
            rules.deposit = 1;
        });
        run_to(1 + DECISION);
        assert_eq!(outcome(id), None);
        run_to(1 + DECISION + 1);
        assert_eq!(outcome(id), Some((Verdict::Upheld, (0, 0), Remedy::None)));
        assert_eq!(free(&alice()), PURSE);
    });
}

#[test]
fn nothing_is_done_about_an_attestation_while_an_appeal_is_open() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = attested();
        suspend(schema);
        appeal(suspension(schema));
        let charlie = || by(charlie());
        let who = subject;
        let reason = RevocationReason::Fraud;
        assert_noop!(
            Attestations::revoke(charlie(), schema, who(), reason, EVIDENCE),
            Error::AppealOpen
        );
        let reason = SuspensionReason::LegalOrder;
        assert_noop!(
            Attestations::suspend(charlie(), schema, who(), reason, EVIDENCE),
            Error::AppealOpen
        );
        assert_noop!(Attestations::lift(charlie(), schema, who(), EVIDENCE), Error::AppealOpen);
        assert_noop!(Attestations::renounce(by(alice()), schema), Error::AppealOpen);
        let agreed = Some(consent(id, &alice(), &terms()));
        assert_noop!(Attestations::renew(charlie(), id, who(), terms(), agreed), Error::AppealOpen);
    });
}

#[test]
fn nothing_takes_the_place_of_what_is_under_appeal() {
    ExtBuilder::default().build_and_execute(|| {
        change_rules(MeasureKind::Revocation, |rules| rules.decision = 200);
        let (schema, _) = appealed();
        let id = bonded_issuer(schema, dave());
        let agreed = Some(consent(id, &alice(), &terms()));
        assert_noop!(
            Attestations::issue(by(dave()), id, subject(), terms(), agreed),
            Error::AppealOpen
        );
        run_to(100);
        assert_noop!(Attestations::remove(by(bob()), schema, subject()), Error::AppealOpen);
    });
}

#[test]
fn a_request_whose_refusal_is_under_appeal_is_not_closed() {
    ExtBuilder::default().build_and_execute(|| {
        change_rules(MeasureKind::Refusal, |rules| rules.decision = 60);
        let id = bonded_issuer(schema(rules()), charlie());
        assert_ok!(Attestations::request(by(alice()), id, H256::zero(), 10));
        let reason = RefusalReason::OutOfScope;
        assert_ok!(Attestations::refuse(by(charlie()), id, alice().into(), reason, EVIDENCE));
        appeal(Measure::Refusal { issuer: id });
        assert_noop!(try_appeal(Measure::Refusal { issuer: id }), Error::AppealOpen);
        run_to(50);
        assert_noop!(
            Attestations::close_request(by(alice()), id, alice().into()),
            Error::AppealOpen
        );
        run_to(60);
        next_block(Weight::zero());
        next_block(Weight::zero());
        assert_noop!(Attestations::close_request(by(bob()), id, alice().into()), Error::AppealOpen);
    });
}

#[test]
fn rules_for_appeals_have_to_make_sense() {
    ExtBuilder::default().build_and_execute(|| {
        let root = RuntimeOrigin::root;
        let good = RulesOfAppeal::<Test>::get(MeasureKind::Revocation).unwrap();
        let set = |kind, rules| Attestations::set_appeal_rules(root(), kind, rules);
        let revocation = MeasureKind::Revocation;
        assert_noop!(Attestations::set_appeal_rules(by(alice()), revocation, good), BadOrigin);
        assert_noop!(set(revocation, AppealRules { window: 0, ..good }), Error::InvalidPeriod);
        assert_noop!(set(revocation, AppealRules { decision: 0, ..good }), Error::InvalidPeriod);
        assert_noop!(set(revocation, AppealRules { panel: 0, ..good }), Error::InvalidAppealRules);
        assert_noop!(set(revocation, AppealRules { panel: 8, ..good }), Error::InvalidAppealRules);
        let pausing = AppealRules { effect: Effect::Pauses, ..good };
        assert_noop!(set(MeasureKind::Refusal, pausing), Error::InvalidAppealRules);
        assert_noop!(set(MeasureKind::Tag, pausing), Error::InvalidAppealRules);
        for kind in [MeasureKind::Revocation, MeasureKind::Suspension, MeasureKind::Freeze] {
            assert_ok!(set(kind, pausing));
        }
        let largest = AppealRules { panel: 7, ..good };
        assert_ok!(set(revocation, largest));
        assert_eq!(
            last_event(),
            Event::AppealRulesChanged { kind: revocation, old: Some(pausing), new: largest }
        );
    });
}
