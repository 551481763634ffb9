//! The day list, and the order of priority.

use super::prelude::*;

/// Land Registration Rules 2003 (England and Wales), rule 12(1): a list is kept of the time at which
/// every pending application was made.
#[test]
fn every_lodged_dealing_is_on_the_day_list_with_its_time() {
    story(|| {
        let title = land(alice());
        run_to(5);
        let charge = lodge(bob(), Some(title), charge_for(two()));
        run_to(6);
        set_day(TODAY + 1);
        let sale = lodge(alice(), Some(title), transfer_to(one()));
        let list = Records::day_list(REGISTER, 0, 10);
        let times: Vec<_> = list.iter().map(|(id, it)| (*id, it.lodged, it.day)).collect();
        assert_eq!(times, [(charge, 5, TODAY), (sale, 6, TODAY + 1)]);
    });
}

/// Land Registration Rules 2003, rule 12(3): what the registrar itself proposes is entered on the same
/// list.
#[test]
fn a_registrars_own_correction_waits_its_turn() {
    story(|| {
        let title = land(alice());
        let sale = sale(title, alice(), one());
        let own = lodge(charlie(), Some(title), correction());
        let second =
            Records::grant_role(mandate(TRACK), REGISTER, two().into(), Role::Registrar, grant());
        assert_ok!(second);
        assert_ok!(approve_as(two(), own));
        assert!(is_open(own), "it waits for the sale");
        refused(Refusal::NotYourTurn, || complete(own));
        approve(sale);
        assert_ok!(complete(own));
    });
}

/// German land register code (GBO) § 13(2) and civil code (BGB) § 879(1): the moment of receipt decides
/// on the rank.
#[test]
fn two_lodgements_in_one_block_rank_by_position() {
    story(|| {
        let title = land(alice());
        let first = agreed(title, charge_for(one()), &[alice()]);
        let second = agreed(title, charge_for(two()), &[alice()]);
        assert_eq!(dealing(first).lodged, dealing(second).lodged);
        approve(second);
        approve(first);
        assert_ok!(complete(second));
        let holders: Vec<_> =
            burdens(title).encumbrances.into_iter().map(|it| it.beneficiary).collect();
        assert_eq!(holders, [party(one()), party(two())]);
    });
}

/// German land register code § 17: what was applied for later is not entered before the earlier one is
/// disposed of.
#[test]
fn a_later_transfer_waits_for_the_earlier_one() {
    story(|| {
        let title = land(alice());
        let first = sale(title, alice(), one());
        let second = sale(title, alice(), two());
        approve(second);
        assert_eq!(owners(title), sole(alice()));
        refused(Refusal::NotYourTurn, || complete(second));
        assert_ok!(Records::withdraw(by(bob()), REGISTER, first));
        assert_ok!(complete(second));
        assert_eq!(owners(title), sole(two()));
    });
}

/// Land Registration Act 2002, section 74; Land Registration Rules 2003, rule 20(1): an entry has
/// effect from the time at which the application was made.
#[test]
fn a_completed_dealing_takes_effect_from_lodgement() {
    story(|| {
        let title = land(alice());
        pass_days(1);
        let lodged = today();
        let sale = sale(title, alice(), one());
        pass_days(7);
        approve(sale);
        let entered = newest(title);
        assert_eq!(entered.span.from, lodged);
        assert_eq!(entered.day, lodged + 7, "and it says when it was entered");
        assert_eq!(known(title, lodged).ownership.unwrap().value, Holding::Stated(sole(one())));
    });
}

/// Land Registration Act 2002, section 28: the priority of an interest is not affected by a
/// disposition.
#[test]
fn a_transfer_leaves_charges_in_place() {
    story(|| {
        let title = land(alice());
        encumber(title, alice(), two(), 1);
        let before = burdens(title);
        enter(title, transfer_to(one()), &[alice(), one(), two()]);
        assert_eq!(owners(title), sole(one()));
        assert_eq!(burdens(title), before);
    });
}

/// Land Registration Act 2002, sections 29 and 30: an interest that is not on the register is postponed
/// to a registered disposition.
#[test]
fn an_unlodged_claim_does_not_bind_the_new_holder() {
    story(|| {
        let title = land(alice());
        // Alice has promised a charge to the bank, and nobody has lodged it.
        enter(title, transfer_to(one()), &[alice(), one()]);
        let promised = lodge(bob(), Some(title), charge_for(two()));
        let consent = Records::consent(by(alice()), REGISTER, promised, party(alice()));
        assert_eq!(consent, Err(Refusal::NotConcerned.into()));
        not_approved(charlie(), promised, Refusal::ConsentMissing);
        assert_eq!(burdens(title), Burdens::default());
    });
}

/// Land Registration Act 2002, section 27(1); German civil code § 873(1): agreement alone moves
/// nothing; it has to be entered.
#[test]
fn signed_but_not_completed_moves_nothing() {
    story(|| {
        let title = land(alice());
        rule(noticed(0, 5));
        let sale = sale(title, alice(), one());
        approve(sale);
        assert_eq!(owners(title), sole(alice()), "signed and approved, and not entered yet");
        pass_business_days(5);
        assert_eq!(owners(title), sole(alice()));
        assert_ok!(complete(sale));
        assert_eq!(owners(title), sole(one()));
    });
}

/// Land Titles Act 1993 (Singapore), section 49(1) and (3): an instrument that is lodged protects as a
/// caveat does, from its lodgement.
#[test]
fn a_pending_dealing_ranks_before_a_later_caution() {
    story(|| {
        let title = land(alice());
        let sale = sale(title, alice(), one());
        let late = lodge(two(), Some(title), claim(1));
        approve(late);
        assert_eq!(burdens(title).cautions.len(), 0, "the caution waits");
        approve(sale);
        assert_eq!(owners(title), sole(one()));
        assert_ok!(complete(late));
    });
}

/// Land Registration etc. (Scotland) Act 2012, section 33(1) and (3): a record of each application is
/// kept, and ends when it is withdrawn, accepted or rejected.
#[test]
fn a_decided_dealing_leaves_the_list_but_not_the_history() {
    story(|| {
        let title = land(alice());
        let (kept, refused) = (sale(title, alice(), one()), sale(title, alice(), two()));
        approve(kept);
        let reason = RejectionReason::Inconsistent;
        assert_ok!(Records::reject(by(charlie()), REGISTER, refused, reason, hash(33)));
        let says_why = |event: &Event<Test>| {
            matches!(event, Event::Rejected { dealing, reasons, .. }
                if *dealing == refused && *reasons == hash(33))
        };
        assert!(events().iter().any(says_why));
        assert_eq!(Records::day_list(REGISTER, 0, 10), []);
        assert_eq!(newest(title).dealing, kept);
    });
}

/// Land Registration etc. (Scotland) Act 2012, section 34(1): an applicant may withdraw, and may not
/// put another application in the place of the one that is pending.
#[test]
fn an_amended_instrument_loses_its_place() {
    story(|| {
        let title = land(alice());
        let first = agreed(title, charge_for(one()), &[alice()]);
        let rival = agreed(title, charge_for(two()), &[alice()]);
        assert_ok!(Records::withdraw(by(bob()), REGISTER, first));
        let again = agreed(title, charge_for(one()), &[alice()]);
        assert_eq!(queue_of(title), [rival, again]);
    });
}
