//! One node seals a block as soon as transactions arrive, and finalizes it itself. No keys, no
//! peers, no votes: for development and tests.

pub mod clock;
pub mod sealer;

use std::net::Ipv4Addr;

use sc_client_api::HeaderBackend;
use sc_consensus::{BasicQueue, BlockImportParams, ForkChoiceStrategy, Verifier};
use sc_network::{
    config::{NetworkConfiguration, NonReservedPeerMode, SyncMode, TransportConfig},
    multiaddr::Protocol,
    Multiaddr,
};
use sc_service::{error::Error, Configuration, TaskManager};

use althing_runtime::opaque::Block;

use self::{clock::Clock, sealer::Sealer};
use crate::{
    rpc,
    service::{Common, ImportQueue, Launch, Protocols, Settings},
};

/// Log lines of other crates that a block a second would turn into noise; `-l` turns them on again.
pub const QUIET: [&str; 2] = ["sc_basic_authorship=warn", "substrate=warn"];

/// What imports blocks: whoever holds them may, for they carry no seal.
pub fn import_queue(config: &Configuration, common: &Common) -> ImportQueue {
    BasicQueue::new(
        Unsealed,
        Box::new(common.client.clone()),
        None,
        &common.tasks.spawn_essential_handle(),
        config.prometheus_registry(),
    )
}

/// Takes blocks without a seal, and finalizes them as they are imported.
struct Unsealed;

#[async_trait::async_trait]
impl Verifier<Block> for Unsealed {
    async fn verify(
        &self,
        mut block: BlockImportParams<Block>,
    ) -> Result<BlockImportParams<Block>, String> {
        // A block that is executed again was finalized the first time.
        block.finalized = !block.import_existing;
        block.fork_choice = Some(ForkChoiceStrategy::LongestChain);
        Ok(block)
    }
}

/// Runs the node.
pub fn start(mut config: Configuration, settings: &Settings) -> Result<TaskManager, Error> {
    if config.network.sync_mode != SyncMode::Full {
        return Err(Error::Other(
            "--sync: a development chain has no peers to synchronise with; leave the option out"
                .into(),
        ));
    }
    isolate(&mut config.network);

    let mut common = Common::new(&config, settings)?;
    let pool = common.pool(&config);
    let sealer = Sealer {
        proposer: common.proposer(&config, pool.clone()),
        client: common.client.clone(),
        pool: pool.clone(),
        clock: Clock::new(common.client.clone())?,
        block_time: settings.block_time,
    };
    announce(&common, settings);

    let client = common.client.clone();
    Launch {
        import_queue: import_queue(&config, &common),
        protocols: Protocols::new(&config),
        warp_sync: None,
        rpc: Box::new({
            let pool = pool.clone();
            move |_| rpc::common(client.clone(), pool.clone())
        }),
        pool,
        config,
    }
    .online(&mut common)?;

    common.tasks.spawn_essential_handle().spawn_blocking(
        "instant-seal",
        Some("block-authoring"),
        sealer.run(),
    );
    Ok(common.tasks)
}

/// Cuts the node off from others: two development chains have the same genesis and different
/// blocks, all of them final.
fn isolate(network: &mut NetworkConfiguration) {
    network.boot_nodes.clear();
    network.public_addresses.clear();
    let nowhere = Multiaddr::from(Ipv4Addr::LOCALHOST).with(Protocol::Tcp(0));
    network.listen_addresses = vec![nowhere];
    let peers = &mut network.default_peers_set;
    peers.in_peers = 0;
    peers.out_peers = 0;
    peers.reserved_nodes.clear();
    peers.non_reserved_mode = NonReservedPeerMode::Deny;
    if let TransportConfig::Normal { enable_mdns, .. } = &mut network.transport {
        *enable_mdns = false;
    }
}

/// Says what kind of chain this is, and what it cannot do.
fn announce(common: &Common, settings: &Settings) {
    log::info!("Development chain with the first block {}", common.client.info().genesis_hash);
    log::info!(
        "Blocks are sealed as soon as transactions arrive, else every {} ms, and are final at once",
        settings.block_time.as_millis(),
    );
    log::warn!(
        "Finality is claimed, not proven, on a development chain: certified extracts, light \
         clients and warp sync do not work on it, and it has no peers. Use --chain solo for those."
    );
}
