//! The rules of vc-data-model-2.0 (section 4) that a reader can check without fetching anything.

use serde_json::Value;

use super::{VcError, CONTEXT, STATUS_KIND};
use crate::{
    credential::{StatusRef, StatusRefs},
    json::Object,
    time,
};

/// What a credential says.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The URI of the issuer.
    pub issuer: String,
    /// Its types, `VerifiableCredential` among them.
    pub types: Vec<String>,
    /// From when it is valid, in seconds since 1970, if it says.
    pub valid_from: Option<i64>,
    /// Until when it is valid, in seconds since 1970, if it says.
    pub valid_until: Option<i64>,
    /// About whom it says what; one or several.
    pub subjects: Vec<Object>,
    /// Its entries in Token Status Lists. Entries of other kinds are left to the reader of
    /// [`document`](Self::document).
    pub status: StatusRefs,
    /// All of it.
    pub document: Object,
}

impl Model {
    /// Checks a document.
    ///
    /// # Errors
    /// If it breaks a rule of the data model, or is not valid at `now`, in seconds since 1970.
    pub fn check(document: &Object, now: u64) -> Result<Self, VcError> {
        // vc-jose-cose, section 1.1.2.1: the claims of its predecessor must not be there.
        if document.contains_key("vc") || document.contains_key("vp") {
            return Err(VcError::Model("it has a member 'vc' or 'vp', as version 1.1 did"));
        }
        check_context(document.get("@context"))?;
        if document.get("id").is_some_and(|id| !is_uri(id)) {
            return Err(VcError::Model("its 'id' is no URI"));
        }
        let types = strings(document.get("type")).unwrap_or_default();
        if !types.iter().any(|kind| kind == "VerifiableCredential") {
            return Err(VcError::Model("its 'type' does not include 'VerifiableCredential'"));
        }
        let model = Self {
            issuer: issuer(document.get("issuer"))?,
            types,
            valid_from: instant(document.get("validFrom"), "its 'validFrom' is no time")?,
            valid_until: instant(document.get("validUntil"), "its 'validUntil' is no time")?,
            subjects: subjects(document.get("credentialSubject"))?,
            status: status(document.get("credentialStatus"))?,
            document: document.clone(),
        };
        model.check_time(now)?;
        Ok(model)
    }

    fn check_time(&self, now: u64) -> Result<(), VcError> {
        let now = i64::try_from(now).unwrap_or(i64::MAX);
        let leeway = time::LEEWAY.cast_signed();
        let text = |at: i64| time::text(u64::try_from(at).unwrap_or_default());
        match (self.valid_from, self.valid_until) {
            (Some(from), Some(until)) if until < from => {
                Err(VcError::Model("its 'validUntil' is before its 'validFrom'"))
            }
            (Some(from), _) if now < from.saturating_sub(leeway) => {
                Err(VcError::NotYet(text(from)))
            }
            (_, Some(until)) if now >= until.saturating_add(leeway) => {
                Err(VcError::Expired(text(until)))
            }
            _ => Ok(()),
        }
    }
}

/// Section 4.3: the base context first, then URLs and objects.
fn check_context(context: Option<&Value>) -> Result<(), VcError> {
    let contexts = match context {
        Some(Value::Array(contexts)) => contexts.as_slice(),
        Some(single) => std::slice::from_ref(single),
        None => &[],
    };
    if contexts.first().and_then(Value::as_str) != Some(CONTEXT) {
        return Err(VcError::Model(
            "its first '@context' is not https://www.w3.org/ns/credentials/v2",
        ));
    }
    if contexts.iter().all(|context| is_uri(context) || context.is_object()) {
        Ok(())
    } else {
        Err(VcError::Model("its '@context' has something else than URLs and objects"))
    }
}

/// Section 4.7: a URI, or an object with one as its `id`.
fn issuer(issuer: Option<&Value>) -> Result<String, VcError> {
    let id = issuer.and_then(|issuer| issuer.get("id").or(Some(issuer)));
    id.filter(|id| is_uri(id))
        .and_then(Value::as_str)
        .map(str::to_string)
        .ok_or(VcError::Model("its 'issuer' is no URI, nor an object with one as 'id'"))
}

/// Section 4.8: one object or several, each of which says something.
fn subjects(subjects: Option<&Value>) -> Result<Vec<Object>, VcError> {
    let wrong = || VcError::Model("its 'credentialSubject' is missing, empty or no object");
    let subjects = objects(subjects).ok_or_else(wrong)?;
    if subjects.is_empty() || subjects.iter().any(Object::is_empty) {
        return Err(wrong());
    }
    if subjects.iter().any(|subject| subject.get("id").is_some_and(|id| !is_uri(id))) {
        return Err(VcError::Model("the 'id' of a 'credentialSubject' is no URI"));
    }
    Ok(subjects)
}

/// Section 4.10: objects with a type.
fn status(status: Option<&Value>) -> Result<StatusRefs, VcError> {
    let mut found = StatusRefs::default();
    if status.is_none() {
        return Ok(found);
    }
    let wrong = VcError::Model("an entry of its 'credentialStatus' is no object with a 'type'");
    let entries = objects(status).ok_or(wrong)?;
    for entry in entries {
        let kinds = strings(entry.get("type"))
            .filter(|kinds| !kinds.is_empty())
            .ok_or(VcError::Model("an entry of its 'credentialStatus' has no 'type'"))?;
        if !kinds.iter().any(|kind| kind == STATUS_KIND) {
            continue;
        }
        let text = |name| entry.get(name).and_then(Value::as_str);
        let place = || -> Option<StatusRef> {
            let idx = text("statusListIndex")?.parse().ok()?;
            Some(StatusRef { idx, uri: text("statusListCredential")?.to_string() })
        };
        let place =
            place().ok_or(VcError::Model("an entry of its 'credentialStatus' is incomplete"))?;
        let list = match text("statusPurpose") {
            Some("revocation") => &mut found.revocation,
            Some("suspension") => &mut found.suspension,
            _ => return Err(VcError::Model("a 'statusPurpose' is not known")),
        };
        if list.replace(place).is_some() {
            return Err(VcError::Model("its 'credentialStatus' has two entries for one purpose"));
        }
    }
    Ok(found)
}

fn instant(value: Option<&Value>, wrong: &'static str) -> Result<Option<i64>, VcError> {
    let Some(value) = value else { return Ok(None) };
    let at = value.as_str().and_then(time::parse);
    at.map(Some).ok_or(VcError::Model(wrong))
}

/// A string, or a list of strings.
fn strings(value: Option<&Value>) -> Option<Vec<String>> {
    match value? {
        Value::String(one) => Some(vec![one.clone()]),
        Value::Array(several) => {
            several.iter().map(|each| each.as_str().map(str::to_string)).collect()
        }
        _ => None,
    }
}

/// An object, or a list of objects.
fn objects(value: Option<&Value>) -> Option<Vec<Object>> {
    match value? {
        Value::Object(one) => Some(vec![one.clone()]),
        Value::Array(several) => several.iter().map(|each| each.as_object().cloned()).collect(),
        _ => None,
    }
}

/// Whether a value is a string that begins like a URI (RFC 3986, section 3.1) and has no spaces.
fn is_uri(value: &Value) -> bool {
    let scheme = value.as_str().filter(|text| !text.contains(char::is_whitespace));
    scheme.and_then(|text| text.split_once(':')).is_some_and(|(scheme, rest)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
            && !rest.is_empty()
    })
}
