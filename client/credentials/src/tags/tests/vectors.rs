//! The vectors of RFC 9497, appendix A.1.2 (ristretto255-SHA512, VOPRF mode), through the functions
//! that requests, answers and transcripts use.

use rand::{CryptoRng, RngCore};
use voprf::{
    BlindedElement, EvaluationElement, Group, Proof, Ristretto255, VoprfClient, VoprfServer,
};

use super::*;
use crate::tags::oprf;

const SEED: &str = "a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3";
const KEY_INFO: &str = "74657374206b6579";
const SECRET: &str = "e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909";
const PUBLIC: &str = "c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e";
const BLIND: &str = "64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706";
const PROOF_SCALAR: &str = "222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e";

struct Vector {
    input: &'static str,
    blinded: &'static str,
    evaluated: &'static str,
    proof: &'static str,
    output: &'static str,
}

/// A.1.2.1 and A.1.2.2: one element each, with the same blind and proof scalar.
const SINGLE: [Vector; 2] = [
    Vector {
        input: "00",
        blinded: "863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945",
        evaluated: "aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e",
        proof: "ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd066d4346421d17bf5117a2a1ff0fcb2a759f58a539dfbe857a40bce4cf49ec600d",
        output: "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7da4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c",
    },
    Vector {
        input: "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
        blinded: "cc0b2a350101881d8a4cba4c80241d74fb7dcbfde4a61fde2f91443c2bf9ef0c",
        evaluated: "60a59a57208d48aca71e9e850d22674b611f752bed48b36f7a91b372bd7ad468",
        proof: "401a0da6264f8cf45bb2f5264bc31e109155600babb3cd4e5af7d181a2c9dc0a67154fabf031fd936051dec80b0b6ae29c9503493dde7393b722eafdf5a50b02",
        output: "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6",
    },
];

/// A.1.2.3: both inputs in one batch, under one proof.
const BATCH_BLIND: &str = "222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e";
const BATCH_BLINDED: &str = "90a0145ea9da29254c3a56be4fe185465ebb3bf2a1801f7124bbbadac751e654";
const BATCH_EVALUATED: &str = "cc5ac221950a49ceaa73c8db41b82c20372a4c8d63e5dded2db920b7eee36a2a";
const BATCH_PROOF: &str = "cc203910175d786927eeb44ea847328047892ddf8590e723c37205cb74600b0a5ab5337c8eb4ceae0494c2cf89529dcf94572ed267473d567aeed6ab873dee08";

fn bytes<const N: usize>(text: &str) -> [u8; N] {
    hex::decode(text).unwrap().try_into().unwrap()
}

/// Yields a scalar as random numbers, so that what is drawn is that scalar.
struct Fixed(Vec<u8>);

impl RngCore for Fixed {
    fn next_u32(&mut self) -> u32 {
        unreachable!()
    }

    fn next_u64(&mut self) -> u64 {
        unreachable!()
    }

    fn fill_bytes(&mut self, out: &mut [u8]) {
        out.fill(0);
        out[..self.0.len()].copy_from_slice(&self.0);
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), rand::Error> {
        self.fill_bytes(out);
        Ok(())
    }
}

impl CryptoRng for Fixed {}

fn fixed(scalar: &str) -> Fixed {
    Fixed(hex::decode(scalar).unwrap())
}

#[test]
fn the_key_is_derived_from_its_seed() {
    let (seed, info) = (hex::decode(SEED).unwrap(), hex::decode(KEY_INFO).unwrap());
    let server = VoprfServer::<Ristretto255>::new_from_seed(&seed, &info).unwrap();
    assert_eq!(hex::encode(server.serialize()), format!("{SECRET}{PUBLIC}"));
    assert_eq!(oprf::public_key(&bytes(SECRET)).unwrap(), bytes(PUBLIC));
}

#[test]
fn inputs_are_blinded() {
    for vector in SINGLE {
        let input = hex::decode(vector.input).unwrap();
        let (blind, element) = oprf::blind(&input, &mut fixed(BLIND)).unwrap();
        assert_eq!(*blind, bytes(BLIND));
        assert_eq!(element, bytes(vector.blinded));
        assert_eq!(oprf::blind_with(&input, &bytes(BLIND)).unwrap(), bytes(vector.blinded));
    }
}

#[test]
fn blinded_elements_are_evaluated_with_their_proofs() {
    for vector in SINGLE {
        let (element, proof) =
            oprf::evaluate(&bytes(SECRET), &bytes(vector.blinded), &mut fixed(PROOF_SCALAR))
                .unwrap();
        assert_eq!(element, bytes(vector.evaluated));
        assert_eq!(proof, bytes(vector.proof));
    }
}

#[test]
fn proofs_are_checked_and_blinds_taken_off() {
    for vector in SINGLE {
        let output = oprf::finalize(
            &hex::decode(vector.input).unwrap(),
            &bytes(BLIND),
            &bytes(vector.evaluated),
            &bytes(vector.proof),
            &bytes(PUBLIC),
        )
        .unwrap();
        assert_eq!(output, bytes(vector.output));
    }
}

#[test]
fn a_batch_under_one_proof_yields_the_same_outputs() {
    let inputs = SINGLE.map(|vector| hex::decode(vector.input).unwrap());
    let blinds = [BLIND, BATCH_BLIND];
    let blinded = [SINGLE[0].blinded, BATCH_BLINDED];
    let evaluated = [SINGLE[0].evaluated, BATCH_EVALUATED];
    let clients: Vec<VoprfClient<Ristretto255>> = (0..2)
        .map(|at| {
            assert_eq!(
                oprf::blind_with(&inputs[at], &bytes(blinds[at])).unwrap(),
                bytes(blinded[at])
            );
            let state = format!("{}{}", blinds[at], blinded[at]);
            VoprfClient::deserialize(&hex::decode(state).unwrap()).unwrap()
        })
        .collect();
    let server = VoprfServer::<Ristretto255>::new_with_key(&bytes::<32>(SECRET)).unwrap();
    for at in 0..2 {
        let element = BlindedElement::deserialize(&bytes::<32>(blinded[at])).unwrap();
        let result = server.blind_evaluate(&mut rng(1), &element);
        assert_eq!(hex::encode(result.message.serialize()), evaluated[at]);
    }
    let messages =
        evaluated.map(|text| EvaluationElement::deserialize(&bytes::<32>(text)).unwrap());
    let proof = Proof::deserialize(&bytes::<64>(BATCH_PROOF)).unwrap();
    let public = Ristretto255::deserialize_elem(&bytes::<32>(PUBLIC)).unwrap();
    let outputs = VoprfClient::batch_finalize(&inputs, &clients, &messages, &proof, public)
        .unwrap()
        .map(|output| hex::encode(output.unwrap()));
    assert!(outputs.eq(SINGLE.map(|vector| vector.output)));
}
