//! `althing tag compute`

use std::path::PathBuf;

use althing_client::{
    attestations::read,
    connection::At,
    errors::{Error, Result},
    person_tags::{
        compute::{self, KeyHolderAt, Person, TagView},
        registered_keys,
    },
};
use althing_credentials::{tags::Identity, Slot};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::{
    context::Context,
    output,
    vaults::{would, VaultAccess},
};

#[derive(Debug, Args)]
pub struct Arguments {
    /// A table with the columns subject, country, document and number; only you may be able to read it
    people: PathBuf,
    /// The issuer in whose name it is asked; --key is its account or a deputy's
    #[arg(long, value_name = "ID")]
    issuer: u32,
    /// Where the key holder is (ws://… or wss://…)
    #[arg(long, value_name = "URL", env = "ALTHING_KEY_HOLDER")]
    key_holder: String,
    /// The vault for the transcripts, which show how a tag came about; made if it does not exist
    #[arg(long, value_name = "FILE")]
    transcripts: PathBuf,
    #[command(flatten)]
    access: VaultAccess,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let people = compute::people(&arguments.people)?;
    let chain = context.chain().await?;
    let at = chain.head().await?;
    let genesis = chain.genesis().0;
    let schema = read::issuer(&at, arguments.issuer).await?.schema;
    let domain = read::schema(&at, schema).await?.rules.domain.ok_or_else(|| {
        Error::Usage(format!("attestations of schema {schema} carry no person tags"))
    })?;
    let keys = registered_keys(&at, genesis, domain).await?;
    let slots = slots(&at, genesis, schema, &people).await?;
    if context.is_dry_run() {
        let (count, epochs) = (people.len(), keys.len());
        let what = format!("ask for the tags of {count} people under {epochs} keys");
        return would(context, &what);
    }
    let signer = context.key(&chain).await?;
    let holder = KeyHolderAt::connect(&arguments.key_holder).await?;
    let identities: Vec<Identity> = people.iter().map(|person| person.identity.clone()).collect();
    // Opened before anything is asked: a tag without its transcript could not be shown to be right.
    let mut vault = compute::transcripts(&arguments.transcripts, arguments.access.key()?)?;
    let bar = bar(identities.len().saturating_mul(keys.len()));
    let mut tagged = Vec::with_capacity(keys.len());
    for (round, key) in keys.iter().enumerate() {
        let before = round.saturating_mul(identities.len());
        let progress = |done: usize| bar.set_position(before.saturating_add(done) as u64);
        let issuer = arguments.issuer;
        tagged.push(compute::compute(&holder, key, issuer, &signer, &identities, progress).await?);
    }
    bar.finish_and_clear();
    let tags = compute::keep(&mut vault, &slots, &tagged)?;
    context.print(&tags, || text(&tags));
    Ok(())
}

/// Where the attestations will stand.
async fn slots(at: &At, genesis: [u8; 32], schema: u32, people: &[Person]) -> Result<Vec<Slot>> {
    let mut slots = Vec::with_capacity(people.len());
    for person in people {
        let serial = read::next_serial(at, schema, &person.subject).await?;
        slots.push(Slot { genesis, schema, subject: person.subject.bytes(), serial });
    }
    Ok(slots)
}

fn bar(total: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:<22} {wide_bar} {pos}/{len} {elapsed}");
    let bar = ProgressBar::new(total as u64).with_message("computing tags");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

fn text(tags: &[TagView]) -> String {
    let mut rows = vec![["subject", "serial", "tag", "tag of before"].map(String::from).to_vec()];
    rows.extend(tags.iter().map(|one| {
        let previous = one.previous.clone().unwrap_or_else(|| "-".into());
        vec![one.subject.clone(), one.serial.to_string(), one.tag.clone(), previous]
    }));
    output::table(&rows)
}
