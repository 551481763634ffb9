//! Measures whether what calls cost depends on how many records a register has, and how many versions
//! a record.
//!
//! The benchmarks that `make weights` leaves out prepare registers of 10, 1,000 and 100,000 records, and
//! records of 1, 10 and 1,000 versions, in the trie and database that all benchmarks run on. The results
//! are printed as a table of docs/benchmarks.md: `cargo run --release -p althing-weights -- --scale`.

use std::{fs, path::Path};

use anyhow::{anyhow, Context, Result};
use frame_benchmarking::{BenchmarkBatchSplitResults, BenchmarkResult};
use frame_benchmarking_cli::PalletCmd;
use frame_support::weights::constants::RocksDbWeight;
use sp_runtime::traits::BlakeTwo256;

use crate::Line;

/// The benchmarks, and what they measure of what.
const MEASURED: [(&str, &str, &str); 9] = [
    ("scale_lodge", "lodge a transfer", "records"),
    ("scale_transfer", "approve and complete it", "records"),
    ("scale_said_on", "what was said today", "records"),
    ("scale_known_on", "what is known of today", "records"),
    ("versions_lodge", "lodge a transfer", "versions"),
    ("versions_transfer", "approve and complete it", "versions"),
    ("versions_said_on", "what was said on the first day", "versions"),
    ("versions_known_now", "what is known of today", "versions"),
    ("versions_known_then", "what is known of the first day", "versions"),
];

/// How many sizes are tried of each: the smallest, one in the middle, and the largest.
const SIZES: u32 = 3;

/// Runs the benchmarks, each `repeat` times, and prints the table.
pub fn measure(blob: &Path, repeat: u32) -> Result<()> {
    let results = std::env::temp_dir().join(format!("althing-scale-{}.json", std::process::id()));
    let names: Vec<_> = MEASURED.iter().map(|(name, ..)| *name).collect();
    let command = Line::new(blob)
        .with("pallet", "pallet_records")
        .with("extrinsic", names.join(","))
        .with("steps", SIZES)
        .with("repeat", repeat)
        .with("min-duration", 0)
        .with("json-file", results.display())
        .flag("extra")
        .flag("no-verify")
        .parse()?;
    let table = run(&command, &results);
    let _ = fs::remove_file(&results);
    print!("{}", table?);
    Ok(())
}

/// Runs the benchmarks, and makes a table of what they leave in a file.
fn run(command: &PalletCmd, results: &Path) -> Result<String> {
    command
        .run_with_spec::<BlakeTwo256, ()>(None)
        .map_err(|error| anyhow!("the benchmarks failed: {error}"))?;
    let batches: Vec<BenchmarkBatchSplitResults> =
        serde_json::from_slice(&fs::read(results)?).context("the results cannot be read")?;
    let mut table =
        "| what | of | reads | writes | time | with the database | proof |\n".to_owned();
    table += "|---|---|---|---|---|---|---|\n";
    for (name, what, of) in MEASURED {
        let batch = batches.iter().find(|batch| batch.benchmark == name.as_bytes());
        let batch = batch.with_context(|| format!("{name} was not measured"))?;
        table += &rows(what, of, batch)?;
    }
    Ok(table)
}

/// The rows of one benchmark, one a size.
fn rows(what: &str, of: &str, batch: &BenchmarkBatchSplitResults) -> Result<String> {
    let mut exponents: Vec<_> = batch.db_results.iter().map(exponent).collect();
    exponents.sort_unstable();
    exponents.dedup();
    let mut rows = String::new();
    for e in exponents {
        let of_size = |result: &&BenchmarkResult| exponent(result) == e;
        let counts = batch.db_results.iter().find(of_size).context("nothing was counted")?;
        let times = batch.time_results.iter().filter(of_size);
        let time = median(times.map(|result| result.extrinsic_time).collect());
        let (reads, writes) = (counts.reads, counts.writes);
        let database = RocksDbWeight::get().reads_writes(reads.into(), writes.into());
        let whole = time + u128::from(database.ref_time()) / 1_000;
        let of = if e == 0 { of.trim_end_matches('s') } else { of };
        rows += &format!(
            "| {what} | {} {of} | {} | {writes} | {} µs | {} µs | {} bytes |\n",
            grouped(10_u128.pow(e)),
            grouped(reads.into()),
            grouped(time / 1_000),
            grouped(whole / 1_000),
            grouped(counts.proof_size.into()),
        );
    }
    Ok(rows)
}

/// The size is 10 to the power of this.
fn exponent(result: &BenchmarkResult) -> u32 {
    result.components.first().map(|(_, exponent)| *exponent).unwrap_or_default()
}

/// The value in the middle.
fn median(mut values: Vec<u128>) -> u128 {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// A number with its digits in groups of three.
fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
