//! 案例、培训、抽查: what a case teaches, told without names, and a second look at closed cases.

use super::Events;
use super::remind::know;
use crate::case::act::{Command, Learn, SpotCheck, Train, YesNo};
use crate::case::event::{Event, Opened};
use crate::case::situation::Situation;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

/// A lesson never names the person; without consent not the unit either, by which everybody there would know them.
pub(super) fn learn(here: &Situation<'_>, act: &Learn) -> Events {
    let subject = here.case.subject().and_then(|subject| here.roster.person(subject));
    let person = subject.and_then(|subject| subject.name.as_deref());
    let unit = here.unit_concerned().and_then(|unit| here.roster.unit(unit)).map(|unit| unit.name.as_str());
    let unit = unit.filter(|_| act.consent == YesNo::No);
    for name in [person, unit].into_iter().flatten() {
        let told = [&act.title, &act.summary, &act.causes].iter().any(|text| text.contains(name));
        here.require_or(!told, || Refusal::by(Rule::ConsentMissing).citing(&here.citation(Step::Learn)))?;
    }
    Ok(vec![Event::Learnt(act.clone())])
}

pub(super) fn train(here: &Situation<'_>, act: &Train, command: &Command) -> Events {
    here.opens_for(command, |unit| unit == &act.unit)?;
    for person in &act.attended {
        know(here, person)?;
    }
    let opened = (here.case.version == 0).then(|| Event::Opened(Opened { number: here.number.clone() }));
    Ok(opened.into_iter().chain([Event::Trained(act.clone())]).collect())
}

pub(super) fn spot_check(here: &Situation<'_>, act: &SpotCheck) -> Events {
    here.require_or(here.case.outcome().is_some(), || {
        Refusal::by(Rule::StepBefore).with("step", "spot_check").with("before", "decide")
    })?;
    Ok(vec![Event::SpotChecked(act.clone())])
}
