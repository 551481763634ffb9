//! Sealed lodging: the place first, what it is for later.

use frame_support::assert_ok;
use sp_core::H256;
use sp_runtime::DispatchResult;

use super::desk::*;
use crate::{
    mock::{Records, *},
    *,
};

const SALT: H256 = H256::repeat_byte(0x5a);
/// For how many blocks a sealed dealing may stay sealed.
const REVEAL: u32 = 20;

/// What somebody commits to who wants this entered, as of today.
fn commitment(who: &AccountId, record: Option<RecordId>, act: &Act<AccountId>) -> H256 {
    let genesis = Records::genesis_hash();
    sealing::commitment(genesis, REGISTER, who, record, act, hash(99), None, SALT)
}

/// Seals a dealing with a record.
fn seal(who: AccountId, record: RecordId, act: &Act<AccountId>) -> DealingId {
    let commitment = commitment(&who, Some(record), act);
    assert_ok!(Records::seal(by(who), REGISTER, commitment));
    last_dealing()
}

fn reveal(
    who: AccountId,
    id: DealingId,
    record: RecordId,
    act: Act<AccountId>,
    salt: H256,
) -> DispatchResult {
    Records::reveal(by(who), REGISTER, id, Some(record), act, hash(99), None, salt)
}

/// A register that seals, with a title of Alice's.
fn sealing_register() -> RecordId {
    create();
    let record = land(alice());
    rule(sealing_for(REVEAL));
    record
}

#[test]
fn a_sealed_dealing_tells_nothing_and_costs_as_any_other() {
    ExtBuilder.build_and_execute(|| {
        let record = sealing_register();
        let id = seal(alice(), record, &transfer_to(one()));
        let commitment = commitment(&alice(), Some(record), &transfer_to(one()));
        let until = 1 + REVEAL;
        assert_eq!(
            last_event(),
            Event::Sealed {
                register: REGISTER,
                dealing: id,
                lodger: alice(),
                commitment,
                until,
                deposit: DEPOSIT
            }
        );
        assert_eq!(free(&alice()), PURSE - FEE - DEPOSIT);
        assert_eq!(dealing(id).act, None);
        assert_eq!(dealing(id).record, None);
        assert!(queue_of(record).is_empty());
    });
}

#[test]
fn an_officer_seals_for_nothing() {
    ExtBuilder.build_and_execute(|| {
        let record = sealing_register();
        let id = seal(dave(), record, &transfer_to(one()));
        assert_eq!(dealing(id).deposit, 0);
        assert_eq!(free(&dave()), PURSE);
    });
}

#[test]
fn a_revealed_dealing_goes_before_what_was_lodged_after_it_was_sealed() {
    ExtBuilder.build_and_execute(|| {
        let record = sealing_register();
        let sealed = seal(alice(), record, &transfer_to(one()));
        let open = lodge(bob(), Some(record), transfer_to(two()));
        run_to(1 + REVEAL);
        assert_ok!(reveal(alice(), sealed, record, transfer_to(one()), SALT));
        assert_eq!(queue_of(record), [sealed, open]);
        assert_eq!(dealing(sealed).priority, sealed);
        assert_eq!(dealing(sealed).state, State::Lodged);
        let lodged = events().into_iter().rev().find(|event| {
            matches!(event, Event::Lodged { dealing, lodger, deposit: DEPOSIT, .. }
                if *dealing == sealed && *lodger == alice())
        });
        assert!(lodged.is_some());
    });
}

#[test]
fn nothing_overtakes_what_was_sealed_before() {
    ExtBuilder.build_and_execute(|| {
        let record = sealing_register();
        let sealed = seal(alice(), record, &transfer_to(one()));
        let open = lodge(bob(), Some(record), transfer_to(two()));
        consent(alice(), open);
        consent(two(), open);
        approve(open);
        assert!(is_open(open), "what is sealed may be about the same record");
        run_to(1 + REVEAL);
        refused(Refusal::TooEarly, || complete(open));
        assert_ok!(reveal(alice(), sealed, record, transfer_to(one()), SALT));
        run_to(2 + REVEAL);
        refused(Refusal::NotYourTurn, || complete(open));
        consent(one(), sealed);
        approve(sealed);
        assert_eq!(owner_of(record), sole(one()));
    });
}

#[test]
fn a_seal_is_opened_only_by_what_was_committed_to() {
    ExtBuilder.build_and_execute(|| {
        let record = sealing_register();
        let id = seal(alice(), record, &transfer_to(one()));
        refused(Refusal::SealBroken, || {
            reveal(alice(), id, record, transfer_to(one()), H256::zero())
        });
        refused(Refusal::SealBroken, || reveal(alice(), id, record, transfer_to(two()), SALT));
        refused(Refusal::SealBroken, || {
            Records::reveal(
                by(alice()),
                REGISTER,
                id,
                Some(record),
                transfer_to(one()),
                hash(99),
                Some(TODAY),
                SALT,
            )
        });
        refused(Refusal::NotAuthorized, || reveal(one(), id, record, transfer_to(one()), SALT));
        refused(Refusal::DealingNotFound, || {
            reveal(alice(), id + 1, record, transfer_to(one()), SALT)
        });
    });
}

#[test]
fn a_commitment_of_somebody_else_is_of_no_use() {
    ExtBuilder.build_and_execute(|| {
        let record = sealing_register();
        let copied = commitment(&alice(), Some(record), &transfer_to(one()));
        assert_ok!(Records::seal(by(bob()), REGISTER, copied));
        let id = last_dealing();
        refused(Refusal::SealBroken, || reveal(bob(), id, record, transfer_to(one()), SALT));
    });
}

#[test]
fn what_is_never_revealed_lapses_and_costs_the_deposit() {
    ExtBuilder.build_and_execute(|| {
        let record = sealing_register();
        let id = seal(alice(), record, &transfer_to(one()));
        run_to(1 + REVEAL);
        refused(Refusal::TooEarly, || lapse(id));
        run_to(2 + REVEAL);
        refused(Refusal::TooLate, || reveal(alice(), id, record, transfer_to(one()), SALT));
        assert_ok!(lapse(id));
        assert_eq!(
            last_event(),
            Event::Lapsed {
                register: REGISTER,
                dealing: id,
                why: Lapse::NotRevealed,
                returned: 0,
                slashed: DEPOSIT
            }
        );
        assert_eq!(free(&alice()), PURSE - FEE - DEPOSIT);
        assert_eq!(held(HoldReason::Dealing, &alice()), 0);
        assert_eq!(free(&authority()), PURSE + FEE + DEPOSIT);
        assert!(!is_open(id));
    });
}

#[test]
fn what_is_sealed_can_be_revealed_and_nothing_else() {
    ExtBuilder.build_and_execute(|| {
        let record = sealing_register();
        let id = seal(alice(), record, &transfer_to(one()));
        let why = Refusal::Sealed;
        refused(why, || Records::withdraw(by(alice()), REGISTER, id));
        refused(Refusal::Sealed, || object_as(one(), id));
        refused(Refusal::Sealed, || consent_as(alice(), id, party(alice())));
        refused(Refusal::Sealed, || Records::retract(by(alice()), REGISTER, id, party(alice())));
        refused(Refusal::Sealed, || requisition_as(bob(), id, 1));
        refused(Refusal::Sealed, || approve_as(charlie(), id));
        refused(Refusal::Sealed, || complete(id));
        refused(Refusal::Sealed, || {
            Records::reject(by(charlie()), REGISTER, id, RejectionReason::Fraud, hash(1))
        });
        assert_eq!(Records::consents_missing(REGISTER, id), []);
        assert_ok!(reveal(alice(), id, record, transfer_to(one()), SALT));
        refused(Refusal::NotSealed, || reveal(alice(), id, record, transfer_to(one()), SALT));
    });
}

#[test]
fn a_register_that_does_not_seal_refuses_seals() {
    ExtBuilder.build_and_execute(|| {
        create();
        refused(Refusal::NotSealing, || Records::seal(by(bob()), REGISTER, hash(1)));
        rule(sealing_for(REVEAL));
        set_status(RegisterStatus::Suspended);
        refused(Refusal::RegisterNotActive, || Records::seal(by(bob()), REGISTER, hash(1)));
    });
}

#[test]
fn seals_count_as_open_dealings() {
    ExtBuilder.build_and_execute(|| {
        sealing_register();
        for n in 0..4 {
            assert_ok!(Records::seal(by(alice()), REGISTER, hash(n)));
        }
        refused(Refusal::TooManyDealings, || Records::seal(by(alice()), REGISTER, hash(4)));
    });
}

#[test]
fn whom_it_does_not_concern_reveals_nothing() {
    ExtBuilder.build_and_execute(|| {
        let record = sealing_register();
        let id = seal(two(), record, &transfer_to(one()));
        refused(Refusal::NotAuthorized, || reveal(two(), id, record, transfer_to(one()), SALT));
    });
}

#[test]
fn a_caution_that_is_revealed_is_held_for_as_one() {
    ExtBuilder.build_and_execute(|| {
        let record = sealing_register();
        let id = seal(one(), record, &claim(1));
        assert_eq!(held(HoldReason::Dealing, &one()), DEPOSIT);
        assert_ok!(reveal(one(), id, record, claim(1), SALT));
        assert_eq!(held(HoldReason::Dealing, &one()), 0);
        assert_eq!(held(HoldReason::Caution, &one()), CAUTION);
        assert_eq!(dealing(id).deposit, CAUTION);
        assert_eq!(free(&one()), PURSE - FEE - CAUTION);
    });
}

#[test]
fn the_notice_begins_when_it_is_revealed() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        rule(Rules { reveal: 100, ..noticed(4, 2) });
        let id = seal(alice(), record, &transfer_to(one()));
        pass_days(1);
        assert_ok!(reveal(alice(), id, record, transfer_to(one()), SALT));
        let notice = Deadline { day: TODAY + 3, block: 1 + 3 * LEAST_BLOCKS };
        assert_eq!(dealing(id).notice, Some(notice));
        assert_eq!(dealing(id).day, TODAY, "it takes effect when it was sealed");
        assert_eq!(dealing(id).effective, TODAY);
        assert_eq!(dealing(id).expires.day, TODAY + 281);
    });
}

#[test]
fn a_seal_is_opened_while_the_register_is_suspended() {
    ExtBuilder.build_and_execute(|| {
        let record = sealing_register();
        let id = seal(alice(), record, &transfer_to(one()));
        set_status(RegisterStatus::Suspended);
        assert_ok!(reveal(alice(), id, record, transfer_to(one()), SALT));
        assert_ok!(Records::withdraw(by(alice()), REGISTER, id));
        assert_eq!(free(&alice()), PURSE - FEE);
    });
}

#[test]
fn a_sealed_search_protects_from_when_the_owner_consents() {
    ExtBuilder.build_and_execute(|| {
        let record = sealing_register();
        let search = seal(one(), record, &Act::Search);
        let earlier = lodge(bob(), Some(record), transfer_to(two()));
        assert_ok!(reveal(one(), search, record, Act::Search, SALT));
        consent(alice(), search);
        let later = lodge(bob(), Some(record), transfer_to(two()));
        let protected = lodge(one(), Some(record), transfer_to(one()));
        assert_eq!(queue_of(record), [earlier, protected, later]);
    });
}

#[test]
fn a_revealed_dealing_takes_the_place_of_its_lodgers_search() {
    ExtBuilder.build_and_execute(|| {
        let record = sealing_register();
        let search = lodge(one(), Some(record), Act::Search);
        consent(alice(), search);
        let place = dealing(search).priority;
        let rival = lodge(bob(), Some(record), transfer_to(two()));
        let sealed = seal(one(), record, &transfer_to(one()));
        assert_ok!(reveal(one(), sealed, record, transfer_to(one()), SALT));
        assert_eq!(dealing(sealed).priority, place);
        assert_eq!(queue_of(record), [sealed, rival]);
        assert!(!is_open(search));
    });
}

#[test]
fn a_dealing_that_was_sealed_before_its_lodgers_search_keeps_its_place_and_the_search() {
    ExtBuilder.build_and_execute(|| {
        let record = sealing_register();
        let sealed = seal(one(), record, &transfer_to(one()));
        let search = lodge(one(), Some(record), Act::Search);
        consent(alice(), search);
        assert_ok!(reveal(one(), sealed, record, transfer_to(one()), SALT));
        assert_eq!(dealing(sealed).priority, sealed);
        assert!(is_open(search));
        assert_eq!(queue_of(record), [sealed, search]);
    });
}

#[test]
fn what_is_revealed_finds_room_in_a_queue_that_others_filled() {
    ExtBuilder.build_and_execute(|| {
        let record = sealing_register();
        let id = seal(alice(), record, &transfer_to(one()));
        for _ in 0..MAX_QUEUE - OFFICERS_PLACES {
            assert_ok!(lodge_as(bob(), Some(record), transfer_to(two())));
        }
        refused(Refusal::TooManyDealings, || lodge_as(alice(), Some(record), transfer_to(two())));
        assert_ok!(reveal(alice(), id, record, transfer_to(one()), SALT));
        assert_eq!(queue_of(record)[0], id);
    });
}

#[test]
fn rules_that_seal_for_less_overtake_nothing_that_was_sealed_before() {
    ExtBuilder.build_and_execute(|| {
        let record = sealing_register();
        let sealed = seal(one(), record, &transfer_to(one()));
        rule(rules());
        let rival = lodge(bob(), Some(record), transfer_to(two()));
        consent(alice(), rival);
        consent(two(), rival);
        approve(rival);
        refused(Refusal::TooEarly, || complete(rival));
        run_to(1 + REVEAL);
        refused(Refusal::TooEarly, || complete(rival));
        assert_ok!(reveal(one(), sealed, record, transfer_to(one()), SALT));
        run_to(2 + REVEAL);
        refused(Refusal::NotYourTurn, || complete(rival));
    });
}
