//! What opens and seals a vault: a passphrase or an age key.

use std::{
    fmt, fs,
    io::{Read, Write},
    iter,
    path::Path,
    time::{Duration, Instant},
};

use age::{
    scrypt,
    secrecy::{ExposeSecret, SecretString},
    x25519, DecryptError, Decryptor, Encryptor,
};
use zeroize::Zeroizing;

use super::error::{Result, VaultError};
use crate::files;

/// The fewest characters of a passphrase with which a vault is created.
pub const LEAST_PASSPHRASE: usize = 10;

/// How hard a passphrase is made to guess: the base-2 logarithm of scrypt's N.
///
/// Memory is `2^(10 + factor)` bytes (r = 8), and time grows with it: 18 takes 256 MiB and about a
/// second.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct WorkFactor(u8);

impl WorkFactor {
    /// The greatest factor that is accepted, 1 GiB of memory: a file may not take the machine down.
    pub const MOST: u8 = 20;
    /// The least factor that a calibration answers, however slow the machine is.
    pub const LEAST_CALIBRATED: u8 = 15;
    /// The greatest factor that a calibration answers, so that a small machine can restore.
    pub const MOST_CALIBRATED: u8 = 19;
    /// The factor at which a calibration measures.
    const SAMPLE: u8 = 14;
    /// How long opening should take.
    const TARGET: Duration = Duration::from_secs(1);

    /// A factor that the caller chooses; it must lie between 1 and [`Self::MOST`].
    pub fn new(log_n: u8) -> Result<Self> {
        if (1..=Self::MOST).contains(&log_n) {
            Ok(Self(log_n))
        } else {
            Err(VaultError::WorkFactor { found: log_n, most: Self::MOST })
        }
    }

    /// The factor at which opening takes about a second on this machine.
    pub fn calibrated() -> Self {
        let mut recipient = scrypt::Recipient::new(SecretString::from(String::from("measure")));
        recipient.set_work_factor(Self::SAMPLE);
        let start = Instant::now();
        let sealed = age::encrypt(&recipient, b"");
        let taken = start.elapsed();
        if sealed.is_err() {
            return Self(Self::MOST_CALIBRATED);
        }
        Self::for_sample(taken)
    }

    /// The factor that takes about a second where [`Self::SAMPLE`] takes `taken`.
    pub(super) fn for_sample(taken: Duration) -> Self {
        let mut log_n = Self::SAMPLE;
        let mut expected = taken;
        // Doubling overshoots by half a step at most: 0.7 to 1.4 seconds.
        while expected.mul_f64(std::f64::consts::SQRT_2) < Self::TARGET
            && log_n < Self::MOST_CALIBRATED
        {
            expected *= 2;
            log_n += 1;
        }
        Self(log_n.max(Self::LEAST_CALIBRATED))
    }

    /// The base-2 logarithm of N.
    pub fn log_n(self) -> u8 {
        self.0
    }
}

/// What opens a vault, and to what it is sealed when it is saved.
#[derive(Clone)]
pub enum VaultKey {
    /// A passphrase that a person remembers.
    Passphrase {
        /// The passphrase.
        secret: SecretString,
        /// The factor for a new vault; none calibrates. A vault that exists keeps its own.
        work: Option<WorkFactor>,
    },
    /// An age key, for programs and for people who keep key files.
    Identity {
        /// The secret key.
        identity: x25519::Identity,
        /// Who else can open what is saved, such as a key in a safe.
        others: Vec<x25519::Recipient>,
    },
}

impl fmt::Debug for VaultKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passphrase { .. } => "VaultKey::Passphrase(..)",
            Self::Identity { .. } => "VaultKey::Identity(..)",
        })
    }
}

impl VaultKey {
    /// A passphrase; a new vault that is made with it calibrates its work factor.
    pub fn passphrase(secret: impl Into<String>) -> Self {
        Self::Passphrase { secret: SecretString::from(secret.into()), work: None }
    }

    /// A passphrase, and the work factor of vaults that are made with it.
    pub fn passphrase_with(secret: impl Into<String>, work: WorkFactor) -> Self {
        Self::Passphrase { secret: SecretString::from(secret.into()), work: Some(work) }
    }

    /// A new age key.
    pub fn generate() -> Self {
        Self::Identity { identity: x25519::Identity::generate(), others: Vec::new() }
    }

    /// The key in an age key file: the first line that begins with `AGE-SECRET-KEY-1`.
    pub fn read(path: &Path) -> Result<Self> {
        let text = Zeroizing::new(fs::read_to_string(path).map_err(VaultError::file(path))?);
        text.lines()
            .map(str::trim)
            .find(|line| line.starts_with("AGE-SECRET-KEY-1"))
            .and_then(|line| line.parse::<x25519::Identity>().ok())
            .map(|identity| Self::Identity { identity, others: Vec::new() })
            .ok_or_else(|| VaultError::NotAKey(path.to_owned()))
    }

    /// Writes the key to a new file that only its owner can read. Fails for a passphrase.
    pub fn write(&self, path: &Path) -> Result<()> {
        let Self::Identity { identity, .. } = self else {
            return Err(VaultError::Usage("a passphrase is not written to a file".into()));
        };
        let secret = identity.to_string();
        let text = Zeroizing::new(format!(
            "# public key: {}\n{}\n",
            identity.to_public(),
            secret.expose_secret()
        ));
        Ok(files::write_new(path, text.as_bytes())?)
    }

    /// Also lets `recipient` open what is saved from now on. Fails for a passphrase, which age
    /// does not mix with keys.
    pub fn also_for(mut self, recipient: x25519::Recipient) -> Result<Self> {
        match &mut self {
            Self::Identity { others, .. } => others.push(recipient),
            Self::Passphrase { .. } => {
                return Err(VaultError::Usage(
                    "a vault with a passphrase cannot also be sealed to a key; use a key file"
                        .into(),
                ))
            }
        }
        Ok(self)
    }

    /// Refuses a passphrase that is too short to protect a vault.
    pub(crate) fn check_strength(&self) -> Result<()> {
        if let Self::Passphrase { secret, .. } = self {
            let found = secret.expose_secret().chars().count();
            if found < LEAST_PASSPHRASE {
                return Err(VaultError::WeakPassphrase { found, least: LEAST_PASSPHRASE });
            }
        }
        Ok(())
    }

    /// An age file with `plaintext`. `work` is the factor of the file that it replaces.
    pub(crate) fn seal(&self, plaintext: &[u8], work: Option<WorkFactor>) -> Result<Vec<u8>> {
        let sealed = match self {
            Self::Passphrase { secret, work: own } => {
                let work = work.or(*own).unwrap_or_else(WorkFactor::calibrated);
                let mut recipient = scrypt::Recipient::new(secret.clone());
                recipient.set_work_factor(work.log_n());
                age::encrypt(&recipient, plaintext)
            }
            Self::Identity { identity, others } => {
                let own = identity.to_public();
                let all = iter::once(&own).chain(others).map(|one| one as &dyn age::Recipient);
                encrypt_to_all(all, plaintext)
            }
        };
        sealed.map_err(|cause| VaultError::Usage(format!("the vault cannot be sealed: {cause}")))
    }

    /// The plaintext of the age file `sealed`, whose checksum holds; `path` is for the messages.
    pub(crate) fn open(&self, sealed: &[u8], path: &Path) -> Result<Zeroizing<Vec<u8>>> {
        let damaged = || VaultError::Damaged(path.to_owned());
        let decryptor = Decryptor::new_buffered(sealed).map_err(|_| damaged())?;
        let by_passphrase = decryptor.is_scrypt();
        let opened = match self {
            Self::Passphrase { .. } if !by_passphrase => {
                return Err(VaultError::NeedsKey(path.to_owned()))
            }
            Self::Identity { .. } if by_passphrase => {
                return Err(VaultError::NeedsPassphrase(path.to_owned()))
            }
            Self::Passphrase { secret, .. } => {
                let mut identity = scrypt::Identity::new(secret.clone());
                identity.set_max_work_factor(WorkFactor::MOST);
                decryptor.decrypt(iter::once(&identity as &dyn age::Identity))
            }
            Self::Identity { identity, .. } => {
                decryptor.decrypt(iter::once(identity as &dyn age::Identity))
            }
        };
        let mut reader = opened.map_err(|cause| match cause {
            DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed if by_passphrase => {
                VaultError::WrongPassphrase(path.to_owned())
            }
            DecryptError::NoMatchingKeys => VaultError::WrongKey(path.to_owned()),
            DecryptError::ExcessiveWork { required, .. } => VaultError::ExcessiveWork {
                path: path.to_owned(),
                required,
                most: WorkFactor::MOST,
            },
            _ => damaged(),
        })?;
        // The plaintext is shorter than the file, so the buffer never moves and leaves no copy.
        let mut plaintext = Zeroizing::new(Vec::with_capacity(sealed.len()));
        reader.read_to_end(&mut plaintext).map_err(|_| damaged())?;
        Ok(plaintext)
    }
}

/// An age file that each of `recipients` can open.
fn encrypt_to_all<'a>(
    recipients: impl Iterator<Item = &'a dyn age::Recipient>,
    plaintext: &[u8],
) -> Result<Vec<u8>, age::EncryptError> {
    let mut sealed = Vec::with_capacity(plaintext.len());
    let mut writer = Encryptor::with_recipients(recipients)?.wrap_output(&mut sealed)?;
    writer.write_all(plaintext)?;
    writer.finish()?;
    Ok(sealed)
}

/// The work factor that the age file `sealed` names; none if it is sealed to keys.
pub(crate) fn work_factor_of(sealed: &[u8]) -> Option<WorkFactor> {
    let stanza = sealed.split(|byte| *byte == b'\n').nth(1)?;
    let text = std::str::from_utf8(stanza).ok()?;
    let mut words = text.strip_prefix("-> scrypt ")?.split(' ');
    WorkFactor::new(words.nth(1)?.parse().ok()?).ok()
}
