//! The web measured beside its floors, in one run. `fill DIR COUNT` makes a site of so many cases,
//! `widen DIR COUNT` the view alone; `all DIR` compares the
//! list page and the durable form with the floors and Django; `lists DIR` loads lists and searches with fifty readers;
//! `start DIR` times a start and weighs the process; `wire DIR` weighs pages.

mod corpus;
mod floor;
mod load;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use load::{Load, Server, load};

const PORT: u16 = 18_480;
const FLOOR_PORT: u16 = 18_481;
const PASSWORD: &str = "a-password-for-the-bench";
const CLERK: &str = "p10";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().collect();
    let word = |at: usize| words.get(at).map(String::as_str).unwrap_or_default();
    let data = PathBuf::from(word(2));
    match word(1) {
        "fill" => {
            let begun = std::time::Instant::now();
            corpus::fill(&data, word(3).parse().expect("how many"));
            println!("filled in {:.1} s", begun.elapsed().as_secs_f64());
            for person in [CLERK, "p16", "p09", "p07"] {
                account(&data, person);
            }
        }
        "widen" => corpus::widen(&data, word(3).parse().expect("how many")),
        "floor" => floor::serve(word(2).parse().expect("a port")),
        "all" => all(&data),
        "lists" => lists(&data),
        "start" => start(&data),
        "wire" => wire(&data),
        // Anything else is for the program itself.
        _ => return bonafide::run(std::env::args_os().collect()),
    }
    ExitCode::SUCCESS
}

fn account(data: &Path, person: &str) {
    use std::io::Write;
    let own = std::env::current_exe().expect("this program");
    let mut child = Command::new(own)
        .args(["user", "add", "--data"])
        .arg(data)
        .arg(person)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("an account");
    child.stdin.take().expect("input").write_all(PASSWORD.as_bytes()).expect("a password");
    assert!(child.wait().expect("an end").success(), "no account for {person}");
}

fn ours(data: &Path) -> Server {
    let data = data.to_str().expect("a path");
    Server::start(&["serve", "--data", data, "--listen", &format!("127.0.0.1:{PORT}")], PORT)
}

fn median(mut loads: Vec<Load>) -> Load {
    loads.sort_by(|one, other| one.cost.total_cmp(&other.cost));
    loads[loads.len() / 2]
}

fn show(name: &str, load: Load) {
    println!(
        "{name:<44} {:>8.0}/s  {:>7.1} us of processor  p50 {:>6.2}  p95 {:>6.2}  p99 {:>6.2} ms",
        load.rate, load.cost, load.p50, load.p95, load.p99
    );
}

/// Waits until the view has reached the record.
fn settle(server: &Server, cookie: &str) {
    loop {
        let page = server.get("/cases", cookie, "");
        if !String::from_utf8_lossy(&page).contains("class=\"status \"") {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
}

fn all(data: &Path) {
    let floor_path = data.with_extension("floor.db");
    let floor_path = floor_path.to_str().expect("a path");
    let floor = Server::start(&["floor", &FLOOR_PORT.to_string(), floor_path], FLOOR_PORT);
    let server = ours(data);
    let cookie = server.sign_in(CLERK, PASSWORD);
    settle(&server, &cookie);
    let (mut floors, mut pages) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        floors.push(load(&floor, "/table?from=10000", "", 32, 4, None));
        pages.push(load(&server, "/cases", &cookie, 32, 4, None));
    }
    let (floor_page, page) = (median(floors), median(pages));
    show("bare page of 50 rows", floor_page);
    show("list page /cases", page);
    println!(
        "processor time {:.2} x the bare page, p99 {:.2} x",
        page.cost / floor_page.cost,
        page.p99 / floor_page.p99
    );
    // At the load the list page bears, not at the one that saturates it.
    django(floor_path, page);
    let script = std::env::temp_dir().join(format!("report-{}.lua", std::process::id()));
    let accuser = server.sign_in("p16", PASSWORD);
    let form = String::from_utf8_lossy(&server.get("/new/report", &accuser, "")).into_owned();
    let token = form.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a token");
    std::fs::write(&script, report(token)).expect("a script");
    let post = std::env::temp_dir().join(format!("post-{}.lua", std::process::id()));
    std::fs::write(&post, "wrk.method = 'POST'\n").expect("a script");
    let each = load(&floor, "/append", "", 64, 4, Some(&post));
    let group = load(&floor, "/append-group", "", 64, 4, Some(&post));
    let posts = load(&server, "/new/report", &accuser, 64, 6, Some(&script));
    show("durable insert, one sync each", each);
    show("durable insert, common commit", group);
    show("durable form: a report", posts);
    println!("{:.2} of the common commit, {:.1} x one sync each", posts.rate / group.rate, posts.rate / each.rate);
}

/// Forms of reports, each a command of its own.
fn report(token: &str) -> String {
    format!(
        "wrk.method = 'POST'
wrk.headers['Content-Type'] = 'application/x-www-form-urlencoded'
math.randomseed(os.time())
local run = string.format('%08x%08x', math.random(0, 0x7fffffff), math.random(0, 0x7fffffff))
local at = 0
function request()
  at = at + 1
  local command = run .. string.format('%016x', at)
  return wrk.format('POST', nil, nil, 'token={token}&command=' .. command .. '&version=0&on=2026-06-30&f-subject=p07&f-subject_kind=person&f-unit=qh-sl&f-allegation=%E6%A1%A5' .. at .. '&f-act_on=2026-06-01&f-source=%E5%AE%A1%E8%AE%A1&f-reporters=p16')
end
"
    )
}

/// Django's page in process, if Django is there: `pip install django`.
fn django(database: &str, page: Load) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/django_table.py");
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let told = Command::new(python).args([script, database]).output().expect("python3");
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    print!("{told}");
    if let Some(rate) = told.split(": ").nth(1).and_then(|rest| rest.split(' ').next()?.parse::<f64>().ok()) {
        println!("list page: {:.1} x Django's pages a processor second", 1e6 / page.cost / rate);
    }
}

fn lists(data: &Path) {
    let server = ours(data);
    let cookie = server.sign_in(CLERK, PASSWORD);
    settle(&server, &cookie);
    let pages = [
        ("first page of the list", "/cases"),
        ("a page far behind", "/cases?after=1500.0"),
        ("open, one unit", "/cases?state=open&unit=qh-sl"),
        ("at one step", "/cases?step=screen"),
        ("due first", "/cases?sort=due"),
        ("overdue", "/cases?due=late&sort=due"),
        ("the desk", "/desk"),
        ("what is late", "/desk?list=late"),
        ("search, two words", "/search?q=%E9%9D%92%E7%9F%B3%20%E6%8B%9B%E6%A0%87"),
        ("search, one character", "/search?q=%E6%A1%A5"),
        ("search, three rare words together", "/search?q=%E7%A0%81%E5%A4%B4%20%E8%8C%B6%E5%9C%BA%20%E7%99%BD%E6%B2%99"),
        ("search, a number", "/search?q=2026-0777"),
    ];
    for (name, path) in pages {
        show(name, load(&server, path, &cookie, 50, 3, None));
    }
    let person = server.sign_in("p07", PASSWORD);
    show("list of a person concerned", load(&server, "/cases", &person, 50, 3, None));
}

fn start(data: &Path) {
    for _ in 0..3 {
        let server = ours(data);
        let started = server.started;
        let cookie = server.sign_in(CLERK, PASSWORD);
        let begun = std::time::Instant::now();
        let page = server.get("/cases", &cookie, "");
        let first = begun.elapsed();
        assert!(page.len() > 10_000, "a page");
        std::thread::sleep(std::time::Duration::from_secs(3));
        println!(
            "listening after {:.0} ms, first list {:.0} ms, idle {:.1} MiB",
            started.as_secs_f64() * 1e3,
            first.as_secs_f64() * 1e3,
            server.memory() as f64 / 1024.0
        );
    }
}

/// Bytes of pages as they go over the wire, compressed.
fn wire(data: &Path) {
    let server = ours(data);
    let cookie = server.sign_in(CLERK, PASSWORD);
    settle(&server, &cookie);
    let weigh = |path: &str| server.get(path, &cookie, "Accept-Encoding: gzip\r\n").len();
    let own: usize = ["/assets/style.css", "/assets/htmx.min.js"].into_iter().map(weigh).sum();
    for path in ["/", "/cases", "/desk", "/search?q=%E6%A1%A5", "/calendar", "/cases/2026-0001"] {
        let page = weigh(path);
        println!("{path:<24} first visit {:>6.1} kB, then {:>5.1} kB", (page + own) as f64 / 1e3, page as f64 / 1e3);
    }
}
