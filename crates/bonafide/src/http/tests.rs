//! The house tried from the outside: every route with every role, signing in, forged and stale forms, the same form twice.

mod desks;
mod meanwhile;
mod policy;

use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{Request, Response, StatusCode};
use bonafide_procedure::id::{CaseNo, PersonId};
use bonafide_store::testing::Directory;
use tower::ServiceExt;

mod forms;

use super::hall::Hall;
use super::may::{Needs, Right, Sight, sight};
use super::router::{Method, ROUTES, router};
use crate::demo::{PASSWORD, prepared};
use crate::handle::CASE;

/// One demonstration for all tests: making it takes longer than asking it.
struct House {
    hall: Arc<Hall>,
    _folder: Directory,
}

fn house() -> House {
    let folder = Directory::new().unwrap();
    let data = folder.path().join("site");
    let stage = prepared(&data).unwrap();
    assert!(stage.cases >= 40, "{} files", stage.cases);
    House { hall: Arc::new(Hall::new(stage.desk, data, false)), _folder: folder }
}

impl House {
    fn ask(&self, request: Request<Body>) -> Response<Body> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(router(Arc::clone(&self.hall)).oneshot(request)).unwrap()
    }

    fn get(&self, path: &str, cookie: &str) -> (StatusCode, String) {
        let request = Request::get(path).header(COOKIE, cookie).body(Body::empty()).unwrap();
        self.read(request)
    }

    fn read(&self, request: Request<Body>) -> (StatusCode, String) {
        let answer = self.ask(request);
        let status = answer.status();
        let location = answer.headers().get(LOCATION).map(|to| to.to_str().unwrap().to_owned());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let body = runtime.block_on(axum::body::to_bytes(answer.into_body(), 8 << 20)).unwrap();
        (status, location.unwrap_or_else(|| String::from_utf8(body.to_vec()).unwrap()))
    }

    fn post(&self, path: &str, cookie: &str, form: &[(&str, &str)]) -> (StatusCode, String) {
        self.read(post(path, cookie, form))
    }

    /// The cookie of somebody signed in.
    fn signed_in(&self, person: &str) -> String {
        let answer = self.ask(post("/sign-in", "", &[("person", person), ("password", PASSWORD)]));
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{person} signs in");
        let cookie = answer.headers().get(SET_COOKIE).unwrap().to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        cookie.split(';').next().unwrap().to_owned()
    }

    /// The cases in which somebody has a sight.
    fn seen_as(&self, person: &str, wanted: Sight) -> Vec<CaseNo> {
        let person = PersonId::new(person).unwrap();
        let keys = self.hall.desk.store.streams(CASE, "", 500).unwrap();
        let numbers = keys.iter().map(|(key, _)| CaseNo::new(key).unwrap());
        numbers.filter(|number| sight(&person, &self.hall.desk.look(number).unwrap()) == wanted).collect()
    }
}

fn post(path: &str, cookie: &str, form: &[(&str, &str)]) -> Request<Body> {
    let body: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    Request::post(path)
        .header(HOST, "site.test")
        .header(ORIGIN, "http://site.test")
        .header(COOKIE, cookie)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body.join("&")))
        .unwrap()
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// The value of a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    page.split(&start).nth(1).unwrap_or_default().split('"').next().unwrap_or_default().to_owned()
}

/// The status of a route for somebody, in a case of which they have that sight.
fn allowed(right: Right, role: Option<&str>, sight: Option<Sight>, was_served: bool) -> bool {
    match (right, sight) {
        // The case of the walk concerns p07; p06 and p08 lead the bureau.
        (Right::Concerned, _) => role == Some("p07"),
        (Right::OwnUnit, _) => matches!(role, Some("p06" | "p08")),
        // Nobody was asked to assess it from outside.
        (Right::Commissioned, _) => false,
        (Right::Anyone, _) | (Right::SignedIn, Some(_)) => true,
        (_, None) => false,
        (Right::Case(needs), Some(sight)) => match needs {
            Needs::Outline => sight >= Sight::Outline,
            Needs::Party => sight >= Sight::Party,
            Needs::Evidence => sight == Sight::Whole || (sight == Sight::Party && was_served),
            Needs::Whole => sight == Sight::Whole,
        },
    }
}

#[test]
fn every_route_admits_those_it_names_and_nobody_else() {
    let house = house();
    let number = house.seen_as("p07", Sight::Party).into_iter().next().expect("p07 is concerned in a case");
    let roles = [
        None,
        Some("p07"),
        Some("p06"),
        Some("p16"),
        Some("p09"),
        Some("p12"),
        Some("p17"),
        Some("w01"),
        Some("p20"),
        Some("p14"),
    ];
    let gathered = house.hall.desk.look(&number).unwrap();
    let was_served = gathered.case.determination.as_ref().is_some_and(|found| found.served.is_some());
    let mut walked = 0;
    for role in roles {
        let cookie = role.map(|person| house.hall.sessions.begin(PersonId::new(person).unwrap()).unwrap());
        let cookie = cookie.map(|token| format!("bonafide={token}")).unwrap_or_default();
        let sight = role.map(|person| sight(&PersonId::new(person).unwrap(), &gathered));
        if let Some(person) = role {
            let text = ("text".to_owned(), b"---\n---".to_vec());
            house.hall.desk.store.save_draft(person, "/policy/1", &[text]).unwrap();
        }
        for route in ROUTES.iter().filter(|route| route.method == Method::Get) {
            let path = route
                .path
                .replace("{no}", number.as_str())
                .replace("{act}", if route.path.starts_with("/new") { "report" } else { "defend" });
            let path = match route.path {
                "/me/{no}/do/{act}" => path.replace("/do/defend", "/do/enclose"),
                "/unit/{no}/do/{act}" => path.replace("/do/defend", "/do/enclose"),
                "/desk/{no}/do/{act}" => path.replace("/do/defend", "/do/accept"),
                "/inv/{no}/do/{act}" => path.replace("/do/defend", "/do/exclude_evidence"),
                "/panel/{no}/do/{act}" => path.replace("/do/defend", "/do/hear"),
                "/up/{no}/do/{act}" => path.replace("/do/defend", "/do/spot_check"),
                _ => path.replace("{fact}", "concealment"),
            };
            let path = path.replace("{name}", "general@2026-1").replace("{id}", &"0".repeat(32));
            let path = path.replace("{digest}", &"0".repeat(64)).replace("{draft}", "1");
            let (status, page) = house.get(&path, &cookie);
            // There is no receipt and no file of such a number: whoever is admitted learns just that.
            let is_nowhere = route.path.contains("{id}") || route.path.contains("{digest}");
            // Who has one matter alone, or one question to answer next, is led there.
            let leads_on = route.path == "/apply/{no}/q" || (route.path == "/apply" && status == StatusCode::SEE_OTHER);
            let wanted = match (allowed(route.right, role, sight, was_served), sight) {
                (true, _) if is_nowhere => StatusCode::NOT_FOUND,
                (true, Some(_)) if leads_on => StatusCode::SEE_OTHER,
                (true, _) => StatusCode::OK,
                (false, None) => StatusCode::SEE_OTHER,
                (false, Some(_)) => StatusCode::NOT_FOUND,
            };
            assert_eq!(status, wanted, "{role:?} with {sight:?} at {path}: {page}");
            walked += 1;
        }
    }
    assert_eq!(walked, roles.len() * ROUTES.iter().filter(|route| route.method == Method::Get).count());
}

#[test]
fn each_sees_what_they_need_to_know_and_no_more() {
    let house = house();
    let number = house.seen_as("p07", Sight::Party).into_iter().next().unwrap();
    let gathered = house.hall.desk.look(&number).unwrap();
    let seen = |person: &str| sight(&PersonId::new(person).unwrap(), &gathered);
    // The person concerned; the party group and the head of the bureau; the tolerance office; the discipline commission
    // that brought it up; a colleague's colleague, a bank and a hospital elsewhere.
    assert_eq!(["p07", "p06", "p08"].map(seen), [Sight::Party; 3]);
    assert_eq!(["p09", "p10"].map(seen), [Sight::Whole; 2]);
    assert_eq!(seen("p16"), Sight::Outline);
    assert_eq!(["b05", "h01", "w05", "m01"].map(seen), [Sight::Nothing; 4]);
    let mut aside = gathered;
    Arc::make_mut(&mut aside.case).aside.insert(PersonId::new("p09").unwrap());
    assert_eq!(sight(&PersonId::new("p09").unwrap(), &aside), Sight::Nothing, "who stands aside sees nothing more");
}

#[test]
fn every_form_refuses_another_site_and_every_form_of_somebody_signed_in_a_forged_token() {
    let house = house();
    let cookie = house.signed_in("p09");
    for route in ROUTES.iter().filter(|route| route.method == Method::Post) {
        let path = route.path.replace("{no}", "2026-0001").replace("{act}", "report");
        let mut request = post(&path, &cookie, &[]);
        request.headers_mut().insert(ORIGIN, "http://elsewhere.test".parse().unwrap());
        assert_eq!(house.read(request).0, StatusCode::FORBIDDEN, "{path} from elsewhere");
        if route.right != Right::Anyone {
            let (status, _) = house.post(&path, &cookie, &[("token", "forged")]);
            assert_eq!(status, StatusCode::FORBIDDEN, "{path} with a forged token");
        }
    }
}

#[test]
fn a_wrong_password_signs_nobody_in_and_many_make_one_wait() {
    let house = house();
    let wrong = [("person", "p09"), ("password", "not the password")];
    for _ in 0..5 {
        assert_eq!(house.post("/sign-in", "", &wrong).0, StatusCode::UNAUTHORIZED);
    }
    let right = [("person", "p09"), ("password", PASSWORD)];
    assert_eq!(house.post("/sign-in", "", &right).0, StatusCode::TOO_MANY_REQUESTS);
}

#[test]
fn signing_out_ends_the_session_and_signing_in_leads_back() {
    let house = house();
    let (status, to) = house.get("/desk", "");
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/sign-in?back=/desk"));
    let (_, to) =
        house.post("/sign-in", "", &[("person", "p09"), ("password", PASSWORD), ("back", "//elsewhere.test")]);
    assert_eq!(to, "/desk", "nobody is sent to another site");
    let cookie = house.signed_in("p09");
    let (_, page) = house.get("/desk", &cookie);
    let token = hidden(&page, "token");
    assert_eq!(house.post("/sign-out", &cookie, &[("token", &token)]).0, StatusCode::SEE_OTHER);
    assert_eq!(house.get("/desk", &cookie).0, StatusCode::SEE_OTHER);
}

/// A form of an act, filled in.
fn filled(page: &str, fields: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let hidden = ["token", "command", "version", "on"].map(|name| (name, hidden_or_dated(page, name)));
    hidden.into_iter().chain(fields.iter().map(|(name, text)| (*name, (*text).to_owned()))).collect()
}

fn hidden_or_dated(page: &str, name: &str) -> String {
    let dated = page.split("name=\"on\" type=\"date\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    if name == "on" { dated.unwrap_or_default().to_owned() } else { hidden(page, name) }
}

fn borrowed<'a>(form: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    form.iter().map(|(name, text)| (*name, text.as_str())).collect()
}

const REPORT: [(&str, &str); 7] = [
    ("f-subject", "p07"),
    ("f-subject_kind", "person"),
    ("f-unit", "qh-sl"),
    ("f-allegation", "堤防<b>加固</b>未按程序变更设计"),
    ("f-act_on", "2026-08-20"),
    ("f-source", "审计移交"),
    ("f-reporters", "p16"),
];

#[test]
fn the_same_form_sent_twice_is_done_once_and_gives_one_receipt() {
    let house = house();
    let cookie = house.signed_in("p16");
    let before = house.hall.desk.numbers().unwrap().len();
    let (_, page) = house.get("/new/report", &cookie);
    let form = filled(&page, &REPORT);
    let (status, first) = house.post("/new/report", &cookie, &borrowed(&form));
    assert_eq!(status, StatusCode::SEE_OTHER, "{first}");
    let (_, second) = house.post("/new/report", &cookie, &borrowed(&form));
    assert_eq!(first, second);
    assert_eq!(house.hall.desk.numbers().unwrap().len(), before + 1);
    let (status, receipt) = house.get(&first, &cookie);
    assert_eq!(status, StatusCode::OK, "{receipt}");
    let (_, page) = house.get(first.split("/receipt").next().unwrap(), &cookie);
    assert!(page.contains("堤防&#60;b&#62;加固"), "what people wrote stays text: {page}");
}

#[test]
fn a_refusal_keeps_the_text_and_says_the_clause_and_what_instead() {
    let house = house();
    let number = house.seen_as("p10", Sight::Whole).into_iter().next().unwrap();
    let cookie = house.signed_in("p10");
    let path = format!("/cases/{number}/do/decide");
    let (_, page) = house.get(&path, &cookie);
    let form = filled(
        &page,
        &[
            ("f-organ", "决定机关"),
            ("f-outcome", "exempt"),
            ("f-reason", "出于公心，尽了力"),
            ("f-remedy", "三十日内申请复核"),
        ],
    );
    let (status, page) = house.post(&path, &cookie, &borrowed(&form));
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("class=\"refused\"") && page.contains("出于公心，尽了力"), "{page}");
}

#[test]
fn a_form_made_on_an_older_version_overwrites_nothing() {
    let house = house();
    let cookie = house.signed_in("p16");
    let (_, page) = house.get("/new/report", &cookie);
    let (_, to) = house.post("/new/report", &cookie, &borrowed(&filled(&page, &REPORT)));
    let case = to.split("/receipt").next().unwrap().to_owned();
    let clerk = house.signed_in("p10");
    let screening = [("f-conclusion", "inquire"), ("f-reason", "后果轻重待查")];
    let (_, page) = house.get(&format!("{case}/do/screen"), &clerk);
    let form = filled(&page, &screening);
    let mut other = form.clone();
    other.iter_mut().filter(|(name, _)| *name == "command").for_each(|(_, id)| *id = "1".repeat(32));
    let address = format!("{case}/do/screen");
    let (status, page) = house.post(&address, &clerk, &borrowed(&form));
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let (status, page) = house.post(&address, &clerk, &borrowed(&other));
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(page.contains("后果轻重待查"), "the text is kept");
}

#[test]
fn the_self_check_asks_until_it_can_say_and_stores_nothing() {
    let house = house();
    let before = house.hall.desk.numbers().unwrap().len();
    let (_, mut page) = house.get("/self-check", "");
    for _ in 0..80 {
        let asked = hidden(&page, "asked");
        if asked.is_empty() {
            break;
        }
        let carried: Vec<(String, String)> = page
            .split("name=\"a-")
            .skip(1)
            .map(|rest| (format!("a-{}", rest.split('"').next().unwrap()), rest.split('"').nth(2).unwrap().to_owned()))
            .collect();
        let mut form: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        form.extend([("asked", asked.as_str()), ("do", "unclear")]);
        page = house.post("/self-check", "", &form).1;
    }
    assert!(page.contains("class=\"status"), "{page}");
    assert_eq!(house.hall.desk.numbers().unwrap().len(), before);
}

#[test]
fn every_answer_binds_the_browser() {
    let house = house();
    for path in ["/", "/assets/style.css", "/nowhere"] {
        let answer = house.ask(Request::get(path).body(Body::empty()).unwrap());
        let policy = answer.headers().get("content-security-policy").unwrap().to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.headers().get("x-content-type-options").unwrap(), "nosniff", "{path}");
    }
    let (_, page) = house.get("/", "");
    assert!(!page.contains(" style=") && !page.contains("<script>") && !page.contains(" onclick"), "nothing inline");
}
