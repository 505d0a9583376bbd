//! Cases as columns: one a fact, as narrow as its values allow.

use super::kernel::BLOCK;
use crate::regulation::{FactKind, Regulation, Standing, Unit};

/// A code that was not found, in a column of codes.
pub(super) const CODE_UNKNOWN: u8 = u8::MAX;
/// A fact that does not apply, in a column of codes.
pub(super) const CODE_ABSENT: u8 = u8::MAX - 1;
/// A number that was not found, in a narrow column.
pub(super) const NARROW_UNKNOWN: i32 = i32::MIN;
/// A fact that does not apply, in a narrow column; below every value, as the kernels rely on.
pub(super) const NARROW_ABSENT: i32 = i32::MIN + 1;
/// As [`NARROW_UNKNOWN`], in a wide column.
pub(super) const WIDE_UNKNOWN: i64 = i64::MIN;
/// As [`NARROW_ABSENT`], in a wide column.
pub(super) const WIDE_ABSENT: i64 = i64::MIN + 1;

/// The standings of many cases, fact by fact: 1 byte for a yes/no fact or choice, 4 or 8 for a number.
#[derive(Clone, Debug)]
pub struct Columns {
    pub(super) columns: Vec<Column>,
    cases: usize,
}

#[derive(Clone, Debug)]
pub(super) enum Column {
    /// Yes/no facts and choices by code.
    Codes { codes: Vec<u8>, is_choice: bool },
    /// Numbers that are all whole multiples of `scale` and fit.
    Narrow { values: Vec<i32>, scale: i64, has_absent: bool },
    /// Any numbers.
    Wide { values: Vec<i64>, has_absent: bool },
}

impl Columns {
    /// Empty columns for the facts of a regulation.
    pub fn new(regulation: &Regulation) -> Self {
        let columns = regulation
            .facts
            .iter()
            .map(|fact| match fact.kind {
                FactKind::YesNo => Column::Codes { codes: Vec::new(), is_choice: false },
                FactKind::Choice { .. } => Column::Codes { codes: Vec::new(), is_choice: true },
                // Most amounts are whole yuan; the first that is not widens its column.
                FactKind::Number { unit, .. } => Column::Narrow {
                    values: Vec::new(),
                    scale: if unit == Unit::Fen { 100 } else { 1 },
                    has_absent: false,
                },
            })
            .collect();
        Self { columns, cases: 0 }
    }

    /// How many cases.
    pub fn len(&self) -> usize {
        self.cases
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.cases == 0
    }

    /// Forgets the cases, keeps the memory.
    pub fn clear(&mut self) {
        self.cases = 0;
        for column in &mut self.columns {
            match column {
                Column::Codes { codes, .. } => codes.clear(),
                Column::Narrow { values, .. } => values.clear(),
                Column::Wide { values, .. } => values.clear(),
            }
        }
    }

    /// Adds a case; facts past the end of `standings` are 未查.
    pub fn push(&mut self, standings: &[Standing]) {
        let given = standings.iter().copied().chain(std::iter::repeat(Standing::NotExamined));
        for (column, standing) in self.columns.iter_mut().zip(given) {
            if self.cases.is_multiple_of(BLOCK) {
                column.grow();
            }
            column.put(self.cases, standing);
        }
        self.cases += 1;
    }

    /// Bytes a case takes.
    pub fn bytes_per_case(&self) -> usize {
        self.columns
            .iter()
            .map(|column| match column {
                Column::Codes { .. } => 1,
                Column::Narrow { .. } => 4,
                Column::Wide { .. } => 8,
            })
            .sum()
    }
}

impl Column {
    /// Adds a block of unknowns: columns are kept in whole blocks, so that no kernel meets a rest.
    fn grow(&mut self) {
        match self {
            Self::Codes { codes, .. } => codes.resize(codes.len() + BLOCK, CODE_UNKNOWN),
            Self::Narrow { values, .. } => values.resize(values.len() + BLOCK, NARROW_UNKNOWN),
            Self::Wide { values, .. } => values.resize(values.len() + BLOCK, WIDE_UNKNOWN),
        }
    }

    fn put(&mut self, case: usize, standing: Standing) {
        match self {
            Self::Codes { codes, is_choice } => set(
                codes,
                case,
                match standing {
                    Standing::Found(code) => u8::try_from(code).unwrap_or(CODE_UNKNOWN),
                    Standing::NotApplicable if *is_choice => CODE_ABSENT,
                    Standing::NotApplicable => 0,
                    Standing::CannotEstablish | Standing::NotExamined => CODE_UNKNOWN,
                },
            ),
            Self::Narrow { values, scale, has_absent } => match standing {
                Standing::Found(value) => match narrow(value, *scale) {
                    Some(value) => set(values, case, value),
                    None => {
                        self.widen();
                        self.put(case, standing);
                    }
                },
                Standing::NotApplicable => {
                    *has_absent = true;
                    set(values, case, NARROW_ABSENT);
                }
                Standing::CannotEstablish | Standing::NotExamined => set(values, case, NARROW_UNKNOWN),
            },
            Self::Wide { values, has_absent } => set(
                values,
                case,
                match standing {
                    Standing::Found(value) => value.max(WIDE_ABSENT + 1),
                    Standing::NotApplicable => {
                        *has_absent = true;
                        WIDE_ABSENT
                    }
                    Standing::CannotEstablish | Standing::NotExamined => WIDE_UNKNOWN,
                },
            ),
        }
    }

    fn widen(&mut self) {
        if let Self::Narrow { values, scale, has_absent } = self {
            let (scale, has_absent) = (*scale, *has_absent);
            let wide = values.iter().map(|value| match *value {
                NARROW_UNKNOWN => WIDE_UNKNOWN,
                NARROW_ABSENT => WIDE_ABSENT,
                value => i64::from(value) * scale,
            });
            *self = Self::Wide { values: wide.collect(), has_absent };
        }
    }
}

fn set<T>(values: &mut [T], case: usize, value: T) {
    if let Some(slot) = values.get_mut(case) {
        *slot = value;
    }
}

fn narrow(value: i64, scale: i64) -> Option<i32> {
    if value % scale != 0 {
        return None;
    }
    i32::try_from(value / scale).ok().filter(|value| *value > NARROW_ABSENT)
}
