//! `althing attest recover`

use std::path::PathBuf;

use althing_client::{
    attestations::{
        acts,
        agreement::{Agreement, AgreementError},
        read,
        statement::Purpose,
        view::RecoveryView,
    },
    chain::attestations::events::{Recovered, RecoveryStarted},
    connection::AccountId,
    errors::{Error, Result},
    submit::Inclusion,
};
use clap::{Args, Subcommand};
use serde_json::json;

use super::{args::Now, sign};
use crate::cli::{
    context::{fields, Context},
    output,
};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Sign, with the new account, that you accept that an attestation moves to it (person)
    Consent(sign::Consent),
    /// Start the move of an attestation whose person you have proofed again (issuer)
    Start {
        /// The new account's consent
        #[arg(long, value_name = "FILE")]
        consent: PathBuf,
    },
    /// Object to the move of your attestation to another account (old account)
    Object {
        /// The schema
        #[arg(long)]
        schema: u32,
    },
    /// Move the attestation, once nobody can object any more (anyone)
    Complete {
        /// The schema
        #[arg(long)]
        schema: u32,
        /// The old account
        #[arg(long, value_name = "ADDRESS")]
        from: String,
    },
    /// Show the move that is under way, if there is one
    Show {
        /// The schema
        #[arg(long)]
        schema: u32,
        /// The old account
        #[arg(long, value_name = "ADDRESS")]
        from: String,
    },
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    match arguments.action {
        Action::Consent(consent) => sign::consent(context, consent).await,
        Action::Start { consent } => start(context, &Agreement::read(&consent)?).await,
        Action::Object { schema } => {
            let done = |_: &_| {
                let words = format!("Your attestation under schema {schema} does not move.");
                (fields(json!({ "schema": schema, "moves": false })), words)
            };
            context.send(&acts::object(schema), done).await
        }
        Action::Complete { schema, from } => complete(context, schema, &from).await,
        Action::Show { schema, from } => show(context, schema, &from).await,
    }
}

async fn start(context: &Context, consent: &Agreement) -> Result<()> {
    let now = Now::read(context).await?;
    consent.check(Purpose::Move, &now.genesis(), now.clock.now)?;
    let no_account = || AgreementError::NoAccount(consent.statement.subject.clone());
    let to = consent.statement.subject.account().ok_or_else(no_account)?;
    let from = AccountId::from(consent.statement.from.ok_or_else(no_account)?);
    let done = |inclusion: &Inclusion| {
        let event = inclusion.events.find_first::<RecoveryStarted>().and_then(|event| event.ok());
        let schema = event.as_ref().map(|event| event.schema);
        let ready = event.map(|event| now.clock.moment(event.ready));
        let words = format!(
            "The attestation of {from} is to move to {to}. The old account can object until {}; \
             then `althing attest recover complete` moves it.",
            ready.as_ref().map_or("the end of the waiting period".into(), |moment| moment.words())
        );
        let result = json!({
            "schema": schema, "from": from.to_string(), "to": to.to_string(), "ready": ready,
        });
        (fields(result), words)
    };
    context.send_on(&now.chain, &acts::recover(consent)?, done).await
}

async fn complete(context: &Context, schema: u32, from: &str) -> Result<()> {
    let now = Now::read(context).await?;
    let from = context.named_account(&now.chain, from).await?;
    let done = |inclusion: &Inclusion| {
        let event = inclusion.events.find_first::<Recovered>().and_then(|event| event.ok());
        match event {
            Some(event) => {
                let (to, serial) = (event.to.to_string(), event.serial);
                let words = format!(
                    "The attestation of {from} under schema {schema} has moved to {to}, as number \
                     {serial} there."
                );
                let result = json!({
                    "schema": schema, "from": from.to_string(), "to": to, "serial": serial,
                    "moved": true,
                });
                (fields(result), words)
            }
            None => {
                let words = format!(
                    "The attestation of {from} under schema {schema} cannot move any more; the \
                     recovery has ended."
                );
                (
                    fields(json!({ "schema": schema, "from": from.to_string(), "moved": false })),
                    words,
                )
            }
        }
    };
    context.send_on(&now.chain, &acts::complete_recovery(schema, &from), done).await
}

async fn show(context: &Context, schema: u32, from: &str) -> Result<()> {
    let now = Now::read(context).await?;
    let from = context.named_account(&now.chain, from).await?;
    let found = read::recovery(&now.at, schema, &from).await?;
    let missing =
        || Error::NotFound(format!("no attestation of {from} under schema {schema} is to move"));
    let view = RecoveryView::make(&now.clock, schema, &from, &found.ok_or_else(missing)?);
    context.print(&view, || {
        let ready = match view.is_ready {
            true => {
                format!("since {}; `althing attest recover complete` moves it", view.ready.words())
            }
            false => format!("in {}; until then the old account can object", view.ready.words()),
        };
        output::facts(&[
            ("schema", view.schema.to_string()),
            ("from", view.from.clone()),
            ("to", view.to.clone()),
            ("proofed by issuer", view.issuer.to_string()),
            ("can be completed", ready),
        ])
    });
    Ok(())
}
