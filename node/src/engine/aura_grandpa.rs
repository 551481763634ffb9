//! Validators take turns by Aura, and finalize by GRANDPA.

use std::{sync::Arc, time::Duration};

use althing_runtime::opaque::Block;
use futures::FutureExt;
use sc_client_api::{Backend as _, HeaderBackend};
use sc_consensus_aura::{CompatibilityMode, ImportQueueParams, SlotProportion, StartAuraParams};
use sc_consensus_grandpa::{
    warp_proof::NetworkProvider, FinalityProofProvider, GrandpaBlockImport, GrandpaParams,
    LinkHalf, SharedVoterState, VotingRulesBuilder,
};
use sc_network::service::traits::NotificationService;
use sc_offchain::{OffchainWorkerOptions, OffchainWorkers};
use sc_service::{error::Error, Configuration, TaskManager, WarpSyncConfig};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_aura::{
    inherents::InherentDataProvider as SlotInherent, sr25519::AuthorityPair, SlotDuration,
};
use sp_timestamp::InherentDataProvider as TimeInherent;
use substrate_prometheus_endpoint::Registry;

use crate::{
    rpc,
    service::{
        Backend, Client, Common, ImportQueue, Launch, Network, Online, Pool, Protocols, RpcBuilder,
        SelectChain, Settings,
    },
};

/// A justification is kept, and served to those who ask for proofs, at least this often.
const JUSTIFICATION_PERIOD: u32 = 8;

/// How long a vote is expected to take through the network.
const GOSSIP_DURATION: Duration = Duration::from_millis(333);

/// The part of a slot in which its author fills the block; the rest is for passing it on.
const PROPOSAL_PORTION: f32 = 2.0 / 3.0;

/// Imports blocks, and ties imports to votes on finality.
pub type BlockImport = GrandpaBlockImport<Backend, Block, Client, SelectChain>;
/// Ties votes on finality to imports.
pub type Link = LinkHalf<Block, Client, SelectChain>;

/// What checks and imports blocks, and ties imports to votes on finality.
pub fn import_queue(
    config: &Configuration,
    common: &Common,
) -> Result<(ImportQueue, BlockImport, Link), Error> {
    let (block_import, link) = sc_consensus_grandpa::block_import(
        common.client.clone(),
        JUSTIFICATION_PERIOD,
        &common.client,
        common.select_chain.clone(),
        common.telemetry(),
    )?;
    let client = common.client.clone();
    let queue =
        sc_consensus_aura::import_queue::<AuthorityPair, _, _, _, _, _>(ImportQueueParams {
            block_import: block_import.clone(),
            justification_import: Some(Box::new(block_import.clone())),
            client: common.client.clone(),
            create_inherent_data_providers: move |parent, ()| {
                let slot = sc_consensus_aura::standalone::slot_duration_at(&*client, parent);
                async move { Ok(inherents(slot?)) }
            },
            spawner: &common.tasks.spawn_essential_handle(),
            registry: config.prometheus_registry(),
            check_for_equivocation: Default::default(),
            telemetry: common.telemetry(),
            compatibility_mode: CompatibilityMode::None,
        })?;
    Ok((queue, block_import, link))
}

/// Runs a node.
pub fn start(config: Configuration, settings: &Settings) -> Result<TaskManager, Error> {
    let mut common = Common::new(&config, settings)?;
    let (import_queue, block_import, link) = import_queue(&config, &common)?;
    let pool = common.pool(&config);
    let mut protocols = Protocols::new(&config);

    let warp_sync = Arc::new(NetworkProvider::new(
        common.backend.clone(),
        link.shared_authority_set().clone(),
        Vec::new(),
    ));
    let voter_state = SharedVoterState::empty();
    let rpc = rpc_builder(&common, pool.clone(), &link, &voter_state);
    let author = config.role.is_authority().then(|| Author {
        force: config.force_authoring,
        proposer: common.proposer(&config, pool.clone()),
        block_import,
    });
    let voter = (!config.disable_grandpa)
        .then(|| Voter::new(&config, &common, &mut protocols, link, voter_state));
    let offchain_workers = config.offchain_worker.enabled.then_some(config.role.is_authority());

    let online = Launch {
        pool: pool.clone(),
        import_queue,
        protocols,
        warp_sync: Some(WarpSyncConfig::WithProvider(warp_sync)),
        rpc,
        config,
    }
    .online(&mut common)?;

    if let Some(is_validator) = offchain_workers {
        start_offchain_workers(&common, pool.clone(), &online, is_validator)?;
    }
    if let Some(author) = author {
        author.start(&common, &online)?;
    }
    if let Some(voter) = voter {
        voter.start(&common, pool, online)?;
    }
    Ok(common.tasks)
}

/// What a validator makes blocks with.
struct Author {
    force: bool,
    proposer: sc_basic_authorship::ProposerFactory<Pool, Client>,
    block_import: BlockImport,
}

impl Author {
    /// Makes a block whenever it is this validator's turn.
    fn start(self, common: &Common, online: &Online) -> Result<(), Error> {
        let slot_duration = sc_consensus_aura::slot_duration(&*common.client)?;
        let aura = sc_consensus_aura::start_aura::<AuthorityPair, _, _, _, _, _, _, _, _, _, _>(
            StartAuraParams {
                slot_duration,
                client: common.client.clone(),
                select_chain: common.select_chain.clone(),
                block_import: self.block_import,
                proposer_factory: self.proposer,
                create_inherent_data_providers: move |_, ()| async move { Ok(inherents(slot_duration)) },
                force_authoring: self.force,
                backoff_authoring_blocks: None::<()>,
                keystore: common.keystore.keystore(),
                sync_oracle: online.sync.clone(),
                justification_sync_link: online.sync.clone(),
                block_proposal_slot_portion: SlotProportion::new(PROPOSAL_PORTION),
                max_block_proposal_slot_portion: None,
                telemetry: common.telemetry(),
                compatibility_mode: CompatibilityMode::None,
            },
        )?;
        common.tasks.spawn_essential_handle().spawn_blocking("aura", Some("block-authoring"), aura);
        Ok(())
    }
}

/// What a node takes part in votes on finality with. Without a validator's key it listens only.
struct Voter {
    config: sc_consensus_grandpa::Config,
    link: Link,
    state: SharedVoterState,
    notifications: Box<dyn NotificationService>,
    registry: Option<Registry>,
}

impl Voter {
    /// Adds the protocol of the votes to those spoken.
    fn new(
        config: &Configuration,
        common: &Common,
        protocols: &mut Protocols,
        link: Link,
        state: SharedVoterState,
    ) -> Self {
        let protocol_name = sc_consensus_grandpa::protocol_standard_name(
            &common.client.info().genesis_hash,
            &config.chain_spec,
        );
        let (protocol, notifications) =
            sc_consensus_grandpa::grandpa_peers_set_config::<Block, Network>(
                protocol_name.clone(),
                protocols.metrics.clone(),
                protocols.config.peer_store_handle(),
            );
        protocols.config.add_notification_protocol(protocol);
        let config_of_votes = sc_consensus_grandpa::Config {
            gossip_duration: GOSSIP_DURATION,
            justification_generation_period: JUSTIFICATION_PERIOD,
            name: Some(config.network.node_name.clone()),
            observer_enabled: false,
            keystore: config.role.is_authority().then(|| common.keystore.keystore()),
            local_role: config.role,
            telemetry: common.telemetry(),
            protocol_name,
        };
        let registry = config.prometheus_registry().cloned();
        Self { config: config_of_votes, link, state, notifications, registry }
    }

    /// Takes part.
    fn start(self, common: &Common, pool: Arc<Pool>, online: Online) -> Result<(), Error> {
        let voter = sc_consensus_grandpa::run_grandpa_voter(GrandpaParams {
            config: self.config,
            link: self.link,
            network: online.network,
            sync: online.sync,
            notification_service: self.notifications,
            voting_rule: VotingRulesBuilder::default().build(),
            prometheus_registry: self.registry,
            shared_voter_state: self.state,
            telemetry: common.telemetry(),
            offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(pool),
        })?;
        common.tasks.spawn_essential_handle().spawn_blocking("grandpa-voter", None, voter);
        Ok(())
    }
}

/// What the author of a block says of its time: one reading of the clock gives both.
fn inherents(slot_duration: SlotDuration) -> (SlotInherent, TimeInherent) {
    let now = TimeInherent::from_system_time();
    (SlotInherent::from_timestamp_and_slot_duration(*now, slot_duration), now)
}

fn rpc_builder(
    common: &Common,
    pool: Arc<Pool>,
    link: &Link,
    voter: &SharedVoterState,
) -> RpcBuilder {
    let client = common.client.clone();
    let authorities = link.shared_authority_set().clone();
    let finality = rpc::Finality {
        proofs: FinalityProofProvider::new_for_service(
            common.backend.clone(),
            Some(authorities.clone()),
        ),
        authorities,
        voter: voter.clone(),
        justifications: link.justification_stream(),
    };
    Box::new(move |executor| {
        let mut methods = rpc::common(client.clone(), pool.clone())?;
        rpc::add_grandpa(&mut methods, finality.clone(), executor)?;
        Ok(methods)
    })
}

fn start_offchain_workers(
    common: &Common,
    pool: Arc<Pool>,
    online: &Online,
    is_validator: bool,
) -> Result<(), Error> {
    let workers = OffchainWorkers::new(OffchainWorkerOptions {
        runtime_api_provider: common.client.clone(),
        is_validator,
        keystore: Some(common.keystore.keystore()),
        offchain_db: common.backend.offchain_storage(),
        transaction_pool: Some(OffchainTransactionPoolFactory::new(pool)),
        network_provider: Arc::new(online.network.clone()),
        enable_http_requests: false,
        custom_extensions: |_| Vec::new(),
    })?;
    common.tasks.spawn_handle().spawn(
        "offchain-workers-runner",
        "offchain-worker",
        workers.run(common.client.clone(), common.tasks.spawn_handle()).boxed(),
    );
    Ok(())
}
