//! Reads many values of one map at once, which subxt does one by one.

use std::collections::HashMap;

use subxt::ext::scale_decode::DecodeAsType;

use crate::{
    connection::{At, Chain},
    errors::{Error, Result},
};

/// How many keys one request asks for.
const BATCH: usize = 1000;

/// The values under `keys` of the map `pallet.entry`, as of the block `at`; nothing where there is
/// nothing stored. The keys are whole storage keys.
///
/// # Errors
/// If the node does not answer, or its values are of another type.
pub async fn read_many<Value: DecodeAsType>(
    chain: &Chain,
    at: &At,
    (pallet, entry): (&str, &str),
    keys: &[Vec<u8>],
) -> Result<Vec<Option<Value>>> {
    let metadata = at.metadata();
    let unknown = || Error::Chain(format!("this client is not compatible: {pallet}.{entry}"));
    let storage = metadata.pallet_by_name(pallet).and_then(|pallet| pallet.storage());
    let described = storage.and_then(|storage| storage.entry_by_name(entry)).ok_or_else(unknown)?;
    let value_type = described.value_ty();
    let mut values = Vec::with_capacity(keys.len());
    for batch in keys.chunks(BATCH) {
        let found = read_bytes(chain, at, batch).await?;
        for key in batch {
            let value = found
                .get(key)
                .map(|bytes| Value::decode_as_type(&mut &bytes[..], value_type, metadata.types()));
            values.push(value.transpose().map_err(|cause| Error::Chain(cause.to_string()))?);
        }
    }
    Ok(values)
}

async fn read_bytes(chain: &Chain, at: &At, keys: &[Vec<u8>]) -> Result<HashMap<Vec<u8>, Vec<u8>>> {
    let keys = keys.iter().map(Vec::as_slice);
    let sets = chain.methods().state_query_storage_at(keys, Some(at.block_hash())).await?;
    let changes = sets.into_iter().flat_map(|set| set.changes);
    Ok(changes.filter_map(|(key, value)| value.map(|value| (key.0, value.0))).collect())
}
