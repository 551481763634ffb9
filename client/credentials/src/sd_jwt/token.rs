//! The compact form: issuer's JWT, disclosures, key binding JWT, separated by tildes (RFC 9901,
//! section 4).

use std::{collections::HashMap, fmt, str::FromStr};

use serde_json::Value;

use super::{binding, sha256, Disclosure, SdJwtError, Transaction};
use crate::{base64url, jose::SigningKey};

/// A token with some or all of its disclosures, and perhaps with a key binding. Its text comes back
/// byte for byte.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SdJwt {
    pub(super) jwt: String,
    pub(super) disclosures: Vec<Disclosure>,
    pub(super) binding: Option<String>,
}

impl FromStr for SdJwt {
    type Err = SdJwtError;

    fn from_str(text: &str) -> Result<Self, SdJwtError> {
        let (jwt, rest) =
            text.split_once('~').ok_or(SdJwtError::Malformed("it has no '~' after the JWT"))?;
        let (disclosures, binding) = rest.rsplit_once('~').unwrap_or(("", rest));
        let disclosures = match rest.contains('~') {
            true => disclosures.split('~').map(Disclosure::parse).collect::<Result<_, _>>()?,
            false => Vec::new(),
        };
        let binding = (!binding.is_empty()).then(|| binding.to_string());
        Ok(Self { jwt: jwt.to_string(), disclosures, binding })
    }
}

impl fmt::Display for SdJwt {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.unbound())?;
        to.write_str(self.binding.as_deref().unwrap_or_default())
    }
}

impl SdJwt {
    /// What the issuer signed.
    pub fn jwt(&self) -> &str {
        &self.jwt
    }

    /// What is disclosed.
    pub fn disclosures(&self) -> &[Disclosure] {
        &self.disclosures
    }

    /// The key binding JWT.
    pub fn binding(&self) -> Option<&str> {
        self.binding.as_deref()
    }

    /// The same token with the disclosures that are asked for, and those inside whose values their
    /// digests are. Without a key binding.
    pub fn present(&self, keep: impl Fn(&Disclosure) -> bool) -> Self {
        let mut parents = HashMap::new();
        for (parent, disclosure) in self.disclosures.iter().enumerate() {
            for_each_digest(disclosure.value(), &mut |digest| {
                parents.insert(digest.to_string(), parent);
            });
        }
        let mut kept = vec![false; self.disclosures.len()];
        for (start, _) in self.disclosures.iter().enumerate().filter(|(_, each)| keep(each)) {
            let mut at = Some(start);
            while let Some((index, mark)) = at.and_then(|index| Some((index, kept.get_mut(index)?)))
            {
                if std::mem::replace(mark, true) {
                    break;
                }
                let digest = self.disclosures.get(index).map(Disclosure::digest);
                at = digest.and_then(|digest| parents.get(&base64url::encode(digest)).copied());
            }
        }
        let disclosures = self.disclosures.iter().zip(kept);
        Self {
            jwt: self.jwt.clone(),
            disclosures: disclosures.filter(|(_, kept)| *kept).map(|(d, _)| d.clone()).collect(),
            binding: None,
        }
    }

    /// The same token, signed by its holder for a verifier at `now`.
    pub fn bind(&self, key: &SigningKey, to: Transaction<'_>, now: u64) -> Self {
        let binding = binding::sign(key, to, now, &self.hash());
        Self { binding: Some(binding), ..self.clone() }
    }

    /// The hash over the token and its disclosures, to which a key binding commits (section 4.3.1).
    pub fn hash(&self) -> [u8; 32] {
        sha256(self.unbound())
    }

    /// The text without the key binding.
    fn unbound(&self) -> String {
        let mut text = format!("{}~", self.jwt);
        for disclosure in &self.disclosures {
            text.push_str(disclosure.encoded());
            text.push('~');
        }
        text
    }
}

/// Calls `found` for each digest in a value.
fn for_each_digest(value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::Object(members) => {
            let hidden = members.get("_sd").and_then(Value::as_array).into_iter().flatten();
            let element = members.get("...");
            hidden.chain(element).filter_map(Value::as_str).for_each(&mut *found);
            members.values().for_each(|inner| for_each_digest(inner, found));
        }
        Value::Array(elements) => elements.iter().for_each(|each| for_each_digest(each, found)),
        _ => {}
    }
}
