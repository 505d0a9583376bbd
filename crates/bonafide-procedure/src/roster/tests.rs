//! The example county, by hand; then what holds for any roster.

use std::collections::BTreeMap;

use bonafide_rules::regulation::Regulation;

use super::assign::{Load, Search, Unsuited};
use super::grounds::{Ground, Grounds};
use super::recusal::{Cause, Impartiality, Matter};
use super::sample::{bridge, day, person, qinghe, unit};
use super::*;
use crate::id::Day;

mod fold;
mod lot;
mod text;

const GENERAL: &str = include_str!("../../../../regulations/general.md");
const BANK: &str = include_str!("../../../../regulations/bank-credit.md");
const HOSPITAL: &str = include_str!("../../../../regulations/just-culture.md");

fn regulation(text: &str) -> Regulation {
    bonafide_rules::load(text).regulation.unwrap()
}

fn ids(persons: &[PersonId]) -> Vec<&str> {
    persons.iter().map(PersonId::as_str).collect()
}

/// Everybody's bars in a matter of the example county, under a regulation.
fn barred(regulation_text: &str, who: &str, matter: &Matter, on: &str) -> Vec<(Ground, Option<String>)> {
    let (roster, _) = qinghe();
    let (grounds, past) = (Grounds::of(&regulation(regulation_text)), PastCases::none());
    let judged = Impartiality { roster: &roster, grounds: &grounds, past: &past, years_back: 3 };
    let bars = judged.barred(&person(who), matter, day(on));
    bars.into_iter().map(|bar| (bar.ground, bar.stated.and_then(|stated| stated.tag))).collect()
}

fn tagged(ground: Ground, tag: &str) -> Vec<(Ground, Option<String>)> {
    vec![(ground, Some(tag.to_owned()))]
}

#[test]
fn an_office_is_held_on_its_first_and_its_last_day_and_not_beyond() {
    let (roster, _) = qinghe();
    for (on, holds) in [("2016-02-29", false), ("2016-03-01", true), ("2023-12-31", true), ("2024-01-01", false)] {
        assert_eq!(roster.serves(&person("p14"), "工程建设股", None, day(on)), holds, "{on}");
    }
}

#[test]
fn a_regulations_word_finds_the_organ_of_the_county_or_of_its_parts() {
    let (roster, _) = qinghe();
    let (county, city, on) = (unit("qh"), unit("ah"), day("2025-01-10"));
    assert_eq!(ids(&roster.members("决定机关", Some(&county), on)), ["p01", "p02", "p03", "p04", "p05"]);
    assert_eq!(ids(&roster.members("问责机关", Some(&county), on)), ["p03", "p16"]);
    assert_eq!(ids(&roster.members("问责机关", Some(&city), on)), ["p19"]);
    assert_eq!(ids(&roster.members("容错机构", None, on)), ["p09", "p10", "p20"]);
    assert!(roster.serves(&person("p17"), "组织人事部门", Some(&county), on));
    assert!(!roster.serves(&person("p17"), "容错机构", Some(&county), on));
    assert!(roster.serves(&person("p07"), "清河县水利局", None, on), "a unit's own name means anywhere in it");
    assert_eq!(roster.chair("容错机构", Some(&county), on), Some(&person("p09")));
    assert_eq!(roster.chair("容错机构", None, on), None, "two organs so called have a chair");
    assert_eq!(roster.superior_unit(&unit("qh-jw")).map(|unit| unit.id.as_str()), Some("ah-jw"));
}

#[test]
fn the_nearest_organ_up_is_competent_for_a_unit() {
    let (roster, _) = qinghe();
    let on = day("2025-01-10");
    let found = |name: &str, of: &str| ids(&roster.members_for(name, &unit(of), on)).join(" ");
    for of in ["qh-sl", "qh-jw", "yy", "qh"] {
        assert_eq!(found("容错机构", of), "p09 p10", "{of}");
    }
    assert_eq!(found("决定机关", "qh-sl"), "p01 p02 p03 p04 p05");
    assert_eq!(found("决定机关", "ah"), "p18");
    assert_eq!(found("上一级机关", "qh-sl"), "p18");
    assert_eq!(found("所在单位党组织", "qh-sl"), "p06 p08");
    assert_eq!(found("所在单位党组织", "qh-zz"), "", "another bureau's party group is not its own");
    assert_eq!(found("问责委员会", "yh-dg"), "b01");
    assert!(roster.serves_for(&person("p16"), "问责机关", &unit("qh-sl"), on));
    assert!(!roster.serves_for(&person("p19"), "问责机关", &unit("qh-sl"), on), "the city's is further away");
}

#[test]
fn every_organ_that_the_three_regulations_name_is_found() {
    let (roster, _) = qinghe();
    // Persons, relative words and bodies outside: nobody's office.
    let none = ["当事人", "公众", "总行"];
    for text in [GENERAL, BANK, HOSPITAL] {
        let regulation = regulation(text);
        let steps = regulation
            .provisions
            .iter()
            .filter(|provision| provision.tag.as_ref().is_some_and(|tag| tag.starts_with('P')));
        for name in steps.flat_map(|step| &step.by).filter(|name| !none.contains(&name.as_str())) {
            assert!(roster.organs(name, None).next().is_some(), "{} names {name}", regulation.id);
        }
    }
}

#[test]
fn the_heads_recusal_is_decided_above_and_a_members_by_the_head() {
    let (roster, _) = qinghe();
    let on = day("2025-01-10");
    let organ = |unit_id: &str, name: &str| OrganKey { unit: unit(unit_id), name: name.to_owned() };
    let decider = |who: &str, organ: &OrganKey| roster.decider_of_recusal(&person(who), organ, on);
    let above =
        |unit_id, name, head: &str| RecusalDecider::Above { organ: organ(unit_id, name), head: Some(person(head)) };
    assert_eq!(decider("p16", &organ("qh-jw", "县纪委监委")), RecusalDecider::Head(person("p03")));
    assert_eq!(decider("p03", &organ("qh-jw", "县纪委监委")), above("ah-jw", "市纪委常委会", "p19"));
    assert_eq!(decider("p01", &organ("qh", "县委常委会")), above("ah", "市委常委会", "p18"));
    assert_eq!(decider("p09", &organ("qh-rc", "容错办")), above("ah-rc", "市容错办", "p20"));
    // 核查组 has no head: the office above decides, as no corresponding organ is named the unit.
    assert_eq!(decider("p11", &organ("qh-rc", "核查组")), RecusalDecider::UnitAbove(unit("ah-rc")));
    assert_eq!(decider("p18", &organ("ah", "市委常委会")), RecusalDecider::Nobody);
    assert_eq!(decider("p01", &organ("qh-rc", "容错办")), RecusalDecider::Nobody, "no member of it");
}

#[test]
fn each_ground_of_the_general_regulation_bars_by_its_own_tie() {
    let on = "2025-01-10";
    let investigate = bridge(Part::Investigate);
    let decide = bridge(Part::Decide);
    assert_eq!(barred(GENERAL, "p11", &investigate, on), tagged(Ground::Kin, "H1"), "related to the person concerned");
    assert_eq!(barred(GENERAL, "p02", &decide, on), tagged(Ground::Kin, "H1"), "cousin of the informant");
    assert_eq!(barred(GENERAL, "p15", &investigate, on), tagged(Ground::Interest, "H3"));
    assert_eq!(barred(GENERAL, "p16", &decide, on), tagged(Ground::AccusedOrInvestigated, "H4"));
    assert_eq!(barred(GENERAL, "p06", &decide, on), tagged(Ground::Other, "H5"), "the direct superior");
    assert_eq!(barred(GENERAL, "p07", &decide, on), [(Ground::OwnMatter, None)]);
    for free in ["p01", "p03", "p04", "p05"] {
        assert_eq!(barred(GENERAL, free, &decide, on), [], "{free}");
    }
}

#[test]
fn a_kinship_not_yet_begun_bars_nobody() {
    let matter = bridge(Part::Investigate);
    assert_eq!(barred(GENERAL, "p11", &matter, "2019-09-30"), []);
    assert_eq!(barred(GENERAL, "p11", &matter, "2019-10-01"), tagged(Ground::Kin, "H1"));
}

#[test]
fn one_person_does_not_do_two_of_the_five_works_of_a_case() {
    let mut matter = bridge(Part::Decide);
    matter.acting.insert((person("p01"), Part::Investigate));
    matter.acting.insert((person("p04"), Part::Propose));
    matter.acting.insert((person("p05"), Part::Testify));
    let on = "2025-01-10";
    assert_eq!(barred(GENERAL, "p01", &matter, on), tagged(Ground::AccusedOrInvestigated, "H4"));
    assert_eq!(barred(GENERAL, "p04", &matter, on), [(Ground::DutiesApart, None)]);
    assert_eq!(barred(GENERAL, "p05", &matter, on), tagged(Ground::Witness, "H2"));
    // The bank's text says nothing of it; it holds all the same.
    assert_eq!(barred(BANK, "p01", &matter, on), [(Ground::DutiesApart, None)]);
    let parts = [Part::Accuse, Part::Investigate, Part::Propose, Part::Decide, Part::Review];
    for (one, other) in parts.iter().flat_map(|one| parts.iter().map(move |other| (one, other))) {
        assert_eq!(one.is_apart_from(*other), one != other);
    }
}

#[test]
fn the_bank_bars_who_handled_the_loan_and_the_hospital_who_is_of_the_team() {
    let mut loan = Matter { subjects: [person("b05")].into(), ..Matter::new(Part::Decide) };
    loan.acting.insert((person("b06"), Part::Handle));
    assert_eq!(barred(BANK, "b06", &loan, "2025-01-10"), tagged(Ground::Handled, "H1"));
    assert_eq!(barred(BANK, "b01", &loan, "2025-01-10"), []);

    let peers = Some("三名同行".to_owned());
    let mut ward = Matter { subjects: [person("h03")].into(), organ: peers, ..Matter::new(Part::Assess) };
    assert_eq!(barred(HOSPITAL, "h04", &ward, "2024-06-30"), tagged(Ground::SameTeam, "H1"));
    assert_eq!(barred(HOSPITAL, "h04", &ward, "2024-07-01"), [], "she moved on");
    ward.acted_on = Some(day("2024-05-02"));
    assert_eq!(barred(HOSPITAL, "h04", &ward, "2024-07-01"), tagged(Ground::SameTeam, "H1"), "but was there that day");
    ward.organ = Some("院务委员会".to_owned());
    assert_eq!(barred(HOSPITAL, "h04", &ward, "2024-07-01"), [], "the ground is about the peers");
}

#[test]
fn words_that_name_no_tie_bar_only_by_decision() {
    let text = GENERAL.replace("回避 #H2 担任证人", "回避 #H2 曾任同级党校同学");
    let grounds = Grounds::of(&regulation(&text));
    assert_eq!(grounds.all()[1].ground, Ground::ByDecision("曾任同级党校同学".to_owned()));
    let mut matter = bridge(Part::Decide);
    assert_eq!(barred(&text, "p01", &matter, "2025-01-10"), []);
    matter.recused.insert(person("p01"), "曾任同级党校同学".to_owned());
    let bars = barred(&text, "p01", &matter, "2025-01-10");
    assert_eq!(bars, [(Ground::ByDecision("曾任同级党校同学".to_owned()), Some("H2".to_owned()))]);
}

#[test]
fn a_unit_held_to_account_does_not_decide_on_itself() {
    let mut matter = bridge(Part::Decide);
    matter.subjects.clear();
    assert_eq!(barred(GENERAL, "p08", &matter, "2025-01-10"), tagged(Ground::Interest, "H3"));
}

#[test]
fn doubts_show_lines_through_others_former_posts_and_past_cases() {
    let (roster, _) = qinghe();
    let past = PastCases::new(vec![PastCase {
        acting: person("p09"),
        part: Part::Propose,
        concerned: person("p07"),
        case_no: crate::id::CaseNo::new("2023-0007").unwrap(),
    }]);
    let grounds = Grounds::of(&regulation(GENERAL));
    let judged = Impartiality { roster: &roster, grounds: &grounds, past: &past, years_back: 3 };
    let doubts = |who: &str, on: &str| {
        let found = judged.doubts(&person(who), &bridge(Part::Propose), day(on));
        found
            .into_iter()
            .map(|bar| match bar.cause {
                Cause::Tie(tie) => tie,
                cause => panic!("{cause:?}"),
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(doubts("p05", "2025-01-10"), [Tie::Reporting(vec![person("p07"), person("p06"), person("p05")])]);
    assert!(matches!(doubts("p09", "2025-01-10").as_slice(), [Tie::PastCase(_)]));
    assert!(matches!(doubts("p14", "2025-01-10").as_slice(), [Tie::FormerColleague { .. }, Tie::FormerPost(_)]));
    // The last day was 2023-12-31: three years later it counts for the last time.
    assert_eq!(doubts("p14", "2026-12-31").len(), 2);
    assert_eq!(doubts("p14", "2027-01-01"), []);
    assert!(
        doubts("p03", "2025-01-10")
            .iter()
            .all(|tie| matches!(tie, Tie::Reporting(_) | Tie::SameOrgan(_) | Tie::SameUnit(_)))
    );
}

#[test]
fn the_least_loaded_free_members_are_suggested_and_the_others_told_why() {
    let (roster, _) = qinghe();
    let (grounds, past) = (Grounds::of(&regulation(GENERAL)), PastCases::none());
    let judged = Impartiality { roster: &roster, grounds: &grounds, past: &past, years_back: 3 };
    let matter = bridge(Part::Investigate);
    let load = |open_cases, on: &str| Load { open_cases, assigned_on: Some(day(on)) };
    let load: BTreeMap<PersonId, Load> = [
        (person("p12"), load(1, "2025-01-02")),
        (person("p13"), load(1, "2025-01-03")),
        (person("p14"), load(2, "2024-12-01")),
    ]
    .into();
    let county = unit("qh");
    let search =
        Search {
            organ: "核查组", unit: Some(&county), matter: &matter, load: &load, count: 2, on: day("2025-01-10")
        };
    let suggestion = judged.suggest(&search);
    // p12 and p13 are married: after p12 (longer since the last assignment) comes p14, although busier.
    assert_eq!(ids(&suggestion.chosen), ["p12", "p14"]);
    let reasons: Vec<(&str, &str)> = suggestion
        .unsuited
        .iter()
        .map(|(person, reason)| {
            let reason = match reason {
                Unsuited::Barred(_) => "barred",
                Unsuited::Fills(_) => "fills",
                Unsuited::KinOfChosen(_) => "kin",
            };
            (person.as_str(), reason)
        })
        .collect();
    assert_eq!(reasons, [("p11", "barred"), ("p13", "kin"), ("p15", "barred")]);
    let ranked: Vec<&str> = suggestion.ranked.iter().map(|candidate| candidate.person.as_str()).collect();
    assert_eq!(ranked, ["p12", "p13", "p14"]);
    assert_eq!(suggestion.barred().count(), 2);
}

#[test]
fn an_interest_of_close_kin_bars_too() {
    let text = "## 利害关系\n|人员|涉及|说明|自|\n|---|---|---|---|\n|p13|案件 2025-0001|房屋受损|2025-01-01|\n";
    let (roster, _) = super::text::load(text, qinghe().0).unwrap();
    let (grounds, past) = (Grounds::of(&regulation(GENERAL)), PastCases::none());
    let judged = Impartiality { roster: &roster, grounds: &grounds, past: &past, years_back: 3 };
    let bars = judged.barred(&person("p12"), &bridge(Part::Investigate), day("2025-01-10"));
    let [bar] = bars.as_slice() else { panic!("{bars:?}") };
    assert!(matches!(&bar.cause, Cause::ThroughKin(kinship, Tie::Interest(_)) if kinship.kin == Kin::Spouse));
    let stated = bar.stated.as_ref().unwrap();
    assert_eq!(stated.article.as_deref(), Some("第十七条"));
    assert_eq!(stated.source.as_deref(), Some("《公务员法》第七十六条(2018-12-29)"));
}
