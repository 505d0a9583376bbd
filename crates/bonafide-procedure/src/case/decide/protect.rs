//! 保护、能下、激励: a tolerated person suffers nothing by other means; every query is answered with the clause.

use bonafide_rules::outcome::Outcome;

use super::Events;
use crate::case::act::{ChannelDown, Encourage, FlagBreach, HandleBreach, Protect, QueryProtection, Screening, YesNo};
use crate::case::event::{Event, ProtectionAnswered};
use crate::case::situation::Situation;
use crate::deadline::{Term, due_provisional};
use crate::field::Word;
use crate::id::Day;
use crate::procedure::{Citation, Protection};
use crate::refusal::{Refusal, Rule};

pub(super) fn protect(here: &Situation<'_>, act: &Protect) -> Events {
    let unknown = act.uses.iter().find(|word| !here.knows_use(word));
    here.require_or(unknown.is_none() && !act.uses.is_empty(), || {
        Refusal::by(Rule::UnknownWord).with("word", unknown.map(ToString::to_string).unwrap_or_default())
    })?;
    let lightened = here.case.outcome().is_some_and(|outcome| outcome < Outcome::Accountable);
    here.require_or(lightened, || Refusal::by(Rule::ToleranceOpen).with("possible", "accountable"))?;
    Ok(vec![Event::Protected(act.clone())])
}

/// May it be held against the person here? The answer is an event: asked, answered, by whom, with which clause.
pub(super) fn query(here: &Situation<'_>, act: &QueryProtection) -> Events {
    Ok(vec![Event::ProtectionQueried(act.clone()), Event::ProtectionAnswered(here.answer(&act.use_of))])
}

pub(super) fn flag(here: &Situation<'_>, act: &FlagBreach) -> Events {
    here.require_or(here.case.outcome().is_some(), || {
        Refusal::by(Rule::StepBefore).with("step", "flag_breach").with("before", "decide")
    })?;
    Ok(vec![Event::BreachFlagged(act.clone())])
}

pub(super) fn handle(here: &Situation<'_>, act: &HandleBreach) -> Events {
    here.require_or(here.case.breaches_open > 0, || {
        Refusal::by(Rule::StepBefore).with("step", "handle_breach").with("before", "flag_breach")
    })?;
    Ok(vec![Event::BreachHandled(act.clone())])
}

/// The channel down is for those held to account, never for the tolerated.
pub(super) fn channel_down(here: &Situation<'_>, act: &ChannelDown) -> Events {
    here.require_or(here.case.outcome() == Some(Outcome::Accountable), || {
        Refusal::by(Rule::Protected).with("outcome", here.case.outcome().map_or("undecided", Outcome::id))
    })?;
    Ok(vec![Event::LedDown(act.clone())])
}

pub(super) fn encourage(here: &Situation<'_>, act: &Encourage) -> Events {
    here.require_or(here.case.outcome() != Some(Outcome::Accountable), || {
        Refusal::by(Rule::ToleranceOpen).with("possible", "accountable")
    })?;
    Ok(vec![Event::Encouraged(act.clone())])
}

impl Situation<'_> {
    fn knows_use(&self, word: &Word) -> bool {
        self.law.procedure.protections.iter().any(|found| found.uses.iter().any(|name| name == word.as_str()))
    }

    /// Whether the case may be held against the person in a use, today (INV-10).
    pub fn answer(&self, use_of: &Word) -> ProtectionAnswered {
        let answered =
            |may_be_held, clause, until| ProtectionAnswered { use_of: use_of.clone(), may_be_held, clause, until };
        let Some(ruling) = &self.case.decision else {
            let (held, clause) = self.meanwhile(use_of);
            return answered(held, clause, None);
        };
        let Some(found) = self.law.procedure.protections_of(use_of.as_str(), ruling.outcome) else {
            return answered(YesNo::Yes, Word::fixed("none"), None);
        };
        let until = self.protected_until(found, ruling.on);
        let held = if until.is_some_and(|until| self.today > until) { YesNo::Yes } else { YesNo::No };
        answered(held, clause(&found.citation), until)
    }

    /// Before a decision: an ordinary sanction is held against the person; so is an inquiry under way where the law says
    /// so (no promotion, transfer, award or retirement: 公职人员政务处分法, art. 52 (2020-06-20)); nothing else is.
    fn meanwhile(&self, use_of: &Word) -> (YesNo, Word) {
        if self.case.sanction.is_some() {
            return (YesNo::Yes, Word::fixed("none"));
        }
        let inquired = self.case.screening == Some(Screening::Inquire) && !self.case.is_closed();
        match self.law.procedure.forbids_meanwhile(use_of.as_str()).filter(|_| inquired) {
            Some(safeguard) => (YesNo::Yes, clause(&safeguard.citation)),
            None => (YesNo::No, Word::fixed("undecided")),
        }
    }

    fn protected_until(&self, found: &Protection, from: Day) -> Option<Day> {
        let term = Term::try_from(found.lasting?).ok()?;
        due_provisional(from, term, self.calendar).ok().map(|due| due.day)
    }
}

/// `第十九条 K1`
fn clause(citation: &Citation) -> Word {
    let cited = [&citation.article, &citation.tag].into_iter().flatten();
    let text = cited.map(String::as_str).collect::<Vec<_>>().join(" ");
    Word::new(&text).unwrap_or(Word::fixed("none"))
}
