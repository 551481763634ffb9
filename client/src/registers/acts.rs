//! The calls of a register's authority and auditors. Those of the community are in
//! [`governance`](crate::registers::governance).

use subxt::{tx::Payload, utils::MultiAddress};

use crate::{
    chain,
    connection::{AccountId, Hash},
    registers::{
        types::{Calendar, Grant, Role},
        RegisterId,
    },
};

fn to(account: &AccountId) -> MultiAddress<AccountId, ()> {
    MultiAddress::Id(*account)
}

/// Gives a register another calendar.
pub fn set_calendar(register: RegisterId, calendar: Calendar) -> impl Payload {
    chain::tx().records().set_calendar(register, calendar)
}

/// Grants a role, or changes its terms.
pub fn grant_role(
    register: RegisterId,
    account: &AccountId,
    role: Role,
    grant: Grant,
) -> impl Payload {
    chain::tx().records().grant_role(register, to(account), role, grant)
}

/// Takes a role away; one may give up one's own.
pub fn revoke_role(register: RegisterId, account: &AccountId, role: Role) -> impl Payload {
    chain::tx().records().revoke_role(register, to(account), role)
}

/// Puts under review what an account approved since a block.
pub fn review(
    register: RegisterId,
    registrar: &AccountId,
    since: u32,
    grounds: Hash,
) -> impl Payload {
    chain::tx().records().review(register, to(registrar), since, grounds)
}

/// Ends a review.
pub fn end_review(register: RegisterId, registrar: &AccountId) -> impl Payload {
    chain::tx().records().end_review(register, to(registrar))
}
