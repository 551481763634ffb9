//! A node of one's own to test against, and the `althing` command as a process.

use std::{
    fs::File,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{LazyLock, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use serde_json::Value;

/// One node at a time: the tests measure time, and kill nodes at moments that depend on it.
static TURN: Mutex<()> = Mutex::new(());

/// The specification of the preset `dev` with its genesis worked out. A node that is started by the
/// preset's name works it out each time, which takes longer than all the rest of its start.
static DEV: LazyLock<String> = LazyLock::new(|| {
    let spec = specification(&["--chain", "dev", "--raw"]);
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = directory.join("dev.raw.json");
    let half = directory.join(format!("dev.{}", std::process::id()));
    std::fs::write(&half, spec).expect("a file can be written");
    std::fs::rename(&half, &file).expect("a file can be renamed");
    file.to_str().expect("the path is text").to_string()
});

/// A node on a development chain, in a directory that goes with it. Another one waits until it is
/// gone.
pub struct Node {
    _turn: MutexGuard<'static, ()>,
    child: Child,
    directory: tempfile::TempDir,
    port: u16,
    arguments: Vec<String>,
}

impl Node {
    /// Starts a node that seals a block at least every `block_time` milliseconds.
    pub fn start(block_time: u64) -> Self {
        let block_time = block_time.to_string();
        let arguments = ["--chain", &DEV, "--block-time", &block_time];
        Self::begin(|_| arguments.map(String::from).into())
    }

    /// Starts the only validator of a chain with GRANDPA: the preset `solo`, with other numbers for
    /// these fields of its genesis.
    pub fn start_solo(fields: &[(&str, u32)]) -> Self {
        Self::begin(|directory| {
            let file = directory.join("chain.json");
            std::fs::write(&file, solo_spec(fields)).expect("a file can be written");
            let file = file.to_str().expect("the path is text");
            ["--chain", file, "--alice"].map(String::from).into()
        })
    }

    fn begin(arguments: impl FnOnce(&Path) -> Vec<String>) -> Self {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let directory = tempfile::tempdir().expect("there is room for a directory");
        let (port, arguments) = (free_port(), arguments(directory.path()));
        let child = launch(directory.path(), port, &arguments);
        let mut node = Self { _turn: turn, child, directory, port, arguments };
        node.await_ready();
        node
    }

    /// A path in a directory that goes with the node.
    pub fn file(&self, name: &str) -> String {
        self.directory.path().join(name).to_str().expect("the path is text").to_string()
    }

    /// Writes a file into that directory, and returns its path.
    pub fn write(&self, name: &str, text: &str) -> String {
        let path = self.file(name);
        std::fs::write(&path, text).expect("a file can be written");
        path
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
        self.child = launch(self.directory.path(), self.port, &self.arguments);
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

/// Waits until all that an account has staked counts.
pub fn await_say(node: &Node, who: &str) {
    eventually("the stake counts", || {
        let account = node.json(&["status", "--key", who])["account"].clone();
        account["power"] == account["settled_power"] && account["power"] != "0"
    });
}

/// Waits until a proposal is in that state.
pub fn await_status(node: &Node, id: &str, status: &str) {
    eventually(status, || node.json(&["proposals", id])["status"] == status);
}

/// What an account can spend.
pub fn free(node: &Node, who: &str) -> String {
    let status = node.json(&["status", "--account", who]);
    status["account"]["free"].as_str().unwrap().to_string()
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
    let variables = ["KEY", "PASSPHRASE", "PASSWORD", "REGISTER", "URL", "WALLET"];
    for variable in variables {
        command.env_remove(format!("ALTHING_{variable}"));
    }
    command.args(["--url", url]).args(arguments);
    command
}

fn launch(directory: &Path, port: u16, arguments: &[String]) -> Child {
    let log = File::options().create(true).append(true).open(directory.join("node.log"));
    let log = log.expect("a file can be made");
    Command::new(binary())
        .args(arguments)
        .args(["--no-prometheus", "--no-telemetry"])
        .arg("--base-path")
        .arg(directory)
        .args(["--rpc-port", &port.to_string(), "--port", "0"])
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .expect("the node starts")
}

/// The specification of the preset `solo`, with other numbers for these fields. It is changed as
/// text, because it has numbers that JSON libraries round.
fn solo_spec(fields: &[(&str, u32)]) -> String {
    let spec = specification(&["--chain", "solo"]);
    fields.iter().fold(spec, |spec, (field, number)| {
        let name = format!("\"{field}\": ");
        let mut parts = spec.split(&name);
        let mut changed = parts.next().unwrap_or_default().to_string();
        assert_ne!(changed, spec, "the specification has no field {field}");
        for part in parts {
            let rest = part.trim_start_matches(|digit: char| digit.is_ascii_digit());
            changed.push_str(&format!("{name}{number}{rest}"));
        }
        changed
    })
}

/// The specification of a chain, as the node gives it.
fn specification(arguments: &[&str]) -> String {
    let output = Command::new(binary()).arg("export-chain-spec").args(arguments).output();
    let output = output.expect("the node starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the specification is text")
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
