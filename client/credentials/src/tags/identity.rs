//! Identities: the normal form of what a tag is computed from.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::{TagDomain, TagError};

/// What an input begins with.
const SEPARATOR: &[u8] = b"althing/person-identity/v1\0";

/// The longest number of a document, in characters, after normalisation.
const MAX_NUMBER: usize = 64;

/// Characters that documents print between the parts of a number and that carry no meaning; `<` is
/// the filler of machine-readable zones (ICAO Doc 9303, part 3).
const PUNCTUATION: [char; 6] = [' ', '-', '.', '/', '<', '\''];

/// The kind of document that a number is of.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// A number that a state gives a person for life.
    PersonalNumber,
    /// A passport.
    Passport,
    /// A national identity card.
    IdentityCard,
    /// A residence permit.
    ResidencePermit,
    /// A driving licence.
    DrivingLicence,
}

impl DocumentKind {
    fn name(self) -> &'static str {
        match self {
            Self::PersonalNumber => "personal-number",
            Self::Passport => "passport",
            Self::IdentityCard => "identity-card",
            Self::ResidencePermit => "residence-permit",
            Self::DrivingLicence => "driving-licence",
        }
    }
}

/// A document by which a person is known, in its normal form. It is wiped from memory when dropped,
/// and is not shown when printed for debugging.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(into = "Parts", try_from = "Parts")]
pub struct Identity {
    country: String,
    document: DocumentKind,
    number: Zeroizing<String>,
}

/// An identity as files hold it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    country: String,
    document: DocumentKind,
    number: String,
}

impl Identity {
    /// Brings a document into its normal form.
    ///
    /// The country is the issuing state's code of three letters; `D`, which German documents bear,
    /// becomes `DEU`. The number keeps its letters, in upper case, and its digits, zeros in front
    /// included; spaces and punctuation go. A country of two letters is refused, since `DE` and `DEU`
    /// would give two tags, and so are characters that merely look like letters or digits.
    ///
    /// # Errors
    /// [`TagError::Country`] or [`TagError::Number`].
    ///
    /// ```
    /// use althing_credentials::tags::{DocumentKind, Identity};
    ///
    /// let printed = Identity::new("D<<", DocumentKind::Passport, "c01 x00-t47")?;
    /// let scanned = Identity::new("DEU", DocumentKind::Passport, "C01X00T47")?;
    /// assert!(printed == scanned);
    /// # Ok::<(), althing_credentials::tags::TagError>(())
    /// ```
    pub fn new(country: &str, document: DocumentKind, number: &str) -> Result<Self, TagError> {
        let code = country.trim_matches([' ', '<']).to_ascii_uppercase();
        let code = if code == "D" { "DEU".to_owned() } else { code };
        if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(TagError::Country(country.chars().take(8).collect()));
        }
        // Room for the whole number, so that no copy is left behind when the string grows.
        let mut kept = Zeroizing::new(String::with_capacity(number.len()));
        kept.extend(
            number.chars().filter(|c| !PUNCTUATION.contains(c)).map(|c| c.to_ascii_uppercase()),
        );
        let valid = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        if kept.is_empty() || kept.len() > MAX_NUMBER || !kept.bytes().all(valid) {
            return Err(TagError::Number);
        }
        Ok(Self { country: code, document, number: kept })
    }

    /// The issuing state's code of three letters.
    pub fn country(&self) -> &str {
        &self.country
    }

    /// The kind of document.
    pub fn document(&self) -> DocumentKind {
        self.document
    }

    /// The document's number. Keep it secret.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// What the tag of this identity in `domain` is computed from; see the [module](super).
    pub(super) fn input(&self, domain: &TagDomain) -> Zeroizing<Vec<u8>> {
        let parts = [self.country.as_str(), self.document.name(), self.number.as_str()];
        let length = SEPARATOR.len() + 36 + parts.iter().map(|part| part.len() + 2).sum::<usize>();
        let mut input = Zeroizing::new(Vec::with_capacity(length));
        input.extend_from_slice(SEPARATOR);
        input.extend_from_slice(&domain.genesis);
        input.extend_from_slice(&domain.id.to_le_bytes());
        for part in parts {
            // The parts are far shorter than 64 KiB.
            let length = u16::try_from(part.len()).unwrap_or(u16::MAX);
            input.extend_from_slice(&length.to_be_bytes());
            input.extend_from_slice(part.as_bytes());
        }
        input
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(..)")
    }
}

impl From<Identity> for Parts {
    fn from(identity: Identity) -> Self {
        Self {
            country: identity.country.clone(),
            document: identity.document,
            number: identity.number.as_str().to_owned(),
        }
    }
}

impl Drop for Parts {
    fn drop(&mut self) {
        self.number.zeroize();
    }
}

impl TryFrom<Parts> for Identity {
    type Error = TagError;

    fn try_from(parts: Parts) -> Result<Self, TagError> {
        let identity = Self::new(&parts.country, parts.document, &parts.number)?;
        if identity.country != parts.country || identity.number.as_str() != parts.number {
            return Err(TagError::NotNormal);
        }
        Ok(identity)
    }
}
