//! The typed syntax tree: what was written, name by name, before anything is looked up.
//!
//! Keywords of both languages lead to the same tree; every part keeps its place in the file.

use crate::outcome::{Modality, Outcome};
use crate::place::{Span, Spanned};

/// A name as written: Chinese or Latin letters, digits, `_`.
pub type Name = Spanned<String>;

/// A tag as written, without its `#`.
pub type Tag = Spanned<String>;

/// One file as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Front-matter entries in order: key and raw value, trimmed.
    pub front: Vec<(Name, Spanned<String>)>,
    /// Headings in order.
    pub articles: Vec<Heading>,
    /// Fenced `bonafide` blocks in order.
    pub blocks: Vec<Block>,
}

/// A Markdown heading and the prose under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// `第四条`, `Article 4`, or the whole text when it has no number.
    pub label: String,
    /// The whole heading text.
    pub text: Spanned<String>,
    /// Depth, 1 to 6.
    pub depth: u8,
    /// Prose below it, block quotes and lists included, rule blocks left out.
    pub prose: String,
}

/// One fenced block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Index in [`Document::articles`] of the heading above, if there is one.
    pub article: Option<usize>,
    /// The bytes between the fences.
    pub span: Span,
    /// Statements in order.
    pub statements: Vec<Statement>,
    /// Comments after the last statement.
    pub trailing_comments: Vec<String>,
}

/// One statement with the comments above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Comment lines above, without `//`.
    pub comments: Vec<String>,
    /// `#T`, where it has one.
    pub tag: Option<Tag>,
    /// From its keyword to its last token.
    pub span: Span,
    /// What it says.
    pub body: Body,
}

/// The kinds of statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// 事实
    Facts(Facts),
    /// 定义
    Define {
        /// What is defined.
        name: Name,
        /// Latin id in brackets.
        id: Option<Name>,
        /// Its meaning.
        meaning: Condition,
    },
    /// 效果: an effect of the instrument's own.
    Effect {
        /// Its name.
        name: Name,
        /// Latin id in brackets.
        id: Option<Name>,
    },
    /// 适用: a case outside every scope is met by no item.
    Scope {
        /// Label.
        name: Name,
        /// When the instrument applies.
        condition: Condition,
        /// 据
        source: Option<Spanned<String>>,
    },
    /// 红线
    RedLine {
        /// Label.
        name: Name,
        /// When it is crossed.
        condition: Condition,
        /// Effects after 则.
        effects: Vec<Name>,
        /// 据
        source: Option<Spanned<String>>,
    },
    /// 条目
    Item(Item),
    /// 优先: every tag of a group goes before every tag of the groups after it.
    Prefer(Vec<Vec<Tag>>),
    /// 例
    Example(Example),
    /// 原则
    Principle(Vec<Name>),
    /// 步骤, 保障, 提醒, 回避, 保护
    Provision(Provision),
}

/// A 事实 statement: declarations that share their attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// One or more declarations.
    pub declarations: Vec<Declaration>,
    /// Attributes in the order written.
    pub attributes: Vec<Attribute>,
}

/// `name [id]: type`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Name used in rules.
    pub name: Name,
    /// Id used in cases; the name itself when absent.
    pub id: Option<Name>,
    /// Its type.
    pub kind: Spanned<Kind>,
}

/// The type of a fact as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 是否
    YesNo,
    /// `{a < b}` ordered, `{a, b}` not; each value with its optional id.
    Choice {
        /// Values and ids.
        values: Vec<(Name, Option<Name>)>,
        /// Written with `<`.
        ordered: bool,
    },
    /// 整数 `low..high`
    Integer(Option<(Literal, Literal)>),
    /// 金额 `low..high`
    Money(Option<(Literal, Literal)>),
    /// 日期 `low..high`
    Date(Option<(Literal, Literal)>),
}

/// A literal with its place.
pub type Literal = Spanned<Constant>;

/// A constant as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constant {
    /// A whole number without a unit.
    Integer(i64),
    /// An amount, in fen.
    Fen(i64),
    /// A span of days.
    Days(i64),
    /// A calendar date as days since 1970-01-01, with how it was written kept by the formatter as ISO.
    Date(i64),
}

/// An attribute of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// 评判 who; each 时 adds a case in which somebody else judges.
    JudgedBy {
        /// The judge.
        judge: Name,
        /// `condition 时 judge`, in order.
        instead: Vec<(Condition, Name)>,
    },
    /// 举证
    BurdenOn(Name),
    /// 可为
    Controllable(Span),
    /// 身份
    Identity(Span),
    /// 加重
    Aggravating(Span),
    /// 可不适用
    MayNotApply(Span),
    /// 默认
    Default(Operand),
    /// 视角
    Look(Name),
}

/// A condition as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A yes/no fact or a definition by its name.
    Name(Name),
    /// `left op right`
    Compare {
        /// Left side.
        left: Operand,
        /// Operator.
        operator: Spanned<Operator>,
        /// Right side.
        right: Operand,
    },
    /// `左 = {a, b}` (or `!=`): one of.
    OneOf {
        /// The fact.
        left: Name,
        /// `!=` instead of `=`.
        negated: bool,
        /// The values.
        values: Vec<Operand>,
    },
    /// 且, two or more.
    All(Vec<Condition>),
    /// 或, two or more.
    Any(Vec<Condition>),
    /// 非
    Not(Box<Condition>, Span),
    /// 至少 n 项 {…}
    AtLeast {
        /// How many.
        count: Spanned<i64>,
        /// Of which.
        of: Vec<Condition>,
        /// All of it.
        span: Span,
    },
}

impl Condition {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Name(name) => name.span,
            Self::Compare { left, right, .. } => left.span().to(right.span()),
            Self::OneOf { left, values, .. } => values.last().map_or(left.span, |last| left.span.to(last.span())),
            Self::All(parts) | Self::Any(parts) => match (parts.first(), parts.last()) {
                (Some(first), Some(last)) => first.span().to(last.span()),
                _ => Span::default(),
            },
            Self::Not(_, span) | Self::AtLeast { span, .. } => *span,
        }
    }
}

/// A side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A fact or a value of a choice.
    Name(Name),
    /// A constant.
    Constant(Literal),
    /// `a - b`
    Difference(Name, Name),
    /// `a × 20`
    Multiple(Name, Spanned<i64>),
}

impl Operand {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Name(name) => name.span,
            Self::Constant(constant) => constant.span,
            Self::Difference(left, right) => left.span.to(right.span),
            Self::Multiple(name, factor) => name.span.to(factor.span),
        }
    }
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `=`
    Equal,
    /// `!=` or `≠`
    NotEqual,
    /// `<`
    Less,
    /// `<=` or `≤`
    AtMost,
    /// `>`
    More,
    /// `>=` or `≥`
    AtLeast,
}

/// A 条目.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Label.
    pub name: Name,
    /// 属 path: `领域.改革创新`.
    pub field: Vec<Name>,
    /// 权限: the lowest level that may use it.
    pub competence: Option<Name>,
    /// 当
    pub condition: Condition,
    /// 则
    pub effect: Effect,
    /// 但 and 除非 that follow, in order.
    pub exceptions: Vec<Exception>,
    /// 据
    pub source: Option<Spanned<String>>,
}

/// What follows 则.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// 可以, 应当, 必须; absent only with 不适用 alone.
    pub modality: Option<Spanned<Modality>>,
    /// Outcomes joined by 或; empty with effects alone or with 不适用.
    pub outcomes: Vec<Spanned<Outcome>>,
    /// 不适用: the item falls away.
    pub inapplicable: Option<Span>,
    /// Side effects by name.
    pub effects: Vec<Name>,
    /// From 则 to the end.
    pub span: Span,
}

/// A 但 or 除非.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Comment lines above.
    pub comments: Vec<String>,
    /// Its tag.
    pub tag: Option<Tag>,
    /// When it takes hold.
    pub condition: Condition,
    /// 但 has an effect; 除非 has none and simply defeats what it stands under.
    pub effect: Option<Effect>,
    /// 除非 directly after it, and what stands in `{…}` behind it.
    pub under: Vec<Exception>,
    /// From its keyword to its last token.
    pub span: Span,
}

/// A 例.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Facts given, in order.
    pub givens: Vec<Given>,
    /// 其余 = …; 未查 when absent.
    pub rest: Option<Spanned<FactState>>,
    /// 应 …
    pub expect: Expect,
}

/// The state that 其余 (or one fact) is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactState {
    /// 未查
    NotExamined,
    /// 无法查明
    CannotEstablish,
    /// 不适用
    NotApplicable,
    /// 否: every yes/no fact not named is no; other facts stay 未查.
    No,
}

/// One fact of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// `name` or `非 name`
    YesNo(Name, bool),
    /// `name = value`
    Value(Name, Operand),
    /// `name = 无法查明` and the like.
    State(Name, Spanned<FactState>),
}

/// What an example must give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expect {
    /// The answer.
    pub status: Spanned<ExpectStatus>,
    /// 可能 {…}
    pub possible: Option<Vec<Spanned<Outcome>>>,
    /// 首问
    pub ask_first: Option<Name>,
    /// 因 tags
    pub because: Vec<Tag>,
    /// 红线 tags
    pub red_lines: Vec<Tag>,
    /// 推定 facts
    pub presumed: Vec<Name>,
    /// Effects that must be among those given.
    pub effects: Vec<Name>,
}

/// The answer an example must give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpectStatus {
    /// One outcome, or a choice the item leaves.
    Outcomes(Vec<Outcome>),
    /// 待查
    Undetermined,
    /// 冲突
    Conflict,
}

/// Kinds of provision: said for the procedure and the people, not for the outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProvisionKind {
    /// 步骤
    Step,
    /// 保障
    Safeguard,
    /// 提醒
    Remind,
    /// 回避
    Recuse,
    /// 保护
    Protect,
}

/// A provision with its clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// Which kind.
    pub kind: ProvisionKind,
    /// The step, ground, or queries it is about.
    pub names: Vec<Name>,
    /// Clauses in the order written.
    pub clauses: Vec<Clause>,
}

/// One clause of a provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clause {
    /// 由 who
    By(Vec<Name>),
    /// 限 n unit [自 event]
    Limit(Term, Option<Name>),
    /// 延 n unit: one extension
    Extension(Term),
    /// 文书
    Papers(Vec<Name>),
    /// 人数 n
    People(Spanned<i64>),
    /// 须
    Requires(Vec<Name>),
    /// 当
    When(Condition),
    /// 对 outcomes
    For(Vec<Spanned<Outcome>>),
    /// 期 n unit, or 期 长期 (None)
    Lasting(Option<Term>),
    /// 据
    Source(Spanned<String>),
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// How many.
    pub count: i64,
    /// Of what.
    pub unit: TermUnit,
    /// Where.
    pub span: Span,
}

/// Units of time limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TermUnit {
    /// 工作日
    WorkingDays,
    /// 日
    Days,
    /// 月
    Months,
    /// 年
    Years,
}
