//! The authority that other pallets grant to a track by its number.

use althing_primitives::mandate::Mandate;
use codec::Encode;
use frame_support::{
    assert_ok,
    sp_runtime::DispatchError,
    traits::{EnsureOrigin, OriginTrait},
};

use crate::{
    mock::*, Authority, EnsureCanceller, EnsureKiller, EnsureMandate, EnsureSpender, Origin, Status,
};

type Ensure = EnsureMandate<AccountId>;

/// What the call of proposal 42, approved on track 6, is dispatched with.
fn origin_on(authority: Authority) -> RuntimeOrigin {
    authority.origin::<RuntimeOrigin, AccountId>(42, 6)
}

fn mandate(origin: RuntimeOrigin) -> Option<Mandate> {
    Ensure::ensure_origin(origin).ok()
}

#[test]
fn an_approved_proposal_has_the_mandate_of_its_track() {
    let mandate = mandate(origin_on(Authority::Mandate)).unwrap();
    assert_eq!(mandate, Mandate::Track { track: 6, proposal: 42 });
    assert!(mandate.covers(6));
    assert!(!mandate.covers(7));
    assert_eq!(mandate.proposal(), Some(42));
}

#[test]
fn root_stands_above_every_mandate() {
    let mandate = mandate(origin_on(Authority::Root)).unwrap();
    assert_eq!(mandate, Mandate::Root);
    assert!(mandate.covers(6) && mandate.covers(7));
    assert_eq!(mandate.proposal(), None);
}

#[test]
fn nobody_else_has_a_mandate() {
    for authority in
        [Authority::Spender { limit: u128::MAX }, Authority::Canceller, Authority::Killer]
    {
        assert_eq!(mandate(origin_on(authority)), None);
    }
    for origin in [RuntimeOrigin::signed(ALICE), RuntimeOrigin::none()] {
        assert_eq!(mandate(origin), None);
    }
}

#[test]
fn an_origin_that_is_refused_can_be_asked_for_something_else() {
    let refused = Ensure::try_origin(RuntimeOrigin::signed(ALICE)).unwrap_err();
    assert_eq!(refused.as_signer(), Some(&ALICE));
    let refused = Ensure::try_origin(origin_on(Authority::Killer)).unwrap_err();
    assert_eq!(EnsureKiller::<AccountId>::ensure_origin(refused).ok(), Some(Some(42)));
}

#[test]
fn a_mandate_neither_spends_nor_cancels_nor_kills() {
    let origin = || origin_on(Authority::Mandate);
    assert!(EnsureSpender::<AccountId>::ensure_origin(origin()).is_err());
    assert!(EnsureCanceller::<AccountId>::ensure_origin(origin()).is_err());
    assert!(EnsureKiller::<AccountId>::ensure_origin(origin()).is_err());
}

#[test]
fn a_mandate_keeps_its_place_among_authorities_and_origins() {
    assert_eq!(Authority::Mandate.encode(), [4]);
    assert_eq!(Origin::Mandate { proposal: 42, track: 6 }.encode(), [3, 42, 0, 0, 0, 6, 0]);
}

#[test]
fn a_call_under_a_mandate_runs_without_the_authority_of_root() {
    ExtBuilder::default().build_and_execute(|| {
        const REGISTRY: u16 = 9;
        let track = track(Authority::Mandate);
        assert_ok!(ProposalsPallet::set_track(RuntimeOrigin::root(), REGISTRY, track));
        let call = frame_system::Call::set_storage { items: vec![] };
        let id = decide_call(REGISTRY, call.into());
        approve(id);
        run_to(now() + 6);
        let Status::ExecutionFailed { error, .. } = status(id) else { panic!("{:?}", status(id)) };
        assert_eq!(error, DispatchError::BadOrigin);
    });
}

#[cfg(feature = "runtime-benchmarks")]
#[test]
fn benchmarks_get_a_mandate() {
    let origin: RuntimeOrigin = <Ensure as EnsureOrigin<_>>::try_successful_origin().unwrap();
    assert!(mandate(origin).is_some_and(|mandate| mandate != Mandate::Root));
}
