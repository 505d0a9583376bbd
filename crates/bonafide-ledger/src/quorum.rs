//! The quorum (见证人数): which logs a verifier accepts, which witnesses it knows, and how many must have cosigned.
//!
//! Source: C2SP tlog-policy. The format is that one; here it goes by what it decides, since 政策 is a word of the field.

use thiserror::Error;

use crate::checkpoint::Checkpoint;
use crate::note::{NoteRefusal, SignedNote, VerifiedSignature};
use crate::suite::Suite;
use crate::verifier_key::VerifierKey;

/// The most logs, witnesses or groups a file may name; the format asks for at least 32.
pub const QUORUM_LINES_MAX: usize = 256;

/// Logs, witnesses and the rule, read from a file.
#[derive(Clone, Debug)]
pub struct Quorum {
    logs: Vec<VerifierKey>,
    members: Vec<Member>,
    rule: Rule,
}

#[derive(Clone, Debug)]
struct Member {
    name: Vec<u8>,
    kind: MemberKind,
}

#[derive(Clone, Debug)]
enum MemberKind {
    Witness(Box<VerifierKey>),
    // INVARIANT: the places are below the group's own, so that counting ends.
    Group { threshold: usize, places: Vec<usize> },
}

#[derive(Clone, Copy, Debug)]
enum Rule {
    None,
    Member(usize),
}

/// Why a quorum file is none, with the line, counted from 1; 0 for the file as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("line {line} of a quorum file: {reason}")]
pub struct QuorumError {
    /// The line.
    pub line: usize,
    /// What is wrong with it.
    pub reason: QuorumFault,
}

/// What can be wrong with a line of a quorum file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum QuorumFault {
    /// A control character other than tab and line end, or no line end at the end.
    #[error("a character that may not stand there")]
    BadCharacter,
    /// An unknown first word, or too few or too many words.
    #[error("not a line of the format")]
    BadLine,
    /// Not a verifier key, or one whose kind does not fit.
    #[error("not a verifier key of the right kind")]
    BadKey,
    /// The name or key stands there already, or the name is `none`.
    #[error("a name or key that is taken")]
    Taken,
    /// A name no line above defines.
    #[error("a name no line above defines")]
    UnknownName,
    /// A threshold of 0 or above the number of members.
    #[error("a threshold the group cannot reach")]
    BadThreshold,
    /// No quorum line, or a second one.
    #[error("there must be exactly one quorum line")]
    QuorumLine,
    /// More than [`QUORUM_LINES_MAX`] logs or members.
    #[error("more lines than are read")]
    TooMany,
}

/// Why a checkpoint is not trusted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QuorumRefusal {
    /// The note is no checkpoint.
    #[error("the note is no checkpoint")]
    NoCheckpoint,
    /// A false signature of a known key, or none of a known key.
    #[error(transparent)]
    Note(#[from] NoteRefusal),
    /// No log of the file has signed under its own name.
    #[error("no accepted log has signed")]
    NoLog,
    /// Fewer witnesses have cosigned than the rule asks for.
    #[error("too few witnesses have cosigned")]
    TooFewWitnesses,
}

/// A checkpoint that is trusted, and by whose word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedCheckpoint {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// Suite of its tree.
    pub suite: Suite,
    /// Name and time of each witness's cosignature, in seconds since 1970-01-01 UTC.
    pub witnessed: Vec<(String, u64)>,
}

impl Quorum {
    /// Reads a file.
    ///
    /// # Errors
    /// [`QuorumError`] for the first line that is wrong.
    pub fn parse(bytes: &[u8]) -> Result<Self, QuorumError> {
        let mut reading = Reading::default();
        let lines = bytes.strip_suffix(b"\n").ok_or(QuorumError { line: 0, reason: QuorumFault::BadCharacter })?;
        for (index, line) in lines.split(|byte| *byte == b'\n').enumerate() {
            reading.line(line).map_err(|reason| QuorumError { line: index + 1, reason })?;
        }
        let rule = reading.rule.ok_or(QuorumError { line: 0, reason: QuorumFault::QuorumLine })?;
        Ok(Self { logs: reading.logs, members: reading.members, rule })
    }

    /// The keys of the accepted logs.
    #[must_use]
    pub fn logs(&self) -> &[VerifierKey] {
        &self.logs
    }

    /// Judges a signed checkpoint.
    ///
    /// # Errors
    /// [`QuorumRefusal`].
    pub fn judge(&self, note: &SignedNote) -> Result<TrustedCheckpoint, QuorumRefusal> {
        let checkpoint = Checkpoint::parse(note.text()).map_err(|_| QuorumRefusal::NoCheckpoint)?;
        let logs = self.logs.iter().filter(|key| key.name() == checkpoint.origin());
        let signatures = note.verify(logs.clone().chain(self.witnesses()))?;
        let log = logs.clone().find(|log| signatures.iter().any(|signature| signature.key == *log));
        let suite = log.ok_or(QuorumRefusal::NoLog)?.kind().suite();
        let is_met = match self.rule {
            Rule::None => true,
            Rule::Member(place) => self.has_witnessed(place, &signatures),
        };
        if !is_met {
            return Err(QuorumRefusal::TooFewWitnesses);
        }
        let by_witness = signatures.iter().filter(|signature| self.witnesses().any(|key| key == signature.key));
        let witnessed = by_witness.filter_map(|signature| {
            let time = signature.time_s.filter(|time| *time > 0)?;
            Some((signature.key.name().to_owned(), time))
        });
        Ok(TrustedCheckpoint { checkpoint, suite, witnessed: witnessed.collect() })
    }

    fn witnesses(&self) -> impl Iterator<Item = &VerifierKey> + Clone {
        self.members.iter().filter_map(|member| match &member.kind {
            MemberKind::Witness(key) => Some(key.as_ref()),
            MemberKind::Group { .. } => None,
        })
    }

    /// Whether a member has cosigned. A time of 0 says nothing about the log, so it does not count.
    fn has_witnessed(&self, place: usize, signatures: &[VerifiedSignature<'_>]) -> bool {
        match self.members.get(place).map(|member| &member.kind) {
            None => false,
            Some(MemberKind::Witness(key)) => signatures
                .iter()
                .any(|signature| signature.key == key.as_ref() && signature.time_s.is_some_and(|time| time > 0)),
            Some(MemberKind::Group { threshold, places }) => {
                places.iter().filter(|place| self.has_witnessed(**place, signatures)).count() >= *threshold
            }
        }
    }
}

#[derive(Default)]
struct Reading {
    logs: Vec<VerifierKey>,
    members: Vec<Member>,
    in_groups: Vec<usize>,
    rule: Option<Rule>,
}

impl Reading {
    fn line(&mut self, line: &[u8]) -> Result<(), QuorumFault> {
        if line.iter().any(|byte| (*byte < b' ' && *byte != b'\t') || *byte == 0x7f) {
            return Err(QuorumFault::BadCharacter);
        }
        let words: Vec<&[u8]> =
            line.split(|byte| matches!(byte, b' ' | b'\t')).filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            [] => Ok(()),
            [first, ..] if first.starts_with(b"#") => Ok(()),
            [b"log", key] | [b"log", key, _] => self.log(key),
            [b"witness", name, key] | [b"witness", name, key, _] => self.witness(name, key),
            [b"group", name, threshold, members @ ..] if !members.is_empty() => self.group(name, threshold, members),
            [b"quorum", name] => self.quorum(name),
            _ => Err(QuorumFault::BadLine),
        }
    }

    fn log(&mut self, key: &[u8]) -> Result<(), QuorumFault> {
        let key = read_key(key)?;
        if self.logs.iter().any(|log| log.public_key() == key.public_key()) {
            return Err(QuorumFault::Taken);
        }
        if self.logs.len() >= QUORUM_LINES_MAX {
            return Err(QuorumFault::TooMany);
        }
        self.logs.push(key);
        Ok(())
    }

    fn witness(&mut self, name: &[u8], key: &[u8]) -> Result<(), QuorumFault> {
        let key = Box::new(read_key(key)?);
        if !key.kind().is_cosignature() {
            return Err(QuorumFault::BadKey);
        }
        let is_taken = |member: &Member| matches!(&member.kind, MemberKind::Witness(other) if other.public_key() == key.public_key());
        if self.members.iter().any(is_taken) {
            return Err(QuorumFault::Taken);
        }
        self.member(name, MemberKind::Witness(key))
    }

    fn group(&mut self, name: &[u8], threshold: &[u8], members: &[&[u8]]) -> Result<(), QuorumFault> {
        let places = members.iter().map(|member| self.place(member)).collect::<Result<Vec<_>, _>>()?;
        let threshold = match threshold {
            b"all" => places.len(),
            b"any" => 1,
            number => {
                let text = std::str::from_utf8(number).map_err(|_| QuorumFault::BadThreshold)?;
                text.parse().ok().filter(|_| !text.starts_with(['0', '+'])).ok_or(QuorumFault::BadThreshold)?
            }
        };
        if threshold == 0 || threshold > places.len() {
            return Err(QuorumFault::BadThreshold);
        }
        // Each name may stand in one group, and there once, so that a witness counts in one way only.
        for place in &places {
            if self.in_groups.contains(place) {
                return Err(QuorumFault::Taken);
            }
            self.in_groups.push(*place);
        }
        self.member(name, MemberKind::Group { threshold, places })
    }

    fn quorum(&mut self, name: &[u8]) -> Result<(), QuorumFault> {
        let rule = if name == b"none" { Rule::None } else { Rule::Member(self.place(name)?) };
        if self.rule.replace(rule).is_some() { Err(QuorumFault::QuorumLine) } else { Ok(()) }
    }

    fn member(&mut self, name: &[u8], kind: MemberKind) -> Result<(), QuorumFault> {
        if name == b"none" || self.place(name).is_ok() {
            return Err(QuorumFault::Taken);
        }
        if self.members.len() >= QUORUM_LINES_MAX {
            return Err(QuorumFault::TooMany);
        }
        self.members.push(Member { name: name.to_vec(), kind });
        Ok(())
    }

    fn place(&self, name: &[u8]) -> Result<usize, QuorumFault> {
        self.members.iter().position(|member| member.name == name).ok_or(QuorumFault::UnknownName)
    }
}

fn read_key(text: &[u8]) -> Result<VerifierKey, QuorumFault> {
    let text = std::str::from_utf8(text).map_err(|_| QuorumFault::BadKey)?;
    VerifierKey::parse(text).map_err(|_| QuorumFault::BadKey)
}
