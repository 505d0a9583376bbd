//! What the rules say to the facts of a case (规则结论), with both versions where the older or the milder one may decide.

use bonafide_rules::assess::{Answer, Engine, Status};
use bonafide_rules::outcome::{Outcome, OutcomeSet};
use bonafide_rules::regulation::{Condition, Fact, FactId, FactKind, Regulation, Standing, Test, Unit};

use crate::case::act::Finding;
use crate::case::answered::Answered;
use crate::case::event::{Assessed, AssessedStatus};
use crate::case::state::Case;
use crate::field::Word;
use crate::id::Day;
use crate::procedure::{Gap, Procedure};
use crate::roster::grounds::Grounds;

/// A regulation made ready for cases: rules, procedure and grounds for recusal.
#[derive(Debug)]
pub struct InForce {
    engine: Engine,
    answered: Answered,
    /// The procedure block.
    pub procedure: Procedure,
    /// Grounds for recusal.
    pub grounds: Grounds,
    /// `id@version`.
    pub name: Word,
}

impl InForce {
    /// Makes a regulation ready.
    ///
    /// # Errors
    /// The [`Gap`]s of its procedure.
    pub fn of(regulation: &Regulation) -> Result<Self, Vec<Gap>> {
        let procedure = Procedure::of(regulation)?;
        let name = format!("{}@{}", regulation.id, regulation.version);
        // An id and version that were read are short enough for a word.
        let name = Word::new(&name).map_err(|_| Vec::new())?;
        let (engine, answered) = (Engine::new(regulation), Answered::default());
        Ok(Self { engine, answered, procedure, grounds: Grounds::of(regulation), name })
    }

    /// The rules.
    pub fn regulation(&self) -> &Regulation {
        self.engine.regulation()
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// A fact by id or name.
    pub fn fact(&self, word: &str) -> Option<&Fact> {
        self.regulation().facts.iter().find(|fact| fact.id == word || fact.name == word)
    }

    /// Whether an item, exception or red line has this tag.
    pub fn knows_node(&self, tag: &str) -> bool {
        self.regulation().nodes.iter().any(|node| node.tag == tag)
    }

    /// An effect by id or name, as its id.
    pub fn effect(&self, word: &str) -> Option<&str> {
        let effects = &self.regulation().effects;
        effects.iter().find(|effect| effect.id == word || effect.name == word).map(|effect| effect.id.as_str())
    }

    /// The standing of each fact in a case.
    pub fn standings(&self, case: &Case) -> Vec<Standing> {
        standings(self.regulation(), case)
    }

    /// What the rules say to these standings.
    pub fn answer(&self, standings: &[Standing]) -> Answer {
        self.engine.assessor().assess(standings)
    }

    /// Whether a condition of the text holds in a case; `None` while it is unknown.
    pub fn holds(&self, condition: &Condition, case: &Case) -> Option<bool> {
        truth(condition, self.regulation(), &self.standings(case))
    }
}

/// The standing of each fact of a regulation in a case, which may have been decided by another one.
pub fn standings(regulation: &Regulation, case: &Case) -> Vec<Standing> {
    let found = |fact: &Fact| {
        let finding = case.facts.get(&fact.id)?;
        standing(fact, finding.value.as_str())
    };
    regulation.facts.iter().map(|fact| found(fact).unwrap_or_default()).collect()
}

/// Reads a value as a fact has it: `true`, `是`, a choice by id or name, yuan, a date, a number, or a state.
pub fn standing(fact: &Fact, value: &str) -> Option<Standing> {
    match value {
        "cannot_establish" | "无法查明" => return Some(Standing::CannotEstablish),
        "not_examined" | "未查" => return Some(Standing::NotExamined),
        "not_applicable" | "不适用" => {
            let may = fact.may_not_apply || matches!(fact.kind, FactKind::YesNo);
            return may.then_some(Standing::NotApplicable);
        }
        _ => {}
    }
    let code = match &fact.kind {
        FactKind::YesNo => match value {
            "true" | "yes" | "是" => 1,
            "false" | "no" | "否" => 0,
            _ => return None,
        },
        FactKind::Choice { values, .. } => {
            let place = values.iter().position(|choice| choice.id == value || choice.name == value)?;
            i64::try_from(place).ok()?
        }
        FactKind::Number { unit, low, high } => {
            let number = match unit {
                Unit::Count => value.parse().ok()?,
                Unit::Fen => fen(value)?,
                Unit::Day => Day::parse(value)?.0,
            };
            if !(*low..=*high).contains(&number) {
                return None;
            }
            number
        }
    };
    Some(Standing::Found(code))
}

/// `800000`, `0.5`, `80万元`: yuan, as fen.
fn fen(text: &str) -> Option<i64> {
    let units = [("亿元", 10_000_000_000), ("万元", 1_000_000), ("元", 100)];
    let (number, fen) = units
        .iter()
        .find_map(|(unit, fen)| text.strip_suffix(unit).map(|number| (number, *fen)))
        .unwrap_or((text, 100_i64));
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if part.len() > 8 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let scale = 10_i64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let digits: i64 = format!("{whole}{part}").parse().ok()?;
    let scaled = digits.checked_mul(fen)?;
    (scaled % scale == 0).then_some(scaled / scale)
}

/// The finding with its fact and value as the regulation has them, or which of the two it does not know.
pub(crate) fn settled(law: &InForce, finding: &Finding) -> Result<Finding, &'static str> {
    let fact = law.fact(finding.fact.as_str()).ok_or("fact")?;
    let standing = standing(fact, finding.value.as_str()).ok_or("value")?;
    let value = shown(fact, standing);
    let word = |text: &str| Word::new(text).map_err(|_| "value");
    Ok(Finding { fact: word(&fact.id)?, value: word(&value)?, evidence: finding.evidence.clone() })
}

/// A standing as the record keeps it.
fn shown(fact: &Fact, standing: Standing) -> String {
    let code = match standing {
        Standing::CannotEstablish => return "cannot_establish".to_owned(),
        Standing::NotExamined => return "not_examined".to_owned(),
        Standing::NotApplicable => return "not_applicable".to_owned(),
        Standing::Found(code) => code,
    };
    match &fact.kind {
        FactKind::YesNo => (code == 1).to_string(),
        FactKind::Choice { values, .. } => {
            let choice = usize::try_from(code).ok().and_then(|place| values.get(place));
            choice.map(|choice| choice.id.clone()).unwrap_or_default()
        }
        FactKind::Number { unit: Unit::Count, .. } => code.to_string(),
        FactKind::Number { unit: Unit::Day, .. } => Day(code).to_string(),
        FactKind::Number { unit: Unit::Fen, .. } if code % 100 == 0 => (code / 100).to_string(),
        FactKind::Number { unit: Unit::Fen, .. } => format!("{}.{:02}", code / 100, code % 100),
    }
}

/// What the rules say to a case: of the version of the day of the act, or of a later one where that is milder.
pub fn assess(case: &Case, of_act: &InForce, later: Option<&InForce>) -> Assessed {
    let old = assessed(case, of_act);
    let Some(later) = later.filter(|_| of_act.regulation().lenient_version) else { return old };
    let new = assessed(case, later);
    if is_milder(&new, &old) { compared(new, of_act) } else { compared(old, later) }
}

fn compared(mut assessed: Assessed, other: &InForce) -> Assessed {
    assessed.compared = Some(other.name.clone());
    assessed
}

/// Whether one answer is milder: both decided and lighter, or decided where the other is not and as light as anything the
/// other still allows.
fn is_milder(new: &Assessed, old: &Assessed) -> bool {
    let worst = |assessed: &Assessed| assessed.possible.iter().copied().max();
    let best = |assessed: &Assessed| assessed.possible.iter().copied().min();
    match (new.outcome, old.outcome) {
        (Some(new), Some(old)) => new < old,
        (Some(_), None) => old.status == AssessedStatus::Conflict || worst(new) < best(old),
        (None, _) => new.status == AssessedStatus::Undetermined && worst(new) < best(old),
    }
}

fn assessed(case: &Case, law: &InForce) -> Assessed {
    law.answered.or_ask(law.standings(case), |standings| asked(standings, law))
}

fn asked(standings: &[Standing], law: &InForce) -> Assessed {
    let answer = law.answer(standings);
    let regulation = law.regulation();
    let fact = |id: &FactId| regulation.facts.get(id.0 as usize).map(|fact| fact.id.as_str());
    let effects = answer.effects.iter().filter_map(|id| regulation.effects.get(id.0 as usize));
    let tags = |nodes: &[bonafide_rules::regulation::NodeId]| {
        words(nodes.iter().filter_map(|id| regulation.nodes.get(id.0 as usize)).map(|node| node.tag.as_str()))
    };
    Assessed {
        regulation: law.name.clone(),
        status: match answer.status {
            Status::Decided => AssessedStatus::Decided,
            Status::Undetermined => AssessedStatus::Undetermined,
            Status::Conflict => AssessedStatus::Conflict,
        },
        outcome: answer.outcome,
        possible: answer.possible.iter().collect(),
        effects: words(effects.map(|effect| effect.id.as_str())),
        because: tags(&answer.because),
        red_lines: tags(&answer.red_lines),
        missing: words(answer.missing.iter().filter_map(fact)),
        presumed: words(answer.presumed.iter().filter_map(fact)),
        compared: None,
    }
}

fn words<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Word> {
    texts.filter_map(|text| Word::new(text).ok()).collect()
}

impl Assessed {
    /// The outcomes still possible.
    pub fn outcomes(&self) -> OutcomeSet {
        self.possible.iter().copied().collect()
    }

    /// Whether tolerance, of whatever degree, is certainly out.
    pub fn is_beyond_tolerance(&self) -> bool {
        self.status == AssessedStatus::Decided && self.outcome == Some(Outcome::Accountable)
    }
}

/// Kleene's truth of a condition.
fn truth(condition: &Condition, regulation: &Regulation, standings: &[Standing]) -> Option<bool> {
    let of = |condition: &Condition| truth(condition, regulation, standings);
    match condition {
        Condition::Test(test) => tested(test, standings),
        Condition::Defined(id) => of(&regulation.definitions.get(id.0 as usize)?.meaning),
        Condition::Not(inner) => of(inner).map(|holds| !holds),
        Condition::All(parts) => at_least(parts.iter().map(of), parts.len()),
        Condition::Any(parts) => at_least(parts.iter().map(of), 1),
        Condition::AtLeast(count, parts) => at_least(parts.iter().map(of), *count as usize),
    }
}

fn at_least(parts: impl Iterator<Item = Option<bool>>, count: usize) -> Option<bool> {
    let (mut holding, mut open) = (0, 0);
    for part in parts {
        match part {
            Some(true) => holding += 1,
            None => open += 1,
            Some(false) => {}
        }
    }
    if holding >= count {
        return Some(true);
    }
    if holding + open < count { Some(false) } else { None }
}

fn tested(test: &Test, standings: &[Standing]) -> Option<bool> {
    use bonafide_rules::assess::Truth;
    match bonafide_rules::assess::program::verdict(test, standings) {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown => None,
    }
}
