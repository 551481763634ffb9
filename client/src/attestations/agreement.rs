//! The files that go between issuer and subject: an offer, which the issuer prepares, and the
//! agreement, which one of them signs.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use althing_credentials::hex32;
use serde::{Deserialize, Serialize};
use sp_runtime::{traits::Verify, AccountId32, MultiSignature};
use subxt::tx::Signer;

use crate::{
    attestations::statement::{Purpose, Statement, Subject, Terms},
    connection::AccountId,
    keys::Key,
};

/// The version of both files.
const VERSION: u32 = 1;

/// Why an offer or an agreement cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AgreementError {
    /// The file cannot be read or written.
    #[error("{path}: {cause}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// The file says something else.
    #[error("{path}: not {expected}: {problem}")]
    Format {
        /// Which.
        path: PathBuf,
        /// What it should be.
        expected: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// It is for another chain.
    #[error("it is for the chain {found}, and this is {here}; nothing signed for one chain counts on another")]
    OtherChain {
        /// The genesis hash it names.
        found: String,
        /// The genesis hash of the chain.
        here: String,
    },
    /// It is for something else.
    #[error("its signature is to {found}, and here one to {expected} is needed")]
    OtherPurpose {
        /// What it is for.
        found: &'static str,
        /// What is needed.
        expected: &'static str,
    },
    /// The signer is another account than has to sign.
    #[error("{signer} has signed, and {expected} has to")]
    OtherSigner {
        /// Who has signed.
        signer: AccountId,
        /// Who has to.
        expected: AccountId,
    },
    /// The signature is none over this statement.
    #[error("the signature is not {signer}'s over exactly this; let it be signed again")]
    Signature {
        /// Who should have signed.
        signer: AccountId,
    },
    /// Too late.
    #[error("its deadline, block {deadline}, has passed (it is block {now}); let it be signed again with a later one")]
    Deadline {
        /// The last block in which it could be used.
        deadline: u32,
        /// The present block.
        now: u32,
    },
    /// A subject that is no account agrees to nothing.
    #[error("{0} is no account, so nobody can sign for it, and nobody has to")]
    NoAccount(Subject),
    /// The claims are others than those that were offered.
    #[error("the claims are not those of the offer: their commitment is {found}, and it offers {offered}; do not sign it")]
    OtherClaims {
        /// Of the claims.
        found: String,
        /// Of the offer.
        offered: String,
    },
}

/// What an issuer offers to attest; everything but a signature and its deadline.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// `offer`.
    pub althing: OfferMark,
    /// The version of the file.
    pub version: u32,
    /// The hash of the chain's first block.
    #[serde(with = "hex32")]
    pub genesis: [u8; 32],
    /// The schema, which follows from the issuer; for people to read.
    pub schema: u32,
    /// The issuer.
    pub issuer: u32,
    /// The subject; where an attestation moves, the account to which it does.
    pub subject: Subject,
    /// The serial that the attestation will have.
    pub serial: u32,
    /// What is attested.
    pub terms: Terms,
    /// The account from which an attestation moves, if it does.
    #[serde(default)]
    pub from: Option<Subject>,
}

/// The word that says what a file is.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum OfferMark {
    /// An offer.
    #[default]
    #[serde(rename = "offer")]
    Offer,
}

/// The word that says what a file is.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum AgreementMark {
    /// An agreement.
    #[default]
    #[serde(rename = "agreement")]
    Agreement,
}

impl Offer {
    /// Makes one that moves nothing.
    pub fn new(
        genesis: [u8; 32],
        (schema, issuer): (u32, u32),
        (subject, serial): (Subject, u32),
        terms: Terms,
    ) -> Self {
        Self {
            althing: OfferMark::Offer,
            version: VERSION,
            genesis,
            schema,
            issuer,
            subject,
            serial,
            terms,
            from: None,
        }
    }

    /// The statement that is signed, usable up to block `deadline`.
    pub fn statement(&self, deadline: u32) -> Statement {
        Statement {
            genesis: self.genesis,
            issuer: self.issuer,
            subject: self.subject.clone(),
            serial: self.serial,
            terms: self.terms.clone(),
            from: self.from.as_ref().map(Subject::bytes),
            deadline,
        }
    }

    /// What its subject's signature is for.
    pub fn purpose(&self) -> Purpose {
        match self.from {
            None => Purpose::Accept,
            Some(_) => Purpose::Move,
        }
    }

    /// Whether it is for this chain.
    ///
    /// # Errors
    /// [`AgreementError::OtherChain`].
    pub fn check_chain(&self, genesis: &[u8; 32]) -> Result<(), AgreementError> {
        check_chain(&self.genesis, genesis)
    }

    /// Whether it offers to attest claims with this commitment.
    ///
    /// # Errors
    /// [`AgreementError::OtherClaims`].
    pub fn check_claims(&self, commitment: &[u8; 32]) -> Result<(), AgreementError> {
        if self.terms.commitment == *commitment {
            return Ok(());
        }
        Err(AgreementError::OtherClaims {
            found: hex32::encode(commitment),
            offered: hex32::encode(&self.terms.commitment),
        })
    }

    /// Reads one.
    ///
    /// # Errors
    /// If the file cannot be read, or is no offer.
    pub fn read(path: &Path) -> Result<Self, AgreementError> {
        let offer: Self = read(path, "an offer that `althing attest offer` has written")?;
        check_version(path, offer.version)?;
        Ok(offer)
    }
}

/// An agreement that was signed.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// `agreement`.
    pub althing: AgreementMark,
    /// The version of the file.
    pub version: u32,
    /// What the signature is for.
    pub purpose: Purpose,
    /// What it is about.
    pub statement: Statement,
    /// Who has signed.
    pub signer: Subject,
    /// How: `sr25519`, `ed25519` or `ecdsa`.
    pub scheme: Scheme,
    /// The signature in hexadecimal.
    pub signature: String,
}

/// A signature scheme of accounts.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// Schnorr signatures over ristretto255, as most wallets make them.
    Sr25519,
    /// Ed25519.
    Ed25519,
    /// ECDSA over secp256k1.
    Ecdsa,
}

impl Agreement {
    /// Signs a statement.
    pub fn sign(statement: Statement, purpose: Purpose, key: &Key) -> Self {
        let signature = match key.sign(&statement.message(purpose)) {
            subxt::utils::MultiSignature::Sr25519(bytes) => (Scheme::Sr25519, bytes.to_vec()),
            subxt::utils::MultiSignature::Ed25519(bytes) => (Scheme::Ed25519, bytes.to_vec()),
            subxt::utils::MultiSignature::Ecdsa(bytes) => (Scheme::Ecdsa, bytes.to_vec()),
        };
        Self::carry(statement, purpose, *key.account(), signature)
    }

    /// Puts a signature that was made elsewhere, by a wallet, to what it is over.
    pub fn carry(
        statement: Statement,
        purpose: Purpose,
        signer: AccountId,
        (scheme, signature): (Scheme, Vec<u8>),
    ) -> Self {
        Self {
            althing: AgreementMark::Agreement,
            version: VERSION,
            purpose,
            statement,
            signer: signer.into(),
            scheme,
            signature: format!("0x{}", hex::encode(signature)),
        }
    }

    /// Reads one.
    ///
    /// # Errors
    /// If the file cannot be read, or is no agreement.
    pub fn read(path: &Path) -> Result<Self, AgreementError> {
        let agreement: Self = read(path, "an agreement that `althing attest` has written")?;
        check_version(path, agreement.version)?;
        Ok(agreement)
    }

    /// Who has signed.
    ///
    /// # Errors
    /// If the file names no account.
    pub fn signer(&self) -> Result<AccountId, AgreementError> {
        self.signer.account().ok_or_else(|| AgreementError::NoAccount(self.signer.clone()))
    }

    /// The account that has to sign for this purpose, where that follows from the statement.
    fn expected_signer(&self) -> Result<AccountId, AgreementError> {
        match self.purpose {
            Purpose::Issue => self.signer(),
            Purpose::Accept | Purpose::Move => {
                let subject = &self.statement.subject;
                subject.account().ok_or_else(|| AgreementError::NoAccount(subject.clone()))
            }
        }
    }

    /// Whether it is for that purpose on this chain, signed by who has to, and not too late.
    ///
    /// # Errors
    /// What is wrong with it; see [`AgreementError`].
    pub fn check(
        &self,
        purpose: Purpose,
        genesis: &[u8; 32],
        now: u32,
    ) -> Result<(), AgreementError> {
        if self.purpose != purpose {
            let (found, expected) = (self.purpose.needed(), purpose.needed());
            return Err(AgreementError::OtherPurpose { found, expected });
        }
        check_chain(&self.statement.genesis, genesis)?;
        let (signer, expected) = (self.signer()?, self.expected_signer()?);
        if signer != expected {
            return Err(AgreementError::OtherSigner { signer, expected });
        }
        let message = self.statement.message(self.purpose);
        let good = self.multi_signature().is_some_and(|signature| {
            signature.verify(message.as_slice(), &AccountId32::new(signer.0))
        });
        if !good {
            return Err(AgreementError::Signature { signer });
        }
        let deadline = self.statement.deadline;
        match now > deadline {
            true => Err(AgreementError::Deadline { deadline, now }),
            false => Ok(()),
        }
    }

    /// The signature as the chain takes it.
    ///
    /// # Errors
    /// If its length is not that of its scheme.
    pub fn to_chain(&self) -> Result<ChainSigned, AgreementError> {
        use crate::chain::runtime_types::sp_runtime::MultiSignature as Chain;
        let bad = || AgreementError::Signature { signer: AccountId::from(self.signer.bytes()) };
        let bytes = self.bytes().ok_or_else(bad)?;
        let signature = match self.scheme {
            Scheme::Sr25519 => Chain::Sr25519(bytes.try_into().map_err(|_| bad())?),
            Scheme::Ed25519 => Chain::Ed25519(bytes.try_into().map_err(|_| bad())?),
            Scheme::Ecdsa => Chain::Ecdsa(bytes.try_into().map_err(|_| bad())?),
        };
        Ok(ChainSigned { signature, deadline: self.statement.deadline })
    }

    fn multi_signature(&self) -> Option<MultiSignature> {
        let bytes = self.bytes()?;
        Some(match self.scheme {
            Scheme::Sr25519 => MultiSignature::Sr25519(<[u8; 64]>::try_from(bytes).ok()?.into()),
            Scheme::Ed25519 => MultiSignature::Ed25519(<[u8; 64]>::try_from(bytes).ok()?.into()),
            Scheme::Ecdsa => MultiSignature::Ecdsa(<[u8; 65]>::try_from(bytes).ok()?.into()),
        })
    }

    fn bytes(&self) -> Option<Vec<u8>> {
        hex::decode(self.signature.strip_prefix("0x").unwrap_or(&self.signature)).ok()
    }
}

/// An agreement as the chain takes it.
pub type ChainSigned = crate::chain::runtime_types::pallet_attestations::attestation::Signed<
    crate::chain::runtime_types::sp_runtime::MultiSignature,
>;

impl Purpose {
    fn needed(self) -> &'static str {
        match self {
            Self::Accept => "accept an attestation",
            Self::Issue => "issue one",
            Self::Move => "accept that one moves",
        }
    }
}

/// Writes an offer or an agreement to a new file. It holds no secret, and is never written over
/// another file.
///
/// # Errors
/// If there is such a file already, or it cannot be written.
pub fn write(path: &Path, content: &impl Serialize) -> Result<(), AgreementError> {
    let failed = |cause| AgreementError::File { path: path.to_path_buf(), cause };
    let text = serde_json::to_string_pretty(content).map_err(|cause| failed(cause.into()))?;
    let mut file = std::fs::File::create_new(path).map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.write_all(b"\n")).map_err(failed)
}

fn read<T: serde::de::DeserializeOwned>(
    path: &Path,
    expected: &'static str,
) -> Result<T, AgreementError> {
    let failed = |cause| AgreementError::File { path: path.to_path_buf(), cause };
    let text = std::fs::read_to_string(path).map_err(failed)?;
    althing_credentials::json::read(&text).map_err(|cause| AgreementError::Format {
        path: path.to_path_buf(),
        expected,
        problem: cause.to_string(),
    })
}

fn check_version(path: &Path, version: u32) -> Result<(), AgreementError> {
    match version {
        VERSION => Ok(()),
        other => Err(AgreementError::Format {
            path: path.to_path_buf(),
            expected: "a file of this version of the client",
            problem: format!("it has version {other}, and this client knows {VERSION}"),
        }),
    }
}

fn check_chain(found: &[u8; 32], here: &[u8; 32]) -> Result<(), AgreementError> {
    match found == here {
        true => Ok(()),
        false => Err(AgreementError::OtherChain {
            found: hex32::encode(found),
            here: hex32::encode(here),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::ChainKind;

    const GENESIS: [u8; 32] = [1; 32];

    fn key(name: &str) -> Key {
        Key::well_known(name, ChainKind::Development).unwrap()
    }

    fn offer() -> Offer {
        let terms =
            Terms { commitment: [3; 32], level: 2, jurisdiction: 528, expires: 900, tag: None };
        Offer::new(GENESIS, (0, 4), (Subject::from(*key("//Bob").account()), 1), terms)
    }

    fn consent() -> Agreement {
        Agreement::sign(offer().statement(100), Purpose::Accept, &key("//Bob"))
    }

    #[test]
    fn a_consent_holds_up_to_its_deadline() {
        assert!(consent().check(Purpose::Accept, &GENESIS, 100).is_ok());
        let late = consent().check(Purpose::Accept, &GENESIS, 101).unwrap_err();
        assert!(late.to_string().contains("deadline, block 100, has passed"), "{late}");
    }

    #[test]
    fn what_is_signed_for_one_chain_is_refused_on_another() {
        let error = consent().check(Purpose::Accept, &[2; 32], 50).unwrap_err();
        assert!(matches!(error, AgreementError::OtherChain { .. }));
        assert!(offer().check_chain(&[2; 32]).is_err());
    }

    #[test]
    fn a_signature_serves_for_what_it_was_made_for_alone() {
        let error = consent().check(Purpose::Issue, &GENESIS, 50).unwrap_err();
        assert!(matches!(error, AgreementError::OtherPurpose { .. }));
        let mut altered = consent();
        altered.statement.terms.level = 3;
        let error = altered.check(Purpose::Accept, &GENESIS, 50).unwrap_err();
        assert!(matches!(error, AgreementError::Signature { .. }));
        let mut longer = consent();
        longer.statement.deadline = 1_000;
        assert!(longer.check(Purpose::Accept, &GENESIS, 500).is_err());
    }

    #[test]
    fn nobody_consents_for_somebody_else() {
        let by = key("//Eve");
        let forged = Agreement::sign(offer().statement(100), Purpose::Accept, &by);
        let error = forged.check(Purpose::Accept, &GENESIS, 50).unwrap_err();
        assert!(matches!(error, AgreementError::OtherSigner { .. }));
        let posing = Agreement { signer: offer().subject, ..forged };
        let error = posing.check(Purpose::Accept, &GENESIS, 50).unwrap_err();
        assert!(matches!(error, AgreementError::Signature { .. }));
    }

    #[test]
    fn a_damaged_signature_is_no_signature() {
        for text in ["", "0x", "0x12", "zz", &"ab".repeat(65)] {
            let damaged = Agreement { signature: text.into(), ..consent() };
            assert!(damaged.check(Purpose::Accept, &GENESIS, 50).is_err(), "{text}");
            assert!(damaged.to_chain().is_err(), "{text}");
        }
    }

    #[test]
    fn files_are_read_as_they_were_written_and_never_written_over() {
        let directory = tempfile::tempdir().unwrap();
        let (first, second) = (directory.path().join("offer"), directory.path().join("consent"));
        write(&first, &offer()).unwrap();
        write(&second, &consent()).unwrap();
        assert_eq!(Offer::read(&first).unwrap(), offer());
        let read = Agreement::read(&second).unwrap();
        assert!(read.check(Purpose::Accept, &GENESIS, 50).is_ok());
        assert!(write(&first, &offer()).is_err());
        assert!(Offer::read(&second).is_err() && Agreement::read(&first).is_err());
        let text =
            std::fs::read_to_string(&first).unwrap().replace("\"version\": 1", "\"version\": 2");
        std::fs::write(&first, text).unwrap();
        assert!(Offer::read(&first).unwrap_err().to_string().contains("version 2"));
    }

    #[test]
    fn claims_other_than_those_that_were_offered_are_not_signed() {
        assert!(offer().check_claims(&[3; 32]).is_ok());
        let error = offer().check_claims(&[4; 32]).unwrap_err();
        assert!(error.to_string().contains("do not sign it"), "{error}");
    }
}
