//! Every route on one page: address, method, who may come in, and the page. A test walks the table with every role.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRequest, Query, RawPathParams, Request, State};
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
use super::hall::Hall;
use super::may::{Needs, Right, Verdict, may};
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
    read("/cases/{no}/do",             Right::Case(Needs::Party),    pages::act::choose),
    read("/cases/{no}/do/{act}",       Right::Case(Needs::Party),    pages::act::page),
    form("/cases/{no}/do/{act}",       Right::Case(Needs::Party),    pages::act::submit),
    read("/cases/{no}/receipt/{id}",   Right::Case(Needs::Outline),  pages::receipt::page),
];

/// The largest form.
const FORM_BYTES_MAX: usize = 1024 * 1024;

/// Nobody waits longer.
const WAIT_MAX: Duration = Duration::from_secs(30);

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
        .layer(RequestBodyLimitLayer::new(FORM_BYTES_MAX))
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
        match Form::<Vec<(String, String)>>::from_request(request, &()).await {
            Ok(Form(pairs)) => ask.form = pairs,
            Err(refused) => return refused.into_response(),
        }
        if !guard::is_own(&headers) || !has_token(route, &ask) {
            return tell(&hall, &ask, Trouble::NotOurs);
        }
    }
    let made = tokio::task::spawn_blocking(move || {
        let made = admit(&hall, route, &mut ask).and_then(|()| (route.page)(&hall, &ask));
        made.unwrap_or_else(|trouble| tell(&hall, &ask, trouble))
    });
    made.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
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
        (Right::Case(_), Some(_), Some(number)) => Some(hall.desk.look(&number)?),
        _ => None,
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
