//! `bonafide user`: accounts for signing in.

use std::io::{self, Write};

use super::options::{User, UserPassword, UserVerb};
use super::place::{self, data_of};
use super::{Exit, Fault, Terminal};
use crate::site::Making;
use crate::site::accounts::{AccountError, Accounts, LENGTH_MIN};
use crate::words::say;

/// Gives an account, or another password.
pub(super) fn run(options: &User, terminal: &mut Terminal) -> Result<Exit, Fault> {
    match &options.verb {
        UserVerb::Add(options) | UserVerb::Password(options) => put(options, terminal),
    }
}

fn put(options: &UserPassword, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let desk = match place::open(terminal, &options.place, Making::Refused, None)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let words = &terminal.words;
    let is_known = desk.roster().is_ok_and(|roster| roster.person(&options.person).is_some());
    if !is_known {
        place::complain(terminal, &say!(words, "user-unknown", person = options.person.as_str()));
        return Ok(Exit::No);
    }
    terminal.tell(&words.say("user-password"));
    let mut password = String::new();
    io::stdin().read_line(&mut password)?;
    let Some(data) = data_of(&options.place) else { return Ok(Exit::Fault) };
    match Accounts::in_folder(data).put(&options.person, password.trim_end_matches(['\r', '\n'])) {
        Ok(()) => {
            writeln!(terminal.out, "{}", say!(terminal.words, "user-done", person = options.person.as_str()))?;
            Ok(Exit::Yes)
        }
        Err(AccountError::Length) => {
            place::complain(terminal, &say!(terminal.words, "user-length", least = LENGTH_MIN as u64));
            Ok(Exit::No)
        }
        Err(error) => {
            place::complain(terminal, &say!(terminal.words, "user-fault", reason = error.to_string()));
            Ok(Exit::Fault)
        }
    }
}
