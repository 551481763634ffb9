//! `althing register role` and `roles`

use althing_client::{
    attestations::{clock::When, types::PolicyVersion},
    chain,
    registers::{
        acts,
        types::{Grant, Role},
        view::RoleView,
        words::Words,
    },
    Result,
};
use clap::{Args, Subcommand};
use serde_json::json;

use super::args::word_of;
use crate::cli::{
    commands::attest::args::Now,
    context::{fields, Context},
    output, vaults,
};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Grant a role, or change its terms
    Grant(Terms),
    /// Take a role away, or give up your own
    Revoke {
        /// The register
        id: u32,
        /// The role
        #[arg(value_parser = word_of::<Role>())]
        role: Role,
        /// The account
        #[arg(value_name = "ADDRESS")]
        account: String,
    },
}

/// A year, in seconds.
const YEAR: u64 = 365 * 24 * 60 * 60;

#[derive(Debug, Args)]
struct Terms {
    /// The register
    id: u32,
    /// The role
    #[arg(value_parser = word_of::<Role>())]
    role: Role,
    /// The account
    #[arg(value_name = "ADDRESS")]
    account: String,
    /// The first block in which it no longer has the role; in a year if none is named, or as late as
    /// the chain lets a role last
    #[arg(long, value_name = "WHEN")]
    until: Option<When>,
    /// The policy that it has to meet whenever it uses the role
    #[arg(long, value_name = "ID:VERSION", value_parser = vaults::policy)]
    policy: Option<PolicyVersion>,
    /// How many dealings it may approve in a day; any number if none is named
    #[arg(long, value_name = "NUMBER")]
    approvals_a_day: Option<u32>,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let now = Now::read(context).await?;
    match arguments.action {
        Action::Grant(terms) => grant(context, &now, terms).await,
        Action::Revoke { id, role, account } => {
            let account = context.named_account(&now.chain, &account).await?;
            let call = acts::revoke_role(id, &account, role.clone());
            let done = |_: &_| {
                let result =
                    json!({ "register": id, "account": account.to_string(), "role": role.word() });
                let words = format!("{account} is no longer {} of register {id}.", role.word());
                (fields(result), words)
            };
            context.send_on(&now.chain, &call, done).await
        }
    }
}

async fn grant(context: &Context, now: &Now, terms: Terms) -> Result<()> {
    let Terms { id, role, account, until, policy, approvals_a_day } = terms;
    let account = context.named_account(&now.chain, &account).await?;
    let grant = Grant { policy, expires: term(now, until)?, approvals_a_day };
    let call = acts::grant_role(id, &account, role.clone(), grant.clone());
    let done = |_: &_| {
        let view = RoleView::make(&now.clock, &account, &role, &grant, None);
        let words = format!(
            "{account} is {} of register {id} until {}: {}.",
            role.word(),
            view.expires.words(),
            role.words()
        );
        (fields(json!({ "register": id, "granted": view })), words)
    };
    context.send_on(&now.chain, &call, done).await
}

/// The first block in which a role ends: the one that is named, or a year from now, or as late as it
/// can where that is sooner, as on a chain of short blocks.
fn term(now: &Now, until: Option<When>) -> Result<u32> {
    if let Some(when) = until {
        return now.clock.resolve(when);
    }
    let longest = now.at.constants().entry(chain::constants().records().max_role_term())?;
    let latest = now.clock.resolve(When::After(longest))?;
    let year = now.clock.resolve(When::In(YEAR));
    Ok(year.map_or(latest, |year| year.min(latest)))
}

pub async fn list(context: &Context, id: u32) -> Result<()> {
    let now = Now::read(context).await?;
    let all = RoleView::all(&now.at, &now.clock, id).await?;
    context.print(&all, || text(&all));
    Ok(())
}

fn text(all: &[RoleView]) -> String {
    if all.is_empty() {
        return "Nobody has a role in it; its authority grants them.".into();
    }
    let heads = ["account", "role", "until", "policy", "approvals a day", ""];
    let mut rows = vec![heads.map(String::from).to_vec()];
    rows.extend(all.iter().map(|role| {
        let limit = role.approvals_a_day.map_or("any number".into(), |number| number.to_string());
        let note = match (&role.review, role.expired) {
            (_, true) => "expired".to_string(),
            (Some(review), _) => format!("under review since block {}", review.since),
            (None, false) => String::new(),
        };
        vec![
            role.account.clone(),
            role.role.to_string(),
            role.expires.words(),
            role.policy.clone().unwrap_or("none".into()),
            limit,
            note,
        ]
    }));
    output::table(&rows)
}

#[cfg(test)]
mod tests {
    use althing_client::{attestations::clock::Moment, registers::view::ReviewView};

    use super::*;

    #[test]
    fn a_role_says_until_when_and_whether_it_is_under_review() {
        let role = RoleView {
            account: "5Charlie".into(),
            role: "registrar",
            expires: Moment { block: 400, estimated: Some("2027-11-20 13:05 UTC".into()) },
            expired: false,
            policy: Some("3:1".into()),
            approvals_a_day: Some(50),
            review: None,
        };
        let review = ReviewView { since: 90, by: None, grounds: "0x11".into() };
        let reviewed = RoleView { review: Some(review), policy: None, ..role.clone() };
        let expired =
            RoleView { expired: true, role: "clerk", approvals_a_day: None, ..role.clone() };
        insta::assert_snapshot!(text(&[role, reviewed, expired]));
    }
}
