//! Why a carried call cannot be used.

use crate::{amounts::plain, connection::AccountId, errors::exit, errors::Refusal};

/// Why a carried call is not sent, or what became of it.
#[derive(Debug, thiserror::Error)]
pub enum CarriedError {
    /// The file is something else.
    #[error("not a call that was signed with --carry-to: {0}")]
    Format(String),
    /// A file of another version.
    #[error("the file has version {found}, and this program reads version {known}")]
    Version {
        /// The file's.
        found: u32,
        /// This program's.
        known: u32,
    },
    /// No era has these blocks.
    #[error("the blocks {first} to {last} are no era: the file was altered")]
    Era {
        /// The first block it names.
        first: u32,
        /// The last one.
        last: u32,
    },
    /// It is for another chain.
    #[error("it is signed for the chain {found}, and this is {here}; nothing signed for one chain counts on another")]
    OtherChain {
        /// The genesis hash it names.
        found: String,
        /// The genesis hash of the chain.
        here: String,
    },
    /// The runtime has changed since.
    #[error("it is signed for runtime version {found}, and the chain runs {here}: the call could mean something else by now")]
    OtherRuntime {
        /// The specification version it is signed for.
        found: u32,
        /// The chain's.
        here: u32,
    },
    /// The signature is over something else.
    #[error("the signature is not {signer}'s over exactly this: the file was altered, or somebody else has signed it")]
    Signature {
        /// Who should have signed.
        signer: AccountId,
    },
    /// The chain took another branch than the signer saw.
    #[error(
        "block {first}, at which it was signed, is another on this chain, or is not there yet"
    )]
    OtherBranch {
        /// The block.
        first: u32,
    },
    /// Too late.
    #[error("it has expired: block {last} was the last that could have it, and it is block {now}")]
    Expired {
        /// The last block.
        last: u32,
        /// The present block.
        now: u32,
    },
    /// The signer has no account.
    #[error("{signer} has no account on this chain: its nonce would have no place. Anything that keeps an account alive is enough, such as the smallest balance")]
    NoAccount {
        /// Who has signed.
        signer: AccountId,
    },
    /// It was carried already, or something else took its turn.
    #[error("it is used up: it has nonce {nonce}, and the next of {signer} is {next}; so it was carried already, or its signer has sent something else since")]
    Used {
        /// Who has signed.
        signer: AccountId,
        /// Its nonce.
        nonce: u32,
        /// The nonce that would be taken.
        next: u32,
    },
    /// Others come first.
    #[error("it is not its turn: it has nonce {nonce}, and the next of {signer} is {next}; carry first what {signer} signed before")]
    Early {
        /// Who has signed.
        signer: AccountId,
        /// Its nonce.
        nonce: u32,
        /// The nonce that would be taken.
        next: u32,
    },
    /// It was carried, and the call failed.
    #[error("it was carried in block {block} for {} THG, and the call itself failed: {refusal}", plain(*.fee))]
    Failed {
        /// Why.
        refusal: Refusal,
        /// The block that has it.
        block: u32,
        /// What carrying it has cost, in the smallest unit.
        fee: u128,
    },
}

impl CarriedError {
    /// The code with which the command line ends.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Failed { .. } => exit::REFUSED,
            _ => exit::USAGE,
        }
    }

    /// The chain's name for the reason, where it is the chain that refused.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Failed { refusal, .. } => Some(refusal),
            _ => None,
        }
    }

    /// What to do next, where the message itself does not say.
    pub fn advice(&self) -> Option<&'static str> {
        match self {
            Self::Failed { .. } => Some(
                "It is used up. Once the reason is gone, its signer signs it again, by the same \
                 command with --carry-to.",
            ),
            Self::Used { .. } => Some(
                "If it was not carried, let its signer sign it again, by the same command with \
                 --carry-to; and with --carry-nonce one higher if its signer carries it, whose own \
                 transaction comes first.",
            ),
            Self::Expired { .. } | Self::OtherBranch { .. } => {
                Some("Let its signer sign it again, by the same command with --carry-to.")
            }
            Self::OtherRuntime { .. } => Some(
                "Let its signer read it and sign it again, by the same command with --carry-to.",
            ),
            Self::Signature { .. } | Self::Era { .. } => {
                Some("Ask its signer for the file as it was written.")
            }
            Self::OtherChain { .. } => Some("Name a node of that chain with --url."),
            Self::Version { .. } => Some("Use the version of this program that wrote it."),
            _ => None,
        }
    }
}
