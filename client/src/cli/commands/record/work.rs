//! `althing record work`

use althing_client::{
    records::view::{Task, WorkItem},
    Result,
};
use clap::Args;

use super::args::Place;
use crate::cli::{commands::attest::args::Now, context::Context, output};

#[derive(Debug, Args)]
pub struct Work {
    #[command(flatten)]
    place: Place,
    /// What is for one: an office (registrar, court, authority), an address, or a party
    #[arg(long = "for", value_name = "WHO")]
    who: Option<String>,
}

pub async fn run(context: &Context, work: Work) -> Result<()> {
    let now = Now::read(context).await?;
    let mut items = WorkItem::all(&now.at, work.place.register).await?;
    if let Some(who) = work.who {
        let who = match who.starts_with("//") {
            true => context.named_account(&now.chain, &who).await?.to_string(),
            false => who,
        };
        items.retain(|item| item.is_for(&who));
    }
    context.print(&items, || text(&items));
    Ok(())
}

fn text(items: &[WorkItem]) -> String {
    if items.is_empty() {
        return "Nothing is to be done.".into();
    }
    let heads = ["dealing", "to do", "by", "until", "what for"];
    let mut rows = vec![heads.map(String::from).to_vec()];
    rows.extend(items.iter().map(|item| {
        vec![
            item.dealing.to_string(),
            item.task.word().to_string(),
            item.by.join(if item.task == Task::Consent { " and " } else { " or " }),
            item.until.clone().unwrap_or_default(),
            format!("{}: {}", item.wants, item.why),
        ]
    }));
    output::table(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_work_list_says_what_waits_for_whom_and_until_when() {
        let consent = WorkItem {
            dealing: 3,
            kind: "transfer",
            record: Some(7),
            wants: "transfer record 7 to 5Bea".into(),
            task: Task::Consent,
            by: vec!["5Ada".into(), "5Bank".into()],
            why: "it does not go on without their consent".into(),
            until: Some("2027-01-19 (and not before block 9000)".into()),
        };
        let approve = WorkItem {
            dealing: 4,
            task: Task::Approve,
            by: vec!["registrar".into()],
            why: "it waits for approval".into(),
            ..consent.clone()
        };
        insta::assert_snapshot!(text(&[consent, approve.clone()]));
        insta::assert_snapshot!(serde_json::to_string_pretty(&approve).unwrap());
        assert_eq!(text(&[]), "Nothing is to be done.");
    }
}
