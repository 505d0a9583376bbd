//! The store: opened once, shared by everybody in the process.

use std::collections::HashMap;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, RwLock};
use std::thread::JoinHandle;

use bonafide_ledger::{Frontier, Hash, Suite};

use crate::append::{Append, Receipt};
use crate::clock::{Clock, Watch};
use crate::drafts::Drafts;
use crate::engine::{self, DraftSession, Engine, KeySession, LogRow, Session};
use crate::error::{AppendError, Fault, OpenError, Refusal};
use crate::keys::{KeyRing, lock};
use crate::options::{Location, Options};
use crate::queue::{Pending, Queue};
use crate::row::{Head, PerSuite};
use crate::salts::Source;
use crate::seal::Sealer;
use crate::streams::Spare;
use crate::tips::Tips;
use crate::writer::{self, Writer, receipt_of};

/// The record. Cheap to clone; the last clone closes it.
#[derive(Clone)]
pub struct Store(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) sealer: Arc<Sealer>,
    pub(crate) engine: Arc<Engine>,
    pub(crate) drafts: Drafts,
    pub(crate) directory: PathBuf,
    pub(crate) pin: PathBuf,
    pub(crate) origin: String,
    pub(crate) state: Arc<State>,
    readers: Mutex<Vec<Box<dyn Session>>>,
    pub(crate) queue: Arc<Queue>,
    /// Held while a checkpoint is published.
    pub(crate) publishing: Mutex<()>,
    watch: Arc<Mutex<Watch>>,
    /// The view of cases, once somebody asked for it.
    pub(crate) lists: OnceLock<crate::cases::CaseLists>,
    pub(crate) clock: Clock,
    pub(crate) spare: Mutex<Spare>,
    writer: Arc<Mutex<Writer>>,
    thread: Option<JoinHandle<()>>,
    /// Held as long as the store lives.
    _lock: Option<File>,
}

/// What the writer and everybody else must know of each other.
#[derive(Debug)]
pub(crate) struct State {
    is_poisoned: AtomicBool,
    inconsistent: Mutex<Option<String>>,
    pub(crate) tips: Tips,
}

impl State {
    /// `is_alone`: no other process writes to the record.
    fn new(is_alone: bool) -> Self {
        Self { is_poisoned: AtomicBool::new(false), inconsistent: Mutex::default(), tips: Tips::new(is_alone) }
    }

    /// Why nothing is written any more, if so.
    pub(crate) fn refusal(&self) -> Option<Refusal> {
        if self.is_poisoned.load(Ordering::Acquire) {
            return Some(Refusal::Poisoned);
        }
        lock(&self.inconsistent).clone().map(Refusal::Inconsistent)
    }

    pub(crate) fn commit_failed(&self, is_embedded: bool) {
        if is_embedded {
            self.is_poisoned.store(true, Ordering::Release);
        }
    }

    pub(crate) fn set_inconsistent(&self, why: String) {
        *lock(&self.inconsistent) = Some(why);
    }
}

impl Store {
    /// Opens a record, making it when there is none and migrating it when it is older.
    ///
    /// # Errors
    /// [`OpenError`]; nothing is changed then.
    pub fn open(location: &Location, options: Options) -> Result<Self, OpenError> {
        if !matches!(
            options.suites.as_slice(),
            [_] | [Suite::Sha256Ed25519, Suite::Sm3Sm2] | [Suite::Sm3Sm2, Suite::Sha256Ed25519]
        ) {
            return Err(OpenError::Suites);
        }
        let mut opened = connect(location, options.is_highly_available)?;
        let log = log_of(opened.session.as_mut(), &options)?;
        let (suites, primary) = suites_of(&log)?;
        let source = Arc::new(Source::new(options.salts));
        let ring =
            KeyRing::open((opened.keys, !opened.engine.is_embedded()), &options.keys, primary, Arc::clone(&source))?;
        let sealer = Arc::new(Sealer {
            suites: suites.clone(),
            primary,
            ring,
            source,
            schema_of: options.schema_of,
            limits: options.limits,
            digests: RwLock::new(HashMap::new()),
        });
        let (state, queue) = (Arc::new(State::new(opened.engine.is_embedded())), Arc::new(Queue::new(&options.limits)));
        let (engine, watch) = (Arc::new(opened.engine), Arc::new(Mutex::new(Watch::new())));
        let drafts = Drafts::new(opened.drafts, options.clock.clone());
        let writer = Writer {
            engine: Arc::clone(&engine),
            session: Some(opened.session),
            suites,
            clock: options.clock.clone(),
            watch: Arc::clone(&watch),
            state: Arc::clone(&state),
        };
        let builder = std::thread::Builder::new().name("bonafide-writer".to_owned());
        let writer = Arc::new(Mutex::new(writer));
        let (own, waiting) = (Arc::clone(&writer), Arc::clone(&queue));
        let thread = builder.spawn(move || writer::run(&own, &waiting, &options.limits)).map_err(Fault::from)?;
        let store = Self(Arc::new(Inner {
            sealer,
            engine,
            drafts,
            pin: options.pin.unwrap_or_else(|| opened.directory.join("pin")),
            directory: opened.directory,
            origin: log.origin,
            state,
            readers: Mutex::default(),
            publishing: Mutex::default(),
            queue,
            watch,
            lists: OnceLock::new(),
            clock: options.clock,
            spare: Mutex::default(),
            writer,
            thread: Some(thread),
            _lock: opened.lock,
        }));
        store.pass_gate()?;
        Ok(store)
    }

    /// Records the events of a command and waits until they are durable.
    ///
    /// # Errors
    /// [`AppendError`]; after [`AppendError::Unknown`] the same command is sent again.
    pub fn append(&self, append: &Append) -> Result<Receipt, AppendError> {
        let Inner { sealer, queue, writer, .. } = &*self.0;
        writer::append(sealer, queue, writer, append)
    }

    /// Sends a command to the writer; many under way share a commit.
    #[must_use]
    pub fn submit(&self, append: &Append) -> Pending {
        writer::submit(&self.0.sealer, &self.0.queue, append, None)
    }

    /// The receipt of a command, if it was recorded. After [`AppendError::Unknown`] finding nothing proves nothing: send
    /// the command again.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn receipt_of(&self, command_id: [u8; 16]) -> Result<Option<Receipt>, Fault> {
        self.read(|session| {
            let receipt = receipt_of(session, &self.0.sealer.suites, command_id)?;
            if receipt.is_some() {
                // It may be read a moment before it is on the disk; a receipt says that it is.
                session.settle()?;
            }
            Ok(receipt)
        })
    }

    /// Whether a commit failed with unknown outcome: the process is to end and start again.
    #[must_use]
    pub fn is_poisoned(&self) -> bool {
        matches!(self.0.state.refusal(), Some(Refusal::Poisoned))
    }

    /// Why nothing is recorded any more, if so.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        self.0.state.refusal()
    }

    /// Takes the clock as right, whatever it says: after a long pause or a leap that was looked into.
    pub fn confirm_clock(&self) {
        lock(&self.0.watch).confirm();
    }

    /// Suites of the record; the first seals the envelopes.
    #[must_use]
    pub fn suites(&self) -> &[Suite] {
        &self.0.sealer.suites
    }

    /// Asks the database over a connection of the pool. Reading may be repeated: a kept connection that turns out to be
    /// broken is replaced once.
    pub(crate) fn read<T>(&self, ask: impl Fn(&mut dyn Session) -> Result<T, Fault>) -> Result<T, Fault> {
        let pooled = lock(&self.0.readers).pop();
        if let Some(mut session) = pooled
            && let Ok(answer) = ask(session.as_mut())
        {
            lock(&self.0.readers).push(session);
            return Ok(answer);
        }
        let mut session = self.0.engine.session()?;
        let answer = ask(session.as_mut())?;
        lock(&self.0.readers).push(session);
        Ok(answer)
    }

    pub(crate) fn random<const N: usize>(&self) -> Result<[u8; N], Fault> {
        self.0.sealer.source.array()
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.queue.close();
        if let Some(thread) = self.thread.take() {
            // A writer that died has poisoned nothing else.
            let _ = thread.join();
        }
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Store({:?})", self.0.engine)
    }
}

struct Connected {
    session: Box<dyn Session>,
    keys: Box<dyn KeySession>,
    drafts: Box<dyn DraftSession>,
    engine: Engine,
    directory: PathBuf,
    lock: Option<File>,
}

fn connect(location: &Location, is_highly_available: bool) -> Result<Connected, OpenError> {
    match location {
        Location::Sqlite(directory) => {
            fs::create_dir_all(directory).map_err(Fault::from)?;
            let lock = take_lock(directory)?;
            let path = directory.join("record.db");
            Ok(Connected {
                session: engine::open_sqlite(&path)?,
                keys: engine::open_sqlite_keys(&directory.join("keys.db"))?,
                drafts: engine::open_sqlite_drafts(&directory.join("drafts.db"))?,
                engine: Engine::Sqlite(path),
                directory: directory.clone(),
                lock: Some(lock),
            })
        }
        Location::Postgres { url, directory } => {
            fs::create_dir_all(directory).map_err(Fault::from)?;
            Ok(Connected {
                session: engine::open_postgres(url, is_highly_available)?,
                keys: engine::open_postgres_keys(url)?,
                drafts: engine::open_postgres_drafts(url)?,
                engine: Engine::Postgres { url: url.clone(), is_highly_available },
                directory: directory.clone(),
                lock: None,
            })
        }
    }
}

/// One process holds a directory.
fn take_lock(directory: &Path) -> Result<File, OpenError> {
    let path = directory.join("lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(Fault::from)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse(directory.to_owned())),
        Err(TryLockError::Error(error)) => Err(OpenError::Fault(error.into())),
    }
}

/// The log's row: as it is, or made from the options.
fn log_of(session: &mut dyn Session, options: &Options) -> Result<LogRow, OpenError> {
    if let Some(log) = session.log()? {
        if log.origin != options.origin {
            return Err(OpenError::OtherSettings { what: "origin", stored: log.origin, asked: options.origin.clone() });
        }
        return Ok(log);
    }
    let suites = options.suites.iter().fold(0, |all, suite| all | suite.byte());
    let envelope_suite = options.suites.first().map_or(1, |suite| suite.byte());
    let log = LogRow { origin: options.origin.clone(), suites, envelope_suite };
    let frontier = PerSuite::of(&options.suites, Frontier::new);
    let root: PerSuite<Hash> = PerSuite::of(&options.suites, Suite::empty_root);
    session.create_log(&log, &Head { size: 0, last_recorded_ms: 0, root, frontier, now_ms: None })?;
    Ok(session.log()?.unwrap_or(log))
}

/// The suites of a log, that of the envelopes first.
fn suites_of(log: &LogRow) -> Result<(Vec<Suite>, Suite), OpenError> {
    let primary = Suite::from_byte(log.envelope_suite).ok_or(OpenError::Suites)?;
    let all = [Suite::Sha256Ed25519, Suite::Sm3Sm2].into_iter().filter(|suite| log.suites & suite.byte() != 0);
    let mut suites = vec![primary];
    suites.extend(all.filter(|suite| *suite != primary));
    Ok((suites, primary))
}
