//! The worked example of the language.

use bonafide_rules::read;
use bonafide_rules::tree::{Attribute, Body, Kind};

use crate::QINGHE;

#[test]
fn the_worked_example_reads_verbatim() {
    let read = read(QINGHE);
    assert_eq!(read.diagnostics, []);
    let front: Vec<_> = read.document.front.iter().map(|(key, _)| key.value.as_str()).collect();
    let keys = [
        "id",
        "title",
        "issuer",
        "level",
        "superior",
        "version",
        "in_force",
        "retroactivity",
        "on_conflict",
        "unlisted",
    ];
    assert_eq!(front, keys);
    let labels: Vec<_> = read.document.articles.iter().map(|article| article.label.as_str()).collect();
    assert_eq!(labels, ["第四条", "第五条", "第八条"]);
    let tags: Vec<_> = read
        .document
        .blocks
        .iter()
        .flat_map(|block| &block.statements)
        .map(|statement| statement.tag.as_ref().map_or("-", |tag| tag.value.as_str()))
        .collect();
    let expected =
        ["F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "D1", "R1", "R2", "R3", "E1", "M2", "-", "T2"];
    assert_eq!(tags, expected);
}

#[test]
fn the_worked_example_means_what_its_page_says() {
    let document = read(QINGHE).document;
    let statements: Vec<_> = document.blocks.iter().flat_map(|block| &block.statements).collect();
    let body = |tag: &str| {
        let found = statements.iter().find(|statement| statement.tag.as_ref().is_some_and(|own| own.value == tag));
        &found.unwrap().body
    };
    let Body::Facts(harm) = body("F5") else { panic!("F5 declares facts") };
    assert!(matches!(harm.attributes.as_slice(), [Attribute::JudgedBy { instead, .. }] if instead.len() == 1));
    assert!(
        matches!(&harm.declarations.first().unwrap().kind.value, Kind::Choice { values, ordered: true } if values.len() == 5)
    );
    let Body::Facts(trial) = body("F7") else { panic!("F7 declares facts") };
    assert_eq!((trial.declarations.len(), trial.attributes.len()), (2, 2));
    let Body::Item(item) = body("E1") else { panic!("E1 is an item") };
    assert_eq!(item.exceptions.len(), 2);
    let nested: Vec<_> = item.exceptions.iter().map(|exception| exception.under.len()).collect();
    assert_eq!(nested, [0, 1]);
    let Body::Example(example) = body("T2") else { panic!("T2 is an example") };
    assert_eq!(example.givens.len(), 3);
    assert_eq!(example.expect.ask_first.as_ref().unwrap().value, "明令禁止");
}
