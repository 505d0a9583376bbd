//! The judge: reads the log of one case, event by event, and says which invariant of the checklist a step broke.
//!
//! Written apart from the guards: it sees events, the day at the desk and nothing else, keeps its own account of who did
//! what, reckons the defence term itself and knows the four facts of `world.md` by heart. It asks no code of the procedure.

use std::collections::{BTreeMap, BTreeSet};

use bonafide_rules::outcome::Outcome;

use crate::case::act::{Choice, Decide, Finding, Screening, SubjectKind, Vote, YesNo};
use crate::case::{Entry, Event};
use crate::id::{Day, PersonId};

/// The invariants, as the checklist numbers them.
pub(super) const INVARIANTS: [&str; 10] = [
    "INV-01 nothing leads to a decision or a sanction but the screening",
    "INV-02 accuse, investigate, propose, decide, review: five people's work; nobody tied or recused acts",
    "INV-03 a named person decides, by votes, and departs from the rules only with a reason",
    "INV-04 the defence is offered and answered, waived or over before anybody decides",
    "INV-05 the rules of the day of the act decide",
    "INV-06 not judged by the log: another person in the same place gets the same (identity.rs)",
    "INV-07 a proved red line never improves",
    "INV-08 what is not examined stays unknown: nothing is signed",
    "INV-09 nothing gets worse by defence, review or appeal; the remedy is on the paper",
    "INV-10 what was exempted is not held against the person",
];

/// What the judge forbids one person to do two of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Duty {
    Accuse,
    Investigate,
    Propose,
    Decide,
    Review,
}

/// The judge's own account of one case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Judge {
    subject: Option<PersonId>,
    /// As last found, with the evidence it rests on.
    facts: BTreeMap<String, (String, BTreeSet<String>)>,
    excluded: BTreeSet<String>,
    /// Evidence taken in since the determination.
    fresh: BTreeSet<String>,
    screened: Option<Screening>,
    duties: BTreeMap<PersonId, BTreeSet<Duty>>,
    aside: BTreeSet<PersonId>,
    determined: Option<Outcome>,
    /// When the determination reached the person.
    offered: Option<Day>,
    answered: bool,
    decided: Option<Outcome>,
    sanctioned: bool,
    /// The regulation that the rules last spoke from.
    spoke: Option<String>,
    /// Numbers of the invariants broken so far.
    broken: BTreeSet<usize>,
}

impl Judge {
    /// Whether an invariant was broken.
    pub(super) fn is_broken(&self, invariant: usize) -> bool {
        self.broken.contains(&invariant)
    }

    /// Reads one entry, on the day at the desk.
    pub(super) fn read(&mut self, entry: &Entry, today: Day) {
        self.people(entry);
        match &entry.event {
            Event::Reported(report) => {
                assert_eq!(report.subject_kind, SubjectKind::Person);
                self.subject = Some(report.subject.clone());
            }
            Event::Assessed(assessed) => self.spoke = Some(assessed.regulation.to_string()),
            Event::Screened(screened) => {
                self.take(&screened.findings);
                self.screened = Some(screened.conclusion);
                // Screening away what may still be tolerated is no screening.
                let over = self.outcomes() == BTreeSet::from([Outcome::Accountable]);
                self.hold(1, screened.conclusion == Screening::Inquire || over);
            }
            Event::EvidenceAdded(added) => {
                self.fresh.insert(added.evidence.to_string());
            }
            Event::EvidenceExcluded(out) => {
                self.excluded.insert(out.evidence.to_string());
                self.fresh.remove(out.evidence.as_str());
            }
            Event::Found(found) => self.found(&found.findings),
            Event::Verified(verified) => self.found(&verified.findings),
            Event::Determined(found) => {
                self.signed(found.outcome, found.departure.as_ref());
                let lighter = self.determined.is_none_or(|before| found.outcome <= before);
                self.hold(9, lighter || !self.fresh.is_empty());
                self.determined = Some(found.outcome);
                (self.offered, self.answered) = (None, false);
                self.fresh.clear();
            }
            Event::Served(served) => {
                let offers = served.paper.as_str() == "认定书" && self.subject.as_ref() == Some(&served.to);
                if offers && self.determined.is_some() {
                    self.offered = self.offered.or(Some(today));
                }
            }
            Event::Defended(_) | Event::DefenceWaived(_) => {
                self.hold(4, self.subject.as_ref() == Some(&entry.actor));
                self.answered = true;
            }
            _ => self.read_result(entry, today),
        }
    }

    fn read_result(&mut self, entry: &Entry, today: Day) {
        match &entry.event {
            Event::Decided(decided) => self.decided(decided, today),
            Event::Sanctioned(_) => {
                self.hold(1, self.screened.is_some());
                let ordinary = self.screened == Some(Screening::Ordinary) && self.decided.is_none();
                self.hold(1, ordinary || self.decided == Some(Outcome::Accountable));
                self.hold(10, self.decided.is_none_or(|outcome| outcome == Outcome::Accountable));
                self.sanctioned = true;
            }
            Event::Reviewed(reviewed) => {
                self.hold(3, carried(&reviewed.votes));
                self.hold(9, self.decided.is_some_and(|before| reviewed.outcome <= before));
                self.hold(7, !self.is_red() || reviewed.outcome == Outcome::Accountable);
                self.decided = Some(reviewed.outcome);
            }
            Event::ProtectionAnswered(answer) => {
                let exempt = self.decided == Some(Outcome::Exempt);
                let open = self.decided.is_none() && !self.sanctioned;
                let may = answer.may_be_held == YesNo::Yes;
                self.hold(10, !(may && (exempt || open) && answer.use_of.as_str() == "年度考核"));
            }
            Event::LedDown(_) => self.hold(10, self.decided.is_none_or(|outcome| outcome == Outcome::Accountable)),
            _ => {}
        }
    }

    fn decided(&mut self, decided: &Decide, today: Day) {
        self.hold(1, self.screened == Some(Screening::Inquire) && !self.sanctioned);
        self.signed(decided.outcome, decided.departure.as_ref());
        self.hold(3, carried(&decided.votes));
        // The deciding organ is p2 and p5.
        let of_organ = |person: &PersonId| matches!(person.as_str(), "p2" | "p5");
        self.hold(3, decided.votes.iter().all(|vote| of_organ(&vote.person)));
        // Five working days in a March without holidays are a week; the last day is the person's whole.
        let over = self.offered.is_some_and(|served| today > served.plus(7));
        self.hold(4, self.offered.is_some() && (self.answered || over));
        self.hold(9, self.determined.is_some_and(|before| decided.outcome <= before));
        let told = ["复核", "复核机关", "30日"].iter().all(|word| decided.remedy.contains(word));
        self.hold(9, told);
        // What was decided is changed by review and appeal only.
        self.hold(9, self.decided.is_none());
        self.decided = Some(decided.outcome);
    }

    /// What holds of everything signed: determination and decision.
    fn signed(&mut self, outcome: Outcome, departure: Option<&String>) {
        let possible = self.outcomes();
        self.hold(8, possible.len() == 1);
        let reason = departure.is_some_and(|reason| !reason.trim().is_empty());
        self.hold(3, possible.contains(&outcome) || reason);
        self.hold(7, !self.is_red() || outcome == Outcome::Accountable);
        // The matters of this world are of 2025-12-20.
        self.hold(5, self.spoke.as_deref() == Some("model@2025-1"));
    }

    /// Who did what: by the desk, by name on a team, by vote.
    fn people(&mut self, entry: &Entry) {
        let named: (Duty, Vec<&PersonId>) = match &entry.event {
            Event::Reported(report) => (Duty::Accuse, report.reporters.iter().collect()),
            Event::EvidenceAdded(added) => (Duty::Investigate, added.by.iter().collect()),
            Event::Found(_) => (Duty::Investigate, Vec::new()),
            Event::Screened(_) | Event::Determined(_) | Event::Verified(_) => (Duty::Propose, Vec::new()),
            Event::Decided(decided) => (Duty::Decide, voters(&decided.votes)),
            Event::Sanctioned(_) => (Duty::Decide, Vec::new()),
            Event::Reviewed(reviewed) => (Duty::Review, voters(&reviewed.votes)),
            Event::RecusalDecided(decided) if decided.granted == YesNo::Yes => {
                self.hold(2, !self.aside.contains(&entry.actor));
                self.aside.insert(decided.person.clone());
                return;
            }
            Event::Accepted(_) | Event::Closed(_) | Event::Protected(_) | Event::Served(_) => {
                // Work for the body that is none of the five: not by the person concerned, their spouse, or who stepped aside.
                let mine = self.is_near(&entry.actor) || self.aside.contains(&entry.actor);
                self.hold(2, !mine);
                return;
            }
            _ => return,
        };
        for person in named.1.into_iter().chain([&entry.actor]) {
            let accuses = named.0 == Duty::Accuse;
            self.hold(2, accuses || !(self.is_near(person) || self.aside.contains(person)));
            let duties = self.duties.entry(person.clone()).or_default();
            duties.insert(named.0);
            let alone = duties.len() == 1;
            self.hold(2, alone);
        }
    }

    /// The person concerned, and the spouse: p1 and p2 are married.
    fn is_near(&self, person: &PersonId) -> bool {
        let of_couple = |person: &PersonId| matches!(person.as_str(), "p1" | "p2");
        let Some(subject) = &self.subject else { return false };
        subject == person || of_couple(subject) && of_couple(person)
    }

    /// What an inquiry finds rests on evidence, or it stays unknown.
    fn found(&mut self, findings: &[Finding]) {
        let is_bare =
            |finding: &Finding| finding.evidence.is_empty() && matches!(finding.value.as_str(), "true" | "false");
        self.hold(8, !findings.iter().any(is_bare));
        self.take(findings);
    }

    fn take(&mut self, findings: &[Finding]) {
        for finding in findings {
            let evidence = finding.evidence.iter().map(ToString::to_string).collect();
            self.facts.insert(finding.fact.to_string(), (finding.value.to_string(), evidence));
        }
    }

    /// What a fact can still be: found, presumed by who bears the burden (both not), or either.
    fn can_be(&self, fact: &str) -> &'static [bool] {
        let Some((value, evidence)) = self.facts.get(fact) else { return &[true, false] };
        if !evidence.is_empty() && evidence.iter().all(|number| self.excluded.contains(number)) {
            return &[true, false];
        }
        match value.as_str() {
            "true" => &[true],
            "false" | "cannot_establish" => &[false],
            _ => &[true, false],
        }
    }

    /// Every outcome that some completion of the unexamined facts gives.
    fn outcomes(&self) -> BTreeSet<Outcome> {
        let mut found = BTreeSet::new();
        for &is_true in self.can_be("allegation_true") {
            for &selfish in self.can_be("self_dealing") {
                for &public in self.can_be("public_motive") {
                    for &in_time in self.can_be("reported_in_time") {
                        found.insert(match (is_true, selfish, public, in_time) {
                            (true, true, _, _) => Outcome::Accountable,
                            (false, ..) | (_, _, true, _) => Outcome::Exempt,
                            (.., true) => Outcome::Mitigate,
                            _ => Outcome::Accountable,
                        });
                    }
                }
            }
        }
        found
    }

    /// Whether the red line is proved.
    fn is_red(&self) -> bool {
        self.can_be("allegation_true") == [true] && self.can_be("self_dealing") == [true]
    }

    fn hold(&mut self, invariant: usize, holds: bool) {
        if !holds {
            self.broken.insert(invariant);
        }
    }
}

fn voters(votes: &[Vote]) -> Vec<&PersonId> {
    votes.iter().map(|vote| &vote.person).collect()
}

/// Somebody voted, and more for it than not.
fn carried(votes: &[Vote]) -> bool {
    let agreed = votes.iter().filter(|vote| vote.choice == Choice::For).count();
    agreed * 2 > votes.len()
}
