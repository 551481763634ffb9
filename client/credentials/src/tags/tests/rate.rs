use std::{fs, sync::Arc};

use proptest::prelude::*;

use super::*;
use crate::journal::JournalError;

/// Ten an hour, at most ten at once.
const TEN: Limit = Limit { per_hour: 10, burst: 10 };

/// Asks for `count` people at `now`, with a request of its own.
fn ask(holder: &KeyHolder, key: &PublicKey, count: u32, now: u64) -> Result<TagAnswer, TagError> {
    let people = (0..count).map(identity).collect();
    let who = (ISSUER, ACCOUNT);
    let (request, _) = Pending::prepare(key, who, people, now, &mut rand::thread_rng()).unwrap();
    holder.evaluate(&sign(request), now, verify, &mut rng(5))
}

fn retry_after(outcome: Result<TagAnswer, TagError>) -> Option<u64> {
    match outcome {
        Err(TagError::RateLimited { issuer: ISSUER, retry_after }) => retry_after,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_issuer_may_ask_for_its_burst_and_then_at_its_rate() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), TEN);
    assert!(ask(&holder, &key, 10, NOW).is_ok());
    assert_eq!(retry_after(ask(&holder, &key, 1, NOW)), Some(360));
    assert_eq!(retry_after(ask(&holder, &key, 1, NOW + 359)), Some(1));
    assert!(ask(&holder, &key, 1, NOW + 360).is_ok());
    assert_eq!(retry_after(ask(&holder, &key, 1, NOW + 360)), Some(360));
}

#[test]
fn a_batch_is_answered_as_a_whole_or_not_at_all() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), TEN);
    ask(&holder, &key, 6, NOW).unwrap();
    assert_eq!(retry_after(ask(&holder, &key, 5, NOW)), Some(360));
    assert!(ask(&holder, &key, 4, NOW).is_ok());
}

#[test]
fn a_batch_beyond_the_burst_is_told_to_be_split() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), TEN);
    assert_eq!(retry_after(ask(&holder, &key, 11, NOW)), None);
    assert_eq!(holder.ledger().tokens(ISSUER, TEN, NOW), 10);
}

#[test]
fn no_more_than_the_burst_gathers() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), TEN);
    ask(&holder, &key, 10, NOW).unwrap();
    let year = NOW + 365 * 86_400;
    assert_eq!(holder.ledger().tokens(ISSUER, TEN, year), 10);
    ask(&holder, &key, 10, year).unwrap();
    assert!(ask(&holder, &key, 1, year).is_err());
}

#[test]
fn each_issuer_has_its_own_rate() {
    let dir = tempfile::tempdir().unwrap();
    let mut ring = KeyRing::default();
    let key = ring.create(DOMAIN, &mut rng(1)).unwrap();
    let access = IssuerAccess { accounts: vec![ACCOUNT], limit: TEN };
    let issuers = BTreeMap::from([(ISSUER, access.clone()), (8, access)]);
    let ledger = Ledger::open(&dir.path().join("ledger")).unwrap();
    let holder = KeyHolder::new(ring, issuers, ledger);
    ask(&holder, &key, 10, NOW).unwrap();
    assert!(ask(&holder, &key, 1, NOW).is_err());
    let people = (0..10).map(identity).collect();
    let (request, _) = Pending::prepare(&key, (8, ACCOUNT), people, NOW, &mut rng(1)).unwrap();
    assert!(answer(&holder, request).is_ok());
}

#[test]
fn what_was_used_up_stays_used_up_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let (first, key) = holder(dir.path(), TEN);
    ask(&first, &key, 10, NOW).unwrap();
    drop(first);
    let (second, key) = holder(dir.path(), TEN);
    assert_eq!(retry_after(ask(&second, &key, 1, NOW)), Some(360));
    assert!(ask(&second, &key, 1, NOW + 360).is_ok());
}

#[test]
fn a_clock_that_goes_back_and_forth_refills_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), TEN);
    ask(&holder, &key, 10, NOW).unwrap();
    for _ in 0..5 {
        // Back by an hour: what the issuer sends is of now, what the clock says is not believed.
        let people = vec![identity(1)];
        let (request, _) =
            Pending::prepare(&key, (ISSUER, ACCOUNT), people, NOW, &mut rand::thread_rng())
                .unwrap();
        let outcome = holder.evaluate(&sign(request), NOW - 3600, verify, &mut rng(1));
        assert_eq!(retry_after(outcome), Some(360));
        assert_eq!(retry_after(ask(&holder, &key, 1, NOW)), Some(360));
    }
}

#[test]
fn a_clock_that_is_back_after_a_restart_refills_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (first, key) = holder(dir.path(), TEN);
    ask(&first, &key, 10, NOW).unwrap();
    drop(first);
    let (second, _) = holder(dir.path(), TEN);
    assert_eq!(second.ledger().tokens(ISSUER, TEN, NOW - 86_400), 0);
    assert_eq!(second.ledger().tokens(ISSUER, TEN, NOW), 0);
}

#[test]
fn a_clock_that_ran_ahead_can_be_put_right_without_a_gain() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), TEN);
    let ahead = NOW + 10 * 365 * 86_400;
    ask(&holder, &key, 10, ahead).unwrap();
    assert!(matches!(ask(&holder, &key, 1, NOW), Err(TagError::Stale { now, .. }) if now == ahead));
    holder.ledger().set_clock(NOW).unwrap();
    assert_eq!(retry_after(ask(&holder, &key, 1, NOW)), Some(360));
    assert!(ask(&holder, &key, 1, NOW + 360).is_ok());
}

#[test]
fn a_request_is_answered_only_while_it_is_young() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), TEN);
    let (request, _) = prepare(&key, 0..1, 1);
    let at = |now| holder.evaluate(&sign(request.clone()), now, verify, &mut rng(1));
    assert!(matches!(at(NOW - 61), Err(TagError::Stale { .. })));
    assert!(at(NOW - 60).is_ok());
    assert!(at(NOW + REQUEST_LIFETIME).is_ok());
    assert!(matches!(at(NOW + REQUEST_LIFETIME + 1), Err(TagError::Stale { .. })));
}

#[test]
fn a_lost_answer_can_be_had_again_without_charge_but_not_for_ever() {
    let dir = tempfile::tempdir().unwrap();
    let (first, key) = holder(dir.path(), TEN);
    let (request, pending) = prepare(&key, 0..4, 1);
    let tags = |answer: TagAnswer| -> Vec<PersonTag> {
        pending.finish(&answer).unwrap().iter().map(|tagged| tagged.tag).collect()
    };
    let once = tags(answer(&first, request.clone()).unwrap());
    assert_eq!(tags(answer(&first, request.clone()).unwrap()), once);
    assert_eq!(first.ledger().tokens(ISSUER, TEN, NOW), 6);
    drop(first);
    let (second, _) = holder(dir.path(), TEN);
    assert_eq!(tags(answer(&second, request.clone()).unwrap()), once);
    assert!(matches!(answer(&second, request), Err(TagError::AnsweredBefore(3))));
    assert_eq!(second.ledger().tokens(ISSUER, TEN, NOW), 6);
}

#[test]
fn requests_at_the_same_time_do_not_overspend() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), TEN);
    let holder = Arc::new(holder);
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let (holder, key) = (holder.clone(), key.clone());
            std::thread::spawn(move || {
                (0..4).filter(|_| ask(&holder, &key, 1, NOW).is_ok()).count()
            })
        })
        .collect();
    let answered: usize = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
    assert_eq!(answered, 10);
    assert_eq!(holder.ledger().tokens(ISSUER, TEN, NOW), 0);
}

#[test]
fn nothing_is_answered_if_the_charge_cannot_be_written() {
    let dir = tempfile::tempdir().unwrap();
    let ledger_dir = dir.path().join("gone");
    fs::create_dir(&ledger_dir).unwrap();
    let (holder, key) = holder(&ledger_dir, TEN);
    fs::remove_dir_all(&ledger_dir).unwrap();
    assert!(matches!(ask(&holder, &key, 1, NOW), Err(TagError::Storage(_))));
    assert_eq!(holder.ledger().tokens(ISSUER, TEN, NOW), 9);
}

#[test]
fn a_lowered_burst_applies_to_what_has_gathered() {
    let dir = tempfile::tempdir().unwrap();
    let (first, key) = holder(dir.path(), LIMIT);
    ask(&first, &key, 1, NOW).unwrap();
    drop(first);
    let (second, _) = holder(dir.path(), TEN);
    assert_eq!(second.ledger().tokens(ISSUER, TEN, NOW), 10);
}

#[test]
fn two_key_holders_cannot_share_a_ledger() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ledger");
    let _first = Ledger::open(&path).unwrap();
    assert!(matches!(Ledger::open(&path), Err(TagError::Storage(JournalError::InUse { .. }))));
}

#[test]
fn a_ledger_that_is_cut_off_or_something_else_does_not_count_as_empty() {
    let dir = tempfile::tempdir().unwrap();
    let (first, key) = holder(dir.path(), TEN);
    ask(&first, &key, 10, NOW).unwrap();
    drop(first);
    let path = dir.path().join("ledger");
    let whole = fs::read(&path).unwrap();
    for wrong in [&whole[..whole.len() - 1], &whole[..0], b"{\"kind\":\"x\"}"] {
        fs::write(&path, wrong).unwrap();
        assert!(matches!(
            Ledger::open(&path),
            Err(TagError::Storage(JournalError::Foreign { .. }))
        ));
    }
}

#[test]
fn what_is_remembered_of_requests_goes_when_they_are_old() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), LIMIT);
    for _ in 0..50 {
        ask(&holder, &key, 1, NOW).unwrap();
    }
    let size = || fs::metadata(dir.path().join("ledger")).unwrap().len();
    assert!(size() > 5000);
    ask(&holder, &key, 1, NOW + REQUEST_LIFETIME + 1).unwrap();
    assert!(size() < 400, "{} bytes", size());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Each step sets the clock to some time, perhaps an earlier one, and asks; every third one is
    /// after a restart.
    #[test]
    fn no_course_of_the_clock_yields_more_than_burst_and_rate(
        steps in prop::collection::vec((0_u64..20_000, 1_u32..8), 1..40),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("ledger");
        let mut ledger = Ledger::open(&path).unwrap();
        let (mut granted, mut latest) = (0, 0);
        for (number, (at, cost)) in steps.into_iter().enumerate() {
            if number % 3 == 2 {
                drop(ledger);
                ledger = Ledger::open(&path).unwrap();
            }
            latest = latest.max(at);
            let mut request = [0; 32];
            request[0] = number as u8;
            let asked = ledger.charge(ISSUER, TEN, cost, (request, NOW + latest), NOW + at);
            if asked.is_ok() {
                granted += u64::from(cost);
            }
            prop_assert!(granted * 3600 <= 10 * 3600 + 10 * latest);
        }
        prop_assert!(granted > 0);
    }
}
