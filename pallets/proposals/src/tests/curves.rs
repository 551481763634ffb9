use frame_support::sp_runtime::{FixedI64, Perbill};
use proptest::prelude::*;

use crate::Curve;

fn percent(x: u32) -> Perbill {
    Perbill::from_percent(x)
}

#[test]
fn a_linear_curve_falls_evenly_to_its_floor() {
    let curve = Curve::Linear { length: percent(50), floor: percent(20), ceil: percent(80) };
    assert_eq!(curve.threshold(percent(0)), percent(80));
    assert_eq!(curve.threshold(percent(25)), percent(50));
    assert_eq!(curve.threshold(percent(50)), percent(20));
    assert_eq!(curve.threshold(percent(100)), percent(20));
}

#[test]
fn a_stepped_curve_falls_after_each_period() {
    let (begin, end, step) = (percent(80), percent(30), percent(20));
    let curve = Curve::Stepped { begin, end, step, period: percent(25) };
    assert_eq!(curve.threshold(percent(24)), percent(80));
    assert_eq!(curve.threshold(percent(25)), percent(60));
    assert_eq!(curve.threshold(percent(50)), percent(40));
    assert_eq!(curve.threshold(percent(75)), percent(30));
    assert_eq!(curve.threshold(percent(100)), percent(30));
}

#[test]
fn a_reciprocal_curve_falls_steeply_first() {
    let curve = Curve::Reciprocal {
        factor: FixedI64::from_rational(1, 10),
        x_offset: FixedI64::from_rational(1, 10),
        y_offset: FixedI64::from_inner(-10_000_000),
    };
    assert_eq!(curve.threshold(percent(0)), percent(99));
    assert_eq!(curve.threshold(percent(10)), percent(49));
    assert_eq!(curve.threshold(percent(90)), percent(9));
}

#[test]
fn a_curve_that_rises_or_is_undefined_is_invalid() {
    let invalid = [
        Curve::Linear { length: percent(0), floor: percent(1), ceil: percent(2) },
        Curve::Linear { length: percent(1), floor: percent(3), ceil: percent(2) },
        Curve::Stepped { begin: percent(1), end: percent(2), step: percent(1), period: percent(1) },
        Curve::Stepped { begin: percent(2), end: percent(1), step: percent(1), period: percent(0) },
        Curve::Reciprocal { factor: 1.into(), x_offset: 0.into(), y_offset: 0.into() },
        Curve::Reciprocal { factor: (-1).into(), x_offset: 1.into(), y_offset: 0.into() },
    ];
    assert!(invalid.iter().all(|curve| !curve.is_valid()));
}

pub fn any_curve() -> impl Strategy<Value = Curve> {
    let part = || (0u32..=1_000_000_000).prop_map(Perbill::from_parts);
    let fixed = |range: core::ops::Range<i64>| range.prop_map(FixedI64::from_inner);
    prop_oneof![
        (part(), part(), part()).prop_map(|(length, a, b)| Curve::Linear {
            length: length.max(Perbill::from_parts(1)),
            floor: a.min(b),
            ceil: a.max(b)
        }),
        (part(), part(), part(), part()).prop_map(|(a, b, step, period)| Curve::Stepped {
            begin: a.max(b),
            end: a.min(b),
            step,
            period: period.max(Perbill::from_parts(1))
        }),
        (fixed(0..10_000_000_000), fixed(1..10_000_000_000), fixed(-2_000_000_000..2_000_000_000))
            .prop_map(|(factor, x_offset, y_offset)| Curve::Reciprocal {
                factor,
                x_offset,
                y_offset
            }),
    ]
}

proptest! {
    #[test]
    fn no_valid_curve_ever_rises(
        curve in any_curve(),
        a in 0u32..=1_000_000_000,
        b in 0u32..=1_000_000_000,
    ) {
        prop_assert!(curve.is_valid());
        let (early, late) = (Perbill::from_parts(a.min(b)), Perbill::from_parts(a.max(b)));
        prop_assert!(curve.threshold(early) >= curve.threshold(late));
    }
}
