//! `althing attest request` and `decide`

use std::path::PathBuf;

use althing_client::{
    amounts::{self, plain, pretty},
    attestations::{
        acts, claims,
        clock::When,
        read,
        statement::{Statement, Subject, TagClaim, Terms},
        types::RefusalReason,
        words::Words,
    },
    chain::attestations::events::{RequestAccepted, RequestRefused, Requested},
    errors::{Error, Result},
    submit::Inclusion,
};
use clap::{Args, Subcommand};
use serde_json::json;

use super::{
    args::{bytes32, document, Now, RefuseFor},
    issue::issued,
};
use crate::cli::context::{fields, Context};

#[derive(Debug, Args)]
pub struct Request {
    /// The issuer
    #[arg(long)]
    issuer: u32,
    /// A file with the salted claims that are to be attested
    #[arg(long, value_name = "FILE", required_unless_present_any = ["commitment", "close"])]
    claims: Option<PathBuf>,
    /// The commitment to them, if the issuer has salted them
    #[arg(long, value_name = "0x…", value_parser = bytes32, conflicts_with = "claims")]
    commitment: Option<[u8; 32]>,
    /// What the issuer receives for accepting, in THG; returned otherwise. A deposit is held beside
    /// it and always returned
    #[arg(long, value_parser = amounts::parse, default_value = "0")]
    fee: u128,
    /// Take the request back, or close one whose deadline has passed
    #[arg(long, conflicts_with_all = ["claims", "commitment"])]
    close: bool,
    /// Whose request is closed; your own if nobody is named
    #[arg(long, value_name = "ADDRESS", requires = "close")]
    subject: Option<String>,
}

#[derive(Debug, Args)]
pub struct Decide {
    #[command(subcommand)]
    what: Decision,
}

#[derive(Debug, Subcommand)]
enum Decision {
    /// Accept a request: the attestation is issued, and the fee is yours
    Accept(Accept),
    /// Refuse a request; the fee and the deposit go back at once
    Refuse(Refuse),
}

#[derive(Debug, Args)]
struct Accept {
    /// The issuer
    #[arg(long)]
    issuer: u32,
    /// Who has asked
    #[arg(long, value_name = "ADDRESS")]
    subject: String,
    /// How sure the issuer is
    #[arg(long)]
    level: u8,
    /// Where it holds, by its number in ISO 3166-1; 0 where none applies
    #[arg(long, default_value_t = 0)]
    jurisdiction: u16,
    /// The first block in which it is no longer valid
    #[arg(long, value_name = "WHEN")]
    expires: When,
    /// The person tag, as `althing tag` prints it
    #[arg(long, value_name = "0x…", value_parser = bytes32)]
    tag: Option<[u8; 32]>,
    /// The person tag under the key of before, while it is asked for as well
    #[arg(long, value_name = "0x…", value_parser = bytes32, requires = "tag")]
    previous_tag: Option<[u8; 32]>,
}

#[derive(Debug, Args)]
struct Refuse {
    /// The issuer
    #[arg(long)]
    issuer: u32,
    /// Who has asked
    #[arg(long, value_name = "ADDRESS")]
    subject: String,
    /// Why
    #[arg(long, value_enum)]
    reason: RefuseFor,
    /// A file with the evidence, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    evidence: String,
}

pub async fn request(context: &Context, arguments: Request) -> Result<()> {
    let now = Now::read(context).await?;
    let issuer = arguments.issuer;
    if arguments.close {
        return close(context, &now, &arguments).await;
    }
    let commitment = match (&arguments.claims, arguments.commitment) {
        (Some(path), _) => {
            let (set, is_new) = claims::read(path)?;
            if is_new {
                return Err(Error::Usage(
                    "the claims have no salts yet: the issuer salts them with `althing attest \
                     offer --salted FILE`, or give salted claims"
                        .into(),
                ));
            }
            set.commitment()
        }
        (None, Some(commitment)) => commitment,
        (None, None) => return Err(Error::Usage("name --claims FILE".into())),
    };
    let fee = arguments.fee;
    let done = |inclusion: &Inclusion| {
        let event = inclusion.events.find_first::<Requested>().and_then(|event| event.ok());
        let deadline = event.map(|event| now.clock.moment(event.deadline));
        let until = deadline.as_ref().map_or("its deadline".into(), |moment| moment.words());
        let words = format!(
            "Issuer {issuer} is asked for an attestation. It has until {until} to answer; then the \
             fee of {} goes back to you, as the deposit does in any case.",
            pretty(fee)
        );
        (fields(json!({ "issuer": issuer, "offered": plain(fee), "deadline": deadline })), words)
    };
    context.send_on(&now.chain, &acts::request(issuer, commitment, fee), done).await
}

async fn close(context: &Context, now: &Now, arguments: &Request) -> Result<()> {
    let issuer = arguments.issuer;
    let subject = match &arguments.subject {
        Some(named) => context.named_account(&now.chain, named).await?,
        None => *context.key(&now.chain).await?.account(),
    };
    let done = |_: &_| {
        let words = format!(
            "The request of {subject} to issuer {issuer} is closed; its fee and its deposit, if they \
             were still held, are returned."
        );
        (fields(json!({ "issuer": issuer, "subject": subject.to_string() })), words)
    };
    context.send_on(&now.chain, &acts::close_request(issuer, &subject), done).await
}

pub async fn decide(context: &Context, arguments: Decide) -> Result<()> {
    let now = Now::read(context).await?;
    match arguments.what {
        Decision::Accept(accept) => accept.send(context, &now).await,
        Decision::Refuse(refuse) => refuse.send(context, &now).await,
    }
}

impl Accept {
    async fn send(self, context: &Context, now: &Now) -> Result<()> {
        let who = context.named_account(&now.chain, &self.subject).await?;
        let missing =
            || Error::NotFound(format!("{who} has no open request to issuer {}", self.issuer));
        let request = read::request(&now.at, self.issuer, &who).await?.ok_or_else(missing)?;
        let terms = Terms {
            commitment: request.commitment.0,
            level: self.level,
            jurisdiction: self.jurisdiction,
            expires: now.clock.resolve(self.expires)?,
            tag: self.tag.map(|tag| TagClaim { tag, previous: self.previous_tag }),
        };
        let call = acts::accept(self.issuer, &who, &terms);
        let statement = Statement {
            genesis: now.genesis(),
            issuer: self.issuer,
            subject: Subject::from(who),
            serial: 0,
            terms,
            from: None,
            deadline: 0,
        };
        let done = |inclusion: &Inclusion| {
            let (mut result, words) = issued(inclusion, &now.clock, &statement);
            let event = inclusion.events.find_first::<RequestAccepted>();
            let fee = event.and_then(|event| event.ok()).map_or(0, |event| event.fee);
            result.append(&mut fields(json!({ "earned": plain(fee) })));
            (result, format!("{words}\nThe request's fee of {} is yours.", pretty(fee)))
        };
        context.send_on(&now.chain, &call, done).await
    }
}

impl Refuse {
    async fn send(self, context: &Context, now: &Now) -> Result<()> {
        let who = context.named_account(&now.chain, &self.subject).await?;
        let (issuer, reason) = (self.issuer, RefusalReason::from(self.reason));
        let call = acts::refuse(issuer, &who, reason.clone(), document(&self.evidence)?);
        let done = |inclusion: &Inclusion| {
            let event = inclusion.events.find_first::<RequestRefused>();
            let event = event.and_then(|event| event.ok());
            let until = event.map(|event| now.clock.moment(event.appeal_until));
            let appeal = match &until {
                Some(until) => format!("It can be appealed until {}.", until.words()),
                None => String::new(),
            };
            let words = format!(
                "The request of {who} is refused: {}. The fee and the deposit go back at once. \
                 {appeal}",
                reason.words()
            );
            let result = json!({
                "issuer": issuer,
                "subject": who.to_string(),
                "reason": reason.word(),
                "appeal_until": until,
            });
            (fields(result), words)
        };
        context.send_on(&now.chain, &call, done).await
    }
}
