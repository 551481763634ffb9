//! `althing treasury`

use althing_client::{
    amounts::{plain, pretty},
    submit::dry_run,
    treasury::{self, StatementView},
    Result,
};
use clap::{Args, Subcommand};
use serde_json::json;

use crate::cli::{
    context::{facts, fields, footer, Context},
    output,
};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show the statement of account and the open spends (the default)
    Show,
    /// Have the treasury pay an approved spend; anyone may
    Payout {
        /// The spend
        id: u32,
    },
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    match arguments.action {
        None | Some(Action::Show) => show(context).await,
        Some(Action::Payout { id }) => payout(context, id).await,
    }
}

async fn show(context: &Context) -> Result<()> {
    let statement = StatementView::of(&context.chain().await?.head().await?).await?;
    context.print(&statement, || text(&statement));
    Ok(())
}

async fn payout(context: &Context, id: u32) -> Result<()> {
    let chain = context.chain().await?;
    let key = context.key(&chain).await?;
    if context.carries() {
        return context.sign_to_carry(&chain, &key, &treasury::payout_call(id)).await;
    }
    if context.is_dry_run() {
        return context.tried(dry_run(&chain, &key, &treasury::payout_call(id)).await?);
    }
    let paid = treasury::payout(&chain, &key, id).await?;
    let (amount, to) = (paid.amount, paid.beneficiary.to_string());
    let mut result = fields(json!({ "spend": id, "amount": plain(amount), "beneficiary": to }));
    result.append(&mut facts(&paid.inclusion));
    context.print(&result, || {
        format!("{} are paid to {to}.\n{}", pretty(amount), footer(&paid.inclusion))
    });
    Ok(())
}

fn text(statement: &StatementView) -> String {
    let thg = |amount: &String| format!("{amount} THG");
    let mut text = output::facts(&[
        ("account", statement.account.clone()),
        ("balance", thg(&statement.balance)),
        ("promised", thg(&statement.committed)),
        ("available", thg(&statement.available)),
        ("paid so far", thg(&statement.paid)),
        ("released", thg(&statement.released)),
    ]);
    if statement.spends.is_empty() {
        text.push_str("\nThere are no open spends.\n");
        return text;
    }
    let heads = ["spend", "amount", "to", "blocks", "state"];
    let mut rows = vec![heads.map(String::from).to_vec()];
    rows.extend(statement.spends.iter().map(|spend| {
        vec![
            spend.id.to_string(),
            thg(&spend.amount),
            spend.beneficiary.clone(),
            format!("{} to {}", spend.valid_from, spend.expires.saturating_sub(1)),
            spend.state.to_string(),
        ]
    }));
    text.push('\n');
    text.push_str(&output::table(&rows));
    text
}

#[cfg(test)]
mod tests {
    use althing_client::treasury::SpendView;

    use super::*;

    #[test]
    fn the_statement_of_account_lists_open_spends() {
        let spend = SpendView {
            id: 0,
            proposal: Some(2),
            beneficiary: "5Bob".into(),
            amount: "1000".into(),
            valid_from: 80,
            expires: 100_080,
            state: "claimable",
        };
        let statement = StatementView {
            account: "5Treasury".into(),
            balance: "10000000".into(),
            committed: "1000".into(),
            available: "9998999.999".into(),
            paid: "0".into(),
            released: "0".into(),
            spends: vec![spend],
        };
        insta::assert_snapshot!(text(&statement));
    }
}
