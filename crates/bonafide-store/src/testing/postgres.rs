//! A private PostgreSQL cluster from Debian's package, on a socket in a directory of its own. It ends with the process
//! that started it, however that one ends.

use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};

use ::postgres::{Client, NoTls};

/// Makes a cluster, says where it is, and waits for the end of its input; then stops the server and removes everything.
/// `$1`: programs; `$2`: where to make the directory; the rest: settings of the server.
const KEEPER: &str = r#"
set -eu
bin=$1; base=$2; shift 2
here=$(mktemp -d "$base/bonafide-pg.XXXXXX")
trap 'kill -INT "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$here"' EXIT
server=0
"$bin/initdb" --pgdata="$here/main" --auth=trust --username=bonafide --encoding=UTF8 --locale=C --no-sync >"$here/initdb.log" 2>&1
"$bin/postgres" -D "$here/main" -k "$here" -c listen_addresses= "$@" >"$here/server.log" 2>&1 </dev/null &
server=$!
for _ in $(seq 600); do
    "$bin/pg_isready" -q -h "$here" -U bonafide -d postgres && break
    kill -0 "$server"
    sleep 0.05
done
echo "$here"
read -r _ || true
"#;

/// A running cluster.
#[derive(Debug)]
pub struct Postgres {
    directory: PathBuf,
    /// Closing it ends the keeper, and with it the server.
    input: Mutex<Option<ChildStdin>>,
    keeper: Mutex<Child>,
}

impl Postgres {
    /// The cluster all tests of this process share; it ends with the process. `Err` if there is no PostgreSQL here.
    ///
    /// # Errors
    /// The first attempt's, as words.
    pub fn shared() -> Result<&'static Self, String> {
        static SHARED: OnceLock<Result<Postgres, String>> = OnceLock::new();
        SHARED.get_or_init(|| Self::start(&[]).map_err(|error| error.to_string())).as_ref().map_err(Clone::clone)
    }

    /// Starts a cluster of its own. `settings`: such as `max_connections=200`.
    ///
    /// # Errors
    /// If there is no PostgreSQL here, or it does not start.
    pub fn start(settings: &[&str]) -> io::Result<Self> {
        let programs = programs()?;
        let mut command = if is_root() {
            // PostgreSQL refuses to run as root; Debian's package makes the user.
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--", "sh", "-c", KEEPER]);
            command
        } else {
            let mut command = Command::new("sh");
            command.args(["-c", KEEPER]);
            command
        };
        command.arg("keeper").arg(&programs).arg(std::env::temp_dir());
        for setting in settings {
            command.args(["-c", setting]);
        }
        let mut keeper =
            command.current_dir(std::env::temp_dir()).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(output) = keeper.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let directory = PathBuf::from(line.trim());
        if line.trim().is_empty() {
            return Err(io::Error::other("PostgreSQL did not start"));
        }
        Ok(Self { directory, input: Mutex::new(keeper.stdin.take()), keeper: Mutex::new(keeper) })
    }

    /// Makes a new empty database and gives its connection string; its keys would lie in the one with `_keys` behind it.
    ///
    /// # Errors
    /// Of the server.
    pub fn new_database(&self) -> io::Result<String> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("record{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let mut client = Client::connect(&self.url("postgres"), NoTls).map_err(io::Error::other)?;
        client.batch_execute(&format!("CREATE DATABASE {name}")).map_err(io::Error::other)?;
        Ok(self.url(&name))
    }

    /// The connection string of a database.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("host={} user=bonafide dbname={database}", self.directory.display())
    }

    /// Where the cluster lies: `main` is its data directory, beside it the socket and the logs.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(crate::keys::lock(&self.input).take());
        // The keeper stops the server and removes the directory; if it is gone already, so are they.
        let _ = crate::keys::lock(&self.keeper).wait();
    }
}

/// The newest installed server's programs.
fn programs() -> io::Result<PathBuf> {
    let base = Path::new("/usr/lib/postgresql");
    let versions = std::fs::read_dir(base).map_err(|_| io::Error::other("no PostgreSQL is installed here"))?;
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    found.sort();
    found.pop().map(|(_, path)| path).ok_or_else(|| io::Error::other("no PostgreSQL is installed here"))
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}
