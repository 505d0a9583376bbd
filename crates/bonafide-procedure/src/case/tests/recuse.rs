//! Standing aside, ties, and work for an organ that is none of the five parts.

use super::{check, check_last};

const ASIDE: &str = "2026-03-09 p09 决定回避\n  对象: p10\n  是否回避: 是\n  理由: 与当事人同乡";

#[test]
fn who_stands_aside_does_nothing_more_for_the_body() {
    for act in
        ["受理\n  理由: 略", "不予受理\n  理由: 略\n  救济途径: 略", "补正告知\n  缺少: 略\n  补正期限: 2026-03-20"]
    {
        check("受理", &format!("2026-03-09 p10 {act}"), "ok");
        check_last("受理", &[ASIDE, &format!("2026-03-09 p10 {act}")], "stood-aside");
        check_last("受理", &[ASIDE, &format!("2026-03-09 p09 {act}")], "ok");
    }
}

#[test]
fn the_person_concerned_keeps_every_right_and_gets_no_office_in_the_case() {
    let aside = "2026-03-09 p06 决定回避\n  对象: p07\n  是否回避: 是\n  理由: 略";
    check_last("受理", &[aside, "2026-03-10 p07 撤回申请\n  理由: 略"], "ok");
    check("受理", "2026-03-10 p07 受理\n  理由: 略", "not-your-step");
}

#[test]
fn a_recusal_is_decided_by_whom_the_roster_names() {
    check("受理", ASIDE, "ok");
    check("受理", &ASIDE.replace("p09 决定", "p10 决定"), "not-your-step");
    check("受理", &ASIDE.replace("p09 决定", "p07 决定"), "not-your-step");
    check("受理", "2026-03-09 p07 申请回避\n  对象: p10\n  理由: 略", "ok");
    check("受理", "2026-03-09 p08 申请回避\n  对象: p10\n  理由: 略", "not-your-step");
    check_last("受理", &[ASIDE, "2026-03-09 p07 申请回避\n  对象: p10\n  理由: 略"], "done-already");
}

#[test]
fn nobody_tied_is_named_to_the_team() {
    let assign = "2026-03-11 p09 分派\n  核查组: p12\n  核查组: p13\n  组长: p12";
    check("分派", assign, "ok");
    check("分派", &assign.replace("p13", "p11"), "barred");
    check("分派", &assign.replace("p13", "p16"), "duties-apart");
    check("分派", &assign.replace("核查组: p13\n", ""), "two-investigators");
    check("分派", &assign.replace("组长: p12", "组长: p09"), "two-investigators");
}
