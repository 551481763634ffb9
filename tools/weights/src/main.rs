//! Measures what the calls of our own pallets cost, and writes the weight files of the runtime.
//!
//! `make weights` runs it; with `--scale` it measures how the size of a register matters, and prints
//! that. The benchmarks run in the runtime's wasm, as they do on the chain, on the
//! state of the `dev` preset in memory; the figures are those of the machine it runs on.

mod scale;

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{anyhow, bail, Context, Result};
use clap::Parser;
use frame_benchmarking_cli::PalletCmd;
use sp_runtime::traits::BlakeTwo256;

/// The runtime with its benchmarks.
#[allow(dead_code, reason = "the wasm builder writes more than is needed here")]
mod blob {
    include!(concat!(env!("OUT_DIR"), "/build/blob/wasm_binary.rs"));
}

/// Measures what calls cost, and writes the weight files of the runtime.
#[derive(Debug, Parser)]
#[command(name = "althing-weights")]
struct Args {
    /// The pallets to measure, by the names of their crates; all if none is given.
    pallets: Vec<String>,

    /// How many values of each variable are tried.
    #[arg(long, env = "WEIGHTS_STEPS", default_value_t = 50)]
    steps: u32,

    /// How often each of them is measured.
    #[arg(long, env = "WEIGHTS_REPEAT", default_value_t = 20)]
    repeat: u32,

    /// For how many seconds each benchmark runs at least.
    #[arg(long, env = "WEIGHTS_MIN_DURATION", default_value_t = 2)]
    min_duration: u64,

    /// Where the files go; the runtime's weights if not given.
    #[arg(long)]
    output: Option<PathBuf>,

    /// Lists the benchmarks instead of running them.
    #[arg(long)]
    list: bool,

    /// Prints what calls cost in registers of up to 100,000 records, and writes no weights.
    #[arg(long, conflicts_with_all = ["pallets", "list", "output"])]
    scale: bool,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let blob = blob::WASM_BINARY_PATH
        .context("the runtime was not built: run again without SKIP_WASM_BUILD")?;
    let blob = Path::new(blob);
    if args.scale {
        return scale::measure(blob, args.repeat);
    }
    let output = match &args.output {
        Some(output) => output.clone(),
        None => here.join("../../runtime/src/weights").canonicalize()?,
    };

    command(&args, blob, &here.join("template.hbs"), &output)?
        .run_with_spec::<BlakeTwo256, ()>(None)
        .map_err(|error| anyhow!("the benchmarks failed: {error}"))?;
    if args.list {
        return Ok(());
    }
    format(&output)
}

/// The SDK's command, which selects, runs and evaluates the benchmarks.
fn command(args: &Args, blob: &Path, template: &Path, output: &Path) -> Result<PalletCmd> {
    let all = if args.pallets.is_empty() { "*".to_owned() } else { args.pallets.join(",") };
    let line = Line::new(blob)
        .with("steps", args.steps)
        .with("repeat", args.repeat)
        .with("min-duration", args.min_duration)
        .with("template", template.display())
        .with("output", output.display())
        .with("extrinsic", "*")
        .with("pallet", all);
    if args.list { line.flag("list") } else { line }.parse()
}

/// A command line of the SDK's command.
struct Line(Vec<String>);

impl Line {
    /// One for the benchmarks of this runtime, on the state of the `dev` preset.
    fn new(blob: &Path) -> Self {
        Self(vec!["pallet".to_owned(), "--quiet".to_owned()])
            .with("runtime", blob.display())
            .with("genesis-builder", "runtime")
            .with("genesis-builder-preset", "dev")
    }

    /// The same with an option.
    fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.0.extend([format!("--{name}"), value.to_string()]);
        self
    }

    /// The same with an option that takes no value.
    fn flag(mut self, name: &str) -> Self {
        self.0.push(format!("--{name}"));
        self
    }

    /// What the command makes of it.
    fn parse(self) -> Result<PalletCmd> {
        PalletCmd::try_parse_from(self.0).context("the SDK's command refuses its arguments")
    }
}

/// Formats the weight files.
fn format(directory: &Path) -> Result<()> {
    let mut files = Vec::new();
    for entry in directory.read_dir()? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    let status = Command::new("rustfmt").args(["--edition", "2021"]).args(&files).status()?;
    if !status.success() {
        bail!("rustfmt failed on {}", directory.display());
    }
    Ok(())
}
