//! Packages: what a reader is told of open and withheld fields, files, and everything that can be wrong.

use bonafide_ledger::package::{PublishedEvent, PublishedField, WithholdingGround};
use bonafide_ledger::package_check::{BroughtFile, PackageFault, PackageFinding};
use bonafide_ledger::proof::ProofError;
use bonafide_ledger::quorum::QuorumRefusal;
use bonafide_ledger::{Package, Quorum, Suite, Value, sealed};

use crate::sample::{self, SUITES};

pub(crate) const FILE: &[u8] = b"the minutes of the meeting";
pub(crate) const FILE_SALT: [u8; 32] = [0x5a; 32];

/// Three events of one case in a log of ten: the third field withheld, the last a file that is shown.
pub(crate) fn package(suite: Suite) -> (Package, Quorum) {
    let mut events = sample::events(suite, 10, 3);
    let mut before = None;
    for number in [1, 4, 7] {
        let file = Value::File {
            digest: sealed::file_digest(suite, &FILE_SALT, FILE),
            size: FILE.len() as u64,
            media: "application/pdf",
        };
        let mut bytes = Vec::new();
        file.encode(&mut bytes);
        events[number].fields[3].1 = bytes;
        if let Some(before) = before {
            events[number].head.prev = before;
        }
        events[number].reseal();
        before = Some(events[number].digest);
    }
    let (tree, keys) = (sample::tree(suite, &events), sample::keys(suite));
    let published = [1_u64, 4, 7].map(|position| {
        let event = &events[usize::try_from(position).unwrap()];
        let mut path = Vec::new();
        tree.head().inclusion(position, &mut path).unwrap();
        let fields = event.fields.iter().enumerate().map(|(index, (salt, value))| match index {
            2 => PublishedField::Withheld(WithholdingGround::PersonalPrivacy),
            _ => {
                PublishedField::Open { salt: *salt, value: value.clone(), file_salt: (index == 3).then_some(FILE_SALT) }
            }
        });
        PublishedEvent { position, blind: event.blind, body: event.body.clone(), fields: fields.collect(), path }
    });
    (Package { suite, events: published.to_vec(), note: keys.sign(&tree, 2) }, keys.quorum())
}

pub(crate) const FILES: [BroughtFile<'static>; 3] = [
    BroughtFile { event: 0, field: 3, bytes: FILE },
    BroughtFile { event: 1, field: 3, bytes: FILE },
    BroughtFile { event: 2, field: 3, bytes: FILE },
];

#[test]
fn a_package_reads_back_and_says_what_is_open_and_what_is_withheld() {
    for suite in SUITES {
        let (package, quorum) = package(suite);
        assert_eq!(Package::parse(package.to_string().as_bytes()).as_ref(), Ok(&package));
        let report = package.verify(&quorum, &FILES);
        assert!(report.is_sound(), "{report:?}");
        assert_eq!((report.events, report.open, report.files), (3, 9, 3));
        assert_eq!(report.withheld, [(WithholdingGround::PersonalPrivacy, 3)]);
        let proof = package.tlog_proof(1).unwrap();
        let digest = sealed::event_digest(suite, &package.events[1].blind, &package.events[1].body);
        assert!(proof.verify(&sealed::entry(suite, &digest), &quorum).is_ok());
    }
}

fn faults(package: &Package, quorum: &Quorum) -> Vec<PackageFinding> {
    package.verify(quorum, &FILES).findings
}

#[test]
fn each_thing_that_is_wrong_is_named_by_itself() {
    let (good, quorum) = package(SUITES[0]);
    let finding = |event, fault| PackageFinding { event, fault };

    let mut other_value = good.clone();
    let PublishedField::Open { value, .. } = &mut other_value.events[1].fields[0] else { panic!("it is open") };
    *value = b"\x01another account".to_vec();
    assert_eq!(faults(&other_value, &quorum), [finding(1, PackageFault::OtherValue(0))]);

    let mut swapped = good.clone();
    swapped.events[1].fields.swap(0, 1);
    assert_eq!(
        faults(&swapped, &quorum),
        [finding(1, PackageFault::OtherValue(0)), finding(1, PackageFault::OtherValue(1))]
    );

    let mut dropped_field = good.clone();
    dropped_field.events[1].fields.remove(2);
    assert!(faults(&dropped_field, &quorum).contains(&finding(1, PackageFault::FieldCount)));

    let mut dropped_event = good.clone();
    dropped_event.events.remove(1);
    let found = dropped_event.verify(&quorum, &[]).findings;
    assert!(matches!(found[..], [PackageFinding { event: 1, fault: PackageFault::Chain(_) }]), "{found:?}");

    let mut first_dropped = good.clone();
    first_dropped.events.remove(0);
    let found = first_dropped.verify(&quorum, &[]).findings;
    assert!(matches!(found[0], PackageFinding { event: 0, fault: PackageFault::Chain(_) }), "{found:?}");

    // An event of another case that would begin a chain of its own.
    let stranger = &sample::events(SUITES[0], 10, 10)[9];
    let mut other_case = good.clone();
    other_case.events[2].body.clone_from(&stranger.body);
    assert!(faults(&other_case, &quorum).contains(&finding(2, PackageFault::OtherStream)));

    let mut earlier = good.clone();
    earlier.events[2].position = 4;
    assert!(faults(&earlier, &quorum).contains(&finding(2, PackageFault::Earlier)));

    // The salt of a file stands with a file, and nowhere else.
    for (field, salt) in [(3, None), (0, Some(FILE_SALT))] {
        let mut unsalted = good.clone();
        let PublishedField::Open { file_salt, .. } = &mut unsalted.events[0].fields[field] else {
            panic!("it is open")
        };
        *file_salt = salt;
        let index = u16::try_from(field).unwrap();
        assert!(faults(&unsalted, &quorum).contains(&finding(0, PackageFault::BadValue(index))));
    }

    let mut elsewhere = good.clone();
    elsewhere.events[2].position = 8;
    let proof = finding(2, PackageFault::Proof(ProofError::Length));
    let other = finding(2, PackageFault::Proof(ProofError::OtherRoot));
    let found = faults(&elsewhere, &quorum);
    assert!(found == [proof] || found == [other], "{found:?}");

    let brought = [BroughtFile { event: 0, field: 3, bytes: b"other minutes" }];
    assert_eq!(good.verify(&quorum, &brought).findings, [finding(0, PackageFault::OtherFile(3))]);
    let nowhere = [BroughtFile { event: 9, field: 3, bytes: FILE }];
    assert_eq!(good.verify(&quorum, &nowhere).findings, [finding(9, PackageFault::OtherFile(3))]);
}

#[test]
fn a_package_nobody_witnessed_is_not_sound_though_its_events_hold_together() {
    let (good, quorum) = package(SUITES[0]);
    let note = bonafide_ledger::SignedNote::new(good.note.text(), good.note.signatures()[..1].to_vec()).unwrap();
    let report = Package { note, ..good.clone() }.verify(&quorum, &[]);
    assert_eq!(report.checkpoint, Err(QuorumRefusal::TooFewWitnesses));
    assert!(report.findings.is_empty() && !report.is_sound());
    assert!(!Package { events: Vec::new(), ..good }.verify(&quorum, &[]).is_sound());
}

#[test]
fn lines_out_of_place_are_refused() {
    let text = package(SUITES[0]).0.to_string();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let head = lines.iter().position(|line| *line == "\n").unwrap();
    for at in 0..head {
        // Left out, doubled, or with a space too many.
        let without: String =
            lines.iter().enumerate().filter(|(number, _)| *number != at).map(|(_, line)| *line).collect();
        let doubled: String = [&lines[..=at], &lines[at..]].concat().concat();
        let is_counted = ["withheld", "open", "file", "path"].iter().any(|word| lines[at].starts_with(word));
        let quorum = package(SUITES[0]).1;
        for changed in [without, doubled] {
            let verdict = Package::parse(changed.as_bytes());
            let is_sound = verdict.as_ref().is_ok_and(|package| package.verify(&quorum, &FILES).is_sound());
            assert!(!is_sound, "line {at}");
            assert!(is_counted || verdict.is_err() || lines[at].starts_with("event"), "line {at}: {}", lines[at]);
        }
        let spaced = text.replacen(lines[at], &lines[at].replacen(' ', "  ", 1), 1);
        assert!(!lines[at].contains(' ') || Package::parse(spaced.as_bytes()).is_err(), "line {at}");
    }
}
