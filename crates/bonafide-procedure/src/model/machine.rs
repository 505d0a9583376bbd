//! The machine that stateright drives: states are the folded cases with the judge's account of each; moves are commands
//! by somebody, or a day passing. Every move goes through [`Situation::decide`] and [`Case::apply`], nothing is modelled.

use std::fmt::Write as _;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use stateright::{Model, Path, Property};

use super::judge::{INVARIANTS, Judge};
use super::menu::{Deed, Slip};
use super::world::{NEXT, OF_ACT, World};
use crate::case::act::{Act, Command};
use crate::case::{Case, Entry, Situation};
use crate::refusal::Rule;
use crate::step::Step;

/// One matter: its case and the judge's account of its log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct File {
    pub(super) case: Case,
    pub(super) judge: Judge,
}

/// Where the world stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    pub(super) files: Vec<Arc<File>>,
    /// Which of the world's days it is at the desk.
    pub(super) day: usize,
    /// How many moves it took. The search is breadth first: a state is met by its shortest way first.
    pub(super) moves: usize,
}

/// States that differ only by the way to them are one.
impl Hash for State {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        (&self.files, self.day).hash(hasher);
    }
}

/// What can happen next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// A day of the world passes.
    Wait,
    /// Somebody tries a deed of the menu in a matter.
    Try { matter: usize, person: usize, deed: usize },
}

/// Somebody trying something in a matter.
struct Attempt<'a> {
    matter: usize,
    person: usize,
    act: &'a Act,
    slip: Slip,
}

/// A world, a menu, and perhaps a rule left out.
#[derive(Clone)]
pub(super) struct Machine {
    pub(super) world: &'static World,
    pub(super) deeds: Vec<Deed>,
    /// The acts of the deeds, for each matter.
    acts: Vec<Vec<Act>>,
    pub(super) without: Option<Rule>,
    /// How many of the world's days there are.
    pub(super) days: usize,
    /// After how many moves the check is cut off.
    pub(super) most: usize,
    /// What has happened before the check begins: person and deed, in the first matter.
    pub(super) before: Vec<(&'static str, Deed)>,
}

/// Whom the matters concern.
const SUBJECTS: [&str; 2] = ["p1", "p4"];

impl Machine {
    pub(super) fn new(world: &'static World, matters: usize, deeds: &[Deed]) -> Self {
        let of_matter = |subject: &&str| deeds.iter().map(|deed| deed.act(subject)).collect();
        Self {
            world,
            deeds: deeds.to_vec(),
            acts: SUBJECTS.iter().take(matters).map(of_matter).collect(),
            without: None,
            days: world.days.len(),
            most: usize::MAX,
            before: Vec::new(),
        }
    }

    pub(super) fn without(mut self, rule: Rule) -> Self {
        self.without = Some(rule);
        self
    }

    pub(super) fn after(mut self, before: &[(&'static str, Deed)]) -> Self {
        self.before = before.to_vec();
        self
    }

    pub(super) fn most(mut self, moves: usize) -> Self {
        self.most = moves;
        self
    }

    pub(super) fn days(mut self, days: usize) -> Self {
        self.days = days;
        self
    }

    /// The entries of a deed, or nothing when it is refused.
    fn decided(&self, state: &State, attempt: &Attempt<'_>) -> Option<Vec<Entry>> {
        let &Attempt { matter, person, act, slip } = attempt;
        let world = self.world;
        let today = world.days[state.day];
        let on = if slip == Slip::Ahead { *world.days.get(state.day + 1)? } else { today };
        let situation = Situation {
            case: &state.files[matter].case,
            number: &world.numbers[matter],
            law: &world.laws[if slip == Slip::NextText { NEXT } else { OF_ACT }],
            later: None,
            roster: &world.roster,
            past: &world.past,
            calendar: &world.calendar,
            filing: None,
            today,
            without: self.without,
        };
        situation.decide(&Command { actor: world.people[person].clone(), on, act: act.clone() }).ok()
    }

    fn tried(&self, state: &State, attempt: &Attempt<'_>) -> Option<State> {
        let matter = attempt.matter;
        let entries = self.decided(state, attempt)?;
        let mut file = File::clone(&state.files[matter]);
        for entry in &entries {
            file.case.apply(entry);
            file.judge.read(entry, self.world.days[state.day]);
        }
        forget(&mut file.case);
        let mut state = State { moves: state.moves + 1, ..state.clone() };
        state.files[matter] = Arc::new(file);
        Some(state)
    }

    /// One line a move, as a person would tell it.
    pub(super) fn told(&self, path: Path<State, Move>) -> String {
        let mut text = String::new();
        for (person, deed) in &self.before {
            let _ = writeln!(text, "{} {person} {} {}", self.world.days[0], deed.act, deed.note);
        }
        for (state, step) in path.into_vec() {
            let Some(Move::Try { matter, person, deed }) = step else { continue };
            let (deed, day) = (&self.deeds[deed], self.world.days[state.day]);
            let case = if self.acts.len() > 1 { format!(" @{}", matter + 1) } else { String::new() };
            let slip = match deed.slip {
                Slip::None => "",
                Slip::Ahead => "（写成以后的日期）",
                Slip::NextText => "（按下一年的文本）",
            };
            let _ = writeln!(text, "{day} {}{case} {} {}{slip}", self.world.people[person], deed.act, deed.note);
        }
        text
    }
}

/// Leaves out of the state what no guard reads: how often and how many, and terms that are met. States that differ only
/// there are one, and the space of the small menus is finite.
fn forget(case: &mut Case) {
    case.version = 1;
    for done in case.done.values_mut() {
        (done.first, done.last, done.times) = (crate::id::Day(0), crate::id::Day(0), 1);
    }
    case.terms.retain(|term| term.met.is_none());
    case.found_on = None;
}

impl Model for Machine {
    type State = State;
    type Action = Move;

    fn init_states(&self) -> Vec<State> {
        let mut state = State { files: vec![Arc::default(); self.acts.len()], day: 0, moves: 0 };
        for (name, deed) in &self.before {
            let person = self.world.people.iter().position(|person| person.as_str() == *name).unwrap();
            let act = deed.act(SUBJECTS[0]);
            let after = self.tried(&state, &Attempt { matter: 0, person, act: &act, slip: deed.slip });
            state = after.unwrap_or_else(|| panic!("{name} {} {} is refused before the check", deed.act, deed.note));
        }
        state.moves = 0;
        vec![state]
    }

    fn actions(&self, state: &State, moves: &mut Vec<Move>) {
        if state.day + 1 < self.days {
            moves.push(Move::Wait);
        }
        for matter in 0..self.acts.len() {
            for deed in 0..self.deeds.len() {
                moves.extend((0..self.world.people.len()).map(|person| Move::Try { matter, person, deed }));
            }
        }
    }

    fn next_state(&self, state: &State, step: Move) -> Option<State> {
        match step {
            Move::Wait => Some(State { day: state.day + 1, moves: state.moves + 1, ..state.clone() }),
            Move::Try { matter, person, deed } => {
                let (act, slip) = (&self.acts[matter][deed], self.deeds[deed].slip);
                self.tried(state, &Attempt { matter, person, act, slip })
            }
        }
    }

    fn within_boundary(&self, state: &State) -> bool {
        state.moves <= self.most
    }

    fn properties(&self) -> Vec<Property<Self>> {
        // One function an invariant: stateright takes plain functions, no closures.
        macro_rules! never_broken {
            ($($number:literal)*) => { vec![$(Property::always(INVARIANTS[$number - 1], |_, state: &State| {
                !state.files.iter().any(|file| file.judge.is_broken($number))
            })),*] };
        }
        let mut properties = never_broken!(1 2 3 4 5 7 8 9 10);
        // That a model is no idle one: what its menu must be able to reach.
        macro_rules! reached {
            ($($name:literal $step:ident)*) => {
                $(properties.push(Property::sometimes($name, |_, state: &State| {
                    state.files[0].case.has_done(Step::$step)
                }));)*
            };
        }
        reached! {
            "an acceptance" Accept "a screening" Screen "facts" Find "a determination" Determine "a decision" Decide "a sanction" Sanction
            "a review" Review "a closing" Close
        }
        properties
    }
}
