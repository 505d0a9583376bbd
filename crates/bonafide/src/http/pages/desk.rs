//! `/desk` (工作台): what waits for me, what I did, what reached me, what is late.

use axum::response::Response;
use bonafide_procedure::step::Step;
use bonafide_store::{Filter, Sorting, Wanted};

use crate::handle::CASE;
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::Block;
use crate::http::hall::Hall;
use crate::http::lists::Reached;
use crate::http::lists::page::{Begun, Counter, List, answer, begin, number, of_desk};
use crate::http::lists::query::{COUNTED, Query};
use crate::http::lists::rows::Term;
use crate::http::may::Sight;
use crate::words::say;

/// The four lists, with what is said when one is empty.
const LISTS: [(&str, &str); 4] = [
    ("waiting", "web-desk-nothing"),
    ("done", "web-desk-none-done"),
    ("to-read", "web-desk-none-to-read"),
    ("late", "web-desk-none-late"),
];

/// The desk of whoever is signed in.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let (reached, tag) = match begin(hall, ask, person)? {
        Begun::Unchanged(answer) => return Ok(answer),
        Begun::Fresh(reached, tag) => (reached, tag),
    };
    let mut query = Query::of(ask);
    let known = &reached.known;
    let (here, empty) = LISTS.into_iter().find(|(list, _)| *list == query.list).unwrap_or(("waiting", LISTS[0].1));
    query.list = here.to_owned();
    let mut counters = Vec::new();
    for (list, _) in LISTS {
        let whole = Query { list: list.to_owned(), ..Query::default() };
        let wanted = Wanted { count_max: COUNTED, ..of_desk(known, person, &whole) };
        counters.push(Counter {
            address: whole.address("/desk", &[]),
            count: number(words, hall.lists.count(&hall.desk, &reached, wanted)?),
            text: words.say(&format!("web-desk-{list}")),
            is_here: list == here,
        });
    }
    let before = unscreened(hall, &reached, ask)?;
    let list = List {
        title: words.say("web-menu-desk"),
        caption: words.say(&format!("web-desk-{here}")),
        action: "/desk",
        counters,
        term: if here == "late" { Term::Duty } else { Term::Step },
        wanted: of_desk(known, person, &query),
        query: &query,
        empty: words.say(empty),
        links: Vec::new(),
        before,
        behind: Vec::new(),
    };
    answer(hall, ask, (&reached, &tag), list)
}

/// How many matters nobody has screened, for those who screen: none may slip through.
fn unscreened(hall: &Hall, reached: &Reached, ask: &Ask) -> Result<Vec<Block>, Trouble> {
    let (words, person) = (ask.words(hall), ask.viewer.person().ok_or(Trouble::SignIn)?);
    // While the view is behind, none may be said to be screened that nobody has counted yet.
    if reached.behind > 0 || !hall.lists.roles(&hall.desk, person).screens {
        return Ok(Vec::new());
    }
    let step = Step::Screen.id().to_owned();
    let filter = Filter { kind: Some(CASE), is_open: Some(true), step, ..Filter::default() };
    let wanted = reached.known.audiences.wanted(person, |sight| sight == Sight::Whole, Sorting::Change);
    let wanted = Wanted { filter, count_max: COUNTED, ..wanted };
    let count = hall.lists.count(&hall.desk, reached, wanted.clone())?;
    let (tag, key) = if count == 0 { ("done", "work-unscreened-none") } else { ("", "work-unscreened-some") };
    let said = say!(words, "work-unscreened", count = number(words, count));
    let mut blocks = vec![Block::Status(tag, format!("{said}　{}", words.say(key)))];
    let first = hall.desk.store.case_lists()?.find(&Wanted { count_max: 1, ..wanted })?;
    let way = first.first().map(|row| (format!("/desk/{}/screen", row.number), words.say("work-screen")));
    blocks.extend(way.map(|way| Block::Buttons(vec![way])));
    Ok(blocks)
}
