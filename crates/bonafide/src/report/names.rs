//! What things are called in the reader's language: steps, acts, fields, facts, people, units. Chinese names come from the
//! tables of the procedure and the texts of the site, English ones are the Latin ids.

use bonafide_procedure::case::InForce;
use bonafide_procedure::case::act::{ACTS, FieldName};
use bonafide_procedure::field::outcome_word;
use bonafide_procedure::id::{PersonId, UnitId};
use bonafide_procedure::procedure::Party;
use bonafide_procedure::roster::Roster;
use bonafide_procedure::step::Step;
use bonafide_rules::outcome::Outcome;
use bonafide_rules::regulation::{Fact, FactKind};

use crate::gather::Gathered;
use crate::words::{Language, Words, harmless};

/// Names, as far as the case at hand knows them.
pub(crate) struct Names<'a> {
    pub(crate) words: &'a Words,
    law: Option<&'a InForce>,
    roster: Option<&'a Roster>,
}

impl<'a> Names<'a> {
    /// Names of a case, or what can be named without one.
    pub(crate) fn of(words: &'a Words, gathered: Option<&'a Gathered>) -> Self {
        let law = gathered.map(|gathered| &*gathered.law);
        Self { words, law, roster: gathered.map(|gathered| &*gathered.roster) }
    }

    /// Names of a roster.
    pub(crate) fn with_roster(words: &'a Words, roster: &'a Roster) -> Self {
        Self { words, law: None, roster: Some(roster) }
    }

    /// The regulation at hand.
    pub(crate) fn law(&self) -> Option<&InForce> {
        self.law
    }

    pub(crate) fn is_chinese(&self) -> bool {
        self.words.language() == Language::Chinese
    }

    /// A step.
    pub(crate) fn step(&self, step: Step) -> String {
        self.either(step.zh(), step.id())
    }

    /// A step or an act, by its id.
    pub(crate) fn step_or_act(&self, id: &str) -> String {
        let step = Step::ALL.iter().find(|step| step.id() == id).map(|step| step.zh());
        let act = ACTS.iter().find(|(act, ..)| *act == id).map(|(_, zh, _)| *zh);
        self.either(act.or(step).unwrap_or(id), id)
    }

    /// A field of an act.
    pub(crate) fn field(&self, field: FieldName) -> String {
        self.either(field.zh, field.id)
    }

    /// A Chinese word of a table, or its id with blanks.
    pub(crate) fn either(&self, zh: &str, id: &str) -> String {
        if self.is_chinese() { zh.to_owned() } else { id.replace('_', " ") }
    }

    /// An outcome.
    pub(crate) fn outcome(&self, outcome: Outcome) -> String {
        self.either(outcome_word(outcome), outcome.id())
    }

    /// An outcome by its id.
    fn outcome_id(&self, id: &str) -> String {
        let found = Outcome::ALL.into_iter().find(|outcome| outcome.id() == id);
        found.map_or_else(|| id.to_owned(), |outcome| self.outcome(outcome))
    }

    /// `p07 周海涛`, or the number alone where no name is known.
    pub(crate) fn person(&self, person: &PersonId) -> String {
        let name = self.roster.and_then(|roster| roster.person(person)).and_then(|person| person.name.as_deref());
        name.map_or_else(|| person.to_string(), |name| format!("{person} {}", harmless(name)))
    }

    fn person_word(&self, word: &str) -> String {
        PersonId::new(word).map_or_else(|_| word.to_owned(), |person| self.person(&person))
    }

    /// People, one after the other.
    pub(crate) fn people<'p>(&self, people: impl IntoIterator<Item = &'p PersonId>) -> String {
        self.listed(people.into_iter().map(|person| self.person(person)))
    }

    /// A unit by its name.
    pub(crate) fn unit(&self, unit: &UnitId) -> String {
        let name = self.roster.and_then(|roster| roster.unit(unit)).map(|unit| harmless(&unit.name));
        name.unwrap_or_else(|| unit.to_string())
    }

    /// Whom a text names.
    pub(crate) fn parties(&self, parties: &[Party]) -> String {
        let name = |party: &Party| match party {
            Party::Subject => self.words.say("party-subject"),
            Party::Reporter => self.words.say("party-reporter"),
            Party::Team => self.words.say("party-team"),
            Party::OwnUnit => self.words.say("party-own-unit"),
            Party::Public => self.words.say("party-public"),
            Party::Decider => self.words.say("party-decider"),
            Party::Reviewers(name) | Party::Organ(name) => harmless(name),
        };
        self.listed(parties.iter().map(name))
    }

    /// A fact by its id.
    pub(crate) fn fact(&self, id: &str) -> String {
        let fact = self.law.and_then(|law| law.fact(id));
        fact.map_or_else(|| id.to_owned(), |fact| self.either(&fact.name, &fact.id))
    }

    /// The value of a finding.
    pub(crate) fn value(&self, fact: Option<&Fact>, value: &str) -> String {
        let zh = match value {
            "true" => Some("是"),
            "false" => Some("否"),
            "cannot_establish" => Some("无法查明"),
            "not_applicable" => Some("不适用"),
            "not_examined" => Some("未查"),
            _ => None,
        };
        if let Some(zh) = zh {
            let id = match value {
                "true" => "yes",
                "false" => "no",
                other => other,
            };
            return self.either(zh, id);
        }
        let choice = fact.and_then(|fact| match &fact.kind {
            FactKind::Choice { values, .. } => values.iter().find(|choice| choice.id == value),
            _ => None,
        });
        choice.map_or_else(|| harmless(value), |choice| self.either(&choice.name, &choice.id))
    }

    /// An effect by its id.
    pub(crate) fn effect(&self, id: &str) -> String {
        let effects = self.law.map(|law| law.regulation().effects.as_slice()).unwrap_or_default();
        let effect = effects.iter().find(|effect| effect.id == id);
        effect.map_or_else(|| id.to_owned(), |effect| self.either(&effect.name, &effect.id))
    }

    /// The title of the regulation at hand.
    pub(crate) fn title(&self) -> String {
        let regulation = self.law.map(InForce::regulation);
        let title = regulation.map(|own| if self.is_chinese() { &own.title_zh } else { &own.title_en });
        let title = title.map(|title| harmless(title)).unwrap_or_default();
        if self.is_chinese() && !title.is_empty() { format!("《{title}》") } else { title }
    }

    /// Words one after the other, as the language has it.
    pub(crate) fn listed(&self, words: impl IntoIterator<Item = String>) -> String {
        let between = if self.is_chinese() { "、" } else { ", " };
        words.into_iter().collect::<Vec<_>>().join(between)
    }

    /// What a refusal is about, said in words.
    pub(crate) fn argument(&self, key: &str, value: &str) -> String {
        let each = |one: &dyn Fn(&str) -> String| self.listed(value.split(", ").map(one));
        match key {
            "step" | "act" => self.step_or_act(value),
            "before" | "after" | "outcome" | "possible" if self.is_outcomes(value) => each(&|id| self.outcome_id(id)),
            "before" | "open" => each(&|id| self.step_or_act(id)),
            "person" => self.person_word(value),
            "fact" | "missing" => each(&|id| self.fact(id)),
            "part" => self.words.say(&format!("part-{value}")),
            "cause" => self.cause(value),
            "parties" if PersonId::new(value).is_ok() => self.person_word(value),
            _ => harmless(value),
        }
    }

    /// What somebody did in the case, or how they are tied to it.
    fn cause(&self, id: &str) -> String {
        let part = format!("part-{id}");
        if self.words.knows(&part) { self.words.say(&part) } else { self.words.say(&format!("cause-{id}")) }
    }

    fn is_outcomes(&self, value: &str) -> bool {
        value.split(", ").all(|id| Outcome::ALL.into_iter().any(|outcome| outcome.id() == id))
    }
}
