//! The command line: arguments, one module a command, and what is printed.

mod args;
mod commands;
mod context;
mod output;
mod progress;
mod vaults;

use std::process::ExitCode;

use clap::Parser;

use args::Cli;
use context::Context;

/// Runs the command that the arguments name, and ends with its exit code.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(cause) => {
            eprintln!("error: no threads can be started: {cause}");
            return ExitCode::from(althing_client::errors::exit::OTHER);
        }
    };
    let context = Context::new(cli.global);
    let json = context.json();
    match runtime.block_on(commands::run(context, cli.command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::report(&error, json);
            ExitCode::from(error.exit_code())
        }
    }
}
