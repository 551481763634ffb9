//! What is done with one dealing between its lodgement and its end.

use althing_client::{
    chain::records::events::{Lapsed, Rejected, Requisitioned},
    errors::{Error, Result},
    records::{
        acts,
        parties::{self, PartyName},
        types::{Party, RejectionReason},
        view::DeadlineView,
        words::Words,
    },
};
use clap::Args;
use serde_json::json;

use super::args::{party, Place};
use crate::cli::{
    commands::{
        attest::args::{document, Now},
        register::args::word_of,
    },
    context::{fields, Context},
};

/// One dealing.
#[derive(Debug, Args)]
pub struct One {
    /// The dealing
    pub dealing: u32,
    #[command(flatten)]
    pub place: Place,
}

#[derive(Debug, Args)]
pub struct Consent {
    #[command(flatten)]
    one: One,
    /// For whom; for yourself if nobody is named
    #[arg(long = "for", value_name = "PARTY")]
    party: Option<PartyName>,
}

#[derive(Debug, Args)]
pub struct Requisition {
    #[command(flatten)]
    one: One,
    /// The question: a file, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    question: String,
    /// Within how many business days it is to be answered
    #[arg(long, value_name = "NUMBER")]
    days: u16,
}

#[derive(Debug, Args)]
pub struct Answer {
    #[command(flatten)]
    one: One,
    /// The answer: a file, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    answer: String,
}

#[derive(Debug, Args)]
pub struct Reject {
    #[command(flatten)]
    one: One,
    /// Why
    #[arg(long, value_parser = word_of::<RejectionReason>())]
    reason: RejectionReason,
    /// The reasons in full: a file, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    reasons: String,
}

impl Consent {
    async fn party(&self, context: &Context, now: &Now) -> Result<Party> {
        match &self.party {
            Some(named) => party(context, now, named).await,
            None => Ok(Party::Account(*context.key(&now.chain).await?.account())),
        }
    }
}

pub async fn consent(context: &Context, arguments: Consent) -> Result<()> {
    let now = Now::read(context).await?;
    let party = arguments.party(context, &now).await?;
    let (register, dealing) = (arguments.one.place.register, arguments.one.dealing);
    let (name, call) = (parties::text(&party), acts::consent(register, dealing, party));
    let done = |_: &_| {
        let result = json!({ "register": register, "dealing": dealing, "consents": name });
        (fields(result), format!("{name} consents to dealing {dealing}."))
    };
    context.send_on(&now.chain, &call, done).await
}

pub async fn retract(context: &Context, arguments: Consent) -> Result<()> {
    let now = Now::read(context).await?;
    let party = arguments.party(context, &now).await?;
    let (register, dealing) = (arguments.one.place.register, arguments.one.dealing);
    let (name, call) = (parties::text(&party), acts::retract(register, dealing, party));
    let done = |_: &_| {
        let result = json!({ "register": register, "dealing": dealing, "retracts": name });
        (fields(result), format!("{name} no longer consents to dealing {dealing}."))
    };
    context.send_on(&now.chain, &call, done).await
}

pub async fn requisition(context: &Context, arguments: Requisition) -> Result<()> {
    let (register, dealing) = (arguments.one.place.register, arguments.one.dealing);
    let question = document(&arguments.question)?;
    let call = acts::requisition(register, dealing, question, arguments.days);
    context
        .send(&call, |inclusion| {
            let event = inclusion.events.find_first::<Requisitioned>().and_then(|it| it.ok());
            let deadline = event.map(|event| DeadlineView::from(&event.deadline));
            let until = deadline.as_ref().map_or("then".to_string(), DeadlineView::words);
            let result = json!({ "register": register, "dealing": dealing, "deadline": deadline });
            let words =
                format!("The lodger of dealing {dealing} has to answer by {until}, or it lapses.");
            (fields(result), words)
        })
        .await
}

pub async fn answer(context: &Context, arguments: Answer) -> Result<()> {
    let (register, dealing) = (arguments.one.place.register, arguments.one.dealing);
    let call = acts::answer(register, dealing, document(&arguments.answer)?);
    let done = |_: &_| {
        let result = json!({ "register": register, "dealing": dealing });
        (fields(result), format!("The question about dealing {dealing} is answered."))
    };
    context.send(&call, done).await
}

pub async fn withdraw(context: &Context, one: One) -> Result<()> {
    let (register, dealing) = (one.place.register, one.dealing);
    let call = acts::withdraw(register, dealing);
    let done = |_: &_| {
        let result = json!({ "register": register, "dealing": dealing });
        (fields(result), format!("Dealing {dealing} is withdrawn; its deposit is returned."))
    };
    context.send(&call, done).await
}

pub async fn reject(context: &Context, arguments: Reject) -> Result<()> {
    let (register, dealing) = (arguments.one.place.register, arguments.one.dealing);
    let Reject { reason, reasons, .. } = arguments;
    let call = acts::reject(register, dealing, reason.clone(), document(&reasons)?);
    context
        .send(&call, |inclusion| {
            let event = inclusion.events.find_first::<Rejected>().and_then(|it| it.ok());
            let slashed = event.map(|event| althing_client::amounts::plain(event.slashed));
            let result = json!({
                "register": register,
                "dealing": dealing,
                "reason": reason.word(),
                "slashed": slashed,
            });
            let words = format!("Dealing {dealing} is rejected: {}.", reason.words());
            (fields(result), words)
        })
        .await
}

pub async fn lapse(context: &Context, one: One) -> Result<()> {
    let (register, dealing) = (one.place.register, one.dealing);
    let call = acts::lapse(register, dealing);
    context
        .send(&call, |inclusion| {
            let event = inclusion.events.find_first::<Lapsed>().and_then(|it| it.ok());
            let why = event.as_ref().map(|event| event.why.word());
            let words = event.as_ref().map_or("its time is up", |event| event.why.words());
            let result = json!({ "register": register, "dealing": dealing, "why": why });
            (fields(result), format!("Dealing {dealing} has ended: {words}."))
        })
        .await
}

/// The dealings that are meant, each once and in order.
///
/// # Errors
/// If none is named.
pub fn several(mut dealings: Vec<u32>) -> Result<Vec<u32>> {
    dealings.sort_unstable();
    dealings.dedup();
    match dealings.is_empty() {
        true => Err(Error::Usage("name the dealings by their numbers".into())),
        false => Ok(dealings),
    }
}
