//! Why an extract is not made or not believed.

use crate::errors::exit;

/// Why an extract, or a trust file, cannot be made, read or believed.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    /// The file is too long to be read.
    #[error("the file has {found} bytes, and at most {limit} are read")]
    TooLong {
        /// How long it is.
        found: u64,
        /// How long it may be.
        limit: u64,
    },
    /// The file is something else.
    #[error("this is no {expected}: {problem}")]
    Format {
        /// What it should be.
        expected: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// The file is of another version.
    #[error("this {what} is of version {found}, and only version {known} is understood; use a newer program")]
    Version {
        /// What it is.
        what: &'static str,
        /// Its version.
        found: u64,
        /// The version that is understood.
        known: u32,
    },
    /// A part of the file cannot be decoded.
    #[error("the {0} in the extract cannot be decoded")]
    Encoding(&'static str),
    /// Two chains.
    #[error("the extract is of the chain {found}, and the trust file is for {trusted}")]
    OtherChain {
        /// What the extract names.
        found: String,
        /// What the trust file names.
        trusted: String,
    },
    /// The state names another chain than the file.
    #[error(
        "the extract claims to be of the chain {claimed}, and the proven state is of {proven}"
    )]
    Genesis {
        /// What the file says.
        claimed: String,
        /// What is proven.
        proven: String,
    },
    /// The authority set is not the trusted one, or not what the handoffs lead to.
    #[error("the extract relies on authority set {found} ({problem}), and the trust file leads to set {trusted}; ask for one that is made with `--trust` and this trust file, or renew the trust file with `althing extract trust`")]
    OtherSet {
        /// The number of the set in the extract.
        found: u64,
        /// The number of the set that is trusted.
        trusted: u64,
        /// In what they differ.
        problem: &'static str,
    },
    /// A handoff from one authority set to the next does not hold.
    #[error("the handoff from authority set {set} is not valid: {problem}")]
    Handoff {
        /// The set that hands over.
        set: u64,
        /// What is wrong.
        problem: String,
    },
    /// The justification is for another block.
    #[error(
        "the justification finalizes block {target} ({hash}), and the headers lead to another one"
    )]
    OtherBlock {
        /// The height of the block that it finalizes.
        target: u32,
        /// Its hash.
        hash: String,
    },
    /// The headers do not follow each other.
    #[error(
        "the headers from the block to the justified one do not follow each other at height {0}"
    )]
    BrokenHeaders(u32),
    /// Finality is not proven.
    #[error("the justification proves nothing: {0}")]
    Finality(#[from] FinalityError),
    /// The storage proof is not of this state.
    #[error("the storage proof is not of the state of block {0}")]
    OtherState(u32),
    /// The storage proof lacks something.
    #[error(
        "the storage proof does not reach the key {0}: a part of it is missing or was changed"
    )]
    Incomplete(String),
    /// The storage proof has parts that prove nothing.
    #[error("the storage proof has {0} parts that none of the keys needs")]
    Superfluous(usize),
    /// The value in the file is not the proven one.
    #[error("the extract has another value under the key {0} than its proof")]
    OtherValue(String),
    /// There is a value in the file, and none in the state.
    #[error(
        "the extract claims a value under the key {0}, and its proof shows that there is none"
    )]
    ClaimedPresent(String),
    /// There is a value in the state, and none in the file.
    #[error(
        "the extract claims that there is no value under the key {0}, and its proof shows one"
    )]
    ClaimedAbsent(String),
    /// The keys are not those of what the extract says that it is about.
    #[error("the extract does not have exactly the keys of what it is about ({0})")]
    OtherKeys(&'static str),
    /// The version of the runtime is not what the file says.
    #[error("the extract claims runtime version {claimed}, and its proof shows {proven}")]
    ClaimedVersion {
        /// What the file says.
        claimed: u32,
        /// What is proven.
        proven: u32,
    },
    /// The state is of a runtime that this client cannot read.
    #[error("the extract is of runtime version {found}, and this client reads the state of version {known}; use the client of that version")]
    OtherRuntime {
        /// The extract's.
        found: u32,
        /// This client's.
        known: u32,
    },
    /// A proven value cannot be decoded.
    #[error("the proven value of {0} cannot be decoded")]
    Value(String),
    /// The extract is about something else than what is asked.
    #[error("the extract is about {found}, not about {asked}")]
    About {
        /// What it is about.
        found: String,
        /// What was asked.
        asked: String,
    },
    /// The chain has no finality that could be proven.
    #[error("this chain has no GRANDPA: it seals blocks at once, and nothing proves to others that they are final; extracts can be made on chains with validators (`solo`, `local`)")]
    NoGrandpa,
    /// No justification is to be had.
    #[error("the node has no justification for block {0} or a later one yet")]
    NoJustification(u32),
    /// The node has dropped the state of the block.
    #[error("the node does not keep the state of that block any more; name a newer one, or ask a node that keeps all (`--state-pruning archive`)")]
    Discarded,
    /// Too many keys.
    #[error("an extract has at most {limit} keys, and {found} are asked for")]
    TooManyKeys {
        /// How many are asked for.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A chain specification that says nothing of its first block.
    #[error("the chain specification cannot be used: {0}")]
    ChainSpec(String),
    /// This program cannot read its own description of the chain.
    #[error("the metadata that this client was built from cannot be used: {0}")]
    Metadata(String),
}

/// Why a justification proves nothing.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum FinalityError {
    /// An authority set without weight, or one that names an authority twice.
    #[error("authority set {0} has no weight, or names an authority twice")]
    Set(u64),
    /// A vote of somebody who has none.
    #[error("{0} is not an authority of this set")]
    Stranger(String),
    /// Two votes of one authority.
    #[error("{0} has voted twice")]
    Twice(String),
    /// A signature that is none.
    #[error("the vote of {id} is not signed for round {round} of set {set}")]
    Signature {
        /// Who should have signed.
        id: String,
        /// The round that the justification names.
        round: u64,
        /// The set against which it is checked.
        set: u64,
    },
    /// A signature of the set before.
    #[error("the vote of {id} was signed in the authority set before set {set}")]
    OutdatedSet {
        /// Who has signed.
        id: String,
        /// The set against which it is checked.
        set: u64,
    },
    /// A vote for a block that does not contain the one that is to be final.
    #[error("the vote of {0} is for a block that is not shown to follow the justified one")]
    Elsewhere(String),
    /// Headers that no vote needs.
    #[error("{0} headers belong to no vote")]
    UnusedHeaders(usize),
    /// Not enough votes.
    #[error("votes of weight {weight} out of {total} are not more than two thirds")]
    TooFew {
        /// The weight of the votes.
        weight: u128,
        /// The weight of all authorities.
        total: u128,
    },
}

impl ExtractError {
    /// The code with which the command line ends.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::TooLong { .. }
            | Self::Format { .. }
            | Self::Version { .. }
            | Self::TooManyKeys { .. }
            | Self::ChainSpec(_) => exit::USAGE,
            Self::Discarded => exit::NOT_FOUND,
            Self::NoGrandpa | Self::Metadata(_) => exit::OTHER,
            Self::NoJustification(_) => exit::TIMEOUT,
            _ => exit::OUTCOME,
        }
    }

    /// One word for programs, stable over versions.
    pub fn kind(&self) -> &'static str {
        match self.exit_code() {
            exit::OUTCOME => "extract-not-valid",
            exit::USAGE => "extract-file",
            _ => "extract",
        }
    }

    /// What to do next, where the message itself does not say.
    pub fn advice(&self) -> Option<&'static str> {
        match self {
            Self::NoJustification(_) => Some(
                "Wait for some blocks, and see with `althing status` whether blocks get final.",
            ),
            Self::OtherChain { .. }
            | Self::OtherSet { .. }
            | Self::OtherRuntime { .. }
            | Self::About { .. } => None,
            _ if self.exit_code() == exit::OUTCOME => {
                Some("Do not rely on it. Ask whoever issued it for a new one.")
            }
            _ => None,
        }
    }
}
