//! Outcomes (处理结果), how binding they are, and sets of them.

/// The four outcomes, lightest first.
///
/// 减轻 goes below the range a rule provides, 从轻 stays inside it, so 减轻 is the lighter of the two
/// (中国共产党纪律处分条例 2023-12-19, arts. 22, 23; docs/decisions/0003-order-of-outcomes.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// 免责
    Exempt,
    /// 减轻
    Mitigate,
    /// 从轻
    Lenient,
    /// 问责
    Accountable,
}

impl Outcome {
    /// All outcomes, lightest first.
    pub const ALL: [Self; 4] = [Self::Exempt, Self::Mitigate, Self::Lenient, Self::Accountable];

    /// The word used in cases, results and scripts.
    pub fn id(self) -> &'static str {
        match self {
            Self::Exempt => "exempt",
            Self::Mitigate => "mitigate",
            Self::Lenient => "lenient",
            Self::Accountable => "accountable",
        }
    }
}

/// How binding an item is, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// 可以
    May,
    /// 应当
    Should,
    /// 必须
    Must,
}

impl Modality {
    /// All, weakest first.
    pub const ALL: [Self; 3] = [Self::May, Self::Should, Self::Must];

    /// The word used in results and scripts.
    pub fn id(self) -> &'static str {
        match self {
            Self::May => "may",
            Self::Should => "should",
            Self::Must => "must",
        }
    }
}

/// A set of outcomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OutcomeSet(u8);

impl OutcomeSet {
    /// No outcome.
    pub const EMPTY: Self = Self(0);

    /// Just this one.
    pub fn only(outcome: Outcome) -> Self {
        Self(1 << outcome as u8)
    }

    /// Whether it is in the set.
    pub fn contains(self, outcome: Outcome) -> bool {
        self.0 & (1 << outcome as u8) != 0
    }

    /// Adds one.
    pub fn insert(&mut self, outcome: Outcome) {
        self.0 |= 1 << outcome as u8;
    }

    /// What both have.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What either has.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// How many.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The only one, if there is just one.
    pub fn single(self) -> Option<Outcome> {
        if self.len() == 1 { self.iter().next() } else { None }
    }

    /// The lightest.
    pub fn lightest(self) -> Option<Outcome> {
        self.iter().next()
    }

    /// Lightest first.
    pub fn iter(self) -> impl Iterator<Item = Outcome> {
        Outcome::ALL.into_iter().filter(move |outcome| self.contains(*outcome))
    }
}

impl FromIterator<Outcome> for OutcomeSet {
    fn from_iter<I: IntoIterator<Item = Outcome>>(outcomes: I) -> Self {
        let mut set = Self::EMPTY;
        for outcome in outcomes {
            set.insert(outcome);
        }
        set
    }
}
