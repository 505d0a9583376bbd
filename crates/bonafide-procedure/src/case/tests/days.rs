//! Days: what lies ahead or behind, terms that end, stop and move. Qingming 2026 is off from 4 to 6 April.

use super::{Town, check, check_last};
use crate::step::Step;

#[test]
fn a_day_is_neither_ahead_of_the_desk_nor_before_the_last_event() {
    check("申请", "2026-03-03 p07 申请\n  申请理由: 略", "earlier-day");
    check("申请", "2026-03-04 p07 申请\n  申请理由: 略", "ok");
}

#[test]
fn a_right_lapses_after_its_last_day_and_a_duty_does_not() {
    check("申请", "2026-03-16 p07 申请\n  申请理由: 略", "ok");
    check("申请", "2026-03-17 p07 申请\n  申请理由: 略", "term-over");
    check("受理", "2026-06-01 p09 受理\n  理由: 略", "ok");
    check("放弃申辩", "2026-04-17 p07 申辩\n  申辩内容: 略", "ok");
    check("放弃申辩", "2026-04-20 p07 申辩\n  申辩内容: 略", "term-over");
    check("放弃申辩", "2026-04-20 p07 放弃申辩\n  说明: 略", "term-over");
}

#[test]
fn a_defence_that_lapsed_lets_the_decision_come() {
    let proposal = "p10 拟处理\n  结果: 免责\n  理由: 略";
    check("放弃申辩", &format!("2026-04-17 {proposal}"), "defence-first");
    check("放弃申辩", &format!("2026-04-20 {proposal}"), "ok");
}

/// When the evidence term, twenty working days from 11 March, ends after these beats.
fn evidence_due(beats: &[&str]) -> String {
    let mut town = Town::before("核查方案");
    for beat in beats {
        assert_eq!(town.answer(beat), "ok", "{beat}");
    }
    town.case.running(Step::Evidence).unwrap().due.to_string()
}

const STOP: &str = "2026-03-16 p12 中止\n  步骤: 取证\n  事由: 鉴定\n  理由: 等待检测";
const GO_ON: &str = "2026-03-20 p12 恢复\n  步骤: 取证\n  理由: 检测完成";
const EXTEND: &str = "2026-03-20 p12 延期\n  步骤: 取证\n  理由: 案情复杂\n  批准人: p09";

#[test]
fn a_term_is_extended_once_and_stands_still_while_stopped() {
    // From 12 March: 2 days in that week, 5 in each of the next three, 3 after the holiday.
    assert_eq!(evidence_due(&[]), "2026-04-09");
    // Ten more: 10 April, 13 to 17, 20 to 23.
    assert_eq!(evidence_due(&[EXTEND]), "2026-04-23");
    // Monday to Friday do not count: five more.
    assert_eq!(evidence_due(&[STOP, GO_ON]), "2026-04-16");
    assert_eq!(evidence_due(&[STOP, GO_ON, EXTEND]), "2026-04-30");
}

#[test]
fn clocks_are_stopped_resumed_and_extended_by_rule() {
    let again = EXTEND.replace("2026-03-20", "2026-03-23");
    let too_late = EXTEND.replace("2026-03-20", "2026-04-10");
    let own = EXTEND.replace("p09", "p12");
    let plan = EXTEND.replace("取证", "核查方案");
    for (beats, expected) in [
        (&[EXTEND, &again][..], "extend-once"),
        (&[&too_late], "term-over"),
        (&[&own], "not-your-step"),
        (&[&plan], "no-extension"),
        (&[GO_ON], "no-term"),
        (&[STOP, STOP], "done-already"),
        (&["2026-03-11 p12 中止\n  步骤: 取证\n  事由: 其他\n  理由: 略"], "earlier-day"),
        (&["2026-03-16 p12 中止\n  步骤: 认定事实\n  事由: 其他\n  理由: 略"], "no-term"),
    ] {
        check_last("核查方案", beats, expected);
    }
}
