//! What should have been said: who has to consent to it, and who approves it.

use frame_support::{assert_noop, assert_ok, BoundedVec};

use super::titles::*;
use crate::{
    mock::{Records, *},
    *,
};

fn correction(
    content: Option<Content>,
    class: Option<TitleClass>,
    ownership: Option<Ownership<AccountId>>,
) -> Act<AccountId> {
    Act::Correct {
        content,
        class,
        ownership,
        until: None,
        reason: CorrectionReason::Clerical,
        asked_by: two(),
    }
}

fn of_owners(ownership: Ownership<AccountId>) -> Act<AccountId> {
    correction(None, None, Some(ownership))
}

#[test]
fn a_wrong_content_is_corrected_without_the_owners() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        enter(id, correction(Some(content(2)), None, None), &[]);
        assert_eq!(record(id).content, content(2));
        let why = Correction { reason: CorrectionReason::Clerical, asked_by: two() };
        assert_eq!(newest(id).correction, Some(why));
        assert_eq!(newest(id).kind, Kind::Correct);
    });
}

#[test]
fn owners_and_classes_are_corrected_with_the_owners() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, joint(&[alice(), one()]));
        for act in [
            of_owners(joint(&[alice(), two()])),
            correction(Some(content(3)), Some(TitleClass::Qualified), None),
        ] {
            let asked = owners(id);
            let dealing = lodge(bob(), Some(id), act);
            for party in asked.parties() {
                assert!(missing(dealing).contains(party));
                not_approved(charlie(), dealing, Refusal::NotAuthorized);
                let Party::Account(who) = party else { unreachable!("all are accounts") };
                consent(who.clone(), dealing);
            }
            assert_eq!(missing(dealing), []);
            approve(dealing);
        }
        assert_eq!(owners(id), joint(&[alice(), two()]));
        assert_eq!(record(id).class, TitleClass::Qualified);
        assert_eq!(record(id).content, content(3));
        assert_eq!(record(id).status, RecordStatus::InForce);
    });
}

#[test]
fn the_authority_or_a_court_corrects_them_without_the_owners() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let first = lodge(bob(), Some(id), of_owners(sole(one())));
        not_approved(charlie(), first, Refusal::NotAuthorized);
        not_approved(eve(), first, Refusal::NotAuthorized);
        assert_ok!(Records::approve(by(authority()), REGISTER, first));
        assert_eq!(owners(id), sole(one()));
        assert_eq!(newest(id).approver, Some(authority()));
        let second = lodge(bob(), Some(id), of_owners(sole(alice())));
        assert_ok!(Records::approve(by(ferdie()), REGISTER, second));
        assert_eq!(owners(id), sole(alice()));
    });
}

#[test]
fn beneficiaries_whom_the_rules_ask_are_asked_whoever_approves() {
    ExtBuilder.build_and_execute(|| {
        let third_parties = BoundedVec::truncate_from(vec![Kind::Correct]);
        create_with(Rules { third_parties, ..rules() });
        let id = land(alice());
        encumber(id, alice(), two(), 1);
        let dealing = lodge(bob(), Some(id), of_owners(sole(one())));
        not_approved(ferdie(), dealing, Refusal::ConsentMissing);
        consent(two(), dealing);
        assert_ok!(Records::approve(by(ferdie()), REGISTER, dealing));
        assert_eq!(owners(id), sole(one()));
    });
}

#[test]
fn owners_are_not_invented_by_a_correction() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, Ownership::NotStated);
        let dealing = lodge(bob(), Some(id), of_owners(sole(one())));
        assert_eq!(missing(dealing), []);
        not_approved(charlie(), dealing, Refusal::NotAuthorized);
        assert_ok!(Records::approve(by(authority()), REGISTER, dealing));
        assert_eq!(owners(id), sole(one()));
        let class = correction(None, Some(TitleClass::Qualified), None);
        let unstated = title(2, Ownership::NotStated);
        enter(unstated, class, &[]);
    });
}

#[test]
fn a_registrar_corrects_owners_only_as_long_as_they_agree() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        represent(account(alice()), two(), Capacity::Attorney, 2);
        let effective = Some(today() + 3);
        let act = of_owners(sole(one()));
        assert_ok!(Records::lodge(by(bob()), REGISTER, Some(id), act, hash(99), effective));
        let dealing = last_dealing();
        consent_for(account(alice()), two(), dealing);
        approve(dealing);
        pass_days(3);
        assert_noop!(Records::complete(by(two()), REGISTER, dealing), Refusal::ConsentMissing);
        assert_eq!(owners(id), sole(alice()));
    });
}

#[test]
fn a_correction_says_something() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        refused(Some(id), correction(None, None, None), Refusal::NothingChanges);
    });
}

#[test]
fn a_correction_does_not_end_before_it_begins() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let until = |until| Act::Correct {
            content: Some(content(2)),
            class: None,
            ownership: None,
            until: Some(until),
            reason: CorrectionReason::Source,
            asked_by: two(),
        };
        let lodge = |until_day, from| {
            Records::lodge(by(bob()), REGISTER, Some(id), until(until_day), hash(99), Some(from))
        };
        assert_noop!(lodge(TODAY - 10, TODAY - 9), Refusal::InvalidSpan);
        assert_ok!(lodge(TODAY - 9, TODAY - 9));
        approve(last_dealing());
        let span = Span { from: TODAY - 9, until: Some(TODAY - 9) };
        assert_eq!(newest(id).span, span);
        assert_eq!(record(id).content, content(1));
    });
}

#[test]
fn owners_who_are_not_one_whole_are_not_what_should_have_been_said() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        refused(Some(id), of_owners(joint(&[alice()])), Refusal::InvalidOwnership);
        let nowhere = Ownership::Sole(Party::Record { register: REGISTER, record: 9 });
        refused(Some(id), of_owners(nowhere), Refusal::RecordNotFound);
    });
}

#[test]
fn a_correction_is_about_a_record_in_force() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let act = correction(Some(content(2)), None, None);
        refused(None, act.clone(), Refusal::RecordMissing);
        enter(id, Act::StrikeOff { reason: StrikeReason::Void }, &[]);
        refused(Some(id), act, Refusal::NotInForce);
    });
}
