//! INV-06: another person in the same place gets the same. The subject's name, post, rank and office are changed in the
//! roster; every state that can be reached, and every way there, is the same. That the rules themselves see no identity
//! is shown over all regulations in `bonafide-rules`.

use stateright::{Checker, Model};

use super::machine::Machine;
use super::menu::*;
use super::world::{PEOPLE, WORLD, World};

/// Every state of a menu to some depth, in the order of the search, by its mark.
fn reached(world: &'static World, deeds: &[Deed]) -> (usize, usize, String) {
    let machine = Machine::new(world, 1, deeds).days(3).most(7);
    let checker = machine.clone().checker().spawn_bfs().join();
    let ways = checker.discoveries().into_iter().map(|(name, path)| format!("{name}\n{}", machine.told(path)));
    let mut ways: Vec<String> = ways.collect();
    ways.sort();
    (checker.unique_state_count(), checker.state_count(), ways.concat())
}

#[test]
fn the_subject_swapped_for_another_leaves_every_result() {
    let deeds = [
        REPORT,
        INQUIRE,
        INQUIRE_RED,
        INQUIRE_PUBLIC,
        ORDINARY_RED,
        FIND_NOTHING,
        FIND_CLEAN,
        FIND_REST,
        DETERMINE_HELD,
        DETERMINE_EXEMPT,
        DETERMINE_DEPART,
        SERVE,
        WAIVE,
        DECIDE_HELD,
        DECIDE_EXEMPT,
        SANCTION,
    ];
    let expected = reached(&WORLD, &deeds);
    for (what, of, other) in [
        ("name", "| p1 | 甲 |", "| p1 | 欧阳兰（女） |"),
        ("post", "| p1 | u1 | 工程科 | 科员 |", "| p1 | u1 | 工程科 | 总工程师 |"),
        ("rank", "| p1 | u1 | 工程科 | 科员 | 成员 |", "| p1 | u1 | 工程科 | 科长 | 负责人 |"),
        ("years", "工程科 | 科员 | 成员 | 2020-01-01 |", "工程科 | 科员 | 成员 | 1990-07-01 |"),
        ("office", "工程科", "离退休干部科"),
    ] {
        assert!(PEOPLE.contains(of), "{what}");
        let world = Box::leak(Box::new(World::of(&PEOPLE.replace(of, other))));
        assert_eq!(reached(world, &deeds), expected, "{what}");
    }
}
