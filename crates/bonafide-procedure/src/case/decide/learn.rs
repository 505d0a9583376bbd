//! 案例、培训、抽查: what a case teaches, told without names, and a second look at closed cases.

use super::Events;
use super::remind::know;
use crate::case::act::{Learn, SpotCheck, Train, YesNo};
use crate::case::event::{Event, Opened};
use crate::case::situation::Situation;
use crate::refusal::{Refusal, Rule};

/// A lesson names nobody; told outside the body only with consent.
pub(super) fn learn(here: &Situation<'_>, act: &Learn) -> Events {
    let subject = here.case.subject().and_then(|subject| here.roster.person(subject));
    let name = subject.and_then(|subject| subject.name.as_deref());
    let told = [&act.title, &act.summary, &act.causes];
    let named = name.is_some_and(|name| told.iter().any(|text| text.contains(name)));
    here.require_or(!named, || Refusal::by(Rule::ConsentMissing).with("word", "name"))?;
    here.require(
        Rule::ConsentMissing,
        act.consent == YesNo::Yes || here.case.is_closed() || here.case.decision.is_some(),
    )?;
    Ok(vec![Event::Learnt(act.clone())])
}

pub(super) fn train(here: &Situation<'_>, act: &Train) -> Events {
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
