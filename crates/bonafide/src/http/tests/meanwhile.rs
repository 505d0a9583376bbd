//! Two people on one case: each sees what the other did, without loading the page again and before anything is sent.

use axum::body::Body;
use axum::http::header::{COOKIE, IF_NONE_MATCH};
use axum::http::{Request, StatusCode};

use super::forms::reported;
use super::{CaseNo, House, borrowed, filled, house};

impl House {
    /// What a page asks for, having been told of a version.
    fn news(&self, number: &str, cookie: &str, (since, known): (u32, u32)) -> (StatusCode, String) {
        let request = Request::get(format!("/cases/{number}/meanwhile?since={since}"));
        let request = request.header(COOKIE, cookie).header(IF_NONE_MATCH, known.to_string());
        self.read(request.body(Body::empty()).unwrap())
    }

    fn version(&self, number: &str) -> u32 {
        self.hall.desk.look(&CaseNo::new(number).unwrap()).unwrap().case.version
    }
}

#[test]
fn who_has_a_case_open_is_told_what_another_did_and_nothing_while_nothing_happens() {
    let house = house();
    let number = reported(&house);
    let (office, party) = (house.signed_in("p10"), house.signed_in("p07"));
    let before = house.version(&number);
    let asked = format!("/cases/{number}/meanwhile?since={before}");
    for (path, cookie) in [
        (format!("/cases/{number}"), &office),
        (format!("/me/{number}/do/enclose"), &party),
        (format!("/cases/{number}/timeline"), &party),
    ] {
        assert!(house.get(&path, cookie).1.contains(&format!("hx-get=\"{asked}\"")), "{path} asks for news");
    }
    assert_eq!(house.news(&number, &office, (before, before)).0, StatusCode::NOT_MODIFIED);

    let place = format!("/me/{number}/do/enclose");
    let (_, page) = house.get(&place, &party);
    let (status, to) = house.post(&place, &party, &borrowed(&filled(&page, &[("f-note", "先抢险后补手续")])));
    assert_eq!(status, StatusCode::SEE_OTHER, "{to}");

    let after = house.version(&number);
    let (status, told) = house.news(&number, &office, (before, before));
    assert!(status == StatusCode::OK && told.contains("刚刚，p07 ") && told.contains("提交材料"), "{told}");
    // The page that shows it says so, asks on from where it began, and is not told again.
    assert!(told.contains(&asked) && told.contains(&format!("\"If-None-Match\":\"{after}\"")), "{told}");
    assert_eq!(house.news(&number, &office, (before, after)).0, StatusCode::NOT_MODIFIED);
    // Their own act is no news to them; who may not see the case is told nothing.
    assert!(!house.news(&number, &party, (before, before)).1.contains("<li>"));
    assert_eq!(house.news(&number, &house.signed_in("p16"), (before, before)).0, StatusCode::NOT_FOUND);
}
