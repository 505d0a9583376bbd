//! What the stories do not reach: the refusals and reckonings of single steps, each on the bridge case of
//! `stories/exempted-bridge.md`, told up to the act before.

use crate::calendar::Calendar;
use crate::case::{Case, Entry, InForce, Situation};
use crate::id::CaseNo;
use crate::refusal::Refusal;
use crate::roster::{PastCases, Roster, text};
use crate::story::{self, Beat, BeatKind};

mod days;
mod inquiry;
mod recuse;
mod serve;
mod vote;

const STORY: &str = include_str!("../../../../stories/exempted-bridge.md");
const REGULATION: &str = include_str!("../../../../regulations/general.md");
const PEOPLE: &str = include_str!("../../../../examples/people-qinghe.md");

/// The town and the case of the story, as far as it was told.
struct Town {
    law: InForce,
    roster: Roster,
    calendar: Calendar,
    case: Case,
    entries: Vec<Entry>,
}

impl Town {
    /// The story up to the first time this act is carried out.
    fn before(act_name: &str) -> Self {
        let regulation = bonafide_rules::load(REGULATION).regulation.unwrap();
        let mut town = Self {
            law: InForce::of(&regulation).unwrap(),
            roster: text::load(PEOPLE, Roster::empty()).unwrap().0,
            calendar: Calendar::official(),
            case: Case::default(),
            entries: Vec::new(),
        };
        for beat in story::read(STORY).unwrap().beats {
            match &beat.kind {
                BeatKind::Act { act, refused_by: None, .. } if act == act_name => return town,
                BeatKind::Act { refused_by: None, .. } => town.tell(&beat).unwrap(),
                _ => {}
            }
        }
        panic!("the story has no act {act_name}");
    }

    /// Tells one beat, written as in a story.
    fn does(&mut self, beat: &str) -> Result<(), Refusal> {
        let told = story::read(&format!("```story\n{}\n```\n", beat.trim())).unwrap();
        told.beats.iter().try_for_each(|beat| self.tell(beat))
    }

    fn tell(&mut self, beat: &Beat) -> Result<(), Refusal> {
        let BeatKind::Act { actor, on, act, fields, .. } = &beat.kind else { panic!("no act: {beat:?}") };
        let command = story::command(actor, *on, act, fields, |_| None).unwrap_or_else(|error| panic!("{error:?}"));
        let (number, past) = (CaseNo::new("2026-0001").unwrap(), PastCases::none());
        let situation = Situation {
            case: &self.case,
            number: &number,
            law: &self.law,
            later: None,
            roster: &self.roster,
            past: &past,
            calendar: &self.calendar,
            filing: None,
            today: *on,
            without: None,
        };
        for entry in situation.decide(&command)? {
            self.case.apply(&entry);
            self.entries.push(entry);
        }
        Ok(())
    }

    /// `ok`, or the code of the rule that refuses the beat.
    fn answer(&mut self, beat: &str) -> &'static str {
        self.does(beat).map_or_else(|refusal| refusal.rule.code(), |()| "ok")
    }
}

/// The answer to a beat, told before that act of the story.
#[track_caller]
fn check(before: &str, beat: &str, expected: &str) {
    assert_eq!(Town::before(before).answer(beat), expected, "{beat}");
}

/// The last answer to several beats, the others carried out.
#[track_caller]
fn check_last(before: &str, beats: &[&str], expected: &str) {
    let mut town = Town::before(before);
    let (last, earlier) = beats.split_last().unwrap();
    for beat in earlier {
        assert_eq!(town.answer(beat), "ok", "{beat}");
    }
    assert_eq!(town.answer(last), expected, "{last}");
}
