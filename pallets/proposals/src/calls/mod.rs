//! What each call does, once its origin is known: checks everything, writes, tells.

mod advance;
mod constitution;
mod sponsor;
mod stop;
mod submit;
