//! Extracts of a chain that exists in these tests only.

mod attestation;
mod checking;
mod files;
mod finality;
mod handoffs;
mod hostile;
pub(crate) mod synthetic;
mod trust;
