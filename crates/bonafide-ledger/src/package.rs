//! Packages (公开包): the whole record of one case as it may be shown: what is open, what is withheld and on what ground,
//! and the proof that nothing was altered, added or left out.
//!
//! ```text
//! bonafide/package@v1
//! suite 1
//! event <position>            one for each event of the case, from its first
//! blind <base64>
//! body <base64>
//! open <salt> <value>         one line for each field, in order: this,
//! file <salt>                 (after an open file: the salt of its digest)
//! withheld <ground>           or this
//! path <base64>               the path of the entry, from the leaf up
//! …
//! <blank line>
//! <the checkpoint, a signed note>
//! ```
//! Every line has one spelling; what is not in the format is refused. It cannot show that the case has no later event,
//! nor that the ground of withholding is right: both are claims of whoever publishes.

use thiserror::Error;

use crate::base64;
use crate::checkpoint::parse_size;
use crate::note::{NoteError, SignedNote};
use crate::proof::PATH_MAX;
use crate::suite::{Hash, Suite};
use crate::tlog_proof::TlogProof;

const FIRST_LINE: &str = "bonafide/package@v1";

/// Why a field is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WithholdingGround {
    /// 国家秘密.
    StateSecret,
    /// 工作秘密.
    WorkSecret,
    /// 商业秘密.
    BusinessSecret,
    /// 个人隐私.
    PersonalPrivacy,
    /// Asked for by a third party (第三方).
    ThirdParty,
    /// Erased according to law (已依法删除): nobody can open it any more.
    Erased,
}

impl WithholdingGround {
    const ALL: [(Self, &'static str); 6] = [
        (Self::StateSecret, "state-secret"),
        (Self::WorkSecret, "work-secret"),
        (Self::BusinessSecret, "business-secret"),
        (Self::PersonalPrivacy, "personal-privacy"),
        (Self::ThirdParty, "third-party"),
        (Self::Erased, "erased"),
    ];

    /// The word in a package.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(ground, _)| *ground == self).map_or("", |(_, code)| code)
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(ground, _)| ground)
    }
}

/// A field of a published event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishedField {
    /// Shown.
    Open {
        /// Salt of its commitment.
        salt: [u8; 32],
        /// Its encoded value.
        value: Vec<u8>,
        /// For a file: the salt of its digest.
        file_salt: Option<[u8; 32]>,
    },
    /// Not shown.
    Withheld(WithholdingGround),
}

/// An event as published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedEvent {
    /// Position in the log, from 0.
    pub position: u64,
    /// What hides the body.
    pub blind: [u8; 32],
    /// The body.
    pub body: Vec<u8>,
    /// One for each slot, in order.
    pub fields: Vec<PublishedField>,
    /// Path of the entry in the tree of the checkpoint.
    pub path: Vec<Hash>,
}

/// A case as published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Suite of the log.
    pub suite: Suite,
    /// Every event of the case, from its first.
    pub events: Vec<PublishedEvent>,
    /// The checkpoint all paths lead to, with its signatures.
    pub note: SignedNote,
}

/// Why a text is no package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PackageError {
    /// Another first line or suite.
    #[error("not a package of a known version and suite")]
    UnknownVersion,
    /// A line of another form than its place demands, or no event at all; counted from 1.
    #[error("line {0} of the package is malformed")]
    BadLine(usize),
    /// No blank line before the checkpoint, or bytes that are not UTF-8.
    #[error("the package has no checkpoint at its end")]
    NoCheckpoint,
    /// The checkpoint is no note.
    #[error(transparent)]
    Note(#[from] NoteError),
}

impl Package {
    /// Reads a package; as text it gives the same bytes back.
    ///
    /// # Errors
    /// [`PackageError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, PackageError> {
        let text = std::str::from_utf8(bytes).map_err(|_| PackageError::NoCheckpoint)?;
        let (head, note) = text.split_once("\n\n").ok_or(PackageError::NoCheckpoint)?;
        let mut lines = head.split('\n').enumerate().map(|(index, line)| (index + 1, line));
        let first = lines.next().map(|(_, line)| line);
        let suite = lines.next().and_then(|(_, line)| suite_of(line));
        let suite = suite.filter(|_| first == Some(FIRST_LINE)).ok_or(PackageError::UnknownVersion)?;
        let mut events: Vec<PublishedEvent> = Vec::new();
        let mut stage = Stage::Event;
        for (number, line) in lines {
            stage = read_line(&mut events, stage, line).ok_or(PackageError::BadLine(number))?;
        }
        if events.is_empty() || matches!(stage, Stage::Blind | Stage::Body) {
            return Err(PackageError::BadLine(head.split('\n').count()));
        }
        Ok(Self { suite, events, note: SignedNote::parse(note.as_bytes())? })
    }

    /// The proof file of one event, counted from 0.
    #[must_use]
    pub fn tlog_proof(&self, event: usize) -> Option<TlogProof> {
        let published = self.events.get(event)?;
        let (index, path) = (published.position, published.path.clone());
        Some(TlogProof { suite: self.suite, extra: None, index, path, note: self.note.clone() })
    }
}

/// Which line may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Event,
    Blind,
    Body,
    Field,
    FieldOrFile,
    Path,
}

fn suite_of(line: &str) -> Option<Suite> {
    match line {
        "suite 1" => Some(Suite::Sha256Ed25519),
        "suite 2" => Some(Suite::Sm3Sm2),
        _ => None,
    }
}

/// Takes a line at a stage; gives the next stage.
fn read_line(events: &mut Vec<PublishedEvent>, stage: Stage, line: &str) -> Option<Stage> {
    let (word, rest) = line.split_once(' ')?;
    let may_end = matches!(stage, Stage::Event | Stage::Field | Stage::FieldOrFile | Stage::Path);
    if word == "event" && may_end {
        let (blind, body, fields, path) = ([0; 32], Vec::new(), Vec::new(), Vec::new());
        events.push(PublishedEvent { position: parse_size(rest)?, blind, body, fields, path });
        return Some(Stage::Blind);
    }
    let event = events.last_mut()?;
    match (stage, word) {
        (Stage::Blind, "blind") => {
            event.blind = base64::decode_hash(rest)?;
            Some(Stage::Body)
        }
        (Stage::Body, "body") => {
            event.body = base64::decode(rest)?;
            Some(Stage::Field)
        }
        (Stage::Field | Stage::FieldOrFile, "open") => {
            let (salt, value) = rest.split_once(' ')?;
            let (salt, value) = (base64::decode_hash(salt)?, base64::decode(value)?);
            event.fields.push(PublishedField::Open { salt, value, file_salt: None });
            Some(Stage::FieldOrFile)
        }
        (Stage::FieldOrFile, "file") => {
            let PublishedField::Open { file_salt, .. } = event.fields.last_mut()? else { return None };
            *file_salt = Some(base64::decode_hash(rest)?);
            Some(Stage::Field)
        }
        (Stage::Field | Stage::FieldOrFile, "withheld") => {
            event.fields.push(PublishedField::Withheld(WithholdingGround::from_code(rest)?));
            Some(Stage::Field)
        }
        (Stage::Field | Stage::FieldOrFile | Stage::Path, "path") if event.path.len() < PATH_MAX => {
            event.path.push(base64::decode_hash(rest)?);
            Some(Stage::Path)
        }
        _ => None,
    }
}

impl std::fmt::Display for Package {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(out, "{FIRST_LINE}\nsuite {}", self.suite.byte())?;
        for event in &self.events {
            writeln!(out, "event {}\nblind {}", event.position, base64::encode(&event.blind))?;
            writeln!(out, "body {}", base64::encode(&event.body))?;
            event.fields.iter().try_for_each(|field| write!(out, "{field}"))?;
            event.path.iter().try_for_each(|hash| writeln!(out, "path {}", base64::encode(hash)))?;
        }
        write!(out, "\n{}", self.note)
    }
}

impl std::fmt::Display for PublishedField {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Withheld(ground) => writeln!(out, "withheld {}", ground.code()),
            Self::Open { salt, value, file_salt } => {
                writeln!(out, "open {} {}", base64::encode(salt), base64::encode(value))?;
                file_salt.map_or(Ok(()), |salt| writeln!(out, "file {}", base64::encode(&salt)))
            }
        }
    }
}
