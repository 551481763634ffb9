//! Each invariant, broken by hand.

use althing_primitives::{eligibility::PolicyVersion, BlockNumber};
use frame_support::{
    assert_ok,
    traits::{fungible::MutateHold, tokens::Precision, Hooks},
    BoundedVec,
};
use sp_core::H256;
use sp_keyring::Sr25519Keyring;
use sp_runtime::DispatchError;

use crate::{mock::*, statement::Purpose, statement::Statement, *};

mod measures;

/// The tag domain, and the schema in it.
const DOMAIN: DomainId = 0;
const TAGGED: SchemaId = 0;
/// A schema without tags.
const PLAIN: SchemaId = 1;
/// Charlie under the schema with tags, with a bond and a deputy.
const FIRST: IssuerId = 0;
/// Dave under the schema without tags.
const SECOND: IssuerId = 1;
/// Dave under the schema with tags.
const THIRD: IssuerId = 2;
/// Numbers that were not given out.
const NOBODY: u32 = 9;
/// The block in which everything is broken.
const NOW: BlockNumber = 10;
/// The block in which Alice's freeze is over.
const THAW: BlockNumber = NOW + 40;
const ALICES_TAG: [u8; 32] = [1; 32];
const HASH: H256 = H256::repeat_byte(7);

/// Where Alice's attestation is to move to.
fn stash() -> AccountId {
    Sr25519Keyring::AliceStash.to_account_id()
}

fn rule() -> Rule {
    let clause = Clause {
        quantifier: Quantifier::All,
        schema: TAGGED,
        least_level: 2,
        jurisdictions: Filter::Any,
        issuers: Filter::In(BoundedVec::truncate_from(vec![FIRST])),
        greatest_age: None,
        tag: TagUse::Required,
    };
    Rule { clauses: BoundedVec::truncate_from(vec![clause]), domain: Some(DOMAIN) }
}

fn freeze_alice(duration: BlockNumber) {
    let cause = FreezeCause::Fraud;
    assert_ok!(Attestations::freeze(by(one()), alice().into(), duration, cause, HASH));
}

/// Alice and Bob have attestations; Bob's is suspended and under appeal. Alice is frozen, not for the
/// first time, and her attestation is to move. Bob waits for an answer.
fn scene() {
    freeze_alice(5);
    assert_eq!((tagged_schema(), schema(rules())), (TAGGED, PLAIN));
    assert_eq!(bonded_issuer(TAGGED, charlie()), FIRST);
    assert_eq!((issuer(PLAIN, dave()), issuer(TAGGED, dave())), (SECOND, THIRD));
    let until = 500;
    assert_ok!(Attestations::appoint_deputy(by(charlie()), FIRST, eve().into(), rights(), until));
    run_to(NOW);
    for (first, last) in [(2, 3), (6, 7)] {
        let root = RuntimeOrigin::root();
        assert_ok!(Attestations::void_issuer(root, FIRST, Span { first, last }, HASH));
    }
    issue(FIRST, &alice(), tagged_terms(1));
    issue(FIRST, &bob(), tagged_terms(2));
    issue(SECOND, &alice(), terms());

    let reason = SuspensionReason::UnderReview;
    let subject = Subject::Account(bob());
    assert_ok!(Attestations::suspend(by(charlie()), TAGGED, subject.clone(), reason, HASH));
    let measure = Measure::Suspension { schema: TAGGED, subject };
    assert_ok!(Attestations::appeal(by(bob()), measure, HASH));
    assert_ok!(Attestations::request(by(bob()), SECOND, HASH, 30));
    let name = BoundedVec::truncate_from(b"adult".to_vec());
    assert_ok!(Attestations::create_policy(RuntimeOrigin::root(), TRACK, name, rule()));

    let statement =
        Statement { from: Some(alice()), ..statement(THIRD, &stash(), &tagged_terms(1)) };
    let consent = signed_by(&stash(), Purpose::Move, &statement);
    let (from, to, terms) = (alice().into(), stash().into(), tagged_terms(1));
    assert_ok!(Attestations::recover(by(dave()), THIRD, from, to, terms, consent));
    freeze_alice(40);
}

/// What is reported of the scene when it is changed.
fn broken_by(break_it: impl FnOnce()) -> String {
    ExtBuilder::default().build().execute_with(|| {
        scene();
        assert_ok!(Attestations::do_try_state());
        break_it();
        match Attestations::do_try_state() {
            Err(DispatchError::Other(why)) => why.into(),
            other => panic!("{other:?}"),
        }
    })
}

/// The scene can be changed like that.
fn kept_by(change: impl FnOnce()) {
    ExtBuilder::default().build().execute_with(|| {
        scene();
        change();
        assert_ok!(Attestations::do_try_state());
    });
}

fn edit_attestation(schema: SchemaId, who: AccountId, edit: impl FnOnce(&mut Attestation)) {
    let mut found = attestation(schema, &who);
    edit(&mut found);
    Slots::<Test>::insert(schema, Subject::Account(who), Slot::Attestation(found));
}

fn edit_alice(edit: impl FnOnce(&mut Attestation)) {
    edit_attestation(TAGGED, alice(), edit);
}

fn edit_issuer(id: IssuerId, edit: impl FnOnce(&mut Issuer<AccountId>)) {
    Issuers::<Test>::mutate(id, |issuer| edit(issuer.as_mut().unwrap()));
}

fn edit_domain(edit: impl FnOnce(&mut Domain<AccountId>)) {
    Domains::<Test>::mutate(DOMAIN, |domain| edit(domain.as_mut().unwrap()));
}

fn edit_tag(edit: impl FnOnce(&mut TagHolder<AccountId>)) {
    Tags::<Test>::mutate(DOMAIN, ALICES_TAG, |holder| edit(holder.as_mut().unwrap()));
}

fn edit_request(edit: impl FnOnce(&mut Request)) {
    Requests::<Test>::mutate(SECOND, bob(), |request| edit(request.as_mut().unwrap()));
}

fn edit_record(edit: impl FnOnce(&mut FreezeRecord)) {
    Freezes::<Test>::mutate(alice(), |record| edit(record.as_mut().unwrap()));
}

fn edit_freeze(edit: impl FnOnce(&mut Freeze)) {
    edit_record(|record| edit(record.current.as_mut().unwrap()));
}

fn edit_appeal(edit: impl FnOnce(&mut Appeal<AccountId>)) {
    Appeals::<Test>::mutate(0, |appeal| edit(appeal.as_mut().unwrap()));
}

fn edit_rule(edit: impl FnOnce(&mut Rule)) {
    let version = PolicyVersion { id: 0, version: 1 };
    Rules::<Test>::mutate(version, |rule| edit(rule.as_mut().unwrap()));
}

fn edit_recovery(edit: impl FnOnce(&mut Recovery<AccountId>)) {
    Recoveries::<Test>::mutate(TAGGED, alice(), |recovery| edit(recovery.as_mut().unwrap()));
}

fn hold(reason: HoldReason) {
    assert_ok!(Balances::hold(&reason.into(), &eve(), 20));
}

fn spans(list: &[(BlockNumber, BlockNumber)]) -> Spans {
    let list = list.iter().map(|(first, last)| Span { first: *first, last: *last });
    Spans::truncate_from(list.collect())
}

#[test]
fn invariant_1_counts_are_above_every_number() {
    assert_eq!(broken_by(DomainCount::<Test>::kill), "1: a domain's number is not given out yet");
    let schemas = || SchemaCount::<Test>::put(PLAIN);
    assert_eq!(broken_by(schemas), "1: a schema's number is not given out yet");
    let issuers = || IssuerCount::<Test>::put(THIRD);
    assert_eq!(broken_by(issuers), "1: an issuer's number is not given out yet");
    assert_eq!(broken_by(PolicyCount::<Test>::kill), "1: a policy's number is not given out yet");
    assert_eq!(broken_by(AppealCount::<Test>::kill), "1: an appeal's number is not given out yet");
}

#[test]
fn invariant_1_schemas_are_described() {
    let lost = || Descriptions::<Test>::remove(PLAIN);
    assert_eq!(broken_by(lost), "1: a schema has no description");
    let more = || {
        let description = Descriptions::<Test>::get(PLAIN).unwrap();
        Descriptions::<Test>::insert(NOBODY, description);
    };
    assert_eq!(broken_by(more), "1: a description is of no schema");
}

#[test]
fn invariant_1_domains_list_their_schemas() {
    let list = |schemas: &[SchemaId]| {
        edit_domain(|domain| domain.schemas = BoundedVec::truncate_from(schemas.to_vec()));
    };
    assert_eq!(broken_by(|| list(&[TAGGED, NOBODY])), "1: a domain lists no schema");
    let another = "1: a domain lists a schema that is not its own, or twice";
    assert_eq!(broken_by(|| list(&[TAGGED, PLAIN])), another);
    assert_eq!(broken_by(|| list(&[TAGGED, TAGGED])), another);
    assert_eq!(broken_by(|| list(&[])), "1: a schema is not listed by its domain");
    let later = || edit_domain(|domain| domain.overlap_ends = 5);
    assert_eq!(broken_by(later), "1: a schema's overlap ends with another block than its domain's");
}

#[test]
fn invariant_2_an_attestation_goes_with_its_schema_and_issuer() {
    let tombstone =
        |serial| Slot::Tombstone(Tombstone { serial, issuer: FIRST, ended: NOW, end: None });
    let lost = || Slots::<Test>::insert(NOBODY, Subject::Account(eve()), tombstone(1));
    assert_eq!(broken_by(lost), "2: a slot is of no schema");
    let hash = || Slots::<Test>::insert(PLAIN, Subject::Hash(HASH), tombstone(1));
    assert_eq!(broken_by(hash), "2: a subject is of another kind");
    let zero = || Slots::<Test>::insert(PLAIN, Subject::Account(eve()), tombstone(0));
    assert_eq!(broken_by(zero), "2: a serial is zero");
    let unknown = || edit_alice(|found| found.issuer = NOBODY);
    assert_eq!(broken_by(unknown), "2: an issuer is unknown");
    let other = || edit_alice(|found| found.issuer = SECOND);
    assert_eq!(broken_by(other), "2: an issuer is one of another schema");
    let nowhere = || edit_issuer(THIRD, |issuer| issuer.schema = NOBODY);
    assert_eq!(broken_by(nowhere), "2: an issuer is of no schema");
}

#[test]
fn invariant_2_an_attestation_keeps_to_rights_and_time() {
    let beyond = "2: an attestation goes beyond its issuer's rights";
    assert_eq!(broken_by(|| edit_alice(|found| found.level = 4)), beyond);
    let only = |jurisdiction| Territory::Only(BoundedVec::truncate_from(vec![jurisdiction]));
    let elsewhere = || edit_issuer(FIRST, |issuer| issuer.rights.territory = only(40));
    assert_eq!(broken_by(elsewhere), beyond);

    let disorder = "2: an attestation's time is out of order, or too long";
    assert_eq!(broken_by(|| edit_alice(|found| found.expires = found.issued)), disorder);
    assert_eq!(broken_by(|| edit_alice(|found| found.expires += 1)), disorder);
    assert_eq!(broken_by(|| edit_alice(|found| found.held_since += 1)), disorder);
    let future = || edit_alice(|found| found.issued += 1);
    assert_eq!(broken_by(future), "2: an attestation is issued in the future");

    let tag = "2: an attestation lacks a tag, or has one without a domain";
    assert_eq!(broken_by(|| edit_alice(|found| found.tag = None)), tag);
    let more = || edit_attestation(PLAIN, alice(), |found| found.tag = Some(ALICES_TAG));
    assert_eq!(broken_by(more), tag);
}

#[test]
fn invariant_3_a_tag_that_stands_is_held() {
    let forget = || Tags::<Test>::remove(DOMAIN, ALICES_TAG);
    assert_eq!(broken_by(forget), "3: a tag that stands is nobody's");
    let suspended = || {
        let reason = SuspensionReason::KeyAtRisk;
        edit_alice(|found| found.state = State::Suspended { since: NOW, reason });
        forget();
    };
    assert_eq!(broken_by(suspended), "3: a tag that stands is nobody's");
    let stolen = || edit_tag(|holder| holder.account = bob());
    assert_eq!(broken_by(stolen), "3: a tag that stands is another's");
    let unlisted = || edit_tag(|holder| holder.schemas = Default::default());
    assert_eq!(broken_by(unlisted), "3: a tag's schema is not listed");
}

#[test]
fn invariant_3_two_accounts_cannot_have_one_tag() {
    let twins = || edit_attestation(TAGGED, bob(), |found| found.tag = Some(ALICES_TAG));
    assert_eq!(broken_by(twins), "3: a tag that stands is another's");
}

#[test]
fn invariant_3_a_tag_is_held_for_what_carries_it() {
    let hold = |schemas: &[SchemaId]| {
        let schemas = BoundedVec::truncate_from(schemas.to_vec());
        Tags::<Test>::insert(DOMAIN, [9; 32], TagHolder { account: alice(), schemas });
    };
    assert_eq!(broken_by(|| hold(&[])), "3: a tag is held for nothing");
    assert_eq!(
        broken_by(|| hold(&[TAGGED])),
        "3: a tag is held for an attestation that does not carry it"
    );
    assert_eq!(broken_by(|| hold(&[NOBODY])), "3: a tag lists no schema");
    assert_eq!(broken_by(|| hold(&[PLAIN])), "3: a tag lists another domain's schema");
    let twice = || edit_tag(|holder| holder.schemas.try_push(TAGGED).unwrap());
    assert_eq!(broken_by(twice), "3: a tag lists a schema twice");
}

#[test]
fn what_has_ended_may_have_lost_its_tag() {
    kept_by(|| {
        let end = End::Renounced;
        edit_alice(|found| found.state = State::Ended { since: NOW, end });
        Tags::<Test>::remove(DOMAIN, ALICES_TAG);
    });
}

#[test]
fn invariant_4_what_is_on_hold_adds_up() {
    let bonds = "4: what is on hold differs from bonds";
    assert_eq!(broken_by(|| hold(HoldReason::Bond)), bonds);
    assert_eq!(broken_by(|| edit_issuer(FIRST, |issuer| issuer.bond += 1)), bonds);
    let deposits = "4: what is on hold differs from deposits";
    assert_eq!(broken_by(|| hold(HoldReason::Attestation)), deposits);
    let more = || edit_attestation(PLAIN, alice(), |found| found.deposit.amount += 1);
    assert_eq!(broken_by(more), deposits);
    let payer = || edit_attestation(PLAIN, alice(), |found| found.deposit.payer = Payer::Subject);
    assert_eq!(broken_by(payer), deposits);
    let requests = "4: what is on hold differs from requests";
    assert_eq!(broken_by(|| hold(HoldReason::Request)), requests);
    assert_eq!(broken_by(|| edit_request(|request| request.fee += 1)), requests);
    assert_eq!(broken_by(|| edit_request(|request| request.deposit -= 1)), requests);
    // Nothing is held of a request that was refused.
    let refused = RequestState::Refused { since: NOW, reason: RefusalReason::OutOfScope };
    assert_eq!(broken_by(|| edit_request(|request| request.state = refused)), requests);
    let appeals = "4: what is on hold differs from appeals' deposits";
    assert_eq!(broken_by(|| hold(HoldReason::Appeal)), appeals);
    assert_eq!(broken_by(|| edit_appeal(|appeal| appeal.deposit -= 1)), appeals);
}

#[test]
fn invariant_4_somebody_has_paid_each_deposit() {
    let nobody = || {
        let recovery = RecoveryBy::Nobody;
        let hashes = schema(SchemaRules { subject: SubjectKind::Hash, recovery, ..rules() });
        let id = issuer(hashes, charlie());
        let subject = Subject::Hash(HASH);
        assert_ok!(Attestations::issue(by(charlie()), id, subject.clone(), terms(), None));
        let Some(Slot::Attestation(mut found)) = Slots::<Test>::get(hashes, &subject) else {
            panic!("no attestation");
        };
        found.deposit.payer = Payer::Subject;
        Slots::<Test>::insert(hashes, subject, Slot::Attestation(found));
    };
    assert_eq!(broken_by(nobody), "4: nobody has paid a deposit");
    let too_much = || {
        for id in [SECOND, THIRD] {
            edit_issuer(id, |issuer| issuer.bond = u128::MAX);
        }
    };
    assert_eq!(broken_by(too_much), "4: a sum overflows");
}

#[test]
fn invariant_4_bonds_cover_what_is_drawn() {
    let differs = "4: what is drawn differs from what a bond covers";
    assert_eq!(broken_by(|| edit_issuer(FIRST, |issuer| issuer.drawn += 1)), differs);
    assert_eq!(broken_by(|| edit_alice(|found| found.deposit.amount -= 1)), differs);
    assert_eq!(broken_by(Draws::<Test>::kill), differs);
    let nobody = || Draws::<Test>::mutate(|draws| draws.try_push((NOBODY, 1)).unwrap());
    assert_eq!(broken_by(nobody), "4: nobody has drawn on a bond");
    let too_little = || {
        let bond = Issuers::<Test>::get(FIRST).unwrap().bond;
        let reason = HoldReason::Bond.into();
        assert_ok!(Balances::release(&reason, &charlie(), bond - 20, Precision::Exact));
        edit_issuer(FIRST, |issuer| issuer.bond = 20);
    };
    assert_eq!(broken_by(too_little), "4: a bond covers more than it is");
}

#[test]
fn what_is_drawn_adds_up_within_a_block_and_after_it() {
    kept_by(|| assert!(!Draws::<Test>::get().is_empty()));
    kept_by(|| {
        Attestations::on_finalize(NOW);
        assert!(Draws::<Test>::get().is_empty());
    });
}

#[test]
fn invariant_5_deputies_and_requests_are_counted() {
    let deputies = "5: an issuer's deputies are miscounted";
    assert_eq!(broken_by(|| Deputies::<Test>::remove(FIRST, eve())), deputies);
    assert_eq!(broken_by(|| edit_issuer(SECOND, |issuer| issuer.deputies = 1)), deputies);
    let requests = "5: an issuer's requests are miscounted";
    assert_eq!(broken_by(|| edit_issuer(SECOND, |issuer| issuer.requests = 0)), requests);
    assert_eq!(broken_by(|| edit_issuer(FIRST, |issuer| issuer.requests = 1)), requests);
    let deputy = || Deputies::<Test>::get(FIRST, eve()).unwrap();
    let lost = || Deputies::<Test>::insert(NOBODY, eve(), deputy());
    assert_eq!(broken_by(lost), "5: a deputy or a request is of no issuer");
}

#[test]
fn invariant_5_deputies_have_fewer_rights() {
    let edit = |edit: fn(&mut Deputy)| {
        Deputies::<Test>::mutate(FIRST, eve(), |deputy| edit(deputy.as_mut().unwrap()));
    };
    let more = "5: a deputy has more rights than its issuer";
    assert_eq!(broken_by(|| edit(|deputy| deputy.rights.max_level = 4)), more);
    let itself = || {
        let deputy = Deputies::<Test>::take(FIRST, eve()).unwrap();
        Deputies::<Test>::insert(FIRST, charlie(), deputy);
    };
    assert_eq!(broken_by(itself), "5: an issuer is its own deputy");
}

#[test]
fn invariant_6_void_spans_are_in_order_and_apart() {
    let void = |list: &[(BlockNumber, BlockNumber)]| {
        edit_issuer(THIRD, |issuer| issuer.void = spans(list));
    };
    let disorder = "6: void spans are out of order, or touch";
    for list in [
        &[(6, 7), (2, 3)][..],
        &[(2, 3), (4, 5)],
        &[(2, 4), (4, 5)],
        &[(2, 8), (4, 5)],
        &[(3, 2)],
        &[(1, 1), (5, 4)],
    ] {
        assert_eq!(broken_by(|| void(list)), disorder, "{list:?}");
    }
    kept_by(|| void(&[(2, 3), (5, 5), (7, 9)]));
}

#[test]
fn invariant_7_issuers_are_found() {
    let lost = "7: an issuer is not found, or found though removed";
    assert_eq!(broken_by(|| IssuerIds::<Test>::remove(TAGGED, charlie())), lost);
    let removed = || {
        edit_issuer(FIRST, |issuer| issuer.status = IssuerStatus::Removed { since: NOW });
    };
    assert_eq!(broken_by(removed), lost);
    let unknown = || IssuerIds::<Test>::insert(TAGGED, eve(), NOBODY);
    assert_eq!(broken_by(unknown), "7: an unknown issuer is found");
    let another = "7: an issuer is found that is another";
    assert_eq!(broken_by(|| IssuerIds::<Test>::insert(TAGGED, eve(), FIRST)), another);
    assert_eq!(broken_by(|| IssuerIds::<Test>::insert(PLAIN, charlie(), FIRST)), another);
}

#[test]
fn an_issuer_that_is_accredited_again_is_found_as_the_new_one() {
    kept_by(|| {
        let root = RuntimeOrigin::root();
        assert_ok!(Attestations::remove_issuer(root, FIRST, HASH));
        issuer(TAGGED, charlie());
    });
}
