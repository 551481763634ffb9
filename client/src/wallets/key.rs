//! What opens a vault: a passphrase from a file or the environment, or an age key file.

use std::path::{Path, PathBuf};

use althing_credentials::wallet::VaultKey;
use zeroize::Zeroizing;

use crate::{
    credentials::{files, CredentialsError},
    errors::Result,
};

/// The environment variable that may hold a vault's passphrase.
pub const PASSPHRASE_VARIABLE: &str = "ALTHING_PASSPHRASE";

/// Where the key of a vault may come from, in the order in which it is looked for.
#[derive(Clone, Default)]
pub struct VaultKeySource {
    /// A file with an age key.
    pub key_file: Option<PathBuf>,
    /// A file whose first line is the passphrase.
    pub passphrase_file: Option<PathBuf>,
    /// What the environment variable holds.
    pub variable: Option<Zeroizing<String>>,
}

impl VaultKeySource {
    /// The key.
    ///
    /// # Errors
    /// If none is given, a file cannot be read, or others can read it.
    pub fn find(&self) -> Result<VaultKey> {
        match (&self.key_file, &self.passphrase_file, &self.variable) {
            (Some(path), _, _) => {
                files::read_secret(path)?;
                Ok(VaultKey::read(path)?)
            }
            (None, Some(path), _) => Ok(VaultKey::passphrase(first_line(path)?.as_str())),
            (None, None, Some(text)) if !text.is_empty() => Ok(VaultKey::passphrase(text.as_str())),
            _ => Err(CredentialsError::NoVaultKey.into()),
        }
    }
}

fn first_line(path: &Path) -> Result<Zeroizing<String>> {
    let text = files::read_secret(path)?;
    Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_string()))
}

#[cfg(test)]
mod tests {
    use althing_credentials::wallet::{Vault, Wallet};

    use super::*;

    const PASSPHRASE: &str = "correct horse battery staple";

    #[test]
    fn a_passphrase_comes_from_a_private_file_or_the_environment() {
        let directory = tempfile::tempdir().unwrap();
        let (file, vault) = (directory.path().join("pass"), directory.path().join("vault"));
        files::write_new(&file, PASSPHRASE).unwrap();
        let from_file = VaultKeySource { passphrase_file: Some(file), ..Default::default() };
        let variable = Some(Zeroizing::new(PASSPHRASE.to_string()));
        let from_variable = VaultKeySource { variable, ..Default::default() };
        Vault::create(&vault, from_file.find().unwrap(), Wallet::default()).unwrap();
        assert!(Vault::<Wallet>::open(&vault, from_variable.find().unwrap()).is_ok());
    }

    #[test]
    fn nothing_given_says_what_to_give() {
        let error = VaultKeySource::default().find().unwrap_err();
        assert!(error.advice().unwrap().contains("--passphrase-file"));
        let empty = VaultKeySource { variable: Some(String::new().into()), ..Default::default() };
        assert!(empty.find().is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_passphrase_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("pass");
        std::fs::write(&file, PASSPHRASE).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        let source = VaultKeySource { passphrase_file: Some(file), ..Default::default() };
        let error = source.find().unwrap_err();
        assert!(!error.to_string().contains(PASSPHRASE), "{error}");
        assert!(error.to_string().contains("can be read by others"), "{error}");
    }
}
