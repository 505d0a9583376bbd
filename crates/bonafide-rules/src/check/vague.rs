//! Wording that needs human judgement (A3): found by its words, unless a judge or a test settles it.

use crate::diagnostic::Diagnostic;
use crate::regulation::{Condition, Fact, FactKind, Regulation};

/// Words that weigh without saying the weight.
const WORDS_ZH: &str = "\
    重大 较大 巨大 严重 恶劣 及时 合理 适当 适度 必要 明显 轻微 较轻 较重 一定 相关 有关 主要 显著 基本 \
    充分 正当 不当 过高 过低 过分 较多 较少 较好 较差 情节 酌情 尽快 大量 少量 特殊情况";

/// The same in English, whole words of a name.
const WORDS_EN: &str = "\
    serious severe major minor grave significant substantial considerable timely prompt reasonable \
    appropriate proper improper suitable necessary obvious evident slight certain relevant adequate \
    sufficient excessive";

/// The vague word in a name, if there is one.
pub(super) fn vague_word(name: &str) -> Option<&'static str> {
    let english = || {
        let words: Vec<String> =
            name.split(|letter: char| !letter.is_ascii_alphanumeric()).map(str::to_ascii_lowercase).collect();
        WORDS_EN.split_whitespace().find(|vague| words.iter().any(|word| word == vague))
    };
    WORDS_ZH.split_whitespace().find(|vague| name.contains(vague)).or_else(english)
}

/// Warns of facts, values and definitions that nobody is named to weigh.
pub(super) fn warn(regulation: &Regulation, findings: &mut Vec<Diagnostic>) {
    for fact in regulation.facts.iter().filter(|fact| fact.judged_by.is_none()) {
        if let Some(finding) = vague_fact(fact) {
            findings.push(finding);
        }
    }
    for definition in &regulation.definitions {
        // A definition that only gives a bare fact another name defines nothing.
        let renamed = match &definition.meaning {
            Condition::Test(crate::regulation::Test::Among { fact, .. }) => regulation.facts.get(fact.0 as usize),
            _ => None,
        };
        let unsettled = renamed.is_some_and(|fact| fact.kind == FactKind::YesNo && fact.judged_by.is_none());
        if let Some(word) = vague_word(&definition.name).filter(|_| unsettled) {
            let finding = Diagnostic::warning("vague-without-judge", definition.span);
            findings.push(finding.with("name", definition.name.as_str()).with("word", word));
        }
    }
}

fn vague_fact(fact: &Fact) -> Option<Diagnostic> {
    let word = match &fact.kind {
        // An amount, a count or a date is measured, whatever it is called.
        FactKind::Number { .. } => None,
        FactKind::YesNo => vague_word(&fact.name),
        FactKind::Choice { values, .. } => {
            vague_word(&fact.name).or_else(|| values.iter().find_map(|value| vague_word(&value.name)))
        }
    }?;
    Some(Diagnostic::warning("vague-without-judge", fact.span).with("name", fact.name.as_str()).with("word", word))
}

#[cfg(test)]
mod tests {
    use super::vague_word;

    #[test]
    fn vague_words_are_found_inside_chinese_names_and_as_whole_english_words() {
        let check = |name: &str, expected: Option<&str>| assert_eq!(vague_word(name), expected, "{name}");
        check("情节严重", Some("严重"));
        check("及时报告", Some("及时"));
        check("timely_report", Some("timely"));
        check("Serious_Harm", Some("serious"));
        check("经集体研究", None);
        check("majority_vote", None);
    }
}
