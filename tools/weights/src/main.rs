//! Measures what the calls of our own pallets cost, and writes the weight files of the runtime.
//!
//! `make weights` runs it. The benchmarks run in the runtime's wasm, as they do on the chain, on the
//! state of the `dev` preset in memory; the figures are those of the machine it runs on.

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
}

fn main() -> Result<()> {
    let args = Args::parse();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = match &args.output {
        Some(output) => output.clone(),
        None => here.join("../../runtime/src/weights").canonicalize()?,
    };
    let blob = blob::WASM_BINARY_PATH
        .context("the runtime was not built: run again without SKIP_WASM_BUILD")?;

    command(&args, Path::new(blob), &here.join("template.hbs"), &output)?
        .run_with_spec::<BlakeTwo256, ()>(None)
        .map_err(|error| anyhow!("the benchmarks failed: {error}"))?;
    if args.list {
        return Ok(());
    }
    format(&output)
}

/// The SDK's command, which selects, runs and evaluates the benchmarks.
fn command(args: &Args, blob: &Path, template: &Path, output: &Path) -> Result<PalletCmd> {
    let mut line = vec!["pallet".to_owned(), "--quiet".to_owned()];
    let mut add = |name: &str, value: &dyn ToString| {
        line.push(format!("--{name}"));
        line.push(value.to_string());
    };
    add("runtime", &blob.display());
    add("genesis-builder", &"runtime");
    add("genesis-builder-preset", &"dev");
    add("steps", &args.steps);
    add("repeat", &args.repeat);
    add("min-duration", &args.min_duration);
    add("template", &template.display());
    add("output", &output.display());
    add("extrinsic", &"*");
    let all = if args.pallets.is_empty() { "*".to_owned() } else { args.pallets.join(",") };
    add("pallet", &all);
    if args.list {
        line.push("--list".to_owned());
    }
    PalletCmd::try_parse_from(line).context("the SDK's command refuses its arguments")
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
