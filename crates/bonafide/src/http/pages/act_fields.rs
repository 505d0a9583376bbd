//! The fields of a form, made from the table of an act: the right widget for each kind, and what was written kept.

use bonafide_procedure::case::ActError;
use bonafide_procedure::case::act::FieldInput;
use bonafide_procedure::field::{Input, Many};
use bonafide_procedure::procedure::Party;
use bonafide_procedure::roster::Roster;
use bonafide_rules::regulation::{NodeKind, Regulation};

use crate::gather::Gathered;
use crate::report::names::Names;
use crate::words::{harmless, say};

/// So many words of a closed list stand under each other; more are folded into a list to choose from.
const RADIO_MAX: usize = 5;

/// So many things to choose several of stand under each other with a box each.
const CHECKS_MAX: usize = 40;

/// One field of a form.
pub(in crate::http) struct Widget {
    pub(in crate::http) name: String,
    pub(in crate::http) label: String,
    pub(in crate::http) hint: String,
    pub(in crate::http) wrong: String,
    /// `select`, `radio`, `area`, or the type of an input.
    pub(in crate::http) kind: &'static str,
    pub(in crate::http) is_many: bool,
    pub(in crate::http) is_optional: bool,
    pub(in crate::http) value: String,
    pub(in crate::http) options: Vec<Choice>,
}

impl Widget {
    /// Whether all that can be chosen fits beside each other.
    pub(in crate::http) fn is_short(&self) -> bool {
        self.options.len() > 1 && self.options.iter().all(|option| option.text.chars().count() <= 8)
    }
}

/// One word to choose.
pub(in crate::http) struct Choice {
    pub(in crate::http) id: String,
    pub(in crate::http) text: String,
    pub(in crate::http) is_chosen: bool,
}

/// What a form is made on.
pub(in crate::http) struct Ground<'a> {
    pub(in crate::http) names: &'a Names<'a>,
    pub(in crate::http) roster: &'a Roster,
    pub(in crate::http) gathered: Option<&'a Gathered>,
    /// What was written before, by the name of the field.
    pub(in crate::http) written: &'a [(String, String)],
    pub(in crate::http) error: Option<&'a ActError>,
}

/// The name of a field in a form.
pub(in crate::http) fn form_name(id: &str) -> String {
    format!("f-{id}")
}

/// The pairs of field and text that a form brought, an empty line no text.
pub(in crate::http) fn pairs<'f>(
    inputs: &'static [FieldInput],
    form: &'f [(String, String)],
) -> Vec<(&'static str, &'f str)> {
    let mut pairs = Vec::new();
    for field in inputs {
        let name = form_name(field.name.id);
        for (_, text) in form.iter().filter(|(own, _)| *own == name) {
            let is_prose = field.many == Many::One && field.input == Input::Text;
            if field.many == Many::List {
                pairs.extend(
                    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| (field.name.id, line)),
                );
            } else if is_prose || !text.trim().is_empty() {
                pairs.push((field.name.id, text.as_str()));
            }
        }
    }
    pairs
}

/// The widgets of an act.
pub(in crate::http) fn widgets(ground: &Ground<'_>, act: &str, inputs: &'static [FieldInput]) -> Vec<Widget> {
    // Files have a field of their own, for several at once.
    let mut widgets: Vec<Widget> =
        inputs.iter().filter(|field| !is_file(field)).map(|field| widget(ground, field)).collect();
    let words = ground.names.words;
    for (widget, field) in widgets.iter_mut().zip(inputs.iter().filter(|field| !is_file(field))) {
        // Where an act is for somebody in trouble, its fields are asked for in plain words.
        for (key, text) in [("label", &mut widget.label), ("hint", &mut widget.hint)] {
            let key = format!("web-{key}-{}-{}", act.replace('_', "-"), field.name.id.replace('_', "-"));
            if words.knows(&key) {
                *text = words.say(&key);
            }
        }
    }
    widgets
}

fn is_file(field: &FieldInput) -> bool {
    matches!(field.input, Input::File | Input::Record("enclosure"))
}

fn widget(ground: &Ground<'_>, field: &'static FieldInput) -> Widget {
    let (names, name) = (ground.names, form_name(field.name.id));
    let written: Vec<&str> =
        ground.written.iter().filter(|(own, _)| *own == name).map(|(_, text)| text.as_str()).collect();
    let options = options(ground, field, &written);
    let is_many = field.many == Many::List;
    let kind = match (field.input, options.len()) {
        (Input::Choice(_), 1..=RADIO_MAX) if !is_many => "radio",
        (_, 1..=CHECKS_MAX) if is_many => "checks",
        (_, 1..) => "select",
        (Input::Day, _) => "date",
        (Input::Number, _) => "number",
        (Input::Text | Input::Record(_), _) => "area",
        _ if is_many => "area",
        _ => "text",
    };
    let wrong = match ground.error {
        Some(error @ ActError::Field { field: own, .. }) if own.id == field.name.id => {
            crate::report::act_error::sentence(names.words, error)
        }
        _ => String::new(),
    };
    Widget {
        name,
        label: names.field(field.name),
        hint: hint(ground, field, kind),
        wrong,
        kind,
        is_many,
        is_optional: field.many == Many::Perhaps,
        value: written.join("\n"),
        options,
    }
}

fn hint(ground: &Ground<'_>, field: &FieldInput, kind: &str) -> String {
    let words = ground.names.words;
    let missing = || {
        let assessed = ground.gathered.and_then(|gathered| gathered.case.assessed.as_ref());
        let missing = assessed.map(|assessed| assessed.missing.as_slice()).unwrap_or_default();
        ground.names.listed(missing.iter().map(|fact| ground.names.fact(fact.as_str())))
    };
    match field.input {
        Input::Record("finding") => say!(words, "web-hint-finding", missing = missing()),
        Input::Record(record) => words.say(&format!("web-hint-{record}")),
        Input::Evidence => words.say("web-hint-evidence"),
        Input::Case => words.say("web-hint-case"),
        _ if field.many == Many::List && kind == "area" => words.say("web-hint-lines"),
        _ if field.many == Many::List => words.say("web-hint-many"),
        _ => String::new(),
    }
}

/// What can be chosen for a field; nothing where anything can be written.
fn options(ground: &Ground<'_>, field: &FieldInput, written: &[&str]) -> Vec<Choice> {
    let names = ground.names;
    let choice = |id: String, text: String| {
        let is_chosen = written.iter().any(|text| text.lines().any(|line| line == id));
        Choice { id, text, is_chosen }
    };
    match field.input {
        Input::Choice(list) => list.iter().map(|(id, zh)| choice((*id).to_owned(), names.either(zh, id))).collect(),
        Input::Person => {
            ground.roster.persons().map(|person| choice(person.id.to_string(), names.person(&person.id))).collect()
        }
        Input::Unit => ground.roster.units().map(|unit| choice(unit.id.to_string(), harmless(&unit.name))).collect(),
        Input::Word => {
            let Some(gathered) = ground.gathered else { return Vec::new() };
            let known = words_of(names, gathered, field.name.id);
            known.into_iter().map(|(id, text)| choice(id, text)).collect()
        }
        _ => Vec::new(),
    }
}

/// The names of the regulation that a field may hold.
fn words_of(names: &Names<'_>, gathered: &Gathered, field: &str) -> Vec<(String, String)> {
    let own: &Regulation = gathered.law.regulation();
    let steps = &gathered.law.procedure.steps;
    let mut words: Vec<(String, String)> = match field {
        "effects" => own.effects.iter().map(|effect| (effect.id.clone(), names.effect(&effect.id))).collect(),
        "items" => {
            let items = own.nodes.iter().filter(|node| matches!(node.kind, NodeKind::Item { .. }));
            items.map(|node| (node.tag.clone(), format!("#{} {}", node.tag, harmless(&node.name)))).collect()
        }
        "disputed" => gathered.case.facts.keys().map(|id| (id.clone(), names.fact(id))).collect(),
        "paper" => {
            let papers = steps.iter().flat_map(|provided| &provided.papers);
            papers.map(|paper| (paper.clone(), harmless(paper))).collect()
        }
        "organ" => {
            let parties = steps.iter().flat_map(|provided| &provided.by);
            let organs = parties.filter_map(|party| match party {
                Party::Organ(name) => Some(name.clone()),
                _ => None,
            });
            organs.map(|name| (name.clone(), harmless(&name))).collect()
        }
        "uses" | "use_of" => {
            let uses = gathered.law.procedure.protections.iter().flat_map(|one| &one.uses);
            uses.map(|name| (name.clone(), harmless(name))).collect()
        }
        _ => Vec::new(),
    };
    let mut seen = std::collections::BTreeSet::new();
    words.retain(|(id, _)| seen.insert(id.clone()));
    words
}

/// Reads the id of a command: 32 hexadecimal digits.
pub(in crate::http) fn command_id(text: &str) -> Option<[u8; 16]> {
    if text.len() != 32 || !text.is_ascii() {
        return None;
    }
    u128::from_str_radix(text, 16).ok().map(u128::to_be_bytes)
}
