//! Creating registers, and what the community and the authority set in them.

use std::path::PathBuf;

use althing_client::{
    credentials::files,
    errors::{Error, Result},
    proposals::find_track,
    registers::{
        acts,
        charter::{CalendarFile, CharterFile, RulesFile},
        governance::Act,
        read,
        types::RegisterStatus,
        view::RegisterView,
    },
};
use clap::{Args, Subcommand};
use serde_json::json;

use super::{args::Proposal, list};
use crate::cli::{
    commands::attest::args::Now,
    context::{fields, Context},
};

#[derive(Debug, Args)]
pub struct Create {
    /// The file that describes it; `althing register template` prints one
    file: PathBuf,
    /// The track that governs it, by name or number
    #[arg(long, default_value = "registers")]
    track: String,
    /// What people call it, in place of the name in the file
    #[arg(long)]
    name: Option<String>,
    /// Who grants its roles, in place of the authority in the file
    #[arg(long, value_name = "ADDRESS")]
    authority: Option<String>,
    #[command(flatten)]
    proposal: Proposal,
}

#[derive(Debug, Args)]
pub struct Rules {
    #[command(subcommand)]
    action: RulesAction,
}

#[derive(Debug, Subcommand)]
enum RulesAction {
    /// Print the rules as a file
    Show {
        /// The register
        id: u32,
    },
    /// Propose other rules; what is lodged already keeps those of before
    Set {
        /// The register
        id: u32,
        /// The file with all rules; `althing register rules show` prints those of now
        file: PathBuf,
        #[command(flatten)]
        proposal: Proposal,
    },
}

#[derive(Debug, Args)]
pub struct Authority {
    /// The register
    id: u32,
    /// The account; it must hold no role in the register
    #[arg(value_name = "ADDRESS")]
    account: String,
    #[command(flatten)]
    proposal: Proposal,
}

#[derive(Debug, Args)]
pub struct Status {
    /// The register
    id: u32,
    #[command(flatten)]
    proposal: Proposal,
}

#[derive(Debug, Args)]
pub struct Decisions {
    #[command(flatten)]
    place: DecisionsPlace,
    #[command(flatten)]
    proposal: Proposal,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct DecisionsPlace {
    /// The register; of the kind `log`
    id: Option<u32>,
    /// In none
    #[arg(long)]
    nowhere: bool,
}

#[derive(Debug, Args)]
pub struct Calendar {
    #[command(subcommand)]
    action: CalendarAction,
}

#[derive(Debug, Subcommand)]
enum CalendarAction {
    /// Print the calendar as a file
    Show {
        /// The register
        id: u32,
    },
    /// Set another calendar; deadlines that run already stay
    Set {
        /// The register
        id: u32,
        /// The file with all of it; `althing register calendar show` prints that of now
        file: PathBuf,
    },
}

pub fn template(context: &Context) -> Result<()> {
    let example = CharterFile::example();
    context.print(&example, || serde_json::to_string_pretty(&example).unwrap_or_default());
    Ok(())
}

pub async fn create(context: &Context, create: Create) -> Result<()> {
    let mut file: CharterFile = files::read_json(&create.file, "a register's charter")?;
    let now = Now::read(context).await?;
    let (track, _) = find_track(&now.at, &create.track).await?;
    if let Some(name) = create.name {
        file.name = name;
    }
    let named = create.authority.as_ref().unwrap_or(&file.authority);
    let authority =
        context.named_account(&now.chain, named).await.map_err(|error| match error {
            Error::Usage(problem) => Error::Usage(format!("authority: {problem}")),
            other => other,
        })?;
    let act = Act::Create(track, file.charter(authority)?);
    create.proposal.submit(context, &now.chain, act).await
}

pub async fn rules(context: &Context, arguments: Rules) -> Result<()> {
    let now = Now::read(context).await?;
    match arguments.action {
        RulesAction::Show { id } => {
            let rules = RegisterView::of(&now.at, id).await?.rules;
            context.print(&rules, || serde_json::to_string_pretty(&rules).unwrap_or_default());
            Ok(())
        }
        RulesAction::Set { id, file, proposal } => {
            let file: RulesFile = files::read_json(&file, "a register's rules")?;
            let act = Act::SetRules(id, file.rules()?);
            proposal.submit(context, &now.chain, act).await
        }
    }
}

pub async fn authority(context: &Context, arguments: Authority) -> Result<()> {
    let now = Now::read(context).await?;
    let account = context.named_account(&now.chain, &arguments.account).await?;
    let act = Act::SetAuthority(arguments.id, account);
    arguments.proposal.submit(context, &now.chain, act).await
}

pub async fn suspend(context: &Context, status: Status) -> Result<()> {
    set_status(context, status, RegisterStatus::Suspended).await
}

pub async fn activate(context: &Context, status: Status) -> Result<()> {
    set_status(context, status, RegisterStatus::Active).await
}

pub async fn close(context: &Context, status: Status) -> Result<()> {
    set_status(context, status, RegisterStatus::Closed).await
}

async fn set_status(context: &Context, status: Status, new: RegisterStatus) -> Result<()> {
    let chain = context.chain().await?;
    status.proposal.submit(context, &chain, Act::SetStatus(status.id, new)).await
}

pub async fn decisions(context: &Context, arguments: Decisions) -> Result<()> {
    let chain = context.chain().await?;
    let act = Act::KeepDecisions(arguments.place.id);
    arguments.proposal.submit(context, &chain, act).await
}

pub async fn calendar(context: &Context, arguments: Calendar) -> Result<()> {
    let now = Now::read(context).await?;
    match arguments.action {
        CalendarAction::Show { id } => {
            let calendar = CalendarFile::from(&read::calendar(&now.at, id).await?);
            context
                .print(&calendar, || serde_json::to_string_pretty(&calendar).unwrap_or_default());
            Ok(())
        }
        CalendarAction::Set { id, file } => {
            let file: CalendarFile = files::read_json(&file, "a register's calendar")?;
            let call = acts::set_calendar(id, file.calendar()?);
            let done = |_: &_| {
                let words =
                    format!("Register {id} has another calendar: {}", list::calendar(&file));
                (fields(json!({ "register": id, "calendar": file })), words)
            };
            context.send_on(&now.chain, &call, done).await
        }
    }
}
