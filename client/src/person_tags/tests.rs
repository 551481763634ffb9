use std::{
    path::Path,
    sync::{
        atomic::{AtomicUsize, Ordering},
        Arc, Mutex,
    },
};

use althing_credentials::tags::{
    DocumentKind, Identity, IssuerAccess, KeyHolder, KeyRing, Ledger, Limit, Pending,
    SignedTagRequest, Tagged,
};
use rand::rngs::OsRng;

use super::{
    compute::{self as issuer_side, KeyHolderAt},
    keys::Change,
    register::Register,
    server::{self, Running},
    service::Service,
    *,
};
use crate::{
    attestations::IssuerId,
    credentials::{
        now, signatures,
        tests::{account, vault_key, GENESIS},
    },
    errors::{Error, Result},
    keys::Key,
};

const DOMAIN: TagDomain = TagDomain { genesis: GENESIS, id: 3 };
const ISSUER: IssuerId = 7;
const LIMIT: Limit = Limit { per_hour: 60, burst: 100 };

/// The tag of an identity under a key of its own.
pub(crate) fn tagged(identity: Identity) -> Tagged {
    let directory = tempfile::tempdir().unwrap();
    let mut ring = KeyRing::default();
    let key = ring.create(DOMAIN, &mut OsRng).unwrap();
    let signer = account("//Alice");
    let (request, pending) =
        Pending::prepare(&key, (ISSUER, signer.account().0), vec![identity], now(), &mut OsRng)
            .unwrap();
    let access = IssuerAccess { accounts: vec![signer.account().0], limit: LIMIT };
    let ledger = Ledger::open(&directory.path().join("ledger")).unwrap();
    let holder = KeyHolder::new(ring, [(ISSUER, access)].into(), ledger);
    let signature = signatures::sign(&signer, &request.message());
    let signed = SignedTagRequest { request, signature };
    let answer = holder.evaluate(&signed, now(), signatures::is_signed, &mut OsRng).unwrap();
    pending.finish(&answer).unwrap().remove(0)
}

/// A register that somebody writes, and that counts how often it is asked.
#[derive(Clone, Default)]
struct Written {
    accounts: Arc<Mutex<Vec<[u8; 32]>>>,
    asked: Arc<AtomicUsize>,
}

impl Written {
    fn with(account: &Key) -> Self {
        let written = Self::default();
        written.write(vec![account.account().0]);
        written
    }

    fn write(&self, accounts: Vec<[u8; 32]>) {
        *self.accounts.lock().unwrap() = accounts;
    }
}

impl Register for Written {
    async fn accounts(&self, domain: TagDomain, issuer: IssuerId) -> Result<Vec<[u8; 32]>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        match domain == DOMAIN && issuer == ISSUER {
            true => Ok(self.accounts.lock().unwrap().clone()),
            false => Ok(Vec::new()),
        }
    }
}

fn ring(directory: &Path) -> (KeyRing, PublicKey) {
    let mut vault = keys::open(&directory.join("keys"), vault_key()).unwrap();
    let made = keys::change(&mut vault, DOMAIN, Change::Create).unwrap();
    (vault.content().clone(), made[0].clone())
}

async fn serve(directory: &Path, register: Written, limit: Limit) -> (Running, PublicKey) {
    let (ring, key) = ring(directory);
    let service = Service::new(register, ring, &directory.join("ledger"), limit).unwrap();
    (server::start(service, 0, |_| {}).await.unwrap(), key)
}

async fn connect(running: &Running) -> KeyHolderAt {
    KeyHolderAt::connect(&format!("ws://{}", running.address)).await.unwrap()
}

fn people(count: u32) -> Vec<Identity> {
    let number = |n: u32| format!("{n:010}");
    (0..count)
        .map(|n| Identity::new("ISL", DocumentKind::PersonalNumber, &number(n)).unwrap())
        .collect()
}

async fn ask(
    holder: &KeyHolderAt,
    key: &PublicKey,
    signer: &Key,
    count: u32,
) -> Result<Vec<Tagged>> {
    issuer_side::compute(holder, key, ISSUER, signer, &people(count), |_| {}).await
}

#[tokio::test]
async fn a_person_has_one_tag_whoever_asks_and_a_batch_may_be_larger_than_a_request() {
    let directory = tempfile::tempdir().unwrap();
    let alice = account("//Alice");
    let (running, key) = serve(directory.path(), Written::with(&alice), LIMIT).await;
    let holder = connect(&running).await;
    let first = ask(&holder, &key, &alice, 1).await.unwrap();
    let many = ask(&holder, &key, &alice, 70).await.unwrap();
    assert_eq!(many.len(), 70);
    assert_eq!(many[0].tag, first[0].tag);
    assert_ne!(many[1].tag, first[0].tag);
    let view = evidence::check(&many[0].transcript, &[key], Some(first[0].tag)).unwrap();
    assert_eq!(view.is_the_attested, Some(true));
    running.stop().await;
}

#[tokio::test]
async fn an_account_that_is_no_longer_registered_is_refused_at_once() {
    let directory = tempfile::tempdir().unwrap();
    let (alice, bob) = (account("//Alice"), account("//Bob"));
    let register = Written::with(&alice);
    let (running, key) = serve(directory.path(), register.clone(), LIMIT).await;
    let holder = connect(&running).await;
    assert!(ask(&holder, &key, &alice, 1).await.is_ok());
    let stranger = ask(&holder, &key, &bob, 1).await.unwrap_err();
    assert!(stranger.to_string().contains("may not ask for issuer 7"), "{stranger}");
    register.write(vec![bob.account().0]);
    assert!(ask(&holder, &key, &alice, 1).await.is_err());
    assert!(ask(&holder, &key, &bob, 1).await.is_ok(), "a new deputy is known at once");
    register.write(Vec::new());
    let gone = ask(&holder, &key, &bob, 1).await.unwrap_err();
    assert!(gone.to_string().contains("issuer 7 is not known"), "{gone}");
    running.stop().await;
}

#[tokio::test]
async fn what_was_used_up_stays_used_up_when_the_server_starts_again() {
    let directory = tempfile::tempdir().unwrap();
    let alice = account("//Alice");
    let few = Limit { per_hour: 1, burst: 5 };
    let (running, key) = serve(directory.path(), Written::with(&alice), few).await;
    let holder = connect(&running).await;
    assert!(ask(&holder, &key, &alice, 5).await.is_ok());
    let refused = ask(&holder, &key, &alice, 1).await.unwrap_err();
    assert!(refused.to_string().contains("has used up its rate"), "{refused}");
    running.stop().await;

    let vault = keys::open(&directory.path().join("keys"), vault_key()).unwrap();
    let ledger = directory.path().join("ledger");
    let ring = vault.content().clone();
    let service = Service::new(Written::with(&alice), ring, &ledger, few).unwrap();
    let again = server::start(service, 0, |_| {}).await.unwrap();
    let refused = ask(&connect(&again).await, &key, &alice, 1).await.unwrap_err();
    assert!(refused.to_string().contains("has used up its rate"), "{refused}");
    again.stop().await;
}

#[tokio::test]
async fn the_register_is_not_asked_for_a_request_that_nobody_signed() {
    let directory = tempfile::tempdir().unwrap();
    let (ring, key) = ring(directory.path());
    let register = Written::with(&account("//Alice"));
    let ledger = directory.path().join("ledger");
    let service = Service::new(register.clone(), ring, &ledger, LIMIT).unwrap();
    let who = (ISSUER, account("//Alice").account().0);
    let (request, _) = Pending::prepare(&key, who, people(1), now(), &mut OsRng).unwrap();
    let signature = signatures::sign(&account("//Bob"), &request.message());
    let forged = serde_json::to_vec(&SignedTagRequest { request, signature }).unwrap();
    assert!(service.answer(&forged).await.is_err());
    assert!(service.answer(b"{}").await.is_err());
    assert_eq!(register.asked.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn an_answer_under_another_key_than_the_chain_has_is_not_believed() {
    let directory = tempfile::tempdir().unwrap();
    let alice = account("//Alice");
    let (running, key) = serve(directory.path(), Written::with(&alice), LIMIT).await;
    let mut other = KeyRing::default();
    let registered = other.create(DOMAIN, &mut OsRng).unwrap();
    assert_ne!(registered.key, key.key);
    let error = ask(&connect(&running).await, &registered, &alice, 1).await.unwrap_err();
    assert!(error.to_string().contains("differs from the registered key's"), "{error}");
    running.stop().await;
}

#[tokio::test]
async fn a_key_holder_that_is_not_there_is_named() {
    let error = KeyHolderAt::connect("ws://127.0.0.1:1").await.unwrap_err();
    assert_eq!(error.exit_code(), crate::errors::exit::CONNECTION);
    assert!(error.to_string().contains("ws://127.0.0.1:1"), "{error}");
}

#[test]
fn a_second_service_does_not_share_a_ledger() {
    let directory = tempfile::tempdir().unwrap();
    let (ring, _) = ring(directory.path());
    let ledger = directory.path().join("ledger");
    let first = Service::new(Written::default(), ring.clone(), &ledger, LIMIT).unwrap();
    assert!(Service::new(Written::default(), ring.clone(), &ledger, LIMIT).is_err());
    drop(first);
    assert!(Service::new(Written::default(), ring, &ledger, LIMIT).is_ok());
}

#[test]
fn keys_are_made_changed_and_wiped_in_their_vault() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("keys");
    let mut vault = keys::open(&path, vault_key()).unwrap();
    let first = keys::change(&mut vault, DOMAIN, Change::Create).unwrap();
    assert!(keys::change(&mut vault, DOMAIN, Change::Create).is_err());
    let both = keys::change(&mut vault, DOMAIN, Change::Rotate).unwrap();
    assert_eq!((both.len(), &both[0]), (2, &first[0]));
    assert!(keys::change(&mut vault, DOMAIN, Change::Rotate).is_err(), "retire first");
    let reopened = keys::open(&path, vault_key()).unwrap();
    assert_eq!(reopened.content().public_keys(), both);
    let last = keys::change(&mut vault, DOMAIN, Change::Retire).unwrap();
    assert_eq!(last, both[1..]);
}

#[test]
fn the_key_of_before_is_asked_for_until_the_overlap_ends() {
    let domain = Domain {
        track: 5,
        key_holder: *account("//Alice").account(),
        key: [2; 32],
        epoch: 1,
        previous: Some([1; 32]),
        overlap_ends: 100,
        schemas: crate::attestations::types::BoundedVec(vec![4]),
    };
    let epochs = |now| asked_for(&domain, DOMAIN, now).iter().map(|key| key.epoch).collect();
    let (during, after): (Vec<_>, Vec<_>) = (epochs(98), epochs(99));
    assert_eq!((during, after), (vec![1, 0], vec![1]));
    let first = Domain { epoch: 0, previous: None, ..domain };
    assert_eq!(asked_for(&first, DOMAIN, 0).len(), 1);
}

#[test]
fn a_transcript_under_a_key_that_the_chain_does_not_know_is_no_evidence() {
    let tagged = tagged(people(1).remove(0));
    let key = KeyRing::default().create(DOMAIN, &mut OsRng).unwrap();
    assert!(evidence::check(&tagged.transcript, &[key], None).is_err());
    assert!(evidence::check(&tagged.transcript, &[], None).is_err());
}

#[test]
fn a_table_of_people_is_read_in_its_order_and_errors_do_not_show_numbers() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("people.csv");
    let (alice, bob) = (account("//Alice"), account("//Bob"));
    let table = |rows: &str| {
        let _ = std::fs::remove_file(&path);
        let text = format!("subject,country,document,number\n{rows}");
        crate::credentials::files::write_new(&path, &text).unwrap();
        issuer_side::people(&path)
    };
    let row = |key: &Key, number| format!("{},ISL,personal-number,{number}\n", key.account());
    let read = table(&(row(&alice, "0101302989") + &row(&bob, "0101302990"))).unwrap();
    assert_eq!(read[1].subject, (*bob.account()).into());
    for rows in [
        row(&alice, "0101302989") + &row(&alice, "0101302990"),
        format!("{},IS,personal-number,0101302989\n", alice.account()),
        format!("{},ISL,library-card,0101302989\n", alice.account()),
        row(&alice, "0101302989,more"),
    ] {
        let error: Error = table(&rows).unwrap_err();
        assert!(!error.to_string().contains("010130"), "{error}");
        assert!(error.to_string().contains("line "), "{error}");
    }
}
