//! Any roster: decided step by step, written, read back, folded again.

use proptest::prelude::*;

use super::super::event::{AppointmentEnd, KinshipEnd};
use super::*;

fn some_person() -> impl Strategy<Value = PersonId> {
    (0..6_u8).prop_map(|number| person(&format!("p{number}")))
}

fn some_tenure() -> impl Strategy<Value = Tenure> {
    (0..40_i64, proptest::option::of(0..40_i64))
        .prop_map(|(from, until)| Tenure { from: Day(from), until: until.map(Day) })
}

fn some_organ() -> impl Strategy<Value = OrganKey> {
    (0..3_u8, 0..2_u8).prop_map(|(of, name)| OrganKey { unit: unit(&format!("u{of}")), name: format!("o{name}") })
}

fn some_kin() -> impl Strategy<Value = Kin> {
    prop_oneof![Just(Kin::Spouse), Just(Kin::Direct), Just(Kin::Collateral), Just(Kin::Affinity)]
}

fn some_command() -> impl Strategy<Value = RosterCommand> {
    let concern = prop_oneof![
        (0..3_u8).prop_map(|of| Concern::Unit(unit(&format!("u{of}")))),
        some_person().prop_map(Concern::Person),
        Just(Concern::Case(crate::id::CaseNo::new("2025-0001").unwrap())),
    ];
    prop_oneof![
        (some_person(), some_organ(), any::<bool>(), some_tenure()).prop_map(|(person, organ, chair, tenure)| {
            let seat = if chair { Seat::Chair } else { Seat::Member };
            RosterCommand::Appoint(Office { person, organ, post: "科员".to_owned(), seat, tenure })
        }),
        (some_person(), some_organ(), 0..40_i64).prop_map(|(person, organ, until)| {
            let end = AppointmentEnd { person, organ, post: "科员".to_owned(), until: Day(until) };
            RosterCommand::EndAppointment(end)
        }),
        (some_person(), some_person(), some_kin(), some_tenure()).prop_map(|(one, other, kin, days)| {
            RosterCommand::RecordKinship(Kinship { one, other, kin, from: Some(days.from), until: days.until })
        }),
        (some_person(), some_person(), some_kin(), 0..40_i64).prop_map(|(one, other, kin, until)| {
            RosterCommand::EndKinship(KinshipEnd { one, other, kin, until: Day(until) })
        }),
        (some_person(), some_person(), some_tenure()).prop_map(|(person, superior, tenure)| {
            RosterCommand::RecordReporting(Reporting { person, superior, tenure })
        }),
        (some_person(), concern, some_tenure()).prop_map(|(person, concern, tenure)| {
            RosterCommand::DeclareInterest(Interest { person, concern, what: "往来".to_owned(), tenure })
        }),
        (some_person(), any::<bool>(), some_tenure()).prop_map(|(person, third, tenure)| {
            let pool = if third { Pool::ThirdParty } else { Pool::Appraiser };
            RosterCommand::AddReviewer(Reviewer { person, pool, tenure })
        }),
    ]
}

/// Six persons and three units of two organs, then whatever of the commands is not refused.
fn grown(commands: Vec<RosterCommand>) -> (Roster, Vec<RosterEvent>) {
    let mut all: Vec<RosterCommand> = Vec::new();
    for number in 0..6 {
        let id = person(&format!("p{number}"));
        all.push(RosterCommand::AddPerson(Person { id, name: Some(format!("某{number}")) }));
    }
    for of in 0..3 {
        let id = unit(&format!("u{of}"));
        let superior = (of > 0).then(|| unit("u0"));
        all.push(RosterCommand::AddUnit(Unit { id: id.clone(), name: format!("单位{of}"), superior, within: None }));
        for name in 0..2 {
            let key = OrganKey { unit: id.clone(), name: format!("o{name}") };
            all.push(RosterCommand::NameOrgan(Organ { key, aliases: vec![format!("又称{name}")] }));
        }
    }
    all.extend(commands);
    let (mut roster, mut events) = (Roster::empty(), Vec::new());
    for command in all {
        for event in roster.decide(command).into_iter().flatten() {
            roster.apply(&event);
            events.push(event);
        }
    }
    (roster, events)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn events_come_back_from_their_written_form_and_fold_to_the_same_roster(
        commands in proptest::collection::vec(some_command(), 0..40),
    ) {
        let (roster, events) = grown(commands);
        let written: Vec<_> = events.iter().map(|event| to_wire(event, Day(7))).collect();
        for event in &written {
            let schema = schema(event.kind, event.version).unwrap();
            prop_assert_eq!(schema.fields.len(), event.fields.len());
            for (spec, values) in schema.fields.iter().zip(&event.fields) {
                prop_assert!(spec.shape == crate::wire::Shape::List || values.len() == 1, "{}", spec.name);
            }
        }
        let read: Vec<_> = written.iter().map(|event| from_wire(event).unwrap()).collect();
        prop_assert_eq!(&read, &events);
        prop_assert_eq!(Roster::folded(&read), roster);
    }

    #[test]
    fn a_tie_between_two_is_the_same_from_either_side(
        commands in proptest::collection::vec(some_command(), 0..40), on in 0..60_i64,
    ) {
        let (roster, _) = grown(commands);
        let past = PastCases::new(vec![PastCase {
            acting: person("p0"), part: Part::Decide, concerned: person("p1"),
            case_no: crate::id::CaseNo::new("2024-0001").unwrap(),
        }]);
        let inquiry = Inquiry { on: Day(on), years_back: 1, past: &past };
        for (one, other) in (0..6).flat_map(|one| (0..6).map(move |other| (one, other))) {
            let (one, other) = (person(&format!("p{one}")), person(&format!("p{other}")));
            prop_assert_eq!(roster.ties(&one, &other, &inquiry), roster.ties(&other, &one, &inquiry));
        }
    }

    #[test]
    fn kin_interest_and_lines_bar_each_of_two_in_the_others_matter(
        commands in proptest::collection::vec(some_command(), 0..40), on in 0..60_i64,
    ) {
        let (roster, _) = grown(commands);
        let (grounds, past) = (Grounds::of(&regulation(GENERAL)), PastCases::none());
        let judged = Impartiality { roster: &roster, grounds: &grounds, past: &past, years_back: 1 };
        let direct = |judge: &PersonId, subject: &PersonId| {
            let matter = Matter { subjects: [subject.clone()].into(), ..Matter::new(Part::Decide) };
            let bars = judged.barred(judge, &matter, Day(on));
            bars.into_iter().filter(|bar| matches!(bar.cause, Cause::Tie(_))).map(|bar| bar.cause).collect::<Vec<_>>()
        };
        for (one, other) in (0..6).flat_map(|one| (0..one).map(move |other| (one, other))) {
            let (one, other) = (person(&format!("p{one}")), person(&format!("p{other}")));
            prop_assert_eq!(direct(&one, &other), direct(&other, &one));
        }
    }

    #[test]
    fn an_organ_never_has_two_chairs_and_nobody_reports_to_themselves(
        commands in proptest::collection::vec(some_command(), 0..60), on in 0..60_i64,
    ) {
        let (roster, _) = grown(commands);
        for organ in roster.organs.keys() {
            let chairs = roster.offices.iter().filter(|office| {
                &office.organ == organ && office.seat == Seat::Chair && office.tenure.holds(Day(on))
            });
            prop_assert!(chairs.count() <= 1);
        }
        for someone in roster.persons.keys() {
            prop_assert_eq!(roster.reporting_path(someone, someone, Day(on)), None);
        }
    }
}

#[test]
fn the_example_county_comes_back_from_its_written_form() {
    let (roster, events) = qinghe();
    let read: Vec<_> = events.iter().map(|event| from_wire(&to_wire(event, Day(0))).unwrap()).collect();
    assert_eq!(Roster::folded(&read), roster);
}

#[test]
fn an_erased_name_leaves_the_person_on_the_roster() {
    let added = RosterEvent::PersonAdded(Person { id: person("p1"), name: Some("王建国".to_owned()) });
    let mut written = to_wire(&added, Day(0));
    written.fields[1] = vec![crate::wire::Value::Erased];
    let roster = Roster::folded(&[from_wire(&written).unwrap()]);
    assert_eq!(roster.person(&person("p1")).unwrap().name, None);
    written.fields[0] = vec![crate::wire::Value::Erased];
    assert!(from_wire(&written).is_err());
}

#[test]
fn kinds_are_within_their_hundred_and_names_are_sealed_by_their_person() {
    let kinds: Vec<u16> = (0..=u16::MAX).filter(|kind| schema(*kind, 1).is_some()).collect();
    assert_eq!(kinds, (1000..=1012).collect::<Vec<u16>>());
    assert_eq!(schema(1000, 1).unwrap().fields[1].class, crate::wire::Class::Person(0));
    assert!(schema(1000, 2).is_none());
}
