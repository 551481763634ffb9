//! `althing attest issuer`

use althing_client::{
    amounts::{self, plain, pretty},
    attestations::{
        acts,
        clock::When,
        governance::Act,
        types::{IssuerKey, Span},
        view::IssuerView,
    },
    credentials,
    errors::{Error, Result},
};
use clap::{Args, Subcommand};
use serde_json::json;

use super::args::{document, Now, Proposal, RightsArgs};
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
    /// List the issuers
    List {
        /// Those of one schema only
        #[arg(long)]
        schema: Option<u32>,
    },
    /// Show an issuer, its bond, its deputies and its keys
    Show {
        /// The issuer
        id: u32,
    },
    /// Propose that an account may attest under a schema
    Accredit {
        /// The account
        #[arg(long, value_name = "ADDRESS")]
        account: String,
        /// The schema
        #[arg(long)]
        schema: u32,
        #[command(flatten)]
        rights: RightsArgs,
        #[command(flatten)]
        proposal: Proposal,
    },
    /// Propose to stop an issuer; what it issued counts as before
    Suspend(Governed),
    /// Propose to let a suspended issuer issue again
    Reinstate(Governed),
    /// Propose to remove an issuer for good; nothing that it issued counts any more
    Remove(Governed),
    /// Propose that nothing counts that an issuer issued in a span of blocks
    Void {
        #[command(flatten)]
        governed: Governed,
        /// The first block of the span
        #[arg(long, value_name = "BLOCK")]
        first: u32,
        /// The last block of the span
        #[arg(long, value_name = "BLOCK")]
        last: u32,
    },
    /// Set what is put down to draw deposits from (issuer)
    Bond {
        /// The issuer
        id: u32,
        /// How much, in THG; 0 takes it back
        #[arg(value_parser = amounts::parse)]
        amount: u128,
    },
    /// Set the keys that sign documents (issuer)
    Keys {
        /// The issuer
        id: u32,
        /// A public key: a file with a JWK, ed25519:0x…, or es256:0x… (compressed); once for each
        #[arg(
            long = "public",
            value_name = "KEY",
            value_parser = key,
            required_unless_present = "none"
        )]
        keys: Vec<IssuerKey>,
        /// Withdraw them all: what they have signed is not believed any more
        #[arg(long, conflicts_with = "keys")]
        none: bool,
    },
    /// Appoint or dismiss a deputy (issuer)
    Deputy {
        #[command(subcommand)]
        what: Deputy,
    },
}

#[derive(Debug, Args)]
struct Governed {
    /// The issuer
    id: u32,
    /// A file with the evidence, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    evidence: String,
    #[command(flatten)]
    proposal: Proposal,
}

#[derive(Debug, Subcommand)]
enum Deputy {
    /// Let an account issue in the issuer's name, with fewer rights; or change both
    Appoint {
        /// The issuer
        id: u32,
        /// The account
        #[arg(long, value_name = "ADDRESS")]
        account: String,
        #[command(flatten)]
        rights: RightsArgs,
        /// The first block in which it may no longer
        #[arg(long, value_name = "WHEN")]
        until: When,
    },
    /// End a deputy's office; what it issued counts as before
    Dismiss {
        /// The issuer
        id: u32,
        /// The account
        #[arg(long, value_name = "ADDRESS")]
        account: String,
    },
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let now = Now::read(context).await?;
    match arguments.action {
        Action::List { schema } => {
            let all = IssuerView::all(&now.at, &now.clock, schema).await?;
            context.print(&all, || list_text(&all));
            Ok(())
        }
        Action::Show { id } => {
            let issuer = IssuerView::of(&now.at, &now.clock, id).await?;
            context.print(&issuer, || text(&issuer));
            Ok(())
        }
        Action::Accredit { account, schema, rights, proposal } => {
            let account = context.named_account(&now.chain, &account).await?;
            let act = Act::Accredit { schema, account, rights: rights.rights() };
            proposal.submit(context, &now.chain, act).await
        }
        Action::Suspend(act) => act.submit(context, &now, Act::SuspendIssuer).await,
        Action::Reinstate(act) => act.submit(context, &now, Act::ReinstateIssuer).await,
        Action::Remove(act) => act.submit(context, &now, Act::RemoveIssuer).await,
        Action::Void { governed, first, last } => {
            if first > last || last > now.clock.now {
                let present = now.clock.now;
                let problem =
                    format!("the span has to end after it begins, and by block {present}");
                return Err(Error::Usage(problem));
            }
            let span = Span { first, last };
            governed.submit(context, &now, |id, hash| Act::VoidIssuer(id, span, hash)).await
        }
        Action::Bond { id, amount } => bond(context, &now, id, amount).await,
        Action::Keys { id, keys, .. } => set_keys(context, &now, id, keys).await,
        Action::Deputy { what } => deputy(context, &now, what).await,
    }
}

impl Governed {
    async fn submit(
        self,
        context: &Context,
        now: &Now,
        act: impl FnOnce(u32, althing_client::connection::Hash) -> Act,
    ) -> Result<()> {
        let act = act(self.id, document(&self.evidence)?);
        self.proposal.submit(context, &now.chain, act).await
    }
}

async fn bond(context: &Context, now: &Now, id: u32, amount: u128) -> Result<()> {
    let call = acts::set_bond(id, amount);
    let done = |_: &_| {
        let words = match amount {
            0 => format!("Issuer {id} has no bond any more."),
            _ => format!("The bond of issuer {id} is {}.", pretty(amount)),
        };
        (fields(json!({ "issuer": id, "bond": plain(amount) })), words)
    };
    context.send_on(&now.chain, &call, done).await
}

async fn set_keys(context: &Context, now: &Now, id: u32, keys: Vec<IssuerKey>) -> Result<()> {
    let count = keys.len();
    let done = |_: &_| {
        let words = match count {
            0 => format!("Issuer {id} signs documents with no key any more."),
            1 => format!("Issuer {id} signs documents with this key alone."),
            _ => format!("Issuer {id} signs documents with these {count} keys."),
        };
        (fields(json!({ "issuer": id, "keys": count })), words)
    };
    context.send_on(&now.chain, &acts::set_keys(id, keys), done).await
}

async fn deputy(context: &Context, now: &Now, what: Deputy) -> Result<()> {
    match what {
        Deputy::Appoint { id, account, rights, until } => {
            let account = context.named_account(&now.chain, &account).await?;
            let until = now.clock.resolve(until)?;
            let call = acts::appoint_deputy(id, &account, rights.rights(), until);
            let end = now.clock.moment(until);
            let done = |_: &_| {
                let words = format!(
                    "{account} may issue in the name of issuer {id} until {}.",
                    end.words()
                );
                let result = json!({
                    "issuer": id, "deputy": account.to_string(), "until": end,
                });
                (fields(result), words)
            };
            context.send_on(&now.chain, &call, done).await
        }
        Deputy::Dismiss { id, account } => {
            let account = context.named_account(&now.chain, &account).await?;
            let done = |_: &_| {
                let words = format!(
                    "{account} may no longer issue in the name of issuer {id}. What it issued \
                     counts as before."
                );
                (fields(json!({ "issuer": id, "deputy": account.to_string() })), words)
            };
            context.send_on(&now.chain, &acts::dismiss_deputy(id, &account), done).await
        }
    }
}

/// A public key: a file with a JWK, or its kind and its bytes.
fn key(text: &str) -> std::result::Result<IssuerKey, String> {
    let bytes = |digits: &str| hex::decode(digits.strip_prefix("0x").unwrap_or(digits)).ok();
    let odd =
        || format!("'{text}' is no public key: write ed25519:0x… or es256:0x…, or a JWK file");
    if let Some(digits) = text.strip_prefix("ed25519:") {
        let key = bytes(digits).and_then(|bytes| bytes.try_into().ok());
        return key.map(IssuerKey::Ed25519).ok_or_else(odd);
    }
    if let Some(digits) = text.strip_prefix("es256:") {
        let key = bytes(digits).and_then(|bytes| bytes.try_into().ok());
        return key.map(IssuerKey::Es256).ok_or_else(odd);
    }
    let json = std::fs::read_to_string(text).map_err(|cause| format!("{}: {cause}", odd()))?;
    let jwk = serde_json::from_str(&json).map_err(|cause| format!("{text}: {cause}"))?;
    let public = althing_credentials::jose::PublicKey::from_jwk(&jwk);
    let public = public.map_err(|cause| format!("{text}: {cause}"))?;
    credentials::keys::to_chain(&public).map_err(|cause| format!("{text}: {cause}"))
}

fn list_text(all: &[IssuerView]) -> String {
    if all.is_empty() {
        return "There are no issuers. `althing attest issuer accredit` proposes one.".into();
    }
    let heads = ["issuer", "schema", "account", "may attest", "status", "requests"];
    let mut rows = vec![heads.map(String::from).to_vec()];
    rows.extend(all.iter().map(|issuer| {
        vec![
            issuer.id.to_string(),
            issuer.schema.to_string(),
            issuer.account.clone(),
            issuer.rights.words(),
            issuer.status.to_string(),
            issuer.requests.to_string(),
        ]
    }));
    output::table(&rows)
}

fn text(issuer: &IssuerView) -> String {
    let status = match &issuer.since {
        Some(since) => format!("{} since {}", issuer.status, since.words()),
        None => issuer.status.to_string(),
    };
    let mut rows = vec![
        ("issuer", issuer.id.to_string()),
        ("account", issuer.account.clone()),
        ("schema", issuer.schema.to_string()),
        ("may attest", issuer.rights.words()),
        ("status", status),
        ("bond", format!("{} THG, of which {} THG are left", issuer.bond, issuer.bond_left)),
        ("open requests", issuer.requests.to_string()),
    ];
    for span in &issuer.void {
        let words = format!("what it issued in the blocks {} to {}", span.first, span.last);
        rows.push(("void", words));
    }
    for deputy in &issuer.deputies {
        let end = match deputy.expired {
            true => format!("ended in {}", deputy.until.words()),
            false => format!("until {}", deputy.until.words()),
        };
        rows.push(("deputy", format!("{}, {}, {end}", deputy.account, deputy.rights.words())));
    }
    for key in &issuer.keys {
        rows.push(("key", key.clone()));
    }
    output::facts(&rows)
}

#[cfg(test)]
mod tests {
    use althing_client::attestations::{
        clock::Moment,
        view::{DeputyView, RightsView, SpanView},
    };

    use super::*;

    fn issuer() -> IssuerView {
        let moment = |block| Moment { block, estimated: Some("2026-11-20 13:05 UTC".into()) };
        IssuerView {
            id: 3,
            account: "5Office".into(),
            schema: 0,
            rights: RightsView { max_level: 3, jurisdictions: Some(vec![528, 56]) },
            status: "suspended",
            since: Some(moment(90)),
            void: vec![SpanView { first: 10, last: 20 }],
            bond: "100".into(),
            bond_left: "99.5".into(),
            requests: 2,
            deputies: vec![DeputyView {
                account: "5Clerk".into(),
                rights: RightsView { max_level: 2, jurisdictions: None },
                until: moment(5_000),
                expired: false,
            }],
            keys: vec!["ed25519:0xab".into()],
        }
    }

    #[test]
    fn an_issuer_is_shown_in_full() {
        insta::assert_snapshot!(text(&issuer()));
        insta::assert_snapshot!(list_text(&[issuer()]));
        insta::assert_snapshot!(serde_json::to_string_pretty(&issuer()).unwrap());
    }

    #[test]
    fn keys_are_named_by_kind_and_bytes() {
        let ed25519 = format!("ed25519:0x{}", "ab".repeat(32));
        assert_eq!(key(&ed25519), Ok(IssuerKey::Ed25519([0xab; 32])));
        let es256 = format!("es256:02{}", "ab".repeat(32));
        assert!(matches!(key(&es256), Ok(IssuerKey::Es256(point)) if point[0] == 2));
        for text in ["", "ed25519:0xab", "es256:0xab", "rsa:0x00"] {
            assert!(key(text).is_err(), "{text}");
        }
    }
}
