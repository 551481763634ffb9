//! Random lives of officers against a plain model: whether each approval goes through, and if not,
//! why.

use std::collections::BTreeMap;

use althing_primitives::BlockNumber;
use frame_support::{assert_ok, dispatch::DispatchResult};
use proptest::prelude::*;
use sp_runtime::DispatchError;

use crate::{mock::*, Day, DealingId, Grant, Role, Rules};

type Error = crate::Error<Test>;

/// The person behind the authority.
const AUTHORITY: u8 = 100;

/// What may happen. People are counted from 0.
#[derive(Clone, Debug)]
enum Act {
    /// An account is attested from now on, as this person.
    Attest(usize, u8),
    /// It is no longer.
    Lapse(usize),
    /// The authority makes somebody a registrar for so many blocks.
    Grant { who: usize, life: u32, most: Option<u32>, attested: bool },
    /// The authority takes that away.
    Revoke(usize),
    /// Somebody lodges a first registration.
    Lodge(usize),
    /// Somebody approves one of those that are open.
    Approve(usize, usize),
    /// What somebody approved since some blocks ago is put under review.
    Review(usize, u32),
    /// That ends.
    EndReview(usize),
    /// Blocks pass.
    Blocks(u32),
    /// Hours pass.
    Hours(u32),
}

fn act() -> impl Strategy<Value = Act> {
    let who = || 0..4usize;
    let tag = prop_oneof![8 => 1..4u8, 1 => Just(AUTHORITY)];
    let most = prop_oneof![2 => Just(None), 3 => (0..3u32).prop_map(Some)];
    prop_oneof![
        2 => (who(), tag).prop_map(|(who, tag)| Act::Attest(who, tag)),
        1 => who().prop_map(Act::Lapse),
        6 => (who(), 0..90u32, most, any::<bool>())
            .prop_map(|(who, life, most, attested)| Act::Grant { who, life, most, attested }),
        1 => who().prop_map(Act::Revoke),
        8 => who().prop_map(Act::Lodge),
        16 => (who(), 0..4usize).prop_map(|(who, which)| Act::Approve(who, which)),
        1 => (who(), 0..10u32).prop_map(|(who, ago)| Act::Review(who, ago)),
        2 => who().prop_map(Act::EndReview),
        3 => (1..6u32).prop_map(Act::Blocks),
        2 => (1..30u32).prop_map(Act::Hours),
    ]
}

/// What is known of an account.
#[derive(Clone, Default)]
struct Officer {
    /// As whom it was attested last, from which block on, and until before which.
    attested: Option<(u8, BlockNumber, BlockNumber)>,
    /// Its terms as a registrar.
    grant: Option<Grant>,
    /// Since when it is under review.
    review: Option<BlockNumber>,
    /// How many dealings it approved on which day, as long as that was counted.
    approvals: BTreeMap<Day, u32>,
}

impl Officer {
    fn person(&self, at: BlockNumber) -> Option<u8> {
        let (tag, since, until) = self.attested?;
        (since..until).contains(&at).then_some(tag)
    }
}

#[derive(Default)]
struct Model {
    officers: [Officer; 4],
    /// What is open: its number, who lodged it, and when.
    open: Vec<(DealingId, usize, BlockNumber)>,
    names: u8,
    entered: usize,
}

fn account(who: usize) -> AccountId {
    [bob(), charlie(), dave(), eve()][who].clone()
}

fn error(error: Error) -> DispatchResult {
    Err(error.into())
}

impl Model {
    /// A register that tells people apart, in which all four lodge, three of them approve, and the
    /// court audits. To begin with they are four people.
    fn start() -> Self {
        create_with(Rules { identity: Some(IDENTITY), ..rules() });
        Persons::set(&authority(), AUTHORITY);
        let appoint = |who: AccountId, role| {
            let grant = Grant { expires: MAX_TERM, ..grant() };
            assert_ok!(Records::grant_role(mandate(TRACK), REGISTER, who.into(), role, grant));
            grant
        };
        appoint(ferdie(), Role::Auditor);
        let mut model = Self::default();
        for (who, tag) in (0..4).zip(1..) {
            model.apply(Act::Attest(who, tag));
            appoint(account(who), Role::Clerk);
        }
        model.officers[1].grant = Some(grant());
        for who in 2..4 {
            model.officers[who].grant = Some(appoint(account(who), Role::Registrar));
        }
        model
    }

    fn apply(&mut self, act: Act) {
        let now = System::block_number();
        match act {
            Act::Attest(who, tag) => {
                Persons::set(&account(who), tag);
                self.officers[who].attested = Some((tag, now, BlockNumber::MAX));
            }
            Act::Lapse(who) => {
                Persons::lapse(&account(who));
                if let Some((_, _, until)) = &mut self.officers[who].attested {
                    *until = now;
                }
            }
            Act::Grant { who, life, most, attested } => {
                let policy = attested.then_some(IDENTITY);
                let grant = Grant { policy, expires: now + life, approvals_a_day: most };
                self.grant(who, grant);
            }
            Act::Revoke(who) => {
                let expected = match self.officers[who].grant.take() {
                    Some(_) => Ok(()),
                    None => error(Error::RoleNotFound),
                };
                let (account, role) = (account(who).into(), Role::Registrar);
                let revoked = Records::revoke_role(by(authority()), REGISTER, account, role);
                assert_eq!(revoked, expected);
            }
            Act::Lodge(who) => self.lodge(who),
            Act::Approve(who, which) => self.approve(who, which),
            Act::Review(who, ago) => self.review(who, now.saturating_sub(ago)),
            Act::EndReview(who) => {
                let expected = match self.officers[who].review.take() {
                    Some(_) => Ok(()),
                    None => error(Error::ReviewNotFound),
                };
                let ended = Records::end_review(by(authority()), REGISTER, account(who).into());
                assert_eq!(ended, expected);
            }
            Act::Blocks(blocks) => run_to(now + blocks),
            Act::Hours(hours) => {
                Milliseconds::set(&(Milliseconds::get() + u64::from(hours) * 3_600_000));
            }
        }
    }

    fn grant(&mut self, who: usize, grant: Grant) {
        let now = System::block_number();
        let expected = match self.officers[who].person(now) {
            _ if grant.expires <= now => error(Error::InvalidGrant),
            None => error(Error::NotEligible),
            Some(AUTHORITY) => error(Error::AuthorityHoldsRole),
            Some(_) => {
                self.officers[who].grant = Some(grant);
                Ok(())
            }
        };
        let (account, role) = (account(who).into(), Role::Registrar);
        let granted = Records::grant_role(by(authority()), REGISTER, account, role, grant);
        assert_eq!(granted, expected);
    }

    fn lodge(&mut self, who: usize) {
        let now = System::block_number();
        self.names += 1;
        let act = first_registration(self.names, sole(alice()));
        let lodged = Records::lodge(by(account(who)), REGISTER, None, act, hash(99), None);
        match self.officers[who].person(now) {
            None => assert_eq!(lodged, error(Error::NotEligible)),
            Some(_) => {
                assert_ok!(lodged);
                self.open.push((last_dealing(), who, now));
            }
        }
    }

    /// An auditor widens a review and does not narrow it.
    fn review(&mut self, who: usize, since: BlockNumber) {
        let expected = match self.officers[who].review {
            Some(before) if since > before => error(Error::NotAuthorized),
            _ => {
                self.officers[who].review = Some(since);
                Ok(())
            }
        };
        let registrar = account(who).into();
        let reviewed = Records::review(by(ferdie()), REGISTER, registrar, since, hash(1));
        assert_eq!(reviewed, expected);
    }

    fn approve(&mut self, who: usize, which: usize) {
        let Some((dealing, lodger, lodged)) = self.open.get(which).copied() else { return };
        let expected = self.may_approve(who, lodger, lodged);
        let approved = Records::approve(by(account(who)), REGISTER, dealing);
        assert_eq!(approved.map(|_| ()).map_err(|failed| failed.error), expected);
        if expected.is_ok() {
            self.open.remove(which);
            self.entered += 1;
            let officer = &mut self.officers[who];
            if officer.grant.unwrap().approvals_a_day.is_some() {
                *officer.approvals.entry(today()).or_default() += 1;
            }
        }
    }

    fn may_approve(&self, who: usize, lodger: usize, lodged: BlockNumber) -> DispatchResult {
        let now = System::block_number();
        let officer = &self.officers[who];
        let refuse = |error: Error| Err(DispatchError::from(error));
        let Some(grant) = officer.grant else { return refuse(Error::NotAuthorized) };
        if grant.expires <= now {
            return refuse(Error::RoleExpired);
        }
        if grant.policy.is_some() && officer.person(now).is_none() {
            return refuse(Error::NotEligible);
        }
        if who == lodger {
            return refuse(Error::SamePerson);
        }
        match (officer.person(lodged), self.officers[lodger].person(lodged)) {
            (None, _) | (_, None) => return refuse(Error::NotEligible),
            (Some(own), Some(other)) if own == other => return refuse(Error::SamePerson),
            _ => {}
        }
        if officer.review.is_some_and(|since| since <= now) {
            return refuse(Error::UnderReview);
        }
        let today = officer.approvals.get(&today()).copied().unwrap_or(0);
        if grant.approvals_a_day.is_some_and(|most| today >= most) {
            return refuse(Error::TooManyApprovals);
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn approvals_go_through_exactly_if_two_people_may(
        acts in prop::collection::vec(act(), 1..120),
    ) {
        ExtBuilder.build_and_execute(|| {
            let mut model = Model::start();
            for act in acts {
                model.apply(act);
            }
            let records = crate::Counts::<Test>::get(REGISTER).records;
            assert_eq!(usize::try_from(records).unwrap(), model.entered);
        });
    }
}
