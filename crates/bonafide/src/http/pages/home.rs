//! `/`: what somebody in trouble, somebody curious and somebody with a report can do; and the way a case goes.

use axum::response::Response;
use bonafide_procedure::step::{Step, Track};

use crate::gather::laws::Law;
use crate::http::answer::{Trouble, page as show};
use crate::http::ask::Ask;
use crate::http::frame::Frame;
use crate::http::hall::Hall;
use crate::http::picture::flow;
use crate::report::counting;
use crate::report::names::Names;
use crate::words::Words;

#[derive(askama::Template)]
#[template(path = "home.html")]
struct Home<'a> {
    frame: Frame<'a>,
    flow: String,
    steps: Vec<Row>,
}

struct Row {
    step: String,
    who: String,
    term: String,
    article: String,
}

/// The first page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let laws = hall.desk.laws()?;
    let general = laws.all().find(|law| law.unit.is_none());
    let steps = general.map(|law| rows(words, law)).unwrap_or_default();
    let frame = Frame::new(hall, ask, words.say("web-home-title"));
    show(&Home { frame, flow: flow::boxes(words), steps })
}

/// The steps on the way to the decision, as the general text has them.
fn rows(words: &Words, law: &Law) -> Vec<Row> {
    let names = Names::of(words, None);
    let mut seen: Vec<Step> = Vec::new();
    let mut rows = Vec::new();
    for provided in &law.in_force.procedure.steps {
        let step = provided.step;
        if seen.contains(&step) || (step.row().track != Track::Main && !step.is_right()) {
            continue;
        }
        seen.push(step);
        let term =
            provided.limit.as_ref().and_then(|(term, _)| bonafide_procedure::deadline::Term::try_from(*term).ok());
        rows.push(Row {
            step: names.step(step),
            who: names.parties(&provided.by),
            term: term.map(|term| counting::term(words, term)).unwrap_or_default(),
            article: provided.citation.article.clone().unwrap_or_default(),
        });
    }
    rows
}
