//! Brings the transactions of one account to the chain, many in flight, in the order of their nonces.
//!
//! As in a replay, only the state of the chain counts: a transaction that the pool took may be lost
//! with the node, and one that is included may have had no effect.

use std::collections::{BTreeMap, HashMap};

use futures::stream::{self, StreamExt};
use subxt::{rpcs::UserError, tx::Payload};

use crate::{
    connection::{At, Chain},
    errors::{Error, Result},
    keys::Key,
    replay::crowd::quiet,
    submit::{dry_run, Anchor},
};

/// How many transactions wait for a block at a time: what a pool takes of one account.
const WINDOW: usize = 512;

/// How many are on their way to the node at a time. They have to arrive in order, more or less.
const IN_FLIGHT: usize = 64;

/// How often a transaction may be included without effect before it is given up.
const GIVE_UP_AFTER: u32 = 3;

/// Refusals that pass with the block.
const PASSING: [&str; 1] = ["Attestations::BlockFull"];

/// Refusals that are about the account, the issuer or the register, so that no job can succeed.
const OF_ALL: [&str; 12] = [
    "Attestations::BondExhausted",
    "Attestations::DeputyExpired",
    "Attestations::IssuerNotActive",
    "Attestations::NotAuthorized",
    "Attestations::SchemaRetired",
    "Records::NotAuthorized",
    "Records::NotEligible",
    "Records::RegisterNotActive",
    "Records::RoleExpired",
    "Records::SamePerson",
    "Records::TooManyApprovals",
    "Token::FundsUnavailable",
];

/// What is to be brought to the chain: jobs numbered from 0.
pub trait Jobs {
    /// Which of these jobs are not done yet, as of that block.
    #[allow(async_fn_in_trait)]
    async fn missing(&self, at: &At, of: &[usize]) -> Result<Vec<usize>>;

    /// What a job sends.
    fn call(&self, job: usize) -> impl Payload;
}

/// The jobs that the chain refuses, and why.
pub type Refusals = BTreeMap<usize, String>;

/// Brings all jobs to the chain; `report` is told how many are left. Returns those that the chain
/// refuses for a reason that stays.
///
/// # Errors
/// If the connection breaks, or the chain refuses them all.
pub async fn bring<J: Jobs>(
    chain: &Chain,
    key: &Key,
    jobs: &J,
    all: &[usize],
    report: &(dyn Fn(usize) + Sync),
) -> Result<Refusals> {
    // What an earlier run has sent may still be in the pool.
    quiet(chain, key).await?;
    let mut heads = chain.heads().await?;
    let mut anchor = Anchor::new(chain).await?;
    let mut state = State::default();
    loop {
        let at = chain.head().await?;
        let left: Vec<usize> =
            all.iter().copied().filter(|job| !state.refused.contains_key(job)).collect();
        let left = jobs.missing(&at, &left).await?;
        report(left.len());
        if left.is_empty() {
            return Ok(state.refused);
        }
        let included = at.tx().account_nonce(key.account()).await?;
        let next = chain.methods().system_account_next_index(key.account()).await?;
        for job in state.without_effect(&left, included) {
            state.look_into(chain, key, job, &jobs.call(job)).await?;
        }
        let ready = state.ready(&left, next);
        let stale = send(chain, key, &anchor, jobs, &ready, &mut state).await?;
        if stale {
            anchor = Anchor::new(chain).await?;
        }
        heads.next().await?;
    }
}

/// What is known of the jobs.
#[derive(Default)]
struct State {
    /// The nonces of what is under way.
    sent: HashMap<usize, u64>,
    /// How often a job was included without effect.
    tries: HashMap<usize, u32>,
    refused: Refusals,
}

impl State {
    /// The jobs whose transaction is in a block although they are not done.
    fn without_effect(&mut self, left: &[usize], included: u64) -> Vec<usize> {
        let is_in = |job: &&usize| self.sent.get(job).is_some_and(|nonce| *nonce < included);
        let found: Vec<usize> = left.iter().filter(is_in).copied().collect();
        for job in &found {
            self.sent.remove(job);
        }
        found
    }

    /// Finds out why a job was included without effect, and gives it up if the reason stays.
    async fn look_into<Call: Payload>(
        &mut self,
        chain: &Chain,
        key: &Key,
        job: usize,
        call: &Call,
    ) -> Result<()> {
        let tries = self.tries.entry(job).or_default();
        *tries = tries.saturating_add(1);
        let given_up = *tries >= GIVE_UP_AFTER;
        let refusal = dry_run(chain, key, call).await?.refusal;
        let lasting = refusal.filter(|refusal| !PASSING.contains(&refusal.name.as_str()));
        if let Some(refusal) = lasting {
            if OF_ALL.contains(&refusal.name.as_str()) {
                return Err(Error::Refused(refusal));
            }
            self.refused.insert(job, format!("the chain refuses it: {refusal}"));
        } else if given_up {
            let reason = "its transaction is included again and again, and has no effect";
            self.refused.insert(job, reason.into());
        }
        Ok(())
    }

    /// The jobs that are sent now, with their nonces. `next` is the nonce after all that the pool
    /// holds: what was sent with that nonce or a later one is lost.
    fn ready(&mut self, left: &[usize], next: u64) -> Vec<(usize, u64)> {
        self.sent.retain(|_, nonce| *nonce < next);
        let under_way = left.iter().filter(|job| self.sent.contains_key(job)).count();
        let room = WINDOW.saturating_sub(under_way);
        left.iter()
            .copied()
            .filter(|job| !self.sent.contains_key(job) && !self.refused.contains_key(job))
            .take(room)
            .zip(next..)
            .collect()
    }
}

/// Sends transactions; says whether the block at which they are signed is gone.
async fn send<J: Jobs>(
    chain: &Chain,
    key: &Key,
    anchor: &Anchor,
    jobs: &J,
    ready: &[(usize, u64)],
    state: &mut State,
) -> Result<bool> {
    let mut answers = stream::iter(ready)
        .map(|(job, nonce)| async move {
            let signed = anchor.sign(&jobs.call(*job), key, *nonce)?;
            let answer = chain.methods().author_submit_extrinsic(&signed).await;
            Ok::<_, Error>((*job, *nonce, answer))
        })
        .buffered(IN_FLIGHT);
    let mut stale = false;
    while let Some(answer) = answers.next().await {
        let (job, nonce, answer) = answer?;
        match answer {
            Ok(_) => drop(state.sent.insert(job, nonce)),
            Err(subxt::rpcs::Error::User(refused)) => match Answer::from(&refused) {
                // The pool has a transaction with that nonce. If it is not this one, the job comes
                // without effect and is sent again.
                Answer::IsThere => drop(state.sent.insert(job, nonce)),
                Answer::Stale => stale = true,
                Answer::Later => (),
                Answer::Never => return Err(subxt::rpcs::Error::User(refused).into()),
            },
            Err(broken) => return Err(broken.into()),
        }
    }
    Ok(stale)
}

/// What an answer of the pool means for what to do next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Answer {
    IsThere,
    Stale,
    Later,
    Never,
}

impl From<&UserError> for Answer {
    fn from(error: &UserError) -> Self {
        let detail = error.data.as_ref().map_or("", |data| data.get()).to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| detail.contains(word));
        match error.code {
            1013 | 1014 => Self::IsThere,
            1012 | 1015 | 1016 => Self::Later,
            1010 if says(&["bad signature", "ancient"]) => Self::Stale,
            1010 if says(&["outdated", "future", "exhaust"]) => Self::Later,
            _ => Self::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_nothing_under_way_is_sent_with_the_next_nonces() {
        let mut state = State::default();
        assert_eq!(state.ready(&[0, 1, 2], 7), [(0, 7), (1, 8), (2, 9)]);
        state.sent = HashMap::from([(0, 7), (1, 8)]);
        assert_eq!(state.ready(&[0, 1, 2], 9), [(2, 9)]);
    }

    #[test]
    fn what_the_pool_has_lost_is_sent_again() {
        let mut state = State { sent: HashMap::from([(0, 7), (1, 8)]), ..State::default() };
        assert_eq!(state.ready(&[0, 1], 8), [(1, 8)]);
        let mut state = State { sent: HashMap::from([(0, 7), (1, 8)]), ..State::default() };
        assert_eq!(state.ready(&[0, 1], 7), [(0, 7), (1, 8)]);
    }

    #[test]
    fn no_more_are_under_way_than_a_pool_takes_of_one_account() {
        let left: Vec<usize> = (0..2_000).collect();
        let mut state = State::default();
        let first = state.ready(&left, 0);
        assert_eq!(first.len(), WINDOW);
        state.sent = first.into_iter().collect();
        assert!(state.ready(&left, WINDOW as u64).is_empty());
        let done: Vec<usize> = (100..2_000).collect();
        assert_eq!(state.ready(&done, WINDOW as u64).len(), 100);
    }

    #[test]
    fn what_is_included_and_not_done_is_looked_into() {
        let mut state = State { sent: HashMap::from([(0, 7), (1, 8)]), ..State::default() };
        assert_eq!(state.without_effect(&[0, 1], 8), [0]);
        assert!(!state.sent.contains_key(&0));
        state.refused.insert(0, "why".into());
        assert_eq!(state.ready(&[0, 1], 9), []);
    }
}
