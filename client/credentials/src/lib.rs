//! Credentials as files: what an attestation on the chain says about somebody, how its subject shows
//! a part of it, and how anybody checks that part. Nothing here talks to a node.
//!
//! # From the issuer to whoever asks
//! The chain stores about an attestation who issued it to whom, under which schema, at which level
//! and until when, and a **commitment** of 32 bytes. What was attested, claim by claim, is in files:
//!
//! 1. The issuer makes a [`ClaimSet`]: each claim with a salt of 256 secret bits, and decoys, so that
//!    not even the number of claims shows. Its [commitment](ClaimSet::commitment) goes on the chain.
//! 2. The issuer signs the same claims as an SD-JWT ([`credential`]) or as a W3C Verifiable
//!    Credential ([`vc`]), with a key of its own ([`jose`]), and hands it to the subject, who keeps
//!    it in a [`wallet`].
//! 3. The subject has a key for presentations, and vouches for it once with its account ([`cnf`]).
//! 4. The subject makes a [`presentation`]: some of the claims, for one audience, once.
//! 5. Whoever receives it reads the commitment from the chain and
//!    [verifies](presentation::Presentation::verify) the file against it.
//!
//! ```
//! use althing_credentials::{
//!     cnf::Statement,
//!     jose::{Algorithm, SigningKey},
//!     presentation::{Expected, Presentation, Reply},
//!     sd_jwt::Transaction,
//!     ClaimSet, Slot,
//! };
//! use rand::rngs::OsRng;
//! use serde_json::json;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // The issuer: `commitment` goes on the chain, `claims` to the subject.
//! let claims = [("given_name", json!("Ada")), ("age_over_18", json!(true))];
//! let claims = ClaimSet::new(claims, &mut OsRng)?;
//! let commitment = claims.commitment();
//!
//! // The subject: a key, and the account's word for it.
//! let slot = Slot { genesis: [1; 32], schema: 4, subject: [2; 32], serial: 1 };
//! let key = SigningKey::generate(Algorithm::Ed25519, &mut OsRng);
//! let (genesis, account) = (slot.genesis, slot.subject);
//! let statement =
//!     Statement { genesis, account, key: key.public(), until: 1_900_000_000 };
//! # let sign_with_account = |_: Vec<u8>| [3; 64];
//! let signature = sign_with_account(statement.message());
//! let statement = statement.signed(signature);
//!
//! // The verifier asks, and the subject answers with one claim.
//! let now = 1_800_000_000;
//! let to = Transaction { audience: "https://bank.example", nonce: "7a1c9b" };
//! let reply = Reply { to, key: &key, statement: &statement, now };
//! let shown = Presentation::with_proofs(&slot, &claims, &["age_over_18"], reply)?;
//! let file = shown.to_json()?;
//!
//! // The verifier looks the slot up on the chain, and checks.
//! # let check_account = |_: &[u8; 32], _: &[u8], signature: &[u8; 64]| *signature == [3; 64];
//! let file = Presentation::from_json(&file)?;
//! let shown = file.verify(&Expected {
//!     slot: file.slot(),
//!     commitment: &commitment,
//!     accounts: &check_account,
//!     issuer: None,
//!     to,
//!     now: now + 5,
//!     max_age: 300,
//! })?;
//! assert_eq!(shown, [("age_over_18".to_string(), json!(true))]);
//! # Ok(())
//! # }
//! ```
//!
//! Beside this way: [`status_list`] publishes what was revoked, [`erasure`] removes salts and proves
//! that it did, and [`tags`] keep one person from standing twice.
//!
//! # Terms
//! - **Disclosure**: a claim and its salt as one string, as RFC 9901 has it. Its digest is all that
//!   others see of a claim that is not shown. The string is kept byte for byte; it is never written
//!   anew from its parts, since the digest is taken over the bytes.
//! - **Slot**: what an attestation is known by: chain, schema, subject, and serial number in there.
//! - **cnf key**: the key with which a subject shows that a presentation is its own (RFC 7800).
//!
//! # What always holds
//! - One salt opens both the issuer's token and the commitment; without it neither says anything.
//! - The commitment can be computed from the issuer's token alone, whatever is disclosed of it.
//! - The algorithm of a signature follows from the key that is trusted, never from the message.
//! - No input makes anything here panic.

pub mod attested;
pub mod base64url;
pub mod claims;
pub mod cnf;
pub mod credential;
pub mod erasure;
mod files;
pub mod hex32;
pub mod jose;
mod journal;
pub mod json;
pub mod presentation;
pub mod sd_jwt;
pub mod status_list;
pub mod tags;
pub mod time;
pub mod vc;
pub mod wallet;

pub use attested::{Attested, Slot};
pub use claims::{Claim, ClaimProof, ClaimSet};
