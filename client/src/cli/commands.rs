//! One module a command: its arguments and what it does with them.

pub mod attest;
pub mod carry;
pub mod credential;
pub mod delegate;
pub mod demo;
pub mod erase;
pub mod extract;
pub mod metadata;
pub mod present;
pub mod proposals;
pub mod propose;
pub mod record;
pub mod register;
pub mod replay;
pub mod sponsor;
pub mod stake;
pub mod status;
pub mod status_list;
pub mod tag;
pub mod treasury;
pub mod unstake;
pub mod verify;
pub mod vote;
pub mod wallet;
pub mod watch;

use althing_client::Result;

use super::{args::Command, context::Context};

/// Runs a command.
pub async fn run(context: Context, command: Command) -> Result<()> {
    context.check_carrying(command.can_be_carried())?;
    dispatch(&context, command).await?;
    context.check_carried()
}

async fn dispatch(context: &Context, command: Command) -> Result<()> {
    match command {
        Command::Status(arguments) => status::run(context, arguments).await,
        Command::Attest(arguments) => attest::run(context, arguments).await,
        Command::Register(arguments) => register::run(context, arguments).await,
        Command::Record(arguments) => record::run(context, arguments).await,
        Command::Carry(arguments) => carry::run(context, arguments).await,
        Command::Propose(arguments) => propose::run(context, arguments).await,
        Command::Sponsor(arguments) => sponsor::run(context, arguments).await,
        Command::Stake(arguments) => stake::run(context, arguments).await,
        Command::Unstake(arguments) => unstake::run(context, arguments).await,
        Command::Vote(arguments) => vote::run(context, arguments).await,
        Command::Delegate(arguments) => delegate::run(context, arguments).await,
        Command::Proposals(arguments) => proposals::run(context, arguments).await,
        Command::Treasury(arguments) => treasury::run(context, arguments).await,
        Command::Watch(arguments) => watch::run(context, arguments).await,
        Command::Extract(arguments) => extract::run(context, arguments).await,
        Command::Wallet(arguments) => wallet::run(context, arguments).await,
        Command::Present(arguments) => present::run(context, arguments).await,
        Command::Verify(arguments) => verify::run(context, arguments).await,
        Command::Credential(arguments) => credential::run(context, arguments).await,
        Command::Erase(arguments) => erase::run(context, arguments).await,
        Command::Tag(arguments) => tag::run(context, arguments).await,
        Command::StatusList(arguments) => status_list::run(context, arguments).await,
        Command::Replay(arguments) => replay::run(context, arguments).await,
        Command::Demo(arguments) => demo::run(context, arguments).await,
        Command::Metadata(arguments) => metadata::run(context, arguments).await,
    }
}
