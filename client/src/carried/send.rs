//! Signing a call for others to carry, and carrying one.

use althing_credentials::hex32;
use subxt::tx::Payload;

use super::{Carried, CarriedError, Mark, VERSION};
use crate::{
    attestations::clock::{Clock, When},
    chain,
    connection::{height, Chain},
    errors::{Error, Result},
    keys::Key,
    proposals::{call, timeline},
    submit::{submit, Anchor, Inclusion},
};

/// For how long a call can be carried unless told otherwise.
const HOUR: When = When::In(3600);

/// The same in blocks, where it is not known yet how long one takes: of 6 s each.
const BLOCKS: u32 = 600;

/// The fewest blocks of an era.
const SHORTEST_ERA: u64 = 4;

/// How a call is to be carried.
#[derive(Clone, Copy, Debug, Default)]
pub struct Carriage {
    /// The last block that has to be able to have it; in about an hour if none is named. Eras have
    /// powers of two of blocks, so some more blocks are.
    pub until: Option<When>,
    /// Its nonce; the signer's next one if none is named. Of two calls that are signed before
    /// either is carried, the second needs the one after.
    pub nonce: Option<u32>,
}

/// What the chain says, against which a carried call is checked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Present {
    /// The hash of the chain's first block.
    pub genesis: [u8; 32],
    /// The version of its runtime.
    pub spec_version: u32,
    /// The version of its calls.
    pub transaction_version: u32,
    /// The present block.
    pub now: u32,
    /// The hash of the block at which the call was signed, as this chain has it.
    pub first_block_hash: Option<[u8; 32]>,
    /// The nonce that the signer's next call has to have; none if it has no account.
    pub nonce: Option<u32>,
}

impl Carried {
    /// Whether the chain would take it in its next block.
    ///
    /// # Errors
    /// What is wrong with it; see [`CarriedError`].
    pub fn check(&self, present: &Present) -> Result<(), CarriedError> {
        let (signer, nonce, first) = (self.signer, self.nonce, self.first_block);
        if self.genesis != present.genesis {
            let (found, here) = (hex32::encode(&self.genesis), hex32::encode(&present.genesis));
            return Err(CarriedError::OtherChain { found, here });
        }
        self.check_signature()?;
        let (last, now) = (self.last_block, present.now);
        if now >= last {
            return Err(CarriedError::Expired { last, now });
        }
        let versions = (present.spec_version, present.transaction_version);
        if (self.spec_version, self.transaction_version) != versions {
            let (found, here) = (self.spec_version, present.spec_version);
            return Err(CarriedError::OtherRuntime { found, here });
        }
        if present.first_block_hash != Some(self.first_block_hash) {
            return Err(CarriedError::OtherBranch { first });
        }
        match present.nonce {
            None => Err(CarriedError::NoAccount { signer }),
            Some(next) if nonce < next => Err(CarriedError::Used { signer, nonce, next }),
            Some(next) if nonce > next => Err(CarriedError::Early { signer, nonce, next }),
            Some(_) => Ok(()),
        }
    }
}

/// Signs a call for others to carry; sends nothing.
///
/// # Errors
/// If this client was built for another runtime, the chain remembers too few blocks for what is
/// asked, or the node does not answer.
pub async fn sign<Call: Payload>(
    chain: &Chain,
    key: &Key,
    call: &Call,
    carriage: Carriage,
) -> Result<Carried> {
    let anchor = Anchor::new(chain).await?;
    let (first, first_hash) = anchor.birth();
    let last = last_block(chain, &anchor, carriage.until).await?;
    let at = anchor.at();
    at.tx().validate(call)?;
    let bytes = at.tx().call_data(call)?;
    let next = async {
        let next = chain.methods().system_account_next_index(key.account()).await?;
        u32::try_from(next).map_err(|_| Error::Chain(format!("{next} is no nonce")))
    };
    let mut carried = Carried {
        althing: Mark::CarriedCall,
        version: VERSION,
        genesis: chain.genesis().0,
        spec_version: at.spec_version(),
        transaction_version: at.transaction_version(),
        signer: *key.account(),
        words: call::describe(at, &bytes)?,
        call: bytes,
        first_block: first,
        first_block_hash: first_hash.0,
        last_block: last,
        nonce: match carriage.nonce {
            Some(nonce) => nonce,
            None => next.await?,
        },
        signature: Vec::new(),
    };
    carried.sign(key).map_err(|cause| Error::Usage(cause.to_string()))?;
    Ok(carried)
}

/// The last block of the shortest era that begins at the anchor and has the block `until`.
async fn last_block(chain: &Chain, anchor: &Anchor, until: Option<When>) -> Result<u32> {
    let (first, _) = anchor.birth();
    let longest = anchor.longest_era();
    let clock = Clock::read(chain, anchor.at()).await?;
    let wanted = match until {
        Some(when) => clock.resolve(when)?,
        None => clock.resolve(HOUR).unwrap_or(clock.now.saturating_add(BLOCKS)),
    };
    if wanted <= clock.now {
        return Err(Error::Usage(format!("block {wanted} has passed; name one to come")));
    }
    let blocks = u64::from(wanted.saturating_sub(first)).saturating_add(1);
    let period = blocks.next_power_of_two().max(SHORTEST_ERA);
    if period > longest && until.is_some() {
        let most = u64::from(first).saturating_add(longest).saturating_sub(1);
        return Err(Error::Usage(format!(
            "a call can be carried until block {most} at the latest: the chain remembers no more \
             blocks; name an earlier one"
        )));
    }
    let last = u64::from(first).saturating_add(period.min(longest)).saturating_sub(1);
    u32::try_from(last).map_err(|_| Error::Usage("the chain counts no blocks so far off".into()))
}

/// What the chain says of what a carried call depends on, as of its best block. `carrier` sends it.
///
/// # Errors
/// If the node does not answer.
pub async fn present(chain: &Chain, carried: &Carried, carrier: &Key) -> Result<Present> {
    let at = chain.best().await?;
    let entry = chain::storage().system().account();
    let account = at.storage().fetch(entry, (carried.signer,)).await?.decode()?;
    let lives = account.providers > 0 || account.sufficients > 0;
    // The transaction around it comes first.
    let own = u32::from(*carrier.account() == carried.signer);
    let first = chain.hash_of(carried.first_block).await?;
    Ok(Present {
        genesis: chain.genesis().0,
        spec_version: at.spec_version(),
        transaction_version: at.transaction_version(),
        now: height(&at),
        first_block_hash: first.map(|hash| hash.0),
        nonce: lives.then(|| account.nonce.saturating_add(own)),
    })
}

/// Sends a carried call, and waits until it is in a block and has done what it should.
///
/// # Errors
/// [`CarriedError::Failed`] in the inner result if it is in a block and the call itself failed. Why
/// the chain refused the transaction around it, or what broke on the way.
pub async fn carry(
    chain: &Chain,
    carrier: &Key,
    carried: &Carried,
) -> Result<Result<Inclusion, CarriedError>> {
    let dispatch = match carried.dispatch() {
        Ok(dispatch) => dispatch,
        Err(cause) => return Ok(Err(cause)),
    };
    let inclusion = submit(chain, carrier, &dispatch).await?;
    // One that carries another one ends after it.
    let last = inclusion.events.find::<chain::meta_tx::events::Dispatched>().last().transpose()?;
    let missing = || Error::Chain("the chain does not say how the carried call ended".into());
    let Err(failure) = last.ok_or_else(missing)?.result else {
        return Ok(Ok(inclusion));
    };
    let at = chain.at(inclusion.block_hash).await?;
    let refusal = timeline::refusal(&at, &failure.error);
    Ok(Err(CarriedError::Failed { refusal, block: inclusion.block, fee: inclusion.fee }))
}
