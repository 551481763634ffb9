//! What tests start from: periods, offices, schemas, issuers, and people who consent.

use althing_primitives::{Balance, BlockNumber, TrackId};
use frame_support::{assert_ok, BoundedVec};
use sp_core::H256;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{traits::Hash, MultiSignature};

use super::{AccountId, Attestations, RuntimeOrigin, System, Test};
use crate::{
    statement::{message, Purpose, Statement},
    AppealRules, Appointment, DomainCount, DomainId, Effect, Field, FieldKind, IssuerCount,
    IssuerId, MeasureKind, Office, Periods, Permission, RecoveryBy, Rights, SchemaCount, SchemaId,
    SchemaRules, Serial, Signed, Slot, Slots, Subject, SubjectKind, TagClaim, Terms, Territory,
    Verdict,
};

/// The track that accredits issuers.
pub const TRACK: TrackId = 5;
/// For how long an attestation is valid at most.
pub const LONGEST: BlockNumber = 1_000;
/// The periods.
pub const PERIODS: Periods = Periods {
    answer: 20,
    objection: 30,
    keeping: 50,
    longest_freeze: 40,
    freezes_a_year: 100,
    year: 400,
    panel_term: 25,
};
/// The time to appeal.
pub const WINDOW: BlockNumber = 15;
/// The time to decide an appeal.
pub const DECISION: BlockNumber = 10;
/// What an appellant puts down.
pub const APPEAL_DEPOSIT: Balance = 70;

/// A citizen.
pub fn alice() -> AccountId {
    Sr25519Keyring::Alice.to_account_id()
}

/// Another citizen.
pub fn bob() -> AccountId {
    Sr25519Keyring::Bob.to_account_id()
}

/// An issuer.
pub fn charlie() -> AccountId {
    Sr25519Keyring::Charlie.to_account_id()
}

/// Another issuer.
pub fn dave() -> AccountId {
    Sr25519Keyring::Dave.to_account_id()
}

/// A deputy.
pub fn eve() -> AccountId {
    Sr25519Keyring::Eve.to_account_id()
}

/// The holder of a domain's key.
pub fn ferdie() -> AccountId {
    Sr25519Keyring::Ferdie.to_account_id()
}

/// The office of compliance.
pub fn one() -> AccountId {
    Sr25519Keyring::One.to_account_id()
}

/// The office of review.
pub fn two() -> AccountId {
    Sr25519Keyring::Two.to_account_id()
}

/// A signed origin.
pub fn by(who: AccountId) -> RuntimeOrigin {
    RuntimeOrigin::signed(who)
}

/// The people that panels are drawn from at the start: nobody with another part in these tests.
pub fn pool() -> Vec<AccountId> {
    (1..=9u8).map(|n| AccountId::new([n; 32])).collect()
}

/// The offices at the start.
pub fn offices() -> Vec<(Office, Appointment<AccountId>)> {
    vec![
        (Office::Compliance, Appointment { account: one(), until: 10_000 }),
        (Office::Review, Appointment { account: two(), until: 10_000 }),
    ]
}

/// The rules for appeals at the start: those of suspensions and freezes pause the measure's fall to
/// nobody; what nobody decides stands, but for suspensions and freezes.
pub fn appeal_rules() -> Vec<(MeasureKind, AppealRules)> {
    let rules = |effect, default| AppealRules {
        window: WINDOW,
        decision: DECISION,
        panel: 3,
        effect,
        default,
        deposit: APPEAL_DEPOSIT,
    };
    vec![
        (MeasureKind::Revocation, rules(Effect::Continues, Verdict::Upheld)),
        (MeasureKind::Suspension, rules(Effect::Pauses, Verdict::Overturned)),
        (MeasureKind::Refusal, rules(Effect::Continues, Verdict::Upheld)),
        (MeasureKind::Freeze, rules(Effect::Continues, Verdict::Overturned)),
        (MeasureKind::Tag, rules(Effect::Continues, Verdict::Upheld)),
    ]
}

/// Rules of a schema of accounts that allows everything and has no tags.
pub fn rules() -> SchemaRules {
    SchemaRules {
        track: TRACK,
        subject: SubjectKind::Account,
        longest_validity: LONGEST,
        domain: None,
        renewal: Permission::Allowed,
        suspension: Permission::Allowed,
        recovery: RecoveryBy::SecondIssuer,
    }
}

/// Creates a schema.
pub fn schema(rules: SchemaRules) -> SchemaId {
    let id = SchemaCount::<Test>::get();
    let fields = ["name", "birth_date"].map(|name| Field {
        name: sp_runtime::traits::BlakeTwo256::hash(name.as_bytes()),
        kind: FieldKind::Text,
    });
    let name = BoundedVec::truncate_from(b"person".to_vec());
    let fields = BoundedVec::truncate_from(fields.to_vec());
    assert_ok!(Attestations::create_schema(RuntimeOrigin::root(), rules, name, fields));
    id
}

/// Creates a tag domain whose key Ferdie holds.
pub fn domain() -> DomainId {
    let id = DomainCount::<Test>::get();
    let root = RuntimeOrigin::root();
    assert_ok!(Attestations::create_domain(root, TRACK, ferdie().into(), [1; 32]));
    id
}

/// A schema of people, with tags.
pub fn tagged_schema() -> SchemaId {
    let domain = Some(domain());
    schema(SchemaRules { domain, ..rules() })
}

/// All rights up to level 3.
pub fn rights() -> Rights {
    Rights { max_level: 3, territory: Territory::Anywhere }
}

/// Accredits an issuer that has no bond.
pub fn issuer(schema: SchemaId, account: AccountId) -> IssuerId {
    let id = IssuerCount::<Test>::get();
    let root = RuntimeOrigin::root();
    assert_ok!(Attestations::accredit(root, schema, account.into(), rights()));
    id
}

/// Accredits an issuer that has a bond for a hundred attestations.
pub fn bonded_issuer(schema: SchemaId, account: AccountId) -> IssuerId {
    let id = issuer(schema, account.clone());
    assert_ok!(Attestations::set_bond(
        by(account),
        id,
        100 * (super::DEPOSIT + super::TAG_DEPOSIT)
    ));
    id
}

/// Terms of level 2 for everywhere, for as long as can be, without a tag.
pub fn terms() -> Terms {
    Terms {
        commitment: H256::repeat_byte(0xc0),
        level: 2,
        jurisdiction: 0,
        expires: System::block_number() + LONGEST,
        tag: None,
    }
}

/// The same, with this tag.
pub fn tagged_terms(tag: u8) -> Terms {
    Terms { tag: Some(TagClaim { tag: [tag; 32], previous: None }), ..terms() }
}

/// The key of a named account.
pub fn key_of(who: &AccountId) -> Sr25519Keyring {
    Sr25519Keyring::from_account_id(who).expect("a named account")
}

/// What `who` signs about an attestation of `subject`.
pub fn signed_by(
    who: &AccountId,
    purpose: Purpose,
    statement: &Statement<AccountId>,
) -> Signed<MultiSignature> {
    let signature = key_of(who).sign(&message(purpose, statement)).into();
    Signed { signature, deadline: statement.deadline }
}

/// A statement about the next attestation of `subject`, to be used within ten blocks.
pub fn statement(issuer: IssuerId, subject: &AccountId, terms: &Terms) -> Statement<AccountId> {
    let schema = crate::Issuers::<Test>::get(issuer).expect("an issuer").schema;
    Statement {
        genesis: Attestations::genesis_hash(),
        issuer,
        subject: Subject::Account(subject.clone()),
        serial: serial_of(schema, subject) + 1,
        terms: terms.clone(),
        from: None,
        deadline: System::block_number() + 10,
    }
}

/// The consent of `subject` to its next attestation.
pub fn consent(issuer: IssuerId, subject: &AccountId, terms: &Terms) -> Signed<MultiSignature> {
    signed_by(subject, Purpose::Accept, &statement(issuer, subject, terms))
}

/// The last serial of an account under a schema; 0 if there is none.
pub fn serial_of(schema: SchemaId, who: &AccountId) -> Serial {
    slot(schema, who).map_or(0, |slot| slot.serial())
}

/// What is stored of an account under a schema.
pub fn slot(schema: SchemaId, who: &AccountId) -> Option<Slot> {
    Slots::<Test>::get(schema, Subject::Account(who.clone()))
}

/// The attestation of an account under a schema, whether it holds or not.
pub fn attestation(schema: SchemaId, who: &AccountId) -> crate::Attestation {
    match slot(schema, who) {
        Some(Slot::Attestation(attestation)) => attestation,
        other => panic!("no attestation: {other:?}"),
    }
}

/// Issues an attestation to an account, with its consent, by the issuer's own account.
pub fn issue(issuer: IssuerId, subject: &AccountId, terms: Terms) {
    let consent = consent(issuer, subject, &terms);
    let account = crate::Issuers::<Test>::get(issuer).expect("an issuer").account;
    let subject = Subject::Account(subject.clone());
    assert_ok!(Attestations::issue(by(account), issuer, subject, terms, Some(consent)));
}

/// Whether an attestation of an account holds in this block.
pub fn holds(schema: SchemaId, who: &AccountId) -> bool {
    Attestations::validity(schema, Subject::Account(who.clone())).is_ok()
}
