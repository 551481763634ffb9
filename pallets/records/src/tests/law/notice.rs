//! Notices, time limits, and where somebody is reached.

use super::prelude::*;

/// Land Registration Rules 2003, rule 197(1): every notice fixes a time, and says what it is about.
#[test]
fn a_notice_states_its_deadline() {
    story(|| {
        let title = land(alice());
        rule(noticed(15, 15));
        let sale = lodge(bob(), Some(title), transfer_to(one()));
        let told = Event::Alerted {
            register: REGISTER,
            dealing: sale,
            record: Some(title),
            account: alice(),
            kind: Kind::Transfer,
            notice: Some(Deadline { day: TODAY + 21, block: 1 + 15 * LEAST_BLOCKS }),
        };
        assert!(events().contains(&told));
    });
}

/// Land Registration Rules 2003, rule 197(2), with the Land Registration (Amendment) Rules 2018: a
/// notice ends on the 15th working day after it was given. Here it ends with that day, not at noon.
#[test]
fn fifteen_open_days_run_from_the_day_after_issue() {
    story(|| {
        let title = land(alice());
        rule(noticed(15, 15));
        set_day(TODAY + 5);
        let sale = lodge(bob(), Some(title), transfer_to(one()));
        let friday = TODAY + 5 + 20;
        assert_eq!(dealing(sale).notice.unwrap().day, friday, "of the third week after a Saturday");
    });
}

/// Land Registration Rules 2003, rules 216 and 217 (as substituted in 2018): Saturdays, Sundays, Good
/// Friday, Christmas Day and appointed days are not counted.
#[test]
fn a_closed_day_does_not_count() {
    story(|| {
        let title = land(alice());
        let appointed = BoundedVec::truncate_from(vec![TODAY + 2]);
        let closed = Calendar { holidays: appointed, ..calendar() };
        assert_ok!(Records::set_calendar(by(authority()), REGISTER, closed));
        rule(noticed(5, 5));
        let sale = lodge(bob(), Some(title), transfer_to(one()));
        assert_eq!(dealing(sale).notice.unwrap().day, TODAY + 8, "the weekend and one day more");
    });
}

/// Land Registration Rules 2003, rule 216 (as substituted in 2018): a day on which communications
/// failed is an interrupted day, and not counted. A day without blocks takes nobody's time.
#[test]
fn an_interrupted_day_extends_every_running_deadline() {
    story(|| {
        let title = land(alice());
        rule(noticed(5, 5));
        let sale = sale(title, alice(), one());
        approve(sale);
        // The chain stands still for three weeks.
        set_day(TODAY + 21);
        run_to(2);
        refused(Refusal::TooEarly, || complete(sale));
        assert_ok!(object_as(alice(), sale));
        assert_ok!(Records::withdraw_objection(by(alice()), REGISTER, sale));
        run_to(1 + 5 * LEAST_BLOCKS + 1);
        assert_ok!(complete(sale));
    });
}

/// Land Registration Rules 2003, rule 216(4): opening days change only after eight weeks' notice. Here
/// they may change at once, and no deadline that runs is shortened by that.
#[test]
fn a_calendar_change_does_not_shorten_a_running_deadline() {
    story(|| {
        let title = land(alice());
        rule(noticed(5, 5));
        let sale = sale(title, alice(), one());
        let before = dealing(sale).notice;
        let open_always = Calendar { rest_days: BoundedVec::new(), ..calendar() };
        assert_ok!(Records::set_calendar(by(authority()), REGISTER, open_always));
        assert_eq!(dealing(sale).notice, before);
        approve(sale);
        pass_days(6);
        refused(Refusal::TooEarly, || complete(sale));
    });
}

/// Land Registration Rules 2003, rules 128(2) and 129: those affected are told of a proposed
/// alteration.
#[test]
fn holders_and_claimants_are_alerted() {
    story(|| {
        let title = title(1, joint(&[alice(), one()]));
        cautioned(title, two());
        let proposed = lodge(bob(), Some(title), correction());
        assert_eq!(alerted(proposed), [alice(), one(), two()]);
    });
}

/// Land Registration Rules 2003, rule 198: who holds a title gives an address for service, and may
/// replace it. The register keeps a commitment to it, which nobody changes for the holder.
#[test]
fn the_address_for_service_changes_with_its_owners_consent_only() {
    story(|| {
        let title = land(alice());
        let moved = Content { service: Some(hash(61)), ..record(title).content };
        let act = Act::Amend { content: moved, cites: None };
        let by_clerk = lodge(bob(), Some(title), act);
        not_approved(charlie(), by_clerk, Refusal::ConsentMissing);
        consent(alice(), by_clerk);
        approve(by_clerk);
        assert_eq!(record(title).content.service, Some(hash(61)));
    });
}

/// Land Registration Rules 2003, rule 199(4): a notice by e-mail is served on the second working day
/// after it was sent. What touches a holder waits so long after the alert.
#[test]
fn completion_waits_until_the_holder_was_served() {
    story(|| {
        let title = land(alice());
        rule(noticed(0, 2));
        let sale = sale(title, alice(), one());
        approve(sale);
        pass_days(2);
        refused(Refusal::TooEarly, || complete(sale));
        pass_days(1);
        assert_ok!(complete(sale));
    });
}

/// Companies Act 2006, section 1079(1): a company cannot rely against others on what was not officially
/// notified yet. The register tells when it said something apart from when it took effect.
#[test]
fn a_change_is_said_only_from_its_record_time() {
    story(|| {
        let title = land(alice());
        pass_days(1);
        let sale = sale(title, alice(), one());
        pass_days(5);
        approve(sale);
        let during = TODAY + 3;
        assert_eq!(said(title, during).ownership.unwrap().value, Holding::Stated(sole(alice())));
        assert_eq!(known(title, during).ownership.unwrap().value, Holding::Stated(sole(one())));
    });
}
