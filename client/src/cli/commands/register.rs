//! `althing register`

pub mod args;
mod govern;
mod list;
mod review;
mod role;

use althing_client::Result;
use clap::{Args, Subcommand};

use crate::cli::context::Context;

const AFTER_HELP: &str = "\
The community creates a register and sets its rules (create, rules, authority, suspend, activate,
close, decisions): these are submitted as proposals on the register's track. Its authority grants
the roles and keeps the calendar (role, calendar, review); it holds no role itself. Whoever holds a
role works with `althing record`.

Start with a file of your own:
  althing register template > land.json      and write the authority's address into it
  althing register create land.json --track registers --text \"Why we want it\"

Days are written 2026-11-20; blocks 1200, +100, 12h, 30d, 1y or as a day. Grounds are a file, of
which the chain keeps the BLAKE2b-256 hash, or that hash (0x…).";

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the registers
    List,
    /// Show a register: its fields, its rules and its calendar
    Show {
        /// The register
        id: u32,
    },
    /// Print a file to start a register from
    Template,
    /// Propose a new register
    Create(Box<govern::Create>),
    /// Show a register's rules, or propose others
    Rules(govern::Rules),
    /// Propose that another account grants the roles of a register
    Authority(govern::Authority),
    /// Propose that nothing is lodged or approved in a register for the time being
    Suspend(govern::Status),
    /// Propose that a suspended register is worked on again
    Activate(govern::Status),
    /// Propose that a register can only be read from now on, for ever
    Close(govern::Status),
    /// Propose in which register is recorded what proposals carry out
    Decisions(govern::Decisions),
    /// Set the days on which a register does business (authority)
    Calendar(govern::Calendar),
    /// Grant roles, and take them away (authority)
    Role(role::Arguments),
    /// List who has which role
    Roles {
        /// The register
        id: u32,
    },
    /// Look into what a registrar approved (authority, auditors)
    Review(review::Arguments),
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    match arguments.what {
        What::List => list::list(context).await,
        What::Show { id } => list::show(context, id).await,
        What::Template => govern::template(context),
        What::Create(create) => govern::create(context, *create).await,
        What::Rules(arguments) => govern::rules(context, arguments).await,
        What::Authority(arguments) => govern::authority(context, arguments).await,
        What::Suspend(status) => govern::suspend(context, status).await,
        What::Activate(status) => govern::activate(context, status).await,
        What::Close(status) => govern::close(context, status).await,
        What::Decisions(arguments) => govern::decisions(context, arguments).await,
        What::Calendar(arguments) => govern::calendar(context, arguments).await,
        What::Role(arguments) => role::run(context, arguments).await,
        What::Roles { id } => role::list(context, id).await,
        What::Review(arguments) => review::run(context, arguments).await,
    }
}
