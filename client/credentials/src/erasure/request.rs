//! What a subject asks, and how it signs that.

use std::fmt::Write as _;

use rand::RngCore;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{ErasureError, Result};
use crate::{cnf::AccountVerifier, hex32, time, wallet::ClaimDigest, Slot};

/// The most claims that one request names.
const MOST_DIGESTS: usize = 1024;
/// The longest name of a holder, in bytes.
const LONGEST_HOLDER: usize = 256;

/// Please erase these claims of this attestation.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// 16 random bytes in hex. One id, one request: asked again, it is answered as before.
    pub id: String,
    /// Who is asked, such as `althing:<genesis>:issuer:7`.
    pub holder: String,
    /// The attestation. Its subject is the account that signs.
    pub slot: Slot,
    /// The digests of the claims, sorted, each once.
    #[serde(with = "hex32::list")]
    pub digests: Vec<ClaimDigest>,
    /// When it was asked, in seconds since 1970.
    pub asked: u64,
}

/// A request and the signature of the subject's account.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SignedRequest {
    /// The request.
    pub request: Request,
    /// The account's signature over [`Request::message`].
    #[serde(with = "hex32::signature")]
    pub signature: [u8; 64],
}

impl Request {
    /// A new request with a random id.
    pub fn new(
        holder: &str,
        slot: Slot,
        digests: impl IntoIterator<Item = ClaimDigest>,
        now: u64,
    ) -> Result<Self> {
        let mut id = [0u8; 16];
        rand::rngs::OsRng.fill_bytes(&mut id);
        let mut digests: Vec<_> = digests.into_iter().collect();
        digests.sort_unstable();
        digests.dedup();
        let request =
            Self { id: hex::encode(id), holder: holder.into(), slot, digests, asked: now };
        request.check()?;
        Ok(request)
    }

    /// Refuses a request that could be read in two ways.
    pub(super) fn check(&self) -> Result<()> {
        let id = hex::decode(&self.id).ok();
        if id.is_none_or(|id| id.len() != 16 || hex::encode(id) != self.id) {
            return Err(ErasureError::Request("its id is not 32 lower-case hexadecimal digits"));
        }
        let printable = self.holder.bytes().all(|byte| byte.is_ascii_graphic());
        if self.holder.is_empty() || self.holder.len() > LONGEST_HOLDER || !printable {
            return Err(ErasureError::Request(
                "the holder's name must be 1 to 256 printable ASCII characters without spaces",
            ));
        }
        if self.digests.is_empty() || self.digests.len() > MOST_DIGESTS {
            return Err(ErasureError::Request("it must name 1 to 1024 claims"));
        }
        if !self.digests.iter().zip(self.digests.iter().skip(1)).all(|(one, next)| one < next) {
            return Err(ErasureError::Request("its digests are not sorted, or one occurs twice"));
        }
        Ok(())
    }

    /// What the account signs: plain lines that a wallet can show, wrapped as wallets wrap text, so
    /// that the signature can never be one of a transaction.
    pub fn message(&self) -> String {
        let mut text = String::from("<Bytes>Erase these claims about me.\n");
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "Holder: {}\nChain: {}\nSchema: {}\nAccount: {}\nSerial: {}\nAsked: {} ({})\nRequest: {}",
            self.holder,
            hex32::encode(&self.slot.genesis),
            self.slot.schema,
            hex32::encode(&self.slot.subject),
            self.slot.serial,
            time::text(self.asked),
            self.asked,
            self.id,
        );
        for digest in &self.digests {
            let _ = write!(text, "\nClaim: {}", hex32::encode(digest));
        }
        text.push_str("</Bytes>");
        text
    }

    /// SHA-256 over the message, by which a receipt names the request.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.message()).into()
    }

    /// Puts the account's signature to the request. `sign` gets the bytes to sign.
    pub fn sign(self, sign: impl FnOnce(&[u8]) -> [u8; 64]) -> SignedRequest {
        let signature = sign(self.message().as_bytes());
        SignedRequest { request: self, signature }
    }
}

impl SignedRequest {
    /// The request, if it is well formed and the subject's account has signed it.
    pub fn verify(&self, accounts: &dyn AccountVerifier) -> Result<&Request> {
        self.request.check()?;
        let message = self.request.message();
        if accounts.verify(&self.request.slot.subject, message.as_bytes(), &self.signature) {
            Ok(&self.request)
        } else {
            Err(ErasureError::NotSigned)
        }
    }
}
