//! How blocks come about and become final. The chain specification decides, not a flag: a chain
//! made by one engine cannot be continued or checked by another.

pub mod aura_grandpa;
pub mod instant;

use sc_service::{error::Error, ChainSpec, Configuration, TaskManager};
use serde::{Deserialize, Serialize};

use crate::service::{Common, ImportQueue, Settings};

/// How blocks come about and become final: the field `engine` of a chain specification.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Engine {
    /// One node seals a block as soon as transactions arrive, and finalizes it itself.
    Instant,
    /// Validators take turns by Aura, and finalize by GRANDPA.
    AuraGrandpa,
}

impl Engine {
    /// The engine that a chain specification asks for.
    pub fn of(spec: &dyn ChainSpec) -> Result<Self, String> {
        sc_chain_spec::get_extension::<Self>(spec.extensions())
            .copied()
            .ok_or_else(|| format!("the chain specification of {} names no engine", spec.name()))
    }

    /// What it takes to check and import the blocks of a chain, without running it.
    pub fn importer(
        self,
        config: &Configuration,
        settings: &Settings,
    ) -> Result<(Common, ImportQueue), Error> {
        let common = Common::new(config, settings)?;
        let queue = match self {
            Self::Instant => instant::import_queue(config, &common),
            Self::AuraGrandpa => aura_grandpa::import_queue(config, &common)?.0,
        };
        Ok((common, queue))
    }

    /// Runs a node.
    pub fn start(self, config: Configuration, settings: &Settings) -> Result<TaskManager, Error> {
        match self {
            Self::Instant => instant::start(config, settings),
            Self::AuraGrandpa => aura_grandpa::start(config, settings),
        }
    }
}
