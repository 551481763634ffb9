//! Schemas, issuers, policies and offices, and what people sign about attestations.

use althing_primitives::{
    eligibility::{PolicyVersion, Unmet},
    BlockNumber, TrackId,
};
use althing_runtime::{constants::THG, Attestations, Runtime, RuntimeCall, RuntimeOrigin, System};
use frame_support::{assert_ok, BoundedVec};
use pallet_attestations::{
    statement::{message, Purpose, Statement},
    Call, Clause, DomainCount, DomainId, Field, FieldKind, Filter, FreezeCause, IssuerCount,
    IssuerId, Issuers, Layout, Name, Permission, PolicyCount, Quantifier, RecoveryBy,
    RevocationReason, Rights, Rule, SchemaCount, SchemaId, SchemaRules, SignedOf, Slot, Slots,
    Subject, SubjectKind, TagClaim, TagUse, Terms, Territory,
};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Eve, Ferdie};
use sp_runtime::DispatchResult;

use super::Chain;

/// The track that accredits issuers.
pub const ACCREDITATION: TrackId = 5;

/// For how long an attestation is valid at most.
pub const LONGEST: BlockNumber = 2_000;

/// Rules of a schema of people, under the track that accredits, without tags.
pub fn people() -> SchemaRules {
    SchemaRules {
        track: ACCREDITATION,
        subject: SubjectKind::Account,
        longest_validity: LONGEST,
        domain: None,
        renewal: Permission::Allowed,
        suspension: Permission::Allowed,
        recovery: RecoveryBy::SecondIssuer,
    }
}

/// What the tests call everything.
pub fn name() -> Name {
    BoundedVec::truncate_from(b"resident".to_vec())
}

/// A layout of one claim.
pub fn layout() -> Layout {
    let field = Field { name: H256::repeat_byte(1), kind: FieldKind::Boolean };
    BoundedVec::truncate_from(vec![field])
}

/// Creates a schema.
pub fn create_schema(rules: SchemaRules) -> RuntimeCall {
    Call::create_schema { rules, name: name(), fields: layout() }.into()
}

/// Rights up to level 3, everywhere.
pub fn rights() -> Rights {
    Rights { max_level: 3, territory: Territory::Anywhere }
}

/// Accredits an issuer.
pub fn accredit(schema: SchemaId, who: Sr25519Keyring) -> RuntimeCall {
    Call::accredit { schema, account: who.to_account_id().into(), rights: rights() }.into()
}

/// Asks for an attestation of this schema, of this level or a surer one.
pub fn asks_for(schema: SchemaId, least_level: u8) -> Rule {
    let clause = Clause {
        quantifier: Quantifier::All,
        schema,
        least_level,
        jurisdictions: Filter::Any,
        issuers: Filter::Any,
        greatest_age: None,
        tag: TagUse::Ignored,
    };
    Rule { clauses: BoundedVec::truncate_from(vec![clause]), domain: None }
}

/// Creates a policy under the track that accredits.
pub fn create_policy(rule: Rule) -> RuntimeCall {
    Call::create_policy { track: ACCREDITATION, name: name(), rule }.into()
}

/// Revokes an account's attestation.
pub fn revoke(schema: SchemaId, subject: Sr25519Keyring) -> RuntimeCall {
    Call::revoke {
        schema,
        subject: Subject::Account(subject.to_account_id()),
        reason: RevocationReason::NoLongerTrue,
        evidence: H256::repeat_byte(7),
    }
    .into()
}

/// Freezes an account.
pub fn freeze(who: &althing_runtime::AccountId, duration: BlockNumber) -> RuntimeCall {
    Call::freeze {
        account: who.clone().into(),
        duration,
        cause: FreezeCause::MoneyLaundering,
        evidence: H256::repeat_byte(8),
    }
    .into()
}

/// Prolongs a freeze.
pub fn prolong(who: &althing_runtime::AccountId, duration: BlockNumber) -> RuntimeCall {
    let evidence = H256::repeat_byte(9);
    Call::prolong { account: who.clone().into(), duration, evidence }.into()
}

/// Who freezes on the preset networks.
pub const COMPLIANCE: Sr25519Keyring = Eve;

/// Who reviews freezes on the preset networks.
pub const REVIEW: Sr25519Keyring = Ferdie;

impl Chain {
    /// Creates a tag domain, by Root.
    pub fn domain(&mut self, key_holder: Sr25519Keyring) -> DomainId {
        let id = self.read(DomainCount::<Runtime>::get);
        let key_holder = key_holder.to_account_id().into();
        let create = Attestations::create_domain;
        let root = RuntimeOrigin::root();
        assert_ok!(self.read(|| create(root, ACCREDITATION, key_holder, [1; 32])));
        id
    }

    /// Creates a schema, by Root.
    pub fn schema(&mut self, rules: SchemaRules) -> SchemaId {
        let id = self.read(SchemaCount::<Runtime>::get);
        let create = Attestations::create_schema;
        let root = RuntimeOrigin::root();
        assert_ok!(self.read(|| create(root, rules, name(), layout())));
        id
    }

    /// Accredits an issuer that has no bond, by Root.
    pub fn issuer(&mut self, schema: SchemaId, who: Sr25519Keyring) -> IssuerId {
        let id = self.read(IssuerCount::<Runtime>::get);
        let account = who.to_account_id().into();
        let root = RuntimeOrigin::root();
        assert_ok!(self.read(|| Attestations::accredit(root, schema, account, rights())));
        id
    }

    /// Accredits an issuer that has a bond for thousands of attestations.
    pub fn bonded_issuer(&mut self, schema: SchemaId, who: Sr25519Keyring) -> IssuerId {
        let issuer = self.issuer(schema, who);
        let amount = 1_000 * THG;
        let origin = RuntimeOrigin::signed(who.to_account_id());
        assert_ok!(self.read(|| Attestations::set_bond(origin, issuer, amount)));
        issuer
    }

    /// Creates a policy, by Root.
    pub fn policy(&mut self, rule: Rule) -> PolicyVersion {
        let id = self.read(PolicyCount::<Runtime>::get);
        let create = Attestations::create_policy;
        let root = RuntimeOrigin::root();
        assert_ok!(self.read(|| create(root, ACCREDITATION, name(), rule)));
        PolicyVersion { id, version: 1 }
    }

    /// Terms of level 2, which hold before block `expires`.
    pub fn terms(&self, expires: BlockNumber) -> Terms {
        let commitment = H256::repeat_byte(0xc0);
        Terms { commitment, level: 2, jurisdiction: 0, expires, tag: None }
    }

    /// Terms of level 2 with this tag, which hold for a while.
    pub fn tagged(&self, tag: [u8; 32]) -> Terms {
        let tag = Some(TagClaim { tag, previous: None });
        Terms { tag, ..self.terms(self.height() + 1_000) }
    }

    /// The consent of `subject` to its next attestation by this issuer.
    pub fn consent(
        &mut self,
        issuer: IssuerId,
        subject: Sr25519Keyring,
        terms: &Terms,
    ) -> SignedOf<Runtime> {
        self.signed_for(Purpose::Accept, issuer, (None, subject), terms)
    }

    /// What `to` signs about its next attestation by this issuer, which may be one that moves.
    pub fn signed_for(
        &mut self,
        purpose: Purpose,
        issuer: IssuerId,
        (from, to): (Option<Sr25519Keyring>, Sr25519Keyring),
        terms: &Terms,
    ) -> SignedOf<Runtime> {
        let subject = Subject::Account(to.to_account_id());
        let (genesis, serial) = self.read(|| {
            let schema = Issuers::<Runtime>::get(issuer).expect("it is known").schema;
            let last = Slots::<Runtime>::get(schema, &subject).map_or(0, |slot| slot.serial());
            (System::block_hash(0), last + 1)
        });
        let deadline = self.height() + 20;
        let statement = Statement {
            genesis,
            issuer,
            subject,
            serial,
            terms: terms.clone(),
            from: from.map(|account| account.to_account_id()),
            deadline,
        };
        let signature = to.sign(&message(purpose, &statement)).into();
        pallet_attestations::Signed { signature, deadline }
    }

    /// Issues an attestation to an account, which consents.
    pub fn issue(
        &mut self,
        issuer: IssuerId,
        subject: Sr25519Keyring,
        terms: Terms,
    ) -> RuntimeCall {
        let consent = Some(self.consent(issuer, subject, &terms));
        let subject = Subject::Account(subject.to_account_id());
        Call::issue { issuer, subject, terms, consent }.into()
    }

    /// Has the issuer attest an account, for a while.
    pub fn attest(&mut self, issuer: IssuerId, by: Sr25519Keyring, subject: Sr25519Keyring) {
        let terms = self.terms(self.height() + 1_000);
        let call = self.issue(issuer, subject, terms);
        assert_ok!(self.send(by, call));
    }

    /// Starts to move an account's attestation to another one.
    pub fn recover(
        &mut self,
        issuer: IssuerId,
        from: Sr25519Keyring,
        to: Sr25519Keyring,
    ) -> RuntimeCall {
        let terms = self.terms(self.height() + 1_000);
        let consent = self.signed_for(Purpose::Move, issuer, (Some(from), to), &terms);
        let (from, to) = (from.to_account_id().into(), to.to_account_id().into());
        Call::recover { issuer, from, to, terms, consent }.into()
    }

    /// What is stored of an account under a schema.
    pub fn slot(&mut self, schema: SchemaId, who: Sr25519Keyring) -> Option<Slot> {
        self.read(|| Slots::<Runtime>::get(schema, Subject::Account(who.to_account_id())))
    }

    /// Whether an account meets a policy in the best block.
    pub fn standing(
        &mut self,
        who: Sr25519Keyring,
        policy: PolicyVersion,
    ) -> Result<Option<[u8; 32]>, Unmet> {
        use althing_primitives::{
            apis::runtime_decl_for_attestations_api::AttestationsApiV1, eligibility::Purpose,
        };

        let at = self.height();
        self.read(|| Runtime::standing(who.to_account_id(), policy, at, Purpose::Act))
    }

    /// Has the office freeze an account. Returns the first block in which that is over.
    pub fn freeze(&mut self, who: &althing_runtime::AccountId, duration: u32) -> BlockNumber {
        assert_ok!(self.send(COMPLIANCE, freeze(who, duration)));
        self.height() + duration
    }

    /// Makes a block of these calls, in this order, each signed by its sender; nobody sends two.
    pub fn send_all(&mut self, calls: Vec<(Sr25519Keyring, RuntimeCall)>) -> Vec<DispatchResult> {
        self.find_room();
        let signed = calls.into_iter().map(|(who, call)| self.sign(who, call)).collect();
        let results = self.block(signed);
        results.into_iter().map(|result| result.expect("the transaction is valid")).collect()
    }
}
