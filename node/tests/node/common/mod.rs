//! Starts the node as an operator does, and talks to it by RPC.

pub mod rpc;
pub mod transactions;

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{Arc, Condvar, LazyLock, Mutex},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// How long a node may take to answer, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// What a node says once it serves RPC.
const SERVING: &str = "Running JSON-RPC server: addr=";

/// The specification of the development chain in a file, as `--chain` takes it.
///
/// Its genesis is worked out already. Started by the preset's name, a node runs the runtime for that
/// first, which takes twice as much as all the rest of its start; so tests use the name only where it
/// matters.
pub static DEV: LazyLock<String> = LazyLock::new(|| raw_spec("dev"));

/// The same of the chain with one validator.
pub static SOLO: LazyLock<String> = LazyLock::new(|| raw_spec("solo"));

/// Writes the raw specification of a preset to a file that is the same in every run.
fn raw_spec(preset: &str) -> String {
    let spec = run_well(&["export-chain-spec", "--chain", preset, "--raw"]);
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = directory.join(format!("{preset}.raw.json"));
    let half = directory.join(format!("{preset}.{}", std::process::id()));
    fs::write(&half, spec).unwrap();
    fs::rename(&half, &file).unwrap();
    arg(&file).into()
}

/// A directory for the databases of a test, removed at its end.
pub struct Home(TempDir);

impl Home {
    /// A new, empty one.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// As an argument.
    pub fn arg(&self) -> &str {
        self.0.path().to_str().unwrap()
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The database of a chain.
    pub fn database(&self, chain: &str) -> PathBuf {
        self.0.path().join("chains").join(chain).join("paritydb").join("full")
    }
}

/// A running node; killed at the end of the test.
pub struct Node {
    child: Child,
    log: Log,
    reader: Option<JoinHandle<()>>,
}

/// How a node ended.
pub struct Ended {
    /// Its exit code; none if a signal killed it.
    pub code: Option<i32>,
    /// All that it said.
    pub log: String,
}

impl Node {
    /// Starts a node that keeps its database in `home`, and waits until it serves RPC.
    pub fn start(home: &Home, args: &[&str]) -> Self {
        let mut node = Self::spawn(home, args);
        let began = Instant::now();
        while node.address().is_none() {
            let ended = node.child.try_wait().unwrap();
            assert!(ended.is_none(), "the node ended ({ended:?}):\n{}", node.log.text());
            assert!(began.elapsed() < PATIENCE, "the node does not serve:\n{}", node.log.text());
            thread::sleep(Duration::from_millis(20));
        }
        node
    }

    fn spawn(home: &Home, args: &[&str]) -> Self {
        let mut child = command()
            .args(args)
            .args(["--base-path", home.arg(), "--rpc-port", "0", "--no-prometheus"])
            .args(["--no-telemetry", "--disable-log-color"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let log = Log::default();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let reader = thread::spawn({
            let log = log.clone();
            move || lines.map_while(Result::ok).for_each(|line| log.push(&line))
        });
        Self { child, log, reader: Some(reader) }
    }

    fn address(&self) -> Option<String> {
        let log = self.log.text();
        let (_, rest) = log.split_once(SERVING)?;
        Some(rest.split([',', '\n']).next()?.to_string())
    }

    /// A connection to its RPC server.
    pub fn rpc(&self) -> rpc::Rpc {
        rpc::Rpc::connect(&self.address().unwrap())
    }

    /// What it has said so far.
    pub fn log(&self) -> String {
        self.log.text()
    }

    /// Waits until it has said this.
    pub fn wait_for_log(&self, what: &str) {
        self.log.wait_for(what);
    }

    /// Sends it a signal and waits for its end.
    pub fn stop(mut self, signal: &str) -> Ended {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &pid]).status().unwrap().success());
        let began = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(began.elapsed() < PATIENCE, "the node does not stop:\n{}", self.log.text());
            thread::sleep(Duration::from_millis(20));
        }
        let code = self.child.wait().unwrap().code();
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        Ended { code, log: self.log.text() }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("The node said:\n{}", self.log());
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a node says, readable while it goes on.
#[derive(Clone, Default)]
struct Log(Arc<(Mutex<String>, Condvar)>);

impl Log {
    fn push(&self, line: &str) {
        let (text, changed) = &*self.0;
        let mut text = text.lock().unwrap();
        text.push_str(line);
        text.push('\n');
        changed.notify_all();
    }

    fn text(&self) -> String {
        self.0 .0.lock().unwrap().clone()
    }

    fn wait_for(&self, what: &str) {
        let (text, changed) = &*self.0;
        let (text, wait) = changed
            .wait_timeout_while(text.lock().unwrap(), PATIENCE, |text| !text.contains(what))
            .unwrap();
        assert!(!wait.timed_out(), "the node never said {what:?}:\n{text}");
    }
}

/// Runs a subcommand to its end.
pub fn run(args: &[&str]) -> Output {
    command().args(args).stdin(Stdio::null()).output().unwrap()
}

/// Runs a subcommand that must succeed, and gives its standard output.
pub fn run_well(args: &[&str]) -> String {
    let output = run(args);
    assert!(output.status.success(), "{args:?} failed:\n{}", stderr(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs a command that must fail, and gives its standard error.
pub fn run_badly(args: &[&str]) -> String {
    let output = run(args);
    assert_eq!(output.status.code(), Some(1), "{args:?}:\n{}", stderr(&output));
    stderr(&output)
}

/// As an argument.
pub fn arg(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_althing-node"))
}
