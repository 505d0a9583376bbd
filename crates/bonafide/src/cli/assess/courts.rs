//! The versions of an instrument at work on one case (从旧兼从轻): the one in force on the day of the act, and the one in
//! force on the day of the decision, which goes before it where it is the lighter one.

use bonafide_rules::assess::{Answer, Assessor, Status};
use bonafide_rules::case::{Case, CaseError, CaseReader, Line};
use bonafide_rules::regulation::Regulation;

use crate::cli::cases;
use crate::cli::versions::Version;
use crate::report::answer_json::AnswerJson;
use crate::words::{Words, say};

/// One version at work.
pub(super) struct Court<'e> {
    pub(super) version: &'e Version,
    pub(super) assessor: Assessor<'e>,
    pub(super) json: AnswerJson<'e>,
    reader: CaseReader<'e>,
    pub(super) case: Case,
}

impl<'e> Court<'e> {
    fn new(version: &'e Version) -> Self {
        let regulation = version.regulation();
        Self {
            version,
            assessor: version.engine().assessor(),
            json: AnswerJson::new(regulation),
            reader: CaseReader::new(regulation),
            case: Case::default(),
        }
    }

    pub(super) fn regulation(&self) -> &'e Regulation {
        self.version.regulation()
    }

    /// Reads a line.
    pub(super) fn read(&mut self, line: &[u8]) -> Result<Line, CaseError> {
        self.reader.read_line(line, &mut self.case)
    }
}

/// All versions: the one asked for, and the others there are.
pub(super) struct Courts<'e> {
    pub(super) asked: Court<'e>,
    others: Vec<Court<'e>>,
}

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Asked,
    Other(usize),
}

/// The answer of one of them.
pub(super) struct Judged {
    place: Place,
    pub(super) answer: Answer,
}

/// What the versions that have a say say of one case.
pub(super) struct Ruling {
    /// The version of the day of the act, when it is another than the next.
    act: Option<Judged>,
    /// The version of the day of the decision.
    decision: Judged,
    /// Whether the first is the one that counts.
    pub(super) is_act_chosen: bool,
}

impl Ruling {
    /// The answer that counts.
    pub(super) fn chosen(&self) -> &Judged {
        self.act.as_ref().filter(|_| self.is_act_chosen).unwrap_or(&self.decision)
    }

    /// The other one, if there is one.
    pub(super) fn other(&self) -> Option<&Judged> {
        if self.is_act_chosen { Some(&self.decision) } else { self.act.as_ref() }
    }

    /// Both, that of the day of the act first, each with whether it counts; none when one version alone has a say.
    pub(super) fn both(&self) -> Option<[(&Judged, bool); 2]> {
        let act = self.act.as_ref()?;
        Some([(act, self.is_act_chosen), (&self.decision, !self.is_act_chosen)])
    }
}

impl<'e> Courts<'e> {
    pub(super) fn new(asked: &'e Version, others: &'e [Version]) -> Self {
        Self { asked: Court::new(asked), others: others.iter().map(Court::new).collect() }
    }

    /// The version that gave an answer.
    pub(super) fn of(&self, judged: &Judged) -> &Court<'e> {
        self.at(judged.place)
    }

    /// The same, to go on asking it.
    pub(super) fn of_mut(&mut self, judged: &Judged) -> &mut Court<'e> {
        match judged.place {
            Place::Other(at) => self.others.get_mut(at).unwrap_or(&mut self.asked),
            Place::Asked => &mut self.asked,
        }
    }

    fn at(&self, place: Place) -> &Court<'e> {
        match place {
            Place::Other(at) => self.others.get(at).unwrap_or(&self.asked),
            Place::Asked => &self.asked,
        }
    }

    /// Judges the case that the version asked for has read from `line`.
    pub(super) fn rule(&mut self, words: &Words, line: &[u8], notes: &mut Vec<String>) -> Ruling {
        let decision = self.decision(words, line, notes);
        let act = self.act(words, (line, decision.place), notes);
        let is_lenient = self.of(&decision).regulation().lenient_version;
        let is_act_chosen = act.as_ref().is_some_and(|act| !is_lenient || !prevails(&decision.answer, &act.answer));
        Ruling { act, decision, is_act_chosen }
    }

    /// Under the version of the day of the decision: the one asked for, when the case names no day.
    fn decision(&mut self, words: &Words, line: &[u8], notes: &mut Vec<String>) -> Judged {
        let Case { act_date, decided_on, .. } = self.asked.case;
        let place = match decided_on {
            None => None,
            Some(day) if act_date.is_some_and(|act| day < act) => {
                notes.push(words.say("assess-note-decided-before-act"));
                None
            }
            Some(day) => {
                let place = self.in_force(day);
                if place.is_none() {
                    notes.push(words.say("assess-note-none-decided"));
                }
                place
            }
        };
        let other = place.filter(|place| *place != Place::Asked);
        let judged = other.and_then(|place| match self.judge(place, line) {
            Ok(judged) => Some(judged),
            Err(error) => {
                notes.push(self.unread(words, (place, "decision"), &error));
                None
            }
        });
        judged.unwrap_or_else(|| Judged {
            place: Place::Asked,
            answer: self.asked.assessor.assess(&self.asked.case.standings),
        })
    }

    /// Under the version of the day of an act from before that of the decision was in force.
    fn act(&mut self, words: &Words, (line, decision): (&[u8], Place), notes: &mut Vec<String>) -> Option<Judged> {
        let day = self.asked.case.act_date?;
        let in_force = self.at(decision).regulation().in_force;
        if in_force.contains(day) {
            return None;
        }
        if in_force.from.is_none_or(|from| from <= day) {
            notes.push(words.say("assess-note-after-force"));
            return None;
        }
        let Some(place) = self.in_force(day) else {
            notes.push(words.say("assess-note-no-older"));
            return None;
        };
        match self.judge(place, line) {
            Ok(judged) => Some(judged),
            Err(error) => {
                notes.push(self.unread(words, (place, "act"), &error));
                None
            }
        }
    }

    /// The version in force on a day: the one asked for, or else the one that came last.
    fn in_force(&self, day: i64) -> Option<Place> {
        let holds = |court: &Court<'_>| court.regulation().in_force.contains(day);
        if holds(&self.asked) {
            return Some(Place::Asked);
        }
        let others = self.others.iter().enumerate().filter(|(_, court)| holds(court));
        let last = others.rev().max_by_key(|(_, court)| court.regulation().in_force.from);
        last.map(|(at, _)| Place::Other(at))
    }

    fn judge(&mut self, place: Place, line: &[u8]) -> Result<Judged, CaseError> {
        let court = match place {
            Place::Other(at) => self.others.get_mut(at),
            Place::Asked => None,
        };
        let court = match court {
            Some(court) => {
                court.read(line)?;
                court
            }
            None => &mut self.asked,
        };
        Ok(Judged { place, answer: court.assessor.assess(&court.case.standings) })
    }

    fn unread(&self, words: &Words, (place, day): (Place, &'static str), error: &CaseError) -> String {
        let reason = cases::fault(words, error);
        let version = self.at(place).regulation().version.as_str();
        say!(words, "assess-note-version-unread", day = day, version = version, reason = reason)
    }
}

/// Whether the version of the decision prevails over the one of the day of the act (从旧兼从轻): only if it is more lenient.
///
/// Where an open answer could still turn out the lighter one, the open one is kept: the case is not ripe.
fn prevails(current: &Answer, older: &Answer) -> bool {
    match (current.outcome, older.outcome) {
        (Some(current), Some(older)) => current < older,
        (Some(current), None) => {
            let lightest = older.possible.lightest();
            older.status == Status::Undetermined
                && !older.conflict_possible
                && lightest.is_some_and(|lightest| current <= lightest)
        }
        (None, Some(older)) => {
            let lightest = current.possible.lightest();
            current.status == Status::Conflict
                || current.conflict_possible
                || lightest.is_none_or(|lightest| lightest < older)
        }
        (None, None) => false,
    }
}
