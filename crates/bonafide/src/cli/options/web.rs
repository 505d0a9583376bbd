//! The options of `bonafide serve`, `demo` and `user`.

use std::net::SocketAddr;
use std::path::PathBuf;

use bonafide_procedure::id::PersonId;
use clap::{Args, Subcommand};

use super::{PlaceOptions, person};

/// `serve`
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) place: PlaceOptions,
    /// The address and port to listen on.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// A gateway in front speaks TLS: cookies are bound to it.
    #[arg(long)]
    pub(crate) behind_tls: bool,
}

/// `demo`
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The folder the demonstration is kept in; otherwise a temporary one, removed at the end.
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// The address and port to listen on.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
}

/// `user`
#[derive(Debug, Args)]
pub(crate) struct User {
    /// What to do with accounts.
    #[command(subcommand)]
    pub(crate) verb: UserVerb,
}

/// The verbs under `user`.
#[derive(Debug, Subcommand)]
pub(crate) enum UserVerb {
    /// Gives a person of the roster an account; the password is the first line of standard input.
    Add(UserPassword),
    /// Gives an account another password; it is the first line of standard input.
    Password(UserPassword),
}

/// `user add` and `user password`
#[derive(Debug, Args)]
pub(crate) struct UserPassword {
    #[command(flatten)]
    pub(crate) place: PlaceOptions,
    /// The person, by roster number.
    #[arg(value_name = "PERSON", value_parser = person)]
    pub(crate) person: PersonId,
}
