//! Amounts of THG: exact text to and from the chain's smallest unit. Never a floating-point number.

/// The decimals of THG.
pub const DECIMALS: usize = 12;

/// One THG in the smallest unit.
pub const THG: u128 = 1_000_000_000_000;

/// The decimals of the micro-STX in which the replayed votes are written.
pub const MICRO_DECIMALS: usize = 6;

/// One micro-STX (and one micro-THG) in the smallest unit.
pub const MICRO: u128 = 1_000_000;

/// Why a text is not an amount.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AmountError {
    /// There are no digits.
    #[error("no amount is given; write for example 100 or 0.5")]
    Empty,
    /// There is something else than digits, one point and separators.
    #[error("'{0}' is no amount; write for example 100, 0.5 or 1_000_000")]
    Malformed(String),
    /// There are more decimals than THG has.
    #[error("'{0}' has more than {DECIMALS} decimals, and THG has no smaller unit")]
    TooPrecise(String),
    /// It does not fit in 128 bits.
    #[error("'{0}' is more than can exist")]
    TooLarge(String),
}

/// Reads an amount of THG, for example `100`, `0.5`, `1_000.25` or `100 THG`.
///
/// # Errors
/// If the text is no amount, is finer than the smallest unit, or does not fit.
///
/// ```
/// assert_eq!(althing_client::amounts::parse("1.5"), Ok(1_500_000_000_000));
/// ```
pub fn parse(text: &str) -> Result<u128, AmountError> {
    let trimmed = text.trim();
    let number = trimmed.strip_suffix("THG").unwrap_or(trimmed).trim_end();
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let malformed = || AmountError::Malformed(text.to_string());
    if number.is_empty() {
        return Err(AmountError::Empty);
    }
    if whole.is_empty() || (number.contains('.') && fraction.is_empty()) {
        return Err(malformed());
    }
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(malformed());
    }
    if fraction.len() > DECIMALS {
        return Err(AmountError::TooPrecise(text.to_string()));
    }
    let digits = whole.replace('_', "");
    if digits.is_empty() || whole.starts_with('_') || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(malformed());
    }
    let too_large = || AmountError::TooLarge(text.to_string());
    let whole: u128 = digits.parse().map_err(|_| too_large())?;
    let fraction: u128 = format!("{fraction:0<DECIMALS$}").parse().map_err(|_| malformed())?;
    whole.checked_mul(THG).and_then(|units| units.checked_add(fraction)).ok_or_else(too_large)
}

/// Writes an amount exactly, with no more decimals than it needs: `0.5`, `100`.
pub fn plain(units: u128) -> String {
    with_decimals(units, 0)
}

/// Writes an amount exactly with at least six decimals, as the replayed votes are published.
///
/// ```
/// assert_eq!(althing_client::amounts::micro(271_344_268_000_000), "271.344268");
/// ```
pub fn micro(units: u128) -> String {
    with_decimals(units, MICRO_DECIMALS)
}

/// Writes an amount for people: thousands are set apart, and the unit follows.
pub fn pretty(units: u128) -> String {
    let plain = plain(units);
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let whole = grouped(whole);
    if fraction.is_empty() {
        format!("{whole} THG")
    } else {
        format!("{whole}.{fraction} THG")
    }
}

/// Writes an amount for people with exactly so many decimals, rounded to the nearest; no unit.
pub fn rounded(units: u128, decimals: usize) -> String {
    let kept = decimals.min(DECIMALS);
    let step = (kept..DECIMALS).fold(1u128, |step, _| step.saturating_mul(10));
    let nearest = units.saturating_add(step / 2) / step * step;
    let fraction = format!("{:0DECIMALS$}", nearest % THG);
    let whole = grouped(&(nearest / THG).to_string());
    match &fraction[..kept] {
        "" => whole,
        fraction => format!("{whole}.{fraction}"),
    }
}

/// Writes a count for people: `2,311`.
pub fn count(number: u64) -> String {
    grouped(&number.to_string())
}

fn with_decimals(units: u128, at_least: usize) -> String {
    let fraction = format!("{:0DECIMALS$}", units % THG);
    let significant = fraction.trim_end_matches('0').len().max(at_least);
    match &fraction[..significant] {
        "" => format!("{}", units / THG),
        fraction => format!("{}.{fraction}", units / THG),
    }
}

fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_and_fractional_amounts_are_read_exactly() {
        assert_eq!(parse("0"), Ok(0));
        assert_eq!(parse("100"), Ok(100 * THG));
        assert_eq!(parse(" 1_000.25 THG "), Ok(1_000 * THG + THG / 4));
        assert_eq!(parse("0.000000000001"), Ok(1));
        assert_eq!(parse("10084.399081"), Ok(10_084_399_081 * MICRO));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        assert_eq!(parse(""), Err(AmountError::Empty));
        assert_eq!(parse("THG"), Err(AmountError::Empty));
        for text in ["-1", "1e3", "1,5", ".5", "5.", "1.2.3", "_", "_1", "0x10", "1 000"] {
            assert_eq!(parse(text), Err(AmountError::Malformed(text.into())), "{text}");
        }
        assert_eq!(
            parse("0.0000000000001"),
            Err(AmountError::TooPrecise("0.0000000000001".into()))
        );
    }

    #[test]
    fn the_greatest_amount_is_read_and_the_next_refused() {
        let most = plain(u128::MAX);
        assert_eq!(most, "340282366920938463463374607.431768211455");
        assert_eq!(parse(&most), Ok(u128::MAX));
        let next = "340282366920938463463374607.431768211456";
        assert_eq!(parse(next), Err(AmountError::TooLarge(next.into())));
    }

    #[test]
    fn writing_keeps_every_unit() {
        assert_eq!(plain(THG / 2), "0.5");
        assert_eq!(plain(1), "0.000000000001");
        assert_eq!(micro(1_553_219_062_620 * MICRO), "1553219.062620");
        assert_eq!(micro(0), "0.000000");
        assert_eq!(micro(THG + 1), "1.000000000001");
        assert_eq!(pretty(1_234_567 * THG + THG / 10), "1,234,567.1 THG");
        assert_eq!(pretty(100 * THG), "100 THG");
        assert_eq!(rounded(1_553_219_062_620 * MICRO, 6), "1,553,219.062620");
        assert_eq!(rounded(45_795_180_583_721, 2), "45.80");
        assert_eq!(rounded(THG - 1, 0), "1");
        assert_eq!(rounded(0, 3), "0.000");
        assert_eq!(count(2_311), "2,311");
        assert_eq!(count(12), "12");
    }
}
