//! `althing demo`

use std::{path::Path, sync::Mutex, time::Instant};

use althing_client::{
    errors::{Error, Result},
    replay::{
        csv::Counting,
        plan::Plan,
        run::{self, Options},
        Observer, Step,
    },
    story,
};
use clap::Args;

use crate::cli::{context::Context, output, progress::Bars};

/// The table that the demo plays; see client/data/README.md.
const TABLE: &[u8] = include_bytes!("../../../data/nakamoto-dao-votes.csv");

#[derive(Debug, Args)]
pub struct Arguments {}

pub async fn run(context: &Context, _: Arguments) -> Result<()> {
    if context.is_dry_run() {
        let what = "the demo is there to be run; `althing replay votes FILE --dry-run` only counts";
        return Err(Error::Usage(what.into()));
    }
    let plan = Plan::parse(Path::new("nakamoto-dao-votes.csv"), TABLE, Counting::LastWins, "")?;
    let chain = context.chain().await?;
    let key = context.key(&chain).await?;
    let options = Options::default();
    let teller = Teller::new(context.json(), options.amount);
    teller.tell(&story::opening(&plan));
    let report = run::run(&chain, &key, &plan, &options, &teller).await?;
    let command = std::env::args().next().unwrap_or_else(|| "althing".into());
    context.print(&report, || story::closing(&plan, &report, context.url(), &command));
    report.check(&plan)
}

/// Tells the story as it goes on: to standard output, or to standard error where the result is JSON.
struct Teller {
    json: bool,
    amount: u128,
    bars: Bars,
    begun: Mutex<Instant>,
}

impl Teller {
    fn new(json: bool, amount: u128) -> Self {
        Self { json, amount, bars: Bars::default(), begun: Mutex::new(Instant::now()) }
    }

    fn tell(&self, text: &str) {
        match self.json {
            true => eprintln!("{text}"),
            false => output::line(text),
        }
    }

    /// When the present step began; sets it if a new one begins.
    fn begun(&self, new: Option<Instant>) -> Instant {
        let mut begun = self.begun.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *begun = new.unwrap_or(*begun);
        *begun
    }
}

impl Observer for Teller {
    fn begin(&self, step: Step, total: u64) {
        self.bars.clear();
        self.begun(Some(Instant::now()));
        self.tell(&story::begin(step, total, self.amount));
        self.bars.begin(step, total);
    }

    fn progress(&self, step: Step, done: u64) {
        self.bars.progress(step, done);
    }

    fn end(&self, _: Step) {
        self.bars.clear();
        let elapsed = self.begun(None).elapsed().as_millis();
        self.tell(&story::end(u64::try_from(elapsed).unwrap_or(u64::MAX)));
    }

    fn note(&self, text: &str) {
        self.bars.note(text);
    }
}
