//! Packing and unpacking with zlib (RFC 1950) and DEFLATE (RFC 1951).

use std::io::Write;

use flate2::{
    write::{GzEncoder, ZlibEncoder},
    Compression, Decompress, FlushDecompress, Status,
};

use super::StatusListError;

/// The room that unpacking begins with, in bytes; it doubles as more comes out.
const CHUNK: usize = 64 * 1024;

/// Packs `bytes` at the highest level.
pub(super) fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    // Writing to a vector does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// A token as it is served with `Content-Encoding: gzip` (RFC 9110, section 8.4.1), which takes back
/// what its two layers of base64url add to the packed list.
pub fn gzip(token: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to a vector does not fail.
    let _ = encoder.write_all(token.as_bytes());
    encoder.finish().unwrap_or_default()
}

/// Unpacks at most `limit` bytes; see [`super::StatusArray::unpack`].
pub(super) fn unpack(packed: &[u8], limit: usize) -> Result<Vec<u8>, StatusListError> {
    let mut decoder = Decompress::new(true);
    let mut bytes = Vec::new();
    loop {
        let before = (decoder.total_in(), decoder.total_out());
        // One byte of room more than allowed, so that a stream that would go on shows it.
        let room = limit.saturating_add(1).saturating_sub(bytes.len());
        bytes.reserve_exact(room.min(bytes.len().max(CHUNK)));
        let rest = usize::try_from(before.0).ok().and_then(|read| packed.get(read..));
        let status = decoder
            .decompress_vec(rest.unwrap_or_default(), &mut bytes, FlushDecompress::None)
            .map_err(|cause| StatusListError::Packed(cause.to_string()))?;
        if bytes.len() > limit {
            return Err(StatusListError::TooLarge { what: "the unpacked status list", limit });
        }
        if status == Status::StreamEnd {
            break;
        }
        if before == (decoder.total_in(), decoder.total_out()) {
            return Err(StatusListError::Packed("the stream breaks off".into()));
        }
    }
    if decoder.total_in() != packed.len() as u64 {
        return Err(StatusListError::Packed("there are bytes after the end of the stream".into()));
    }
    Ok(bytes)
}
