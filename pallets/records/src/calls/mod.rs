//! One file a group of calls, which check everything, write, and emit.

mod approve;
mod complete;
mod consent;
mod court;
mod endings;
mod lodge;
mod objections;
mod registers;
mod requisition;
mod roles;
mod sealed;
