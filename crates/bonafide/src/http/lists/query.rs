//! What a list is asked for, as the address says it, and back into an address.

use bonafide_procedure::id::Day;
use bonafide_store::{Filter, Sorting};

use crate::handle::{CASE, FILING};
use crate::http::ask::Ask;

/// Rows of a page.
pub(in crate::http) const ROWS: u32 = 50;

/// Nobody counts beyond this.
pub(in crate::http) const COUNTED: u32 = 1_001;

/// Within how many days "this week" is.
const WEEK: i64 = 7;

/// A question as the reader put it.
#[derive(Clone, Debug, Default)]
pub(in crate::http) struct Query {
    /// `filings`, or cases.
    pub(in crate::http) kind: String,
    /// Words.
    pub(in crate::http) text: String,
    /// `open`, `closed`, or both.
    pub(in crate::http) state: String,
    /// A unit of the roster.
    pub(in crate::http) unit: String,
    /// A step.
    pub(in crate::http) step: String,
    /// `late`, `today`, `week`, or any.
    pub(in crate::http) due: String,
    /// `due`, or by change.
    pub(in crate::http) sort: String,
    /// Which of the four lists of the desk.
    pub(in crate::http) list: String,
    /// The row to go on after.
    pub(in crate::http) after: Option<(i64, i64)>,
    /// The size of the record when the page was first shown.
    pub(in crate::http) since: Option<i64>,
}

impl Query {
    /// Reads an address, or a form that carries one on.
    pub(in crate::http) fn of(ask: &Ask) -> Self {
        let word = |name: &str| {
            let asked = ask.query(name);
            let asked = if asked.is_empty() { ask.field(name) } else { asked };
            asked.trim().to_owned()
        };
        let after = word("after");
        let after = after.split_once('.').and_then(|(one, two)| Some((one.parse().ok()?, two.parse().ok()?)));
        Self {
            kind: word("kind"),
            text: word("q"),
            state: word("state"),
            unit: word("unit"),
            step: word("step"),
            due: word("due"),
            sort: word("sort"),
            list: word("list"),
            after,
            since: word("since").parse().ok(),
        }
    }

    /// The words of it that a form carries on, but for place and time.
    pub(in crate::http) fn pairs(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("kind", &self.kind),
            ("q", &self.text),
            ("state", &self.state),
            ("unit", &self.unit),
            ("step", &self.step),
            ("due", &self.due),
            ("sort", &self.sort),
            ("list", &self.list),
        ];
        all.into_iter().filter(|(_, word)| !word.is_empty()).map(|(name, word)| (name, word.clone())).collect()
    }

    /// An address of the same question, with what is given beside it.
    pub(in crate::http) fn address(&self, path: &str, beside: &[(&str, String)]) -> String {
        let own = self.pairs();
        let own = own.iter().map(|(name, word)| (*name, word.as_str()));
        let kept = own.filter(|(name, _)| !beside.iter().any(|(other, _)| other == name));
        let beside = beside.iter().map(|(name, word)| (*name, word.as_str())).filter(|(_, word)| !word.is_empty());
        let words: Vec<String> = kept.chain(beside).map(|(name, word)| format!("{name}={}", encoded(word))).collect();
        if words.is_empty() { path.to_owned() } else { format!("{path}?{}", words.join("&")) }
    }

    /// The order it is shown in.
    pub(in crate::http) fn order(&self) -> Sorting {
        match (self.text.is_empty(), self.sort.as_str()) {
            (false, _) => Sorting::Opened,
            (true, "due") => Sorting::Due,
            (true, _) => Sorting::Change,
        }
    }

    /// What the view is asked for.
    pub(in crate::http) fn filter(&self, today: Day) -> Filter {
        let is_open = match self.state.as_str() {
            "open" => Some(true),
            "closed" => Some(false),
            _ => None,
        };
        let due_until = match self.due.as_str() {
            "late" => Some(today.0 - 1),
            "today" => Some(today.0),
            "week" => Some(today.0 + WEEK),
            _ => None,
        };
        let kind = match self.kind.as_str() {
            "filings" => Some(FILING),
            "all" => None,
            _ => Some(CASE),
        };
        let (unit, step) = (self.unit.clone(), self.step.clone());
        Filter { kind, is_open, unit, step, outcome: String::new(), due_until, text: self.text.clone() }
    }

    /// Whether anything narrows it.
    pub(in crate::http) fn is_narrowed(&self) -> bool {
        [&self.text, &self.state, &self.unit, &self.step, &self.due].into_iter().any(|word| !word.is_empty())
    }
}

/// A word as an address carries it.
pub(in crate::http) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
