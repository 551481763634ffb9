//! Which accounts a compliance measure holds still.
//!
//! A ledger that keeps one balance an account can be told to freeze it. One that keeps many, a
//! token at a time, cannot be told token by token without walking through all of them: it asks.

/// Answers whether an account is frozen.
///
/// A frozen account keeps what it has, and receives; nothing leaves it. It may always vote, object
/// and appeal.
pub trait IsFrozen<AccountId> {
    /// Whether nothing may leave `who` in this block. Takes one read of storage, or none.
    fn is_frozen(who: &AccountId) -> bool;
}
