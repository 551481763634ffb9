//! What time it is in benchmarks.

/// Sets the clock.
pub trait BenchmarkHelper {
    /// Makes it so many milliseconds after 1970-01-01 00:00 UTC.
    fn set_time(milliseconds: u64);
}

impl BenchmarkHelper for () {
    fn set_time(_: u64) {}
}
