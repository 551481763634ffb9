//! How other pallets use attestations: an electorate of persons and a register, in a runtime of
//! their own. Both know attestations by [`Eligibility`] and by nothing else.
//!
//! [`Eligibility`]: althing_primitives::eligibility::Eligibility

mod reads;
mod register;
mod roll;

use althing_primitives::{
    eligibility::{Failing, PersonTag, PolicyVersion, Purpose, Unmet},
    mandate::Mandate,
    Balance, BlockNumber,
};
use frame_support::{
    assert_ok, derive_impl, parameter_types,
    traits::{ConstU128, ConstU32, Hooks, VariantCountOf},
    weights::Weight,
    BoundedVec,
};
use frame_system::{EnsureRoot, EnsureRootWithSuccess};
use sp_core::H256;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
    traits::{AccountIdLookup, Verify},
    BuildStorage, MultiSignature,
};

use self::{register::pallet as pallet_register, roll::pallet as pallet_roll};
use super::policies;
use crate::{
    self as pallet_attestations,
    mock::{
        appeal_rules, charlie, dave, ferdie, offices, one, pool, rights, rules, signed_by,
        unfreezable, AccountId, Unfreezable, ASKING_DEPOSIT, DEPOSIT, LONGEST, MAX_DRAWING,
        MAX_REQUESTS, MAX_TERM, MAX_THAWS, MINIMUM, PERIODS, PURSE, TAG_DEPOSIT, TRACK,
    },
    statement::{self, Statement},
    Clause, DomainCount, DomainId, Field, FieldKind, FreezeCause, IssuerCount, IssuerId, Issuers,
    PolicyCount, Quantifier, RevocationReason, Rule, SchemaCount, SchemaId, SchemaRules, Schemas,
    Serial, Signed, Slot, Slots, Span, Subject, SuspensionReason, TagClaim, TagUse, Terms,
};

/// How many blocks an epoch of the roll has.
const EPOCH: BlockNumber = 10;

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask,
        RuntimeViewFunction
    )]
    pub struct Town;

    #[runtime::pallet_index(0)]
    pub type System = frame_system::Pallet<Town>;

    #[runtime::pallet_index(1)]
    pub type Balances = pallet_balances::Pallet<Town>;

    #[runtime::pallet_index(2)]
    pub type Attestations = pallet_attestations::Pallet<Town>;

    #[runtime::pallet_index(3)]
    pub type Roll = pallet_roll::Pallet<Town>;

    #[runtime::pallet_index(4)]
    pub type Register = pallet_register::Pallet<Town>;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Town {
    type Block = frame_system::mocking::MockBlockU32<Town>;
    type AccountId = AccountId;
    type Lookup = AccountIdLookup<AccountId, ()>;
    type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Town {
    type Balance = Balance;
    type ExistentialDeposit = ConstU128<MINIMUM>;
    type AccountStore = System;
    type RuntimeHoldReason = RuntimeHoldReason;
    type RuntimeFreezeReason = RuntimeFreezeReason;
    type FreezeIdentifier = RuntimeFreezeReason;
    type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
}

parameter_types! {
    /// What Root decides.
    pub const RootMandate: Mandate = Mandate::Root;
}

impl pallet_attestations::Config for Town {
    type WeightInfo = ();
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type RuntimeFreezeReason = RuntimeFreezeReason;
    type Signature = MultiSignature;
    type Signer = <MultiSignature as Verify>::Signer;
    type MandateOrigin = EnsureRootWithSuccess<AccountId, RootMandate>;
    type ConstitutionOrigin = EnsureRoot<AccountId>;
    type Unfreezable = Unfreezable;
    type AttestationDeposit = ConstU128<DEPOSIT>;
    type TagDeposit = ConstU128<TAG_DEPOSIT>;
    type RequestDeposit = ConstU128<ASKING_DEPOSIT>;
    type MaxRequests = ConstU32<MAX_REQUESTS>;
    type MaxDrawingIssuers = ConstU32<MAX_DRAWING>;
    type MaxThawsPerBlock = ConstU32<MAX_THAWS>;
    type MaxOfficeTerm = ConstU32<MAX_TERM>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = ();
}

impl pallet_roll::Config for Town {
    type Eligibility = Attestations;
    type EpochLength = ConstU32<EPOCH>;
}

impl pallet_register::Config for Town {
    type Eligibility = Attestations;
}

/// A chain in block 1.
fn chain() -> sp_io::TestExternalities {
    let mut storage = frame_system::GenesisConfig::<Town>::default().build_storage().unwrap();
    let mut people: Vec<_> = Sr25519Keyring::iter().map(|key| key.to_account_id()).collect();
    people.push(unfreezable());
    let balances = people.into_iter().map(|who| (who, PURSE)).collect();
    pallet_balances::GenesisConfig::<Town> { balances, ..Default::default() }
        .assimilate_storage(&mut storage)
        .unwrap();
    crate::GenesisConfig::<Town> {
        periods: PERIODS,
        appeal_rules: appeal_rules(),
        pool: pool(),
        offices: offices(),
    }
    .assimilate_storage(&mut storage)
    .unwrap();
    let mut ext = sp_io::TestExternalities::new(storage);
    ext.execute_with(|| {
        System::set_block_number(1);
        Attestations::on_initialize(1);
    });
    ext
}

/// Runs a test, and then checks that the state is sound.
fn execute(test: impl FnOnce()) {
    chain().execute_with(|| {
        test();
        Attestations::on_finalize(System::block_number());
        Attestations::do_try_state().unwrap();
        Roll::assert_sound();
    });
}

/// Runs the chain to a block, with all the room that a block can have at its end.
fn run_to(block: BlockNumber) {
    for now in System::block_number()..block {
        Attestations::on_idle(now, Weight::MAX);
        Attestations::on_finalize(now);
        System::set_block_number(now + 1);
        Attestations::on_initialize(now + 1);
    }
}

fn by(who: AccountId) -> RuntimeOrigin {
    RuntimeOrigin::signed(who)
}

fn root() -> RuntimeOrigin {
    RuntimeOrigin::root()
}

fn evidence() -> H256 {
    H256::repeat_byte(0xe1)
}

fn subject(who: &AccountId) -> Subject<AccountId> {
    Subject::Account(who.clone())
}

/// Creates a tag domain whose key Ferdie holds.
fn domain() -> DomainId {
    let id = DomainCount::<Town>::get();
    assert_ok!(Attestations::create_domain(root(), TRACK, ferdie().into(), [1; 32]));
    id
}

/// Changes a domain's key; both keys are asked for from now on.
fn rotate_key(domain: DomainId) {
    assert_ok!(Attestations::rotate_key(root(), domain, ferdie().into(), [2; 32], LONGEST));
}

/// What Charlie and Dave attest of accounts.
#[derive(Clone, Copy)]
struct Office {
    schema: SchemaId,
    charlie: IssuerId,
    dave: IssuerId,
}

/// Creates a schema with two issuers.
fn office(domain: Option<DomainId>) -> Office {
    let schema = SchemaCount::<Town>::get();
    let name = BoundedVec::truncate_from(b"person".to_vec());
    let fields = vec![Field { name: H256::repeat_byte(1), kind: FieldKind::Text }];
    let fields = BoundedVec::truncate_from(fields);
    let rules = SchemaRules { domain, ..rules() };
    assert_ok!(Attestations::create_schema(root(), rules, name, fields));
    let [charlie, dave] = [charlie(), dave()].map(|account| {
        let id = IssuerCount::<Town>::get();
        assert_ok!(Attestations::accredit(root(), schema, account.into(), rights()));
        id
    });
    Office { schema, charlie, dave }
}

/// A clause that asks for an attestation, with a tag if its schema has a domain.
fn clause(office: Office) -> Clause {
    let tagged = Schemas::<Town>::get(office.schema).unwrap().rules.domain.is_some();
    let tag = if tagged { TagUse::Required } else { TagUse::Ignored };
    Clause { tag, ..policies::clause(Quantifier::All, office.schema) }
}

/// Creates a policy of these clauses, which yields the tag of a domain.
fn policy(domain: Option<DomainId>, clauses: Vec<Clause>) -> PolicyVersion {
    let id = PolicyCount::<Town>::get();
    let name = BoundedVec::truncate_from(b"persons".to_vec());
    let rule = Rule { clauses: BoundedVec::truncate_from(clauses), domain };
    assert_ok!(Attestations::create_policy(root(), TRACK, name, rule));
    PolicyVersion { id, version: 1 }
}

/// Terms of level 2, with this tag, for as long as can be.
fn terms(tag: Option<TagClaim>) -> Terms {
    Terms {
        commitment: H256::repeat_byte(0xc0),
        level: 2,
        jurisdiction: 0,
        expires: System::block_number() + LONGEST,
        tag,
    }
}

/// A tag while a domain has one key.
fn tag(tag: u8) -> Option<TagClaim> {
    Some(TagClaim { tag: [tag; 32], previous: None })
}

/// A tag while a domain has two.
fn retag(tag: u8, previous: u8) -> Option<TagClaim> {
    Some(TagClaim { tag: [tag; 32], previous: Some([previous; 32]) })
}

/// What `who` signs about its next attestation, or about one that follows it from another account.
fn consent(
    issuer: IssuerId,
    who: &AccountId,
    terms: &Terms,
    from: Option<AccountId>,
) -> Signed<MultiSignature> {
    let schema = Issuers::<Town>::get(issuer).unwrap().schema;
    let last = Slots::<Town>::get(schema, subject(who)).map_or(Serial::MIN, |slot| slot.serial());
    let purpose = match from {
        None => statement::Purpose::Accept,
        Some(_) => statement::Purpose::Move,
    };
    let statement = Statement {
        genesis: Attestations::genesis_hash(),
        issuer,
        subject: subject(who),
        serial: last + 1,
        terms: terms.clone(),
        from,
        deadline: System::block_number() + 10,
    };
    signed_by(who, purpose, &statement)
}

/// Charlie attests somebody on these terms.
fn attest_on(office: Office, who: &AccountId, terms: Terms) {
    let consent = Some(consent(office.charlie, who, &terms, None));
    let subject = subject(who);
    assert_ok!(Attestations::issue(by(charlie()), office.charlie, subject, terms, consent));
}

/// Charlie attests somebody.
fn attest(office: Office, who: &AccountId, claim: Option<TagClaim>) {
    attest_on(office, who, terms(claim));
}

/// Charlie renews what he attested of somebody.
fn renew(office: Office, who: &AccountId, claim: Option<TagClaim>) {
    let terms = terms(claim);
    let consent = Some(consent(office.charlie, who, &terms, None));
    let subject = subject(who);
    assert_ok!(Attestations::renew(by(charlie()), office.charlie, subject, terms, consent));
}

/// Dave moves what is attested of a person to another account, to which nobody objects.
fn recover(office: Office, from: &AccountId, to: &AccountId, claim: Option<TagClaim>) {
    let terms = terms(claim);
    let consent = consent(office.dave, to, &terms, Some(from.clone()));
    let (old, new) = (from.clone().into(), to.clone().into());
    assert_ok!(Attestations::recover(by(dave()), office.dave, old, new, terms, consent));
    run_to(System::block_number() + PERIODS.objection);
    let old = from.clone().into();
    assert_ok!(Attestations::complete_recovery(by(ferdie()), office.schema, old));
}

/// The office of compliance freezes an account.
fn freeze(who: &AccountId, duration: BlockNumber) {
    let cause = FreezeCause::LegalOrder;
    assert_ok!(Attestations::freeze(by(one()), who.clone().into(), duration, cause, evidence()));
}

/// What somebody has under a policy in this block.
fn standing(
    who: &AccountId,
    policy: PolicyVersion,
    purpose: Purpose,
) -> Result<Option<PersonTag>, Unmet> {
    Attestations::standing(who.clone(), policy, System::block_number(), purpose)
}

/// Why an attestation that Charlie issued stops to hold.
#[derive(Clone, Copy, Debug)]
enum Fall {
    Expiry,
    Suspension,
    Revocation,
    VoidIssuer,
    RemovedIssuer,
}

impl Fall {
    const ALL: [Self; 5] =
        [Self::Expiry, Self::Suspension, Self::Revocation, Self::VoidIssuer, Self::RemovedIssuer];

    /// Makes what Charlie attested of `who` stop to hold.
    fn befall(self, office: Office, who: &AccountId) {
        let Office { schema, charlie: id, .. } = office;
        let (subject, hash) = (subject(who), evidence());
        let Some(Slot::Attestation(found)) = Slots::<Town>::get(schema, &subject) else {
            panic!("nothing is attested of {who}");
        };
        match self {
            Self::Expiry => run_to(found.expires),
            Self::Suspension => {
                let reason = SuspensionReason::UnderReview;
                assert_ok!(Attestations::suspend(by(charlie()), schema, subject, reason, hash));
            }
            Self::Revocation => {
                let reason = RevocationReason::Fraud;
                assert_ok!(Attestations::revoke(by(charlie()), schema, subject, reason, hash));
            }
            Self::VoidIssuer => {
                let span = Span { first: found.issued, last: found.issued };
                assert_ok!(Attestations::void_issuer(root(), id, span, hash));
            }
            Self::RemovedIssuer => {
                assert_ok!(Attestations::remove_issuer(root(), id, hash));
            }
        }
    }

    /// What others are told.
    fn why(self) -> Failing {
        match self {
            Self::Expiry => Failing::Expired,
            Self::Suspension => Failing::Suspended,
            Self::Revocation => Failing::Ended,
            Self::VoidIssuer => Failing::IssuerVoid,
            Self::RemovedIssuer => Failing::IssuerRemoved,
        }
    }
}
