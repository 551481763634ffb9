//! An electorate of persons: whoever meets a policy enrols, and has one vote.

use althing_primitives::{
    eligibility::{PolicyVersion, Purpose, Unmet},
    BlockNumber,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;

use self::pallet::{PollCount, PollId, Polls};
use super::{
    attest, attest_on, by, chain, clause, domain, execute, freeze, office, policy, recover, renew,
    retag, root, rotate_key, run_to, standing, tag, terms, AccountId, DomainId, Fall, Office, Roll,
    System, Town, EPOCH,
};
use crate::{
    mock::{alice, bob, eve, ferdie},
    Terms,
};

type Error = pallet::Error<Town>;

/// A roll of one electorate, and polls that it votes on.
#[frame_support::pallet(dev_mode)]
pub mod pallet {
    use althing_primitives::{
        eligibility::{Eligibility, PersonTag, PolicyVersion, Purpose},
        BlockNumber,
    };
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use sp_runtime::SaturatedConversion;

    /// Counts epochs.
    pub type Epoch = u32;
    /// Counts polls.
    pub type PollId = u32;

    /// What the runtime decides for the roll.
    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// Who is a person.
        type Eligibility: Eligibility<Self::AccountId>;

        /// How many blocks an epoch has.
        type EpochLength: Get<BlockNumber>;
    }

    /// A roll.
    #[pallet::pallet]
    pub struct Pallet<T>(_);

    /// A person on the roll.
    #[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
    pub struct Entry<AccountId> {
        /// The account that the person enrolled with last.
        pub account: AccountId,
        /// The first epoch in which the person counts.
        pub from: Epoch,
    }

    /// How many persons count.
    #[derive(Clone, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
    pub struct Size {
        /// The epoch in which it changed last.
        pub epoch: Epoch,
        /// How many counted in that epoch.
        pub then: u32,
        /// How many count after it.
        pub after: u32,
    }

    /// A poll.
    #[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
    pub struct Poll {
        /// The block in which it opened, as of which everybody's standing is read.
        pub opened: BlockNumber,
        /// The epoch in which it opened, as of which the roll is read.
        pub epoch: Epoch,
        /// How many persons there are to vote.
        pub size: u32,
        /// How many are for it.
        pub ayes: u32,
        /// How many are against it.
        pub nays: u32,
    }

    /// Whom the roll is for.
    #[pallet::storage]
    pub type Policy<T> = StorageValue<_, PolicyVersion, OptionQuery>;

    /// Who is on the roll, by tag.
    #[pallet::storage]
    pub type Entries<T: Config> =
        StorageMap<_, Blake2_128Concat, PersonTag, Entry<T::AccountId>, OptionQuery>;

    /// Who is on the roll, by account.
    #[pallet::storage]
    pub type Accounts<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, PersonTag, OptionQuery>;

    /// How many are on the roll.
    #[pallet::storage]
    pub type CurrentSize<T> = StorageValue<_, Size, ValueQuery>;

    /// How many polls there were.
    #[pallet::storage]
    pub type PollCount<T> = StorageValue<_, PollId, ValueQuery>;

    /// The polls.
    #[pallet::storage]
    pub type Polls<T> = StorageMap<_, Twox64Concat, PollId, Poll, OptionQuery>;

    /// How each person voted, by tag: true for, false against.
    #[pallet::storage]
    pub type Ballots<T> =
        StorageDoubleMap<_, Twox64Concat, PollId, Blake2_128Concat, PersonTag, bool, OptionQuery>;

    /// Why a call was refused.
    #[pallet::error]
    #[derive(PartialEq)]
    pub enum Error<T> {
        /// The policy does not exist.
        NoSuchPolicy,
        /// The account does not meet the policy, or has no tag under it.
        NotEligible,
        /// The account is on the roll as this person.
        AlreadyEnrolled,
        /// The account is not on the roll, or was not when the poll opened.
        NotEnrolled,
        /// The entry is as it should be.
        InGoodStanding,
        /// The poll does not exist.
        NoSuchPoll,
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Says whom the roll is for. Origin: Root.
        pub fn set_policy(origin: OriginFor<T>, policy: PolicyVersion) -> DispatchResult {
            ensure_root(origin)?;
            ensure!(T::Eligibility::exists(policy), Error::<T>::NoSuchPolicy);
            Policy::<T>::put(policy);
            Ok(())
        }

        /// Enters oneself, from the next epoch on. Whoever is on the roll with another account takes
        /// the entry over as it is. Origin: the person.
        pub fn enrol(origin: OriginFor<T>) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let tag = Self::person(&who, Self::now())?;
            let old = Accounts::<T>::get(&who);
            ensure!(old != Some(tag), Error::<T>::AlreadyEnrolled);
            if let Some(old) = old {
                Self::remove(&who, &old);
            }
            let from = match Entries::<T>::get(tag) {
                Some(entry) => {
                    Accounts::<T>::remove(&entry.account);
                    entry.from
                }
                None => {
                    Self::resize(|size| size + 1);
                    Self::epoch() + 1
                }
            };
            Accounts::<T>::insert(&who, tag);
            Entries::<T>::insert(tag, Entry { account: who, from });
            Ok(())
        }

        /// Strikes an entry whose account is no longer in standing as that person. Origin: anyone.
        pub fn strike(origin: OriginFor<T>, account: T::AccountId) -> DispatchResult {
            ensure_signed(origin)?;
            let tag = Accounts::<T>::get(&account).ok_or(Error::<T>::NotEnrolled)?;
            let stands = Self::person(&account, Self::now()) == Ok(tag);
            ensure!(!stands, Error::<T>::InGoodStanding);
            Self::remove(&account, &tag);
            Ok(())
        }

        /// Opens a poll. Origin: anyone.
        pub fn open_poll(origin: OriginFor<T>) -> DispatchResult {
            ensure_signed(origin)?;
            let id = PollCount::<T>::get();
            PollCount::<T>::put(id + 1);
            let (opened, epoch, size) = (Self::now(), Self::epoch(), Self::size());
            Polls::<T>::insert(id, Poll { opened, epoch, size, ayes: 0, nays: 0 });
            Ok(())
        }

        /// Votes, or votes otherwise than before. Origin: a person who was on the roll and in
        /// standing when the poll opened.
        pub fn vote(origin: OriginFor<T>, id: PollId, aye: bool) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let mut poll = Polls::<T>::get(id).ok_or(Error::<T>::NoSuchPoll)?;
            let tag = Self::person(&who, poll.opened)?;
            let entry = Entries::<T>::get(tag).ok_or(Error::<T>::NotEnrolled)?;
            let counts = entry.account == who && entry.from <= poll.epoch;
            ensure!(counts, Error::<T>::NotEnrolled);
            if let Some(before) = Ballots::<T>::get(id, tag) {
                *poll.side(before) -= 1;
            }
            *poll.side(aye) += 1;
            Ballots::<T>::insert(id, tag, aye);
            Polls::<T>::insert(id, poll);
            Ok(())
        }
    }

    impl Poll {
        fn side(&mut self, aye: bool) -> &mut u32 {
            if aye {
                &mut self.ayes
            } else {
                &mut self.nays
            }
        }
    }

    impl<T: Config> Pallet<T> {
        /// How many persons count in this epoch.
        pub fn size() -> u32 {
            let size = CurrentSize::<T>::get();
            if size.epoch < Self::epoch() {
                size.after
            } else {
                size.then
            }
        }

        /// Each person is on the roll once and with one account, the size is that of the roll, and no
        /// poll has more ballots than it has persons.
        pub fn assert_sound() {
            let size = CurrentSize::<T>::get();
            assert_eq!(Entries::<T>::iter().count() as u32, size.after);
            assert_eq!(Accounts::<T>::iter().count() as u32, size.after);
            for (tag, entry) in Entries::<T>::iter() {
                assert_eq!(Accounts::<T>::get(entry.account), Some(tag));
            }
            for (id, poll) in Polls::<T>::iter() {
                let ballots: Vec<_> = Ballots::<T>::iter_prefix_values(id).collect();
                let ayes = ballots.iter().filter(|aye| **aye).count() as u32;
                assert_eq!((poll.ayes, poll.ayes + poll.nays), (ayes, ballots.len() as u32));
                assert!(poll.ayes + poll.nays <= poll.size);
            }
        }

        /// Who the account was in block `at`. Whoever is frozen is somebody still.
        fn person(who: &T::AccountId, at: BlockNumber) -> Result<PersonTag, Error<T>> {
            let policy = Policy::<T>::get().ok_or(Error::<T>::NoSuchPolicy)?;
            let tag = T::Eligibility::standing(who, policy, at, Purpose::Speak);
            tag.ok().flatten().ok_or(Error::<T>::NotEligible)
        }

        fn remove(account: &T::AccountId, tag: &PersonTag) {
            Accounts::<T>::remove(account);
            Entries::<T>::remove(tag);
            Self::resize(|size| size - 1);
        }

        fn resize(change: impl FnOnce(u32) -> u32) {
            CurrentSize::<T>::mutate(|size| {
                let after = change(size.after);
                *size = Size { epoch: Self::epoch(), then: Self::size(), after };
            });
        }

        fn epoch() -> Epoch {
            Self::now() / T::EpochLength::get()
        }

        fn now() -> BlockNumber {
            frame_system::Pallet::<T>::block_number().saturated_into()
        }
    }
}

/// A roll for residents, of whom Charlie and Dave attest that they are.
struct Electorate {
    domain: DomainId,
    residents: Office,
    policy: PolicyVersion,
}

/// There is one, and nobody on it.
fn electorate() -> Electorate {
    let domain = domain();
    let residents = office(Some(domain));
    let policy = policy(Some(domain), vec![clause(residents)]);
    assert_ok!(Roll::set_policy(root(), policy));
    Electorate { domain, residents, policy }
}

/// There is one with Alice on it, whose tag is 1 and who counts.
fn electorate_of_alice() -> Electorate {
    let electorate = electorate();
    attest(electorate.residents, &alice(), tag(1));
    assert_ok!(enrol(alice()));
    next_epoch();
    electorate
}

fn enrol(who: AccountId) -> DispatchResult {
    Roll::enrol(by(who))
}

/// A stranger strikes somebody.
fn strike(who: AccountId) -> DispatchResult {
    Roll::strike(by(ferdie()), who)
}

fn vote(who: AccountId, poll: PollId, aye: bool) -> DispatchResult {
    Roll::vote(by(who), poll, aye)
}

fn open_poll() -> PollId {
    assert_ok!(Roll::open_poll(by(ferdie())));
    PollCount::<Town>::get() - 1
}

/// For it, against it, and how many there are to vote.
fn tally(poll: PollId) -> (u32, u32, u32) {
    let poll = Polls::<Town>::get(poll).unwrap();
    (poll.ayes, poll.nays, poll.size)
}

fn next_epoch() {
    let now: BlockNumber = System::block_number();
    run_to((now / EPOCH + 1) * EPOCH);
}

#[test]
fn a_person_counts_and_votes_from_the_next_epoch() {
    execute(|| {
        let Electorate { residents, .. } = electorate();
        attest(residents, &alice(), tag(1));
        let early = open_poll();
        assert_ok!(enrol(alice()));
        assert_noop!(vote(alice(), early, true), Error::NotEnrolled);
        run_to(EPOCH - 1);
        assert_eq!(Roll::size(), 0);
        run_to(EPOCH);
        assert_eq!(Roll::size(), 1);
        let poll = open_poll();
        assert_ok!(vote(alice(), poll, true));
        assert_eq!(tally(poll), (1, 0, 1));
        assert_noop!(vote(alice(), early, true), Error::NotEnrolled);
        assert_eq!(tally(early), (0, 0, 0));
    });
}

#[test]
fn a_person_enrols_once_and_whoever_is_none_does_not_enrol() {
    execute(|| {
        let Electorate { residents, .. } = electorate();
        attest(residents, &alice(), tag(1));
        assert_ok!(enrol(alice()));
        assert_noop!(enrol(alice()), Error::AlreadyEnrolled);
        assert_noop!(enrol(bob()), Error::NotEligible);
        next_epoch();
        assert_noop!(enrol(alice()), Error::AlreadyEnrolled);
        assert_eq!(Roll::size(), 1);
    });
}

#[test]
fn a_poll_counts_against_the_roll_as_it_was_when_it_opened() {
    execute(|| {
        let Electorate { residents, .. } = electorate_of_alice();
        attest(residents, &bob(), tag(2));
        attest(residents, &eve(), tag(3));
        assert_ok!(enrol(bob()));
        next_epoch();
        let of_two = open_poll();
        assert_ok!(enrol(eve()));
        next_epoch();
        let of_three = open_poll();
        assert_ok!(vote(alice(), of_two, true));
        assert_ok!(vote(bob(), of_two, true));
        assert_noop!(vote(eve(), of_two, true), Error::NotEnrolled);
        assert_ok!(vote(bob(), of_two, false));
        assert_ok!(vote(eve(), of_three, true));
        assert_eq!((tally(of_two), tally(of_three)), ((1, 1, 2), (1, 0, 3)));
    });
}

#[test]
fn anyone_strikes_an_entry_whose_standing_has_lapsed_for_whatever_reason() {
    for fall in Fall::ALL {
        execute(|| {
            let Electorate { residents, policy, .. } = electorate();
            let soon = Terms { expires: 25, ..terms(tag(1)) };
            attest_on(residents, &alice(), soon);
            assert_ok!(enrol(alice()));
            run_to(24);
            assert_noop!(strike(alice()), Error::InGoodStanding);
            fall.befall(residents, &alice());
            let unmet = Unmet::Clause { index: 0, why: fall.why() };
            assert_eq!(standing(&alice(), policy, Purpose::Speak), Err(unmet), "{fall:?}");
            assert_ok!(strike(alice()));
            assert_noop!(strike(alice()), Error::NotEnrolled);
            assert_noop!(enrol(alice()), Error::NotEligible);
            assert_eq!(Roll::size(), 1, "{fall:?}: the epoch's own size is settled");
            next_epoch();
            assert_eq!(Roll::size(), 0, "{fall:?}");
        });
    }
}

#[test]
fn whoever_was_struck_and_is_in_standing_again_counts_once() {
    execute(|| {
        let Electorate { residents, .. } = electorate_of_alice();
        Fall::Revocation.befall(residents, &alice());
        assert_ok!(strike(alice()));
        attest(residents, &alice(), tag(1));
        assert_ok!(enrol(alice()));
        let before = open_poll();
        assert_noop!(vote(alice(), before, true), Error::NotEnrolled);
        next_epoch();
        let poll = open_poll();
        assert_ok!(vote(alice(), poll, true));
        assert_eq!(tally(poll), (1, 0, 1));
    });
}

#[test]
fn a_person_who_moved_to_another_account_does_not_count_twice() {
    execute(|| {
        let Electorate { residents, .. } = electorate_of_alice();
        let before = open_poll();
        assert_ok!(vote(alice(), before, true));
        recover(residents, &alice(), &bob(), tag(1));
        assert_ok!(enrol(bob()));
        assert_noop!(enrol(alice()), Error::NotEligible);
        assert_noop!(strike(alice()), Error::NotEnrolled);

        // The poll of before knows the person by the old account, whose entry is gone.
        assert_noop!(vote(alice(), before, false), Error::NotEnrolled);
        assert_noop!(vote(bob(), before, false), Error::NotEligible);
        assert_eq!(tally(before), (1, 0, 1));

        next_epoch();
        let after = open_poll();
        assert_ok!(vote(bob(), after, true));
        assert_noop!(vote(alice(), after, true), Error::NotEligible);
        assert_eq!(tally(after), (1, 0, 1));
    });
}

#[test]
fn a_person_who_moved_and_was_struck_meanwhile_does_not_count_twice() {
    execute(|| {
        let Electorate { residents, .. } = electorate_of_alice();
        recover(residents, &alice(), &bob(), tag(1));
        let before = open_poll();
        assert_ok!(strike(alice()));
        assert_ok!(enrol(bob()));
        assert_noop!(vote(bob(), before, true), Error::NotEnrolled);
        assert_eq!(tally(before), (0, 0, 1));
        next_epoch();
        assert_eq!(Roll::size(), 1);
    });
}

#[test]
fn a_person_with_another_tag_under_a_new_key_does_not_count_twice() {
    execute(|| {
        let Electorate { domain, residents, .. } = electorate_of_alice();
        let before = open_poll();
        assert_ok!(vote(alice(), before, true));
        rotate_key(domain);
        renew(residents, &alice(), retag(11, 1));
        assert_noop!(vote(alice(), before, true), Error::NotEnrolled);
        assert_ok!(enrol(alice()));
        assert_noop!(vote(alice(), before, true), Error::NotEnrolled);
        assert_eq!(tally(before), (1, 0, 1));
        next_epoch();
        let after = open_poll();
        assert_ok!(vote(alice(), after, true));
        assert_eq!(tally(after), (1, 0, 1));
    });
}

#[test]
fn a_person_who_moved_under_a_new_key_votes_once_and_the_old_entry_can_be_struck() {
    execute(|| {
        let Electorate { domain, residents, .. } = electorate_of_alice();
        rotate_key(domain);
        let before = open_poll();
        assert_ok!(vote(alice(), before, true));
        recover(residents, &alice(), &bob(), retag(11, 1));
        assert_ok!(enrol(bob()));
        assert_noop!(vote(bob(), before, true), Error::NotEligible);
        next_epoch();
        let between = open_poll();
        assert_ok!(vote(bob(), between, true));
        assert_noop!(vote(alice(), between, true), Error::NotEligible);
        assert_eq!(tally(between), (1, 0, 2), "the tags do not tell that they are one person");
        assert_ok!(strike(alice()));
        next_epoch();
        assert_eq!(Roll::size(), 1);
    });
}

#[test]
fn a_frozen_person_enrols_and_votes() {
    execute(|| {
        let Electorate { residents, policy, .. } = electorate();
        attest(residents, &alice(), tag(1));
        freeze(&alice(), 40);
        assert_ok!(enrol(alice()));
        next_epoch();
        assert_noop!(strike(alice()), Error::InGoodStanding);
        let poll = open_poll();
        assert_ok!(vote(alice(), poll, true));
        assert_eq!(tally(poll), (1, 0, 1));
        assert_eq!(standing(&alice(), policy, Purpose::Act), Err(Unmet::Frozen));
    });
}

#[test]
fn what_ends_while_a_poll_is_open_takes_nobody_out_of_it() {
    for fall in [Fall::Expiry, Fall::Suspension, Fall::Revocation, Fall::RemovedIssuer] {
        execute(|| {
            let Electorate { residents, .. } = electorate();
            attest_on(residents, &alice(), Terms { expires: 25, ..terms(tag(1)) });
            assert_ok!(enrol(alice()));
            run_to(23);
            let before = open_poll();
            run_to(24);
            fall.befall(residents, &alice());
            let after = open_poll();
            assert_ok!(vote(alice(), before, true));
            assert_noop!(vote(alice(), after, true), Error::NotEligible);
            assert_eq!(tally(before), (1, 0, 1), "{fall:?}");
        });
    }
}

#[test]
fn whoever_turns_out_to_be_void_votes_in_no_poll() {
    execute(|| {
        let Electorate { residents, .. } = electorate_of_alice();
        let poll = open_poll();
        run_to(System::block_number() + 1);
        Fall::VoidIssuer.befall(residents, &alice());
        assert_noop!(vote(alice(), poll, true), Error::NotEligible);
    });
}

#[test]
fn a_roll_is_for_a_policy_that_exists() {
    chain().execute_with(|| {
        let unknown = PolicyVersion { id: 0, version: 1 };
        assert_noop!(Roll::set_policy(root(), unknown), Error::NoSuchPolicy);
    });
}
