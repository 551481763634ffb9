//! Random sequences of acts against a plain model of who holds what when, computed the naive way.

use std::collections::{BTreeMap, BTreeSet};

use althing_primitives::BlockNumber;
use frame_support::assert_ok;
use proptest::prelude::*;
use sp_core::H256;

use crate::{
    mock::*, RevocationReason, SchemaRules, Span, Subject, SuspensionReason, Terms, MAX_SPANS,
};

/// Two schemas that share a domain, with two issuers each: issuer `n` is of schema `n / 2`.
const ISSUERS: u32 = 4;

/// What may happen.
#[derive(Clone, Debug)]
enum Act {
    /// An issuer attests somebody, with a tag, for so many blocks.
    Issue { issuer: u32, who: usize, tag: u8, life: u32 },
    /// An issuer renews.
    Renew { issuer: u32, who: usize, tag: u8, life: u32 },
    /// The issuer of whatever somebody has under a schema suspends it.
    Suspend(u32, usize),
    /// It lifts the suspension.
    Lift(u32, usize),
    /// It revokes.
    Revoke(u32, usize),
    /// The subject gives it up.
    Renounce(u32, usize),
    /// Somebody removes what is over.
    Remove(u32, usize),
    /// A span that ends some blocks ago is void.
    Void { issuer: u32, ago: u32, length: u32 },
    /// An issuer is suspended.
    SuspendIssuer(u32),
    /// An issuer is reinstated.
    Reinstate(u32),
    /// An issuer is removed.
    RemoveIssuer(u32),
    /// Blocks pass.
    Blocks(u32),
}

fn act() -> impl Strategy<Value = Act> {
    let place = || (0..2u32, 0..3usize);
    let issue = (0..ISSUERS, 0..3usize, 1..4u8, 1..60u32);
    prop_oneof![
        8 => issue.clone().prop_map(|(issuer, who, tag, life)| Act::Issue { issuer, who, tag, life }),
        4 => issue.prop_map(|(issuer, who, tag, life)| Act::Renew { issuer, who, tag, life }),
        2 => place().prop_map(|(schema, who)| Act::Suspend(schema, who)),
        2 => place().prop_map(|(schema, who)| Act::Lift(schema, who)),
        2 => place().prop_map(|(schema, who)| Act::Revoke(schema, who)),
        1 => place().prop_map(|(schema, who)| Act::Renounce(schema, who)),
        2 => place().prop_map(|(schema, who)| Act::Remove(schema, who)),
        2 => (0..ISSUERS, 0..20u32, 1..6u32)
            .prop_map(|(issuer, ago, length)| Act::Void { issuer, ago, length }),
        1 => (0..ISSUERS).prop_map(Act::SuspendIssuer),
        1 => (0..ISSUERS).prop_map(Act::Reinstate),
        1 => (0..ISSUERS * 4).prop_map(|n| Act::RemoveIssuer(n % ISSUERS)),
        4 => prop_oneof![1..8u32, 40..70u32].prop_map(Act::Blocks),
    ]
}

/// What somebody has under a schema.
#[derive(Clone, Debug)]
struct Held {
    issuer: u32,
    tag: u8,
    issued: BlockNumber,
    expires: BlockNumber,
    suspended: bool,
    ended: Option<BlockNumber>,
}

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Status {
    #[default]
    Active,
    Suspended,
    Removed(BlockNumber),
}

#[derive(Default)]
struct Model {
    now: BlockNumber,
    held: BTreeMap<(u32, usize), Held>,
    status: [Status; ISSUERS as usize],
    void: [BTreeSet<BlockNumber>; ISSUERS as usize],
    /// Who held in which block, and whose only fault then was a suspension.
    history: BTreeMap<(BlockNumber, u32, usize), bool>,
}

impl Model {
    fn status(&self, issuer: u32) -> Status {
        self.status[issuer as usize]
    }

    fn is_over(&self, held: &Held) -> bool {
        self.now >= held.expires
            || held.ended.is_some()
            || matches!(self.status(held.issuer), Status::Removed(_))
            || self.void[held.issuer as usize].contains(&held.issued)
    }

    fn holds(&self, schema: u32, who: usize) -> bool {
        self.held.get(&(schema, who)).is_some_and(|held| !self.is_over(held) && !held.suspended)
    }

    fn tag_is_free(&self, tag: u8, who: usize) -> bool {
        self.held
            .iter()
            .all(|((_, other), held)| *other == who || held.tag != tag || self.is_over(held))
    }

    /// Does what the rules say, and returns whether it may be done.
    fn allows(&mut self, act: &Act) -> bool {
        let now = self.now;
        match *act {
            Act::Issue { issuer, who, tag, life } => {
                let free = self.held.get(&(issuer / 2, who)).is_none_or(|held| self.is_over(held));
                let allowed =
                    self.status(issuer) == Status::Active && free && self.tag_is_free(tag, who);
                if allowed {
                    self.held.insert(
                        (issuer / 2, who),
                        Held {
                            issuer,
                            tag,
                            issued: now,
                            expires: now + life,
                            suspended: false,
                            ended: None,
                        },
                    );
                }
                allowed
            }
            Act::Renew { issuer, who, tag, life } => {
                let place = (issuer / 2, who);
                let own = self.held.get(&place).is_some_and(|held| held.issuer == issuer);
                let allowed = own
                    && self.status(issuer) == Status::Active
                    && self.holds(issuer / 2, who)
                    && self.tag_is_free(tag, who);
                if allowed {
                    let held = self.held.get_mut(&place).unwrap();
                    (held.tag, held.issued, held.expires) = (tag, now, now + life);
                }
                allowed
            }
            Act::Suspend(schema, who) => self.change(schema, who, |held, ends| {
                let allowed = !held.suspended && !ends;
                held.suspended |= allowed;
                allowed
            }),
            Act::Lift(schema, who) => self.change(schema, who, |held, _| {
                let allowed = held.suspended && held.ended.is_none();
                held.suspended &= !allowed;
                allowed
            }),
            Act::Revoke(schema, who) => self.change(schema, who, |held, ends| {
                if !ends {
                    held.ended = Some(now);
                    held.suspended = false;
                }
                !ends
            }),
            Act::Renounce(schema, who) => {
                let Some(held) = self.held.get_mut(&(schema, who)) else { return false };
                let allowed = held.ended.is_none() && now < held.expires;
                if allowed {
                    held.ended = Some(now);
                    held.suspended = false;
                }
                allowed
            }
            Act::Remove(schema, who) => {
                let Some(held) = self.held.get(&(schema, who)) else { return false };
                let own_end = held.ended.unwrap_or(held.expires).min(held.expires);
                let end = match self.status(held.issuer) {
                    Status::Removed(since) => own_end.min(since),
                    _ => own_end,
                };
                let allowed = self.is_over(held) && now >= end + PERIODS.keeping;
                if allowed {
                    self.held.remove(&(schema, who));
                }
                allowed
            }
            Act::Void { issuer, ago, length } => {
                let (first, last) = span(now, ago, length);
                let mut void = self.void[issuer as usize].clone();
                void.extend(first..=last);
                let runs = void.iter().filter(|block| !void.contains(&(**block + 1))).count();
                let new = void.len() > self.void[issuer as usize].len();
                let allowed = new && runs <= MAX_SPANS as usize;
                if allowed {
                    self.void[issuer as usize] = void;
                }
                allowed
            }
            Act::SuspendIssuer(issuer) => self.set(issuer, Status::Active, Status::Suspended),
            Act::Reinstate(issuer) => self.set(issuer, Status::Suspended, Status::Active),
            Act::RemoveIssuer(issuer) => {
                let allowed = !matches!(self.status(issuer), Status::Removed(_));
                if allowed {
                    self.status[issuer as usize] = Status::Removed(now);
                }
                allowed
            }
            Act::Blocks(_) => true,
        }
    }

    fn set(&mut self, issuer: u32, from: Status, to: Status) -> bool {
        let allowed = self.status(issuer) == from;
        if allowed {
            self.status[issuer as usize] = to;
        }
        allowed
    }

    /// Lets the issuer of what somebody has change it; the change learns whether it has ended.
    fn change(
        &mut self,
        schema: u32,
        who: usize,
        change: impl FnOnce(&mut Held, bool) -> bool,
    ) -> bool {
        let now = self.now;
        let Some(held) = self.held.get(&(schema, who)) else { return false };
        if self.status(held.issuer) != Status::Active {
            return false;
        }
        let ends = held.ended.is_some() || now >= held.expires;
        self.held.get_mut(&(schema, who)).is_some_and(|held| change(held, ends))
    }
}

/// The blocks of a span that ends some blocks ago, as far as there were blocks.
fn span(now: BlockNumber, ago: u32, length: u32) -> (BlockNumber, BlockNumber) {
    let last = now.saturating_sub(ago).max(1);
    (last.saturating_sub(length - 1).max(1), last)
}

fn people() -> [AccountId; 3] {
    [alice(), bob(), ferdie()]
}

fn place(who: usize) -> Subject<AccountId> {
    Subject::Account(people()[who].clone())
}

fn account_of(issuer: u32) -> AccountId {
    crate::Issuers::<Test>::get(issuer).unwrap().account
}

/// The account that issued what somebody has under a schema; anybody, if they have nothing.
fn issuer_of(schema: u32, who: usize) -> AccountId {
    match slot(schema, &people()[who]) {
        Some(crate::Slot::Attestation(held)) => account_of(held.issuer),
        _ => dave(),
    }
}

/// Does the act on the chain, and returns whether it was done.
fn perform(act: &Act) -> bool {
    let none = H256::zero();
    let terms =
        |tag: u8, life| Terms { expires: System::block_number() + life, ..tagged_terms(tag) };
    match *act {
        Act::Issue { issuer, who, tag, life } => {
            let terms = terms(tag, life);
            let consent = Some(consent(issuer, &people()[who], &terms));
            Attestations::issue(by(account_of(issuer)), issuer, place(who), terms, consent).is_ok()
        }
        Act::Renew { issuer, who, tag, life } => {
            let terms = terms(tag, life);
            let consent = Some(consent(issuer, &people()[who], &terms));
            Attestations::renew(by(account_of(issuer)), issuer, place(who), terms, consent).is_ok()
        }
        Act::Suspend(schema, who) => {
            let (by, why) = (by(issuer_of(schema, who)), SuspensionReason::UnderReview);
            Attestations::suspend(by, schema, place(who), why, none).is_ok()
        }
        Act::Lift(schema, who) => {
            let by = by(issuer_of(schema, who));
            Attestations::lift(by, schema, place(who), none).is_ok()
        }
        Act::Revoke(schema, who) => {
            let (by, why) = (by(issuer_of(schema, who)), RevocationReason::Fraud);
            Attestations::revoke(by, schema, place(who), why, none).is_ok()
        }
        Act::Renounce(schema, who) => {
            Attestations::renounce(by(people()[who].clone()), schema).is_ok()
        }
        Act::Remove(schema, who) => Attestations::remove(by(dave()), schema, place(who)).is_ok(),
        Act::Void { issuer, ago, length } => {
            let (first, last) = span(System::block_number(), ago, length);
            let span = Span { first, last };
            Attestations::void_issuer(mandate(TRACK), issuer, span, none).is_ok()
        }
        Act::SuspendIssuer(issuer) => {
            Attestations::suspend_issuer(mandate(TRACK), issuer, none).is_ok()
        }
        Act::Reinstate(issuer) => {
            Attestations::reinstate_issuer(mandate(TRACK), issuer, none).is_ok()
        }
        Act::RemoveIssuer(issuer) => {
            Attestations::remove_issuer(mandate(TRACK), issuer, none).is_ok()
        }
        Act::Blocks(count) => {
            run_to(System::block_number() + count);
            true
        }
    }
}

/// Compares all that anybody can ask now, and that nobody gains a past that they did not have.
fn compare(model: &mut Model) {
    for schema in 0..2 {
        for who in 0..3 {
            let account = &people()[who];
            assert_eq!(holds(schema, account), model.holds(schema, who), "{schema} {who}");
            let suspended = model
                .held
                .get(&(schema, who))
                .is_some_and(|held| held.suspended && !model.is_over(held));
            let might = model.holds(schema, who) || suspended;
            model.history.insert((model.now, schema, who), might);
        }
    }
    for ((at, schema, who), might) in &model.history {
        let answered = Attestations::do_validity(*schema, &place(*who), *at).is_ok();
        assert!(!answered || *might, "{who} did not hold {schema} in block {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_chain_agrees_with_a_plain_model(acts in prop::collection::vec(act(), 1..70)) {
        ExtBuilder::default().build_and_execute(|| {
            let first = tagged_schema();
            let second = schema(SchemaRules { domain: Some(0), ..rules() });
            // Those of one schema have a bond, those of the other one do not.
            for account in [charlie(), eve()] {
                bonded_issuer(first, account);
            }
            for account in [charlie(), eve()] {
                issuer(second, account);
            }
            let mut model = Model { now: 1, ..Default::default() };
            for act in &acts {
                let allowed = model.allows(act);
                assert_eq!(perform(act), allowed, "{act:?} in block {}", model.now);
                model.now = System::block_number();
                compare(&mut model);
            }
            assert_ok!(Attestations::do_try_state());
        });
    }
}
