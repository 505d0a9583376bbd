//! The view against the record: what lists show is what `may` says of every case, whoever reads and however it came in.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, Request, StatusCode};
use bonafide_procedure::case::state::RunningTerm;
use bonafide_procedure::id::PersonId;
use bonafide_procedure::step::Step;
use bonafide_store::testing::Directory;
use bonafide_store::{Listed, Sorting, Wanted};
use tower::ServiceExt;

use super::export::{Order, State};
use super::page::of_desk;
use super::query::Query;
use super::rows::Teller;
use super::{Follower, Reached};
use crate::demo::prepared;
use crate::gather::Gathered;
use crate::handle::people::{Import, import};
use crate::handle::{self, Desk, Target, handle};
use crate::http::hall::Hall;
use crate::http::may::{Sight, sight};
use crate::http::router::router;
use crate::words::{Language, Words};

struct Site {
    desk: Desk,
    folder: Directory,
}

fn site() -> Site {
    let folder = Directory::new().unwrap();
    let desk = prepared(&folder.path().join("site")).unwrap().desk;
    Site { desk, folder }
}

fn reached(desk: &Desk) -> Reached {
    settled(&Follower::default(), desk)
}

/// Waits however long the view takes: a slow machine is no fault.
fn settled(follower: &Follower, desk: &Desk) -> Reached {
    loop {
        let reached = follower.reached(desk).unwrap();
        if reached.behind == 0 {
            return reached;
        }
    }
}

/// Every page of a question, a few rows each.
fn all(desk: &Desk, wanted: &Wanted) -> Vec<Listed> {
    let lists = desk.store.case_lists().unwrap();
    let (mut all, mut after) = (Vec::<Listed>::new(), None);
    loop {
        let page = lists.find(&Wanted { after, count_max: 7, ..wanted.clone() }).unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.key);
        all.extend(page);
    }
    let count = lists.count(&Wanted { count_max: 10_000, ..wanted.clone() }).unwrap();
    assert_eq!(count as usize, all.len(), "what is counted is what is shown");
    all
}

fn numbers(rows: &[Listed]) -> BTreeSet<String> {
    let numbers: BTreeSet<String> = rows.iter().map(|row| row.number.clone()).collect();
    assert_eq!(numbers.len(), rows.len(), "no case twice");
    numbers
}

fn looked(desk: &Desk) -> Vec<Gathered> {
    desk.numbers().unwrap().iter().map(|number| desk.look(number).unwrap()).collect()
}

/// A case with what is asked of it again and again.
struct Facts {
    gathered: Gathered,
    actors: BTreeSet<PersonId>,
    turns: BTreeSet<PersonId>,
    is_late: bool,
}

fn facts(desk: &Desk, gathered: Gathered) -> Facts {
    let entries = desk.timeline(&gathered.number).unwrap();
    let next = gathered.situation().next_steps();
    let case = &gathered.case;
    let is_over = case.is_closed() || case.has_done(Step::Transfer) || case.filing_accepted.is_some();
    let late = |term: &RunningTerm| !term.step.is_right() && term.is_overdue(gathered.today);
    Facts {
        actors: entries.into_iter().map(|dated| dated.entry.actor).collect(),
        turns: next.into_iter().filter(|next| next.is_main).flat_map(|next| next.people).collect(),
        is_late: !is_over && case.terms.iter().any(late),
        gathered,
    }
}

#[test]
fn every_list_of_everybody_is_what_may_says_of_every_case() {
    let Site { desk, folder: _folder } = site();
    let Reached { known, .. } = reached(&desk);
    let cases: Vec<Facts> = looked(&desk).into_iter().map(|gathered| facts(&desk, gathered)).collect();
    let people: Vec<PersonId> = desk.roster().unwrap().persons().map(|person| person.id.clone()).collect();
    assert!(people.len() > 20 && cases.len() >= 40);
    let words = Words::new(Language::Chinese);
    let mut shown = 0;
    for person in &people {
        let sights: Vec<(Sight, &Facts)> = cases.iter().map(|facts| (sight(person, &facts.gathered), facts)).collect();
        let expected = |fits: &dyn Fn(Sight, &Facts) -> bool| -> BTreeSet<String> {
            let fit = sights.iter().filter(|(sight, facts)| fits(*sight, facts));
            fit.map(|(_, facts)| facts.gathered.number.to_string()).collect()
        };
        let wanted: [fn(Sight) -> bool; 4] = [
            |sight| sight > Sight::Nothing,
            |sight| sight == Sight::Outline,
            |sight| sight == Sight::Party,
            |sight| sight == Sight::Whole,
        ];
        for (order, wanted) in
            [Sorting::Change, Sorting::Opened].into_iter().flat_map(|order| wanted.map(|one| (order, one)))
        {
            let rows = all(&desk, &known.audiences.wanted(person, wanted, order));
            assert_eq!(numbers(&rows), expected(&|sight, _| wanted(sight)), "{person} {order:?}");
            assert!(rows.is_sorted_by_key(|row| std::cmp::Reverse(row.key)), "{person} {order:?}");
            shown += rows.len();
            let teller = Teller::new(&words, &known, &desk.calendar, person);
            for row in &rows {
                let (own, _) = sights.iter().find(|(_, facts)| facts.gathered.number.as_str() == row.number).unwrap();
                assert_eq!(
                    teller.sight(row) > Sight::Outline,
                    *own > Sight::Outline,
                    "{person} sees who in {}",
                    row.number
                );
            }
        }
        let list = |list: &str| {
            let query = Query { list: list.to_owned(), ..Query::default() };
            numbers(&all(&desk, &of_desk(&known, person, &query)))
        };
        let sees = |sight| sight > Sight::Nothing;
        assert_eq!(list("waiting"), expected(&|sight, one| sees(sight) && one.turns.contains(person)), "{person}");
        assert_eq!(list("done"), expected(&|sight, one| sees(sight) && one.actors.contains(person)), "{person}");
        assert_eq!(list("late"), expected(&|sight, one| sight == Sight::Whole && one.is_late), "{person}");
    }
    assert!(shown > 500, "{shown}");
}

/// Reports a matter and gives its number.
fn report(desk: &Desk, matter: &str) -> String {
    let fields = [
        ("当事人", "p07"),
        ("对象", "个人"),
        ("所在单位", "qh-sl"),
        ("反映事项", matter),
        ("行为日期", "2026-08-20"),
        ("来源", "审计移交"),
        ("反映人", "p16"),
    ];
    let fields: Vec<(String, String)> =
        fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let command =
        bonafide_procedure::story::command(&PersonId::new("p16").unwrap(), desk.today(), "report", &fields, |_| None)
            .unwrap();
    let request = handle::Request {
        command_id: desk.new_command_id().unwrap(),
        actor: command.actor,
        on: command.on,
        act: command.act,
        case: Target::New,
        expected_version: None,
        attachment: None,
    };
    handle(desk, &request).unwrap().number.to_string()
}

#[test]
fn what_was_just_done_is_in_the_next_list_and_a_new_colleague_sees_what_the_office_sees() {
    let Site { desk, folder: _folder } = site();
    let follower = Follower::default();
    let (clerk, newcomer) = (PersonId::new("p10").unwrap(), PersonId::new("m01").unwrap());
    let seen = |person: &PersonId| {
        let known = settled(&follower, &desk).known;
        numbers(&all(&desk, &known.audiences.wanted(person, |sight| sight > Sight::Nothing, Sorting::Change)))
    };
    let before = seen(&clerk);
    let number = report(&desk, "闸门检修延误");
    let after = seen(&clerk);
    assert!(after.contains(&number) && after.len() == before.len() + 1);
    assert!(!seen(&newcomer).contains(&number));
    let text = "## 任职\n\n| 人员 | 单位 | 机构 | 职务 | 席位 | 自 | 至 |\n|---|---|---|---|---|---|---|\n| m01 | qh-rc | 容错办 | 干部 | 成员 | 2026-09-01 | |\n".to_owned();
    let import_of = Import {
        command_id: desk.new_command_id().unwrap(),
        actor: PersonId::new("p09").unwrap(),
        on: desk.today(),
        text,
    };
    import(&desk, &import_of).unwrap();
    assert!(seen(&newcomer).contains(&number), "who joins the office sees its cases at once");
}

#[test]
fn a_view_made_anew_says_the_same_and_holds_no_words_in_clear() {
    let Site { desk, folder } = site();
    let person = PersonId::new("p09").unwrap();
    let rows = |desk: &Desk| {
        let known = reached(desk).known;
        let rows = all(desk, &known.audiences.wanted(&person, |sight| sight > Sight::Nothing, Sorting::Change));
        rows.into_iter().map(|row| (row.number, row.matter, row.stage, row.due, row.changed)).collect::<Vec<_>>()
    };
    let before = rows(&desk);
    assert!(before.len() > 10);
    drop(desk);
    let path = folder.path().join("site").join("lists.db");
    let bytes = std::fs::read(&path).unwrap();
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds(&before[0].0), "numbers stand in clear");
    assert!(before.iter().all(|(_, matter, ..)| !holds(matter)), "what a matter says is sealed");
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    assert_eq!(rows(&prepared(&folder.path().join("site")).unwrap().desk), before);
}

#[test]
fn words_of_the_matter_the_unit_and_the_number_find_a_case_and_only_for_who_may_see_it() {
    let Site { desk, folder: _folder } = site();
    let known = reached(&desk).known;
    let found = |person: &str, text: &str| {
        let mut wanted =
            known.audiences.wanted(&PersonId::new(person).unwrap(), |sight| sight > Sight::Nothing, Sorting::Opened);
        wanted.filter.text = text.to_owned();
        numbers(&all(&desk, &wanted))
    };
    let cases = looked(&desk);
    let clerk = PersonId::new("p10").unwrap();
    let one = cases.iter().find(|one| one.case.report.is_some() && sight(&clerk, one) == Sight::Whole).unwrap();
    let text = one.case.report.as_ref().unwrap().allegation.clone();
    let pair: String = text.chars().take(2).collect();
    let whole = found("p10", &text);
    assert!(whole.contains(one.number.as_str()), "{text}");
    assert!(found("p10", &pair).is_superset(&whole));
    assert!(found("p10", text.get(..text.chars().next().unwrap().len_utf8()).unwrap()).contains(one.number.as_str()));
    assert_eq!(found("p10", one.number.as_str()), BTreeSet::from([one.number.to_string()]));
    let unit = desk.roster().unwrap().unit(&one.case.report.as_ref().unwrap().unit).unwrap().name.clone();
    assert!(found("p10", &unit).contains(one.number.as_str()), "{unit}");
    assert!(found("p10", "……").is_empty() && found("p10", "没有这种事情吧").is_empty());
    let stranger = PersonId::new("k01").unwrap();
    assert_eq!(sight(&stranger, one), Sight::Nothing);
    assert!(!found("k01", &text).contains(one.number.as_str()));
}

/// A site as browsers see it, and somebody signed in.
fn browser(person: &str) -> (Arc<Hall>, String, Directory) {
    let folder = Directory::new().unwrap();
    let data = folder.path().join("site");
    let hall = Arc::new(Hall::new(prepared(&data).unwrap().desk, data, false));
    settled(&hall.lists, &hall.desk);
    let token = hall.sessions.begin(PersonId::new(person).unwrap()).unwrap();
    (hall, format!("bonafide={token}"), folder)
}

fn asked(hall: &Arc<Hall>, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let answer = router(Arc::clone(hall)).oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = axum::body::to_bytes(answer.into_body(), 8 << 20).await.unwrap();
        (status, headers, String::from_utf8(body.to_vec()).unwrap())
    })
}

fn get(hall: &Arc<Hall>, path: &str, cookie: &str, tag: &str) -> (StatusCode, HeaderMap, String) {
    asked(hall, Request::get(path).header(COOKIE, cookie).header(IF_NONE_MATCH, tag).body(Body::empty()).unwrap())
}

#[test]
fn a_list_nothing_happened_to_is_not_sent_again_and_what_changed_is_marked() {
    let (hall, cookie, _folder) = browser("p10");
    let (status, headers, page) = get(&hall, "/cases", &cookie, "");
    assert_eq!(status, StatusCode::OK);
    let live = page.split("hx-get=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    assert!(live.contains("since=") && page.contains("hx-headers"), "{live}");
    let tag = headers.get(ETAG).unwrap().to_str().unwrap();
    assert_eq!(get(&hall, &live, &cookie, tag).0, StatusCode::NOT_MODIFIED);
    assert_eq!(get(&hall, "/cases?state=open", &cookie, tag).0, StatusCode::OK, "another question");
    assert_eq!(get(&hall, "/cases", &cookie.replace("bonafide=", "bonafide=0"), tag).0, StatusCode::SEE_OTHER);
    let number = report(&hall.desk, "泵站先行开工");
    let (status, _, page) = get(&hall, &live, &cookie, tag);
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains(&number) && page.contains("<span class=\"tag calm\">新</span>"), "{page}");
}

#[test]
fn an_export_holds_the_rows_of_the_list_and_only_for_who_made_it() {
    let (hall, cookie, _folder) = browser("p10");
    let (_, _, page) = get(&hall, "/cases?state=open", &cookie, "");
    let token = page.split("name=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let form = |body: String| {
        Request::post("/exports")
            .header(COOKIE, &cookie)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap()
    };
    let (status, headers, csv) = asked(&hall, form(format!("token={token}&of=/cases&state=open")));
    assert_eq!(status, StatusCode::OK);
    assert!(headers.get(CONTENT_TYPE).unwrap().to_str().unwrap().starts_with("text/csv"));
    let shown: Vec<&str> =
        page.split("<a href=\"/cases/").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(!shown.is_empty() && shown.len() == csv.lines().count() - 1, "{csv}");
    assert!(shown.iter().all(|number| csv.contains(number)));
    // In the background, as a long one would be.
    let known = hall.lists.reached(&hall.desk).unwrap().known;
    let person = PersonId::new("p10").unwrap();
    let wanted = known.audiences.wanted(&person, |sight| sight > Sight::Nothing, Sorting::Change);
    let (store, calendar) = (hall.desk.store.clone(), Arc::clone(&hall.desk.calendar));
    let order = Order { store, known, calendar, person: person.clone(), language: Language::Chinese, wanted };
    let id = hall.exports.begin("e".repeat(32), order).unwrap().unwrap();
    while hall.exports.of(&id, &person).unwrap().state() == State::UnderWay {
        std::thread::yield_now();
    }
    let (status, _, whole) = get(&hall, &format!("/exports/{id}/file"), &cookie, "");
    assert_eq!(status, StatusCode::OK);
    assert!(whole.lines().count() > csv.lines().count());
    assert!(get(&hall, &format!("/exports/{id}"), &cookie, "").2.contains("保留一天"));
    let other = hall.sessions.begin(PersonId::new("p09").unwrap()).unwrap();
    assert_eq!(get(&hall, &format!("/exports/{id}/file"), &format!("bonafide={other}"), "").0, StatusCode::NOT_FOUND);
}

#[test]
fn a_search_shows_cases_and_articles_and_says_kindly_when_there_are_none() {
    let (hall, cookie, _folder) = browser("p10");
    let (_, _, page) = get(&hall, "/search?q=%E5%85%88%E8%A1%8C%E5%85%88%E8%AF%95", &cookie, "");
    assert!(page.contains("/open/rules/") && page.contains("先行先试"), "{page}");
    let (_, _, page) = get(&hall, "/search?q=%E9%BE%98%E9%BE%98", &cookie, "");
    assert!(page.contains("没有符合条件的案件"), "{page}");
}
