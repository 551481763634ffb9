//! Objections to dealings: made, withdrawn, decided.

use althing_client::{
    amounts::plain,
    chain::records::events::{Objected, ObjectionDecided},
    records::{acts, types::ObjectionVerdict, words::Words},
    Result,
};
use clap::Args;
use serde_json::json;

use super::dealings::One;
use crate::cli::{
    commands::{
        attest::args::{document, Now},
        register::args::word_of,
    },
    context::{fields, Context},
};

#[derive(Debug, Args)]
pub struct Object {
    #[command(flatten)]
    one: One,
    /// The grounds: a file, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    grounds: String,
}

#[derive(Debug, Args)]
pub struct Withdraw {
    #[command(flatten)]
    one: One,
}

#[derive(Debug, Args)]
pub struct Decide {
    #[command(flatten)]
    one: One,
    /// Who objects
    #[arg(long, value_name = "ADDRESS")]
    objector: String,
    /// What becomes of the objection
    #[arg(long, value_parser = word_of::<ObjectionVerdict>())]
    verdict: ObjectionVerdict,
    /// The reasons: a file, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    reasons: String,
}

pub async fn object(context: &Context, arguments: Object) -> Result<()> {
    let (register, dealing) = (arguments.one.place.register, arguments.one.dealing);
    let call = acts::object(register, dealing, document(&arguments.grounds)?);
    context
        .send(&call, |inclusion| {
            let event = inclusion.events.find_first::<Objected>().and_then(|it| it.ok());
            let deposit = event.map(|event| plain(event.deposit)).unwrap_or_default();
            let result = json!({ "register": register, "dealing": dealing, "deposit": deposit });
            let words = format!(
                "Dealing {dealing} waits until your objection is withdrawn or decided; {deposit} THG \
                 are held until then."
            );
            (fields(result), words)
        })
        .await
}

pub async fn withdraw(context: &Context, arguments: Withdraw) -> Result<()> {
    let (register, dealing) = (arguments.one.place.register, arguments.one.dealing);
    let call = acts::withdraw_objection(register, dealing);
    let done = |_: &_| {
        let result = json!({ "register": register, "dealing": dealing });
        (fields(result), format!("You no longer object to dealing {dealing}."))
    };
    context.send(&call, done).await
}

pub async fn decide(context: &Context, arguments: Decide) -> Result<()> {
    let now = Now::read(context).await?;
    let (register, dealing) = (arguments.one.place.register, arguments.one.dealing);
    let Decide { objector, verdict, reasons, .. } = arguments;
    let objector = context.named_account(&now.chain, &objector).await?;
    let reasons = document(&reasons)?;
    let call = acts::decide_objection(register, dealing, &objector, verdict.clone(), reasons);
    let done = |inclusion: &althing_client::submit::Inclusion| {
        let event = inclusion.events.find_first::<ObjectionDecided>().and_then(|it| it.ok());
        let result = json!({
            "register": register,
            "dealing": dealing,
            "objector": objector.to_string(),
            "verdict": verdict.word(),
            "returned": event.as_ref().map(|event| plain(event.returned)),
            "slashed": event.as_ref().map(|event| plain(event.slashed)),
        });
        let words =
            format!("The objection of {objector} to dealing {dealing}: {}.", verdict.words());
        (fields(result), words)
    };
    context.send_on(&now.chain, &call, done).await
}
