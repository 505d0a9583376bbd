//! 报备: filing a risky matter before the act. The file is a case of its own; a later case names it.

use super::Events;
use crate::case::act::{AnswerFiling, FlagFiling, Prefile};
use crate::case::event::{Event, Opened};
use crate::case::situation::Situation;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn prefile(here: &Situation<'_>, act: &Prefile) -> Events {
    // What has been carried out already is no longer filed in advance.
    here.require_or(act.implemented_on >= here.today, || {
        Refusal::by(Rule::TermOver).with("step", Step::Prefile.id()).with("due", act.implemented_on)
    })?;
    here.require_or(here.roster.unit(&act.unit).is_some(), || Refusal::by(Rule::UnknownWord).with("word", &act.unit))?;
    Ok(vec![Event::Opened(Opened { number: here.number.clone() }), Event::Prefiled(act.clone())])
}

pub(super) fn answer(here: &Situation<'_>, act: &AnswerFiling) -> Events {
    here.require(Rule::WrongFile, here.case.filing.is_some())?;
    here.require_or(here.case.filing_accepted.is_none(), || {
        Refusal::by(Rule::DoneAlready).with("step", Step::Prefile.id())
    })?;
    Ok(vec![Event::FilingAnswered(act.clone())])
}

pub(super) fn flag(here: &Situation<'_>, act: &FlagFiling) -> Events {
    here.require(Rule::WrongFile, here.case.filing.is_some())?;
    here.require_or(!here.case.filing_flagged, || Refusal::by(Rule::DoneAlready).with("step", Step::Prefile.id()))?;
    Ok(vec![Event::FilingFlagged(act.clone())])
}

impl Situation<'_> {
    /// Whether the filing that the report names was accepted before the act and not found false.
    pub(super) fn is_filing_good(&self) -> Option<bool> {
        let report = self.case.report.as_ref()?;
        report.filing.as_ref()?;
        let filing = self.filing?;
        Some(filing.filing_accepted == Some(true) && !filing.filing_flagged)
    }
}
