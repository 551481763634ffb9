//! `althing attest policy`

use std::path::{Path, PathBuf};

use althing_client::{
    attestations::{
        governance::Act,
        types::{Purpose, Rule},
        view::{PolicyView, RuleText, StandingView},
    },
    errors::{Error, Result},
    proposals::find_track,
};
use clap::{Args, Subcommand};

use super::args::{Now, Proposal};
use crate::cli::{context::Context, output};

const RULE_HELP: &str = "\
A rule is a JSON file: {\"domain\": 0, \"clauses\": [{\"quantifier\": \"all\", \"schema\": 0,
\"least_level\": 2, \"jurisdictions\": [528], \"not_issuers\": [4], \"greatest_age\": 5000,
\"tagged\": true}]}. A quantifier is all (must be met), any (one of those so marked) or none (must not
be met); what a clause does not name, it does not ask for.";

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the policies
    List,
    /// Show what a policy asks for
    Show {
        /// The policy
        id: u32,
        /// Which of its versions; the newest if none is named
        #[arg(long)]
        version: Option<u32>,
    },
    /// Propose a new policy
    #[command(after_help = RULE_HELP)]
    Create {
        /// What people call it
        #[arg(long)]
        name: String,
        /// The track that revises it, by name or number
        #[arg(long, default_value = "accreditation")]
        track: String,
        /// A file with what it asks for
        #[arg(long, value_name = "FILE")]
        rule: PathBuf,
        #[command(flatten)]
        proposal: Proposal,
    },
    /// Propose another version of a policy; those of before keep saying what they say
    #[command(after_help = RULE_HELP)]
    Revise {
        /// The policy
        id: u32,
        /// A file with what it asks for
        #[arg(long, value_name = "FILE")]
        rule: PathBuf,
        #[command(flatten)]
        proposal: Proposal,
    },
    /// Check whether an account meets a policy, and if not, which clause fails
    Check {
        /// The policy
        id: u32,
        /// The account; that of the key if none is named
        account: Option<String>,
        /// Which of its versions; the newest if none is named
        #[arg(long)]
        version: Option<u32>,
        /// In which block; the present one if none is named
        #[arg(long)]
        block: Option<u32>,
        /// For voting, objecting or appealing, from which no freeze keeps anybody
        #[arg(long)]
        to_speak: bool,
    },
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let now = Now::read(context).await?;
    match arguments.action {
        Action::List => {
            let all = PolicyView::all(&now.at).await?;
            context.print(&all, || list_text(&all));
            Ok(())
        }
        Action::Show { id, version } => {
            let policy = PolicyView::of(&now.at, id, version).await?;
            context.print(&policy, || text(&policy));
            Ok(())
        }
        Action::Create { name, track, rule, proposal } => {
            let (track, _) = find_track(&now.at, &track).await?;
            let act = Act::CreatePolicy { track, name, rule: read_rule(&rule)? };
            proposal.submit(context, &now.chain, act).await
        }
        Action::Revise { id, rule, proposal } => {
            proposal.submit(context, &now.chain, Act::RevisePolicy(id, read_rule(&rule)?)).await
        }
        Action::Check { id, account, version, block, to_speak } => {
            let account = match account {
                Some(named) => context.named_account(&now.chain, &named).await?,
                None => *context.key(&now.chain).await?.account(),
            };
            let purpose = if to_speak { Purpose::Speak } else { Purpose::Act };
            let asked = (id, version);
            let standing =
                StandingView::of(&now.at, &now.clock, &account, asked, (block, purpose)).await?;
            context.print(&standing, || standing_text(&standing));
            Ok(())
        }
    }
}

fn read_rule(path: &Path) -> Result<Rule> {
    let text = std::fs::read_to_string(path).map_err(|cause| Error::file(path, cause))?;
    let rule = althing_credentials::json::read::<RuleText>(&text);
    let odd = |cause| Error::Usage(format!("{} is no rule: {cause}", path.display()));
    rule.map_err(odd)?.to_chain()
}

fn list_text(all: &[PolicyView]) -> String {
    if all.is_empty() {
        return "There are no policies. `althing attest policy create` proposes one.".into();
    }
    let heads = ["policy", "name", "version", "clauses", "revised on"];
    let mut rows = vec![heads.map(String::from).to_vec()];
    rows.extend(all.iter().map(|policy| {
        vec![
            policy.id.to_string(),
            policy.name.clone(),
            policy.newest.to_string(),
            policy.rule.clauses.len().to_string(),
            format!("track {}", policy.track),
        ]
    }));
    output::table(&rows)
}

fn text(policy: &PolicyView) -> String {
    let mut rows = vec![
        ("policy", format!("{} {}", policy.id, policy.name)),
        ("version", format!("{} of {}", policy.version, policy.newest)),
        ("revised on", format!("track {}", policy.track)),
        (
            "yields",
            policy.rule.domain.map_or("no person tag".into(), |domain| {
                format!("the person tag of domain {domain}")
            }),
        ),
    ];
    let clauses: Vec<_> = (0u32..).zip(&policy.rule.clauses).collect();
    for (index, clause) in clauses {
        let words = format!("{index}: {}: {}", clause.quantifier_words(), clause.words());
        rows.push(("clause", words));
    }
    output::facts(&rows)
}

fn standing_text(standing: &StandingView) -> String {
    let StandingView { account, policy, version, name, block, .. } = standing;
    let policy = format!("policy {policy} \"{name}\" (version {version})");
    if standing.met {
        let tag = match standing.tagged {
            true => " It carries a person tag.",
            false => "",
        };
        return format!("{account} meets {policy} in block {block}.{tag}");
    }
    let why = standing.why.as_deref().unwrap_or("it is not known why");
    let asks = match &standing.asks_for {
        Some(words) => format!("\nThat clause asks for: {words}."),
        None => String::new(),
    };
    format!("{account} does not meet {policy} in block {block}: {why}.{asks}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> PolicyView {
        let rule = r#"{"domain": 0, "clauses": [
            {"quantifier": "all", "schema": 0, "least_level": 2, "jurisdictions": [528],
             "greatest_age": 5000, "tagged": true},
            {"quantifier": "none", "schema": 1}]}"#;
        let rule = serde_json::from_str(rule).unwrap();
        PolicyView { id: 0, name: "adult resident".into(), track: 5, version: 1, newest: 2, rule }
    }

    #[test]
    fn a_policy_is_shown_clause_by_clause() {
        insta::assert_snapshot!(text(&policy()));
        insta::assert_snapshot!(list_text(&[policy()]));
        insta::assert_snapshot!(serde_json::to_string_pretty(&policy()).unwrap());
    }

    #[test]
    fn the_clause_that_fails_is_told_in_words() {
        let failed = StandingView {
            account: "5Alice".into(),
            policy: 0,
            version: 1,
            name: "adult resident".into(),
            block: 900,
            met: false,
            clause: Some(0),
            asks_for: Some(policy().rule.clauses[0].words()),
            failing: Some("level"),
            why: Some("clause 0 is not met: its level is too low".into()),
            tagged: false,
        };
        insta::assert_snapshot!(standing_text(&failed));
        let met = StandingView { met: true, tagged: true, ..failed };
        insta::assert_snapshot!(standing_text(&met));
    }

    #[test]
    fn a_rule_with_an_unknown_member_is_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let write = |text: &str| std::fs::write(file.path(), text).unwrap();
        write(r#"{"clauses": [{"quantifier": "all", "schema": 0, "level": 2}]}"#);
        assert!(read_rule(file.path()).unwrap_err().to_string().contains("level"));
        write(r#"{"clauses": [{"quantifier": "all", "schema": 0}]}"#);
        assert_eq!(read_rule(file.path()).unwrap().clauses.0.len(), 1);
    }
}
