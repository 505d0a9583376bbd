//! Regulations made up by rule: whatever the grammar allows is read without a finding and survives formatting.

use bonafide_rules::read;
use proptest::prelude::*;
use proptest::strategy::Union;

use crate::entries;

/// Tokens, to be set apart by any white space.
type Tokens = BoxedStrategy<Vec<String>>;

fn just(token: &str) -> Tokens {
    Just(vec![token.to_owned()]).boxed()
}

/// A word in either language.
fn word(chinese: &'static str, english: &'static str) -> Tokens {
    prop::sample::select(vec![chinese, english]).prop_map(|word| vec![word.to_owned()]).boxed()
}

fn one_of(tokens: &'static [&'static str]) -> Tokens {
    prop::sample::select(tokens).prop_map(|token| vec![token.to_owned()]).boxed()
}

fn seq(parts: impl IntoIterator<Item = Tokens>) -> Tokens {
    parts.into_iter().collect::<Vec<_>>().prop_map(|parts| parts.concat()).boxed()
}

fn either(parts: impl IntoIterator<Item = Tokens>) -> Tokens {
    Union::new(parts).boxed()
}

fn maybe(part: Tokens) -> Tokens {
    either([just_nothing(), part])
}

fn just_nothing() -> Tokens {
    Just(Vec::new()).boxed()
}

/// One to three, with something between.
fn list(part: Tokens, between: Tokens) -> Tokens {
    prop::collection::vec((part, between), 1..4)
        .prop_map(|parts| {
            let last = parts.len() - 1;
            let joined = parts
                .into_iter()
                .enumerate()
                .flat_map(|(at, (part, between))| if at < last { [part, between].concat() } else { part });
            joined.collect()
        })
        .boxed()
}

fn comma() -> Tokens {
    one_of(&[",", "，", "、"])
}

fn name() -> Tokens {
    one_of(&[
        "甲",
        "乙",
        "经集体研究",
        "loss_1",
        "身份",
        "期",
        "look",
        "由",
        "Ｆｕｌｌ",
        "\"当\"",
        "“很 长”",
        "\"a//b\"",
        "𠮷",
    ])
}

fn tag() -> Tokens {
    one_of(&["#E1", "#e-1.2_x", "＃Ｒ１"])
}

fn id() -> Tokens {
    maybe(seq([one_of(&["[", "［"]), name(), one_of(&["]", "］"])]))
}

fn literal() -> Tokens {
    one_of(&[
        "0",
        "42",
        "５",
        "3日",
        "3天",
        "3days",
        "500万元",
        "0.5元",
        "10hundred_million_yuan",
        "1千元",
        "2026-03-01",
        "2026年3月1日",
    ])
}

fn operand() -> Tokens {
    either([
        name(),
        literal(),
        seq([name(), one_of(&["-", "－"]), name()]),
        seq([name(), one_of(&["×", "*"]), just("20")]),
    ])
}

fn condition() -> Tokens {
    let set = seq([name(), one_of(&["=", "!=", "≠"]), just("{"), list(operand(), comma()), just("}")]);
    let compare = seq([operand(), one_of(&["=", "!=", "<", "<=", "＜＝", "≤", ">", ">=", "≥"]), operand()]);
    let leaf = either([name(), compare, set]);
    leaf.prop_recursive(3, 16, 3, |inner| {
        either([
            seq([word("非", "not"), just("("), inner.clone(), just(")")]),
            seq([just("("), inner.clone(), word("且", "and"), inner.clone(), one_of(&[")", "）"])]),
            seq([inner.clone(), word("或", "or"), inner.clone(), word("且", "and"), inner.clone()]),
            seq([
                word("至少", "at_least"),
                one_of(&["1", "2项", "2of", "2 项"]),
                just("{"),
                list(inner, comma()),
                just("}"),
            ]),
        ])
    })
    .boxed()
}

fn source() -> Tokens {
    maybe(seq([word("据", "source"), just("\"某法第一条(2020-01-01)\"")]))
}

fn result() -> Tokens {
    either([word("免责", "exempt"), word("减轻", "mitigate"), word("从轻", "lenient"), word("问责", "accountable")])
}

fn fact() -> Tokens {
    let range = || maybe(seq([literal(), one_of(&["..", "．．"]), literal()]));
    let values = |between: Tokens| seq([just("{"), list(seq([name(), id()]), between), just("}")]);
    let kind = either([
        word("是否", "yes_no"),
        seq([either([word("整数", "integer"), word("金额", "money"), word("日期", "date")]), range()]),
        values(comma()),
        values(just("<")),
    ]);
    let declaration = seq([name(), id(), one_of(&[":", "："]), kind]);
    let judge = seq([
        word("评判", "judged_by"),
        name(),
        maybe(seq([just(";"), just("("), condition(), just(")"), word("时", "in_case"), name()])),
        maybe(seq([just(";"), name(), word("时", "in_case"), name()])),
    ]);
    let attribute = either([
        judge,
        seq([word("举证", "burden_on"), name()]),
        word("可为", "controllable"),
        word("身份", "identity"),
        word("加重", "aggravating"),
        word("可不适用", "may_not_apply"),
        seq([word("默认", "default"), operand()]),
        seq([word("视角", "look"), name()]),
    ]);
    let attributes = maybe(seq([attribute.clone(), maybe(seq([maybe(just("；")), attribute]))]));
    seq([word("事实", "fact"), maybe(tag()), list(declaration, just(";")), attributes])
}

fn grant() -> Tokens {
    let modality = maybe(either([word("可以", "may"), word("应当", "should"), word("必须", "must")]));
    let what = either([word("不适用", "not_applicable"), list(result(), word("或", "or")), just("甲")]);
    seq([word("则", "then"), modality, what, maybe(seq([comma(), list(name(), comma())]))])
}

fn item() -> Tokens {
    let but = || seq([word("但", "but"), maybe(tag()), condition(), grant()]);
    let unless = || seq([word("除非", "unless"), maybe(tag()), condition()]);
    let braced = || maybe(seq([just("{"), maybe(unless()), but(), maybe(unless()), just("}")]));
    let path = maybe(seq([word("属", "within"), list(name(), just("."))]));
    let competence = maybe(seq([word("权限", "competence"), name()]));
    let head = seq([word("条目", "item"), maybe(tag()), name(), path, competence, source()]);
    let exceptions = maybe(seq([but(), braced(), maybe(seq([unless(), braced()])), maybe(but())]));
    seq([head, word("当", "when"), condition(), grant(), maybe(unless()), exceptions])
}

fn example() -> Tokens {
    let state = || {
        either([word("未查", "not_examined"), word("无法查明", "cannot_establish"), word("不适用", "not_applicable")])
    };
    let given = either([
        name(),
        seq([word("非", "not"), name()]),
        seq([name(), just("="), either([operand(), state(), word("是", "yes"), word("否", "no")])]),
    ]);
    let rest = maybe(seq([word("其余", "rest"), just("="), either([state(), word("否", "no")]), maybe(just(";"))]));
    let status = either([word("待查", "undetermined"), word("冲突", "conflict"), list(result(), word("或", "or"))]);
    let detail = either([
        seq([word("可能", "possible"), just("{"), list(result(), comma()), just("}")]),
        seq([word("首问", "ask_first"), name()]),
        seq([word("因", "because"), list(tag(), comma())]),
        seq([word("红线", "redline"), list(tag(), comma())]),
        seq([word("推定", "presumed"), list(name(), comma())]),
    ]);
    let givens = maybe(seq([list(given, one_of(&[";", ",", "；"])), just(";")]));
    let effects = maybe(seq([comma(), name()]));
    seq([
        word("例", "example"),
        tag(),
        just(":"),
        givens,
        rest,
        word("应", "expect"),
        status,
        effects,
        maybe(detail.clone()),
        maybe(detail),
    ])
}

fn provision() -> Tokens {
    let unit =
        either([word("工作日", "working_days"), word("天", "days"), word("个月", "months"), word("年", "years")]);
    let term = || either([seq([just("5"), unit.clone()]), one_of(&["5工作日", "3日", "6个月", "1years"])]);
    let names = || list(name(), comma());
    let clause = either([
        seq([word("由", "by"), names()]),
        seq([word("限", "limit"), term(), maybe(seq([word("自", "from"), name()]))]),
        seq([word("延", "extend"), term()]),
        seq([word("文书", "papers"), names()]),
        seq([word("人数", "people"), just("2")]),
        seq([word("须", "requires"), names()]),
        seq([word("当", "when"), condition()]),
        seq([word("对", "for"), list(result(), comma())]),
        seq([word("期", "lasting"), either([term(), word("长期", "indefinitely")])]),
        seq([word("据", "source"), just("\"某法\"")]),
    ]);
    let kind = either([
        word("步骤", "step"),
        word("保障", "safeguard"),
        word("提醒", "remind"),
        word("回避", "recuse"),
        word("保护", "protect"),
    ]);
    seq([kind, maybe(tag()), names(), just(":"), list(clause, either([just_nothing(), just(";")]))])
}

fn statement() -> Tokens {
    let group = || either([tag(), seq([just("{"), list(tag(), comma()), just("}")])]);
    let effects = maybe(seq([word("则", "then"), list(name(), comma())]));
    either([
        fact(),
        seq([word("定义", "define"), maybe(tag()), name(), id(), just("="), condition()]),
        seq([word("效果", "effect"), name(), id(), maybe(tag())]),
        seq([word("适用", "scope"), maybe(tag()), name(), just(":"), condition(), source()]),
        seq([word("红线", "redline"), name(), just(":"), condition(), effects, source(), maybe(tag())]),
        item(),
        seq([word("优先", "prefer"), group(), one_of(&[">", "＞"]), list(group(), just(">"))]),
        example(),
        seq([word("原则", "principle"), list(name(), comma())]),
        provision(),
    ])
}

/// A block of statements, its tokens set apart by anything that may set tokens apart.
fn block() -> impl Strategy<Value = (usize, String)> {
    let gaps = &[
        " ",
        " ",
        " ",
        "  ",
        "\n",
        "\n\n\n",
        "\r\n",
        "\u{3000}",
        "\t",
        " // 注\n",
        "\n//注 ／／ x\n",
        "\n\n／／ 注\n// 二\n\n",
    ];
    let spaced = statement().prop_flat_map(move |tokens| {
        let count = tokens.len();
        (Just(tokens), prop::collection::vec(prop::sample::select(&gaps[..]), count))
    });
    prop::collection::vec(spaced, 1..6).prop_map(|statements| {
        let count = statements.len();
        let text = statements
            .iter()
            .flat_map(|(tokens, gaps)| tokens.iter().zip(gaps).flat_map(|(token, gap)| [token.as_str(), *gap]));
        (count, text.collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_grammar_allows_is_read_and_survives_formatting((count, inside) in block()) {
        let text = format!("---\nid: a\n---\n## 第一条\n{}后文\n", entries::as_block(&inside));
        let read = read(&text);
        prop_assert_eq!(&read.diagnostics, &[]);
        prop_assert_eq!(read.document.blocks.first().map(|block| block.statements.len()), Some(count));
        entries::reader(text.as_bytes());
        entries::formatter(&text);
    }
}
