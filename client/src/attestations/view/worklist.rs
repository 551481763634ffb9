//! What an issuer has to do.

use serde::Serialize;

use super::{AppealView, AttestationView, IssuerView, RequestView};
use crate::{
    attestations::{clock::Clock, read, IssuerId},
    connection::At,
    errors::Result,
};

/// What an issuer has to do.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Worklist {
    /// The issuer.
    pub issuer: IssuerView,
    /// What deposits the bond has room for; none if the issuer has no bond.
    pub room: Option<u128>,
    /// Requests that wait for an answer, the most urgent first.
    pub requests: Vec<RequestView>,
    /// Attestations that hold and expire soon, the soonest first.
    pub expiring: Vec<AttestationView>,
    /// Open appeals against what it has done, the most urgent first.
    pub appeals: Vec<AppealView>,
}

impl Worklist {
    /// What an issuer has to do in the block `at`; attestations count as expiring `within` blocks.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] if there is no such issuer.
    pub async fn of(at: &At, clock: &Clock, id: IssuerId, within: u32) -> Result<Self> {
        let issuer = IssuerView::of(at, clock, id).await?;
        let mut requests: Vec<_> = read::requests(at, id)
            .await?
            .iter()
            .map(|(who, request)| RequestView::make(clock, id, who, request))
            .filter(|request| request.state != "refused" && clock.now < request.deadline.block)
            .collect();
        requests.sort_by_key(|request| request.deadline.block);
        let soon = clock.now.saturating_add(within);
        let mut expiring: Vec<_> = AttestationView::of_schema(at, clock, issuer.schema, Some(id))
            .await?
            .into_iter()
            .filter(|attestation| attestation.holds && attestation.expires.block <= soon)
            .collect();
        expiring.sort_by_key(|attestation| attestation.expires.block);
        let mut appeals = AppealView::about_issuer(at, clock, id).await?;
        appeals.sort_by_key(|appeal| appeal.deadline.block);
        let room = read::bond_room(at, id).await?;
        Ok(Self { issuer, room, requests, expiring, appeals })
    }
}
