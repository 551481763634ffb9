//! One file a call, and one each for what happens without a call.

mod cancel_unstake;
mod clean;
mod cleaning;
mod delegate;
mod genesis;
mod invariants;
mod model;
mod polls;
mod rebase;
mod stake;
mod undelegate;
mod unstake;
mod views;
mod vote;
mod withdraw;
mod withdraw_ballot;
