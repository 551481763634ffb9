//! Requests: a subject asks an issuer, which accepts or refuses; and how a request ends.
//!
//! Every request that was made ends with `RequestAccepted` or with `RequestClosed`, at the latest when
//! the chain gets to it after its deadline.
//!
//! A place in an issuer's list costs a deposit beside the fee, so that nobody fills the list for the
//! price of transactions. The fee is the issuer's once it accepts, and the subject's otherwise; the
//! deposit is the subject's in any case. Both are held from the request to its answer: a refusal
//! returns them, and neither an appeal nor the place that a panel gives back asks for them again.

use althing_primitives::{Balance, BlockNumber};
use frame_support::{
    ensure,
    pallet_prelude::*,
    traits::{
        fungible::MutateHold,
        tokens::{
            Fortitude::Polite,
            Precision::{BestEffort, Exact},
            Restriction::Free,
        },
        Get,
    },
};
use sp_core::H256;

use crate::{
    AppealId, Config, Error, Event, HoldReason, IssuerId, IssuerStatus, Issuers, MeasureKind,
    Pallet, RefusalReason, Request, RequestState, Requests, Review, RulesOfAppeal, Subject,
    SubjectKind, Task, Terms, WeightInfo,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::request`].
    ///
    /// The fee is a payment that is to leave the account, so a frozen account does not make one.
    pub(crate) fn do_request(
        who: T::AccountId,
        issuer: IssuerId,
        commitment: H256,
        fee: Balance,
    ) -> DispatchResult {
        let now = Self::now();
        let asked = Self::expect_issuer(issuer)?;
        ensure!(asked.status == IssuerStatus::Active, Error::<T>::IssuerNotActive);
        ensure!(asked.account != who, Error::<T>::SelfAttestation);
        let schema = Self::expect_schema(asked.schema)?;
        ensure!(schema.retired.is_none(), Error::<T>::SchemaRetired);
        ensure!(schema.rules.subject == SubjectKind::Account, Error::<T>::WrongSubject);
        ensure!(Self::freeze_in_force(&who, now).is_none(), Error::<T>::AccountFrozen);
        let twice = Requests::<T>::contains_key(issuer, &who);
        ensure!(!twice, Error::<T>::AlreadyRequested);
        ensure!(asked.requests < T::MaxRequests::get(), Error::<T>::TooManyRequests);
        let deposit = T::RequestDeposit::get();
        let total = fee.checked_add(deposit).ok_or(Error::<T>::Overflow)?;
        if total > 0 {
            T::Currency::hold(&HoldReason::Request.into(), &who, total)?;
        }
        let deadline = now.saturating_add(Self::periods().answer);
        let state = RequestState::Open;
        let request = Request { commitment, fee, deposit, deadline, state, review: Review::None };
        Requests::<T>::insert(issuer, &who, request);
        Self::count_request(issuer);
        Self::schedule(deadline, Task::Close(issuer, who.clone()));
        Self::deposit_event(Event::Requested { issuer, who, commitment, fee, deposit, deadline });
        Ok(())
    }

    /// See [`Pallet::accept`].
    ///
    /// The fee leaves the subject's account with this, so a freeze that came after the request keeps
    /// it there; what costs nothing can be accepted all the same, for the deposit does not leave.
    pub(crate) fn do_accept(
        who: T::AccountId,
        issuer: IssuerId,
        subject: T::AccountId,
        terms: Terms,
    ) -> DispatchResultWithPostInfo {
        let agent = Self::expect_agent(&who, issuer)?;
        let request = Self::expect_request(issuer, &subject)?;
        ensure!(request.is_answerable(), Error::<T>::WrongRequestState);
        let now = Self::now();
        ensure!(now < request.deadline, Error::<T>::RequestExpired);
        ensure!(terms.commitment == request.commitment, Error::<T>::CommitmentMismatch);
        let fee = request.held().fee;
        if fee > 0 {
            let frozen = Self::freeze_in_force(&subject, now).is_some();
            ensure!(!frozen, Error::<T>::AccountFrozen);
            let reason = HoldReason::Request.into();
            let payee = &agent.issuer.account;
            T::Currency::transfer_on_hold(&reason, &subject, payee, fee, Exact, Free, Polite)?;
        }
        Self::release_held(&subject, request.held().deposit)?;
        let payer = Self::payer_for(&agent.issuer);
        let placed = Self::place(&agent, who, Subject::Account(subject.clone()), terms, payer)?;
        Self::forget_request(issuer, &subject, &request);
        Self::deposit_event(Event::RequestAccepted { issuer, who: subject, fee });
        Ok(Self::spent(T::WeightInfo::accept(placed.looked_at), &agent))
    }

    /// See [`Pallet::refuse`].
    ///
    /// Where no rules say how refusals are appealed, the request is closed at once.
    pub(crate) fn do_refuse(
        who: T::AccountId,
        issuer: IssuerId,
        subject: T::AccountId,
        reason: RefusalReason,
        evidence: H256,
    ) -> DispatchResult {
        Self::expect_agent(&who, issuer)?;
        let request = Self::expect_request(issuer, &subject)?;
        ensure!(request.state == RequestState::Open, Error::<T>::WrongRequestState);
        let now = Self::now();
        ensure!(now < request.deadline, Error::<T>::RequestExpired);
        let fee = Self::return_held(&subject, &request)?;
        Self::forget_request(issuer, &subject, &request);
        let rules = RulesOfAppeal::<T>::get(MeasureKind::Refusal);
        let appeal_until = now.saturating_add(rules.map_or(0, |rules| rules.window));
        Self::deposit_event(Event::RequestRefused {
            issuer,
            who: subject.clone(),
            reason,
            evidence,
            fee,
            appeal_until,
        });
        if appeal_until > now {
            let state = RequestState::Refused { since: now, reason };
            let refused = Request { deadline: appeal_until, state, ..request };
            Requests::<T>::insert(issuer, &subject, refused);
            Self::schedule(appeal_until, Task::Close(issuer, subject));
        } else {
            Self::deposit_event(Event::RequestClosed { issuer, who: subject, fee: 0 });
        }
        Ok(())
    }

    /// See [`Pallet::close_request`].
    pub(crate) fn do_close_request(
        who: T::AccountId,
        issuer: IssuerId,
        subject: T::AccountId,
    ) -> DispatchResultWithPostInfo {
        let request = Self::expect_request(issuer, &subject)?;
        let due = Self::now() >= request.deadline;
        ensure!(due || who == subject, Error::<T>::RequestRunning);
        Self::end_request(issuer, subject, &request)?;
        Ok(if due { Pays::No } else { Pays::Yes }.into())
    }

    /// Notes that an appeal is open against a refusal: the request stays until that is decided.
    pub(crate) fn await_appeal(
        issuer: IssuerId,
        subject: &T::AccountId,
        appeal: AppealId,
        deadline: BlockNumber,
    ) -> Result<(), Error<T>> {
        let task = Task::Close(issuer, subject.clone());
        let refused = Self::expect_request(issuer, subject)?;
        Self::unschedule(refused.deadline, task.clone());
        let request = Request { deadline, review: Review::Open(appeal), ..refused };
        Requests::<T>::insert(issuer, subject, request);
        Self::schedule(deadline, task);
        Ok(())
    }

    /// Gives a refused request, against whose refusal a panel has spoken, back to its issuer. It may
    /// be more than `MaxRequests` then: the panel's word does not depend on how many others ask.
    pub(crate) fn reopen_request(issuer: IssuerId, subject: T::AccountId, refused: Request) {
        Self::forget_request(issuer, &subject, &refused);
        let deadline = Self::now().saturating_add(Self::periods().answer);
        let state = RequestState::Reopened;
        let reopened = Request { deadline, state, review: Review::Closed, ..refused };
        Requests::<T>::insert(issuer, &subject, reopened);
        Self::count_request(issuer);
        Self::schedule(deadline, Task::Close(issuer, subject.clone()));
        Self::deposit_event(Event::RequestReopened { issuer, who: subject, deadline });
    }

    /// Closes a request that was not accepted, and returns what is still held for it.
    pub(crate) fn end_request(
        issuer: IssuerId,
        subject: T::AccountId,
        request: &Request,
    ) -> DispatchResult {
        ensure!(!matches!(request.review, Review::Open(_)), Error::<T>::AppealOpen);
        let fee = Self::return_held(&subject, request)?;
        Self::forget_request(issuer, &subject, request);
        Self::deposit_event(Event::RequestClosed { issuer, who: subject, fee });
        Ok(())
    }

    fn expect_request(issuer: IssuerId, subject: &T::AccountId) -> Result<Request, Error<T>> {
        Requests::<T>::get(issuer, subject).ok_or(Error::<T>::RequestNotFound)
    }

    /// Returns what is held for a request to its subject; and how much of that was the fee.
    fn return_held(subject: &T::AccountId, request: &Request) -> Result<Balance, DispatchError> {
        let held = request.held();
        Self::release_held(subject, held.total())?;
        Ok(held.fee)
    }

    fn release_held(subject: &T::AccountId, amount: Balance) -> DispatchResult {
        if amount == 0 {
            return Ok(());
        }
        T::Currency::release(&HoldReason::Request.into(), subject, amount, BestEffort).map(|_| ())
    }

    fn count_request(issuer: IssuerId) {
        Issuers::<T>::mutate_extant(issuer, |found| {
            found.requests = found.requests.saturating_add(1);
        });
    }

    /// Removes a request, what is due about it, and its place among those of the issuer.
    fn forget_request(issuer: IssuerId, subject: &T::AccountId, request: &Request) {
        Requests::<T>::remove(issuer, subject);
        Self::unschedule(request.deadline, Task::Close(issuer, subject.clone()));
        if request.is_answerable() {
            Issuers::<T>::mutate_extant(issuer, |found| {
                found.requests = found.requests.saturating_sub(1);
            });
        }
    }
}

/// What is held for a request.
#[derive(Clone, Copy)]
pub(crate) struct Held {
    /// What the issuer receives for accepting.
    pub fee: Balance,
    /// What the subject gets back in any case.
    pub deposit: Balance,
}

impl Held {
    /// All of it: what was held at once, so that it does not overflow.
    pub fn total(self) -> Balance {
        self.fee.saturating_add(self.deposit)
    }
}

impl Request {
    /// Whether its issuer can accept it, as far as its state goes; such a request takes one of the
    /// places that an issuer has for requests.
    pub(crate) fn is_answerable(&self) -> bool {
        matches!(self.state, RequestState::Open | RequestState::Reopened)
    }

    /// What is held for it: the fee and the deposit, until it is refused.
    pub(crate) fn held(&self) -> Held {
        match self.state {
            RequestState::Open => Held { fee: self.fee, deposit: self.deposit },
            RequestState::Refused { .. } | RequestState::Reopened => Held { fee: 0, deposit: 0 },
        }
    }

    /// Whether its issuer refused it, and no panel has overturned that.
    pub(crate) fn was_refused(&self) -> bool {
        matches!(self.state, RequestState::Refused { .. })
    }
}
