//! The function itself: the `voprf` crate, on byte arrays.

use rand::{CryptoRng, RngCore};
use sha2::{Digest, Sha256, Sha512};
use voprf::{
    BlindedElement, EvaluationElement, Group, Proof, Ristretto255, VoprfClient, VoprfServer,
};
use zeroize::Zeroizing;

use super::{PersonTag, TagDomain, TagError};

/// An element of the group, in its one encoding.
pub(super) type Element = [u8; 32];

/// A scalar of the group, in its one encoding.
pub(super) type Scalar = [u8; 32];

/// What inputs are hashed to the group under: `"HashToGroup-"` and the context string of VOPRF mode
/// (RFC 9497, sections 3.1 and 4.1).
const HASH_TO_GROUP: &[u8] = b"HashToGroup-OPRFV1-\x01-ristretto255-SHA512";

/// What a tag is hashed under.
const TAG_SEPARATOR: &[u8] = b"althing/person-tag/v1\0";

/// Blinds `input` with a fresh random scalar (`Blind`, RFC 9497, section 3.3.2).
pub(super) fn blind<R: RngCore + CryptoRng>(
    input: &[u8],
    rng: &mut R,
) -> Result<(Zeroizing<Scalar>, Element), TagError> {
    let blind = Zeroizing::new(Scalar::from(Ristretto255::serialize_scalar(
        Ristretto255::random_scalar(rng),
    )));
    let element = blind_with(input, &blind)?;
    Ok((blind, element))
}

/// Blinds `input` with a given scalar.
pub(super) fn blind_with(input: &[u8], blind: &Scalar) -> Result<Element, TagError> {
    let point = Ristretto255::hash_to_curve::<Sha512>(&[input], &[HASH_TO_GROUP])
        .map_err(|_| TagError::Element("the input"))?;
    let scalar =
        Ristretto255::deserialize_scalar(blind).map_err(|_| TagError::Element("the blind"))?;
    Ok(Ristretto255::serialize_elem(point * scalar).into())
}

/// Checks the proof and takes the blind off (`Finalize`, RFC 9497, section 3.3.2).
pub(super) fn finalize(
    input: &[u8],
    blind: &Scalar,
    evaluated: &Element,
    proof: &[u8; 64],
    key: &Element,
) -> Result<[u8; 64], TagError> {
    let mut state = Zeroizing::new([0; 64]);
    state[..32].copy_from_slice(blind);
    state[32..].copy_from_slice(&blind_with(input, blind)?);
    let client = VoprfClient::<Ristretto255>::deserialize(&*state)
        .map_err(|_| TagError::Element("the blinded element"))?;
    let evaluated = EvaluationElement::deserialize(evaluated)
        .map_err(|_| TagError::Element("the evaluated element"))?;
    let proof = Proof::deserialize(proof).map_err(|_| TagError::Proof)?;
    let key =
        Ristretto255::deserialize_elem(key).map_err(|_| TagError::Element("the public key"))?;
    let output = client.finalize(input, &evaluated, &proof, key).map_err(|_| TagError::Proof)?;
    Ok(output.into())
}

/// Evaluates one blinded element, with its proof (`BlindEvaluate`, RFC 9497, section 3.3.2).
pub(super) fn evaluate<R: RngCore + CryptoRng>(
    secret: &Scalar,
    blinded: &Element,
    rng: &mut R,
) -> Result<(Element, [u8; 64]), TagError> {
    let blinded =
        BlindedElement::deserialize(blinded).map_err(|_| TagError::Element("a blinded element"))?;
    let result = server(secret)?.blind_evaluate(rng, &blinded);
    Ok((result.message.serialize().into(), result.proof.serialize().into()))
}

/// Whether `blinded` is an element that can be evaluated.
pub(super) fn check_element(blinded: &Element) -> Result<(), TagError> {
    BlindedElement::<Ristretto255>::deserialize(blinded)
        .map(|_| ())
        .map_err(|_| TagError::Element("a blinded element"))
}

/// A fresh secret key.
pub(super) fn generate<R: RngCore + CryptoRng>(rng: &mut R) -> Zeroizing<Scalar> {
    let scalar = Ristretto255::random_scalar(rng);
    Zeroizing::new(Ristretto255::serialize_scalar(scalar).into())
}

/// The public key of a secret key.
pub(super) fn public_key(secret: &Scalar) -> Result<Element, TagError> {
    Ok(Ristretto255::serialize_elem(server(secret)?.get_public_key()).into())
}

/// The tag of an output; see the [module](super).
pub(super) fn tag(domain: &TagDomain, output: &[u8; 64]) -> PersonTag {
    Sha256::new()
        .chain_update(TAG_SEPARATOR)
        .chain_update(domain.genesis)
        .chain_update(domain.id.to_le_bytes())
        .chain_update(output)
        .finalize()
        .into()
}

fn server(secret: &Scalar) -> Result<VoprfServer<Ristretto255>, TagError> {
    VoprfServer::new_with_key(secret).map_err(|_| TagError::Element("the secret key"))
}
