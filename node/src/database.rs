//! Opens the database of a chain, and refuses one that is damaged or belongs to another chain.

use std::{
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::Arc,
};

use althing_runtime::opaque::Block;
use sc_client_api::{Backend as _, TrieCacheContext};
use sc_service::{
    error::Error as ServiceError, BuildGenesisBlock, Configuration, GenesisBlockBuilder,
};
use sp_blockchain::{Backend as _, HeaderBackend};
use sp_core::storage::well_known_keys;
use sp_runtime::traits::{Block as _, Zero};

use crate::service::{Backend, Executor, Hash, Settings};

/// The file without which ParityDB takes a directory for empty.
const METADATA_FILE: &str = "metadata";

/// Why a database is refused.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It holds a chain that started from another first block.
    #[error(
        "the database at {path} holds another chain than the chain specification describes.\n  \
         first block in the database:      {stored:?}\n  \
         first block by the specification: {expected:?}\n\
         The genesis has changed since the database was made, or this is a new build of the \
         runtime. Either give the specification that the database was made with, or choose another \
         --base-path, or remove the database with\n  {purge}"
    )]
    OtherChain {
        /// Where the database is.
        path: PathBuf,
        /// The hash of the first block in the database.
        stored: Hash,
        /// The hash of the first block that the chain specification leads to.
        expected: Hash,
        /// The command that removes the database.
        purge: String,
    },
    /// It cannot be read.
    #[error(
        "the database at {path} cannot be read: {cause}\n\
         If it is damaged, restore it from a copy, or remove it with\n  {purge}\n\
         A chain that other nodes keep is then fetched from them again; what only this node had is \
         lost."
    )]
    Unreadable {
        /// Where the database is.
        path: PathBuf,
        /// What reading it led to.
        cause: String,
        /// The command that removes the database.
        purge: String,
    },
    /// Another process has it open.
    #[error(
        "the database at {path} is in use: another node runs on it. Stop that one first, or choose \
         another --base-path."
    )]
    InUse {
        /// Where the database is.
        path: PathBuf,
    },
    /// There is none.
    #[error("there is no database at {path}. Run the node first, or give its --base-path.")]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
}

impl From<Error> for ServiceError {
    fn from(error: Error) -> Self {
        Self::Application(Box::new(error))
    }
}

/// Opens the database, or makes one where there is none.
pub fn open(config: &Configuration, settings: &Settings) -> Result<Arc<Backend>, Error> {
    let path = path(config);
    let unreadable = |cause: String| {
        if cause.contains("Database file is in use") {
            Error::InUse { path: path.clone() }
        } else {
            Error::Unreadable { path: path.clone(), cause, purge: purge_command(config, settings) }
        }
    };
    if is_beheaded(&path) {
        return Err(unreadable(format!("its file `{METADATA_FILE}` is missing")));
    }
    without_panicking(|| {
        let backend = sc_service::new_db_backend(config.db_config())?;
        probe(&backend)?;
        Ok(backend)
    })
    .map_err(unreadable)
}

/// Opens the database, if there is one.
pub fn open_existing(config: &Configuration, settings: &Settings) -> Result<Arc<Backend>, Error> {
    let path = path(config);
    if !path.exists() {
        return Err(Error::Missing { path });
    }
    open(config, settings)
}

/// The first block by the chain specification. Refuses a database that has another one.
pub fn genesis(
    config: &Configuration,
    settings: &Settings,
    backend: &Arc<Backend>,
    executor: &Executor,
) -> Result<GenesisBlockBuilder<Block, Backend, Executor>, ServiceError> {
    let state =
        config.chain_spec.as_storage_builder().build_storage().map_err(|error| {
            format!("no genesis comes of {}: {error}", config.chain_spec.name())
        })?;
    let builder = |state| {
        GenesisBlockBuilder::<Block, _, _>::new_with_storage(
            state,
            !config.no_genesis(),
            backend.clone(),
            executor.clone(),
        )
    };
    if let Some(stored) = backend.blockchain().hash(Zero::zero())? {
        let expected = builder(state.clone())?.build_genesis_block()?.0.header().hash();
        if stored != expected {
            let (path, purge) = (path(config), purge_command(config, settings));
            Err(Error::OtherChain { path, stored, expected, purge })?;
        }
    }
    Ok(builder(state)?)
}

/// Where the database is or will be.
pub fn path(config: &Configuration) -> PathBuf {
    config.database.path().unwrap_or(&config.data_path).to_path_buf()
}

/// The command that removes the database.
fn purge_command(config: &Configuration, settings: &Settings) -> String {
    format!(
        "{} purge-chain --chain {} --base-path {}",
        env!("CARGO_PKG_NAME"),
        settings.chain,
        config.base_path.path().display(),
    )
}

/// Whether there is something of a database, yet not the file that ParityDB looks for. It would
/// make a new database over the old one's tables.
fn is_beheaded(path: &Path) -> bool {
    let has_files = path.read_dir().is_ok_and(|mut entries| entries.next().is_some());
    has_files && !path.join(METADATA_FILE).exists()
}

/// Reads what a node needs first, so that damage shows now and with advice.
fn probe(backend: &Backend) -> sp_blockchain::Result<()> {
    let info = backend.blockchain().info();
    let Some(genesis) = backend.blockchain().hash(Zero::zero())? else { return Ok(()) };
    for hash in [genesis, info.finalized_hash, info.best_hash] {
        backend.blockchain().expect_header(hash)?;
    }
    backend.blockchain().leaves()?;
    if let Some((hash, _)) = info.finalized_state {
        let state = backend.state_at(hash, TrieCacheContext::Untrusted)?;
        sp_state_machine::Backend::storage(&state, well_known_keys::CODE)
            .map_err(|error| sp_blockchain::Error::Backend(error.to_string()))?
            .ok_or_else(|| sp_blockchain::Error::Backend("its state has no runtime".into()))?;
    }
    Ok(())
}

/// The cause of a failure, also where a panic tells it: ParityDB's adapter panics on damaged
/// tables.
fn without_panicking<T>(read: impl FnOnce() -> sp_blockchain::Result<T>) -> Result<T, String> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let outcome = panic::catch_unwind(AssertUnwindSafe(read));
    panic::set_hook(hook);
    match outcome {
        Ok(outcome) => outcome.map_err(|error| error.to_string()),
        Err(panic) => Err(panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string))
            .unwrap_or_else(|| "the database gave up without a reason".into())),
    }
}
