//! Keys: where they come from, and which of them may sign on which chain. A secret is never printed.

use std::{fmt, path::Path, str::FromStr};

use subxt::{tx::Signer, utils::MultiSignature};
use subxt_signer::{sr25519::Keypair, SecretUri};

use crate::connection::{AccountId, ChainKind, Config};

/// The environment variable that may hold a secret phrase, a seed, or the path of a keystore file.
pub const KEY_VARIABLE: &str = "ALTHING_KEY";

/// The environment variable that may hold the password of a keystore file.
pub const PASSWORD_VARIABLE: &str = "ALTHING_PASSWORD";

/// The key that signs on a development chain unless another one is named.
pub const DEVELOPMENT_KEY: &str = "//Alice";

/// Why there is no key to sign with.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// None is given, and the chain is not a development chain.
    #[error("no key is given, and this is not a development chain")]
    Missing,
    /// A well-known key on a chain that people rely on.
    #[error("the well-known keys (//Alice and the like) may only sign on a development chain")]
    WellKnown,
    /// What is given as a key is neither a well-known key nor a file.
    #[error(
        "--key names neither a well-known key such as //Alice nor a keystore file that exists"
    )]
    NoSuchFile,
    /// A keystore file that others can read.
    #[error("{path} holds a secret in plain text and can be read by others than you")]
    Exposed {
        /// The file.
        path: String,
    },
    /// A keystore file that cannot be read.
    #[error("the keystore file {path} cannot be read: {cause}")]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        cause: String,
    },
    /// An encrypted keystore file without its password.
    #[error("the keystore file {path} is encrypted, and its password is not given")]
    PasswordMissing {
        /// The file.
        path: String,
    },
    /// An encrypted keystore file that the password does not open.
    #[error("the keystore file {path} cannot be opened: wrong password, or not an sr25519 key")]
    Locked {
        /// The file.
        path: String,
    },
    /// A secret that is not one.
    #[error("what {source_name} holds is neither a secret phrase, a seed nor a derivation of one")]
    Malformed {
        /// Where the secret comes from; not the secret.
        source_name: String,
    },
}

impl KeyError {
    /// What to do next.
    pub fn advice(&self) -> Option<&'static str> {
        Some(match self {
            Self::Missing | Self::WellKnown | Self::NoSuchFile => {
                "Give --key FILE (a polkadot-js JSON export, or a file that holds a secret \
                 phrase), or set ALTHING_KEY. A phrase is not taken from the command line, where \
                 other users of the machine could see it."
            }
            Self::Exposed { .. } => "Run `chmod 600` on it first.",
            Self::PasswordMissing { .. } => "Set ALTHING_PASSWORD, or name --password-file FILE.",
            _ => return None,
        })
    }
}

/// A key pair, and where it comes from.
#[derive(Clone)]
pub struct Key {
    pair: Keypair,
    account: AccountId,
    origin: String,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({} from {})", self.account, self.origin)
    }
}

impl Key {
    /// The key of a well-known name such as `//Alice`.
    ///
    /// # Errors
    /// If the chain is not for development, or the name cannot be read.
    pub fn well_known(name: &str, kind: ChainKind) -> Result<Self, KeyError> {
        if kind == ChainKind::Live {
            return Err(KeyError::WellKnown);
        }
        Self::from_secret(name, name)
    }

    /// The key of a 32-byte seed.
    pub fn from_seed(seed: [u8; 32], origin: &str) -> Self {
        let pair = Keypair::from_secret_key(seed);
        Self::from_pair(pair.expect("every 32 bytes are a seed of sr25519"), origin)
    }

    /// The key that a file holds: a polkadot-js JSON export, or a secret phrase in plain text.
    ///
    /// # Errors
    /// If the file cannot be read, is open to others, or its password is wrong.
    pub fn from_file(path: &Path, password: Option<&str>) -> Result<Self, KeyError> {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|cause| KeyError::Unreadable {
            path: shown.clone(),
            cause: cause.to_string(),
        })?;
        if text.trim_start().starts_with('{') {
            return Self::from_json(&text, &shown, password);
        }
        if readable_by_others(path) {
            return Err(KeyError::Exposed { path: shown });
        }
        Self::from_secret(text.trim(), &shown)
    }

    /// The account it signs for.
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// Where it comes from; not the secret.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    fn from_json(text: &str, path: &str, password: Option<&str>) -> Result<Self, KeyError> {
        let locked = || KeyError::Locked { path: path.to_string() };
        let Some(password) = password else {
            return Err(KeyError::PasswordMissing { path: path.to_string() });
        };
        let json: serde_json::Value = serde_json::from_str(text).map_err(|_| locked())?;
        let sealed = json.get("encoded").and_then(|encoded| encoded.as_str()).unwrap_or_default();
        if sealed.len() < 100 {
            return Err(locked());
        }
        let pair = subxt_signer::polkadot_js_compat::decrypt_json(text, password);
        Ok(Self::from_pair(pair.map_err(|_| locked())?, path))
    }

    fn from_secret(secret: &str, source_name: &str) -> Result<Self, KeyError> {
        let malformed = || KeyError::Malformed { source_name: source_name.to_string() };
        let uri = SecretUri::from_str(secret).map_err(|_| malformed())?;
        let pair = Keypair::from_uri(&uri).map_err(|_| malformed())?;
        Ok(Self::from_pair(pair, source_name))
    }

    fn from_pair(pair: Keypair, origin: &str) -> Self {
        let account = AccountId::from(pair.public_key().0);
        Self { pair, account, origin: origin.to_string() }
    }
}

impl Signer<Config> for Key {
    fn account_id(&self) -> AccountId {
        self.account
    }

    fn sign(&self, payload: &[u8]) -> MultiSignature {
        MultiSignature::Sr25519(self.pair.sign(payload).0)
    }
}

/// Where a key may come from, in the order in which it is looked for.
#[derive(Clone, Default)]
pub struct KeySource {
    /// What `--key` says: a well-known name or a file.
    pub named: Option<String>,
    /// What the environment variable holds: a secret, a well-known name or a file.
    pub variable: Option<String>,
    /// The password of a keystore file.
    pub password: Option<String>,
}

impl KeySource {
    /// Finds the key that signs on a chain of this kind.
    ///
    /// # Errors
    /// If there is none, or it may not be used.
    pub fn find(&self, kind: ChainKind) -> Result<Key, KeyError> {
        match (&self.named, &self.variable) {
            (Some(name), _) if name.starts_with("//") => Key::well_known(name, kind),
            (Some(path), _) => match Path::new(path) {
                path if path.is_file() => self.open(path),
                _ => Err(KeyError::NoSuchFile),
            },
            (None, Some(text)) if text.starts_with("//") => Key::well_known(text, kind),
            (None, Some(text)) => match Path::new(text) {
                path if path.is_file() => self.open(path),
                _ => Key::from_secret(text.trim(), KEY_VARIABLE),
            },
            (None, None) if kind == ChainKind::Live => Err(KeyError::Missing),
            (None, None) => Key::well_known(DEVELOPMENT_KEY, kind),
        }
    }

    fn open(&self, path: &Path) -> Result<Key, KeyError> {
        Key::from_file(path, self.password.as_deref())
    }
}

#[cfg(unix)]
fn readable_by_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn readable_by_others(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHRASE: &str =
        "bottom drive obey lake curtain smoke basket hold race lonely fit walk//Alice";
    const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

    fn file(text: &str, mode: u32) -> tempfile::NamedTempFile {
        use std::os::unix::fs::PermissionsExt;
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(mode)).unwrap();
        file
    }

    fn named(name: &str) -> KeySource {
        KeySource { named: Some(name.into()), ..Default::default() }
    }

    #[test]
    fn well_known_keys_sign_on_development_chains_only() {
        for kind in [ChainKind::Development, ChainKind::Local] {
            assert_eq!(named("//Alice").find(kind).unwrap().account().to_string(), ALICE);
            assert_eq!(KeySource::default().find(kind).unwrap().origin(), "//Alice");
        }
        let source = named("//Alice");
        assert!(matches!(source.find(ChainKind::Live), Err(KeyError::WellKnown)));
        assert!(matches!(KeySource::default().find(ChainKind::Live), Err(KeyError::Missing)));
    }

    #[test]
    fn a_phrase_comes_from_a_private_file_or_the_environment() {
        let private = file(PHRASE, 0o600);
        let key = named(private.path().to_str().unwrap()).find(ChainKind::Live).unwrap();
        assert_eq!(key.account().to_string(), ALICE);
        let source = KeySource { variable: Some(PHRASE.into()), ..Default::default() };
        assert_eq!(source.find(ChainKind::Live).unwrap().account().to_string(), ALICE);
    }

    #[test]
    fn a_phrase_that_others_can_read_is_refused() {
        let open = file(PHRASE, 0o644);
        let found = named(open.path().to_str().unwrap()).find(ChainKind::Live);
        assert!(matches!(found, Err(KeyError::Exposed { .. })));
    }

    #[test]
    fn no_error_repeats_the_secret() {
        let phrase = named(PHRASE).find(ChainKind::Development).unwrap_err();
        assert!(!phrase.to_string().contains("drive"));
        let wrong = KeySource { variable: Some("drive drive drive".into()), ..Default::default() };
        let wrong = wrong.find(ChainKind::Live).unwrap_err();
        assert!(!wrong.to_string().contains("drive"), "{wrong}");
        let key = named("//Alice").find(ChainKind::Development).unwrap();
        assert_eq!(format!("{key:?}"), format!("Key({ALICE} from //Alice)"));
    }

    #[test]
    fn an_encrypted_file_needs_its_password() {
        let json = file(r#"{"encoded":"AAAA","encoding":{},"address":"x"}"#, 0o600);
        let path = json.path().to_str().unwrap();
        let found = named(path).find(ChainKind::Live);
        assert!(matches!(found, Err(KeyError::PasswordMissing { .. })));
        let source = KeySource { password: Some("x".into()), ..named(path) };
        assert!(matches!(source.find(ChainKind::Live), Err(KeyError::Locked { .. })));
    }
}
