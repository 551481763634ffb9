//! Setting the periods.

use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

use crate::{mock::*, *};

type Error = crate::Error<Test>;

#[test]
fn the_constitution_sets_the_periods() {
    ExtBuilder::default().build_and_execute(|| {
        let new = Periods { longest_freeze: 7, ..PERIODS };
        assert_ok!(Attestations::set_periods(RuntimeOrigin::root(), new));
        assert_eq!(last_event(), crate::Event::PeriodsChanged { old: PERIODS, new });
        assert_eq!(CurrentPeriods::<Test>::get(), new);
        for origin in [by(alice()), by(one()), mandate(TRACK)] {
            assert_noop!(Attestations::set_periods(origin, PERIODS), BadOrigin);
        }
    });
}

#[test]
fn no_period_is_zero() {
    ExtBuilder::default().build_and_execute(|| {
        for zero in [
            Periods { answer: 0, ..PERIODS },
            Periods { objection: 0, ..PERIODS },
            Periods { keeping: 0, ..PERIODS },
            Periods { longest_freeze: 0, ..PERIODS },
            Periods { freezes_a_year: 0, ..PERIODS },
            Periods { year: 0, ..PERIODS },
            Periods { panel_term: 0, ..PERIODS },
        ] {
            let set = Attestations::set_periods(RuntimeOrigin::root(), zero);
            assert_noop!(set, Error::InvalidPeriod);
        }
    });
}

#[test]
fn one_freeze_fits_into_what_a_year_allows_and_that_into_a_year() {
    ExtBuilder::default().build_and_execute(|| {
        let set = |periods| Attestations::set_periods(RuntimeOrigin::root(), periods);
        let equal = Periods { longest_freeze: 9, freezes_a_year: 9, year: 9, ..PERIODS };
        assert_ok!(set(equal));
        assert_noop!(set(Periods { longest_freeze: 10, ..equal }), Error::InvalidPeriod);
        let above = Periods { freezes_a_year: 10, ..equal };
        assert_noop!(set(above), Error::InvalidPeriod);
    });
}

#[test]
fn shorter_periods_leave_a_freeze_that_has_begun_as_it_is() {
    ExtBuilder::default().build_and_execute(|| {
        let freeze = |duration| {
            let cause = FreezeCause::Fraud;
            Attestations::freeze(by(one()), bob().into(), duration, cause, Default::default())
        };
        let cause = FreezeCause::Fraud;
        let evidence = Default::default();
        assert_ok!(Attestations::freeze(by(one()), alice().into(), 40, cause, evidence));
        let short = Periods { longest_freeze: 5, freezes_a_year: 5, ..PERIODS };
        assert_ok!(Attestations::set_periods(RuntimeOrigin::root(), short));
        assert_noop!(freeze(6), Error::FreezeTooLong);
        assert_ok!(freeze(5));
        run_to(40);
        assert_eq!(Attestations::frozen_until(alice()), Some(41));
        assert_eq!(Attestations::frozen_until(bob()), None);
    });
}
