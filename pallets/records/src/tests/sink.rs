//! What proposals carried out, recorded by the chain itself.

use althing_primitives::record_sink::RecordSink;
use frame_support::{assert_noop, assert_ok};

use crate::{
    mock::{Records, *},
    *,
};

/// Creates a register of decisions, the first one, with a clerk and a registrar.
fn create() {
    let charter = Charter { kind: RegisterKind::Log, ..charter(rules()) };
    assert_ok!(Records::create_register(mandate(TRACK), TRACK, charter));
    for (who, role) in [(bob(), Role::Clerk), (charlie(), Role::Registrar)] {
        assert_ok!(Records::grant_role(mandate(TRACK), REGISTER, who.into(), role, grant()));
    }
}

fn record() {
    <Records as RecordSink>::record(CARRIED_OUT, RECEIPT);
}

fn records() -> u32 {
    crate::Records::<Test>::iter().count() as u32
}

#[test]
fn a_decision_that_was_carried_out_has_a_record_that_cites_it() {
    ExtBuilder.build_and_execute(|| {
        create();
        assert_ok!(Records::keep_decisions(mandate(TRACK), Some(REGISTER)));
        record();
        let name = name_of_decision(CARRIED_OUT);
        let id = Names::<Test>::get(REGISTER, name).expect("it is found by its proposal");
        let version = Versions::<Test>::get((REGISTER, id, 1)).unwrap();
        let cited = Citation::Proposal { id: CARRIED_OUT, receipt: RECEIPT };
        assert_eq!((version.cites, version.approver), (Some(cited), None));
        assert_eq!((version.kind, version.day), (Kind::Register, TODAY));
        assert_eq!(version.dealing, last_dealing());
        let entry = crate::Records::<Test>::get(REGISTER, id).unwrap();
        assert_eq!(entry.content.commitment, RECEIPT);
        let owners = Pallet::<Test>::owners_of(REGISTER, id, &entry);
        assert_eq!(owners, Ownership::NotStated, "nobody owns a decision");
        assert!(matches!(last_event(), Event::Recorded { record, .. } if record == id));
    });
}

#[test]
fn a_decision_is_recorded_once() {
    ExtBuilder.build_and_execute(|| {
        create();
        assert_ok!(Records::keep_decisions(mandate(TRACK), Some(REGISTER)));
        record();
        let before = (records(), Counts::<Test>::get(REGISTER), events().len());
        record();
        let after = (records(), Counts::<Test>::get(REGISTER), events().len());
        assert_eq!(before, after, "nothing is left of the second time");
    });
}

#[test]
fn nothing_is_recorded_where_no_register_keeps_decisions() {
    ExtBuilder.build_and_execute(|| {
        create();
        record();
        assert_eq!(records(), 0);
        assert_ok!(Records::keep_decisions(mandate(TRACK), Some(REGISTER)));
        assert_ok!(Records::keep_decisions(RuntimeOrigin::root(), None));
        record();
        assert_eq!(records(), 0);
    });
}

#[test]
fn nothing_is_recorded_while_the_register_is_not_active() {
    ExtBuilder.build_and_execute(|| {
        create();
        assert_ok!(Records::keep_decisions(mandate(TRACK), Some(REGISTER)));
        let set = |status| Records::set_status(mandate(TRACK), REGISTER, status);
        assert_ok!(set(RegisterStatus::Suspended));
        record();
        assert_eq!(records(), 0);
        assert_ok!(set(RegisterStatus::Active));
        record();
        assert_eq!(records(), 1);
        assert_ok!(set(RegisterStatus::Closed));
        <Records as RecordSink>::record(CARRIED_OUT + 1, RECEIPT);
        assert_eq!(records(), 1);
    });
}

#[test]
fn nothing_is_left_of_a_decision_that_cannot_be_recorded() {
    ExtBuilder.build().execute_with(|| {
        create();
        assert_ok!(Records::keep_decisions(mandate(TRACK), Some(REGISTER)));
        Counts::<Test>::mutate(REGISTER, |counts| counts.records = u32::MAX);
        let before = Counts::<Test>::get(REGISTER);
        record();
        assert_eq!(Counts::<Test>::get(REGISTER), before);
        assert_eq!(Names::<Test>::get(REGISTER, name_of_decision(CARRIED_OUT)), None);
    });
}

#[test]
fn the_record_of_a_decision_is_dealt_with_as_any_other() {
    ExtBuilder.build_and_execute(|| {
        create();
        assert_ok!(Records::keep_decisions(mandate(TRACK), Some(REGISTER)));
        record();
        let id = last_record();
        let sale = Act::Transfer { ownership: sole(one()) };
        let attempt = Records::lodge(by(bob()), REGISTER, Some(id), sale, hash(1), None);
        assert_noop!(attempt, Error::<Test>::HolderNotStated);
        approve(lodge(bob(), Some(id), Act::Amend { content: content(8), cites: None }));
        assert_eq!(crate::Records::<Test>::get(REGISTER, id).unwrap().version, 2);
    });
}

#[test]
fn recording_is_paid_for_at_its_own_weight() {
    assert_eq!(<Records as RecordSink>::weight(), <() as WeightInfo>::record_decision());
}
