//! What every page has at hand: the desk, the words, the accounts, who is signed in.

use std::path::PathBuf;

use super::lists::Follower;
use super::lists::export::Exports;
use super::session::{Sessions, Throttle};
use crate::handle::Desk;
use crate::site::accounts::Accounts;
use crate::words::{Language, Words};

/// The site as the web sees it.
pub(crate) struct Hall {
    /// The record and the one road to it.
    pub(crate) desk: Desk,
    /// Who may sign in.
    pub(crate) accounts: Accounts,
    /// Who is signed in.
    pub(super) sessions: Sessions,
    /// Who failed to sign in, and how often.
    pub(super) throttle: Throttle,
    /// The view of cases, kept up.
    pub(super) lists: Follower,
    /// Lists as files.
    pub(super) exports: Exports,
    /// The people whose sign-ins the demo shows; empty on a real site.
    pub(crate) shown: Vec<String>,
    /// Whether a gateway in front speaks TLS.
    pub(super) behind_tls: bool,
    chinese: Words,
    english: Words,
}

impl Hall {
    /// A hall over a desk and the data directory that holds the accounts.
    pub(crate) fn new(desk: Desk, data: PathBuf, behind_tls: bool) -> Self {
        Self {
            desk,
            sessions: Sessions::default(),
            throttle: Throttle::default(),
            lists: Follower::default(),
            exports: Exports::in_folder(&data),
            accounts: Accounts::in_folder(data),
            shown: Vec::new(),
            behind_tls,
            chinese: Words::new(Language::Chinese),
            english: Words::new(Language::English),
        }
    }

    /// The sentences of a language.
    pub(super) fn words(&self, language: Language) -> &Words {
        match language {
            Language::Chinese => &self.chinese,
            Language::English => &self.english,
        }
    }

    /// Whether this is a demonstration.
    pub(super) fn is_demo(&self) -> bool {
        !self.shown.is_empty()
    }
}
