//! `althing attest appeal`

use althing_client::{
    amounts::pretty,
    attestations::{
        acts, read,
        types::{Measure, Verdict},
        view::AppealView,
        words::Words,
    },
    chain::attestations::events::{AppealConcluded, Appealed},
    errors::{Error, Result},
    submit::Inclusion,
};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{json, Map, Value};

use super::args::{document, Decision, Now};
use crate::cli::{
    context::{fields, Context},
    output,
};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the open appeals
    List,
    /// Show an open appeal: its panel, its votes, its deadline
    Show {
        /// The appeal
        id: u32,
    },
    /// Appeal against a measure, before the panel of this term
    File(File),
    /// Vote on an appeal, as a member of its panel
    Decide {
        /// The appeal
        id: u32,
        /// What becomes of the measure
        #[arg(value_enum)]
        verdict: Decision,
        /// A file with the reasons, or its hash
        #[arg(long, value_name = "FILE|0x…")]
        reasons: String,
    },
    /// Conclude an appeal whose panel can no longer decide; anyone may
    Conclude {
        /// The appeal
        id: u32,
    },
}

#[derive(Debug, Args)]
struct File {
    /// Against what
    #[arg(value_enum)]
    against: Against,
    /// The schema of the attestation
    #[arg(long)]
    schema: Option<u32>,
    /// The issuer that refused; or, for a tag, the issuer that contests it
    #[arg(long)]
    issuer: Option<u32>,
    /// For a tag: whose attestation carries it
    #[arg(long)]
    subject: Option<String>,
    /// A file with the grounds, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    grounds: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Against {
    /// Your attestation was revoked (--schema)
    Revocation,
    /// Your attestation is suspended (--schema)
    Suspension,
    /// Your request was refused (--issuer)
    Refusal,
    /// Your account is frozen
    Freeze,
    /// An attestation carries a tag that is another person's (--issuer, --schema, --subject)
    Tag,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let now = Now::read(context).await?;
    match arguments.action {
        Action::List => {
            let all = read::appeals(&now.at).await?;
            let view = |(id, appeal): &(u32, _)| AppealView::make(&now.clock, *id, appeal);
            let all: Vec<_> = all.iter().map(view).collect();
            context.print(&all, || list_text(&all));
            Ok(())
        }
        Action::Show { id } => {
            let appeal = AppealView::make(&now.clock, id, &read::appeal(&now.at, id).await?);
            context.print(&appeal, || text(&appeal));
            Ok(())
        }
        Action::File(file) => file.send(context, &now).await,
        Action::Decide { id, verdict, reasons } => {
            let verdict = Verdict::from(verdict);
            let call = acts::decide(id, verdict.clone(), document(&reasons)?);
            let done = |inclusion: &Inclusion| {
                let said =
                    format!("You have voted on appeal {id}: the measure {}.", verdict.words());
                let (mut result, outcome) = concluded(inclusion);
                result.append(&mut fields(json!({ "appeal": id, "vote": verdict.word() })));
                let rest = outcome.unwrap_or_else(|| {
                    "It is concluded as soon as more than half of the panel agree.".into()
                });
                (result, format!("{said} {rest}"))
            };
            context.send_on(&now.chain, &call, done).await
        }
        Action::Conclude { id } => {
            let done = |inclusion: &Inclusion| {
                let (mut result, outcome) = concluded(inclusion);
                result.append(&mut fields(json!({ "appeal": id })));
                (result, outcome.unwrap_or_else(|| format!("Appeal {id} is concluded.")))
            };
            context.send_on(&now.chain, &acts::conclude(id), done).await
        }
    }
}

/// What the conclusion of an appeal says, if a transaction has concluded one.
fn concluded(inclusion: &Inclusion) -> (Map<String, Value>, Option<String>) {
    let event = inclusion.events.find_first::<AppealConcluded>().and_then(|event| event.ok());
    let Some(event) = event else {
        return (fields(json!({ "concluded": false })), None);
    };
    let words = format!(
        "Appeal {} is concluded: the measure {} ({} to {}); {}.",
        event.appeal,
        event.verdict.words(),
        event.votes.0,
        event.votes.1,
        event.remedy.words()
    );
    let result = json!({
        "concluded": true,
        "verdict": event.verdict.word(),
        "votes": [event.votes.0, event.votes.1],
        "remedy": event.remedy.word(),
    });
    (fields(result), Some(words))
}

impl File {
    async fn send(self, context: &Context, now: &Now) -> Result<()> {
        let measure = self.measure(context, now).await?;
        let done = |inclusion: &Inclusion| {
            let event = inclusion.events.find_first::<Appealed>().and_then(|event| event.ok());
            let Some(event) = event else {
                return (Map::new(), "The appeal is filed.".to_string());
            };
            let deadline = now.clock.moment(event.deadline);
            let words = format!(
                "Appeal {} is filed before a panel of {}. They can decide until {}; if they do not, \
                 the measure {}. Meanwhile it {}. Your deposit of {} is returned with the decision.",
                event.appeal,
                event.panel.len(),
                deadline.words(),
                event.default.words(),
                event.effect.words(),
                pretty(event.deposit)
            );
            let panel: Vec<_> = event.panel.iter().map(ToString::to_string).collect();
            let result = json!({
                "appeal": event.appeal,
                "panel": panel,
                "deadline": deadline,
                "effect": event.effect.word(),
                "default": event.default.word(),
            });
            (fields(result), words)
        };
        let call = acts::appeal(measure, document(&self.grounds)?);
        context.send_on(&now.chain, &call, done).await
    }

    async fn measure(&self, context: &Context, now: &Now) -> Result<Measure> {
        let need = |what: Option<u32>, name: &str| {
            what.ok_or_else(|| Error::Usage(format!("name --{name} as well")))
        };
        let own = async || -> Result<_> {
            Ok(althing_client::attestations::statement::Subject::from(
                *context.key(&now.chain).await?.account(),
            )
            .to_chain())
        };
        Ok(match self.against {
            Against::Revocation => {
                let schema = need(self.schema, "schema")?;
                Measure::Revocation { schema, subject: own().await? }
            }
            Against::Suspension => {
                let schema = need(self.schema, "schema")?;
                Measure::Suspension { schema, subject: own().await? }
            }
            Against::Refusal => Measure::Refusal { issuer: need(self.issuer, "issuer")? },
            Against::Freeze => Measure::Freeze,
            Against::Tag => {
                let missing = || Error::Usage("name --subject as well".into());
                let named = self.subject.as_deref().ok_or_else(missing)?;
                let subject = now.subject(context, named).await?.to_chain();
                let issuer = need(self.issuer, "issuer")?;
                Measure::Tag { issuer, schema: need(self.schema, "schema")?, subject }
            }
        })
    }
}

fn list_text(all: &[AppealView]) -> String {
    if all.is_empty() {
        return "No appeal is open.".into();
    }
    let heads = ["appeal", "against", "by", "panel can decide until"];
    let mut rows = vec![heads.map(String::from).to_vec()];
    rows.extend(all.iter().map(|appeal| {
        vec![
            appeal.id.to_string(),
            appeal.kind.to_string(),
            appeal.appellant.clone(),
            appeal.deadline.words(),
        ]
    }));
    output::table(&rows)
}

/// An appeal in full.
pub fn text(appeal: &AppealView) -> String {
    let mut rows = vec![
        ("appeal", appeal.id.to_string()),
        ("against", format!("the {}", appeal.kind)),
        ("by", appeal.appellant.clone()),
        ("grounds", appeal.grounds.clone()),
    ];
    if let (Some(schema), Some(subject)) = (appeal.schema, &appeal.subject) {
        let number = appeal.serial.map_or(String::new(), |serial| format!(" number {serial}"));
        rows.push(("about", format!("attestation{number} of {subject} under schema {schema}")));
    }
    if let Some(issuer) = appeal.issuer {
        rows.push(("issuer", issuer.to_string()));
    }
    rows.push(("panel can decide", format!("until {}", appeal.deadline.words())));
    for vote in &appeal.panel {
        let said = vote.verdict.unwrap_or("has not voted");
        rows.push(("panel", format!("{}: {said}", vote.member)));
    }
    rows.push(("if it does not", appeal.default.to_string()));
    rows.push(("meanwhile", if appeal.pauses { "without effect" } else { "in effect" }.into()));
    rows.push(("deposit", format!("{} THG", appeal.deposit)));
    output::facts(&rows)
}

#[cfg(test)]
mod tests {
    use althing_client::attestations::{clock::Moment, view::PanelVote};

    use super::*;

    #[test]
    fn an_appeal_is_shown_with_its_panel() {
        let appeal = AppealView {
            id: 2,
            kind: "revocation",
            schema: Some(0),
            subject: Some("5Alice".into()),
            serial: Some(1),
            issuer: None,
            appellant: "5Alice".into(),
            grounds: "0xab".into(),
            deadline: Moment { block: 500, estimated: Some("2026-11-20 13:05 UTC".into()) },
            panel: vec![
                PanelVote { member: "5One".into(), verdict: Some("overturned") },
                PanelVote { member: "5Two".into(), verdict: None },
            ],
            default: "upheld",
            pauses: false,
            deposit: "10".into(),
        };
        insta::assert_snapshot!(text(&appeal));
        insta::assert_snapshot!(list_text(&[appeal]));
    }
}
