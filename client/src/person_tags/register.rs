//! Who may ask a key holder for tags: the issuers that are accredited for a schema of the domain.

use std::future::Future;

use althing_credentials::tags::TagDomain;

use crate::{
    attestations::{read, types::IssuerStatus, IssuerId},
    connection::{height, Chain},
    errors::{Error, Result},
};

/// Says whose signature counts for an issuer.
pub trait Register: Send + Sync + 'static {
    /// The accounts that may ask for tags of a domain in an issuer's name; none if it may not ask.
    ///
    /// # Errors
    /// If that cannot be found out now.
    fn accounts(
        &self,
        domain: TagDomain,
        issuer: IssuerId,
    ) -> impl Future<Output = Result<Vec<[u8; 32]>>> + Send;
}

/// The register on the chain, read anew for each question: an issuer that was suspended a block ago
/// is not answered any more.
#[derive(Clone, Debug)]
pub struct OnChain(pub Chain);

impl Register for OnChain {
    async fn accounts(&self, domain: TagDomain, issuer: IssuerId) -> Result<Vec<[u8; 32]>> {
        if domain.genesis != self.0.genesis().0 {
            return Ok(Vec::new());
        }
        let at = self.0.head().await?;
        let found = match read::issuer(&at, issuer).await {
            Ok(found) if found.status == IssuerStatus::Active => found,
            Ok(_) | Err(Error::NotFound(_)) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let schemas = match read::domain(&at, domain.id).await {
            Ok(domain) => domain.schemas.0,
            Err(Error::NotFound(_)) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        if !schemas.contains(&found.schema) {
            return Ok(Vec::new());
        }
        let now = height(&at);
        let deputies = read::deputies(&at, issuer).await?;
        let in_office = deputies.into_iter().filter(|(_, deputy)| now < deputy.until);
        Ok(std::iter::once(found.account.0).chain(in_office.map(|(who, _)| who.0)).collect())
    }
}
