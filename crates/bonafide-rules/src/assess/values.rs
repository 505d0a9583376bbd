//! The values of a fact that its tests can tell apart: one representative of each.

use std::borrow::Cow;

use crate::assess::engine::Engine;
use crate::assess::program::{Cone, Program, facts_of};
use crate::regulation::{Fact, FactId, FactKind, Standing, Test};

/// Representatives of one fact's values.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    /// One standing for each group of values that no test of a single fact tells apart.
    pub representatives: Vec<Standing>,
    /// Some test compares it with another fact, so its representatives alone do not tell all.
    pub paired: bool,
    /// A value that no test is true of, if there is one.
    pub unnamed: Option<Standing>,
}

/// The classes of each fact.
pub fn classes(program: &Program, facts: &[Fact]) -> Vec<Classes> {
    (0_u32..).zip(facts).map(|(index, fact)| classes_of(program, FactId(index), fact)).collect()
}

fn classes_of(program: &Program, id: FactId, fact: &Fact) -> Classes {
    let tests: Vec<Test> =
        program.atoms().iter().map(|atom| atom.test).filter(|test| facts_of(test).any(|read| read == id)).collect();
    let paired = tests.iter().any(|test| matches!(test, Test::Spread { .. }));
    let mut representatives: Vec<Standing> = match &fact.kind {
        FactKind::YesNo => vec![Standing::Found(0), Standing::Found(1)],
        FactKind::Choice { values, .. } => distinct_choices(&tests, values.len()),
        FactKind::Number { low, high, .. } => {
            let mut cuts: Vec<i64> = vec![*low];
            for test in &tests {
                if let Test::Within { low: from, high: until, .. } = test {
                    cuts.extend([*from, until.saturating_add(1)]);
                }
            }
            cuts.retain(|cut| (*low..=*high).contains(cut));
            cuts.sort_unstable();
            cuts.dedup();
            cuts.into_iter().map(Standing::Found).collect()
        }
    };
    if fact.may_not_apply && fact.kind != FactKind::YesNo {
        representatives.push(Standing::NotApplicable);
    }
    let unnamed =
        representatives.iter().copied().find(|standing| !paired && tests.iter().all(|test| !names(test, *standing)));
    Classes { representatives, paired, unnamed }
}

/// One standing for each group of values of an unknown fact that the cone's tests tell apart in this case.
///
/// A fact compared with known ones has a cut more for each comparison; compared with an unknown one: `None`.
pub(crate) fn in_case<'e>(
    engine: &'e Engine,
    cone: &Cone,
    id: FactId,
    standings: &[Standing],
) -> Option<Cow<'e, [Standing]>> {
    let classes = engine.classes.get(id.0 as usize)?;
    if !classes.paired {
        return Some(Cow::Borrowed(&classes.representatives));
    }
    let Some(FactKind::Number { low: least, high: most, .. }) =
        engine.regulation.facts.get(id.0 as usize).map(|fact| &fact.kind)
    else {
        return None;
    };
    let mut values = classes.representatives.clone();
    for atom in engine.program.atoms_of(id).iter().filter_map(|place| engine.program.atoms().get(*place as usize)) {
        let Test::Spread { left, factor, right, low, high } = atom.test else { continue };
        if !cone.holds(atom.gate) {
            continue;
        }
        let other = if left == id { right } else { left };
        let other = match standings.get(other.0 as usize) {
            Some(Standing::Found(value)) if left != right => *value,
            Some(Standing::NotApplicable) => continue,
            _ => return None,
        };
        // Where the comparison begins to hold, and where it ceases to.
        let (begins, ceases) = if left == id {
            let ceiling = |bound: i64| -(bound.saturating_add(other).saturating_neg().div_euclid(factor));
            (ceiling(low), high.saturating_add(other).div_euclid(factor).saturating_add(1))
        } else {
            let scaled = factor.saturating_mul(other);
            (scaled.saturating_sub(high), scaled.saturating_sub(low).saturating_add(1))
        };
        values.extend([begins, ceases].into_iter().filter(|cut| (least..=most).contains(&cut)).map(Standing::Found));
    }
    values.sort_unstable_by_key(|standing| match standing {
        Standing::Found(value) => (0, *value),
        _ => (1, 0),
    });
    values.dedup();
    Some(Cow::Owned(values))
}

/// Whether a single-fact test is true of a standing.
fn names(test: &Test, standing: Standing) -> bool {
    match (*test, standing) {
        (Test::Among { values, .. }, Standing::Found(code)) => values >> (code & 63) & 1 == 1,
        (Test::Within { low, high, .. }, Standing::Found(value)) => low <= value && value <= high,
        _ => false,
    }
}

/// The first value of each group that the tests treat alike.
fn distinct_choices(tests: &[Test], count: usize) -> Vec<Standing> {
    let mut seen: Vec<Vec<bool>> = Vec::new();
    let mut representatives = Vec::new();
    for code in 0..count {
        let signature: Vec<bool> =
            tests.iter().map(|test| matches!(test, Test::Among { values, .. } if values >> code & 1 == 1)).collect();
        if !seen.contains(&signature) {
            seen.push(signature);
            representatives.push(Standing::Found(code as i64));
        }
    }
    representatives
}
