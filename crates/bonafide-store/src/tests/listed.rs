//! The view of cases on both engines: the same questions get the same rows.

use super::world::World;
use crate::{
    CasePerson, CasePlace, CaseRow, CaseTie, Filter, Listed, NO_DAY, ScopeSight, Sorting, Store, StreamId, StreamKind,
    Wanted, Written,
};

/// Sixty cases of three units: every fifth closed, every third due, every seventh mine, every ninth one I stand aside in.
fn row(number: u64) -> CaseRow {
    let unit = ["water", "bank", "school"][(number % 3) as usize];
    let tie = if number.is_multiple_of(7) { CaseTie::Party } else { CaseTie::None };
    let tie = if number.is_multiple_of(9) { CaseTie::Aside } else { tie };
    let mut stream = [0; 16];
    stream[..8].copy_from_slice(&number.to_be_bytes());
    CaseRow {
        stream: StreamId(stream),
        id: number * 10,
        changed: number * 10 + number % 4,
        version: 2,
        number: format!("2026-{number:04}"),
        kind: StreamKind(1),
        place: CasePlace { law: "general@2026-1".to_owned(), unit: unit.to_owned(), is_filing: false },
        subject: "p07".to_owned(),
        matter: format!("第{number}号大桥未招标"),
        text: format!("2026-{number:04} 第{number}号大桥未招标 {unit}"),
        stage: "waits".to_owned(),
        step: "screen".to_owned(),
        turn: "容错机构".to_owned(),
        due: if number.is_multiple_of(3) { 100 - number as i64 } else { NO_DAY },
        duty_step: "screen".to_owned(),
        duty_due: if number.is_multiple_of(3) { 100 - number as i64 } else { NO_DAY },
        outcome: String::new(),
        opened: number as i64,
        changed_on: number as i64,
        is_open: !number.is_multiple_of(5),
        stamp: 1,
        fresh_until: if number == 4 { 50 } else { NO_DAY },
        people: vec![CasePerson {
            person: "me".to_owned(),
            tie,
            has_turn: number.is_multiple_of(2),
            has_acted: number % 10 == 1,
        }],
    }
}

fn filled(world: &World) -> Store {
    let store = world.open();
    let rows: Vec<CaseRow> = (1..=60).map(row).collect();
    store.write_cases(&Written::new(&store, &rows, 0).unwrap()).unwrap();
    store
}

fn wanted(store: &Store, order: Sorting, filter: Filter) -> Wanted {
    let places = store.case_lists().unwrap().places().unwrap();
    let seen = places.iter().filter(|place| place.place.unit != "school");
    let scopes = seen.map(|place| (place.scope, ScopeSight::AllBut(vec![CaseTie::Aside]))).collect();
    Wanted {
        person: "me".to_owned(),
        scopes,
        elsewhere: vec![CaseTie::Party],
        order,
        filter,
        after: None,
        count_max: 4,
    }
}

fn all(store: &Store, wanted: &Wanted) -> Vec<u64> {
    let lists = store.case_lists().unwrap();
    let (mut all, mut after) = (Vec::<Listed>::new(), None);
    loop {
        let page = lists.find(&Wanted { after, ..wanted.clone() }).unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.key);
        all.extend(page);
    }
    assert_eq!(lists.count(&Wanted { count_max: 1_000, ..wanted.clone() }).unwrap() as usize, all.len());
    all.iter().map(|row| row.number[5..].parse().unwrap()).collect()
}

/// By hand, from the same numbers.
fn expected(fits: impl Fn(&CaseRow) -> bool, key: impl Fn(&CaseRow) -> (i64, i64)) -> Vec<u64> {
    let sees = |row: &CaseRow| match row.people[0].tie {
        CaseTie::Aside => false,
        CaseTie::Party => true,
        _ => row.place.unit != "school",
    };
    let mut rows: Vec<CaseRow> = (1..=60).map(row).filter(|row| sees(row) && fits(row)).collect();
    rows.sort_by_key(|row| key(row));
    rows.iter().map(|row| row.id / 10).collect()
}

#[test]
fn every_order_and_filter_gives_the_same_rows_on_both_engines_page_by_page() {
    for world in World::both() {
        let store = filled(&world);
        let late_first = |row: &CaseRow| (-(row.changed as i64), 0);
        assert_eq!(all(&store, &wanted(&store, Sorting::Change, Filter::default())), expected(|_| true, late_first));
        let open = Filter { is_open: Some(true), unit: "bank".to_owned(), ..Filter::default() };
        let is_open = |row: &CaseRow| row.is_open && row.place.unit == "bank";
        assert_eq!(all(&store, &wanted(&store, Sorting::Change, open)), expected(is_open, late_first));
        let due = Filter { due_until: Some(70), ..Filter::default() };
        let is_due = |row: &CaseRow| row.is_open && row.duty_due <= 70;
        let by_due = |row: &CaseRow| (row.duty_due, row.id as i64);
        assert_eq!(all(&store, &wanted(&store, Sorting::Due, due)), expected(is_due, by_due));
        let turn = all(&store, &wanted(&store, Sorting::Turn, Filter::default()));
        assert_eq!(turn, expected(|row| row.people[0].has_turn, |row| (row.due, row.id as i64)));
        let acted = all(&store, &wanted(&store, Sorting::Acted, Filter::default()));
        assert_eq!(acted, expected(|row| row.people[0].has_acted, late_first));
        let opened_first = |row: &CaseRow| (-(row.id as i64), 0);
        for (text, found) in [("大桥 招标", None), ("WATER", Some("water")), ("第1", None), ("2026-0012", None)] {
            let filter = Filter { text: text.to_owned(), ..Filter::default() };
            let fits = |row: &CaseRow| match (text, found) {
                (_, Some(unit)) => row.place.unit == unit,
                ("2026-0012", _) => row.id == 120,
                ("第1", _) => row.matter.contains('第') && row.text.contains("1号"),
                _ => true,
            };
            let asked = all(&store, &wanted(&store, Sorting::Opened, filter));
            if text == "第1" {
                assert!(asked.iter().all(|number| *number == 1), "a number is a word of its own: {asked:?}");
            } else {
                assert_eq!(asked, expected(fits, opened_first), "{text}");
            }
        }
    }
}

#[test]
fn a_row_is_replaced_who_acted_stays_and_what_is_stale_is_named() {
    for world in World::both() {
        let store = filled(&world);
        let lists = store.case_lists().unwrap();
        assert_eq!(lists.stale(1, 51, 100).unwrap(), vec![row(4).stream], "the day has come");
        assert_eq!(lists.stale(2, 40, 100).unwrap().len(), 48, "every open case under another roster");
        let mut changed = row(31);
        changed.changed = 700;
        changed.stamp = 2;
        changed.people.clear();
        store.write_cases(&Written::new(&store, &[changed], 0).unwrap()).unwrap();
        assert_eq!(lists.known(row(31).stream).unwrap().unwrap().changed, 700);
        let acted = all(&store, &wanted(&store, Sorting::Acted, Filter::default()));
        assert_eq!(acted.first(), Some(&31), "who acted once has acted: {acted:?}");
        let places = lists.places().unwrap();
        let (one, other) = (&places[0], &places[1]);
        lists.move_places(&[(other.id, one.scope)]).unwrap();
        let shared = Wanted {
            scopes: vec![(one.scope, ScopeSight::AllBut(Vec::new()))],
            ..wanted(&store, Sorting::Change, Filter::default())
        };
        let both = all(&store, &shared);
        let of = |unit: &str| both.iter().filter(|number| row(**number).place.unit == unit).count();
        assert!(of(&one.place.unit) > 10 && of(&other.place.unit) > 10, "{both:?}");
    }
}

#[test]
fn a_view_of_another_record_is_emptied() {
    let world = World::sqlite();
    let store = filled(&world);
    let rows = [row(61)];
    let mut corpus = crate::testing::Corpus::new(1);
    store.append(&corpus.open("case/1")).unwrap();
    let size = store.size().unwrap();
    store.write_cases(&Written::new(&store, &rows, size).unwrap()).unwrap();
    assert_eq!(store.case_lists().unwrap().seen().unwrap(), size);
    drop(store);
    let other = World::sqlite();
    other.open().append(&crate::testing::Corpus::new(2).open("case/2")).unwrap();
    std::fs::copy(world.path().join("lists.db"), other.path().join("lists.db")).unwrap();
    assert_eq!(other.open().case_lists().unwrap().seen().unwrap(), 0);
    assert_eq!(world.open().case_lists().unwrap().seen().unwrap(), size, "its own stays");
}

/// Each question, with the index that is walked for whoever oversees the scope, for rows and for the count.
#[test]
fn every_list_walks_an_index_that_has_its_order() {
    let world = World::sqlite();
    let store = filled(&world);
    let lists = store.case_lists().unwrap();
    let all = Filter::default;
    let cases = || Filter { kind: Some(StreamKind(1)), ..all() };
    let of_unit = || Filter { unit: "water".to_owned(), ..cases() };
    let late = || Filter { due_until: Some(90), ..all() };
    let questions = [
        (Sorting::Change, cases(), "case_rows_by_kind"),
        (Sorting::Change, all(), "case_rows_by_change"),
        (Sorting::Change, Filter { is_open: Some(true), ..cases() }, "case_rows_open_by_kind"),
        (Sorting::Change, of_unit(), "case_rows_by_unit"),
        (Sorting::Change, Filter { is_open: Some(true), ..of_unit() }, "case_rows_open_by_unit"),
        (Sorting::Change, Filter { step: "screen".to_owned(), ..cases() }, "case_rows_by_step"),
        (Sorting::Due, cases(), "case_rows_by_due"),
        (Sorting::Due, late(), "case_rows_by_due"),
        (Sorting::Change, late(), "case_rows_open_by_change"),
        (Sorting::Turn, all(), "case_people_turns"),
        (Sorting::Acted, all(), "case_people_acted"),
    ];
    for (order, filter, index) in questions {
        let wanted = wanted(&store, order, filter);
        for is_counted in [false, true] {
            let plans = lists.plans(&wanted, is_counted).unwrap();
            // The last source is what ties the reader to cases elsewhere: few, and sorted where the order is another's.
            let overseen = if plans.len() > 1 { &plans[..plans.len() - 1] } else { &plans[..] };
            for plan in overseen {
                assert!(plan.contains(&format!("INDEX {index} ")), "{order:?} {index}: {plan}");
                assert!(!plan.contains("TEMP B-TREE"), "{order:?} is sorted: {plan}");
                assert!(!is_counted || plan.contains("COVERING INDEX"), "{order:?} fetches rows to count: {plan}");
            }
        }
    }
}
