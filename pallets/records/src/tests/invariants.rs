//! Each invariant, broken by hand.

mod dealings;
mod records;

use althing_primitives::BlockNumber;
use frame_support::{assert_ok, traits::Hooks, BoundedVec};
use sp_runtime::DispatchError;

use crate::{
    mock::{Records, *},
    *,
};

/// Alice's and One's, encumbered, under a caution; it is to be sold.
const LAND: RecordId = 0;
/// Alice's, once One's, whose ownership is out of view.
const HOUSE: RecordId = 1;
/// The burdens of the land: what was discharged, two encumbrances, a caution.
const PAST: BurdenNumber = 0;
/// The newest version of the land.
const NEWEST: VersionNumber = 6;
/// Where decisions are recorded.
const LOG: RegisterId = 1;
/// Numbers that were not given out.
const NOTHING: u32 = 99;
/// The block in which everything is broken.
const NOW: BlockNumber = 20;

/// Who nobody has heard of.
fn stranger() -> AccountId {
    AccountId::new([0x55; 32])
}

/// The heirs of somebody, who have no key.
fn heirs() -> Party<AccountId> {
    Party::Person(hash(77))
}

/// The dealings that are open.
#[derive(Clone, Copy)]
struct Open {
    /// Alice's, which nobody knows.
    sealed: DealingId,
    /// Alice's sale of the land, to which Dave objects.
    sale: DealingId,
    /// An amendment of the house, approved.
    amendment: DealingId,
    /// Two's search of the house, which protects.
    search: DealingId,
    /// A first registration.
    registration: DealingId,
    /// One about who acts for the heirs.
    representation: DealingId,
}

/// Has a dealing lodged by the clerk, consented to, and completed.
fn done(record: Option<RecordId>, act: Act<AccountId>, consenting: &[AccountId]) {
    let dealing = lodge(bob(), record, act);
    consenting.iter().for_each(|who| consent(who.clone(), dealing));
    approve(dealing);
    assert!(!Dealings::<Test>::contains_key(REGISTER, dealing));
}

fn charge() -> Act<AccountId> {
    let beneficiary = Party::Account(two());
    Act::Encumber { kind: EncumbranceKind::Charge, beneficiary, terms: hash(8) }
}

fn half(who: AccountId) -> Share<AccountId> {
    Share { party: Party::Account(who), numerator: 1 }
}

/// Owned by both in equal shares.
fn halves(one: AccountId, other: AccountId) -> Ownership<AccountId> {
    let shares = BoundedVec::truncate_from(vec![half(one), half(other)]);
    Ownership::Shared { shares, denominator: 2 }
}

/// The people of the scene, and what they did before.
fn past() {
    assert_eq!(create(), REGISTER);
    let log = Charter { kind: RegisterKind::Log, ..charter(rules()) };
    assert_ok!(Records::create_register(mandate(TRACK), TRACK, log));
    assert_ok!(Records::keep_decisions(mandate(TRACK), Some(LOG)));
    assert_ok!(Records::review(by(eve()), REGISTER, dave().into(), 1, hash(5)));

    assert_eq!(title(1, halves(alice(), one())), LAND);
    for _ in 0..3 {
        done(Some(LAND), charge(), &[alice(), one()]);
    }
    done(Some(LAND), Act::Discharge { number: PAST }, &[two()]);
    approve(lodge(two(), Some(LAND), Act::Caution { interest: hash(9) }));

    assert_eq!(title(2, sole(one())), HOUSE);
    done(Some(HOUSE), Act::Transfer { ownership: sole(alice()) }, &[one(), alice()]);
    let reason = RedactionReason::PersonalData;
    assert_ok!(Records::redact(by(ferdie()), REGISTER, HOUSE, 1, reason, hash(6)));
    done(None, represent(heirs()), &[]);
}

fn represent(party: Party<AccountId>) -> Act<AccountId> {
    let representative = Representative {
        account: dave(),
        capacity: Capacity::Notary,
        evidence: hash(10),
        until: today() + 100,
    };
    Act::Represent { party, representative: Some(representative) }
}

/// What there is when everything is broken.
fn scene() -> Open {
    past();
    run_to(NOW);
    let slower = Rules { reveal: 5, ..rules() };
    assert_ok!(Records::set_rules(mandate(TRACK), REGISTER, slower));
    assert_ok!(Records::seal(by(alice()), REGISTER, hash(11)));
    let sealed = last_dealing();
    let sale = Act::Transfer { ownership: halves(one(), two()) };
    let sale = lodge(alice(), Some(LAND), sale);
    consent(two(), sale);
    assert_ok!(Records::object(by(dave()), REGISTER, sale, hash(12)));
    let amendment = Act::Amend { content: content(13), cites: None };
    let amendment = lodge(bob(), Some(HOUSE), amendment);
    consent(alice(), amendment);
    approve(amendment);
    let search = lodge(two(), Some(HOUSE), Act::Search);
    consent(alice(), search);
    let registration = lodge(bob(), None, first_registration(3, Ownership::NotStated));
    let nobody = Act::Represent { party: heirs(), representative: None };
    let representation = lodge(bob(), None, nobody);
    Open { sealed, sale, amendment, search, registration, representation }
}

/// What is reported of the scene when it is changed.
fn broken_by(break_it: impl FnOnce(Open)) -> String {
    ExtBuilder.build().execute_with(|| {
        let open = scene();
        assert_ok!(Records::do_try_state());
        break_it(open);
        match Records::do_try_state() {
            Err(DispatchError::Other(why)) => why.into(),
            other => panic!("{other:?}"),
        }
    })
}

/// The scene can be changed like that.
fn kept_by(change: impl FnOnce(Open)) {
    ExtBuilder.build().execute_with(|| {
        let open = scene();
        change(open);
        assert_ok!(Records::do_try_state());
    });
}

fn edit_register(id: RegisterId, edit: impl FnOnce(&mut Register<AccountId>)) {
    Registers::<Test>::mutate(id, |register| edit(register.as_mut().unwrap()));
}

#[test]
fn the_hook_checks_the_invariants() {
    ExtBuilder.build().execute_with(|| {
        scene();
        assert_ok!(<Records as Hooks<BlockNumber>>::try_state(NOW));
        RegisterCount::<Test>::put(NOTHING);
        assert!(<Records as Hooks<BlockNumber>>::try_state(NOW).is_err());
    });
}

#[test]
fn registers_are_numbered_without_a_gap() {
    let why = broken_by(|_| RegisterCount::<Test>::put(1));
    assert_eq!(why, "1: a register's number is not given out yet");
    let why = broken_by(|_| RegisterCount::<Test>::put(3));
    assert_eq!(why, "1: a register is lost");
}

#[test]
fn a_register_has_a_layout_a_calendar_and_rules() {
    let why = broken_by(|_| Layouts::<Test>::remove(LOG));
    assert_eq!(why, "1: a register has no layout");
    let why = broken_by(|_| Calendars::<Test>::remove(LOG));
    assert_eq!(why, "1: a register has no calendar");
    let why = broken_by(|_| {
        let twice = vec![Weekday::Monday, Weekday::Monday];
        let rest_days = BoundedVec::truncate_from(twice);
        Calendars::<Test>::insert(LOG, Calendar { rest_days, ..calendar() });
    });
    assert_eq!(why, "1: a calendar is not sound");
    let stray = "1: something is kept of no register";
    assert_eq!(broken_by(|_| Counts::<Test>::insert(NOTHING, Counters::default())), stray);
    assert_eq!(broken_by(|_| RulesOf::<Test>::insert(NOTHING, 1, rules())), stray);
    let approvals = Approvals { day: TODAY, count: 1 };
    assert_eq!(broken_by(|_| ApprovalsOf::<Test>::insert(NOTHING, bob(), approvals)), stray);
}

#[test]
fn the_rules_of_every_revision_are_kept() {
    let lost = "1: a register has not the rules of each revision";
    assert_eq!(broken_by(|_| RulesOf::<Test>::remove(REGISTER, 1)), lost);
    assert_eq!(broken_by(|_| RulesOf::<Test>::insert(REGISTER, 3, rules())), lost);
    assert_eq!(broken_by(|_| edit_register(LOG, |register| register.revision = 2)), lost);
}

#[test]
fn the_authority_holds_no_role() {
    let why = broken_by(|_| {
        Roles::<Test>::insert((REGISTER, authority(), Role::Auditor), grant());
    });
    assert_eq!(why, "11: the authority holds a role");
    kept_by(|_| Roles::<Test>::insert((REGISTER, stranger(), Role::Auditor), grant()));
}

#[test]
fn roles_reviews_and_representatives_are_those_of_registers() {
    let why = broken_by(|_| Roles::<Test>::insert((NOTHING, bob(), Role::Clerk), grant()));
    assert_eq!(why, "11: a role is in no register");
    let review = || Review { since: 1, by: None, grounds: hash(1) };
    let why = broken_by(|_| Reviews::<Test>::insert(NOTHING, bob(), review()));
    assert_eq!(why, "11: a review is in no register");
    let acting = |account| Representative {
        account,
        capacity: Capacity::Attorney,
        evidence: hash(1),
        until: 30_000,
    };
    let why = broken_by(|_| Representatives::<Test>::insert(NOTHING, heirs(), acting(bob())));
    assert_eq!(why, "11: a representative is in no register");
    let why = broken_by(|_| {
        let party = Party::Account(bob());
        Representatives::<Test>::insert(REGISTER, party, acting(bob()));
    });
    assert_eq!(why, "11: somebody represents itself");
}

#[test]
fn decisions_are_recorded_in_a_log() {
    let why = broken_by(|_| DecisionsRegister::<Test>::put(NOTHING));
    assert_eq!(why, "14: decisions are kept in no register");
    let why = broken_by(|_| DecisionsRegister::<Test>::put(REGISTER));
    assert_eq!(why, "14: decisions are kept in what is no log");
    kept_by(|_| DecisionsRegister::<Test>::kill());
}
