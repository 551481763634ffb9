//! Say: staked, taken back, delegated, and cast as ballots.

use serde::Serialize;
use subxt::tx::Payload;

use crate::{
    amounts,
    chain::{
        self,
        runtime_types::{
            althing_primitives::{apis::AccountSay, say::Say},
            pallet_voting::types::{Choice as ChainChoice, StakeLedger},
        },
    },
    connection::{AccountId, At},
    errors::Result,
    proposals::ProposalId,
};

/// What a ballot says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Choice {
    /// For the proposal.
    Aye,
    /// Against it.
    Nay,
    /// Neither: counts towards support alone.
    Abstain,
}

impl From<Choice> for ChainChoice {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Aye => Self::Aye,
            Choice::Nay => Self::Nay,
            Choice::Abstain => Self::Abstain,
        }
    }
}

/// Stakes tokens in a lock tier.
pub fn stake(tier: u8, amount: u128) -> impl Payload {
    chain::tx().voting().stake(tier, amount)
}

/// Starts to take staked tokens back.
pub fn unstake(tier: u8, amount: u128) -> impl Payload {
    chain::tx().voting().unstake(tier, amount)
}

/// Frees what an account has taken back and whose lock has run out.
pub fn withdraw(who: &AccountId) -> impl Payload {
    chain::tx().voting().withdraw(*who)
}

/// Has another account vote in one's place.
pub fn delegate(to: &AccountId) -> impl Payload {
    chain::tx().voting().delegate(*to)
}

/// Has nobody vote in one's place any more.
pub fn undelegate() -> impl Payload {
    chain::tx().voting().undelegate()
}

/// Casts or changes a ballot.
pub fn vote(poll: ProposalId, choice: Choice) -> impl Payload {
    chain::tx().voting().vote(poll, choice.into())
}

/// Withdraws a ballot.
pub fn withdraw_ballot(poll: ProposalId) -> impl Payload {
    chain::tx().voting().withdraw_ballot(poll)
}

/// What an account counts for.
///
/// # Errors
/// If the node does not answer.
pub async fn say(at: &At, who: &AccountId) -> Result<AccountSay<AccountId>> {
    Ok(at.runtime_apis().call(chain::runtime_apis().voting_api().say(*who)).await?)
}

/// What an account has staked.
///
/// # Errors
/// If the node does not answer.
pub async fn ledger(at: &At, who: &AccountId) -> Result<StakeLedger> {
    let entry = chain::storage().voting().stakes();
    Ok(at.storage().fetch(entry, (*who,)).await?.decode()?)
}

/// What an account stakes and counts for, as people and programs read it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Standing {
    /// What is staked in each lock tier, in THG.
    pub staked: Vec<String>,
    /// What is being taken back.
    pub unlocking: Vec<Unlocking>,
    /// What its own stake counts for in a poll that opens now, in THG.
    pub power: String,
    /// What others have delegated to it, in THG.
    pub received: String,
    /// Who votes in its place.
    pub delegate: Option<String>,
    /// The epoch of this block.
    pub epoch: u32,
    /// The first block of the next epoch.
    pub next_epoch_at: u32,
    /// The epoch from which all that it has staked and delegated by now counts.
    pub settled_from: u32,
    /// What its own stake counts for from then on, in THG.
    pub settled_power: String,
}

/// Tokens that are being taken back.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Unlocking {
    /// How many, in THG.
    pub amount: String,
    /// The tier they were staked in.
    pub tier: u8,
    /// The block from which they can be withdrawn.
    pub unlocks_at: u32,
}

impl Standing {
    /// What an account stakes and counts for in the block `at`.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn of(at: &At, who: &AccountId) -> Result<Self> {
        let (ledger, say) = (ledger(at, who).await?, say(at, who).await?);
        let unlocking = ledger.unlocking.0.iter().map(|entry| Unlocking {
            amount: amounts::plain(entry.amount),
            tier: entry.tier,
            unlocks_at: entry.unlocks_at,
        });
        let power = |say: &Say| amounts::plain(say.power);
        Ok(Self {
            staked: ledger.tiers.iter().map(|amount| amounts::plain(*amount)).collect(),
            unlocking: unlocking.collect(),
            power: power(&say.own),
            received: power(&say.received),
            delegate: say.delegate.as_ref().map(ToString::to_string),
            epoch: say.epoch,
            next_epoch_at: say.next_epoch_at,
            settled_from: say.settled_from,
            settled_power: power(&say.settled),
        })
    }
}
