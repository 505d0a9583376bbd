//! `/desk/{no}/do/{act}`, `/inv/…`, `/panel/…`, `/up/…`: the further acts of those who work on a case, one a page.

use axum::http::StatusCode;
use axum::response::Response;

use crate::http::act_form::{self, Again, Like, Sent};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::hall::Hall;
use crate::http::work;
use crate::report::names::Names;

/// Each front, what its menu entry is called, and its acts.
const FRONTS: [(&str, &str, &[Like]); 5] = [
    (
        "/desk",
        "work-desk",
        &[
            Like::plain("accept"),
            Like::plain("reject"),
            Like::plain("request_supplement"),
            Like::plain("transfer"),
            Like::plain("decide_recusal"),
        ],
    ),
    ("/inv", "work-inv", &[Like::bare("exclude_evidence"), Like::bare("plan_talk"), Like::plain("enclose")]),
    ("/review", "work-review", &[Like::bare("request_recusal")]),
    ("/panel", "work-panel", &[Like::plain("hear"), Like::plain("decide_recusal")]),
    (
        "/up",
        "work-up",
        &[
            Like::plain("answer_filing"),
            Like::plain("flag_filing"),
            Like::plain("accept_appeal"),
            Like::plain("appeal"),
            Like::plain("revoke"),
            Like::plain("spot_check"),
            Like::plain("extend"),
        ],
    ),
];

/// The form.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn front(ask: &Ask) -> Result<(&'static str, &'static str, Like), Trouble> {
    let (front, menu, acts) =
        FRONTS.into_iter().find(|(front, ..)| ask.path.starts_with(&format!("{front}/"))).ok_or(Trouble::NotFound)?;
    let like = acts.iter().find(|like| like.act == ask.place("act")).ok_or(Trouble::NotFound)?;
    Ok((front, menu, *like))
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (front, menu, like) = front(ask)?;
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let names = Names::of(words, Some(gathered));
    let mut page = work::page(hall, ask, (front, menu), &[])?;
    page.frame.title = format!("{} {}", names.step_or_act(like.act), gathered.number);
    let back = match front {
        "/desk" => format!("/desk/{}/screen", gathered.number),
        "/inv" => format!("/inv/{}/evidence", gathered.number),
        _ => format!("{front}/{}", gathered.number),
    };
    // Who assesses blind learns no name here either.
    if front != "/review" {
        page.blocks.push(work::matter(&names, gathered));
    }
    let mut page = page.with_form((hall, ask), like, again, back)?;
    for field in ["missing", "reason", "remedy"] {
        let key = format!("work-ready-{}-{field}", like.act.replace('_', "-"));
        if words.knows(&key) {
            work::prefill(&mut page.form, &format!("f-{field}"), &words.say(&key));
        }
    }
    if like.act == "request_supplement" {
        let missing = work::missing(gathered).into_iter().map(|fact| names.fact(&fact.id)).collect::<Vec<_>>();
        work::prefill(&mut page.form, "f-missing", &missing.join("\n"));
    }
    page.show(status)
}

/// Carries it out.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (_, _, like) = front(ask)?;
    match act_form::send(hall, ask, like)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
