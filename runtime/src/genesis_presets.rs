//! The networks one can start with no file at hand.
//!
//! | preset  | authorities                 | engine                | for                            |
//! |---------|-----------------------------|-----------------------|--------------------------------|
//! | `dev`   | Alice                       | seals when asked to   | trying things out, and tests   |
//! | `solo`  | Alice                       | Aura and GRANDPA      | what needs proofs of finality  |
//! | `local` | Alice, Bob, Charlie, Dave   | Aura and GRANDPA      | networks of several nodes      |
//!
//! The keys of all of these are public: they are for play, not for value.

mod attestations;
mod governance;

use alloc::{vec, vec::Vec};

use frame_support::build_struct_json_patch;
use serde_json::Value;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_genesis_builder::PresetId;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

use crate::{
    clock::BlocksPerSlot, configs::treasury::TreasuryAccount, constants::THG, AccountId,
    AttestationsConfig, Balance, BalancesConfig, BlockNumber, ClockConfig, Moment, ProposalsConfig,
    RuntimeGenesisConfig, SessionConfig, SessionKeys, VotingConfig,
};

/// The preset of a chain that seals blocks at once.
pub const DEV: &str = "dev";

/// The preset of a chain with one authority.
pub const SOLO: &str = "solo";

/// The preset of a chain with four authorities.
pub const LOCAL: &str = "local";

/// What each of the well-known accounts owns.
pub const ENDOWMENT: Balance = 1_000_000_000 * THG;

/// What the treasury owns.
pub const TREASURY_ENDOWMENT: Balance = 10_000_000 * THG;

/// What each of the people owns whom panels are drawn from: enough to vote on appeals.
const PANEL_ENDOWMENT: Balance = 100 * THG;

/// The well-known accounts, which own the tokens.
const ACCOUNTS: [Sr25519Keyring; 6] = [
    Sr25519Keyring::Alice,
    Sr25519Keyring::Bob,
    Sr25519Keyring::Charlie,
    Sr25519Keyring::Dave,
    Sr25519Keyring::Eve,
    Sr25519Keyring::Ferdie,
];

/// A well-known authority: the account, and the keys derived from the same name.
#[derive(Clone, Copy)]
struct Authority(Sr25519Keyring, Ed25519Keyring);

const ALICE: Authority = Authority(Sr25519Keyring::Alice, Ed25519Keyring::Alice);
const BOB: Authority = Authority(Sr25519Keyring::Bob, Ed25519Keyring::Bob);
const CHARLIE: Authority = Authority(Sr25519Keyring::Charlie, Ed25519Keyring::Charlie);
const DAVE: Authority = Authority(Sr25519Keyring::Dave, Ed25519Keyring::Dave);

impl Authority {
    fn session_keys(self) -> (AccountId, AccountId, SessionKeys) {
        let Self(aura, grandpa) = self;
        let account = aura.to_account_id();
        let keys = SessionKeys {
            aura: AuraId::from(aura.public()),
            grandpa: GrandpaId::from(grandpa.public()),
        };
        (account.clone(), account, keys)
    }
}

/// In what the presets differ.
struct Preset {
    authorities: Vec<Authority>,
    slot_duration: Moment,
    minimum_period: Moment,
    blocks_per_slot: BlocksPerSlot,
    session_length: BlockNumber,
    stakers: Vec<Sr25519Keyring>,
}

impl Preset {
    fn dev() -> Self {
        Self {
            authorities: vec![ALICE],
            slot_duration: 1_000,
            minimum_period: 0,
            blocks_per_slot: BlocksPerSlot::Many,
            session_length: 1_000,
            stakers: vec![],
        }
    }

    fn network(authorities: Vec<Authority>) -> Self {
        Self {
            authorities,
            slot_duration: 2_000,
            minimum_period: 1_000,
            blocks_per_slot: BlocksPerSlot::One,
            session_length: 50,
            stakers: vec![
                Sr25519Keyring::Alice,
                Sr25519Keyring::Bob,
                Sr25519Keyring::Charlie,
                Sr25519Keyring::Dave,
            ],
        }
    }

    fn into_json(self) -> Value {
        build_struct_json_patch!(RuntimeGenesisConfig {
            attestations: AttestationsConfig {
                periods: attestations::PERIODS,
                appeal_rules: attestations::appeal_rules(),
                pool: attestations::pool(),
                offices: attestations::offices(),
            },
            balances: BalancesConfig { balances: balances() },
            clock: ClockConfig {
                slot_duration: self.slot_duration,
                minimum_period: self.minimum_period,
                blocks_per_slot: self.blocks_per_slot,
                session_length: self.session_length,
            },
            proposals: ProposalsConfig {
                tracks: governance::tracks(),
                guardian: Some(governance::guardian()),
            },
            session: SessionConfig {
                keys: self.authorities.into_iter().map(Authority::session_keys).collect::<Vec<_>>(),
            },
            voting: VotingConfig {
                epoch_length: governance::EPOCH_LENGTH,
                warm_up: governance::WARM_UP,
                retention: governance::RETENTION,
                support_floor: governance::SUPPORT_FLOOR,
                tiers: governance::tiers(),
                stakes: self.stakers.into_iter().map(governance::stake).collect::<Vec<_>>(),
            },
        })
    }
}

/// Who owns what.
fn balances() -> Vec<(AccountId, Balance)> {
    ACCOUNTS
        .iter()
        .map(|who| (who.to_account_id(), ENDOWMENT))
        .chain([(TreasuryAccount::get(), TREASURY_ENDOWMENT)])
        .chain(attestations::pool().into_iter().map(|who| (who, PANEL_ENDOWMENT)))
        .collect()
}

/// The preset of this name, as JSON.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
    let preset = match id.as_ref() {
        DEV => Preset::dev(),
        SOLO => Preset::network(vec![ALICE]),
        LOCAL => Preset::network(vec![ALICE, BOB, CHARLIE, DAVE]),
        _ => return None,
    };
    serde_json::to_vec(&preset.into_json()).ok()
}

/// The names of all presets.
pub fn preset_names() -> Vec<PresetId> {
    [DEV, SOLO, LOCAL].into_iter().map(PresetId::from).collect()
}
