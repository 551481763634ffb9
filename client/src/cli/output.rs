//! What is printed: results on standard output, everything else on standard error.

use std::io::Write;

use althing_client::Error;
use serde_json::json;

/// Prints a result. A reader that has gone away (`althing … | head`) is no error.
pub fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    if let Err(cause) = writeln!(out, "{text}").and_then(|()| out.flush()) {
        if cause.kind() == std::io::ErrorKind::BrokenPipe {
            std::process::exit(0);
        }
        eprintln!("error: the result cannot be printed: {cause}");
    }
}

/// Says what went wrong, and what to do next.
pub fn report(error: &Error, as_json: bool) {
    if as_json {
        eprintln!("{}", error_json(error));
    } else {
        eprintln!("{}", error_text(error));
    }
}

fn error_text(error: &Error) -> String {
    match error.advice() {
        Some(advice) => format!("error: {error}\n  what to do: {advice}"),
        None => format!("error: {error}"),
    }
}

fn error_json(error: &Error) -> String {
    let name = error.refusal().map(|refusal| refusal.name.as_str());
    json!({ "error": {
        "kind": error.kind(),
        "name": name,
        "message": error.to_string(),
        "advice": error.advice(),
        "exit_code": error.exit_code(),
    }})
    .to_string()
}

/// Columns of text, each as wide as its widest cell, two spaces apart.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max()
    };
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or_default()).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(&format!("{cell:<width$}  "));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Names and values, one a line.
pub fn facts(rows: &[(&str, String)]) -> String {
    let rows: Vec<_> =
        rows.iter().map(|(name, value)| vec![(*name).to_string(), value.clone()]).collect();
    table(&rows)
}

#[cfg(test)]
mod tests {
    use althing_client::errors::Refusal;

    use super::*;

    #[test]
    fn columns_are_aligned() {
        let rows = [["id", "status"], ["1", "deciding"], ["10", "no"]];
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        insta::assert_snapshot!(table(&rows), @r"
        id  status
        1   deciding
        10  no
        ");
    }

    #[test]
    fn an_error_names_the_chain_s_reason_and_what_to_do() {
        let refusal = Refusal {
            name: "Voting::PollClosed".into(),
            documentation: "The poll has ended.".into(),
        };
        insta::assert_snapshot!(error_text(&Error::Refused(refusal.clone())), @"error: the chain refused it: Voting::PollClosed: The poll has ended.");
        insta::assert_snapshot!(error_json(&Error::Refused(refusal)), @r#"{"error":{"advice":null,"exit_code":4,"kind":"refused","message":"the chain refused it: Voting::PollClosed: The poll has ended.","name":"Voting::PollClosed"}}"#);
        insta::assert_snapshot!(error_text(&Error::connection("ws://127.0.0.1:1", "refused")), @r"
        error: cannot talk to the node at ws://127.0.0.1:1: refused
          what to do: Start a development chain with `make dev`, or name another node with --url ws://HOST:PORT.
        ");
    }
}
