//! Signing an outcome (处理结果): what the rules give, when it may be departed from, and that nothing gets worse.

use bonafide_rules::outcome::Outcome;

use crate::case::act::{Aside, Choice, Finding, Vote};
use crate::case::assessment::{assess, settled};
use crate::case::event::{Assessed, AssessedStatus};
use crate::case::situation::Situation;
use crate::field::Word;
use crate::id::{Day, PersonId};
use crate::procedure::Party;
use crate::refusal::{Refusal, Rule};
use crate::roster::Part;
use crate::step::Step;

/// An outcome somebody wants to sign.
pub(super) struct Signed<'a> {
    pub(super) outcome: Outcome,
    pub(super) effects: &'a [Word],
    pub(super) departure: Option<&'a String>,
    /// What it must not be graver than.
    pub(super) prior: Option<Outcome>,
}

impl Situation<'_> {
    /// What the rules say now.
    pub(crate) fn assess(&self) -> Assessed {
        assess(self.case, self.law, self.later)
    }

    /// Whether an outcome may be signed on the facts found; gives what the rules said, and the effects by id.
    pub(super) fn sign(&self, signed: &Signed<'_>) -> Result<(Assessed, Vec<Word>), Refusal> {
        let assessed = self.assess();
        self.is_settled(&assessed)?;
        let given = assessed.outcomes().contains(signed.outcome);
        let reason = signed.departure.is_some_and(|reason| !reason.trim().is_empty());
        self.require_or(given || reason, || {
            let refusal = Refusal::by(Rule::DepartureReason).with("outcome", signed.outcome.id());
            refusal.with("possible", outcomes(&assessed.possible))
        })?;
        let lighter = signed.outcome < Outcome::Accountable;
        self.require_or(!lighter || assessed.red_lines.is_empty(), || {
            Refusal::by(Rule::RedLineHolds).with("red_lines", list(&assessed.red_lines))
        })?;
        self.not_worse(signed.outcome, signed.prior)?;
        let effects = self.effects_or(signed.effects, &assessed)?;
        Ok((assessed, effects))
    }

    /// Nothing is signed while facts that matter are unexamined, or where the rules contradict each other.
    pub(super) fn is_settled(&self, assessed: &Assessed) -> Result<(), Refusal> {
        self.require_or(assessed.status != AssessedStatus::Conflict, || {
            Refusal::by(Rule::Conflict).with("items", list(&assessed.because))
        })?;
        let open = assessed.status == AssessedStatus::Undetermined && !assessed.missing.is_empty();
        self.require_or(!open, || {
            let refusal = Refusal::by(Rule::Undetermined).with("missing", list(&assessed.missing));
            refusal.with("possible", outcomes(&assessed.possible))
        })
    }

    /// Review and appeal find no proved red line away: it falls only with the facts or the evidence it rests on (INV-07).
    pub(super) fn red_line_holds(&self, outcome: Outcome, before: Option<Outcome>) -> Result<(), Refusal> {
        let improves = before.is_some_and(|before| outcome < before);
        let red_lines = if improves { self.assess().red_lines } else { Vec::new() };
        self.require_or(red_lines.is_empty(), || Refusal::by(Rule::RedLineHolds).with("red_lines", list(&red_lines)))
    }

    pub(super) fn not_worse(&self, outcome: Outcome, prior: Option<Outcome>) -> Result<(), Refusal> {
        self.require_or(prior.is_none_or(|prior| outcome <= prior), || {
            let before = prior.map(Outcome::id).unwrap_or_default();
            Refusal::by(Rule::NeverWorse).with("before", before).with("after", outcome.id())
        })
    }

    /// The effects named, by id; those of the rules where none is named.
    pub(super) fn effects_or(&self, named: &[Word], assessed: &Assessed) -> Result<Vec<Word>, Refusal> {
        if named.is_empty() { Ok(assessed.effects.clone()) } else { self.effects(named) }
    }

    /// Effects by the ids of the regulation.
    fn effects(&self, effects: &[Word]) -> Result<Vec<Word>, Refusal> {
        let known = |word: &Word| {
            let unknown = || Refusal::by(Rule::UnknownWord).with("word", word);
            let id = self.law.effect(word.as_str()).ok_or_else(unknown)?;
            Word::new(id).map_err(|_| unknown())
        };
        effects.iter().map(known).collect()
    }

    /// Findings as the regulation has their facts and values.
    pub(super) fn settle(&self, findings: &[Finding]) -> Result<Vec<Finding>, Refusal> {
        let one = |finding: &Finding| {
            settled(self.law, finding).map_err(|what| {
                let rule = if what == "fact" { Rule::UnknownFact } else { Rule::WrongValue };
                let refusal = Refusal::by(rule).with("fact", &finding.fact).with("value", &finding.value);
                refusal.with("regulation", &self.law.name)
            })
        };
        findings.iter().map(one).collect()
    }

    /// The votes of an organ: members that day, none barred or aside, each once, enough of them, and carried.
    ///
    /// Over half of the members who may take part are present, and over half of those who may vote for it. Who is barred or
    /// recused may not; who only says so in the minutes lowers no count
    /// (中国共产党地方委员会工作条例, arts. 21–23 (2015-12-25), for standing committees).
    pub(super) fn vote(&self, vote: &Poll<'_>) -> Result<(), Refusal> {
        let members = self.members(vote.organ, vote.on);
        let wrong = |person: &PersonId| Refusal::by(Rule::VoteWrong).with("person", person).with("organ", vote.organ);
        let mut seen: Vec<&PersonId> = Vec::new();
        for person in vote.votes.iter().map(|vote| &vote.person).chain(vote.aside.iter().map(|aside| &aside.person)) {
            let once = members.contains(person) && !seen.contains(&person);
            self.require_or(once, || wrong(person))?;
            seen.push(person);
        }
        for voter in vote.votes {
            self.impartial_as(&voter.person, vote.part, vote.on)?;
        }
        let may_vote = |member: &&PersonId| self.impartial_as(member, vote.part, vote.on).is_ok();
        let entitled = members.iter().filter(may_vote).count();
        let present = vote.votes.len();
        self.require_or(present * 2 > entitled, || {
            Refusal::by(Rule::Quorum).with("present", present).with("entitled", entitled).with("organ", vote.organ)
        })?;
        let carried = vote.votes.iter().filter(|vote| vote.choice == Choice::For).count();
        self.require_or(carried * 2 > entitled, || {
            Refusal::by(Rule::NotCarried).with("for", carried).with("entitled", entitled)
        })
    }

    /// The members of an organ on a day, of units competent here.
    pub(super) fn members(&self, organ: &str, on: Day) -> Vec<PersonId> {
        match self.unit_concerned() {
            Some(unit) => self.roster.members_for(organ, unit, on),
            None => Vec::new(),
        }
    }

    /// Whether the text names an organ for a step.
    pub(super) fn right_organ(&self, step: Step, organ: &Word) -> Result<(), Refusal> {
        let provided = self.provided(step);
        let names = |party: &Party| match party {
            Party::Organ(name) => self.same_organ(name, organ.as_str()),
            Party::Decider => {
                let decided = self.case.decided.as_ref().and_then(|ruling| ruling.organ.as_ref());
                decided.is_some_and(|decider| self.same_organ(decider.as_str(), organ.as_str()))
            }
            Party::OwnUnit => self.roster.organs(organ.as_str(), None).next().is_some(),
            _ => false,
        };
        let right = provided.is_some_and(|provided| provided.by.iter().any(names));
        self.require_or(right, || {
            let parties = provided.map(|provided| crate::case::guard::names(&provided.by)).unwrap_or_default();
            Refusal::by(Rule::WrongOrgan).with("organ", organ).with("parties", parties).citing(&self.citation(step))
        })
    }

    /// Whether two names mean one organ, by name or alias.
    fn same_organ(&self, one: &str, other: &str) -> bool {
        one == other || self.roster.organs(one, None).any(|organ| organ.is_called(other))
    }
}

/// A vote to be counted.
pub(super) struct Poll<'a> {
    pub(super) organ: &'a str,
    pub(super) votes: &'a [Vote],
    pub(super) aside: &'a [Aside],
    pub(super) part: Part,
    pub(super) on: Day,
}

/// Words one after the other.
pub(super) fn list(words: &[Word]) -> String {
    words.iter().map(Word::as_str).collect::<Vec<_>>().join(", ")
}

/// Outcomes by id, one after the other.
pub(super) fn outcomes(outcomes: &[Outcome]) -> String {
    outcomes.iter().map(|outcome| outcome.id()).collect::<Vec<_>>().join(", ")
}
