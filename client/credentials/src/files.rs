//! Files that only their owner can read, that hold either the old content or the new one, whole, and
//! that one process writes at a time.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

/// How long to wait between two looks at a lock.
const LOCK_STEP: Duration = Duration::from_millis(20);

/// The file system refuses.
#[derive(Debug)]
pub(crate) struct FileError {
    /// The file or directory.
    pub path: PathBuf,
    /// What the file system says.
    pub cause: io::Error,
}

/// The result of what is done to files.
pub(crate) type Result<T, E = FileError> = std::result::Result<T, E>;

/// Says of which file it is that the file system refuses.
fn of(path: &Path) -> impl FnOnce(io::Error) -> FileError + '_ {
    move |cause| FileError { path: path.to_owned(), cause }
}

/// The right to write one file, which one process (and one thread) has at a time.
///
/// It is a lock on another file beside it, since the file itself is replaced by others. The lock file
/// stays: deleting it would let two processes lock two files of the same name.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for the right to write `target`, at most `patience`; none if another one has it still.
    pub(crate) fn take(target: &Path, patience: Duration) -> Result<Option<Self>> {
        let path = beside(target, "", ".lock");
        let file = owner_only(OpenOptions::new().create(true).truncate(false).write(true))
            .open(&path)
            .map_err(of(&path))?;
        Ok(lock(&file, &path, patience)?.then_some(Self { _file: file }))
    }
}

/// Keeps other processes out of `file` until it is closed. Waits for that at most `patience`, and says
/// whether it has succeeded.
///
/// It is an advisory lock of the operating system, so it ends with the process, however that ends.
pub(crate) fn lock(file: &File, path: &Path, patience: Duration) -> Result<bool> {
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) if start.elapsed() < patience => thread::sleep(LOCK_STEP),
            Err(TryLockError::WouldBlock) => return Ok(false),
            Err(TryLockError::Error(cause)) => return Err(of(path)(cause)),
        }
    }
}

/// A file's new content, on disk beside it and not yet in its place.
#[derive(Debug)]
pub(crate) struct Staged {
    temporary: PathBuf,
    target: PathBuf,
}

impl Staged {
    /// Writes `bytes` beside `target`, down to the disk. The caller holds the lock, so what is
    /// there under the temporary name was left by a process that died, and goes.
    pub(crate) fn write(target: &Path, bytes: &[u8]) -> Result<Self> {
        discard_stale(target)?;
        let staged = Self { temporary: temporary(target), target: target.to_owned() };
        write_new(&staged.temporary, bytes)?;
        Ok(staged)
    }

    /// Puts the new content in the file's place: whoever reads finds the old one or the new one.
    pub(crate) fn commit(self) -> Result<()> {
        fs::rename(&self.temporary, &self.target).map_err(of(&self.target))?;
        sync_directory(&self.target)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // After a commit there is nothing under that name.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// Replaces `target`'s content, or creates it: after a crash it holds what it held before or all of
/// `bytes`. The caller keeps other writers out.
pub(crate) fn replace(target: &Path, bytes: &[u8]) -> Result<()> {
    Staged::write(target, bytes)?.commit()
}

/// Removes what a process that died left under `target`'s temporary name.
pub(crate) fn discard_stale(target: &Path) -> Result<()> {
    remove(&temporary(target))
}

/// Removes a file, unless there is none.
pub(crate) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(of(path)(cause)),
        _ => Ok(()),
    }
}

/// Writes a new file that only its owner can read, down to the disk. Fails if there is one.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file =
        owner_only(OpenOptions::new().create_new(true).write(true)).open(path).map_err(of(path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(of(path))?;
    sync_directory(path)
}

/// Opens a file for reading and writing, or creates it readable by its owner only.
pub(crate) fn open_or_create(path: &Path) -> Result<File> {
    owner_only(OpenOptions::new().read(true).write(true).create(true).truncate(false))
        .open(path)
        .map_err(of(path))
}

/// Creates a directory that only its owner can enter, unless there is one.
pub(crate) fn private_directory(path: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(of(path))
}

/// Makes what was created or renamed in `path`'s directory last through a loss of power.
pub(crate) fn sync_directory(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        let directory = directory_of(path);
        File::open(directory).and_then(|opened| opened.sync_all()).map_err(of(directory))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// The directory that a path leads to; a bare file name is one in this directory.
pub(crate) fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Where `target`'s new content is written first.
fn temporary(target: &Path) -> PathBuf {
    beside(target, ".", ".tmp")
}

/// The path in the same directory with something before and after the file's name.
fn beside(target: &Path, before: &str, after: &str) -> PathBuf {
    let mut name = OsString::from(before);
    name.push(target.file_name().unwrap_or_default());
    name.push(after);
    target.with_file_name(name)
}

/// Makes the files that `options` create readable and writable for their owner only.
fn owner_only(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

#[cfg(test)]
mod tests;
