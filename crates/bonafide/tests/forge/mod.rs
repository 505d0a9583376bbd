//! Exports changed with skill, and made-up ones of any size: what an operator without scruples can reckon anew.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use bonafide_ledger::{
    Algorithm, BodyHead, Checkpoint, Frontier, SecretKey, SignatureKind, Suite, VerifierKey, base64, body, entry,
    event_digest, leaf_hash,
};

const SUITE: Suite = Suite::Sha256Ed25519;
/// Where a body keeps the time it was recorded, and the digest of the event before it.
const RECORDED: std::ops::Range<usize> = 50..58;
const PREV: std::ops::Range<usize> = 58..90;
const STREAM: std::ops::Range<usize> = 18..34;

/// Another spelling of the same length: one bit of what is encoded is flipped.
pub(crate) fn flip(word: &str) -> String {
    let mut bytes = base64::decode(word).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    base64::encode(&bytes)
}

/// An event line whose time is a day earlier, its digest reckoned anew.
pub(crate) fn back_dated(line: &str) -> String {
    let mut event = Event::read(line);
    let time = u64::from_be_bytes(event.body[RECORDED].try_into().unwrap());
    event.body[RECORDED].copy_from_slice(&(time - 86_400_000).to_be_bytes());
    event.line()
}

/// The whole text with one event changed, and every digest and predecessor after it reckoned anew.
pub(crate) fn reckoned_anew(text: &str, position: u64) -> String {
    let mut heads: HashMap<Vec<u8>, [u8; 32]> = HashMap::new();
    let mut out = String::new();
    for line in text.lines() {
        if line.starts_with("event ") {
            let mut event = Event::read(line);
            if event.position == position {
                let last = event.body.len() - 1;
                event.body[last] ^= 1;
            }
            let stream = event.body[STREAM].to_vec();
            if let Some(prev) = heads.get(&stream) {
                event.body[PREV].copy_from_slice(prev);
            }
            heads.insert(stream, event.digest());
            out.push_str(&event.line());
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

struct Event {
    position: u64,
    blind: [u8; 32],
    body: Vec<u8>,
}

impl Event {
    fn read(line: &str) -> Self {
        let words: Vec<&str> = line.split(' ').collect();
        Self {
            position: words[1].parse().unwrap(),
            blind: base64::decode(words[2]).unwrap().try_into().unwrap(),
            body: base64::decode(words[3]).unwrap(),
        }
    }

    fn digest(&self) -> [u8; 32] {
        event_digest(SUITE, &self.blind, &self.body)
    }

    fn line(&self) -> String {
        let (blind, body) = (base64::encode(&self.blind), base64::encode(&self.body));
        format!("event {} {blind} {body} {}", self.position, base64::encode(&self.digest()))
    }
}

/// Writes a sound export of made-up events, 20 a stream, with a signed checkpoint every 10,000 entries.
pub(crate) fn write_record(path: &Path, entries: u64, fields: usize) {
    let signer = SecretKey::new(Algorithm::Ed25519, &[9; 32]).unwrap();
    let key = |name: &str| VerifierKey::of_signer(name, SignatureKind::Ed25519, &signer).unwrap();
    let (origin, log) = ("made.example/log1", key("made.example/log1"));
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path).unwrap());
    writeln!(out, "bonafide record export v1\nlog 1 {log}\nreceipts {}", key("made.example/receipts")).unwrap();
    writeln!(out, "quorum\n|log {log}\n|quorum none\nstart 0 0").unwrap();
    let mut edge = Frontier::new(SUITE);
    let mut heads: HashMap<u64, (u32, [u8; 32])> = HashMap::new();
    let streams = entries.div_ceil(20);
    for position in 0..entries {
        // Streams take turns, a thousand of them open at a time.
        let stream = position / 20_000 * 1000 + position % 1000;
        let (version, prev) = heads.get(&stream).copied().unwrap_or_default();
        let id = |from: u64| -> [u8; 16] { SUITE.digest(&[&from.to_be_bytes()])[..16].try_into().unwrap() };
        let head = BodyHead {
            suite: SUITE,
            event_id: id(streams + position),
            stream_id: id(stream),
            stream_version: version + 1,
            event_type: 2,
            schema_version: 1,
            occurred_ms: 1_770_000_000_000 + position,
            recorded_ms: 1_770_000_000_000 + position,
            prev,
            schema_digest: [7; 32],
        };
        let slots: Vec<[u8; 32]> =
            (0..fields).map(|at| SUITE.digest(&[&position.to_be_bytes(), &[at as u8]])).collect();
        let event = Event { position, blind: SUITE.digest(&[&position.to_be_bytes()]), body: body(&head, &slots) };
        let digest = event.digest();
        heads.insert(stream, (version + 1, digest));
        edge.push(leaf_hash(SUITE, &entry(SUITE, &digest)));
        writeln!(out, "{}", event.line()).unwrap();
        let size = position + 1;
        if size % 10_000 == 0 || size == entries {
            let note = Checkpoint::new(origin, size, edge.root()).unwrap().sign(&signer).unwrap().to_string();
            writeln!(out, "checkpoint 1 {size}").unwrap();
            note.lines().for_each(|line| writeln!(out, "|{line}").unwrap());
        }
    }
    writeln!(out, "end {entries} {}", base64::encode(&edge.root())).unwrap();
    out.flush().unwrap();
}
