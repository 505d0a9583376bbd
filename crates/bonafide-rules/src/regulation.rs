//! An instrument (制度) with every name looked up: what the engine, the proofs and the papers work on.
//!
//! Indices are positions in the vectors of [`Regulation`]; `check` guarantees that they exist and that
//! definitions only refer to earlier ones.

use crate::outcome::{Modality, OutcomeSet};
use crate::place::Span;
pub use crate::tree::{FactState, ProvisionKind, Term, TermUnit};

/// Position in [`Regulation::facts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub u32);

/// Position in [`Regulation::definitions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DefinitionId(pub u32);

/// Position in [`Regulation::effects`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EffectId(pub u32);

/// Position in [`Regulation::nodes`]: items, exceptions and red lines in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// One version of one instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regulation {
    /// `qinghe-list`
    pub id: String,
    /// `2026-2`
    pub version: String,
    /// Chinese title.
    pub title_zh: String,
    /// English title; the Chinese one when none is given.
    pub title_en: String,
    /// 制定机关
    pub issuer: String,
    /// 层级
    pub level: Level,
    /// 上级制度
    pub superior: Option<Reference>,
    /// Days in force, both ends included.
    pub in_force: Period,
    /// 从旧兼从轻 (true) or only the version of the day of the act.
    pub lenient_version: bool,
    /// Whether cases that no item names are declared 不适用, so that none is left unaddressed.
    pub unlisted_declared: bool,
    /// Law, article and date the whole text restates, if the front matter names them.
    pub source: Option<String>,
    /// Declared principles.
    pub principles: Vec<String>,
    /// Articles by heading.
    pub articles: Vec<Article>,
    /// Facts (事实).
    pub facts: Vec<Fact>,
    /// Definitions (定义), each after those it uses.
    pub definitions: Vec<Definition>,
    /// Effects used or declared: built-in ones first.
    pub effects: Vec<EffectName>,
    /// Scopes (适用); a case outside all of them is met by no item. Empty: no limit.
    pub scopes: Vec<Scope>,
    /// Red lines, items and exceptions.
    pub nodes: Vec<Node>,
    /// Declared and derived (special over general) priorities between outcome-giving nodes, higher first.
    pub priorities: Vec<(NodeId, NodeId)>,
    /// Worked examples (例).
    pub examples: Vec<Example>,
    /// Steps, safeguards, reminders, recusal grounds, protections.
    pub provisions: Vec<Provision>,
}

/// `id@version`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Instrument.
    pub id: String,
    /// Version.
    pub version: String,
}

/// Levels, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 单位
    Unit,
    /// 县
    County,
    /// 市
    City,
    /// 省
    Province,
    /// 中央
    Central,
}

/// Days since 1970-01-01, both ends included; `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: Option<i64>,
    /// Last day.
    pub until: Option<i64>,
}

impl Period {
    /// Whether the day lies in it.
    pub fn contains(self, day: i64) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// An article's heading and prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// `第四条`
    pub label: String,
    /// The whole heading.
    pub heading: String,
    /// The prose below.
    pub prose: String,
    /// Where the heading stands.
    pub span: Span,
}

/// A fact (事实).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Name used in rules: 经集体研究.
    pub name: String,
    /// Id used in cases: `collective_decision`; the name when none was written.
    pub id: String,
    /// Type and range.
    pub kind: FactKind,
    /// 视角, declared or by the vocabulary.
    pub look: Option<Look>,
    /// 举证
    pub burden: Option<Burden>,
    /// 评判: who finds it.
    pub judged_by: Option<Judges>,
    /// 可为: the person could have done otherwise.
    pub controllable: bool,
    /// 身份: must not matter.
    pub identity: bool,
    /// 加重: the higher, the graver; declared or by the vocabulary.
    pub aggravating: bool,
    /// 可不适用: may turn out not to apply (yes/no facts always may, and that counts as no).
    pub may_not_apply: bool,
    /// 默认: the value presumed when it cannot be established.
    pub default: Option<i64>,
    /// What the rule set gains from it: filled by the checker from how rules use it.
    pub direction: Direction,
    /// Usual evidence, by the vocabulary.
    pub usual_evidence: Option<String>,
    /// Index of its article.
    pub article: Option<usize>,
    /// Where it is declared.
    pub span: Span,
}

/// Who judges an open-texture fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judges {
    /// Ordinarily.
    pub judge: String,
    /// Instead, when the condition holds.
    pub instead: Vec<(Condition, String)>,
}

/// The type of a fact. Values are `i64` codes: 0 and 1, the position of the choice, or the number itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// 0 no, 1 yes.
    YesNo,
    /// Position among at most 64 values.
    Choice {
        /// Names and ids in order; ordered ones go from light to grave or low to high as written.
        values: Vec<ChoiceValue>,
        /// Written with `<`.
        ordered: bool,
    },
    /// A whole number in the unit, both ends included.
    Number {
        /// Fen, days since 1970-01-01, or just a count.
        unit: Unit,
        /// Least value.
        low: i64,
        /// Greatest value.
        high: i64,
    },
}

/// One value of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceValue {
    /// Name used in rules.
    pub name: String,
    /// Id used in cases.
    pub id: String,
}

/// Units of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// 整数
    Count,
    /// 金额, in fen (1 yuan = 100 fen)
    Fen,
    /// 日期, days since 1970-01-01
    Day,
}

/// The six looks (六个看).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Look {
    /// 程度
    Degree,
    /// 动机
    Motive,
    /// 条件
    Conditions,
    /// 程序
    Procedure,
    /// 政策
    Policy,
    /// 后果
    Consequence,
}

impl Look {
    /// All six in the field's order.
    pub const ALL: [Self; 6] =
        [Self::Degree, Self::Motive, Self::Conditions, Self::Procedure, Self::Policy, Self::Consequence];

    /// Id used in the vocabulary.
    pub fn id(self) -> &'static str {
        match self {
            Self::Degree => "degree",
            Self::Motive => "motive",
            Self::Conditions => "conditions",
            Self::Procedure => "procedure",
            Self::Policy => "policy",
            Self::Consequence => "consequence",
        }
    }
}

/// Who bears the burden of proof (举证).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Burden {
    /// 申请人: what cannot be established counts against the person.
    Applicant,
    /// 问责机关: what cannot be established counts for the person.
    Accuser,
}

/// Which way a fact pulls, over all rules that use it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// No rule uses it.
    #[default]
    Unused,
    /// More (yes, a higher value) is better for the person.
    HigherLighter,
    /// More is worse for the person.
    HigherGraver,
    /// Values of an unordered choice that help, and none that hurts.
    SomeHelp,
    /// Values of an unordered choice that hurt, and none that helps.
    SomeHurt,
    /// Both ways: needs 默认, or a judge.
    Both,
}

/// A definition (定义).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Name used in rules.
    pub name: String,
    /// Latin id; the name when none was written.
    pub id: String,
    /// `#D1` without `#`, if tagged.
    pub tag: Option<String>,
    /// Its meaning.
    pub meaning: Condition,
    /// Index of its article.
    pub article: Option<usize>,
    /// Where.
    pub span: Span,
}

/// An effect beside the outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectName {
    /// 不作负面评价
    pub name: String,
    /// `no_negative_remark`
    pub id: String,
}

/// A scope (适用).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Tag, if any.
    pub tag: Option<String>,
    /// Label.
    pub name: String,
    /// When the instrument applies.
    pub condition: Condition,
    /// Index of its article.
    pub article: Option<usize>,
    /// 据
    pub source: Option<String>,
    /// Where.
    pub span: Span,
}

/// A resolved condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// One test of one fact or of a pair.
    Test(Test),
    /// A definition.
    Defined(DefinitionId),
    /// Each.
    All(Vec<Condition>),
    /// One or more.
    Any(Vec<Condition>),
    /// Not.
    Not(Box<Condition>),
    /// At least so many.
    AtLeast(u32, Vec<Condition>),
}

/// An atom. A fact that does not apply (不适用) satisfies no test; `!=` is therefore the negation of `=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Test {
    /// The value of a yes/no fact or choice is among `values` (bit = code).
    Among {
        /// Which fact.
        fact: FactId,
        /// Bit set of codes.
        values: u64,
    },
    /// The number lies in `low..=high` (`i64::MIN`/`i64::MAX`: open).
    Within {
        /// Which fact.
        fact: FactId,
        /// Least.
        low: i64,
        /// Greatest.
        high: i64,
    },
    /// `factor × left − right` lies in `low..=high`.
    Spread {
        /// Multiplied fact.
        left: FactId,
        /// Its factor, at least 1.
        factor: i64,
        /// Subtracted fact.
        right: FactId,
        /// Least.
        low: i64,
        /// Greatest.
        high: i64,
    },
}

/// A red line, an item or an exception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// `E1` of `#E1`; made from its place when untagged.
    pub tag: String,
    /// Label; exceptions have their parent's.
    pub name: String,
    /// Which kind, with what belongs to it.
    pub kind: NodeKind,
    /// Its own condition (for items: 属 and 权限 included; scopes not).
    pub condition: Condition,
    /// Exceptions directly under it, in order.
    pub exceptions: Vec<NodeId>,
    /// Index of its article.
    pub article: Option<usize>,
    /// 据
    pub source: Option<String>,
    /// Where.
    pub span: Span,
}

/// The kinds of node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// 红线 with its effects.
    RedLine {
        /// Side effects.
        effects: Vec<EffectId>,
    },
    /// 条目
    Item {
        /// What it gives.
        grant: Grant,
        /// 属 path as written.
        field: Vec<String>,
    },
    /// 但 … 则 outcome: gives another result while its parent's condition holds.
    Variation {
        /// Under which node.
        parent: NodeId,
        /// What it gives instead.
        grant: Grant,
    },
    /// 但 … 则 不适用, or 除非: defeats its parent, and gives nothing itself.
    Defeat {
        /// Under which node.
        parent: NodeId,
    },
}

/// What an item or variation gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Outcomes it leaves to choose from; empty when it only carries effects.
    pub outcomes: OutcomeSet,
    /// How binding.
    pub modality: Modality,
    /// Side effects.
    pub effects: Vec<EffectId>,
}

/// A worked example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Tag, or `例<n>`.
    pub tag: String,
    /// The state of each fact, by position; one per fact.
    pub givens: Vec<Standing>,
    /// The expected answer.
    pub expect: ExampleExpect,
    /// Where.
    pub span: Span,
}

/// What an example must give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleExpect {
    /// Status and outcomes.
    pub answer: ExampleAnswer,
    /// Exactly these outcomes possible, if said.
    pub possible: Option<OutcomeSet>,
    /// The first question, if said.
    pub ask_first: Option<FactId>,
    /// Node tags that must be among the reasons.
    pub because: Vec<String>,
    /// Red lines that must be known crossed.
    pub red_lines: Vec<String>,
    /// Facts that must have been presumed.
    pub presumed: Vec<FactId>,
    /// Effects that must be given.
    pub effects: Vec<EffectId>,
}

/// The expected answer of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleAnswer {
    /// Decided with one outcome, or a choice the item leaves.
    Outcomes(OutcomeSet),
    /// 待查
    Undetermined,
    /// 冲突
    Conflict,
}

/// The standing of one fact in one case (查明状态).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Found, with its value code.
    Found(i64),
    /// 无法查明
    CannotEstablish,
    /// 未查
    #[default]
    NotExamined,
    /// 不适用
    NotApplicable,
}

/// A step, safeguard, reminder, recusal ground or protection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// Tag, if any.
    pub tag: Option<String>,
    /// Which kind.
    pub kind: ProvisionKind,
    /// Steps by id (`screen`), others as written.
    pub names: Vec<String>,
    /// 由
    pub by: Vec<String>,
    /// 限 and the event it runs from.
    pub limit: Option<(Term, Option<String>)>,
    /// 延
    pub extension: Option<Term>,
    /// 文书
    pub papers: Vec<String>,
    /// 人数
    pub people: Option<i64>,
    /// 须
    pub requires: Vec<String>,
    /// 当
    pub when: Option<Condition>,
    /// 对
    pub outcomes: OutcomeSet,
    /// 期: `Some(None)` is 长期.
    pub lasting: Option<Option<Term>>,
    /// 据
    pub source: Option<String>,
    /// Index of its article.
    pub article: Option<usize>,
    /// Where.
    pub span: Span,
}
