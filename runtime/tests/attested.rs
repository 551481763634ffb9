//! What attestations are for: the community says who attests what, and other pallets ask who meets
//! a policy.

use crate::common::{attestations::*, governance::*, Chain};
use althing_primitives::{
    apis::runtime_decl_for_treasury_api::TreasuryApiV1,
    eligibility::{Failing, PolicyVersion, Unmet},
    TrackId,
};
use althing_runtime::{
    constants::THG, AccountId, Balance, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin,
};
use frame_support::{assert_ok, BoundedVec};
use pallet_attestations::{
    Appointment, Call, Error, Event, IssuerStatus, Issuers, Office, Policies, Schemas, Slot, Span,
};
use pallet_proposals::{Text, Track, Tracks};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie, One};
use sp_runtime::{DispatchError, DispatchResult};

/// A track of a mandate like that of accreditation, with other matters.
const PARKS: TrackId = 7;

/// What was refused for want of a policy.
const NOT_ELIGIBLE: pallet_proposals::Error<Runtime> = pallet_proposals::Error::NotEligible;

/// What was not paid for want of a policy.
const NOT_PAYABLE: pallet_dao_treasury::Error<Runtime> =
    pallet_dao_treasury::Error::BeneficiaryNotEligible;

/// A register office, which is Charlie's, and the policy that asks for its word.
fn office(chain: &mut Chain) -> (u32, PolicyVersion) {
    let schema = chain.schema(people());
    let issuer = chain.bonded_issuer(schema, Charlie);
    (issuer, chain.policy(asks_for(schema, 2)))
}

/// A track's rules, with this policy for its proposers.
fn track_with(chain: &mut Chain, id: TrackId, policy: PolicyVersion) -> Track {
    let track = chain.read(|| Tracks::<Runtime>::get(id)).expect("the preset has it");
    Track { policy: Some(policy), ..track }
}

/// Has the constitution ask the proposers of a track for a policy.
fn ask_proposers(chain: &mut Chain, id: TrackId, policy: PolicyVersion) {
    let track = track_with(chain, id, policy);
    let set = pallet_proposals::Call::set_track { id, track };
    let changed = chain.enact_all(Alice, CONSTITUTION, vec![set.into()]);
    chain.assert_executed(changed[0]);
}

/// Submits a payment to Ferdie to be decided on the treasury's track.
fn submit() -> RuntimeCall {
    let call = inline(spend(&Ferdie.to_account_id(), THG));
    let text = Text { hash: H256::repeat_byte(3), uri: Default::default() };
    pallet_proposals::Call::submit { track: TREASURY, call, text }.into()
}

/// Pays a spend.
fn payout(id: u32) -> RuntimeCall {
    pallet_dao_treasury::Call::payout { id }.into()
}

/// The money that is promised, and to how many.
fn promised(chain: &mut Chain) -> (Balance, u32) {
    let statement = chain.read(Runtime::statement);
    (statement.committed, statement.open_spends)
}

/// Has the treasury promise money to somebody who then meets this policy.
fn promise(chain: &mut Chain, to: Sr25519Keyring, amount: Balance, policy: PolicyVersion) {
    let call = chain.bounded(spend_if(&to.to_account_id(), amount, Some(policy)));
    let id = chain.enact(Alice, TREASURY, call);
    chain.assert_executed(id);
}

fn refused<Refusal: Into<DispatchError>>(why: Refusal) -> DispatchResult {
    Err(why.into())
}

#[test]
fn a_schema_an_issuer_and_a_policy_come_to_be_as_their_track_decides() {
    let mut chain = Chain::new("local");
    let calls = vec![create_schema(people()), accredit(0, Charlie), create_policy(asks_for(0, 2))];
    let ids = chain.enact_all(Alice, ACCREDITATION, calls);
    ids.iter().for_each(|id| chain.assert_executed(*id));
    let told = chain.events().into_iter().find_map(|event| match event {
        RuntimeEvent::Attestations(Event::PolicySet { policy, track, proposal, .. }) => {
            Some((policy, track, proposal))
        }
        _ => None,
    });
    let policy = PolicyVersion { id: 0, version: 1 };
    assert_eq!(told, Some((policy, ACCREDITATION, Some(ids[2]))), "it says who decided on it");

    let unmet = Unmet::Clause { index: 0, why: Failing::Missing };
    assert_eq!(chain.standing(Bob, policy), Err(unmet));
    chain.attest(0, Charlie, Bob);
    assert_eq!(chain.standing(Bob, policy), Ok(None));

    let gone = Call::remove_issuer { issuer: 0, evidence: H256::zero() };
    let removed = chain.enact_all(Bob, ACCREDITATION, vec![gone.into()]);
    chain.assert_executed(removed[0]);
    let unmet = Unmet::Clause { index: 0, why: Failing::IssuerRemoved };
    assert_eq!(chain.standing(Bob, policy), Err(unmet));
    chain.check();
}

#[test]
fn the_mandate_of_one_track_does_nothing_of_another() {
    let mut chain = Chain::new("local");
    let (issuer, policy) = office(&mut chain);
    let domain = chain.domain(Eve);
    chain.read(|| {
        let like = Tracks::<Runtime>::get(ACCREDITATION).expect("the preset has it");
        let track = Track { name: BoundedVec::truncate_from(b"parks".to_vec()), ..like };
        let root = RuntimeOrigin::root();
        assert_ok!(althing_runtime::Proposals::set_track(root, PARKS, track));
    });

    let (evidence, span) = (H256::zero(), Span { first: 0, last: 0 });
    let before = chain.read(|| Issuers::<Runtime>::get(issuer));
    let key_holder = Eve.to_account_id();
    let domain_of_parks =
        pallet_attestations::SchemaRules { track: PARKS, domain: Some(domain), ..people() };
    let calls: Vec<RuntimeCall> = vec![
        create_schema(people()),
        create_schema(domain_of_parks),
        accredit(0, Dave),
        create_policy(asks_for(0, 2)),
        Call::revise_policy { policy: policy.id, rule: asks_for(0, 0) }.into(),
        Call::void_issuer { issuer, span, evidence }.into(),
        Call::remove_issuer { issuer, evidence }.into(),
        Call::suspend_issuer { issuer, evidence }.into(),
        Call::retire_schema { schema: 0 }.into(),
        Call::rotate_key { domain, key_holder: key_holder.into(), key: [2; 32], overlap: 10 }
            .into(),
    ];
    for id in chain.enact_all(Alice, PARKS, calls) {
        assert_eq!(chain.failure(id), Error::<Runtime>::NotAuthorized.into());
    }
    assert_eq!(chain.read(|| Issuers::<Runtime>::get(issuer)), before);
    assert_eq!(chain.read(|| Policies::<Runtime>::get(0).map(|found| found.version)), Some(1));
    assert!(chain.read(|| Schemas::<Runtime>::get(1)).is_none());

    // It does have what is its own.
    let own = pallet_attestations::SchemaRules { track: PARKS, ..people() };
    let ids = chain.enact_all(Alice, PARKS, vec![create_schema(own)]);
    chain.assert_executed(ids[0]);
    chain.check();
}

#[test]
fn a_mandate_is_no_other_authority_and_no_other_authority_is_a_mandate() {
    let mut chain = Chain::new("local");
    let account = Dave.to_account_id();
    let appointment = Some(Appointment { account: account.clone(), until: 10_000 });
    let guardian = pallet_proposals::Guardian { account: account.clone(), until: 10_000 };
    let others: Vec<RuntimeCall> = vec![
        Call::appoint { office: Office::Compliance, appointment }.into(),
        Call::set_pool { members: BoundedVec::truncate_from(vec![account.clone()]) }.into(),
        Call::set_periods { periods: Default::default() }.into(),
        spend(&account, THG),
        pallet_proposals::Call::set_guardian { guardian: Some(guardian) }.into(),
        pallet_proposals::Call::kill { id: 0, reason: Default::default() }.into(),
        frame_system::Call::kill_storage { keys: vec![] }.into(),
    ];
    for id in chain.enact_all(Alice, ACCREDITATION, others) {
        assert_eq!(chain.failure(id), DispatchError::BadOrigin);
    }
    for track in [TREASURY, CANCELLER, KILLER] {
        let ids = chain.enact_all(Alice, track, vec![create_schema(people())]);
        assert_eq!(chain.failure(ids[0]), DispatchError::BadOrigin);
    }
    // Root stands above every track.
    let ids = chain.enact_all(Alice, CONSTITUTION, vec![create_schema(people())]);
    chain.assert_executed(ids[0]);
    chain.check();
}

#[test]
fn a_track_that_asks_for_a_policy_admits_those_who_meet_it_and_nobody_else() {
    let mut chain = Chain::new("local");
    let (issuer, policy) = office(&mut chain);
    ask_proposers(&mut chain, TREASURY, policy);
    assert_eq!(chain.send(Bob, submit()), refused(NOT_ELIGIBLE));

    chain.attest(issuer, Charlie, Bob);
    assert_ok!(chain.send(Bob, submit()));
    let met = chain.events().into_iter().find_map(|event| match event {
        RuntimeEvent::Proposals(pallet_proposals::Event::Submitted {
            proposer, policy, ..
        }) => Some((proposer, policy)),
        _ => None,
    });
    assert_eq!(met, Some((Bob.to_account_id(), Some(policy))));
    assert_eq!(chain.send(Alice, submit()), refused(NOT_ELIGIBLE), "nor who has all the say");
    assert_eq!(chain.send(Charlie, submit()), refused(NOT_ELIGIBLE), "nor the issuer itself");

    // Too low a level is none.
    let low = pallet_attestations::Terms { level: 1, ..chain.terms(chain.height() + 100) };
    let call = chain.issue(issuer, Dave, low);
    assert_ok!(chain.send(Charlie, call));
    assert_eq!(chain.send(Dave, submit()), refused(NOT_ELIGIBLE));
    // Other tracks ask for nothing.
    let open = chain.enact_all(Alice, ACCREDITATION, vec![create_schema(people())]);
    chain.assert_executed(open[0]);
    chain.check();
}

#[test]
fn an_attestation_that_lapses_between_two_submissions_admits_the_first_only() {
    let mut chain = Chain::new("local");
    let (issuer, policy) = office(&mut chain);
    ask_proposers(&mut chain, TREASURY, policy);
    let expires = chain.height() + 5;
    let terms = chain.terms(expires);
    let call = chain.issue(issuer, Bob, terms);
    assert_ok!(chain.send(Charlie, call));

    chain.skip_to(expires - 2);
    let first = chain.read(pallet_proposals::ProposalCount::<Runtime>::get);
    assert_ok!(chain.send(Bob, submit()));
    assert_eq!(chain.height(), expires - 1);
    assert_eq!(chain.send(Bob, submit()), refused(NOT_ELIGIBLE), "in the block in which it ends");

    // What was submitted goes its way, and its proposer may do everything else.
    assert_ok!(chain.send(Bob, pallet_proposals::Call::sponsor { id: first, amount: 100 * THG }));
    chain.decide(first);
    chain.all_vote_aye(first);
    chain.skip(CONFIRMATION + TIMELOCK);
    chain.assert_executed(first);

    let renewed = chain.terms(chain.height() + 100);
    let call = chain.issue(issuer, Bob, renewed);
    assert_ok!(chain.send(Charlie, call));
    assert_ok!(chain.send(Bob, submit()));
    chain.check();
}

#[test]
fn a_revocation_counts_for_the_rest_of_its_block() {
    let mut chain = Chain::new("local");
    let (issuer, policy) = office(&mut chain);
    ask_proposers(&mut chain, TREASURY, policy);
    for order in [[0, 1], [1, 0]] {
        chain.attest(issuer, Charlie, Bob);
        let calls = [(Bob, submit()), (Charlie, revoke(0, Bob))];
        let results = chain.send_all(order.map(|position| calls[position].clone()).to_vec());
        let submitted = results[order[0]];
        let expected = if order[0] == 0 { Ok(()) } else { refused(NOT_ELIGIBLE) };
        assert_eq!(submitted, expected);
        assert_eq!(results[order[1]], Ok(()), "the revocation");
    }
}

#[test]
fn money_waits_until_its_beneficiary_is_attested_and_looks_at_the_moment_of_payment() {
    let mut chain = Chain::new("local");
    let (issuer, policy) = office(&mut chain);
    let (prize, dave) = (5_000 * THG, Dave.to_account_id());
    promise(&mut chain, Dave, prize, policy);
    promise(&mut chain, Dave, prize, policy);
    assert_eq!(promised(&mut chain), (2 * prize, 2));
    assert_eq!(chain.send(Eve, payout(0)), refused(NOT_PAYABLE));
    assert_eq!(promised(&mut chain), (2 * prize, 2), "it stays promised");

    // Paid in the very block that attests, once that has happened.
    let terms = chain.terms(chain.height() + 500);
    let issue = chain.issue(issuer, Dave, terms);
    let before = chain.free(&dave);
    let calls = vec![(Eve, payout(0)), (Charlie, issue), (Ferdie, payout(0))];
    assert_eq!(chain.send_all(calls), [refused(NOT_PAYABLE), Ok(()), Ok(())]);
    assert_eq!(chain.free(&dave), before + prize);
    assert_eq!(promised(&mut chain), (prize, 1));

    // Not in the block that revokes, once that has happened.
    let calls = vec![(Charlie, revoke(0, Dave)), (Eve, payout(1))];
    assert_eq!(chain.send_all(calls), [Ok(()), refused(NOT_PAYABLE)]);
    assert_eq!(promised(&mut chain), (prize, 1));
    assert_eq!(chain.free(&dave), before + prize, "nor is anything paid that was not before");
    chain.check();

    chain.attest(issuer, Charlie, Dave);
    let calls = vec![(Eve, payout(1)), (Charlie, revoke(0, Dave))];
    assert_eq!(chain.send_all(calls), [Ok(()), Ok(())], "what is paid before is paid");
    assert_eq!(chain.free(&dave), before + 2 * prize);
    assert_eq!(promised(&mut chain), (0, 0));
    chain.check();
}

#[test]
fn money_that_waits_for_an_attestation_can_be_taken_back() {
    let mut chain = Chain::new("local");
    let (_, policy) = office(&mut chain);
    promise(&mut chain, One, 900 * THG, policy);
    assert_eq!(chain.send(Eve, payout(0)), refused(NOT_PAYABLE));
    let reason = b"nobody is attested there".to_vec().try_into().unwrap();
    let void = pallet_dao_treasury::Call::void { id: 0, reason };
    let ids = chain.enact_all(Bob, CANCELLER, vec![void.into()]);
    chain.assert_executed(ids[0]);
    assert_eq!(promised(&mut chain), (0, 0));
    chain.check();
}

#[test]
fn a_span_that_is_void_takes_standing_and_leaves_what_was_concluded() {
    let mut chain = Chain::new("local");
    let (issuer, policy) = office(&mut chain);
    let (prize, dave) = (700 * THG, Dave.to_account_id());
    promise(&mut chain, Dave, prize, policy);
    promise(&mut chain, Dave, prize, policy);
    chain.attest(issuer, Charlie, Dave);
    let attested = chain.height();
    chain.attest(issuer, Charlie, Bob);
    let before = chain.free(&dave);
    assert_ok!(chain.send(Eve, payout(0)));

    let span = Span { first: attested, last: attested };
    let void = Call::void_issuer { issuer, span, evidence: H256::repeat_byte(4) };
    let ids = chain.enact_all(Alice, ACCREDITATION, vec![void.into()]);
    chain.assert_executed(ids[0]);
    assert_eq!(chain.send(Eve, payout(1)), refused(NOT_PAYABLE));
    assert!(chain.free(&dave) >= before + prize - 10 * THG, "what was paid stays paid");
    assert_eq!(promised(&mut chain), (prize, 1));
    let unmet = Unmet::Clause { index: 0, why: Failing::IssuerVoid };
    assert_eq!(chain.standing(Dave, policy), Err(unmet));
    assert_eq!(chain.standing(Bob, policy), Ok(None), "a block later was no part of the span");

    chain.attest(issuer, Charlie, Dave);
    assert!(matches!(chain.slot(0, Dave), Some(Slot::Attestation(found)) if found.serial == 2));
    assert_ok!(chain.send(Eve, payout(1)));
    chain.check();
}

#[test]
fn whoever_relies_on_a_version_of_a_policy_is_not_touched_by_the_next() {
    let mut chain = Chain::new("local");
    let (issuer, policy) = office(&mut chain);
    promise(&mut chain, Dave, THG, policy);
    let revise = Call::revise_policy { policy: policy.id, rule: asks_for(0, 3) };
    let ids = chain.enact_all(Alice, ACCREDITATION, vec![revise.into()]);
    chain.assert_executed(ids[0]);
    let newer = PolicyVersion { version: 2, ..policy };
    promise(&mut chain, Dave, THG, newer);

    chain.attest(issuer, Charlie, Dave);
    assert_ok!(chain.send(Eve, payout(0)));
    assert_eq!(chain.send(Eve, payout(1)), refused(NOT_PAYABLE));
    let unmet = Unmet::Clause { index: 0, why: Failing::Level };
    assert_eq!(chain.standing(Dave, newer), Err(unmet));
    chain.check();
}

#[test]
fn a_policy_that_does_not_exist_is_asked_of_nobody() {
    let mut chain = Chain::new("local");
    let (_, policy) = office(&mut chain);
    let unknown = PolicyVersion { version: 2, ..policy };
    let track = track_with(&mut chain, TREASURY, unknown);
    let set = pallet_proposals::Call::set_track { id: TREASURY, track };
    let ids = chain.enact_all(Alice, CONSTITUTION, vec![set.into()]);
    let missing = pallet_proposals::Error::<Runtime>::PolicyNotFound;
    assert_eq!(chain.failure(ids[0]), missing.into());

    let to: AccountId = Ferdie.to_account_id();
    let ids = chain.enact_all(Alice, TREASURY, vec![spend_if(&to, THG, Some(unknown))]);
    let missing = pallet_dao_treasury::Error::<Runtime>::PolicyNotFound;
    assert_eq!(chain.failure(ids[0]), missing.into());
    assert_eq!(promised(&mut chain), (0, 0));
    assert_ok!(chain.send(Bob, submit()));
}

#[test]
fn an_issuer_that_a_track_has_suspended_stops_and_what_it_issued_still_admits() {
    let mut chain = Chain::new("local");
    let (issuer, policy) = office(&mut chain);
    ask_proposers(&mut chain, TREASURY, policy);
    chain.attest(issuer, Charlie, Bob);
    let suspend = Call::suspend_issuer { issuer, evidence: H256::repeat_byte(5) };
    let ids = chain.enact_all(Alice, ACCREDITATION, vec![suspend.into()]);
    chain.assert_executed(ids[0]);
    assert!(matches!(
        chain.read(|| Issuers::<Runtime>::get(issuer)).unwrap().status,
        IssuerStatus::Suspended { .. }
    ));
    let terms = chain.terms(chain.height() + 100);
    let call = chain.issue(issuer, Dave, terms);
    assert_eq!(chain.send(Charlie, call), refused(Error::<Runtime>::IssuerNotActive));
    assert_ok!(chain.send(Bob, submit()));
}
