//! What several of the commands take: documents, reasons, rights, and how a proposal is made.

use std::path::Path;

use althing_client::{
    attestations::{
        clock::Clock,
        governance::Act,
        statement::Subject,
        types::{
            BoundedVec, Effect, FreezeCause, MeasureKind, Office, RefusalReason, RevocationReason,
            Rights, SuspensionReason, Territory, Verdict,
        },
    },
    connection::{At, Hash},
    errors::{Error, Result},
    proposals::compose::text_hash,
    Chain,
};
use clap::{Args, ValueEnum};

use crate::cli::{commands::propose, context::Context};

/// A connection, the block that counts as now, and the dates of blocks.
pub struct Now {
    pub chain: Chain,
    pub at: At,
    pub clock: Clock,
}

impl Now {
    pub async fn read(context: &Context) -> Result<Self> {
        let chain = context.chain().await?;
        let at = chain.head().await?;
        let clock = Clock::read(&chain, &at).await?;
        Ok(Self { chain, at, clock })
    }

    /// The hash of the chain's first block.
    pub fn genesis(&self) -> [u8; 32] {
        self.chain.genesis().0
    }

    /// A subject by its address, a well-known name, `record:0x…` or `hash:0x…`.
    pub async fn subject(&self, context: &Context, named: &str) -> Result<Subject> {
        if named.starts_with("//") {
            return Ok(context.named_account(&self.chain, named).await?.into());
        }
        named.parse().map_err(Error::Usage)
    }
}

/// A document by the file that holds it, or by its hash.
pub fn document(named: &str) -> Result<Hash> {
    let digits = named.strip_prefix("0x").filter(|digits| digits.len() == 64);
    if let Some(bytes) = digits.and_then(|digits| hex::decode(digits).ok()) {
        if let Ok(bytes) = <[u8; 32]>::try_from(bytes) {
            return Ok(Hash::from(bytes));
        }
    }
    let path = Path::new(named);
    let text = std::fs::read(path).map_err(|cause| Error::file(path, cause))?;
    Ok(text_hash(&text))
}

/// 32 bytes in hexadecimal.
pub fn bytes32(text: &str) -> std::result::Result<[u8; 32], String> {
    let odd = || format!("'{text}' is not 32 bytes in hexadecimal");
    let bytes = hex::decode(text.strip_prefix("0x").unwrap_or(text)).map_err(|_| odd())?;
    bytes.try_into().map_err(|_| odd())
}

/// How the community decides on an act.
#[derive(Debug, Args)]
pub struct Proposal {
    /// The track under whose rules it is decided, by name or number; the one that governs it if
    /// none is named
    #[arg(long, value_name = "TRACK")]
    decided_on: Option<String>,
    #[command(flatten)]
    text: propose::Text,
}

impl Proposal {
    /// Submits a proposal that runs the act, and prints its number.
    pub async fn submit(&self, context: &Context, chain: &Chain, act: Act) -> Result<()> {
        let at = chain.head().await?;
        let track = match &self.decided_on {
            Some(named) => named.clone(),
            None => act.track(&at).await?.to_string(),
        };
        let draft = propose::draft(&at, &track, act.encode(&at)?, &self.text).await?;
        propose::submit(context, chain, &draft).await
    }
}

/// What an issuer or a deputy may attest.
#[derive(Debug, Args)]
pub struct RightsArgs {
    /// Up to which level
    #[arg(long, value_name = "LEVEL")]
    max_level: u8,
    /// For which jurisdictions, by their numbers in ISO 3166-1; everywhere if none is named
    #[arg(long, value_name = "NUMBER", value_delimiter = ',')]
    jurisdictions: Vec<u16>,
}

impl RightsArgs {
    pub fn rights(&self) -> Rights {
        let territory = match self.jurisdictions.is_empty() {
            true => Territory::Anywhere,
            false => Territory::Only(BoundedVec(self.jurisdictions.clone())),
        };
        Rights { max_level: self.max_level, territory }
    }
}

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident => $type:ident { $($variant:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, ValueEnum)]
        pub enum $name { $($variant),+ }

        impl From<$name> for $type {
            fn from(choice: $name) -> Self {
                match choice { $($name::$variant => Self::$variant),+ }
            }
        }
    )+};
}

choices! {
    /// Why an attestation is revoked.
    RevokeFor => RevocationReason {
        IssuedInError,
        NoLongerTrue,
        Fraud,
        KeyCompromised,
        SubjectCeased,
        AtSubjectsRequest,
        LegalOrder,
    }
    /// Why an attestation is suspended.
    SuspendFor => SuspensionReason {
        UnderReview,
        KeyAtRisk,
        DocumentLapsed,
        AtSubjectsRequest,
        LegalOrder,
    }
    /// Why a request is refused.
    RefuseFor => RefusalReason {
        EvidenceInsufficient,
        EvidenceNotGenuine,
        OutOfScope,
        AlreadyAttested,
        FeeTooLow,
    }
    /// Why an account is frozen.
    FreezeFor => FreezeCause { Sanctions, MoneyLaundering, Fraud, StolenKey, LegalOrder }
    /// What becomes of a measure.
    Decision => Verdict { Upheld, Overturned }
    /// What an appeal does to the measure while it is open.
    Meanwhile => Effect { Continues, Pauses }
    /// The kinds of measures.
    MeasureOf => MeasureKind { Revocation, Suspension, Refusal, Freeze, Tag }
    /// The offices.
    OfficeOf => Office { Compliance, Review }
}

#[cfg(test)]
mod tests {
    use althing_client::attestations::words::Words;

    use super::*;

    /// Whether what is typed is the word by which the chain's reason is printed.
    fn is_one_word<Choice: ValueEnum + Copy, Reason: Words + From<Choice>>() {
        for choice in Choice::value_variants() {
            let typed = choice.to_possible_value().unwrap();
            assert_eq!(typed.get_name(), Reason::from(*choice).word());
        }
    }

    #[test]
    fn a_reason_is_typed_as_it_is_printed() {
        is_one_word::<RevokeFor, RevocationReason>();
        is_one_word::<SuspendFor, SuspensionReason>();
        is_one_word::<RefuseFor, RefusalReason>();
        is_one_word::<FreezeFor, FreezeCause>();
        is_one_word::<Decision, Verdict>();
        is_one_word::<Meanwhile, Effect>();
        is_one_word::<MeasureOf, MeasureKind>();
        is_one_word::<OfficeOf, Office>();
    }

    #[test]
    fn a_document_is_a_file_or_its_hash() {
        let hash = format!("0x{}", "ab".repeat(32));
        assert_eq!(document(&hash).unwrap(), Hash::from([0xab; 32]));
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "evidence").unwrap();
        let found = document(file.path().to_str().unwrap()).unwrap();
        assert_eq!(found, text_hash(b"evidence"));
        assert!(document("no such file").unwrap_err().to_string().contains("no such file"));
    }
}
