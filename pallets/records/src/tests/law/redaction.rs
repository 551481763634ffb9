//! What is taken out of view.

use super::prelude::*;

/// A title that Alice has sold to one.
fn sold() -> RecordId {
    let title = land(alice());
    enter(title, transfer_to(one()), &[alice(), one()]);
    title
}

fn redact(title: RecordId) -> DispatchResult {
    let reason = RedactionReason::PersonalData;
    Records::redact(by(authority()), REGISTER, title, 1, reason, hash(70))
}

/// Land Registration Rules 2003, rules 131 and 136 to 138: an edited copy takes the place of a document
/// with prejudicial information; the rest stays public.
#[test]
fn a_redacted_version_keeps_its_dates_and_hash() {
    story(|| {
        let title = sold();
        let before = version(title, 1);
        assert_ok!(redact(title));
        let after = version(title, 1);
        assert_eq!(Version { redaction: None, ..after.clone() }, before);
        assert_eq!(after.instrument, hash(99));
    });
}

/// Court of Justice of the European Union, C-200/23: who keeps a register takes personal data out of
/// view without the help of whom it is about.
#[test]
fn the_authority_redacts_without_the_holder() {
    story(|| {
        let title = sold();
        assert_ok!(redact(title));
        let hidden = Holdings::<Test>::get((REGISTER, title, 1)).unwrap();
        assert!(matches!(hidden, Holding::Redacted(_)));
    });
}

/// GDPR, article 17(3): what a register has to publish by law stays.
#[test]
fn who_holds_now_stays_in_view() {
    story(|| {
        let title = land(alice());
        refused(Refusal::CurrentVersion, || redact(title));
    });
}

/// Companies Act 2006, section 1081(1)(d) (as in force in 2021): the register notes what was removed,
/// under what power, and when.
#[test]
fn a_redaction_says_why_and_by_whom() {
    story(|| {
        let title = sold();
        run_to(12);
        assert_ok!(redact(title));
        let note = Redaction {
            reason: RedactionReason::PersonalData,
            order: hash(70),
            by: Some(authority()),
            at: 12,
        };
        assert_eq!(version(title, 1).redaction, Some(note));
    });
}
