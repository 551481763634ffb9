//! Thresholds that fall over the decision period.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::sp_runtime::{
    traits::{CheckedDiv, One, Saturating, Zero},
    FixedI64, Perbill,
};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// A threshold that never rises over the decision period.
///
/// The three shapes and their parameters are those of Polkadot OpenGov, so that curves tuned there
/// can be used as they are.
#[derive(
    Clone,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Deserialize,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    Serialize,
    TypeInfo,
)]
#[serde(rename_all = "camelCase")]
pub enum Curve {
    /// Falls evenly from `ceil` to `floor`, which it reaches after `length`.
    #[codec(index = 0)]
    Linear {
        /// The share of the decision period after which the floor is reached; above zero.
        length: Perbill,
        /// The threshold at the end.
        floor: Perbill,
        /// The threshold at the start.
        ceil: Perbill,
    },
    /// Starts at `begin` and falls by `step` after each `period`, never below `end`.
    #[codec(index = 1)]
    Stepped {
        /// The threshold at the start.
        begin: Perbill,
        /// The threshold that is never undercut.
        end: Perbill,
        /// By how much it falls at a time.
        step: Perbill,
        /// The share of the decision period between two steps; above zero.
        period: Perbill,
    },
    /// `factor / (x + x_offset) + y_offset`, kept between 0 and 1.
    #[codec(index = 2)]
    Reciprocal {
        /// How steeply it falls; not negative.
        factor: FixedI64,
        /// Moves the pole left of the start; above zero.
        x_offset: FixedI64,
        /// What it falls towards.
        y_offset: FixedI64,
    },
}

impl Curve {
    /// Whether it is defined over the whole decision period and never rises.
    pub fn is_valid(&self) -> bool {
        match self {
            Self::Linear { length, floor, ceil } => !length.is_zero() && floor <= ceil,
            Self::Stepped { begin, end, period, .. } => !period.is_zero() && end <= begin,
            Self::Reciprocal { factor, x_offset, .. } => {
                *factor >= FixedI64::zero() && *x_offset > FixedI64::zero()
            }
        }
    }

    /// The threshold after the share `x` of the decision period.
    pub fn threshold(&self, x: Perbill) -> Perbill {
        match self {
            Self::Linear { length, floor, ceil } => {
                let fallen =
                    Perbill::from_rational(x.min(*length).deconstruct(), length.deconstruct());
                ceil.saturating_sub(fallen.saturating_mul(ceil.saturating_sub(*floor)))
            }
            Self::Stepped { begin, end, step, period } => {
                let steps = x.deconstruct().checked_div(period.deconstruct()).unwrap_or_default();
                let fallen = u64::from(step.deconstruct()).saturating_mul(u64::from(steps));
                let fallen = u32::try_from(fallen).unwrap_or(u32::MAX);
                let left = begin.deconstruct().saturating_sub(fallen);
                Perbill::from_parts(left).max(*end)
            }
            Self::Reciprocal { factor, x_offset, y_offset } => {
                let x = FixedI64::from_perbill(x).saturating_add(*x_offset);
                let y = factor.checked_div(&x).unwrap_or_else(FixedI64::one);
                y.saturating_add(*y_offset).into_clamped_perthing()
            }
        }
    }
}
