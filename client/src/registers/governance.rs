//! The acts that the community decides on: each is a call that a proposal on the register's track
//! runs.

use subxt::{tx::Payload, utils::MultiAddress};

use crate::{
    chain,
    connection::{AccountId, At},
    errors::Result,
    registers::{
        read,
        types::{Charter, RegisterStatus, Rules},
        RegisterId,
    },
};

/// The track of the constitution, which stands above each.
const CONSTITUTION: u16 = 0;

/// What is to be decided on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Act {
    /// Creates a register that this track governs.
    Create(u16, Charter),
    /// Gives a register other rules.
    SetRules(RegisterId, Rules),
    /// Makes another account the authority of a register.
    SetAuthority(RegisterId, AccountId),
    /// Suspends a register, activates it again, or closes it for ever.
    SetStatus(RegisterId, RegisterStatus),
    /// Says in which register is recorded what proposals carried out; none: in none.
    KeepDecisions(Option<RegisterId>),
}

impl Act {
    /// The track whose decision the chain asks for; the constitution's stands above each.
    ///
    /// # Errors
    /// If what the act is about does not exist.
    pub async fn track(&self, at: &At) -> Result<u16> {
        Ok(match self {
            Self::Create(track, _) => *track,
            Self::SetRules(id, _) | Self::SetAuthority(id, _) | Self::SetStatus(id, _) => {
                read::register(at, *id).await?.track
            }
            Self::KeepDecisions(Some(id)) => read::register(at, *id).await?.track,
            Self::KeepDecisions(None) => CONSTITUTION,
        })
    }

    /// The call, encoded.
    ///
    /// # Errors
    /// If this client was built for another runtime.
    pub fn encode(self, at: &At) -> Result<Vec<u8>> {
        let api = chain::tx().records();
        match self {
            Self::Create(track, charter) => encode(at, &api.create_register(track, charter)),
            Self::SetRules(id, rules) => encode(at, &api.set_rules(id, rules)),
            Self::SetAuthority(id, account) => {
                encode(at, &api.set_authority(id, MultiAddress::Id(account)))
            }
            Self::SetStatus(id, status) => encode(at, &api.set_status(id, status)),
            Self::KeepDecisions(id) => encode(at, &api.keep_decisions(id)),
        }
    }
}

fn encode(at: &At, call: &impl Payload) -> Result<Vec<u8>> {
    Ok(at.tx().call_data(call)?)
}
