use super::*;

const AT_ONCE: Duration = Duration::ZERO;

fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_bare_file_name_is_one_in_this_directory() {
    assert!(sync_directory(Path::new("wallet.age")).is_ok());
    let nowhere = sync_directory(Path::new("/no/such/place/wallet.age")).unwrap_err();
    assert_eq!(nowhere.path, Path::new("/no/such/place"));
    assert_eq!(nowhere.cause.kind(), io::ErrorKind::NotFound);
}

#[test]
fn replacing_a_file_leaves_the_new_contents_and_nothing_else() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state");
    replace(&path, b"a longer first version").unwrap();
    replace(&path, b"second").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"second");
    assert_eq!(names(directory.path()), ["state"]);
}

#[test]
fn what_is_not_put_in_its_place_is_cleared_away_and_the_old_content_stays() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state");
    replace(&path, b"first").unwrap();
    drop(Staged::write(&path, b"second").unwrap());
    assert_eq!(fs::read(&path).unwrap(), b"first");
    assert_eq!(names(directory.path()), ["state"]);
}

#[test]
fn what_a_dead_process_left_is_not_in_the_way() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state");
    std::mem::forget(Staged::write(&path, b"half of a much longer state").unwrap());
    replace(&path, b"whole").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"whole");
    assert_eq!(names(directory.path()), ["state"]);
}

#[test]
fn a_new_file_takes_no_others_place() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("key");
    write_new(&path, b"one").unwrap();
    let refused = write_new(&path, b"two").unwrap_err();
    assert_eq!((refused.path, refused.cause.kind()), (path.clone(), io::ErrorKind::AlreadyExists));
    assert_eq!(fs::read(&path).unwrap(), b"one");
}

#[test]
fn one_has_the_right_to_write_at_a_time_and_it_outlasts_a_replacement() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state");
    let first = Lock::take(&path, AT_ONCE).unwrap();
    assert!(first.is_some());
    replace(&path, b"state").unwrap();
    assert!(Lock::take(&path, AT_ONCE).unwrap().is_none());
    assert!(Lock::take(&directory.path().join("other"), AT_ONCE).unwrap().is_some());
    drop(first);
    assert!(Lock::take(&path, AT_ONCE).unwrap().is_some());
}

#[test]
fn whoever_is_patient_gets_the_right_once_it_is_free() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state");
    let first = Lock::take(&path, AT_ONCE).unwrap();
    let waiting = thread::spawn({
        let path = path.clone();
        move || Lock::take(&path, Duration::from_secs(60)).unwrap().is_some()
    });
    thread::sleep(2 * LOCK_STEP);
    drop(first);
    assert!(waiting.join().unwrap());
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_what_is_made() {
    use std::os::unix::fs::PermissionsExt;

    let directory = tempfile::tempdir().unwrap();
    let within = directory.path().join("a/b");
    private_directory(&within).unwrap();
    let path = |name: &str| within.join(name);
    write_new(&path("new"), b"").unwrap();
    replace(&path("replaced"), b"").unwrap();
    open_or_create(&path("opened")).unwrap();
    let _lock = Lock::take(&path("new"), AT_ONCE).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&within), 0o700);
    let made = names(&within);
    assert_eq!(made.len(), 4);
    for name in made {
        assert_eq!(mode(&path(&name)), 0o600, "{name}");
    }
}
