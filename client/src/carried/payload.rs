//! What is signed, and what the chain takes: the bytes that the runtime's `CarriedExtension` stands
//! for.

use codec::{Compact, Encode};
use sp_crypto_hashing::blake2_256;
use sp_runtime::{generic::Era, traits::Verify, AccountId32, MultiSignature};
use subxt::{
    ext::scale_encode::{self, EncodeAsFields, FieldIter, TypeResolver},
    tx::{Payload, Signer},
};

use super::{Carried, CarriedError};
use crate::keys::Key;

/// The version of the checks beside a carried call.
const CHECKS: u8 = 0;

/// `CheckMetadataHash` in the mode without a hash.
const NO_METADATA_HASH: u8 = 0;

/// What stands for `MetaTxMarker`, so that a carried call is never taken for a transaction.
const MARKER: &[u8; 8] = b"_meta_tx";

/// `VerifySignature::Signed`.
const SIGNED: u8 = 1;

/// `None`.
const NONE: u8 = 0;

impl Carried {
    /// The era that has its blocks.
    ///
    /// # Errors
    /// [`CarriedError::Era`] if none has exactly these.
    pub fn era(&self) -> Result<Era, CarriedError> {
        let (first, last) = (self.first_block, self.last_block);
        let wrong = CarriedError::Era { first, last };
        let Some(blocks) = last.checked_sub(first) else { return Err(wrong) };
        let (first, period) = (u64::from(first), u64::from(blocks).saturating_add(1));
        let era = Era::mortal(period, first);
        let is_this = era.birth(first) == first && era.death(first) == first.saturating_add(period);
        is_this.then_some(era).ok_or(wrong)
    }

    /// Puts the signature of its signer's key to it.
    ///
    /// # Errors
    /// If its blocks are no era.
    pub fn sign(&mut self, key: &Key) -> Result<(), CarriedError> {
        self.signature = match key.sign(&self.signed_hash()?) {
            subxt::utils::MultiSignature::Sr25519(bytes) => bytes.to_vec(),
            _ => return Err(CarriedError::Format("the key is not an sr25519 key".into())),
        };
        Ok(())
    }

    /// Whether its signer has signed exactly this.
    ///
    /// # Errors
    /// [`CarriedError::Signature`] if not.
    pub fn check_signature(&self) -> Result<(), CarriedError> {
        let signer = self.signer;
        let hash = self.signed_hash()?;
        let good = <[u8; 64]>::try_from(self.signature.as_slice()).is_ok_and(|bytes| {
            let signature = MultiSignature::Sr25519(bytes.into());
            signature.verify(hash.as_slice(), &AccountId32::new(signer.0))
        });
        good.then_some(()).ok_or(CarriedError::Signature { signer })
    }

    /// The transaction's call that carries it.
    ///
    /// # Errors
    /// If its blocks are no era.
    pub fn dispatch(&self) -> Result<Dispatch, CarriedError> {
        let mut signature = vec![SIGNED];
        // `MultiSignature::Sr25519`.
        signature.push(1);
        signature.extend_from_slice(&self.signature);
        signature.extend_from_slice(&self.signer.0);
        let carried = [&self.call[..], &[CHECKS], &signature, &self.checks()?].concat();
        let length = u32::try_from(carried.len()).unwrap_or(u32::MAX).encode();
        Ok(Dispatch { arguments: Raw([carried, length].concat()) })
    }

    /// What the checks carry: the era, the nonce, and the mode of the metadata hash.
    fn checks(&self) -> Result<Vec<u8>, CarriedError> {
        Ok((self.era()?, Compact(self.nonce), NO_METADATA_HASH).encode())
    }

    /// The BLAKE2b-256 hash that is signed: of the version, the call, the checks, and what these
    /// stand for, one after the other.
    fn signed_hash(&self) -> Result<[u8; 32], CarriedError> {
        let versions = (self.spec_version, self.transaction_version).encode();
        let payload = [
            &[CHECKS][..],
            &self.call,
            &self.checks()?,
            MARKER,
            &versions,
            &self.genesis,
            &self.first_block_hash,
            &[NONE],
        ];
        Ok(blake2_256(&payload.concat()))
    }
}

/// `MetaTx.dispatch` of a carried call, whose bytes go to the chain as they were signed.
pub struct Dispatch {
    arguments: Raw,
}

impl Dispatch {
    /// The arguments, encoded.
    pub fn arguments(&self) -> &[u8] {
        &self.arguments.0
    }
}

impl Payload for Dispatch {
    type CallData = Raw;

    fn pallet_name(&self) -> &str {
        "MetaTx"
    }

    fn call_name(&self) -> &str {
        "dispatch"
    }

    fn call_data(&self) -> &Raw {
        &self.arguments
    }
}

/// Arguments that are encoded already.
pub struct Raw(Vec<u8>);

impl EncodeAsFields for Raw {
    fn encode_as_fields_to<R: TypeResolver>(
        &self,
        _: &mut dyn FieldIter<'_, R::TypeId>,
        _: &R,
        out: &mut Vec<u8>,
    ) -> Result<(), scale_encode::Error> {
        out.extend_from_slice(&self.0);
        Ok(())
    }
}
