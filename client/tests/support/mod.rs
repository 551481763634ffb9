//! A node of one's own to test against, and the `althing` command as a process.

use std::{
    fs::File,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use serde_json::Value;

/// One node at a time: the tests measure time, and kill nodes at moments that depend on it.
static TURN: Mutex<()> = Mutex::new(());

/// A node on a development chain, in a directory that goes with it. Another one waits until it is
/// gone.
pub struct Node {
    _turn: MutexGuard<'static, ()>,
    child: Child,
    directory: tempfile::TempDir,
    port: u16,
    block_time: u64,
}

impl Node {
    /// Starts a node that seals a block at least every `block_time` milliseconds.
    pub fn start(block_time: u64) -> Self {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let directory = tempfile::tempdir().expect("there is room for a directory");
        let port = free_port();
        let child = launch(directory.path(), port, block_time);
        let mut node = Self { _turn: turn, child, directory, port, block_time };
        node.await_ready();
        node
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("ws://127.0.0.1:{}", self.port)
    }

    /// Kills it as a power cut would: it cannot tidy up.
    pub fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }

    /// Starts it again on what is left of its database.
    pub fn start_again(&mut self) {
        self.child = launch(self.directory.path(), self.port, self.block_time);
        self.await_ready();
    }

    /// Runs `althing` against it, and returns what it printed.
    pub fn althing(&self, arguments: &[&str]) -> Output {
        command(&self.url(), arguments).output().expect("the command starts")
    }

    /// Runs `althing --json` against it; it has to work.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let output = self.althing(&[&["--json"], arguments].concat());
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "althing {arguments:?} failed: {said}");
        serde_json::from_slice(&output.stdout).expect("the result is JSON")
    }

    /// Runs `althing --json` against it; it has to fail. Returns the exit code and the error.
    pub fn failure(&self, arguments: &[&str]) -> (i32, Value) {
        let output = self.althing(&[&["--json"], arguments].concat());
        assert!(!output.status.success(), "althing {arguments:?} worked");
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().last().unwrap_or_default();
        let error: Value = serde_json::from_str(last).unwrap_or_else(|_| panic!("no JSON: {said}"));
        (output.status.code().unwrap_or(-1), error["error"].clone())
    }

    /// Starts `althing --json` against it and does not wait for its end.
    pub fn spawn(&self, arguments: &[&str]) -> Child {
        let log = self.directory.path().join("client.log");
        let log = File::create(log).expect("a file can be made");
        command(&self.url(), &[&["--json"], arguments].concat())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("the command starts")
    }

    /// What the command that was spawned last has said on standard error.
    pub fn said(&self) -> String {
        std::fs::read_to_string(self.directory.path().join("client.log")).unwrap_or_default()
    }

    fn await_ready(&mut self) {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(60) {
            if let Some(status) = self.child.try_wait().expect("it can be asked") {
                panic!("the node ended with {status}: {}", self.log());
            }
            if self.althing(&["status", "--json"]).status.success() {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("the node does not answer: {}", self.log());
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.directory.path().join("node.log")).unwrap_or_default()
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the node said:\n{}\nthe client said:\n{}", self.log(), self.said());
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until something is so, at most a minute.
pub fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(60), "never: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A table of votes of this repository.
pub fn table(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
    path.to_str().expect("the path is text").to_string()
}

/// The `althing` command with nothing of this machine's environment that could change its outcome.
pub fn command(url: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_althing"));
    for variable in ["ALTHING_KEY", "ALTHING_PASSWORD", "ALTHING_URL"] {
        command.env_remove(variable);
    }
    command.args(["--url", url]).args(arguments);
    command
}

fn launch(directory: &Path, port: u16, block_time: u64) -> Child {
    let log = File::options().create(true).append(true).open(directory.join("node.log"));
    let log = log.expect("a file can be made");
    Command::new(binary())
        .args(["--chain", "dev", "--no-prometheus", "--no-telemetry"])
        .arg("--base-path")
        .arg(directory)
        .args(["--rpc-port", &port.to_string(), "--port", "0"])
        .args(["--block-time", &block_time.to_string()])
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .expect("the node starts")
}

/// The node's binary: where the environment says, or beside the client's.
fn binary() -> PathBuf {
    let beside = || Path::new(env!("CARGO_BIN_EXE_althing")).with_file_name("althing-node");
    let path = std::env::var_os("ALTHING_NODE").map_or_else(beside, PathBuf::from);
    assert!(path.is_file(), "{} is missing: build it with `make node`", path.display());
    path
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("there is a free port");
    listener.local_addr().expect("it has an address").port()
}
