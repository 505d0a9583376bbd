//! `bonafide rules`: regulations brought into a site.

use std::io::Write;

use super::options::{self, CaseList, Output, RulesAdopt, RulesVerb};
use super::texts::{open_sound, open_superior};
use super::{Exit, Fault, Terminal, clock, place, refused};
use crate::handle::rules::{Adopt, adopt};
use crate::report::json;
use crate::report::table::{Lean, laid_out};
use crate::report::wrap::wrapped;
use crate::site::Making;
use crate::words::{harmless, say};

/// Does what is asked about the regulations of a site.
pub(super) fn run(options: &options::Rules, terminal: &mut Terminal) -> Result<Exit, Fault> {
    match &options.verb {
        RulesVerb::Adopt(options) => bring_in(options, terminal),
        RulesVerb::List(options) => list(options, terminal),
    }
}

fn bring_in(options: &RulesAdopt, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let text = match open_sound(terminal, &options.file)? {
        Ok(text) => text,
        Err(exit) => return Ok(exit),
    };
    let superior = match open_superior(terminal, &text, options.superior.as_deref())? {
        Ok(superior) => superior,
        Err(exit) => return Ok(exit),
    };
    let doing = &options.doing;
    let desk = match place::open(terminal, &doing.place, Making::Refused, None)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let adopting = desk.new_command_id().and_then(|fresh| {
        let (command_id, actor) = (doing.id.unwrap_or(fresh), doing.actor.clone());
        let on = doing.on.unwrap_or_else(clock::today);
        let (unit, text, superior) = (options.unit.clone(), text.text, superior.map(|superior| superior.text));
        adopt(&desk, &Adopt { command_id, actor, on, unit, text, superior })
    });
    match adopting {
        Ok(adopted) => {
            let name = adopted.adoption.name.as_str();
            if doing.output == Output::Json {
                let mut line = String::from("{");
                json::key(&mut line, "regulation");
                json::text(&mut line, name);
                json::key(&mut line, "digest");
                json::text(&mut line, &adopted.adoption.digest);
                writeln!(terminal.out, "{line}}}")?;
                return Ok(Exit::Yes);
            }
            let digest = adopted.adoption.digest.as_str();
            let line = say!(terminal.words, "rules-adopted", regulation = name, digest = digest);
            writeln!(terminal.out, "{}", wrapped("", "  ", &line))?;
            Ok(Exit::Yes)
        }
        Err(error) => refused::tell(terminal, &desk, &error, None, doing.output),
    }
}

fn list(options: &CaseList, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let desk = match place::open(terminal, &options.place, Making::Refused, None)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let laws = match desk.laws() {
        Ok(laws) => laws,
        Err(error) => return refused::tell(terminal, &desk, &error, None, options.output),
    };
    if options.output == Output::Json {
        for law in laws.all() {
            let mut line = String::from("{");
            json::key(&mut line, "regulation");
            json::text(&mut line, &law.adoption.name);
            json::key(&mut line, "unit");
            json::maybe(&mut line, law.unit.as_ref().map(|unit| unit.as_str()));
            json::key(&mut line, "adopted_on");
            json::text(&mut line, &law.adoption.on.to_string());
            json::key(&mut line, "digest");
            json::text(&mut line, &law.adoption.digest);
            writeln!(terminal.out, "{line}}}")?;
        }
        return Ok(Exit::Yes);
    }
    let row = |law: &crate::gather::laws::Law| {
        let unit = law.unit.as_ref().map_or_else(|| terminal.words.say("rules-for-all"), ToString::to_string);
        let title = harmless(&law.in_force.regulation().title_zh);
        [law.adoption.name.clone(), law.adoption.on.to_string(), unit, title]
    };
    let rows: Vec<[String; 4]> = laws.all().map(row).collect();
    for line in laid_out([Lean::Left; 4], &rows) {
        writeln!(terminal.out, "{line}")?;
    }
    Ok(Exit::Yes)
}
