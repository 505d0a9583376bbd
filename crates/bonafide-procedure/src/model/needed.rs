//! Each guard is needed: with a rule left out the check finds the invariant broken, and prints the shortest way there.

use stateright::{Checker, HasDiscoveries, Model};

use super::judge::INVARIANTS;
use super::machine::Machine;
use super::menu::*;
use super::world::WORLD;
use crate::refusal::Rule;

type Before = &'static [(&'static str, Deed)];

/// Screened, facts found: exempted, or held to account.
const EXEMPT_FOUND: Before = &[("p2", REPORT), ("p3", INQUIRE_PUBLIC), ("p4", FIND_CLEAN)];
const HELD_FOUND: Before = &[("p2", REPORT), ("p3", INQUIRE), ("p4", FIND_NOTHING)];
/// Determined, served and answered.
const EXEMPT_ANSWERED: Before = &[
    ("p6", REPORT),
    ("p3", INQUIRE_PUBLIC),
    ("p4", FIND_CLEAN),
    ("p3", DETERMINE_EXEMPT),
    ("p3", SERVE),
    ("p1", WAIVE),
];
const EXEMPT_DECIDED: Before = &[
    ("p2", REPORT),
    ("p3", INQUIRE_PUBLIC),
    ("p4", FIND_CLEAN),
    ("p3", DETERMINE_EXEMPT),
    ("p3", SERVE),
    ("p1", WAIVE),
    ("p5", DECIDE_EXEMPT),
];

/// The first invariant that breaks, and the shortest way to it; nothing where all hold to the end.
fn broken(machine: &Machine) -> Option<(usize, String)> {
    let mut states = 0;
    for most in 0.. {
        let checker = machine.clone().most(most).checker().finish_when(HasDiscoveries::AnyFailures).spawn_bfs().join();
        let found = checker.discoveries();
        let failures = (1..=INVARIANTS.len()).filter_map(|number| Some((number, found.get(INVARIANTS[number - 1])?)));
        // Cut off one move earlier nothing broke: whatever breaks now breaks by a shortest way.
        if let Some((number, path)) = failures.min_by_key(|(number, _)| *number) {
            return Some((number, machine.told(path.clone())));
        }
        if checker.unique_state_count() == states {
            return None;
        }
        states = checker.unique_state_count();
    }
    None
}

/// With all rules the menu breaks nothing; without this one it breaks that invariant, and this is the way.
#[track_caller]
fn needed(rule: Rule, before: Before, deeds: &[Deed], invariant: usize, way: &str) {
    let machine = Machine::new(&WORLD, 1, deeds).days(3).after(before);
    assert_eq!(broken(&machine), None, "with every rule");
    let (number, told) = broken(&machine.without(rule)).unwrap_or_else(|| panic!("{rule:?} is not needed here"));
    let told: Vec<&str> = told.lines().skip(before.len()).map(str::trim).collect();
    let wanted: Vec<&str> = way.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!((number, told), (invariant, wanted), "{rule:?}");
}

/// Without this rule nothing breaks either: another one stands behind it.
#[track_caller]
fn backed(rule: Rule, before: Before, deeds: &[Deed]) {
    let machine = Machine::new(&WORLD, 1, deeds).days(3).after(before);
    assert_eq!(broken(&machine.without(rule)), None, "{rule:?} is needed");
}

#[test]
fn without_the_screening_first_a_matter_is_decided_unscreened() {
    let deeds = [REPORT, INQUIRE, FIND_UNTRUE, DETERMINE_EXEMPT, SERVE, WAIVE, DECIDE_EXEMPT, SANCTION];
    needed(
        Rule::ScreenFirst,
        &[],
        &deeds,
        1,
        "
        2026-03-02 p6 报告
        2026-03-02 p4 认定事实 属实无法查明
        2026-03-02 p3 认定 免责
        2026-03-02 p3 送达 认定书
        2026-03-02 p1 放弃申辩
        2026-03-02 p5 决定 免责，p5
    ",
    );
}

#[test]
fn with_tolerance_left_open_the_screening_is_a_form() {
    needed(
        Rule::ToleranceOpen,
        &[],
        &[REPORT, INQUIRE, ORDINARY, SANCTION],
        1,
        "
        2026-03-02 p6 报告
        2026-03-02 p4 研判 按一般程序
    ",
    );
}

#[test]
fn on_the_ordinary_track_nobody_goes_back_to_a_decision() {
    let deeds = [SANCTION, EVIDENCE, EXCLUDE, FIND_CLEAN, FIND_RED, DETERMINE_HELD, SERVE, WAIVE, DECIDE_HELD];
    needed(
        Rule::OrdinaryTrack,
        &[("p2", REPORT), ("p3", ORDINARY_RED)],
        &deeds,
        1,
        "
        2026-03-02 p4 取证 Z1，p4、p6
        2026-03-02 p4 认定事实 谋私 [Z1]
        2026-03-02 p3 认定 问责
        2026-03-02 p3 送达 认定书
        2026-03-02 p1 放弃申辩
        2026-03-02 p5 决定 问责，p5
    ",
    );
}

#[test]
fn without_duties_apart_one_person_screens_and_investigates() {
    needed(
        Rule::DutiesApart,
        &[],
        &[REPORT, INQUIRE, FIND_NOTHING, EVIDENCE],
        2,
        "
        2026-03-02 p6 报告
        2026-03-02 p4 研判 需要核查
        2026-03-02 p4 取证 Z1，p4、p6
    ",
    );
}

#[test]
fn without_the_bar_a_spouse_votes() {
    needed(
        Rule::Barred,
        EXEMPT_ANSWERED,
        &[DECIDE_KIN, DECIDE_EXEMPT, CLOSE],
        2,
        "
        2026-03-02 p2 决定 免责，p5 和配偶 p2
    ",
    );
}

#[test]
fn without_standing_aside_a_recused_person_goes_on() {
    needed(
        Rule::StoodAside,
        &[("p2", REPORT)],
        &[RECUSE_P4, INQUIRE, ACCEPT, EVIDENCE],
        2,
        "
        2026-03-02 p3 决定回避 p4
        2026-03-02 p4 研判 需要核查
    ",
    );
}

#[test]
fn without_named_parties_somebody_else_waives_the_defence() {
    let before = &[("p2", REPORT), ("p3", INQUIRE_PUBLIC), ("p4", FIND_CLEAN), ("p3", DETERMINE_EXEMPT), ("p3", SERVE)];
    needed(
        Rule::NotYourStep,
        before,
        &[WAIVE],
        4,
        "
        2026-03-02 p2 放弃申辩
    ",
    );
}

#[test]
fn without_a_reason_for_departing_anything_is_signed() {
    needed(
        Rule::DepartureReason,
        HELD_FOUND,
        &[DETERMINE_EXEMPT, DETERMINE_HELD],
        3,
        "
        2026-03-02 p3 认定 免责
    ",
    );
}

#[test]
fn without_members_strangers_vote() {
    needed(
        Rule::VoteWrong,
        &EXEMPT_DECIDED[..6],
        &[DECIDE_STRANGER, DECIDE_EXEMPT],
        3,
        "
        2026-03-02 p5 决定 免责，p6
    ",
    );
}

#[test]
fn without_a_majority_a_lost_vote_decides() {
    needed(
        Rule::NotCarried,
        EXEMPT_ANSWERED,
        &[DECIDE_LOST, DECIDE_ALONE],
        3,
        "
        2026-03-02 p5 决定 免责，p5 反对
    ",
    );
}

#[test]
fn without_the_defence_first_a_decision_comes_before_it() {
    needed(
        Rule::DefenceFirst,
        EXEMPT_FOUND,
        &[DETERMINE_EXEMPT, SERVE, WAIVE, DECIDE_EXEMPT],
        4,
        "
        2026-03-02 p3 认定 免责
        2026-03-02 p5 决定 免责，p5
    ",
    );
}

#[test]
fn without_service_another_paper_opens_the_defence() {
    needed(
        Rule::NotServed,
        EXEMPT_FOUND,
        &[DETERMINE_EXEMPT, SERVE, SERVE_FORM, WAIVE, DECIDE_EXEMPT],
        4,
        "
        2026-03-02 p3 认定 免责
        2026-03-02 p3 送达 登记表
        2026-03-02 p1 放弃申辩
        2026-03-02 p5 决定 免责，p5
    ",
    );
}

#[test]
fn without_the_text_of_the_day_another_version_decides() {
    let deeds = [DETERMINE_EXEMPT, DETERMINE_EXEMPT.with(Slip::NextText)];
    needed(
        Rule::NotInForce,
        EXEMPT_FOUND,
        &deeds,
        5,
        "
        2026-03-02 p3 认定 免责（按下一年的文本）
    ",
    );
}

#[test]
fn without_the_red_line_a_reason_buys_exemption() {
    let before = &[("p2", REPORT), ("p3", INQUIRE_RED), ("p4", EVIDENCE), ("p4", FIND_RED)];
    needed(
        Rule::RedLineHolds,
        before,
        &[DETERMINE_DEPART, DETERMINE_HELD],
        7,
        "
        2026-03-02 p3 认定 免责，偏离：初犯
    ",
    );
}

#[test]
fn without_the_red_line_a_review_finds_it_away() {
    let before = &[
        ("p2", REPORT),
        ("p3", INQUIRE_RED),
        ("p4", FIND_REST),
        ("p3", DETERMINE_HELD),
        ("p3", SERVE),
        ("p1", WAIVE),
        ("p5", DECIDE_HELD),
        ("p1", ASK_REVIEW),
    ];
    needed(
        Rule::RedLineHolds,
        before,
        &[REVIEW_EXEMPT, REVIEW_HELD],
        7,
        "
        2026-03-02 p6 复核 免责，p6
    ",
    );
}

#[test]
fn without_examined_facts_a_guess_is_signed() {
    needed(
        Rule::Undetermined,
        &[("p2", REPORT), ("p3", INQUIRE)],
        &[FIND_OPEN, DETERMINE_EXEMPT],
        8,
        "
        2026-03-02 p6 认定事实 谋私未查
        2026-03-02 p4 认定 免责
    ",
    );
}

#[test]
fn without_known_evidence_excluded_evidence_proves() {
    let before = &[("p2", REPORT), ("p3", INQUIRE_RED), ("p4", EVIDENCE), ("p4", EXCLUDE)];
    needed(
        Rule::UnknownEvidence,
        before,
        &[FIND_RED, DETERMINE_HELD],
        8,
        "
        2026-03-02 p4 认定事实 谋私 [Z1]
        2026-03-02 p3 认定 问责
    ",
    );
}

#[test]
fn without_evidence_a_finding_rests_on_nothing() {
    needed(
        Rule::FindingWithoutEvidence,
        &[("p2", REPORT), ("p3", INQUIRE)],
        &[FIND_RED_BARE],
        8,
        "
        2026-03-02 p6 认定事实 谋私，没有证据
    ",
    );
}

#[test]
fn without_never_worse_a_review_punishes() {
    needed(
        Rule::NeverWorse,
        EXEMPT_DECIDED,
        &[ASK_REVIEW, REVIEW_HELD, REVIEW_EXEMPT],
        9,
        "
        2026-03-02 p1 申请复核
        2026-03-02 p6 复核 问责，p6
    ",
    );
}

#[test]
fn without_the_remedy_the_paper_is_silent() {
    needed(
        Rule::RemedyMissing,
        EXEMPT_ANSWERED,
        &[DECIDE_BARE, DECIDE_NOWHERE, DECIDE_EXEMPT],
        9,
        "
        2026-03-02 p5 决定 免责，没有救济途径
    ",
    );
}

#[test]
fn without_steps_in_order_a_review_decides_what_nobody_decided() {
    needed(
        Rule::StepBefore,
        &[("p2", REPORT)],
        &[INQUIRE, ASK_REVIEW, REVIEW_BOTH],
        9,
        "
        2026-03-02 p5 复核 免责，p5、p6
    ",
    );
}

#[test]
fn without_done_already_a_matter_is_decided_twice() {
    needed(
        Rule::DoneAlready,
        EXEMPT_DECIDED,
        &[DECIDE_EXEMPT],
        9,
        "
        2026-03-02 p5 决定 免责，p5
    ",
    );
}

#[test]
fn without_tolerance_closed_the_exempted_are_sanctioned() {
    needed(
        Rule::ToleranceOpen,
        EXEMPT_DECIDED,
        &[SANCTION, ASK_PROTECTION],
        1,
        "
        2026-03-02 p6 问责处理
    ",
    );
}

#[test]
fn without_protection_the_exempted_are_led_down() {
    needed(
        Rule::Protected,
        EXEMPT_DECIDED,
        &[LED_DOWN, ASK_PROTECTION],
        10,
        "
        2026-03-02 p6 能下
    ",
    );
}

/// More than half of all who may vote are more than half present.
#[test]
fn the_majority_stands_behind_the_quorum() {
    backed(Rule::Quorum, EXEMPT_ANSWERED, &[DECIDE_NOBODY, DECIDE_EXEMPT]);
}

/// The order of steps is judged by the day at the desk, whatever day is written.
#[test]
fn the_defence_first_stands_behind_the_date() {
    backed(Rule::FutureDay, EXEMPT_FOUND, &[DETERMINE_EXEMPT, SERVE, DECIDE_EXEMPT, DECIDE_EXEMPT.with(Slip::Ahead)]);
}

/// A sanction out of the blue is refused twice; the screening is needed on the way to a decision.
#[test]
fn tolerance_open_stands_behind_the_screening_at_a_sanction() {
    backed(Rule::ScreenFirst, &[], &[REPORT, SANCTION]);
}
