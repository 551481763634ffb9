//! What the tests of acts have in common: owners, what weighs on a title, and dealings from lodgement
//! to approval.

use frame_support::{assert_noop, assert_ok, BoundedVec};

use crate::{
    mock::{Records, *},
    *,
};

/// Why a call of the pallet was refused.
pub type Refusal = Error<Test>;

/// An account as a party.
pub fn account(who: AccountId) -> Party<AccountId> {
    Party::Account(who)
}

/// One of many citizens.
pub fn citizen(n: u8) -> AccountId {
    AccountId::new([100 + n; 32])
}

/// Joint owners.
pub fn joint(owners: &[AccountId]) -> Ownership<AccountId> {
    Ownership::Joint(BoundedVec::truncate_from(owners.iter().cloned().map(account).collect()))
}

/// Owners with shares over a denominator.
pub fn shared(owners: &[(AccountId, u32)], denominator: u32) -> Ownership<AccountId> {
    let share = |(who, numerator): &(AccountId, u32)| Share {
        party: account(who.clone()),
        numerator: *numerator,
    };
    let shares = BoundedVec::truncate_from(owners.iter().map(share).collect());
    Ownership::Shared { shares, denominator }
}

/// Who owns a record of the first register now.
pub fn owners(id: RecordId) -> Ownership<AccountId> {
    Records::owners_now(REGISTER, id).unwrap()
}

/// A record of the first register.
pub fn record(id: RecordId) -> Record {
    Records::expect_record(REGISTER, id).unwrap()
}

/// The newest version of a record of the first register.
pub fn newest(id: RecordId) -> Version<AccountId> {
    Versions::<Test>::get((REGISTER, id, record(id).version)).unwrap()
}

/// What weighs on a record of the first register.
pub fn burdens(id: RecordId) -> Burdens<AccountId> {
    BurdensOf::<Test>::get(REGISTER, id)
}

/// The terms of the encumbrances of a record, first rank first.
pub fn terms(id: RecordId) -> Vec<u8> {
    burdens(id).encumbrances.iter().map(|it| it.terms.0[0]).collect()
}

/// The parties whose consent a dealing lacks.
pub fn missing(dealing: DealingId) -> Vec<Party<AccountId>> {
    Records::consents_missing(REGISTER, dealing)
}

/// The clerk cannot lodge this.
pub fn refused(id: Option<RecordId>, act: Act<AccountId>, why: Refusal) {
    assert_noop!(Records::lodge(by(bob()), REGISTER, id, act, hash(99), None), why);
}

/// An account cannot approve a dealing.
pub fn not_approved(who: AccountId, dealing: DealingId, why: Refusal) {
    assert_noop!(Records::approve(by(who), REGISTER, dealing), why);
}

/// The clerk lodges this, these consent, and it lacks no consent.
pub fn agreed(id: RecordId, act: Act<AccountId>, consenting: &[AccountId]) -> DealingId {
    let dealing = lodge(bob(), Some(id), act);
    consenting.iter().for_each(|who| consent(who.clone(), dealing));
    assert_eq!(missing(dealing), []);
    dealing
}

/// The same, and the registrar approves it.
pub fn enter(id: RecordId, act: Act<AccountId>, consenting: &[AccountId]) {
    approve(agreed(id, act, consenting));
    assert!(matches!(last_event(), Event::Completed { .. }));
}

/// Each of these consents alone is missed: without it the dealing is not approved, with all of them it
/// is. Nobody else is asked.
pub fn needs(id: RecordId, act: Act<AccountId>, consenting: &[AccountId]) {
    let dealing = lodge(bob(), Some(id), act);
    assert_eq!(missing(dealing).len(), consenting.len());
    for (place, who) in consenting.iter().enumerate() {
        assert_eq!(missing(dealing).len(), consenting.len() - place);
        assert!(missing(dealing).contains(&account(who.clone())));
        not_approved(charlie(), dealing, Refusal::ConsentMissing);
        consent(who.clone(), dealing);
    }
    for who in consenting {
        let party = account(who.clone());
        assert_ok!(Records::retract(by(who.clone()), REGISTER, dealing, party.clone()));
        assert_eq!(missing(dealing), [party]);
        not_approved(charlie(), dealing, Refusal::ConsentMissing);
        consent(who.clone(), dealing);
    }
    assert_eq!(missing(dealing), []);
    approve(dealing);
    assert!(matches!(last_event(), Event::Completed { .. }));
}

/// A charge on such terms.
pub fn charge(beneficiary: AccountId, terms: u8) -> Act<AccountId> {
    Act::Encumber {
        kind: EncumbranceKind::Charge,
        beneficiary: account(beneficiary),
        terms: hash(terms),
    }
}

/// Enters a charge on a title of `owner`; returns its number.
pub fn encumber(id: RecordId, owner: AccountId, beneficiary: AccountId, terms: u8) -> BurdenNumber {
    enter(id, charge(beneficiary, terms), &[owner]);
    record(id).next_burden - 1
}

/// Enters a caution of `claimant`; returns its number.
pub fn caution(id: RecordId, claimant: AccountId, interest: u8) -> BurdenNumber {
    approve(lodge(claimant, Some(id), Act::Caution { interest: hash(interest) }));
    record(id).next_burden - 1
}

/// Somebody who acts for a party until so many days from now.
pub fn representative(who: AccountId, capacity: Capacity, days: Day) -> Representative<AccountId> {
    Representative { account: who, capacity, evidence: hash(77), until: today() + days }
}

/// Enters that `who` acts for a party, approved by whoever has to.
pub fn represent(party: Party<AccountId>, who: AccountId, capacity: Capacity, days: Day) {
    let representative = Some(representative(who, capacity, days));
    let act = Act::Represent { party: party.clone(), representative: representative.clone() };
    let dealing = lodge(bob(), None, act);
    match &party {
        Party::Account(_) if capacity.displaces() => {
            assert_ok!(Records::approve(by(ferdie()), REGISTER, dealing));
        }
        Party::Account(account) => {
            consent(account.clone(), dealing);
            approve(dealing);
        }
        Party::Record { .. } | Party::Person(_) => approve(dealing),
    }
    assert_eq!(Representatives::<Test>::get(REGISTER, &party), representative);
}

/// Somebody consents for a party.
pub fn consent_for(party: Party<AccountId>, who: AccountId, dealing: DealingId) {
    assert_ok!(Records::consent(by(who), REGISTER, dealing, party));
}
