//! A replay, told to somebody who knows no blockchain. Only words: who prints them is not decided
//! here.

use crate::{
    amounts::{count, plain, pretty, rounded, MICRO_DECIMALS},
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
    let (number, title) = title(step);
    let total = count(total);
    let text = match step {
        Step::Fund => format!("{total} accounts, each with the money its voter really voted with."),
        Step::Stake => {
            format!("What counts in a vote is what one has staked before: {total} signatures.")
        }
        Step::WarmUp => "They count only after a waiting time, so that nobody can buy a vote\n   \
                         after seeing what it is about."
            .into(),
        Step::Propose => format!(
            "\"The treasury shall pay {}.\" A deposit keeps jokers away;\n   whoever is serious \
             gets it back.",
            pretty(amount)
        ),
        Step::Prepare => {
            format!("It is public for {total} blocks (pages of the common record) before the vote.")
        }
        Step::Vote => {
            format!("{total} people sign their own ballot, and the chain checks and counts each.")
        }
        Step::Confirm => {
            format!("It has passed, and must stay so for {total} blocks: no victory by surprise.")
        }
        Step::Timelock => format!("What was decided runs by itself in {total} blocks."),
        Step::Pay => {
            "The money was set aside when the decision ran. Anyone may now have it sent.".into()
        }
    };
    format!("{number}. {title}\n   {text}")
}

fn title(step: Step) -> (u8, &'static str) {
    match step {
        Step::Fund => (1, "Everybody gets an account"),
        Step::Stake => (2, "Everybody sets money aside to vote with"),
        Step::WarmUp => (3, "The stakes settle"),
        Step::Propose => (4, "Somebody makes a proposal"),
        Step::Prepare => (5, "Everybody can read it"),
        Step::Vote => (6, "The vote"),
        Step::Confirm => (7, "The majority has to hold"),
        Step::Timelock => (8, "Approved, and a moment to prepare"),
        Step::Pay => (9, "The treasury pays"),
    }
}

/// What is told when a step has ended.
pub fn end(milliseconds: u64) -> String {
    format!("   Done in {}.\n", seconds(milliseconds))
}

/// What is told after the last step; `command` is how the `althing` command was called.
pub fn closing(plan: &Plan, report: &Report, url: &str, command: &str) -> String {
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
         Fees of {} THG in all, about {} THG each.\n\n\
         Look at it yourself\n\
         -------------------\n\
         While the chain keeps running, in another terminal:\n   \
         {command} proposals {} --url {url}\n\
         Or in a browser, with the tool that people use for chains of this kind:\n   \
         {}\n",
        rounded(report.aye, MICRO_DECIMALS),
        rounded(report.nay, MICRO_DECIMALS),
        count(report.voters),
        comparison(plan),
        count(took.blocks),
        seconds(took.milliseconds),
        count(took.transactions),
        rounded(took.fees, 2),
        rounded(each, 4),
        report.proposal,
        apps(url)
    )
}

/// How the result compares to the table it comes from.
fn comparison(plan: &Plan) -> String {
    let twice = plan.rows.saturating_sub(plan.voters.len());
    let table = format!(
        "The table adds up to {} yes and {} no: the same, to the last digit.",
        rounded(plan.power(true), MICRO_DECIMALS),
        rounded(plan.power(false), MICRO_DECIMALS)
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
