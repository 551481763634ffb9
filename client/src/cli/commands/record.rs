//! `althing record`

mod approve;
mod args;
mod contents;
mod court;
mod dealings;
mod draft;
mod import;
mod kinds;
mod list;
mod lodge;
mod objections;
mod safe;
mod synthetic;
mod work;

use althing_client::Result;
use clap::{Args, Subcommand};

use crate::cli::context::Context;

const AFTER_HELP: &str = "\
Nothing enters a register except as a dealing: it is lodged, and so takes its place on the day list;
those whom it concerns consent; a registrar, who is another person, approves it; once its notice has
passed and its turn has come, it is completed. `althing record work` says what waits for whom.

What a record says stays off the chain: fields in a file (--contents FILE, a JSON object) are salted
and kept in an encrypted vault (--vault FILE) before anything is sent, and the chain gets a
commitment. Whoever loses the vault can no longer show what was recorded.

Days are written 2026-11-20. A party is an address, record:REGISTER/NUMBER for what a record stands
for, or person:0x… for a person without a key; an owner with a share is ADDRESS=1/3. Instruments,
evidence, orders and reasons are files, of which the chain keeps the BLAKE2b-256 hash, or that hash.

--register ID can be left out where ALTHING_REGISTER is set.";

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Lodge a dealing of any kind: it takes its place on the day list
    Lodge(kinds::Arguments),
    /// Say what a sealed dealing is
    Reveal(lodge::Reveal),
    /// Lodge a transfer to other owners
    Transfer(kinds::Transfer),
    /// Lodge a right of somebody else: a charge, a lease, an easement
    Encumber(kinds::Encumber),
    /// Lodge a division of a record into several
    Split(kinds::Split),
    /// Lodge a union of several records
    Merge(kinds::Merge),
    /// Forbid every dealing with a record, at once (court)
    Freeze(court::Freeze),
    /// Lift a freeze (court)
    Unfreeze(court::Unfreeze),
    /// Consent to a dealing
    Consent(dealings::Consent),
    /// Take a consent back, before the dealing is approved
    Retract(dealings::Consent),
    /// Ask the lodger of a dealing for what is missing (clerk, registrar)
    Requisition(dealings::Requisition),
    /// Answer such a question
    Answer(dealings::Answer),
    /// Object to a dealing while its notice runs
    Object(objections::Object),
    /// Withdraw your objection
    WithdrawObjection(objections::Withdraw),
    /// Decide an objection (registrar, court)
    Decide(objections::Decide),
    /// Withdraw a dealing that you have lodged
    Withdraw(dealings::One),
    /// Reject a dealing (registrar)
    Reject(dealings::Reject),
    /// Approve dealings (registrar; for some kinds the authority or a court)
    Approve(approve::Approve),
    /// Complete dealings that are approved, once nothing is to be waited for (anyone)
    Complete(approve::Complete),
    /// End a dealing whose time is up (anyone)
    Lapse(dealings::One),
    /// List the records of a register, or the dealings on its day list
    List(list::List),
    /// Show a record, or a dealing
    Show(list::Show),
    /// Show what was entered into a record, from the first registration on
    History(list::History),
    /// Say what a register said of a record on a day, or what is known of it now
    At(list::OnDay),
    /// Say what waits for whom, and until when
    Work(work::Work),
    /// Take a version out of view (authority, court)
    Redact(court::Redact),
    /// Salt a file of fields into the vault, and print the commitment
    Commit(contents::Commit),
    /// Check fields in the vault against what the chain says of a record, and show them
    Open(contents::Open),
    /// Erase fields and their salts from the vault: what the chain has says nothing any more
    Erase(contents::Erase),
    /// Enter the disposals of a land registry's files, and skip what does not fit
    Import(import::Import),
    /// Make up data to try a register with, labelled so
    Synthetic(synthetic::Synthetic),
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    match arguments.what {
        What::Lodge(arguments) => kinds::run(context, arguments).await,
        What::Reveal(reveal) => lodge::reveal(context, reveal).await,
        What::Transfer(transfer) => lodge::lodge(context, transfer).await,
        What::Encumber(encumber) => lodge::lodge(context, encumber).await,
        What::Split(split) => lodge::lodge(context, split).await,
        What::Merge(merge) => lodge::lodge(context, merge).await,
        What::Freeze(freeze) => court::freeze(context, freeze).await,
        What::Unfreeze(unfreeze) => court::unfreeze(context, unfreeze).await,
        What::Consent(consent) => dealings::consent(context, consent).await,
        What::Retract(consent) => dealings::retract(context, consent).await,
        What::Requisition(question) => dealings::requisition(context, question).await,
        What::Answer(answer) => dealings::answer(context, answer).await,
        What::Object(object) => objections::object(context, object).await,
        What::WithdrawObjection(withdraw) => objections::withdraw(context, withdraw).await,
        What::Decide(decide) => objections::decide(context, decide).await,
        What::Withdraw(one) => dealings::withdraw(context, one).await,
        What::Reject(reject) => dealings::reject(context, reject).await,
        What::Approve(approve) => approve::approve(context, approve).await,
        What::Complete(complete) => approve::complete(context, complete).await,
        What::Lapse(one) => dealings::lapse(context, one).await,
        What::List(list) => list::list(context, list).await,
        What::Show(show) => list::show(context, show).await,
        What::History(history) => list::history(context, history).await,
        What::At(on_day) => list::on_day(context, on_day).await,
        What::Work(work) => work::run(context, work).await,
        What::Redact(redact) => court::redact(context, redact).await,
        What::Commit(commit) => contents::commit(context, commit).await,
        What::Open(open) => contents::open(context, open).await,
        What::Erase(erase) => contents::erase(context, erase).await,
        What::Import(import) => import::run(context, import).await,
        What::Synthetic(synthetic) => synthetic::run(context, &synthetic),
    }
}
