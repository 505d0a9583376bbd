//! `/unit/learn` (经验教训): lessons told without names, and the trainings of one's unit.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::Event;
use bonafide_procedure::step::Step;

use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Table};
use crate::http::hall::Hall;
use crate::http::warm::Warm;
use crate::report::names::Names;
use crate::words::{harmless, say};

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let roster = hall.desk.roster()?;
    let names = Names::with_roster(words, &roster);
    let units = roster.units_of(person, hall.desk.today());
    let mut page = Warm::new(hall, ask, words.say("web-unit-learn"));
    page.path = vec![("/unit".to_owned(), words.say("web-menu-unit"))];
    page.blocks.push(Block::Lead(words.say("web-learn-lead")));
    let (mut lessons, mut rows) = (Vec::new(), Vec::new());
    for number in hall.desk.numbers()? {
        let gathered = hall.desk.look(&number)?;
        let is_here = gathered.case.has_done(Step::Learn) || gathered.case.has_done(Step::Train);
        if !is_here {
            continue;
        }
        for dated in hall.desk.timeline(&number)? {
            match &dated.entry.event {
                // A lesson is written to be read by others, with the person's consent and without a name.
                Event::Learnt(lesson) => lessons.push((dated.entry.on, lesson.clone())),
                Event::Trained(training) if units.contains(&training.unit) => {
                    let was_there = training.attended.contains(person);
                    let (tag, key) = if was_there { ("yes", "web-learn-there") } else { ("open", "web-learn-not") };
                    rows.push(vec![
                        Cell::of(dated.entry.on.to_string()),
                        Cell::of(harmless(&training.topic)),
                        Cell::of(names.unit(&training.unit)),
                        Cell::of(training.attended.len().to_string()),
                        Cell::tagged(tag, words.say(key)),
                    ]);
                }
                _ => {}
            }
        }
    }
    if lessons.is_empty() {
        page.blocks.push(Block::Empty(words.say("web-learn-none")));
    }
    lessons.sort_by_key(|(on, _)| std::cmp::Reverse(on.0));
    for (on, lesson) in &lessons {
        page.blocks.push(Block::Head(harmless(&lesson.title)));
        page.blocks.push(Block::Text(harmless(&lesson.summary)));
        page.blocks.push(Block::Quote(say!(words, "web-learn-causes", day = on.to_string()), harmless(&lesson.causes)));
    }
    if !rows.is_empty() {
        let head = ["web-day", "web-learn-topic", "web-unit", "web-learn-count", "web-learn-me"];
        let head = head.map(|key| words.say(key)).to_vec();
        page.blocks.push(Block::Table(Table { caption: words.say("web-learn-trainings"), head, rows }));
    }
    page.show(StatusCode::OK)
}
