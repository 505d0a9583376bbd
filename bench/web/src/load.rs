//! A server under test and the load on it: a child process, its processor time, and `wrk`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server of ours or a floor.
pub struct Server {
    child: Child,
    pub port: u16,
    /// From the start of the process to the first answer.
    pub started: Duration,
}

impl Server {
    /// Starts this very program with other words, and waits until the port answers.
    pub fn start(words: &[&str], port: u16) -> Self {
        let begun = Instant::now();
        let own = std::env::current_exe().expect("this program");
        let mut child =
            Command::new(own).args(words).stdout(Stdio::piped()).stdin(Stdio::null()).spawn().expect("a server");
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(child.try_wait().expect("a child").is_none(), "the server ended");
            std::thread::sleep(Duration::from_millis(2));
        }
        Self { child, port, started: begun.elapsed() }
    }

    fn number(&self, file: &str, name: &str) -> u64 {
        let text = std::fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).expect("a process");
        let line = text.lines().find(|line| line.starts_with(name)).expect("a line");
        line.split_whitespace().nth(1).and_then(|word| word.parse().ok()).expect("a number")
    }

    /// Memory in use, in kB.
    pub fn memory(&self) -> u64 {
        self.number("status", "VmRSS:")
    }

    /// Processor time so far, in milliseconds.
    pub fn processor(&self) -> f64 {
        let text = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).expect("a process");
        let words: Vec<&str> = text.rsplit(')').next().expect("words").split_whitespace().collect();
        let ticks: u64 = [11, 12].iter().map(|at| words[*at].parse::<u64>().expect("ticks")).sum();
        ticks as f64 * 10.0
    }

    /// An answer with its headers, over a connection of its own.
    pub fn ask(&self, request: &str) -> Vec<u8> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.write_all(request.as_bytes()).expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        answer
    }

    pub fn get(&self, path: &str, cookie: &str, more: &str) -> Vec<u8> {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: bench\r\nCookie: {cookie}\r\n{more}Connection: close\r\n\r\n"))
    }

    /// Signs somebody in and gives the cookie.
    pub fn sign_in(&self, person: &str, password: &str) -> String {
        let body = format!("person={person}&password={password}");
        let request = format!(
            "POST /sign-in HTTP/1.1\r\nHost: bench\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        let answer = String::from_utf8(self.ask(&request)).expect("words");
        let line = answer.lines().find(|line| line.to_ascii_lowercase().starts_with("set-cookie: bonafide="));
        let line = line.unwrap_or_else(|| panic!("{person} signs in: {answer}"));
        line.split_once(": ").expect("a header").1.split(';').next().expect("a cookie").to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a load gave.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Answers a second.
    pub rate: f64,
    /// Processor time of the server an answer, in microseconds.
    pub cost: f64,
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
}

/// Loads an address for some seconds over so many connections. Any answer but a good one ends the run.
pub fn load(server: &Server, path: &str, cookie: &str, connections: u32, seconds: u32, script: Option<&Path>) -> Load {
    let before = server.processor();
    let mut command = Command::new("wrk");
    command.args(["-t1", &format!("-c{connections}"), &format!("-d{seconds}s"), "--timeout", "30s"]);
    let report = std::env::temp_dir().join(format!("wrk-report-{}.lua", std::process::id()));
    let own = script.map(|path| std::fs::read_to_string(path).expect("a script")).unwrap_or_default();
    let done = "function done(summary, latency, requests)\n  io.write(string.format('RESULT %d %d %d %d %d %d\\n', summary.requests, summary.duration, latency:percentile(50), latency:percentile(95), latency:percentile(99), summary.errors.status + summary.errors.read + summary.errors.timeout))\nend\n";
    std::fs::write(&report, format!("{own}\n{done}")).expect("a script");
    command.arg("-s").arg(&report);
    if !cookie.is_empty() {
        command.args(["-H", &format!("Cookie: {cookie}")]);
    }
    command.arg(format!("http://127.0.0.1:{}{path}", server.port)).stdout(Stdio::piped());
    let mut child = command.spawn().expect("wrk is installed: apt install wrk");
    let lines = BufReader::new(child.stdout.take().expect("output")).lines();
    let line = lines.map_while(Result::ok).find(|line| line.starts_with("RESULT ")).expect("a result of wrk");
    let _ = child.wait();
    let words: Vec<f64> = line.split_whitespace().skip(1).map(|word| word.parse().expect("a number")).collect();
    assert!(words[5] == 0.0, "{path}: {} answers were not good", words[5]);
    Load {
        rate: words[0] / (words[1] / 1e6),
        cost: (server.processor() - before) * 1e3 / words[0],
        p50: words[2] / 1e3,
        p95: words[3] / 1e3,
        p99: words[4] / 1e3,
    }
}
