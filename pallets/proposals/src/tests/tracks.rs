use althing_primitives::eligibility::PolicyVersion;
use frame_support::{
    assert_noop, assert_ok,
    sp_runtime::{BuildStorage, DispatchError},
};

use crate::{
    mock::*, pallet::Stopper, Authority, Error, Event, GenesisConfig, Status, Track, Tracks,
};

fn set(id: u16, track: Track) -> frame_support::pallet_prelude::DispatchResult {
    ProposalsPallet::set_track(RuntimeOrigin::root(), id, track)
}

#[test]
fn the_constitution_adds_and_changes_tracks() {
    ExtBuilder::default().build_and_execute(|| {
        let new = track(Authority::Spender { limit: 7 });
        assert_ok!(set(9, new.clone()));
        assert_eq!(last_event(), Event::TrackSet { id: 9, old: None, new });
        let (old, new) = (Tracks::<Test>::get(9), track(Authority::Canceller));
        assert_ok!(set(9, new.clone()));
        assert_eq!(last_event(), Event::TrackSet { id: 9, old, new });
    });
}

#[test]
fn nobody_else_changes_tracks() {
    ExtBuilder::default().build_and_execute(|| {
        for who in [ALICE, GUARDIAN] {
            let origin = RuntimeOrigin::signed(who);
            assert_noop!(
                ProposalsPallet::set_track(origin.clone(), 9, track(Authority::Root)),
                DispatchError::BadOrigin
            );
            assert_noop!(ProposalsPallet::remove_track(origin, SPEND), DispatchError::BadOrigin);
        }
    });
}

#[test]
fn a_track_that_contradicts_itself_or_outlasts_the_memory_of_say_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let breaks: [fn(&mut Track); 8] = [
            |track| track.decision = 0,
            |track| track.confirmation = 0,
            |track| track.retry_period = 0,
            |track| track.max_deciding = 0,
            |track| track.submission_timeout = track.preparation,
            |track| track.preparation = 51,
            |track| track.decision = 491,
            |track| track.timelock = 691,
        ];
        for break_it in breaks {
            let mut track = track(Authority::Root);
            track.submission_timeout = 60;
            break_it(&mut track);
            assert_noop!(set(9, track), Error::<Test>::InvalidTrack);
        }
    });
}

#[test]
fn a_track_that_asks_for_a_policy_that_does_not_exist_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let asking = |policy| Track { policy: Some(policy), ..track(Authority::Mandate) };
        assert_noop!(set(9, asking(UNKNOWN_POLICY)), Error::<Test>::PolicyNotFound);
        assert_ok!(set(9, asking(POLICY)));
        assert_eq!(last_event(), Event::TrackSet { id: 9, old: None, new: asking(POLICY) });
        // One that asks for nothing any more can follow.
        assert_ok!(set(9, track(Authority::Mandate)));
    });
}

/// Builds the storage of a chain on which one track asks for this policy from the start.
fn build_genesis(policy: PolicyVersion) {
    let asking = Track { policy: Some(policy), ..track(Authority::Root) };
    GenesisConfig::<Test> { tracks: vec![(3, asking)], guardian: None }.build_storage().unwrap();
}

#[test]
fn a_chain_may_start_with_a_track_that_asks_for_a_policy() {
    build_genesis(POLICY);
}

#[test]
#[should_panic = "track 3 asks for a policy that does not exist"]
fn no_chain_starts_with_a_track_that_asks_for_a_policy_that_does_not_exist() {
    build_genesis(UNKNOWN_POLICY);
}

#[test]
fn there_are_at_most_so_many_tracks() {
    ExtBuilder::default().build_and_execute(|| {
        for id in 4..8 {
            assert_ok!(set(id, track(Authority::Canceller)));
        }
        assert_noop!(set(8, track(Authority::Canceller)), Error::<Test>::TooManyTracks);
        assert_ok!(set(7, track(Authority::Killer)));
    });
}

#[test]
fn removing_a_track_cancels_what_waits_and_leaves_what_is_decided() {
    ExtBuilder::default().max_deciding(1).build_and_execute(|| {
        let deciding = submit(SPEND);
        let queued: Vec<_> = (0..3).map(|_| submit(SPEND)).collect();
        sponsor(deciding);
        queued.iter().for_each(|id| sponsor(*id));
        run_to(5);
        let preparing = submit(SPEND);
        assert_ok!(ProposalsPallet::remove_track(RuntimeOrigin::root(), SPEND));
        let Event::TrackRemoved { id: SPEND, .. } = last_event() else { panic!() };
        run_to(20);
        for id in queued.into_iter().chain([preparing]) {
            assert!(matches!(status(id), Status::Cancelled { .. }), "{id}: {:?}", status(id));
            let by = Stopper::TrackRemoved;
            assert!(events().contains(&Event::Cancelled { id, by, reason: Default::default() }));
        }
        approve(deciding);
        run_to(now() + 6);
        assert!(matches!(status(deciding), Status::Executed { .. }));
        assert_noop!(
            ProposalsPallet::remove_track(RuntimeOrigin::root(), SPEND),
            Error::<Test>::TrackNotFound
        );
    });
}

#[test]
fn a_decision_goes_on_under_the_rules_it_started_with() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(SPEND);
        let mut harder = track(Authority::Spender { limit: 1 });
        harder.confirmation = 90;
        assert_ok!(set(SPEND, harder));
        count(id, 100);
        run_to(now() + 10);
        assert!(matches!(status(id), Status::Timelocked { .. }));
    });
}

#[test]
fn more_room_on_a_track_starts_what_queues() {
    ExtBuilder::default().max_deciding(1).build_and_execute(|| {
        let ids: Vec<_> = (0..3).map(|_| submit(SPEND)).collect();
        ids.iter().for_each(|id| sponsor(*id));
        run_to(5);
        let mut wider = track(Authority::Spender { limit: 1 });
        wider.max_deciding = 3;
        assert_ok!(set(SPEND, wider));
        run_to(8);
        assert!(ids.iter().all(|id| status(*id) == Status::Deciding));
    });
}
