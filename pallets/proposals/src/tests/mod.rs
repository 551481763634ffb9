//! Tests, a file a call, and one each for what runs by itself.

mod advance;
mod agenda;
mod cancel;
mod conviction_voting;
mod curves;
mod decision;
mod enact;
mod guardian;
mod houses;
mod invariants;
mod kill;
mod mandate;
mod model;
mod queue;
mod reaffirm;
mod set_text;
mod settle;
mod sponsor;
mod submit;
mod tracks;
mod veto;
