//! What benchmarks start from: a register whose lists are full and whose periods are long, its
//! officers, and records with as many owners and burdens as can be.

use alloc::{vec, vec::Vec};

use althing_primitives::{
    eligibility::{Eligibility, PolicyVersion},
    mandate::Mandate,
    Balance, BlockNumber, TrackId,
};
use frame_benchmarking::{account, whitelisted_caller, BenchmarkError};
use frame_support::{
    traits::{
        fungible::{Inspect as _, Mutate as _},
        EnsureOrigin, Get,
    },
    BoundedVec,
};
use sp_core::H256;

use crate::{acts::Entry, *};

/// The block in which benchmarks take place: late, so that there is a past.
pub(super) const NOW: BlockNumber = 20_000_000;
/// The day on which they do, a Wednesday.
pub(super) const TODAY: Day = 20_775;
/// How many blocks after its lodgement a dealing can be completed.
const REVEAL: BlockNumber = 10;
/// Whatever is a hash.
pub(super) const HASH: H256 = H256::repeat_byte(0xab);
/// The measure of a record.
pub(super) const MEASURE: u64 = 8_000;

/// Goes to a day and block in the middle of a register's life.
pub(super) fn start<T: Config>() {
    go_to::<T>(NOW);
    let day = u64::try_from(TODAY).unwrap_or_default();
    T::BenchmarkHelper::set_time(day * 86_400_000);
}

/// Goes to a block.
pub(super) fn go_to<T: Config>(block: BlockNumber) {
    frame_system::Pallet::<T>::set_block_number(block.into());
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

/// An amount that can be held and paid.
pub(super) fn fee<T: Config>() -> Balance {
    T::Currency::minimum_balance().max(1) * 10
}

/// Gives an account plenty.
pub(super) fn endow<T: Config>(who: &T::AccountId) {
    T::Currency::set_balance(who, fee::<T>() * 10_000);
}

/// An account that has plenty.
pub(super) fn rich<T: Config>(name: &'static str, index: u32) -> T::AccountId {
    let who = account(name, index, 0);
    endow::<T>(&who);
    who
}

/// A policy that exists, if any can.
pub(super) fn policy<T: Config>() -> Option<PolicyVersion> {
    let policy = T::Eligibility::set_up_costliest(&account("somebody", 0, 0));
    Some(policy).filter(|policy| T::Eligibility::exists(*policy))
}

/// A hash that stands for so much.
pub(super) fn hash(n: u32) -> H256 {
    H256(sp_io::hashing::blake2_256(&n.to_be_bytes()))
}

/// A calendar on which a period of 260 days takes the longest to be counted: business on one day of the
/// week, which is a holiday as often as can be.
pub(super) fn calendar() -> Calendar {
    use Weekday::*;
    let rest_days = vec![Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday];
    let monday = TODAY + 5;
    let holidays = (0..MAX_HOLIDAYS as Day).map(|week| monday + 7 * week).collect();
    Calendar {
        offset: MAX_OFFSET,
        rest_days: BoundedVec::truncate_from(rest_days),
        holidays: BoundedVec::truncate_from(holidays),
    }
}

/// Every kind of dealing.
fn kinds() -> BoundedVec<Kind, frame_support::traits::ConstU32<MAX_KINDS>> {
    use Kind::*;
    BoundedVec::truncate_from(vec![
        Register, Amend, Correct, Vest, Transfer, Survive, Encumber, Vary, Discharge, Caution,
        Uncaution, Split, Merge, Represent, StrikeOff, Restore, Search, Freeze, Unfreeze,
    ])
}

/// Rules by which everything takes as long as it can, costs something, and needs the consent of all
/// beneficiaries.
pub(super) fn rules<T: Config>() -> Rules {
    let longest = LONGEST_PERIOD;
    let fee = fee::<T>();
    Rules {
        four_eyes: FourEyes::Required,
        identity: None,
        lodging: Permission::Allowed,
        batches: Permission::Allowed,
        reveal: REVEAL,
        third_parties: kinds(),
        periods: Periods {
            notice: longest,
            waiting: longest,
            requisition: longest,
            search: longest,
            longest,
        },
        charges: Charges { fee, deposit: fee, caution: fee, objection: fee },
        open_dealings: u16::MAX,
    }
}

/// The longest charter.
pub(super) fn charter<T: Config>() -> Charter<T::AccountId> {
    let field = |index: u32| Field { name: hash(index), kind: FieldKind::Text };
    Charter {
        name: BoundedVec::truncate_from(vec![b'x'; 64]),
        kind: RegisterKind::Log,
        access: Access::Public,
        authority: authority::<T>(),
        layout: BoundedVec::truncate_from((0..MAX_FIELDS).map(field).collect()),
        rules: rules::<T>(),
        calendar: calendar(),
    }
}

/// Who grants roles.
pub(super) fn authority<T: Config>() -> T::AccountId {
    rich::<T>("authority", 0)
}

/// Who lodges for others.
pub(super) fn clerk<T: Config>() -> T::AccountId {
    account("clerk", 0, 0)
}

/// Who approves.
pub(super) fn registrar<T: Config>() -> T::AccountId {
    account("registrar", 0, 0)
}

/// A new register, with a clerk and a registrar.
pub(super) fn register<T: Config>() -> Result<RegisterId, BenchmarkError> {
    start::<T>();
    let (_, track) = mandate::<T>()?;
    Pallet::<T>::do_create_register(Mandate::Root, track, charter::<T>())?;
    let id = RegisterCount::<T>::get() - 1;
    appoint::<T>(id, &clerk::<T>(), Role::Clerk);
    appoint::<T>(id, &registrar::<T>(), Role::Registrar);
    Counts::<T>::insert(id, Counters { records: 0, dealings: 1_000 });
    Ok(id)
}

/// The terms of a role, whose approvals are counted.
pub(super) fn grant<T: Config>(policy: Option<PolicyVersion>) -> Grant {
    Grant { policy, expires: NOW + T::MaxRoleTerm::get(), approvals_a_day: Some(u32::MAX) }
}

/// Gives an account a role.
pub(super) fn appoint<T: Config>(register: RegisterId, who: &T::AccountId, role: Role) {
    Roles::<T>::insert((register, who, role), grant::<T>(None));
}

/// Makes whoever calls an officer with this role, which is looked for last where several would do.
pub(super) fn officer<T: Config>(register: RegisterId, role: Role) -> T::AccountId {
    let who: T::AccountId = whitelisted_caller();
    appoint::<T>(register, &who, role);
    who
}

/// One of the owners; the first one is whoever calls.
pub(super) fn owner<T: Config>(index: u32) -> T::AccountId {
    match index {
        0 => whitelisted_caller(),
        _ => account("owner", index, 0),
    }
}

/// Somebody with a right in a record.
pub(super) fn beneficiary<T: Config>(index: u32) -> Party<T::AccountId> {
    Party::Account(account("beneficiary", index, 0))
}

/// As many accounts as can own one record, with equal shares.
pub(super) fn shared<T: Config>(account: impl Fn(u32) -> T::AccountId) -> Ownership<T::AccountId> {
    let share = |index| Share { party: Party::Account(account(index)), numerator: 1 };
    let shares = BoundedVec::truncate_from((0..MAX_OWNERS).map(share).collect());
    Ownership::Shared { shares, denominator: MAX_OWNERS }
}

/// The owners of a record.
pub(super) fn owners<T: Config>() -> Ownership<T::AccountId> {
    shared::<T>(owner::<T>)
}

/// Other owners.
pub(super) fn heirs<T: Config>() -> Ownership<T::AccountId> {
    shared::<T>(|index| account("heir", index, 0))
}

/// A content of that measure.
pub(super) fn content(measure: u64) -> Content {
    Content { commitment: HASH, measure, service: Some(HASH) }
}

/// A dealing by which something is entered; it is none that is open.
pub(super) fn entry<T: Config>(register: RegisterId) -> Entry<T::AccountId> {
    Entry {
        register,
        id: 0,
        lodger: clerk::<T>(),
        instrument: HASH,
        effective: TODAY,
        today: TODAY,
        approver: Some(registrar::<T>()),
    }
}

/// What weighs on a record.
#[derive(Clone, Copy)]
pub(super) struct Load {
    /// How many encumbrances.
    pub encumbrances: u32,
    /// How many cautions.
    pub cautions: u32,
    /// How many freezes, which hold no longer.
    pub freezes: u32,
}

/// As much as can be.
pub(super) const FULL: Load =
    Load { encumbrances: MAX_ENCUMBRANCES, cautions: MAX_CAUTIONS, freezes: MAX_FREEZES };
/// Nothing.
pub(super) const NOTHING: Load = Load { encumbrances: 0, cautions: 0, freezes: 0 };

/// A record of that name and those owners, on which that weighs. Whoever it concerns has somebody who
/// acts for them.
pub(super) fn record<T: Config>(
    register: RegisterId,
    name: u32,
    owners: Ownership<T::AccountId>,
    load: Load,
) -> Result<RecordId, BenchmarkError> {
    let entry = entry::<T>(register);
    for party in owners.parties() {
        represent::<T>(register, party.clone());
    }
    let (class, content) = (TitleClass::Absolute, content(MEASURE));
    let kind = Kind::Register;
    let id =
        Pallet::<T>::open_record(&entry, kind, hash(name), content, class, owners, None, None)?;
    burden::<T>(register, id, load)?;
    Ok(id)
}

/// A record with as many owners as can be, on which that weighs.
pub(super) fn land<T: Config>(
    register: RegisterId,
    load: Load,
) -> Result<RecordId, BenchmarkError> {
    record::<T>(register, 0, owners::<T>(), load)
}

/// Puts all of that on a record. Claimants and beneficiaries are others on each record.
fn burden<T: Config>(register: RegisterId, id: RecordId, load: Load) -> Result<(), BenchmarkError> {
    let mut burdens = BurdensOf::<T>::get(register, id);
    let mut add = |burden| Pallet::<T>::add_burden(register, id, 1, &mut burdens, burden);
    for index in 0..load.encumbrances {
        let beneficiary = beneficiary::<T>(id * MAX_ENCUMBRANCES + index);
        represent::<T>(register, beneficiary.clone());
        add(Burden::Encumbrance(Encumbrance {
            number: 0,
            kind: EncumbranceKind::Charge,
            beneficiary,
            terms: HASH,
            rank: index as Rank + 1,
            since: 1,
            replaces: None,
        }))?;
    }
    for index in 0..load.cautions {
        let by = rich::<T>("claimant", id * MAX_CAUTIONS + index);
        let deposit = fee::<T>();
        Pallet::<T>::hold(HoldReason::Caution, &by, deposit)?;
        add(Burden::Caution(Caution { number: 0, by, interest: HASH, deposit, since: 1 }))?;
    }
    for index in 0..load.freezes {
        let by = account("court", index, 0);
        let until = Some(TODAY - 1);
        add(Burden::Freeze(Freeze { number: 0, by, order: HASH, until, since: 1 }))?;
    }
    Pallet::<T>::store_burdens(register, id, burdens);
    Ok(())
}

/// As many records as can be merged with one of them, whose owners are the same, and on which as much
/// weighs together as can weigh on one.
pub(super) fn estate<T: Config>(
    register: RegisterId,
) -> Result<(RecordId, Others), BenchmarkError> {
    let count = MAX_MERGED + 1;
    let encumbrances = MAX_ENCUMBRANCES / count;
    let mut ids = Vec::new();
    for index in 0..count {
        let cautions = u32::from(index < MAX_CAUTIONS);
        let load = Load { encumbrances, cautions, freezes: MAX_FREEZES };
        ids.push(record::<T>(register, index, owners::<T>(), load)?);
    }
    let first = ids.remove(0);
    Ok((first, BoundedVec::truncate_from(ids)))
}

/// The merger of an estate.
pub(super) fn proposed_merger<T: Config>(
    register: RegisterId,
) -> Result<(RecordId, Act<T::AccountId>), BenchmarkError> {
    let (record, others) = estate::<T>(register)?;
    let measure = MEASURE * u64::from(MAX_MERGED + 1);
    let act = Act::Merge { others, name: hash(u32::MAX), content: content(measure) };
    Ok((record, act))
}

/// Who acts for a party.
pub(super) fn attorney<T: Config>(party: &Party<T::AccountId>) -> T::AccountId {
    let seed = codec::Encode::using_encoded(party, sp_io::hashing::blake2_256);
    account("attorney", u32::from_le_bytes([seed[0], seed[1], seed[2], seed[3]]), 0)
}

/// Has somebody act for a party.
pub(super) fn represent<T: Config>(register: RegisterId, party: Party<T::AccountId>) {
    let representative = representative::<T>(&party);
    Representatives::<T>::insert(register, party, representative);
}

/// Has an account act for a party.
pub(super) fn acts_for<T: Config>(
    register: RegisterId,
    party: &Party<T::AccountId>,
    who: &T::AccountId,
) {
    let representative = Representative { account: who.clone(), ..representative::<T>(party) };
    Representatives::<T>::insert(register, party, representative);
}

/// Whoever calls, who is rich, and acts for the last one whose consent that needs.
pub(super) fn spokesman<T: Config>(
    register: RegisterId,
    record: RecordId,
    act: &Act<T::AccountId>,
) -> Result<T::AccountId, BenchmarkError> {
    let who: T::AccountId = whitelisted_caller();
    endow::<T>(&who);
    let needed = Pallet::<T>::required_consents(register, Some(record), act, &rules::<T>());
    let needed = needed.map_err(|_| "it can be said who has to consent")?;
    let party = needed.last().ok_or("somebody has to consent")?;
    acts_for::<T>(register, party, &who);
    Ok(who)
}

/// Somebody who acts for a party.
pub(super) fn representative<T: Config>(
    party: &Party<T::AccountId>,
) -> Representative<T::AccountId> {
    Representative {
        account: attorney::<T>(party),
        capacity: Capacity::Attorney,
        evidence: HASH,
        until: TODAY + 1_000,
    }
}

/// Puts as many places into a queue as there can be beside one of others than officers. They are
/// searches to which nobody has consented, so that nobody waits for them.
pub(super) fn crowd<T: Config>(register: RegisterId, target: Target<T::AccountId>) {
    let place = |number| Place { priority: number, dealing: number, claim: Claim::Asking };
    Queues::<T>::mutate(register, target, |queue| {
        let room = MAX_QUEUE - OFFICERS_PLACES - 1;
        let own = queue.iter().copied();
        *queue = BoundedVec::truncate_from((0..room).map(place).chain(own).collect());
    });
}

/// The same in all queues in which a dealing stands, or is to stand.
pub(super) fn crowd_all<T: Config>(
    register: RegisterId,
    record: Option<RecordId>,
    act: &Act<T::AccountId>,
) {
    for target in Pallet::<T>::targets(record, act) {
        crowd::<T>(register, target);
    }
}

/// Lodges a dealing of somebody without a role, who is rich.
pub(super) fn lodged<T: Config>(
    who: &T::AccountId,
    register: RegisterId,
    record: Option<RecordId>,
    act: Act<T::AccountId>,
) -> Result<DealingId, BenchmarkError> {
    endow::<T>(who);
    crowd_all::<T>(register, record, &act);
    Pallet::<T>::do_lodge(who.clone(), register, record, act, HASH, None)?;
    Ok(Counts::<T>::get(register).dealings - 1)
}

/// Changes a dealing.
pub(super) fn edit<T: Config>(
    register: RegisterId,
    id: DealingId,
    edit: impl FnMut(&mut Dealing<T::AccountId>),
) {
    Dealings::<T>::mutate(register, id, |dealing| dealing.iter_mut().for_each(edit));
}

/// The first of as many objections as can be, each of somebody else, with a deposit.
pub(super) fn objector<T: Config>(index: u32) -> T::AccountId {
    account("objector", index, 0)
}

/// Has so many object to a dealing.
pub(super) fn objected<T: Config>(
    register: RegisterId,
    id: DealingId,
    count: u32,
) -> Result<(), BenchmarkError> {
    let mut objections = Vec::new();
    for index in 0..count {
        let by = rich::<T>("objector", index);
        let deposit = fee::<T>();
        Pallet::<T>::hold(HoldReason::Objection, &by, deposit)?;
        objections.push(Objection { by, grounds: HASH, deposit });
    }
    let objections = BoundedVec::truncate_from(objections);
    edit::<T>(register, id, |dealing| dealing.objections = objections.clone());
    Ok(())
}

/// Has everybody whose consent a dealing needs consent to it by who acts for them, but for the last
/// `missing` of them, after as many others as there is room for.
pub(super) fn consented<T: Config>(
    register: RegisterId,
    id: DealingId,
    missing: usize,
) -> Result<Vec<Party<T::AccountId>>, BenchmarkError> {
    let dealing = Dealings::<T>::get(register, id).ok_or("the dealing is open")?;
    let act = dealing.act.as_ref().ok_or("the dealing is not sealed")?;
    let needed = Pallet::<T>::required_consents(register, dealing.record, act, &rules::<T>())
        .map_err(|_| "it can be said who has to consent")?;
    let (asked, left) = needed.split_at(needed.len() - missing);
    let consent =
        |party: &Party<T::AccountId>| Consent { party: party.clone(), by: attorney::<T>(party) };
    let others = MAX_CONSENTS - needed.len() as u32;
    let others = (0..others).map(|index| Party::Account(account("other", index, 0)));
    let consents = others.map(|party| consent(&party)).chain(asked.iter().map(consent)).collect();
    let consents = BoundedVec::truncate_from(consents);
    edit::<T>(register, id, |dealing| dealing.consents = consents.clone());
    Ok(left.to_vec())
}

/// The merger of an estate, lodged by an owner.
pub(super) fn lodged_merger<T: Config>(
    register: RegisterId,
) -> Result<(RecordId, DealingId), BenchmarkError> {
    let (record, act) = proposed_merger::<T>(register)?;
    let id = lodged::<T>(&owner::<T>(1), register, Some(record), act)?;
    Ok((record, id))
}

/// The same, to which everybody has consented, and as many object as can.
pub(super) fn disputed_merger<T: Config>(
    register: RegisterId,
) -> Result<DealingId, BenchmarkError> {
    let (_, id) = lodged_merger::<T>(register)?;
    consented::<T>(register, id, 0)?;
    objected::<T>(register, id, MAX_OBJECTIONS)?;
    Ok(id)
}

/// The same, to which everybody has consented and nobody objects, and whose notice has passed.
pub(super) fn ripe_merger<T: Config>(
    register: RegisterId,
) -> Result<(RecordId, DealingId), BenchmarkError> {
    let (record, id) = lodged_merger::<T>(register)?;
    consented::<T>(register, id, 0)?;
    let passed = Deadline { day: TODAY - 1, block: NOW };
    edit::<T>(register, id, |dealing| dealing.notice = Some(passed));
    go_to::<T>(NOW + REVEAL + 1);
    Ok((record, id))
}

/// Puts a dealing ahead of this one in the last of its queues, and in no other.
pub(super) fn stop_in_last_queue<T: Config>(
    register: RegisterId,
    id: DealingId,
) -> Result<(), BenchmarkError> {
    let dealing = Dealings::<T>::get(register, id).ok_or("the dealing is open")?;
    let act = dealing.act.as_ref().ok_or("the dealing is not sealed")?;
    let last = Pallet::<T>::targets(dealing.record, act).pop().ok_or("it is about something")?;
    Queues::<T>::mutate(register, last, |queue| {
        let ahead = queue.iter_mut().rev().nth(1);
        ahead.into_iter().for_each(|place| place.claim = Claim::Acting);
    });
    Ok(())
}

/// Takes a dealing to have been approved by the registrar.
pub(super) fn approved<T: Config>(register: RegisterId, id: DealingId) {
    let state = State::Approved { by: registrar::<T>(), at: NOW };
    edit::<T>(register, id, |dealing| dealing.state = state.clone());
}
