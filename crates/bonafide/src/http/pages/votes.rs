//! Votes in a form (表决): a member a row, with the reason of whoever dissents; the lines they make are those of the act.

use bonafide_procedure::case::act::Choice as Voted;
use bonafide_procedure::id::PersonId;

use super::act_fields::{Choice, Widget};
use crate::gather::Gathered;
use crate::http::ask::Ask;
use crate::report::names::Names;
use crate::words::say;

/// Who votes for the unit: its party group, without whoever the matter concerns.
pub(super) fn members(gathered: &Gathered, organ: &str) -> Vec<PersonId> {
    let situation = gathered.situation();
    let Some(unit) = situation.case.report.as_ref().map(|report| &report.unit) else { return Vec::new() };
    let applicant = gathered.case.application.by.as_ref().map(|(person, _)| person);
    let mut members = gathered.roster.members(organ, Some(unit), gathered.today);
    members.retain(|member| Some(member) != applicant && Some(member) != gathered.case.subject());
    members
}

/// Two fields a member: how, and why.
pub(super) fn widgets(names: &Names<'_>, members: &[PersonId], written: &[(String, String)]) -> Vec<Widget> {
    let words = names.words;
    let was =
        |name: &str| written.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str()).unwrap_or_default();
    let mut widgets = Vec::new();
    for member in members {
        let (vote, why) = (format!("f-vote-{member}"), format!("f-why-{member}"));
        let choice = |voted: &Voted| Choice {
            id: voted.id().to_owned(),
            text: names.either(voted.zh(), voted.id()),
            is_chosen: was(&vote) == voted.id(),
        };
        let mut options: Vec<Choice> = Voted::ALL.iter().map(choice).collect();
        options.push(Choice { id: String::new(), text: words.say("web-vote-away"), is_chosen: was(&vote).is_empty() });
        let name = names.person(member);
        let label = say!(words, "web-vote-of", name = name.as_str());
        widgets.push(widget(&vote, label, "radio", String::new(), options));
        let label = say!(words, "web-vote-why", name = name.as_str());
        widgets.push(widget(&why, label, "text", was(&why).to_owned(), Vec::new()));
    }
    widgets
}

pub(super) fn widget(name: &str, label: String, kind: &'static str, value: String, options: Vec<Choice>) -> Widget {
    let (hint, wrong) = (String::new(), String::new());
    let is_optional = kind == "text";
    Widget { name: name.to_owned(), label, hint, wrong, kind, is_many: false, is_optional, value, options }
}

/// The lines of the act: `p06 for`, with the reason behind.
pub(super) fn lines(ask: &Ask, members: &[PersonId]) -> Vec<String> {
    let line = |member: &PersonId| {
        let vote = ask.field(&format!("f-vote-{member}"));
        let why = ask.field(&format!("f-why-{member}")).split_whitespace().collect::<Vec<_>>().join(" ");
        (!vote.is_empty()).then(|| format!("{member} {vote} {why}").trim().to_owned())
    };
    members.iter().filter_map(line).collect()
}
