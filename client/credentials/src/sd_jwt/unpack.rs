//! Putting disclosures back in their places (RFC 9901, section 7.1, steps 3 to 5).

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{disclosure::is_reserved, Disclosure, SdJwtError, DEEPEST, HASH};
use crate::{base64url, json::Object};

/// The payload with every disclosure in its place and every trace of what is not disclosed removed.
pub(super) fn unpack(
    mut payload: Object,
    disclosures: &[Disclosure],
) -> Result<Object, SdJwtError> {
    match payload.remove("_sd_alg") {
        None => {}
        Some(Value::String(name)) if name == HASH => {}
        Some(other) => return Err(SdJwtError::Hash(other.to_string())),
    }
    let mut unpacking = Unpacking { waiting: HashMap::new(), seen: HashSet::new() };
    for disclosure in disclosures {
        let digest = base64url::encode(disclosure.digest());
        if unpacking.waiting.insert(digest, disclosure).is_some() {
            return Err(SdJwtError::DisclosedTwice);
        }
    }
    let payload = unpacking.object(payload, 0)?;
    match unpacking.waiting.into_values().next() {
        None => Ok(payload),
        Some(left) => {
            let name = left.name().map(|name| format!(": '{name}'")).unwrap_or_default();
            Err(SdJwtError::Unreferenced(name))
        }
    }
}

struct Unpacking<'a> {
    /// The disclosures that no digest has referred to so far, by their digests.
    waiting: HashMap<String, &'a Disclosure>,
    /// The digests that have occurred so far.
    seen: HashSet<String>,
}

impl<'a> Unpacking<'a> {
    fn value(&mut self, value: Value, depth: usize) -> Result<Value, SdJwtError> {
        if depth > DEEPEST {
            return Err(SdJwtError::Deep);
        }
        match value {
            Value::Object(members) => self.object(members, depth).map(Value::Object),
            Value::Array(elements) => self.array(elements, depth).map(Value::Array),
            plain => Ok(plain),
        }
    }

    fn object(&mut self, mut members: Object, depth: usize) -> Result<Object, SdJwtError> {
        let hidden = members.remove("_sd");
        let mut whole = Object::new();
        for (name, value) in members {
            if is_reserved(&name) {
                return Err(SdJwtError::Reserved(name));
            }
            let value = self.value(value, depth + 1)?;
            whole.insert(name, value);
        }
        for digest in digests(hidden)? {
            let Some(disclosure) = self.take(digest)? else { continue };
            let name = disclosure.name().ok_or(SdJwtError::Misplaced("an element", "a member"))?;
            if whole.contains_key(name) {
                return Err(SdJwtError::Exists(name.to_string()));
            }
            let value = self.value(disclosure.value().clone(), depth + 1)?;
            whole.insert(name.to_string(), value);
        }
        Ok(whole)
    }

    fn array(&mut self, elements: Vec<Value>, depth: usize) -> Result<Vec<Value>, SdJwtError> {
        let mut whole = Vec::new();
        for element in elements {
            match hidden_element(&element)? {
                None => whole.push(self.value(element, depth + 1)?),
                Some(digest) => {
                    let Some(disclosure) = self.take(digest)? else { continue };
                    if disclosure.name().is_some() {
                        return Err(SdJwtError::Misplaced("a member", "an element"));
                    }
                    whole.push(self.value(disclosure.value().clone(), depth + 1)?);
                }
            }
        }
        Ok(whole)
    }

    /// The disclosure that a digest stands for, if it is at hand. Notes that the digest has occurred.
    fn take(&mut self, digest: String) -> Result<Option<&'a Disclosure>, SdJwtError> {
        let disclosure = self.waiting.remove(&digest);
        if self.seen.insert(digest.clone()) {
            Ok(disclosure)
        } else {
            Err(SdJwtError::DigestTwice(digest))
        }
    }
}

/// The digests of an object's hidden members.
fn digests(hidden: Option<Value>) -> Result<Vec<String>, SdJwtError> {
    let reserved = || SdJwtError::Reserved("_sd".to_string());
    let digests = match hidden {
        None => return Ok(Vec::new()),
        Some(Value::Array(digests)) => digests,
        Some(_) => return Err(reserved()),
    };
    let text = |digest| match digest {
        Value::String(text) => Ok(text),
        _ => Err(reserved()),
    };
    digests.into_iter().map(text).collect()
}

/// The digest of a hidden element; none if the element is in plain sight.
fn hidden_element(element: &Value) -> Result<Option<String>, SdJwtError> {
    let Some(digest) = element.get("...") else { return Ok(None) };
    match (digest, element.as_object().map(Object::len)) {
        (Value::String(digest), Some(1)) => Ok(Some(digest.clone())),
        _ => Err(SdJwtError::Reserved("...".to_string())),
    }
}
