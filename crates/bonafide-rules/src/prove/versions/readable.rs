//! The conditions of a change as few and as plain as they can be said.

use crate::assess::program::facts_of;
use crate::regulation::{Fact, FactKind, Test};

/// The conditions with those about one fact put together, where that says the same.
pub(super) fn merged(facts: &[Fact], conditions: &[(Test, bool)]) -> Vec<(Test, bool)> {
    let mut merged: Vec<(Test, bool)> = Vec::new();
    for &(test, value) in conditions {
        let (Test::Among { fact, .. } | Test::Within { fact, .. }) = test else {
            merged.push((test, value));
            continue;
        };
        let Some(declared) = facts.get(fact.0 as usize) else { continue };
        let same = |(other, _): &(Test, bool)| !matches!(other, Test::Spread { .. }) && facts_of(other).eq([fact]);
        let before = merged.iter().position(same).map(|at| merged.remove(at));
        merged.extend(together(declared, before, (test, value)));
    }
    merged
}

/// Two conditions on one fact as one if possible, else as they are.
fn together(fact: &Fact, before: Option<(Test, bool)>, after: (Test, bool)) -> Vec<(Test, bool)> {
    let parts: Vec<(Test, bool)> = before.into_iter().chain([after]).collect();
    // "Not among" holds of a fact that does not apply; only beside a positive test is it "among the others".
    let applies = !fact.may_not_apply || parts.iter().any(|(_, value)| *value);
    if !applies {
        return parts;
    }
    let first = parts.iter().find_map(|(test, _)| facts_of(test).next());
    match (&fact.kind, first) {
        (FactKind::Choice { values, .. }, Some(id)) => {
            let all = if values.len() >= 64 { u64::MAX } else { (1 << values.len()) - 1 };
            let mask = parts.iter().fold(all, |mask, (test, value)| match test {
                Test::Among { values, .. } => mask & if *value { *values } else { !*values },
                _ => mask,
            });
            vec![(Test::Among { fact: id, values: mask }, true)]
        }
        (FactKind::Number { low, high, .. }, Some(id)) => {
            let mut range = (*low, *high);
            for (test, value) in &parts {
                let Test::Within { low, high, .. } = test else { return parts };
                match (value, *low <= range.0, *high >= range.1) {
                    (true, _, _) => range = (range.0.max(*low), range.1.min(*high)),
                    (false, true, false) => range.0 = range.0.max(high.saturating_add(1)),
                    (false, false, true) => range.1 = range.1.min(low.saturating_sub(1)),
                    (false, _, _) => return parts,
                }
            }
            let open = |end: i64, edge: i64, far: i64| if end == edge { far } else { end };
            let (low, high) = (open(range.0, *low, i64::MIN), open(range.1, *high, i64::MAX));
            vec![(Test::Within { fact: id, low, high }, true)]
        }
        _ => parts,
    }
}
