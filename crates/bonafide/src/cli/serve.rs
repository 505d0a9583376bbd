//! `bonafide serve`: the site for browsers.

use std::io::Write;
use std::net::SocketAddr;

use super::options::Serve;
use super::place::{self, data_of};
use super::{Exit, Fault, Terminal};
use crate::http::{Hall, serve};
use crate::site::Making;
use crate::words::say;

/// Serves until told to stop.
pub(super) fn run(options: &Serve, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let desk = match place::open(terminal, &options.place, Making::Refused, None)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let Some(data) = data_of(&options.place) else { return Ok(Exit::Fault) };
    listen(terminal, Hall::new(desk, data, options.behind_tls), options.listen)
}

/// Serves a hall and says where.
pub(super) fn listen(terminal: &mut Terminal, hall: Hall, address: SocketAddr) -> Result<Exit, Fault> {
    let served = serve(hall, address, &mut |bound| {
        let line = say!(terminal.words, "serve-listening", address = format!("http://{bound}/"));
        // Nobody need read it: the site is up all the same.
        let _ = writeln!(terminal.out, "{line}").and_then(|()| terminal.out.flush());
    });
    match served {
        Ok(()) => Ok(Exit::Yes),
        Err(error) => {
            let reason = error.to_string();
            place::complain(
                terminal,
                &say!(terminal.words, "serve-fault", address = address.to_string(), reason = reason),
            );
            Ok(Exit::Fault)
        }
    }
}
