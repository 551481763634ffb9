//! `althing attest appeal-rules`

use althing_client::{
    amounts,
    attestations::{
        governance::Act,
        read,
        types::{AppealRules, MeasureKind},
        view::AppealRulesView,
        words::Words,
    },
    errors::{Error, Result},
};
use clap::{Args, Subcommand};

use super::args::{Decision, Meanwhile, MeasureOf, Now, Proposal};
use crate::cli::{context::Context, output};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show the rules for appeals against each kind of measure
    Show,
    /// Propose rules for appeals against one kind of measure; what is not named stays as it is
    Set(Box<Set>),
}

#[derive(Debug, Args)]
struct Set {
    /// Against what
    #[arg(value_enum)]
    kind: MeasureOf,
    #[command(flatten)]
    change: Change,
    #[command(flatten)]
    proposal: Proposal,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
struct Change {
    /// For how many blocks the measure can be appealed
    #[arg(long, value_name = "BLOCKS")]
    window: Option<u32>,
    /// For how many blocks the panel can decide
    #[arg(long, value_name = "BLOCKS")]
    decision: Option<u32>,
    /// How many sit on the panel
    #[arg(long, value_name = "MEMBERS")]
    panel: Option<u8>,
    /// What the appeal does to the measure while it is open
    #[arg(long, value_enum)]
    effect: Option<Meanwhile>,
    /// What becomes of the measure if the panel does not decide
    #[arg(long, value_enum)]
    default: Option<Decision>,
    /// What the appellant puts down, in THG
    #[arg(long, value_parser = amounts::parse)]
    deposit: Option<u128>,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let now = Now::read(context).await?;
    match arguments.action {
        Action::Show => {
            let all = AppealRulesView::all(&now.at).await?;
            context.print(&all, || text(&all));
            Ok(())
        }
        Action::Set(set) => {
            let Set { kind, change, proposal } = *set;
            let kind = MeasureKind::from(kind);
            let old = read::appeal_rules(&now.at, kind.clone()).await?;
            let rules = change.apply(&kind, old)?;
            proposal.submit(context, &now.chain, Act::SetAppealRules(kind, rules)).await
        }
    }
}

impl Change {
    /// The rules of before with what is named, or what is named alone if that is everything.
    fn apply(self, kind: &MeasureKind, old: Option<AppealRules>) -> Result<AppealRules> {
        let missing = |name: &str| {
            Error::Usage(format!(
                "there are no rules for appeals against {} yet: name --{name} as well",
                kind.words()
            ))
        };
        macro_rules! named_or_old {
            ($($field:ident),+) => {
                AppealRules {$(
                    $field: self.$field.map(Into::into)
                        .or_else(|| old.as_ref().map(|old| old.$field.clone()))
                        .ok_or_else(|| missing(stringify!($field)))?
                ),+}
            };
        }
        Ok(named_or_old!(window, decision, panel, effect, default, deposit))
    }
}

fn text(all: &[AppealRulesView]) -> String {
    if all.is_empty() {
        return "Nothing can be appealed.".into();
    }
    let heads =
        ["against", "can be filed for", "decided for", "panel", "meanwhile", "else", "deposit"];
    let mut rows = vec![heads.map(String::from).to_vec()];
    rows.extend(all.iter().map(|rules| {
        vec![
            rules.kind.to_string(),
            format!("{} blocks", rules.window),
            format!("{} blocks", rules.decision),
            rules.panel.to_string(),
            rules.effect.to_string(),
            rules.default.to_string(),
            format!("{} THG", rules.deposit),
        ]
    }));
    output::table(&rows)
}

#[cfg(test)]
mod tests {
    use althing_client::attestations::types::{Effect, Verdict};

    use super::*;

    const NOTHING: Change = Change {
        window: None,
        decision: None,
        panel: None,
        effect: None,
        default: None,
        deposit: None,
    };

    fn rules() -> AppealRules {
        let (effect, default) = (Effect::Continues, Verdict::Upheld);
        let deposit = amounts::parse("10").unwrap();
        AppealRules { window: 200, decision: 100, panel: 3, effect, default, deposit }
    }

    #[test]
    fn what_is_not_named_stays_as_it_is() {
        let change = Change { panel: Some(5), effect: Some(Meanwhile::Pauses), ..NOTHING };
        let new = change.apply(&MeasureKind::Refusal, Some(rules())).unwrap();
        assert_eq!(new, AppealRules { panel: 5, effect: Effect::Pauses, ..rules() });
    }

    #[test]
    fn where_there_are_no_rules_all_are_named() {
        let change = Change { window: Some(5), ..NOTHING };
        let error = change.apply(&MeasureKind::Refusal, None).unwrap_err().to_string();
        assert!(error.contains("--decision") && error.contains("the refusal"), "{error}");
    }

    #[test]
    fn the_rules_are_shown_kind_by_kind() {
        let all = [MeasureKind::Refusal, MeasureKind::Freeze];
        let all = all.map(|kind| AppealRulesView::make(&kind, &rules()));
        insta::assert_snapshot!(text(&all));
    }
}
