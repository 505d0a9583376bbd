//! `bonafide people`: the roster, and what impartiality says about a case.

mod impartial;

use std::fs;
use std::io::Write;

use bonafide_procedure::id::{Day, PersonId};
use bonafide_procedure::roster::Roster;

use super::options::{self, Output, PeopleImport, PeopleShow, PeopleVerb};
use super::{Exit, Fault, Terminal, clock, place, refused};
use crate::handle::people::{Import, import};
use crate::report::json;
use crate::report::names::Names;
use crate::report::table::{Lean, laid_out};
use crate::report::wrap::wrapped;
use crate::site::Making;
use crate::words::{harmless, say};

/// Does what is asked about the roster.
pub(super) fn run(options: &options::People, terminal: &mut Terminal) -> Result<Exit, Fault> {
    match &options.verb {
        PeopleVerb::Import(options) => bring_in(options, terminal),
        PeopleVerb::Show(options) => show(options, terminal),
        PeopleVerb::Bars(options) => impartial::bars(options, terminal),
        PeopleVerb::Suggest(options) => impartial::suggest(options, terminal),
        PeopleVerb::Draw(options) => impartial::draw(options, terminal),
    }
}

fn bring_in(options: &PeopleImport, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let text = fs::read_to_string(&options.file).map_err(|error| Fault::Read(options.file.clone(), error))?;
    let doing = &options.doing;
    let desk = match place::open(terminal, &doing.place, Making::Allowed, None)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let importing = desk.new_command_id().and_then(|fresh| {
        let (command_id, actor) = (doing.id.unwrap_or(fresh), doing.actor.clone());
        import(&desk, &Import { command_id, actor, on: doing.on.unwrap_or_else(clock::today), text })
    });
    match importing {
        Ok(imported) => {
            let count = imported.events.len() as u64;
            if doing.output == Output::Json {
                writeln!(terminal.out, "{{\"events\": {count}, \"version\": {}}}", imported.recorded.version_after)?;
                return Ok(Exit::Yes);
            }
            let people = desk.roster().map_or(0, |roster| roster.persons().count()) as u64;
            let units = desk.roster().map_or(0, |roster| roster.units().count()) as u64;
            let line = say!(terminal.words, "people-imported", count = count, people = people, units = units);
            writeln!(terminal.out, "{}", wrapped("", "", &line))?;
            Ok(Exit::Yes)
        }
        Err(error) => refused::tell(terminal, &desk, &error, None, doing.output),
    }
}

fn show(options: &PeopleShow, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let desk = match place::open(terminal, &options.place, Making::Refused, options.on)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let roster = match desk.roster() {
        Ok(roster) => roster,
        Err(error) => return refused::tell(terminal, &desk, &error, None, options.output),
    };
    let today = desk.today();
    let asked = |person: &&PersonId| options.person.as_ref().is_none_or(|asked| asked == *person);
    let people: Vec<&PersonId> = roster.persons().map(|person| &person.id).filter(asked).collect();
    if people.is_empty() {
        place::complain(terminal, &terminal.words.say("people-none"));
        return Ok(Exit::No);
    }
    if options.output == Output::Json {
        for person in people {
            writeln!(terminal.out, "{}", person_json(&roster, person, today))?;
        }
        return Ok(Exit::Yes);
    }
    let names = Names::with_roster(&terminal.words, &roster);
    let rows: Vec<[String; 2]> =
        people.iter().map(|person| [names.person(person), offices(&names, &roster, person, today)]).collect();
    for line in laid_out([Lean::Left; 2], &rows) {
        writeln!(terminal.out, "{line}")?;
    }
    Ok(Exit::Yes)
}

/// The offices of a person on a day: unit, organ, post.
fn offices(names: &Names<'_>, roster: &Roster, person: &PersonId, on: Day) -> String {
    let office = |office: &bonafide_procedure::roster::Office| {
        format!("{} {} {}", names.unit(&office.organ.unit), harmless(&office.organ.name), harmless(&office.post))
    };
    names.listed(roster.offices(person, on).map(office))
}

fn person_json(roster: &Roster, person: &PersonId, on: Day) -> String {
    let mut line = String::from("{");
    json::key(&mut line, "person");
    json::text(&mut line, person.as_str());
    json::key(&mut line, "name");
    json::maybe(&mut line, roster.person(person).and_then(|person| person.name.as_deref()));
    json::key(&mut line, "offices");
    json::list(&mut line, roster.offices(person, on), |line, office| {
        line.push('{');
        for (key, text) in [("unit", office.organ.unit.as_str()), ("organ", &office.organ.name), ("post", &office.post)]
        {
            json::key(line, key);
            json::text(line, text);
        }
        line.push('}');
    });
    line.push('}');
    line
}
