use std::num::NonZeroUsize;

use super::*;

const TWO: NonZeroUsize = NonZeroUsize::MIN.saturating_add(1);

/// A vault of records, and the salt and the disclosure of the first subject's name.
struct Kept {
    directory: tempfile::TempDir,
    path: PathBuf,
    vault: Vault<Records>,
    name: BTreeSet<ClaimDigest>,
    disclosure: String,
}

fn kept() -> Kept {
    let (directory, path) = place();
    let vault = Vault::create(&path, key(), records()).unwrap();
    let entry = &vault.content().get(&slot(1, 1)).unwrap().entry;
    let name = digests(entry, &["name"]);
    let disclosure = claim(entry, "name").disclosure().encoded().to_owned();
    Kept { directory, path, vault, name, disclosure }
}

fn nothing() -> BTreeSet<ClaimDigest> {
    BTreeSet::new()
}

fn files(directory: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(directory).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn a_backup_restored_elsewhere_opens_with_the_same_content() {
    let (directory, path) = place();
    let mut vault = Vault::create(&path, key(), wallet()).unwrap();
    vault.update(|wallet| wallet.add_purpose("work", purpose(2))).unwrap();
    let copy = directory.path().join("copy");
    vault.backup(&copy, NOW).unwrap();
    fs::remove_file(&path).unwrap();

    let other_machine = tempfile::tempdir().unwrap();
    let there = other_machine.path().join("wallet");
    let mut restored = Vault::<Wallet>::restore(&copy, &there, key(), &nothing()).unwrap();
    assert_eq!(restored.content(), vault.content());
    assert_eq!(Vault::<Wallet>::open(&there, key()).unwrap().content(), vault.content());
    // It is a vault like any other.
    restored.update(|wallet| wallet.keep_receipt("1", "r")).unwrap();
}

#[test]
fn a_backup_for_another_key_opens_with_that_key_only() {
    let mut kept = kept();
    let copy = kept.directory.path().join("copy");
    let safe = VaultKey::generate();
    kept.vault.backup_for(&copy, &safe, NOW).unwrap();
    assert!(matches!(Vault::<Records>::open(&copy, key()), Err(VaultError::NeedsKey(_))));
    let there = kept.directory.path().join("there");
    let restored = Vault::<Records>::restore(&copy, &there, safe, &nothing()).unwrap();
    assert_eq!(restored.content().len(), 2);
}

#[test]
fn a_damaged_backup_is_not_restored() {
    let mut kept = kept();
    let copy = kept.directory.path().join("copy");
    let there = kept.directory.path().join("there");
    kept.vault.backup(&copy, NOW).unwrap();
    let mut bytes = fs::read(&copy).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::write(&copy, &bytes).unwrap();
    let refused = Vault::<Records>::restore(&copy, &there, key(), &nothing()).unwrap_err();
    assert!(matches!(refused, VaultError::Damaged(_)), "{refused}");
    assert!(!there.exists());
}

#[test]
fn nothing_is_written_over_by_a_backup_or_a_restore() {
    let mut kept = kept();
    let copy = kept.directory.path().join("copy");
    kept.vault.backup(&copy, NOW).unwrap();
    let before = fs::read(&copy).unwrap();
    assert!(matches!(kept.vault.backup(&copy, NOW), Err(VaultError::Exists(_))));
    assert_eq!(fs::read(&copy).unwrap(), before);

    let present = fs::read(&kept.path).unwrap();
    let refused = Vault::<Records>::restore(&copy, &kept.path, key(), &nothing()).unwrap_err();
    assert!(matches!(refused, VaultError::Exists(_)), "{refused}");
    assert_eq!(fs::read(&kept.path).unwrap(), present);
}

#[test]
fn rotation_keeps_the_newest_and_touches_nothing_else() {
    let mut kept = kept();
    let rotated = kept.directory.path().join("rotated");
    fs::create_dir(&rotated).unwrap();
    fs::write(rotated.join("notes.vault"), "mine").unwrap();
    let mut made = Vec::new();
    for turn in 0..4 {
        kept.vault.update(|records| records.insert([record(10 + turn)])).unwrap();
        made.push(kept.vault.rotate(&rotated, TWO, NOW + u64::from(turn)).unwrap());
    }
    let expected: Vec<PathBuf> = made[2..].iter().map(|copy| copy.path.clone()).collect();
    let mut present = files(&rotated);
    present.retain(|path| !path.ends_with("notes.vault"));
    assert_eq!(present, expected);
    assert_eq!(fs::read(rotated.join("notes.vault")).unwrap(), b"mine");
    let newest = Vault::<Records>::open(&expected[1], key()).unwrap();
    assert_eq!(newest.content().len(), kept.vault.content().len());

    // Without a change there is nothing to back up, and no older state is pushed out.
    kept.vault.rotate(&rotated, TWO, NOW + 100).unwrap();
    assert_eq!(files(&rotated).len(), 3);
}

#[test]
fn an_erased_claim_is_gone_from_the_vault_and_its_backups() {
    let mut kept = kept();
    let copy = kept.directory.path().join("copy");
    let rotated = kept.directory.path().join("rotated");
    kept.vault.backup(&copy, NOW).unwrap();
    kept.vault.rotate(&rotated, TWO, NOW).unwrap();
    kept.vault.update(|records| records.insert([record(3)])).unwrap();
    kept.vault.rotate(&rotated, TWO, NOW + 1).unwrap();
    let mut all = files(&rotated);
    all.extend([copy.clone(), kept.path.clone()]);
    assert_eq!(all.len(), 4);
    for path in &all {
        assert!(plaintext_has(path, &kept.disclosure), "{}", path.display());
    }

    let erasure = kept.vault.erase(&kept.name).unwrap();
    assert_eq!((erasure.claims, erasure.cleaned.len(), erasure.left.len()), (1, 3, 0));
    for path in &all {
        assert!(!plaintext_has(path, &kept.disclosure), "{}", path.display());
        let opened = Vault::<Records>::open(path, key()).unwrap();
        let entry = &opened.content().get(&slot(1, 1)).unwrap().entry;
        let names: Vec<&str> = entry.claims.open().iter().map(Claim::name).collect();
        assert_eq!(names, ["born", "age_over_18"]);
        assert_eq!(opened.content().get(&slot(2, 1)).unwrap().entry.claims.open().len(), 3);
    }
}

#[test]
fn what_is_left_after_an_erasure_is_proved_as_before() {
    let mut kept = kept();
    let before = kept.vault.content().get(&slot(1, 1)).unwrap().entry.clone();
    kept.vault.erase(&kept.name).unwrap();
    let entry = &kept.vault.content().get(&slot(1, 1)).unwrap().entry;
    let claims = entry.claims.to_set().unwrap();
    claims.prove("born").unwrap().verify(&before.facts.commitment).unwrap();
    assert!(claims.prove("name").is_err());
    entry.check_commitment().unwrap();
    // The token lost the same disclosure and nothing else.
    let token = entry.token.as_ref().unwrap().expose();
    let expected = before.token.unwrap().expose().replace(&format!("{}~", kept.disclosure), "");
    assert_eq!(token, expected);
    assert_eq!(entry.sd_jwt().unwrap().unwrap().disclosures().len(), 2);
}

#[test]
fn a_token_goes_with_the_last_claim() {
    let mut kept = kept();
    let entry = kept.vault.content().get(&slot(1, 1)).unwrap().entry.clone();
    kept.vault.erase(&entry.claims.open_digests()).unwrap();
    let left = &kept.vault.content().get(&slot(1, 1)).unwrap().entry;
    assert!(left.claims.open().is_empty() && left.token.is_none());
    assert_eq!(left.claims.digests(), entry.claims.digests());
    assert_eq!(left.facts, entry.facts);
}

#[test]
fn backups_that_cannot_be_reached_are_named_and_keep_what_was_erased() {
    let mut kept = kept();
    let at = |name: &str| kept.directory.path().join(name);
    let (moved, safe, away, broken) = (at("moved"), at("safe"), at("away"), at("broken"));
    let taken = at("taken");
    kept.vault.backup(&moved, NOW).unwrap();
    kept.vault.backup_for(&safe, &VaultKey::generate(), NOW).unwrap();
    kept.vault.rotate(&away, TWO, NOW).unwrap();
    kept.vault.backup(&broken, NOW).unwrap();
    fs::rename(&moved, &taken).unwrap();
    fs::remove_dir_all(&away).unwrap();
    fs::write(&broken, &fs::read(&broken).unwrap()[..100]).unwrap();

    let erasure = kept.vault.erase(&kept.name).unwrap();
    assert_eq!(erasure.claims, 1);
    let left: Vec<(&Path, &WhyLeft)> =
        erasure.left.iter().map(|one| (one.path.as_path(), &one.why)).collect();
    assert_eq!(left.len(), 4, "{left:?}");
    assert_eq!(left[0], (moved.as_path(), &WhyLeft::NotThere));
    assert_eq!(left[1], (safe.as_path(), &WhyLeft::OtherKey));
    assert!(left[2].0 == broken && matches!(left[2].1, WhyLeft::Failed(_)), "{left:?}");
    assert_eq!(left[3], (away.as_path(), &WhyLeft::NotThere));
    assert!(plaintext_has(&taken, &kept.disclosure), "a copy that was moved keeps it");

    // Once they are destroyed, they are forgotten, and nothing is left.
    for path in [&moved, &safe, &away, &broken] {
        assert!(kept.vault.forget(path).unwrap(), "{}", path.display());
    }
    assert!(!kept.vault.forget(&moved).unwrap());
    assert_eq!(kept.vault.erase(&kept.name).unwrap(), Erasure::default());
}

#[test]
fn a_restored_backup_does_not_bring_back_what_was_erased() {
    let mut kept = kept();
    let (copy, taken) = (kept.directory.path().join("copy"), kept.directory.path().join("taken"));
    kept.vault.backup(&copy, NOW).unwrap();
    fs::rename(&copy, &taken).unwrap();
    kept.vault.erase(&kept.name).unwrap();

    let there = kept.directory.path().join("there");
    let restored = Vault::<Records>::restore(&taken, &there, key(), &kept.name).unwrap();
    assert!(!plaintext_has(&there, &kept.disclosure));
    assert_eq!(
        restored.content().get(&slot(1, 1)).unwrap(),
        kept.vault.content().get(&slot(1, 1)).unwrap()
    );
}

#[test]
fn backups_made_after_the_one_that_was_restored_are_cleaned_too() {
    let mut kept = kept();
    let rotated = kept.directory.path().join("rotated");
    let first = kept.vault.rotate(&rotated, TWO, NOW).unwrap().path;
    kept.vault.update(|records| records.insert([record(3)])).unwrap();
    let second = kept.vault.rotate(&rotated, TWO, NOW + 1).unwrap().path;

    let there = kept.directory.path().join("there");
    let mut restored = Vault::<Records>::restore(&first, &there, key(), &nothing()).unwrap();
    let erasure = restored.erase(&kept.name).unwrap();
    assert_eq!(erasure.cleaned, [first, second.clone()]);
    assert!(!plaintext_has(&second, &kept.disclosure));
}

#[test]
fn a_backup_that_comes_back_into_reach_loses_what_was_erased_meanwhile() {
    let mut kept = kept();
    let (copy, away) = (kept.directory.path().join("copy"), kept.directory.path().join("away"));
    kept.vault.backup(&copy, NOW).unwrap();
    fs::rename(&copy, &away).unwrap();
    kept.vault.erase(&kept.name).unwrap();
    fs::rename(&away, &copy).unwrap();

    let another = digests(&kept.vault.content().get(&slot(2, 1)).unwrap().entry, &["born"]);
    let erasure = kept.vault.erase(&another).unwrap();
    assert_eq!((erasure.claims, &erasure.cleaned[..]), (1, &[copy.clone()][..]));
    assert!(!plaintext_has(&copy, &kept.disclosure));
}

#[test]
fn backups_of_an_earlier_life_lose_what_was_erased_when_their_directory_is_used_again() {
    let mut kept = kept();
    let rotated = kept.directory.path().join("rotated");
    let first = kept.directory.path().join("first");
    kept.vault.backup(&first, NOW).unwrap();
    let old = kept.vault.rotate(&rotated, TWO, NOW).unwrap().path;
    assert!(plaintext_has(&old, &kept.disclosure));

    // The backup that is restored knows nothing of the directory.
    let there = kept.directory.path().join("there");
    let mut restored = Vault::<Records>::restore(&first, &there, key(), &nothing()).unwrap();
    assert!(restored.erase(&kept.name).unwrap().cleaned.contains(&first));
    let new = restored.rotate(&rotated, TWO, NOW + 1).unwrap().path;
    assert_eq!(files(&rotated), [old.clone(), new]);
    assert!(!plaintext_has(&old, &kept.disclosure));
}

#[test]
fn a_backup_of_an_earlier_life_with_the_same_revision_does_not_pass_for_the_present_one() {
    let mut kept = kept();
    let rotated = kept.directory.path().join("rotated");
    let first = kept.vault.rotate(&rotated, TWO, NOW).unwrap().path;
    kept.vault.update(|records| records.insert([record(3)])).unwrap();
    kept.vault.rotate(&rotated, TWO, NOW + 1).unwrap();

    let there = kept.directory.path().join("there");
    let mut restored = Vault::<Records>::restore(&first, &there, key(), &nothing()).unwrap();
    restored.update(|records| records.insert([record(4)])).unwrap();
    assert_eq!(restored.revision(), kept.vault.revision());
    let newest = restored.rotate(&rotated, TWO, NOW + 2).unwrap().path;
    let opened = Vault::<Records>::open(&newest, key()).unwrap();
    assert!(opened.content().get(&slot(4, 1)).is_some());
}

#[test]
fn half_written_backups_are_cleared_up_by_an_erasure() {
    let mut kept = kept();
    let rotated = kept.directory.path().join("rotated");
    let copy = kept.directory.path().join("copy");
    let newest = kept.vault.rotate(&rotated, TWO, NOW).unwrap().path;
    kept.vault.backup(&copy, NOW).unwrap();
    let name = newest.file_name().unwrap().to_str().unwrap();
    let halves = [
        rotated.join(format!(".{name}.tmp")),
        kept.directory.path().join(".copy.tmp"),
        kept.directory.path().join(".vault.tmp"),
    ];
    for half in &halves {
        fs::copy(&newest, half).unwrap();
    }
    // A backup that never got further than this.
    let (never, half) =
        (kept.directory.path().join("never"), kept.directory.path().join(".never.tmp"));
    kept.vault.backup(&never, NOW).unwrap();
    fs::rename(&never, &half).unwrap();

    kept.vault.erase(&kept.name).unwrap();
    for half in halves.iter().chain([&half]) {
        assert!(!half.exists(), "{}", half.display());
    }
}

/// Says that it erases, and does not.
#[derive(Clone, serde::Deserialize, serde::Serialize)]
struct Liar(Entry);

impl Content for Liar {
    const KIND: &'static str = "a liar's promises";

    fn secrets(&self, digests: &BTreeSet<ClaimDigest>) -> Vec<Secret> {
        self.0.secrets(digests)
    }

    fn erase(&mut self, digests: &BTreeSet<ClaimDigest>) -> usize {
        digests.len()
    }
}

#[test]
fn an_erasure_that_leaves_the_secret_in_the_file_fails() {
    let (directory, path) = place();
    let entry = entry(slot(1, 1));
    let name = digests(&entry, &["name"]);
    let mut vault = Vault::create(&path, key(), Liar(entry)).unwrap();
    let refused = vault.erase(&name).unwrap_err();
    assert!(matches!(&refused, VaultError::StillThere(at) if *at == vault.path()), "{refused}");

    let copy = directory.path().join("copy");
    vault.backup(&copy, NOW).unwrap();
    let left = vault.erase_from_copies(&name).left;
    assert!(matches!(&left[..], [CopyLeft { path, why: WhyLeft::Failed(_) }] if *path == copy));
}
