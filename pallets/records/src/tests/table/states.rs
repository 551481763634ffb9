//! Every kind of dealing in every state: what can be done with it, and how it goes on.

use sp_core::H256;

use super::*;

/// For how many blocks a sealed dealing may stay sealed.
const REVEAL: u32 = 20;
const SALT: H256 = H256::repeat_byte(0x5a);

fn withdraw(who: AccountId, id: DealingId) -> DispatchResult {
    Records::withdraw(by(who), REGISTER, id)
}

fn reject(who: AccountId, id: DealingId) -> DispatchResult {
    Records::reject(by(who), REGISTER, id, RejectionReason::Defective, hash(33))
}

fn respond(who: AccountId, id: DealingId) -> DispatchResult {
    Records::answer(by(who), REGISTER, id, hash(56))
}

#[test]
fn what_is_sealed_can_be_revealed_in_time_and_nothing_else() {
    each(&sealing_for(REVEAL), |row, wrong| {
        let commitment = sealing::commitment(
            Records::genesis_hash(),
            REGISTER,
            &bob(),
            row.record,
            &row.act,
            hash(99),
            None,
            SALT,
        );
        assert_ok!(Records::seal(by(bob()), REGISTER, commitment));
        let id = last_dealing();
        let refusals = [
            ("approved", answer(|| approve_as(row.approver(), id))),
            ("completed", answer(|| complete(id))),
            ("asked about", answer(|| requisition_as(charlie(), id, 5))),
            ("objected to", answer(|| object_as(stranger(), id))),
            ("withdrawn", answer(|| withdraw(bob(), id))),
            ("rejected", answer(|| reject(charlie(), id))),
            ("consented to", answer(|| consent_as(alice(), id, party(alice())))),
        ];
        for (what, found) in refusals {
            wrong.look(row, &format!("{what} while sealed"), found, no(Refusal::Sealed));
        }
        wrong.look(row, "lapsed", answer(|| lapse(id)), no(Refusal::TooEarly));
        let open = || {
            let act = row.act.clone();
            Records::reveal(by(bob()), REGISTER, id, row.record, act, hash(99), None, SALT)
        };
        let in_time = System::block_number() + REVEAL;
        run_to(in_time + 1);
        wrong.look(row, "revealed late", answer(open), no(Refusal::TooLate));
        wrong.look(row, "lapsed late", answer(|| lapse(id)), Ok(()));
        run_to(in_time);
        wrong.look(row, "revealed", open(), Ok(()));
        row.consents_to(id);
        if row.is_entered() {
            assert_ok!(approve_as(row.approver(), id));
            wrong.look(row, "completed", answer(|| complete(id)), no(Refusal::TooEarly));
            run_to(in_time + 1);
            wrong.look(row, "completed", complete(id), Ok(()));
        }
    });
}

#[test]
fn what_is_lodged_is_withdrawn_by_its_lodger_and_rejected_by_who_could_approve() {
    each(&rules(), |row, wrong| {
        let id = lodge(bob(), row.record, row.act.clone());
        wrong.look(row, "withdrawn", answer(|| withdraw(bob(), id)), Ok(()));
        let not_theirs = answer(|| withdraw(charlie(), id));
        wrong.look(row, "withdrawn by another", not_theirs, no(Refusal::NotAuthorized));
        for who in [alice(), bob(), charlie(), dave(), eve(), ferdie(), authority(), stranger()] {
            // Without its consents, owners are corrected by the authority or a court.
            let higher = row.kind() == Kind::Correct && !row.asked.is_empty();
            let higher = higher && [authority(), ferdie()].contains(&who);
            let may = who == charlie() || row.is_approved_by(&who) || higher;
            let expected = if may { Ok(()) } else { no(Refusal::NotAuthorized) };
            let rejected = answer(|| reject(who.clone(), id));
            wrong.look(row, &format!("rejected by {who}"), rejected, expected);
        }
        wrong.look(row, "completed", answer(|| complete(id)), no(Refusal::NotApproved));
        wrong.look(row, "answered", answer(|| respond(bob(), id)), no(Refusal::NotRequisitioned));
        wrong.look(row, "lapsed", answer(|| lapse(id)), no(Refusal::TooEarly));
    });
}

#[test]
fn what_is_requisitioned_waits_for_its_answer_or_lapses() {
    each(&rules(), |row, wrong| {
        let id = lodge(bob(), row.record, row.act.clone());
        assert_ok!(requisition_as(charlie(), id, 5));
        row.consents_to(id);
        let approved = answer(|| approve_as(row.approver(), id));
        wrong.look(row, "approved while asked", approved, no(Refusal::Requisitioned));
        wrong.look(row, "completed", answer(|| complete(id)), no(Refusal::Requisitioned));
        wrong.look(row, "withdrawn", answer(|| withdraw(bob(), id)), Ok(()));
        wrong.look(row, "rejected", answer(|| reject(charlie(), id)), Ok(()));
        wrong.look(row, "lapsed", answer(|| lapse(id)), no(Refusal::TooEarly));
        let by_another = answer(|| respond(charlie(), id));
        wrong.look(row, "answered by another", by_another, no(Refusal::NotAuthorized));
        let answered = answer(|| {
            respond(bob(), id)?;
            match row.is_entered() {
                true => approve_as(row.approver(), id),
                false => Ok(()),
            }
        });
        wrong.look(row, "answered and approved", answered, Ok(()));
        pass_days(8);
        wrong.look(row, "answered late", answer(|| respond(bob(), id)), no(Refusal::TooLate));
        wrong.look(row, "lapsed late", lapse(id), Ok(()));
    });
}

#[test]
fn what_is_disputed_is_not_approved_until_that_is_withdrawn_or_decided() {
    each(&rules(), |row, wrong| {
        let id = lodge(bob(), row.record, row.act.clone());
        assert_ok!(object_as(stranger(), id));
        row.consents_to(id);
        if !row.is_entered() {
            assert!(matches!(dealing(id).state, State::Protecting(_)), "nobody stops a search so");
            return;
        }
        let approved = answer(|| approve_as(row.approver(), id));
        wrong.look(row, "approved while disputed", approved, no(Refusal::Disputed));
        wrong.look(row, "withdrawn while disputed", answer(|| withdraw(bob(), id)), Ok(()));
        wrong.look(row, "rejected while disputed", answer(|| reject(charlie(), id)), Ok(()));
        let verdict = |who: AccountId, verdict| {
            Records::decide_objection(by(who), REGISTER, id, stranger().into(), verdict, hash(67))
        };
        let upheld = answer(|| {
            verdict(ferdie(), ObjectionVerdict::Upheld)?;
            assert!(!is_open(id), "{}", row.name);
            Ok(())
        });
        wrong.look(row, "upheld by a court", upheld, Ok(()));
        for who in [charlie(), ferdie()] {
            let dismissed = answer(|| {
                verdict(who, ObjectionVerdict::Dismissed)?;
                approve_as(row.approver(), id)
            });
            wrong.look(row, "dismissed and approved", dismissed, Ok(()));
        }
        for who in [bob(), dave(), eve(), alice(), authority()] {
            let decided = answer(|| verdict(who, ObjectionVerdict::Dismissed));
            wrong.look(row, "decided by another", decided, no(Refusal::NotAuthorized));
        }
        let withdrawn = answer(|| {
            Records::withdraw_objection(by(stranger()), REGISTER, id)?;
            approve_as(row.approver(), id)
        });
        wrong.look(row, "withdrawn and approved", withdrawn, Ok(()));
    });
}

#[test]
fn what_is_approved_and_waits_is_withdrawn_rejected_or_lapses_and_not_asked_about() {
    each(&noticed(5, 5), |row, wrong| {
        // What would wait for nothing waits for its day.
        let later = Some(TODAY + 7);
        let (record, act) = (row.record, row.act.clone());
        assert_ok!(Records::lodge(by(bob()), REGISTER, record, act, hash(99), later));
        let id = last_dealing();
        row.consents_to(id);
        if !row.is_entered() {
            return;
        }
        assert_ok!(approve_as(row.approver(), id));
        let again = answer(|| approve_as(row.approver(), id));
        wrong.look(row, "approved again", again, no(Refusal::AlreadyApproved));
        let asked = answer(|| requisition_as(charlie(), id, 5));
        wrong.look(row, "asked about", asked, no(Refusal::AlreadyApproved));
        for who in row.asked.iter().filter(|_| row.agreed) {
            let retract = || Records::retract(by(who.clone()), REGISTER, id, party(who.clone()));
            wrong.look(row, "retracted", answer(retract), no(Refusal::AlreadyApproved));
        }
        wrong.look(row, "withdrawn", answer(|| withdraw(bob(), id)), Ok(()));
        wrong.look(row, "rejected", answer(|| reject(charlie(), id)), Ok(()));
        let objected = answer(|| {
            object_as(stranger(), id)?;
            pass_days(8);
            complete(id)
        });
        let expected = match dealing(id).notice {
            Some(_) => no(Refusal::Disputed),
            None => no(Refusal::AlreadyApproved),
        };
        wrong.look(row, "objected to", objected, expected);
        set_day(TODAY);
        wrong.look(row, "completed", answer(|| complete(id)), no(Refusal::TooEarly));
        pass_days(300);
        wrong.look(row, "completed late", answer(|| complete(id)), no(Refusal::TooLate));
        run_to(dealing(id).expires.block + 1);
        wrong.look(row, "lapsed", lapse(id), Ok(()));
    });
}

#[test]
fn only_a_search_protects() {
    each(&rules(), |row, wrong| {
        let id = row.lodged_by(bob());
        let protects = matches!(dealing(id).state, State::Protecting(_));
        assert_eq!(protects, row.kind() == Kind::Search, "{}", row.name);
        if !protects {
            return;
        }
        wrong.look(row, "completed", answer(|| complete(id)), no(Refusal::NotApproved));
        let asked = answer(|| requisition_as(charlie(), id, 5));
        wrong.look(row, "asked about", asked, no(Refusal::AlreadyApproved));
        wrong.look(
            row,
            "objected to",
            answer(|| object_as(stranger(), id)),
            no(Refusal::AlreadyApproved),
        );
        wrong.look(row, "withdrawn", answer(|| withdraw(bob(), id)), Ok(()));
        wrong.look(row, "rejected", answer(|| reject(charlie(), id)), Ok(()));
        wrong.look(row, "lapsed", answer(|| lapse(id)), no(Refusal::TooEarly));
        pass_days(43);
        wrong.look(row, "lapsed late", lapse(id), Ok(()));
    });
}
