mod array;
mod indices;
mod size;
mod token;

use rand::{rngs::StdRng, SeedableRng};

use super::*;

/// A generator that yields the same in each run.
fn rng(seed: u64) -> StdRng {
    StdRng::seed_from_u64(seed)
}

/// The key of the `n`th attestation of a made-up schema.
fn key(n: u32) -> AttestationKey {
    let mut subject = [0; 32];
    subject[..4].copy_from_slice(&n.to_le_bytes());
    AttestationKey { schema: 7, subject, serial: 1 }
}
