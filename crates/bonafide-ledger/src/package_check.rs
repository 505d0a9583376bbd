//! What a package proves, line by line, each by itself: a reader sees all that is wrong, not only the first.

use thiserror::Error;

use crate::chain::{ChainFault, ChainStart, Chains};
use crate::checkpoint::Checkpoint;
use crate::package::{Package, PublishedEvent, PublishedField, WithholdingGround};
use crate::proof::{Inclusion, ProofError};
use crate::quorum::{Quorum, QuorumRefusal, TrustedCheckpoint};
use crate::sealed::{self, BodyError, BodyHead, Slots};
use crate::suite::Hash;
use crate::value::Value;

/// A file somebody brings along to be held against the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BroughtFile<'a> {
    /// Which event of the package, from 0.
    pub event: usize,
    /// Which of its fields, from 0.
    pub field: u16,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What is wrong with an event of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PackageFault {
    /// The body is none.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// The body is of another suite than the package says.
    #[error("the body is of another suite")]
    OtherSuite,
    /// It does not stand where it says in the tree of the checkpoint.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// More or fewer fields than slots.
    #[error("the number of fields is not that of the body")]
    FieldCount,
    /// The shown value is not what was sealed.
    #[error("field {0} is not what was sealed")]
    OtherValue(u16),
    /// The shown value is no value; or a file without, or another value with, the salt of a file.
    #[error("field {0} holds no value of its form")]
    BadValue(u16),
    /// An event of another case.
    #[error("an event of another case")]
    OtherStream,
    /// It does not follow the event before it.
    #[error(transparent)]
    Chain(#[from] ChainFault),
    /// It stands before, or was recorded before, the event before it.
    #[error("it stands before, or was recorded before, the event before it")]
    Earlier,
    /// The file that was brought is not the one that was sealed.
    #[error("the file brought for field {0} is not the one that was sealed")]
    OtherFile(u16),
}

/// One thing that is wrong, and where: which event of the package, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("event {event} of the package: {fault}")]
pub struct PackageFinding {
    /// Which event.
    pub event: usize,
    /// What is wrong.
    pub fault: PackageFault,
}

/// What a package amounts to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageReport {
    /// The checkpoint and who vouches for it, or why nobody does.
    pub checkpoint: Result<TrustedCheckpoint, QuorumRefusal>,
    /// Everything that is wrong with the events.
    pub findings: Vec<PackageFinding>,
    /// How many events there are.
    pub events: usize,
    /// Fields shown and proved.
    pub open: usize,
    /// Fields withheld, by ground.
    pub withheld: Vec<(WithholdingGround, usize)>,
    /// Files brought along that are the sealed ones.
    pub files: usize,
}

impl PackageReport {
    /// Whether the checkpoint is trusted, there is an event, and nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.checkpoint.is_ok() && self.events > 0 && self.findings.is_empty()
    }
}

impl Package {
    /// Checks everything that can be checked offline.
    ///
    /// If the checkpoint is not trusted, the events are still held against what it says.
    #[must_use]
    pub fn verify(&self, quorum: &Quorum, files: &[BroughtFile<'_>]) -> PackageReport {
        let trusted = quorum.judge(&self.note);
        let checkpoint = match trusted {
            Ok(trusted) if trusted.suite != self.suite => Err(QuorumRefusal::NoLog),
            other => other,
        };
        let (findings, withheld, events) = (Vec::new(), Vec::new(), self.events.len());
        let report = PackageReport { checkpoint, findings, events, open: 0, withheld, files: 0 };
        let chains = Chains::new(ChainStart::FromFirstEntry, 1);
        let claimed = Checkpoint::parse(self.note.text()).ok();
        let mut check = Check { package: self, claimed, report, chains, last: None };
        for (number, event) in self.events.iter().enumerate() {
            check.event(number, event);
        }
        for file in files {
            check.file(file);
        }
        check.report
    }
}

struct Check<'a> {
    package: &'a Package,
    claimed: Option<Checkpoint>,
    report: PackageReport,
    chains: Chains,
    /// Position and head of the event before.
    last: Option<(u64, BodyHead)>,
}

impl Check<'_> {
    fn event(&mut self, number: usize, event: &PublishedEvent) {
        let (head, slots) = match sealed::read_body(&event.body) {
            Ok(read) => read,
            Err(error) => return self.find(number, error.into()),
        };
        let suite = self.package.suite;
        if head.suite != suite {
            return self.find(number, PackageFault::OtherSuite);
        }
        let digest = sealed::event_digest(suite, &event.blind, &event.body);
        if let Some(checkpoint) = &self.claimed {
            let leaf = sealed::leaf_hash(suite, &sealed::entry(suite, &digest));
            let inclusion = Inclusion { index: event.position, size: checkpoint.size(), path: &event.path };
            if let Err(error) = inclusion.verify(suite, &leaf, checkpoint.root()) {
                self.find(number, error.into());
            }
        }
        self.place(number, (event.position, head), &digest);
        self.fields(number, event, (&head, slots));
    }

    fn place(&mut self, number: usize, (position, head): (u64, BodyHead), digest: &Hash) {
        if let Some((last_position, last)) = self.last.replace((position, head)) {
            if last.stream_id != head.stream_id {
                return self.find(number, PackageFault::OtherStream);
            }
            if position <= last_position || head.recorded_ms < last.recorded_ms {
                self.find(number, PackageFault::Earlier);
            }
        }
        if let Err(fault) = self.chains.push(&head, digest) {
            self.find(number, fault.into());
        }
    }

    fn fields(&mut self, number: usize, event: &PublishedEvent, (head, slots): (&BodyHead, Slots<'_>)) {
        if event.fields.len() != slots.len() {
            self.find(number, PackageFault::FieldCount);
        }
        for (index, (field, slot)) in (0_u16..).zip(event.fields.iter().zip(slots.iter())) {
            match field {
                PublishedField::Withheld(ground) => self.count_withheld(*ground),
                PublishedField::Open { salt, value, file_salt } => {
                    let is_file = matches!(Value::decode(value), Ok(Value::File { .. }));
                    if Value::decode(value).is_err() || is_file != file_salt.is_some() {
                        self.find(number, PackageFault::BadValue(index));
                    } else if sealed::slot(self.package.suite, salt, &head.event_id, index, value) == *slot {
                        self.report.open += 1;
                    } else {
                        self.find(number, PackageFault::OtherValue(index));
                    }
                }
            }
        }
    }

    fn file(&mut self, file: &BroughtFile<'_>) {
        let event = self.package.events.get(file.event);
        let field = event.and_then(|event| event.fields.get(usize::from(file.field)));
        let is_sealed = match field {
            Some(PublishedField::Open { value, file_salt: Some(salt), .. }) => {
                let found = sealed::file_digest(self.package.suite, salt, file.bytes);
                matches!(Value::decode(value), Ok(Value::File { digest, size, .. })
                    if digest == found && size == file.bytes.len() as u64)
            }
            _ => false,
        };
        if is_sealed {
            self.report.files += 1;
        } else {
            self.find(file.event, PackageFault::OtherFile(file.field));
        }
    }

    fn count_withheld(&mut self, ground: WithholdingGround) {
        match self.report.withheld.iter_mut().find(|(known, _)| *known == ground) {
            Some((_, count)) => *count += 1,
            None => self.report.withheld.push((ground, 1)),
        }
    }

    fn find(&mut self, event: usize, fault: PackageFault) {
        self.report.findings.push(PackageFinding { event, fault });
    }
}
