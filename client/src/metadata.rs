//! The chain's description of itself, as raw bytes: needs no generated code, so that it can make it.

use codec::{Compact, Decode, Encode};
use subxt::rpcs::RpcClient;

use crate::{
    connection::Methods,
    errors::{Error, Result},
};

/// The newest metadata version that the generated code is made from.
pub const NEWEST: u32 = 16;

/// The metadata of the chain in the newest version that both sides know.
///
/// # Errors
/// If the node does not answer, or has no such version.
pub async fn fetch(rpc: RpcClient) -> Result<Vec<u8>> {
    let methods = Methods::new(rpc);
    let odd = |what: &str| Error::Chain(format!("the node's metadata cannot be read: {what}"));
    let known = methods.state_call("Metadata_metadata_versions", None, None).await?;
    let known = Vec::<u32>::decode(&mut &known[..]).map_err(|_| odd("versions"))?;
    let newest = known.into_iter().filter(|version| *version <= NEWEST).max();
    let newest = newest.ok_or_else(|| odd("no version that this client knows"))?;
    let name = "Metadata_metadata_at_version";
    let answer = methods.state_call(name, Some(&newest.encode()), None).await?;
    unwrap(&answer).ok_or_else(|| odd("its wrapping"))
}

/// Takes the metadata out of an `Option<OpaqueMetadata>`.
fn unwrap(answer: &[u8]) -> Option<Vec<u8>> {
    let (flag, mut rest) = answer.split_first()?;
    let length = Compact::<u32>::decode(&mut rest).ok()?.0;
    (*flag == 1 && rest.len() == usize::try_from(length).ok()?).then(|| rest.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_are_taken_out_of_their_wrapping() {
        let wrapped = Some(b"meta".to_vec()).encode();
        assert_eq!(unwrap(&wrapped), Some(b"meta".to_vec()));
        assert_eq!(unwrap(&None::<Vec<u8>>.encode()), None);
        assert_eq!(unwrap(&wrapped[..4]), None);
        assert_eq!(unwrap(&[]), None);
    }
}
