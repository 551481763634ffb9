//! How the preset networks decide: rules short enough to watch a proposal through in minutes.

use alloc::{vec, vec::Vec};

use althing_primitives::{poll::Electorate, Balance, BlockNumber, EpochIndex, TrackId};
use pallet_proposals::{Authority, Curve, Guardian, Track, Veto};
use pallet_voting::{Tier, TierIndex};
use sp_keyring::Sr25519Keyring;
use sp_runtime::Perbill;

use crate::{
    constants::{DAYS, THG},
    AccountId,
};

/// The blocks over which everybody's say is constant.
pub const EPOCH_LENGTH: BlockNumber = 10;

/// The epochs that new stake and new delegations wait.
pub const WARM_UP: EpochIndex = 1;

/// The epochs over which say is remembered: three times as long as a decision can take.
pub const RETENTION: EpochIndex = 60;

/// The least stake that support is measured against.
pub const SUPPORT_FLOOR: Balance = 1_000 * THG;

/// What each of the first stakers stakes, where there are any.
const FIRST_STAKE: Balance = 1_000 * THG;

/// The lock tiers. The shortest outlasts decision, confirmation and timelock.
pub fn tiers() -> Vec<Tier> {
    [(300, 100), (1_200, 150), (4_800, 200), (14_400, 300)]
        .map(|(lock, multiplier)| Tier { lock, multiplier })
        .into()
}

/// What this account stakes from the first block on.
pub fn stake(who: Sr25519Keyring) -> (AccountId, TierIndex, Balance) {
    (who.to_account_id(), 0, FIRST_STAKE)
}

/// Who may veto at first, and until when.
pub fn guardian() -> Guardian<AccountId> {
    Guardian { account: Sr25519Keyring::Ferdie.to_account_id(), until: 182 * DAYS }
}

/// The tracks. The guardian can neither stop a change of the constitution, for it could be the
/// guardian's own dismissal, nor what cancels or kills.
pub fn tracks() -> Vec<(TrackId, Track)> {
    let treasury = Authority::Spender { limit: 1_000_000 * THG };
    let small_spend = Authority::Spender { limit: 10_000 * THG };
    vec![
        (0, Rules::new("constitution", Authority::Root).floors(66, 25).max_deciding(1).track()),
        (1, Rules::new("treasury", treasury).guardian(Veto::Allowed).track()),
        (2, Rules::new("small-spend", small_spend).floors(50, 5).guardian(Veto::Allowed).track()),
        (3, Rules::new("canceller", Authority::Canceller).track()),
        (4, Rules::new("killer", Authority::Killer).floors(66, 25).track()),
        (5, Rules::new("accreditation", Authority::Mandate).track()),
        (6, Rules::new("registers", Authority::Mandate).track()),
    ]
}

/// In what the tracks differ.
struct Rules {
    name: &'static str,
    authority: Authority,
    /// The approval and the support that suffice at the end of the decision, in percent.
    floors: (u32, u32),
    guardian: Veto,
    max_deciding: u32,
}

impl Rules {
    fn new(name: &'static str, authority: Authority) -> Self {
        Self { name, authority, floors: (50, 10), guardian: Veto::Never, max_deciding: 10 }
    }

    fn floors(self, approval: u32, support: u32) -> Self {
        Self { floors: (approval, support), ..self }
    }

    fn guardian(self, guardian: Veto) -> Self {
        Self { guardian, ..self }
    }

    fn max_deciding(self, max_deciding: u32) -> Self {
        Self { max_deciding, ..self }
    }

    fn track(self) -> Track {
        let (approval, support) = self.floors;
        Track {
            name: self.name.as_bytes().to_vec().try_into().unwrap_or_default(),
            authority: self.authority,
            electorate: Electorate::Tokens,
            preparation: 5,
            submission_timeout: 200,
            decision: 180,
            confirmation: 30,
            timelock: 5,
            execution_window: 100,
            retry_period: 10,
            max_deciding: self.max_deciding,
            submission_deposit: 10 * THG,
            decision_deposit: 100 * THG,
            approval: falling_to(approval),
            support: falling_to(support),
            guardian_veto: self.guardian,
            policy: None,
        }
    }
}

/// Falls evenly over the decision from all to this percentage: what everybody wants passes at
/// once, and what few care for takes until the end.
fn falling_to(percent: u32) -> Curve {
    Curve::Linear {
        length: Perbill::one(),
        floor: Perbill::from_percent(percent),
        ceil: Perbill::one(),
    }
}
