//! `bonafide people bars`, `suggest` and `draw`: who may act in a case.

use std::collections::BTreeMap;
use std::io::Write;

use bonafide_ledger::Suite;
use bonafide_procedure::id::{Day, PersonId, UnitId};
use bonafide_procedure::roster::assign::{Load, Search, Suggestion, Unsuited};
use bonafide_procedure::roster::lot::{self, LotSeed};
use bonafide_procedure::roster::recusal::{Bar, Cause, Impartiality};
use bonafide_procedure::roster::{Concern, Part, PastCases, Pool, Tie};

use super::super::options::{Output, PeopleBars, PeopleDraw, PeopleSuggest, PlaceOptions};
use super::super::{Exit, Fault, Terminal, place, refused};
use crate::gather::Gathered;
use crate::handle::{Desk, HandleError};
use crate::report::names::Names;
use crate::report::paint::Ink;
use crate::report::wrap::wrapped;
use crate::report::{hex, json};
use crate::site::Making;
use crate::words::{harmless, say};
use bonafide_procedure::id::CaseNo;

/// A case, and the past cases together.
struct Seen {
    desk: Desk,
    gathered: Gathered,
    past: PastCases,
}

impl Seen {
    fn impartiality(&self) -> Impartiality<'_> {
        let (roster, grounds) = (&*self.gathered.roster, &self.gathered.law.grounds);
        let years_back = bonafide_procedure::case::situation::YEARS_BACK;
        Impartiality { roster, grounds, past: &self.past, years_back }
    }
}

fn open(
    terminal: &Terminal,
    options: &PlaceOptions,
    case: &CaseNo,
    on: Option<Day>,
    output: Output,
) -> Result<Result<Seen, Exit>, Fault> {
    let desk = match place::open(terminal, options, Making::Refused, on)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(Err(exit)),
    };
    match desk.look(case).and_then(|gathered| Ok((gathered, desk.past_cases()?))) {
        Ok((gathered, past)) => Ok(Ok(Seen { desk, gathered, past })),
        Err(error) => refused::tell(terminal, &desk, &error, None, output).map(Err),
    }
}

/// Why a person may not act, and what could be raised.
pub(super) fn bars(options: &PeopleBars, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let Some(part) = part(&options.part) else {
        place::complain(terminal, &say!(terminal.words, "people-part-unknown", part = options.part.as_str()));
        return Ok(Exit::Fault);
    };
    let seen = match open(terminal, &options.place, &options.case, options.on, options.output)? {
        Ok(seen) => seen,
        Err(exit) => return Ok(exit),
    };
    let (matter, today) = (seen.gathered.situation().matter(part), seen.desk.today());
    let bars = seen.impartiality().barred(&options.person, &matter, today);
    let doubts = seen.impartiality().doubts(&options.person, &matter, today);
    let names = Names::of(&terminal.words, Some(&seen.gathered));
    let exit = if bars.is_empty() { Exit::Yes } else { Exit::No };
    if options.output == Output::Json {
        let mut line = String::from("{");
        json::key(&mut line, "person");
        json::text(&mut line, options.person.as_str());
        for (key, list) in [("bars", &bars), ("doubts", &doubts)] {
            json::key(&mut line, key);
            json::texts(
                &mut line,
                list.iter().map(|bar| bar_text(&names, bar)).collect::<Vec<_>>().iter().map(String::as_str),
            );
        }
        writeln!(terminal.out, "{line}}}")?;
        return Ok(exit);
    }
    let person = names.person(&options.person);
    let (key, ink) = if bars.is_empty() { ("people-free", Ink::Good) } else { ("people-barred", Ink::Bad) };
    let head = say!(terminal.words, key, person = person, part = options.part_word(terminal));
    writeln!(terminal.out, "{}", terminal.paint.ink(ink, &wrapped("", "", &head)))?;
    for bar in &bars {
        writeln!(terminal.out, "{}", wrapped("  · ", "    ", &bar_text(&names, bar)))?;
    }
    if !doubts.is_empty() {
        writeln!(terminal.out, "{}", wrapped("", "", &terminal.words.say("people-doubts")))?;
        for doubt in &doubts {
            writeln!(terminal.out, "{}", wrapped("  · ", "    ", &bar_text(&names, doubt)))?;
        }
    }
    Ok(exit)
}

impl PeopleBars {
    fn part_word(&self, terminal: &Terminal) -> String {
        terminal.words.say(&format!("part-{}", self.part))
    }
}

fn part(word: &str) -> Option<Part> {
    Some(match word {
        "investigate" => Part::Investigate,
        "assess" => Part::Assess,
        "propose" => Part::Propose,
        "decide" => Part::Decide,
        "review" => Part::Review,
        _ => return None,
    })
}

/// Whom to assign, and why not the others.
pub(super) fn suggest(options: &PeopleSuggest, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let seen = match open(terminal, &options.place, &options.case, options.on, options.output)? {
        Ok(seen) => seen,
        Err(exit) => return Ok(exit),
    };
    let load = match load(&seen.desk) {
        Ok(load) => load,
        Err(error) => return refused::tell(terminal, &seen.desk, &error, None, options.output),
    };
    let matter = seen.gathered.situation().matter(Part::Investigate);
    let unit = competent(&seen.gathered, &options.organ);
    let (count, on) = (options.count, seen.desk.today());
    let search = Search { organ: &options.organ, unit: unit.as_ref(), matter: &matter, load: &load, count, on };
    let suggestion = seen.impartiality().suggest(&search);
    let exit = if suggestion.chosen.len() < count { Exit::No } else { Exit::Yes };
    let names = Names::of(&terminal.words, Some(&seen.gathered));
    if options.output == Output::Json {
        let mut line = String::from("{");
        json::key(&mut line, "chosen");
        json::texts(&mut line, suggestion.chosen.iter().map(PersonId::as_str));
        json::key(&mut line, "may_act");
        json::texts(&mut line, suggestion.ranked.iter().map(|candidate| candidate.person.as_str()));
        json::key(&mut line, "barred");
        json::texts(&mut line, suggestion.unsuited.iter().map(|(person, _)| person.as_str()));
        writeln!(terminal.out, "{line}}}")?;
        return Ok(exit);
    }
    let lines = suggestion_lines(&names, &suggestion, count);
    for line in lines {
        writeln!(terminal.out, "{line}")?;
    }
    Ok(exit)
}

fn suggestion_lines(names: &Names<'_>, suggestion: &Suggestion, count: usize) -> Vec<String> {
    let words = names.words;
    let chosen = names.people(&suggestion.chosen);
    let key = if suggestion.chosen.len() < count { "people-suggest-few" } else { "people-suggest" };
    let mut lines = vec![wrapped("", "", &say!(words, key, people = chosen, count = count as u64))];
    for candidate in &suggestion.ranked {
        let open = u64::from(candidate.load.open_cases);
        let doubts = candidate.doubts.len() as u64;
        let line =
            say!(words, "people-candidate", person = names.person(&candidate.person), open = open, doubts = doubts);
        lines.push(wrapped("  · ", "    ", &line));
    }
    for (person, reason) in &suggestion.unsuited {
        let reason = match reason {
            Unsuited::Barred(bars) => names.listed(bars.iter().map(|bar| bar_text(names, bar))),
            Unsuited::Fills(_) => words.say("people-fills"),
            Unsuited::KinOfChosen(relative) => say!(words, "people-kin-chosen", person = names.person(relative)),
        };
        lines.push(wrapped(
            "  × ",
            "    ",
            &say!(words, "people-unsuited", person = names.person(person), reason = reason),
        ));
    }
    lines
}

/// The unit whose organ of that name is competent for the case.
fn competent(gathered: &Gathered, organ: &str) -> Option<UnitId> {
    let unit = &gathered.case.report.as_ref()?.unit;
    gathered.roster.competent(organ, unit).first().map(|organ| organ.key.unit.clone())
}

/// What each has on the desk, over all cases.
fn load(desk: &Desk) -> Result<BTreeMap<PersonId, Load>, HandleError> {
    let mut load: BTreeMap<PersonId, Load> = BTreeMap::new();
    for number in desk.numbers()? {
        let gathered = desk.look(&number)?;
        let assigned = gathered.case.done.get(&bonafide_procedure::step::Step::Assign).map(|done| done.last);
        for member in &gathered.case.team {
            let own = load.entry(member.clone()).or_insert(Load { open_cases: 0, assigned_on: None });
            own.open_cases += u32::from(!gathered.case.is_closed());
            own.assigned_on = own.assigned_on.max(assigned);
        }
    }
    Ok(load)
}

/// Draws reviewers; the seed is the root of the record at its newest signed checkpoint.
pub(super) fn draw(options: &PeopleDraw, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let pool = match options.pool.as_str() {
        "third-party" => Pool::ThirdParty,
        "appraiser" => Pool::Appraiser,
        other => {
            place::complain(terminal, &say!(terminal.words, "people-pool-unknown", pool = other));
            return Ok(Exit::Fault);
        }
    };
    let seen = match open(terminal, &options.place, &options.case, options.on, options.output)? {
        Ok(seen) => seen,
        Err(exit) => return Ok(exit),
    };
    let matter = seen.gathered.situation().matter(Part::Assess);
    let drawable = seen.impartiality().drawable(pool, &matter, seen.desk.today());
    let Some((tree_size, root)) = newest_head(&seen.desk) else {
        place::complain(terminal, &terminal.words.say("people-draw-no-checkpoint"));
        return Ok(Exit::No);
    };
    let seed = LotSeed { case_no: options.case.clone(), round: options.round, tree_size, root };
    let names = Names::of(&terminal.words, Some(&seen.gathered));
    let drawn = match lot::draw(&drawable.pool, seed, options.count) {
        Ok(drawn) => drawn,
        Err(error) => {
            place::complain(terminal, &say!(terminal.words, "people-draw-none", reason = error.to_string()));
            return Ok(Exit::No);
        }
    };
    let seed = hex(&drawn.seed.digest());
    if options.output == Output::Json {
        let mut line = String::from("{");
        json::key(&mut line, "drawn");
        json::texts(&mut line, drawn.drawn.iter().map(PersonId::as_str));
        json::key(&mut line, "pool");
        json::texts(&mut line, drawn.pool.iter().map(PersonId::as_str));
        json::key(&mut line, "tree_size");
        json::number(&mut line, tree_size);
        json::key(&mut line, "root");
        json::text(&mut line, &hex(&root));
        json::key(&mut line, "seed");
        json::text(&mut line, &seed);
        writeln!(terminal.out, "{line}}}")?;
        return Ok(Exit::Yes);
    }
    let head =
        say!(terminal.words, "people-drawn", people = names.people(&drawn.drawn), pool = drawn.pool.len() as u64);
    writeln!(terminal.out, "{}", wrapped("", "", &head))?;
    let how = say!(terminal.words, "people-draw-how", size = tree_size, root = hex(&root), seed = seed);
    writeln!(terminal.out, "{}", wrapped("  ", "  ", &how))?;
    Ok(Exit::Yes)
}

/// Size and root of the newest signed checkpoint.
fn newest_head(desk: &Desk) -> Option<(u64, [u8; 32])> {
    let suite = desk.store.suites().first().copied().unwrap_or(Suite::Sha256Ed25519);
    let note = desk.store.checkpoint(suite).ok()??;
    let note = bonafide_ledger::note::SignedNote::parse(note.as_bytes()).ok()?;
    let checkpoint = bonafide_ledger::checkpoint::Checkpoint::parse(note.text()).ok()?;
    Some((checkpoint.size(), *checkpoint.root()))
}

/// A bar in words: the ground, and what shows it.
fn bar_text(names: &Names<'_>, bar: &Bar) -> String {
    let words = names.words;
    let ground = bar.stated.as_ref().map(|stated| harmless(&stated.name)).unwrap_or_default();
    let cause = match &bar.cause {
        Cause::Concerned => words.say("cause-concerned"),
        Cause::Decided => words.say("cause-decided"),
        Cause::Acted(part) => say!(words, "bar-acted", part = words.say(&format!("part-{}", part_id(*part)))),
        Cause::Tie(tie) => tie_text(names, tie),
        Cause::ThroughKin(kinship, tie) => {
            say!(
                words,
                "bar-through-kin",
                one = names.person(&kinship.one),
                other = names.person(&kinship.other),
                tie = tie_text(names, tie)
            )
        }
    };
    let article = bar.stated.as_ref().and_then(|stated| stated.article.clone()).unwrap_or_default();
    say!(words, "bar-line", ground = ground, cause = cause, article = article)
}

fn part_id(part: Part) -> &'static str {
    match part {
        Part::Accuse => "accuse",
        Part::Testify => "testify",
        Part::Handle => "handle",
        Part::Investigate => "investigate",
        Part::Assess => "assess",
        Part::Propose => "propose",
        Part::Decide => "decide",
        Part::Review => "review",
    }
}

fn tie_text(names: &Names<'_>, tie: &Tie) -> String {
    let words = names.words;
    match tie {
        Tie::Kinship(kinship) => {
            say!(words, "tie-kinship", one = names.person(&kinship.one), other = names.person(&kinship.other))
        }
        Tie::Reporting(path) => say!(words, "tie-reporting", people = names.people(path)),
        Tie::SameOrgan(organ) => say!(words, "tie-same-organ", organ = harmless(&organ.name)),
        Tie::SameUnit(unit) => say!(words, "tie-same-unit", unit = names.unit(unit)),
        Tie::FormerColleague { unit, .. } => say!(words, "tie-former-colleague", unit = names.unit(unit)),
        Tie::PostInUnit(office) => say!(words, "tie-post", unit = names.unit(&office.organ.unit)),
        Tie::FormerPost(office) => say!(words, "tie-former-post", unit = names.unit(&office.organ.unit)),
        Tie::Interest(interest) => {
            let concern = match &interest.concern {
                Concern::Unit(unit) => names.unit(unit),
                Concern::Person(person) => names.person(person),
                Concern::Case(case) => case.to_string(),
            };
            say!(
                words,
                "tie-interest",
                person = names.person(&interest.person),
                concern = concern,
                what = harmless(&interest.what)
            )
        }
        Tie::PastCase(past) => say!(words, "tie-past-case", case = past.case_no.as_str()),
    }
}
