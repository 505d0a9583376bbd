//! A PostgreSQL cluster that can be killed, started again, copied as a standby and promoted. It ends with this process.

use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use postgres::{Client, NoTls};

use crate::place::Scratch;
use crate::process::signal;

/// How long a server may take to come up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Settings of every server; everything on which durability rests stays as it comes.
const SETTINGS: [&str; 7] = [
    "listen_addresses=",
    "max_connections=80",
    "shared_buffers=16MB",
    "wal_level=replica",
    "max_wal_senders=4",
    "autovacuum=off",
    "restart_after_crash=on",
];

/// A cluster in a directory of its own, on a socket there.
pub(crate) struct Cluster {
    scratch: Scratch,
    programs: PathBuf,
    /// Closing it ends a keeper, which kills a server that outlives this process.
    _keeper: ChildStdin,
    settings: Vec<String>,
    server: Mutex<Option<Child>>,
}

/// How a server ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// kill -9 of the server; its sessions notice and follow.
    Kill,
    /// The order to end at once, without a checkpoint.
    Immediate,
    /// In order.
    Fast,
}

impl Cluster {
    /// An empty cluster, running; or why there is none here.
    pub(crate) fn new(settings: &[&str]) -> Result<Self, String> {
        let cluster = Self::place(settings)?;
        let data = cluster.data().display().to_string();
        cluster.run(
            "initdb",
            &["--pgdata", &data, "--auth=trust", "--username=bonafide", "--encoding=UTF8", "--locale=C", "--no-sync"],
        )?;
        cluster.start();
        Ok(cluster)
    }

    /// A standby that follows this cluster under a name; running.
    pub(crate) fn standby(&self, name: &str) -> Self {
        let standby = Self::place(&[]).unwrap();
        standby.follow(self, name);
        standby
    }

    /// Makes this cluster a standby of another, whatever it held.
    pub(crate) fn follow(&self, primary: &Self, name: &str) {
        let data = self.data();
        if data.exists() {
            std::fs::remove_dir_all(&data).unwrap();
        }
        let from = format!("host={} user=bonafide application_name={name}", primary.directory().display());
        let to = data.display().to_string();
        self.run("pg_basebackup", &["-d", &from, "-D", &to, "-R", "-X", "stream", "-c", "fast", "--no-sync"]).unwrap();
        self.start();
    }

    fn place(settings: &[&str]) -> Result<Self, String> {
        let programs = programs()?;
        let scratch = Scratch::new("pg");
        if is_root() {
            let owned = Command::new("chown").arg("postgres").arg(&scratch.0).status();
            owned.map_err(|error| error.to_string())?;
        }
        let pid = scratch.join("main").join("postmaster.pid");
        let script = "read -r _; test -f \"$1\" && kill -9 \"$(head -n 1 \"$1\")\"";
        let mut keeper = Command::new("sh");
        keeper.args(["-c", script, "keeper"]).arg(pid).stdin(Stdio::piped()).stderr(Stdio::null());
        let input = keeper.spawn().map_err(|error| error.to_string())?.stdin.take().unwrap();
        let settings = SETTINGS.iter().chain(settings).map(|setting| (*setting).to_owned()).collect();
        Ok(Self { scratch, programs, _keeper: input, settings, server: Mutex::default() })
    }

    /// Starts the server and waits until it takes connections.
    pub(crate) fn start(&self) {
        let until = Instant::now() + PATIENCE;
        let mut server = self.server.lock().unwrap();
        while self.try_connect("postgres").is_err() {
            assert!(Instant::now() < until, "PostgreSQL did not start: {}", self.log());
            // Sessions of a killed server may still hold its memory: then it is tried again.
            if server.as_mut().is_none_or(|server| server.try_wait().unwrap().is_some()) {
                *server = Some(self.spawn());
            }
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    fn spawn(&self) -> Child {
        let log = std::fs::File::options().create(true).append(true).open(self.scratch.join("log")).unwrap();
        let mut words = vec!["-D".to_owned(), self.data().display().to_string()];
        words.extend(["-k".to_owned(), self.directory().display().to_string()]);
        self.settings.iter().for_each(|setting| words.extend(["-c".to_owned(), setting.clone()]));
        let mut command = self.command("postgres");
        command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().unwrap()
    }

    /// Ends the server and waits until it is gone.
    pub(crate) fn end(&self, how: End) {
        let pid = self.pid().unwrap();
        signal(
            match how {
                End::Kill => "KILL",
                End::Immediate => "QUIT",
                End::Fast => "INT",
            },
            pid,
        );
        let until = Instant::now() + PATIENCE;
        while is_alive(pid) {
            assert!(Instant::now() < until, "PostgreSQL does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
        if let Some(mut server) = self.server.lock().unwrap().take() {
            server.wait().unwrap();
        }
    }

    /// Makes a standby the primary.
    pub(crate) fn promote(&self) {
        self.run("pg_ctl", &["promote", "-w", "-D", &self.data().display().to_string()]).unwrap();
    }

    /// Sets a setting for good and reads the settings again.
    pub(crate) fn set(&self, setting: &str) {
        let mut client = self.connect("postgres");
        client.batch_execute(&format!("ALTER SYSTEM SET {setting}")).unwrap();
        client.batch_execute("SELECT pg_reload_conf()").unwrap();
        std::thread::sleep(Duration::from_millis(100));
    }

    pub(crate) fn new_database(&self, name: &str) -> String {
        self.connect("postgres").batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        self.url(name)
    }

    pub(crate) fn url(&self, database: &str) -> String {
        format!("host={} user=bonafide dbname={database}", self.directory().display())
    }

    pub(crate) fn connect(&self, database: &str) -> Client {
        self.try_connect(database).unwrap()
    }

    fn try_connect(&self, database: &str) -> Result<Client, postgres::Error> {
        Client::connect(&self.url(database), NoTls)
    }

    /// Process number of the server, if one was started and not cleaned up.
    pub(crate) fn pid(&self) -> Option<u32> {
        std::fs::read_to_string(self.data().join("postmaster.pid")).ok()?.lines().next()?.parse().ok()
    }

    fn directory(&self) -> &Path {
        &self.scratch.0
    }

    fn data(&self) -> PathBuf {
        self.scratch.join("main")
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.scratch.join("log")).unwrap_or_default()
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Result<(), String> {
        let output = self.command(program).args(arguments).output().map_err(|error| error.to_string())?;
        let error = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        if output.status.success() { Ok(()) } else { Err(format!("{program}: {error}")) }
    }

    /// A program of PostgreSQL, under a user that it accepts.
    fn command(&self, program: &str) -> Command {
        let path = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        command.current_dir(self.directory());
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(pid) = self.pid().filter(|pid| is_alive(*pid)) {
            self.end(End::Immediate);
            assert!(!is_alive(pid));
        }
    }
}

fn is_alive(pid: u32) -> bool {
    let state = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    state.rsplit(") ").next().is_some_and(|rest| !rest.is_empty() && !rest.starts_with('Z'))
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

/// The newest installed server's programs.
fn programs() -> Result<PathBuf, String> {
    let missing = |_| "no PostgreSQL is installed here".to_owned();
    let versions = std::fs::read_dir("/usr/lib/postgresql").map_err(missing)?;
    let newest = versions
        .filter_map(Result::ok)
        .max_by_key(|version| version.file_name().to_str().and_then(|name| name.parse::<u32>().ok()).unwrap_or(0));
    newest.map(|version| version.path().join("bin")).ok_or_else(|| "no PostgreSQL is installed here".to_owned())
}
