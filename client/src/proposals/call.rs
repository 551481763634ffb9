//! The call that a proposal would run, decoded by the chain's own description of itself.

use subxt::ext::scale_value::{Composite, Primitive, Value, ValueDef};

use crate::{
    chain::{self, runtime_types::frame_support::traits::preimages::Bounded},
    connection::{AccountId, At, Hash},
    errors::{Error, Result},
    proposals::Proposal,
};

/// The most that a decoded call is written out to, in characters.
const LONGEST: usize = 4000;

/// The bytes of a proposal's call, if the chain still keeps them.
///
/// # Errors
/// If the node does not answer.
pub async fn bytes(at: &At, proposal: &Proposal) -> Result<Option<Vec<u8>>> {
    let (hash, length) = match &proposal.call {
        Bounded::Inline(bytes) => return Ok(Some(bytes.0.clone())),
        Bounded::Lookup { hash, len } => (*hash, *len),
        _ => return Ok(None),
    };
    preimage(at, hash, length).await
}

/// A preimage that the chain keeps.
///
/// # Errors
/// If the node does not answer.
pub async fn preimage(at: &At, hash: Hash, length: u32) -> Result<Option<Vec<u8>>> {
    let entry = chain::storage().preimage().preimage_for();
    let found = at.storage().try_fetch(entry, ((hash, length),)).await?;
    Ok(found.map(|value| value.decode()).transpose()?.map(|bytes| bytes.0))
}

/// A call in words: `DaoTreasury.spend { amount: 100000000000000, beneficiary: 5Grw…, … }`.
///
/// # Errors
/// If the bytes are no call of this chain.
pub fn describe(at: &At, bytes: &[u8]) -> Result<String> {
    let payload = at
        .tx()
        .from_call_data_bytes(bytes)
        .map_err(|cause| Error::Usage(format!("the bytes are no call of this chain: {cause}")))?;
    let mut text = format!("{}.{}", payload.pallet_name(), payload.call_name());
    write_fields(payload.call_data(), &mut text);
    if text.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        text.truncate(end);
        text.push('…');
    }
    Ok(text)
}

fn write_fields<T>(fields: &Composite<T>, out: &mut String) {
    match fields {
        Composite::Named(named) if named.is_empty() => (),
        Composite::Named(named) => {
            out.push_str(" { ");
            for (index, (name, value)) in named.iter().enumerate() {
                separate(index, out);
                out.push_str(name);
                out.push_str(": ");
                write_value(value, out);
            }
            out.push_str(" }");
        }
        Composite::Unnamed(unnamed) if unnamed.is_empty() => (),
        Composite::Unnamed(unnamed) => match as_bytes(unnamed) {
            Some(bytes) => out.push_str(&write_bytes(&bytes)),
            None => {
                out.push('(');
                for (index, value) in unnamed.iter().enumerate() {
                    separate(index, out);
                    write_value(value, out);
                }
                out.push(')');
            }
        },
    }
}

fn write_value<T>(value: &Value<T>, out: &mut String) {
    match &value.value {
        ValueDef::Composite(Composite::Unnamed(inner)) if inner.len() == 1 => {
            write_value(&inner[0], out)
        }
        ValueDef::Composite(fields) => write_fields(fields, out),
        ValueDef::Variant(variant) => {
            out.push_str(&variant.name);
            write_fields(&variant.values, out);
        }
        ValueDef::Primitive(Primitive::U128(number)) => out.push_str(&number.to_string()),
        ValueDef::Primitive(Primitive::String(text)) => out.push_str(&format!("{text:?}")),
        ValueDef::Primitive(Primitive::Bool(value)) => out.push_str(&value.to_string()),
        ValueDef::Primitive(other) => out.push_str(&format!("{other:?}")),
        ValueDef::BitSequence(bits) => out.push_str(&format!("{} bits", bits.len())),
    }
}

fn separate(index: usize, out: &mut String) {
    if index > 0 {
        out.push_str(", ");
    }
}

/// A list of numbers below 256, as accounts, hashes and texts are decoded to.
fn as_bytes<T>(values: &[Value<T>]) -> Option<Vec<u8>> {
    let [only] = values else { return bytes_of(values) };
    match &only.value {
        ValueDef::Composite(Composite::Unnamed(inner)) => as_bytes(inner),
        _ => None,
    }
}

fn bytes_of<T>(values: &[Value<T>]) -> Option<Vec<u8>> {
    let byte = |value: &Value<T>| match value.value {
        ValueDef::Primitive(Primitive::U128(number)) => u8::try_from(number).ok(),
        _ => None,
    };
    (values.len() >= 4).then(|| values.iter().map(byte).collect()).flatten()
}

/// 32 bytes are taken for an account, printable ones for a text, all others are shown in hex.
fn write_bytes(bytes: &[u8]) -> String {
    if let Ok(account) = <[u8; 32]>::try_from(bytes) {
        return format!("({})", AccountId::from(account));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.chars().any(char::is_control) => format!("({text:?})"),
        _ => format!("(0x{})", hex::encode(bytes)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(fields: Composite<()>) -> String {
        let mut out = String::from("Pallet.call");
        write_fields(&fields, &mut out);
        out
    }

    #[test]
    fn accounts_texts_and_numbers_are_readable() {
        let account = Value::unnamed_variant("Id", [Value::from_bytes([1u8; 32])]);
        let fields = Composite::named([
            ("amount", Value::u128(5)),
            ("to", account),
            ("remark", Value::from_bytes(b"hello")),
            ("raw", Value::from_bytes([0u8, 255, 1, 2])),
            ("from", Value::unnamed_variant("None", [])),
        ]);
        let account = AccountId::from([1; 32]);
        let expected = format!(
            "Pallet.call {{ amount: 5, to: Id({account}), remark: (\"hello\"), raw: (0x00ff0102), \
             from: None }}"
        );
        assert_eq!(written(fields), expected);
        assert_eq!(written(Composite::Unnamed(vec![])), "Pallet.call");
    }
}
