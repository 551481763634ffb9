//! What each call does: checks everything, writes, emits.

mod cancel_unstake;
mod clean;
mod delegate;
mod rebase;
mod stake;
mod undelegate;
mod unstake;
mod vote;
mod withdraw;
mod withdraw_ballot;
