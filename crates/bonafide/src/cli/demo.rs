//! `bonafide demo`: a site from nothing, with people and cases, for somebody who wants to see.

use std::io::Write;

use super::options::Demo;
use super::serve::listen;
use super::{Exit, Fault, Terminal, place};
use crate::demo::{PASSWORD, PEOPLE, Stage, prepared};
use crate::http::Hall;
use crate::report::names::Names;
use crate::words::say;

/// Makes the site and serves it.
pub(super) fn run(options: &Demo, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let data = options
        .data
        .clone()
        .unwrap_or_else(|| std::env::temp_dir().join(format!("bonafide-demo-{}", std::process::id())));
    let is_temporary = options.data.is_none();
    terminal.tell(&terminal.words.say("demo-preparing"));
    let Stage { desk, cases } = match prepared(&data) {
        Ok(stage) => stage,
        Err(error) => {
            place::complain(terminal, &say!(terminal.words, "demo-fault", reason = error.to_string()));
            return Ok(Exit::Fault);
        }
    };
    let mut hall = Hall::new(desk, data.clone(), false);
    hall.shown = PEOPLE.iter().map(|(person, _)| (*person).to_owned()).collect();
    let words = &terminal.words;
    let roster =
        hall.desk.roster().unwrap_or_else(|_| std::sync::Arc::new(bonafide_procedure::roster::Roster::empty()));
    let names = Names::with_roster(words, &roster);
    writeln!(terminal.out, "{}", say!(words, "demo-cases", cases = cases as u64, password = PASSWORD))?;
    for (person, role) in PEOPLE {
        let shown = bonafide_procedure::id::PersonId::new(person).map(|person| names.person(&person));
        let role = words.say(&format!("demo-role-{role}"));
        writeln!(terminal.out, "  {}  {role}", shown.unwrap_or_default())?;
    }
    terminal.out.flush()?;
    let exit = listen(terminal, hall, options.listen);
    if is_temporary {
        // What is left in a folder for temporary files is nobody's loss.
        let _ = std::fs::remove_dir_all(&data);
    }
    exit
}
