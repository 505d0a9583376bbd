//! Finding cases: what somebody may see, in one order, a page at a time. Every page goes on after the last row of the one
//! before, so that the thousandth costs what the first does; counts stop at a number beyond which nobody counts.

use std::collections::BTreeMap;

use super::{CaseLists, CaseTie, NO_DAY, Place};
use crate::append::{StreamId, StreamKind};
use crate::engine::lists::{Answer, Datum};
use crate::error::Fault;

/// In which order, and so along which index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sorting {
    /// What changed last comes first.
    Change,
    /// Open duties, what falls due first comes first.
    Due,
    /// What was opened last comes first; the order of searches.
    Opened,
    /// Cases in which it is the person's turn, what falls due first comes first.
    Turn,
    /// Cases in which the person acted, what changed last comes first.
    Acted,
}

/// Which of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Cases, filings, reminders, trainings; none: all.
    pub kind: Option<StreamKind>,
    /// Whether something is still to be done.
    pub is_open: Option<bool>,
    /// Of a unit.
    pub unit: String,
    /// At a step.
    pub step: String,
    /// With an outcome.
    pub outcome: String,
    /// With a duty due on a day or before.
    pub due_until: Option<i64>,
    /// With all these words.
    pub text: String,
}

/// What somebody sees of the cases of a scope.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ScopeSight {
    /// All by office, but those with one of these ties.
    AllBut(Vec<CaseTie>),
    /// Only those with one of these ties.
    Tied(Vec<CaseTie>),
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// Who asks.
    pub person: String,
    /// The scopes in which their offices change what they see.
    pub scopes: Vec<(i64, ScopeSight)>,
    /// The ties by which they see a case in any other scope.
    pub elsewhere: Vec<CaseTie>,
    /// The order.
    pub order: Sorting,
    /// Which.
    pub filter: Filter,
    /// Go on after the row with this key.
    pub after: Option<(i64, i64)>,
    /// At most so many.
    pub count_max: u32,
}

/// A row found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its place in the order, to go on after it.
    pub key: (i64, i64),
    /// Its number.
    pub number: String,
    /// Case, filing, reminder, training.
    pub kind: StreamKind,
    /// The stream.
    pub stream: StreamId,
    /// The scope it is seen by office in.
    pub scope: i64,
    /// What ties the person who asks to it.
    pub tie: CaseTie,
    /// Position of the last event.
    pub changed: i64,
    /// As in [`super::CaseRow`].
    pub unit: String,
    /// The person concerned.
    pub subject: String,
    /// The matter in one line.
    pub matter: String,
    /// Where it stands.
    pub stage: String,
    /// The step on the way.
    pub step: String,
    /// Whose turn it is, one a line.
    pub turn: String,
    /// Last day of that step, or [`NO_DAY`].
    pub due: i64,
    /// The duty whose term ends first.
    pub duty_step: String,
    /// Its last day, or [`NO_DAY`].
    pub duty_due: i64,
    /// The outcome.
    pub outcome: String,
    /// The day of the last event.
    pub changed_on: i64,
    /// Whether something is still to be done.
    pub is_open: bool,
}

/// Beyond so many scopes one scan over all cases is cheaper than one for each scope.
const SCOPES_MAX: usize = 48;

/// So far words are counted to see which is the rarest.
const PROBED_MAX: i64 = 1_000;

const COLUMNS: &str = "c.id, c.number, c.kind, c.stream, c.scope, p.tie, c.changed, c.unit, c.subject, c.sealed, c.stage, \
    c.step, c.turn, c.due, c.duty_step, c.duty_due, c.outcome, c.changed_on, c.is_open";

/// How SQLite is told which index to walk; PostgreSQL has statistics and is told nothing.
const INDEXED: &str = " INDEXED BY ";

/// Where rows come from.
#[derive(Clone, Debug)]
enum Source {
    /// Seen by office, in these scopes, but for these ties; none to look for where the person has none that changes that.
    Scopes(Vec<i64>, Option<Vec<CaseTie>>),
    /// Seen by these ties of their own, in this scope.
    Ties(i64, Vec<CaseTie>),
    /// A list of their own, seen whichever way.
    Own(&'static str),
}

/// A statement as it grows.
#[derive(Default)]
struct Text {
    conditions: Vec<String>,
    values: Vec<Datum>,
}

impl Text {
    fn value(&mut self, value: impl Into<Datum>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    fn with(&mut self, condition: impl Into<String>) {
        self.conditions.push(condition.into());
    }
}

impl Wanted {
    /// The sources, given the scopes in which the person has ties of their own, and whether any of them hides or changes
    /// what an office shows.
    fn sources(&self, tied: &[i64], has_other: bool) -> Vec<Source> {
        match self.order {
            Sorting::Turn => return vec![Source::Own("turn")],
            Sorting::Acted => return vec![Source::Own("acted")],
            _ => {}
        }
        let mut whole: BTreeMap<Option<&Vec<CaseTie>>, Vec<i64>> = BTreeMap::new();
        for (scope, sight) in &self.scopes {
            if let ScopeSight::AllBut(ties) = sight {
                whole.entry(has_other.then_some(ties)).or_default().push(*scope);
            }
        }
        let mut sources = Vec::new();
        for (but, scopes) in whole {
            if scopes.len() > SCOPES_MAX {
                sources.push(Source::Scopes(scopes, but.cloned()));
            } else {
                sources.extend(scopes.into_iter().map(|scope| Source::Scopes(vec![scope], but.cloned())));
            }
        }
        for scope in tied {
            let ties = match self.scopes.iter().find(|(own, _)| own == scope) {
                Some((_, ScopeSight::AllBut(_))) => continue,
                Some((_, ScopeSight::Tied(ties))) => ties,
                None => &self.elsewhere,
            };
            if !ties.is_empty() {
                sources.push(Source::Ties(*scope, ties.clone()));
            }
        }
        sources
    }

    /// The columns of the key, and whether the greatest comes first.
    fn key(&self) -> (&'static str, Option<&'static str>, bool) {
        match self.order {
            Sorting::Change => ("c.changed", None, true),
            Sorting::Due => ("c.duty_due", Some("c.id"), false),
            Sorting::Opened => ("c.id", None, true),
            Sorting::Turn => ("p.due", Some("p.id"), false),
            Sorting::Acted => ("p.changed", None, true),
        }
    }

    fn key_of(&self, id: i64, changed: i64, due: i64, duty_due: i64) -> (i64, i64) {
        match self.order {
            Sorting::Change | Sorting::Acted => (changed, 0),
            Sorting::Due => (duty_due, id),
            Sorting::Opened => (id, 0),
            Sorting::Turn => (due, id),
        }
    }

    /// The text of a question to one source; `bound`: rows beyond this key are not needed.
    fn text(
        &self,
        source: &Source,
        words: &[i64],
        bound: Option<(i64, i64)>,
        is_counted: bool,
    ) -> (String, Vec<Datum>) {
        let mut text = Text::default();
        let (mut first, second, is_falling) = self.key();
        let from = self.from(&mut text, source);
        if matches!(source, Source::Ties(..)) && self.order == Sorting::Change {
            first = "p.changed";
        }
        let from = self.along(&mut text, source, from, words);
        if from.starts_with("case_words") {
            first = "w.id";
        }
        self.narrow(&mut text);
        for (key, is_after) in [(self.after, true), (bound, false)] {
            let Some((one, two)) = key else { continue };
            let sign = if is_falling == is_after { "<" } else { ">" };
            let one = text.value(one);
            match second {
                None => text.with(format!("{first} {sign} {one}")),
                Some(second) => {
                    let two = text.value(two);
                    text.with(format!("({first}, {second}) {sign} ({one}, {two})"));
                }
            }
        }
        let conditions = text.conditions.join(" AND ");
        let count = text.value(i64::from(self.count_max));
        let turn = if is_falling { " DESC" } else { "" };
        let then = second.map(|second| format!(", {second}{turn}")).unwrap_or_default();
        let order = format!("ORDER BY {first}{turn}{then} LIMIT {count}");
        if is_counted {
            // A row that no condition looks at is not fetched to be counted.
            let from = if conditions.contains("c.") { from.as_str() } else { without_rows(&from) };
            // The order keeps the count on the index that the rows are found by; where it would have to be made, none.
            let is_sorted = match (source, self.order) {
                (Source::Ties(..), order) => order != Sorting::Change,
                (Source::Scopes(..), Sorting::Opened) => !from.starts_with("case_words"),
                _ => false,
            };
            let order = if is_sorted { format!("LIMIT {count}") } else { order };
            let counted = format!("SELECT COUNT(*) FROM (SELECT 1 FROM {from} WHERE {conditions} {order}) counted");
            return (counted, text.values);
        }
        let columns = match source {
            Source::Scopes(_, None) => COLUMNS.replace("p.tie", "5"),
            Source::Scopes(_, Some(_)) => {
                let person = text.value(self.person.as_str());
                let tie = format!(
                    "COALESCE((SELECT t.tie FROM case_people t WHERE t.person = {person} AND t.id = c.id \
                     AND t.tie IN (0, 2, 4)), 5)"
                );
                COLUMNS.replace("p.tie", &tie)
            }
            _ => COLUMNS.to_owned(),
        };
        (format!("SELECT {columns} FROM {from} WHERE {conditions} {order}"), text.values)
    }

    /// The index of a scope that has the order and what narrows it most: SQLite, which has no statistics here, takes others.
    fn index(&self) -> Option<&'static str> {
        let filter = &self.filter;
        let is_open = filter.is_open == Some(true) || filter.due_until.is_some() || !filter.step.is_empty();
        Some(match (self.order, filter.kind.is_some()) {
            (Sorting::Due, _) => "case_rows_by_due",
            (Sorting::Change, true) if !filter.step.is_empty() => "case_rows_by_step",
            (Sorting::Change, true) if !filter.unit.is_empty() && is_open => "case_rows_open_by_unit",
            (Sorting::Change, true) if !filter.unit.is_empty() => "case_rows_by_unit",
            (Sorting::Change, true) if is_open => "case_rows_open_by_kind",
            (Sorting::Change, true) => "case_rows_by_kind",
            (Sorting::Change, false) if is_open => "case_rows_open_by_change",
            (Sorting::Change, false) => "case_rows_by_change",
            (Sorting::Opened | Sorting::Turn | Sorting::Acted, _) => return None,
        })
    }

    /// Where a source is found, with its conditions.
    fn from(&self, text: &mut Text, source: &Source) -> String {
        match source {
            Source::Scopes(scopes, but) => {
                let mut index = None;
                match scopes.as_slice() {
                    [scope] => {
                        let scope = text.value(*scope);
                        text.with(format!("c.scope = {scope}"));
                        index = self.index();
                    }
                    // The sign keeps the index of each scope out of it: the rows come in the order of all.
                    many => text.with(format!("+c.scope IN ({})", listed(many))),
                }
                if let Some(but) = but.as_ref().filter(|but| !but.is_empty()) {
                    let (person, ties) = (text.value(self.person.as_str()), ties_listed(but));
                    text.with(format!(
                        "NOT EXISTS (SELECT 1 FROM case_people o WHERE o.person = {person} AND o.id = c.id \
                         AND o.tie IN ({ties}))"
                    ));
                }
                index.map_or_else(|| "case_rows c".to_owned(), |index| format!("case_rows c{INDEXED}{index}"))
            }
            Source::Ties(scope, ties) => {
                let (person, scope) = (text.value(self.person.as_str()), text.value(*scope));
                text.with(format!("p.person = {person} AND p.scope = {scope}"));
                text.with(format!("p.tie BETWEEN 1 AND 4 AND p.tie IN ({})", ties_listed(ties)));
                "case_people p JOIN case_rows c ON c.id = p.id".to_owned()
            }
            Source::Own(flag) => {
                let person = text.value(self.person.as_str());
                text.with(format!("p.person = {person} AND p.{flag} = 1"));
                text.with(self.seen());
                "case_people p JOIN case_rows c ON c.id = p.id".to_owned()
            }
        }
    }

    /// Whether the person sees a case of a list of their own.
    fn seen(&self) -> String {
        let mut alike: BTreeMap<&ScopeSight, Vec<i64>> = BTreeMap::new();
        for (scope, sight) in &self.scopes {
            alike.entry(sight).or_default().push(*scope);
        }
        let way = |(sight, scopes): (&ScopeSight, Vec<i64>)| {
            let scopes = listed(&scopes);
            match sight {
                ScopeSight::AllBut(ties) if ties.is_empty() => format!("p.scope IN ({scopes})"),
                ScopeSight::AllBut(ties) => format!("(p.scope IN ({scopes}) AND p.tie NOT IN ({}))", ties_listed(ties)),
                ScopeSight::Tied(ties) => tied_in(ties, &format!("p.scope IN ({scopes})")),
            }
        };
        let mut ways: Vec<String> = alike.into_iter().map(way).collect();
        let all: Vec<i64> = self.scopes.iter().map(|(scope, _)| *scope).collect();
        let elsewhere = if all.is_empty() { "1 = 1".to_owned() } else { format!("p.scope NOT IN ({})", listed(&all)) };
        ways.push(tied_in(&self.elsewhere, &elsewhere));
        format!("({})", ways.join(" OR "))
    }

    /// Words: along the rarest of them where that is shorter than the scope, else each is looked up.
    fn along(&self, text: &mut Text, source: &Source, from: String, words: &[i64]) -> String {
        let Some((rarest, others)) = words.split_first() else { return from };
        let is_led = self.order == Sorting::Opened && matches!(source, Source::Scopes(..)) && *rarest != 0;
        for word in others.iter().chain((!is_led).then_some(rarest)).filter(|word| **word != 0) {
            let word = text.value(*word);
            text.with(format!("EXISTS (SELECT 1 FROM case_words v WHERE v.word = {word} AND v.id = c.id)"));
        }
        if !is_led {
            return from;
        }
        let word = text.value(*rarest);
        text.with(format!("w.word = {word} AND c.id = w.id"));
        // The scope is then looked up with the row, not walked along.
        for condition in &mut text.conditions {
            if condition.starts_with("c.scope = ") {
                condition.insert(0, '+');
            }
        }
        "case_words w CROSS JOIN case_rows c".to_owned()
    }

    fn narrow(&self, text: &mut Text) {
        let filter = &self.filter;
        if let Some(kind) = filter.kind {
            let kind = text.value(i64::from(kind.0));
            text.with(format!("c.kind = {kind}"));
        }
        match filter.is_open {
            Some(true) => text.with("c.is_open = 1"),
            Some(false) => text.with("c.is_open = 0"),
            None => {}
        }
        if self.order == Sorting::Due {
            text.with(format!("c.is_open = 1 AND c.duty_due < {NO_DAY}"));
        }
        for (column, word) in [("unit", &filter.unit), ("step", &filter.step), ("outcome", &filter.outcome)] {
            if !word.is_empty() {
                let word = text.value(word.as_str());
                text.with(format!("c.{column} = {word}"));
            }
        }
        if !filter.step.is_empty() {
            text.with("c.is_open = 1");
        }
        if let Some(day) = filter.due_until {
            let day = text.value(day);
            text.with(format!("c.duty_due <= {day} AND c.is_open = 1"));
        }
    }
}

/// What people have to do with cases, without the cases.
fn without_rows(from: &str) -> &str {
    from.strip_suffix(" JOIN case_rows c ON c.id = p.id").unwrap_or(from)
}

fn listed(numbers: &[i64]) -> String {
    numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

fn ties_listed(ties: &[CaseTie]) -> String {
    ties.iter().map(|tie| tie.number().to_string()).collect::<Vec<_>>().join(", ")
}

fn tied_in(ties: &[CaseTie], place: &str) -> String {
    if ties.is_empty() { "1 = 0".to_owned() } else { format!("(p.tie IN ({}) AND {place})", ties_listed(ties)) }
}

impl CaseLists {
    /// The sources of a question.
    fn sources(&self, wanted: &Wanted) -> Result<Vec<Source>, Fault> {
        let person = || Datum::from(wanted.person.as_str());
        let text = "SELECT COUNT(*) FROM (SELECT 1 FROM case_people o WHERE o.person = ?1 AND o.tie < 5 AND o.tie IN (0, 2, 4) LIMIT 1) one";
        let has_other = self.number(text, &[person()])? > 0;
        let text = "SELECT p.scope FROM case_people p WHERE p.person = ?1 AND p.tie BETWEEN 1 AND 4 AND p.scope > ?2 \
                    ORDER BY p.scope LIMIT 1";
        let (mut tied, mut after) = (Vec::new(), i64::MIN);
        // From scope to scope, not from row to row: somebody may be tied to every case of an office.
        while let Some(mut row) = self.with(|session| session.ask(text, &[person(), after.into()]))?.pop() {
            after = row.int()?;
            tied.push(after);
        }
        Ok(wanted.sources(&tied, has_other))
    }

    /// The rows of a page.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn find(&self, wanted: &Wanted) -> Result<Vec<Listed>, Fault> {
        let count_max = usize::try_from(wanted.count_max).unwrap_or(usize::MAX);
        let is_falling = wanted.key().2;
        let mut found: Vec<Listed> = Vec::new();
        for source in self.sources(wanted)? {
            let words = self.words_for(wanted, &source)?;
            let bound = found.get(count_max.saturating_sub(1)).map(|last| last.key);
            let (text, values) = self.worded(wanted.text(&source, &words, bound, false));
            for row in self.with(|session| session.ask(&text, &values))? {
                found.push(self.listed(wanted, row)?);
            }
            found.sort_by(|one, other| if is_falling { other.key.cmp(&one.key) } else { one.key.cmp(&other.key) });
            found.truncate(count_max);
        }
        Ok(found)
    }

    /// How many there are; the number at which counting stops means: that many or more.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn count(&self, wanted: &Wanted) -> Result<u32, Fault> {
        let mut count = 0_u32;
        for source in self.sources(wanted)? {
            let words = self.words_for(wanted, &source)?;
            let left = Wanted { count_max: wanted.count_max.saturating_sub(count), after: None, ..wanted.clone() };
            if left.count_max == 0 {
                break;
            }
            let (text, values) = self.worded(left.text(&source, &words, None, true));
            let rows = self.with(|session| session.ask(&text, &values))?;
            let counted = rows.into_iter().next().map_or(Ok(0), |mut row| row.int())?;
            count = count.saturating_add(u32::try_from(counted).unwrap_or(u32::MAX));
        }
        Ok(count)
    }

    /// How SQLite goes about a question: its plans, for the rows or for the count.
    #[cfg(test)]
    pub(crate) fn plans(&self, wanted: &Wanted, is_counted: bool) -> Result<Vec<String>, Fault> {
        let mut plans = Vec::new();
        for source in self.sources(wanted)? {
            let words = self.words_for(wanted, &source)?;
            let (text, values) = wanted.text(&source, &words, None, is_counted);
            let rows = self.with(|session| session.ask(&format!("EXPLAIN QUERY PLAN {text}"), &values))?;
            let lines = rows.into_iter().map(|mut row| {
                let _ids = (row.int()?, row.int()?, row.int()?);
                row.text()
            });
            plans.push(lines.collect::<Result<Vec<_>, _>>()?.join("; "));
        }
        Ok(plans)
    }

    /// A question as the database takes it.
    fn worded(&self, (text, values): (String, Vec<Datum>)) -> (String, Vec<Datum>) {
        match (&self.place, text.split_once(INDEXED)) {
            (Place::Database(_), Some((before, after))) => {
                let after = after.split_once(' ').map_or("", |(_index, after)| after);
                (format!("{before} {after}"), values)
            }
            _ => (text, values),
        }
    }

    /// The words asked for, the rarest first; a zero in front: the scope has fewer cases than the rarest word.
    fn words_for(&self, wanted: &Wanted, source: &Source) -> Result<Vec<i64>, Fault> {
        let words = self.asked(&wanted.filter.text);
        if words.is_empty() && !wanted.filter.text.trim().is_empty() {
            // Nothing that is a word: nothing is found.
            return Ok(vec![1]);
        }
        if words.is_empty() || wanted.order != Sorting::Opened {
            return Ok(words);
        }
        let probe = "SELECT COUNT(*) FROM (SELECT 1 FROM case_words WHERE word = ?1 LIMIT ?2) counted";
        let mut counted = Vec::with_capacity(words.len());
        for word in words {
            counted.push((self.number(probe, &[Datum::Int(word), PROBED_MAX.into()])?, word));
        }
        counted.sort_unstable();
        let rarest = counted.first().map_or(0, |(count, _)| *count);
        let mut words: Vec<i64> = counted.into_iter().map(|(_, word)| word).collect();
        if let Source::Scopes(scopes, _) = source
            && let [scope] = scopes.as_slice()
        {
            let probe = "SELECT COUNT(*) FROM (SELECT 1 FROM case_rows WHERE scope = ?1 LIMIT ?2) counted";
            if self.number(probe, &[Datum::Int(*scope), PROBED_MAX.into()])? < rarest {
                words.insert(0, 0);
            }
        }
        Ok(words)
    }

    fn number(&self, text: &str, values: &[Datum]) -> Result<i64, Fault> {
        let rows = self.with(|session| session.ask(text, values))?;
        rows.into_iter().next().map_or(Ok(0), |mut row| row.int())
    }

    fn listed(&self, wanted: &Wanted, mut row: Answer) -> Result<Listed, Fault> {
        let id = row.int()?;
        let number = row.text()?;
        let kind = StreamKind(u16::try_from(row.int()?).map_err(Fault::new)?);
        let stream: [u8; 16] = row.bytes()?.try_into().map_err(|_| Fault::new("a stream of another length"))?;
        let (scope, tie, changed) = (row.int()?, CaseTie::of(row.int()?), row.int()?);
        let (unit, subject) = (row.text()?, row.text()?);
        let matter = self.opened(row.bytes()?, &stream)?;
        let (stage, step, turn, due) = (row.text()?, row.text()?, row.text()?, row.int()?);
        let (duty_step, duty_due, outcome) = (row.text()?, row.int()?, row.text()?);
        let (changed_on, is_open) = (row.int()?, row.int()? == 1);
        Ok(Listed {
            key: wanted.key_of(id, changed, due, duty_due),
            number,
            kind,
            stream: StreamId(stream),
            scope,
            tie,
            changed,
            unit,
            subject,
            matter,
            stage,
            step,
            turn,
            due,
            duty_step,
            duty_due,
            outcome,
            changed_on,
            is_open,
        })
    }
}
