//! Every route on one page: address, method, who may come in, and the page. A test walks the table with every role.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Query, RawPathParams, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, get, on};
use axum::{Form, RequestExt};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use super::answer::{Trouble, tell};
use super::ask::{Ask, Seen};
use super::draft;
use super::hall::Hall;
use super::may::{Needs, Right, Verdict, may};
use super::upload::{self, FORM_WITH_FILES_BYTES_MAX};
use super::viewer::Viewer;
use super::{guard, pages};

/// Reading or changing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// Reading: nothing is changed.
    Get,
    /// A form.
    Post,
}

/// What answers.
pub(super) type Page = fn(&Hall, &Ask) -> Result<Response, Trouble>;

/// One route.
pub(super) struct Route {
    pub(super) method: Method,
    pub(super) path: &'static str,
    pub(super) right: Right,
    pub(super) page: Page,
}

const fn read(path: &'static str, right: Right, page: Page) -> Route {
    Route { method: Method::Get, path, right, page }
}

const fn form(path: &'static str, right: Right, page: Page) -> Route {
    Route { method: Method::Post, path, right, page }
}

/// The whole house.
#[rustfmt::skip]
pub(super) const ROUTES: &[Route] = &[
    read("/",                          Right::Anyone,                pages::home::page),
    form("/look",                      Right::Anyone,                pages::look::change),
    read("/design",                    Right::Anyone,                pages::design::page),
    read("/calendar",                  Right::Anyone,                pages::calendar::page),
    read("/self-check",                Right::Anyone,                pages::self_check::page),
    form("/self-check",                Right::Anyone,                pages::self_check::answer),
    read("/open/rules",                Right::Anyone,                pages::rules::list),
    read("/open/rules/{name}",         Right::Anyone,                pages::rules::page),
    read("/policy",                    Right::SignedIn,              pages::policy::list),
    form("/policy",                    Right::SignedIn,              pages::policy::begin),
    read("/policy/{draft}",            Right::SignedIn,              pages::policy::editor),
    form("/policy/{draft}",            Right::SignedIn,              pages::policy::keep),
    form("/policy/{draft}/findings",   Right::SignedIn,              pages::policy::findings),
    read("/policy/{draft}/test",       Right::SignedIn,              pages::policy_test::page_of_tests),
    read("/policy/{draft}/compare",    Right::SignedIn,              pages::policy_test::compare),
    read("/policy/{draft}/issue",      Right::SignedIn,              pages::policy_issue::page_of_issue),
    form("/policy/{draft}/issue",      Right::SignedIn,              pages::policy_issue::issue),
    read("/sign-in",                   Right::Anyone,                pages::sign_in::page),
    form("/sign-in",                   Right::Anyone,                pages::sign_in::enter),
    form("/sign-out",                  Right::SignedIn,              pages::sign_in::leave),
    read("/desk",                      Right::SignedIn,              pages::desk::page),
    read("/cases",                     Right::SignedIn,              pages::cases::page),
    read("/search",                    Right::SignedIn,              pages::cases::search),
    form("/exports",                   Right::SignedIn,              pages::export::start),
    read("/exports/{id}",              Right::SignedIn,              pages::export::progress),
    read("/exports/{id}/file",         Right::SignedIn,              pages::export::file),
    read("/new",                       Right::SignedIn,              pages::act::kinds),
    read("/new/{act}",                 Right::SignedIn,              pages::act::page),
    form("/new/{act}",                 Right::SignedIn,              pages::act::submit),
    read("/cases/{no}",                Right::Case(Needs::Outline),  pages::case::overview),
    read("/cases/{no}/flow",           Right::Case(Needs::Outline),  pages::case::flow),
    read("/cases/{no}/evidence",       Right::Case(Needs::Evidence), pages::case::evidence),
    read("/cases/{no}/interviews",     Right::Case(Needs::Whole),    pages::case_record::interviews),
    read("/cases/{no}/findings",       Right::Case(Needs::Evidence), pages::case::findings),
    read("/cases/{no}/papers",         Right::Case(Needs::Party),    pages::case_record::papers),
    read("/cases/{no}/timeline",       Right::Case(Needs::Party),    pages::case_record::timeline),
    read("/cases/{no}/trail",          Right::Case(Needs::Whole),    pages::case_record::trail),
    read("/cases/{no}/what-if",        Right::Case(Needs::Whole),    pages::what_if::page),
    read("/cases/{no}/meanwhile",      Right::Case(Needs::Party),    pages::meanwhile::page),
    read("/cases/{no}/do",             Right::Case(Needs::Party),    pages::act::choose),
    read("/cases/{no}/do/{act}",       Right::Case(Needs::Party),    pages::act::page),
    form("/cases/{no}/do/{act}",       Right::Case(Needs::Party),    pages::act::submit),
    read("/me",                        Right::SignedIn,              pages::me::page),
    read("/me/account",                Right::SignedIn,              pages::account::page),
    form("/me/account",                Right::SignedIn,              pages::account::change),
    read("/me/{no}",                   Right::Concerned,             pages::me_case::page),
    read("/me/{no}/interview",         Right::Concerned,             pages::me_interview::page),
    form("/me/{no}/interview",         Right::Concerned,             pages::me_interview::submit),
    read("/me/{no}/defence",           Right::Concerned,             pages::me_defence::page),
    form("/me/{no}/defence",           Right::Concerned,             pages::me_defence::submit),
    read("/me/{no}/result",            Right::Concerned,             pages::me_result::page),
    read("/me/{no}/after",             Right::Concerned,             pages::me_after::page),
    form("/me/{no}/after",             Right::Concerned,             pages::me_after::submit),
    read("/me/{no}/do/{act}",          Right::Concerned,             pages::me_act::page),
    form("/me/{no}/do/{act}",          Right::Concerned,             pages::me_act::submit),
    read("/apply",                     Right::SignedIn,              pages::apply::choose),
    read("/apply/{no}",                Right::Concerned,             pages::apply::tasks),
    read("/apply/{no}/words",          Right::Concerned,             pages::apply_words::page),
    form("/apply/{no}/words",          Right::Concerned,             pages::apply_words::submit),
    read("/apply/{no}/q",              Right::Concerned,             pages::apply_question::next),
    read("/apply/{no}/q/{fact}",       Right::Concerned,             pages::apply_question::page),
    form("/apply/{no}/q/{fact}",       Right::Concerned,             pages::apply_question::answer),
    read("/apply/{no}/check",          Right::Concerned,             pages::apply_check::page),
    form("/apply/{no}/check",          Right::Concerned,             pages::apply_check::submit),
    read("/receipt/{no}",              Right::Concerned,             pages::apply_receipt::page),
    read("/receipt/{no}/signed/{id}",  Right::Concerned,             pages::apply_receipt::signed),
    read("/unit",                      Right::SignedIn,              pages::unit::page),
    read("/unit/fix",                  Right::SignedIn,              pages::unit_fix::page),
    read("/unit/learn",                Right::SignedIn,              pages::unit_learn::page),
    read("/unit/{no}/self",            Right::OwnUnit,               pages::unit_self::page),
    form("/unit/{no}/self",            Right::OwnUnit,               pages::unit_self::submit),
    read("/unit/{no}/opinion",         Right::OwnUnit,               pages::unit_opinion::page),
    form("/unit/{no}/opinion",         Right::OwnUnit,               pages::unit_opinion::submit),
    read("/unit/{no}/do/{act}",        Right::OwnUnit,               pages::unit_act::page),
    form("/unit/{no}/do/{act}",        Right::OwnUnit,               pages::unit_act::submit),
    read("/desk/{no}/screen",          Right::Case(Needs::Whole),    pages::desk_screen::page),
    form("/desk/{no}/screen",          Right::Case(Needs::Whole),    pages::desk_screen::submit),
    read("/desk/{no}/assign",          Right::Case(Needs::Whole),    pages::desk_assign::page),
    form("/desk/{no}/assign",          Right::Case(Needs::Whole),    pages::desk_assign::submit),
    read("/desk/{no}/do/{act}",        Right::Case(Needs::Whole),    pages::work_act::page),
    form("/desk/{no}/do/{act}",        Right::Case(Needs::Whole),    pages::work_act::submit),
    read("/inv",                       Right::SignedIn,              pages::inv::page),
    read("/inv/{no}/plan",             Right::Case(Needs::Whole),    pages::inv_plan::page),
    form("/inv/{no}/plan",             Right::Case(Needs::Whole),    pages::inv_plan::submit),
    read("/inv/{no}/evidence",         Right::Case(Needs::Whole),    pages::inv_evidence::page),
    form("/inv/{no}/evidence",         Right::Case(Needs::Whole),    pages::inv_evidence::submit),
    read("/inv/{no}/talk",             Right::Case(Needs::Whole),    pages::inv_talk::page),
    form("/inv/{no}/talk",             Right::Case(Needs::Whole),    pages::inv_talk::submit),
    read("/inv/{no}/facts",            Right::Case(Needs::Whole),    pages::inv_facts::page),
    form("/inv/{no}/facts",            Right::Case(Needs::Whole),    pages::inv_facts::submit),
    read("/inv/{no}/report",           Right::Case(Needs::Whole),    pages::inv_report::page),
    form("/inv/{no}/report",           Right::Case(Needs::Whole),    pages::inv_report::submit),
    read("/inv/{no}/do/{act}",         Right::Case(Needs::Whole),    pages::work_act::page),
    form("/inv/{no}/do/{act}",         Right::Case(Needs::Whole),    pages::work_act::submit),
    read("/panel",                     Right::SignedIn,              pages::panel::page),
    read("/panel/{no}",                Right::Case(Needs::Whole),    pages::panel_case::page),
    read("/panel/{no}/vote",           Right::Case(Needs::Whole),    pages::panel_vote::page),
    form("/panel/{no}/vote",           Right::Case(Needs::Whole),    pages::panel_vote::submit),
    read("/panel/{no}/hearing",        Right::Case(Needs::Whole),    pages::panel_hearing::page),
    form("/panel/{no}/hearing",        Right::Case(Needs::Whole),    pages::panel_hearing::submit),
    read("/panel/{no}/do/{act}",       Right::Case(Needs::Whole),    pages::work_act::page),
    form("/panel/{no}/do/{act}",       Right::Case(Needs::Whole),    pages::work_act::submit),
    read("/review",                    Right::SignedIn,              pages::review::list),
    read("/review/{no}",               Right::Commissioned,          pages::review::page),
    form("/review/{no}",               Right::Commissioned,          pages::review::submit),
    read("/review/{no}/do/{act}",      Right::Commissioned,          pages::work_act::page),
    form("/review/{no}/do/{act}",      Right::Commissioned,          pages::work_act::submit),
    read("/up",                        Right::SignedIn,              pages::up::page),
    read("/up/watch",                  Right::SignedIn,              pages::up_watch::page),
    read("/up/{no}",                   Right::Case(Needs::Whole),    pages::up::one),
    read("/up/{no}/do/{act}",          Right::Case(Needs::Whole),    pages::work_act::page),
    form("/up/{no}/do/{act}",          Right::Case(Needs::Whole),    pages::work_act::submit),
    form("/draft",                     Right::SignedIn,              pages::draft::keep),
    read("/draft/file/{id}",           Right::SignedIn,              pages::draft::file),
    read("/cases/{no}/file/{digest}",  Right::Case(Needs::Party),    pages::file::page),
    read("/cases/{no}/receipt/{id}",   Right::Case(Needs::Outline),  pages::receipt::page),
];

/// The largest form without files.
const FORM_BYTES_MAX: usize = 1024 * 1024;

/// Nobody waits longer; files over a slow line take their time.
const WAIT_MAX: Duration = Duration::from_secs(120);

/// The style sheet and the script, built in.
const STYLE: &str = include_str!("../../assets/style.css");
const SCRIPT: &str = include_str!("../../assets/htmx.min.js");

/// The router over a hall.
pub(super) fn router(hall: Arc<Hall>) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        router = router.route(route.path, handler(route));
    }
    router
        .route("/assets/style.css", get(|| async { asset("text/css; charset=utf-8", STYLE) }))
        .route("/assets/htmx.min.js", get(|| async { asset("text/javascript; charset=utf-8", SCRIPT) }))
        .fallback(|State(hall): State<Arc<Hall>>, request: Request| async move {
            let ask = bare(&hall, &request);
            tell(&hall, &ask, Trouble::NotFound)
        })
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, WAIT_MAX))
        .layer(RequestBodyLimitLayer::new(FORM_WITH_FILES_BYTES_MAX))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(axum::middleware::map_response(guard::dress))
        .with_state(hall)
}

fn asset(media: &'static str, text: &'static str) -> Response {
    ([(CONTENT_TYPE, media), (CACHE_CONTROL, "public, max-age=3600")], text).into_response()
}

fn handler(route: &'static Route) -> MethodRouter<Arc<Hall>> {
    let filter = match route.method {
        Method::Get => MethodFilter::GET,
        Method::Post => MethodFilter::POST,
    };
    on(filter, move |State(hall): State<Arc<Hall>>, request: Request| answer(hall, route, request))
}

/// What is known of a request before its body is read.
fn bare(hall: &Hall, request: &Request) -> Ask {
    let path = request.uri().path_and_query().map(|path| path.as_str().to_owned()).unwrap_or_default();
    let query = Query::<Vec<(String, String)>>::try_from_uri(request.uri()).map(|Query(pairs)| pairs);
    Ask {
        viewer: Viewer::of(hall, request.headers()),
        path,
        places: Vec::new(),
        query: query.unwrap_or_default(),
        form: Vec::new(),
        uploads: Vec::new(),
        is_part: request.headers().contains_key("hx-request"),
        known: text_of(request.headers(), IF_NONE_MATCH),
        seen: None,
    }
}

fn text_of(headers: &HeaderMap, name: HeaderName) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// Reads a request, admits it, and lets a blocking thread make the page.
async fn answer(hall: Arc<Hall>, route: &'static Route, mut request: Request) -> Response {
    let mut ask = bare(&hall, &request);
    if let Ok(places) = request.extract_parts::<RawPathParams>().await {
        ask.places = places.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    }
    if route.method == Method::Post {
        let headers: HeaderMap = request.headers().clone();
        if let Err(trouble) = read_form(&mut ask, request).await {
            return tell(&hall, &ask, trouble);
        }
        if !guard::is_own(&headers) {
            return tell(&hall, &ask, Trouble::NotOurs);
        }
        if !has_token(route, &ask) {
            return tokio::task::spawn_blocking(move || old_form(&hall, &ask)).await.unwrap_or_else(failed);
        }
    }
    let made = tokio::task::spawn_blocking(move || {
        let made = admit(&hall, route, &mut ask).and_then(|()| (route.page)(&hall, &ask));
        made.unwrap_or_else(|trouble| tell(&hall, &ask, trouble))
    });
    made.await.unwrap_or_else(failed)
}

fn failed(_: tokio::task::JoinError) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// A form of ours, made before somebody signed in anew: nothing is done, what was typed is kept.
fn old_form(hall: &Hall, ask: &Ask) -> Response {
    let place = draft::place(ask.field("draft")).filter(|place| *place != "/");
    let kept = ask
        .viewer
        .person()
        .zip(place)
        .and_then(|(person, place)| draft::save(hall, person, place, &ask.form).ok().map(|()| place.to_owned()));
    tell(hall, ask, kept.map_or(Trouble::NotOurs, Trouble::OldForm))
}

/// Reads a form, with files or without.
async fn read_form(ask: &mut Ask, mut request: Request) -> Result<(), Trouble> {
    let media = request.headers().get(CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or_default();
    if media.starts_with("multipart/form-data") {
        DefaultBodyLimit::max(FORM_WITH_FILES_BYTES_MAX).apply(&mut request);
        let form = Multipart::from_request(request, &()).await.map_err(|_| Trouble::NotOurs)?;
        let is_signed = ask.viewer.signed.is_some();
        let parts = upload::parts(form, is_signed).await.map_err(|_| Trouble::TooLarge)?;
        (ask.form, ask.uploads) = (parts.pairs, parts.uploads);
        return Ok(());
    }
    DefaultBodyLimit::max(FORM_BYTES_MAX).apply(&mut request);
    let form = Form::<Vec<(String, String)>>::from_request(request, &()).await;
    let too_large = |refused: &FormRejection| refused.status() == StatusCode::PAYLOAD_TOO_LARGE;
    let why = |refused| if too_large(&refused) { Trouble::TooLarge } else { Trouble::NotOurs };
    ask.form = form.map_err(why)?.0;
    Ok(())
}

/// A form of somebody signed in brings back the token of the session.
fn has_token(route: &Route, ask: &Ask) -> bool {
    let signed = ask.viewer.signed.as_ref();
    route.right == Right::Anyone || signed.is_none_or(|signed| signed.form_token == ask.field("token"))
}

/// Asks `may`, and puts the case at hand as far as it may be seen.
fn admit(hall: &Hall, route: &Route, ask: &mut Ask) -> Result<(), Trouble> {
    let person = ask.viewer.person().cloned();
    let gathered = match (route.right, &person, ask.number()) {
        (Right::Anyone | Right::SignedIn, ..) | (_, None, _) | (_, _, None) => None,
        (_, Some(_), Some(number)) => Some(hall.desk.look(&number)?),
    };
    match may(route.right, person.as_ref(), gathered.as_ref()) {
        Verdict::Yes(sight) => {
            ask.seen = gathered.map(|gathered| Seen { gathered, sight });
            Ok(())
        }
        Verdict::SignIn => Err(Trouble::SignIn),
        Verdict::No => Err(Trouble::NotFound),
    }
}
