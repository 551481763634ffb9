//! What benchmarks start from: offices, a tag domain that is full, issuers whose lists are full, and
//! people who sign.

use alloc::{vec, vec::Vec};
use core::ops::Range;

use althing_primitives::{eligibility::PersonTag, mandate::Mandate, Balance, BlockNumber, TrackId};
use frame_benchmarking::{account, BenchmarkError};
use frame_support::{
    traits::{
        fungible::{Inspect as _, Mutate as _},
        EnsureOrigin, Get,
    },
    BoundedVec,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use sp_runtime::SaturatedConversion;

use super::BenchmarkHelper;
use crate::{
    issuance::Agent,
    statement::{message, Purpose, Statement},
    AppealRules, Appointment, Attestation, Config, CurrentPeriods, CurrentSitting, Deputy,
    Description, DomainCount, DomainId, Effect, End, Field, FieldKind, FreezeRecord, Freezes,
    Issuer, IssuerCount, IssuerId, Issuers, Jurisdictions, Layout, MeasureKind, Name, Office,
    Offices, Pallet, Payer, Periods, Permission, Pool, RecoveryBy, Rights, RulesOfAppeal,
    SchemaCount, SchemaId, SchemaRules, Signed, SignedOf, Sitting, Slot, Slots, Span, Spans, State,
    Subject, SubjectKind, SubjectOf, TagClaim, Tags, Terms, Territory, Verdict, MAX_DEPUTIES,
    MAX_DOMAIN_SCHEMAS, MAX_FIELDS, MAX_FREEZES, MAX_JURISDICTIONS, MAX_PANEL, MAX_POOL, MAX_SPANS,
};

/// The block in which benchmarks take place: late, so that there is a past, and none in which a panel
/// is drawn.
pub(super) const NOW: BlockNumber = 20_000_000;
/// For how long an attestation is valid at most.
pub(super) const LONGEST: BlockNumber = 1_000_000;
/// For how long a panel can decide.
pub(super) const DECISION: BlockNumber = 1_000;
/// The evidence, and whatever else is a hash.
pub(super) const HASH: H256 = H256::repeat_byte(0xab);
/// The tag that is attested.
pub(super) const TAG: PersonTag = [1; 32];
/// The same person's tag under the key of before.
pub(super) const PREVIOUS: PersonTag = [2; 32];
/// A tag of somebody whom the subject once was taken for.
const FORMER: PersonTag = [3; 32];
/// How many attestations, all over, can be found behind a tag and the tag under the key of before.
pub(super) const MOST_OVER: u32 = 2 * MAX_DOMAIN_SCHEMAS;

/// Goes to a block in the middle of a chain's life, with all offices filled and rules for all
/// appeals.
pub(super) fn start<T: Config>() {
    go_to::<T>(NOW);
    CurrentPeriods::<T>::put(Periods::default());
    for (office, account) in
        [(Office::Compliance, compliance::<T>()), (Office::Review, review::<T>())]
    {
        Offices::<T>::insert(office, Appointment { account, until: BlockNumber::MAX });
    }
    let order = Pool::truncate_from((0..MAX_POOL).map(member::<T>).collect());
    CurrentSitting::<T>::put(Sitting { drawn: NOW, order });
    for kind in [
        MeasureKind::Revocation,
        MeasureKind::Suspension,
        MeasureKind::Refusal,
        MeasureKind::Freeze,
        MeasureKind::Tag,
    ] {
        RulesOfAppeal::<T>::insert(kind, appeal_rules::<T>(Effect::Continues));
    }
}

/// Goes to a block.
pub(super) fn go_to<T: Config>(block: BlockNumber) {
    frame_system::Pallet::<T>::set_block_number(block.into());
}

/// Rules for appeals before the largest panel.
pub(super) fn appeal_rules<T: Config>(effect: Effect) -> AppealRules {
    AppealRules {
        window: 1_000,
        decision: DECISION,
        panel: MAX_PANEL as u8,
        effect,
        default: Verdict::Overturned,
        deposit: fee::<T>(),
    }
}

/// Whom panels are drawn from.
pub(super) fn member<T: Config>(index: u32) -> T::AccountId {
    account("member", index, 0)
}

/// Who holds the office of compliance.
pub(super) fn compliance<T: Config>() -> T::AccountId {
    account("compliance", 0, 0)
}

/// Who holds the office of review.
pub(super) fn review<T: Config>() -> T::AccountId {
    account("review", 0, 0)
}

/// An amount that can be held and paid.
pub(super) fn fee<T: Config>() -> Balance {
    T::Currency::minimum_balance().max(1) * 10
}

/// Gives an account plenty.
pub(super) fn endow<T: Config>(who: &T::AccountId) {
    let deposits = T::AttestationDeposit::get() + T::TagDeposit::get() + T::RequestDeposit::get();
    let unit = fee::<T>() + deposits;
    T::Currency::set_balance(who, unit * 10_000);
}

/// An account that has plenty.
pub(super) fn rich<T: Config>(name: &'static str, index: u32) -> T::AccountId {
    let who = account(name, index, 0);
    endow::<T>(&who);
    who
}

/// What was decided on some track, and the track.
pub(super) fn mandate<T: Config>() -> Result<(T::RuntimeOrigin, TrackId), BenchmarkError> {
    let origin =
        T::MandateOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
    let track = match T::MandateOrigin::ensure_origin(origin.clone()) {
        Ok(Mandate::Track { track, .. }) => track,
        _ => 0,
    };
    Ok((origin, track))
}

/// What the constitution says.
pub(super) fn constitution<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
    T::ConstitutionOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)
}

/// The longest name.
pub(super) fn name() -> Name {
    BoundedVec::truncate_from(vec![b'x'; 64])
}

/// The longest layout.
pub(super) fn layout() -> Layout {
    let field = |index: u32| Field {
        name: H256::from(sp_io::hashing::sha2_256(&index.to_le_bytes())),
        kind: FieldKind::Text,
    };
    BoundedVec::truncate_from((0..MAX_FIELDS).map(field).collect())
}

/// Rules that allow everything.
pub(super) fn rules<T: Config>(
    subject: SubjectKind,
    domain: Option<DomainId>,
) -> Result<SchemaRules, BenchmarkError> {
    let (_, track) = mandate::<T>()?;
    let recovery = match subject {
        SubjectKind::Account => RecoveryBy::SecondIssuer,
        SubjectKind::Record | SubjectKind::Hash => RecoveryBy::Nobody,
    };
    Ok(SchemaRules {
        track,
        subject,
        longest_validity: LONGEST,
        domain,
        renewal: Permission::Allowed,
        suspension: Permission::Allowed,
        recovery,
    })
}

/// A schema.
pub(super) fn schema<T: Config>(
    subject: SubjectKind,
    domain: Option<DomainId>,
) -> Result<SchemaId, BenchmarkError> {
    let description = Description { name: name(), fields: layout() };
    let rules = rules::<T>(subject, domain)?;
    Pallet::<T>::do_create_schema(Mandate::Root, rules, description)?;
    Ok(SchemaCount::<T>::get() - 1)
}

/// A tag domain.
pub(super) fn domain<T: Config>() -> Result<DomainId, BenchmarkError> {
    let (_, track) = mandate::<T>()?;
    Pallet::<T>::do_create_domain(Mandate::Root, track, account("key holder", 0, 0), [1; 32])?;
    Ok(DomainCount::<T>::get() - 1)
}

/// Changes a domain's key, so that tags under both keys are asked for.
pub(super) fn overlap<T: Config>(domain: DomainId) -> Result<(), BenchmarkError> {
    let key_holder = account("key holder", 1, 0);
    Ok(Pallet::<T>::do_rotate_key(Mandate::Root, domain, key_holder, [2; 32], LONGEST)?)
}

/// Rights that name as many jurisdictions as can be.
pub(super) fn rights() -> Rights {
    let list = (1..).take(MAX_JURISDICTIONS as usize).collect();
    Rights { max_level: 3, territory: Territory::Only(Jurisdictions::truncate_from(list)) }
}

/// An issuer that has plenty, no bond, as many deputies as can be, and is void over as many spans as
/// can be.
pub(super) fn issuer<T: Config>(
    schema: SchemaId,
    account: &T::AccountId,
) -> Result<IssuerId, BenchmarkError> {
    endow::<T>(account);
    Pallet::<T>::do_accredit(Mandate::Root, schema, account.clone(), rights())?;
    let id = IssuerCount::<T>::get() - 1;
    let spans = (0..MAX_SPANS).map(|index| Span { first: 10 * index + 1, last: 10 * index + 2 });
    Issuers::<T>::mutate_extant(id, |issuer| issuer.void = Spans::truncate_from(spans.collect()));
    for index in 0..MAX_DEPUTIES {
        let who = if index == 0 { deputy::<T>(id) } else { other_deputy::<T>(index) };
        let deputy = Deputy { rights: rights(), until: BlockNumber::MAX };
        Pallet::<T>::do_appoint_deputy(account.clone(), id, who, deputy)?;
    }
    Ok(id)
}

/// An issuer that exists.
pub(super) fn found<T: Config>(id: IssuerId) -> Result<Issuer<T::AccountId>, BenchmarkError> {
    Issuers::<T>::get(id).ok_or(BenchmarkError::Stop("there is no such issuer"))
}

/// Who holds a tag.
pub(super) fn holder<T: Config>(domain: DomainId, tag: PersonTag) -> Option<T::AccountId> {
    Tags::<T>::get(domain, tag).map(|holder| holder.account)
}

/// The deputy of an issuer that acts for it.
pub(super) fn deputy<T: Config>(id: IssuerId) -> T::AccountId {
    T::BenchmarkHelper::signer(1_000_000 + id)
}

/// A deputy of every issuer.
pub(super) fn other_deputy<T: Config>(index: u32) -> T::AccountId {
    account("deputy", index, 0)
}

/// An issuer that has a bond as well.
pub(super) fn bonded<T: Config>(
    schema: SchemaId,
    account: &T::AccountId,
) -> Result<IssuerId, BenchmarkError> {
    let id = issuer::<T>(schema, account)?;
    let bond = 100 * (fee::<T>() + T::AttestationDeposit::get() + T::TagDeposit::get());
    Pallet::<T>::do_set_bond(account.clone(), id, bond)?;
    Ok(id)
}

/// The person whom a call is about, with a key.
pub(super) fn subject<T: Config>() -> T::AccountId {
    let who = T::BenchmarkHelper::signer(1);
    endow::<T>(&who);
    who
}

/// Terms at the end of every list, with a tag or without.
pub(super) fn terms(tag: Option<TagClaim>) -> Terms {
    Terms {
        commitment: HASH,
        level: 3,
        jurisdiction: MAX_JURISDICTIONS as u16,
        expires: NOW + LONGEST,
        tag,
    }
}

/// A tag outside of an overlap.
pub(super) fn only(tag: PersonTag) -> Option<TagClaim> {
    Some(TagClaim { tag, previous: None })
}

/// The subject's tags under both keys.
pub(super) fn both() -> Option<TagClaim> {
    Some(TagClaim { tag: TAG, previous: Some(PREVIOUS) })
}

/// What `signer` signs about the next attestation of `subject`.
///
/// Every signed transaction reads the hash of the first block, in `CheckGenesis`, so that the call
/// finds it in memory and does not count it.
pub(super) fn signed<T: Config>(
    signer: &T::AccountId,
    purpose: Purpose,
    issuer: IssuerId,
    subject: &T::AccountId,
    terms: &Terms,
    from: Option<T::AccountId>,
) -> Result<SignedOf<T>, BenchmarkError> {
    let first = BlockNumberFor::<T>::default();
    frame_benchmarking::benchmarking::add_to_whitelist(
        frame_system::BlockHash::<T>::hashed_key_for(first).into(),
    );
    let schema = found::<T>(issuer)?.schema;
    let subject = Subject::Account(subject.clone());
    let deadline = frame_system::Pallet::<T>::block_number().saturated_into();
    let statement = Statement {
        genesis: Pallet::<T>::genesis_hash(),
        issuer,
        serial: Slots::<T>::get(schema, &subject).map_or(0, |slot| slot.serial()) + 1,
        subject,
        terms: terms.clone(),
        from,
        deadline,
    };
    let signature = T::BenchmarkHelper::sign(signer, &message(purpose, &statement));
    Ok(Signed { signature, deadline })
}

/// Places an attestation.
pub(super) fn attest<T: Config>(
    id: IssuerId,
    subject: &SubjectOf<T>,
    terms: Terms,
    payer: Payer,
) -> Result<(), BenchmarkError> {
    let issuer = found::<T>(id)?;
    let by = issuer.account.clone();
    let agent = Agent { id, issuer, deputy: None };
    Pallet::<T>::place(&agent, by, subject.clone(), terms, payer)?;
    Pallet::<T>::settle_draws();
    Ok(())
}

/// Gives an attestation another state.
pub(super) fn put_state<T: Config>(schema: SchemaId, subject: &SubjectOf<T>, state: State) {
    if let Some(Slot::Attestation(old)) = Slots::<T>::get(schema, subject) {
        Slots::<T>::insert(schema, subject, Slot::Attestation(Attestation { state, ..old }));
    }
}

/// The state of an attestation.
pub(super) fn state_of<T: Config>(schema: SchemaId, subject: &SubjectOf<T>) -> Option<State> {
    match Slots::<T>::get(schema, subject) {
        Some(Slot::Attestation(attestation)) => Some(attestation.state),
        _ => None,
    }
}

/// The state of what was given up.
pub(super) const OVER: State = State::Ended { since: NOW, end: End::Renounced };

/// A tag domain that as many schemas share as can, with two issuers each.
pub(super) struct Town {
    /// The domain.
    pub domain: DomainId,
    /// Its schemas.
    pub schemas: Vec<SchemaId>,
    /// The issuers of each.
    issuers: Vec<[IssuerId; 2]>,
}

impl Town {
    /// Founds it.
    pub fn new<T: Config>() -> Result<Self, BenchmarkError> {
        let domain = domain::<T>()?;
        let mut town = Self { domain, schemas: Vec::new(), issuers: Vec::new() };
        for index in 0..MAX_DOMAIN_SCHEMAS {
            let id = schema::<T>(SubjectKind::Account, Some(domain))?;
            let one = issuer::<T>(id, &account("issuer", index, 0))?;
            let other = issuer::<T>(id, &account("issuer", index, 1))?;
            town.schemas.push(id);
            town.issuers.push([one, other]);
        }
        Ok(town)
    }

    /// The schema that a call is about.
    pub fn schema(&self) -> SchemaId {
        self.schemas[0]
    }

    /// Lets one account hold [`PREVIOUS`] and another one [`TAG`] for `n` attestations in all that are
    /// over, each by an issuer of its own.
    pub fn leave_behind<T: Config>(&self, n: u32) -> Result<(), BenchmarkError> {
        self.leave_in_turn::<T>(&account("holder", 0, 0), 0..n)
    }

    /// The same, where `holder` has an attestation with [`PREVIOUS`] under the first schema already,
    /// which is the first of the `n`.
    pub fn leave_behind_beside<T: Config>(
        &self,
        holder: &T::AccountId,
        n: u32,
    ) -> Result<(), BenchmarkError> {
        self.leave_in_turn::<T>(holder, 1..n)
    }

    /// Lets another account hold [`TAG`] for an attestation under each of the first `n` schemas, all
    /// over.
    pub fn leave_tag_behind<T: Config>(&self, n: u32) -> Result<(), BenchmarkError> {
        for place in 0..n as usize {
            self.leave::<T>(account("holder", 1, 0), TAG, place, 1)?;
        }
        Ok(())
    }

    /// Lets `former` have [`PREVIOUS`] and another account [`TAG`], in turn, for attestations that are
    /// over: two under each schema.
    fn leave_in_turn<T: Config>(
        &self,
        former: &T::AccountId,
        turns: Range<u32>,
    ) -> Result<(), BenchmarkError> {
        for index in turns {
            let (place, turn) = (index as usize / 2, index as usize % 2);
            let (who, tag) = match turn {
                0 => (former.clone(), PREVIOUS),
                _ => (account("holder", 1, 0), TAG),
            };
            self.leave::<T>(who, tag, place, turn)?;
        }
        Ok(())
    }

    fn leave<T: Config>(
        &self,
        holder: T::AccountId,
        tag: PersonTag,
        place: usize,
        turn: usize,
    ) -> Result<(), BenchmarkError> {
        let holder = Subject::Account(holder);
        let issuer = self.issuers[place][turn];
        attest::<T>(issuer, &holder, terms(only(tag)), Payer::Issuer)?;
        put_state::<T>(self.schemas[place], &holder, OVER);
        Ok(())
    }

    /// Leaves in the place of `subject` an attestation that is over, by an issuer that paid for it
    /// itself, and with another tag.
    pub fn fill_place<T: Config>(&self, subject: &T::AccountId) -> Result<(), BenchmarkError> {
        let former = issuer::<T>(self.schema(), &account("former issuer", 0, 0))?;
        let subject = Subject::Account(subject.clone());
        attest::<T>(former, &subject, terms(only(FORMER)), Payer::Issuer)?;
        put_state::<T>(self.schema(), &subject, OVER);
        Ok(())
    }
}

/// Remembers of an account that it was frozen as often as one can have been before another freeze.
pub(super) fn frozen_before<T: Config>(who: &T::AccountId) {
    let spans = (2..MAX_FREEZES).map(|index| {
        let block = NOW - 100 + 2 * index;
        Span { first: block, last: block }
    });
    let past = BoundedVec::truncate_from(spans.collect());
    Freezes::<T>::insert(who, FreezeRecord { current: None, past });
}

/// Lets as many freezes end in a block as can besides another one.
pub(super) fn crowd<T: Config>(block: BlockNumber) {
    let others = (1..T::MaxThawsPerBlock::get()).map(|index| account("frozen", index, 0));
    crate::Thaws::<T>::insert(block, BoundedVec::truncate_from(others.collect()));
}
