//! A draft from its first line to its adoption.

use super::*;

const GENERAL: &str = "general@2026-1";

impl House {
    /// The page a form led to.
    fn follow(&self, cookie: &str, (status, to): (StatusCode, String)) -> (String, String) {
        assert_eq!(status, StatusCode::SEE_OTHER, "{to}");
        let (status, page) = self.get(&to, cookie);
        assert_eq!(status, StatusCode::OK, "{to}: {page}");
        (to, page)
    }

    /// A draft begun from a base: its address, the token of the session.
    fn drafting(&self, person: &str, base: &str) -> (String, String, String) {
        let cookie = self.signed_in(person);
        let token = hidden(&self.get("/policy", &cookie).1, "token");
        let begun = self.post("/policy", &cookie, &[("token", &token), ("base", base)]);
        let (address, _) = self.follow(&cookie, begun);
        (cookie, token, address)
    }
}

#[test]
fn a_first_text_is_sound_and_what_is_wrong_is_told_under_its_line() {
    let house = house();
    let (cookie, token, address) = house.drafting("p10", "");
    let (_, page) = house.get(&address, &cookie);
    assert!(page.contains("没有发现问题"), "{page}");
    let wrong = super::super::pages::policy::STARTER.replace("当 先行先试 且", "当 先试先行 且");
    let (status, found) = house.post(&format!("{address}/findings"), &cookie, &[("token", &token), ("text", &wrong)]);
    assert_eq!(status, StatusCode::OK);
    assert!(found.contains("<mark>先试先行</mark>") && found.contains("第 24 行"), "{found}");
    // What was typed is kept; nothing wrong is tried or adopted.
    assert!(house.get(&address, &cookie).1.contains("先试先行"));
    for way in ["test", "issue"] {
        let (_, page) = house.get(&format!("{address}/{way}"), &cookie);
        assert!(page.contains("文本还有错误"), "{way}: {page}");
    }
    // A draft is one's own.
    let other = house.signed_in("p09");
    assert_eq!(house.get(&address, &other).0, StatusCode::NOT_FOUND);
}

#[test]
fn a_revision_is_tried_on_its_examples_on_all_cases_and_on_those_there_were() {
    let house = house();
    let (cookie, token, address) = house.drafting("p09", GENERAL);
    let text = house.hall.desk.laws().unwrap().all().find(|law| law.adoption.name == GENERAL).unwrap().adoption.clone();
    let harder =
        text.text.replace("version: 2026-1", "version: 2027-1").replace("直接损失 < 500万元", "直接损失 < 50万元");
    assert_ne!(harder, text.text);
    house.post(&address, &cookie, &[("token", &token), ("text", &harder)]);
    let (_, page) = house.get(&format!("{address}/test"), &cookie);
    assert!(page.contains("P7") && page.contains("用草稿重新判断了本站"), "{page}");
    let (_, page) = house.get(&format!("{address}/compare"), &cookie);
    assert!(page.contains("<tr class=\"less\"") && page.contains("<tr class=\"more\""), "{page}");
}

#[test]
fn only_who_leads_the_issuing_organ_adopts_and_a_version_only_once() {
    let house = house();
    // The clerk of the tolerance office drafts, and may not adopt; neither may he forge the form.
    let (cookie, token, address) = house.drafting("p10", GENERAL);
    let issue = format!("{address}/issue");
    assert!(house.get(&issue, &cookie).1.contains("由制定机关的负责人办理"));
    let forged = [("token", token.as_str()), ("command", &"1".repeat(32)), ("unit", "qh")];
    assert_eq!(house.post(&issue, &cookie, &forged).0, StatusCode::FORBIDDEN);

    let (cookie, token, address) = house.drafting("p01", GENERAL);
    let issue = format!("{address}/issue");
    let (_, page) = house.get(&issue, &cookie);
    let command = hidden(&page, "command");
    let form = [("token", token.as_str()), ("command", &command), ("unit", "qh")];
    let (status, page) = house.post(&issue, &cookie, &form);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "the version is taken: {page}");
    let adoption =
        house.hall.desk.laws().unwrap().all().find(|law| law.adoption.name == GENERAL).unwrap().adoption.clone();
    let next = adoption.text.replace("version: 2026-1", "version: 2027-1");
    house.post(&address, &cookie, &[("token", &token), ("text", &next)]);
    let (_, page) = house.get(&issue, &cookie);
    let form = [("token", token.as_str()), ("command", &hidden(&page, "command")), ("unit", "qh")];
    let (to, page) = house.follow(&cookie, house.post(&issue, &cookie, &form));
    assert!(to.ends_with("general@2027-1") && page.contains("general@2027-1"), "{to}");
    assert_eq!(house.get(&address, &cookie).0, StatusCode::NOT_FOUND, "the draft is no draft any more");
}
