//! The cells of one line.
//!
//! A line is a row: none of these files has a line break within a cell. So a quote that is never
//! closed spoils its own row, and not all that follow.

/// The longest line that is read, in bytes.
pub const LONGEST_LINE: usize = 4096;

/// Splits a line at its commas. A cell may stand in double quotes, in which two of them mean one.
///
/// # Errors
/// What is wrong with the line.
pub fn split(line: &[u8]) -> Result<Vec<String>, String> {
    if line.len() > LONGEST_LINE {
        return Err(format!("is longer than {LONGEST_LINE} bytes"));
    }
    let text = std::str::from_utf8(line).map_err(|_| "is not UTF-8 text".to_string())?;
    let text = text.strip_suffix('\r').unwrap_or(text);
    if text.chars().any(char::is_control) {
        return Err("has control characters".into());
    }
    if text.trim().is_empty() {
        return Err("is empty".into());
    }
    let (mut cells, mut rest) = (Vec::new(), Some(text));
    while let Some(text) = rest {
        let (cell, after) = match text.strip_prefix('"') {
            Some(quoted) => quoted_cell(quoted)?,
            None => bare_cell(text)?,
        };
        cells.push(cell);
        rest = after;
    }
    Ok(cells)
}

/// A cell whose quote is open, and what comes after its comma.
fn quoted_cell(text: &str) -> Result<(String, Option<&str>), String> {
    let (mut cell, mut rest) = (String::new(), text);
    loop {
        let Some((inside, after)) = rest.split_once('"') else {
            return Err("has a quote that is never closed".into());
        };
        cell.push_str(inside);
        match after.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None if after.is_empty() => return Ok((cell, None)),
            None => {
                let odd = || "has something between a closing quote and the comma".to_string();
                return after.strip_prefix(',').map(|next| (cell, Some(next))).ok_or_else(odd);
            }
        }
    }
}

/// A cell without quotes, and what comes after its comma.
fn bare_cell(text: &str) -> Result<(String, Option<&str>), String> {
    let (cell, after) = match text.split_once(',') {
        Some((cell, after)) => (cell, Some(after)),
        None => (text, None),
    };
    match cell.contains('"') {
        true => Err("has a quote in the middle of a cell".into()),
        false => Ok((cell.to_string(), after)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &str) -> Vec<String> {
        split(line.as_bytes()).unwrap()
    }

    #[test]
    fn cells_stand_in_quotes_or_without() {
        assert_eq!(cells(r#""a","b c","",d,"#), ["a", "b c", "", "d", ""]);
        assert_eq!(
            cells("\"FLAT 1, UPPER\",\"THE \"\"BELL\"\"\"\r"),
            ["FLAT 1, UPPER", "THE \"BELL\""]
        );
        assert_eq!(cells("\u{e9}t\u{e9}"), ["\u{e9}t\u{e9}"]);
    }

    #[test]
    fn a_line_that_is_none_is_refused() {
        let odd: [(&[u8], &str); 8] = [
            (b"\"a\",\"b", "never closed"),
            (b"\"a\"b,c", "between a closing quote"),
            (b"a\"b,c", "in the middle of a cell"),
            (b"\xff\xfe", "is not UTF-8"),
            (b"a\0b", "control characters"),
            (b"", "is empty"),
            (b"  \r", "is empty"),
            (&[b'a'; LONGEST_LINE + 1], "is longer than"),
        ];
        for (line, reason) in odd {
            let said = split(line).unwrap_err();
            assert!(said.contains(reason), "{said}");
        }
    }
}
