//! Files that somebody made to do harm: they are refused, and nothing panics.

use rand::{rngs::StdRng, Rng, SeedableRng};

use super::synthetic::{Authority, Forge, FOUR};
use crate::extracts::{check, Extract, ExtractError, ExtractFacts, Trust};

/// An extract with all that one can have, and its root of trust.
fn full() -> (Extract, Trust) {
    let mut forge = Forge::new(&[Authority::Alice]);
    let trust = forge.trust();
    let handoff = forge.hand_over(&FOUR, 0);
    forge.number += 1;
    let mut extract = forge.extract();
    extract.handoffs = vec![handoff];
    (extract, trust)
}

/// Flips a bit of a random byte of a random part of what an extract says.
fn flip(extract: &mut Extract, random: &mut StdRng) {
    let mut parts: Vec<&mut Vec<u8>> = vec![&mut extract.header, &mut extract.justification];
    parts.extend(extract.proof.iter_mut());
    for entry in &mut extract.entries {
        parts.push(&mut entry.key);
        parts.extend(entry.value.as_mut());
    }
    for handoff in &mut extract.handoffs {
        parts.extend([&mut handoff.header, &mut handoff.justification]);
    }
    parts.retain(|part| !part.is_empty());
    let part = random.gen_range(0..parts.len());
    let byte = random.gen_range(0..parts[part].len());
    parts[part][byte] ^= 1 << random.gen_range(0..8);
}

#[test]
fn an_extract_with_any_bit_changed_is_refused() {
    let (extract, trust) = full();
    check(&extract, &trust).unwrap();
    let mut random = StdRng::seed_from_u64(1);
    for round in 0..2000 {
        let mut changed = extract.clone();
        flip(&mut changed, &mut random);
        assert!(check(&changed, &trust).is_err(), "round {round}");
    }
}

#[test]
fn a_file_with_bytes_changed_says_the_same_or_is_refused() {
    let (extract, trust) = full();
    let text = extract.to_json().unwrap();
    let mut random = StdRng::seed_from_u64(2);
    for _ in 0..1000 {
        let mut bytes = text.clone().into_bytes();
        for _ in 0..random.gen_range(1..4) {
            let at = random.gen_range(0..bytes.len());
            bytes[at] = random.gen_range(0x20..0x7f);
        }
        let changed = String::from_utf8(bytes).unwrap();
        if let Ok(read) = Extract::from_json(&changed) {
            assert!(read == extract || check(&read, &trust).is_err(), "{changed}");
        }
    }
}

#[test]
fn a_file_that_was_cut_off_is_refused() {
    let (extract, _) = full();
    let text = extract.to_json().unwrap();
    for length in (0..text.trim_end().len()).step_by(97) {
        let cut = Extract::from_json(&text[..length]);
        assert!(matches!(cut, Err(ExtractError::Format { .. })));
    }
}

#[test]
fn random_bytes_are_no_part_of_an_extract() {
    let (extract, trust) = full();
    let mut random = StdRng::seed_from_u64(3);
    for _ in 0..300 {
        let noise: Vec<u8> = (0..random.gen_range(0..300)).map(|_| random.gen()).collect();
        let mut changed = extract.clone();
        match random.gen_range(0..5) {
            0 => changed.header = noise,
            1 => changed.justification = noise,
            2 => changed.headers = vec![noise],
            3 => changed.handoffs[0].header = noise,
            _ => changed.proof = vec![noise],
        }
        assert!(check(&changed, &trust).is_err());
    }
}

#[test]
fn lengths_that_promise_more_than_there_is_are_refused() {
    let (extract, trust) = full();
    for lie in [vec![0xff; 12], vec![0x03, 0xff, 0xff, 0xff, 0xff], vec![0xfe; 200]] {
        let mut changed = extract.clone();
        let keep = 8 + 36;
        changed.justification.truncate(keep);
        changed.justification.extend(&lie);
        assert!(matches!(check(&changed, &trust), Err(ExtractError::Encoding(_))));
    }
}

#[test]
fn numbers_at_their_ends_do_not_overflow() {
    let mut forge = Forge::new(&[Authority::Alice]);
    (forge.number, forge.set, forge.round) = (u32::MAX, u64::MAX, u64::MAX);
    let mut extract = forge.extract();
    assert!(check(&extract, &forge.trust()).is_ok());
    assert!(ExtractFacts::new(&extract, &forge.trust()).is_ok());
    extract.headers = vec![extract.header.clone()];
    let error = check(&extract, &forge.trust()).unwrap_err();
    assert!(matches!(error, ExtractError::BrokenHeaders(u32::MAX)), "{error}");
}
