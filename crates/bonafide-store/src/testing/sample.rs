//! Made-up events and commands, the same for the same seed.

use bonafide_ledger::Suite;
use bonafide_procedure::wire::{Class, FieldSpec, FileRef, Schema, Shape, Value, WireEvent};

use crate::append::{Append, StreamId, StreamKind};

/// A made-up first event of a case: who reported, the person named, what about, and a list under that person's key.
pub const REPORTED: Schema = Schema {
    kind: 1,
    version: 1,
    name: "reported",
    fields: &[
        FieldSpec { name: "person", shape: Shape::One, class: Class::Open },
        FieldSpec { name: "name", shape: Shape::One, class: Class::Person(0) },
        FieldSpec { name: "matter", shape: Shape::One, class: Class::Closed },
        FieldSpec { name: "statements", shape: Shape::List, class: Class::Person(0) },
    ],
};

/// A made-up step of a case, of the size a step usually has.
pub const NOTED: Schema = Schema {
    kind: 2,
    version: 1,
    name: "noted",
    fields: &[
        FieldSpec { name: "step", shape: Shape::One, class: Class::Open },
        FieldSpec { name: "by", shape: Shape::One, class: Class::Open },
        FieldSpec { name: "due", shape: Shape::One, class: Class::Open },
        FieldSpec { name: "loss", shape: Shape::One, class: Class::Closed },
        FieldSpec { name: "reasons", shape: Shape::One, class: Class::Closed },
        FieldSpec { name: "evidence", shape: Shape::One, class: Class::Closed },
    ],
};

/// The made-up schemas.
#[must_use]
pub fn schema_of(kind: u16, version: u16) -> Option<&'static Schema> {
    [&REPORTED, &NOTED].into_iter().find(|schema| schema.kind == kind && schema.version == version)
}

/// Made-up commands, the same for the same seed.
#[derive(Clone, Debug)]
pub struct Corpus {
    seed: u64,
    drawn: u64,
}

impl Corpus {
    /// A corpus of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, drawn: 0 }
    }

    /// The next number below a bound.
    pub fn below(&mut self, bound: u64) -> u64 {
        let [a, b, c, d, e, f, g, h, ..] = self.block();
        u64::from_be_bytes([a, b, c, d, e, f, g, h]) % bound.max(1)
    }

    /// The next id.
    pub fn id(&mut self) -> [u8; 16] {
        let block = self.block();
        let mut id = [0; 16];
        id.iter_mut().zip(block).for_each(|(to, from)| *to = from);
        id
    }

    /// The next 32 bytes.
    pub fn block(&mut self) -> [u8; 32] {
        self.drawn += 1;
        Suite::Sha256Ed25519.digest(&[b"corpus", &self.seed.to_be_bytes(), &self.drawn.to_be_bytes()])
    }

    /// A command that opens a case.
    pub fn open(&mut self, number: &str) -> Append {
        let person = Value::Party(format!("P{}", self.below(50)));
        let statements = (0..self.below(7)).map(|n| Value::Text(format!("说明 {n}: {}", self.below(1000)))).collect();
        let event = WireEvent {
            kind: REPORTED.kind,
            version: 1,
            occurred: 20_000,
            fields: vec![
                vec![person],
                vec![Value::Text("张三".to_owned())],
                vec![Value::Text(format!("汛前未经招标抢修桥梁，第 {} 号", self.below(1000)))],
                statements,
            ],
        };
        Append {
            command_id: self.id(),
            request_digest: self.block(),
            stream: StreamId(self.id()),
            opens: Some((StreamKind(1), number.to_owned())),
            expected_version: 0,
            events: vec![event],
        }
    }

    /// A command that goes on with a case: one to three events, or so many.
    pub fn step(&mut self, stream: StreamId, expected_version: u32, count: Option<u64>) -> Append {
        let count = count.unwrap_or_else(|| 1 + self.below(3));
        Append {
            command_id: self.id(),
            request_digest: self.block(),
            stream,
            opens: None,
            expected_version,
            events: (0..count).map(|_| self.noted()).collect(),
        }
    }

    fn noted(&mut self) -> WireEvent {
        let evidence = match self.below(4) {
            0 => Value::Absent,
            _ => Value::File(FileRef { digest: self.block(), size: 10, media: "application/pdf".to_owned() }),
        };
        WireEvent {
            kind: NOTED.kind,
            version: 1,
            occurred: 20_000 + i64::try_from(self.below(300)).unwrap_or(0),
            fields: vec![
                vec![Value::Code("investigate".to_owned())],
                vec![Value::Party(format!("P{}", self.below(50)))],
                vec![Value::Day(20_100)],
                vec![Value::Int(i64::try_from(self.below(1_000_000)).unwrap_or(0))],
                vec![Value::Text("经查，集体研究决定，没有谋取私利，损失尚未查清，拟进一步核实。".to_owned())],
                vec![evidence],
            ],
        }
    }
}
