//! A small made-up log: streams of events with sealed fields, keys that everybody knows, and its signed head.

use bonafide_ledger::sealed::{FieldClass, SchemaField, schema_digest};
use bonafide_ledger::verify::ExportedEvent;
use bonafide_ledger::{
    Algorithm, BodyHead, Checkpoint, Hash, Quorum, SecretKey, SignatureKind, SignedNote, Signer, Suite, Tree, Value,
    VerifierKey, body, cosign, entry, event_digest, slot,
};

pub(crate) const SUITES: [Suite; 2] = [Suite::Sha256Ed25519, Suite::Sm3Sm2];
pub(crate) const TIME_S: u64 = 1_790_000_000;

/// An event with everything that was put into it.
#[derive(Clone)]
pub(crate) struct Event {
    pub(crate) head: BodyHead,
    pub(crate) fields: Vec<([u8; 32], Vec<u8>)>,
    pub(crate) blind: [u8; 32],
    pub(crate) body: Vec<u8>,
    pub(crate) digest: Hash,
}

impl Event {
    pub(crate) fn exported(&self, position: u64) -> ExportedEvent<'_> {
        ExportedEvent { position, blind: &self.blind, body: &self.body, leaf: None }
    }

    pub(crate) fn entry(&self) -> [u8; 34] {
        entry(self.head.suite, &self.digest)
    }

    /// Body and digest again, after the head was changed.
    pub(crate) fn reseal(&mut self) {
        let id = &self.head.event_id;
        let slots: Vec<Hash> = (0..)
            .zip(&self.fields)
            .map(|(index, (salt, value))| slot(self.head.suite, salt, id, index, value))
            .collect();
        self.body = body(&self.head, &slots);
        self.digest = event_digest(self.head.suite, &self.blind, &self.body);
    }
}

/// Thirty-two bytes that look drawn at random and are the same in every run.
pub(crate) fn drawn(what: &str, number: u64) -> [u8; 32] {
    Suite::Sha256Ed25519.digest(&[what.as_bytes(), &number.to_be_bytes()])
}

pub(crate) fn id(what: &str, number: u64) -> [u8; 16] {
    drawn(what, number)[..16].try_into().unwrap()
}

/// `count` events in turn over `streams` streams.
pub(crate) fn events(suite: Suite, count: u64, streams: u64) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for number in 0..count {
        let before = number.checked_sub(streams).map(|before| &events[usize::try_from(before).unwrap()]);
        let head = BodyHead {
            suite,
            event_id: id("event", number),
            stream_id: id("stream", number % streams),
            stream_version: before.map_or(1, |before| before.head.stream_version + 1),
            event_type: 3,
            schema_version: 1,
            occurred_ms: 1_790_000_000_000 + number,
            recorded_ms: 1_790_000_000_500 + number,
            prev: before.map_or([0; 32], |before| before.digest),
            schema_digest: schema(suite),
        };
        let values = [Value::Text("先修桥, 后补手续"), Value::Party("甲"), Value::Date(20_000), Value::Absent];
        let fields = (0..).zip(values).map(|(index, value)| {
            let mut bytes = Vec::new();
            value.encode(&mut bytes);
            (drawn("salt", number * 100 + index), bytes)
        });
        let mut event =
            Event { head, fields: fields.collect(), blind: drawn("blind", number), body: Vec::new(), digest: [0; 32] };
        event.reseal();
        events.push(event);
    }
    events
}

fn schema(suite: Suite) -> Hash {
    let field = |name, value_type, class| SchemaField { name, value_type, class };
    let fields = [
        field("account", 1, FieldClass::Public),
        field("reporter", 5, FieldClass::Person),
        field("happened", 3, FieldClass::Public),
        field("note", 1, FieldClass::Secretable),
    ];
    schema_digest(suite, 3, 1, &fields)
}

pub(crate) fn tree(suite: Suite, events: &[Event]) -> Tree {
    let mut tree = Tree::new(suite);
    events.iter().for_each(|event| tree.append(&event.entry()));
    tree
}

/// The log's key and three witnesses: superior, peer, auditor.
pub(crate) struct Keys {
    pub(crate) log: SecretKey,
    pub(crate) witnesses: Vec<(&'static str, SecretKey)>,
}

pub(crate) const ORIGIN: &str = "bonafide.example.cn/log1";

pub(crate) fn keys(suite: Suite) -> Keys {
    let own = if suite == Suite::Sha256Ed25519 { Algorithm::Ed25519 } else { Algorithm::Sm2 };
    let post_quantum = if suite == Suite::Sha256Ed25519 { Algorithm::MlDsa44 } else { Algorithm::Sm2 };
    let witnesses = [("superior.example.cn", own), ("peer.example.cn", own), ("auditor.example.cn", post_quantum)];
    let key = |name: &str, algorithm| SecretKey::new(algorithm, &drawn(name, 0)).unwrap();
    let witnesses = witnesses.into_iter().map(|(name, algorithm)| (name, key(name, algorithm)));
    Keys { log: key(ORIGIN, own), witnesses: witnesses.collect() }
}

impl Keys {
    pub(crate) fn log_key(&self) -> VerifierKey {
        VerifierKey::of_signer(ORIGIN, SignatureKind::of_log(self.log.algorithm()).unwrap(), &self.log).unwrap()
    }

    pub(crate) fn witness_key(&self, place: usize) -> VerifierKey {
        let (name, key) = &self.witnesses[place];
        VerifierKey::of_signer(name, SignatureKind::of_witness(key.algorithm()), key).unwrap()
    }

    /// Two of the three witnesses.
    pub(crate) fn quorum(&self) -> Quorum {
        let witnesses: Vec<VerifierKey> = (0..3).map(|place| self.witness_key(place)).collect();
        let [superior, peer, auditor] = &witnesses[..] else { panic!("three witnesses") };
        let text = format!(
            "log {}\nwitness superior {superior}\nwitness peer {peer}\nwitness auditor {auditor}\n\
             group all-three 2 superior peer auditor\nquorum all-three\n",
            self.log_key()
        );
        Quorum::parse(text.as_bytes()).unwrap()
    }

    /// The head of a tree, signed by the log and cosigned by the first `witnesses` witnesses.
    pub(crate) fn sign(&self, tree: &Tree, witnesses: usize) -> SignedNote {
        let head = tree.head();
        let checkpoint = Checkpoint::new(ORIGIN, head.size(), head.root()).unwrap();
        let mut note = checkpoint.sign(&self.log).unwrap();
        for (name, key) in &self.witnesses[..witnesses] {
            note.add(cosign(&checkpoint, name, key, TIME_S).unwrap());
        }
        note
    }
}
