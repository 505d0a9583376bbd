//! The view of cases (案件列表): one row a case, as far as lists, counters and searches need it, kept beside the record.
//!
//! What a row says is made by whoever knows what events mean, and written with the place up to which the record was seen:
//! rows and place move together, so the view is behind the record or even with it, never ahead and never torn. It can be
//! dropped at any time. What a matter says is sealed under a key of the record's own and its words are keyed digests: the
//! view gives away no text that the record seals. Nothing sealed under a person's key ever comes here, and no name: an
//! erasure has nothing to reach.

mod find;
mod words;
mod write;

use std::sync::Mutex;

use bonafide_ledger::Suite;
use bonafide_ledger::aead::SuiteCipher;
use zeroize::Zeroizing;

use crate::append::{StreamId, StreamKind};
use crate::engine::lists::{Datum, ListSession, TABLES, open_postgres_lists, open_sqlite_lists};
use crate::engine::{Engine, Envelopes};
use crate::error::Fault;
use crate::keys::lock;
use crate::row::Row;
use crate::store::Store;

pub use find::{Filter, Listed, ScopeSight, Sorting, Wanted};
pub use write::{Known, Written};

/// A day that never comes: no term runs.
pub const NO_DAY: i64 = 9_999_999;

/// What ties a person to a case by itself, whatever offices they hold. Whoever decides who sees what says what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CaseTie {
    /// They stand aside.
    Aside,
    /// They brought it up.
    Reporter,
    /// They are the person concerned.
    Party,
    /// They work on it.
    Whole,
    /// They accuse.
    Accuser,
    /// Nothing of their own.
    None,
}

impl CaseTie {
    /// Every tie but none.
    pub const OWN: [Self; 5] = [Self::Aside, Self::Reporter, Self::Party, Self::Whole, Self::Accuser];

    const ALL: [Self; 6] = [Self::Aside, Self::Reporter, Self::Party, Self::Whole, Self::Accuser, Self::None];

    fn number(self) -> i64 {
        match self {
            Self::Aside => 0,
            Self::Reporter => 1,
            Self::Party => 2,
            Self::Whole => 3,
            Self::Accuser => 4,
            Self::None => 5,
        }
    }

    fn of(number: i64) -> Self {
        Self::ALL.into_iter().find(|tie| tie.number() == number).unwrap_or(Self::None)
    }
}

/// Where a case belongs: who oversees it follows from this and the roster.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CasePlace {
    /// The regulation that holds, as `id@version`.
    pub law: String,
    /// The unit; empty: none.
    pub unit: String,
    /// Whether it is a filing made in advance.
    pub is_filing: bool,
}

/// A place as the view has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPlace {
    /// Its number.
    pub id: i64,
    /// Which.
    pub place: CasePlace,
    /// The scope it shares with places that the same people oversee.
    pub scope: i64,
}

/// One case as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// The stream.
    pub stream: StreamId,
    /// Position of its first event.
    pub id: u64,
    /// Position of its last event.
    pub changed: u64,
    /// Its version.
    pub version: u32,
    /// Its number.
    pub number: String,
    /// Case, filing, reminder, training.
    pub kind: StreamKind,
    /// Where it belongs.
    pub place: CasePlace,
    /// Roster number of the person concerned; empty: nobody.
    pub subject: String,
    /// The matter in one line; sealed here.
    pub matter: String,
    /// All words by which it is found; only their keyed digests are kept.
    pub text: String,
    /// Where it stands, as a word.
    pub stage: String,
    /// The step on the way, or empty.
    pub step: String,
    /// Whose turn it is, as the text of the regulation names them, one a line.
    pub turn: String,
    /// Last day of the step on the way, in days since 1970-01-01, or [`NO_DAY`].
    pub due: i64,
    /// The duty whose term ends first, or empty.
    pub duty_step: String,
    /// Its last day, or [`NO_DAY`].
    pub duty_due: i64,
    /// The outcome, or empty.
    pub outcome: String,
    /// The day it was opened, in days since 1970-01-01.
    pub opened: i64,
    /// The day of the last event.
    pub changed_on: i64,
    /// Whether something is still to be done.
    pub is_open: bool,
    /// Under which roster, regulations and offices it was made.
    pub stamp: i64,
    /// The last day on which it is right without a new event, or [`NO_DAY`].
    pub fresh_until: i64,
    /// Who has to do with it.
    pub people: Vec<CasePerson>,
}

/// What somebody has to do with a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CasePerson {
    /// Roster number.
    pub person: String,
    /// What ties them to it.
    pub tie: CaseTie,
    /// It is their turn.
    pub has_turn: bool,
    /// They did something in it.
    pub has_acted: bool,
}

/// An event as far as the view needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Place in the log.
    pub position: u64,
    /// The stream.
    pub stream: StreamId,
    /// Place in the stream.
    pub version: u32,
    /// Event type.
    pub kind: u16,
}

/// The view of cases, open.
pub struct CaseLists {
    place: Place,
    pool: Mutex<Vec<Box<dyn ListSession>>>,
    suite: Suite,
    cipher: SuiteCipher,
    words_key: Zeroizing<[u8; 32]>,
}

enum Place {
    File(std::path::PathBuf),
    Database(String),
}

impl std::fmt::Debug for CaseLists {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("CaseLists")
    }
}

impl Store {
    /// How many events the record holds.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn size(&self) -> Result<u64, Fault> {
        self.read(|session| session.head()).map(|head| head.size)
    }

    /// Events from a position on, in order, at most so many, without what they say.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn changes(&self, from: u64, count_max: u32) -> Result<Vec<Change>, Fault> {
        let rows = self.read(|session| session.rows(from, count_max, Envelopes::Left))?;
        let change = |row: &Row| Change {
            position: row.position,
            stream: StreamId(row.stream),
            version: row.version,
            kind: row.kind,
        };
        Ok(rows.iter().map(change).collect())
    }

    /// The view of cases, made empty when there is none; emptied when it belongs to another record or to one that was
    /// taken back.
    ///
    /// # Errors
    /// [`Fault`] of the database, or of the keys.
    pub fn case_lists(&self) -> Result<&CaseLists, Fault> {
        if let Some(lists) = self.0.lists.get() {
            return Ok(lists);
        }
        let ring = &self.0.sealer.ring;
        let suite = self.0.sealer.primary;
        let seal = ring.own("lists").map_err(Fault::new)?;
        let lists = CaseLists {
            place: match &*self.0.engine {
                Engine::Sqlite(path) => Place::File(path.with_file_name("lists.db")),
                Engine::Postgres { url, .. } => Place::Database(url.clone()),
            },
            pool: Mutex::default(),
            suite,
            cipher: SuiteCipher::new(suite, &seal),
            words_key: ring.own("list-words").map_err(Fault::new)?,
        };
        let (seen, mark) = lists.with(|session| write::seen(session))?;
        if seen > 0 && self.mark_before(seen)? != Some(mark) {
            lists.empty()?;
        }
        Ok(self.0.lists.get_or_init(|| lists))
    }

    /// What marks the end of the record before a position: the leaf of the last event.
    fn mark_before(&self, position: u64) -> Result<Option<Vec<u8>>, Fault> {
        let Some(last) = position.checked_sub(1) else { return Ok(Some(Vec::new())) };
        let suite = self.0.sealer.primary;
        let rows = self.read(|session| session.rows(last, 1, Envelopes::Left))?;
        Ok(rows.first().and_then(|row| row.leaf.get(suite)).map(|leaf| leaf.to_vec()))
    }

    /// Writes rows and moves the place up to which the record was seen, together.
    ///
    /// # Errors
    /// [`Fault`] of the database; nothing is written then.
    pub fn write_cases(&self, written: &Written<'_>) -> Result<(), Fault> {
        let mark = self.mark_before(written.seen)?.unwrap_or_default();
        self.case_lists()?.write(written, mark)
    }
}

impl CaseLists {
    /// Asks over a connection of the pool; one that turns out to be broken is replaced once.
    fn with<T>(&self, ask: impl Fn(&mut dyn ListSession) -> Result<T, Fault>) -> Result<T, Fault> {
        let pooled = lock(&self.pool).pop();
        if let Some(mut session) = pooled
            && let Ok(answer) = ask(session.as_mut())
        {
            lock(&self.pool).push(session);
            return Ok(answer);
        }
        let mut session = match &self.place {
            Place::File(path) => open_sqlite_lists(path)?,
            Place::Database(url) => open_postgres_lists(url)?,
        };
        let answer = ask(session.as_mut())?;
        lock(&self.pool).push(session);
        Ok(answer)
    }

    /// Asks within one transaction that keeps other writers of the view out.
    fn change<T>(&self, change: impl Fn(&mut dyn ListSession) -> Result<T, Fault>) -> Result<T, Fault> {
        self.with(|session| {
            session.begin()?;
            match change(session).and_then(|done| session.commit().map(|()| done)) {
                Ok(done) => Ok(done),
                Err(fault) => {
                    session.roll_back();
                    Err(fault)
                }
            }
        })
    }

    /// Empties the view: it is caught up again from the first event.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn empty(&self) -> Result<(), Fault> {
        self.change(|session| {
            for table in TABLES {
                session.run(&format!("DELETE FROM {table}"), &[])?;
            }
            session.run("INSERT INTO case_state VALUES (1, 0, ?1)", &[Datum::Bytes(Vec::new())])?;
            Ok(())
        })
    }
}
