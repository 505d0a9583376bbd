//! Facts: types, ranges and attributes.

use crate::check::nearest::suggest;
use crate::check::scene::{Named, Scene, code_of, is_standing};
use crate::check::units::{default_range, number_of};
use crate::diagnostic::Diagnostic;
use crate::place::Span;
use crate::regulation::{Burden, ChoiceValue, Direction, Fact, FactId, FactKind, Judges, Look, Unit};
use crate::tree::{Attribute, Body, Declaration, Document, Facts, Kind, Literal, Name, Operand};
use crate::vocabulary;

/// Most values a choice may have: a set of them is kept in 64 bits.
const VALUES_MAX: usize = 64;

const LOOKS: [(Look, &str); 6] = [
    (Look::Degree, "程度"),
    (Look::Motive, "动机"),
    (Look::Conditions, "条件"),
    (Look::Procedure, "程序"),
    (Look::Policy, "政策"),
    (Look::Consequence, "后果"),
];

/// Declares every fact; who judges instead is left to [`judges`], since its conditions may name any fact.
pub(super) fn declare(document: &Document, scene: &mut Scene) {
    for block in &document.blocks {
        for statement in &block.statements {
            if let Body::Facts(facts) = &statement.body {
                for declaration in &facts.declarations {
                    declare_one(declaration, facts, block.article, scene);
                }
            }
        }
    }
    scene.used = vec![false; scene.facts.len()];
}

/// Fills in who judges each fact, and reports attributes written twice.
pub(super) fn judges(document: &Document, scene: &mut Scene) {
    let mut position = 0;
    for statement in document.blocks.iter().flat_map(|block| &block.statements) {
        let Body::Facts(facts) = &statement.body else { continue };
        repeated_attributes(&facts.attributes, statement.span, scene);
        let judged = facts.attributes.iter().find_map(|attribute| match attribute {
            Attribute::JudgedBy { judge, instead } => Some((judge, instead)),
            _ => None,
        });
        let judged = judged.map(|(judge, instead)| Judges {
            judge: judge.value.clone(),
            instead: instead.iter().map(|(when, who)| (scene.condition(when), who.value.clone())).collect(),
        });
        for fact in scene.facts.iter_mut().skip(position).take(facts.declarations.len()) {
            fact.judged_by.clone_from(&judged);
        }
        position += facts.declarations.len();
    }
}

fn declare_one(declaration: &Declaration, facts: &Facts, article: Option<usize>, scene: &mut Scene) {
    let Ok(position) = u32::try_from(scene.facts.len()) else { return };
    let id = declaration.id.as_ref().unwrap_or(&declaration.name);
    scene.name(&declaration.name, Named::Fact(FactId(position)));
    if let Some(id) = &declaration.id {
        scene.name(id, Named::Fact(FactId(position)));
        if !id.value.is_ascii() {
            scene.report(Diagnostic::warning("id-not-latin", id.span).with("name", id.value.as_str()));
        }
    }
    let mut fact = Fact {
        name: declaration.name.value.clone(),
        id: id.value.clone(),
        kind: kind(&declaration.kind.value, declaration.kind.span, scene),
        look: None,
        burden: None,
        judged_by: None,
        controllable: false,
        identity: false,
        aggravating: false,
        may_not_apply: false,
        default: None,
        direction: Direction::Unused,
        usual_evidence: None,
        article,
        span: declaration.name.span,
    };
    inherit(&mut fact, declaration, scene);
    for attribute in &facts.attributes {
        apply(&mut fact, attribute, scene);
    }
    scene.facts.push(fact);
}

/// Takes from the shared vocabulary what the text leaves out.
fn inherit(fact: &mut Fact, declaration: &Declaration, scene: &mut Scene) {
    let Some(entry) = vocabulary::find(&fact.id) else { return };
    fact.look = entry.look;
    fact.usual_evidence = Some(entry.usual_evidence.clone());
    let own_ids =
        matches!(&declaration.kind.value, Kind::Choice { values, .. } if values.iter().any(|(_, id)| id.is_some()));
    if !entry.kind.agrees_with(&fact.kind) {
        let finding = Diagnostic::warning("vocabulary-type", declaration.kind.span);
        scene.report(finding.with("name", fact.id.as_str()).with("kind", entry.kind.id()));
        return;
    }
    if let FactKind::Choice { values, ordered } = &mut fact.kind {
        fact.aggravating = entry.aggravating && *ordered;
        if !own_ids && values.len() == entry.values.len() {
            for (value, id) in values.iter_mut().zip(&entry.values) {
                value.id.clone_from(id);
            }
        }
    } else {
        fact.aggravating = entry.aggravating;
    }
}

fn apply(fact: &mut Fact, attribute: &Attribute, scene: &mut Scene) {
    match attribute {
        Attribute::JudgedBy { .. } => {}
        Attribute::BurdenOn(party) => fact.burden = burden(party, scene).or(fact.burden.take()),
        Attribute::Controllable(_) => fact.controllable = true,
        Attribute::Identity(_) => fact.identity = true,
        Attribute::Aggravating(span) => {
            fact.aggravating = true;
            if matches!(fact.kind, FactKind::Choice { ordered: false, .. }) {
                scene.report(Diagnostic::error("aggravating-unordered", *span).with("name", fact.name.as_str()));
            }
        }
        Attribute::MayNotApply(_) => fact.may_not_apply = true,
        Attribute::Default(operand) => fact.default = scene.value(fact, operand),
        Attribute::Look(word) => fact.look = look(word, scene).or(fact.look),
    }
}

fn burden(party: &Name, scene: &mut Scene) -> Option<Burden> {
    match party.value.as_str() {
        "申请人" | "applicant" => Some(Burden::Applicant),
        "问责机关" | "accuser" => Some(Burden::Accuser),
        unknown => {
            let finding = Diagnostic::error("unknown-party", party.span).with("name", unknown);
            scene.report(suggest(finding, unknown, ["申请人", "问责机关", "applicant", "accuser"].into_iter()));
            None
        }
    }
}

fn look(word: &Name, scene: &mut Scene) -> Option<Look> {
    let found = LOOKS.iter().find(|(look, zh)| *zh == word.value || look.id() == word.value);
    if found.is_none() {
        let finding = Diagnostic::error("unknown-look", word.span).with("name", word.value.as_str());
        let known = LOOKS.iter().flat_map(|(look, zh)| [*zh, look.id()]);
        scene.report(suggest(finding, &word.value, known));
    }
    found.map(|(look, _)| *look)
}

/// An attribute that may stand once, written twice.
fn repeated_attributes(attributes: &[Attribute], span: Span, scene: &mut Scene) {
    for (position, attribute) in attributes.iter().enumerate() {
        let kind = std::mem::discriminant(attribute);
        if attributes.iter().take(position).any(|before| std::mem::discriminant(before) == kind) {
            let at = match attribute {
                Attribute::JudgedBy { judge: name, .. } | Attribute::BurdenOn(name) | Attribute::Look(name) => {
                    name.span
                }
                Attribute::Controllable(at)
                | Attribute::Identity(at)
                | Attribute::Aggravating(at)
                | Attribute::MayNotApply(at) => *at,
                Attribute::Default(operand) => operand.span(),
            };
            scene.report(Diagnostic::error("duplicate-attribute", at).near("statement-here", span));
        }
    }
}

fn kind(written: &Kind, span: Span, scene: &mut Scene) -> FactKind {
    match written {
        Kind::YesNo => FactKind::YesNo,
        Kind::Choice { values, ordered } => {
            if values.len() > VALUES_MAX {
                scene.report(Diagnostic::error("too-many-values", span).with("count", values.len().to_string()));
            }
            FactKind::Choice { values: choice(values, scene), ordered: *ordered }
        }
        Kind::Integer(range) => number(Unit::Count, range.as_ref(), span, scene),
        Kind::Money(range) => number(Unit::Fen, range.as_ref(), span, scene),
        Kind::Date(range) => number(Unit::Day, range.as_ref(), span, scene),
    }
}

/// The values that can be told apart; findings for the others.
fn choice(written: &[(Name, Option<Name>)], scene: &mut Scene) -> Vec<ChoiceValue> {
    let mut values: Vec<ChoiceValue> = Vec::with_capacity(written.len());
    for (name, id) in written {
        let words = [Some(name), id.as_ref().filter(|id| id.value != name.value)];
        for word in words.into_iter().flatten() {
            if is_standing(&word.value) {
                scene.report(Diagnostic::error("reserved-name", word.span).with("name", word.value.as_str()));
            }
            if code_of(&values, &word.value).is_some() {
                scene.report(Diagnostic::error("duplicate-value", word.span).with("name", word.value.as_str()));
            }
        }
        let id = id.as_ref().unwrap_or(name).value.clone();
        values.push(ChoiceValue { name: name.value.clone(), id });
    }
    values.truncate(VALUES_MAX);
    values
}

fn number(unit: Unit, range: Option<&(Literal, Literal)>, span: Span, scene: &mut Scene) -> FactKind {
    let (mut low, mut high) = default_range(unit);
    if let Some((from, until)) = range {
        let ends = [from, until].map(|end| number_of(unit, end.value).ok_or(end));
        match ends {
            [Ok(from), Ok(until)] if from <= until => (low, high) = (from, until),
            [Ok(_), Ok(_)] => scene.report(Diagnostic::error("range-reversed", from.span.to(until.span))),
            ends => {
                for end in ends.into_iter().filter_map(Result::err) {
                    scene.report(crate::check::units::mismatch(unit, end));
                }
            }
        }
    }
    // A span of zero width is a fact with one answer only: nothing to find out.
    if low == high {
        scene.report(Diagnostic::warning("range-of-one", span));
    }
    FactKind::Number { unit, low, high }
}

impl Scene {
    /// The code of a value written for a fact (默认, examples), with a finding if it is none of its own.
    pub(super) fn value(&mut self, fact: &Fact, operand: &Operand) -> Option<i64> {
        match (&fact.kind, operand) {
            (FactKind::YesNo, Operand::Name(name)) => match name.value.as_str() {
                "是" | "yes" => Some(1),
                "否" | "no" => Some(0),
                _ => self.wrong_value(fact, operand),
            },
            (FactKind::Choice { values, .. }, Operand::Name(name)) => {
                let code = code_of(values, &name.value).map(i64::from);
                if code.is_none() {
                    let finding = self.not_a_value(fact, name);
                    self.report(finding);
                }
                code
            }
            (FactKind::Number { unit, low, high }, Operand::Constant(constant)) => {
                let Some(number) = number_of(*unit, constant.value) else {
                    self.report(crate::check::units::mismatch(*unit, constant));
                    return None;
                };
                if (*low..=*high).contains(&number) {
                    return Some(number);
                }
                let finding = Diagnostic::error("out-of-range", constant.span).with("name", fact.name.as_str());
                self.report(finding.near("declared-here", fact.span));
                None
            }
            _ => self.wrong_value(fact, operand),
        }
    }

    fn wrong_value(&mut self, fact: &Fact, operand: &Operand) -> Option<i64> {
        let finding = Diagnostic::error("wrong-type", operand.span()).with("name", fact.name.as_str());
        self.report(finding.with("kind", super::units::kind_id(&fact.kind)).near("declared-here", fact.span));
        None
    }

    /// The finding about a word that is no value of this choice.
    pub(super) fn not_a_value(&self, fact: &Fact, word: &Name) -> Diagnostic {
        let code = match self.owner_of_value(&word.value) {
            Some(other) => {
                let finding = Diagnostic::error("value-of-other", word.span).with("value", word.value.as_str());
                let finding = finding.with("name", fact.name.as_str()).with("other", other.name.as_str());
                return finding.near("declared-here", other.span);
            }
            None => Diagnostic::error("unknown-value", word.span),
        };
        let finding = code.with("value", word.value.as_str()).with("name", fact.name.as_str());
        let FactKind::Choice { values, .. } = &fact.kind else { return finding };
        let known = values.iter().flat_map(|value| [value.name.as_str(), value.id.as_str()]);
        suggest(finding, &word.value, known).near("declared-here", fact.span)
    }
}
