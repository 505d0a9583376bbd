//! One whole case in process, no disk: `cargo bench -p bonafide-procedure`. Figures and limits: docs/performance.md.
#![expect(clippy::unwrap_used, reason = "a benchmark that does not begin has nothing to measure")]

use bonafide_procedure::calendar::Calendar;
use bonafide_procedure::case::act::{Act, AddEvidence, Command};
use bonafide_procedure::case::{Case, Entry, InForce, Situation};
use bonafide_procedure::id::{CaseNo, EvidenceId};
use bonafide_procedure::roster::{PastCases, Roster, text};
use bonafide_procedure::story::{self, BeatKind};
use divan::Bencher;

const STORY: &str = include_str!("../../../stories/exempted-bridge.md");
const REGULATION: &str = include_str!("../../../regulations/general.md");
const PEOPLE: &str = include_str!("../../../examples/people-qinghe.md");

fn main() {
    divan::main();
}

/// The town of the story.
struct Town {
    law: InForce,
    roster: Roster,
    calendar: Calendar,
    past: PastCases,
    number: CaseNo,
}

impl Town {
    fn new() -> Self {
        let regulation = bonafide_rules::load(REGULATION).regulation.unwrap();
        Self {
            law: InForce::of(&regulation).unwrap(),
            roster: text::load(PEOPLE, Roster::empty()).unwrap().0,
            calendar: Calendar::official(),
            past: PastCases::none(),
            number: CaseNo::new("2026-0001").unwrap(),
        }
    }

    fn decide(&self, case: &Case, command: &Command) -> Vec<Entry> {
        let situation = Situation {
            case,
            number: &self.number,
            law: &self.law,
            later: None,
            roster: &self.roster,
            past: &self.past,
            calendar: &self.calendar,
            filing: None,
            today: command.on,
        };
        situation.decide(command).unwrap()
    }

    /// All commands, one after the other.
    fn run(&self, commands: &[Command]) -> Vec<Entry> {
        let (mut case, mut entries) = (Case::default(), Vec::new());
        for command in commands {
            for entry in self.decide(&case, command) {
                case.apply(&entry);
                entries.push(entry);
            }
        }
        entries
    }
}

/// The commands of the story that are carried out.
fn commands() -> Vec<Command> {
    let beats = story::read(STORY).unwrap().beats.into_iter();
    let carried_out = beats.filter_map(|beat| match beat.kind {
        BeatKind::Act { actor, on, act, fields, refused_by: None } => {
            Some(story::command(&actor, on, &act, &fields, |_| None).unwrap())
        }
        _ => None,
    });
    carried_out.collect()
}

/// The story up to its decision, with as much more evidence as makes so many events; and the decision.
fn long_case(town: &Town, events: usize) -> (Vec<Entry>, Command) {
    let mut commands = commands();
    let decision = commands.iter().position(|command| matches!(command.act, Act::Decide(_))).unwrap();
    let decide = commands.swap_remove(decision);
    commands.truncate(decision);
    let evidence = commands.iter().enumerate().find_map(|(place, command)| match &command.act {
        Act::AddEvidence(added) => Some((place, command.clone(), added.clone())),
        _ => None,
    });
    let (place, command, sample) = evidence.unwrap();
    let short = town.run(&commands).len();
    let more: Vec<Command> = (short..events)
        .map(|number| {
            let evidence = EvidenceId::new(&format!("Y{number}")).unwrap();
            let added = AddEvidence { evidence, ..sample.clone() };
            Command { act: Act::AddEvidence(added), ..command.clone() }
        })
        .collect();
    commands.splice(place..place, more);
    (town.run(&commands), decide)
}

/// Limit: 3 ms for thirty commands (the story has some more).
#[divan::bench]
fn a_whole_case(bencher: Bencher<'_, '_>) {
    let commands = commands();
    assert!(commands.len() >= 30, "{}", commands.len());
    // A town of its own each turn: answers already given would be given again.
    bencher.with_inputs(Town::new).bench_local_refs(|town| town.run(&commands));
}

/// Limit: 20 ms.
#[divan::bench]
fn five_thousand_events_folded_and_decided(bencher: Bencher<'_, '_>) {
    let (entries, decide) = long_case(&Town::new(), 5_000);
    assert_eq!(entries.len(), 5_000);
    bencher.with_inputs(Town::new).bench_local_refs(|town| town.decide(&Case::folded(&entries), &decide));
}
