//! Corrections.

use super::prelude::*;

/// Land Registration Act 2002, Schedule 4, paragraphs 2 and 5; Registration of Births and Deaths
/// Regulations 1987, regulation 56: a correction says why, who asked for it and who made it.
#[test]
fn a_correction_states_reason_and_requester() {
    story(|| {
        let title = land(alice());
        enter(title, correction(), &[]);
        let entered = newest(title);
        let why = Correction { reason: CorrectionReason::Clerical, asked_by: alice() };
        assert_eq!(entered.correction, Some(why));
        assert_eq!(entered.approver, Some(charlie()));
    });
}

/// Land Registration Act 2002, Schedule 4, paragraphs 1 and 3(2); German land register code § 22: what
/// takes something from the holder needs the holder's consent, or a court.
#[test]
fn a_correction_that_harms_the_holder_needs_consent_or_court() {
    story(|| {
        let title = land(alice());
        let harmful = lodge(bob(), Some(title), correction_of_owners(sole(one())));
        refused(Refusal::NotAuthorized, || decide(harmful));
        consent(alice(), harmful);
        approve(harmful);
        assert_eq!(owners(title), sole(one()));
        let back = lodge(bob(), Some(title), correction_of_owners(sole(alice())));
        assert_ok!(approve_as(ferdie(), back));
        assert_eq!(owners(title), sole(alice()));
    });
}

/// Births and Deaths Registration Act 1953, section 29; Registration of Births and Deaths Regulations
/// 1987, regulation 54(1): what is corrected stays legible.
#[test]
fn a_correction_leaves_the_first_entry_readable() {
    story(|| {
        let title = land(alice());
        let first = version(title, 1);
        enter(title, correction(), &[]);
        assert_eq!(version(title, 1), first);
        assert_eq!(record(title).content, content(88));
        assert_eq!(Records::history(REGISTER, title, 1, 10).len(), 2);
    });
}

/// EPCIS 2.0, error declaration: an entry in error is not edited; another one says so, why and when.
#[test]
fn a_correction_says_of_which_days_it_speaks() {
    story(|| {
        let title = land(alice());
        pass_days(3);
        assert_ok!(lodge_for(bob(), title, correction(), TODAY));
        approve(last_dealing());
        let entered = newest(title);
        assert_eq!((entered.span.from, entered.day), (TODAY, TODAY + 3));
        assert_eq!(known(title, TODAY).content.unwrap().value, content(88));
        assert_eq!(said(title, TODAY).content.unwrap().value, version(title, 1).content);
    });
}

/// Companies Act 2006, section 1095 (as in force in 2021): what is inaccurate is removed on application
/// if nobody objects within the notice.
#[test]
fn an_unopposed_rectification_goes_through() {
    story(|| {
        let title = land(alice());
        rule(noticed(20, 0));
        let rectified = lodge(bob(), Some(title), correction_of_owners(sole(one())));
        assert_eq!(alerted(rectified), [alice()]);
        assert_ok!(approve_as(authority(), rectified));
        refused(Refusal::TooEarly, || complete(rectified));
        pass_business_days(20);
        assert_ok!(complete(rectified));
        assert_eq!(owners(title), sole(one()));
    });
}

/// Companies Act 2006, section 1095(4) (as in force in 2021): if somebody objects, it is not removed.
#[test]
fn an_opposed_rectification_does_not() {
    story(|| {
        let title = land(alice());
        rule(noticed(20, 0));
        let rectified = lodge(bob(), Some(title), correction_of_owners(sole(one())));
        assert_ok!(approve_as(authority(), rectified));
        assert_ok!(object_as(alice(), rectified));
        pass_business_days(20);
        refused(Refusal::Disputed, || complete(rectified));
        assert_eq!(owners(title), sole(alice()));
    });
}

/// Land Registration Act 2002, sections 9, 10 and 62(6): a title has a class, which does not get better
/// while an adverse claim is outstanding.
#[test]
fn a_class_does_not_get_better_while_somebody_objects() {
    story(|| {
        let possessory = match first_registration(1, sole(alice())) {
            Act::Register { name, content, ownership, cites, .. } => {
                Act::Register { name, content, class: TitleClass::Possessory, ownership, cites }
            }
            other => other,
        };
        approve(lodge(bob(), None, possessory));
        let title = last_record();
        let better = Act::Correct {
            content: None,
            class: Some(TitleClass::Absolute),
            ownership: None,
            until: None,
            reason: CorrectionReason::Source,
            asked_by: alice(),
        };
        let upgrade = agreed(title, better, &[alice()]);
        assert_ok!(object_as(two(), upgrade));
        refused(Refusal::Disputed, || decide(upgrade));
        assert_eq!(record(title).class, TitleClass::Possessory);
        assert_ok!(Records::withdraw_objection(by(two()), REGISTER, upgrade));
        approve(upgrade);
        assert_eq!(record(title).class, TitleClass::Absolute);
    });
}
