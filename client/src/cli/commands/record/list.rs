//! Records, dealings and history, as they are shown.

use althing_client::{
    connection::Hash,
    errors::{Error, Result},
    records::{
        find_record_by_name,
        view::{BurdensView, DealingView, RecordView, StatementView, VersionView},
    },
    registers::days,
};
use clap::Args;

use super::{
    args::{hash, Place, VaultAt},
    safe::Safe,
};
use crate::cli::{commands::attest::args::Now, context::Context, output};

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    place: Place,
    /// The dealings that have not ended, in place of the records
    #[arg(long)]
    dealings: bool,
    /// The number of the first record to list
    #[arg(long, value_name = "RECORD", default_value_t = 0, conflicts_with = "dealings")]
    first: u32,
    /// How many records to list at most
    #[arg(long, value_name = "NUMBER", default_value_t = 100, conflicts_with = "dealings")]
    limit: u32,
}

#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    vault: VaultAt,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Which {
    /// The record
    record: Option<u32>,
    /// A dealing in place of a record
    #[arg(long, value_name = "NUMBER")]
    dealing: Option<u32>,
    /// The record that people call so; needs the vault with the register's key
    #[arg(long, value_name = "TEXT")]
    named: Option<String>,
    /// The record of this name on the chain
    #[arg(long, value_name = "0x…", value_parser = hash)]
    name: Option<Hash>,
}

#[derive(Debug, Args)]
pub struct History {
    /// The record
    record: u32,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Args)]
pub struct OnDay {
    /// The day
    #[arg(value_name = "DAY", value_parser = days::argument)]
    day: i32,
    /// The record
    record: u32,
    #[command(flatten)]
    place: Place,
    /// What is known of that day now, by all that was entered since; in place of what the register
    /// said at the end of that day
    #[arg(long)]
    as_known: bool,
}

pub async fn list(context: &Context, list: List) -> Result<()> {
    let now = Now::read(context).await?;
    let register = list.place.register;
    althing_client::registers::read::register(&now.at, register).await?;
    if list.dealings {
        let all = DealingView::all(&now.at, register).await?;
        context.print(&all, || dealings_text(&all));
    } else {
        let all = RecordView::page(&now.at, register, list.first, list.limit).await?;
        context.print(&all, || records_text(&all));
    }
    Ok(())
}

pub async fn show(context: &Context, show: Show) -> Result<()> {
    let now = Now::read(context).await?;
    let register = show.place.register;
    if let Some(dealing) = show.which.dealing {
        let view = DealingView::of(&now.at, register, dealing).await?;
        context.print(&view, || dealing_text(&view));
        return Ok(());
    }
    let record = show.record(context, &now).await?;
    let view = RecordView::of(&now.at, register, record).await?;
    context.print(&view, || record_text(&view));
    Ok(())
}

impl Show {
    async fn record(&self, context: &Context, now: &Now) -> Result<u32> {
        let register = self.place.register;
        if let Some(record) = self.which.record {
            return Ok(record);
        }
        let name = match (&self.which.named, self.which.name) {
            (Some(text), _) => {
                let path = self.vault.path()?;
                if !path.exists() {
                    let problem = format!("there is no vault {}", path.display());
                    return Err(Error::NotFound(problem));
                }
                Safe::open(context, now, register, &self.vault).await?.name(text)?
            }
            (None, Some(name)) => name,
            (None, None) => return Err(Error::Usage("name the record".into())),
        };
        let missing = || Error::NotFound(format!("register {register} has no record of this name"));
        find_record_by_name(&now.at, register, name).await?.ok_or_else(missing)
    }
}

pub async fn history(context: &Context, history: History) -> Result<()> {
    let now = Now::read(context).await?;
    let all = VersionView::all(&now.at, history.place.register, history.record).await?;
    context.print(&all, || history_text(&all));
    Ok(())
}

pub async fn on_day(context: &Context, asked: OnDay) -> Result<()> {
    let now = Now::read(context).await?;
    let (register, record, day) = (asked.place.register, asked.record, asked.day);
    let view = match asked.as_known {
        true => StatementView::known(&now.at, register, record, day).await?,
        false => StatementView::said(&now.at, register, record, day).await?,
    };
    context.print(&view, || statement_text(&view));
    Ok(())
}

fn records_text(all: &[RecordView]) -> String {
    if all.is_empty() {
        return "There are no records.".into();
    }
    let heads = ["record", "status", "class", "owners", "burdens", "pending"];
    let mut rows = vec![heads.map(String::from).to_vec()];
    rows.extend(all.iter().map(|record| {
        let burdens = &record.burdens;
        let count = [burdens.encumbrances.len(), burdens.cautions.len(), burdens.freezes.len()];
        vec![
            record.id.to_string(),
            record.status.to_string(),
            record.class.to_string(),
            record.owners.words(),
            count.iter().sum::<usize>().to_string(),
            record.pending.len().to_string(),
        ]
    }));
    output::table(&rows)
}

fn record_text(view: &RecordView) -> String {
    let mut rows = vec![
        ("record", format!("{} of register {}", view.id, view.register)),
        ("status", view.status.to_string()),
        ("class", view.class.to_string()),
        ("owners", view.owners.words()),
        ("content", view.content.commitment.clone()),
        ("name", view.name.clone()),
        ("version", view.version.to_string()),
    ];
    if view.content.measure > 0 {
        rows.push(("measure", view.content.measure.to_string()));
    }
    if let Some(service) = &view.content.service {
        rows.push(("address for service", service.clone()));
    }
    if let Some(parent) = view.parent {
        rows.push(("split off", format!("record {parent}")));
    }
    if !view.pending.is_empty() {
        rows.push(("pending dealings", althing_client::records::words::list(&view.pending)));
    }
    format!("{}{}", output::facts(&rows), burdens_text(&view.burdens))
}

fn burdens_text(burdens: &BurdensView) -> String {
    let mut rows = Vec::new();
    for it in &burdens.encumbrances {
        let rank = format!("rank {}, {} for {}", it.rank, it.kind, it.beneficiary);
        rows.push(vec![format!("encumbrance {}", it.number), rank]);
    }
    for it in &burdens.cautions {
        rows.push(vec![format!("caution {}", it.number), format!("{} claims an interest", it.by)]);
    }
    for it in &burdens.freezes {
        let until =
            it.until.as_ref().map_or("until it is lifted".into(), |day| format!("until {day}"));
        rows.push(vec![format!("freeze {}", it.number), format!("by {}, {until}", it.by)]);
    }
    match rows.is_empty() {
        true => "Nothing weighs on it.".into(),
        false => format!("\nWhat weighs on it\n{}", output::table(&rows)),
    }
}

fn dealings_text(all: &[DealingView]) -> String {
    if all.is_empty() {
        return "No dealing is open.".into();
    }
    let heads = ["dealing", "wants to", "state", "lodged", "waits for"];
    let mut rows = vec![heads.map(String::from).to_vec()];
    rows.extend(all.iter().map(|dealing| {
        let waits = dealing.waits_for.as_ref().map_or("nothing".into(), |wait| wait.words.clone());
        vec![
            dealing.id.to_string(),
            dealing.wants.clone(),
            dealing.state.to_string(),
            dealing.day.clone(),
            waits,
        ]
    }));
    output::table(&rows)
}

fn dealing_text(view: &DealingView) -> String {
    let mut rows = vec![
        ("dealing", view.id.to_string()),
        ("wants to", view.wants.clone()),
        ("state", view.state_words.clone()),
        ("lodged", format!("{} by {}, in block {}", view.day, view.lodger, view.lodged)),
        ("takes effect", view.effective.clone()),
        ("instrument", view.instrument.clone()),
        ("deposit", format!("{} THG", view.deposit)),
        ("lapses after", view.expires.words()),
    ];
    if view.priority != view.id {
        let why = match view.kind {
            "search" => "which it took when all owners had consented",
            _ => "which a search has kept for it",
        };
        rows.push(("place", format!("{}, {why}", view.priority)));
    }
    if let Some(notice) = &view.notice {
        rows.push(("objections until", notice.words()));
    }
    for consent in &view.consents {
        rows.push(("consented", consent.party.clone()));
    }
    if !view.missing.is_empty() {
        rows.push(("to consent", view.missing.join(", ")));
    }
    for objection in &view.objections {
        rows.push(("objects", format!("{}, for {}", objection.by, objection.grounds)));
    }
    let waits = view.waits_for.as_ref();
    let waits = waits.map_or("nothing: it can be completed".into(), |wait| wait.words.clone());
    rows.push(("waits for", waits));
    output::facts(&rows)
}

fn history_text(all: &[VersionView]) -> String {
    let heads = ["version", "entered", "kind", "so from", "says", "approved by"];
    let mut rows = vec![heads.map(String::from).to_vec()];
    rows.extend(all.iter().map(|version| {
        let until = version.until.as_ref().map_or(String::new(), |day| format!(" to {day}"));
        vec![
            version.version.to_string(),
            format!("{} (block {})", version.day, version.recorded),
            version.kind.to_string(),
            format!("{}{until}", version.from),
            says(version),
            version.approver.clone().unwrap_or("the chain".into()),
        ]
    }));
    output::table(&rows)
}

fn says(version: &VersionView) -> String {
    if let Some(redacted) = &version.redacted {
        return format!("taken out of view ({})", redacted.reason);
    }
    let mut says = vec![version.status.to_string()];
    if let Some(owners) = &version.owners {
        says.push(format!("owners: {}", owners.words()));
    }
    if let Some(content) = &version.content {
        says.push(format!("content {}", content.commitment));
    }
    if let Some(correction) = &version.corrects {
        says.push(format!("corrects ({})", correction.reason));
    }
    says.join("; ")
}

fn statement_text(view: &StatementView) -> String {
    let head = match view.by {
        "known" => format!("What is known now of record {} on {}", view.record, view.day),
        _ => format!("What the register said of record {} on {}", view.record, view.day),
    };
    let by = |version: u32, redacted: bool| match redacted {
        true => format!(" (version {version}, taken out of view)"),
        false => format!(" (version {version})"),
    };
    let mut rows = Vec::new();
    if let Some(fact) = &view.status {
        rows.push(("status", format!("{}{}", fact.value, by(fact.version, fact.redacted))));
    }
    if let Some(fact) = &view.class {
        rows.push(("class", format!("{}{}", fact.value, by(fact.version, fact.redacted))));
    }
    if let Some(fact) = &view.owners {
        rows.push(("owners", format!("{}{}", fact.value.words(), by(fact.version, fact.redacted))));
    }
    if let Some(fact) = &view.content {
        let commitment = &fact.value.commitment;
        rows.push(("content", format!("{commitment}{}", by(fact.version, fact.redacted))));
    }
    let burdens = view.burdens.as_ref().map_or(String::new(), burdens_text);
    format!("{head}\n{}{burdens}", output::facts(&rows))
}

#[cfg(test)]
mod tests;
