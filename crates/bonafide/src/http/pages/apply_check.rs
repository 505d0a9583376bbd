//! `/apply/{no}/check` (核对): everything once more with a way to change each, the declaration, and then the application goes to
//! the unit, through the act of applying.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_rules::regulation::Look;

use super::act_fields::{Choice, Widget, command_id};
use super::apply_answers::{self as answers, Given};
use crate::handle::HandleError;
use crate::handle::papers::Paper;
use crate::http::act_form::{self, Again, Like, Sent};
use crate::http::answer::{Trouble, see};
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Card};
use crate::http::draft::{self, Draft};
use crate::http::hall::Hall;
use crate::http::picture::looks;
use crate::http::warm::Warm;
use crate::report::names::Names;
use crate::words::{Words, harmless, say};

const LIKE: Like = Like { act: "apply", with_papers: true, asks_day: false, given: &[("grounds", ""), ("items", "")] };

/// The field of the declaration.
const DECLARED: &str = "f-declared";

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No, String::new())
}

fn words_place(ask: &Ask) -> Result<String, Trouble> {
    Ok(format!("/apply/{}/words", ask.case()?.gathered.number))
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again, wrong: String) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let names = Names::of(words, Some(gathered));
    let base = format!("/apply/{}", gathered.number);
    let given = answers::all(hall, ask, gathered)?;
    let own = draft::of(hall, ask, &words_place(ask)?)?;
    let mut page = Warm::new(hall, ask, words.say("web-task-check"));
    page.path = vec![(base.clone(), words.say("web-apply"))];
    page.blocks.push(Block::Lead(words.say("web-check-lead")));
    page.blocks.push(Block::Head(words.say("web-task-words")));
    let grounds = own.field("f-grounds").trim();
    if grounds.is_empty() {
        page.blocks.push(Block::Status("late", words.say("web-check-no-words")));
    } else {
        page.blocks.push(Block::Quote(items(&names, &own), harmless(grounds)));
    }
    page.blocks.push(Block::Head(words.say("web-check-parts")));
    page.blocks.push(Block::Cards(parts(words, &names, gathered, &given, &own)));
    if !given.is_empty() {
        page.blocks.push(Block::Picture(strip(words, gathered, &given), words.say("web-check-looks")));
    }
    let open = answers::open(&gathered.law, &given).len() as u64;
    if open > 0 {
        page.blocks.push(Block::Text(say!(words, "web-check-open", left = open)));
    }
    let mut page = page.with_form((hall, ask), LIKE, again, base)?;
    if let Some(form) = &mut page.form {
        form.fields = vec![declaration(words, wrong)];
        form.keep.takes_files = false;
        form.leave = words.say("web-apply-back");
    }
    page.show(status)
}

/// The items relied on, in words.
fn items(names: &Names<'_>, own: &Draft) -> String {
    let items = own.field("f-items").lines().filter(|line| !line.is_empty()).map(|tag| format!("#{tag}"));
    let listed = names.listed(items);
    if listed.is_empty() {
        names.words.say("web-check-no-items")
    } else {
        say!(names.words, "web-check-items", items = listed)
    }
}

/// What is written and answered, one under the other; each leads to where it is changed.
fn parts(
    words: &Words,
    names: &Names<'_>,
    gathered: &crate::gather::Gathered,
    given: &[Given],
    own: &Draft,
) -> Vec<Card> {
    let files = |files: &[draft::Kept]| names.listed(files.iter().map(|file| file.name.clone()));
    let change = || ("calm", words.say("web-change"));
    let address = format!("/apply/{}/words", gathered.number);
    let mut parts = vec![Card { address, title: words.say("web-task-words"), text: files(&own.files), tag: change() }];
    for one in given {
        let mut text = answers::said(names, &gathered.law, one);
        for more in [harmless(&one.words), files(&one.files)] {
            if !more.is_empty() {
                text = format!("{text} · {more}");
            }
        }
        parts.push(Card { address: one.place.clone(), title: names.fact(&one.fact), text, tag: change() });
    }
    parts
}

/// The six looks as far as the answers go.
fn strip(words: &Words, gathered: &crate::gather::Gathered, given: &[Given]) -> String {
    let counted = |look: Look| {
        let mut counted =
            looks::Counted { name: words.say(&format!("web-look-{}", look.id())), found: 0, refuted: 0, open: 0 };
        for fact in gathered.law.regulation().facts.iter().filter(|fact| fact.look == Some(look)) {
            match given.iter().find(|one| one.fact == fact.id).map(|one| one.value.as_str()) {
                Some(answers::UNCLEAR) => counted.open += 1,
                Some("false") => counted.refuted += 1,
                Some(_) => counted.found += 1,
                None => {}
            }
        }
        counted
    };
    let counted: Vec<looks::Counted> = Look::ALL.into_iter().map(counted).collect();
    looks::strip(words, &counted)
}

fn declaration(words: &Words, wrong: String) -> Widget {
    Widget {
        name: DECLARED.to_owned(),
        label: words.say("web-check-declare"),
        hint: words.say("web-check-declare-hint"),
        wrong,
        kind: "checks",
        is_many: true,
        is_optional: false,
        value: String::new(),
        options: vec![Choice { id: "yes".to_owned(), text: words.say("web-check-declared"), is_chosen: false }],
    }
}

/// Sends the application.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    if ask.field(DECLARED) != "yes" {
        let wrong = words.say("web-check-declare-wrong");
        return show(hall, ask, StatusCode::UNPROCESSABLE_ENTITY, &Again::No, wrong);
    }
    // Nothing is typed here: sent twice, it is the application already on its way, whose drafts are gone.
    let id = command_id(ask.field("command")).ok_or(Trouble::NotOurs)?;
    let known = hall.desk.store.receipt_of(id).map_err(HandleError::from)?;
    if known.is_some_and(|known| Some(known.stream) == gathered.stream) {
        return Ok(see(&format!("/receipt/{}?id={}", gathered.number, ask.field("command")), &[]));
    }
    let given = answers::all(hall, ask, gathered)?;
    let own = draft::of(hall, ask, &words_place(ask)?)?;
    let grounds = composed(words, &Names::of(words, Some(gathered)), gathered, &own, &given);
    let mut written = vec![("grounds", grounds.as_str())];
    written.extend(own.field("f-items").lines().filter(|line| !line.is_empty()).map(|tag| ("items", tag)));
    let sent = match act_form::send_as(hall, ask, LIKE, &written, Some(papers(hall, ask, person, &own, &given)?))? {
        Sent::Done(done) => done,
        Sent::Again(status, why) => return show(hall, ask, status, &why, String::new()),
    };
    for place in given.iter().map(|one| one.place.as_str()).chain([words_place(ask)?.as_str()]) {
        draft::dropped(hall, ask, place)?;
    }
    Ok(see(&format!("/receipt/{}?id={}", gathered.number, sent.command), &[]))
}

/// The grounds as they are sent: the person's words, the answers under each other, the declaration.
fn composed(
    words: &Words,
    names: &Names<'_>,
    gathered: &crate::gather::Gathered,
    own: &Draft,
    given: &[Given],
) -> String {
    let mut text = own.field("f-grounds").trim().to_owned();
    if text.is_empty() {
        // Without own words there is no application: the act says so.
        return text;
    }
    if !given.is_empty() {
        text.push_str(&format!("\n\n{}", words.say("web-check-answers")));
    }
    for one in given {
        let value = answers::said(names, &gathered.law, one);
        text.push_str(&format!("\n{}", say!(words, "web-check-answer", fact = names.fact(&one.fact), value = value)));
        if !one.words.is_empty() {
            text.push_str(&format!(" {}", one.words));
        }
        if !one.files.is_empty() {
            let files = names.listed(one.files.iter().map(|file| file.name.clone()));
            text.push_str(&say!(words, "web-check-with", files = files));
        }
    }
    text.push_str(&format!("\n\n{}", words.say("web-check-declared")));
    text
}

/// All papers: beside the words, and beside each answer.
fn papers(
    hall: &Hall,
    ask: &Ask,
    person: &bonafide_procedure::id::PersonId,
    own: &Draft,
    given: &[Given],
) -> Result<Vec<Paper>, Trouble> {
    let mut papers = draft::papers(hall, person, &words_place(ask)?, &own.files)?;
    for one in given {
        papers.extend(draft::papers(hall, person, &one.place, &one.files)?);
    }
    Ok(papers)
}
