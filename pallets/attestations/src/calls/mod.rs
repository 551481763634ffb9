//! One file a group of calls, which check everything, write, and emit.

mod appeal;
mod bond;
mod deputy;
mod domain;
mod freeze;
mod issue;
mod issuer;
mod office;
mod policy;
mod recovery;
mod remove;
mod renew;
mod request;
mod schema;
mod state;
