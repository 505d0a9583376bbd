//! Every story of `stories/` runs through the one road on SQLite and on PostgreSQL: what must be refused is refused and
//! leaves nothing behind, cases stand as the story says, both databases end alike, a replay gives the same, and the record
//! verifies.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::fmt::Write as _;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use bonafide::handle::people::{Import, import};
use bonafide::handle::rules::{Adopt, adopt};
use bonafide::handle::{Clock, Desk, HandleError, Request, Target, handle, schema_of};
use bonafide_procedure::calendar::Calendar;
use bonafide_procedure::case::{Case, Entry};
use bonafide_procedure::id::{CaseNo, Day};
use bonafide_procedure::roster::{self, Roster};
use bonafide_procedure::story::{self, Beat, BeatKind, Story, expect};
use bonafide_store::testing::{Directory, Postgres};
use bonafide_store::{Depth, KeySource, Location, Options, Salts, Store};

/// Milliseconds of a day.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(path: &str) -> Result<String, String> {
    std::fs::read_to_string(root().join(path)).map_err(|error| format!("{path}: {error}"))
}

/// A site with its clock in the story's hand.
struct World {
    desk: Desk,
    today: Arc<AtomicI64>,
    names: BTreeMap<String, CaseNo>,
    commands: u128,
    sent: Vec<Request>,
    _directory: Directory,
}

impl World {
    fn open(location: Location, directory: Directory) -> Self {
        let today = Arc::new(AtomicI64::new(0));
        let milliseconds = AtomicU64::new(0);
        let key = zeroize::Zeroizing::new([7; 32]);
        let mut options = Options::new(KeySource::Bytes(key), schema_of);
        options.salts = Salts::Seeded(1);
        // The record's clock does not leap with the story's: it ticks a millisecond an entry.
        let start = u64::try_from(20_000 * DAY_MS).unwrap();
        options.clock =
            bonafide_store::Clock::Given(Arc::new(move || start + milliseconds.fetch_add(1, Ordering::Relaxed)));
        let store = Store::open(&location, options).unwrap();
        let seen = Arc::clone(&today);
        let clock = Clock(Arc::new(move || Day(seen.load(Ordering::Relaxed))));
        let desk = Desk::new(store, Calendar::official(), clock);
        Self { desk, today, names: BTreeMap::new(), commands: 0, sent: Vec::new(), _directory: directory }
    }

    fn sqlite() -> Self {
        let directory = Directory::new().unwrap();
        Self::open(Location::Sqlite(directory.path().join("record")), directory)
    }

    fn postgres() -> Self {
        let directory = Directory::new().unwrap();
        let url = Postgres::shared().unwrap().new_database().unwrap();
        Self::open(Location::Postgres { url, directory: directory.path().join("record") }, directory)
    }

    fn next_id(&mut self) -> [u8; 16] {
        self.commands += 1;
        self.commands.to_be_bytes()
    }

    /// The roster and the regulation of the story.
    fn set_up(&mut self, story: &Story) -> Result<(), String> {
        let people = text(&format!("examples/{}", story.head("人员").unwrap_or("people-qinghe.md")))?;
        let listed = roster::text::load(&people, Roster::empty()).map_err(|errors| format!("{errors:?}"))?.0;
        let actor = listed.persons().next().ok_or("nobody is on the roster")?.id.clone();
        let on = Day::parse("2026-01-01").unwrap();
        let (command_id, said) = (self.next_id(), |error: HandleError| error.to_string());
        import(&self.desk, &Import { command_id, actor: actor.clone(), on, text: people }).map_err(said)?;
        let id = story.head("制度").ok_or("the story names no regulation")?;
        let regulation = text(&format!("regulations/{id}.md"))?;
        let superior = superior(&regulation)?;
        let command_id = self.next_id();
        let adopted = Adopt { command_id, actor, on, unit: None, text: regulation, superior };
        adopt(&self.desk, &adopted).map_err(said)?;
        Ok(())
    }

    fn run(&mut self, beat: &Beat) -> Result<(), String> {
        match &beat.kind {
            BeatKind::Expect { lines } => {
                let number = self.names.get(&beat.case).ok_or("no such case")?;
                let (case, entries) = self.stands(number);
                expect::check(&case, &entries, lines).map_err(|unmet| unmet.to_string())
            }
            BeatKind::Act { actor, on, act, fields, refused_by } => {
                self.today.store(on.0, Ordering::Relaxed);
                let number = |name: &str| self.names.get(name).map(ToString::to_string);
                let command = story::command(actor, *on, act, fields, number).map_err(|error| format!("{error:?}"))?;
                let known = self.names.get(&beat.case).cloned();
                let case = known.clone().map_or(Target::New, Target::Case);
                let command_id = self.next_id();
                let version = known.as_ref().map(|number| self.desk.look(number).unwrap().case.version);
                let request = Request {
                    command_id,
                    actor: command.actor,
                    on: *on,
                    act: command.act,
                    case,
                    expected_version: version,
                    attachment: None,
                };
                self.act(beat, &request, refused_by.as_deref())
            }
        }
    }

    fn act(&mut self, beat: &Beat, request: &Request, refused_by: Option<&str>) -> Result<(), String> {
        let size = refused_by.map(|_| self.size());
        match (handle(&self.desk, request), refused_by) {
            (Err(HandleError::Refused(refusal)), Some(wanted)) if refusal.rule.code() == wanted => {
                assert_eq!(Some(self.size()), size, "a refusal leaves nothing behind");
                Ok(())
            }
            (Err(error), _) => Err(error.to_string()),
            (Ok(_), Some(wanted)) => Err(format!("should be refused by `{wanted}`")),
            (Ok(receipt), None) => {
                let again = handle(&self.desk, request).map_err(|error| format!("sent again: {error}"))?;
                assert_eq!((again.recorded.first_position, again.is_repeat), (receipt.recorded.first_position, true));
                self.names.insert(beat.case.clone(), receipt.number.clone());
                self.sent.push(request.clone());
                Ok(())
            }
        }
    }

    fn size(&self) -> u64 {
        self.desk.store.verify(&Depth::default(), |_| {}).unwrap().entries
    }

    fn stands(&self, number: &CaseNo) -> (Case, Vec<Entry>) {
        let case = self.desk.look(number).unwrap().case;
        let entries: Vec<Entry> = self.desk.timeline(number).unwrap().into_iter().map(|dated| dated.entry).collect();
        // Replayed from the record, the case is the one kept in memory.
        assert_eq!(Case::folded(&entries), *case);
        ((*case).clone(), entries)
    }

    /// A mark of all cases as they stand.
    fn mark(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for number in self.names.values() {
            self.stands(number).0.hash(&mut hasher);
        }
        hasher.finish()
    }

    fn verify(&self) {
        let depth = Depth { with_envelopes: true, with_files: true, receipts: Vec::new() };
        self.desk.store.publish().unwrap();
        let verified = self.desk.store.verify(&depth, |_| {}).unwrap();
        assert_eq!(verified.covered, verified.entries, "the checkpoint covers everything");
    }
}

/// The text of the superior that a regulation names.
fn superior(regulation: &str) -> Result<Option<String>, String> {
    let line = regulation.lines().find_map(|line| line.strip_prefix("superior: ")).unwrap_or("none");
    match line.split_once('@') {
        Some((id, _)) => text(&format!("regulations/{id}.md")).map(Some),
        None => Ok(None),
    }
}

fn told(story: &Story, mut world: World) -> Result<World, String> {
    world.set_up(story)?;
    for beat in &story.beats {
        world.run(beat).map_err(|problem| format!("line {}: {problem}", beat.line))?;
    }
    world.verify();
    Ok(world)
}

/// The accepted commands alone, on an empty record.
fn replayed(story: &Story, sent: &[Request]) -> Result<World, String> {
    let mut world = World::sqlite();
    world.set_up(story)?;
    for request in sent {
        world.today.store(request.on.0, Ordering::Relaxed);
        let receipt = handle(&world.desk, request).map_err(|error| format!("replay: {error}"))?;
        world.names.insert(receipt.number.to_string(), receipt.number);
    }
    Ok(world)
}

fn whole(path: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let story = story::read(&text).map_err(|error| error.to_string())?;
    let embedded = told(&story, World::sqlite()).map_err(|problem| format!("SQLite, {problem}"))?;
    let server = told(&story, World::postgres()).map_err(|problem| format!("PostgreSQL, {problem}"))?;
    assert_eq!(embedded.mark(), server.mark(), "both databases end alike");
    let mut again = replayed(&story, &embedded.sent)?;
    again.names.clone_from(&embedded.names);
    assert_eq!(embedded.mark(), again.mark(), "a replay ends alike");
    let opens = |request: &&Request| request.case == Target::New;
    assert_eq!(embedded.sent.iter().filter(opens).count(), embedded.names.len());
    Ok(())
}

#[test]
fn every_story_runs_on_both_databases() {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(root().join("stories")).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|path| {
        path.extension().is_some_and(|ending| ending == "md") && path.file_stem().is_some_and(|stem| stem != "README")
    });
    files.sort();
    let only = std::env::var("STORY").unwrap_or_default();
    let mut wrong = String::new();
    for path in files.iter().filter(|path| path.to_string_lossy().contains(&only)) {
        if let Err(problem) = whole(path) {
            let _ = writeln!(wrong, "{}: {problem}", path.file_name().unwrap().to_string_lossy());
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(!files.is_empty());
}
