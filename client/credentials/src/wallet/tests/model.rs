//! Any order of doings, against a plain list of what the vault should hold.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// What can be done with a vault of records.
#[derive(Clone, Debug)]
enum Doing {
    Insert,
    Backup,
    BackupAway,
    Rotate,
    Erase(prop::sample::Index, usize),
    Restore(prop::sample::Index),
}

fn doing() -> impl Strategy<Value = Doing> {
    prop_oneof![
        2 => Just(Doing::Insert),
        2 => Just(Doing::Backup),
        2 => Just(Doing::BackupAway),
        2 => Just(Doing::Rotate),
        3 => (any::<prop::sample::Index>(), 0..3usize).prop_map(|(at, which)| Doing::Erase(at, which)),
        2 => any::<prop::sample::Index>().prop_map(Doing::Restore),
    ]
}

/// A vault, its files, and what should be in it.
struct World {
    directory: tempfile::TempDir,
    key: VaultKey,
    vault: Vault<Records>,
    /// The disclosures of every record there ever was, by the subject's number, without the erased.
    ever: BTreeMap<u8, Vec<String>>,
    /// The subjects whose records the vault should hold: a restored backup may lack the newest.
    held: BTreeSet<u8>,
    erased: BTreeMap<ClaimDigest, String>,
    /// Backups under the paths that the vault knows.
    backups: Vec<PathBuf>,
    /// Backups that were moved.
    away: Vec<PathBuf>,
    clock: u64,
}

fn new_world() -> World {
    let (directory, path) = place();
    // A key takes less time than a passphrase, and what happens to the files is the same.
    let key = VaultKey::generate();
    let vault = Vault::create(&path, key.clone(), Records::default()).unwrap();
    let (ever, held, erased) = Default::default();
    World { directory, key, vault, ever, held, erased, backups: vec![], away: vec![], clock: NOW }
}

fn disclosures(entry: &Entry) -> Vec<String> {
    entry.claims.open().iter().map(|claim| claim.disclosure().encoded().to_owned()).collect()
}

impl World {
    fn file(&self, kind: &str) -> PathBuf {
        self.directory.path().join(format!("{kind}-{}", self.clock))
    }

    fn act(&mut self, doing: Doing) {
        self.clock += 1;
        match doing {
            Doing::Insert => {
                let subject = self.ever.len() as u8 + 1;
                let new = record(subject);
                self.held.insert(subject);
                self.ever.insert(subject, disclosures(&new.entry));
                self.vault.update(|records| records.insert([new])).unwrap();
            }
            Doing::Backup => {
                let path = self.file("copy");
                self.vault.backup(&path, self.clock).unwrap();
                self.backups.push(path);
            }
            Doing::BackupAway => {
                let (path, away) = (self.file("moved"), self.file("away"));
                self.vault.backup(&path, self.clock).unwrap();
                fs::rename(&path, &away).unwrap();
                self.away.push(away);
            }
            Doing::Rotate => {
                let directory = self.directory.path().join("rotated");
                self.vault.rotate(&directory, 2.try_into().unwrap(), self.clock).unwrap();
            }
            Doing::Erase(at, which) => self.erase(at, which),
            Doing::Restore(at) => self.restore(at),
        }
    }

    fn erase(&mut self, at: prop::sample::Index, which: usize) {
        if self.held.is_empty() {
            return;
        }
        let subject = *self.held.iter().nth(at.index(self.held.len())).unwrap();
        let entry = &self.vault.content().get(&slot(subject, 1)).unwrap().entry;
        let Some(claim) = entry.claims.open().get(which).cloned() else { return };
        let erasure = self.vault.erase(&BTreeSet::from([claim.digest()])).unwrap();
        assert_eq!(erasure.claims, 1);
        let encoded = claim.disclosure().encoded().to_owned();
        self.ever.get_mut(&subject).unwrap().retain(|one| *one != encoded);
        self.erased.insert(claim.digest(), encoded);
    }

    /// The vault is lost, and a backup comes back at another path.
    fn restore(&mut self, at: prop::sample::Index) {
        let Some(newest) = self.backups.last().cloned() else { return };
        let from = if self.away.is_empty() { newest } else { at.get(&self.away).clone() };
        let to = self.file("vault");
        fs::remove_file(self.vault.path()).unwrap();
        let erased = self.erased.keys().copied().collect();
        self.vault = Vault::restore(&from, &to, self.key.clone(), &erased).unwrap();
        let content = self.vault.content();
        self.held = content.iter().map(|record| record.entry.slot.subject[0]).collect();
        // What was made after that backup is not known to the vault that comes back.
        let known: Vec<PathBuf> =
            self.vault.copies().iter().map(|copy| copy.path.clone()).collect();
        let (backups, unknown) =
            self.backups.drain(..).partition::<Vec<_>, _>(|path| known.contains(path));
        self.backups = backups;
        self.away.extend(unknown);
    }

    fn check(&self) {
        let opened = Vault::<Records>::open(self.vault.path(), self.key.clone()).unwrap();
        assert_eq!(opened.content().len(), self.held.len());
        for subject in &self.held {
            let entry = &opened.content().get(&slot(*subject, 1)).unwrap().entry;
            assert_eq!(disclosures(entry), self.ever[subject]);
            entry.check_commitment().unwrap();
        }
        let rotated = self.directory.path().join("rotated");
        let rotated = fs::read_dir(rotated).into_iter().flatten().map(|file| file.unwrap().path());
        let known = self.vault.rotations().iter().any(|one| one.ends_with("rotated"));
        let reachable = rotated.filter(|_| known).chain(self.backups.iter().cloned());
        let erased: Vec<Secret> = self.erased.values().map(Secret::new).collect();
        for path in reachable.chain([self.vault.path().to_owned()]) {
            let holds = vault::still_holds(&path, &self.key, &erased).unwrap();
            assert!(!holds, "{}", path.display());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_done_the_erased_is_gone_and_the_rest_is_there(
        doings in prop::collection::vec(doing(), 4..24),
    ) {
        let mut world = new_world();
        for doing in doings {
            world.act(doing);
            world.check();
        }
    }
}
