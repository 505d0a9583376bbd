//! Everything that has a name in one text, and what was found wrong so far.

use std::collections::HashMap;

use crate::check::nearest::suggest;
use crate::diagnostic::Diagnostic;
use crate::place::Span;
use crate::regulation::{
    ChoiceValue, Condition, Definition, DefinitionId, EffectId, EffectName, Fact, FactId, FactKind,
};
use crate::tree::{Name, Tag};

/// A condition that never holds: what stands where a wrong one was written.
pub(super) const NEVER: Condition = Condition::Any(Vec::new());

/// What a name in a condition stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A fact.
    Fact(FactId),
    /// A definition.
    Definition(DefinitionId),
}

/// Names and findings.
#[derive(Debug, Default)]
pub(super) struct Scene {
    /// All findings, in no order.
    pub(super) findings: Vec<Diagnostic>,
    /// Facts in the order of the file.
    pub(super) facts: Vec<Fact>,
    /// By fact: some condition names it.
    pub(super) used: Vec<bool>,
    /// Definitions, each after those it uses.
    pub(super) definitions: Vec<Definition>,
    /// Effects used or declared.
    pub(super) effects: Vec<EffectName>,
    /// Effects by name and id.
    pub(super) effect_names: HashMap<String, EffectId>,
    names: HashMap<String, (Named, Span)>,
    tags: HashMap<String, Span>,
}

impl Scene {
    /// Adds a finding.
    pub(super) fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Gives a name (or id) its meaning; a name given before is an error.
    pub(super) fn name(&mut self, name: &Name, named: Named) {
        if is_state(&name.value) {
            self.report(Diagnostic::error("reserved-name", name.span).with("name", name.value.as_str()));
        }
        match self.names.get(&name.value) {
            Some((before, _)) if *before == named => {}
            Some((_, first)) => {
                let finding = Diagnostic::error("duplicate-name", name.span).with("name", name.value.as_str());
                let finding = finding.near("first-here", *first);
                self.report(finding);
            }
            None => {
                self.names.insert(name.value.clone(), (named, name.span));
            }
        }
    }

    /// Takes a tag; a tag taken before is an error.
    pub(super) fn tag(&mut self, tag: &Tag) {
        if let Some(first) = self.tags.get(&tag.value) {
            let finding = Diagnostic::error("duplicate-tag", tag.span).with("tag", tag.value.as_str());
            let finding = finding.near("first-here", *first);
            self.report(finding);
        } else {
            self.tags.insert(tag.value.clone(), tag.span);
        }
    }

    /// Whether a tag is taken.
    pub(super) fn has_tag(&self, tag: &str) -> bool {
        self.tags.contains_key(tag)
    }

    /// What a name stands for.
    pub(super) fn find(&self, name: &str) -> Option<Named> {
        self.names.get(name).map(|(named, _)| *named)
    }

    /// The fact a name stands for, with a finding if there is none.
    pub(super) fn fact_named(&mut self, name: &Name) -> Option<FactId> {
        match self.find(&name.value) {
            Some(Named::Fact(id)) => Some(id),
            Some(Named::Definition(_)) => {
                self.report(Diagnostic::error("not-a-fact", name.span).with("name", name.value.as_str()));
                None
            }
            None => {
                let finding = self.unknown(name, |named| matches!(named, Named::Fact(_)));
                self.report(finding);
                None
            }
        }
    }

    /// The finding about a name nobody declared; offers near names of the wanted kind.
    pub(super) fn unknown(&self, name: &Name, wanted: impl Fn(Named) -> bool) -> Diagnostic {
        let finding = Diagnostic::error("unknown-name", name.span).with("name", name.value.as_str());
        let known = self.names.iter().filter(|(_, (named, _))| wanted(*named)).map(|(known, _)| known.as_str());
        suggest(finding, &name.value, known)
    }

    /// A fact by its position; every [`FactId`] of this module was made from one.
    pub(super) fn fact(&self, id: FactId) -> Option<&Fact> {
        self.facts.get(id.0 as usize)
    }

    /// Marks a fact as named by a condition.
    pub(super) fn mark_used(&mut self, id: FactId) {
        if let Some(used) = self.used.get_mut(id.0 as usize) {
            *used = true;
        }
    }

    /// The fact, other than `fact`, that has a value of this name.
    pub(super) fn owner_of_value(&self, value: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| match &fact.kind {
            FactKind::Choice { values, .. } => code_of(values, value).is_some(),
            _ => false,
        })
    }

    /// The effects of these names, each with a finding if there is none.
    pub(super) fn effects_named(&mut self, names: &[Name]) -> Vec<EffectId> {
        let mut effects = Vec::new();
        for name in names {
            if let Some(id) = self.effect_names.get(&name.value) {
                if effects.contains(id) {
                    self.report(Diagnostic::warning("repeated-effect", name.span).with("name", name.value.as_str()));
                } else {
                    effects.push(*id);
                }
            } else {
                let finding = Diagnostic::error("unknown-effect", name.span).with("name", name.value.as_str());
                let known = self.effect_names.keys().map(String::as_str);
                let finding = suggest(finding, &name.value, known.chain(super::effects::built_in_words()));
                self.report(finding);
            }
        }
        effects
    }
}

/// The code of a value by its name, else by its id.
pub(super) fn code_of(values: &[ChoiceValue], word: &str) -> Option<u32> {
    let by = |of: fn(&ChoiceValue) -> &str| values.iter().position(|value| of(value) == word);
    by(|value| &value.name).or_else(|| by(|value| &value.id)).and_then(|code| u32::try_from(code).ok())
}

/// Words that say how a fact stands: a fact or value of such a name could not be told from its standing.
pub(super) fn is_state(word: &str) -> bool {
    is_standing(word) || matches!(word, "是" | "否" | "yes" | "no")
}

/// The standings besides found.
pub(super) fn is_standing(word: &str) -> bool {
    matches!(word, "未查" | "无法查明" | "不适用" | "not_examined" | "cannot_establish" | "not_applicable")
}
