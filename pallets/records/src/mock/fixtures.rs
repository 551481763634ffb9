//! What tests start from: a land register with its officers, and titles in it.

use althing_primitives::{Balance, BlockNumber, TrackId};
use frame_support::{assert_ok, BoundedVec};
use sp_core::H256;
use sp_keyring::Sr25519Keyring;

use super::{mandate, AccountId, Records, RuntimeOrigin, Test};
use crate::{
    Access, Act, Calendar, Charges, Charter, Content, Counts, DealingId, Field, FieldKind,
    FourEyes, Grant, Ownership, Party, Periods, Permission, RecordId, RegisterCount, RegisterId,
    RegisterKind, Role, Rules, TitleClass, Weekday,
};

/// The track that governs the register.
pub const TRACK: TrackId = 6;
/// The first register.
pub const REGISTER: RegisterId = 0;
/// The first block in which the officers no longer have their roles.
pub const TERM: BlockNumber = 50_000;
/// What is paid for lodging.
pub const FEE: Balance = 7;
/// What is held for a dealing.
pub const DEPOSIT: Balance = 100;
/// What is held for a caution.
pub const CAUTION: Balance = 300;
/// What is held for an objection.
pub const OBJECTION: Balance = 50;

/// A citizen.
pub fn alice() -> AccountId {
    Sr25519Keyring::Alice.to_account_id()
}

/// The clerk.
pub fn bob() -> AccountId {
    Sr25519Keyring::Bob.to_account_id()
}

/// The registrar.
pub fn charlie() -> AccountId {
    Sr25519Keyring::Charlie.to_account_id()
}

/// The notary.
pub fn dave() -> AccountId {
    Sr25519Keyring::Dave.to_account_id()
}

/// The auditor.
pub fn eve() -> AccountId {
    Sr25519Keyring::Eve.to_account_id()
}

/// The court.
pub fn ferdie() -> AccountId {
    Sr25519Keyring::Ferdie.to_account_id()
}

/// Another citizen.
pub fn one() -> AccountId {
    Sr25519Keyring::One.to_account_id()
}

/// A bank, or a third citizen.
pub fn two() -> AccountId {
    Sr25519Keyring::Two.to_account_id()
}

/// The authority of the register.
pub fn authority() -> AccountId {
    AccountId::new([0xa0; 32])
}

/// A signed origin.
pub fn by(who: AccountId) -> RuntimeOrigin {
    RuntimeOrigin::signed(who)
}

/// A hash that stands for something.
pub fn hash(n: u8) -> H256 {
    H256([n; 32])
}

/// Rules under which nothing is waited for, and anybody may lodge what is theirs.
pub fn rules() -> Rules {
    Rules {
        four_eyes: FourEyes::Required,
        identity: None,
        lodging: Permission::Allowed,
        batches: Permission::Allowed,
        reveal: 0,
        third_parties: BoundedVec::new(),
        periods: Periods { notice: 0, waiting: 0, requisition: 10, search: 30, longest: 200 },
        charges: Charges { fee: FEE, deposit: DEPOSIT, caution: CAUTION, objection: OBJECTION },
        open_dealings: 4,
    }
}

/// Monday to Friday, in UTC, without holidays.
pub fn calendar() -> Calendar {
    Calendar {
        offset: 0,
        rest_days: BoundedVec::truncate_from(vec![Weekday::Saturday, Weekday::Sunday]),
        holidays: BoundedVec::new(),
    }
}

/// A register of land with these rules.
pub fn charter(rules: Rules) -> Charter<AccountId> {
    Charter {
        name: BoundedVec::truncate_from(b"Land of the valley".to_vec()),
        kind: RegisterKind::Land,
        access: Access::Public,
        authority: authority(),
        layout: BoundedVec::truncate_from(vec![
            Field { name: hash(201), kind: FieldKind::Text },
            Field { name: hash(202), kind: FieldKind::Integer },
        ]),
        rules,
        calendar: calendar(),
    }
}

/// The usual terms of a role.
pub fn grant() -> Grant {
    Grant { policy: None, expires: TERM, approvals_a_day: None }
}

/// Creates a register with these rules, and its officers: bob, charlie, dave, eve, ferdie.
pub fn create_with(rules: Rules) -> RegisterId {
    let register = RegisterCount::<Test>::get();
    assert_ok!(Records::create_register(mandate(TRACK), TRACK, charter(rules)));
    let officers = [
        (bob(), Role::Clerk),
        (charlie(), Role::Registrar),
        (dave(), Role::Notary),
        (eve(), Role::Auditor),
        (ferdie(), Role::Court),
    ];
    for (who, role) in officers {
        assert_ok!(Records::grant_role(mandate(TRACK), register, who.into(), role, grant()));
    }
    register
}

/// Creates a register with the usual rules.
pub fn create() -> RegisterId {
    create_with(rules())
}

/// A content that stands for something.
pub fn content(n: u8) -> Content {
    Content { commitment: hash(n), measure: 1_000, service: None }
}

/// One account owns it.
pub fn sole(who: AccountId) -> Ownership<AccountId> {
    Ownership::Sole(Party::Account(who))
}

/// First registration of a title with this name.
pub fn first_registration(name: u8, ownership: Ownership<AccountId>) -> Act<AccountId> {
    Act::Register {
        name: hash(name),
        content: content(name),
        class: TitleClass::Absolute,
        ownership,
        cites: None,
    }
}

/// The number of the last dealing.
pub fn last_dealing() -> DealingId {
    Counts::<Test>::get(REGISTER).dealings - 1
}

/// The number of the last record.
pub fn last_record() -> RecordId {
    Counts::<Test>::get(REGISTER).records - 1
}

/// Lodges a dealing in the first register; returns its number.
pub fn lodge(who: AccountId, record: Option<RecordId>, act: Act<AccountId>) -> DealingId {
    let id = Counts::<Test>::get(REGISTER).dealings;
    assert_ok!(Records::lodge(by(who), REGISTER, record, act, hash(99), None));
    id
}

/// The registrar approves it.
pub fn approve(dealing: DealingId) {
    assert_ok!(Records::approve(by(charlie()), REGISTER, dealing));
}

/// An account consents to it.
pub fn consent(who: AccountId, dealing: DealingId) {
    let party = Party::Account(who.clone());
    assert_ok!(Records::consent(by(who), REGISTER, dealing, party));
}

/// Registers a title of this name, owned so; lodged by the clerk, approved by the registrar.
pub fn title(name: u8, ownership: Ownership<AccountId>) -> RecordId {
    approve(lodge(bob(), None, first_registration(name, ownership)));
    last_record()
}

/// Registers a title owned by one account.
pub fn land(owner: AccountId) -> RecordId {
    let name = u8::try_from(Counts::<Test>::get(REGISTER).records + 1).unwrap();
    title(name, sole(owner))
}
