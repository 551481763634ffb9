//! Lodging: openly, or sealed and revealed later.

use althing_client::{
    chain::records::events::{Alerted, Lodged, Protected, Sealed},
    connection::Hash,
    errors::{Error, Result},
    records::{
        acts,
        contents::KeptSeal,
        read, seals,
        types::{Act, State},
        view::DeadlineView,
        words::{self, Words},
    },
    registers::days,
    submit::Inclusion,
};
use althing_credentials::wallet::Secret;
use clap::Args;
use serde_json::{json, Map, Value};

use super::{
    args::{Place, VaultAt},
    draft::{Desk, Filing},
};
use crate::cli::{
    commands::attest::args::{document, Now},
    context::{fields, Context},
};

/// A kind of dealing that can be lodged.
pub trait Kind {
    /// What every dealing is lodged with.
    fn filing(&self) -> &Filing;

    /// The record that it is about.
    fn record(&self) -> Option<u32>;

    /// What it wants entered.
    async fn act(&self, desk: &mut Desk<'_>) -> Result<Act>;
}

/// A dealing of which the record alone is to be said.
pub struct Simple {
    pub record: u32,
    pub filing: Filing,
    pub act: Act,
}

impl Kind for Simple {
    fn filing(&self) -> &Filing {
        &self.filing
    }

    fn record(&self) -> Option<u32> {
        Some(self.record)
    }

    async fn act(&self, _: &mut Desk<'_>) -> Result<Act> {
        Ok(self.act.clone())
    }
}

/// Say what a sealed dealing is.
#[derive(Debug, Args)]
pub struct Reveal {
    /// The dealing
    dealing: u32,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    vault: VaultAt,
}

/// Lodges a dealing, or seals it.
pub async fn lodge(context: &Context, kind: impl Kind) -> Result<()> {
    let filing = kind.filing();
    let register = filing.place.register;
    let instrument = document(&filing.instrument)?;
    let mut desk = Desk::new(context, register, &filing.vault).await?;
    let act = kind.act(&mut desk).await?;
    if filing.seal {
        return seal(desk, kind.record(), act, instrument, filing.effective).await;
    }
    desk.safe.save()?;
    let call = acts::lodge_call(register, kind.record(), act, instrument, filing.effective);
    context.send_on(&desk.now.chain, &call, |inclusion| lodged(inclusion, register)).await
}

async fn seal(
    mut desk: Desk<'_>,
    record: Option<u32>,
    act: Act,
    instrument: Hash,
    effective: Option<i32>,
) -> Result<()> {
    let (context, register) = (desk.context, desk.register);
    let lodger = *context.key(&desk.now.chain).await?.account();
    let words = words::act(record, &act);
    let (at, genesis) = (&desk.now.at, desk.now.genesis());
    let who = (register, &lodger);
    let sealed = seals::seal(at, genesis, who, (record, act), instrument, effective)?;
    let arguments = Secret::new(hex::encode(&sealed.arguments));
    desk.safe.keep_seal(sealed.commitment, KeptSeal { register, words, arguments });
    desk.safe.save()?;
    let call = acts::seal(register, sealed.commitment);
    context.send_on(&desk.now.chain, &call, |inclusion| sealed_words(inclusion, register)).await
}

fn sealed_words(inclusion: &Inclusion, register: u32) -> (Map<String, Value>, String) {
    let event = inclusion.events.find_first::<Sealed>().and_then(|event| event.ok());
    let Some(event) = event else { return (Map::new(), "The dealing is sealed.".into()) };
    let (dealing, until) = (event.dealing, event.until);
    let result = json!({
        "register": register,
        "dealing": dealing,
        "commitment": format!("{:?}", event.commitment),
        "reveal_until": until,
    });
    let words = format!(
        "Dealing {dealing} has its place in register {register}, and nobody knows what it is.\n\
         Reveal it by block {until}, or its deposit is lost: `althing record reveal {dealing} \
         --register {register} --vault FILE`."
    );
    (fields(result), words)
}

/// Says what a sealed dealing is.
pub async fn reveal(context: &Context, arguments: Reveal) -> Result<()> {
    let now = Now::read(context).await?;
    let (register, id) = (arguments.place.register, arguments.dealing);
    let dealing = read::dealing(&now.at, register, id).await?;
    let State::Sealed { commitment, .. } = dealing.state else {
        return Err(Error::Usage(format!("dealing {id} is not sealed: it was revealed already")));
    };
    let path = arguments.vault.path()?;
    if !path.exists() {
        return Err(Error::NotFound(format!("there is no vault {}", path.display())));
    }
    let key = arguments.vault.access.key()?;
    let vault = althing_client::records::contents::open(path, key)?;
    let kept = vault.content().seal(&commitment)?;
    let bytes = hex::decode(kept.arguments.expose());
    let bytes =
        bytes.map_err(|cause| Error::Usage(format!("what was sealed is damaged: {cause}")))?;
    let call = seals::reveal(&now.at, register, id, &bytes)?;
    context.send_on(&now.chain, &call, |inclusion| lodged(inclusion, register)).await
}

/// What was lodged, as the chain tells it.
fn lodged(inclusion: &Inclusion, register: u32) -> (Map<String, Value>, String) {
    let event = inclusion.events.find_first::<Lodged>().and_then(|event| event.ok());
    let Some(event) = event else { return (Map::new(), "The dealing is lodged.".into()) };
    let alerted: Vec<String> = inclusion
        .events
        .find::<Alerted>()
        .filter_map(|event| event.ok())
        .map(|event| event.account.to_string())
        .collect();
    let protected = inclusion.events.find_first::<Protected>().and_then(|event| event.ok());
    let (dealing, wants) = (event.dealing, words::act(event.record, &event.act));
    let notice = event.notice.as_ref().map(DeadlineView::from);
    let expires = DeadlineView::from(&event.expires);
    let result = json!({
        "register": register,
        "dealing": dealing,
        "kind": words::kind(&event.act).word(),
        "wants": wants,
        "record": event.record,
        "effective": days::text(event.effective),
        "priority": event.priority,
        "notice": notice,
        "expires": expires,
        "deposit": althing_client::amounts::plain(event.deposit),
        "alerted": alerted,
        "protects_until": protected.as_ref().map(|event| DeadlineView::from(&event.until)),
    });
    let mut said = format!("Dealing {dealing} is on the day list of register {register}: {wants}.");
    if event.priority != dealing {
        let place = event.priority;
        said.push_str(&format!("\nIt takes place {place}, which your search has kept for it."));
    }
    if let Some(notice) = notice {
        said.push_str(&format!("\nIt can be objected to until {}.", notice.words()));
    }
    if !alerted.is_empty() {
        said.push_str(&format!("\nTold of it: {}.", alerted.join(", ")));
    }
    match protected {
        Some(event) => said.push_str(&format!(
            "\nThe search protects you until {}: what you lodge about the record goes before all \
             others.",
            DeadlineView::from(&event.until).words()
        )),
        None => said.push_str(&format!(
            "\nNext: `althing record show --dealing {dealing} --register {register}` says what it \
             waits for; it lapses after {}.",
            expires.words()
        )),
    }
    (fields(result), said)
}
