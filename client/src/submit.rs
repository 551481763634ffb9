//! Transactions: signed here, sent, followed until they are in, and their outcome by name.

use std::time::Duration;

use subxt::{
    error::DispatchError,
    extrinsics::ExtrinsicEvents,
    rpcs::methods::legacy::DryRunResult,
    tx::{Payload, TransactionStatus, ValidationResult},
};

use crate::{
    chain,
    connection::{height, At, Chain, Config, Hash, Wait},
    errors::{Error, Refusal, Result},
    keys::Key,
};

/// For how many blocks a transaction can be included after it was signed, at most: long enough for
/// a chain that seals many blocks a second.
const LONGEST_ERA: u64 = 4096;

/// How many blocks before the finalized one a transaction's validity starts.
const BEHIND: u32 = 8;

/// How long one transaction may take until it is in.
const PATIENCE: Duration = Duration::from_secs(180);

/// A transaction that is in a block and did what it should.
pub struct Inclusion {
    /// The height of the block.
    pub block: u32,
    /// The hash of the block.
    pub block_hash: Hash,
    /// The hash of the transaction.
    pub transaction: Hash,
    /// What it cost, in the smallest unit.
    pub fee: u128,
    /// What it led to.
    pub events: ExtrinsicEvents<Config>,
}

/// What a transaction would do if it were sent now.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DryRun {
    /// What it would cost, in the smallest unit.
    pub fee: u128,
    /// Why the chain would refuse it, if it would.
    pub refusal: Option<Refusal>,
    /// Whether the call itself was tried, or only whether the transaction is well formed and paid.
    pub call_tried: bool,
}

/// A block at which transactions are signed: they are valid from it on, for an era.
pub struct Anchor {
    at: At,
    /// The block from which on they are valid.
    birth: (u64, Hash),
    era: u64,
}

impl Anchor {
    /// Signs from a few blocks before the finalized one on. The very last ones would do less well:
    /// a transaction is invalid on any state that does not know the block it starts at, such as
    /// that of a pool which is one block behind, and it is lost with that block if a development
    /// node is killed.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn new(chain: &Chain) -> Result<Self> {
        let at = chain.finalized().await?;
        let remembered = at.constants().entry(chain::constants().system().block_hash_count())?;
        let number = height(&at).saturating_sub(BEHIND);
        let hash = chain.hash_of(number).await?;
        let hash = hash.ok_or_else(|| Error::Chain(format!("the node has no block {number}")))?;
        let birth = (u64::from(number), hash);
        Ok(Self { at, birth, era: era_within(u64::from(remembered)) })
    }

    /// The chain at the finalized block.
    pub fn at(&self) -> &At {
        &self.at
    }

    /// The block from which on what is signed here is valid, and its hash.
    pub fn birth(&self) -> (u32, Hash) {
        let (number, hash) = self.birth;
        (u32::try_from(number).unwrap_or(u32::MAX), hash)
    }

    /// The most blocks for which something signed here can be valid.
    pub fn longest_era(&self) -> u64 {
        self.era
    }

    /// Signs a call; needs no connection.
    ///
    /// # Errors
    /// If this client was built for another runtime.
    pub fn sign<Call: Payload>(&self, call: &Call, key: &Key, nonce: u64) -> Result<Vec<u8>> {
        let (number, hash) = self.birth;
        let params = subxt::config::DefaultExtrinsicParamsBuilder::<Config>::new()
            .nonce(nonce)
            .mortal_from_unchecked(self.era, number, hash)
            .build();
        let mut signable = self.at.tx().create_signable_offline(call, params)?;
        Ok(signable.sign(key)?.into_encoded())
    }
}

/// The longest era within which the chain still knows the block it starts at.
fn era_within(remembered_blocks: u64) -> u64 {
    let fits = remembered_blocks.checked_ilog2().map_or(4, |log| 1 << log);
    fits.clamp(4, LONGEST_ERA)
}

/// Signs a call, sends it, and waits until it is in a block and has done what it should.
///
/// # Errors
/// Why the pool or the call refused it, by name; or what broke on the way.
pub async fn submit<Call: Payload>(chain: &Chain, key: &Key, call: &Call) -> Result<Inclusion> {
    let anchor = Anchor::new(chain).await?;
    let nonce = chain.methods().system_account_next_index(key.account()).await?;
    let signed = anchor.sign(call, key, nonce)?;
    tokio::time::timeout(PATIENCE, follow(chain, &anchor, signed)).await.map_err(|_| {
        Error::Timeout(format!("the transaction is not in after {} s", PATIENCE.as_secs()))
    })?
}

async fn follow(chain: &Chain, anchor: &Anchor, signed: Vec<u8>) -> Result<Inclusion> {
    let transaction = anchor.at.tx().from_bytes(signed);
    let mut progress = transaction.submit_and_watch().await?;
    while let Some(status) = progress.next().await {
        let found = match status? {
            TransactionStatus::InBestBlock(found) if chain.wait() == Wait::Best => found,
            TransactionStatus::InFinalizedBlock(found) => found,
            TransactionStatus::Error { message }
            | TransactionStatus::Invalid { message }
            | TransactionStatus::Dropped { message } => {
                let name = "InvalidTransaction".to_string();
                return Err(Error::Refused(Refusal { name, documentation: message }));
            }
            _ => continue,
        };
        let events = found.wait_for_success().await?;
        return Ok(Inclusion {
            block: height(&found.at().await?),
            block_hash: found.block_hash(),
            transaction: found.extrinsic_hash(),
            fee: fee_paid(&events),
            events,
        });
    }
    Err(Error::connection(chain.url(), "the node stopped reporting on the transaction"))
}

fn fee_paid(events: &ExtrinsicEvents<Config>) -> u128 {
    let paid = events.find_first::<chain::transaction_payment::events::TransactionFeePaid>();
    paid.and_then(|event| event.ok()).map_or(0, |event| event.actual_fee)
}

/// Says what a call would cost and whether it would be refused; sends nothing.
///
/// # Errors
/// If the node does not answer.
pub async fn dry_run<Call: Payload>(chain: &Chain, key: &Key, call: &Call) -> Result<DryRun> {
    let anchor = Anchor::new(chain).await?;
    let nonce = chain.methods().system_account_next_index(key.account()).await?;
    let signed = anchor.sign(call, key, nonce)?;
    let transaction = anchor.at.tx().from_bytes(signed.clone());
    let fee = transaction.partial_fee_estimate().await?;
    if let Some(refusal) = validity(transaction.validate().await?) {
        return Ok(DryRun { fee, refusal: Some(refusal), call_tried: false });
    }
    let tried = chain.methods().dry_run(&signed, Some(anchor.at.block_hash())).await;
    let not_tried = DryRun { fee, refusal: None, call_tried: false };
    let Ok(result) = tried else { return Ok(not_tried) };
    Ok(match result.into_dry_run_result() {
        Ok(DryRunResult::Success) => DryRun { call_tried: true, ..not_tried },
        Ok(DryRunResult::DispatchError(bytes)) => {
            let error = DispatchError::decode_from(bytes, anchor.at.metadata());
            let error = error.map_err(|cause| Error::Chain(cause.to_string()))?;
            let refusal = Some(Refusal::from_dispatch(&error));
            DryRun { fee, refusal, call_tried: true }
        }
        _ => not_tried,
    })
}

fn validity(result: ValidationResult) -> Option<Refusal> {
    let documentation = match result {
        ValidationResult::Valid(_) => return None,
        ValidationResult::Invalid(reason) => format!("{reason:?}"),
        ValidationResult::Unknown(reason) => format!("{reason:?}"),
    };
    Some(Refusal { name: "InvalidTransaction".into(), documentation })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_era_never_outlasts_the_blocks_that_the_chain_remembers() {
        assert_eq!(era_within(4096), 4096);
        assert_eq!(era_within(10_000), 4096);
        assert_eq!(era_within(2400), 2048);
        assert_eq!(era_within(250), 128);
        assert_eq!(era_within(0), 4);
    }
}
