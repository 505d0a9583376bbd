use super::*;

fn check(text: &str, expected: &str) {
    let out = lex(text, Span::new(0, text.len()));
    let mut shown: Vec<String> = out
        .tokens
        .iter()
        .map(|token| {
            let source = folded(text.get(token.span.start..token.span.end).unwrap()).into_owned();
            match token.kind {
                TokenKind::Name(None) => source,
                TokenKind::Name(Some(word)) => format!("{word:?}"),
                TokenKind::Quoted => format!("quoted {source}"),
                TokenKind::Tag => format!("tag {source}"),
                TokenKind::Number(number) => match number.value {
                    NumberValue::Constant(constant) => format!("{constant:?}"),
                    other => format!("{other:?}"),
                },
                TokenKind::Symbol(symbol) => symbol.spelling().to_owned(),
                TokenKind::Error => "error".to_owned(),
                TokenKind::End => "end".to_owned(),
            }
        })
        .collect();
    shown.extend(
        out.diagnostics.iter().map(|found| format!("! {} {}..{}", found.code, found.span.start, found.span.end)),
    );
    assert_eq!(shown.join(" | "), expected, "{text}");
}

#[test]
fn numbers_carry_their_units() {
    check("500万元", "Fen(500000000) | end");
    check("10亿元 0.5元 30yuan", "Fen(100000000000) | Fen(50) | Fen(3000) | end");
    check("0元..10亿元", "Fen(0) | .. | Fen(100000000000) | end");
    check("3日 3天 3days", "Days(3) | Days(3) | Days(3) | end");
    check("5个工作日 6个月", "Term(5, WorkingDays) | Term(6, Months) | end");
    check("１２ 7", "Integer(12) | Integer(7) | end");
    check("1970-01-02 2026年3月1日", "Date(1) | Date(20513) | end");
    check("报告日-3日", "报告日 | - | Days(3) | end");
}

#[test]
fn wrong_numbers_are_reported_and_reading_goes_on() {
    check("5米 a", "Integer(0) | a | end | ! unknown-unit 1..4");
    check("99999999999999999999", "Integer(0) | end | ! number-too-large 0..20");
    check("999999999999亿元", "Fen(0) | end | ! number-too-large 0..18");
    check("2026-02-29", "Date(0) | end | ! bad-date 0..10");
    check("0.001元", "Fen(0) | end | ! money-too-fine 0..8");
    check("1.5", "Integer(0) | end | ! fraction-not-allowed 0..3");
}

#[test]
fn full_width_signs_mean_the_same() {
    check("＃Ｅ１　（ａ＜＝５）；", "tag #E1 | ( | a | <= | Integer(5) | ) | ; | end");
    check("｛甲、乙，丙｝ ≥ ≠ ×", "{ | 甲 | , | 乙 | , | 丙 | } | >= | != | × | end");
}

#[test]
fn unreadable_text_never_stops_reading() {
    check("甲 。？ 乙", "甲 | error | 乙 | end | ! unexpected-character 4..10");
    check("\"甲\n乙", "quoted \"甲 | 乙 | end | ! unclosed-quote 0..4");
    check("#甲 乙", "error | 乙 | end | ! bad-tag 0..4");
}

#[test]
fn comments_are_kept_beside_the_tokens() {
    let text = "甲 // 一\n乙";
    let out = lex(text, Span::new(0, text.len()));
    assert_eq!(out.tokens.len(), 3);
    let comment = out.comments.first().unwrap();
    assert_eq!((text.get(comment.span.start..comment.span.end), comment.before), (Some("// 一"), 1));
}
