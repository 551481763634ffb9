//! The Merkle tree of RFC 6962 (section 2.1), for as many leaves as a power of two.

use sha2::{Digest, Sha256};

/// The hash of a leaf: a leading 0 tells it from a node, so that no node passes for a claim.
fn leaf(data: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update([0]).chain_update(data).finalize().into()
}

fn node(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The row above: each two neighbours in one.
fn above(row: &[[u8; 32]]) -> Vec<[u8; 32]> {
    row.chunks(2)
        .map(|pair| match pair {
            [left, right] => node(left, right),
            [single] => *single,
            _ => [0; 32],
        })
        .collect()
}

fn leaves(data: &[impl AsRef<[u8]>]) -> Vec<[u8; 32]> {
    data.iter().map(|each| leaf(each.as_ref())).collect()
}

/// The head of the tree over these leaves.
pub(super) fn head(data: &[impl AsRef<[u8]>]) -> [u8; 32] {
    let mut row = leaves(data);
    while row.len() > 1 {
        row = above(&row);
    }
    // The head of no leaves is the hash of nothing.
    row.first().copied().unwrap_or_else(|| Sha256::digest([]).into())
}

/// The neighbours on the way from a leaf to the head, lowest first.
pub(super) fn path(data: &[impl AsRef<[u8]>], index: usize) -> Vec<[u8; 32]> {
    let (mut row, mut at, mut neighbours) = (leaves(data), index, Vec::new());
    while row.len() > 1 {
        neighbours.extend(row.get(at ^ 1));
        row = above(&row);
        at >>= 1;
    }
    neighbours
}

/// The head to which a leaf and its neighbours lead.
pub(super) fn head_of_path(data: &[u8], index: u32, path: &[[u8; 32]]) -> [u8; 32] {
    let mut at = index;
    path.iter().fold(leaf(data), |hash, neighbour| {
        let right = at & 1 == 1;
        at >>= 1;
        if right {
            node(neighbour, &hash)
        } else {
            node(&hash, neighbour)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The leaves of the reference tests of Certificate Transparency (transparency-dev/merkle,
    /// `testonly/constants.go`).
    const LEAVES: [&str; 8] = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ];

    /// The heads over the first 1, 2, 4 and 8 of them, from the same place.
    const HEADS: [(usize, &str); 4] = [
        (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        (4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ];

    fn data() -> Vec<Vec<u8>> {
        LEAVES.iter().map(|leaf| hex::decode(leaf).unwrap()).collect()
    }

    #[test]
    fn heads_are_those_of_certificate_transparency() {
        for (count, expected) in HEADS {
            assert_eq!(hex::encode(head(&data()[..count])), expected, "{count} leaves");
        }
        let none: [Vec<u8>; 0] = [];
        // RFC 6962, section 2.1: the hash of an empty list is that of an empty string.
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(hex::encode(head(&none)), empty);
    }

    #[test]
    fn the_path_of_each_leaf_leads_to_the_head_and_of_no_other() {
        let data = data();
        for (index, leaf) in data.iter().enumerate() {
            let path = path(&data, index);
            assert_eq!(path.len(), 3);
            for at in 0..8u32 {
                let leads = head_of_path(leaf, at, &path) == head(&data);
                assert_eq!(leads, at as usize == index, "leaf {index} at {at}");
            }
        }
    }
}
