//! The pages of those who work on cases: what each is a front for, and what each must not show.

use bonafide_procedure::step::Step;

use super::*;

/// The cases whose next step on the way is this, as somebody who sees all of them has it.
fn waiting(house: &House, person: &str, step: Step) -> Vec<CaseNo> {
    let mut cases = house.seen_as(person, Sight::Whole);
    cases.retain(|number| {
        let next = house.hall.desk.look(number).unwrap().situation().main_step();
        next.is_some_and(|next| next.step == step)
    });
    cases
}

fn menu_of(house: &House, person: &str) -> Vec<&'static str> {
    let (_, page) = house.get("/me", &house.signed_in(person));
    let menu = page.split("<main").next().unwrap().to_owned();
    let all = ["/inv", "/panel", "/review", "/up"];
    all.into_iter().filter(|entry| menu.contains(&format!("href=\"{entry}\""))).collect()
}

#[test]
fn a_menu_has_the_entries_of_its_reader_and_no_other() {
    let house = house();
    assert_eq!(menu_of(&house, "p12"), ["/inv"]);
    assert_eq!(menu_of(&house, "p07"), [""; 0]);
    assert!(menu_of(&house, "p01").contains(&"/panel"));
    assert_eq!(menu_of(&house, "w01"), ["/review"]);
    assert!(menu_of(&house, "p20").contains(&"/up"));
}

#[test]
fn a_matter_is_screened_at_the_desk_with_the_reason_made_ready() {
    let house = house();
    let accuser = house.signed_in("p16");
    let (_, page) = house.get("/new/report", &accuser);
    let (_, to) = house.post("/new/report", &accuser, &borrowed(&filled(&page, &REPORT)));
    let number = to.split('/').nth(2).unwrap();
    let clerk = house.signed_in("p10");
    while house.hall.lists.reached(&house.hall.desk).unwrap().behind > 0 {}
    let (_, desk) = house.get("/desk", &clerk);
    assert!(!desk.contains("未筛查 = 0"), "one is not screened: {desk}");
    let address = format!("/desk/{number}/screen");
    let (_, page) = house.get(&address, &clerk);
    assert!(page.contains("经研判") && page.contains("还缺的事实"), "{page}");
    let form = filled(&page, &[("f-conclusion", "inquire"), ("f-reason", "后果轻重待查")]);
    let (status, page) = house.post(&address, &clerk, &borrowed(&form));
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let (_, page) = house.get(&format!("/desk/{number}/assign"), &clerk);
    // Whoever is barred stands in the table with the reason, and is no choice of the form.
    assert!(page.contains("核查人员"), "{page}");
}

#[test]
fn who_is_not_free_cannot_be_chosen_for_a_team_and_the_table_says_why() {
    let house = house();
    let clerk = house.signed_in("p10");
    let number = waiting(&house, "p10", Step::Assign).into_iter().next().expect("a case waits for its team");
    let (_, page) = house.get(&format!("/desk/{number}/assign"), &clerk);
    let form = page.split("<form method=\"post\" action=\"/desk").nth(1).unwrap().split("</form>").next().unwrap();
    assert!(form.contains("value=\"p12\""), "p12 is free: {form}");
    assert!(!form.contains("value=\"p07\""), "the person concerned is no choice");
    assert!(page.contains("建议分给"), "{page}");
}

#[test]
fn a_table_is_taken_away_as_a_file_of_the_same_cells() {
    let house = house();
    let number = house.seen_as("p10", Sight::Whole).into_iter().next().unwrap();
    let cookie = house.signed_in("p10");
    let address = format!("/panel/{number}");
    let (_, page) = house.get(&address, &cookie);
    let way = page.split(&format!("href=\"{address}?csv=")).nth(1).unwrap().split('"').next().unwrap();
    let (status, file) = house.get(&format!("{address}?csv={way}"), &cookie);
    assert_eq!(status, StatusCode::OK);
    assert!(file.starts_with('\u{feff}') && file.contains("\r\n") && !file.contains('<'), "{file}");
}

#[test]
fn a_reviewer_from_outside_learns_no_name_and_not_what_the_panel_thinks() {
    let house = house();
    // The office asks the one on the list from outside, in the first case where that is possible.
    let clerk = house.signed_in("p10");
    let asked = |number: &CaseNo| {
        let address = format!("/cases/{number}/do/commission");
        let (_, page) = house.get(&address, &clerk);
        let form = filled(&page, &[("f-reviewers", "w01"), ("f-question", "危害到什么程度")]);
        house.post(&address, &clerk, &borrowed(&form)).0 == StatusCode::SEE_OTHER
    };
    let number = house.seen_as("p10", Sight::Whole).into_iter().find(asked).expect("a case in which w01 can be asked");
    let number = &number;
    let gathered = house.hall.desk.look(number).unwrap();
    let subject = gathered.roster.person(gathered.case.subject().unwrap()).unwrap().name.clone().unwrap();
    let cookie = house.signed_in("w01");
    let address = format!("/review/{number}");
    let (status, page) = house.get(&address, &cookie);
    assert_eq!(status, StatusCode::OK);
    assert!(!page.contains("web-look") && !page.contains("f-look-motive"), "nothing before the declaration: {page}");
    let (status, _) = house.post(&address, &cookie, &borrowed(&filled(&page, &[("f-declared", "none")])));
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, page) = house.get(&address, &cookie);
    assert!(page.contains("f-look-motive") && !page.contains(&subject), "{page}");
    assert_eq!(house.get(&format!("/cases/{number}/findings"), &cookie).0, StatusCode::NOT_FOUND);
    let looks = ["degree", "motive", "conditions", "procedure", "policy", "consequence"];
    let names: Vec<String> = looks.iter().map(|look| format!("f-look-{look}")).collect();
    let form = filled(&page, &[("f-opinion", "出于公心")]);
    let rated: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "看过")).collect();
    let mut form: Vec<(&str, &str)> = borrowed(&form);
    form.extend(rated);
    let (status, to) = house.post(&address, &cookie, &form);
    assert_eq!(status, StatusCode::SEE_OTHER, "{to}");
    let (_, page) = house.get(&address, &cookie);
    assert!(page.contains("没有利害关系"), "the declaration is in the record: {page}");
}

#[test]
fn a_vote_that_leaves_what_the_rules_say_is_refused_without_a_reason() {
    let house = house();
    let Some(number) = waiting(&house, "p01", Step::Decide).into_iter().next() else { panic!("no case waits") };
    let cookie = house.signed_in("p01");
    let address = format!("/panel/{number}/vote");
    let (_, page) = house.get(&address, &cookie);
    assert!(page.contains("f-vote-p01"), "{page}");
    let voters: Vec<String> = page
        .split("name=\"f-vote-")
        .skip(1)
        .map(|rest| format!("f-vote-{}", rest.split('"').next().unwrap()))
        .collect();
    let mut form = filled(&page, &[]);
    let gathered = house.hall.desk.look(&number).unwrap();
    let possible = gathered.law.answer(&gathered.law.standings(&gathered.case)).possible;
    let other = ["exempt", "mitigate", "lenient", "accountable"]
        .into_iter()
        .find(|id| !possible.iter().any(|outcome| outcome.id() == *id))
        .unwrap();
    for (name, text) in [("f-outcome", other), ("f-reason", "会议讨论"), ("f-remedy", "三十日内申请复核")] {
        form.push((name, text.to_owned()));
    }
    let mut form: Vec<(&str, &str)> = borrowed(&form);
    form.extend(voters.iter().map(|name| (name.as_str(), "for")));
    let (status, page) = house.post(&address, &cookie, &form);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    assert!(page.contains("class=\"refused\"") && page.contains("会议讨论"), "{page}");
}
