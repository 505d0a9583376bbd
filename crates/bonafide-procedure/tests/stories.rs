//! Every story of `stories/` runs through the procedure alone: no store, no words. The same files run on both databases
//! in the tests of the binary.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]
#![expect(clippy::disallowed_methods, reason = "a test reads the stories and the regulations they run under")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use bonafide_procedure::calendar::Calendar;
use bonafide_procedure::case::act::Act;
use bonafide_procedure::case::situation::named_filing;
use bonafide_procedure::case::{Case, Entry, InForce, Situation};
use bonafide_procedure::id::CaseNo;
use bonafide_procedure::roster::{PastCases, Roster, text};
use bonafide_procedure::story::{self, Beat, BeatKind, Story, expect};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// One case of a story.
struct File {
    number: CaseNo,
    entries: Vec<Entry>,
    case: Case,
}

struct World {
    law: InForce,
    roster: Roster,
    calendar: Calendar,
    files: BTreeMap<String, File>,
}

impl World {
    fn of(story: &Story) -> Result<Self, String> {
        let id = story.head("制度").ok_or("the story names no regulation")?;
        let text =
            std::fs::read_to_string(root().join(format!("regulations/{id}.md"))).map_err(|error| error.to_string())?;
        let checked = bonafide_rules::load(&text);
        let regulation = checked.regulation.ok_or("the regulation is wrong")?;
        let law = InForce::of(&regulation).map_err(|gaps| format!("the regulation leaves gaps: {gaps:?}"))?;
        let people = story.head("人员").unwrap_or("people-qinghe.md");
        let people =
            std::fs::read_to_string(root().join("examples").join(people)).map_err(|error| error.to_string())?;
        let (roster, _) = text::load(&people, Roster::empty()).map_err(|errors| format!("{errors:?}"))?;
        Ok(Self { law, roster, calendar: Calendar::official(), files: BTreeMap::new() })
    }

    fn run(&mut self, beat: &Beat) -> Result<(), String> {
        match &beat.kind {
            BeatKind::Expect { lines } => self.expect(&beat.case, lines),
            BeatKind::Act { actor, on, act, fields, refused_by } => {
                let number = |name: &str| self.files.get(name).map(|file| file.number.to_string());
                let command = story::command(actor, *on, act, fields, number).map_err(|error| format!("{error:?}"))?;
                let opens = matches!(command.act, Act::Report(_) | Act::Prefile(_) | Act::Remind(_) | Act::Train(_));
                let fresh = CaseNo::new(&format!("{}-{:04}", &on.to_string()[..4], self.files.len() + 1));
                let fresh = fresh.map_err(|error| error.to_string())?;
                let empty = File { number: fresh, entries: Vec::new(), case: Case::default() };
                let file = self.files.get(&beat.case).unwrap_or(&empty);
                let filing = named_filing(&command.act, &file.case)
                    .and_then(|number| self.files.values().find(|file| file.number == number).map(|file| &file.case));
                let past = PastCases::none();
                let situation = Situation {
                    case: &file.case,
                    number: &file.number,
                    law: &self.law,
                    later: None,
                    roster: &self.roster,
                    past: &past,
                    calendar: &self.calendar,
                    filing,
                    today: *on,
                };
                let decided = situation.decide(&command);
                match (decided, refused_by) {
                    (Err(refusal), Some(wanted)) if refusal.rule.code() == wanted => Ok(()),
                    (Err(refusal), _) => Err(format!("{refusal}")),
                    (Ok(_), Some(wanted)) => Err(format!("should be refused by `{wanted}`")),
                    (Ok(entries), None) => {
                        let name = beat.case.clone();
                        if !self.files.contains_key(&name) {
                            assert!(opens, "only a report or a filing opens a case");
                            self.files.insert(name.clone(), empty);
                        }
                        let file = self.files.get_mut(&name).ok_or("no such case")?;
                        for entry in entries {
                            // What is written is what is read.
                            assert_eq!(Entry::from_wire(&entry.to_wire()).as_ref(), Ok(&entry));
                            file.case.apply(&entry);
                            file.entries.push(entry);
                        }
                        Ok(())
                    }
                }
            }
        }
    }

    fn expect(&self, name: &str, lines: &[(String, String)]) -> Result<(), String> {
        let file = self.files.get(name).ok_or("no such case")?;
        expect::check(&file.case, &file.entries, lines).map_err(|unmet| unmet.to_string())
    }
}

#[test]
fn every_story_runs() {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(root().join("stories")).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|path| {
        path.extension().is_some_and(|ending| ending == "md") && path.file_stem().is_some_and(|stem| stem != "README")
    });
    files.sort();
    let only = std::env::var("STORY").unwrap_or_default();
    let mut wrong = String::new();
    for path in files.iter().filter(|path| path.to_string_lossy().contains(&only)) {
        let text = std::fs::read_to_string(path).unwrap();
        let told = story::read(&text).map_err(|error| error.to_string()).and_then(|story| {
            let mut world = World::of(&story)?;
            for beat in &story.beats {
                world.run(beat).map_err(|problem| format!("line {}: {problem}", beat.line))?;
            }
            Ok(())
        });
        if let Err(problem) = told {
            let _ = writeln!(wrong, "{}: {problem}", path.file_name().unwrap().to_string_lossy());
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(!files.is_empty());
}
