//! The frame around every page: the bar, the menu of the reader, the switches, the foot.

use super::ask::Ask;
use super::hall::Hall;
use super::roles::Roles;
use crate::report::names::Names;
use crate::words::{Language, Words, say};

/// One entry of the menu.
pub(super) struct Entry {
    pub(super) address: &'static str,
    pub(super) text: String,
    pub(super) is_here: bool,
}

/// What the layout shows.
pub(super) struct Frame<'a> {
    words: &'a Words,
    pub(super) title: String,
    pub(super) path: String,
    pub(super) body: String,
    pub(super) lang: &'static str,
    pub(super) theme: &'static str,
    pub(super) size: &'static str,
    pub(super) person: String,
    pub(super) token: String,
    pub(super) menu: Vec<Entry>,
    pub(super) is_demo: bool,
    pub(super) demo_day: String,
    /// Each table can be taken away as a file.
    pub(super) gives_csv: bool,
}

impl<'a> Frame<'a> {
    /// The frame of a page with a title.
    pub(super) fn new(hall: &'a Hall, ask: &Ask, title: String) -> Self {
        let words = ask.words(hall);
        let roster = hall.lists.roster(&hall.desk).ok();
        let names = roster.as_ref().map(|roster| Names::with_roster(words, roster));
        let person = ask.viewer.person();
        let shown =
            person.map(|person| names.as_ref().map_or_else(|| person.to_string(), |names| names.person(person)));
        let leads = person
            .zip(roster.as_ref())
            .is_some_and(|(person, roster)| super::may::leads_any(person, roster, hall.desk.today()));
        let roles = person.map(|person| hall.lists.roles(&hall.desk, person)).unwrap_or_default();
        let body = if hall.is_demo() { words.say("web-body-demo") } else { words.say("web-body") };
        Self {
            words,
            title,
            path: ask.path.clone(),
            body,
            lang: if ask.viewer.language == Language::Chinese { "zh-CN" } else { "en" },
            theme: ask.viewer.theme,
            size: if ask.viewer.is_large { "large" } else { "" },
            person: shown.unwrap_or_default(),
            token: ask.viewer.signed.as_ref().map(|signed| signed.form_token.clone()).unwrap_or_default(),
            menu: menu(words, ask, (person.is_some(), leads), roles),
            is_demo: hall.is_demo(),
            demo_day: hall.desk.today().to_string(),
            gives_csv: false,
        }
    }

    /// With tables that can be taken away.
    pub(super) fn with_csv(mut self) -> Self {
        self.gives_csv = true;
        self
    }

    /// A sentence.
    pub(super) fn t(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// The banner of the demonstration.
    pub(super) fn banner(&self) -> String {
        say!(self.words, "web-demo-banner", day = self.demo_day.as_str())
    }

    /// Whether the other language is offered as English.
    pub(super) fn is_chinese(&self) -> bool {
        self.lang == "zh-CN"
    }
}

/// What stands on the left: first what is open to everybody, then the work.
fn menu(words: &Words, ask: &Ask, (is_signed, leads): (bool, bool), roles: Roles) -> Vec<Entry> {
    let open: &[(&str, &str)] = &[
        ("/", "web-menu-home"),
        ("/self-check", "web-menu-self-check"),
        ("/calendar", "web-menu-calendar"),
        ("/open/rules", "web-menu-rules"),
    ];
    let work: &[(&str, &str)] = &[
        ("/desk", "web-menu-desk"),
        ("/cases", "web-menu-cases"),
        ("/search", "web-menu-search"),
        ("/new", "web-menu-new"),
        ("/policy", "policy-title"),
    ];
    let own: &[(&str, &str)] = &[("/me", "web-menu-me")];
    let unit: &[(&str, &str)] = &[("/unit", "web-menu-unit")];
    let account: &[(&str, &str)] = &[("/me/account", "web-menu-account")];
    let path = ask.path.split('?').next().unwrap_or_default();
    let is_here = |address: &str| {
        let is_below = address.len() > 1 && path.starts_with(&format!("{address}/"));
        path == address || (is_below && path != "/me/account")
    };
    let entry =
        |(address, key): &(&'static str, &str)| Entry { address, text: words.say(key), is_here: is_here(address) };
    let work = if is_signed { work } else { &[] };
    let desks: [(bool, (&'static str, &str)); 4] = [
        (roles.inquires, ("/inv", "work-inv")),
        (roles.decides, ("/panel", "work-panel")),
        (roles.assesses, ("/review", "work-review")),
        (roles.oversees, ("/up", "work-up")),
    ];
    let desks = desks.iter().filter(|(is_theirs, _)| *is_theirs).map(|(_, entry)| entry);
    let own = if is_signed { own } else { &[] };
    let account = if is_signed { account } else { &[] };
    let unit = if leads { unit } else { &[] };
    own.iter().chain(unit).chain(desks).chain(work).chain(open).chain(account).map(entry).collect()
}
