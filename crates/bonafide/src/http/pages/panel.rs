//! `/panel` (议程): what waits for the panel, by term, with who may sit and who stands aside.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::id::{CaseNo, PersonId};
use bonafide_procedure::procedure::Party;
use bonafide_procedure::roster::Part;
use bonafide_procedure::step::Step;
use bonafide_store::{Filter, Sorting};

use super::desk_assign::why;
use crate::gather::Gathered;
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Card, Cell, Table};
use crate::http::hall::Hall;
use crate::http::lists::rows::Teller;
use crate::http::may::Sight;
use crate::http::warm::Warm;
use crate::http::work;
use crate::report::dossier;
use crate::report::names::Names;
use crate::words::{Words, say};

/// Who sits: the organ, those who may vote, and those who may not, with the reason.
pub(super) struct Seats {
    pub(super) organ: String,
    pub(super) free: Vec<PersonId>,
    pub(super) aside: Vec<(PersonId, String)>,
}

impl Seats {
    /// How many make a quorum: more than half of those who may vote.
    pub(super) fn quorum(&self) -> u64 {
        self.free.len() as u64 / 2 + 1
    }
}

/// The seats of the organ that decides a case.
pub(super) fn seats(words: &Words, gathered: &Gathered) -> Seats {
    let steps = gathered.law.procedure.steps.iter().filter(|provided| provided.step == Step::Decide);
    let mut organs = steps.flat_map(|provided| &provided.by).filter_map(|party| match party {
        Party::Organ(name) => Some(name.clone()),
        _ => None,
    });
    let unit = gathered.case.report.as_ref().map(|report| &report.unit);
    let organ = organs.next().unwrap_or_default();
    let members = unit.map(|unit| gathered.roster.members_for(&organ, unit, gathered.today)).unwrap_or_default();
    let (mut free, mut aside) = (Vec::new(), Vec::new());
    let situation = gathered.situation();
    let matter = situation.matter(Part::Decide);
    for member in members {
        let bars = situation.impartiality().barred(&member, &matter, gathered.today);
        if gathered.case.aside.contains(&member) {
            aside.push((member, words.say("cause-decided")));
        } else if let Some(bar) = bars.first() {
            aside.push((member, why(words, bar)));
        } else {
            free.push(member);
        }
    }
    Seats { organ, free, aside }
}

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let mut page = Warm::new(hall, ask, words.say("work-panel"));
    let mut found = work::rows(hall, ask, |known, person| {
        let wanted = known.audiences.wanted(person, |sight| sight == Sight::Whole, Sorting::Change);
        let step = Step::Decide.id().to_owned();
        (wanted, Filter { is_open: Some(true), step, ..Filter::default() })
    })?;
    let mut teller = Teller::new(words, &found.reached.known, &hall.desk.calendar, person);
    found.rows.sort_by_key(|row| (row.due, row.key));
    let (mut cards, mut rows) = (Vec::new(), Vec::new());
    for row in &found.rows {
        let Ok(number) = CaseNo::new(&row.number) else { continue };
        let gathered = hall.desk.look(&number)?;
        let names = Names::of(words, Some(&gathered));
        let seats = seats(words, &gathered);
        let left = teller.left(row.due);
        let is_mine = seats.free.contains(person);
        let next = gathered.situation().main_step();
        cards.push(Card {
            address: format!("/panel/{number}"),
            title: format!("{number} {}", dossier::matter(&gathered)),
            text: next.map(|next| dossier::next_sentence(&names, &gathered, &next)).unwrap_or_default(),
            tag: if is_mine { ("open", words.say("web-me-your-turn")) } else { ("calm", words.say("work-panel-read")) },
        });
        let aside = seats.aside.iter().map(|(person, why)| format!("{}（{why}）", names.person(person)));
        rows.push(vec![
            Cell::to(format!("/panel/{number}"), number.as_str()),
            Cell::of(dossier::matter(&gathered)),
            Cell::day(Teller::day(row.due)),
            if left.is_empty() { Cell::default() } else { Cell::tagged("open", left) },
            Cell::of(say!(words, "work-quorum", least = seats.quorum(), all = seats.free.len() as u64)),
            Cell::of(names.listed(aside)),
        ]);
    }
    if cards.is_empty() {
        page.blocks.push(Block::Empty(words.say("work-panel-none")));
        return page.show(StatusCode::OK);
    }
    page.blocks.push(Block::Lead(say!(words, "work-panel-lead", count = cards.len() as u64)));
    page.blocks.push(Block::Cards(cards));
    let head = ["web-number-case", "web-matter", "web-due", "web-left", "work-quorum-head", "work-aside"];
    let head = head.map(|key| words.say(key)).to_vec();
    page.blocks.push(Block::Table(Table { caption: words.say("work-panel-table"), head, rows }));
    page.blocks.extend(found.more.map(|more| Block::Buttons(vec![(more, words.say("web-cases-more"))])));
    page.show(StatusCode::OK)
}
