//! Registers on the chain as a whole: a track creates them, people deal with titles by transactions of
//! their own, and what other pallets know of those people counts.

use crate::{
    common::{attestations::*, governance::*, transfer, Chain},
    metadata::view,
};
use althing_primitives::{
    apis::runtime_decl_for_records_api::RecordsApiV1, eligibility::PolicyVersion, BlockNumber,
    TrackId,
};
use althing_runtime::{
    clock::Chosen, constants::THG, AccountId, Runtime, RuntimeCall, RuntimeEvent, System,
};
use codec::Encode;
use frame_support::{assert_ok, BoundedVec};
use pallet_attestations::{SchemaRules, TagUse};
use pallet_records::{
    Access, Act, Calendar, Call, Charges, Charter, Citation, Content, Counts, Day, DealingId,
    Error, Event, FourEyes, Grant, Holding, Names, Ownership, Party, Periods, Permission, RecordId,
    RegisterId, RegisterKind, Registers, Role, Rules, Said, TitleClass, Weekday,
};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie, One};
use sp_runtime::{
    traits::{BlakeTwo256, Hash},
    DispatchError, DispatchResult,
};

/// The track that creates registers on the preset networks.
const REGISTERS: TrackId = 6;
/// What the pallet is called.
const RECORDS: &str = "Records";
/// The first register.
const REGISTER: RegisterId = 0;
/// The second register, which keeps decisions.
const DECISIONS: RegisterId = 1;
/// How many blocks look for what was due in a day's blocks.
const CATCHING_UP: BlockNumber = 60;
/// A day, in milliseconds.
const DAY: u64 = 86_400_000;
/// Friday, the 20th of November 2026.
const FRIDAY: Day = 20_777;

/// Rules under which nothing is waited for, and anybody may lodge what is theirs.
fn rules() -> Rules {
    Rules {
        four_eyes: FourEyes::Required,
        identity: None,
        lodging: Permission::Allowed,
        batches: Permission::Never,
        reveal: 0,
        third_parties: BoundedVec::new(),
        periods: Periods { notice: 0, waiting: 0, requisition: 5, search: 20, longest: 100 },
        charges: Charges { fee: THG, deposit: 2 * THG, caution: 5 * THG, objection: THG },
        open_dealings: 4,
    }
}

/// A register of land with these rules, whose authority is Ferdie.
fn charter(rules: Rules) -> Charter<AccountId> {
    let rest_days = BoundedVec::truncate_from(vec![Weekday::Saturday, Weekday::Sunday]);
    Charter {
        name: BoundedVec::truncate_from(b"Land of the valley".to_vec()),
        kind: RegisterKind::Land,
        access: Access::Public,
        authority: Ferdie.to_account_id(),
        layout: BoundedVec::new(),
        rules,
        calendar: Calendar { offset: 0, rest_days, holidays: BoundedVec::new() },
    }
}

fn create(rules: Rules) -> RuntimeCall {
    Call::create_register { track: REGISTERS, charter: charter(rules) }.into()
}

/// A chain with a register that its track created, whose clerk is Bob, whose registrar is Charlie and
/// whose court is Eve.
fn start(rules: Rules) -> Chain {
    let mut chain = Chain::new("local");
    open_register(&mut chain, rules);
    chain
}

fn open_register(chain: &mut Chain, rules: Rules) {
    let ids = chain.enact_all(Alice, REGISTERS, vec![create(rules)]);
    chain.assert_executed(ids[0]);
    for (who, role) in [(Bob, Role::Clerk), (Charlie, Role::Registrar), (Eve, Role::Court)] {
        assert_ok!(grant(chain, who, role, None));
    }
}

fn grant(
    chain: &mut Chain,
    who: Sr25519Keyring,
    role: Role,
    policy: Option<PolicyVersion>,
) -> DispatchResult {
    let account = who.to_account_id().into();
    let grant = Grant { policy, expires: 100_000, approvals_a_day: None };
    chain.send(Ferdie, Call::grant_role { register: REGISTER, account, role, grant })
}

fn content(n: u8) -> Content {
    Content { commitment: H256::repeat_byte(n), measure: 100, service: None }
}

fn sole(who: Sr25519Keyring) -> Ownership<AccountId> {
    Ownership::Sole(Party::Account(who.to_account_id()))
}

fn registration(n: u8, owner: Sr25519Keyring, cites: Option<Citation>) -> Act<AccountId> {
    Act::Register {
        name: H256::repeat_byte(n),
        content: content(n),
        class: TitleClass::Absolute,
        ownership: sole(owner),
        cites,
    }
}

/// Lodges a dealing; returns its number.
fn lodge(
    chain: &mut Chain,
    who: Sr25519Keyring,
    record: Option<RecordId>,
    act: Act<AccountId>,
) -> DealingId {
    let id = chain.read(|| Counts::<Runtime>::get(REGISTER).dealings);
    assert_ok!(try_lodge(chain, who, record, act));
    id
}

fn try_lodge(
    chain: &mut Chain,
    who: Sr25519Keyring,
    record: Option<RecordId>,
    act: Act<AccountId>,
) -> DispatchResult {
    let (instrument, effective) = (H256::repeat_byte(9), None);
    chain.send(who, Call::lodge { register: REGISTER, record, act, instrument, effective })
}

fn consent(chain: &mut Chain, who: Sr25519Keyring, dealing: DealingId) {
    let party = Party::Account(who.to_account_id());
    assert_ok!(chain.send(who, Call::consent { register: REGISTER, dealing, party }));
}

fn approve(chain: &mut Chain, who: Sr25519Keyring, dealing: DealingId) -> DispatchResult {
    chain.send(who, Call::approve { register: REGISTER, dealing })
}

fn complete(chain: &mut Chain, who: Sr25519Keyring, dealing: DealingId) -> DispatchResult {
    chain.send(who, Call::complete { register: REGISTER, dealing })
}

/// Registers a title of Alice's.
fn title(chain: &mut Chain, n: u8) -> RecordId {
    let dealing = lodge(chain, Bob, None, registration(n, Alice, None));
    assert_ok!(approve(chain, Charlie, dealing));
    chain.read(|| Counts::<Runtime>::get(REGISTER).records) - 1
}

/// The sale of a title by Alice to Dave, to which both consent; the clerk lodges it.
fn sale(chain: &mut Chain, record: RecordId) -> DealingId {
    let act = Act::Transfer { ownership: sole(Dave) };
    let dealing = lodge(chain, Bob, Some(record), act);
    consent(chain, Alice, dealing);
    consent(chain, Dave, dealing);
    dealing
}

/// What the register says today of who owns a title.
fn owners(chain: &mut Chain, record: RecordId) -> Holding<AccountId> {
    let today = Day::try_from(chain.time / DAY).unwrap();
    let said = chain.read(|| Runtime::said_on(REGISTER, record, today)).expect("it is there");
    said.ownership.map(|Said { value, .. }| value).expect("it says so")
}

fn refused(why: Error<Runtime>) -> DispatchResult {
    Err(why.into())
}

/// Lets blocks pass without making them, but for those in which what was due in them is looked for,
/// which leaves room for nothing else.
fn pass_blocks(chain: &mut Chain, blocks: BlockNumber) {
    chain.head.number += blocks;
    let height = chain.height();
    chain.read(|| System::set_block_number(height));
    chain.skip(CATCHING_UP);
}

/// Lets time pass without blocks.
fn pass_time(chain: &mut Chain, milliseconds: u64) {
    chain.time += milliseconds;
}

/// How many blocks a day has to have had: half of its slots.
fn half_a_day(chain: &mut Chain) -> BlockNumber {
    let slot = chain.read(Chosen::<Runtime>::get).slot_duration;
    BlockNumber::try_from(DAY / slot / 2).unwrap()
}

#[test]
fn a_track_creates_a_register_and_no_other_track_does_in_its_name() {
    let mut chain = Chain::new("local");
    let ids = chain.enact_all(Alice, ACCREDITATION, vec![create(rules())]);
    assert_eq!(chain.failure(ids[0]), Error::<Runtime>::NotAuthorized.into());
    for track in [TREASURY, CANCELLER] {
        let ids = chain.enact_all(Alice, track, vec![create(rules())]);
        assert_eq!(chain.failure(ids[0]), DispatchError::BadOrigin);
    }
    assert_eq!(chain.send(Alice, create(rules())), Err(DispatchError::BadOrigin));
    open_register(&mut chain, rules());
    let register = chain.read(|| Registers::<Runtime>::get(REGISTER)).expect("it exists");
    assert_eq!((register.track, register.authority), (REGISTERS, Ferdie.to_account_id()));
    chain.check();
}

#[test]
fn a_title_goes_from_lodgement_to_its_new_owner_by_signed_transactions() {
    let mut chain = start(rules());
    let record = title(&mut chain, 1);
    assert_eq!(owners(&mut chain, record), Holding::Stated(sole(Alice)));

    // Alice lodges it herself: she pays the authority, and her deposit comes back.
    let (alice, authority) = (Alice.to_account_id(), Ferdie.to_account_id());
    let before = (chain.free(&alice), chain.free(&authority));
    let act = Act::Transfer { ownership: sole(Dave) };
    let dealing = lodge(&mut chain, Alice, Some(record), act);
    assert_eq!(chain.free(&authority), before.1 + THG, "the fee");
    let missing = chain.read(|| Runtime::consents_missing(REGISTER, dealing));
    assert_eq!(missing, [Party::Account(Dave.to_account_id())]);
    assert_eq!(
        approve(&mut chain, Charlie, dealing),
        refused(Error::ConsentMissing),
        "silence is not consent"
    );
    consent(&mut chain, Dave, dealing);
    assert_eq!(approve(&mut chain, Bob, dealing), refused(Error::NotAuthorized));
    assert_eq!(approve(&mut chain, Ferdie, dealing), refused(Error::NotAuthorized));
    assert_ok!(approve(&mut chain, Charlie, dealing));

    assert_eq!(owners(&mut chain, record), Holding::Stated(sole(Dave)));
    let paid = before.0 - chain.free(&alice);
    assert!((THG..2 * THG).contains(&paid), "the fee, and that of the transaction: {paid}");
    let act = Act::Transfer { ownership: sole(Dave) };
    let again = try_lodge(&mut chain, Alice, Some(record), act);
    assert!(again.is_err(), "it is hers no longer");
    let history = chain.read(|| Runtime::history(REGISTER, record, 1, 10));
    assert_eq!(history.len(), 2);
    let approver = history[1].1.approver.clone();
    assert_eq!(approver, Some(Charlie.to_account_id()));
    chain.check();
}

/// A policy that tells people apart: an attestation with a tag, by Dave's office.
fn people_apart(chain: &mut Chain) -> PolicyVersion {
    let domain = chain.domain(One);
    let schema = chain.schema(SchemaRules { domain: Some(domain), ..people() });
    chain.bonded_issuer(schema, Dave);
    let mut rule = asks_for(schema, 2);
    rule.domain = Some(domain);
    rule.clauses[0].tag = TagUse::Required;
    chain.policy(rule)
}

/// Attests an account as the person with this tag.
fn attest_person(chain: &mut Chain, who: Sr25519Keyring, tag: u8) {
    let terms = chain.tagged([tag; 32]);
    let call = chain.issue(0, who, terms);
    assert_ok!(chain.send(Dave, call));
}

#[test]
fn people_are_told_apart_by_their_attestations_and_not_by_their_accounts() {
    let mut chain = Chain::new("local");
    let identity = people_apart(&mut chain);
    let told_apart = Rules { identity: Some(identity), ..rules() };
    let ids = chain.enact_all(Alice, REGISTERS, vec![create(told_apart)]);
    chain.assert_executed(ids[0]);

    // An account of nobody's could be the authority's own.
    attest_person(&mut chain, Ferdie, 9);
    assert_eq!(grant(&mut chain, Bob, Role::Clerk, None), refused(Error::NotEligible));
    for (who, role, tag) in [(Bob, Role::Clerk, 1), (Charlie, Role::Registrar, 3)] {
        attest_person(&mut chain, who, tag);
        assert_ok!(grant(&mut chain, who, role, None));
    }
    let dealing = lodge(&mut chain, Bob, None, registration(1, Alice, None));
    assert_ok!(approve(&mut chain, Charlie, dealing));

    // Nobody knows any more whose the registrar's account is: perhaps the clerk's.
    assert_ok!(chain.send(Dave, revoke(0, Charlie)));
    let dealing = lodge(&mut chain, Bob, None, registration(2, Alice, None));
    assert_eq!(approve(&mut chain, Charlie, dealing), refused(Error::NotEligible));
    // It is: the clerk has their person moved there, but it was not there when this was lodged.
    assert_ok!(chain.send(Dave, revoke(0, Bob)));
    attest_person(&mut chain, Charlie, 1);
    assert_eq!(approve(&mut chain, Charlie, dealing), refused(Error::NotEligible));
    let next = try_lodge(&mut chain, Bob, None, registration(3, Alice, None));
    assert_eq!(next, refused(Error::NotEligible), "and the clerk's account is nobody's now");
    chain.check();
}

#[test]
fn a_registrar_whose_attestation_was_revoked_approves_nothing() {
    let mut chain = Chain::new("local");
    let schema = chain.schema(people());
    let issuer = chain.bonded_issuer(schema, Dave);
    let policy = chain.policy(asks_for(schema, 2));
    open_register(&mut chain, rules());
    assert_ok!(grant(&mut chain, Charlie, Role::Registrar, Some(policy)));
    let dealing = lodge(&mut chain, Bob, None, registration(1, Alice, None));
    assert_eq!(approve(&mut chain, Charlie, dealing), refused(Error::NotEligible));
    chain.attest(issuer, Dave, Charlie);
    assert_ok!(approve(&mut chain, Charlie, dealing));

    let dealing = lodge(&mut chain, Bob, None, registration(2, Alice, None));
    let calls = vec![
        (Dave, revoke(schema, Charlie)),
        (Charlie, Call::approve { register: REGISTER, dealing }.into()),
    ];
    assert_eq!(chain.send_all(calls), [Ok(()), refused(Error::NotEligible)]);
}

#[test]
fn what_proposals_carry_out_is_recorded_and_can_be_cited() {
    let mut chain = start(rules());
    let log = Charter { kind: RegisterKind::Log, ..charter(rules()) };
    let create = Call::create_register { track: REGISTERS, charter: log };
    let keep = Call::keep_decisions { register: Some(DECISIONS) };
    let transfer = pallet_balances::Call::force_transfer {
        source: Alice.to_account_id().into(),
        dest: One.to_account_id().into(),
        value: THG,
    };
    let kept = chain.enact_all(Alice, REGISTERS, vec![create.into(), keep.into()])[1];
    chain.assert_executed(kept);
    let call = RuntimeCall::from(transfer);
    let receipt = BlakeTwo256::hash(&call.encode());
    let decided = chain.enact_all(Alice, CONSTITUTION, vec![call])[0];
    chain.assert_executed(decided);

    let name = pallet_records::name_of_decision(decided);
    let recorded = chain.events().into_iter().any(|event| {
        matches!(event, RuntimeEvent::Records(Event::Recorded { name: told, .. }) if told == name)
    });
    assert!(recorded, "in the block that carried it out");
    let record = chain.read(|| Names::<Runtime>::get(DECISIONS, name)).expect("it is recorded");
    let (_, version) = chain.read(|| Runtime::history(DECISIONS, record, 1, 1)).remove(0);
    let citation = Citation::Proposal { id: decided, receipt };
    assert_eq!((version.cites, version.approver), (Some(citation), None));
    let first = pallet_records::name_of_decision(kept);
    assert!(chain.read(|| Names::<Runtime>::contains_key(DECISIONS, first)), "the decision itself");

    // A title may rest on it, and not on another call or on what was never carried out.
    let dealing = lodge(&mut chain, Bob, None, registration(1, Alice, Some(citation)));
    assert_ok!(approve(&mut chain, Charlie, dealing));
    for wrong in [
        Citation::Proposal { id: decided, receipt: H256::zero() },
        Citation::Proposal { id: decided + 1, receipt },
        Citation::Attestation { schema: 0, subject: H256::zero() },
        Citation::Record { register: DECISIONS, record, version: 2 },
    ] {
        let claim = registration(2, Alice, Some(wrong));
        assert_eq!(try_lodge(&mut chain, Bob, None, claim), refused(Error::InvalidCitation));
    }
    chain.check();
}

#[test]
fn a_title_may_rest_on_an_attestation() {
    let mut chain = start(rules());
    let schema = chain.schema(people());
    let issuer = chain.bonded_issuer(schema, Charlie);
    let subject = H256(*Dave.to_account_id().as_ref());
    let claim = registration(1, Dave, Some(Citation::Attestation { schema, subject }));
    assert_eq!(try_lodge(&mut chain, Bob, None, claim.clone()), refused(Error::InvalidCitation));
    chain.attest(issuer, Charlie, Dave);
    let dealing = lodge(&mut chain, Bob, None, claim);
    assert_ok!(approve(&mut chain, Charlie, dealing));
}

#[test]
fn a_frozen_account_disposes_of_no_title_and_may_object() {
    let mut chain = start(rules());
    let record = title(&mut chain, 1);
    let dealing = sale(&mut chain, record);
    let thaw = chain.freeze(&Alice.to_account_id(), 10);
    assert_eq!(approve(&mut chain, Charlie, dealing), refused(Error::AccountFrozen));
    assert_eq!(owners(&mut chain, record), Holding::Stated(sole(Alice)));
    chain.skip_to(thaw);
    assert_ok!(approve(&mut chain, Charlie, dealing));
    assert_eq!(owners(&mut chain, record), Holding::Stated(sole(Dave)));
    chain.check();
}

#[test]
fn a_deadline_passes_with_the_clock_and_the_blocks_and_not_with_one_of_them() {
    let waiting = Periods { waiting: 1, ..rules().periods };
    let mut chain = start(Rules { periods: waiting, ..rules() });
    let record = title(&mut chain, 1);
    let dealing = sale(&mut chain, record);
    let today = Day::try_from(chain.time / DAY).unwrap();
    assert_eq!(today, FRIDAY);
    let (_, found) = chain.read(|| Runtime::day_list(REGISTER, dealing, 1)).remove(0);
    let notice = found.notice.expect("the owner is alerted, and waited for");
    let half = half_a_day(&mut chain);
    assert_eq!(half, 21_600, "a block takes two seconds here");
    assert_eq!(notice.day, FRIDAY + 3, "the day after is a Saturday");
    assert_ok!(approve(&mut chain, Charlie, dealing));
    assert_eq!(owners(&mut chain, record), Holding::Stated(sole(Alice)), "it waits");

    // All the blocks, and hardly any time.
    pass_blocks(&mut chain, half + 10);
    assert_eq!(complete(&mut chain, Dave, dealing), refused(Error::TooEarly));
    // The last day is part of the time.
    pass_time(&mut chain, 3 * DAY);
    assert_eq!(complete(&mut chain, Dave, dealing), refused(Error::TooEarly));
    pass_time(&mut chain, DAY);
    assert_eq!(
        chain.read(|| Runtime::waits_for(REGISTER, dealing)),
        Some(Error::<Runtime>::TooEarly.into())
    );
    let before = chain.free(&Dave.to_account_id());
    assert_ok!(complete(&mut chain, Dave, dealing));
    assert_eq!(chain.free(&Dave.to_account_id()), before, "who completes it pays nothing");
    assert_eq!(owners(&mut chain, record), Holding::Stated(sole(Dave)));
}

#[test]
fn a_clock_that_jumps_takes_nobody_the_time_to_object() {
    let waiting = Periods { waiting: 1, ..rules().periods };
    let mut chain = start(Rules { periods: waiting, ..rules() });
    let record = title(&mut chain, 1);
    let dealing = sale(&mut chain, record);
    assert_ok!(approve(&mut chain, Charlie, dealing));
    pass_time(&mut chain, 30 * DAY);
    chain.skip(1);
    assert_eq!(complete(&mut chain, Dave, dealing), refused(Error::TooEarly));
    let object = Call::object { register: REGISTER, dealing, grounds: H256::repeat_byte(8) };
    assert_ok!(chain.send(Eve, object));
    let half = half_a_day(&mut chain);
    pass_blocks(&mut chain, half + 10);
    assert_eq!(complete(&mut chain, Dave, dealing), refused(Error::Disputed));
}

#[test]
fn a_courts_freeze_stops_what_was_approved() {
    let mut chain = start(rules());
    let record = title(&mut chain, 1);
    let dealing = sale(&mut chain, record);
    let order = H256::repeat_byte(6);
    let freeze = Call::freeze { register: REGISTER, record, order, until: None };
    let calls =
        vec![(Eve, freeze.into()), (Charlie, Call::approve { register: REGISTER, dealing }.into())];
    assert_eq!(chain.send_all(calls), [Ok(()), refused(Error::Frozen)]);
    assert_eq!(owners(&mut chain, record), Holding::Stated(sole(Alice)));
}

#[test]
fn of_two_sales_in_one_block_the_first_is_completed() {
    let mut chain = start(rules());
    let record = title(&mut chain, 1);
    assert_ok!(chain.send(Alice, transfer(One, 100 * THG)));
    let act = |to| Act::Transfer { ownership: sole(to) };
    let instrument = H256::repeat_byte(9);
    let lodge = |act| -> RuntimeCall {
        Call::lodge { register: REGISTER, record: Some(record), act, instrument, effective: None }
            .into()
    };
    let first = chain.read(|| Counts::<Runtime>::get(REGISTER).dealings);
    let calls = vec![(Bob, lodge(act(Dave))), (Alice, lodge(act(One)))];
    assert_eq!(chain.send_all(calls), [Ok(()), Ok(())]);
    consent(&mut chain, Alice, first);
    consent(&mut chain, Dave, first);
    consent(&mut chain, One, first + 1);
    assert_ok!(approve(&mut chain, Charlie, first + 1));
    assert_eq!(owners(&mut chain, record), Holding::Stated(sole(Alice)), "it is not its turn");
    assert_eq!(complete(&mut chain, One, first + 1), refused(Error::NotYourTurn));
    assert_ok!(approve(&mut chain, Charlie, first));
    assert_eq!(owners(&mut chain, record), Holding::Stated(sole(Dave)));
    assert!(complete(&mut chain, One, first + 1).is_err(), "Alice has nothing to sell any more");
    chain.check();
}

#[test]
fn view_functions_of_registers_answer_as_the_runtime_api_does() {
    let mut chain = start(rules());
    let record = title(&mut chain, 1);
    let open = lodge(&mut chain, Bob, Some(record), Act::Transfer { ownership: sole(Dave) });
    let order = H256::repeat_byte(6);
    let freeze = Call::freeze { register: REGISTER, record, order, until: None };
    assert_ok!(chain.send(Eve, freeze));
    let id = REGISTER;
    let views = [
        view(&mut chain, RECORDS, "said_on", (id, record, FRIDAY)),
        view(&mut chain, RECORDS, "known_on", (id, record, FRIDAY)),
        view(&mut chain, RECORDS, "history", (id, record, 1_u32, 9_u32)),
        view(&mut chain, RECORDS, "day_list", (id, 0_u32, 9_u32)),
        view(&mut chain, RECORDS, "consents_missing", (id, open)),
        view(&mut chain, RECORDS, "waits_for", (id, open)),
        view(&mut chain, RECORDS, "burdens_at", (id, record, 2_u32, 0_u16, 9_u32)),
    ];
    let apis = chain.read(|| {
        [
            Runtime::said_on(id, record, FRIDAY).encode(),
            Runtime::known_on(id, record, FRIDAY).encode(),
            Runtime::history(id, record, 1, 9).encode(),
            Runtime::day_list(id, 0, 9).encode(),
            Runtime::consents_missing(id, open).encode(),
            Runtime::waits_for(id, open).encode(),
            Runtime::burdens_at(id, record, 2, 0, 9).encode(),
        ]
    });
    assert_eq!(views, apis);
    let nothing: [Vec<u8>; 2] = [Option::<()>::None.encode(), Vec::<()>::new().encode()];
    assert!(apis.iter().all(|answer| !nothing.contains(answer)), "each has something to say");
}
