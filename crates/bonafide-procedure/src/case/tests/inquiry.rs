//! Plan, evidence, interviews and findings.

use super::{Town, check, check_last};

#[test]
fn a_plan_covers_what_decides_and_names_the_team() {
    let full = "2026-03-12 p12 核查方案\n  分工: 涉政治纪律: p12\n  分工: 有意损害: p12\n  分工: 借改革谋私: p13";
    check("核查方案", full, "ok");
    check("核查方案", &full.replace("p13", "p11"), "not-your-step");
    check("核查方案", &full.replace("借改革谋私", "天气"), "unknown-fact");
    check("核查方案", &full.replace("\n  分工: 有意损害: p12", ""), "plan-incomplete");
}

/// One more piece of evidence.
fn evidence(number: &str, people: [&str; 2], fact: &str) -> String {
    let [one, other] = people;
    format!(
        "2026-03-24 p12 取证\n  编号: {number}\n  名称: 略\n  种类: 书证\n  来源: 略\n  取证人: {one}\n  取证人: {other}\n  \
         证明: {fact}: 支持"
    )
}

#[test]
fn evidence_is_taken_by_two_of_the_team_and_has_its_own_number() {
    for (number, people, fact, expected) in [
        ("Z9", ["p12", "p13"], "出于公心", "ok"),
        ("Z1", ["p12", "p13"], "出于公心", "evidence-twice"),
        ("Z9", ["p12", "p12"], "出于公心", "two-investigators"),
        ("Z9", ["p12", "p10"], "出于公心", "two-investigators"),
        ("Z9", ["p12", "p13"], "天气", "unknown-fact"),
    ] {
        check("认定事实", &evidence(number, people, fact), expected);
    }
}

#[test]
fn a_finding_rests_on_evidence_that_is_in() {
    let find = |finding: &str| format!("2026-03-24 p12 认定事实\n  理由: 略\n  事实: {finding}");
    for (finding, expected) in [
        ("出于公心 = 是 [Z1]", "ok"),
        ("出于公心 = 无法查明", "ok"),
        ("出于公心 = 未查", "ok"),
        ("出于公心 = 是", "finding-without-evidence"),
        ("出于公心 = 是 [Z3]", "unknown-evidence"),
        ("出于公心 = 是 [Z8]", "unknown-evidence"),
        ("出于公心 = 也许 [Z1]", "wrong-value"),
        ("天气 = 是 [Z1]", "unknown-fact"),
    ] {
        check("认定事实", &find(finding), expected);
    }
}

#[test]
fn what_rested_on_excluded_evidence_only_is_unknown_again() {
    let exclude = "2026-03-30 p12 排除证据\n  编号: Z4\n  理由: 质监站未实际检测";
    let mut town = Town::before("意见");
    // Z4 alone shows the loss; Z1 and Z2 together show diligence.
    assert!(town.case.facts.contains_key("loss_amount"));
    town.does(exclude).unwrap();
    assert!(!town.case.facts.contains_key("loss_amount"));
    assert!(town.case.facts.contains_key("diligent"));
    check_last("意见", &[exclude, "2026-03-30 p10 意见\n  意见: 属于容错\n  理由: 略"], "undetermined");
    check_last("意见", &[exclude, exclude], "unknown-evidence");
}

#[test]
fn an_interview_is_held_by_two_read_back_and_signed() {
    let talk = "2026-03-17 p12 谈话\n  谈话对象: p07\n  谈话人: p12\n  谈话人: p13\n  地点: 略\n  笔录: 略\n  \
                宣读核对: 是\n  签字: 是";
    check("谈话", talk, "ok");
    check("谈话", &talk.replace("签字: 是", "签字: 否"), "read-back");
    check("谈话", &talk.replace("宣读核对: 是", "宣读核对: 否"), "read-back");
    check("谈话", &talk.replace("谈话人: p13", "谈话人: p12"), "two-investigators");
    check("谈话", &talk.replace("谈话对象: p07", "谈话对象: p12"), "unknown-person");
}
