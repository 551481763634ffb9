//! What people sign off chain, as wallets show it and wrap it.
//!
//! The message is a sentence and the hash of what it is about: `<Bytes>Althing: I accept an
//! attestation of me 0x…</Bytes>`. What is hashed names the chain, the issuer, the subject, the
//! serial, all terms and a deadline, so that a signature serves once, for one thing, on one chain.
//! The wrapping, which wallets add by themselves, keeps it from ever being a transaction.

use alloc::vec::Vec;

use althing_primitives::BlockNumber;
use codec::Encode;
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

use crate::{IssuerId, Serial, Subject, Terms};

/// What a signature is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Purpose {
    /// A subject accepts an attestation.
    Accept,
    /// An issuer issues one, which the subject carries to the chain.
    Issue,
    /// A person accepts that an attestation moves to this account.
    Move,
}

impl Purpose {
    /// The sentence that a wallet shows.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Accept => "I accept an attestation of me",
            Self::Issue => "I issue an attestation",
            Self::Move => "I accept that an attestation moves to this account",
        }
    }
}

/// What an agreement is about.
#[derive(Clone, Debug, Encode, Eq, PartialEq)]
pub struct Statement<AccountId> {
    /// The hash of the chain's first block.
    pub genesis: H256,
    /// The issuer.
    pub issuer: IssuerId,
    /// The subject; where an attestation moves, the account to which it does.
    pub subject: Subject<AccountId>,
    /// The serial that the attestation will have.
    pub serial: Serial,
    /// What is attested.
    pub terms: Terms,
    /// The account from which an attestation moves, if it does.
    pub from: Option<AccountId>,
    /// The last block in which the signature can be used.
    pub deadline: BlockNumber,
}

/// The bytes to sign.
pub fn message<AccountId: Encode>(purpose: Purpose, statement: &Statement<AccountId>) -> Vec<u8> {
    let hash = BlakeTwo256::hash(&statement.encode());
    let mut text = Vec::with_capacity(160);
    text.extend_from_slice(b"<Bytes>Althing: ");
    text.extend_from_slice(purpose.sentence().as_bytes());
    text.extend_from_slice(b" 0x");
    for byte in hash.as_bytes() {
        text.extend([byte >> 4, byte & 15].map(hex_digit));
    }
    text.extend_from_slice(b"</Bytes>");
    text
}

fn hex_digit(value: u8) -> u8 {
    match value {
        0..=9 => b'0'.saturating_add(value),
        _ => b'a'.saturating_add(value.saturating_sub(10)),
    }
}
