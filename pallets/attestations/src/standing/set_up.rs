//! The policies that cost the most, for the benchmarks of this pallet and of those that ask it.

use althing_primitives::{
    eligibility::{PersonTag, PolicyVersion},
    BlockNumber,
};
use frame_support::BoundedVec;
use sp_core::H256;

use crate::{
    Attestation, Clause, Config, Deposit, Domain, DomainCount, DomainId, Domains, Filter, Issuer,
    IssuerCount, IssuerId, IssuerStatus, Issuers, Pallet, Payer, Permission, Policies, Policy,
    PolicyCount, Quantifier, RecoveryBy, Review, Rights, Rule, Rules, Schema, SchemaCount,
    SchemaId, SchemaRules, Schemas, Slot, Slots, Span, Spans, State, Subject, SubjectKind,
    TagHolder, TagUse, Tags, Territory, MAX_CLAUSE_ISSUERS, MAX_JURISDICTIONS, MAX_SPANS,
};

/// The person tag of whoever meets the policy.
const TAG: PersonTag = [7; 32];

impl<T: Config> Pallet<T> {
    /// Makes `who` meet a new policy of `clauses` clauses, each with a schema and an issuer of its
    /// own and with lists as long as they can be, of which the last entry is the one that counts.
    pub(crate) fn set_up_policy(who: &T::AccountId, clauses: u32) -> PolicyVersion {
        let domain = Self::set_up_domain(who);
        let schemas: alloc::vec::Vec<_> =
            (0..clauses).map(|_| Self::set_up_schema(domain)).collect();
        let clauses = schemas.iter().map(|schema| Self::set_up_clause(who, *schema)).collect();
        Domains::<T>::mutate(domain, |entry| {
            if let Some(entry) = entry {
                entry.schemas = BoundedVec::truncate_from(schemas.clone());
            }
        });
        let holder =
            TagHolder { account: who.clone(), schemas: BoundedVec::truncate_from(schemas) };
        Tags::<T>::insert(domain, TAG, holder);
        let rule = Rule { clauses: BoundedVec::truncate_from(clauses), domain: Some(domain) };
        let policy = PolicyVersion { id: PolicyCount::<T>::get(), version: 1 };
        PolicyCount::<T>::put(policy.id.saturating_add(1));
        let name = BoundedVec::truncate_from(b"Costliest".to_vec());
        Policies::<T>::insert(policy.id, Policy { name, track: 0, version: policy.version });
        Rules::<T>::insert(policy, rule);
        policy
    }

    fn set_up_domain(key_holder: &T::AccountId) -> DomainId {
        let id = DomainCount::<T>::get();
        DomainCount::<T>::put(id.saturating_add(1));
        let domain = Domain {
            track: 0,
            key_holder: key_holder.clone(),
            key: [0; 32],
            epoch: 0,
            previous: None,
            overlap_ends: 0,
            schemas: Default::default(),
        };
        Domains::<T>::insert(id, domain);
        id
    }

    fn set_up_schema(domain: DomainId) -> SchemaId {
        let id = SchemaCount::<T>::get();
        SchemaCount::<T>::put(id.saturating_add(1));
        let rules = SchemaRules {
            track: 0,
            subject: SubjectKind::Account,
            longest_validity: BlockNumber::MAX,
            domain: Some(domain),
            renewal: Permission::Never,
            suspension: Permission::Never,
            recovery: RecoveryBy::Nobody,
        };
        Schemas::<T>::insert(id, Schema { rules, overlap_ends: 0, retired: None });
        id
    }

    /// A clause that `who` meets with an attestation of the last issuer that it names.
    fn set_up_clause(who: &T::AccountId, schema: SchemaId) -> Clause {
        let issuers: alloc::vec::Vec<_> =
            (0..MAX_CLAUSE_ISSUERS).map(|_| Self::set_up_issuer(who, schema)).collect();
        let issuer = issuers.last().copied().unwrap_or_default();
        let jurisdictions = (1..).take(usize::try_from(MAX_JURISDICTIONS).unwrap_or_default());
        let jurisdictions = BoundedVec::truncate_from(jurisdictions.collect());
        let jurisdiction = jurisdictions.last().copied().unwrap_or_default();
        let now = Self::now();
        let attestation = Attestation {
            serial: 1,
            issuer,
            commitment: H256::repeat_byte(1),
            level: 1,
            jurisdiction,
            held_since: now,
            issued: now,
            expires: BlockNumber::MAX,
            state: State::Live,
            renews: None,
            tag: Some(TAG),
            deposit: Deposit { payer: Payer::Bond, amount: 0 },
            review: Review::None,
        };
        let subject = Subject::Account(who.clone());
        Slots::<T>::insert(schema, subject, Slot::Attestation(attestation));
        Clause {
            quantifier: Quantifier::All,
            schema,
            least_level: 1,
            jurisdictions: Filter::In(jurisdictions),
            issuers: Filter::In(BoundedVec::truncate_from(issuers)),
            greatest_age: Some(BlockNumber::MAX),
            tag: TagUse::Required,
        }
    }

    /// An issuer that is void over as many spans before this block as fit.
    fn set_up_issuer(account: &T::AccountId, schema: SchemaId) -> IssuerId {
        let id = IssuerCount::<T>::get();
        IssuerCount::<T>::put(id.saturating_add(1));
        let now = Self::now();
        let spans = (0..MAX_SPANS).map(|index| index.saturating_mul(2));
        let void =
            spans.filter(|block| *block < now).map(|block| Span { first: block, last: block });
        let issuer = Issuer {
            account: account.clone(),
            schema,
            rights: Rights { max_level: 1, territory: Territory::Anywhere },
            status: IssuerStatus::Active,
            void: Spans::truncate_from(void.collect()),
            bond: 0,
            drawn: 0,
            deputies: 0,
            requests: 0,
        };
        Issuers::<T>::insert(id, issuer);
        id
    }
}
