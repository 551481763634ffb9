use althing_primitives::ProposalId;
use frame_support::{
    dispatch::{DispatchResultWithPostInfo, Pays},
    ensure,
};

use crate::{cleaning::Rest, Closed, Config, Error, Pallet, WeightInfo};

impl<T: Config> Pallet<T> {
    /// Cleans up a closed poll; free, for it removes something or fails.
    pub(crate) fn do_clean(poll: ProposalId, limit: u32) -> DispatchResultWithPostInfo {
        ensure!(Closed::<T>::contains_key(poll), Error::<T>::NothingToClean);
        let cleaned = Self::clean_entries(poll, limit);
        let progress = cleaned.entries > 0 || cleaned.rest == Rest::None;
        ensure!(progress, Error::<T>::NothingToClean);
        Ok((Some(T::WeightInfo::clean(cleaned.entries)), Pays::No).into())
    }
}
