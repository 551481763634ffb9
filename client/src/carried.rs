//! Carried calls: signed by somebody who cannot pay, sent by anybody at their own cost.
//!
//! Whoever has nothing to pay a fee with, or is frozen, can still vote, object and appeal: they sign
//! the call off chain ([`sign`]) and hand the file ([`Carried`]) to anybody, who checks it ([`check`])
//! and sends it in a transaction of their own ([`carry`]). The call runs in its signer's name, once,
//! on this chain, and in the blocks that the file names.
//!
//! Whoever carries it lends it nothing and can alter nothing: call, nonce, blocks, chain and runtime
//! are all signed. What the file says in words is for people alone; [`describe`] reads the call.
//!
//! [`check`]: Carried::check
//! [`describe`]: crate::proposals::call::describe

mod error;
mod file;
mod payload;
mod send;

pub use error::CarriedError;
pub use file::{Carried, Mark, VERSION};
pub use payload::Dispatch;
pub use send::{carry, present, sign, Carriage, Present};

#[cfg(test)]
mod tests;
