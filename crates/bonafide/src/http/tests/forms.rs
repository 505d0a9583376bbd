//! Forms tried from the outside: drafts, files, sessions that end, cases that change meanwhile, and the application from its
//! first question to its receipt.

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, COOKIE, HOST, ORIGIN};
use axum::http::{Request, StatusCode};
use bonafide_procedure::id::PersonId;

use super::{House, REPORT, borrowed, filled, hidden, house, post};
use crate::demo::PASSWORD;

/// A form with files, as browsers send it.
fn with_files(path: &str, cookie: &str, form: &[(&str, &str)], files: &[(&str, &[u8])]) -> Request<Body> {
    let mut body = Vec::new();
    for (name, value) in form {
        body.extend(format!("--xYz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    for (name, bytes) in files {
        let head = format!("Content-Disposition: form-data; name=\"files\"; filename=\"{name}\"");
        body.extend(format!("--xYz\r\n{head}\r\nContent-Type: image/png\r\n\r\n").bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--xYz--\r\n");
    Request::post(path)
        .header(HOST, "site.test")
        .header(ORIGIN, "http://site.test")
        .header(COOKIE, cookie)
        .header(CONTENT_TYPE, "multipart/form-data; boundary=xYz")
        .body(Body::from(body))
        .unwrap()
}

/// A matter just reported, in which p07 may apply.
pub(super) fn reported(house: &House) -> String {
    let cookie = house.signed_in("p16");
    let (_, page) = house.get("/new/report", &cookie);
    let (status, to) = house.post("/new/report", &cookie, &borrowed(&filled(&page, &REPORT)));
    assert_eq!(status, StatusCode::SEE_OTHER, "{to}");
    to.split('/').nth(2).unwrap().to_owned()
}

const WRITTEN: &str = "汛期水位一夜上涨，先抢险后补手续";

#[test]
fn what_was_typed_is_there_again_on_the_same_page_and_for_nobody_else() {
    let house = house();
    let number = reported(&house);
    let place = format!("/me/{number}/do/enclose");
    let cookie = house.signed_in("p07");
    let (_, page) = house.get(&place, &cookie);
    let form = filled(&page, &[("f-note", WRITTEN), ("draft", &place)]);
    let (status, to) = house.post("/draft", &cookie, &borrowed(&form));
    assert_eq!((status, to), (StatusCode::SEE_OTHER, format!("{place}?kept=1")));
    assert!(house.get(&place, &cookie).1.contains(WRITTEN));
    // Another session of the same person has it; another person with a form at the same address has not.
    assert!(house.get(&place, &house.signed_in("p07")).1.contains(WRITTEN));
    let store = &house.hall.desk.store;
    assert!(store.draft("p06", &place).unwrap().is_empty());
    // Sent, it is a draft no more.
    let (status, to) = house.post(&place, &cookie, &borrowed(&form));
    assert_eq!(status, StatusCode::SEE_OTHER, "{to}");
    assert!(store.draft("p07", &place).unwrap().is_empty());
}

#[test]
fn a_session_that_ended_takes_nothing_away() {
    let house = house();
    let number = reported(&house);
    let place = format!("/me/{number}/do/enclose");
    let cookie = house.signed_in("p07");
    let (_, page) = house.get(&place, &cookie);
    let form = filled(&page, &[("f-note", WRITTEN)]);
    house.hall.sessions.end_others(&PersonId::new("p07").unwrap(), "");
    let (status, page) = house.post(&place, &cookie, &borrowed(&form));
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert_eq!((hidden(&page, "back"), hidden(&page, "kept-f-note")), (place.clone(), WRITTEN.to_owned()));
    let again = [("person", "p07"), ("password", PASSWORD), ("back", &place), ("kept-f-note", WRITTEN)];
    let (status, to) = house.post("/sign-in", "", &again);
    assert_eq!((status, to), (StatusCode::SEE_OTHER, place.clone()));
    let cookie = house.signed_in("p07");
    assert!(house.get(&place, &cookie).1.contains(WRITTEN));
    // A form of the older session, sent in the new one: not carried out, and kept.
    let mut old = form;
    old.push(("draft", place.clone()));
    old.iter_mut().filter(|(name, _)| *name == "f-note").for_each(|(_, text)| text.push_str("，另附说明"));
    let (status, page) = house.post(&place, &cookie, &borrowed(&old));
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(page.contains(&place), "{page}");
    assert!(house.get(&place, &cookie).1.contains("另附说明"));
}

#[test]
fn files_are_looked_at_kept_and_given_back_so_that_they_do_nothing() {
    let house = house();
    let number = reported(&house);
    let place = format!("/me/{number}/do/enclose");
    let cookie = house.signed_in("p07");
    let (_, page) = house.get(&place, &cookie);
    let form = filled(&page, &[("f-note", WRITTEN), ("draft", &place)]);
    let files: [(&str, &[u8]); 3] = [
        ("../../<b>纪要.txt", "党组会议纪要".as_bytes()),
        ("照片.png", b"MZ\x90\0 a program"),
        ("E:\\fakepath\\水位.txt", "水位记录".as_bytes()),
    ];
    let (status, page) = house.read(with_files("/draft", &cookie, &borrowed(&form), &files));
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("照片.png") && !page.contains("纪要"), "only the false one is refused: {page}");
    let (_, page) = house.get(&place, &cookie);
    assert!(page.contains("纪要.txt") && page.contains("水位.txt") && page.contains(WRITTEN), "{page}");
    assert!(!page.contains("<b>纪要") && !page.contains("fakepath"), "a name is words, never a path or a mark");
    let hash = crate::report::hex(&crate::handle::mark::of_bytes("水位记录".as_bytes()));
    assert!(page.contains(&hash), "the digest is that of the bytes");
    // Sent twice, the papers are in the case once.
    let version = house.hall.desk.look(&super::CaseNo::new(&number).unwrap()).unwrap().case.version;
    let (status, to) = house.post(&place, &cookie, &borrowed(&form));
    assert_eq!(status, StatusCode::SEE_OTHER, "{to}");
    let again = house.post(&place, &cookie, &borrowed(&form));
    assert_eq!(again, (status, to));
    let number = super::CaseNo::new(&number).unwrap();
    assert_eq!(house.hall.desk.look(&number).unwrap().case.version, version + 1);
    let enclosed = house.hall.desk.timeline(&number).unwrap().pop().unwrap().entry.event;
    let bonafide_procedure::case::Event::Enclosed(enclosed) = enclosed else { panic!("{enclosed:?}") };
    assert_eq!(enclosed.files.len(), 2);
    let digest = crate::report::hex(&enclosed.files[0].file.digest);
    let path = format!("/cases/{number}/file/{digest}");
    let answer = house.ask(Request::get(&path).header(COOKIE, &cookie).body(Body::empty()).unwrap());
    let header = |name| answer.headers().get(name).unwrap().to_str().unwrap().to_owned();
    assert!(header(CONTENT_DISPOSITION).starts_with("attachment;"));
    let policy = header("content-security-policy".parse().unwrap());
    assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{policy}");
    assert_eq!(header("x-content-type-options".parse().unwrap()), "nosniff");
    // A leader of the unit sees their side, not what the person handed in elsewhere; a stranger not even the case.
    assert_eq!(house.get(&path, &house.signed_in("p10")).0, StatusCode::OK);
    assert_eq!(house.get(&path, &house.signed_in("k01")).0, StatusCode::NOT_FOUND);
}

#[test]
fn who_wrote_on_an_older_version_is_shown_what_others_did_since() {
    let house = house();
    let number = reported(&house);
    let address = format!("/cases/{number}/do/screen");
    let clerk = house.signed_in("p10");
    let (_, page) = house.get(&address, &clerk);
    let form = filled(&page, &[("f-conclusion", "inquire"), ("f-reason", "后果轻重待查"), ("draft", &address)]);
    // The person hands in a paper meanwhile.
    let place = format!("/me/{number}/do/enclose");
    let cookie = house.signed_in("p07");
    let (_, page) = house.get(&place, &cookie);
    let (status, to) = house.post(&place, &cookie, &borrowed(&filled(&page, &[("f-note", WRITTEN)])));
    assert_eq!(status, StatusCode::SEE_OTHER, "{to}");
    let (status, page) = house.post(&address, &clerk, &borrowed(&form));
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(page.contains("提交材料（p07") && page.contains("后果轻重待查"), "{page}");
    // Seen, it can be sent: on the version now shown.
    let form = filled(&page, &[("f-conclusion", "inquire"), ("f-reason", "后果轻重待查")]);
    let (status, page) = house.post(&address, &clerk, &borrowed(&form));
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
}

#[test]
fn an_application_goes_from_its_questions_to_the_unit_and_no_answer_is_lost() {
    let house = house();
    let number = reported(&house);
    let cookie = house.signed_in("p07");
    let base = format!("/apply/{number}");
    let words = format!("{base}/words");
    let (_, page) = house.get(&words, &cookie);
    let form = filled(&page, &[("f-grounds", WRITTEN), ("f-items", "E9")]);
    assert_eq!(house.post(&words, &cookie, &borrowed(&form)), (StatusCode::SEE_OTHER, base.clone()));
    // Three questions: one answered with a paper, one not clear, one left without an answer.
    let mut asked = Vec::new();
    for value in ["true", "unclear", ""] {
        let (_, question) = house.get(&format!("{base}/q"), &cookie);
        assert!(question.starts_with(&format!("{base}/q/")), "{question}");
        let (_, page) = house.get(&question, &cookie);
        let form = filled(&page, &[("f-value", value), ("f-words", "见记录")]);
        let files: &[(&str, &[u8])] = if asked.is_empty() { &[("水位.txt", b"12.5")] } else { &[] };
        let (status, page) = house.read(with_files(&question, &cookie, &borrowed(&form), files));
        let wanted = if value.is_empty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::SEE_OTHER };
        assert_eq!(status, wanted, "{page}");
        asked.push(question);
    }
    assert_eq!(asked.iter().collect::<std::collections::BTreeSet<_>>().len(), 3, "each is asked once: {asked:?}");
    let check = format!("{base}/check");
    let (_, page) = house.get(&check, &cookie);
    assert!(page.contains(WRITTEN) && page.contains("水位.txt") && page.contains("不清楚"), "{page}");
    let (status, _) = house.post(&check, &cookie, &borrowed(&filled(&page, &[])));
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is sent without the declaration");
    let form = filled(&page, &[("f-declared", "yes")]);
    let (status, receipt) = house.post(&check, &cookie, &borrowed(&form));
    assert_eq!(status, StatusCode::SEE_OTHER, "{receipt}");
    let again = house.post(&check, &cookie, &borrowed(&form));
    assert_eq!(again, (StatusCode::SEE_OTHER, receipt.clone()), "pressed twice, it is sent once");
    let (status, page) = house.get(&receipt, &cookie);
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("水位.txt"), "{page}");
    let signed = page.split("href=\"").find(|part| part.contains("/signed/")).unwrap().split('"').next().unwrap();
    let (status, note) = house.get(signed, &cookie);
    assert_eq!(status, StatusCode::OK);
    let key = house.hall.desk.store.receipt_key().unwrap();
    assert!(bonafide_store::read_receipt(&note, &key).is_some(), "{note}");
    assert!(house.hall.desk.store.drafts("p07").unwrap().is_empty(), "what was sent is a draft no more");
    // The unit reads it and gives its opinion; who concerned does not.
    let opinion = format!("/unit/{number}/opinion");
    assert_eq!(house.get(&opinion, &cookie).0, StatusCode::NOT_FOUND);
    let head = house.signed_in("p06");
    let (_, page) = house.get(&opinion, &head);
    assert!(page.contains(WRITTEN) && page.contains("水位.txt"), "{page}");
    let form = filled(
        &page,
        &[
            ("f-opinion", "agree"),
            ("f-vote-p06", "for"),
            ("f-vote-p08", "against"),
            ("f-why-p08", "手续仍不全"),
            ("f-reason", "集体研究过"),
            ("f-sealed", "yes"),
        ],
    );
    let (status, to) = house.post(&opinion, &head, &borrowed(&form));
    assert_eq!(status, StatusCode::SEE_OTHER, "{to}");
    assert!(house.get(&opinion, &head).1.contains("手续仍不全"), "dissent is kept");
}

#[test]
fn an_application_refused_hands_no_paper_in() {
    let house = house();
    // A matter decided long ago: nobody applies in it any more.
    let number = house.seen_as("p07", super::Sight::Party).into_iter().next().unwrap();
    let cookie = house.signed_in("p07");
    let check = format!("/apply/{number}/check");
    let words = format!("/apply/{number}/words");
    let (_, page) = house.get(&words, &cookie);
    let form = filled(&page, &[("f-grounds", WRITTEN)]);
    house.read(with_files(&words, &cookie, &borrowed(&form), &[("纪要.txt", b"1")]));
    let before = house.hall.desk.look(&number).unwrap().case.version;
    let (_, page) = house.get(&check, &cookie);
    let (status, page) = house.post(&check, &cookie, &borrowed(&filled(&page, &[("f-declared", "yes")])));
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("class=\"refused\"") && page.contains(WRITTEN), "{page}");
    assert_eq!(house.hall.desk.look(&number).unwrap().case.version, before);
}

#[test]
fn a_password_is_changed_by_whoever_knows_it_and_ends_other_sessions() {
    let house = house();
    let (here, there) = (house.signed_in("p07"), house.signed_in("p07"));
    let (_, page) = house.get("/me/account", &here);
    let token = hidden(&page, "token");
    let change = |old: &str, again: &str| {
        let form =
            [("token", token.as_str()), ("do", "password"), ("password-old", old), ("password-new", "a new sentence")];
        let form: Vec<_> = form.into_iter().chain([("password-again", again)]).collect();
        house.read(post("/me/account", &here, &form)).0
    };
    assert_eq!(change("wrong", "a new sentence"), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(change(PASSWORD, "another"), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(house.get("/me/account", &there).0, StatusCode::OK);
    assert_eq!(change(PASSWORD, "a new sentence"), StatusCode::SEE_OTHER);
    assert_eq!(house.get("/me/account", &there).0, StatusCode::SEE_OTHER, "the other session ended");
    assert_eq!(house.get("/me/account", &here).0, StatusCode::OK);
}
