use crate::assess::{Assessor, Engine, Status};
use crate::regulation::Standing;

/// The tags of the red lines crossed and the names of the facts missing when only the facts named are found.
fn found(rules: &str, given: &[(&str, i64)]) -> (Status, Vec<String>, Vec<String>) {
    let front = "---\nid: a\ntitle: A\nlevel: county\nversion: 1\nin_force: 2026-01-01..\nunlisted: 不适用\n---\n";
    let checked = crate::load(&format!("{front}## 第一条\n```bonafide\n{rules}\n```\n"));
    let regulation = checked.regulation.unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
    let engine = Engine::new(&regulation);
    let mut assessor: Assessor<'_> = engine.assessor();
    let standing = |name: &str| given.iter().find(|(given, _)| *given == name).map(|(_, value)| *value);
    let standings: Vec<Standing> = regulation
        .facts
        .iter()
        .map(|fact| standing(&fact.name).map_or(Standing::NotExamined, Standing::Found))
        .collect();
    let answer = assessor.assess(&standings);
    let red_lines = answer.red_lines.iter().map(|id| regulation.nodes[id.0 as usize].tag.clone()).collect();
    let missing = answer.missing.iter().map(|id| regulation.facts[id.0 as usize].name.clone()).collect();
    (answer.status, red_lines, missing)
}

const DAYS: &str = "事实 发现日: 日期; 报告日: 日期\n事实 研究: 是否\n事实 公心: 是否\n";

#[test]
fn unknown_days_that_are_compared_are_missing_only_where_they_matter() {
    let vain = format!("{DAYS}条目 #E 甲 当 (报告日 - 发现日 <= 3日 或 报告日 - 发现日 > 3日) 且 研究 则 应当 免责");
    assert_eq!(found(&vain, &[]), (Status::Undetermined, vec![], vec!["研究".to_owned()]));
    let real = format!("{DAYS}条目 #E 甲 当 (报告日 - 发现日 <= 3日 或 公心) 且 研究 则 应当 免责");
    let all = ["研究", "发现日", "报告日", "公心"];
    let (_, _, mut missing) = found(&real, &[]);
    missing.sort_by_key(|name| all.iter().position(|other| other == name));
    assert_eq!(missing, all);
    assert_eq!(found(&real, &[("公心", 1)]).2, ["研究"]);
}

#[test]
fn of_very_many_unknown_facts_only_those_that_matter_are_missing() {
    let names: Vec<String> = (0..24).map(|at| format!("甲{at}")).collect();
    let facts: String = names.iter().map(|name| format!("事实 {name}: 是否\n")).collect();
    // Whatever the pair of facts, one of the three holds of it.
    let vain = |at: usize| {
        let (one, two) = (&names[at], &names[at + 1]);
        format!("({one} 且 {two} 或 非 {one} 或 非 {two} 且 {one})")
    };
    let vain: Vec<String> = (4..23).step_by(2).map(vain).collect();
    let rules = format!("{facts}条目 #E 甲 当 甲0 且 甲1 且 甲2 且 甲3 且 {} 则 应当 免责", vain.join(" 且 "));
    let (status, _, mut missing) = found(&rules, &[]);
    missing.sort_unstable();
    assert_eq!((status, missing), (Status::Undetermined, names[..4].to_vec()));
}

#[test]
fn a_red_line_crossed_in_every_completion_is_listed() {
    let rules = format!(
        "{DAYS}红线 #R1 甲: 研究 且 公心 或 非 研究 且 公心\n红线 #R2 乙: 报告日 - 发现日 <= 3日 或 报告日 - 发现日 > 3日\n\
         红线 #R3 丙: 研究 且 公心\n条目 #E 甲 当 公心 则 应当 免责"
    );
    assert_eq!(found(&rules, &[("公心", 1)]), (Status::Decided, vec!["R1".to_owned(), "R2".to_owned()], vec![]));
    assert_eq!(found(&rules, &[("公心", 0)]).1, ["R2"]);
    let either = format!("{DAYS}红线 #R1 甲: 研究\n红线 #R2 乙: 非 研究\n条目 #E 甲 当 公心 则 应当 免责");
    assert_eq!(found(&either, &[]), (Status::Decided, vec![], vec![]));
}
