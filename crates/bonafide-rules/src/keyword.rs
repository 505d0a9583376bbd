//! The words of the language, each with its Chinese and its English spelling over one tree.
//!
//! Reserved words can never be a bare name; every other word is a word only in its place.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The language keywords are spelled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeywordLanguage {
    /// 事实, 条目, …
    Chinese,
    /// `fact`, `item`, …
    English,
}

/// How a word is kept apart from names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// Begins a statement.
    Statement,
    /// Reserved inside statements.
    Reserved,
    /// A word only in its place.
    Contextual,
}

macro_rules! keywords {
    ($($variant:ident $zh:literal $en:literal $standing:ident [$($alias:literal)*];)*) => {
        /// A word of the language. The Chinese spelling is its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Keyword {
            $(#[doc = $zh] $variant,)*
        }

        impl Keyword {
            /// Every word once.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The canonical spelling in a language.
            pub fn spelling(self, language: KeywordLanguage) -> &'static str {
                match (self, language) {
                    $((Self::$variant, KeywordLanguage::Chinese) => $zh,
                      (Self::$variant, KeywordLanguage::English) => $en,)*
                }
            }

            fn standing(self) -> Standing {
                match self { $(Self::$variant => Standing::$standing,)* }
            }

            fn spellings(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$zh, $en, $($alias,)*],)* }
            }
        }
    };
}

keywords! {
    Fact "事实" "fact" Statement [];
    Define "定义" "define" Statement [];
    Effect "效果" "effect" Statement [];
    Scope "适用" "scope" Statement [];
    RedLine "红线" "redline" Statement [];
    Item "条目" "item" Statement [];
    Prefer "优先" "prefer" Statement [];
    Example "例" "example" Statement [];
    Principle "原则" "principle" Statement [];
    Step "步骤" "step" Statement [];
    Safeguard "保障" "safeguard" Statement [];
    Remind "提醒" "remind" Statement [];
    Recuse "回避" "recuse" Statement [];
    Protect "保护" "protect" Statement [];
    When "当" "when" Reserved [];
    Then "则" "then" Reserved [];
    But "但" "but" Reserved [];
    Unless "除非" "unless" Reserved [];
    And "且" "and" Reserved [];
    Or "或" "or" Reserved [];
    Not "非" "not" Reserved [];
    AtLeast "至少" "at_least" Reserved [];
    Expect "应" "expect" Reserved [];
    Exempt "免责" "exempt" Reserved [];
    Mitigate "减轻" "mitigate" Reserved [];
    Lenient "从轻" "lenient" Reserved [];
    Accountable "问责" "accountable" Reserved [];
    NotApplicable "不适用" "not_applicable" Reserved [];
    Of "项" "of" Contextual [];
    Within "属" "within" Contextual [];
    Competence "权限" "competence" Contextual [];
    Source "据" "source" Contextual [];
    May "可以" "may" Contextual [];
    Should "应当" "should" Contextual [];
    Must "必须" "must" Contextual [];
    Undetermined "待查" "undetermined" Contextual [];
    Conflict "冲突" "conflict" Contextual [];
    Possible "可能" "possible" Contextual [];
    AskFirst "首问" "ask_first" Contextual [];
    Because "因" "because" Contextual [];
    Presumed "推定" "presumed" Contextual [];
    By "由" "by" Contextual [];
    Limit "限" "limit" Contextual [];
    From "自" "from" Contextual [];
    Extend "延" "extend" Contextual [];
    Papers "文书" "papers" Contextual [];
    People "人数" "people" Contextual [];
    Requires "须" "requires" Contextual [];
    For "对" "for" Contextual [];
    Lasting "期" "lasting" Contextual [];
    Indefinitely "长期" "indefinitely" Contextual [];
    YesNo "是否" "yes_no" Contextual [];
    Integer "整数" "integer" Contextual [];
    Money "金额" "money" Contextual [];
    Date "日期" "date" Contextual [];
    JudgedBy "评判" "judged_by" Contextual [];
    InCase "时" "in_case" Contextual [];
    BurdenOn "举证" "burden_on" Contextual [];
    Controllable "可为" "controllable" Contextual [];
    Identity "身份" "identity" Contextual [];
    Aggravating "加重" "aggravating" Contextual [];
    MayNotApply "可不适用" "may_not_apply" Contextual [];
    Default "默认" "default" Contextual [];
    Look "视角" "look" Contextual [];
    Rest "其余" "rest" Contextual [];
    NotExamined "未查" "not_examined" Contextual [];
    CannotEstablish "无法查明" "cannot_establish" Contextual [];
    Yes "是" "yes" Contextual [];
    No "否" "no" Contextual [];
    WorkingDays "工作日" "working_days" Contextual ["个工作日" "working_day"];
    Days "日" "days" Contextual ["天" "day"];
    Months "月" "months" Contextual ["个月" "month"];
    Years "年" "years" Contextual ["year"];
    Yuan "元" "yuan" Contextual [];
    ThousandYuan "千元" "thousand_yuan" Contextual [];
    TenThousandYuan "万元" "ten_thousand_yuan" Contextual [];
    HundredMillionYuan "亿元" "hundred_million_yuan" Contextual [];
}

static BY_SPELLING: LazyLock<HashMap<&'static str, Keyword>> = LazyLock::new(|| {
    Keyword::ALL.iter().flat_map(|&word| word.spellings().iter().map(move |&spelling| (spelling, word))).collect()
});

impl Keyword {
    /// The word with this spelling in either language, half-width.
    pub fn find(spelling: &str) -> Option<Self> {
        BY_SPELLING.get(spelling).copied()
    }

    /// Whether it begins a statement.
    pub fn begins_statement(self) -> bool {
        self.standing() == Standing::Statement
    }

    /// Whether a name like this must be quoted.
    pub fn is_reserved(self) -> bool {
        self.standing() != Standing::Contextual
    }

    /// Fen in one unit of money.
    pub(crate) fn fen(self) -> Option<i64> {
        match self {
            Self::Yuan => Some(100),
            Self::ThousandYuan => Some(100 * 1_000),
            Self::TenThousandYuan => Some(100 * 10_000),
            Self::HundredMillionYuan => Some(100 * 100_000_000),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_belongs_to_one_word() {
        let all: usize = Keyword::ALL.iter().map(|word| word.spellings().len()).sum();
        assert_eq!(BY_SPELLING.len(), all);
        for &word in Keyword::ALL {
            for spelling in word.spellings() {
                assert_eq!(Keyword::find(spelling), Some(word), "{spelling}");
            }
        }
    }

    #[test]
    fn the_page_of_the_language_lists_the_same_words() {
        let page = include_str!("../../../docs/reference/language.md");
        let words = page.split("## Words").nth(1).and_then(|rest| rest.split("## Meaning").next()).unwrap();
        for &word in Keyword::ALL {
            for language in [KeywordLanguage::Chinese, KeywordLanguage::English] {
                let spelling = word.spelling(language);
                assert!(words.contains(spelling), "{spelling} is missing on the page");
            }
        }
    }
}
