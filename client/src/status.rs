//! Where a chain stands, and an account on it.

use serde::Serialize;

use crate::{
    amounts, chain,
    connection::{AccountId, Chain, ChainKind},
    errors::Result,
    proposals,
    replay::crowd::account,
    votes::Standing,
};

/// Where a chain stands.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Status {
    /// The chain's name.
    pub chain: String,
    /// `development`, `local` or `live`.
    pub kind: &'static str,
    /// The node's name and version.
    pub node: String,
    /// The runtime's version.
    pub spec_version: u32,
    /// The hash of the first block, which identifies the chain.
    pub genesis: String,
    /// The height of the best block.
    pub best: u64,
    /// The height of the finalized block.
    pub finalized: u64,
    /// The chain's clock, in thousandths of a second since 1970.
    pub time: u64,
    /// How many other nodes this one talks to.
    pub peers: usize,
    /// Whether it is still catching up.
    pub syncing: bool,
    /// How many proposals are not concluded.
    pub open_proposals: usize,
    /// The tracks, by number.
    pub tracks: Vec<Track>,
    /// The account that was asked for.
    pub account: Option<AccountStatus>,
}

/// A track in a list.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Track {
    /// Its number.
    pub id: u16,
    /// Its name.
    pub name: String,
    /// What a proposer puts down, in THG.
    pub submission_deposit: String,
    /// What sponsors put down together, in THG.
    pub decision_deposit: String,
    /// Preparation, decision, confirmation and timelock, in blocks.
    pub periods: [u32; 4],
}

/// Where an account stands.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct AccountStatus {
    /// The account.
    pub address: String,
    /// What it may spend, in THG.
    pub free: String,
    /// What is on hold: stakes and deposits, in THG.
    pub on_hold: String,
    /// How many transactions it has sent.
    pub nonce: u32,
    /// What it stakes and counts for.
    #[serde(flatten)]
    pub standing: Standing,
}

/// Where a chain stands, and an account on it if one is named.
///
/// # Errors
/// If the node does not answer.
pub async fn read(chain: &Chain, who: Option<&AccountId>) -> Result<Status> {
    let methods = chain.methods();
    let (best, finalized) = (chain.best().await?, chain.finalized().await?);
    let at = chain.head().await?;
    let health = methods.system_health().await?;
    let time = at.storage().fetch(chain::storage().timestamp().now(), ()).await?.decode()?;
    let all = proposals::read_all(&at).await?;
    let open = all.iter().filter(|(_, proposal)| !proposals::is_concluded(&proposal.status));
    let account = match who {
        Some(who) => Some(account_status(&at, who).await?),
        None => None,
    };
    Ok(Status {
        chain: methods.system_chain().await?,
        kind: match chain.kind().await? {
            ChainKind::Development => "development",
            ChainKind::Local => "local",
            ChainKind::Live => "live",
        },
        node: format!("{} {}", methods.system_name().await?, methods.system_version().await?),
        spec_version: at.spec_version(),
        genesis: format!("{:?}", chain.genesis()),
        best: best.block_number(),
        finalized: finalized.block_number(),
        time,
        peers: health.peers,
        syncing: health.is_syncing,
        open_proposals: open.count(),
        tracks: tracks(&at).await?,
        account,
    })
}

async fn tracks(at: &crate::connection::At) -> Result<Vec<Track>> {
    let tracks = proposals::tracks(at).await?;
    let view = |(id, track): &(u16, _)| -> Track {
        let track: &chain::runtime_types::pallet_proposals::track::Track = track;
        Track {
            id: *id,
            name: proposals::track_name(track),
            submission_deposit: amounts::plain(track.submission_deposit),
            decision_deposit: amounts::plain(track.decision_deposit),
            periods: [track.preparation, track.decision, track.confirmation, track.timelock],
        }
    };
    Ok(tracks.iter().map(view).collect())
}

async fn account_status(at: &crate::connection::At, who: &AccountId) -> Result<AccountStatus> {
    let found = account(at, who).await?;
    let (free, reserved, nonce) = found
        .map_or((0, 0, 0), |account| (account.data.free, account.data.reserved, account.nonce));
    Ok(AccountStatus {
        address: who.to_string(),
        free: amounts::plain(free),
        on_hold: amounts::plain(reserved),
        nonce,
        standing: Standing::of(at, who).await?,
    })
}
