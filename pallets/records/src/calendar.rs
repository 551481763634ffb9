//! Days, business days, and deadlines.

use althing_primitives::BlockNumber;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01, which is day 0.
pub type Day = i32;

/// The most holidays that a calendar lists.
pub const MAX_HOLIDAYS: u32 = 64;

/// The greatest distance of a register's local time from UTC, in minutes.
pub const MAX_OFFSET: i16 = 14 * 60;

/// A day of the week.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Encode,
    Eq,
    MaxEncodedLen,
    Ord,
    PartialEq,
    PartialOrd,
    TypeInfo,
)]
pub enum Weekday {
    /// Monday.
    #[codec(index = 0)]
    Monday,
    /// Tuesday.
    #[codec(index = 1)]
    Tuesday,
    /// Wednesday.
    #[codec(index = 2)]
    Wednesday,
    /// Thursday.
    #[codec(index = 3)]
    Thursday,
    /// Friday.
    #[codec(index = 4)]
    Friday,
    /// Saturday.
    #[codec(index = 5)]
    Saturday,
    /// Sunday.
    #[codec(index = 6)]
    Sunday,
}

/// On which days a register does business.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Calendar {
    /// The distance of local time from UTC, in minutes, at most [`MAX_OFFSET`] either way.
    pub offset: i16,
    /// The days of the week without business, each once; never all seven.
    pub rest_days: BoundedVec<Weekday, ConstU32<6>>,
    /// Further days without business, ascending.
    pub holidays: BoundedVec<Day, ConstU32<MAX_HOLIDAYS>>,
}

impl Calendar {
    /// Whether its offset is in bounds, no weekday stands twice, and its holidays are ascending.
    ///
    /// Six different days of rest leave one, so every sound calendar has business days.
    pub fn is_sound(&self) -> bool {
        let twice = |day| self.rest_days.iter().filter(|other| *other == day).count() > 1;
        self.offset.unsigned_abs() <= MAX_OFFSET.unsigned_abs()
            && !self.rest_days.iter().any(twice)
            && self.holidays.is_sorted_by(|earlier, later| earlier < later)
    }
}

/// The last moment for something.
///
/// It has passed when both its day and its block have. A day alone would let a chain that stood
/// still, or a clock that jumped, take from people the time in which they could have acted.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
pub struct Deadline {
    /// The last day, in the register's local time.
    pub day: Day,
    /// The last block.
    pub block: BlockNumber,
}
