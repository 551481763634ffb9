//! What courts do by themselves: freezes, and taking versions out of view.

use althing_client::{
    chain::records::events::Burdened,
    records::{
        acts,
        types::{Burden, RedactionReason},
        words::Words,
    },
    registers::days,
    submit::Inclusion,
    Result,
};
use clap::Args;
use serde_json::json;

use super::args::Place;
use crate::cli::{
    commands::{attest::args::document, register::args::word_of},
    context::{fields, Context},
};

#[derive(Debug, Args)]
pub struct Freeze {
    /// The record
    record: u32,
    #[command(flatten)]
    place: Place,
    /// The order: a file, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    order: String,
    /// The last day on which it holds; until it is lifted if none is named
    #[arg(long, value_name = "DAY", value_parser = days::argument)]
    until: Option<i32>,
}

#[derive(Debug, Args)]
pub struct Unfreeze {
    /// The record
    record: u32,
    #[command(flatten)]
    place: Place,
    /// Which freeze; `althing record show` lists them
    #[arg(long, value_name = "NUMBER")]
    number: u16,
    /// The order: a file, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    order: String,
}

#[derive(Debug, Args)]
pub struct Redact {
    /// The record
    record: u32,
    /// The version
    version: u32,
    #[command(flatten)]
    place: Place,
    /// Why
    #[arg(long, value_parser = word_of::<RedactionReason>())]
    reason: RedactionReason,
    /// The order: a file, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    order: String,
}

pub async fn freeze(context: &Context, arguments: Freeze) -> Result<()> {
    let (register, record) = (arguments.place.register, arguments.record);
    let until = arguments.until;
    let call = acts::freeze(register, record, document(&arguments.order)?, until);
    let done = |inclusion: &Inclusion| {
        let event = inclusion.events.find_first::<Burdened>().and_then(|it| it.ok());
        let number = event.and_then(|event| match event.burden {
            Burden::Freeze(freeze) => Some(freeze.number),
            _ => None,
        });
        let until = until.map(days::text);
        let end =
            until.as_ref().map_or("until a court lifts it".into(), |day| format!("until {day}"));
        let result =
            json!({ "register": register, "record": record, "number": number, "until": until });
        (fields(result), format!("Nothing is completed about record {record} {end}."))
    };
    context.send(&call, done).await
}

pub async fn unfreeze(context: &Context, arguments: Unfreeze) -> Result<()> {
    let (register, record) = (arguments.place.register, arguments.record);
    let number = arguments.number;
    let call = acts::unfreeze(register, record, number, document(&arguments.order)?);
    let done = |_: &_| {
        let result = json!({ "register": register, "record": record, "number": number });
        (fields(result), format!("Freeze {number} of record {record} is lifted."))
    };
    context.send(&call, done).await
}

pub async fn redact(context: &Context, arguments: Redact) -> Result<()> {
    let (register, record, version) =
        (arguments.place.register, arguments.record, arguments.version);
    let order = document(&arguments.order)?;
    let reason = arguments.reason;
    let call = acts::redact(register, record, version, reason.clone(), order);
    let done = |_: &_| {
        let result = json!({
            "register": register,
            "record": record,
            "version": version,
            "reason": reason.word(),
        });
        let words = format!(
            "Version {version} of record {record} is taken out of view: {}. Its dates and hashes \
             stay.",
            reason.words()
        );
        (fields(result), words)
    };
    context.send(&call, done).await
}
