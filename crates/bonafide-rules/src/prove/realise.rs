//! Concrete numbers for a model: round amounts, near dates, small counts.

use crate::prove::spread::{OutOfReach, System};
use crate::regulation::Unit;

/// A value of `low..=high` that is easy to read; dates keep near to `day`.
pub fn pleasant(unit: Unit, low: i128, high: i128, day: i64) -> i128 {
    match unit {
        Unit::Day => i128::from(day).clamp(low, high.max(low)),
        Unit::Count => 0.clamp(low, high.max(low)),
        Unit::Fen => round(low, high),
    }
}

/// The smallest amount of the range with as few digits as its size allows: above 500万元 it is 600万元, not 10亿元.
fn round(low: i128, high: i128) -> i128 {
    if low <= 0 {
        return 0.min(high);
    }
    let mut step = 1;
    while step * 10 <= low {
        step *= 10;
    }
    while step > 1 {
        let value = (low + step - 1) / step * step;
        if value <= high {
            return value;
        }
        step /= 10;
    }
    low
}

/// Values that meet a system, each as pleasant as the ones before it leave room for.
///
/// # Errors
/// [`OutOfReach`] as [`System::solve`] gives it, or when the system cannot be met.
pub fn fill(mut system: System, units: &[Unit], day: i64) -> Result<Vec<i128>, OutOfReach> {
    let mut values = system.solve()?.ok_or(OutOfReach)?;
    for (at, &unit) in units.iter().enumerate() {
        let tight = system.tighten().ok_or(OutOfReach)?;
        let Some(&(low, high)) = tight.get(at) else { break };
        let wanted = pleasant(unit, low, high, day);
        let Some(range) = system.ranges.get_mut(at) else { break };
        *range = (wanted, wanted);
        match system.solve() {
            Ok(Some(better)) => values = better,
            _ => {
                let kept = values.get(at).copied().unwrap_or_default();
                if let Some(range) = system.ranges.get_mut(at) {
                    *range = (kept, kept);
                }
            }
        }
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_round_near_and_small() {
        let check = |unit, low, high, expected| assert_eq!(pleasant(unit, low, high, 20_454), expected);
        check(Unit::Fen, 500_000_001, 100_000_000_000, 600_000_000);
        check(Unit::Fen, 0, 500_000_000, 0);
        check(Unit::Fen, 12_345, 12_399, 12_350);
        check(Unit::Fen, 12_345, 12_345, 12_345);
        check(Unit::Fen, -500, -30, -30);
        check(Unit::Count, 3, 9, 3);
        check(Unit::Count, -4, 9, 0);
        check(Unit::Day, 0, 40_000, 20_454);
        check(Unit::Day, 20_500, 40_000, 20_500);
    }
}
