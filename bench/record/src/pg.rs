//! PostgreSQL: 4 nodes and 64 clients beside bare batched inserts of the same bytes.

use std::path::Path;

use bonafide_store::testing::{Corpus, Postgres};
use bonafide_store::{Location, Store};
use postgres::{Client, NoTls};

use crate::own::{clients, options};
use crate::{median, rate};

const CASES_A_CLIENT: usize = 60;
const EVENTS: usize = 64 * CASES_A_CLIENT * 13;

pub(crate) fn run(directory: &Path) {
    let cluster = match Postgres::start(&["max_connections=300", "shared_buffers=256MB"]) {
        Ok(cluster) => cluster,
        Err(error) => return println!("PostgreSQL: not measured, {error}"),
    };
    let (mut floors, mut owns) = (Vec::new(), Vec::new());
    for round in 0..3 {
        let bytes = event_bytes(directory);
        floors.push(floor(&cluster, bytes));
        owns.push(nodes(&cluster, directory, round));
    }
    let (floor, own) = (median(floors.clone()), median(owns.clone()));
    println!(
        "PostgreSQL, 4 nodes, 64 clients: events/s: floor {floor:.0} {floors:.0?}, ours {own:.0} {owns:.0?}, ratio {:.2}",
        own / floor
    );
}

/// About how many bytes an event of ours puts into its row and those of its secrets, measured on a record of a few.
fn event_bytes(directory: &Path) -> usize {
    let path = directory.join("sample");
    let _ = std::fs::remove_dir_all(&path);
    let store = Store::open(&Location::Sqlite(path.clone()), options()).expect("a record");
    let mut corpus = Corpus::new(5);
    crate::own::case(&store, &mut corpus, "sample");
    drop(store);
    let connection = rusqlite::Connection::open(path.join("record.db")).expect("a record");
    let text = "SELECT CAST(AVG(LENGTH(body_sha256) + LENGTH(envelope) + 16 + 16 + 32 + 32 + 32 + 40)
            + (SELECT IFNULL(SUM(LENGTH(envelope) + 16 + 8), 0) FROM secrets) / COUNT(*) AS INTEGER)
        FROM events";
    connection.query_row(text, [], |row| row.get::<_, i64>(0)).expect("a size") as usize
}

/// Bare inserts of the same bytes, 64 events a transaction, 4 connections side by side.
fn floor(cluster: &Postgres, bytes: usize) -> f64 {
    let url = cluster.new_database().expect("a database");
    let mut client = Client::connect(&url, NoTls).expect("a connection");
    client
        .batch_execute("CREATE TABLE e (position bigserial PRIMARY KEY, stream_id bytea NOT NULL, version bigint NOT NULL, body bytea NOT NULL, UNIQUE (stream_id, version)); ALTER TABLE e ALTER COLUMN body SET STORAGE EXTERNAL")
        .expect("a table");
    rate(EVENTS, || {
        std::thread::scope(|scope| {
            for node in 0..4_u8 {
                let url = &url;
                scope.spawn(move || {
                    let mut client = Client::connect(url, NoTls).expect("a connection");
                    let text = "INSERT INTO e (stream_id, version, body) SELECT * FROM UNNEST($1::bytea[], $2::bigint[], $3::bytea[])";
                    let insert = client.prepare(text).expect("a statement");
                    let body = vec![7_u8; bytes];
                    // 16 clients a node: each transaction carries one step of each.
                    for batch in 0..(EVENTS / 4 / 16) as u64 {
                        let streams: Vec<Vec<u8>> = (0..16_u8).map(|client| {
                            let mut stream = vec![node, client];
                            stream.extend((batch / 13).to_be_bytes());
                            stream.extend([1; 6]);
                            stream
                        }).collect();
                        let versions = vec![(batch % 13) as i64; 16];
                        let bodies = vec![body.as_slice(); 16];
                        client.execute(&insert, &[&streams, &versions, &bodies]).expect("inserted");
                    }
                });
            }
        });
    })
}

fn nodes(cluster: &Postgres, directory: &Path, round: usize) -> f64 {
    let url = cluster.new_database().expect("a database");
    let nodes: Vec<Store> = (0..4)
        .map(|node| {
            let directory = directory.join(format!("node-{round}-{node}"));
            Store::open(&Location::Postgres { url: url.clone(), directory }, options()).expect("a node")
        })
        .collect();
    let nodes: Vec<&Store> = nodes.iter().collect();
    rate(EVENTS, || clients(&nodes, 64, CASES_A_CLIENT))
}
