//! One file a call.

mod expire;
mod payout;
mod spend;
mod void;
