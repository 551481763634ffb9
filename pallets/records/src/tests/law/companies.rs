//! Striking off and restoring, as registers of companies do.

use super::prelude::*;

/// About two months, in business days.
const TWO_MONTHS: u16 = 43;

fn strike(reason: StrikeReason) -> Act<AccountId> {
    Act::StrikeOff { reason }
}

/// A company of Alice's, with a notice of two months.
fn company() -> RecordId {
    let company = land(alice());
    rule(noticed(TWO_MONTHS, 0));
    company
}

/// Waits for the notice of a dealing, and completes it.
fn see_through(id: DealingId) {
    pass_business_days(TWO_MONTHS);
    assert_ok!(complete(id));
}

/// Strikes a company off that is defunct.
fn struck(company: RecordId) {
    let defunct = lodge(bob(), Some(company), strike(StrikeReason::Ceased));
    approve(defunct);
    see_through(defunct);
    assert_eq!(record(company).status, RecordStatus::Struck);
}

/// Companies Act 2006, section 1000: a defunct company is struck off after a public notice of two
/// months, unless cause is shown to the contrary.
#[test]
fn strike_off_waits_two_months_and_can_be_stopped() {
    story(|| {
        let company = company();
        let defunct = lodge(bob(), Some(company), strike(StrikeReason::Ceased));
        approve(defunct);
        pass_days(58);
        refused(Refusal::TooEarly, || complete(defunct));
        assert_ok!(object_as(two(), defunct));
        pass_days(10);
        refused(Refusal::Disputed, || complete(defunct));
        assert_eq!(record(company).status, RecordStatus::InForce);
    });
}

/// Companies Act 2006, section 1003: so is one that asks for it itself.
#[test]
fn even_the_holders_strike_off_waits() {
    story(|| {
        let company = company();
        let asked = lodge(alice(), Some(company), strike(StrikeReason::Requested));
        approve(asked);
        refused(Refusal::TooEarly, || complete(asked));
        see_through(asked);
        assert_eq!(record(company).status, RecordStatus::Struck);
    });
}

/// Companies Act 2006, sections 1000(3), 1000(5) and 1001: a notice says that it is going to be struck
/// off, and another one that it was.
#[test]
fn strike_off_is_announced_twice() {
    story(|| {
        let company = company();
        System::reset_events();
        struck(company);
        let intended = events().iter().any(|event| {
            matches!(event, Event::Lodged { act: Act::StrikeOff { .. }, notice: Some(_), .. })
        });
        let done = |event: &Event<Test>| {
            matches!(event, Event::Recorded { entry, .. }
                if entry.kind == Kind::StrikeOff && entry.status == RecordStatus::Struck)
        };
        assert!(intended && events().iter().any(done));
    });
}

/// Companies Act 2006, sections 1001(5) and 1003(6): liabilities outlive the striking off.
#[test]
fn encumbrances_survive_strike_off() {
    story(|| {
        let company = land(alice());
        encumber(company, alice(), two(), 1);
        enter(company, strike(StrikeReason::Ceased), &[two()]);
        assert_eq!(terms(company), [1]);
        assert_eq!(Records::history(REGISTER, company, 1, 10).len(), 3);
    });
}

/// Companies Act 2006, section 1006(1): creditors get a copy of the application. Here who has a right in
/// the record is asked, and a court can forbid it.
#[test]
fn a_charged_or_frozen_record_is_not_struck_off_silently() {
    story(|| {
        let company = land(alice());
        encumber(company, alice(), two(), 1);
        let asked = lodge(alice(), Some(company), strike(StrikeReason::Requested));
        assert_eq!(missing(asked), [party(two())]);
        consent(two(), asked);
        freeze(company);
        refused(Refusal::Frozen, || decide(asked));
    });
}

/// Companies Act 2006, sections 1024 and 1029: the registrar's authority restores, and so does a court;
/// a registrar alone does not.
#[test]
fn the_authority_or_a_court_restores() {
    for approver in [authority(), ferdie()] {
        story(|| {
            let company = company();
            struck(company);
            let back = lodge(bob(), Some(company), Act::Restore);
            refused(Refusal::NotAuthorized, || decide(back));
            assert_ok!(approve_as(approver, back));
            see_through(back);
            assert_eq!(record(company).status, RecordStatus::InForce);
        });
    }
}

/// Companies Act 2006, sections 1028(1), 1028(3) and 1032(1): a restored company is deemed to have
/// continued as if it had not been struck off; when it was restored is noted.
#[test]
fn a_restored_record_was_never_gone_but_the_gap_stays_on_record() {
    story(|| {
        let company = land(alice());
        pass_days(10);
        enter(company, strike(StrikeReason::Ceased), &[]);
        pass_days(10);
        assert_ok!(lodge_for(bob(), company, Act::Restore, TODAY + 10));
        assert_ok!(approve_as(ferdie(), last_dealing()));
        let gap = TODAY + 15;
        let status = |told: Statement<AccountId>| told.status.unwrap().value;
        assert_eq!(status(known(company, gap)), RecordStatus::InForce);
        assert_eq!(status(said(company, gap)), RecordStatus::Struck);
        assert_eq!(newest(company).day, TODAY + 20);
    });
}

/// Not of companies: what was struck off is shown as that, so that nobody relies on it (OpenCRVS, on
/// certificates of registrations that were revoked).
#[test]
fn a_struck_record_says_so() {
    story(|| {
        let company = land(alice());
        enter(company, strike(StrikeReason::Void), &[]);
        let told = said(company, TODAY).status.unwrap();
        assert_eq!((told.value, told.version), (RecordStatus::Struck, 2));
        refused(Refusal::NotInForce, || lodge_as(alice(), Some(company), transfer_to(one())));
    });
}
