//! What is missing is asked for; what is defective is refused.

use super::prelude::*;

/// German land register code § 18(2): what is asked about keeps its place before what comes later.
#[test]
fn a_dealing_under_requisition_keeps_its_place() {
    story(|| {
        let title = land(alice());
        let (asked, rival) = (sale(title, alice(), one()), sale(title, alice(), two()));
        assert_ok!(requisition_as(charlie(), asked, 10));
        approve(rival);
        refused(Refusal::NotYourTurn, || complete(rival));
        assert_ok!(Records::answer(by(bob()), REGISTER, asked, hash(56)));
        approve(asked);
        assert_eq!(owners(title), sole(one()));
    });
}

/// Land Registration Rules 2003, rule 16(2); German land register code § 18(1): what is not answered in
/// time is cancelled, and those behind it go on.
#[test]
fn an_unanswered_requisition_lapses_and_frees_the_next() {
    story(|| {
        let title = land(alice());
        let (asked, rival) = (sale(title, alice(), one()), sale(title, alice(), two()));
        assert_ok!(requisition_as(charlie(), asked, 10));
        approve(rival);
        refused(Refusal::TooEarly, || lapse(asked));
        pass_business_days(10);
        assert_ok!(lapse(asked));
        assert_ok!(complete(rival));
        assert_eq!(owners(title), sole(two()));
    });
}

/// Land Registration Rules 2003, rule 16(1), with the Land Registration (Amendment) Rules 2018: a
/// requisition states its period, here of 20 working days.
#[test]
fn a_requisition_states_its_period() {
    story(|| {
        let twenty = Rules { periods: Periods { requisition: 20, ..rules().periods }, ..rules() };
        rule(twenty);
        let title = land(alice());
        let asked = sale(title, alice(), one());
        assert_ok!(requisition_as(bob(), asked, 20));
        let deadline = Deadline { day: TODAY + 28, block: 1 + 20 * LEAST_BLOCKS };
        let told = Event::Requisitioned {
            register: REGISTER,
            dealing: asked,
            by: bob(),
            question: hash(55),
            deadline,
        };
        assert_eq!(last_event(), told);
    });
}

/// Land Registration Rules 2003, rule 16(3); HM Land Registry practice guide 49, section 2: what is
/// substantially defective is rejected. It says why.
#[test]
fn a_rejection_states_its_reason() {
    story(|| {
        let title = land(alice());
        let defective = lodge(alice(), Some(title), transfer_to(one()));
        let reason = RejectionReason::Defective;
        assert_ok!(Records::reject(by(charlie()), REGISTER, defective, reason, hash(34)));
        let told = Event::Rejected {
            register: REGISTER,
            dealing: defective,
            by: charlie(),
            reason,
            reasons: hash(34),
            returned: DEPOSIT,
            slashed: 0,
        };
        assert_eq!(last_event(), told);
    });
}

/// Land Registration Rules 2003, rule 16(4): an application whose fee is not paid may be cancelled.
/// Here the fee is taken when it is lodged.
#[test]
fn lodgement_without_the_fee_is_refused() {
    story(|| {
        let poor = AccountId::new([0x33; 32]);
        let given = MINIMUM + FEE + DEPOSIT - 1;
        let give = Balances::transfer_allow_death(by(alice()), poor.clone().into(), given);
        assert_ok!(give);
        let title = land(poor.clone());
        assert!(lodge_as(poor.clone(), Some(title), transfer_to(one())).is_err());
        assert!(queue_of(title).is_empty());
        assert_ok!(Balances::transfer_allow_death(by(alice()), poor.clone().into(), 1));
        assert_ok!(lodge_as(poor, Some(title), transfer_to(one())));
    });
}

/// Land Registration Rules 2003, rule 17: the registrar may ask for evidence, again if need be, and
/// refuse to go on until it is there.
#[test]
fn approval_is_refused_while_evidence_is_outstanding() {
    story(|| {
        let title = land(alice());
        let asked = sale(title, alice(), one());
        for answer in [56, 57] {
            assert_ok!(requisition_as(charlie(), asked, 5));
            refused(Refusal::Requisitioned, || decide(asked));
            assert_ok!(Records::answer(by(bob()), REGISTER, asked, hash(answer)));
        }
        assert_ok!(decide(asked));
    });
}

/// Land Registration Rules 2003, rule 130: nobody changes what was applied for but for clerical
/// mistakes. Here nobody does at all: what is wrong is withdrawn and lodged again.
#[test]
fn nobody_alters_a_lodged_instrument() {
    story(|| {
        let title = land(alice());
        let asked = sale(title, alice(), one());
        let before = dealing(asked);
        assert_ok!(requisition_as(charlie(), asked, 5));
        assert_ok!(Records::answer(by(bob()), REGISTER, asked, hash(56)));
        assert_eq!(dealing(asked), before);
    });
}
