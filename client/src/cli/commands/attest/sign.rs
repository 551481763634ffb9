//! `althing attest consent`, `sign` and `claim`

use std::path::{Path, PathBuf};

use althing_client::{
    attestations::{
        acts,
        agreement::{self, Agreement, Offer, Scheme},
        claims,
        clock::When,
        statement::{Purpose, Statement},
    },
    errors::{Error, Result},
    submit::Inclusion,
};
use clap::{Args, ValueEnum};
use serde_json::json;

use super::{
    args::Now,
    issue::{issued, offer_words},
};
use crate::cli::context::{fields, Context};

#[derive(Debug, Args)]
pub struct Consent {
    /// The offer
    offer: PathBuf,
    /// The salted claims that came with it; they are checked before anything is signed
    #[arg(long, value_name = "FILE")]
    claims: Option<PathBuf>,
    /// The last block in which the signature can be used
    #[arg(long, value_name = "WHEN", default_value = "+1000")]
    deadline: When,
    /// Where the agreement goes, which the issuer needs
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
    /// A signature that a wallet has made over the text that --dry-run prints
    #[arg(long, value_name = "0x…")]
    signature: Option<String>,
    /// How that signature was made
    #[arg(long, value_enum, default_value_t = How::Sr25519, requires = "signature")]
    scheme: How,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum How {
    Sr25519,
    Ed25519,
    Ecdsa,
}

#[derive(Debug, Args)]
pub struct Sign {
    /// The offer
    offer: PathBuf,
    /// The last block in which the signature can be used
    #[arg(long, value_name = "WHEN", default_value = "+1000")]
    deadline: When,
    /// Where the agreement goes, which the subject carries to the chain
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(Debug, Args)]
pub struct Claim {
    /// The agreement that the issuer has signed
    agreement: PathBuf,
}

pub async fn consent(context: &Context, arguments: Consent) -> Result<()> {
    let now = Now::read(context).await?;
    let offer = Offer::read(&arguments.offer)?;
    offer.check_chain(&now.genesis())?;
    if let Some(path) = &arguments.claims {
        let (salted, _) = claims::read(path)?;
        offer.check_claims(&salted.commitment())?;
    }
    let purpose = offer.purpose();
    let statement = offer.statement(now.clock.resolve(arguments.deadline)?);
    if context.is_dry_run() {
        return tell(context, &now, &offer, &statement, purpose);
    }
    let agreement = match &arguments.signature {
        None => Agreement::sign(statement, purpose, &context.key(&now.chain).await?),
        Some(text) => {
            let no_hex = |cause| Error::Usage(format!("--signature is no hexadecimal: {cause}"));
            let bytes = hex::decode(text.strip_prefix("0x").unwrap_or(text)).map_err(no_hex)?;
            let signer = offer
                .subject
                .account()
                .ok_or_else(|| agreement::AgreementError::NoAccount(offer.subject.clone()))?;
            Agreement::carry(statement, purpose, signer, (arguments.scheme.scheme(), bytes))
        }
    };
    agreement.check(purpose, &now.genesis(), now.clock.now)?;
    write(context, &now, &arguments.output, &agreement)
}

impl How {
    fn scheme(self) -> Scheme {
        match self {
            Self::Sr25519 => Scheme::Sr25519,
            Self::Ed25519 => Scheme::Ed25519,
            Self::Ecdsa => Scheme::Ecdsa,
        }
    }
}

pub async fn sign(context: &Context, arguments: Sign) -> Result<()> {
    let now = Now::read(context).await?;
    let offer = Offer::read(&arguments.offer)?;
    offer.check_chain(&now.genesis())?;
    if offer.from.is_some() {
        let problem = "an attestation that moves is not carried: see `althing attest recover`";
        return Err(Error::Usage(problem.into()));
    }
    let statement = offer.statement(now.clock.resolve(arguments.deadline)?);
    if context.is_dry_run() {
        return tell(context, &now, &offer, &statement, Purpose::Issue);
    }
    let agreement = Agreement::sign(statement, Purpose::Issue, &context.key(&now.chain).await?);
    write(context, &now, &arguments.output, &agreement)
}

pub async fn claim(context: &Context, arguments: Claim) -> Result<()> {
    let now = Now::read(context).await?;
    let agreement = Agreement::read(&arguments.agreement)?;
    agreement.check(Purpose::Issue, &now.genesis(), now.clock.now)?;
    let key = context.key(&now.chain).await?;
    if agreement.statement.subject.account() != Some(*key.account()) {
        return Err(Error::Usage(format!(
            "it is about {}, and only that account can carry it to the chain; this key signs for {}",
            agreement.statement.subject,
            key.account()
        )));
    }
    let call = acts::claim(&agreement)?;
    let done = |inclusion: &Inclusion| issued(inclusion, &now.clock, &agreement.statement);
    context.send_on(&now.chain, &call, done).await
}

/// Says what would be signed, and signs nothing.
fn tell(
    context: &Context,
    now: &Now,
    offer: &Offer,
    statement: &Statement,
    purpose: Purpose,
) -> Result<()> {
    let text = statement.text(purpose);
    let deadline = now.clock.moment(statement.deadline);
    let result = fields(json!({ "dry_run": true, "message": text, "deadline": deadline }));
    context.print(&result, || {
        format!(
            "{}\nTo be signed, usable up to {}:\n{text}\nA wallet wraps it in <Bytes>…</Bytes> by \
             itself.",
            offer_words(offer, &now.clock),
            deadline.words()
        )
    });
    Ok(())
}

fn write(context: &Context, now: &Now, path: &Path, agreement: &Agreement) -> Result<()> {
    agreement::write(path, agreement)?;
    let path = path.display().to_string();
    let deadline = now.clock.moment(agreement.statement.deadline);
    let result = json!({
        "agreement": path,
        "signer": agreement.signer,
        "message": agreement.statement.text(agreement.purpose),
        "deadline": deadline,
    });
    context.print(&result, || {
        let next = match agreement.purpose {
            Purpose::Accept => {
                format!("The issuer issues it: `althing attest issue --consent {path}` (or renew, if one holds).")
            }
            Purpose::Issue => format!("The subject carries it: `althing attest claim {path}`."),
            Purpose::Move => format!(
                "The issuer starts the move: `althing attest recover start --consent {path}`."
            ),
        };
        format!(
            "{} has signed; it can be used up to {}.\n{next}",
            agreement.signer,
            deadline.words()
        )
    });
    Ok(())
}
