//! The front matter: what the instrument is.

use crate::check::nearest::suggest;
use crate::day;
use crate::diagnostic::Diagnostic;
use crate::place::{Span, Spanned};
use crate::regulation::{Level, Period, Reference};
use crate::tree::Name;

/// What the front matter says, with harmless values where it is wrong.
#[derive(Clone, Debug)]
pub(super) struct Front {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) title_zh: String,
    pub(super) title_en: String,
    pub(super) issuer: String,
    pub(super) level: Level,
    pub(super) superior: Option<Reference>,
    pub(super) in_force: Period,
    pub(super) lenient_version: bool,
    pub(super) unlisted_declared: bool,
    pub(super) principles: Vec<String>,
    pub(super) source: Option<String>,
    /// Its first entry, for findings about the whole.
    pub(super) span: Span,
}

const KEYS: [&str; 12] = [
    "id",
    "title",
    "issuer",
    "level",
    "superior",
    "version",
    "in_force",
    "retroactivity",
    "on_conflict",
    "unlisted",
    "principles",
    "source",
];

const NEEDED: [&str; 5] = ["id", "title", "level", "version", "in_force"];

/// Levels by both words, lowest first.
pub(super) const LEVELS: [(Level, &str, &str); 5] = [
    (Level::Unit, "unit", "单位"),
    (Level::County, "county", "县"),
    (Level::City, "city", "市"),
    (Level::Province, "province", "省"),
    (Level::Central, "central", "中央"),
];

/// The level a word names.
pub(super) fn level(word: &str) -> Option<Level> {
    LEVELS.iter().find(|(_, en, zh)| *en == word || *zh == word).map(|(level, ..)| *level)
}

/// The words for levels.
pub(super) fn level_words() -> impl Iterator<Item = &'static str> {
    LEVELS.iter().flat_map(|(_, en, zh)| [*en, *zh])
}

/// Reads the entries.
pub(super) fn read(entries: &[(Name, Spanned<String>)], findings: &mut Vec<Diagnostic>) -> Front {
    let span = entries.first().map_or(Span::default(), |(key, value)| key.span.to(value.span));
    let mut front = Front {
        id: String::new(),
        version: String::new(),
        title_zh: String::new(),
        title_en: String::new(),
        issuer: String::new(),
        level: Level::Unit,
        superior: None,
        in_force: Period { from: None, until: None },
        lenient_version: true,
        unlisted_declared: false,
        principles: Vec::new(),
        source: None,
        span,
    };
    let mut seen: Vec<&Name> = Vec::new();
    for (key, value) in entries {
        if let Some(before) = seen.iter().find(|before| before.value == key.value) {
            let finding = Diagnostic::error("duplicate-front-key", key.span).with("key", key.value.as_str());
            findings.push(finding.near("first-here", before.span));
            continue;
        }
        seen.push(key);
        front.entry(key, value, findings);
    }
    for needed in NEEDED {
        if !seen.iter().any(|key| key.value == needed) {
            findings.push(Diagnostic::error("missing-front-key", span).with("key", needed));
        }
    }
    front
}

impl Front {
    fn entry(&mut self, key: &Name, value: &Spanned<String>, findings: &mut Vec<Diagnostic>) {
        let text = value.value.trim();
        if KEYS.contains(&key.value.as_str()) && text.is_empty() {
            findings.push(Diagnostic::error("empty-front-value", key.span).with("key", key.value.as_str()));
            return;
        }
        let accepted = match key.value.as_str() {
            "id" => {
                self.id = text.to_owned();
                is_latin_id(text)
            }
            "version" => {
                self.version = text.to_owned();
                !text.chars().any(|letter| letter.is_whitespace() || letter == '@')
            }
            "title" => self.title(text),
            "issuer" => {
                self.issuer = text.to_owned();
                true
            }
            "level" => level(text).map(|level| self.level = level).is_some(),
            "superior" => self.superior(text),
            "in_force" => return self.period(value, findings),
            "retroactivity" => self.retroactivity(text),
            "on_conflict" => matches!(text, "报告" | "report"),
            "unlisted" => {
                self.unlisted_declared = true;
                matches!(text, "不适用" | "not_applicable")
            }
            "principles" => {
                let names = text.split([',', '，', '、']).map(str::trim).filter(|name| !name.is_empty());
                self.principles.extend(names.map(str::to_owned));
                true
            }
            "source" => {
                self.source = Some(text.to_owned());
                true
            }
            unknown => {
                let finding = Diagnostic::warning("unknown-front-key", key.span).with("key", unknown);
                findings.push(suggest(finding, unknown, KEYS.into_iter()));
                true
            }
        };
        if !accepted {
            findings.push(refused(key, value));
        }
    }

    /// `{zh: …, en: …}` in either order, or plain text.
    fn title(&mut self, text: &str) -> bool {
        let Some(inner) = text.strip_prefix(['{', '｛']) else {
            self.title_zh = text.to_owned();
            self.title_en = text.to_owned();
            return true;
        };
        let Some(inner) = inner.strip_suffix(['}', '｝']) else { return false };
        let (zh, en) = (title_part(inner, "zh"), title_part(inner, "en"));
        let Some(any) = zh.or(en) else { return false };
        self.title_zh = zh.unwrap_or(any).to_owned();
        self.title_en = en.unwrap_or(any).to_owned();
        true
    }

    fn superior(&mut self, text: &str) -> bool {
        if matches!(text, "none" | "无") {
            return true;
        }
        let Some((id, version)) = text.split_once('@') else { return false };
        let fits = is_latin_id(id) && !version.is_empty() && !version.contains(|c: char| c.is_whitespace() || c == '@');
        if fits {
            self.superior = Some(Reference { id: id.to_owned(), version: version.to_owned() });
        }
        fits
    }

    fn retroactivity(&mut self, text: &str) -> bool {
        self.lenient_version = matches!(text, "从旧兼从轻" | "lenient");
        self.lenient_version || matches!(text, "从旧" | "old")
    }

    fn period(&mut self, value: &Spanned<String>, findings: &mut Vec<Diagnostic>) {
        let text = value.value.trim();
        let Some((from, until)) = text.split_once("..") else {
            findings.push(Diagnostic::error("bad-period", value.span).with("found", text));
            return;
        };
        let mut day = |written: &str| {
            let written = written.trim();
            let day = date(written);
            if day.is_none() && !written.is_empty() {
                findings.push(Diagnostic::error("bad-date", value.span).with("found", written));
            }
            day
        };
        let (first, last) = (day(from), day(until));
        if from.trim().is_empty() {
            findings.push(Diagnostic::error("bad-period", value.span).with("found", text));
        }
        if first.zip(last).is_some_and(|(first, last)| first > last) {
            findings.push(Diagnostic::error("period-reversed", value.span).with("found", text));
        }
        self.in_force = Period { from: first, until: last };
    }
}

/// The part after `zh:` or `en:` up to the other one.
fn title_part<'a>(inner: &'a str, language: &str) -> Option<&'a str> {
    let other = if language == "zh" { "en" } else { "zh" };
    let after = label(inner, language)?.1;
    let part = label(after, other).map_or(after, |(before, _)| before);
    let part = part.trim().trim_end_matches([',', '，', ';', '；']).trim();
    (!part.is_empty()).then_some(part)
}

/// What stands before and after a label `zh:` that begins the text or follows a separator.
fn label<'a>(text: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    text.match_indices(word).find_map(|(at, _)| {
        let (before, rest) = text.split_at(at);
        let after = rest.strip_prefix(word)?.trim_start().strip_prefix([':', '：'])?;
        let begins = before.trim_end().is_empty() || before.trim_end().ends_with([',', '，', ';', '；']);
        begins.then_some((before, after))
    })
}

/// `2026-03-01` or `2026年3月1日`.
fn date(written: &str) -> Option<i64> {
    let Some((year, rest)) = written.split_once('年') else { return day::parse(written) };
    let (month, rest) = rest.split_once('月')?;
    let number = |digits: &str| digits.parse::<u16>().ok().map(i64::from);
    day::from_date(number(year)?, number(month)?, number(rest.strip_suffix('日')?)?)
}

fn is_latin_id(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.'))
}

fn refused(key: &Name, value: &Spanned<String>) -> Diagnostic {
    let text = value.value.trim();
    let (code, words): (_, Vec<&str>) = match key.value.as_str() {
        "id" => return Diagnostic::error("bad-id", value.span).with("found", text),
        "version" => return Diagnostic::error("bad-version", value.span).with("found", text),
        "title" => return Diagnostic::error("bad-title", value.span).with("found", text),
        "superior" => return Diagnostic::error("bad-superior", value.span).with("found", text),
        "level" => ("unknown-level", level_words().collect()),
        "retroactivity" => ("unknown-front-value", vec!["从旧兼从轻", "从旧", "lenient", "old"]),
        "on_conflict" => ("unknown-front-value", vec!["报告", "report"]),
        _ => ("unknown-front-value", vec!["不适用", "not_applicable"]),
    };
    let finding = Diagnostic::error(code, value.span).with("key", key.value.as_str()).with("found", text);
    suggest(finding, text, words.into_iter())
}
