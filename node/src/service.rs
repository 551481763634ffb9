//! What both engines share: the client over its database, the pool, the network and the RPC server.

use std::{sync::Arc, time::Duration};

use althing_runtime::{opaque::Block, RuntimeApi};
use sc_executor::WasmExecutor;
use sc_network::{
    config::FullNetworkConfiguration,
    service::{traits::NetworkService, NotificationMetrics},
    NetworkBackend,
};
use sc_network_sync::SyncingService;
use sc_rpc::SubscriptionTaskExecutor;
use sc_service::{
    error::Error, BuildNetworkParams, Configuration, KeystoreContainer, SpawnTasksParams,
    TaskManager, WarpSyncConfig,
};
use sc_telemetry::{Telemetry, TelemetryHandle, TelemetryWorker};
use sp_runtime::traits::Block as BlockT;

use crate::{database, pool_tasks::PoolTasks, rpc::Methods};

/// The hash that identifies blocks.
pub type Hash = <Block as BlockT>::Hash;

/// What the runtime may call of the host.
type HostFunctions = sp_io::SubstrateHostFunctions;

/// Executes the runtime.
pub type Executor = WasmExecutor<HostFunctions>;

/// Keeps blocks and states.
pub type Backend = sc_service::TFullBackend<Block>;

/// Knows the chain, and executes its blocks.
pub type Client = sc_service::TFullClient<Block, RuntimeApi, Executor>;

/// Holds the transactions that are in no block yet.
pub type Pool = sc_transaction_pool::TransactionPoolHandle<Block, Client>;

/// Chooses the chain to build on.
pub type SelectChain = sc_consensus::LongestChain<Backend, Block>;

/// Checks and imports blocks made elsewhere.
pub type ImportQueue = sc_consensus::BasicQueue<Block>;

/// Adds the methods of an engine to the RPC server.
pub type RpcBuilder = Box<dyn Fn(SubscriptionTaskExecutor) -> Result<Methods, Error>>;

/// Speaks to other nodes.
pub type Network = sc_network::Litep2pNetworkBackend;

/// What the command line says that sc-service's configuration has no place for.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The chain as `--chain` names it, for advice on what to type.
    pub chain: String,
    /// After what time without a block a development chain seals one.
    pub block_time: Duration,
}

/// What every command needs that works on the database.
pub struct Common {
    /// Knows the chain, and executes its blocks.
    pub client: Arc<Client>,
    /// Keeps blocks and states.
    pub backend: Arc<Backend>,
    /// Holds the node's keys.
    pub keystore: KeystoreContainer,
    /// Runs the node's tasks.
    pub tasks: TaskManager,
    /// Chooses the chain to build on.
    pub select_chain: SelectChain,
    /// Reports to the telemetry servers that the operator has named.
    pub telemetry: Option<Telemetry>,
}

impl Common {
    /// Opens the database and puts a client on top.
    pub fn new(config: &Configuration, settings: &Settings) -> Result<Self, Error> {
        let telemetry = config
            .telemetry_endpoints
            .clone()
            .filter(|endpoints| !endpoints.is_empty())
            .map(|endpoints| -> Result<_, sc_telemetry::Error> {
                let worker = TelemetryWorker::new(16)?;
                let telemetry = worker.handle().new_telemetry(endpoints);
                Ok((worker, telemetry))
            })
            .transpose()?;

        let executor = sc_service::new_wasm_executor::<HostFunctions>(&config.executor);
        let backend = database::open(config, settings)?;
        let genesis = database::genesis(config, settings, &backend, &executor)?;
        let (client, backend, keystore, tasks) = sc_service::new_full_parts_with_genesis_builder(
            config,
            telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
            executor,
            backend,
            genesis,
            false,
        )?;

        let telemetry = telemetry.map(|(worker, telemetry)| {
            tasks.spawn_handle().spawn("telemetry", None, worker.run());
            telemetry
        });
        let select_chain = SelectChain::new(backend.clone());
        Ok(Self { client: Arc::new(client), backend, keystore, tasks, select_chain, telemetry })
    }

    /// A handle to report by.
    pub fn telemetry(&self) -> Option<TelemetryHandle> {
        self.telemetry.as_ref().map(Telemetry::handle)
    }

    /// A new pool of transactions.
    pub fn pool(&self, config: &Configuration) -> Arc<Pool> {
        let pool = sc_transaction_pool::Builder::new(
            PoolTasks::new(&self.tasks),
            self.client.clone(),
            config.role.is_authority().into(),
        )
        .with_options(config.transaction_pool.clone())
        .with_prometheus(config.prometheus_registry())
        .build();
        Arc::new(pool)
    }

    /// What makes the blocks of this node.
    pub fn proposer(
        &self,
        config: &Configuration,
        pool: Arc<Pool>,
    ) -> sc_basic_authorship::ProposerFactory<Pool, Client> {
        sc_basic_authorship::ProposerFactory::new(
            self.tasks.spawn_handle(),
            self.client.clone(),
            pool,
            config.prometheus_registry(),
            self.telemetry(),
        )
    }
}

/// The protocols that a node speaks, and where their notifications are counted.
pub struct Protocols {
    /// The protocols.
    pub config: FullNetworkConfiguration<Block, Hash, Network>,
    /// The counters.
    pub metrics: NotificationMetrics,
}

impl Protocols {
    /// Those that every node speaks.
    pub fn new(config: &Configuration) -> Self {
        let registry = config.prometheus_registry();
        Self {
            config: FullNetworkConfiguration::new(&config.network, registry.cloned()),
            metrics: <Network as NetworkBackend<Block, Hash>>::register_notification_metrics(
                registry,
            ),
        }
    }
}

/// What it takes to bring a node online.
pub struct Launch {
    /// The configuration.
    pub config: Configuration,
    /// The pool of transactions.
    pub pool: Arc<Pool>,
    /// What checks and imports the blocks of others.
    pub import_queue: ImportQueue,
    /// The protocols spoken.
    pub protocols: Protocols,
    /// What proves finality to those who warp.
    pub warp_sync: Option<WarpSyncConfig<Block>>,
    /// The RPC methods that are not every Substrate node's.
    pub rpc: RpcBuilder,
}

/// Handles to a node that is online.
pub struct Online {
    /// The network.
    pub network: Arc<dyn NetworkService>,
    /// What follows the chain of others.
    pub sync: Arc<SyncingService<Block>>,
}

impl Launch {
    /// Starts network, RPC server, informant and metrics.
    pub fn online(self, common: &mut Common) -> Result<Online, Error> {
        let (network, system_rpc_tx, tx_handler_controller, sync, _bitswap) =
            sc_service::build_network(BuildNetworkParams {
                config: &self.config,
                net_config: self.protocols.config,
                client: common.client.clone(),
                transaction_pool: self.pool.clone(),
                spawn_handle: common.tasks.spawn_handle(),
                spawn_essential_handle: common.tasks.spawn_essential_handle(),
                import_queue: self.import_queue,
                block_announce_validator_builder: None,
                warp_sync_config: self.warp_sync,
                block_relay: None,
                metrics: self.protocols.metrics,
                gap_sync_body_policy: None,
            })?;

        sc_service::spawn_tasks(SpawnTasksParams {
            config: self.config,
            client: common.client.clone(),
            backend: common.backend.clone(),
            task_manager: &mut common.tasks,
            keystore: common.keystore.keystore(),
            transaction_pool: self.pool,
            rpc_builder: self.rpc,
            network: network.clone(),
            system_rpc_tx,
            tx_handler_controller,
            sync_service: sync.clone(),
            telemetry: common.telemetry.as_mut(),
            tracing_execute_block: None,
        })?;

        Ok(Online { network, sync })
    }
}
