//! Requests: asking, accepting, refusing, closing.

use althing_primitives::Balance;
use frame_support::{
    assert_noop, assert_ok, assert_storage_noop,
    dispatch::{DispatchResultWithPostInfo, Pays},
    weights::Weight,
};
use sp_core::H256;
use sp_runtime::{DispatchResult, TokenError};

use crate::{mock::*, *};

type Error = crate::Error<Test>;

const FEE: Balance = 400;
const COMMITMENT: H256 = H256::repeat_byte(0xc0);
const EVIDENCE: H256 = H256::repeat_byte(0xe7);
const REASON: RefusalReason = RefusalReason::EvidenceInsufficient;
/// What is held for a request.
const HELD: Balance = FEE + ASKING_DEPOSIT;
/// The block in which a request of the first block can no longer be answered.
const DEADLINE: u32 = 1 + PERIODS.answer;

/// A schema of people, whose issuer is Charlie.
fn asked() -> (SchemaId, IssuerId) {
    let schema = schema(rules());
    (schema, bonded_issuer(schema, charlie()))
}

fn ask(id: IssuerId, who: &AccountId, fee: Balance) -> DispatchResult {
    Attestations::request(by(who.clone()), id, COMMITMENT, fee)
}

/// The same, where Alice has asked for a fee.
fn requested() -> (SchemaId, IssuerId) {
    let (schema, id) = asked();
    assert_ok!(ask(id, &alice(), FEE));
    (schema, id)
}

fn accept(id: IssuerId) -> DispatchResultWithPostInfo {
    Attestations::accept(by(charlie()), id, alice().into(), terms())
}

fn refuse(id: IssuerId) -> DispatchResult {
    Attestations::refuse(by(charlie()), id, alice().into(), REASON, EVIDENCE)
}

fn close(who: AccountId, id: IssuerId) -> DispatchResultWithPostInfo {
    Attestations::close_request(by(who), id, alice().into())
}

/// How many requests an issuer counts.
fn open(id: IssuerId) -> u32 {
    Issuers::<Test>::get(id).unwrap().requests
}

fn request_of_alice(id: IssuerId) -> Option<Request> {
    Requests::<Test>::get(id, alice())
}

fn freeze(who: &AccountId) {
    let cause = FreezeCause::LegalOrder;
    assert_ok!(Attestations::freeze(by(one()), who.clone().into(), 5, cause, EVIDENCE));
}

#[test]
fn a_request_holds_its_fee_and_a_deposit_until_it_is_answered() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = asked();
        assert_ok!(ask(id, &alice(), FEE));
        assert_eq!(held(&alice(), HoldReason::Request), HELD);
        assert_eq!(free(&alice()), PURSE - HELD);
        assert_eq!(open(id), 1);
        assert_eq!(
            last_event(),
            Event::Requested {
                issuer: id,
                who: alice(),
                commitment: COMMITMENT,
                fee: FEE,
                deposit: ASKING_DEPOSIT,
                deadline: DEADLINE,
            }
        );
        assert!(!holds(schema, &alice()));
    });
}

#[test]
fn a_place_in_an_issuers_list_is_not_had_for_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = asked();
        let rest = MINIMUM + ASKING_DEPOSIT - 1;
        let all = PURSE - rest;
        assert_ok!(Balances::transfer_keep_alive(by(alice()), bob().into(), all));
        assert_noop!(ask(id, &alice(), 0), TokenError::FundsUnavailable);
        assert_ok!(Balances::transfer_keep_alive(by(bob()), alice().into(), 1));
        assert_ok!(ask(id, &alice(), 0));
        assert_eq!((open(id), held(&alice(), HoldReason::Request)), (1, ASKING_DEPOSIT));
    });
}

#[test]
fn the_deposit_is_the_subjects_however_a_request_ends() {
    let overturn = |id| {
        assert_ok!(refuse(id));
        let appeal = super::appeals::appeal(Measure::Refusal { issuer: id });
        super::appeals::decide(appeal, Verdict::Overturned);
    };
    let take_back = |id| assert_eq!(close(alice(), id).unwrap().pays_fee, Pays::Yes);
    let be_accepted = |id| assert!(accept(id).unwrap().actual_weight.is_some());
    let lose_the_issuer =
        |id| Attestations::remove_issuer(RuntimeOrigin::root(), id, EVIDENCE).unwrap();
    let nothing = |_| ();
    let lapse = |_| run_to(DEADLINE + 1);
    let be_refused = |id| refuse(id).unwrap();
    type Act<'a> = &'a dyn Fn(IssuerId);
    let ends: [(Act, Act, Balance); 8] = [
        (&nothing, &be_accepted, FEE),
        (&nothing, &be_refused, 0),
        (&nothing, &take_back, 0),
        (&nothing, &lapse, 0),
        (&lose_the_issuer, &take_back, 0),
        (&overturn, &nothing, 0),
        (&overturn, &be_accepted, 0),
        (&overturn, &take_back, 0),
    ];
    for (index, (first, last, paid)) in ends.into_iter().enumerate() {
        ExtBuilder::default().build_and_execute(|| {
            let (_, id) = requested();
            first(id);
            last(id);
            assert_eq!(held(&alice(), HoldReason::Request), 0, "{index}");
            assert_eq!(free(&alice()), PURSE - paid, "{index}");
        });
    }
}

#[test]
fn a_request_gets_back_the_deposit_that_it_made_and_no_other() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = requested();
        RequestDeposit::set(5 * ASKING_DEPOSIT);
        assert_ok!(ask(id, &bob(), FEE));
        RequestDeposit::set(0);
        assert_ok!(ask(id, &eve(), 0));
        assert_eq!(held(&bob(), HoldReason::Request), FEE + 5 * ASKING_DEPOSIT);
        assert_eq!(held(&eve(), HoldReason::Request), 0);
        run_to(DEADLINE + 1);
        for who in [alice(), bob(), eve()] {
            assert_eq!((held(&who, HoldReason::Request), free(&who)), (0, PURSE));
        }
        RequestDeposit::set(ASKING_DEPOSIT);
    });
}

#[test]
fn accepting_issues_the_attestation_and_pays_the_issuer() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = requested();
        let before = free(&charlie());
        let left = Attestations::bond_left(id);
        assert_ok!(accept(id));
        assert!(holds(schema, &alice()));
        assert_eq!(attestation(schema, &alice()).commitment, COMMITMENT);
        assert_eq!(Attestations::bond_left(id), left - DEPOSIT, "the deposit comes from the bond");
        assert_eq!(free(&charlie()), before + FEE);
        assert_eq!((held(&alice(), HoldReason::Request), free(&alice())), (0, PURSE - FEE));
        assert_eq!((open(id), request_of_alice(id)), (0, None));
        assert_eq!(last_event(), Event::RequestAccepted { issuer: id, who: alice(), fee: FEE });
        run_to(DEADLINE + 1);
        assert!(!events().iter().any(|event| matches!(event, Event::RequestClosed { .. })));
    });
}

#[test]
fn the_fee_can_pay_for_the_deposit() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let id = issuer(schema, charlie());
        assert_ok!(ask(id, &alice(), FEE));
        let all = free(&charlie()) - MINIMUM;
        assert_ok!(Balances::transfer_keep_alive(by(charlie()), bob().into(), all));
        assert_ok!(accept(id));
        assert_eq!(free(&charlie()), MINIMUM + FEE - DEPOSIT);
    });
}

#[test]
fn a_deputy_accepts_for_its_issuer_who_receives_the_fee() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = requested();
        let rights = Rights { max_level: 2, ..rights() };
        assert_ok!(Attestations::appoint_deputy(by(charlie()), id, eve().into(), rights, 100));
        let (before, own) = (free(&charlie()), free(&eve()));
        let high = Terms { level: 3, ..terms() };
        assert_noop!(
            Attestations::accept(by(eve()), id, alice().into(), high),
            Error::BeyondRights
        );
        assert_ok!(Attestations::accept(by(eve()), id, alice().into(), terms()));
        assert!(holds(schema, &alice()));
        assert_eq!((free(&charlie()), free(&eve())), (before + FEE, own));
    });
}

#[test]
fn a_deputy_does_not_accept_its_own_request() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = requested();
        assert_ok!(Attestations::appoint_deputy(by(charlie()), id, alice().into(), rights(), 100));
        assert_noop!(
            Attestations::accept(by(alice()), id, alice().into(), terms()),
            Error::SelfAttestation
        );
    });
}

#[test]
fn what_was_not_asked_for_is_not_accepted() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = requested();
        let other = Terms { commitment: H256::repeat_byte(1), ..terms() };
        assert_noop!(
            Attestations::accept(by(charlie()), id, alice().into(), other),
            Error::CommitmentMismatch
        );
        assert_noop!(
            Attestations::accept(by(charlie()), id, bob().into(), terms()),
            Error::RequestNotFound
        );
        assert_noop!(
            Attestations::accept(by(dave()), id, alice().into(), terms()),
            Error::NotAuthorized
        );
        let long = Terms { expires: 1 + LONGEST + 1, ..terms() };
        assert_noop!(
            Attestations::accept(by(charlie()), id, alice().into(), long),
            Error::InvalidExpiry
        );
        let tagged = tagged_terms(1);
        assert_noop!(
            Attestations::accept(by(charlie()), id, alice().into(), tagged),
            Error::TagMismatch
        );
    });
}

#[test]
fn a_request_is_not_accepted_while_another_attestation_holds() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = requested();
        issue(id, &alice(), terms());
        assert_noop!(accept(id), Error::AlreadyAttested);
        assert_eq!(held(&alice(), HoldReason::Request), HELD);
    });
}

#[test]
fn a_tagged_request_is_accepted_for_the_account_that_the_person_stands_with() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = tagged_schema();
        let id = bonded_issuer(schema, charlie());
        issue(id, &bob(), tagged_terms(1));
        assert_ok!(ask(id, &alice(), FEE));
        let accept =
            |tag| Attestations::accept(by(charlie()), id, alice().into(), tagged_terms(tag));
        assert_noop!(accept(1), Error::TagHeld);
        assert_ok!(accept(2));
        assert!(holds(schema, &alice()));
    });
}

#[test]
fn a_request_is_answered_up_to_the_block_before_its_deadline() {
    for (block, expected) in [(DEADLINE - 1, Ok(())), (DEADLINE, Err(Error::RequestExpired.into()))]
    {
        ExtBuilder::default().build_and_execute(|| {
            let (_, id) = requested();
            run_to(block);
            let accepted = accept(id).map(|_| ()).map_err(|failure| failure.error);
            assert_eq!(accepted, expected);
        });
        ExtBuilder::default().build_and_execute(|| {
            let (_, id) = requested();
            run_to(block);
            assert_eq!(refuse(id), expected);
        });
    }
}

#[test]
fn an_unanswered_request_returns_what_it_held_by_itself() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = requested();
        run_to(DEADLINE);
        assert_eq!(held(&alice(), HoldReason::Request), HELD);
        run_to(DEADLINE + 1);
        assert_eq!((held(&alice(), HoldReason::Request), free(&alice())), (0, PURSE));
        assert_eq!((open(id), request_of_alice(id)), (0, None));
        assert_eq!(
            events().pop(),
            Some(Event::RequestClosed { issuer: id, who: alice(), fee: FEE })
        );
    });
}

#[test]
fn anyone_closes_for_nothing_what_a_full_chain_does_not_get_to() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = requested();
        run_to(DEADLINE - 1);
        assert_noop!(close(bob(), id), Error::RequestRunning);
        next_block(Weight::zero());
        next_block(Weight::zero());
        assert_noop!(accept(id), Error::RequestExpired);
        assert_eq!(close(bob(), id).unwrap().pays_fee, Pays::No);
        assert_eq!(free(&alice()), PURSE);
        assert_noop!(close(bob(), id), Error::RequestNotFound);
    });
}

#[test]
fn a_subject_takes_its_request_back_at_any_time() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = requested();
        assert_eq!(close(alice(), id).unwrap().pays_fee, Pays::Yes);
        assert_eq!((free(&alice()), open(id)), (PURSE, 0));
        assert_eq!(last_event(), Event::RequestClosed { issuer: id, who: alice(), fee: FEE });
        assert_noop!(accept(id), Error::RequestNotFound);
        assert_noop!(refuse(id), Error::RequestNotFound);
        assert_ok!(ask(id, &alice(), 0));
    });
}

#[test]
fn a_refusal_returns_fee_and_deposit_at_once_and_is_final_for_the_issuer() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = requested();
        run_to(5);
        assert_ok!(refuse(id));
        assert_eq!((held(&alice(), HoldReason::Request), free(&alice())), (0, PURSE));
        assert_eq!(open(id), 0, "it takes no place any more");
        assert_eq!(
            last_event(),
            Event::RequestRefused {
                issuer: id,
                who: alice(),
                reason: REASON,
                evidence: EVIDENCE,
                fee: FEE,
                appeal_until: 5 + WINDOW,
            }
        );
        assert_noop!(accept(id), Error::WrongRequestState);
        assert_noop!(refuse(id), Error::WrongRequestState);
        assert_noop!(ask(id, &alice(), FEE), Error::AlreadyRequested);
        run_to(5 + WINDOW);
        assert!(request_of_alice(id).is_some());
        run_to(5 + WINDOW + 1);
        assert_eq!(request_of_alice(id), None);
        assert!(events().contains(&Event::RequestClosed { issuer: id, who: alice(), fee: 0 }));
    });
}

#[test]
fn a_refusal_that_nobody_could_appeal_closes_the_request() {
    ExtBuilder::default().genesis(|genesis| genesis.appeal_rules.clear()).build_and_execute(|| {
        let (_, id) = requested();
        assert_ok!(refuse(id));
        assert_eq!((request_of_alice(id), free(&alice()), open(id)), (None, PURSE, 0));
        let closed = Event::RequestClosed { issuer: id, who: alice(), fee: 0 };
        let told = &events()[events().len() - 2..];
        assert!(matches!(told[0], Event::RequestRefused { appeal_until: 1, .. }));
        assert_eq!(told[1], closed);
    });
}

#[test]
fn only_an_agent_refuses() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = requested();
        assert_noop!(
            Attestations::refuse(by(dave()), id, alice().into(), REASON, EVIDENCE),
            Error::NotAuthorized
        );
        assert_ok!(Attestations::appoint_deputy(by(charlie()), id, eve().into(), rights(), 3));
        run_to(2);
        assert_ok!(Attestations::refuse(by(eve()), id, alice().into(), REASON, EVIDENCE));
    });
}

#[test]
fn what_cannot_be_answered_is_not_asked() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema_id, id) = asked();
        assert_noop!(ask(99, &alice(), FEE), Error::IssuerNotFound);
        assert_noop!(ask(id, &charlie(), FEE), Error::SelfAttestation);
        assert_noop!(ask(id, &alice(), PURSE), TokenError::FundsUnavailable);
        assert_noop!(ask(id, &alice(), Balance::MAX), Error::Overflow);
        let (subject, recovery) = (SubjectKind::Record, RecoveryBy::Nobody);
        let records = schema(SchemaRules { subject, recovery, ..rules() });
        let other = issuer(records, charlie());
        assert_noop!(ask(other, &alice(), FEE), Error::WrongSubject);
        let root = RuntimeOrigin::root;
        assert_ok!(Attestations::suspend_issuer(root(), id, EVIDENCE));
        assert_noop!(ask(id, &alice(), FEE), Error::IssuerNotActive);
        assert_ok!(Attestations::reinstate_issuer(root(), id, EVIDENCE));
        assert_ok!(Attestations::retire_schema(root(), schema_id));
        assert_noop!(ask(id, &alice(), FEE), Error::SchemaRetired);
    });
}

#[test]
fn an_issuer_has_so_many_open_requests() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = asked();
        for who in [alice(), bob(), eve()] {
            assert_ok!(ask(id, &who, FEE));
        }
        assert_noop!(ask(id, &alice(), FEE), Error::AlreadyRequested);
        assert_noop!(ask(id, &ferdie(), FEE), Error::TooManyRequests);
        assert_ok!(refuse(id));
        assert_ok!(ask(id, &ferdie(), FEE));
        assert_eq!(open(id), MAX_REQUESTS);
    });
}

#[test]
fn a_suspended_issuer_neither_accepts_nor_refuses_and_what_was_held_returns() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = requested();
        assert_ok!(Attestations::suspend_issuer(RuntimeOrigin::root(), id, EVIDENCE));
        assert_noop!(accept(id), Error::IssuerNotActive);
        assert_noop!(refuse(id), Error::IssuerNotActive);
        run_to(DEADLINE + 1);
        assert_eq!(free(&alice()), PURSE);
    });
}

#[test]
fn a_request_to_an_issuer_that_was_removed_returns_what_it_held() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = requested();
        assert_ok!(Attestations::remove_issuer(RuntimeOrigin::root(), id, EVIDENCE));
        assert_noop!(accept(id), Error::IssuerNotActive);
        assert_ok!(close(alice(), id));
        assert_eq!((free(&alice()), open(id)), (PURSE, 0));
    });
}

#[test]
fn a_request_under_a_retired_schema_can_be_refused_only() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = requested();
        assert_ok!(Attestations::retire_schema(RuntimeOrigin::root(), schema));
        assert_noop!(accept(id), Error::SchemaRetired);
        assert_ok!(refuse(id));
        assert_eq!(free(&alice()), PURSE);
    });
}

#[test]
fn no_frozen_money_pays_a_fee() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = requested();
        freeze(&alice());
        freeze(&bob());
        assert_noop!(ask(id, &bob(), 0), Error::AccountFrozen);
        assert_noop!(accept(id), Error::AccountFrozen);
        assert_eq!(held(&alice(), HoldReason::Request), HELD);
        run_to(6);
        assert_ok!(accept(id));
        assert!(holds(schema, &alice()));
    });
}

#[test]
fn what_costs_nothing_is_accepted_of_a_frozen_account() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = asked();
        assert_ok!(ask(id, &alice(), 0));
        assert_eq!(held(&alice(), HoldReason::Request), ASKING_DEPOSIT);
        freeze(&alice());
        assert_ok!(accept(id));
        assert_eq!((held(&alice(), HoldReason::Request), free(&alice())), (0, PURSE));
        assert!(holds(schema, &alice()));
        assert_eq!(last_event(), Event::RequestAccepted { issuer: id, who: alice(), fee: 0 });
    });
}

#[test]
fn a_frozen_account_gets_back_what_was_held_and_cannot_spend_it() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = requested();
        freeze(&alice());
        assert_ok!(refuse(id));
        assert_eq!(free(&alice()), PURSE);
        let pay = Balances::transfer_allow_death(by(alice()), bob().into(), 1);
        assert_eq!(pay, Err(TokenError::Frozen.into()));
    });
}

#[test]
fn one_may_ask_two_issuers_at_once() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, first) = requested();
        let second = bonded_issuer(schema, dave());
        assert_ok!(ask(second, &alice(), FEE));
        assert_eq!(held(&alice(), HoldReason::Request), 2 * HELD);
        assert_ok!(accept(first));
        let late = Attestations::accept(by(dave()), second, alice().into(), terms());
        assert_eq!(late.unwrap_err().error, Error::AlreadyAttested.into());
        run_to(DEADLINE + 1);
        assert_eq!(free(&alice()), PURSE - FEE);
    });
}

#[test]
fn only_a_signed_account_asks_or_answers() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, id) = requested();
        let none = RuntimeOrigin::none;
        let alice = alice();
        assert_storage_noop!({
            assert!(Attestations::request(none(), id, COMMITMENT, FEE).is_err());
            assert!(Attestations::accept(none(), id, alice.clone().into(), terms()).is_err());
            let refusal = Attestations::refuse(none(), id, alice.clone().into(), REASON, EVIDENCE);
            assert!(refusal.is_err());
            assert!(Attestations::close_request(none(), id, alice.into()).is_err());
        });
    });
}
