//! One answer as a page: what was found, what follows, why, what is missing, and what would have changed it.

use bonafide_rules::assess::{Answer, Assessor, ChangeScope, Engine, Explanation, Status};
use bonafide_rules::case::{Case, SummaryLanguage};
use bonafide_rules::regulation::{Burden, Fact, FactId, FactKind, Look, Node, Standing};

use super::paint::{Ink, Paint};
use super::phrase::Phrase;
use super::reasons;
use super::wrap::{PAGE, width, wrapped};
use crate::words::{Language, Words, harmless, say};

/// How many missing facts are named; the rest are counted.
const MISSING_MAX: usize = 8;

/// For how many of them the answers are tried out.
const TRIED_MAX: usize = 3;

/// How many other findings that would have changed the result are told.
const CHANGES_MAX: usize = 4;

/// A page in the making.
pub(crate) struct Page<'a> {
    /// Speaks about the regulation.
    pub(crate) phrase: Phrase<'a>,
    /// The case.
    pub(crate) case: &'a Case,
    /// Colours.
    pub(crate) paint: Paint,
    /// What is written so far.
    pub(crate) out: &'a mut String,
}

impl Page<'_> {
    fn words(&self) -> &Words {
        self.phrase.words
    }

    /// Appends a paragraph that hangs under its first line.
    fn paragraph(&mut self, first: &str, then: &str, text: &str) {
        self.out.push_str(&wrapped(first, then, text));
        self.out.push('\n');
    }

    fn heading(&mut self, key: &str) {
        let heading = self.words().say(key);
        self.out.push('\n');
        self.out.push_str(&self.paint.ink(Ink::Head, &heading));
        self.out.push('\n');
    }

    /// Writes the whole page but its notes.
    pub(crate) fn write(&mut self, engine: &Engine, assessor: &mut Assessor<'_>) {
        let explanation = assessor.explain(&self.case.standings);
        self.head();
        self.conclusion(&explanation.answer);
        self.looks(&explanation.answer);
        self.heading("assess-reasons");
        let reasons = reasons::lines(self.phrase, engine, self.case, &explanation);
        self.out.push_str(&reasons);
        self.missing(&explanation, assessor);
        self.presumed(engine, &explanation.answer);
        self.changes(assessor, &explanation.answer);
        self.readings(assessor);
    }

    fn head(&mut self) {
        let title = say!(self.words(), "assess-case", id = self.case.id.as_str());
        let rule = PAGE.saturating_sub(width(&title) + 4);
        let line = format!("── {title} {}", "─".repeat(rule));
        self.out.push_str(&self.paint.ink(Ink::Head, &line));
        self.out.push('\n');
        let wanted = match self.words().language() {
            Language::Chinese => SummaryLanguage::Chinese,
            Language::English => SummaryLanguage::English,
        };
        let summaries = &self.case.summaries;
        let summary = summaries.iter().find(|(language, _)| *language == wanted).or(summaries.first());
        if let Some((_, summary)) = summary {
            let summary = harmless(summary);
            self.paragraph("", "", &summary);
        }
    }

    fn conclusion(&mut self, answer: &Answer) {
        let sentence = conclusion(self.phrase, answer);
        let ink = match answer.status {
            Status::Decided => Ink::Good,
            Status::Undetermined => Ink::Open,
            Status::Conflict => Ink::Bad,
        };
        let lead = self.words().say("assess-conclusion");
        self.out.push('\n');
        let text = wrapped(&lead, &" ".repeat(width(&lead)), &sentence);
        let text = text.replacen(&lead, &self.paint.ink(ink, &lead), 1);
        self.out.push_str(&text);
        self.out.push('\n');
        let effects: Vec<&str> = answer
            .effects
            .iter()
            .filter_map(|id| self.phrase.regulation.effects.get(id.0 as usize))
            .map(|effect| self.phrase.either(&effect.name, &effect.id))
            .collect();
        if !effects.is_empty() {
            let lead = self.words().say("assess-effects");
            let list = effects.join(&self.words().say("assess-comma"));
            self.paragraph(&lead, &" ".repeat(width(&lead)), &say!(self.words(), "assess-full", text = list));
        }
        for clause in self.clauses(answer) {
            let lead = self.words().say("assess-basis");
            self.paragraph(&lead, &" ".repeat(width(&lead)), &clause);
        }
        let lead = self.words().say("assess-regulation");
        let title = self.phrase.title();
        self.paragraph(&lead, &" ".repeat(width(&lead)), &title);
    }

    /// Heading, tags and source of the nodes the answer rests on, one text an article.
    fn clauses(&self, answer: &Answer) -> Vec<String> {
        let words = self.words();
        let mut clauses: Vec<(&Node, Vec<&str>)> = Vec::new();
        for node in answer.because.iter().filter_map(|id| self.phrase.node(*id)) {
            let same =
                |known: &Node| (known.article, &known.name, &known.source) == (node.article, &node.name, &node.source);
            match clauses.iter_mut().find(|(known, _)| same(known)) {
                Some((_, tags)) => tags.push(&node.tag),
                None => clauses.push((node, vec![&node.tag])),
            }
        }
        let written = |(node, tags): (&Node, Vec<&str>)| {
            let heading = node.article.and_then(|at| self.phrase.regulation.articles.get(at));
            let heading = heading.map_or("", |article| article.heading.trim());
            let tags = tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(&words.say("assess-comma"));
            let text = say!(words, "assess-clause", heading = heading, tags = tags, name = node.name.as_str());
            match &node.source {
                Some(source) => say!(words, "assess-clause-source", clause = text, source = source.as_str()),
                None => text,
            }
        };
        clauses.into_iter().map(written).collect()
    }

    fn looks(&mut self, answer: &Answer) {
        self.heading("assess-looks");
        let labels: Vec<String> =
            Look::ALL.iter().map(|look| self.words().say(&format!("assess-look-{}", look.id()))).collect();
        let other = self.words().say("assess-look-other");
        let room = labels.iter().chain([&other]).map(|label| width(label)).max().unwrap_or_default();
        let looks = Look::ALL.into_iter().map(Some).zip(&labels).chain([(None, &other)]);
        for (look, label) in looks {
            let (found, open) = self.findings(look, answer);
            if look.is_none() && found.is_empty() && open.is_empty() {
                continue;
            }
            let first = format!("  {label}{:pad$}  ", "", pad = room - width(label));
            let then = " ".repeat(room + 4);
            let text = match (found.is_empty(), open.is_empty()) {
                (true, true) => self.words().say("assess-look-nothing"),
                (false, true) => {
                    say!(self.words(), "assess-full", text = found.join(&self.words().say("assess-semicolon")))
                }
                (true, false) => {
                    say!(self.words(), "assess-look-open", open = open.join(&self.words().say("assess-comma")))
                }
                (false, false) => {
                    let found = found.join(&self.words().say("assess-semicolon"));
                    let open = open.join(&self.words().say("assess-comma"));
                    say!(self.words(), "assess-look-both", found = found, open = open)
                }
            };
            self.paragraph(&first, &then, &text);
        }
    }

    /// What is found under a look, and what is open there and still matters.
    fn findings(&self, look: Option<Look>, answer: &Answer) -> (Vec<String>, Vec<String>) {
        let (mut found, mut open) = (Vec::new(), Vec::new());
        for ((fact, standing), at) in self.phrase.regulation.facts.iter().zip(&self.case.standings).zip(0_u32..) {
            let id = FactId(at);
            if fact.look != look {
                continue;
            }
            match standing {
                Standing::NotExamined if answer.missing.contains(&id) => open.push(self.phrase.name(id).to_owned()),
                Standing::NotExamined => {}
                standing => found.push(self.finding(id, fact, *standing)),
            }
        }
        (found, open)
    }

    /// `动机：为公（调查组评判；据会议纪要）`
    fn finding(&self, id: FactId, fact: &Fact, standing: Standing) -> String {
        let words = self.words();
        let value = self.phrase.standing(id, standing);
        let text = say!(words, "assess-finding", name = self.phrase.name(id), value = value);
        let papers: Vec<&str> = self
            .case
            .evidence
            .iter()
            .filter(|(of, _)| *of == id)
            .flat_map(|(_, papers)| papers)
            .map(String::as_str)
            .collect();
        let papers = papers.join(&words.say("assess-comma"));
        let judge = fact
            .judged_by
            .as_ref()
            .filter(|_| matches!(standing, Standing::Found(_)))
            .map(|judges| judges.judge.as_str());
        match (judge, papers.is_empty()) {
            (None, true) => text,
            (Some(judge), true) => say!(words, "assess-finding-judged", finding = text, judge = judge),
            (None, false) => say!(words, "assess-finding-papers", finding = text, papers = papers),
            (Some(judge), false) => say!(words, "assess-finding-both", finding = text, judge = judge, papers = papers),
        }
    }

    fn missing(&mut self, explanation: &Explanation, assessor: &mut Assessor<'_>) {
        let missing = &explanation.answer.missing;
        if missing.is_empty() {
            return;
        }
        self.heading("assess-missing");
        let questions = assessor.questions(&self.case.standings);
        for (number, id) in (1_usize..).zip(missing.iter().take(MISSING_MAX)) {
            let first = format!("  {number}. ");
            let line = self.question(*id);
            self.paragraph(&first, "     ", &line);
            let tried = if number <= TRIED_MAX { self.tried(*id, assessor) } else { None };
            let settles = questions.iter().find(|question| question.fact == *id);
            let why = tried.or_else(|| {
                let question = settles.filter(|_| number <= TRIED_MAX)?;
                Some(say!(
                    self.words(),
                    "assess-missing-settles",
                    answers = question.answers,
                    settles = question.settles
                ))
            });
            if let Some(why) = why {
                self.paragraph("     ", "     ", &why);
            }
        }
        let rest = missing.len().saturating_sub(MISSING_MAX);
        if rest > 0 {
            let line = say!(self.words(), "assess-missing-more", count = rest as u64);
            self.paragraph("     ", "     ", &line);
        }
    }

    /// A missing fact with who has to show it and where it is usually found.
    fn question(&self, id: FactId) -> String {
        let Some(fact) = self.phrase.fact(id) else { return String::new() };
        let words = self.words();
        let name = self.phrase.name(id);
        let who = match (&fact.judged_by, &fact.burden) {
            (Some(judges), _) => say!(words, "assess-missing-judge", judge = judges.judge.as_str()),
            (None, Some(Burden::Applicant)) => words.say("assess-missing-applicant"),
            (None, Some(Burden::Accuser)) => words.say("assess-missing-accuser"),
            (None, None) => words.say("assess-missing-anyone"),
        };
        match &fact.usual_evidence {
            Some(papers) => say!(words, "assess-missing-papers", name = name, who = who, papers = papers.as_str()),
            None => say!(words, "assess-missing-fact", name = name, who = who),
        }
    }

    /// What each answer would lead to, when there are few.
    fn tried(&self, id: FactId, assessor: &mut Assessor<'_>) -> Option<String> {
        let codes: Vec<i64> = match &self.phrase.fact(id)?.kind {
            FactKind::YesNo => vec![1, 0],
            FactKind::Choice { values, .. } if values.len() <= 8 => (0..values.len() as i64).collect(),
            _ => return None,
        };
        let mut standings = self.case.standings.clone();
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for code in codes {
            *standings.get_mut(id.0 as usize)? = Standing::Found(code);
            let then = follows(self.phrase, &assessor.assess(&standings));
            let value = self.phrase.value(id, code);
            match groups.iter_mut().find(|(known, _)| *known == then) {
                Some((_, values)) => values.push(value),
                None => groups.push((then, vec![value])),
            }
        }
        if groups.len() == 1 {
            return None;
        }
        let words = self.words();
        let each: Vec<String> = groups
            .iter()
            .map(|(then, values)| {
                say!(words, "assess-if", values = values.join(&words.say("assess-comma")), then = then.as_str())
            })
            .collect();
        Some(say!(words, "assess-full", text = each.join(&words.say("assess-semicolon"))))
    }

    fn presumed(&mut self, engine: &Engine, answer: &Answer) {
        if answer.presumed.is_empty() {
            return;
        }
        self.heading("assess-presumed");
        for id in &answer.presumed {
            let (Some(fact), Some(standing)) = (self.phrase.fact(*id), engine.presumption(*id)) else { continue };
            let against = match (&fact.default, &fact.burden) {
                (Some(_), _) | (None, None) => "default",
                (None, Some(Burden::Applicant)) => "applicant",
                (None, Some(Burden::Accuser)) => "accuser",
            };
            let value = self.phrase.standing(*id, standing);
            let line = say!(
                self.words(),
                "assess-presumption",
                name = self.phrase.name(*id),
                value = value,
                against = against
            );
            self.paragraph("  ", "  ", &line);
        }
    }

    fn changes(&mut self, assessor: &mut Assessor<'_>, answer: &Answer) {
        if answer.status == Status::Undetermined && !answer.discretion {
            return;
        }
        for (scope, key) in
            [(ChangeScope::Findings, "assess-changes-findings"), (ChangeScope::Doable, "assess-changes-doable")]
        {
            let mut changes = assessor.changes(&self.case.standings, scope, CHANGES_MAX);
            if scope == ChangeScope::Doable {
                // Nobody asks what could have been done to fare worse.
                changes.retain(|change| {
                    change.outcomes.lightest() < answer.possible.lightest() && !change.outcomes.is_empty()
                });
            }
            if changes.is_empty() {
                continue;
            }
            self.heading(key);
            for change in &changes {
                let words = self.words();
                let facts: Vec<String> =
                    change.facts.iter().map(|(id, standing)| self.phrase.is(*id, *standing)).collect();
                let facts = facts.join(&words.say("assess-comma"));
                let then = if change.outcomes.is_empty() {
                    words.say("assess-then-conflict")
                } else {
                    self.phrase.outcomes(change.outcomes)
                };
                let line = say!(words, "assess-change", facts = facts, then = then);
                self.paragraph("  ", "  ", &line);
            }
        }
    }

    fn readings(&mut self, assessor: &mut Assessor<'_>) {
        if self.case.readings.is_empty() {
            return;
        }
        self.heading("assess-readings");
        for reading in &self.case.readings {
            let mut standings = self.case.standings.clone();
            if let Some(slot) = standings.get_mut(reading.fact.0 as usize) {
                *slot = reading.standing;
            }
            let then = follows(self.phrase, &assessor.assess(&standings));
            let what = self.phrase.is(reading.fact, reading.standing);
            let line = say!(self.words(), "assess-reading", by = reading.by.as_str(), what = what, then = then);
            self.paragraph("  ", "  ", &line);
        }
    }
}

/// The answer in one sentence.
pub(crate) fn conclusion(phrase: Phrase<'_>, answer: &Answer) -> String {
    let words = phrase.words;
    let possible = phrase.outcomes(answer.possible);
    match (answer.status, answer.outcome) {
        (Status::Decided, Some(outcome)) => {
            let modality = answer.modality.map_or("none", |modality| modality.id());
            say!(words, "assess-decided", outcome = outcome.id(), modality = modality)
        }
        (Status::Conflict, _) => words.say("assess-conflict"),
        _ if answer.discretion => say!(words, "assess-discretion", possible = possible),
        _ if answer.conflict_possible => say!(words, "assess-undetermined-conflict", possible = possible),
        _ => say!(words, "assess-undetermined", possible = possible),
    }
}

/// What would follow, in a few words.
pub(crate) fn follows(phrase: Phrase<'_>, answer: &Answer) -> String {
    match (answer.status, answer.outcome) {
        (Status::Decided, Some(outcome)) => phrase.outcome(outcome),
        (Status::Conflict, _) => phrase.words.say("assess-then-conflict"),
        _ if answer.discretion => phrase.outcomes(answer.possible),
        _ => phrase.words.say("assess-then-open"),
    }
}
