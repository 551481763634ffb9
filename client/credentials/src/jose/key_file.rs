//! Key files: a secret JWK that only its owner can read.

use std::{fs, io::Write as _, path::Path};

use zeroize::Zeroizing;

use super::{JoseError, SigningKey};

impl SigningKey {
    /// Writes the key to a new file that only its owner may read (mode 0600).
    ///
    /// # Errors
    /// If the file exists, so that no key is ever overwritten, or cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), JoseError> {
        let failed = |cause| JoseError::File { path: path.display().to_string(), cause };
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(failed)?;
        let jwk = self.to_secret_jwk();
        file.write_all(jwk.as_bytes())
            .and_then(|()| file.write_all(b"\n"))
            .and_then(|()| file.sync_all())
            .map_err(failed)
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// If it cannot be read, can be read by others than its owner, or holds no secret key.
    pub fn load(path: &Path) -> Result<Self, JoseError> {
        let name = || path.display().to_string();
        let failed = |cause| JoseError::File { path: name(), cause };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(path).map_err(failed)?.permissions().mode();
            if mode & 0o077 != 0 {
                return Err(JoseError::Exposed { path: name() });
            }
        }
        let text = Zeroizing::new(fs::read_to_string(path).map_err(failed)?);
        Self::from_secret_jwk(&text)
    }
}
