//! Why a vault cannot be opened, saved, copied or changed, and what to do about it.

use std::path::{Path, PathBuf};

use crate::{
    claims::ClaimError, cnf::CnfError, presentation::PresentationError, sd_jwt::SdJwtError,
};

/// The result of everything that touches a vault.
pub type Result<T, E = VaultError> = std::result::Result<T, E>;

/// Why a vault, or what it holds, could not be used.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The file system refused.
    #[error("{path}: {cause}")]
    File {
        /// The file or directory.
        path: PathBuf,
        /// What the file system says.
        cause: std::io::Error,
    },
    /// There is no such file.
    #[error("{0}: there is no such file; check the path, or create a vault there first")]
    Missing(PathBuf),
    /// A file is in the way.
    #[error("{0}: there is a file already; choose another path, or move that file away first")]
    Exists(PathBuf),
    /// The file does not begin as a vault does.
    #[error("{0}: not a vault, or damaged at its start; check that this is the right file, or restore a backup")]
    NotAVault(PathBuf),
    /// A version that this program does not know.
    #[error(
        "{path}: the vault has format version {found}, this program reads version {known}; \
         use a program that reads version {found}"
    )]
    ForeignVersion {
        /// The file.
        path: PathBuf,
        /// The version that the file names.
        found: u32,
        /// The version that this program reads.
        known: u32,
    },
    /// Bytes are missing at the end.
    #[error(
        "{path}: the file is cut off ({found} bytes, there should be {expected}); restore a backup"
    )]
    Truncated {
        /// The file.
        path: PathBuf,
        /// How many bytes it has.
        found: u64,
        /// How many it should have, as far as its start tells.
        expected: u64,
    },
    /// Bytes have changed since the vault was saved.
    #[error(
        "{0}: the file is damaged (its bytes have changed since it was saved); restore a backup"
    )]
    Damaged(PathBuf),
    /// The passphrase is not the one.
    #[error("{0}: wrong passphrase; the file itself is whole")]
    WrongPassphrase(PathBuf),
    /// The key is not one to which the vault is sealed.
    #[error("{0}: this key does not open the vault; the file itself is whole, use the key it was sealed to")]
    WrongKey(PathBuf),
    /// A key was given for a vault with a passphrase.
    #[error("{0}: the vault opens with a passphrase, not with a key file")]
    NeedsPassphrase(PathBuf),
    /// A passphrase was given for a vault that is sealed to a key.
    #[error("{0}: the vault opens with a key file, not with a passphrase")]
    NeedsKey(PathBuf),
    /// Opening would take more work than this program is willing to do.
    #[error(
        "{path}: opening needs scrypt with work factor {required}, the most that is accepted is \
         {most}; the file was not written by this program"
    )]
    ExcessiveWork {
        /// The file.
        path: PathBuf,
        /// Base-2 logarithm of scrypt's N in the file.
        required: u8,
        /// The greatest that is accepted.
        most: u8,
    },
    /// It is a vault of something else.
    #[error("{path}: the vault holds {found}, not {expected}; give the path of the other vault")]
    WrongKind {
        /// The file.
        path: PathBuf,
        /// What it holds.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// The opened content cannot be read.
    #[error("{path}: the vault opens, but its content cannot be read: {cause}")]
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
    /// Another program is writing.
    #[error("{0}: another program is writing to the vault; try again when it has ended")]
    Busy(PathBuf),
    /// A passphrase that protects nothing.
    #[error(
        "the passphrase has {found} characters, at least {least} are needed; choose a longer one"
    )]
    WeakPassphrase {
        /// How many characters it has.
        found: usize,
        /// How many it needs.
        least: usize,
    },
    /// A work factor that scrypt cannot have here.
    #[error("scrypt's work factor must be between 1 and {most}, not {found}")]
    WorkFactor {
        /// The one that was asked for.
        found: u8,
        /// The greatest that is accepted.
        most: u8,
    },
    /// A key file that holds no age key.
    #[error("{0}: holds no age secret key (a line that begins with AGE-SECRET-KEY-1)")]
    NotAKey(PathBuf),
    /// Claims that cannot be used.
    #[error(transparent)]
    Claims(#[from] ClaimError),
    /// A token that cannot be used.
    #[error(transparent)]
    Token(#[from] SdJwtError),
    /// A statement that does not vouch for the key.
    #[error(transparent)]
    Statement(#[from] CnfError),
    /// Claims that cannot be shown.
    #[error(transparent)]
    Presentation(#[from] PresentationError),
    /// A secret is still in the file after it was erased.
    #[error("{0}: an erased secret is still in the vault; nothing may be receipted, try again")]
    StillThere(PathBuf),
    /// What the vault should hold is not in it.
    #[error("{0}")]
    NotFound(String),
    /// What is to be stored contradicts what is there.
    #[error("{0}")]
    Conflict(String),
    /// What was to be done makes no sense.
    #[error("{0}")]
    Usage(String),
}

impl VaultError {
    /// The error of the file system at `path`.
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |cause| match cause.kind() {
            std::io::ErrorKind::NotFound => Self::Missing(path.to_owned()),
            std::io::ErrorKind::AlreadyExists => Self::Exists(path.to_owned()),
            _ => Self::File { path: path.to_owned(), cause },
        }
    }
}
