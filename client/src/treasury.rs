//! The treasury: what it owns and has promised, and how a promise is paid.

use serde::Serialize;

use crate::{
    amounts,
    chain::{self, runtime_types::althing_primitives::apis::Statement},
    connection::{height, AccountId, At, Chain},
    errors::{Error, Result},
    keys::Key,
    submit::{submit, Inclusion},
};

/// Identifies a spend.
pub type SpendId = u32;

/// What the chain stores of an open spend.
pub type Spend = chain::dao_treasury::storage::spends::Output;

/// The statement of account.
///
/// # Errors
/// If the node does not answer.
pub async fn statement(at: &At) -> Result<Statement<AccountId>> {
    Ok(at.runtime_apis().call(chain::runtime_apis().treasury_api().statement()).await?)
}

/// The open spends, the oldest first.
///
/// # Errors
/// If the node does not answer.
pub async fn spends(at: &At) -> Result<Vec<(SpendId, Spend)>> {
    let mut entries = at.storage().iter(chain::storage().dao_treasury().spends(), ()).await?;
    let mut all = Vec::new();
    while let Some(entry) = entries.next().await {
        let entry = entry?;
        let (id,) = entry.key()?.decode()?;
        all.push((id, entry.value().decode()?));
    }
    all.sort_by_key(|(id, _)| *id);
    Ok(all)
}

/// The call that pays an open spend.
pub fn payout_call(id: SpendId) -> impl subxt::tx::Payload {
    chain::tx().dao_treasury().payout(id)
}

/// A payment that was made.
pub struct Paid {
    /// The transaction.
    pub inclusion: Inclusion,
    /// How much was paid.
    pub amount: u128,
    /// To whom.
    pub beneficiary: AccountId,
}

/// Pays an open spend to its beneficiary; anyone may.
///
/// # Errors
/// Why the chain refused it.
pub async fn payout(chain: &Chain, key: &Key, id: SpendId) -> Result<Paid> {
    let inclusion = submit(chain, key, &payout_call(id)).await?;
    let event = inclusion.events.find_first::<chain::dao_treasury::events::SpendPaid>();
    let event = event.transpose()?;
    let event = event.ok_or_else(|| Error::Chain("the chain names no payment".into()))?;
    Ok(Paid { inclusion, amount: event.amount, beneficiary: event.beneficiary })
}

/// The treasury as people and programs read it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct StatementView {
    /// The account that holds the treasury's tokens.
    pub account: String,
    /// All that it owns, in THG.
    pub balance: String,
    /// The part that is promised, in THG.
    pub committed: String,
    /// The part that may still be promised, in THG.
    pub available: String,
    /// All that was ever paid out, in THG.
    pub paid: String,
    /// All that was ever promised and then released, in THG.
    pub released: String,
    /// The promises that are neither paid, voided nor expired.
    pub spends: Vec<SpendView>,
}

/// An open spend as people and programs read it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct SpendView {
    /// Its number.
    pub id: SpendId,
    /// The proposal that approved it.
    pub proposal: Option<u32>,
    /// Who receives the money.
    pub beneficiary: String,
    /// How much, in THG.
    pub amount: String,
    /// The first block in which it can be claimed.
    pub valid_from: u32,
    /// The first block in which it can no longer be claimed.
    pub expires: u32,
    /// `claimable`, `not-yet-valid` or `expired`.
    pub state: &'static str,
}

impl StatementView {
    /// The treasury in the block `at`.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn of(at: &At) -> Result<Self> {
        let statement = statement(at).await?;
        let now = height(at);
        let spends = spends(at).await?;
        Ok(Self {
            account: statement.account.to_string(),
            balance: amounts::plain(statement.balance),
            committed: amounts::plain(statement.committed),
            available: amounts::plain(statement.available),
            paid: amounts::plain(statement.paid),
            released: amounts::plain(statement.released),
            spends: spends.iter().map(|(id, spend)| SpendView::of(*id, spend, now)).collect(),
        })
    }
}

impl SpendView {
    fn of(id: SpendId, spend: &Spend, now: u32) -> Self {
        let state = match now {
            now if now >= spend.expires => "expired",
            now if now < spend.valid_from => "not-yet-valid",
            _ => "claimable",
        };
        Self {
            id,
            proposal: spend.proposal,
            beneficiary: spend.beneficiary.to_string(),
            amount: amounts::plain(spend.amount),
            valid_from: spend.valid_from,
            expires: spend.expires,
            state,
        }
    }
}
