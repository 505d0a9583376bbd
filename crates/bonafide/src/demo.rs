//! The demonstration (演示): three made-up counties, their regulations, and the stories of the procedure played as far as
//! they have come on the day of the demonstration. Everything is built in; nothing real is in it.
//!
//! Each story is played several times, a few weeks apart, so that its cases stand in different stages.

mod texts;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use bonafide_procedure::id::{CaseNo, Day, PersonId, UnitId};
use bonafide_procedure::story::{self, Beat, BeatKind, Story};

use texts::Play;

use crate::handle::people::{Import, import};
use crate::handle::rules::{Adopt, adopt};
use crate::handle::{Clock, Desk, HandleError, Request, Target, handle};
use crate::site::accounts::{AccountError, Accounts};
use crate::site::{Making, Place, SiteError};

/// The password of everybody in the demonstration, which says on every page that it is one.
pub(crate) const PASSWORD: &str = "bonafide-demo";

/// Who can sign in, with the key of what they do.
pub(crate) const PEOPLE: [(&str, &str); 12] = [
    ("p09", "head"),
    ("p10", "clerk"),
    ("p12", "investigator"),
    ("p16", "accuser"),
    ("p07", "subject"),
    ("p06", "unit"),
    ("p01", "decider"),
    ("p20", "superior"),
    ("w01", "reviewer"),
    ("r01", "neighbour"),
    ("k01", "neighbour-investigator"),
    ("t04", "neighbour-subject"),
];

/// The day of the demonstration.
const TODAY: &str = "2026-09-10";

thread_local! {
    /// While stories are played, each thread lives in its own day.
    static STORY_DAY: Cell<Option<Day>> = const { Cell::new(None) };
}

/// Why there is no demonstration.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DemoError {
    /// The site.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// A text of ours.
    #[error(transparent)]
    Handle(#[from] HandleError),
    /// The accounts.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// A text that was built in does not read.
    #[error("`{0}` does not read")]
    Text(String),
}

/// The site, ready to be shown.
pub(crate) struct Stage {
    pub(crate) desk: Desk,
    pub(crate) cases: usize,
}

/// Makes the demonstration in a folder, or opens the one that is there.
pub(crate) fn prepared(data: &Path) -> Result<Stage, DemoError> {
    let today = Day::parse(TODAY).ok_or_else(|| DemoError::Text(TODAY.to_owned()))?;
    let clock = Clock(Arc::new(move || STORY_DAY.with(Cell::get).unwrap_or(today)));
    let place = Place { data: data.to_owned(), database: None };
    let desk = place.open_at(Making::Allowed, clock)?;
    if desk.roster()?.persons().next().is_none() {
        set_up(&desk, data)?;
        play_all(&desk, today)?;
    }
    let cases = desk.numbers()?.len();
    Ok(Stage { desk, cases })
}

/// Roster, regulations, accounts.
fn set_up(desk: &Desk, data: &Path) -> Result<(), DemoError> {
    let bad = |what: &str| DemoError::Text(what.to_owned());
    let actor = PersonId::new("p09").map_err(|_| bad("p09"))?;
    let on = Day::parse("2026-01-01").ok_or_else(|| bad("2026-01-01"))?;
    for text in texts::rosters() {
        let command_id = desk.new_command_id()?;
        import(desk, &Import { command_id, actor: actor.clone(), on, text })?;
    }
    for (unit, text) in texts::REGULATIONS {
        let unit = unit.map(UnitId::new).transpose().map_err(|_| bad("unit"))?;
        let command_id = desk.new_command_id()?;
        adopt(desk, &Adopt { command_id, actor: actor.clone(), on, unit, text: text.to_owned(), superior: None })?;
    }
    let accounts = Accounts::in_folder(data.to_owned());
    for (person, _) in PEOPLE {
        accounts.put(&PersonId::new(person).map_err(|_| bad(person))?, PASSWORD)?;
    }
    Ok(())
}

/// Plays every story, several at once: the record takes what comes together in one go.
fn play_all(desk: &Desk, today: Day) -> Result<(), DemoError> {
    let mut plays = Vec::new();
    for play in texts::plays() {
        let read = story::read(&play.text).map_err(|error| DemoError::Text(error.to_string()))?;
        plays.push((read, play));
    }
    let next = std::sync::atomic::AtomicUsize::new(0);
    let worked = std::thread::scope(|scope| {
        let work = || -> Result<(), HandleError> {
            while let Some((story, told)) = plays.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                play(desk, story, told, today)?;
            }
            Ok(())
        };
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(work)).collect();
        threads.into_iter().try_for_each(|thread| thread.join().unwrap_or(Err(HandleError::Busy)))
    });
    Ok(worked?)
}

/// Plays a story up to the day. What the procedure refuses, in the story or because the weeks fell otherwise, ends nothing
/// but that act; the case goes on as far as it can.
fn play(desk: &Desk, story: &Story, told: &Play, today: Day) -> Result<(), HandleError> {
    let mut numbers: BTreeMap<String, CaseNo> = BTreeMap::new();
    for beat in &story.beats {
        let BeatKind::Act { on, .. } = &beat.kind else { continue };
        let on = on.plus(told.later);
        if on > today {
            break;
        }
        STORY_DAY.with(|day| day.set(Some(on)));
        let done = act(desk, beat, on, told, &numbers);
        STORY_DAY.with(|day| day.set(None));
        match done {
            Ok(Some(number)) => {
                numbers.insert(beat.case.clone(), number);
            }
            Ok(None) | Err(HandleError::Refused(_) | HandleError::UnknownCase(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn act(
    desk: &Desk,
    beat: &Beat,
    on: Day,
    told: &Play,
    numbers: &BTreeMap<String, CaseNo>,
) -> Result<Option<CaseNo>, HandleError> {
    let BeatKind::Act { actor, act, fields, refused_by: None, .. } = &beat.kind else { return Ok(None) };
    let fields: Vec<(String, String)> =
        fields.iter().map(|(key, text)| (key.clone(), moved(key, text, told))).collect();
    let number = |name: &str| numbers.get(name).map(ToString::to_string);
    let Ok(command) = story::command(actor, on, act, &fields, number) else { return Ok(None) };
    let known = numbers.get(&beat.case).cloned();
    let request = Request {
        command_id: desk.new_command_id()?,
        actor: command.actor,
        on,
        act: command.act,
        case: known.map_or(Target::New, Target::Case),
        expected_version: None,
        attachment: None,
    };
    handle(desk, &request).map(|receipt| Some(receipt.number))
}

/// Days in a field move with the story; a matter that is told again is told as another one.
fn moved(key: &str, text: &str, told: &Play) -> String {
    match Day::parse(text) {
        Some(day) => day.plus(told.later).to_string(),
        None if matches!(key, "反映事项" | "事项") => format!("{text}{}", told.mark),
        None => text.to_owned(),
    }
}
