//! The command line.

use std::path::PathBuf;

use sc_cli::SubstrateCli;

use crate::chain_spec::{self, Preset};

/// What can be said on the command line.
#[derive(Debug, clap::Parser)]
pub struct Cli {
    /// What to do instead of running a node.
    #[command(subcommand)]
    pub subcommand: Option<Subcommand>,

    /// How to run the node.
    #[clap(flatten)]
    pub run: sc_cli::RunCmd,

    /// Seal a block after this many milliseconds without one (development chains only).
    ///
    /// Transactions do not wait for it: they are sealed as soon as they arrive. The default is
    /// 1000.
    #[arg(
        long,
        value_name = "MILLISECONDS",
        value_parser = clap::value_parser!(u64).range(10..=3_600_000),
    )]
    pub block_time: Option<u64>,
}

/// What the node can do beside running.
#[derive(Debug, clap::Subcommand)]
#[allow(clippy::large_enum_variant)]
pub enum Subcommand {
    /// Generate, inspect and store keys.
    #[command(subcommand)]
    Key(sc_cli::KeySubcommand),

    /// Write out a chain specification, to be edited or given to `--chain`.
    BuildSpec(sc_cli::BuildSpecCmd),

    /// Write out a chain specification, as it is, to a file.
    ExportChainSpec(sc_cli::ExportChainSpecCmd),

    /// Execute a stored block again and compare the outcome.
    CheckBlock(sc_cli::CheckBlockCmd),

    /// Write stored blocks to a file.
    ExportBlocks(sc_cli::ExportBlocksCmd),

    /// Import blocks from a file.
    ImportBlocks(sc_cli::ImportBlocksCmd),

    /// Write out a chain specification that starts from the state of a stored block.
    ExportState(sc_cli::ExportStateCmd),

    /// Remove the database of a chain.
    PurgeChain(sc_cli::PurgeChainCmd),

    /// Remove the newest blocks, never past the last final one.
    ///
    /// What is final stays final: at most the blocks after the last final one are removed, however
    /// many are asked for. On a development chain every block is final at once, so there it cannot
    /// remove anything.
    Revert(sc_cli::RevertCmd),

    /// Show the best, the last final and the first block of the database, as JSON.
    ChainInfo(sc_cli::ChainInfoCmd),
}

impl SubstrateCli for Cli {
    fn impl_name() -> String {
        "Althing Node".into()
    }

    fn impl_version() -> String {
        env!("SUBSTRATE_CLI_IMPL_VERSION").into()
    }

    fn executable_name() -> String {
        env!("CARGO_PKG_NAME").into()
    }

    fn description() -> String {
        concat!(
            env!("CARGO_PKG_DESCRIPTION"),
            ".\n\n`--chain` names a preset (dev, solo, local) or the file of a chain specification; ",
            "it is `dev` if left out. The chain specification decides how blocks come about.\n\n",
            "  dev    one node; seals transactions as they arrive, keeps its state between runs\n",
            "  solo   one validator (start it with --alice), Aura and GRANDPA\n",
            "  local  four validators (--alice, --bob, --charlie, --dave), Aura and GRANDPA\n\n",
            "`--dev` stands for `--chain dev --tmp`: its state is gone when it stops.",
        )
        .into()
    }

    fn author() -> String {
        env!("CARGO_PKG_AUTHORS").into()
    }

    fn support_url() -> String {
        concat!(env!("CARGO_PKG_REPOSITORY"), "/issues").into()
    }

    fn copyright_start_year() -> i32 {
        2026
    }

    fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
        let spec = match Preset::by_name(id) {
            Some(preset) => chain_spec::of_preset(preset)?,
            None => chain_spec::from_file(PathBuf::from(id))?,
        };
        Ok(Box::new(spec))
    }
}
