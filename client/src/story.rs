//! A replay, told to somebody who knows no blockchain. Only words: who prints them is not decided
//! here.

use crate::{
    amounts::{count, micro, plain, pretty},
    replay::{csv::Counting, plan::Plan, Report, Step},
};

/// What is told before the first step.
pub fn opening(plan: &Plan) -> String {
    format!(
        "A real vote, held again on a chain of your own\n\
         ----------------------------------------------\n\
         In 2024 the holders of a currency called Stacks voted on how to rebuild its network.\n\
         Who voted, how, and with how many coins is public. This demo takes that table, gives\n\
         each of the {} voters a key of their own, and has every one of them vote again: on a\n\
         blockchain, a common record that nobody can change behind the backs of the others.\n\
         Here it runs on your machine alone. In the end the vote pays out money from a common\n\
         treasury, and no person has to approve that payment.\n\
         One Stacks coin stands for one THG, the money of this chain.\n",
        count(plan.voters.len() as u64)
    )
}

/// What is told when a step begins; `total` is the number of its parts.
pub fn begin(step: Step, total: u64, amount: u128) -> String {
    let total = count(total);
    let (number, title, text) = match step {
        Step::Fund => (
            1,
            "Everybody gets an account",
            format!("{total} accounts, each with the money its voter really voted with.",),
        ),
        Step::Stake => (
            2,
            "Everybody sets money aside to vote with",
            format!("What counts in a vote is what one has staked before: {total} signatures.",),
        ),
        Step::WarmUp => (
            3,
            "The stakes settle",
            "They count only after a waiting time, so that \
             nobody can buy a vote\n   after seeing what it is about."
                .into(),
        ),
        Step::Propose => (
            4,
            "Somebody makes a proposal",
            format!(
            "\"The treasury shall pay {}.\" A deposit keeps jokers away;\n   whoever is serious \
             gets it back.",
            pretty(amount)
        ),
        ),
        Step::Prepare => (
            5,
            "Everybody can read it",
            format!(
                "It is public for {total} blocks (pages of the common record) before the vote.",
            ),
        ),
        Step::Vote => (
            6,
            "The vote",
            format!("{total} people sign their own ballot, and the chain checks and counts each.",),
        ),
        Step::Confirm => (
            7,
            "The majority has to hold",
            format!("It has passed, and must stay so for {total} blocks: no victory by surprise.",),
        ),
        Step::Timelock => (
            8,
            "Approved, and a moment to prepare",
            format!("What was decided runs by itself in {total} blocks.",),
        ),
        Step::Pay => (
            9,
            "The treasury pays",
            "The money was set aside when the decision ran. \
             Anyone may now have it sent."
                .into(),
        ),
    };
    format!("{number}. {title}\n   {text}")
}

/// What is told when a step has ended.
pub fn end(milliseconds: u64) -> String {
    format!("   Done in {}.\n", seconds(milliseconds))
}

/// What is told after the last step.
pub fn closing(plan: &Plan, report: &Report, url: &str) -> String {
    let paid = match report.paid {
        0 => format!("Nothing was paid: the proposal is {}.", report.outcome),
        paid => format!("The treasury has paid {} to {}.", pretty(paid), report.beneficiary),
    };
    let took = &report.took;
    let each = took.fees.checked_div(u128::from(took.transactions)).unwrap_or_default();
    format!(
        "The result, as the chain counted it\n\
         -----------------------------------\n   \
         Yes     {:>18} THG\n   \
         No      {:>18} THG\n   \
         Voters  {:>18}\n\
         {}\n\
         {paid}\n\n\
         What it took\n\
         ------------\n   \
         {} blocks in {}; {} signed transactions.\n   \
         Fees of {} in all: {} each.\n\n\
         Look at it yourself\n\
         -------------------\n\
         The chain keeps running. In another terminal:\n   \
         althing proposals {} --url {url}\n\
         Or in a browser, with the tool that people use for chains of this kind:\n   \
         {}\n",
        micro(report.aye),
        micro(report.nay),
        count(report.voters),
        comparison(plan),
        count(took.blocks),
        seconds(took.milliseconds),
        count(took.transactions),
        pretty(took.fees),
        pretty(each),
        report.proposal,
        apps(url)
    )
}

/// How the result compares to the table it comes from.
fn comparison(plan: &Plan) -> String {
    let twice = plan.rows.saturating_sub(plan.voters.len());
    let table = format!(
        "That is, to the last digit, what the table adds up to: {} THG yes, {} THG no.",
        micro(plan.power(true)),
        micro(plan.power(false))
    );
    match plan.counting {
        Counting::LastWins if twice > 0 => format!(
            "{table}\n{twice} people had voted twice; here the second vote replaces the first."
        ),
        _ => table,
    }
}

/// Where the stock browser tool shows a chain.
pub fn apps(url: &str) -> String {
    format!("https://polkadot.js.org/apps/?rpc={url}#/explorer")
}

fn seconds(milliseconds: u64) -> String {
    format!("{} s", plain(u128::from(milliseconds / 100) * 100_000_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_told_in_tenths_of_a_second() {
        assert_eq!(seconds(27_449), "27.4 s");
        assert_eq!(seconds(2_000), "2 s");
    }

    #[test]
    fn the_browser_is_sent_to_the_node() {
        let expected = "https://polkadot.js.org/apps/?rpc=ws://127.0.0.1:9944#/explorer";
        assert_eq!(apps("ws://127.0.0.1:9944"), expected);
    }
}
