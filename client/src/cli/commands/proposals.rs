//! `althing proposals`

use althing_client::{
    proposals::{
        self,
        view::{Full, House, PositionView, Summary},
    },
    Result,
};
use clap::Args;

use crate::cli::{context::Context, output};

#[derive(Debug, Args)]
pub struct Arguments {
    /// The proposal to show in full; all are listed if none is named
    id: Option<u32>,
    /// List only those that are not concluded
    #[arg(long, conflicts_with = "id")]
    open: bool,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let chain = context.chain().await?;
    let at = chain.head().await?;
    if let Some(id) = arguments.id {
        let full = Full::of(&chain, &at, id).await?;
        context.print(&full, || full_text(&full));
        return Ok(());
    }
    let mut list = Vec::new();
    for (id, proposal) in proposals::read_all(&at).await? {
        if arguments.open && proposals::is_concluded(&proposal.status) {
            continue;
        }
        list.push(Summary::of(&at, id, &proposal).await?);
    }
    context.print(&list, || list_text(&list));
    Ok(())
}

fn list_text(list: &[Summary]) -> String {
    if list.is_empty() {
        return "There are no proposals. `althing propose` makes one.".into();
    }
    let mut rows = vec![["id", "status", "track", "aye", "nay", "what"].map(String::from).to_vec()];
    rows.extend(list.iter().map(|one| {
        let tally = one.tally.first();
        let count = |pick: fn(&House) -> &String| tally.map_or("-".into(), |it| pick(it).clone());
        vec![
            one.id.to_string(),
            one.status.to_string(),
            one.track_name.clone(),
            count(|house| &house.ayes),
            count(|house| &house.nays),
            one.call.chars().take(60).collect(),
        ]
    }));
    output::table(&rows)
}

fn full_text(full: &Full) -> String {
    let summary = &full.summary;
    let text = match full.text_uri.as_str() {
        "" => full.text_hash.clone(),
        uri => format!("{uri} ({})", full.text_hash),
    };
    let mut rows = vec![
        ("proposal", summary.id.to_string()),
        ("status", summary.status.to_string()),
        ("track", format!("{} ({})", summary.track_name, summary.track)),
        ("proposer", summary.proposer.clone()),
        ("text", text),
        ("call", summary.call.clone()),
        ("sponsored", format!("{} THG, {} THG missing", full.sponsored, full.deposit_missing)),
    ];
    if let Some(decision) = &full.decision {
        let (began, ends) = (decision.began, decision.ends);
        rows.push((
            "decision",
            format!("blocks {began} to {ends}, say as of epoch {}", decision.epoch),
        ));
    }
    if let Some(failure) = &full.failure {
        rows.push(("failure", failure.clone()));
    }
    let mut text = output::facts(&rows);
    for house in &summary.tally {
        text.push('\n');
        text.push_str(&house_text(house));
    }
    if let Some(position) = &full.position {
        text.push('\n');
        text.push_str(&position_text(position));
    }
    text.push('\n');
    let timeline = full.timeline.iter();
    let rows: Vec<_> =
        timeline.map(|it| vec![format!("block {}", it.block), it.text.clone()]).collect();
    text.push_str(&output::table(&rows));
    text
}

/// The count of a house, for people.
pub fn house_text(house: &House) -> String {
    output::facts(&[
        ("aye", format!("{} THG", house.ayes)),
        ("nay", format!("{} THG", house.nays)),
        ("abstain", format!("{} THG", house.abstains)),
        ("support", format!("{} of {} THG", house.support, house.electorate)),
    ])
}

/// Where a proposal stands against its curves, for people.
pub fn position_text(position: &PositionView) -> String {
    let mut rows = Vec::new();
    for house in &position.houses {
        let (needed, support) = (&position.required_approval, &position.required_support);
        rows.push(("approval", format!("{} % of {needed} % needed now", house.approval)));
        rows.push(("support", format!("{} % of {support} % needed now", house.support)));
    }
    let outcome = if position.forecast_approved { "approved" } else { "rejected" };
    let at = position.forecast_at;
    rows.push(("forecast", format!("{outcome} in block {at}, if nobody votes any more")));
    output::facts(&rows)
}

#[cfg(test)]
mod tests {
    use althing_client::proposals::{
        timeline::Happening,
        view::{DecisionView, StandingView},
    };

    use super::*;

    fn house() -> House {
        House {
            ayes: "1553219.062620".into(),
            nays: "271.344268".into(),
            abstains: "0.000000".into(),
            support: "1553219.062620".into(),
            electorate: "1553490.406888".into(),
        }
    }

    fn full() -> Full {
        Full {
            summary: Summary {
                id: 3,
                status: "confirming",
                concluded: false,
                track: 1,
                track_name: "treasury".into(),
                proposer: "5Alice".into(),
                submitted: 20,
                call: "DaoTreasury.spend { amount: 5, beneficiary: Id(5Bob) }".into(),
                tally: vec![house()],
            },
            call_bytes: Some("0x2000".into()),
            text_hash: "0xab".into(),
            text_uri: "https://example.org/text".into(),
            text_version: 1,
            sponsored: "100".into(),
            deposit_missing: "0".into(),
            next_turn: Some(70),
            decision: Some(DecisionView {
                began: 30,
                ends: 210,
                confirming_since: Some(40),
                confirmation: 30,
                epoch: 3,
            }),
            position: Some(PositionView {
                houses: vec![StandingView { approval: "99.98".into(), support: "99.98".into() }],
                required_approval: "97.2".into(),
                required_support: "95".into(),
                passing: true,
                forecast_at: 70,
                forecast_approved: true,
            }),
            failure: None,
            timeline: vec![Happening {
                block: 20,
                event: "submitted".into(),
                text: "submitted by 5Alice".into(),
            }],
        }
    }

    #[test]
    fn a_proposal_is_shown_in_full() {
        insta::assert_snapshot!(full_text(&full()));
    }

    #[test]
    fn the_json_of_a_proposal_is_stable() {
        insta::assert_snapshot!(serde_json::to_string_pretty(&full()).unwrap());
    }

    #[test]
    fn proposals_are_listed_in_columns() {
        insta::assert_snapshot!(list_text(&[full().summary]));
        insta::assert_snapshot!(list_text(&[]), @"There are no proposals. `althing propose` makes one.");
    }
}
