//! The node's executable.

use std::process::ExitCode;

fn main() -> ExitCode {
    match althing_node::command::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Error: {error}");
            ExitCode::FAILURE
        }
    }
}
