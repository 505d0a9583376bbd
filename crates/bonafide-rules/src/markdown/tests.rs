use super::*;

fn place(text: &str, span: Span) -> &str {
    text.get(span.start..span.end).unwrap()
}

#[test]
fn front_matter_entries_may_share_a_line() {
    let text = "---\nid: a            title: {zh: 甲  x: 乙, en: B}\nissuer: 中共 清河县委    level: county\n---\n";
    let pages = read(text);
    let shown: Vec<_> = pages.front.iter().map(|(key, value)| (key.value.as_str(), value.value.as_str())).collect();
    assert_eq!(
        shown,
        [("id", "a"), ("title", "{zh: 甲  x: 乙, en: B}"), ("issuer", "中共 清河县委"), ("level", "county")]
    );
    for (key, value) in &pages.front {
        assert_eq!(place(text, key.span), key.value);
        assert_eq!(place(text, value.span), value.value);
    }
}

#[test]
fn articles_are_labelled_by_their_number() {
    for (heading, expected) in [
        ("第四条 认定事实", "第四条"),
        ("第十二条之一　补充", "第十二条之一"),
        ("第12条", "第12条"),
        ("Article 4 Facts", "Article 4"),
        ("总则", "总则"),
        ("第条", "第条"),
    ] {
        assert_eq!(label(heading), expected);
    }
}

#[test]
fn places_stay_right_with_a_byte_order_mark_and_carriage_returns() {
    let text = "\u{feff}---\r\nid: a\r\n---\r\n## 第一条 甲\r\n文字\r\n\r\n```bonafide\r\n效果 乙\r\n```\r\n完\r\n";
    let pages = read(text);
    assert_eq!(pages.diagnostics, []);
    assert_eq!(
        pages.front.first().map(|(key, value)| (place(text, key.span), place(text, value.span))),
        Some(("id", "a"))
    );
    let article = pages.articles.first().unwrap();
    assert_eq!((place(text, article.text.span), article.prose.as_str()), ("第一条 甲", "文字\n\n完"));
    assert_eq!(
        pages.blocks.first().map(|&(article, span)| (article, place(text, span))),
        Some((Some(0), "效果 乙\r\n"))
    );
}

#[test]
fn fences_of_any_kind_and_length_hold_blocks() {
    for (open, close) in
        [("```bonafide", "```"), ("~~~~ bonafide", "~~~~~"), ("   ````bonafide x", "  ````"), ("\t```bonafide", "```")]
    {
        let text = format!("# 甲\n{open}\n效果 乙\n```` x\n{close}\n后");
        let pages = read(&text);
        let inside = pages.blocks.first().map(|&(_, span)| place(&text, span));
        assert_eq!(inside, Some("效果 乙\n```` x\n"), "{open}");
    }
}

#[test]
fn an_unclosed_fence_is_reported_where_it_opens() {
    let text = "# 甲\n```bonafide\n效果 乙\n## 不是标题";
    let pages = read(text);
    assert_eq!(
        pages.diagnostics.first().map(|found| (found.code, place(text, found.span))),
        Some(("unclosed-block", "```bonafide"))
    );
    assert_eq!(pages.articles.len(), 1);
    assert_eq!(pages.blocks.first().map(|&(_, span)| place(text, span)), Some("效果 乙\n## 不是标题"));
}

#[test]
fn what_a_reader_does_not_see_as_a_block_is_none() {
    let text = "# 甲\n<!--\n```bonafide\n效果 乙\n```\n-->\n```text\n## 丙\n```bonafide\n```\n后\n";
    let pages = read(text);
    assert_eq!(pages.blocks, []);
    assert_eq!(pages.articles.len(), 1);
}

#[test]
fn a_block_in_a_quotation_or_on_a_list_mark_is_pointed_out() {
    for text in ["> ```bonafide\n> 效果 乙\n> ```\n", "- ```bonafide\n  效果 乙\n", "1. ~~~ bonafide\n"] {
        let pages = read(text);
        assert_eq!(pages.diagnostics.first().map(|found| found.code), Some("block-not-read"), "{text}");
    }
    assert_eq!(read("- 甲\n> 乙 ```bonafide\n").diagnostics, []);
}

#[test]
fn underlined_headings_count() {
    let pages = read("前言\n====\n文\n\n第一条 甲\n---\n丙\n");
    let shown: Vec<_> =
        pages.articles.iter().map(|article| (article.label.as_str(), article.depth, article.prose.as_str())).collect();
    assert_eq!(shown, [("前言", 1, "文"), ("第一条", 2, "丙")]);
}

#[test]
fn unclosed_front_matter_swallows_no_article() {
    let pages = read("---\nid: a\n## 第一条\n文\n");
    assert_eq!(pages.diagnostics.first().map(|found| found.code), Some("unclosed-front-matter"));
    assert_eq!((pages.front.len(), pages.articles.len()), (1, 1));
}
