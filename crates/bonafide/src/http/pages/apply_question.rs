//! `/apply/{no}/q/{fact}` (逐题): one question a page, the most decisive next; why it is asked, 不清楚 allowed, papers beside the
//! answer. Each answer is kept as it is given, so that none is ever lost.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::standing;

use super::act_fields::{Choice, Widget};
use super::apply_answers::{self as answers, UNCLEAR};
use super::fact_question::Asked;
use crate::http::act_form::{ActForm, place};
use crate::http::answer::{Trouble, see};
use crate::http::ask::Ask;
use crate::http::blocks::Block;
use crate::http::draft::{self, Draft};
use crate::http::hall::Hall;
use crate::http::keep::Keep;
use crate::http::warm::Warm;
use crate::report::refusal::Told;
use crate::words::{Words, harmless, say};

/// On to the next question, or to checking when nothing that matters is open.
pub(in crate::http) fn next(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let gathered = &ask.case()?.gathered;
    let given = answers::all(hall, ask, gathered)?;
    let next = answers::open(&gathered.law, &given).first().map(|fact| answers::place_of(gathered, &fact.id));
    Ok(see(&next.unwrap_or_else(|| format!("/apply/{}/check", gathered.number)), &[]))
}

/// A question.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, Vec::new(), String::new())
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, refused: Vec<String>, wrong: String) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let gathered = &seen.gathered;
    let fact = gathered.law.fact(ask.place("fact")).ok_or(Trouble::NotFound)?;
    let asked = Asked::of(words, &gathered.law, fact);
    let base = format!("/apply/{}", gathered.number);
    let draft = draft::of(hall, ask, place(ask))?;
    let given = answers::all(hall, ask, gathered)?;
    let others = given.iter().filter(|one| one.fact != fact.id).count() as u64;
    let left = answers::open(&gathered.law, &given).iter().filter(|open| open.id != fact.id).count() as u64;
    let mut page = Warm::new(hall, ask, asked.title.clone());
    page.path = vec![(base.clone(), words.say("web-apply"))];
    page.blocks.push(Block::Text(say!(words, "web-question-progress", count = others, left = left)));
    page.blocks.push(Block::Text(asked.why.clone()));
    if let Some(usual) = &fact.usual_evidence {
        page.blocks.push(Block::Text(say!(words, "web-question-usual", evidence = harmless(usual))));
    }
    let mut keep = Keep::new(hall, ask, place(ask), &draft, true);
    keep.refused = refused;
    keep.files_label = words.say("web-question-files");
    page.form = Some(ActForm {
        told: Told::default(),
        action: place(ask).to_owned(),
        command: String::new(),
        version: String::new(),
        on: String::new(),
        asks_day: false,
        fields: fields(words, &asked, &draft, wrong),
        keep,
        submit: words.say("web-question-next"),
        cancel: base,
        leave: words.say("web-apply-back"),
    });
    page.show(status)
}

/// The answer, and what the person wants to say to it.
fn fields(words: &Words, asked: &Asked, draft: &Draft, wrong: String) -> Vec<Widget> {
    let value = answers::value_of(draft);
    let choice =
        |id: &str, text: String| Choice { id: id.to_owned(), text, is_chosen: value == id && !value.is_empty() };
    let mut fields = Vec::new();
    let widget = |name: &str, label: String, kind: &'static str| Widget {
        name: name.to_owned(),
        label,
        hint: String::new(),
        wrong: String::new(),
        kind,
        is_many: false,
        is_optional: false,
        value: String::new(),
        options: Vec::new(),
    };
    let mut answer = widget("f-value", words.say("web-question-answer"), "radio");
    answer.wrong = wrong;
    if asked.choices.is_empty() {
        answer.kind = asked.input;
        answer.hint.clone_from(&asked.hint);
        draft.field("f-value").clone_into(&mut answer.value);
        let mut unclear = widget("f-unclear", words.say("web-question-or"), "checks");
        unclear.options = vec![choice(UNCLEAR, words.say("web-unclear"))];
        fields.extend([answer, unclear]);
    } else {
        answer.options = asked.choices.iter().map(|(id, text)| choice(id, text.clone())).collect();
        answer.options.push(choice(UNCLEAR, words.say("web-unclear")));
        fields.push(answer);
    }
    let mut said = widget("f-words", words.say("web-question-words"), "area");
    said.hint = words.say("web-question-words-hint");
    said.is_optional = true;
    draft.field("f-words").clone_into(&mut said.value);
    fields.push(said);
    fields
}

/// Keeps the answer and goes on.
pub(in crate::http) fn answer(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, person) = (ask.words(hall), ask.viewer.person().ok_or(Trouble::SignIn)?);
    let gathered = &ask.case()?.gathered;
    let fact = gathered.law.fact(ask.place("fact")).ok_or(Trouble::NotFound)?;
    draft::save(hall, person, place(ask), &ask.form)?;
    let refused = draft::take_in(hall, ask, place(ask))?;
    if !refused.is_empty() {
        return show(hall, ask, StatusCode::UNPROCESSABLE_ENTITY, refused, String::new());
    }
    let draft = draft::of(hall, ask, place(ask))?;
    let value = answers::value_of(&draft);
    if value != UNCLEAR && standing(fact, value).is_none() {
        let wrong = words.say(if value.is_empty() { "web-question-empty" } else { "web-self-check-wrong" });
        return show(hall, ask, StatusCode::UNPROCESSABLE_ENTITY, Vec::new(), wrong);
    }
    Ok(see(&format!("/apply/{}/q", gathered.number), &[]))
}
