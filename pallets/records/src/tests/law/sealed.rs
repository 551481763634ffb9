//! A place first, the papers later.
//!
//! That others learn nothing of what is sealed has no source in land law; it keeps those who see what
//! is coming from going ahead of it.

use super::prelude::*;

/// For how many blocks a sealed dealing may stay sealed.
const REVEAL: u32 = 20;
const SALT: H256 = H256::repeat_byte(0x5a);

/// Alice seals that she sells her title to one.
fn sealed_sale() -> (RecordId, DealingId) {
    let title = land(alice());
    rule(sealing_for(REVEAL));
    let genesis = Records::genesis_hash();
    let act = transfer_to(one());
    let commitment =
        sealing::commitment(genesis, REGISTER, &alice(), Some(title), &act, hash(99), None, SALT);
    assert_ok!(Records::seal(by(alice()), REGISTER, commitment));
    (title, last_dealing())
}

fn reveal(title: RecordId, id: DealingId) -> DispatchResult {
    let act = transfer_to(one());
    Records::reveal(by(alice()), REGISTER, id, Some(title), act, hash(99), None, SALT)
}

/// Land Registration Rules 2003 as made, rule 54(5) and (6) (outline applications, revoked in 2018):
/// what is outlined takes its place at once, and keeps it if the papers come in time.
#[test]
fn a_sealed_lodgement_revealed_in_time_keeps_its_place() {
    story(|| {
        let (title, sealed) = sealed_sale();
        let rival = agreed(title, charge_for(two()), &[alice()]);
        run_to(1 + REVEAL);
        assert_ok!(reveal(title, sealed));
        assert_eq!(queue_of(title), [sealed, rival]);
    });
}

/// Land Registration Rules 2003 as made, rule 54(9): without the papers in time it is cancelled.
#[test]
fn a_sealed_lodgement_never_revealed_blocks_nobody() {
    story(|| {
        let (title, sealed) = sealed_sale();
        let rival = agreed(title, charge_for(two()), &[alice()]);
        run_to(2 + REVEAL);
        approve(rival);
        assert_eq!(burdens(title).encumbrances.len(), 1, "the rival is entered");
        assert_ok!(lapse(sealed));
        assert!(!is_open(sealed));
        assert_eq!(held(HoldReason::Dealing, &alice()), 0);
        assert_eq!(free(&authority()), PURSE + FEE + DEPOSIT);
    });
}

/// Land Registration Rules 2003 as made, rule 54(9): papers that come later are a new application.
#[test]
fn a_late_reveal_is_a_new_lodgement() {
    story(|| {
        let (title, sealed) = sealed_sale();
        let rival = agreed(title, charge_for(two()), &[alice()]);
        run_to(2 + REVEAL);
        refused(Refusal::TooLate, || reveal(title, sealed));
        let again = lodge(alice(), Some(title), transfer_to(one()));
        assert_eq!(queue_of(title), [rival, again]);
    });
}

/// Land Registration Act 2002, section 66(1)(c): anyone may inspect what was kept of an application.
/// Nothing is kept of this one but that it was made, when and by whom.
#[test]
fn a_sealed_entry_shows_its_time_but_not_its_subject() {
    story(|| {
        let (title, sealed) = sealed_sale();
        let list = Records::day_list(REGISTER, sealed, 1);
        let (id, listed) = list.first().unwrap();
        assert_eq!((*id, listed.lodged, listed.day), (sealed, 1, TODAY));
        assert_eq!(listed.lodger, alice());
        assert_eq!((listed.record, listed.act.clone()), (None, None));
        assert!(queue_of(title).is_empty(), "nor does the title show that something is coming");
    });
}
