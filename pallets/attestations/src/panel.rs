//! Who decides appeals: people drawn for a term, before there is a case.
//!
//! The order in which the pool is called on is shuffled with the hash of the parent block as seed.
//! Whoever makes that block has some influence on the seed: it can leave out its block, or try a few
//! ways to fill it, and so choose among a few orders. That is worth little. An order is drawn before
//! the cases of its term exist, it serves all of them, and each case passes over the people who have
//! a part in it, so nobody can draw a panel for a case. Nobody gets onto a panel whom the
//! constitution has not put into the pool.

use alloc::vec::Vec;

use althing_primitives::BlockNumber;
use codec::{Decode, Encode};
use frame_support::{traits::ConstU32, weights::Weight, BoundedVec};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

use crate::{
    Config, CurrentSitting, Deputies, Domains, Event, IssuerId, Issuers, Office, Offices, Pallet,
    PanelPool, Pool, SchemaId, Schemas, Sitting, Verdict, WeightInfo, MAX_PANEL,
};

/// Who decides one appeal, and how each has voted.
pub(crate) type Panel<AccountId> = BoundedVec<(AccountId, Option<Verdict>), ConstU32<MAX_PANEL>>;

/// Who has a part in a case, and so does not decide it.
pub(crate) struct Parties<AccountId> {
    /// Who appeals, and about whom it is.
    pub people: Vec<AccountId>,
    /// The issuers whose work or word it is about; their deputies have a part in it as well.
    pub issuers: Vec<IssuerId>,
    /// The schema that it is about; the holder of its domain's key has a part in it as well.
    pub schema: Option<SchemaId>,
}

impl<T: Config> Pallet<T> {
    /// Draws a panel if a term begins in block `now`: the first one in block 1, and then one every
    /// `panel_term` blocks. Reads the periods and nothing else in between.
    ///
    /// Returns what the draw has cost beyond that read.
    pub(crate) fn draw_panel_if_due(now: BlockNumber) -> Weight {
        let term = Self::periods().panel_term;
        match now.saturating_sub(1).checked_rem(term) {
            Some(0) => {
                Self::draw_panel(now);
                T::WeightInfo::draw_panel()
            }
            _ => Weight::zero(),
        }
    }

    /// Draws a panel if nobody sits.
    pub(crate) fn draw_panel_if_vacant() {
        let vacant = CurrentSitting::<T>::get().is_none_or(|sitting| sitting.order.is_empty());
        if vacant {
            Self::draw_panel(Self::now());
        }
    }

    /// The first `size` of those who sit that have no part in the case; fewer, if there are fewer.
    pub(crate) fn panel_for(parties: &Parties<T::AccountId>, size: u8) -> Panel<T::AccountId> {
        let partial = Self::partial(parties);
        let order = CurrentSitting::<T>::get().map(|sitting| sitting.order).unwrap_or_default();
        let members = order
            .into_iter()
            .filter(|member| !partial.contains(member))
            .take(size.into())
            .map(|member| (member, None))
            .collect();
        Panel::truncate_from(members)
    }

    /// Draws a panel from the pool. From an empty pool nobody is drawn, and nobody sits.
    fn draw_panel(now: BlockNumber) {
        let pool = PanelPool::<T>::get();
        let seed = Self::parent_hash();
        let order = Pool::truncate_from(shuffled(pool.into_inner(), seed));
        if order.is_empty() && CurrentSitting::<T>::take().is_none() {
            return;
        }
        if !order.is_empty() {
            CurrentSitting::<T>::put(Sitting { drawn: now, order: order.clone() });
        }
        Self::deposit_event(Event::PanelDrawn { order, seed });
    }

    fn parent_hash() -> H256 {
        let hash = frame_system::Pallet::<T>::parent_hash();
        H256::decode(&mut hash.as_ref()).unwrap_or_default()
    }

    /// Everybody who may not decide the case: the parties, the issuers and their deputies, the holder
    /// of the domain's key, and who holds an office, or held it last.
    fn partial(parties: &Parties<T::AccountId>) -> Vec<T::AccountId> {
        let mut partial = parties.people.clone();
        for issuer in &parties.issuers {
            partial.extend(Issuers::<T>::get(issuer).map(|found| found.account));
            partial.extend(Deputies::<T>::iter_key_prefix(issuer));
        }
        let domain =
            parties.schema.and_then(Schemas::<T>::get).and_then(|schema| schema.rules.domain);
        partial.extend(domain.and_then(Domains::<T>::get).map(|domain| domain.key_holder));
        for office in [Office::Compliance, Office::Review] {
            partial.extend(Offices::<T>::get(office).map(|appointment| appointment.account));
        }
        partial
    }
}

/// The list in an order that the seed determines: the shuffle of Fisher and Yates. That 2^64 is no
/// multiple of the number of choices favours some of them by less than one part in 2^57.
fn shuffled<Entry>(mut list: Vec<Entry>, seed: H256) -> Vec<Entry> {
    let mut order = Vec::with_capacity(list.len());
    while let Ok(left) = u32::try_from(list.len()) {
        let hash = BlakeTwo256::hash(&(seed, left).encode());
        let Some(bits) = hash.as_bytes().first_chunk().copied() else { break };
        let Some(choice) = u64::from_le_bytes(bits).checked_rem(left.into()) else { break };
        let Ok(choice) = usize::try_from(choice) else { break };
        order.push(list.swap_remove(choice));
    }
    order
}
