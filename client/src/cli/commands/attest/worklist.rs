//! `althing attest worklist`

use althing_client::{
    attestations::{clock::When, view::Worklist as View},
    Result,
};
use clap::Args;

use super::{args::Now, list};
use crate::cli::{context::Context, output};

#[derive(Debug, Args)]
pub struct Worklist {
    /// The issuer
    issuer: u32,
    /// Which attestations count as about to expire: those that do until then
    #[arg(long, value_name = "WHEN", default_value = "+1000")]
    expiring: When,
}

pub async fn run(context: &Context, arguments: Worklist) -> Result<()> {
    let now = Now::read(context).await?;
    let within = now.clock.resolve(arguments.expiring)?.saturating_sub(now.clock.now);
    let view = View::of(&now.at, &now.clock, arguments.issuer, within).await?;
    context.print(&view, || text(&view));
    Ok(())
}

fn text(view: &View) -> String {
    let issuer = &view.issuer;
    let bond = match view.room {
        None => "no bond: deposits are held on the issuer's account".to_string(),
        Some(room) => format!(
            "{} of {} THG left, room for {room} attestations",
            issuer.bond_left, issuer.bond
        ),
    };
    let head = output::facts(&[
        ("issuer", format!("{} of schema {}, {}", issuer.id, issuer.schema, issuer.status)),
        ("bond", bond),
    ]);
    [head, requests(view), expiring(view), appeals(view)].join("\n")
}

fn requests(view: &View) -> String {
    if view.requests.is_empty() {
        return "No request waits for an answer.\n".into();
    }
    let heads = ["requests of", "fee", "state", "answer until", "commitment"];
    let mut rows = vec![heads.map(String::from).to_vec()];
    rows.extend(view.requests.iter().map(|request| {
        vec![
            request.subject.clone(),
            format!("{} THG", request.fee),
            request.state.to_string(),
            request.deadline.words(),
            request.commitment.clone(),
        ]
    }));
    output::table(&rows)
}

fn expiring(view: &View) -> String {
    match view.expiring.is_empty() {
        true => "No attestation expires soon.\n".into(),
        false => format!("These expire soon:\n{}", list::list_text(&view.expiring)),
    }
}

fn appeals(view: &View) -> String {
    if view.appeals.is_empty() {
        return "No appeal is open against it.\n".into();
    }
    let heads = ["appeal", "against", "by", "panel can decide until"];
    let mut rows = vec![heads.map(String::from).to_vec()];
    rows.extend(view.appeals.iter().map(|appeal| {
        vec![
            appeal.id.to_string(),
            appeal.kind.to_string(),
            appeal.appellant.clone(),
            appeal.deadline.words(),
        ]
    }));
    output::table(&rows)
}

#[cfg(test)]
mod tests {
    use althing_client::attestations::view::{IssuerView, RequestView, RightsView};

    use super::*;
    use crate::cli::commands::attest::list::tests::{attestation, moment};

    fn worklist() -> View {
        let issuer = IssuerView {
            id: 3,
            account: "5Office".into(),
            schema: 0,
            rights: RightsView { max_level: 3, jurisdictions: None },
            status: "active",
            since: None,
            void: Vec::new(),
            bond: "100".into(),
            bond_left: "10".into(),
            requests: 1,
            deputies: Vec::new(),
            keys: Vec::new(),
        };
        let request = RequestView {
            issuer: 3,
            subject: "5Bob".into(),
            commitment: "0xcd".into(),
            fee: "2".into(),
            state: "open",
            reason: None,
            deadline: moment(300),
        };
        View {
            issuer,
            room: Some(500),
            requests: vec![request],
            expiring: vec![attestation()],
            appeals: Vec::new(),
        }
    }

    #[test]
    fn a_worklist_says_what_is_to_do() {
        insta::assert_snapshot!(text(&worklist()));
        let idle = View { requests: Vec::new(), expiring: Vec::new(), room: None, ..worklist() };
        insta::assert_snapshot!(text(&idle));
    }
}
