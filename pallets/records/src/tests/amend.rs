//! The content changes.

use frame_support::BoundedVec;

use super::titles::*;
use crate::{mock::*, *};

fn amendment(n: u8) -> Act<AccountId> {
    Act::Amend { content: content(n), cites: None }
}

#[test]
fn a_title_says_something_else_once_its_owner_has_consented() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let said = Content { service: Some(hash(8)), ..content(2) };
        let cites = Some(Citation::Attestation { schema: SCHEMA, subject: SUBJECT });
        needs(id, Act::Amend { content: said, cites }, &[alice()]);
        assert_eq!(record(id).content, said);
        assert_eq!((newest(id).kind, newest(id).cites), (Kind::Amend, cites));
        assert_eq!(owners(id), sole(alice()));
    });
}

#[test]
fn an_owner_who_lodges_it_has_consented() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let dealing = lodge(alice(), Some(id), amendment(2));
        assert_eq!(missing(dealing), []);
        approve(dealing);
        assert_eq!(record(id).content, content(2));
    });
}

#[test]
fn silence_is_no_consent_however_long() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let dealing = lodge(bob(), Some(id), amendment(2));
        pass_days(270);
        assert_eq!(missing(dealing), [account(alice())]);
        not_approved(charlie(), dealing, Refusal::ConsentMissing);
        assert_eq!(record(id).content, content(1));
    });
}

#[test]
fn sixteen_owners_are_all_asked() {
    ExtBuilder.build_and_execute(|| {
        create();
        let many: Vec<_> = (0..16).map(citizen).collect();
        let shares: Vec<_> = many.iter().cloned().map(|who| (who, 1)).collect();
        needs(title(1, joint(&many)), amendment(2), &many);
        needs(title(2, shared(&shares, 16)), amendment(3), &many);
    });
}

#[test]
fn nobody_is_asked_where_no_owner_is_stated() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, Ownership::NotStated);
        enter(id, amendment(2), &[]);
        assert_eq!(record(id).content, content(2));
    });
}

#[test]
fn beneficiaries_are_asked_where_the_rules_say_so() {
    ExtBuilder.build_and_execute(|| {
        let third_parties = BoundedVec::truncate_from(vec![Kind::Amend]);
        create_with(Rules { third_parties, ..rules() });
        let id = land(alice());
        encumber(id, alice(), two(), 1);
        needs(id, amendment(2), &[alice(), two()]);
    });
}

#[test]
fn beneficiaries_are_not_asked_where_the_rules_do_not_say_so() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        encumber(id, alice(), two(), 1);
        needs(id, amendment(2), &[alice()]);
    });
}

#[test]
fn an_amendment_changes_something() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        refused(Some(id), amendment(1), Refusal::NothingChanges);
        let first = agreed(id, amendment(2), &[alice()]);
        let second = agreed(id, amendment(2), &[alice()]);
        approve(first);
        not_approved(charlie(), second, Refusal::NothingChanges);
    });
}

#[test]
fn an_amendment_is_about_a_record_in_force() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        refused(None, amendment(2), Refusal::RecordMissing);
        refused(Some(id + 1), amendment(2), Refusal::RecordNotFound);
        enter(id, Act::StrikeOff { reason: StrikeReason::Void }, &[]);
        refused(Some(id), amendment(2), Refusal::NotInForce);
    });
}

#[test]
fn what_an_amendment_refers_to_exists() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let cites = Some(Citation::Attestation { schema: SCHEMA, subject: hash(9) });
        let act = Act::Amend { content: content(2), cites };
        refused(Some(id), act, Refusal::InvalidCitation);
    });
}
