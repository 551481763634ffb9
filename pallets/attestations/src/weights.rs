//! What the calls cost. The runtime uses the measured weights.

use frame_support::weights::Weight;

/// What the calls cost.
pub trait WeightInfo {
    /// See [`crate::Pallet::create_domain`].
    fn create_domain() -> Weight;
    /// See [`crate::Pallet::rotate_key`].
    fn rotate_key() -> Weight;
    /// See [`crate::Pallet::create_schema`].
    fn create_schema() -> Weight;
    /// See [`crate::Pallet::retire_schema`].
    fn retire_schema() -> Weight;
    /// See [`crate::Pallet::accredit`].
    fn accredit() -> Weight;
    /// See [`crate::Pallet::suspend_issuer`].
    fn suspend_issuer() -> Weight;
    /// See [`crate::Pallet::reinstate_issuer`].
    fn reinstate_issuer() -> Weight;
    /// See [`crate::Pallet::remove_issuer`].
    fn remove_issuer() -> Weight;
    /// See [`crate::Pallet::void_issuer`].
    fn void_issuer() -> Weight;
    /// See [`crate::Pallet::set_bond`].
    fn set_bond() -> Weight;
    /// See [`crate::Pallet::set_keys`].
    fn set_keys() -> Weight;
    /// See [`crate::Pallet::appoint_deputy`].
    fn appoint_deputy() -> Weight;
    /// See [`crate::Pallet::dismiss_deputy`].
    fn dismiss_deputy() -> Weight;
    /// `issue` of something that cannot consent, untagged, into an empty place, covered by a bond.
    fn issue() -> Weight;
    /// The same of an account, whose signature is checked.
    fn issue_signed() -> Weight;
    /// The same with a person tag that is free.
    fn issue_tagged() -> Weight;
    /// The same with a tag, where the deposit is held on the issuer's account.
    fn issue_held() -> Weight;
    /// The same in place of an attestation that is over, with a tag behind which `n` attestations are over.
    fn issue_over(n: u32) -> Weight;
    /// See [`crate::Pallet::claim`]; behind the tag are `n` attestations that are over.
    fn claim(n: u32) -> Weight;
    /// See [`crate::Pallet::renew`]; behind the tag are `n` attestations that are over.
    fn renew(n: u32) -> Weight;
    /// See [`crate::Pallet::suspend`].
    fn suspend() -> Weight;
    /// See [`crate::Pallet::lift`].
    fn lift() -> Weight;
    /// See [`crate::Pallet::revoke`].
    fn revoke() -> Weight;
    /// See [`crate::Pallet::renounce`].
    fn renounce() -> Weight;
    /// See [`crate::Pallet::remove`].
    fn remove() -> Weight;
    /// See [`crate::Pallet::request`].
    fn request() -> Weight;
    /// See [`crate::Pallet::accept`]; behind the tag are `n` attestations that are over.
    fn accept(n: u32) -> Weight;
    /// See [`crate::Pallet::refuse`].
    fn refuse() -> Weight;
    /// See [`crate::Pallet::close_request`].
    fn close_request() -> Weight;
    /// See [`crate::Pallet::create_policy`].
    fn create_policy() -> Weight;
    /// See [`crate::Pallet::revise_policy`].
    fn revise_policy() -> Weight;
    /// See [`crate::Pallet::appoint`].
    fn appoint() -> Weight;
    /// See [`crate::Pallet::freeze`].
    fn freeze() -> Weight;
    /// See [`crate::Pallet::prolong`].
    fn prolong() -> Weight;
    /// See [`crate::Pallet::unfreeze`].
    fn unfreeze() -> Weight;
    /// See [`crate::Pallet::set_pool`].
    fn set_pool() -> Weight;
    /// See [`crate::Pallet::set_appeal_rules`].
    fn set_appeal_rules() -> Weight;
    /// See [`crate::Pallet::appeal`].
    fn appeal() -> Weight;
    /// See [`crate::Pallet::decide`].
    fn decide() -> Weight;
    /// See [`crate::Pallet::conclude`].
    fn conclude() -> Weight;
    /// See [`crate::Pallet::recover`].
    fn recover() -> Weight;
    /// See [`crate::Pallet::object`].
    fn object() -> Weight;
    /// See [`crate::Pallet::complete_recovery`]; behind the tags are `n` attestations that are over, the
    /// one that moves among them.
    fn complete_recovery(n: u32) -> Weight;
    /// See [`crate::Pallet::set_periods`].
    fn set_periods() -> Weight;
    /// Whether an account meets a policy of `n` clauses.
    fn standing(n: u32) -> Weight;
    /// What every block begins with.
    fn begin_block_base() -> Weight;
    /// `n` freezes end.
    fn thaw(n: u32) -> Weight;
    /// A panel is drawn.
    fn draw_panel() -> Weight;
    /// `n` issuers have drawn on their bonds in a block.
    fn settle_draws(n: u32) -> Weight;
    /// What every block ends with.
    fn on_idle_base() -> Weight;
}

/// Distinct weights for tests, which measure nothing.
impl WeightInfo for () {
    fn create_domain() -> Weight {
        Weight::from_parts(1000, 100)
    }

    fn rotate_key() -> Weight {
        Weight::from_parts(1010, 101)
    }

    fn create_schema() -> Weight {
        Weight::from_parts(1020, 102)
    }

    fn retire_schema() -> Weight {
        Weight::from_parts(1030, 103)
    }

    fn accredit() -> Weight {
        Weight::from_parts(1040, 104)
    }

    fn suspend_issuer() -> Weight {
        Weight::from_parts(1050, 105)
    }

    fn reinstate_issuer() -> Weight {
        Weight::from_parts(1060, 106)
    }

    fn remove_issuer() -> Weight {
        Weight::from_parts(1070, 107)
    }

    fn void_issuer() -> Weight {
        Weight::from_parts(1080, 108)
    }

    fn set_bond() -> Weight {
        Weight::from_parts(1090, 109)
    }

    fn set_keys() -> Weight {
        Weight::from_parts(1100, 110)
    }

    fn appoint_deputy() -> Weight {
        Weight::from_parts(1110, 111)
    }

    fn dismiss_deputy() -> Weight {
        Weight::from_parts(1120, 112)
    }

    fn issue() -> Weight {
        Weight::from_parts(1130, 113)
    }

    fn issue_signed() -> Weight {
        Weight::from_parts(1140, 114)
    }

    fn issue_tagged() -> Weight {
        Weight::from_parts(1150, 115)
    }

    fn issue_held() -> Weight {
        Weight::from_parts(1160, 116)
    }

    fn issue_over(n: u32) -> Weight {
        Weight::from_parts(1170, 117)
            .saturating_add(Weight::from_parts(7, 3).saturating_mul(n.into()))
    }

    fn claim(n: u32) -> Weight {
        Weight::from_parts(1180, 118)
            .saturating_add(Weight::from_parts(7, 3).saturating_mul(n.into()))
    }

    fn renew(n: u32) -> Weight {
        Weight::from_parts(1190, 119)
            .saturating_add(Weight::from_parts(7, 3).saturating_mul(n.into()))
    }

    fn suspend() -> Weight {
        Weight::from_parts(1200, 120)
    }

    fn lift() -> Weight {
        Weight::from_parts(1210, 121)
    }

    fn revoke() -> Weight {
        Weight::from_parts(1220, 122)
    }

    fn renounce() -> Weight {
        Weight::from_parts(1230, 123)
    }

    fn remove() -> Weight {
        Weight::from_parts(1240, 124)
    }

    fn request() -> Weight {
        Weight::from_parts(1250, 125)
    }

    fn accept(n: u32) -> Weight {
        Weight::from_parts(1260, 126)
            .saturating_add(Weight::from_parts(7, 3).saturating_mul(n.into()))
    }

    fn refuse() -> Weight {
        Weight::from_parts(1270, 127)
    }

    fn close_request() -> Weight {
        Weight::from_parts(1280, 128)
    }

    fn create_policy() -> Weight {
        Weight::from_parts(1290, 129)
    }

    fn revise_policy() -> Weight {
        Weight::from_parts(1300, 130)
    }

    fn appoint() -> Weight {
        Weight::from_parts(1310, 131)
    }

    fn freeze() -> Weight {
        Weight::from_parts(1320, 132)
    }

    fn prolong() -> Weight {
        Weight::from_parts(1330, 133)
    }

    fn unfreeze() -> Weight {
        Weight::from_parts(1340, 134)
    }

    fn set_pool() -> Weight {
        Weight::from_parts(1350, 135)
    }

    fn set_appeal_rules() -> Weight {
        Weight::from_parts(1360, 136)
    }

    fn appeal() -> Weight {
        Weight::from_parts(1370, 137)
    }

    fn decide() -> Weight {
        Weight::from_parts(1380, 138)
    }

    fn conclude() -> Weight {
        Weight::from_parts(1390, 139)
    }

    fn recover() -> Weight {
        Weight::from_parts(1400, 140)
    }

    fn object() -> Weight {
        Weight::from_parts(1410, 141)
    }

    fn complete_recovery(n: u32) -> Weight {
        Weight::from_parts(1420, 142)
            .saturating_add(Weight::from_parts(7, 3).saturating_mul(n.into()))
    }

    fn set_periods() -> Weight {
        Weight::from_parts(1430, 143)
    }

    fn standing(n: u32) -> Weight {
        Weight::from_parts(1440, 144)
            .saturating_add(Weight::from_parts(7, 3).saturating_mul(n.into()))
    }

    fn begin_block_base() -> Weight {
        Weight::from_parts(1450, 145)
    }

    fn thaw(n: u32) -> Weight {
        Weight::from_parts(1460, 146)
            .saturating_add(Weight::from_parts(7, 3).saturating_mul(n.into()))
    }

    fn draw_panel() -> Weight {
        Weight::from_parts(1470, 147)
    }

    fn settle_draws(n: u32) -> Weight {
        Weight::from_parts(1480, 148)
            .saturating_add(Weight::from_parts(7, 3).saturating_mul(n.into()))
    }

    fn on_idle_base() -> Weight {
        Weight::from_parts(1490, 149)
    }
}
