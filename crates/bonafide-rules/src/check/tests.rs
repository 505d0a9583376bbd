use super::*;
use crate::regulation::{Condition, NodeId, NodeKind, Test};

const QINGHE: &str = include_str!("../../tests/texts/qinghe.md");

#[test]
fn the_worked_example_resolves_without_errors() {
    let checked = load(QINGHE);
    let errors: Vec<_> = checked.diagnostics.iter().filter(|finding| finding.severity > Severity::Advice).collect();
    assert_eq!(errors, Vec::<&Diagnostic>::new());
    let regulation = checked.regulation.unwrap();
    let tags: Vec<&str> = regulation.nodes.iter().map(|node| node.tag.as_str()).collect();
    assert_eq!(tags, ["R1", "R2", "R3", "E1", "E1a", "E1b", "E1c", "M2"]);
    assert_eq!(regulation.nodes[3].exceptions, [NodeId(4), NodeId(5)]);
    assert_eq!(regulation.nodes[5].exceptions, [NodeId(6)]);
    assert!(matches!(regulation.nodes[6].kind, NodeKind::Defeat { parent: NodeId(5) }));
    // 优先 #E1 > #M2 holds for the variation of E1 as well.
    assert_eq!(regulation.priorities, [(NodeId(3), NodeId(7)), (NodeId(4), NodeId(7))]);
    let Condition::Test(Test::Within { low, high, .. }) = regulation.nodes[4].condition else { panic!() };
    assert_eq!((low, high), (5_000_000 * 100 + 1, i64::MAX));
    let Condition::Test(Test::Spread { factor: 1, low, high, .. }) = regulation.definitions[0].meaning else {
        panic!()
    };
    assert_eq!((low, high), (i64::MIN, 3));
}

mod meaning;
mod mutated;
mod table;
