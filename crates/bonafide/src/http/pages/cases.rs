//! `/cases` (案件) and `/search` (检索): the cases the reader may see, a page at a time, each page found by the last row of the
//! one before.

use axum::response::Response;
use bonafide_store::Sorting;

use crate::gather::laws::Law;
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Table};
use crate::http::hall::Hall;
use crate::http::lists::page::{Begun, List, answer, begin};
use crate::http::lists::query::Query;
use crate::http::lists::rows::Term;
use crate::http::may::Sight;
use crate::words::{Language, Words, harmless};

/// Articles that a search shows.
const ARTICLES: usize = 10;

/// Characters shown around a word of an article.
const AROUND: usize = 24;

/// The list.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let (reached, tag) = match begin(hall, ask, person)? {
        Begun::Unchanged(answer) => return Ok(answer),
        Begun::Fresh(reached, tag) => (reached, tag),
    };
    let query = Query::of(ask);
    let known = &reached.known;
    let mut wanted = known.audiences.wanted(person, |sight| sight > Sight::Nothing, query.order());
    wanted.filter = query.filter(known.today());
    let is_filings = query.kind == "filings";
    let other = if is_filings { ("/cases", "web-cases-cases") } else { ("/cases?kind=filings", "web-cases-filings") };
    let list = List {
        title: words.say("web-menu-cases"),
        caption: words.say("web-cases-caption"),
        action: "/cases",
        counters: Vec::new(),
        term: if query.sort == "due" { Term::Duty } else { Term::Step },
        query: &query,
        wanted,
        empty: words.say("web-cases-none"),
        links: vec![(other.0.to_owned(), words.say(other.1))],
        before: Vec::new(),
        behind: Vec::new(),
    };
    answer(hall, ask, (&reached, &tag), list)
}

/// The search.
pub(in crate::http) fn search(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let (reached, tag) = match begin(hall, ask, person)? {
        Begun::Unchanged(answer) => return Ok(answer),
        Begun::Fresh(reached, tag) => (reached, tag),
    };
    let mut query = Query::of(ask);
    query.kind = "all".to_owned();
    let known = &reached.known;
    let mut wanted = known.audiences.wanted(person, |sight| sight > Sight::Nothing, Sorting::Opened);
    wanted.filter = query.filter(known.today());
    let (before, behind) = if query.text.is_empty() {
        (vec![Block::Lead(words.say("web-search-lead"))], Vec::new())
    } else {
        let rows: Vec<Vec<Cell>> =
            known.around.laws.all().flat_map(|law| articles(words, law, &query.text)).take(ARTICLES).collect();
        let head = ["web-title", "web-search-article"].map(|key| words.say(key)).to_vec();
        let table = Table { caption: words.say("web-search-rules"), head, rows };
        (Vec::new(), if table.rows.is_empty() { Vec::new() } else { vec![Block::Table(table)] })
    };
    let list = List {
        title: words.say("web-menu-search"),
        caption: words.say("web-cases-caption"),
        action: "/search",
        counters: Vec::new(),
        term: Term::Step,
        query: &query,
        wanted,
        empty: words.say("web-cases-none"),
        links: Vec::new(),
        before,
        behind,
    };
    answer(hall, ask, (&reached, &tag), list)
}

/// The articles of a regulation in which all words stand, each with the words around the first.
fn articles(words: &Words, law: &Law, text: &str) -> Vec<Vec<Cell>> {
    let own = law.in_force.regulation();
    let title = if words.language() == Language::Chinese { &own.title_zh } else { &own.title_en };
    let asked: Vec<&str> = text.split_whitespace().collect();
    let fits = |prose: &str| asked.iter().all(|word| prose.contains(word));
    let found = own.articles.iter().filter(|article| fits(&article.heading) || fits(&article.prose));
    found
        .map(|article| {
            let shown = around(&article.prose, asked.first().copied().unwrap_or_default());
            let shown = format!("{} {shown}", article.heading);
            vec![Cell::to(format!("/open/rules/{}", law.adoption.name), harmless(title)), Cell::of(harmless(&shown))]
        })
        .collect()
}

/// The words around a word.
fn around(prose: &str, word: &str) -> String {
    let at = prose.find(word).unwrap_or(0);
    let (before, behind) = prose.split_at_checked(at).unwrap_or(("", prose));
    let skipped = before.chars().count().saturating_sub(AROUND);
    let before: String = before.chars().skip(skipped).collect();
    let behind: String = behind.chars().take(AROUND * 2).collect();
    format!("{}{before}{behind}…", if skipped > 0 { "…" } else { "" }).replace('\n', " ")
}
