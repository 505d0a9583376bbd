//! Service, defence and determining anew.

use super::{Town, check, check_last};
use crate::step::Step;

const OTHER_PAPER: &str = "2026-04-02 p10 送达\n  文书: 容错研判表\n  受送达人: p07\n  方式: 直接送达\n  回证: 签收";
const PAPER: &str = "2026-04-02 p10 送达\n  文书: 容错认定书\n  受送达人: p07\n  方式: 直接送达\n  回证: 签收";

#[test]
fn no_other_paper_stands_for_the_determination() {
    check("送达", OTHER_PAPER, "not-served");
    check("送达", &OTHER_PAPER.replace("p07", "p08"), "ok");
    check("送达", &PAPER.replace("容错认定书", "菜单"), "wrong-file");
    check("送达", PAPER, "ok");
    check_last("送达", &[PAPER, OTHER_PAPER], "ok");
    check("送达", "2026-04-02 p07 放弃申辩\n  说明: 略", "not-served");
}

#[test]
fn a_new_determination_opens_a_new_defence_with_its_own_term() {
    let mut town = Town::before("放弃申辩");
    assert_eq!(town.case.running(Step::Defend).unwrap().due.to_string(), "2026-04-17");
    town.does("2026-04-16 p10 认定\n  结果: 免责\n  理由: 略").unwrap();
    assert_eq!(town.case.running(Step::Defend), None);
    town.does(&PAPER.replace("2026-04-02", "2026-04-16")).unwrap();
    // Ten working days: 17 April, 20 to 24, 27 to 30.
    assert_eq!(town.case.running(Step::Defend).unwrap().due.to_string(), "2026-04-30");
    assert_eq!(town.answer("2026-04-20 p10 拟处理\n  结果: 免责\n  理由: 略"), "defence-first");
}

#[test]
fn a_new_determination_is_graver_only_on_new_evidence() {
    let graver = "2026-04-16 p10 认定\n  结果: 问责\n  理由: 略\n  偏离理由: 影响较大";
    let evidence =
        "2026-04-15 p12 取证\n  编号: Z9\n  名称: 略\n  种类: 书证\n  来源: 略\n  取证人: p12\n  取证人: p13";
    let exclude = "2026-04-15 p12 排除证据\n  编号: Z9\n  理由: 略";
    check("放弃申辩", graver, "never-worse");
    check_last("放弃申辩", &[evidence, graver], "ok");
    check_last("放弃申辩", &[evidence, exclude, graver], "never-worse");
}
