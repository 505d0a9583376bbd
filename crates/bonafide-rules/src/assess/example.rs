//! Worked examples (例) held against the answer they get.

use crate::assess::engine::{Answer, Status};
use crate::regulation::{EffectId, Example, ExampleAnswer, FactId, NodeId, Regulation};

/// One thing an example asks for and the answer does not give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shortfall {
    /// Another status or another outcome.
    Answer,
    /// Other outcomes are possible.
    Possible,
    /// Another question comes first.
    AskFirst(FactId),
    /// The tag is not among the reasons.
    Because(String),
    /// The red line is not known crossed.
    RedLine(String),
    /// The fact was not presumed.
    Presumed(FactId),
    /// The effect is not given.
    Effect(EffectId),
}

/// Returns what the answer to an example's facts lacks of what the example says; nothing when it holds.
pub fn shortfalls(regulation: &Regulation, example: &Example, answer: &Answer) -> Vec<Shortfall> {
    let expect = &example.expect;
    let mut lacking = Vec::new();
    let as_expected = match expect.answer {
        ExampleAnswer::Outcomes(outcomes) => {
            (answer.status == Status::Decided || answer.discretion) && answer.possible == outcomes
        }
        ExampleAnswer::Undetermined => answer.status == Status::Undetermined && !answer.discretion,
        ExampleAnswer::Conflict => answer.status == Status::Conflict,
    };
    if !as_expected {
        lacking.push(Shortfall::Answer);
    }
    if expect.possible.is_some_and(|possible| possible != answer.possible) {
        lacking.push(Shortfall::Possible);
    }
    if let Some(first) = expect.ask_first.filter(|first| answer.missing.first() != Some(first)) {
        lacking.push(Shortfall::AskFirst(first));
    }
    let tagged = |nodes: &[NodeId], tag: &str| {
        nodes.iter().filter_map(|id| regulation.nodes.get(id.0 as usize)).any(|node| node.tag == tag)
    };
    let reasons = expect.because.iter().filter(|tag| !tagged(&answer.because, tag));
    lacking.extend(reasons.cloned().map(Shortfall::Because));
    let red_lines = expect.red_lines.iter().filter(|tag| !tagged(&answer.red_lines, tag));
    lacking.extend(red_lines.cloned().map(Shortfall::RedLine));
    let presumed = expect.presumed.iter().filter(|fact| !answer.presumed.contains(fact));
    lacking.extend(presumed.copied().map(Shortfall::Presumed));
    let effects = expect.effects.iter().filter(|effect| !answer.effects.contains(effect));
    lacking.extend(effects.copied().map(Shortfall::Effect));
    lacking
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Engine;

    const TEXT: &str = "\
---
id: a
title: A
level: county
version: 1
in_force: 2026-01-01..
unlisted: 不适用
---
## 第一条
```bonafide
事实 公心: 是否 举证 申请人
事实 研究: 是否 举证 申请人
事实 禁止: 是否 举证 问责机关
红线 #R 禁止: 禁止
条目 #E 甲 当 公心 且 研究 则 应当 免责, 不作负面评价
";

    fn lacking(example: &str) -> Vec<Shortfall> {
        let checked = crate::load(&format!("{TEXT}例 #T: {example}\n```\n"));
        let regulation = checked.regulation.unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
        let example = &regulation.examples[0];
        let answer = Engine::new(&regulation).assessor().assess(&example.givens);
        shortfalls(&regulation, example, &answer)
    }

    #[test]
    fn an_example_that_holds_lacks_nothing() {
        for example in [
            "公心 研究; 非 禁止 应 免责, 不作负面评价 因 #E",
            "公心 研究 应 待查 可能 {免责, 问责} 首问 禁止",
            "公心 研究; 禁止 应 问责 红线 #R",
            "公心; 研究 = 无法查明; 非 禁止 应 问责 推定 研究",
        ] {
            assert_eq!(lacking(example), [], "{example}");
        }
    }

    #[test]
    fn each_thing_an_example_asks_for_can_be_lacking() {
        let research = FactId(1);
        for (example, expected) in [
            ("公心 研究; 非 禁止 应 减轻", vec![Shortfall::Answer]),
            ("公心 研究; 非 禁止 应 待查", vec![Shortfall::Answer]),
            ("公心 研究 应 待查 可能 {免责}", vec![Shortfall::Possible]),
            ("公心 应 待查 首问 研究", vec![Shortfall::AskFirst(research)]),
            ("公心 研究; 禁止 应 问责 因 #E", vec![Shortfall::Because("E".to_owned())]),
            ("非 公心; 非 禁止 应 问责 红线 #R", vec![Shortfall::RedLine("R".to_owned())]),
            ("公心 研究; 非 禁止 应 免责 推定 研究", vec![Shortfall::Presumed(research)]),
        ] {
            assert_eq!(lacking(example), expected, "{example}");
        }
        let effect = lacking("公心 研究; 禁止 应 问责, 不作负面评价");
        assert!(matches!(effect.as_slice(), [Shortfall::Effect(_)]), "{effect:?}");
    }
}
