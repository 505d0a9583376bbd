use super::*;
use crate::load;

const SUPERIOR: &str = "---\n\
    id: upper\ntitle: 上级\nlevel: province\nversion: 1\nin_force: 2026-01-01..\n---\n## 第一条 红线\n```bonafide\n\
    事实 损失 [loss]: 金额 0元..10亿元 举证 问责机关\n\
    事实 牟利 [gain]: 是否 举证 问责机关\n\
    事实 会议 [meeting]: 是否 举证 申请人\n\
    定义 巨损 = 损失 > 1亿元\n\
    红线 #R1 牟利: 牟利 则 移送\n\
    红线 #R2 损失: 巨损\n\
    条目 #E1 会议 当 会议 则 应当 免责\n\
    ```\n";

const LOCAL: &str = "---\n\
    id: lower\ntitle: 下级\nlevel: county\nversion: 1\nin_force: 2026-01-01..\n---\n## 第一条 条目\n```bonafide\n\
    事实 会议 [meeting]: 是否 举证 申请人; 可为\n\
    事实 金额损失 [loss]: 金额 0元..1000万元 举证 问责机关\n\
    定义 巨损 = 金额损失 > 500万元\n\
    条目 #E1 会议 当 会议 且 非 巨损 则 应当 免责\n\
    例 #T1: 会议; 金额损失 = 1万元 应 免责\n\
    ```\n";

fn regulation(text: &str) -> Regulation {
    let checked = load(text);
    checked.regulation.unwrap_or_else(|| panic!("{:?}", checked.diagnostics))
}

#[test]
fn aligned_regulations_share_their_facts_and_keep_their_conditions() {
    let aligned = align(&regulation(LOCAL), &regulation(SUPERIOR)).unwrap();
    assert_eq!(aligned.first.facts, aligned.second.facts);
    let ids: Vec<&str> = aligned.first.facts.iter().map(|fact| fact.id.as_str()).collect();
    assert_eq!(ids, ["meeting", "loss", "gain"]);
    // 10 亿元 of the superior, in fen; 可为 of the local text.
    assert!(matches!(aligned.first.facts[1].kind, FactKind::Number { low: 0, high: 100_000_000_000, .. }));
    assert!(aligned.second.facts[0].controllable);
    assert_eq!(
        aligned.second.definitions[0].meaning,
        Condition::Test(Test::Within { fact: FactId(1), low: 10_000_000_001, high: i64::MAX })
    );
    assert_eq!(aligned.first.examples[0].givens.len(), 3);
    assert_eq!(aligned.first.nodes, regulation(LOCAL).nodes);
}

#[test]
fn a_lower_list_inherits_the_red_lines_of_its_superior_and_nothing_else() {
    let local = regulation(LOCAL);
    let joined = inherit(&local, &regulation(SUPERIOR)).unwrap();
    let tags: Vec<&str> = joined.nodes.iter().map(|node| node.tag.as_str()).collect();
    assert_eq!(tags, ["E1", "upper#R1", "upper#R2"]);
    assert_eq!(joined.nodes[0], local.nodes[0]);
    assert_eq!(joined.nodes[2].condition, Condition::Defined(DefinitionId(1)));
    assert_eq!(
        joined.definitions[1].meaning,
        Condition::Test(Test::Within { fact: FactId(1), low: 10_000_000_001, high: i64::MAX })
    );
    assert_eq!(joined.effects.iter().map(|effect| effect.id.as_str()).collect::<Vec<_>>(), ["transferred"]);
    assert_eq!(joined.articles[joined.nodes[1].article.unwrap()].label, regulation(SUPERIOR).articles[0].label);
    assert_eq!(joined.facts[2].direction, Direction::HigherGraver);
    // A level further down, the origin of a red line stays.
    let further = inherit(&Regulation { id: "unit".to_owned(), ..local }, &joined).unwrap();
    assert_eq!(further.nodes[1].tag, "upper#R1");
}

#[test]
fn facts_of_one_id_and_another_type_are_refused_all_at_once() {
    let other =
        LOCAL.replace("是否 举证 申请人; 可为", "{未开, 已开} 举证 申请人").replace("当 会议 且", "当 会议 = 已开 且");
    let other = other.replace("例 #T1: 会议;", "例 #T1: 会议 = 已开;");
    let other = other.replace("金额 0元..1000万元", "整数 0..1000").replace("500万元", "500").replace("= 1万元", "= 1");
    let findings = align(&regulation(&other), &regulation(SUPERIOR)).unwrap_err();
    let codes: Vec<(&str, &str)> =
        findings.iter().map(|finding| (finding.code, finding.arguments[0].1.as_str())).collect();
    assert_eq!(codes, [("align-kind", "loss"), ("align-kind", "meeting")]);
}

#[test]
fn choices_of_other_values_are_refused_and_those_of_the_same_ids_are_not() {
    let with = |values: &str| {
        let text = LOCAL.replace("是否 举证 申请人; 可为", &format!("{{{values}}} 举证 申请人"));
        let text = text.replace("当 会议 且", "当 会议 = 已开 且").replace("例 #T1: 会议;", "例 #T1: 会议 = 已开;");
        regulation(&text)
    };
    let own = with("未开 [no_meeting], 已开 [held]");
    assert!(align(&own, &with("未开 [no_meeting], 已开 [held]")).is_ok());
    let findings = align(&own, &with("已开 [held], 未开 [no_meeting]")).unwrap_err();
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["align-values"]);
}

#[test]
fn a_product_that_no_longer_fits_the_widened_range_is_refused() {
    let own = LOCAL.replace(
        "条目 #E1 会议 当 会议",
        "事实 预算: 金额 0元..10元 举证 申请人\n条目 #E1 会议 当 金额损失 × 4000000000 <= 预算 且 会议",
    );
    assert!(align(&regulation(&own), &regulation(LOCAL)).is_ok());
    let findings = align(&regulation(&own), &regulation(SUPERIOR)).unwrap_err();
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["align-factor"]);
}
