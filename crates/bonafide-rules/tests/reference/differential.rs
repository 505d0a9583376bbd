//! The engine, its batches and the solver against the reference, over random regulations and cases.
use crate::doors;
use crate::partial::{Prospect, Space};
use crate::print::{Words, source};
use crate::random::{self, Dice};
use crate::shrink::{Finding, shrink};
use crate::text::written;
use bonafide_rules::assess::{Answer, Assessor, Engine, Status, Truth};
use bonafide_rules::regulation::{NodeId, Regulation, Standing};
use std::collections::BTreeSet;

/// Cases tried under each regulation.
const CASES_EACH: usize = 100;

/// How many pairs to try: `BONAFIDE_DIFFERENTIAL`, else a million, or few when the engine is not optimised.
#[expect(clippy::disallowed_methods, reason = "the long run is asked for from outside")]
fn pairs_wanted() -> usize {
    let usual = if cfg!(debug_assertions) { 10_000 } else { 1_000_000 };
    std::env::var("BONAFIDE_DIFFERENTIAL").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

#[test]
fn the_engine_agrees_with_the_reference_on_random_cases() {
    let wanted = pairs_wanted();
    let mut counts = Counts::default();
    let mut seed = 0;
    while counts.pairs < wanted {
        seed += 1;
        let mut dice = Dice::new(seed);
        let broad = seed % 200 == 0;
        let mut drafted = if broad { random::broad_regulation(&mut dice) } else { random::regulation(&mut dice) };
        let (text, read) = written(&mut drafted, Words::Mixed, &mut dice);
        let regulation = read.unwrap_or_else(|errors| panic!("seed {seed}: {errors:?}\n{text}"));
        let engine = Engine::new(&regulation);
        let mut assessor = engine.assessor();
        let space = Space::new(&regulation).expect("random regulations are small");
        let cases: Vec<_> = (0..if broad { CASES_EACH / 5 } else { CASES_EACH })
            .map(|_| random::case(&mut dice, &regulation))
            .collect();
        for case in &cases {
            if let Err(difference) = compare(&engine, &mut assessor, &space, case, &mut counts) {
                fail(seed, Finding { regulation: regulation.clone(), case: case.clone() }, &difference);
            }
        }
        let few = &cases[..cases.len() / 10];
        let doors = doors::batch(&engine, &space, &cases).and_then(|()| doors::solver(&engine, &space, few));
        match doors {
            Ok(asked) => counts.solver_questions += asked,
            Err(difference) => panic!("seed {seed}: {difference}\n{}", plain(&regulation)),
        }
        counts.regulations += 1;
    }
    println!("differential: {} pairs, {counts:?}, 0 differences", counts.pairs);
    counts.are_varied();
}

/// The text of a regulation in the plainest spelling.
fn plain(regulation: &Regulation) -> String {
    source(regulation, Words::Chinese, &mut Dice::new(1))
}

/// What was met on the way, so that a run that only saw easy cases does not pass for a thorough one.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    regulations: usize,
    solver_questions: usize,
    pairs: usize,
    decided_with_unknowns: usize,
    presumed: usize,
    undetermined: usize,
    discretion: usize,
    conflict: usize,
    conflict_possible: usize,
    /// Facts are asked for under rules that compare facts with one another.
    tied: usize,
    /// Red lines are crossed whatever the unknown facts, though no known facts say so.
    crossed_unseen: usize,
}

impl Counts {
    fn add(&mut self, case: &[Standing], answer: &Answer) {
        self.pairs += 1;
        let unknown = case.iter().any(|standing| is_unknown(*standing));
        self.decided_with_unknowns += usize::from(unknown && answer.status == Status::Decided);
        self.presumed += usize::from(!answer.presumed.is_empty());
        self.undetermined += usize::from(answer.status == Status::Undetermined);
        self.discretion += usize::from(answer.discretion);
        self.conflict += usize::from(answer.status == Status::Conflict);
        self.conflict_possible += usize::from(answer.conflict_possible);
    }

    fn are_varied(&self) {
        let rare = self.pairs / 100;
        let met = [
            self.decided_with_unknowns,
            self.presumed,
            self.undetermined,
            self.discretion,
            self.conflict,
            self.conflict_possible,
        ];
        assert!(self.tied > rare && self.crossed_unseen > 0, "the hard questions are met: {self:?}");
        assert!(met.iter().all(|count| *count > rare), "each kind of answer is met in one case of a hundred: {self:?}");
    }
}

fn is_unknown(standing: Standing) -> bool {
    matches!(standing, Standing::CannotEstablish | Standing::NotExamined)
}

/// A case with its presumable facts filled in.
fn presume(engine: &Engine, case: &[Standing], only: impl Fn(usize) -> bool) -> Vec<Standing> {
    let standings = case.iter().enumerate().map(|(fact, standing)| {
        let id = bonafide_rules::regulation::FactId(fact as u32);
        let presumed = (*standing == Standing::CannotEstablish && only(fact)).then(|| engine.presumption(id)).flatten();
        presumed.unwrap_or(*standing)
    });
    standings.collect()
}

/// The first thing in which the engine's answer is not what the reference says.
fn compare(
    engine: &Engine,
    assessor: &mut Assessor<'_>,
    space: &Space<'_>,
    case: &[Standing],
    counts: &mut Counts,
) -> Result<(), String> {
    let answer = assessor.assess(case);
    counts.add(case, &answer);
    let mut prospect = space.prospect(case);
    let mut presumed = false;
    if !prospect.settled {
        let filled = space.prospect(&presume(engine, case, |_| true));
        if filled.settled {
            (prospect, presumed) = (filled, true);
        }
    }
    let wrong = |what: &str, prospect: &Prospect| {
        Err(format!("{what}\n  engine {answer:?}\n  reference {prospect:?}, presumed {presumed}"))
    };
    if presumed == answer.presumed.is_empty() {
        return wrong("presumed", &prospect);
    }
    if presumed {
        let some =
            space.prospect(&presume(engine, case, |fact| answer.presumed.iter().any(|id| id.0 as usize == fact)));
        let unknown = answer.presumed.iter().all(|fact| case[fact.0 as usize] == Standing::CannotEstablish);
        if !unknown || !some.settled || some.possible != prospect.possible {
            return wrong("what was presumed does not suffice", &prospect);
        }
        // Effects may rest on facts whose presumption the outcome did not need; those stay unknown.
        prospect = some;
    }
    compare_result(&answer, &prospect).or_else(|what| wrong(what, &prospect))?;
    let missing: BTreeSet<_> = answer.missing.iter().copied().collect();
    let mut relevant = if prospect.settled { BTreeSet::new() } else { space.relevant(case) };
    // What will be presumed when nothing else is open need not be asked.
    relevant.retain(|fact| case[fact.0 as usize] == Standing::NotExamined || engine.presumption(*fact).is_none());
    if missing != relevant || missing.len() != answer.missing.len() {
        return wrong(&format!("missing, where {relevant:?} matter"), &prospect);
    }
    counts.tied += usize::from(!missing.is_empty() && space.ties_facts());
    let is_unseen = |red_line: &NodeId| assessor.node(*red_line) == Truth::Unknown;
    counts.crossed_unseen += usize::from(answer.red_lines.iter().any(is_unseen));
    Ok(())
}

fn compare_result(answer: &Answer, prospect: &Prospect) -> Result<(), &'static str> {
    let status = match prospect {
        Prospect { conflict_certain: true, .. } => Status::Conflict,
        prospect if prospect.decided().is_some() => Status::Decided,
        _ => Status::Undetermined,
    };
    let red_lines: BTreeSet<_> = answer.red_lines.iter().copied().collect();
    let effects: BTreeSet<_> = answer.effects.iter().copied().collect();
    let checks = [
        ("status", answer.status == status),
        ("outcome", answer.outcome == prospect.decided()),
        ("possible", answer.possible == prospect.possible),
        ("conflict possible", answer.conflict_possible == prospect.conflict_possible),
        ("discretion", answer.discretion == (prospect.settled && prospect.choice_possible)),
        ("red lines", red_lines == prospect.crossed && red_lines.len() == answer.red_lines.len()),
        ("effects", effects == prospect.effects && effects.len() == answer.effects.len()),
        ("modality", answer.modality <= prospect.modality),
        ("because", answer.because.iter().all(|node| prospect.firing.contains(node))),
    ];
    checks.iter().find(|(_, agrees)| !agrees).map_or(Ok(()), |(what, _)| Err(*what))
}

/// Shrinks a difference and ends the test with it.
fn fail(seed: u64, finding: Finding, difference: &str) -> ! {
    let recheck = |finding: &Finding| {
        let engine = Engine::new(&finding.regulation);
        let space = Space::new(&finding.regulation)?;
        compare(&engine, &mut engine.assessor(), &space, &finding.case, &mut Counts::default()).err()
    };
    let what = difference.lines().next();
    let small = shrink(finding, |smaller| recheck(smaller).is_some_and(|found| found.lines().next() == what));
    let text = plain(&small.regulation);
    let found = recheck(&small).unwrap_or_else(|| difference.into());
    panic!("seed {seed}: {found}\n{text}\ncase {}", describe(&small.regulation, &small.case));
}

/// A case with the names of its facts.
pub(crate) fn describe(regulation: &Regulation, case: &[Standing]) -> String {
    let facts = regulation.facts.iter().zip(case);
    facts.map(|(fact, standing)| format!("{} = {standing:?}", fact.name)).collect::<Vec<_>>().join("; ")
}
