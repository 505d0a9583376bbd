//! Our own figures alone: `cargo bench -p bonafide-rules`. Against other engines and floors: `bench/`.

use bonafide_rules::assess::batch::{Batch, Columns, Verdicts};
use bonafide_rules::assess::{ChangeScope, Engine};
use bonafide_rules::regulation::{FactKind, Regulation, Standing};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

/// The texts that the table in docs/performance.md is measured on.
const TEXTS: [(&str, &str); 3] = [
    ("34 rules", include_str!("../../../bench/model/model34.md")),
    ("40 items", include_str!("../../../bench/model/list40.md")),
    ("120 items", include_str!("../../../bench/model/list120.md")),
];
const NAMES: [&str; 3] = ["34 rules", "40 items", "120 items"];
const CASES: usize = 1_024;

fn text(name: &str) -> &'static str {
    TEXTS.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
}

fn regulation(name: &str) -> Option<Regulation> {
    bonafide_rules::load(text(name)).regulation
}

/// Cases with `unknown` of sixteen facts not examined, from a fixed seed (xorshift, Marsaglia 2003).
fn cases(regulation: &Regulation, unknown: u64) -> Vec<Vec<Standing>> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut draw = move |end: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) % end
    };
    let mut standing = |kind: &FactKind| {
        if draw(16) < unknown {
            return Standing::NotExamined;
        }
        Standing::Found(match kind {
            FactKind::YesNo => i64::from(draw(2) == 1),
            FactKind::Choice { values, .. } => draw(values.len() as u64) as i64,
            FactKind::Number { low, high, .. } => low + draw((high - low) as u64 + 1) as i64,
        })
    };
    let facts = &regulation.facts;
    (0..CASES).map(|_| facts.iter().map(|fact| standing(&fact.kind)).collect()).collect()
}

#[divan::bench(args = NAMES)]
fn load(name: &str) -> Option<Engine> {
    regulation(divan::black_box(name)).map(|regulation| Engine::new(&regulation))
}

/// Runs a question over the cases in turn, one an iteration.
fn one(
    bencher: Bencher<'_, '_>,
    name: &str,
    unknown: u64,
    ask: impl Fn(&mut bonafide_rules::assess::Assessor<'_>, &[Standing]),
) {
    let Some(regulation) = regulation(name) else { return };
    let (engine, cases) = (Engine::new(&regulation), cases(&regulation, unknown));
    let mut assessor = engine.assessor();
    let mut turn = cases.iter().cycle();
    bencher.bench_local(|| {
        if let Some(case) = turn.next() {
            ask(&mut assessor, case);
        }
    });
}

#[divan::bench(args = NAMES)]
fn assess_whole_case(bencher: Bencher<'_, '_>, name: &str) {
    one(bencher, name, 0, |assessor, case| drop(divan::black_box(assessor.assess(case))));
}

#[divan::bench(args = NAMES)]
fn assess_partial_case(bencher: Bencher<'_, '_>, name: &str) {
    one(bencher, name, 4, |assessor, case| drop(divan::black_box(assessor.assess(case))));
}

#[divan::bench(args = NAMES)]
fn explain(bencher: Bencher<'_, '_>, name: &str) {
    one(bencher, name, 0, |assessor, case| drop(divan::black_box(assessor.explain(case))));
}

#[divan::bench(args = NAMES)]
fn next_question(bencher: Bencher<'_, '_>, name: &str) {
    one(bencher, name, 4, |assessor, case| drop(divan::black_box(assessor.questions(case))));
}

#[divan::bench(args = NAMES)]
fn changes(bencher: Bencher<'_, '_>, name: &str) {
    let ask = |assessor: &mut bonafide_rules::assess::Assessor<'_>, case: &[Standing]| {
        drop(divan::black_box(assessor.changes(case, ChangeScope::Findings, 20)));
    };
    one(bencher, name, 0, ask);
}

#[divan::bench(args = NAMES)]
fn sufficient(bencher: Bencher<'_, '_>, name: &str) {
    one(bencher, name, 0, |assessor, case| drop(divan::black_box(assessor.sufficient(case))));
}

#[divan::bench(args = NAMES)]
fn batch(bencher: Bencher<'_, '_>, name: &str) {
    let Some(regulation) = regulation(name) else { return };
    let (engine, cases) = (Engine::new(&regulation), cases(&regulation, 4));
    let mut columns = Columns::new(&regulation);
    for _ in 0..16 {
        cases.iter().for_each(|case| columns.push(case));
    }
    let (mut batch, mut verdicts) = (Batch::new(&engine), Verdicts::default());
    bencher.counter(ItemsCount::new(columns.len())).bench_local(|| batch.run(&columns, &mut verdicts));
}
