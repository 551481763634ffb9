//! How far an import has come.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use crate::records::{acts::MAX_BATCH, import::Progress};

/// Adds up what two officers have done at the same time.
pub struct Meter<'a> {
    progress: &'a dyn Progress,
    finished: AtomicUsize,
    lodged: AtomicUsize,
    approved: AtomicUsize,
}

impl<'a> Meter<'a> {
    /// Nothing is done yet.
    pub fn new(progress: &'a dyn Progress) -> Self {
        let [finished, lodged, approved] = [0; 3].map(AtomicUsize::new);
        Self { progress, finished, lodged, approved }
    }

    /// So many transactions are in, of those that lodge `rows`.
    pub fn lodged(&self, jobs: usize, rows: usize) {
        self.lodged.store(jobs.saturating_mul(MAX_BATCH).min(rows), Relaxed);
        self.show();
    }

    /// So many transactions are in, of those that approve `rows`.
    pub fn approved(&self, jobs: usize, rows: usize) {
        self.approved.store(jobs.saturating_mul(MAX_BATCH).min(rows), Relaxed);
        self.show();
    }

    /// So many rows more are lodged, or approved.
    pub fn finish(&self, rows: usize) {
        self.lodged.store(0, Relaxed);
        self.approved.store(0, Relaxed);
        self.finished.fetch_add(rows, Relaxed);
        self.show();
    }

    fn show(&self) {
        let all = [&self.finished, &self.lodged, &self.approved];
        let done: usize = all.iter().map(|it| it.load(Relaxed)).sum();
        self.progress.done(done as u64);
    }
}
