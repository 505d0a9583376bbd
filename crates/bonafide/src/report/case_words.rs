//! Facts of a made-up case: in words, and as the JSON of a case line.

use bonafide_rules::day;
use bonafide_rules::regulation::{Fact, FactId, FactKind, Standing, Unit};

use super::json;
use super::phrase::Phrase;

/// Facts with what they are, in one line; those not examined are left out.
pub(crate) fn facts(phrase: Phrase<'_>, case: &[Standing]) -> String {
    let named = (0_u32..).zip(case).filter(|(_, standing)| **standing != Standing::NotExamined);
    join(phrase, named.map(|(at, standing)| (FactId(at), *standing)))
}

/// The facts of the second case that differ from the first.
pub(crate) fn differing(phrase: Phrase<'_>, first: &[Standing], second: &[Standing]) -> String {
    let differing = (0_u32..).zip(first.iter().zip(second)).filter(|(_, (first, second))| first != second);
    join(phrase, differing.map(|(at, (_, second))| (FactId(at), *second)))
}

fn join(phrase: Phrase<'_>, facts: impl Iterator<Item = (FactId, Standing)>) -> String {
    let each: Vec<String> = facts.map(|(id, standing)| phrase.is(id, standing)).collect();
    if each.is_empty() { phrase.words.say("prove-any-case") } else { each.join(&phrase.words.say("assess-comma")) }
}

/// Appends the `facts` object of a case line.
pub(crate) fn facts_json(into: &mut String, facts: &[Fact], case: &[Standing]) {
    into.push('{');
    for (fact, standing) in facts.iter().zip(case) {
        if *standing == Standing::NotExamined {
            continue;
        }
        if !into.ends_with('{') {
            into.push_str(", ");
        }
        json::text(into, &fact.id);
        into.push_str(": ");
        match standing {
            Standing::Found(code) => value_json(into, &fact.kind, *code),
            Standing::CannotEstablish => json::text(into, "cannot_establish"),
            Standing::NotApplicable => json::text(into, "not_applicable"),
            Standing::NotExamined => {}
        }
    }
    into.push('}');
}

fn value_json(into: &mut String, kind: &FactKind, code: i64) {
    match kind {
        FactKind::YesNo => into.push_str(if code == 0 { "false" } else { "true" }),
        FactKind::Choice { values, .. } => {
            let value = usize::try_from(code).ok().and_then(|at| values.get(at));
            json::maybe(into, value.map(|value| value.id.as_str()));
        }
        FactKind::Number { unit: Unit::Day, .. } => json::text(into, &day::format(code)),
        FactKind::Number { unit: Unit::Count, .. } => into.push_str(&code.to_string()),
        FactKind::Number { unit: Unit::Fen, .. } => {
            let (yuan, fen) = (code.unsigned_abs() / 100, code.unsigned_abs() % 100);
            let sign = if code < 0 { "-" } else { "" };
            into.push_str(&if fen == 0 { format!("{sign}{yuan}") } else { format!("{sign}{yuan}.{fen:02}") });
        }
    }
}
