//! The statement by which an account vouches for a key.
//!
//! Accounts sign with sr25519, which JOSE does not know. So a subject makes presentations with a key
//! of [`jose`](crate::jose), and its account says once, for one chain and until a date: this key
//! speaks for me. Wallets show what they sign and wrap it in `<Bytes>…</Bytes>`, so that no
//! transaction can be passed off as a message; the statement is text that a person can read.

use serde::{Deserialize, Serialize};

use crate::{hex32, jose::PublicKey, time};

/// Checks an account's signature. The first argument is the account's public key, the second what
/// was signed, wrapping included, the third the signature.
///
/// Any function of this shape is one; for sr25519 that is `sp_core::sr25519::Pair::verify` or its
/// like.
pub trait AccountVerifier {
    /// Whether the signature is that account's over the message.
    fn verify(&self, account: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool;
}

impl<F: Fn(&[u8; 32], &[u8], &[u8; 64]) -> bool> AccountVerifier for F {
    fn verify(&self, account: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
        self(account, message, signature)
    }
}

/// Why a statement is not taken.
#[derive(Debug, thiserror::Error)]
pub enum CnfError {
    /// It is for another chain.
    #[error("the key is vouched for on another chain ({0}); sign a statement for this one")]
    OtherChain(String),
    /// It is another account's.
    #[error("the key is vouched for by another account ({0}) than the subject")]
    OtherAccount(String),
    /// It is no longer valid.
    #[error("the key was vouched for until {0}; sign a new statement")]
    Expired(String),
    /// The account did not sign it.
    #[error("the statement is not signed by the account {0}, or was changed afterwards")]
    Signature(String),
}

/// What an account says about a key.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// On which chain, by the hash of its first block.
    #[serde(with = "hex32")]
    pub genesis: [u8; 32],
    /// The account's public key.
    #[serde(with = "hex32")]
    pub account: [u8; 32],
    /// The key.
    pub key: PublicKey,
    /// Until when, in seconds since 1970; from then on it counts no more.
    pub until: u64,
}

impl Statement {
    /// What the account signs, wrapping included.
    ///
    /// It names the key by its thumbprint, so it is the same whatever else a JWK says.
    pub fn message(&self) -> Vec<u8> {
        let text = format!(
            "<Bytes>I let a key show credentials in my name.\n\
             Chain: {}\n\
             Account: {}\n\
             Key (JWK thumbprint, SHA-256): {}\n\
             Until: {} ({})</Bytes>",
            hex32::encode(&self.genesis),
            hex32::encode(&self.account),
            self.key.id(),
            time::text(self.until),
            self.until,
        );
        text.into_bytes()
    }

    /// Puts the account's signature beside it.
    pub fn signed(self, signature: [u8; 64]) -> SignedStatement {
        SignedStatement { statement: self, signature }
    }
}

/// A statement with the account's signature.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SignedStatement {
    /// What the account says.
    pub statement: Statement,
    /// Its signature over [`Statement::message`].
    #[serde(with = "hex32::signature")]
    pub signature: [u8; 64],
}

impl SignedStatement {
    /// The key that speaks for `account` on the chain at `now`, in seconds since 1970.
    ///
    /// # Errors
    /// If the statement is of another chain or account, is no longer valid, or is not signed by it.
    pub fn verify(
        &self,
        genesis: &[u8; 32],
        account: &[u8; 32],
        now: u64,
        accounts: &dyn AccountVerifier,
    ) -> Result<&PublicKey, CnfError> {
        let statement = &self.statement;
        if statement.genesis != *genesis {
            return Err(CnfError::OtherChain(hex32::encode(&statement.genesis)));
        }
        if statement.account != *account {
            return Err(CnfError::OtherAccount(hex32::encode(&statement.account)));
        }
        if now >= statement.until {
            return Err(CnfError::Expired(time::text(statement.until)));
        }
        if !accounts.verify(account, &statement.message(), &self.signature) {
            return Err(CnfError::Signature(hex32::encode(account)));
        }
        Ok(&statement.key)
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::{Signature, Signer as _, SigningKey as Account, VerifyingKey};
    use rand::rngs::OsRng;

    use super::*;
    use crate::jose::{Algorithm, SigningKey};

    /// Stands in for sr25519: what counts is that the account's signature is asked for.
    fn verify(account: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = Signature::from_bytes(signature);
        VerifyingKey::from_bytes(account)
            .is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
    }

    fn statement() -> (Statement, Account) {
        let account = Account::generate(&mut OsRng);
        let statement = Statement {
            genesis: [1; 32],
            account: account.verifying_key().to_bytes(),
            key: SigningKey::generate(Algorithm::Es256, &mut OsRng).public(),
            until: 2_000_000_000,
        };
        (statement, account)
    }

    fn sign(statement: Statement, account: &Account) -> SignedStatement {
        let signature = account.sign(&statement.message()).to_bytes();
        statement.signed(signature)
    }

    #[test]
    fn an_account_vouches_for_a_key_until_a_date() {
        let (statement, account) = statement();
        let subject = statement.account;
        let signed = sign(statement, &account);
        let key = signed.verify(&[1; 32], &subject, 1_999_999_999, &verify).unwrap();
        assert_eq!(*key, signed.statement.key);
        let late = signed.verify(&[1; 32], &subject, 2_000_000_000, &verify);
        assert!(matches!(late, Err(CnfError::Expired(until)) if until == "2033-05-18T03:33:20Z"));
    }

    #[test]
    fn a_statement_of_another_chain_does_not_count() {
        let (statement, account) = statement();
        let subject = statement.account;
        let signed = sign(statement, &account);
        let elsewhere = signed.verify(&[2; 32], &subject, 0, &verify);
        assert!(matches!(elsewhere, Err(CnfError::OtherChain(_))));
    }

    #[test]
    fn a_statement_of_another_account_does_not_count() {
        let (statement, account) = statement();
        let signed = sign(statement, &account);
        let other = signed.verify(&[1; 32], &[9; 32], 0, &verify);
        assert!(matches!(other, Err(CnfError::OtherAccount(_))));
    }

    #[test]
    fn every_part_of_the_statement_is_signed() {
        let (original, account) = statement();
        let signed = sign(original.clone(), &account);
        let other = statement().0;
        for changed in [
            Statement { genesis: [2; 32], ..original.clone() },
            Statement { key: other.key, ..original.clone() },
            Statement { until: original.until + 1, ..original.clone() },
        ] {
            let forged = changed.clone().signed(signed.signature);
            let refused = forged.verify(&changed.genesis, &changed.account, 0, &verify);
            assert!(matches!(refused, Err(CnfError::Signature(_))), "{changed:?}");
        }
    }

    #[test]
    fn what_is_signed_can_be_read_and_is_wrapped() {
        let (statement, _) = statement();
        let message = String::from_utf8(statement.message()).unwrap();
        assert!(message.starts_with("<Bytes>") && message.ends_with("</Bytes>"));
        assert!(message.contains(&statement.key.id()) && message.contains("2033-05-18T03:33:20Z"));
    }

    #[test]
    fn it_comes_back_from_json() {
        let (statement, account) = statement();
        let signed = sign(statement, &account);
        let text = serde_json::to_string(&signed).unwrap();
        assert_eq!(serde_json::from_str::<SignedStatement>(&text).unwrap(), signed);
        let more = text.replacen('{', "{\"more\":1,", 1);
        assert!(serde_json::from_str::<SignedStatement>(&more).is_err());
    }
}
