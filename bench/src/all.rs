//! The whole table, in the order of docs/performance.md.

use crate::cases::{Cases, OLDER, Texts, bench_folder};
use crate::clock::{Figure, Race, timed};
use crate::floor::KEPT;
use crate::own::{self, RulePlaces};
use crate::races::{Floors, enter_columns, enter_rows};
use crate::table::{Table, rate, short, span, time};
use crate::{commands, lists, proofs};
use bonafide_bench_model::lists::list;
use bonafide_rules::assess::Engine;
use bonafide_rules::assess::batch::{Batch, Verdicts};
use bonafide_rules::regulation::Standing;
use std::error::Error;
use std::hint::black_box;

/// How often each contestant runs.
const ROUNDS: usize = 7;

/// Our engine with the rule set and its cases.
struct Own {
    engine: Engine,
    places: RulePlaces,
    cases: Vec<Vec<Standing>>,
    /// The same cases with what is missing not yet examined, instead of not applicable.
    open: Vec<Vec<Standing>>,
}

impl Own {
    fn load(cases: &Cases, texts: &Texts) -> Result<Self, Box<dyn Error>> {
        let regulation = own::regulation(&texts.model34)?;
        let engine = Engine::new(&regulation);
        let places = RulePlaces::find(&regulation)?;
        let lines = cases.lines();
        let given = own::standings(&regulation, lines.iter().map(String::as_str))?;
        own::check_rule_set(&engine, &places, &given, &cases.expected)?;
        let examine = |standing: &Standing| match standing {
            Standing::NotApplicable => Standing::NotExamined,
            known => *known,
        };
        let open = given.iter().map(|case| case.iter().map(examine).collect()).collect();
        Ok(Self { engine, places, cases: given, open })
    }
}

/// The engine of the rule set, and cases in which what is missing is not yet examined: for a profiler.
pub fn open_cases(cases: &Cases, texts: &Texts) -> Result<(Engine, Vec<Vec<Standing>>), Box<dyn Error>> {
    let Own { engine, mut open, .. } = Own::load(cases, texts)?;
    open.truncate(2_000);
    Ok((engine, open))
}

/// The best of the contestants whose names pass.
fn best(rates: &[(String, Figure)], keep: impl Fn(&str) -> bool) -> Option<(String, f64)> {
    let kept = rates.iter().filter(|(name, _)| keep(name)).map(|(name, figure)| (name.clone(), figure.median));
    kept.max_by(|(_, one), (_, other)| one.total_cmp(other))
}

fn median(rates: &[(String, Figure)], wanted: &str) -> Option<Figure> {
    rates.iter().find(|(name, _)| name == wanted).map(|(_, figure)| *figure)
}

/// Runs one part alone, without the peers: `cases`, `questions`, `proofs`, `reading`, `million`
/// or `commands`.
pub fn part(name: &str, texts: &Texts, table: &mut Table) -> Result<(), Box<dyn Error>> {
    match name {
        "cases" => {
            let cases = Cases::generate();
            one_case(&cases, &Floors::load(&cases)?, &Own::load(&cases, texts)?, table, false).map(drop)
        }
        "questions" => hard_questions(texts, table),
        "proofs" => proofs::measure(texts, OLDER, table),
        "reading" => reading(table),
        "million" => million(texts, table),
        "commands" => commands::measure(table),
        other => Err(format!("no part `{other}`: cases, questions, proofs, reading, million or commands").into()),
    }
}

/// Runs everything; `table` fills as it goes.
pub fn run(cases: &Cases, texts: &Texts, table: &mut Table, with_peers: bool) -> Result<(), Box<dyn Error>> {
    let floors = Floors::load(cases)?;
    let own = Own::load(cases, texts)?;
    table.note(format!(
        "Every engine and both floors gave the reference's outcome on the cases they ran, and each of the 34 rules where they tell \
         them: ours on all {}, alone and in a batch ({}).",
        cases.cases.len(),
        cases.summary()
    ));
    let peer = one_case(cases, &floors, &own, table, with_peers)?;
    many_cases(cases, texts, &floors, &own, table, with_peers.then_some(peer))?;
    loads(texts, table)?;
    million(texts, table)?;
    hard_questions(texts, table)?;
    proofs::measure(texts, OLDER, table)?;
    reading(table)?;
    commands::measure(table)?;
    Ok(())
}

const ALONE: &str = "Bonafide, outcome and rules";
const EXPLAINED: &str = "Bonafide, explained";
const EXPLAINED_OPEN: &str = "Bonafide, explained, 4–12 % of the facts not examined";

/// One case at a time. Returns the best peer's rate.
fn one_case(cases: &Cases, floors: &Floors, own: &Own, table: &mut Table, with_peers: bool) -> Result<f64, Box<dyn Error>> {
    #[cfg(feature = "peers")]
    let mut peers = if with_peers {
        let mut peers = crate::peers::Peers::load(&cases.peer_lines(crate::races::PEER_CASES))?;
        peers.check(&cases.expected)?;
        Some(peers)
    } else {
        None
    };
    let mut race = Race::default();
    #[cfg(feature = "peers")]
    if let Some(peers) = &mut peers {
        peers.enter(&mut race);
    }
    #[cfg(not(feature = "peers"))]
    let _ = (cases, with_peers);
    enter_rows(&mut race, floors);
    let mut alone = own.engine.assessor();
    race.enter(ALONE, move || {
        timed(own.cases.len(), || {
            for case in &own.cases {
                black_box((alone.assess(case), own.places.fired(&alone)));
            }
        })
    });
    let mut explained = own.engine.assessor();
    race.enter(EXPLAINED, move || timed(own.cases.len(), || own.cases.iter().for_each(|case| explain(&mut explained, case))));
    let mut open = own.engine.assessor();
    // Exact answers to open questions cost far more than a look-up: fewer cases fill a turn.
    let some = &own.open[..2_000];
    race.enter(EXPLAINED_OPEN, move || timed(some.len(), || some.iter().for_each(|case| explain(&mut open, case))));
    race.run(ROUNDS);
    let rates = race.rates();
    for (name, figure) in &rates {
        table.peer(name, rate(*figure));
    }
    let peer = best(&rates, |name| !name.starts_with("floor") && !name.starts_with("Bonafide"));
    let floor = median(&rates, "floor: row function");
    let (question, goal) = ("one case: outcome and the rules that fired", "≥ 16 × the best peer");
    let own_rate = median(&rates, ALONE).ok_or("no figure")?;
    let share = floor.map_or(String::new(), |floor| format!("; 1/{:.0} of the row floor", floor.median / own_rate.median));
    match &peer {
        Some((name, theirs)) => {
            let times = own_rate.median / theirs;
            table.row(question, goal, rate(own_rate), format!("**{times:.1} ×** {name} ({}/s){share}", short(*theirs)), Some(times >= 16.0));
        }
        None => table.row(question, goal, rate(own_rate), share, None),
    }
    let figure = median(&rates, EXPLAINED).ok_or("no figure")?;
    let (question, goal) = ("one case with its full explanation", "≥ 250,000/s, ≥ 5 × the best peer's bare ids");
    let times = peer.as_ref().map(|(_, theirs)| figure.median / theirs);
    let against = times.map_or(String::new(), |times| format!("**{times:.1} ×**"));
    let reached = times.map(|times| times >= 5.0 && figure.median >= 250_000.0);
    table.row(question, goal, rate(figure), against, reached);
    let figure = median(&rates, EXPLAINED_OPEN).ok_or("no figure")?;
    table.row("the same, with what is unknown and would matter", "–", rate(figure), String::new(), None);
    Ok(peer.map_or(f64::NAN, |(_, theirs)| theirs))
}

/// The answer, and every atom with its truth and the values it was read from.
fn explain(assessor: &mut bonafide_rules::assess::Assessor<'_>, case: &[Standing]) {
    let explanation = assessor.explain(case);
    black_box((explanation, case));
}

const BATCH: &str = "Bonafide, 100,000 at once, both planes of each rule kept";

/// Many cases at once, and a million decided again after a change.
fn many_cases(
    cases: &Cases,
    texts: &Texts,
    floors: &Floors,
    own: &Own,
    table: &mut Table,
    peer: Option<f64>,
) -> Result<(), Box<dyn Error>> {
    let columns = own::columns(own.engine.regulation(), &own.cases, 1);
    let million = own::columns(own.engine.regulation(), &own.cases, 10);
    let mut before = Verdicts::default();
    Batch::new(&own.engine).run(&million, &mut before);
    let changed_text = texts.model34.replace("损失 > 50000000", "损失 > 40000000");
    if changed_text == texts.model34 {
        return Err("no threshold to change".into());
    }
    let (mut batch, mut verdicts, mut again) = (Batch::new(&own.engine), Verdicts::default(), Verdicts::default());
    let (mut kept, mut changed) = (Vec::new(), 0);
    #[cfg(feature = "peers")]
    let mut openfisca = match peer {
        Some(_) => Some(crate::peers::openfisca::OpenFisca::start(&bench_folder(), &cases.write()?)),
        None => None,
    };
    #[cfg(feature = "peers")]
    let python = std::cell::RefCell::new(match openfisca.take() {
        Some(Ok(started)) => Some(started),
        Some(Err(error)) => {
            table.note(format!("OpenFisca did not run: {error}"));
            None
        }
        None => None,
    });
    let mut race = Race::default();
    #[cfg(feature = "peers")]
    if python.borrow().is_some() {
        let turn = |what: &'static str| {
            let python = &python;
            move || python.borrow_mut().as_mut().map_or(crate::clock::Turn { count: 0, seconds: 1.0 }, |run| run.turn(what))
        };
        race.enter("OpenFisca, 100,000 at once, a variable a rule", turn("batch"));
        race.enter("OpenFisca, one flat formula", turn("flat"));
        race.enter("OpenFisca, one case at a time", turn("one"));
        race.enter("OpenFisca, a million decided again", turn("million"));
    }
    #[cfg(not(feature = "peers"))]
    let _ = cases;
    enter_columns(&mut race, floors, &mut kept, 50);
    race.enter(BATCH, || timed(columns.len() * 20, || (0..20).for_each(|_| batch.run(&columns, &mut verdicts))));
    race.enter(REPLAY, || {
        timed(million.len(), || {
            if let Ok(regulation) = own::regulation(&changed_text) {
                Batch::new(&Engine::new(&regulation)).run(&million, &mut again);
                changed = before.differing(&again).len();
            }
        })
    });
    race.run(ROUNDS);
    let rates = race.rates();
    drop(race);
    for (name, figure) in &rates {
        table.peer(name, rate(*figure));
    }
    batch_rows(&rates, columns.bytes_per_case(), changed, table, peer)
}

const REPLAY: &str = "Bonafide, a million decided again after a change";

fn batch_rows(
    rates: &[(String, Figure)],
    bytes: usize,
    changed: usize,
    table: &mut Table,
    peer: Option<f64>,
) -> Result<(), Box<dyn Error>> {
    let own = median(rates, BATCH).ok_or("no figure")?;
    let question = "many cases: every rule's verdict and both planes kept";
    let openfisca = best(rates, |name| name == "OpenFisca, 100,000 at once, a variable a rule");
    match openfisca {
        Some((_, theirs)) => {
            let times = own.median / theirs;
            table.row(question, "≥ 3 × OpenFisca", rate(own), format!("**{times:.2} ×** OpenFisca"), Some(times >= 3.0));
        }
        None => table.row(question, "≥ 3 × OpenFisca", rate(own), String::new(), None),
    }
    let times = peer.map(|peer| own.median / peer);
    let against = times.map_or(String::new(), |times| format!("**{times:.0} ×**"));
    table.row("", "≥ 800 × the best peer, a case at a time", String::new(), against, times.map(|times| times >= 800.0));
    let floor = median(rates, "floor: columns").ok_or("no floor")?;
    let share = own.median / floor.median;
    table.row("", "≥ 1/4 of the column floor", format!("{bytes} bytes a case"), format!("**{share:.2}** of it"), Some(share >= 0.25));
    let replay = median(rates, REPLAY).ok_or("no figure")?;
    let seconds = |figure: Figure| time(1_000_000.0 / figure.median);
    let against: Vec<String> = [("OpenFisca, a million decided again", "OpenFisca's calculation"), ("floor: columns", "column floor")]
        .iter()
        .filter_map(|(name, shown)| median(rates, name).map(|figure| format!("{shown} {}", seconds(figure))))
        .collect();
    let own = format!("{}, {changed} outcomes changed", seconds(replay));
    table.row("a million cases decided again: load, decide, compare", "measured", own, against.join("; "), None);
    let _ = KEPT;
    Ok(())
}

/// Loading the rule set: time, and memory in a process of its own.
fn loads(texts: &Texts, table: &mut Table) -> Result<(), Box<dyn Error>> {
    let mut race = Race::default();
    race.enter("Bonafide", || {
        timed(50, || {
            for _ in 0..50 {
                black_box(own::regulation(&texts.model34).map(|regulation| Engine::new(&regulation)).ok());
            }
        })
    });
    #[cfg(feature = "peers")]
    {
        race.enter("regorus", || timed(5, || (0..5).for_each(|_| drop(black_box(crate::peers::regorus::Regorus::load())))));
        race.enter("zen", || timed(5, || (0..5).for_each(|_| drop(black_box(crate::peers::zen::Zen::load())))));
        race.enter("cel", || timed(5, || (0..5).for_each(|_| drop(black_box(crate::peers::cel::Cel::load())))));
        race.enter("cedar", || timed(5, || (0..5).for_each(|_| drop(black_box(crate::peers::cedar::Cedar::load())))));
    }
    race.run(ROUNDS);
    let seconds = race.seconds();
    let own = median(&seconds, "Bonafide").ok_or("no figure")?;
    let kib = crate::commands::load_kib()?;
    let others: Vec<String> = seconds.iter().skip(1).map(|(name, figure)| format!("{name} {}", time(figure.median))).collect();
    let reached = own.median <= 0.005 && kib <= 1024;
    let shown = format!("{}; {kib} KiB", span(own));
    table.row("load of the 34 rules, text to engine", "≤ 5 ms, ≤ 1 MiB", shown, others.join(", "), Some(reached));
    Ok(())
}

/// A million cases of the list of 40 items.
fn million(texts: &Texts, table: &mut Table) -> Result<(), Box<dyn Error>> {
    let ready = lists::ready(&texts.list40, 10_000)?;
    let (decided, by_values) = own::check_list(&ready.engine, &ready.partial[..1000])?;
    table.note(format!(
        "Of 1,000 cases of the 40-item list with 10–50 % of the facts unknown, {decided} are decided, {by_values} of them by Kleene's values alone."
    ));
    let columns = own::columns(ready.engine.regulation(), &ready.partial, 100);
    let figure = lists::columnar(&ready, &columns, ROUNDS);
    drop(columns);
    table.row("1,000,000 cases × 40 items, in columns", "< 0.15 s", span(figure), String::new(), Some(figure.median < 0.15));
    let regulation = bench_folder().join("model/list40.md");
    let few = lists::million(&texts.list40, "list40-100k.jsonl", 100_000)?;
    let many = lists::million(&texts.list40, "list40-1m.jsonl", 1_000_000)?;
    let (_, few_peak) = lists::streamed(&regulation, &few)?;
    let (mut runs, mut floors) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        runs.push(lists::streamed(&regulation, &many)?);
        floors.push(lists::json_floor(&few)?);
    }
    let floor = Figure::of(floors);
    let figure = Figure::of(runs.iter().map(|(rate, _)| *rate).collect());
    let peak = runs.iter().map(|(_, peak)| *peak).max().unwrap_or(0);
    let bytes = std::fs::metadata(&many)?.len() / 1_000_000;
    table.row(
        "the same from JSON Lines, end to end",
        "≥ 300,000/s",
        rate(figure),
        format!("{bytes} bytes a line; serde_json only checking the lines: {}", rate(floor)),
        Some(figure.median >= 300_000.0),
    );
    let shown = format!("{} MiB; {} MiB at 100,000 cases", peak / 1024, few_peak / 1024);
    table.row("memory of that", "< 300 MB, constant", shown, String::new(), Some(peak < 293_000 && peak < few_peak + 65_536));
    Ok(())
}

/// The questions that go beyond Kleene's values, at 120 items.
fn hard_questions(texts: &Texts, table: &mut Table) -> Result<(), Box<dyn Error>> {
    let ready = lists::ready(&texts.list120, 200)?;
    for (name, times) in lists::questions(&ready) {
        let (median, late, worst) = (lists::at(&times, 0.5), lists::at(&times, 0.99), lists::at(&times, 1.0));
        let shown = format!("{} median, {} of 99 %, {} at worst", time(median), time(late), time(worst));
        // Medians are what is held to, on this page and its peers'; the slowest cases stand beside them.
        table.row(&format!("{name}, 120 items"), "median < 5 ms", shown, format!("{} cases", times.len()), Some(median < 0.005));
    }
    Ok(())
}

/// Reading and checking a long text.
fn reading(table: &mut Table) -> Result<(), Box<dyn Error>> {
    let long = list(225, 20, 9, 2000, 0).text;
    let lines = long.lines().count();
    own::regulation(&long)?;
    let mut race = Race::default();
    race.enter("Bonafide", || timed(5, || (0..5).for_each(|_| drop(black_box(bonafide_rules::load(&long))))));
    race.run(ROUNDS);
    let figure = median(&race.seconds(), "Bonafide").ok_or("no figure")?;
    let question = format!("read and check a regulation of {lines} lines");
    table.row(&question, "< 50 ms", span(figure), String::new(), Some(figure.median < 0.05));
    Ok(())
}
