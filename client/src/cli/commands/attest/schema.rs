//! `althing attest schema`

use althing_client::{
    attestations::{
        claims::name_hash,
        clock::Clock,
        governance::Act,
        types::{Field, FieldKind, Permission, RecoveryBy, SchemaRules, SubjectKind},
        view::SchemaView,
    },
    proposals::find_track,
    Result,
};
use clap::{Args, Subcommand, ValueEnum};

use super::args::{Now, Proposal};
use crate::cli::{context::Context, output};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the schemas
    List,
    /// Show a schema and its claims
    Show {
        /// The schema
        id: u32,
    },
    /// Propose a new schema
    Create(Box<Create>),
    /// Propose that nothing is issued under a schema any more
    Retire {
        /// The schema
        id: u32,
        #[command(flatten)]
        proposal: Proposal,
    },
}

#[derive(Debug, Args)]
struct Create {
    /// What people call it
    #[arg(long)]
    name: String,
    /// The track that accredits its issuers, by name or number
    #[arg(long, default_value = "accreditation")]
    track: String,
    /// Of what its attestations speak
    #[arg(long, value_enum, default_value_t = About::Account)]
    subject: About,
    /// A claim and what its value is, such as age_over_18:boolean; once for each claim
    #[arg(long = "field", value_name = "NAME:KIND", required = true, value_parser = field)]
    fields: Vec<(String, FieldKind)>,
    /// For how many blocks an attestation is valid at most
    #[arg(long, value_name = "BLOCKS")]
    longest_validity: u32,
    /// In which tag domain its attestations carry person tags
    #[arg(long)]
    domain: Option<u32>,
    /// Attestations cannot be renewed
    #[arg(long)]
    no_renewal: bool,
    /// Attestations cannot be suspended
    #[arg(long)]
    no_suspension: bool,
    /// Who may move attestations to another account; a second issuer, or nobody where the subject is
    /// no account, unless something else is said
    #[arg(long, value_enum)]
    recovery: Option<RecoverableBy>,
    #[command(flatten)]
    proposal: Proposal,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum About {
    /// Accounts, whose owners consent
    Account,
    /// Records in a register
    Record,
    /// Whatever has a hash
    Hash,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RecoverableBy {
    /// Another issuer of the schema than the one that issued it
    SecondIssuer,
    /// Any issuer of the schema
    AnyIssuer,
    /// Nobody
    Nobody,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let Now { chain, at, clock } = Now::read(context).await?;
    match arguments.action {
        Action::List => {
            let all = SchemaView::all(&at, &clock).await?;
            context.print(&all, || list_text(&all));
            Ok(())
        }
        Action::Show { id } => {
            let schema = SchemaView::of(&at, &clock, id).await?;
            context.print(&schema, || text(&schema, &clock));
            Ok(())
        }
        Action::Create(create) => {
            let (track, _) = find_track(&at, &create.track).await?;
            create.proposal.submit(context, &chain, create.act(track)).await
        }
        Action::Retire { id, proposal } => {
            proposal.submit(context, &chain, Act::RetireSchema(id)).await
        }
    }
}

impl Create {
    fn act(&self, track: u16) -> Act {
        let permission = |never: bool| if never { Permission::Never } else { Permission::Allowed };
        let usual = match self.subject {
            About::Account => RecoverableBy::SecondIssuer,
            About::Record | About::Hash => RecoverableBy::Nobody,
        };
        let rules = SchemaRules {
            track,
            subject: match self.subject {
                About::Account => SubjectKind::Account,
                About::Record => SubjectKind::Record,
                About::Hash => SubjectKind::Hash,
            },
            longest_validity: self.longest_validity,
            domain: self.domain,
            renewal: permission(self.no_renewal),
            suspension: permission(self.no_suspension),
            recovery: match self.recovery.unwrap_or(usual) {
                RecoverableBy::SecondIssuer => RecoveryBy::SecondIssuer,
                RecoverableBy::AnyIssuer => RecoveryBy::AnyIssuer,
                RecoverableBy::Nobody => RecoveryBy::Nobody,
            },
        };
        let fields = self
            .fields
            .iter()
            .map(|(name, kind)| Field { name: name_hash(name), kind: kind.clone() });
        Act::CreateSchema { rules, name: self.name.clone(), fields: fields.collect() }
    }
}

fn field(text: &str) -> std::result::Result<(String, FieldKind), String> {
    let odd = || {
        "write the claim's name and its kind: boolean, integer, text, date, country or bytes, \
         such as age_over_18:boolean"
            .to_string()
    };
    let (name, kind) =
        text.rsplit_once(':').filter(|(name, _)| !name.is_empty()).ok_or_else(odd)?;
    let kind = match kind {
        "boolean" => FieldKind::Boolean,
        "integer" => FieldKind::Integer,
        "text" => FieldKind::Text,
        "date" => FieldKind::Date,
        "country" => FieldKind::Country,
        "bytes" => FieldKind::Bytes,
        _ => return Err(odd()),
    };
    Ok((name.to_string(), kind))
}

fn list_text(all: &[SchemaView]) -> String {
    if all.is_empty() {
        return "There are no schemas. `althing attest schema create` proposes one.".into();
    }
    let heads = ["schema", "name", "about", "valid for", "tags", "state"];
    let mut rows = vec![heads.map(String::from).to_vec()];
    rows.extend(all.iter().map(|schema| {
        vec![
            schema.id.to_string(),
            schema.name.clone(),
            schema.subject.to_string(),
            format!("{} blocks", schema.longest_validity),
            schema.domain.map_or("none".into(), |domain| format!("domain {domain}")),
            if schema.retired.is_some() { "retired" } else { "open" }.to_string(),
        ]
    }));
    output::table(&rows)
}

fn text(schema: &SchemaView, clock: &Clock) -> String {
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_string();
    let until = clock.words(clock.now.saturating_add(schema.longest_validity));
    let mut rows = vec![
        ("schema", format!("{} {}", schema.id, schema.name)),
        ("about", schema.subject.to_string()),
        ("accredited on", format!("track {}", schema.track)),
        ("valid for", format!("{} blocks; issued now, until {until}", schema.longest_validity)),
        (
            "person tags",
            schema.domain.map_or("none".into(), |domain| format!("of domain {domain}")),
        ),
        ("can be renewed", yes(schema.renewal)),
        ("can be suspended", yes(schema.suspension)),
        ("can be moved by", schema.recovery.to_string()),
    ];
    if let Some(retired) = &schema.retired {
        rows.push(("retired", format!("since {}; nothing is issued any more", retired.words())));
    }
    let heads = ["claim (SHA-256 of its name)", "kind"];
    let mut fields = vec![heads.map(String::from).to_vec()];
    fields.extend(
        schema.fields.iter().map(|field| vec![field.name_hash.clone(), field.kind.to_string()]),
    );
    format!("{}\n{}", output::facts(&rows), output::table(&fields))
}

#[cfg(test)]
mod tests {
    use althing_client::attestations::view::FieldView;

    use super::*;

    const CLOCK: Clock = Clock { now: 1_000, time: 1_795_179_900_000, block_time: Some(6_000) };

    fn schema() -> SchemaView {
        SchemaView {
            id: 0,
            name: "resident".into(),
            track: 5,
            subject: "account",
            longest_validity: 14_400,
            domain: Some(0),
            renewal: true,
            suspension: true,
            recovery: "second-issuer",
            retired: None,
            fields: vec![FieldView { name_hash: "0xab".into(), kind: "boolean" }],
        }
    }

    #[test]
    fn a_schema_is_shown_with_its_claims() {
        insta::assert_snapshot!(text(&schema(), &CLOCK));
        insta::assert_snapshot!(list_text(&[schema()]));
        insta::assert_snapshot!(serde_json::to_string_pretty(&schema()).unwrap());
    }

    #[test]
    fn a_field_is_a_name_and_a_kind() {
        assert_eq!(field("age_over_18:boolean"), Ok(("age_over_18".into(), FieldKind::Boolean)));
        assert_eq!(field("urn:x:date"), Ok(("urn:x".into(), FieldKind::Date)));
        for text in ["", "age", ":date", "age:", "age:number"] {
            assert!(field(text).is_err(), "{text}");
        }
    }
}
