//! `althing attest offer`, `issue` and `renew`

use std::path::PathBuf;

use althing_client::{
    attestations::{
        acts,
        agreement::{self, Agreement, Offer as OfferFile},
        claims,
        clock::{Clock, When},
        prepare::{self, Wish},
        statement::{Purpose, Statement, Subject, TagClaim},
    },
    chain::attestations::events::Issued,
    errors::{Error, Result},
    submit::Inclusion,
};
use althing_credentials::{hex32, ClaimSet};
use clap::Args;
use serde_json::{json, Map, Value};

use super::args::{bytes32, Now};
use crate::cli::context::{fields, Context};

/// What is attested of whom.
#[derive(Debug, Args)]
pub struct TermsArgs {
    /// The issuer
    #[arg(long)]
    issuer: u32,
    /// Of whom or what: an address, record:0x… or hash:0x…
    #[arg(long)]
    subject: String,
    /// A file with the claims: an object of names and values, or salted claims
    #[arg(long, value_name = "FILE")]
    claims: PathBuf,
    /// Where the salted claims go, without which nobody can show what is attested; needed unless the
    /// claims are salted already
    #[arg(long, value_name = "FILE")]
    salted: Option<PathBuf>,
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
pub struct Offer {
    #[command(flatten)]
    terms: TermsArgs,
    /// The account from which an attestation moves to the subject, for `althing attest recover`
    #[arg(long, value_name = "ADDRESS")]
    moves_from: Option<String>,
    /// Where the offer goes, which the subject signs
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(Debug, Args)]
pub struct Issue {
    /// The subject's consent: the file that `althing attest consent` writes
    #[arg(long, value_name = "FILE")]
    consent: Option<PathBuf>,
    /// An offer about something that is no account, so that nobody has to consent
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "consent",
        required_unless_present = "consent"
    )]
    offer: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Renew {
    #[command(flatten)]
    issue: Issue,
}

/// An offer, and the claims that it is about.
struct Prepared {
    offer: OfferFile,
    claims: ClaimSet,
    /// Whether salts were made, which have to be kept.
    is_new: bool,
}

impl TermsArgs {
    async fn prepare(
        &self,
        context: &Context,
        now: &Now,
        moves_from: Option<&str>,
    ) -> Result<Prepared> {
        let from = match moves_from {
            Some(named) => Some(now.subject(context, named).await?),
            None => None,
        };
        let wish = Wish {
            issuer: self.issuer,
            subject: now.subject(context, &self.subject).await?,
            level: self.level,
            jurisdiction: self.jurisdiction,
            expires: now.clock.resolve(self.expires)?,
            tag: self.tag.map(|tag| TagClaim { tag, previous: self.previous_tag }),
            from,
        };
        let (claims, is_new) = claims::read(&self.claims)?;
        let offer = prepare::offer(&now.at, now.genesis(), &wish, &claims).await?;
        Ok(Prepared { offer, claims, is_new })
    }

    /// Keeps new salts before anything else is written.
    fn keep(&self, prepared: &Prepared) -> Result<()> {
        match (&self.salted, prepared.is_new) {
            (Some(path), _) => Ok(claims::write(path, &prepared.claims)?),
            (None, false) => Ok(()),
            (None, true) => Err(Error::Usage(
                "the claims are not salted yet: name with --salted a file for the salted claims; \
                 the subject needs it, and without it nobody can show what is attested"
                    .into(),
            )),
        }
    }
}

pub async fn offer(context: &Context, arguments: Offer) -> Result<()> {
    let now = Now::read(context).await?;
    let from = arguments.moves_from.as_deref();
    let prepared = arguments.terms.prepare(context, &now, from).await?;
    if !context.is_dry_run() {
        arguments.terms.keep(&prepared)?;
        agreement::write(&arguments.output, &prepared.offer)?;
    }
    let offer = &prepared.offer;
    let path = arguments.output.display().to_string();
    let result = json!({
        "dry_run": context.is_dry_run(),
        "offer": path,
        "salted": arguments.terms.salted.as_ref().map(|path| path.display().to_string()),
        "issuer": offer.issuer,
        "schema": offer.schema,
        "subject": offer.subject,
        "serial": offer.serial,
        "commitment": hex32::encode(&offer.terms.commitment),
        "expires": now.clock.moment(offer.terms.expires),
    });
    context.print(&result, || {
        let next = match (offer.subject.account(), &offer.from) {
            (None, _) => format!("Next: `althing attest issue --offer {path}`."),
            (Some(_), None) => format!(
                "Give it to the subject with the salted claims, who signs it: `althing attest \
                 consent {path} --claims FILE --output FILE`."
            ),
            (Some(_), Some(_)) => format!(
                "Give it to the person with the salted claims, who signs it with the new account: \
                 `althing attest recover consent {path} --claims FILE --output FILE`."
            ),
        };
        format!("{}\n{next}", offer_words(offer, &now.clock))
    });
    Ok(())
}

/// What an offer says, in words.
pub fn offer_words(offer: &OfferFile, clock: &Clock) -> String {
    let moved = match &offer.from {
        Some(from) => format!(" It moves from {from}."),
        None => String::new(),
    };
    format!(
        "Issuer {} offers to attest {} of {} under schema {} (number {} there), at level {}, until \
         {}.{moved}",
        offer.issuer,
        hex32::encode(&offer.terms.commitment),
        offer.subject,
        offer.schema,
        offer.serial,
        offer.terms.level,
        clock.words(offer.terms.expires)
    )
}

/// What is to be issued, and the consent to it.
struct Order {
    statement: Statement,
    consent: Option<Agreement>,
}

impl Issue {
    fn order(&self, now: &Now) -> Result<Order> {
        if let Some(path) = &self.consent {
            let consent = Agreement::read(path)?;
            consent.check(Purpose::Accept, &now.genesis(), now.clock.now)?;
            return Ok(Order { statement: consent.statement.clone(), consent: Some(consent) });
        }
        let missing = || Error::Usage("name --consent FILE, or --offer FILE".into());
        let offer = OfferFile::read(self.offer.as_deref().ok_or_else(missing)?)?;
        offer.check_chain(&now.genesis())?;
        if offer.subject.account().is_some() {
            return Err(Error::Usage(
                "an account has to consent: have its owner sign the offer with `althing attest \
                 consent`, and issue with --consent FILE"
                    .into(),
            ));
        }
        Ok(Order { statement: offer.statement(0), consent: None })
    }
}

impl Order {
    fn signed(&self) -> Result<Option<agreement::ChainSigned>> {
        Ok(self.consent.as_ref().map(Agreement::to_chain).transpose()?)
    }
}

pub async fn issue(context: &Context, arguments: Issue) -> Result<()> {
    let now = Now::read(context).await?;
    let order = arguments.order(&now)?;
    let Statement { issuer, subject, terms, .. } = &order.statement;
    let call = acts::issue(*issuer, subject, terms, order.signed()?);
    let done = |inclusion: &Inclusion| issued(inclusion, &now.clock, &order.statement);
    context.send_on(&now.chain, &call, done).await
}

pub async fn renew(context: &Context, arguments: Renew) -> Result<()> {
    let now = Now::read(context).await?;
    let order = arguments.issue.order(&now)?;
    let Statement { issuer, subject, terms, .. } = &order.statement;
    let call = acts::renew(*issuer, subject, terms, order.signed()?);
    let done = |inclusion: &Inclusion| issued(inclusion, &now.clock, &order.statement);
    context.send_on(&now.chain, &call, done).await
}

/// What was issued, as the chain tells it.
pub fn issued(
    inclusion: &Inclusion,
    clock: &Clock,
    statement: &Statement,
) -> (Map<String, Value>, String) {
    let event = inclusion.events.find_first::<Issued>().and_then(|event| event.ok());
    let (schema, serial) =
        event.as_ref().map_or((None, statement.serial), |it| (Some(it.schema), it.serial));
    let renews = event.as_ref().and_then(|event| event.renews);
    let until = clock.moment(statement.terms.expires);
    let subject: &Subject = &statement.subject;
    let result = json!({
        "schema": schema,
        "subject": subject,
        "serial": serial,
        "issuer": statement.issuer,
        "commitment": hex32::encode(&statement.terms.commitment),
        "level": statement.terms.level,
        "jurisdiction": statement.terms.jurisdiction,
        "expires": until,
        "renews": renews,
    });
    let what = match renews {
        Some(old) => format!("renews number {old}"),
        None => "is issued".into(),
    };
    let under = schema.map_or(String::new(), |schema| format!(" under schema {schema}"));
    let words = format!(
        "The attestation number {serial} of {subject}{under} {what}; it is valid until {}.",
        until.words()
    );
    (fields(result), words)
}
