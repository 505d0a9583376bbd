//! Two regulations over one set of facts: what comparing versions and levels begins with.
//!
//! Facts are the same when their ids are. Knows nothing of files: which superior belongs to which text is the caller's.

use std::collections::{BTreeSet, HashMap};

use crate::check::{kind_id, polarity};
use crate::diagnostic::Diagnostic;
use crate::regulation::{
    Condition, DefinitionId, Direction, EffectId, Fact, FactId, FactKind, Judges, Node, NodeKind, Regulation, Standing,
    Test,
};

/// Two regulations whose `facts` are equal, position by position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aligned {
    /// The first, its facts in their old places.
    pub first: Regulation,
    /// The second, its conditions renumbered.
    pub second: Regulation,
}

/// Puts two regulations over the union of their facts.
///
/// Number ranges are widened to hold both; `identity`, `aggravating`, `controllable` and `may_not_apply` hold when
/// either says so; the rest is the first's where it has it. Who judges instead of the ordinary judge is left out:
/// it rests on names of one text.
///
/// # Errors
/// Facts of one id and different types or values, each as an `align-…` finding; places are those in the first.
pub fn align(first: &Regulation, second: &Regulation) -> Result<Aligned, Vec<Diagnostic>> {
    let all: BTreeSet<u32> = second.facts.iter().zip(0..).map(|(_, position)| position).collect();
    let (mut facts, moved) = union(first, second, &all)?;
    for fact in &mut facts {
        fact.judged_by = fact.judged_by.take().map(|judged| Judges { judge: judged.judge, instead: Vec::new() });
    }
    let mut first = Regulation { facts: facts.clone(), ..first.clone() };
    let mut second = second.clone();
    second.facts = facts;
    let moving = Moving { facts: &moved, definitions: &HashMap::new() };
    moving.regulation(&mut second, first.facts.len());
    for example in &mut first.examples {
        example.givens.resize(first.facts.len(), Standing::NotExamined);
    }
    polarity::direct(&mut first);
    polarity::direct(&mut second);
    for (own, other) in first.facts.iter_mut().zip(&mut second.facts) {
        own.direction = both_ways(own.direction, other.direction);
        other.direction = own.direction;
    }
    Ok(Aligned { first, second })
}

/// The local regulation with the superior's red lines beside its own, so that no lower list can except them.
///
/// They come last, tagged `superior-id#R1`, with the definitions, effects, articles and facts they need; every
/// position of the local regulation stays as it was.
///
/// # Errors
/// As for [`align`], for the facts those red lines need.
pub fn inherit(local: &Regulation, superior: &Regulation) -> Result<Regulation, Vec<Diagnostic>> {
    let red_lines: Vec<&Node> =
        superior.nodes.iter().filter(|node| matches!(node.kind, NodeKind::RedLine { .. })).collect();
    let mut needed = Needed::default();
    for node in &red_lines {
        needed.condition(&node.condition, superior);
    }
    let (mut facts, moved) = union(local, superior, &needed.facts)?;
    let own = local.facts.len();
    for fact in facts.iter_mut().skip(own) {
        fact.judged_by = fact.judged_by.take().map(|judged| Judges { judge: judged.judge, instead: Vec::new() });
        fact.article = None;
    }
    let mut joined = Regulation { facts, ..local.clone() };
    let mut definitions = HashMap::new();
    for id in &needed.definitions {
        let Some(definition) = superior.definitions.get(*id as usize) else { continue };
        let Ok(place) = u32::try_from(joined.definitions.len()) else { continue };
        let mut definition = definition.clone();
        Moving { facts: &moved, definitions: &definitions }.condition(&mut definition.meaning);
        definition.id = foreign(superior, &definition.id);
        definition.tag = definition.tag.map(|tag| foreign(superior, &tag));
        definition.article = adopt_article(&mut joined, superior, definition.article);
        joined.definitions.push(definition);
        definitions.insert(DefinitionId(*id), DefinitionId(place));
    }
    for node in red_lines {
        let mut node = node.clone();
        Moving { facts: &moved, definitions: &definitions }.condition(&mut node.condition);
        node.tag = foreign(superior, &node.tag);
        node.article = adopt_article(&mut joined, superior, node.article);
        if let NodeKind::RedLine { effects } = &mut node.kind {
            *effects = effects.iter().filter_map(|effect| adopt_effect(&mut joined, superior, *effect)).collect();
        }
        joined.nodes.push(node);
    }
    for example in &mut joined.examples {
        example.givens.resize(joined.facts.len(), Standing::NotExamined);
    }
    polarity::direct(&mut joined);
    Ok(joined)
}

/// A tag or id of the superior; one it inherited itself keeps its origin.
fn foreign(superior: &Regulation, word: &str) -> String {
    if word.contains('#') { word.to_owned() } else { format!("{}#{word}", superior.id) }
}

/// The superior's article, added to the local ones unless it is there.
fn adopt_article(joined: &mut Regulation, superior: &Regulation, article: Option<usize>) -> Option<usize> {
    let article = superior.articles.get(article?)?;
    if let Some(place) = joined.articles.iter().position(|known| known == article) {
        return Some(place);
    }
    joined.articles.push(article.clone());
    joined.articles.len().checked_sub(1)
}

fn adopt_effect(joined: &mut Regulation, superior: &Regulation, effect: EffectId) -> Option<EffectId> {
    let effect = superior.effects.get(effect.0 as usize)?;
    let place = joined.effects.iter().position(|known| known.id == effect.id).unwrap_or_else(|| {
        joined.effects.push(effect.clone());
        joined.effects.len() - 1
    });
    u32::try_from(place).ok().map(EffectId)
}

/// The facts and definitions that conditions name, directly or through definitions.
#[derive(Default)]
struct Needed {
    facts: BTreeSet<u32>,
    definitions: BTreeSet<u32>,
}

impl Needed {
    fn condition(&mut self, condition: &Condition, regulation: &Regulation) {
        match condition {
            Condition::Test(Test::Among { fact, .. } | Test::Within { fact, .. }) => {
                self.facts.insert(fact.0);
            }
            Condition::Test(Test::Spread { left, right, .. }) => self.facts.extend([left.0, right.0]),
            Condition::Defined(id) => {
                if self.definitions.insert(id.0)
                    && let Some(definition) = regulation.definitions.get(id.0 as usize)
                {
                    self.condition(&definition.meaning, regulation);
                }
            }
            Condition::Not(inner) => self.condition(inner, regulation),
            Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
                for part in parts {
                    self.condition(part, regulation);
                }
            }
        }
    }
}

/// New places of facts and definitions; what is not listed stays.
struct Moving<'a> {
    facts: &'a HashMap<FactId, FactId>,
    definitions: &'a HashMap<DefinitionId, DefinitionId>,
}

impl Moving<'_> {
    fn fact(&self, id: &mut FactId) {
        *id = self.facts.get(id).copied().unwrap_or(*id);
    }

    fn condition(&self, condition: &mut Condition) {
        match condition {
            Condition::Test(Test::Among { fact, .. } | Test::Within { fact, .. }) => self.fact(fact),
            Condition::Test(Test::Spread { left, right, .. }) => {
                self.fact(left);
                self.fact(right);
            }
            Condition::Defined(id) => *id = self.definitions.get(id).copied().unwrap_or(*id),
            Condition::Not(inner) => self.condition(inner),
            Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
                for part in parts {
                    self.condition(part);
                }
            }
        }
    }

    /// Renumbers everything but the facts themselves.
    fn regulation(&self, regulation: &mut Regulation, count: usize) {
        for definition in &mut regulation.definitions {
            self.condition(&mut definition.meaning);
        }
        for scope in &mut regulation.scopes {
            self.condition(&mut scope.condition);
        }
        for node in &mut regulation.nodes {
            self.condition(&mut node.condition);
        }
        for when in regulation.provisions.iter_mut().filter_map(|provision| provision.when.as_mut()) {
            self.condition(when);
        }
        for example in &mut regulation.examples {
            let mut givens = vec![Standing::NotExamined; count];
            for (standing, old) in example.givens.iter().zip(0..) {
                let mut place = FactId(old);
                self.fact(&mut place);
                if let Some(cell) = givens.get_mut(place.0 as usize) {
                    *cell = *standing;
                }
            }
            example.givens = givens;
            for fact in example.expect.ask_first.iter_mut().chain(&mut example.expect.presumed) {
                self.fact(fact);
            }
        }
    }
}

type Union = (Vec<Fact>, HashMap<FactId, FactId>);

/// The first's facts and those taken of the second, with where each of the second's went.
fn union(first: &Regulation, second: &Regulation, taken: &BTreeSet<u32>) -> Result<Union, Vec<Diagnostic>> {
    let mut facts = first.facts.clone();
    let places: HashMap<&str, usize> =
        first.facts.iter().enumerate().map(|(place, fact)| (fact.id.as_str(), place)).collect();
    let mut moved = HashMap::new();
    let mut findings = Vec::new();
    for position in taken {
        let Some(other) = second.facts.get(*position as usize) else { continue };
        let place = match places.get(other.id.as_str()).and_then(|place| Some((*place, facts.get_mut(*place)?))) {
            Some((place, fact)) => {
                findings.extend(merge(fact, other));
                place
            }
            None => {
                facts.push(Fact { article: None, ..other.clone() });
                facts.len() - 1
            }
        };
        if let Ok(place) = u32::try_from(place) {
            moved.insert(FactId(*position), FactId(place));
        }
    }
    for (regulation, moved) in [(first, &HashMap::new()), (second, &moved)] {
        findings.extend(overflowing(regulation, moved, &facts));
    }
    if findings.is_empty() { Ok((facts, moved)) } else { Err(findings) }
}

/// Joins a fact of the second text to the same one of the first.
fn merge(fact: &mut Fact, other: &Fact) -> Option<Diagnostic> {
    fact.identity |= other.identity;
    fact.aggravating |= other.aggravating;
    fact.controllable |= other.controllable;
    fact.may_not_apply |= other.may_not_apply;
    fact.look = fact.look.or(other.look);
    fact.default = fact.default.or(other.default);
    fact.burden = fact.burden.take().or_else(|| other.burden.clone());
    fact.judged_by = fact
        .judged_by
        .take()
        .or_else(|| other.judged_by.as_ref().map(|judged| Judges { judge: judged.judge.clone(), instead: Vec::new() }));
    let refused = |code| Some(Diagnostic::error(code, fact.span).with("name", fact.id.as_str()));
    match (&mut fact.kind, &other.kind) {
        (FactKind::YesNo, FactKind::YesNo) => None,
        (FactKind::Choice { values, .. }, FactKind::Choice { values: others, .. }) => {
            let same = values.iter().map(|value| &value.id).eq(others.iter().map(|value| &value.id));
            let list = |values: &[crate::regulation::ChoiceValue]| {
                values.iter().map(|value| value.id.as_str()).collect::<Vec<&str>>().join(", ")
            };
            if same {
                return None;
            }
            refused("align-values").map(|finding| finding.with("values", list(values)).with("others", list(others)))
        }
        (FactKind::Number { unit, low, high }, FactKind::Number { unit: other_unit, low: least, high: greatest })
            if unit == other_unit =>
        {
            *low = (*low).min(*least);
            *high = (*high).max(*greatest);
            None
        }
        (own, other) => {
            let (own, other) = (kind_id(own), kind_id(other));
            refused("align-kind").map(|finding| finding.with("kind", own).with("other_kind", other))
        }
    }
}

/// Products that would leave the engine's numbers once a range is widened.
fn overflowing(regulation: &Regulation, moved: &HashMap<FactId, FactId>, facts: &[Fact]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let conditions = regulation.definitions.iter().map(|definition| (&definition.meaning, definition.span));
    let conditions = conditions.chain(regulation.nodes.iter().map(|node| (&node.condition, node.span)));
    for (condition, span) in conditions.chain(regulation.scopes.iter().map(|scope| (&scope.condition, scope.span))) {
        find_overflow(condition, moved, facts, &mut |factor, fact| {
            let finding = Diagnostic::error("align-factor", span).with("name", fact.id.as_str());
            findings.push(finding.with("factor", factor.to_string()));
        });
    }
    findings
}

fn find_overflow(
    condition: &Condition,
    moved: &HashMap<FactId, FactId>,
    facts: &[Fact],
    tell: &mut impl FnMut(i64, &Fact),
) {
    match condition {
        Condition::Test(Test::Spread { left, factor, .. }) => {
            let place = moved.get(left).unwrap_or(left);
            let Some(fact) = facts.get(place.0 as usize) else { return };
            let FactKind::Number { low, high, .. } = fact.kind else { return };
            let most = low.unsigned_abs().max(high.unsigned_abs());
            let product = i64::try_from(most).ok().and_then(|most| most.checked_mul(*factor));
            if product.is_none_or(|product| product > i64::MAX / 2) {
                tell(*factor, fact);
            }
        }
        Condition::Test(_) | Condition::Defined(_) => {}
        Condition::Not(inner) => find_overflow(inner, moved, facts, tell),
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
            for part in parts {
                find_overflow(part, moved, facts, tell);
            }
        }
    }
}

/// The direction over both texts.
fn both_ways(first: Direction, second: Direction) -> Direction {
    match (first, second) {
        (Direction::Unused, other) | (other, Direction::Unused) => other,
        (own, other) if own == other => own,
        _ => Direction::Both,
    }
}

#[cfg(test)]
mod tests;
