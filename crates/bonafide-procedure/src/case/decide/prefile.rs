//! 报备: filing a risky matter before the act. The file is a case of its own; a later case names it.

use super::Events;
use crate::case::act::{AnswerFiling, Command, FlagFiling, Prefile};
use crate::case::event::{Event, Opened};
use crate::case::situation::Situation;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn prefile(here: &Situation<'_>, act: &Prefile, command: &Command) -> Events {
    // What has been carried out already is no longer filed in advance.
    here.require_or(act.implemented_on >= here.today, || {
        Refusal::by(Rule::TermOver).with("step", Step::Prefile.id()).with("due", act.implemented_on)
    })?;
    here.require_or(here.roster.unit(&act.unit).is_some(), || Refusal::by(Rule::UnknownWord).with("word", &act.unit))?;
    here.opens_for(command, |unit| unit == &act.unit)?;
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
    /// The fact that the filing named in the report shows by itself: that it was false, or that the risk was filed before the
    /// act and the filing accepted. One that was late, refused or never answered shows nothing.
    pub(super) fn filing_shows(&self) -> Option<&'static str> {
        let report = self.case.report.as_ref()?;
        report.filing.as_ref()?;
        let filing = self.filing?;
        if filing.filing_flagged {
            return Some("false_filing");
        }
        let in_time = filing.done.get(&Step::Prefile).is_some_and(|done| done.first <= report.act_on);
        (in_time && filing.filing_accepted == Some(true)).then_some("prefiled_risk")
    }
}
