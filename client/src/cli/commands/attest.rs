//! `althing attest`

mod appeal;
mod appeal_rules;
pub mod args;
mod change;
mod domain;
mod freeze;
mod import;
mod issue;
mod issuer;
mod list;
mod office;
mod panel;
mod periods;
mod policy;
mod recover;
mod request;
mod schema;
mod sign;
mod worklist;

use althing_client::Result;
use clap::{Args, Subcommand};

use crate::cli::context::Context;

const AFTER_HELP: &str = "\
What is attested is in files; the chain has a commitment to it. So an attestation of an account takes
three steps: the issuer makes an offer (offer), the subject signs it (consent), the issuer issues it
(issue). Or the subject asks first (request, decide); or the issuer signs, and the subject carries
it to the chain (sign, claim).

Blocks are written 1200, or from now +100, 12h, 30d, 1y, or as a day 2027-01-31. Evidence, grounds and
reasons are files, of which the chain keeps the BLAKE2b-256 hash, or that hash (0x…).

Acts of the community (schemas, tag domains, issuers, policies, offices, panels, the rules of appeals
and periods) are submitted as proposals.";

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List, show, create and retire schemas: what attestations say
    Schema(schema::Arguments),
    /// List, create and rekey tag domains, within which a person has one tag
    Domain(domain::Arguments),
    /// List, show and accredit issuers, and what the community and they themselves do about them
    Issuer(issuer::Arguments),
    /// Prepare an attestation: salt the claims, and write what the subject signs (issuer)
    Offer(issue::Offer),
    /// Sign that you accept an attestation that was offered (subject)
    Consent(sign::Consent),
    /// Issue an attestation on the chain (issuer)
    Issue(issue::Issue),
    /// Sign an attestation off chain, for its subject to carry to the chain (issuer)
    Sign(sign::Sign),
    /// Carry an attestation to the chain that an issuer has signed (subject)
    Claim(sign::Claim),
    /// Ask an issuer for an attestation, for a fee; or take that back (subject)
    Request(request::Request),
    /// Accept or refuse a request (issuer)
    Decide(request::Decide),
    /// Issue an attestation that follows a live one without a break (issuer)
    Renew(issue::Renew),
    /// Suspend an attestation for the time being (issuer)
    Suspend(change::Suspend),
    /// Lift a suspension (issuer)
    Lift(change::Lift),
    /// Revoke an attestation for good (issuer)
    Revoke(change::Revoke),
    /// Give up an attestation of yourself (subject)
    Renounce(change::Renounce),
    /// Remove an attestation that is long over, and return its deposit (anyone)
    Remove(change::Remove),
    /// Appeal against a measure, or decide an appeal
    Appeal(appeal::Arguments),
    /// Freeze an account, prolong that, or end it (offices)
    Freeze(freeze::Arguments),
    /// Move an attestation to another account of the same person
    Recover(recover::Arguments),
    /// List, show, create and revise policies, and check whether an account meets one
    Policy(policy::Arguments),
    /// Show who holds the offices, and propose who does
    Office(office::Arguments),
    /// Show from whom the panels for appeals are drawn, and propose others
    Panel(panel::Arguments),
    /// Show how appeals go, and propose other rules
    AppealRules(appeal_rules::Arguments),
    /// Show the periods that attestations keep to, and propose others
    Periods(periods::Arguments),
    /// List the attestations of a subject, an issuer or a schema
    List(list::List),
    /// Show an attestation, and whether it holds
    Show(list::Show),
    /// Show what an issuer has to do
    Worklist(worklist::Worklist),
    /// Issue many attestations from a table; can be interrupted and run again
    Import(import::Import),
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    match arguments.what {
        What::Schema(arguments) => schema::run(context, arguments).await,
        What::Domain(arguments) => domain::run(context, arguments).await,
        What::Issuer(arguments) => issuer::run(context, arguments).await,
        What::Offer(arguments) => issue::offer(context, arguments).await,
        What::Consent(arguments) => sign::consent(context, arguments).await,
        What::Issue(arguments) => issue::issue(context, arguments).await,
        What::Sign(arguments) => sign::sign(context, arguments).await,
        What::Claim(arguments) => sign::claim(context, arguments).await,
        What::Request(arguments) => request::request(context, arguments).await,
        What::Decide(arguments) => request::decide(context, arguments).await,
        What::Renew(arguments) => issue::renew(context, arguments).await,
        What::Suspend(arguments) => change::suspend(context, arguments).await,
        What::Lift(arguments) => change::lift(context, arguments).await,
        What::Revoke(arguments) => change::revoke(context, arguments).await,
        What::Renounce(arguments) => change::renounce(context, arguments).await,
        What::Remove(arguments) => change::remove(context, arguments).await,
        What::Appeal(arguments) => appeal::run(context, arguments).await,
        What::Freeze(arguments) => freeze::run(context, arguments).await,
        What::Recover(arguments) => recover::run(context, arguments).await,
        What::Policy(arguments) => policy::run(context, arguments).await,
        What::Office(arguments) => office::run(context, arguments).await,
        What::Panel(arguments) => panel::run(context, arguments).await,
        What::AppealRules(arguments) => appeal_rules::run(context, arguments).await,
        What::Periods(arguments) => periods::run(context, arguments).await,
        What::List(arguments) => list::list(context, arguments).await,
        What::Show(arguments) => list::show(context, arguments).await,
        What::Worklist(arguments) => worklist::run(context, arguments).await,
        What::Import(arguments) => import::run(context, arguments).await,
    }
}
