//! Registers of many records, and records of many versions.

use frame_benchmarking::{account, BenchmarkError};
use frame_support::weights::Weight;

use super::scenes::*;
use crate::{history::Change, *};

/// A register in which there is much, and one of its titles, which is for sale.
pub(super) struct Scene<T: Config> {
    register: RegisterId,
    record: RecordId,
    seller: T::AccountId,
    buyer: T::AccountId,
}

/// A register of 10 to the power of `exponent` records.
pub(super) fn register_of<T: Config>(exponent: u32) -> Result<Scene<T>, BenchmarkError> {
    let count = 10_u32.pow(exponent);
    let scene = Scene::<T>::new(count / 2)?;
    scene.fill(count)?;
    Ok(scene)
}

/// A record of 10 to the power of `exponent` versions, one a day, in a register of ten records.
pub(super) fn record_of<T: Config>(exponent: u32) -> Result<Scene<T>, BenchmarkError> {
    let scene = Scene::<T>::new(5)?;
    scene.fill(10)?;
    let first = Versions::<T>::get((scene.register, scene.record, 1)).ok_or("it was entered")?;
    let count = 10_u32.pow(exponent);
    let day = TODAY - count as Day;
    let opened = Version { day, span: Span { from: day, until: None }, ..first };
    Versions::<T>::insert((scene.register, scene.record, 1), opened);
    for number in 1..count {
        let day = day + number as Day;
        let entry = acts::Entry { effective: day, today: day, ..entry::<T>(scene.register) };
        let change = Change {
            content: Some(content(MEASURE)),
            ownership: Some(Ownership::Sole(Party::Account(scene.seller.clone()))),
            ..Change::none(&entry)
        };
        Pallet::<T>::add_version(&entry, Kind::Amend, scene.record, change)?;
    }
    Ok(scene)
}

impl<T: Config> Scene<T> {
    /// An empty register in which nothing is waited for, whose record of that number is to be sold.
    fn new(record: RecordId) -> Result<Self, BenchmarkError> {
        let register = register::<T>()?;
        let periods = Periods { notice: 0, waiting: 0, ..rules::<T>().periods };
        RulesOf::<T>::insert(register, 1, Rules { reveal: 0, periods, ..rules::<T>() });
        let seller = rich::<T>("owner", record);
        Ok(Self { register, record, seller, buyer: rich::<T>("buyer", 0) })
    }

    /// Enters so many titles, each with another name and of another owner. The first one is entered, and
    /// the others copy it, for entering a hundred thousand takes minutes.
    fn fill(&self, count: u32) -> Result<(), BenchmarkError> {
        let register = self.register;
        let owned = |number| Ownership::Sole(Party::Account(account("owner", number, 0)));
        record::<T>(register, 0, owned(0), NOTHING)?;
        let first = Records::<T>::get(register, 0).ok_or("it was entered")?;
        let version = Versions::<T>::get((register, 0, 1)).ok_or("it was entered")?;
        for number in 1..count {
            let name = hash(number);
            Names::<T>::insert(register, name, number);
            Records::<T>::insert(register, number, Record { name, ..first });
            Versions::<T>::insert((register, number, 1), &version);
            Holdings::<T>::insert((register, number, 1), Holding::Stated(owned(number)));
        }
        Counts::<T>::mutate(register, |counts| counts.records = count);
        Ok(())
    }

    /// The day on which the record was entered.
    pub fn first_day(&self) -> Day {
        let first = Versions::<T>::get((self.register, self.record, 1));
        first.map(|version| version.day).unwrap_or_default()
    }

    /// The number of the sale on the day list.
    fn dealing(&self) -> DealingId {
        1_000
    }

    /// Lodges the sale.
    pub fn lodge(&self) -> Result<(), BenchmarkError> {
        let ownership = Ownership::Sole(Party::Account(self.buyer.clone()));
        let (seller, record) = (self.seller.clone(), Some(self.record));
        let act = Act::Transfer { ownership };
        Pallet::<T>::do_lodge(seller, self.register, record, act, HASH, None)?;
        Ok(())
    }

    /// Has the buyer consent to the sale.
    pub fn consent(&self) -> Result<(), BenchmarkError> {
        let (buyer, party) = (self.buyer.clone(), Party::Account(self.buyer.clone()));
        Pallet::<T>::do_consent(buyer, self.register, self.dealing(), party)?;
        Ok(())
    }

    /// Approves the sale, which completes it; returns what that cost, if it says so.
    pub fn approve(&self) -> Result<Option<Weight>, BenchmarkError> {
        let approved = Pallet::<T>::do_approve(registrar::<T>(), self.register, self.dealing());
        Ok(approved.map_err(|refused| refused.error)?.actual_weight)
    }

    /// What was said of the record on a day.
    pub fn said_on(&self, day: Day) -> Option<Statement<T::AccountId>> {
        Pallet::<T>::do_said_on(self.register, self.record, day)
    }

    /// What is known of the record on a day.
    pub fn known_on(&self, day: Day) -> Option<Statement<T::AccountId>> {
        Pallet::<T>::do_known_on(self.register, self.record, day)
    }

    /// Whether the sale is open.
    pub fn is_lodged(&self) -> bool {
        Dealings::<T>::contains_key(self.register, self.dealing())
    }

    /// Whether the buyer owns the record.
    pub fn is_transferred(&self) -> bool {
        let owner = Ownership::Sole(Party::Account(self.buyer.clone()));
        Pallet::<T>::owners_now(self.register, self.record).is_ok_and(|it| it == owner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mock::{ExtBuilder, Test};

    #[test]
    fn a_title_among_many_is_sold_and_asked_about() {
        ExtBuilder.build().execute_with(|| {
            let scene = register_of::<Test>(2).unwrap();
            assert_eq!(Counts::<Test>::get(scene.register).records, 100);
            assert!(scene.said_on(TODAY).is_some());
            assert!(scene.known_on(TODAY).is_some());
            assert!(!scene.is_lodged());
            scene.lodge().unwrap();
            assert!(scene.is_lodged());
            scene.consent().unwrap();
            scene.approve().unwrap();
            assert!(scene.is_transferred());
        });
    }

    #[test]
    fn a_title_of_many_versions_is_sold_and_asked_about() {
        ExtBuilder.build().execute_with(|| {
            let scene = record_of::<Test>(2).unwrap();
            let content = |day| Some(scene.known_on(day)?.content?.version);
            assert_eq!(content(scene.first_day()), Some(1));
            assert_eq!(content(TODAY), Some(100));
            assert_eq!(scene.said_on(scene.first_day()).map(|it| it.version), Some(1));
            assert_eq!(scene.said_on(TODAY).map(|it| it.version), Some(100));
            scene.lodge().unwrap();
            scene.consent().unwrap();
            scene.approve().unwrap();
            assert!(scene.is_transferred());
        });
    }
}
