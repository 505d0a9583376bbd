//! The model check (模型检验): the procedure's own code explored exhaustively in a small world, every command in every
//! order, and judged by the log alone. What was explored and what it does not show: docs/concepts/model-check.md.
//!
//! `cargo test -p bonafide-procedure model -- --nocapture` prints states, depth and time of each model;
//! `BONAFIDE_MODEL_DEPTH=n` goes that deep where a model is cut off.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test says how long it took, and goes as deep as it is asked to"
)]

use std::time::Instant;

use stateright::{Checker, Model};

use judge::INVARIANTS;
use machine::Machine;
use menu::*;
use world::WORLD;

mod identity;
mod judge;
mod machine;
mod menu;
mod needed;
mod world;

/// The number of moves at which a model is cut off: so many when optimised, so many when not, or as the environment says.
fn cut(optimised: usize, plain: usize) -> usize {
    let given = std::env::var("BONAFIDE_MODEL_DEPTH").ok().and_then(|depth| depth.parse().ok());
    given.unwrap_or(if cfg!(debug_assertions) { plain } else { optimised })
}

/// To the end when optimised.
const END: usize = usize::MAX;

/// Explores a model, breadth first, to a number of moves or to the end; prints what was explored; every invariant holds.
fn explore(name: &str, machine: &Machine, reaches: &[&str]) {
    let begun = Instant::now();
    let checker = machine.clone().checker().spawn_bfs().join();
    // The first state is depth 1 to the checker.
    let depth = checker.max_depth() - 1;
    let reach = if depth < machine.most { "to the end" } else { "cut off" };
    println!(
        "{name}: {} states, {} transitions, {depth} moves deep, {reach}, {:.1} s",
        checker.unique_state_count(),
        checker.state_count(),
        begun.elapsed().as_secs_f64()
    );
    let mut found = checker.discoveries();
    let reached: Vec<&str> = found.keys().copied().filter(|name| !INVARIANTS.contains(name)).collect();
    println!("  reached: {}", reached.join(", "));
    for wanted in reaches {
        assert!(reached.contains(wanted), "{wanted} is never reached");
    }
    found.retain(|name, _| INVARIANTS.contains(name));
    let broken: Vec<String> =
        found.into_iter().map(|(invariant, path)| format!("{invariant}\n{}", machine.told(path))).collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// What everybody may try: every act that an invariant speaks of.
const ALL: &[menu::Deed] = &[
    REPORT,
    INQUIRE,
    INQUIRE_RED,
    INQUIRE_MILD,
    INQUIRE_PUBLIC,
    ORDINARY,
    ORDINARY_RED,
    APPLY,
    ENDORSE,
    ACCEPT,
    RECUSE_P4,
    RECUSE_P5,
    EVIDENCE,
    EVIDENCE_P3,
    EXCLUDE,
    FIND_NOTHING,
    FIND_CLEAN,
    FIND_RED,
    FIND_OPEN,
    DETERMINE_EXEMPT,
    DETERMINE_MILD,
    DETERMINE_HELD,
    DETERMINE_DEPART,
    SERVE,
    SERVE_FORM,
    SERVE_DECISION,
    DEFEND,
    WAIVE,
    VERIFY,
    DECIDE_EXEMPT,
    DECIDE_MILD,
    DECIDE_HELD,
    DECIDE_KIN,
    DECIDE_BARE,
    DECIDE_NOWHERE,
    DECIDE_LOST,
    DECIDE_ALONE,
    SANCTION,
    ASK_REVIEW,
    REVIEW_EXEMPT,
    REVIEW_HELD,
    REVIEW_P5,
    REVIEW_BOTH,
    PROTECT,
    ASK_PROTECTION,
    LED_DOWN,
    CLOSE,
];

#[test]
fn everything_by_everybody() {
    let machine = Machine::new(&WORLD, 1, ALL).days(3).most(cut(7, 4));
    explore("everything by everybody", &machine, &["facts", "a sanction"]);
}

#[test]
fn the_line_to_accountability_and_review() {
    let deeds = [
        REPORT,
        INQUIRE,
        FIND_NOTHING,
        DETERMINE_HELD,
        SERVE,
        SERVE_FORM,
        DEFEND,
        WAIVE,
        VERIFY,
        DECIDE_HELD,
        SANCTION,
        SERVE_DECISION,
        ASK_REVIEW,
        REVIEW_EXEMPT,
        REVIEW_HELD,
        ASK_PROTECTION,
        CLOSE,
    ];
    let machine = Machine::new(&WORLD, 1, &deeds).days(3).most(cut(END, 8));
    explore("to accountability and review", &machine, &["facts"]);
}

#[test]
fn the_line_to_exemption_and_protection() {
    let deeds = [
        REPORT,
        APPLY,
        ENDORSE,
        ACCEPT,
        INQUIRE_PUBLIC,
        FIND_CLEAN,
        DETERMINE_EXEMPT,
        SERVE,
        WAIVE,
        DECIDE_EXEMPT,
        DECIDE_HELD,
        SANCTION,
        PROTECT,
        ASK_PROTECTION,
        LED_DOWN,
        ASK_REVIEW,
        REVIEW_HELD,
        REVIEW_EXEMPT,
    ];
    let machine = Machine::new(&WORLD, 1, &deeds).most(cut(END, 8));
    explore("to exemption and protection", &machine, &["facts"]);
}

#[test]
fn the_line_over_a_red_line() {
    let deeds = [
        REPORT,
        INQUIRE_RED,
        EVIDENCE,
        EVIDENCE_P3,
        EXCLUDE,
        FIND_RED,
        FIND_REST,
        FIND_CLEAN,
        DETERMINE_HELD,
        DETERMINE_EXEMPT,
        DETERMINE_DEPART,
        SERVE,
        WAIVE,
        DECIDE_HELD,
        DECIDE_EXEMPT,
        ASK_REVIEW,
        REVIEW_EXEMPT,
    ];
    let machine = Machine::new(&WORLD, 1, &deeds).days(2).most(cut(END, 7));
    explore("over a red line", &machine, &["facts"]);
}

#[test]
fn two_matters_at_once() {
    let deeds = [REPORT, INQUIRE, RECUSE_P4, FIND_NOTHING, DETERMINE_HELD, SERVE, WAIVE, DECIDE_HELD, SANCTION];
    let machine = Machine::new(&WORLD, 2, &deeds).days(3).most(cut(9, 6));
    explore("two matters at once", &machine, &["facts"]);
}
