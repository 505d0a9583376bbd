//! A process of thirteen commands, each decided on all that is known, logged, hashed and on the disk before it is answered:
//! the first ones of a story, through the one road every door takes.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bonafide::handle::people::{Import, import};
use bonafide::handle::rules::{Adopt, adopt};
use bonafide::handle::{Clock, Desk, Request, Target, handle, schema_of};
use bonafide_procedure::calendar::Calendar;
use bonafide_procedure::case::Command;
use bonafide_procedure::id::{Day, PersonId};
use bonafide_procedure::story::{self, BeatKind};
use bonafide_store::{KeySource, Location, Options, Store};
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

fn open(directory: &Path) -> Desk {
    let path = directory.join("process");
    let _ = std::fs::remove_dir_all(&path);
    let options = Options::new(KeySource::Bytes(Zeroizing::new([7; 32])), schema_of);
    let store = Store::open(&Location::Sqlite(path), options).expect("a record");
    let today = Day::parse("2026-06-30").expect("a day");
    let desk = Desk::new(store, Calendar::official(), Clock(Arc::new(move || today)));
    let (actor, on) = (PersonId::new("p01").expect("a person"), Day::parse("2026-01-01").expect("a day"));
    import(&desk, &Import { command_id: next_id(), actor: actor.clone(), on, text: PEOPLE.to_owned() }).expect("a roster");
    let text = REGULATION.to_owned();
    adopt(&desk, &Adopt { command_id: next_id(), actor, on, unit: None, text, superior: None }).expect("a regulation");
    desk
}

/// The first commands of the story that are carried out.
fn commands() -> Vec<Command> {
    let told = story::read(STORY).expect("a story");
    let acts = told.beats.iter().filter_map(|beat| match &beat.kind {
        BeatKind::Act { actor, on, act, fields, refused_by: None } => {
            Some(story::command(actor, *on, act, fields, |_| None).expect("a command"))
        }
        _ => None,
    });
    acts.take(STEPS).collect()
}

fn case(desk: &Desk, commands: &[Command]) {
    let mut target = Target::New;
    for command in commands {
        let request = Request {
            command_id: desk.new_command_id().expect("an id"),
            actor: command.actor.clone(),
            on: command.on,
            act: command.act.clone(),
            case: target,
            expected_version: None,
            attachment: None,
        };
        let receipt = handle(desk, &request).expect("carried out");
        target = Target::Case(receipt.number);
    }
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
