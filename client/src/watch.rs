//! Follows a proposal live, until nothing can change it any more.

use serde::Serialize;

use crate::{
    connection::{height, Chain},
    errors::Result,
    proposals::{
        self, is_concluded, status_name,
        timeline::{in_block, Happening},
        view::{houses, House, PositionView},
        ProposalId,
    },
};

/// Something new about a proposal.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum News {
    /// Something has happened to it.
    Event(Happening),
    /// Its count or its status is another.
    State(State),
    /// It is concluded, and this is the end.
    End(State),
}

/// Where a proposal stands in a block.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct State {
    /// The block.
    pub block: u32,
    /// The proposal.
    pub id: ProposalId,
    /// The status in one word.
    pub status: &'static str,
    /// What has been counted, house by house.
    pub tally: Vec<House>,
    /// Where it stands against its curves, while it is under decision.
    pub position: Option<PositionView>,
}

/// Follows a proposal; `tell` hears of everything new.
///
/// # Errors
/// [`crate::Error::NotFound`] if there is no such proposal; or the connection breaks.
pub async fn follow(chain: &Chain, id: ProposalId, mut tell: impl FnMut(News)) -> Result<()> {
    let mut heads = chain.heads().await?;
    let mut last: Option<State> = None;
    loop {
        let at = chain.head().await?;
        let now = height(&at);
        let proposal = proposals::read(&at, id).await?;
        if let Some(before) = &last {
            for block in before.block.saturating_add(1)..=now {
                // A node that keeps few blocks may know one no more; the state tells the rest.
                for happening in in_block(chain, block, id).await.unwrap_or_default() {
                    tell(News::Event(happening));
                }
            }
        }
        let position = proposals::position(&at, id).await?;
        let state = State {
            block: now,
            id,
            status: status_name(&proposal),
            tally: proposal.decision.as_ref().map_or(Vec::new(), |it| houses(&it.tally)),
            position: position.map(|position| PositionView::of(&position)),
        };
        if is_concluded(&proposal.status) {
            tell(News::End(state));
            return Ok(());
        }
        let is_new = last
            .as_ref()
            .is_none_or(|before| before.status != state.status || before.tally != state.tally);
        if is_new {
            tell(News::State(state.clone()));
        }
        last = Some(state);
        heads.next().await?;
    }
}
