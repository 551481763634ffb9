//! Attestations, and all about them, as people and programs read them: amounts exact, blocks with
//! an estimated date, reasons by word.

mod attestation;
mod issuer;
mod measures;
mod policy;
mod rules;
mod schema;
mod worklist;

pub use attestation::AttestationView;
pub use issuer::{DeputyView, IssuerView, RightsView, SpanView};
pub use measures::{AppealView, FreezeView, PanelVote, RecoveryView, RequestView};
pub use policy::{ClauseView, PolicyView, RuleText, StandingView};
pub use rules::{AppealRulesView, OfficeView, PeriodsView};
pub use schema::{DomainView, FieldView, SchemaView};
pub use worklist::Worklist;

/// Bytes that should be text.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Bytes in hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    format!("0x{}", hex::encode(bytes))
}
