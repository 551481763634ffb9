//! Amounts, with the reason for each.

use althing_primitives::{Balance, BlockNumber};

/// One token. It has 12 decimals.
pub const THG: Balance = 1_000_000_000_000;

/// A thousandth of a token.
pub const MILLI_THG: Balance = 1_000_000_000;

/// A millionth of a token.
pub const MICRO_THG: Balance = 1_000_000;

/// A day of production, where a block takes 6 s.
pub const DAYS: BlockNumber = 24 * 60 * 10;

/// The balance below which an account ceases to be: small, so that newcomers can be given an
/// account, yet enough to make a million empty accounts cost a thousand tokens.
pub const EXISTENTIAL_DEPOSIT: Balance = MILLI_THG;

/// The deposit for one more entry in storage: a hundred accounts' worth, since an entry that
/// nobody comes back for stays for ever.
const ITEM_DEPOSIT: Balance = 100 * MILLI_THG;

/// The deposit for one more byte in storage: a call of 1 kB is noted for a third of a token,
/// and the largest preimage (4 MiB) for about 420 tokens.
const BYTE_DEPOSIT: Balance = 100 * MICRO_THG;

/// The deposit for what is kept in storage at an account's wish.
pub const fn deposit(items: Balance, bytes: Balance) -> Balance {
    let items = ITEM_DEPOSIT.saturating_mul(items);
    items.saturating_add(BYTE_DEPOSIT.saturating_mul(bytes))
}

/// What transactions cost.
pub mod fees {
    use super::Balance;

    /// Tokens a picosecond of execution. A transfer takes about 0.3 ms, and so costs about
    /// 0.003 THG; a block full of transactions (1.5 s) costs 15 THG.
    pub const PER_PICOSECOND: Balance = 10;

    /// Tokens a byte of the transaction. A transfer has about 150 bytes, which add 5% to its
    /// price; a block full of bytes costs 4 THG.
    pub const PER_BYTE: Balance = super::MICRO_THG;
}
