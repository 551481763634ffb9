//! What a poll counts up.

use althing_primitives::{
    poll::{HouseTally, Standing, Standings, MAX_HOUSES},
    Balance, EpochIndex, TrackId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

use sp_runtime::{ArithmeticError, Perbill};

use crate::types::{Ballot, Choice};

/// The count of one poll, house by house.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Tally {
    /// The epoch as of which everybody's say is read.
    #[codec(compact)]
    pub epoch: EpochIndex,
    /// The houses, each of which must pass; never empty.
    pub houses: BoundedVec<House, ConstU32<MAX_HOUSES>>,
}

/// The count of one house.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
pub struct House {
    /// The power that says aye.
    #[codec(compact)]
    pub ayes: Balance,
    /// The power that says nay.
    #[codec(compact)]
    pub nays: Balance,
    /// The power that abstains.
    #[codec(compact)]
    pub abstains: Balance,
    /// The stake that says aye or abstains, unmultiplied.
    #[codec(compact)]
    pub support: Balance,
    /// What support is measured against: the stake of all who may vote, or the floor if that is
    /// more.
    #[codec(compact)]
    pub electorate: Balance,
}

/// What one ballot adds to one house.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
struct Share {
    ayes: Balance,
    nays: Balance,
    abstains: Balance,
    support: Balance,
}

impl Share {
    /// What a ballot adds to the house of tokens.
    fn of_tokens(ballot: &Ballot) -> Self {
        let Ballot { choice, say } = ballot;
        match choice {
            Choice::Aye => Self { ayes: say.power, support: say.stake, ..Default::default() },
            Choice::Nay => Self { nays: say.power, ..Default::default() },
            Choice::Abstain => {
                Self { abstains: say.power, support: say.stake, ..Default::default() }
            }
        }
    }
}

impl Tally {
    /// An empty count for the house of tokens.
    pub fn of_tokens(epoch: EpochIndex, electorate: Balance) -> Self {
        let house = House { electorate, ..Default::default() };
        Self { epoch, houses: BoundedVec::truncate_from([house].into()) }
    }

    /// Counts a ballot.
    ///
    /// # Errors
    /// If the count overflows.
    pub fn add(&mut self, ballot: &Ballot) -> Result<(), ArithmeticError> {
        let share = Share::of_tokens(ballot);
        self.each_house(|house| house.add(&share).ok_or(ArithmeticError::Overflow))
    }

    /// Counts a ballot no more.
    ///
    /// # Errors
    /// If it was not counted.
    pub fn remove(&mut self, ballot: &Ballot) -> Result<(), ArithmeticError> {
        let share = Share::of_tokens(ballot);
        self.each_house(|house| house.remove(&share).ok_or(ArithmeticError::Underflow))
    }

    fn each_house(
        &mut self,
        change: impl Fn(&House) -> Result<House, ArithmeticError>,
    ) -> Result<(), ArithmeticError> {
        for house in self.houses.iter_mut() {
            *house = change(house)?;
        }
        Ok(())
    }
}

impl House {
    /// The share of the counted power that says aye; none if nothing counts.
    pub fn approval(&self) -> Perbill {
        share(self.ayes, self.ayes.saturating_add(self.nays))
    }

    /// The share of the electorate that says aye or abstains.
    pub fn support(&self) -> Perbill {
        share(self.support, self.electorate)
    }

    fn add(&self, share: &Share) -> Option<Self> {
        Some(Self {
            ayes: self.ayes.checked_add(share.ayes)?,
            nays: self.nays.checked_add(share.nays)?,
            abstains: self.abstains.checked_add(share.abstains)?,
            support: self.support.checked_add(share.support)?,
            electorate: self.electorate,
        })
    }

    fn remove(&self, share: &Share) -> Option<Self> {
        Some(Self {
            ayes: self.ayes.checked_sub(share.ayes)?,
            nays: self.nays.checked_sub(share.nays)?,
            abstains: self.abstains.checked_sub(share.abstains)?,
            support: self.support.checked_sub(share.support)?,
            electorate: self.electorate,
        })
    }
}

impl HouseTally<Balance, TrackId> for Tally {
    fn standings(&self, _: TrackId) -> Standings {
        let standing =
            |house: &House| Standing { approval: house.approval(), support: house.support() };
        BoundedVec::truncate_from(self.houses.iter().map(standing).collect())
    }
}

/// A part of a whole, rounded down; none of nothing.
fn share(part: Balance, whole: Balance) -> Perbill {
    if whole == 0 {
        return Perbill::zero();
    }
    Perbill::from_rational(part, whole)
}

#[cfg(test)]
mod tests {
    use althing_primitives::say::Say;

    use super::*;

    fn ballot(choice: Choice, stake: Balance, power: Balance) -> Ballot {
        Ballot { choice, say: Say::of_account(stake, power) }
    }

    #[test]
    fn approval_leaves_abstentions_out_and_support_leaves_multipliers_and_nays_out() {
        let mut tally = Tally::of_tokens(0, 100);
        tally.add(&ballot(Choice::Aye, 10, 30)).unwrap();
        tally.add(&ballot(Choice::Nay, 10, 10)).unwrap();
        tally.add(&ballot(Choice::Abstain, 5, 5)).unwrap();
        let expected =
            Standing { approval: Perbill::from_percent(75), support: Perbill::from_percent(15) };
        assert_eq!(tally.standings(0).to_vec(), vec![expected]);
    }

    #[test]
    fn an_empty_count_approves_nothing() {
        let nothing = Standing { approval: Perbill::zero(), support: Perbill::zero() };
        assert_eq!(Tally::of_tokens(0, 100).standings(0).to_vec(), vec![nothing]);
        assert_eq!(Tally::of_tokens(0, 0).standings(0).to_vec(), vec![nothing]);
    }

    #[test]
    fn standings_are_rounded_down_at_every_size() {
        let mut tally = Tally::of_tokens(0, Balance::MAX);
        tally.add(&ballot(Choice::Aye, Balance::MAX - 1, Balance::MAX - 1)).unwrap();
        tally.add(&ballot(Choice::Nay, 1, 1)).unwrap();
        let almost = Perbill::from_parts(999_999_999);
        assert_eq!(
            tally.standings(0).to_vec(),
            vec![Standing { approval: almost, support: almost }]
        );
    }

    #[test]
    fn what_is_removed_was_counted() {
        let mut tally = Tally::of_tokens(0, 100);
        let aye = ballot(Choice::Aye, 10, 30);
        tally.add(&aye).unwrap();
        tally.remove(&aye).unwrap();
        assert_eq!(tally, Tally::of_tokens(0, 100));
        assert_eq!(tally.remove(&aye), Err(ArithmeticError::Underflow));
        tally.add(&ballot(Choice::Nay, 1, Balance::MAX)).unwrap();
        let over = tally.add(&ballot(Choice::Nay, 1, 1));
        assert_eq!(over, Err(ArithmeticError::Overflow));
    }
}
