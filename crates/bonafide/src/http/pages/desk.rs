//! `/desk` (工作台): what waits for me, what I did, what reached me, what is late.

use axum::response::Response;
use bonafide_store::Wanted;

use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::hall::Hall;
use crate::http::lists::page::{Begun, Counter, List, answer, begin, number, of_desk};
use crate::http::lists::query::{COUNTED, Query};
use crate::http::lists::rows::Term;

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
        before: Vec::new(),
        behind: Vec::new(),
    };
    answer(hall, ask, (&reached, &tag), list)
}
