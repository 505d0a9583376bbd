//! The bare floors: a page of fifty rows of eight columns out of SQLite, and a durable insert, alone and with a common commit;
//! axum and rusqlite with nothing between.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex, mpsc};

use axum::Router;
use axum::extract::Query;
use axum::response::Html;
use axum::routing::{get, post};
use rusqlite::Connection;

thread_local! { static DATABASE: RefCell<Option<Connection>> = const { RefCell::new(None) }; }

fn path() -> String {
    std::env::args().nth(3).expect("a database")
}

fn open() -> Connection {
    let connection = Connection::open(path()).expect("a database");
    let pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA mmap_size = 268435456;";
    connection.execute_batch(pragmas).expect("settings");
    connection
}

fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
}

async fn table(Query(query): Query<HashMap<String, i64>>) -> Html<String> {
    let from = query.get("from").copied().unwrap_or(0);
    Html(DATABASE.with(|database| {
        let mut database = database.borrow_mut();
        let connection = database.get_or_insert_with(open);
        let text = "SELECT id, no, title, unit, stage, outcome, amount, day FROM c WHERE id > ? ORDER BY id LIMIT 50";
        let mut statement = connection.prepare_cached(text).expect("a statement");
        let mut rows = statement.query([from]).expect("rows");
        let mut out = String::with_capacity(16_384);
        out.push_str(
            "<!doctype html><html lang=zh><head><meta charset=utf-8><title>案件</title></head><body><table><tbody>",
        );
        while let Some(row) = rows.next().expect("a row") {
            write!(out, "<tr><td>{}", row.get::<_, i64>(0).expect("a number")).expect("written");
            for at in 1..6 {
                out.push_str("<td>");
                escape(&mut out, row.get_ref(at).expect("a column").as_str().expect("words"));
            }
            write!(out, "<td>{}<td>", row.get::<_, i64>(6).expect("a number")).expect("written");
            escape(&mut out, row.get_ref(7).expect("a column").as_str().expect("words"));
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table></body></html>");
        out
    }))
}

type Answer = tokio::sync::oneshot::Sender<i64>;

fn writer() -> mpsc::Sender<Answer> {
    let (queue, waiting) = mpsc::channel::<Answer>();
    std::thread::spawn(move || {
        let connection = open();
        while let Ok(first) = waiting.recv() {
            let mut answers = vec![first];
            while answers.len() < 256 {
                match waiting.try_recv() {
                    Ok(next) => answers.push(next),
                    Err(_) => break,
                }
            }
            connection.execute_batch("BEGIN IMMEDIATE").expect("begun");
            let mut ids = Vec::new();
            for _ in &answers {
                let mut insert = connection.prepare_cached("INSERT INTO e (body) VALUES (?)").expect("a statement");
                insert.execute(["x".repeat(200)]).expect("inserted");
                ids.push(connection.last_insert_rowid());
            }
            connection.execute_batch("COMMIT").expect("committed");
            for (answer, id) in answers.into_iter().zip(ids) {
                let _ = answer.send(id);
            }
        }
    });
    queue
}

fn fill() {
    let connection = open();
    let tables = "CREATE TABLE IF NOT EXISTS c (id INTEGER PRIMARY KEY, no TEXT, title TEXT, unit TEXT, stage TEXT, outcome TEXT, amount INTEGER, day TEXT);
        CREATE TABLE IF NOT EXISTS e (id INTEGER PRIMARY KEY, body TEXT);";
    connection.execute_batch(tables).expect("tables");
    if connection.query_row("SELECT COUNT(*) FROM c", [], |row| row.get::<_, i64>(0)).expect("a count") > 0 {
        return;
    }
    connection.execute_batch("BEGIN").expect("begun");
    for id in 0..20_000 {
        let row = (
            id + 1,
            format!("容错〔2024〕{id}号"),
            "关于先行先试项目投资损失情形的免责认定申请<一>",
            "某市发展和改革局",
            "核查",
            "待定",
            id * 137,
            "2024-05-01",
        );
        connection.execute("INSERT INTO c VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row).expect("inserted");
    }
    connection.execute_batch("COMMIT").expect("committed");
}

/// Serves the floors on a port.
pub fn serve(port: u16) {
    fill();
    let (queue, alone) = (writer(), Arc::new(Mutex::new(open())));
    let each = move || {
        let alone = Arc::clone(&alone);
        async move {
            let insert = move || {
                let connection = alone.lock().expect("whole");
                connection.execute("INSERT INTO e (body) VALUES (?)", ["x".repeat(200)]).expect("inserted");
                connection.last_insert_rowid().to_string()
            };
            tokio::task::spawn_blocking(insert).await.expect("done")
        }
    };
    let group = move || {
        let queue = queue.clone();
        async move {
            let (answer, waiting) = tokio::sync::oneshot::channel();
            queue.send(answer).expect("a writer");
            waiting.await.expect("an answer").to_string()
        }
    };
    let app =
        Router::new().route("/table", get(table)).route("/append", post(each)).route("/append-group", post(group));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.expect("a port");
        axum::serve(listener, app).await.expect("served");
    });
}
