//! The keys of tag domains.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use rand::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::{
    oprf::{self, Scalar},
    TagError,
};
use crate::{
    hex32,
    wallet::{ClaimDigest, Content, Secret},
};

/// The version of the form in which a key ring is kept.
const VERSION: u8 = 1;

/// A tag domain of a chain.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TagDomain {
    /// The hash of the chain's first block.
    #[serde(with = "hex32")]
    pub genesis: [u8; 32],
    /// The number of the domain.
    pub id: u32,
}

/// The public key of a tag domain, as it is registered on the chain.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PublicKey {
    /// The domain.
    pub domain: TagDomain,
    /// How often the domain's key had been changed before this one.
    pub epoch: u32,
    /// The key: an element of ristretto255.
    #[serde(with = "hex32")]
    pub key: [u8; 32],
}

/// The secret keys of one domain.
#[derive(Clone)]
struct Keys {
    epoch: u32,
    current: Zeroizing<Scalar>,
    /// The key of the epoch before, until it is retired.
    previous: Option<Zeroizing<Scalar>>,
}

/// The secret keys that a key holder keeps: of each domain the current one, and the one before until
/// it is retired. They are wiped from memory when dropped and never shown.
///
/// A ring is kept in a [`Vault`](crate::wallet::Vault), encrypted, and changed there: a key that was
/// published before it was saved could be lost.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(into = "Export", try_from = "Export")]
pub struct KeyRing {
    domains: BTreeMap<TagDomain, Keys>,
}

/// A key ring as the vault holds it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Export {
    version: u8,
    keys: Vec<ExportedKey>,
}

/// A secret key as the vault holds it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct ExportedKey {
    domain: TagDomain,
    epoch: u32,
    #[serde(with = "hex32")]
    secret: Scalar,
}

impl Drop for ExportedKey {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

impl KeyRing {
    /// Makes the first key of a domain.
    ///
    /// # Errors
    /// [`TagError::KeyExists`].
    pub fn create<R: RngCore + CryptoRng>(
        &mut self,
        domain: TagDomain,
        rng: &mut R,
    ) -> Result<PublicKey, TagError> {
        if self.domains.contains_key(&domain) {
            return Err(TagError::KeyExists(domain.id));
        }
        let keys = Keys { epoch: 0, current: oprf::generate(rng), previous: None };
        self.domains.insert(domain, keys);
        self.public_key(&domain, 0)
    }

    /// Makes the key of the next epoch and keeps the current one as the one before.
    ///
    /// # Errors
    /// [`TagError::NoKey`] for an unknown domain, [`TagError::RetireFirst`] while the one before is
    /// kept.
    pub fn rotate<R: RngCore + CryptoRng>(
        &mut self,
        domain: TagDomain,
        rng: &mut R,
    ) -> Result<PublicKey, TagError> {
        let no_key = TagError::NoKey { domain: domain.id, epoch: 0 };
        let keys = self.domains.get_mut(&domain).ok_or(no_key)?;
        if keys.previous.is_some() {
            return Err(TagError::RetireFirst(domain.id));
        }
        keys.epoch = keys.epoch.saturating_add(1);
        keys.previous = Some(std::mem::replace(&mut keys.current, oprf::generate(rng)));
        let epoch = keys.epoch;
        self.public_key(&domain, epoch)
    }

    /// Wipes the key of the epoch before. Tags under it can be computed by nobody from then on, once
    /// the backups of the vault that held it are gone as well.
    ///
    /// # Errors
    /// [`TagError::NoKey`] if there is none.
    pub fn retire(&mut self, domain: TagDomain) -> Result<(), TagError> {
        let keys = self.domains.get_mut(&domain);
        let epoch = keys.as_ref().map_or(0, |keys| keys.epoch.saturating_sub(1));
        match keys.and_then(|keys| keys.previous.take()) {
            Some(_) => Ok(()),
            None => Err(TagError::NoKey { domain: domain.id, epoch }),
        }
    }

    /// The public key of a domain at an epoch.
    ///
    /// # Errors
    /// [`TagError::NoKey`] if the ring has no such key.
    pub fn public_key(&self, domain: &TagDomain, epoch: u32) -> Result<PublicKey, TagError> {
        let key = oprf::public_key(self.secret(domain, epoch)?)?;
        Ok(PublicKey { domain: *domain, epoch, key })
    }

    /// The public keys of all domains, those of the epoch before included.
    pub fn public_keys(&self) -> Vec<PublicKey> {
        let epochs = |keys: &Keys| keys.epoch.saturating_sub(1)..=keys.epoch;
        self.domains
            .iter()
            .flat_map(|(domain, keys)| epochs(keys).map(move |epoch| (domain, epoch)))
            .filter_map(|(domain, epoch)| self.public_key(domain, epoch).ok())
            .collect()
    }

    pub(super) fn secret(&self, domain: &TagDomain, epoch: u32) -> Result<&Scalar, TagError> {
        let found = self.domains.get(domain).and_then(|keys| {
            if epoch == keys.epoch {
                Some(&*keys.current)
            } else if epoch.checked_add(1) == Some(keys.epoch) {
                keys.previous.as_deref()
            } else {
                None
            }
        });
        found.ok_or(TagError::NoKey { domain: domain.id, epoch })
    }
}

impl From<KeyRing> for Export {
    fn from(ring: KeyRing) -> Self {
        let mut keys = Vec::new();
        for (domain, of_domain) in &ring.domains {
            if let Some(secret) = &of_domain.previous {
                let epoch = of_domain.epoch.saturating_sub(1);
                keys.push(ExportedKey { domain: *domain, epoch, secret: **secret });
            }
            let (epoch, secret) = (of_domain.epoch, *of_domain.current);
            keys.push(ExportedKey { domain: *domain, epoch, secret });
        }
        Self { version: VERSION, keys }
    }
}

impl TryFrom<Export> for KeyRing {
    type Error = TagError;

    /// Fails for another version, for more than two keys of a domain, and for keys that are not of
    /// successive epochs.
    fn try_from(export: Export) -> Result<Self, TagError> {
        if export.version != VERSION {
            return Err(TagError::Version { expected: VERSION, found: export.version });
        }
        let mut ring = Self::default();
        for key in &export.keys {
            oprf::public_key(&key.secret)?;
            let secret = Zeroizing::new(key.secret);
            match ring.domains.get_mut(&key.domain) {
                None => {
                    let keys = Keys { epoch: key.epoch, current: secret, previous: None };
                    ring.domains.insert(key.domain, keys);
                }
                Some(keys)
                    if keys.previous.is_none() && keys.epoch.checked_add(1) == Some(key.epoch) =>
                {
                    keys.previous = Some(std::mem::replace(&mut keys.current, secret));
                    keys.epoch = key.epoch;
                }
                Some(_) => return Err(TagError::KeyExists(key.domain.id)),
            }
        }
        Ok(ring)
    }
}

impl Content for KeyRing {
    const KIND: &'static str = "a key holder's keys";

    fn secrets(&self, _: &BTreeSet<ClaimDigest>) -> Vec<Secret> {
        Vec::new()
    }

    fn erase(&mut self, _: &BTreeSet<ClaimDigest>) -> usize {
        0
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let epochs = self.domains.iter().map(|(domain, keys)| (domain.id, keys.epoch));
        f.debug_map().entries(epochs).finish()
    }
}
