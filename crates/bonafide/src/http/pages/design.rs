//! `/design`: every component in every state, on one page, in the words and with the styles of the product.

use axum::response::Response;

use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Happened, Sheet, Table};
use crate::http::hall::Hall;
use crate::http::picture::{flow, looks, timeline};

/// The components.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let sample = || words.say("web-design-sample");
    let happened = || {
        let one = |day: &str, is_machine| Happened {
            day: day.to_owned(),
            what: words.say("web-design-what"),
            who: words.say("web-design-who"),
            detail: sample(),
            is_machine,
        };
        vec![one("2026-03-02", false), one("2026-03-02", true), one("2026-03-04", false)]
    };
    let tags = [
        ("yes", "web-true"),
        ("not", "web-false"),
        ("no", "web-desk-late"),
        ("open", "web-open"),
        ("calm", "web-flow-later"),
    ];
    let tags: Vec<(&'static str, String)> = tags.map(|(tag, key)| (tag, words.say(key))).to_vec();
    let row = |tag: &'static str, key: &str| {
        vec![Cell::of("2026-0001"), Cell::tagged(tag, words.say(key)), Cell::of(sample())]
    };
    let rows = vec![row("yes", "web-true"), row("not", "web-false"), row("open", "web-open")];
    let head = ["web-number-case", "web-stands", "web-matter"].map(|key| words.say(key)).to_vec();
    let names = ["degree", "motive", "conditions", "procedure", "policy", "consequence"];
    let counted = names.map(|name| looks::Counted {
        name: words.say(&format!("web-look-{name}")),
        found: 2,
        refuted: 1,
        open: u64::from(name == "policy"),
    });
    let links = vec![("#main".to_owned(), words.say("web-next")), ("#main".to_owned(), words.say("web-cancel"))];
    Sheet::new(hall, ask, words.say("web-menu-design"))
        .with(Block::Lead(words.say("web-design-lead")))
        .with(Block::Head(words.say("web-design-status")))
        .with(Block::Status("", sample()))
        .with(Block::Status("late", sample()))
        .with(Block::Status("done", sample()))
        .with(Block::Tags(tags))
        .with(Block::Head(words.say("web-design-words")))
        .with(Block::Text(sample()))
        .with(Block::Law(sample()))
        .with(Block::Lines(vec![(words.say("web-subject"), sample()), (words.say("web-matter"), sample())]))
        .with(Block::Buttons(links))
        .with(Block::Empty(words.say("web-cases-none")))
        .with(Block::Head(words.say("web-design-tables")))
        .with(Block::Table(Table { caption: words.say("web-menu-cases"), head, rows }))
        .with(Block::Times(happened()))
        .with(Block::Head(words.say("web-design-pictures")))
        .with(Block::Picture(flow::boxes(words), words.say("web-flow-label")))
        .with(Block::Picture(looks::strip(words, &counted), words.say("web-looks-caption")))
        .with(Block::Picture(timeline::drawn(words, &happened()), words.say("web-timeline-picture")))
        .answer()
}
