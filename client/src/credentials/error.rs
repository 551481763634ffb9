//! Why a credential, or what is around it, cannot be used.

use std::path::{Path, PathBuf};

use althing_credentials::{
    claims::ClaimError, cnf::CnfError, credential::CredentialError, erasure::ErasureError,
    jose::JoseError, json::JsonError, presentation::PresentationError, sd_jwt::SdJwtError,
    status_list::StatusListError, tags::TagError, vc::VcError, wallet::VaultError,
};

use crate::errors::{exit, Error};

/// Why a wallet, a credential, a presentation, a receipt, a tag or a status list cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CredentialsError {
    /// A vault cannot be opened, saved or changed.
    #[error(transparent)]
    Vault(VaultError),
    /// Nothing is given that opens a vault.
    #[error("no passphrase and no key is given that opens the vault")]
    NoVaultKey,
    /// A file with a secret that others can read.
    #[error("{} holds a secret and can be read by others than you", .0.display())]
    Exposed(PathBuf),
    /// A file that is not what it should be.
    #[error("{}: not {expected}: {problem}", .path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What it should be.
        expected: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// Claims that cannot be made or used.
    #[error(transparent)]
    Claims(ClaimError),
    /// A token that does not meet its rules.
    #[error(transparent)]
    Token(SdJwtError),
    /// A token that says nothing about an attestation.
    #[error(transparent)]
    Credential(CredentialError),
    /// A document that is no W3C credential.
    #[error(transparent)]
    Vc(VcError),
    /// A presentation that is not made or not believed.
    #[error(transparent)]
    Presentation(PresentationError),
    /// A statement that vouches for no key.
    #[error(transparent)]
    Statement(CnfError),
    /// A key or a signature that cannot be used.
    #[error(transparent)]
    Jose(JoseError),
    /// JSON that cannot be read.
    #[error(transparent)]
    Json(JsonError),
    /// A request to erase, or a receipt, that cannot be used.
    #[error(transparent)]
    Erasure(ErasureError),
    /// A person tag that cannot be asked for, answered or believed.
    #[error(transparent)]
    Tag(TagError),
    /// The key holder did not answer a request for tags.
    #[error("the key holder at {url} did not answer the request: {cause}")]
    KeyHolder {
        /// Where it is.
        url: String,
        /// What it said, or what happened.
        cause: String,
    },
    /// A status list that cannot be made, read or believed.
    #[error(transparent)]
    StatusList(StatusListError),
    /// The issuer has not registered the key on the chain.
    #[error("the key {id} is not registered on the chain for issuer {issuer}")]
    NotRegistered {
        /// The issuer.
        issuer: u32,
        /// The key's thumbprint (RFC 7638).
        id: String,
    },
    /// What is shown was checked, and is not to be believed.
    #[error("{0}")]
    NotValid(String),
}

impl CredentialsError {
    /// A file that is not what it should be.
    pub fn format(path: &Path, expected: &'static str, problem: impl ToString) -> Self {
        Self::Format { path: path.to_path_buf(), expected, problem: problem.to_string() }
    }

    /// The code with which the command line ends.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Vault(VaultError::NotFound(_) | VaultError::Missing(_)) => exit::NOT_FOUND,
            Self::Presentation(_) | Self::NotValid(_) | Self::Statement(_) => exit::OUTCOME,
            Self::KeyHolder { .. } => exit::CONNECTION,
            _ => exit::USAGE,
        }
    }

    /// One word for programs, stable over versions.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Vault(VaultError::NotFound(_) | VaultError::Missing(_)) => "not-found",
            Self::Vault(_) | Self::NoVaultKey | Self::Exposed(_) => "vault",
            Self::Presentation(_) | Self::NotValid(_) | Self::Statement(_) => "not-valid",
            Self::KeyHolder { .. } => "connection",
            Self::Erasure(_) => "erasure",
            Self::Tag(_) => "tag",
            Self::StatusList(_) => "status-list",
            _ => "credential",
        }
    }

    /// What to do next, where the message itself does not say.
    pub fn advice(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoVaultKey => {
                "Give --passphrase-file FILE or --age-key FILE, or set ALTHING_PASSPHRASE. A \
                 passphrase is not taken from the command line, where other users of the machine \
                 could see it."
            }
            Self::Exposed(_) => "Run `chmod 600` on it first.",
            Self::KeyHolder { .. } => {
                "Check --key-holder: `althing tag serve` prints where it listens, and why it \
                 refused a request."
            }
            Self::NotRegistered { .. } => {
                "`althing attest issuer keys` registers it; the issuer's account has to sign."
            }
            Self::Vault(VaultError::NotFound(_)) => "`althing wallet show` lists what there is.",
            Self::Presentation(_) | Self::NotValid(_) | Self::Statement(_) => {
                "Do not rely on it. Ask for a new presentation with a nonce of your own: `althing \
                 verify --ask`."
            }
            _ => return None,
        })
    }
}

macro_rules! folded {
    ($($variant:ident($error:ty)),+ $(,)?) => {
        $(
            impl From<$error> for CredentialsError {
                fn from(error: $error) -> Self {
                    Self::$variant(error)
                }
            }

            impl From<$error> for Error {
                fn from(error: $error) -> Self {
                    Self::Credentials(error.into())
                }
            }
        )+
    };
}

folded!(
    Vault(VaultError),
    Claims(ClaimError),
    Token(SdJwtError),
    Credential(CredentialError),
    Vc(VcError),
    Presentation(PresentationError),
    Statement(CnfError),
    Jose(JoseError),
    Json(JsonError),
    Erasure(ErasureError),
    Tag(TagError),
    StatusList(StatusListError),
);
