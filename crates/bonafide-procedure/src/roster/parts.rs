//! The parts of a roster: what one row of it says.

use crate::id::{CaseNo, Day, PersonId, UnitId};

/// Days from a first to a last, both included; without a last day it still goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tenure {
    /// The first day.
    pub from: Day,
    /// The last day, if there is one yet.
    pub until: Option<Day>,
}

impl Tenure {
    /// Whether the day lies within, both ends included.
    pub fn holds(self, on: Day) -> bool {
        self.from <= on && self.until.is_none_or(|last| on <= last)
    }

    /// The days that lie within both, if any.
    #[must_use]
    pub fn overlap(self, other: Self) -> Option<Self> {
        let from = self.from.max(other.from);
        let until = match (self.until, other.until) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        until.is_none_or(|last| from <= last).then_some(Self { from, until })
    }
}

/// A person on the roster (人员).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Roster number.
    pub id: PersonId,
    /// The name; none once it was erased as the law demands (已依法删除).
    pub name: Option<String>,
}

/// A unit (单位): an organ of state, an enterprise, an institution, or a department of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// Its full name.
    pub name: String,
    /// The unit it answers to (上级).
    pub superior: Option<UnitId>,
    /// The unit of its own level that it is part of (所属): a county's discipline commission is part of the county and
    /// answers to the city's commission.
    pub within: Option<UnitId>,
}

/// Which organ: a unit and the organ's name within it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganKey {
    /// The unit it belongs to.
    pub unit: UnitId,
    /// Its name, once in the unit.
    pub name: String,
}

/// A body of a unit that regulations name after 由 (机构), such as 容错机构 or 决定机关.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organ {
    /// Unit and name.
    pub key: OrganKey,
    /// What regulations call it besides: 县委常委会 is 决定机关 in the county's.
    pub aliases: Vec<String>,
}

impl Organ {
    /// Whether it is called so, by its name or by an alias.
    pub fn is_called(&self, name: &str) -> bool {
        self.key.name == name || self.aliases.iter().any(|alias| alias == name)
    }
}

/// Whether somebody leads an organ or sits in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seat {
    /// Leads it (负责人): decides whether members step back.
    Chair,
    /// Sits in it (成员).
    Member,
}

/// An office held over time (任职).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Office {
    /// Who holds it.
    pub person: PersonId,
    /// Where.
    pub organ: OrganKey,
    /// The post, such as 科员.
    pub post: String,
    /// Chair or member.
    pub seat: Seat,
    /// From when to when.
    pub tenure: Tenure,
}

/// How two people are related, as the law groups it.
///
/// Source: 公务员法, art. 74 para. 1 (2018-12-29), names these four groups; 公职人员政务处分法, art. 47 (2020-06-20), bars
/// close relatives (近亲属) of the person investigated and of the informant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kin {
    /// Husband and wife (夫妻).
    Spouse,
    /// One descends from the other (直系血亲).
    Direct,
    /// Common ancestors within three generations (三代以内旁系血亲): siblings, cousins, uncles and aunts.
    Collateral,
    /// Close by marriage (近姻亲): the spouse's parents and siblings, the children's spouses and their parents.
    Affinity,
}

/// That two people are related (亲属关系). Holds both ways.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kinship {
    /// One of the two: the one whose number sorts first.
    pub one: PersonId,
    /// The other.
    pub other: PersonId,
    /// How.
    pub kin: Kin,
    /// First day; none if by birth or not known.
    pub from: Option<Day>,
    /// Last day, such as that of a divorce.
    pub until: Option<Day>,
}

impl Kinship {
    /// The same with the two in order.
    #[must_use]
    pub fn ordered(self) -> Self {
        if self.one <= self.other { self } else { Self { one: self.other, other: self.one, ..self } }
    }

    /// Whether it is between these two, either way round.
    pub fn is_between(&self, one: &PersonId, other: &PersonId) -> bool {
        (&self.one, &self.other) == (one, other) || (&self.one, &self.other) == (other, one)
    }

    /// Whether it holds on that day.
    pub fn holds(&self, on: Day) -> bool {
        self.from.is_none_or(|first| first <= on) && self.until.is_none_or(|last| on <= last)
    }

    /// The other person, if this one is one of the two.
    pub fn relative_of(&self, person: &PersonId) -> Option<&PersonId> {
        if &self.one == person { Some(&self.other) } else { (&self.other == person).then_some(&self.one) }
    }
}

/// That somebody reports directly to somebody (汇报关系).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reporting {
    /// Who reports.
    pub person: PersonId,
    /// To whom.
    pub superior: PersonId,
    /// From when to when.
    pub tenure: Tenure,
}

/// What an interest is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concern {
    /// A unit.
    Unit(UnitId),
    /// A person: a debt, a quarrel, a common business.
    Person(PersonId),
    /// One case.
    Case(CaseNo),
}

/// A declared interest (利害关系申报).
///
/// Source: 公务员法, art. 76 (2018-12-29): an interest of one's own, or of the relatives that art. 74 lists, bars from acting.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interest {
    /// Whose.
    pub person: PersonId,
    /// In what.
    pub concern: Concern,
    /// In words, without names of persons.
    pub what: String,
    /// From when to when.
    pub tenure: Tenure,
}

/// Which list of people from outside (外部人员库).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pool {
    /// Third parties who assess major faults (第三方).
    ThirdParty,
    /// Members of the public who take part in appraisal (评议员).
    Appraiser,
}

/// Somebody who can be drawn to assess from outside. Conflicts are declared as interests.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reviewer {
    /// Who.
    pub person: PersonId,
    /// On which list.
    pub pool: Pool,
    /// From when to when.
    pub tenure: Tenure,
}

/// What somebody does, or did, in a case, as far as impartiality asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Accused: reported the matter or brought it up (举报、报告).
    Accuse,
    /// Was a witness (证人).
    Testify,
    /// Had a hand in the business that went wrong: marketed or approved the loan, decided the project (经办).
    Handle,
    /// Investigated (核查).
    Investigate,
    /// Assessed from outside or as a peer (评估、评议).
    Assess,
    /// Screened, determined or proposed (研判、认定、拟处理).
    Propose,
    /// Decided (决定).
    Decide,
    /// Reviewed a decision (复核、申诉).
    Review,
}

impl Part {
    /// Whether one person may not do both in one case: accuse, investigate, propose, decide and review are five
    /// people's work, and who testified or handled the business does none of the last four, nor assesses.
    ///
    /// Source: mechanism, B12; 公职人员政务处分法, art. 47 (2020-06-20), for witnesses. A regulation can add to it, not take away.
    pub fn is_apart_from(self, other: Self) -> bool {
        if self == other {
            return false;
        }
        let outside = |part: Self| matches!(part, Self::Testify | Self::Handle);
        match (outside(self), outside(other)) {
            (true, true) => false,
            (true, false) => other != Self::Accuse,
            (false, true) => self != Self::Accuse,
            (false, false) => true,
        }
    }
}

/// That somebody acted in a case that concerned somebody else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PastCase {
    /// Who acted.
    pub acting: PersonId,
    /// As what.
    pub part: Part,
    /// Whom the case concerned.
    pub concerned: PersonId,
    /// Which case.
    pub case_no: CaseNo,
}

/// Past cases together (曾经同案), as the store has gathered them for a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastCases(Vec<PastCase>);

impl PastCases {
    /// Puts them in order, each once.
    pub fn new(mut cases: Vec<PastCase>) -> Self {
        cases.sort();
        cases.dedup();
        Self(cases)
    }

    /// None.
    pub fn none() -> Self {
        Self(Vec::new())
    }

    /// Those in which one acted and the other was concerned, either way round.
    pub fn between<'a>(&'a self, one: &'a PersonId, other: &'a PersonId) -> impl Iterator<Item = &'a PastCase> {
        self.0.iter().filter(move |past| {
            let pair = (&past.acting, &past.concerned);
            pair == (one, other) || pair == (other, one)
        })
    }
}
