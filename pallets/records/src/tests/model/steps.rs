//! What happens next: random steps, most of which make sense where they are taken.

use proptest::prelude::*;
use sp_runtime::BoundedVec;

use super::{attempts::Attempt, state::*, wishes::*};
use crate::{mock::*, *};

/// What somebody tries; numbers count round what there is.
#[derive(Clone, Debug)]
pub enum Step {
    /// By whom, and what.
    Lodge(usize, Draft),
    /// Likewise, and everybody agrees and approves, as far as they can.
    Through(usize, Draft),
    Seal(usize, Draft),
    Reveal(usize),
    /// All whose consent a dealing lacks give it.
    Agree(usize),
    /// Somebody consents to something for somebody.
    Consent(usize, usize, usize),
    Retract(usize, usize),
    Requisition(usize, usize),
    Answer(usize),
    Object(usize, usize),
    WithdrawObjection(usize),
    Decide(usize, usize),
    Withdraw(usize),
    Reject(usize, usize),
    Approve(usize, usize),
    /// One dealing, or all that need not wait.
    Complete(usize),
    Lapse(usize),
    Freeze(usize, usize),
    Unfreeze(usize, usize),
    Redact(usize, usize),
    Grant(usize, usize),
    Revoke(usize, usize),
    Review(usize, usize),
    EndReview(usize),
    /// The register is suspended, or active again.
    Suspend(usize),
    Rules(usize),
    HoldStill(usize),
    /// Whole days.
    Days(u32),
    /// Blocks without days, or days without blocks.
    Stall(u32, u32),
}

pub fn step() -> impl Strategy<Value = Step> {
    use Step::*;
    let n = || 0..960_usize;
    let two = || (n(), n());
    prop_oneof![
        24 => (n(), draft()).prop_map(|(who, draft)| Lodge(who, draft)),
        36 => (n(), draft()).prop_map(|(who, draft)| Through(who, draft)),
        3 => (n(), draft()).prop_map(|(who, draft)| Seal(who, draft)),
        8 => n().prop_map(Reveal),
        24 => n().prop_map(Agree),
        4 => (n(), n(), n()).prop_map(|(who, id, party)| Consent(who, id, party)),
        2 => two().prop_map(|(id, party)| Retract(id, party)),
        2 => two().prop_map(|(who, id)| Requisition(who, id)),
        2 => n().prop_map(Answer),
        2 => two().prop_map(|(who, id)| Object(who, id)),
        1 => n().prop_map(WithdrawObjection),
        2 => two().prop_map(|(who, id)| Decide(who, id)),
        6 => n().prop_map(Withdraw),
        1 => two().prop_map(|(who, id)| Reject(who, id)),
        30 => two().prop_map(|(who, id)| Approve(who, id)),
        16 => n().prop_map(Complete),
        4 => n().prop_map(Lapse),
        1 => two().prop_map(|(id, day)| Freeze(id, day)),
        2 => two().prop_map(|(id, n)| Unfreeze(id, n)),
        2 => two().prop_map(|(id, n)| Redact(id, n)),
        4 => two().prop_map(|(who, how)| Grant(who, how)),
        1 => two().prop_map(|(who, role)| Revoke(who, role)),
        1 => two().prop_map(|(who, since)| Review(who, since)),
        2 => n().prop_map(EndReview),
        3 => n().prop_map(Suspend),
        1 => n().prop_map(Rules),
        2 => n().prop_map(HoldStill),
        12 => prop_oneof![5 => 1..4_u32, 1 => 4..40_u32].prop_map(Days),
        3 => prop_oneof![(Just(0), 1..30_u32), (1..20_u32, Just(1))]
            .prop_map(|(days, blocks)| Stall(days, blocks)),
    ]
}

/// Rules of all sorts.
pub fn rules_of(n: usize) -> Rules {
    let periods = Periods { longest: 30, ..rules().periods };
    let usual = Rules { periods, ..rules() };
    let third = |kinds: &[Kind]| BoundedVec::truncate_from(kinds.to_vec());
    match n % 6 {
        0 => usual,
        1 => Rules { periods: Periods { notice: 3, waiting: 1, longest: 20, ..periods }, ..usual },
        2 => Rules { reveal: 12, periods: Periods { waiting: 1, search: 3, ..periods }, ..usual },
        3 => Rules { identity: Some(IDENTITY), reveal: 4, ..usual },
        4 => Rules {
            four_eyes: FourEyes::Waived,
            lodging: Permission::Never,
            third_parties: third(&[Kind::Amend, Kind::Correct, Kind::Vest, Kind::Encumber]),
            ..usual
        },
        _ => Rules {
            identity: Some(IDENTITY),
            third_parties: third(&[Kind::Survive, Kind::Restore, Kind::Discharge]),
            periods: Periods { notice: 2, requisition: 2, search: 0, ..periods },
            open_dealings: 2,
            ..usual
        },
    }
}

impl Step {
    /// The steps of which this one consists.
    pub fn parts(&self) -> Vec<Self> {
        match self {
            Self::Through(who, draft) => vec![
                Self::Lodge(*who, draft.clone()),
                Self::Agree(NEWEST),
                Self::Approve(*who, NEWEST),
            ],
            step => vec![step.clone()],
        }
    }
}

/// Counts to the newest dealing.
const NEWEST: usize = usize::MAX;

fn anybody(n: usize) -> AccountId {
    people()[n % people().len()].clone()
}

const ROLES: [Role; 5] = [Role::Registrar, Role::Clerk, Role::Court, Role::Notary, Role::Auditor];

impl Model {
    /// A dealing that fits, now and then any.
    fn dealing(&self, n: usize, fits: impl Fn(&Pending) -> bool) -> DealingId {
        let fitting: Vec<_> = self.open.iter().filter(|(_, it)| fits(it)).map(|it| *it.0).collect();
        let all: Vec<_> = self.open.keys().copied().collect();
        if n == NEWEST {
            return all.last().copied().unwrap_or_default();
        }
        let any = pick(&all, n / 8).unwrap_or(n as DealingId);
        if n.is_multiple_of(8) {
            any
        } else {
            pick(&fitting, n).unwrap_or(any)
        }
    }

    fn lodger(&self, id: DealingId, n: usize) -> AccountId {
        let lodger = self.open.get(&id).map(|it| it.lodger.clone());
        lodger.filter(|_| !n.is_multiple_of(9)).unwrap_or_else(|| anybody(n / 9))
    }

    /// Who lodges: a clerk or notary, somebody whom it concerns, or anybody.
    fn filer(&self, n: usize, wish: &Wish) -> AccountId {
        let officers = [bob(), dave()].into_iter().filter(|who| self.is_officer(who));
        let asked = self.required(wish, &self.rules).unwrap_or_default();
        let concerned = |who: &AccountId| asked.iter().any(|party| self.speaks(party, who));
        let most: Vec<_> = match n % 8 {
            0 => vec![],
            1..=4 => officers.collect(),
            _ if matches!(wish.act.kind(), Kind::Caution | Kind::Search) => {
                vec![alice(), one(), two()]
            }
            _ => people().into_iter().filter(concerned).collect(),
        };
        pick(&most, n / 8).unwrap_or_else(|| anybody(n / 8))
    }

    /// What a step tries, as things are.
    pub fn attempts(&self, step: &Step) -> Vec<Attempt> {
        use Step::*;
        match step {
            Lodge(who, draft) => {
                let wish = self.wish(draft);
                vec![Attempt::Lodge(self.filer(*who, &wish), wish)]
            }
            Seal(who, draft) => {
                let wish = self.wish(draft);
                vec![Attempt::Seal(self.filer(*who, &wish), wish)]
            }
            Reveal(n) => {
                let id = self.dealing(*n, Pending::is_sealed);
                let Some(it) = self.open.get(&id) else { return vec![] };
                vec![Attempt::Reveal(self.lodger(id, *n), id, it.wish.clone(), n % 7 > 0)]
            }
            Agree(n) => self.agree(*n),
            Days(days) => vec![Attempt::Wait(*days, days * LEAST_BLOCKS)],
            Stall(days, blocks) => vec![Attempt::Wait(*days, *blocks)],
            Approve(..) | Complete(_) | Lapse(_) | Withdraw(_) | Reject(..) => self.ending(step),
            Freeze(..) | Unfreeze(..) | Redact(..) | Grant(..) | Revoke(..) | Review(..)
            | EndReview(_) | Suspend(_) | Rules(_) | HoldStill(_) => self.ordering(step),
            _ => self.arguing(step),
        }
    }

    fn agree(&self, n: usize) -> Vec<Attempt> {
        let lacks = |it: &Pending| self.missing(it).is_some_and(|all| !all.is_empty());
        let id = self.dealing(n, lacks);
        let missing = self.open.get(&id).and_then(|it| self.missing(it)).unwrap_or_default();
        let consent = |party: Party<AccountId>| {
            let who = people().into_iter().find(|who| self.speaks(&party, who))?;
            Some(Attempt::Consent(who, id, party))
        };
        missing.into_iter().filter_map(consent).collect()
    }

    /// Steps by which a dealing ends, mostly.
    fn ending(&self, step: &Step) -> Vec<Attempt> {
        let id = |n: usize, fits: &dyn Fn(&Pending) -> bool| self.dealing(n, fits);
        vec![match step {
            Step::Approve(who, n) => {
                let agreed = |it: &Pending| {
                    it.stage == Stage::Lodged
                        && it.objections.is_empty()
                        && !self.has_passed(it.expires)
                        && it.kind() != Kind::Search
                        && self.missing(it).is_some_and(|all| {
                            all.is_empty() || (it.kind() == Kind::Correct && n % 4 == 0)
                        })
                };
                let next = |it: &Pending| agreed(it) && self.is_its_turn(it);
                let id = if n % 3 == 0 { id(*n, &agreed) } else { id(*n, &next) };
                let by = self.open.get(&id).map(|it| self.approvers(it)).unwrap_or_default();
                let by = pick(&by, *who).filter(|_| who % 9 > 0);
                Attempt::Approve(by.unwrap_or_else(|| anybody(who / 9)), id)
            }
            Step::Complete(n) if n % 4 == 0 => {
                let approved = |it: &Pending| matches!(it.stage, Stage::Approved { .. });
                Attempt::Complete(id(*n, &approved))
            }
            Step::Complete(_) => {
                let ready = self.open.iter().filter(|(_, it)| self.is_ready(it).is_some());
                return ready.map(|(id, _)| Attempt::Complete(*id)).collect();
            }
            Step::Lapse(n) => Attempt::Lapse(id(*n, &|it| self.is_over(it))),
            Step::Withdraw(n) => {
                let id = id(*n, &|it| self.is_stuck(it));
                Attempt::Withdraw(self.lodger(id, *n), id)
            }
            Step::Reject(who, n) => {
                use RejectionReason::*;
                let reason = [Defective, Frivolous, Fraud][n % 3];
                Attempt::Reject(self.officer(*who, Role::Registrar), id(*n, &|_| true), reason)
            }
            _ => return vec![],
        }]
    }

    /// Whether it comes to nothing as things are: the register says something else by now, or
    /// nobody can give a consent that it lacks.
    fn is_stuck(&self, it: &Pending) -> bool {
        let mute = |party: &Party<_>| !people().iter().any(|who| self.speaks(party, who));
        self.missing(it).is_none_or(|all| all.iter().any(mute))
            || (!it.is_sealed() && self.is_sound(&it.wish, &it.lodger).is_none())
    }

    /// Somebody with a role, now and then anybody.
    fn officer(&self, n: usize, role: Role) -> AccountId {
        let all: Vec<_> = people().into_iter().filter(|who| self.has_role(who, role)).collect();
        pick(&all, n).filter(|_| !n.is_multiple_of(7)).unwrap_or_else(|| anybody(n / 7))
    }

    /// Steps by which people talk about a dealing.
    fn arguing(&self, step: &Step) -> Vec<Attempt> {
        let id = |n: usize, fits: &dyn Fn(&Pending) -> bool| self.dealing(n, fits);
        let disputed = |it: &Pending| !it.objections.is_empty();
        vec![match step {
            Step::Consent(who, n, at) => {
                let id = id(*n, &|_| true);
                let it = self.open.get(&id);
                let asked = it.and_then(|it| self.required(&it.wish, &it.rules));
                let party = pick(&asked.unwrap_or_default(), *at);
                let party = party.unwrap_or_else(|| Party::Account(anybody(*at)));
                Attempt::Consent(anybody(*who), id, party)
            }
            Step::Retract(n, at) => {
                let id = id(*n, &|it| it.is_undecided() && !it.consents.is_empty());
                let given = self.open.get(&id).map(|it| it.consents.clone()).unwrap_or_default();
                let Some(given) = pick(&given, *at) else { return vec![] };
                let who = if at % 5 == 0 { anybody(at / 5) } else { given.by };
                Attempt::Retract(who, id, given.party)
            }
            Step::Requisition(who, n) => {
                let who = self.officer(*who, [Role::Clerk, Role::Registrar][n % 2]);
                let id = id(*n, &|it| it.stage == Stage::Lodged);
                Attempt::Requisition(who, id, (n / 8 % 12) as u16)
            }
            Step::Answer(n) => {
                let id = id(*n, &|it| matches!(it.stage, Stage::Asked(_)));
                Attempt::Answer(self.lodger(id, *n), id)
            }
            Step::Object(who, n) => {
                Attempt::Object(anybody(*who), id(*n, &|it| it.objections.len() < 4))
            }
            Step::WithdrawObjection(n) | Step::Decide(_, n) => {
                let id = id(*n, &disputed);
                let by = self.open.get(&id).map(|it| it.objections.clone()).unwrap_or_default();
                let objector = pick(&by, *n).map_or_else(|| anybody(*n), |(by, _)| by);
                let Step::Decide(who, _) = step else {
                    return vec![Attempt::WithdrawObjection(objector, id)];
                };
                use ObjectionVerdict::*;
                let role = [Role::Court, Role::Registrar][who % 2];
                let verdict = [Upheld, Dismissed, Groundless][n % 3];
                Attempt::Decide(self.officer(*who, role), id, objector, verdict)
            }
            _ => return vec![],
        }]
    }

    /// Steps of courts, auditors, the authority and the track.
    fn ordering(&self, step: &Step) -> Vec<Attempt> {
        vec![match step {
            Step::Freeze(id, n) => {
                let id = self.find(*id, |it| it.says.status == RecordStatus::InForce);
                let until = (n % 4 > 0).then(|| self.today + (n % 12) as Day - 1);
                Attempt::Freeze(self.officer(*n, Role::Court), id, until)
            }
            Step::Unfreeze(id, n) => {
                let id = self.find(*id, |it| !it.freezes.is_empty());
                let freezes = self.title(id).map(|it| it.freezes.clone()).unwrap_or_default();
                let number = pick(&freezes, *n).map_or(0, |it| it.number);
                Attempt::Unfreeze(self.officer(*n, Role::Court), id, number)
            }
            Step::Redact(id, n) => {
                let id = self.find(*id, |it| it.log.len() > 1);
                let versions = self.title(id).map_or(1, |it| it.log.len());
                let who = if n % 2 == 0 { authority() } else { self.officer(*n, Role::Court) };
                Attempt::Redact(who, id, (n / 2 % (versions + 1)) as VersionNumber)
            }
            Step::Grant(who, n) => self.grants(*who, *n),
            Step::Revoke(who, n) => {
                let by = if n % 2 == 0 { authority() } else { anybody(*who) };
                Attempt::Revoke(by, anybody(*who), ROLES[n / 2 % 5])
            }
            Step::Review(who, n) => {
                let whom = if who % 2 == 0 { charlie() } else { anybody(who / 2) };
                let by = if n % 3 == 0 { authority() } else { self.officer(*n, Role::Auditor) };
                Attempt::Review(by, whom, self.now.saturating_sub(*n as u32 % 60) + *n as u32 % 2)
            }
            Step::EndReview(n) => {
                let all: Vec<_> = self.reviews.keys().cloned().collect();
                let by = if n % 9 == 0 { anybody(n / 9) } else { authority() };
                Attempt::EndReview(by, pick(&all, *n).unwrap_or_else(charlie))
            }
            Step::Suspend(n) => Attempt::SetActive(!self.active || n % 12 > 0),
            Step::Rules(n) => Attempt::SetRules(rules_of(*n)),
            Step::HoldStill(n) if self.frozen.is_empty() => {
                let whom = pick(&[alice(), one(), two()], *n);
                Attempt::HoldStill(whom.unwrap(), n / 3 % 4 == 0)
            }
            Step::HoldStill(_) => Attempt::HoldStill(self.frozen.first().unwrap().clone(), false),
            _ => return vec![],
        }]
    }

    /// Mostly the offices of the usual officers, so that the work goes on.
    fn grants(&self, who: usize, n: usize) -> Attempt {
        let usual = [
            (charlie(), Role::Registrar),
            (bob(), Role::Clerk),
            (dave(), Role::Notary),
            (ferdie(), Role::Court),
            (eve(), Role::Auditor),
            (eve(), Role::Registrar),
        ];
        let (whom, role) = match n % 3 {
            0 => (anybody(who), ROLES[n / 3 % 5]),
            _ => usual[who % usual.len()].clone(),
        };
        let expires = match n % 7 {
            0 => self.now + n as u32 % 40,
            _ => self.now + MAX_TERM - n as u32 % 2,
        };
        let approvals_a_day = n.is_multiple_of(15).then_some(n as u32 / 15 % 3);
        let by = match n % 4 {
            0 => None,
            1 if n.is_multiple_of(5) => Some(anybody(who)),
            _ => Some(authority()),
        };
        Attempt::Grant(by, whom, role, Grant { policy: None, expires, approvals_a_day })
    }
}
