//! Status lists: what of an issuer's attestations is revoked or suspended, signed, for software that
//! knows Token Status Lists and not the chain.
//!
//! An issuer publishes two lists for each of its schemas: one of what is revoked, one of what is
//! suspended. An attestation has the same random place in both, which is written down before a token
//! names it. The lists are read from one block, which they name, so that anybody with a node can see
//! whether they say what the chain says.
//!
//! Base64url is applied twice, once to the list and once to the token around it, so a token is nearly
//! twice as long as the packed list: 24.5 KB for a million entries of which one in a hundred is
//! revoked. Served with `Content-Encoding: gzip`, as the format recommends, it is 17.9 KB; so each
//! list is written both as it is and packed.

mod source;

pub use source::{read, Standings};

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use althing_credentials::{
    jose::{PublicKey, SigningKey},
    status_list::{
        gzip, AttestationKey, Expectation, FinalizedBlock, Indices, Limits, ListPurpose, ListToken,
        Status,
    },
    time,
};
use flate2::read::GzDecoder;
use rand::rngs::OsRng;
use serde::Serialize;

use crate::{
    credentials::{files, CredentialsError},
    errors::{Error, Result},
    wallets::hash_text,
};

/// How many places a list has unless told otherwise.
pub const ENTRIES: u32 = 1_000_000;

/// For how long a list is valid unless told otherwise, in seconds.
pub const VALIDITY: u64 = 86_400;

/// What a file that is packed with gzip begins with (RFC 1952).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// For how long a list of revocations may be kept unless told otherwise, in seconds.
pub const TTL: u64 = 3_600;

/// Where the lists of an issuer are served, and how long they are good for.
#[derive(Clone, Debug)]
pub struct Publication {
    /// Where the list of revocations is served.
    pub revocation: String,
    /// Where the list of suspensions is served.
    pub suspension: String,
    /// When the lists are made, in seconds since 1970.
    pub made: u64,
    /// For how long they are valid, in seconds.
    pub validity: u64,
    /// For how long one may be kept before a fresh one is fetched, in seconds.
    pub ttl: u64,
}

/// A list that was made.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Made {
    /// What it is about.
    pub purpose: ListPurpose,
    /// The signed token.
    pub token: String,
    /// The token as it is served with `Content-Encoding: gzip`.
    pub packed: Vec<u8>,
    /// How many entries are set.
    pub set: usize,
}

/// Gives a place to each attestation that has none, so that the lists leave nothing out. Says how many
/// were new.
///
/// # Errors
/// If the list is full, or the places cannot be written down.
pub fn assign(indices: &mut Indices, standings: &Standings) -> Result<usize> {
    let keys = &standings.all;
    let new = keys.iter().filter(|key| indices.index(key).is_none()).count();
    indices.assign_all(keys, &mut OsRng)?;
    Ok(new)
}

/// Makes the two lists of what the chain says.
///
/// # Errors
/// If an attestation has no place, or the lists could not be valid.
pub fn make(
    indices: &Indices,
    standings: &Standings,
    genesis: [u8; 32],
    publication: &Publication,
    key: &SigningKey,
) -> Result<[Made; 2]> {
    let (number, hash) = standings.block;
    let made = |purpose, uri: &str, keys: Vec<AttestationKey>| -> Result<Made> {
        let set = keys.len();
        let token = ListToken {
            uri: uri.to_string(),
            iat: publication.made,
            exp: publication.made.saturating_add(publication.validity),
            ttl: publication.ttl,
            block: FinalizedBlock { genesis, number, hash, purpose },
            list: indices.list(purpose, keys)?,
        };
        let token = token.sign(key)?;
        Ok(Made { purpose, packed: gzip(&token), token, set })
    };
    let superseded = standings.superseded.iter().filter(|key| indices.index(key).is_some());
    let revoked = standings.revoked.iter().chain(superseded).copied().collect();
    Ok([
        made(ListPurpose::Revocation, &publication.revocation, revoked)?,
        made(ListPurpose::Suspension, &publication.suspension, standings.suspended.clone())?,
    ])
}

/// Writes a list into a directory, as `revocation.jwt` or `suspension.jwt`, and packed beside it.
///
/// # Errors
/// If it cannot be written.
pub fn publish(directory: &Path, made: &Made) -> Result<ListView> {
    let path = directory.join(format!("{}.jwt", purpose_word(made.purpose)));
    let packed = directory.join(format!("{}.jwt.gz", purpose_word(made.purpose)));
    files::publish(&path, made.token.as_bytes())?;
    files::publish(&packed, &made.packed)?;
    Ok(ListView::of(made, Some(path)))
}

/// A list as people and programs read it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ListView {
    /// `revocation` or `suspension`.
    pub purpose: &'static str,
    /// The file; none if it was not written.
    pub file: Option<String>,
    /// How many attestations are in it.
    pub set: usize,
    /// How long the token is, in bytes.
    pub bytes: usize,
    /// How long it is as it is served, packed, in bytes.
    pub packed_bytes: usize,
}

impl ListView {
    /// A list, and where it was written.
    pub fn of(made: &Made, path: Option<PathBuf>) -> Self {
        Self {
            purpose: purpose_word(made.purpose),
            file: path.map(|path| path.display().to_string()),
            set: made.set,
            bytes: made.token.len(),
            packed_bytes: made.packed.len(),
        }
    }
}

/// Reads a token from a file: as it is, or packed as it is served with `Content-Encoding: gzip`.
///
/// # Errors
/// If the file cannot be read or unpacked, or is longer than [`Limits`] allow.
pub fn read_token(path: &Path) -> Result<String> {
    let odd = |problem: String| CredentialsError::format(path, "a status list", problem);
    let most = Limits::default().token;
    // One byte of room more than allowed, so that what is too long shows it.
    let room = most as u64 + 1;
    let read = |from: &mut dyn Read| {
        let mut bytes = Vec::new();
        from.take(room).read_to_end(&mut bytes).map(|_| bytes)
    };
    let mut file = File::open(path).map_err(|cause| Error::file(path, cause))?;
    let mut bytes = read(&mut file).map_err(|cause| Error::file(path, cause))?;
    if bytes.len() <= most && bytes.starts_with(&GZIP) {
        let unpacked = read(&mut GzDecoder::new(bytes.as_slice()));
        bytes = unpacked.map_err(|cause| odd(format!("it does not unpack: {cause}")))?;
    }
    if bytes.len() > most {
        return Err(odd(format!("it has more than {most} bytes")).into());
    }
    Ok(String::from_utf8(bytes).map_err(|_| odd("it is no text".into()))?)
}

/// What a reader expects of a list.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// Where it is served; credentials name the same.
    pub uri: &'a str,
    /// The chain, by the hash of its first block.
    pub genesis: [u8; 32],
    /// What it is about.
    pub purpose: ListPurpose,
    /// The time, in seconds since 1970.
    pub now: u64,
    /// The latest block of which such a list was seen; older ones are refused.
    pub seen: Option<u32>,
}

/// What a list says of one attestation.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct StatusView {
    /// `revocation` or `suspension`.
    pub purpose: &'static str,
    /// The position.
    pub index: Option<u64>,
    /// `valid`, `revoked` or `suspended`; none if no position was asked for.
    pub status: Option<&'static str>,
    /// The block as of which it is so.
    pub block: u32,
    /// The block's hash.
    pub block_hash: String,
    /// Until when the list need not be fetched again.
    pub fresh_until: String,
}

/// Checks a list with one of the issuer's keys, and looks a position up.
///
/// # Errors
/// If the list is not what is wanted, or has no such position: the status is not known then, and the
/// credential is not to be relied on.
pub fn check(
    token: &str,
    keys: &[PublicKey],
    wanted: &Wanted<'_>,
    index: Option<u64>,
) -> Result<StatusView> {
    let token = token.trim();
    let named = althing_credentials::jose::Jws::parse(token)?.key_id().map(str::to_string);
    let key = keys.iter().find(|key| Some(key.id()) == named).ok_or_else(|| {
        let why = "the list is signed with a key that its issuer has not registered";
        CredentialsError::NotValid(why.into())
    })?;
    let expectation = Expectation {
        uri: wanted.uri,
        genesis: wanted.genesis,
        purpose: wanted.purpose,
        now: wanted.now,
        max_age: None,
        seen: wanted.seen,
        limits: Limits::default(),
    };
    let list = expectation.verify(token, key)?;
    let status = index.map(|index| list.status(index)).transpose()?;
    Ok(StatusView {
        purpose: purpose_word(wanted.purpose),
        index,
        status: status.map(|status| status_word(wanted.purpose, status)),
        block: list.block().number,
        block_hash: hash_text(&list.block().hash),
        fresh_until: time::text(list.fresh_until(wanted.now)),
    })
}

/// Refuses a list whose block is not the one that the chain has at that height.
///
/// # Errors
/// If the node does not answer, or the chain has another block.
pub async fn check_block(chain: &crate::Chain, view: &StatusView) -> Result<()> {
    let hash = chain.hash_of(view.block).await?;
    match hash.map(|hash| format!("{hash:?}")) {
        Some(hash) if hash == view.block_hash => Ok(()),
        Some(_) => Err(Error::from(CredentialsError::NotValid(format!(
            "the list names another block {} than this chain has",
            view.block
        )))),
        None => Err(Error::from(CredentialsError::NotValid(format!(
            "the list names block {}, which this node does not have yet",
            view.block
        )))),
    }
}

/// A purpose in one word.
pub fn purpose_word(purpose: ListPurpose) -> &'static str {
    match purpose {
        ListPurpose::Revocation => "revocation",
        ListPurpose::Suspension => "suspension",
    }
}

fn status_word(purpose: ListPurpose, status: Status) -> &'static str {
    match (purpose, status) {
        (_, status) if status.is_valid() => "valid",
        (ListPurpose::Revocation, _) => "revoked",
        (ListPurpose::Suspension, _) => "suspended",
    }
}

#[cfg(test)]
mod tests;
