//! What a proposal asks for, and the transactions that submit it.

use sp_crypto_hashing::blake2_256;

use crate::{
    chain::{
        self,
        runtime_types::{
            althing_primitives::eligibility::PolicyVersion,
            bounded_collections::bounded_vec::BoundedVec,
            frame_support::traits::preimages::Bounded, pallet_proposals::proposal::Text,
        },
    },
    connection::{AccountId, At, Chain, Hash},
    errors::{Error, Result},
    keys::Key,
    proposals::{call, ProposalId},
    submit::{dry_run, submit, DryRun, Inclusion},
};

/// Calls up to this length are part of the proposal; longer ones are noted as a preimage before.
const LONGEST_INLINE: usize = 128;

/// The longest URI of a text.
const LONGEST_URI: usize = 256;

/// What is proposed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Draft {
    /// The track under whose rules it is decided.
    pub track: u16,
    /// The call that runs if it is approved, encoded.
    pub call: Vec<u8>,
    /// The hash of the text that explains it.
    pub text_hash: Hash,
    /// Where the text can be found.
    pub text_uri: String,
}

/// A proposal that was submitted.
pub struct Proposed {
    /// Its number.
    pub id: ProposalId,
    /// The transaction that noted the call before, if it was too long to go along.
    pub noted: Option<Inclusion>,
    /// The transaction that submitted it.
    pub submitted: Inclusion,
}

/// The hash by which a text is known: BLAKE2b-256 of its bytes.
pub fn text_hash(text: &[u8]) -> Hash {
    Hash::from(blake2_256(text))
}

/// The call that asks the treasury for a payment, encoded. Where a policy is named, its beneficiary
/// has to meet it when it is paid.
///
/// # Errors
/// If this client was built for another runtime.
pub fn spend(
    at: &At,
    amount: u128,
    to: &AccountId,
    span: Span,
    policy: Option<PolicyVersion>,
) -> Result<Vec<u8>> {
    let to = subxt::utils::MultiAddress::Id(*to);
    let call = chain::tx().dao_treasury().spend(amount, to, span.valid_from, span.expires, policy);
    Ok(at.tx().call_data(&call)?)
}

/// The blocks in which a payment can be claimed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Span {
    /// The first one; the block of the execution if none is given.
    pub valid_from: Option<u32>,
    /// The first one in which it is too late; the treasury's usual period if none is given.
    pub expires: Option<u32>,
}

/// Submits a proposal; notes its call first where that is too long to go along.
///
/// # Errors
/// If the call is none of this chain, or the chain refuses it.
pub async fn propose(chain: &Chain, key: &Key, draft: &Draft) -> Result<Proposed> {
    let at = chain.head().await?;
    call::describe(&at, &draft.call)?;
    let noted = match needs_note(&at, &draft.call).await? {
        true => Some(submit(chain, key, &note(&draft.call)).await?),
        false => None,
    };
    let submitted = submit(chain, key, &submission(draft)?).await?;
    let event = submitted.events.find_first::<chain::proposals::events::Submitted>();
    let id = event.transpose()?.map(|event| event.id);
    let id = id.ok_or_else(|| Error::Chain("the chain names no proposal".into()))?;
    Ok(Proposed { id, noted, submitted })
}

/// The call that submits a proposal, where that is all it takes.
///
/// # Errors
/// If its call is none of this chain, or has to be noted first.
pub async fn single(chain: &Chain, draft: &Draft) -> Result<impl subxt::tx::Payload> {
    let at = chain.head().await?;
    call::describe(&at, &draft.call)?;
    if needs_note(&at, &draft.call).await? {
        let length = draft.call.len();
        return Err(Error::Usage(format!(
            "the proposal's call has {length} bytes, so it has to be noted first, by anybody who can \
             pay (`Preimage.note_preimage`); sign the proposal after that"
        )));
    }
    submission(draft)
}

/// Says what submitting a proposal would cost and whether it would be refused; sends nothing. A
/// call that would have to be noted first is left unnoted, so only the note is tried.
///
/// # Errors
/// If the call is none of this chain, or the node does not answer.
pub async fn try_propose(chain: &Chain, key: &Key, draft: &Draft) -> Result<DryRun> {
    let at = chain.head().await?;
    call::describe(&at, &draft.call)?;
    match needs_note(&at, &draft.call).await? {
        true => dry_run(chain, key, &note(&draft.call)).await,
        false => dry_run(chain, key, &submission(draft)?).await,
    }
}

async fn needs_note(at: &At, call: &[u8]) -> Result<bool> {
    if call.len() <= LONGEST_INLINE {
        return Ok(false);
    }
    let hash = Hash::from(blake2_256(call));
    Ok(call::preimage(at, hash, call_length(call)).await?.is_none())
}

fn call_length(call: &[u8]) -> u32 {
    u32::try_from(call.len()).unwrap_or(u32::MAX)
}

fn note(call: &[u8]) -> impl subxt::tx::Payload {
    chain::tx().preimage().note_preimage(call.to_vec())
}

fn submission(draft: &Draft) -> Result<impl subxt::tx::Payload> {
    if draft.text_uri.len() > LONGEST_URI {
        return Err(Error::Usage(format!("the text's URI is longer than {LONGEST_URI} bytes")));
    }
    let call = match draft.call.len() {
        0..=LONGEST_INLINE => Bounded::Inline(BoundedVec(draft.call.clone())),
        _ => {
            let hash = Hash::from(blake2_256(&draft.call));
            Bounded::Lookup { hash, len: call_length(&draft.call) }
        }
    };
    let uri = BoundedVec(draft.text_uri.clone().into_bytes());
    let text = Text { hash: draft.text_hash, uri };
    Ok(chain::tx().proposals().submit(draft.track, call, text))
}
