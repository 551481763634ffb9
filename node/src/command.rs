//! Runs what the command line asks for.

use std::time::Duration;

use althing_runtime::opaque::Block;
use sc_cli::{Error, Result, RevertCmd, SharedParams, SubstrateCli};
use sc_client_api::HeaderBackend;
use sc_network::config::NetworkBackendType;

use crate::{
    cli::{Cli, Subcommand},
    database,
    engine::{instant, Engine},
    service::{Common, Settings},
};

/// After what time without a block a development chain seals one, unless the operator says.
const BLOCK_TIME: Duration = Duration::from_millis(1_000);

/// How many transactions the pool of a development chain holds at least; a tenth of it may wait for
/// one with a lower nonce.
const POOL_LIMIT: usize = 50_000;

/// How many kilobytes they may take up.
const POOL_KBYTES: usize = 100 * 1024;

/// Runs what the command line asks for.
pub fn run() -> Result<()> {
    let mut cli = Cli::from_args();
    let Some(subcommand) = cli.subcommand.take() else { return run_node(cli) };
    match subcommand {
        Subcommand::Key(command) => command.run(&cli),
        Subcommand::BuildSpec(command) => cli
            .create_runner(&command)?
            .sync_run(|config| command.run(config.chain_spec, config.network)),
        Subcommand::ExportChainSpec(command) => command.run(cli.load_spec(&command.chain)?),
        Subcommand::CheckBlock(command) => {
            let settings = settings(&cli, &command.shared_params);
            cli.create_runner(&command)?.async_run(|config| {
                let engine = Engine::of(&*config.chain_spec)?;
                let (common, queue) = engine.importer(&config, &settings)?;
                Ok((command.run(common.client, queue), common.tasks))
            })
        }
        Subcommand::ImportBlocks(command) => {
            let settings = settings(&cli, &command.shared_params);
            cli.create_runner(&command)?.async_run(|config| {
                let engine = Engine::of(&*config.chain_spec)?;
                let (common, queue) = engine.importer(&config, &settings)?;
                Ok((command.run(common.client, queue), common.tasks))
            })
        }
        Subcommand::ExportBlocks(command) => {
            let settings = settings(&cli, &command.shared_params);
            cli.create_runner(&command)?.async_run(|config| {
                let common = Common::new(&config, &settings)?;
                Ok((command.run(common.client, config.database), common.tasks))
            })
        }
        Subcommand::ExportState(command) => {
            let settings = settings(&cli, &command.shared_params);
            cli.create_runner(&command)?.async_run(|config| {
                let common = Common::new(&config, &settings)?;
                Ok((command.run(common.client, config.chain_spec), common.tasks))
            })
        }
        Subcommand::PurgeChain(command) => {
            cli.create_runner(&command)?.sync_run(|config| command.run(config.database))
        }
        Subcommand::Revert(command) => revert(&cli, command),
        Subcommand::ChainInfo(command) => {
            let settings = settings(&cli, &command.shared_params);
            cli.create_runner(&command)?.sync_run(|config| {
                drop(database::open_existing(&config, &settings).map_err(application)?);
                command.run::<Block>(&config)
            })
        }
    }
}

/// Runs the node itself.
fn run_node(mut cli: Cli) -> Result<()> {
    let settings = settings(&cli, &cli.run.shared_params);
    let spec = cli.load_spec(&settings.chain)?;
    let engine = Engine::of(&*spec)?;
    drop(spec);
    match engine {
        Engine::Instant => adapt_to_instant(&mut cli.run),
        Engine::AuraGrandpa if cli.block_time.is_some() => {
            return Err(Error::Input(format!(
                "--block-time is for development chains; on the chain `{}` the genesis decides \
                 how long a slot is",
                settings.chain
            )))
        }
        Engine::AuraGrandpa => {}
    }
    if cli.run.get_keyring().is_some() {
        // The keys of Alice and her friends are known to everybody; so may be the node's.
        cli.run.network_params.node_key_params.unsafe_force_node_key_generation = true;
    }
    cli.create_runner(&cli.run)?.run_node_until_exit(|config| async {
        if !matches!(config.network.network_backend, NetworkBackendType::Litep2p) {
            return Err(Error::Input("--network-backend: this node speaks litep2p only".into()));
        }
        engine.start(config, &settings).map_err(Error::Service)
    })
}

/// Makes the options fit for a chain that seals at once.
fn adapt_to_instant(run: &mut sc_cli::RunCmd) {
    // The fork-aware pool keeps a view a block. What arrives while it makes one can miss it, which a
    // block every few milliseconds turns from a delay into a loss. Here is but one fork.
    run.pool_config.pool_type = sc_cli::TransactionPoolType::SingleState;
    // What was refused may be good in the next instant.
    run.pool_config.tx_ban_seconds.get_or_insert(0);
    // Scripts send thousands at once, and not always in the order of their nonces.
    run.pool_config.pool_limit = run.pool_config.pool_limit.max(POOL_LIMIT);
    run.pool_config.pool_kbytes = run.pool_config.pool_kbytes.max(POOL_KBYTES);
    let filters =
        instant::QUIET.map(String::from).into_iter().chain(run.shared_params.log.drain(..));
    run.shared_params.log = filters.collect();
}

/// Removes the newest blocks, as far as they are not final.
fn revert(cli: &Cli, command: RevertCmd) -> Result<()> {
    let settings = settings(cli, &command.shared_params);
    let asked: u32 = command.num.parse()?;
    cli.create_runner(&command)?.async_run(|config| {
        let common = Common::new(&config, &settings)?;
        let info = common.client.info();
        let (best, last_final) = (info.best_number, info.finalized_number);
        if best == last_final {
            return Err(Error::Input(format!(
                "nothing was reverted: the newest block, #{best}, is final, and a final block \
                 cannot be reverted. To start the chain over, use purge-chain."
            )));
        }
        if asked > best.saturating_sub(last_final) {
            log::warn!(
                "Reverting to #{last_final} only, not by {asked} blocks: that one is final, and a \
                 final block cannot be reverted."
            );
        }
        let votes = Box::new(|client, _, blocks| {
            sc_consensus_grandpa::revert(client, blocks)?;
            Ok(())
        });
        Ok((command.run(common.client, common.backend, Some(votes)), common.tasks))
    })
}

fn settings(cli: &Cli, shared: &SharedParams) -> Settings {
    let chain = shared.chain_id(shared.is_dev());
    Settings {
        chain: if chain.is_empty() { "dev".into() } else { chain },
        block_time: cli.block_time.map_or(BLOCK_TIME, Duration::from_millis),
    }
}

fn application(error: database::Error) -> Error {
    Error::Application(Box::new(error))
}
