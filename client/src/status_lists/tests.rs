use althing_credentials::jose::Algorithm;

use super::*;
use crate::{
    attestations::types::{
        Attestation, BoundedVec, Deposit, End, Issuer, IssuerStatus, Payer, Review, Rights, Slot,
        Span, State, SuspensionReason, Territory, Tombstone,
    },
    connection::Hash,
    credentials::tests::{account, GENESIS, NOW},
};

const URI: &str = "https://issuer.example/revocation";
const SUSPENSION: &str = "https://issuer.example/suspension";

fn issuer() -> Issuer {
    Issuer {
        account: *account("//Alice").account(),
        schema: 4,
        rights: Rights { max_level: 3, territory: Territory::Anywhere },
        status: IssuerStatus::Active,
        void: BoundedVec(Vec::new()),
        bond: 0,
        drawn: 0,
        deputies: 0,
        requests: 0,
    }
}

fn attestation(serial: u32, state: State) -> Attestation {
    Attestation {
        serial,
        issuer: 7,
        commitment: Hash::from([1; 32]),
        level: 2,
        jurisdiction: 352,
        held_since: 100,
        issued: 100,
        expires: 10_000,
        state,
        renews: None,
        tag: None,
        deposit: Deposit { payer: Payer::Bond, amount: 0 },
        review: Review::None,
    }
}

fn key(subject: u8, serial: u32) -> AttestationKey {
    AttestationKey { schema: 4, subject: [subject; 32], serial }
}

const SUSPENDED: State = State::Suspended { since: 150, reason: SuspensionReason::UnderReview };
const RENOUNCED: State = State::Ended { since: 150, end: End::Renounced };

fn standings(slots: &[(u8, Slot)], issuer: &Issuer) -> Standings {
    let mut standings = Standings { block: (200, [3; 32]), ..Standings::default() };
    for (subject, slot) in slots {
        standings.note((4, [*subject; 32]), slot, (7, issuer));
    }
    standings
}

fn some() -> Standings {
    let slot = |serial, state| Slot::Attestation(attestation(serial, state));
    let slots = [
        (1, slot(1, State::Live)),
        (2, slot(1, SUSPENDED)),
        (3, slot(2, RENOUNCED)),
        (4, Slot::Attestation(Attestation { issuer: 8, ..attestation(3, State::Live) })),
    ];
    standings(&slots, &issuer())
}

fn publication() -> Publication {
    Publication {
        revocation: URI.into(),
        suspension: SUSPENSION.into(),
        made: NOW,
        validity: VALIDITY,
        ttl: TTL,
    }
}

fn wanted(purpose: ListPurpose) -> Wanted<'static> {
    let uri = match purpose {
        ListPurpose::Revocation => URI,
        ListPurpose::Suspension => SUSPENSION,
    };
    Wanted { uri, genesis: GENESIS, purpose, now: NOW + 10, seen: None }
}

#[test]
fn what_has_ended_is_revoked_and_what_is_suspended_is_not() {
    let found = some();
    assert_eq!(found.all, [key(1, 1), key(2, 1), key(3, 2)], "another issuer's is left out");
    assert_eq!(found.revoked, [key(3, 2)]);
    assert_eq!(found.suspended, [key(2, 1)]);
    assert_eq!(found.superseded, [key(3, 1), key(4, 1), key(4, 2)]);
}

#[test]
fn what_a_void_or_removed_issuer_issued_is_revoked() {
    let live = [(1, Slot::Attestation(attestation(1, State::Live)))];
    let void = Issuer { void: BoundedVec(vec![Span { first: 90, last: 110 }]), ..issuer() };
    assert_eq!(standings(&live, &void).revoked, [key(1, 1)]);
    let removed = Issuer { status: IssuerStatus::Removed { since: 150 }, ..issuer() };
    assert_eq!(standings(&live, &removed).revoked, [key(1, 1)]);
    let suspended = Issuer { status: IssuerStatus::Suspended { since: 150 }, ..issuer() };
    assert!(standings(&live, &suspended).revoked.is_empty(), "what it issued counts as before");
}

#[test]
fn what_was_revoked_stays_revoked_when_it_expires_or_is_removed() {
    let ended = Attestation { expires: 180, ..attestation(1, RENOUNCED) };
    let lapsed = Attestation { expires: 180, ..attestation(1, State::Live) };
    let slots = [(1, Slot::Attestation(ended)), (2, Slot::Attestation(lapsed))];
    assert_eq!(standings(&slots, &issuer()).revoked, [key(1, 1)]);
    let stone = Tombstone { serial: 2, issuer: 7, ended: 150, end: None };
    let removed = standings(&[(1, Slot::Tombstone(stone))], &issuer());
    assert_eq!((removed.revoked, removed.superseded), (vec![key(1, 2)], vec![key(1, 1)]));
}

#[test]
fn two_lists_are_made_and_say_what_the_chain_says() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("indices");
    let signing = SigningKey::generate(Algorithm::Es256, &mut OsRng);
    let keys = [signing.public()];
    let mut indices = Indices::open(&path, URI, 1000).unwrap();
    // A token had been issued for the attestation that another one has replaced.
    indices.assign(key(3, 1), &mut OsRng).unwrap();
    assert_eq!(assign(&mut indices, &some()).unwrap(), 3);
    assert_eq!(assign(&mut indices, &some()).unwrap(), 0);
    let made = make(&indices, &some(), GENESIS, &publication(), &signing).unwrap();
    assert_eq!(made.each_ref().map(|list| list.set), [2, 1]);
    let said = |list: &Made, of| {
        let index = indices.index(&of).map(u64::from);
        let view = check(&list.token, &keys, &wanted(list.purpose), index).unwrap();
        assert_eq!((view.block, view.block_hash), (200, hash_text(&[3; 32])));
        view.status
    };
    let [revocation, suspension] = &made;
    assert_eq!(said(revocation, key(1, 1)), Some("valid"));
    assert_eq!(said(revocation, key(2, 1)), Some("valid"));
    assert_eq!(said(revocation, key(3, 1)), Some("revoked"));
    assert_eq!(said(revocation, key(3, 2)), Some("revoked"));
    assert_eq!(said(suspension, key(2, 1)), Some("suspended"));
    assert_eq!(said(suspension, key(3, 2)), Some("valid"));
}

#[test]
fn a_list_is_refused_for_another_purpose_key_chain_place_or_time() {
    let directory = tempfile::tempdir().unwrap();
    let signing = SigningKey::generate(Algorithm::Ed25519, &mut OsRng);
    let keys = [signing.public()];
    let mut indices = Indices::open(&directory.path().join("indices"), URI, 1000).unwrap();
    assign(&mut indices, &some()).unwrap();
    let [list, _] = make(&indices, &some(), GENESIS, &publication(), &signing).unwrap();
    let right = wanted(ListPurpose::Revocation);
    let try_it = |wanted: &Wanted<'_>, index| check(&list.token, &keys, wanted, index);
    assert!(try_it(&right, Some(999)).is_ok());
    assert!(try_it(&right, Some(1000)).is_err(), "no such place");
    for wrong in [
        Wanted { purpose: ListPurpose::Suspension, ..right.clone() },
        Wanted { uri: SUSPENSION, ..right.clone() },
        Wanted { genesis: [8; 32], ..right.clone() },
        Wanted { now: NOW + VALIDITY, ..right.clone() },
        Wanted { seen: Some(201), ..right.clone() },
    ] {
        assert!(try_it(&wrong, None).is_err(), "{wrong:?}");
    }
    let stranger = [SigningKey::generate(Algorithm::Ed25519, &mut OsRng).public()];
    let error = check(&list.token, &stranger, &right, None).unwrap_err();
    assert!(error.to_string().contains("has not registered"), "{error}");
}

#[test]
fn lists_are_written_as_they_are_and_packed() {
    let directory = tempfile::tempdir().unwrap();
    let signing = SigningKey::generate(Algorithm::Ed25519, &mut OsRng);
    let mut indices = Indices::open(&directory.path().join("indices"), URI, 1000).unwrap();
    assign(&mut indices, &some()).unwrap();
    for made in make(&indices, &some(), GENESIS, &publication(), &signing).unwrap() {
        let view = publish(directory.path(), &made).unwrap();
        let text = std::fs::read(directory.path().join(format!("{}.jwt", view.purpose))).unwrap();
        assert_eq!(text, made.token.as_bytes());
        let packed =
            std::fs::read(directory.path().join(format!("{}.jwt.gz", view.purpose))).unwrap();
        assert_eq!((&packed[..2], packed.len()), (&[0x1f, 0x8b][..], view.packed_bytes));
        for name in [format!("{}.jwt", view.purpose), format!("{}.jwt.gz", view.purpose)] {
            assert_eq!(read_token(&directory.path().join(name)).unwrap(), made.token);
        }
    }
}

#[test]
fn what_does_not_unpack_or_is_too_long_is_no_list() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("list");
    let refused = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        read_token(&path).unwrap_err().to_string()
    };
    let packed = gzip(&"a".repeat(1000));
    assert!(refused(&packed[..packed.len() / 2]).contains("does not unpack"));
    assert!(refused(&[0xff; 40]).contains("no text"));
    let most = Limits::default().token;
    assert!(refused(&vec![b'a'; most + 1]).contains("more than"));
    assert!(refused(&gzip(&"a".repeat(most + 1))).contains("more than"), "small, but not unpacked");
}

#[test]
fn a_credential_names_the_place_that_the_lists_speak_of() {
    let directory = tempfile::tempdir().unwrap();
    let issued = crate::credentials::tests::issued();
    let mut indices = Indices::open(&directory.path().join("indices"), URI, 1000).unwrap();
    let refs = crate::credentials::issue::status(&mut indices, &issued.found, Some(SUSPENSION));
    let refs = refs.unwrap();
    let key = AttestationKey::from(&issued.found.slot);
    let place = indices.index(&key).map(u64::from);
    assert_eq!(
        refs.revocation.map(|place| (Some(place.idx), place.uri)),
        Some((place, URI.into()))
    );
    assert_eq!(refs.suspension.map(|one| one.uri), Some(SUSPENSION.to_string()));
}
