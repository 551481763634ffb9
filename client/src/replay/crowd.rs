//! Brings thousands of accounts to a state: reads who is not there yet, sends each its transaction
//! with many in flight, and reads again, until everybody is there.
//!
//! Nothing is taken for granted. A transaction that the pool took may still be lost with the node;
//! one that it refused may be in a block already. Only the state of the chain counts.

use std::collections::HashMap;

use futures::stream::{self, StreamExt};
use subxt::{ext::scale_decode, rpcs::UserError, tx::Payload};

use crate::{
    chain,
    connection::{height, AccountId, At, Chain},
    errors::{Error, Refusal, Result},
    keys::Key,
    replay::plan::Plan,
    storage::read_many,
    submit::{dry_run, Anchor},
};

/// How many transactions are on their way to the node at a time. The connection itself stops at
/// 256 calls.
const IN_FLIGHT: usize = 128;

/// After how many blocks a transaction that the pool took, yet no block did, is sent again.
const LOST_AFTER: u32 = 16;

/// How many blocks an account's transaction may take without effect before the run gives up.
const GIVE_UP_AFTER: u32 = 3;

/// What the chain knows of an account.
#[derive(Clone, Debug, Eq, PartialEq, scale_decode::DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub struct Account {
    /// How many transactions it has sent.
    pub nonce: u32,
    /// Its tokens.
    pub data: Tokens,
}

/// The tokens of an account.
#[derive(Clone, Debug, Eq, PartialEq, scale_decode::DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub struct Tokens {
    /// What it may spend.
    pub free: u128,
    /// What is on hold.
    pub reserved: u128,
}

/// The voters of a replay, and where the chain keeps what it knows of them.
pub struct Crowd<'a> {
    /// The voters.
    pub plan: &'a Plan,
    accounts: Vec<Vec<u8>>,
    stakes: Vec<Vec<u8>>,
}

/// A transaction that the pool took.
struct Sent {
    nonce: u32,
    at: u32,
    without_effect: u32,
}

impl<'a> Crowd<'a> {
    /// Works out the storage keys.
    ///
    /// # Errors
    /// If this client was built for another runtime.
    pub fn new(plan: &'a Plan, at: &At) -> Result<Self> {
        let accounts = at.storage().entry(chain::storage().system().account())?;
        let stakes = at.storage().entry(chain::storage().voting().stakes())?;
        let owners = || plan.voters.iter().map(|voter| *voter.key.account());
        let accounts = owners().map(|who| accounts.fetch_key((who,))).collect::<Result<_, _>>()?;
        let stakes = owners().map(|who| stakes.fetch_key((who,))).collect::<Result<_, _>>()?;
        Ok(Self { plan, accounts, stakes })
    }

    /// What the chain knows of some of the voters.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn accounts(
        &self,
        chain: &Chain,
        at: &At,
        who: &[usize],
    ) -> Result<Vec<Option<Account>>> {
        let keys: Vec<_> = who.iter().map(|index| self.accounts[*index].clone()).collect();
        read_many(chain, at, ("System", "Account"), &keys).await
    }

    /// What each voter stakes in the tier that counts once.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn stakes(&self, chain: &Chain, at: &At) -> Result<Vec<u128>> {
        #[derive(scale_decode::DecodeAsType)]
        #[decode_as_type(crate_path = "subxt::ext::scale_decode")]
        struct Ledger {
            tiers: [u128; 4],
        }
        let found = read_many(chain, at, ("Voting", "Stakes"), &self.stakes).await?;
        Ok(found
            .into_iter()
            .map(|ledger: Option<Ledger>| ledger.map_or(0, |l| l.tiers[0]))
            .collect())
    }

    /// Which of the voters have cast a ballot in a poll, and whether it says aye.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn ballots(&self, chain: &Chain, at: &At, poll: u32) -> Result<Vec<Option<bool>>> {
        #[derive(scale_decode::DecodeAsType)]
        #[decode_as_type(crate_path = "subxt::ext::scale_decode")]
        struct Ballot {
            choice: Choice,
        }
        #[derive(scale_decode::DecodeAsType)]
        #[decode_as_type(crate_path = "subxt::ext::scale_decode")]
        enum Choice {
            Aye,
            Nay,
            Abstain,
        }
        let entry = at.storage().entry(chain::storage().voting().ballots())?;
        let owners = self.plan.voters.iter().map(|voter| *voter.key.account());
        let keys = owners.map(|who| entry.fetch_key((poll, who))).collect::<Result<Vec<_>, _>>()?;
        let found = read_many(chain, at, ("Voting", "Ballots"), &keys).await?;
        let says_aye = |ballot: Ballot| matches!(ballot.choice, Choice::Aye);
        Ok(found.into_iter().map(|ballot| ballot.map(says_aye)).collect())
    }

    /// Brings voters to a state. `missing` reads which of them are not there, `report` is told how
    /// many, and `call` is what each of those sends.
    ///
    /// # Errors
    /// If the connection breaks, or a transaction is refused for a reason that stays.
    pub async fn bring<Call: Payload>(
        &self,
        chain: &Chain,
        report: &impl Fn(usize),
        missing: impl AsyncFn(&At) -> Result<Vec<usize>>,
        call: impl Fn(usize) -> Call,
    ) -> Result<()> {
        let mut heads = chain.heads().await?;
        let mut anchor = Anchor::new(chain).await?;
        let mut sent: HashMap<usize, Sent> = HashMap::new();
        loop {
            let at = chain.head().await?;
            let number = height(&at);
            let left = missing(&at).await?;
            report(left.len());
            if left.is_empty() {
                return Ok(());
            }
            let accounts = self.accounts(chain, &at, &left).await?;
            let due = due(&left, &accounts, &mut sent, number);
            if let Some(stuck) = due.stuck {
                return Err(self.explain(chain, stuck, &call(stuck)).await?);
            }
            let outcome = self.send(chain, &anchor, &due.ready, &call).await?;
            for (index, nonce) in outcome.taken {
                let before = sent.get(&index).map_or(0, |sent| sent.without_effect);
                sent.insert(index, Sent { nonce, at: number, without_effect: before });
            }
            if outcome.anchor_is_stale {
                anchor = Anchor::new(chain).await?;
            }
            heads.next().await?;
        }
    }

    async fn send<Call: Payload>(
        &self,
        chain: &Chain,
        anchor: &Anchor,
        ready: &[(usize, u32)],
        call: &impl Fn(usize) -> Call,
    ) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let mut answers = stream::iter(ready)
            .map(|(index, nonce)| async move {
                let key = &self.plan.voters[*index].key;
                let signed = anchor.sign(&call(*index), key, u64::from(*nonce))?;
                let answer = chain.methods().author_submit_extrinsic(&signed).await;
                Ok::<_, Error>((*index, *nonce, answer))
            })
            .buffer_unordered(IN_FLIGHT);
        while let Some(answer) = answers.next().await {
            let (index, nonce, answer) = answer?;
            match answer {
                Ok(_) => outcome.taken.push((index, nonce)),
                Err(subxt::rpcs::Error::User(refused)) => match Refused::from(&refused) {
                    Refused::IsUnderWay => outcome.taken.push((index, nonce)),
                    Refused::StaleAnchor => outcome.anchor_is_stale = true,
                    Refused::TryLater => (),
                    Refused::ForGood => return Err(subxt::rpcs::Error::User(refused).into()),
                },
                Err(broken) => return Err(broken.into()),
            }
        }
        Ok(outcome)
    }

    /// Why a voter's transactions have no effect.
    async fn explain<Call: Payload>(
        &self,
        chain: &Chain,
        voter: usize,
        call: &Call,
    ) -> Result<Error> {
        let row = &self.plan.voters[voter].row;
        let tried = dry_run(chain, &self.plan.voters[voter].key, call).await?;
        Ok(match tried.refusal {
            Some(refusal) => Error::Refused(Refusal {
                documentation: format!("{} (voter {})", refusal.documentation, row.voter),
                ..refusal
            }),
            None => Error::Chain(format!(
                "the transactions of voter {} ({}:{}) have no effect",
                row.voter,
                self.plan.file.display(),
                row.line
            )),
        })
    }
}

/// What became of what was sent.
#[derive(Default)]
struct Outcome {
    /// Whose transaction the pool has, and with which nonce.
    taken: Vec<(usize, u32)>,
    /// Whether the block at which transactions were signed is gone.
    anchor_is_stale: bool,
}

/// What an answer of the pool means for what to do next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Refused {
    /// The pool has it, or another one with the same nonce.
    IsUnderWay,
    /// It is signed at a block that the node does not have.
    StaleAnchor,
    /// Its nonce is used up, or the pool has no room now.
    TryLater,
    /// Sending it again changes nothing.
    ForGood,
}

impl From<&UserError> for Refused {
    fn from(error: &UserError) -> Self {
        let detail = error.data.as_ref().map_or("", |data| data.get()).to_lowercase();
        match error.code {
            1013 | 1014 => Self::IsUnderWay,
            1012 | 1015 | 1016 => Self::TryLater,
            1010 if detail.contains("bad signature") || detail.contains("ancient") => {
                Self::StaleAnchor
            }
            1010 if detail.contains("outdated") || detail.contains("future") => Self::TryLater,
            1010 if detail.contains("exhaust") => Self::TryLater,
            _ => Self::ForGood,
        }
    }
}

/// Who sends now.
struct Due {
    /// Voters, and the nonces of their transactions.
    ready: Vec<(usize, u32)>,
    /// A voter whose transactions are included and have no effect.
    stuck: Option<usize>,
}

/// Of those who are not there yet: who has nothing under way, or lost it.
fn due(
    left: &[usize],
    accounts: &[Option<Account>],
    sent: &mut HashMap<usize, Sent>,
    number: u32,
) -> Due {
    let mut due = Due { ready: Vec::new(), stuck: None };
    for (index, account) in left.iter().zip(accounts) {
        let nonce = account.as_ref().map_or(0, |account| account.nonce);
        match sent.get_mut(index) {
            Some(sent) if nonce <= sent.nonce && number < sent.at.saturating_add(LOST_AFTER) => {
                continue
            }
            Some(sent) if nonce > sent.nonce => {
                sent.without_effect = sent.without_effect.saturating_add(1);
                if sent.without_effect >= GIVE_UP_AFTER {
                    due.stuck = Some(*index);
                }
            }
            _ => (),
        }
        due.ready.push((*index, nonce));
    }
    due
}

/// The tokens of one account; none if there is no such account.
///
/// # Errors
/// If the node does not answer.
pub async fn account(at: &At, who: &AccountId) -> Result<Option<Account>> {
    let entry = at.storage().entry(chain::storage().system().account())?;
    let found = entry.try_fetch((*who,)).await?;
    Ok(found.map(|value| value.decode_as::<Account>()).transpose()?)
}

/// Waits until none of an account's transactions is waiting in the pool, so that what the chain
/// says of it is the whole truth. Gives up after a while: they may be stuck for good.
///
/// # Errors
/// If the node does not answer.
pub async fn quiet(chain: &Chain, key: &Key) -> Result<()> {
    let mut heads = chain.heads().await?;
    for _ in 0..LOST_AFTER {
        let next = chain.methods().system_account_next_index(key.account()).await?;
        let at = chain.head().await?;
        if at.tx().account_nonce(key.account()).await? >= next {
            return Ok(());
        }
        heads.next().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(nonce: u32) -> Option<Account> {
        Some(Account { nonce, data: Tokens { free: 0, reserved: 0 } })
    }

    fn pool(code: i32, data: &str) -> Refused {
        let data = serde_json::value::RawValue::from_string(format!("{data:?}")).ok();
        Refused::from(&UserError { code, message: "Invalid Transaction".into(), data })
    }

    #[test]
    fn only_those_with_nothing_under_way_send() {
        let mut sent = HashMap::from([
            (1, Sent { nonce: 0, at: 10, without_effect: 0 }),
            (2, Sent { nonce: 0, at: 10, without_effect: 0 }),
        ]);
        let accounts = [account(0), account(0), None];
        let due_now = due(&[1, 2, 3], &accounts, &mut sent, 11);
        assert_eq!(due_now.ready, [(3, 0)]);
        let later = due(&[1, 2, 3], &accounts, &mut sent, 10 + LOST_AFTER);
        assert_eq!(later.ready, [(1, 0), (2, 0), (3, 0)]);
    }

    #[test]
    fn one_that_is_included_without_effect_is_tried_again_and_then_given_up() {
        let mut sent = HashMap::from([(1, Sent { nonce: 0, at: 10, without_effect: 0 })]);
        let first = due(&[1], &[account(1)], &mut sent, 11);
        assert_eq!((first.ready, first.stuck), (vec![(1, 1)], None));
        sent.insert(1, Sent { nonce: 3, at: 10, without_effect: GIVE_UP_AFTER - 1 });
        assert_eq!(due(&[1], &[account(4)], &mut sent, 11).stuck, Some(1));
    }

    #[test]
    fn answers_of_the_pool_are_told_apart() {
        assert_eq!(pool(1013, "0xabc"), Refused::IsUnderWay);
        assert_eq!(pool(1014, "The transaction has too low priority"), Refused::IsUnderWay);
        assert_eq!(pool(1010, "Transaction is outdated"), Refused::TryLater);
        assert_eq!(pool(1010, "Transaction has a bad signature"), Refused::StaleAnchor);
        assert_eq!(pool(1010, "Transaction has an ancient birth block"), Refused::StaleAnchor);
        assert_eq!(pool(1016, "The pool is full"), Refused::TryLater);
        assert_eq!(pool(1010, "Inability to pay some fees"), Refused::ForGood);
        assert_eq!(pool(-32602, "Invalid params"), Refused::ForGood);
    }
}
