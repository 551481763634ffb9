//! Chain specifications: the presets, and those read from files.

use std::path::PathBuf;

use sc_chain_spec::ChainSpecExtension;
use sc_service::{ChainType, GenericChainSpec, Properties};
use serde::{Deserialize, Serialize};

use crate::engine::Engine;

/// The symbol of the native token.
const TOKEN_SYMBOL: &str = "THG";

/// How many decimals the native token has.
const TOKEN_DECIMALS: u8 = 12;

/// The prefix of addresses.
const SS58_PREFIX: u16 = 42;

/// A chain specification of this node.
pub type ChainSpec = GenericChainSpec<Extensions>;

/// What a chain specification says to this node beyond what every Substrate node understands.
#[derive(Clone, Debug, Deserialize, Serialize, ChainSpecExtension)]
pub struct Extensions {
    /// How blocks come about and become final.
    pub engine: Engine,
}

/// The chain specifications that need no file. Each has the runtime's genesis preset of its name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Preset {
    /// One node that seals at once.
    Dev,
    /// One validator, Alice.
    Solo,
    /// Four validators: Alice, Bob, Charlie and Dave.
    Local,
}

impl Preset {
    /// The preset that `--chain NAME` means, if it is none of a file; the first if NAME is empty.
    pub fn by_name(name: &str) -> Option<Self> {
        match name {
            "" | "dev" => Some(Self::Dev),
            "solo" => Some(Self::Solo),
            "local" => Some(Self::Local),
            _ => None,
        }
    }

    /// Its name on the command line, as the chain's id, and as the runtime's preset.
    pub fn id(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Solo => "solo",
            Self::Local => "local",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Dev => "Althing Development",
            Self::Solo => "Althing Solo",
            Self::Local => "Althing Local",
        }
    }

    fn chain_type(self) -> ChainType {
        match self {
            Self::Dev => ChainType::Development,
            Self::Solo | Self::Local => ChainType::Local,
        }
    }

    /// How its blocks come about.
    pub fn engine(self) -> Engine {
        match self {
            Self::Dev => Engine::Instant,
            Self::Solo | Self::Local => Engine::AuraGrandpa,
        }
    }
}

/// The chain specification of a preset.
pub fn of_preset(preset: Preset) -> Result<ChainSpec, String> {
    let code = runtime_blob::WASM_BINARY.ok_or(
        "this node was built without a runtime (SKIP_WASM_BUILD was set); \
         build it again without, or give --chain the file of a chain specification",
    )?;
    Ok(ChainSpec::builder(code, Extensions { engine: preset.engine() })
        .with_name(preset.title())
        .with_id(preset.id())
        .with_protocol_id("thg")
        .with_chain_type(preset.chain_type())
        .with_properties(properties())
        .with_genesis_config_preset_name(preset.id())
        .build())
}

/// The chain specification in a file, plain or raw.
pub fn from_file(path: PathBuf) -> Result<ChainSpec, String> {
    let shown = path.display().to_string();
    if !path.exists() {
        return Err(format!("--chain {shown}: no such preset (dev, solo, local) and no such file"));
    }
    ChainSpec::from_json_file(path).map_err(|error| {
        format!(
            "{shown} is not a chain specification of this node: {error}\n\
             Write one with `build-spec --chain local`, and edit that; its field \"engine\" is \
             \"instant\" or \"aura-grandpa\"."
        )
    })
}

fn properties() -> Properties {
    let mut properties = Properties::new();
    properties.insert("tokenSymbol".into(), TOKEN_SYMBOL.into());
    properties.insert("tokenDecimals".into(), TOKEN_DECIMALS.into());
    properties.insert("ss58Format".into(), SS58_PREFIX.into());
    properties
}

/// What the build script has made of the runtime.
#[allow(dead_code)]
mod runtime_blob {
    include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));
}
