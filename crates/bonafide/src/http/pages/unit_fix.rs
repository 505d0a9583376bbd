//! `/unit/fix` (纠错整改): every correction of the unit, with owner, last day and how near it is; its burning down; a way to plan
//! one, to say what was done, and with that to ask for its closing.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::id::Day;
use bonafide_procedure::step::Step;

use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Card, Cell, Table};
use crate::http::hall::Hall;
use crate::http::mine::{self, Fix};
use crate::http::picture::burndown;
use crate::http::warm::Warm;
use crate::report::names::Names;
use crate::words::{Words, say};

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let mut page = Warm::new(hall, ask, words.say("web-unit-fix"));
    page.path = vec![("/unit".to_owned(), words.say("web-menu-unit"))];
    page.blocks.push(Block::Lead(words.say("web-fix-lead")));
    let (mut all, mut open, mut rows, mut plans) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let today = hall.desk.today();
    for gathered in mine::led(hall, person)? {
        let names = Names::of(words, Some(&gathered));
        let fixes = mine::fixes(hall, &gathered)?;
        for fix in &fixes {
            let (tag, key) = fix.stands(today);
            if fix.closed.is_none() {
                open.push(Card {
                    address: format!("/unit/{}/do/report_correction?f-number={}", gathered.number, fix.number),
                    title: fix.measure.clone(),
                    text: say!(
                        words,
                        "web-fix-who",
                        owner = names.person(&fix.owner),
                        due = fix.due.to_string(),
                        rung = rung(words, fix, today)
                    ),
                    tag: (tag, words.say(key)),
                });
            }
            rows.push(vec![
                Cell::to(format!("/cases/{}", gathered.number), gathered.number.as_str()),
                Cell::of(fix.measure.clone()),
                Cell::of(names.person(&fix.owner)),
                Cell::of(fix.planned_on.to_string()),
                Cell::of(fix.due.to_string()),
                Cell::tagged(tag, words.say(key)),
            ]);
        }
        let wants_plan = gathered.situation().next_steps().iter().any(|next| next.step == Step::Correct);
        if wants_plan {
            let next = fixes.iter().map(|fix| fix.number).max().unwrap_or(0) + 1;
            plans.push(Card {
                address: format!("/unit/{}/do/plan_correction?f-number={next}", gathered.number),
                title: say!(words, "web-fix-plan", number = gathered.number.as_str()),
                text: crate::report::dossier::matter(&gathered),
                tag: ("", String::new()),
            });
        }
        all.extend(fixes);
    }
    if all.is_empty() && plans.is_empty() {
        page.blocks.push(Block::Empty(words.say("web-fix-none")));
        return page.show(StatusCode::OK);
    }
    page.blocks.push(Block::Cards(open));
    page.blocks.push(ladder(words, &all, today));
    page.blocks.push(Block::Picture(burndown::drawn(words, &all, today), words.say("web-burndown-caption")));
    let head = ["web-number-case", "web-fix-measure", "web-fix-owner", "web-fix-planned", "web-due", "web-stands"];
    let head = head.map(|key| words.say(key)).to_vec();
    page.blocks.push(Block::Table(Table { caption: words.say("web-fix-all"), head, rows }));
    if !plans.is_empty() {
        page.blocks.push(Block::Head(words.say("web-fix-new")));
        page.blocks.push(Block::Cards(plans));
    }
    page.show(StatusCode::OK)
}

/// The rungs of the reminder ladder: the fewest days left, and the key of its word.
const RUNGS: [(i64, &str); 4] =
    [(8, "web-rung-calm"), (1, "web-rung-soon"), (0, "web-rung-today"), (i64::MIN, "web-rung-late")];

fn rung_of(fix: &Fix, today: Day) -> &'static str {
    let left = fix.due.0 - today.0;
    RUNGS.iter().find(|(least, _)| left >= *least).map_or("web-rung-late", |(_, key)| key)
}

/// On which rung a correction stands, with the days.
fn rung(words: &Words, fix: &Fix, today: Day) -> String {
    say!(words, rung_of(fix, today), days = (fix.due.0 - today.0).unsigned_abs())
}

/// How many open corrections stand on each rung.
fn ladder(words: &Words, all: &[Fix], today: Day) -> Block {
    let tags = ["calm", "open", "open", "no"];
    let rung = |((_, key), tag): (&(i64, &'static str), &'static str)| {
        let count = all.iter().filter(|fix| fix.closed.is_none() && rung_of(fix, today) == *key).count() as u64;
        (tag, say!(words, &format!("{key}-count"), count = count))
    };
    Block::Tags(RUNGS.iter().zip(tags).map(rung).collect())
}
