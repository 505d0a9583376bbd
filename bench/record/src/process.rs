//! A process of thirteen commands, each decided on all that is known, logged, hashed and on the disk before it is answered:
//! the first ones of a story, through the one road every door takes.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Instant;

use bonafide::handle::people::{Import, import};
use bonafide::handle::rules::{Adopt, adopt};
use bonafide::handle::{Clock, Desk, Receipt, Request, Target, handle, schema_of};
use bonafide_procedure::calendar::Calendar;
use bonafide_procedure::case::act::{Act, AddEvidence, Command};
use bonafide_procedure::case::{Case, Entry, Event, InForce, Situation};
use bonafide_procedure::id::{CaseNo, Day, EvidenceId, PersonId};
use bonafide_procedure::roster::{self, PastCases, Roster};
use bonafide_procedure::story::{self, BeatKind};
use bonafide_store::{Append, KeySource, Location, Options, Store, StreamId};
use zeroize::Zeroizing;

use crate::rate;

const STORY: &str = include_str!("../../../stories/exempted-bridge.md");
const PEOPLE: &str = include_str!("../../../examples/people-qinghe.md");
const REGULATION: &str = include_str!("../../../regulations/general.md");

/// Start and twelve steps, as the floor has them.
const STEPS: usize = 13;

static COMMANDS: AtomicU64 = AtomicU64::new(1);

fn next_id() -> [u8; 16] {
    let mut id = [0; 16];
    id[8..].copy_from_slice(&COMMANDS.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    id
}

/// How many events a long case has.
const LONG: u32 = 5000;

fn open(directory: &Path) -> Desk {
    open_on(directory, Clock(Arc::new(|| Day::parse("2026-06-30").expect("a day"))))
}

fn open_on(directory: &Path, clock: Clock) -> Desk {
    let path = directory.join("process");
    let _ = std::fs::remove_dir_all(&path);
    let options = Options::new(KeySource::Bytes(Zeroizing::new([7; 32])), schema_of);
    let store = Store::open(&Location::Sqlite(path), options).expect("a record");
    let desk = Desk::new(store, Calendar::official(), clock);
    let (actor, on) = (PersonId::new("p01").expect("a person"), Day::parse("2026-01-01").expect("a day"));
    import(&desk, &Import { command_id: next_id(), actor: actor.clone(), on, text: PEOPLE.to_owned() }).expect("a roster");
    let text = REGULATION.to_owned();
    adopt(&desk, &Adopt { command_id: next_id(), actor, on, unit: None, text, superior: None }).expect("a regulation");
    desk
}

/// The first commands of the story that are carried out.
fn commands() -> Vec<Command> {
    all_commands().take(STEPS).collect()
}

fn all_commands() -> impl Iterator<Item = Command> {
    let told = story::read(STORY).expect("a story");
    told.beats.into_iter().filter_map(|beat| match beat.kind {
        BeatKind::Act { actor, on, act, fields, refused_by: None } => {
            Some(story::command(&actor, on, &act, &fields, |_| None).expect("a command"))
        }
        _ => None,
    })
}

fn case(desk: &Desk, commands: &[Command]) {
    let mut target = Target::New;
    for command in commands {
        target = Target::Case(carry_out(desk, command, target).number);
    }
}

fn carry_out(desk: &Desk, command: &Command, case: Target) -> Receipt {
    let request = Request {
        command_id: desk.new_command_id().expect("an id"),
        actor: command.actor.clone(),
        on: command.on,
        act: command.act.clone(),
        case,
        expected_version: None,
        attachment: None,
    };
    handle(desk, &request).expect("carried out")
}

/// A case up to its decision, with as much evidence as makes so many events; its stream and the decision.
fn long_case(desk: &Desk, day: &AtomicI64) -> (StreamId, CaseNo, Command) {
    let commands: Vec<Command> = all_commands().collect();
    let decision = commands.iter().position(|command| matches!(command.act, Act::Decide(_))).expect("a decision");
    let (mut target, mut case) = (Target::New, None);
    for command in &commands[..decision] {
        day.store(command.on.0, Ordering::Relaxed);
        let receipt = carry_out(desk, command, target);
        target = Target::Case(receipt.number.clone());
        if let (Act::AddEvidence(sample), true) = (&command.act, case.is_none()) {
            let later = commands[..decision].len() as u32 * 2;
            let before = receipt.recorded.version_after;
            add_evidence(&desk.store, command, sample, receipt.recorded.stream, before..LONG - later);
        }
        case = Some((receipt.recorded.stream, receipt.number)).filter(|_| matches!(command.act, Act::AddEvidence(_))).or(case);
    }
    let (stream, number) = case.expect("evidence");
    (stream, number, commands[decision].clone())
}

fn add_evidence(store: &Store, command: &Command, sample: &AddEvidence, stream: StreamId, versions: Range<u32>) {
    let entries = versions.clone().map(|number| {
        let evidence = EvidenceId::new(&format!("Y{number}")).expect("a number");
        let event = Event::EvidenceAdded(AddEvidence { evidence, ..sample.clone() });
        Entry { actor: command.actor.clone(), on: command.on, event }.to_wire()
    });
    let (events, mut version) = (entries.collect::<Vec<_>>(), versions.start);
    for events in events.chunks(100) {
        let append = Append {
            command_id: next_id(),
            request_digest: [3; 32],
            stream,
            opens: None,
            expected_version: version,
            events: events.to_vec(),
        };
        version = store.append(&append).expect("recorded").version_after;
    }
}

/// Time to load, fold and decide a case of about 5,000 events, as the road does it for a case nobody has looked at lately.
pub(crate) fn decide_long(directory: &Path) {
    let day = Arc::new(AtomicI64::new(0));
    let clock = Arc::clone(&day);
    let desk = open_on(directory, Clock(Arc::new(move || Day(clock.load(Ordering::Relaxed)))));
    let (stream, number, decision) = long_case(&desk, &day);
    let law = InForce::of(&bonafide_rules::load(REGULATION).regulation.expect("a regulation")).expect("a procedure");
    let roster = roster::text::load(PEOPLE, Roster::empty()).expect("a roster").0;
    let (calendar, past) = (Calendar::official(), PastCases::none());
    let mut times: Vec<[f64; 3]> = (0..15)
        .map(|_| {
            let start = Instant::now();
            let entries =
                desk.store.load_as(stream, 0, |recorded| Entry::from_wire(&recorded.event)).expect("loads");
            let loaded = start.elapsed();
            let mut case = Case::default();
            entries.into_iter().for_each(|entry| case.take(entry.expect("an entry")));
            assert!((LONG - 100..LONG + 100).contains(&case.version), "{}", case.version);
            let folded = start.elapsed();
            let situation = Situation {
                case: &case,
                number: &number,
                law: &law,
                later: None,
                roster: &roster,
                past: &past,
                calendar: &calendar,
                filing: None,
                today: decision.on,
            };
            situation.decide(&decision).expect("decided");
            [loaded, folded - loaded, start.elapsed() - folded].map(|time| time.as_secs_f64() * 1e3)
        })
        .collect();
    times.sort_by(|one, other| one.iter().sum::<f64>().total_cmp(&other.iter().sum()));
    let sum = |times: &[f64; 3]| times.iter().sum::<f64>();
    let [load, fold, decide] = times[7];
    println!(
        "a case of 5,000 events: {:.1} ms ({:.1}-{:.1}): load and read {load:.1}, fold {fold:.1}, decide {decide:.1}",
        sum(&times[7]), sum(&times[0]), sum(&times[14])
    );
}

/// Cases a second, one client that waits for each step.
pub(crate) fn alone(directory: &Path, cases: usize) -> f64 {
    let (desk, commands) = (open(directory), commands());
    rate(cases, || (0..cases).for_each(|_| case(&desk, &commands)))
}

/// Cases a second, 64 clients, each waiting for its own steps.
pub(crate) fn group(directory: &Path, cases_a_client: usize) -> f64 {
    let (desk, commands) = (open(directory), commands());
    rate(64 * cases_a_client, || {
        std::thread::scope(|scope| {
            for _ in 0..64 {
                scope.spawn(|| (0..cases_a_client).for_each(|_| case(&desk, &commands)));
            }
        });
    })
}
