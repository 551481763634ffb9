//! Where the state has what, and how it is encoded, by the metadata that this client was built from.
//! No node is asked.

use std::sync::LazyLock;

use codec::{Compact, DecodeAll};
use sp_crypto_hashing::twox_128;
use subxt::{
    client::OfflineClientAtBlock,
    config::substrate::{SpecVersionForRange, SubstrateConfigBuilder},
    ext::scale_decode::DecodeAsType,
    metadata::Metadata,
    storage::Address,
    OfflineClient,
};

use super::error::ExtractError;
use crate::{chain, connection::Config};

/// What the generated code is made from.
static BYTES: &[u8] = include_bytes!("../../artifacts/metadata.scale");

/// The layout of the state that this client knows, read once.
static BUILT_IN: LazyLock<Result<Layout, String>> = LazyLock::new(|| {
    let metadata = Metadata::decode_from(BYTES).map_err(|cause| cause.to_string())?;
    Layout::new(metadata)
});

/// A layout of the state.
pub struct Layout {
    client: OfflineClientAtBlock<Config>,
    spec_version: u32,
}

impl Layout {
    /// The one that this client was built for.
    ///
    /// # Errors
    /// If the client was built from metadata that it cannot read.
    pub fn built_in() -> Result<&'static Self, ExtractError> {
        BUILT_IN.as_ref().map_err(|problem| ExtractError::Metadata(problem.clone()))
    }

    fn new(metadata: Metadata) -> Result<Self, String> {
        let everywhere = SpecVersionForRange {
            block_range: 0..u64::MAX,
            spec_version: 0,
            transaction_version: 0,
        };
        let config = SubstrateConfigBuilder::new()
            .set_spec_version_for_block_ranges([everywhere])
            .set_metadata_for_spec_versions([(0, metadata.arc())])
            .build();
        let client = OfflineClient::new_with_config(config).at_block(0u32);
        let client = client.map_err(|cause| cause.to_string())?;
        let version = client.constants().entry(chain::constants().system().version());
        let spec_version = version.map_err(|cause| cause.to_string())?.spec_version;
        Ok(Self { client, spec_version })
    }

    /// The version of the runtime that has this layout.
    pub fn spec_version(&self) -> u32 {
        self.spec_version
    }

    /// The key under which an entry of the state is stored.
    ///
    /// # Errors
    /// If the parts are of other types than the metadata has.
    pub fn key<A: Address>(&self, entry: A, parts: A::KeyParts) -> Result<Vec<u8>, ExtractError> {
        let storage = self.client.storage();
        let key = storage.entry(entry).and_then(|entry| entry.fetch_key(parts));
        key.map_err(|cause| ExtractError::Metadata(cause.to_string()))
    }

    /// Decodes the value of an entry of the state, to the last byte.
    ///
    /// # Errors
    /// If it is no such value.
    pub fn value<A: Address>(&self, entry: &A, bytes: &[u8]) -> Result<A::Value, ExtractError> {
        let odd = || ExtractError::Value(format!("{}.{}", entry.pallet_name(), entry.entry_name()));
        let metadata = self.client.metadata_ref();
        let storage = metadata.pallet_by_name(entry.pallet_name()).and_then(|p| p.storage());
        let described = storage.and_then(|storage| storage.entry_by_name(entry.entry_name()));
        let value_type = described.ok_or_else(odd)?.value_ty();
        let mut rest = bytes;
        let value = A::Value::decode_as_type(&mut rest, value_type, metadata.types());
        match rest {
            [] => value.map_err(|_| odd()),
            _ => Err(odd()),
        }
    }
}

#[cfg(test)]
impl Layout {
    /// Encodes the value of an entry of the state.
    pub fn encode<A: Address>(&self, entry: &A, value: &A::Value) -> Vec<u8>
    where
        A::Value: subxt::ext::scale_encode::EncodeAsType,
    {
        use subxt::ext::scale_encode::EncodeAsType;
        let metadata = self.client.metadata_ref();
        let storage = metadata.pallet_by_name(entry.pallet_name()).unwrap().storage().unwrap();
        let value_type = storage.entry_by_name(entry.entry_name()).unwrap().value_ty();
        value.encode_as_type(value_type, metadata.types()).unwrap()
    }
}

/// The key under which every chain of this kind keeps the version of the runtime that wrote its state.
pub fn version_key() -> Vec<u8> {
    [twox_128(b"System"), twox_128(b"LastRuntimeUpgrade")].concat()
}

/// Decodes what is stored under [`version_key`]: the version and the name of the runtime.
pub fn version(bytes: &[u8]) -> Option<(u32, String)> {
    let (Compact(version), name) = <(Compact<u32>, String)>::decode_all(&mut &bytes[..]).ok()?;
    Some((version, name))
}
