//! Progress bars, on standard error and only where somebody is looking.

use std::sync::Mutex;

use althing_client::{
    attestations::import::Progress,
    replay::{Observer, Step},
};
use indicatif::{ProgressBar, ProgressStyle};

/// Shows one bar a step.
#[derive(Default)]
pub struct Bars {
    bar: Mutex<Option<ProgressBar>>,
}

impl Bars {
    fn with(&self, act: impl FnOnce(&mut Option<ProgressBar>)) {
        act(&mut self.bar.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    }

    /// Takes the bar away, so that something else can be printed.
    pub fn clear(&self) {
        self.with(|bar| {
            if let Some(bar) = bar.take() {
                bar.finish_and_clear();
            }
        });
    }
}

impl Observer for Bars {
    fn begin(&self, step: Step, total: u64) {
        let style = ProgressStyle::with_template("{msg:<22} {wide_bar} {pos}/{len} {elapsed}");
        let bar = ProgressBar::new(total).with_message(title(step));
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.with(|current| {
            if let Some(before) = current.replace(bar) {
                before.finish_and_clear();
            }
        });
    }

    fn progress(&self, _: Step, done: u64) {
        self.with(|bar| {
            if let Some(bar) = bar {
                bar.set_position(done);
            }
        });
    }

    fn end(&self, _: Step) {
        self.clear();
    }

    fn note(&self, text: &str) {
        self.with(|bar| match bar {
            Some(bar) => bar.suspend(|| eprintln!("{text}")),
            None => eprintln!("{text}"),
        });
    }
}

/// A step in a few words.
pub fn title(step: Step) -> &'static str {
    match step {
        Step::Fund => "funding the voters",
        Step::Stake => "staking",
        Step::WarmUp => "warming up",
        Step::Propose => "proposing",
        Step::Prepare => "preparation",
        Step::Vote => "voting",
        Step::Confirm => "confirmation",
        Step::Timelock => "timelock",
        Step::Pay => "payment",
    }
}

/// Says on standard error which step has been done; used where nobody is looking.
#[derive(Default)]
pub struct Lines;

impl Observer for Lines {
    fn begin(&self, step: Step, _: u64) {
        eprintln!("{} …", title(step));
    }

    fn progress(&self, _: Step, _: u64) {}

    fn end(&self, _: Step) {}

    fn note(&self, text: &str) {
        eprintln!("{text}");
    }
}

/// Bars where somebody is looking, lines elsewhere.
pub fn observer() -> Box<dyn Observer> {
    use std::io::IsTerminal;
    match std::io::stderr().is_terminal() {
        true => Box::new(Bars::default()),
        false => Box::new(Lines),
    }
}

/// One bar for one long work where somebody is looking, and lines elsewhere.
pub struct Bar {
    title: &'static str,
    bar: Mutex<Option<ProgressBar>>,
}

impl Bar {
    /// A bar for work that is called so.
    pub fn new(title: &'static str) -> Self {
        Self { title, bar: Mutex::new(None) }
    }

    fn with(&self, act: impl FnOnce(&mut Option<ProgressBar>)) {
        act(&mut self.bar.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    }
}

impl Progress for Bar {
    fn begin(&self, total: u64) {
        use std::io::IsTerminal;
        if !std::io::stderr().is_terminal() {
            eprintln!("{} {total} …", self.title);
            return;
        }
        let style = ProgressStyle::with_template("{msg:<22} {wide_bar} {pos}/{len} {elapsed}");
        let bar = ProgressBar::new(total).with_message(self.title);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.with(|current| *current = Some(bar));
    }

    fn done(&self, done: u64) {
        self.with(|bar| {
            if let Some(bar) = bar {
                bar.set_position(done);
            }
        });
    }

    fn end(&self) {
        self.with(|bar| {
            if let Some(bar) = bar.take() {
                bar.finish_and_clear();
            }
        });
    }

    fn note(&self, text: &str) {
        self.with(|bar| match bar {
            Some(bar) => bar.suspend(|| eprintln!("{text}")),
            None => eprintln!("{text}"),
        });
    }
}
