//! What an incomplete case may still lead to, by judging every completion of it.
use crate::interpret::{self, Complete, Judgement};
use bonafide_rules::outcome::{Modality, Outcome, OutcomeSet};
use bonafide_rules::regulation::{Condition, EffectId, Fact, FactId, FactKind, NodeId, Regulation, Standing, Test};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Every complete case of a small regulation that can make a difference, judged when first asked for.
pub(crate) struct Space<'a> {
    regulation: &'a Regulation,
    /// By position of the fact: the values worth trying; just one for facts no rule reads.
    values: Vec<Vec<Option<i64>>>,
    judged: RefCell<Vec<Option<Rc<Judgement>>>>,
}

/// What all completions of a case come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Prospect {
    /// The outcomes of all completions together.
    pub(crate) possible: OutcomeSet,
    /// Some completion is a conflict.
    pub(crate) conflict_possible: bool,
    /// Every completion is a conflict.
    pub(crate) conflict_certain: bool,
    /// Some completion leaves a choice.
    pub(crate) choice_possible: bool,
    /// All completions lead to the same outcome, the same choice, or conflict.
    pub(crate) settled: bool,
    /// Effects of every completion.
    pub(crate) effects: BTreeSet<EffectId>,
    /// The modality every completion has at least.
    pub(crate) modality: Option<Modality>,
    /// Red lines crossed in every completion.
    pub(crate) crossed: BTreeSet<NodeId>,
    /// Nodes firing in every completion.
    pub(crate) firing: BTreeSet<NodeId>,
    /// Nodes firing in some completion.
    pub(crate) may_fire: BTreeSet<NodeId>,
}

impl Prospect {
    /// One outcome, whatever the unknown facts turn out to be.
    pub(crate) fn decided(&self) -> Option<Outcome> {
        if self.conflict_possible { None } else { self.possible.single() }
    }
}

/// The most complete cases a [`Space`] may have.
const CASES_MAX: usize = 1 << 18;

impl<'a> Space<'a> {
    /// The space of a regulation; `None` when it is too large to be tried case by case.
    pub(crate) fn new(regulation: &'a Regulation) -> Option<Self> {
        let tests = tests(regulation);
        let mut values = Vec::new();
        let mut size = 1usize;
        for (index, fact) in regulation.facts.iter().enumerate() {
            let all = values_worth_trying(FactId(index as u32), fact, &tests)?;
            size = size.checked_mul(all.len()).filter(|size| *size <= CASES_MAX)?;
            values.push(all);
        }
        Some(Self { regulation, values, judged: RefCell::new(vec![None; size]) })
    }

    /// The case of which nothing is known.
    pub(crate) fn open(&self) -> Vec<Standing> {
        vec![Standing::NotExamined; self.values.len()]
    }

    /// The standings a fact may be found in.
    pub(crate) fn standings(&self, fact: FactId) -> Vec<Standing> {
        let values = self.values[fact.0 as usize].iter();
        values.map(|value| value.map_or(Standing::NotApplicable, Standing::Found)).collect()
    }

    /// Whether a test compares two facts, in a definition that no rule uses too.
    pub(crate) fn ties_facts(&self) -> bool {
        let mut all = tests(self.regulation);
        self.regulation.definitions.iter().for_each(|one| collect(self.regulation, &one.meaning, &mut all));
        all.iter().any(|test| matches!(test, Test::Spread { .. }))
    }

    /// How many complete cases there are.
    pub(crate) fn size(&self) -> usize {
        self.judged.borrow().len()
    }

    /// Judges one complete case, given by the position of each fact's value.
    fn judge(&self, positions: &[usize]) -> Rc<Judgement> {
        let mut index = 0;
        for (fact, position) in positions.iter().enumerate() {
            index = index * self.values[fact].len() + position;
        }
        if let Some(known) = &self.judged.borrow()[index] {
            return Rc::clone(known);
        }
        let judgement = Rc::new(interpret::judge(self.regulation, &self.complete(positions)));
        self.judged.borrow_mut()[index] = Some(Rc::clone(&judgement));
        judgement
    }

    /// The case whose facts have the values at these positions.
    pub(crate) fn complete(&self, positions: &[usize]) -> Complete {
        positions.iter().enumerate().map(|(fact, position)| self.values[fact][*position]).collect()
    }

    /// The positions of the values a fact may have in a case.
    fn candidates(&self, fact: usize, standing: Standing) -> Vec<usize> {
        let values = &self.values[fact];
        let sought = match standing {
            Standing::CannotEstablish | Standing::NotExamined => return (0..values.len()).collect(),
            Standing::Found(value) => Some(value),
            Standing::NotApplicable if self.regulation.facts[fact].kind == FactKind::YesNo => Some(0),
            Standing::NotApplicable => None,
        };
        if values.len() == 1 {
            return vec![0];
        }
        // The value itself, or the nearest one below it: between two neighbours no test changes.
        let place = match sought {
            None => values.iter().position(Option::is_none),
            Some(value) => values.iter().rposition(|known| known.is_some_and(|known| known <= value)),
        };
        vec![place.expect("generated cases stay within their facts' ranges")]
    }

    /// Judges every completion of a case.
    pub(crate) fn completions(&self, case: &[Standing], mut visit: impl FnMut(&[usize], &Judgement)) {
        let candidates: Vec<Vec<usize>> =
            case.iter().enumerate().map(|(fact, standing)| self.candidates(fact, *standing)).collect();
        let mut turn = vec![0usize; case.len()];
        loop {
            let positions: Vec<usize> = turn.iter().zip(&candidates).map(|(at, of)| of[*at]).collect();
            visit(&positions, &self.judge(&positions));
            let Some(next) = (0..turn.len()).rev().find(|fact| turn[*fact] + 1 < candidates[*fact].len()) else {
                return;
            };
            turn[next] += 1;
            turn[next + 1..].fill(0);
        }
    }

    /// What all completions of a case come to.
    pub(crate) fn prospect(&self, case: &[Standing]) -> Prospect {
        let mut prospect: Option<Prospect> = None;
        let mut first: Option<OutcomeSet> = None;
        self.completions(case, |_, judgement| {
            let same = *first.get_or_insert(judgement.allowed) == judgement.allowed;
            match &mut prospect {
                None => prospect = Some(Prospect::of(judgement)),
                Some(prospect) => prospect.add(judgement, same),
            }
        });
        prospect.expect("a case has at least one completion")
    }

    /// Facts of unknown standing that can matter: some completion changes its outcome when this fact alone does.
    pub(crate) fn relevant(&self, case: &[Standing]) -> BTreeSet<FactId> {
        let mut relevant = BTreeSet::new();
        for (fact, standing) in case.iter().enumerate() {
            if !matches!(standing, Standing::CannotEstablish | Standing::NotExamined) {
                continue;
            }
            self.completions(case, |positions, judgement| {
                let mut other = positions.to_vec();
                other[fact] = 0;
                if self.judge(&other).allowed != judgement.allowed {
                    relevant.insert(FactId(fact as u32));
                }
            });
        }
        relevant
    }
}

impl Prospect {
    fn of(judgement: &Judgement) -> Self {
        Self {
            possible: judgement.allowed,
            conflict_possible: judgement.is_conflict(),
            conflict_certain: judgement.is_conflict(),
            choice_possible: judgement.allowed.len() > 1,
            settled: true,
            effects: judgement.effects.clone(),
            modality: judgement.modality,
            crossed: judgement.crossed.iter().copied().collect(),
            firing: judgement.firing.iter().copied().collect(),
            may_fire: judgement.firing.iter().copied().collect(),
        }
    }

    fn add(&mut self, judgement: &Judgement, same: bool) {
        self.possible = self.possible.or(judgement.allowed);
        self.conflict_possible |= judgement.is_conflict();
        self.conflict_certain &= judgement.is_conflict();
        self.choice_possible |= judgement.allowed.len() > 1;
        self.settled &= same;
        self.effects.retain(|effect| judgement.effects.contains(effect));
        self.modality = self.modality.min(judgement.modality);
        self.crossed.retain(|node| judgement.crossed.contains(node));
        self.firing.retain(|node| judgement.firing.contains(node));
        self.may_fire.extend(&judgement.firing);
    }
}

/// Every test a rule makes; 评判 … 时 and provisions decide nothing about the outcome.
pub(crate) fn tests(regulation: &Regulation) -> Vec<Test> {
    let mut found = Vec::new();
    let scopes = regulation.scopes.iter().map(|scope| &scope.condition);
    let nodes = regulation.nodes.iter().map(|node| &node.condition);
    for condition in scopes.chain(nodes) {
        collect(regulation, condition, &mut found);
    }
    found
}

fn collect(regulation: &Regulation, condition: &Condition, found: &mut Vec<Test>) {
    match condition {
        Condition::Test(test) => found.push(*test),
        Condition::Defined(id) => collect(regulation, &regulation.definitions[id.0 as usize].meaning, found),
        Condition::Not(part) => collect(regulation, part, found),
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
            parts.iter().for_each(|part| collect(regulation, part, found));
        }
    }
}

/// The most values of a number that are tried one by one.
const RANGE_MAX: i64 = 64;

/// All values of a fact, or of a wide number the ends of its range and both sides of every bound it is tested against.
/// `None` when a wide number is compared with another fact: there are no bounds to go by.
fn values_worth_trying(id: FactId, fact: &Fact, tests: &[Test]) -> Option<Vec<Option<i64>>> {
    let reads = |test: &&Test| match **test {
        Test::Among { fact, .. } | Test::Within { fact, .. } => fact == id,
        Test::Spread { left, right, .. } => left == id || right == id,
    };
    let tests: Vec<&Test> = tests.iter().filter(reads).collect();
    let mut values: Vec<Option<i64>> = match &fact.kind {
        FactKind::YesNo => vec![Some(0), Some(1)],
        FactKind::Choice { values, .. } => (0..values.len() as i64).map(Some).collect(),
        FactKind::Number { low, high, .. } if high.saturating_sub(*low) < RANGE_MAX => {
            (*low..=*high).map(Some).collect()
        }
        FactKind::Number { low, high, .. } => {
            let mut cuts = BTreeSet::from([*low, *high]);
            for test in &tests {
                let Test::Within { low, high, .. } = **test else { return None };
                cuts.extend([low.saturating_sub(1), low, high, high.saturating_add(1)]);
            }
            cuts.range(low..=high).copied().map(Some).collect()
        }
    };
    if fact.may_not_apply && fact.kind != FactKind::YesNo {
        values.push(None);
    }
    if tests.is_empty() {
        values.truncate(1);
    }
    Some(values)
}
