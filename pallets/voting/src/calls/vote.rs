use althing_primitives::{say::Say, EpochIndex, ProposalId};
use frame_support::{
    dispatch::DispatchResult,
    ensure,
    traits::{PollStatus, Polling},
};
use sp_runtime::{ArithmeticError, DispatchError};

use crate::{
    Ballot, Ballots, Choice, Config, Error, Event, Own, Pallet, Received, Retracted, Tally,
};

/// What an account came to when a poll opened.
pub(crate) struct Standing<AccountId> {
    /// What its own stake counted for.
    pub own: Say,
    /// What others had delegated to it.
    pub received: Say,
    /// Who votes in its place, unless it votes in person.
    pub delegate: Option<AccountId>,
}

/// What happens to a delegator's own say in its delegate's hands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Handover {
    /// The delegator votes in person and takes it back.
    Retract,
    /// The delegator has withdrawn its ballot and gives it again.
    Return,
}

impl<T: Config> Pallet<T> {
    /// Casts a ballot, or changes it.
    pub(crate) fn do_vote(who: T::AccountId, poll: ProposalId, choice: Choice) -> DispatchResult {
        Self::with_open_poll(poll, |tally| {
            let standing = Self::standing(&who, tally.epoch)?;
            let given = standing.own.checked_add(&standing.received);
            let given = given.ok_or(ArithmeticError::Overflow)?;
            ensure!(!given.is_zero(), Error::<T>::NoSay);
            let taken = Retracted::<T>::get(poll, &who);
            let say = given.checked_sub(&taken).ok_or(ArithmeticError::Underflow)?;

            let previous = Ballots::<T>::get(poll, &who);
            let ballot = Ballot { choice, say };
            Self::recount(poll, &who, tally, previous.as_ref(), Some(&ballot))?;
            let previous = previous.map(|ballot| ballot.choice);
            Self::deposit_event(Event::Voted { poll, who: who.clone(), previous, choice, say });
            if previous.is_none() {
                Self::hand_over(poll, who, standing, tally, Handover::Retract)?;
            }
            Ok(())
        })
    }

    /// Gives access to the count of an open poll.
    pub(crate) fn with_open_poll(
        poll: ProposalId,
        count: impl FnOnce(&mut Tally) -> DispatchResult,
    ) -> DispatchResult {
        T::Polls::try_access_poll(poll, |status| match status {
            PollStatus::Ongoing(tally, _) => count(tally),
            PollStatus::Completed(..) => Err(Error::<T>::PollClosed.into()),
            PollStatus::None => Err(Error::<T>::UnknownPoll.into()),
        })
    }

    /// What an account came to in the epoch as of which a poll reads it.
    pub(crate) fn standing(
        who: &T::AccountId,
        epoch: EpochIndex,
    ) -> Result<Standing<T::AccountId>, DispatchError> {
        let clock = Self::clock();
        ensure!(epoch >= clock.horizon(), Error::<T>::PollTooOld);
        let position = Own::<T>::get(who).at(epoch);
        let own = clock.rules.say(&position.tiers).ok_or(ArithmeticError::Overflow)?;
        let received = Received::<T>::get(who).at(epoch);
        Ok(Standing { own, received, delegate: position.delegate })
    }

    /// Replaces an account's ballot: counts the old one no more, and then the new one.
    pub(crate) fn recount(
        poll: ProposalId,
        who: &T::AccountId,
        tally: &mut Tally,
        old: Option<&Ballot>,
        new: Option<&Ballot>,
    ) -> DispatchResult {
        if let Some(ballot) = old {
            tally.remove(ballot)?;
        }
        if let Some(ballot) = new {
            tally.add(ballot)?;
        }
        Ballots::<T>::set(poll, who, new.copied());
        Ok(())
    }

    /// Takes a delegator's own say out of its delegate's hands in one poll, or gives it back, and
    /// counts the delegate's ballot anew if there is one.
    pub(crate) fn hand_over(
        poll: ProposalId,
        who: T::AccountId,
        standing: Standing<T::AccountId>,
        tally: &mut Tally,
        handover: Handover,
    ) -> DispatchResult {
        let say = standing.own;
        let Some(delegate) = standing.delegate.filter(|_| !say.is_zero()) else { return Ok(()) };

        let less = |from: &Say| from.checked_sub(&say).ok_or(ArithmeticError::Underflow);
        let more = |to: &Say| to.checked_add(&say).ok_or(ArithmeticError::Overflow);
        let taken = Retracted::<T>::get(poll, &delegate);
        let previous = Ballots::<T>::get(poll, &delegate);
        let counted = previous.map(|ballot| ballot.say);
        let (taken, counted) = match handover {
            Handover::Retract => (more(&taken)?, counted.as_ref().map(less).transpose()?),
            Handover::Return => (less(&taken)?, counted.as_ref().map(more).transpose()?),
        };

        if taken == Say::default() {
            Retracted::<T>::remove(poll, &delegate);
        } else {
            Retracted::<T>::insert(poll, &delegate, taken);
        }
        let ballot = previous.zip(counted).map(|(ballot, say)| Ballot { say, ..ballot });
        Self::recount(poll, &delegate, tally, previous.as_ref(), ballot.as_ref())?;
        Self::deposit_event(match handover {
            Handover::Retract => Event::SayRetracted { poll, who, delegate, say, previous, ballot },
            Handover::Return => Event::SayReturned { poll, who, delegate, say, previous, ballot },
        });
        Ok(())
    }
}
