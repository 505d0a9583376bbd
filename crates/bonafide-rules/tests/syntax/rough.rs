//! Rough treatment: arbitrary texts, and valid ones cut, shuffled and spoiled. The fuzz targets do the same for longer.

use proptest::prelude::*;

use crate::{EVERYTHING_EN, EVERYTHING_ZH, QINGHE, entries};

/// What spoils a text: signs, words, numbers at the edge, frames.
const SPOILS: &[&str] = &[
    "",
    " ",
    "\n",
    "\r\n",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "“",
    "”",
    "#",
    "＃",
    "//",
    "/",
    ":",
    "；",
    ",",
    "..",
    ".",
    "-",
    "=",
    "!=",
    "<",
    ">=",
    "事实",
    "条目",
    "当",
    "则",
    "但",
    "除非",
    "且",
    "非",
    "至少 1 {",
    "例 #T:",
    "应",
    "其余 =",
    "红线 #R",
    "优先",
    "步骤",
    "限",
    "fact",
    "when",
    "身份",
    "评判",
    "时",
    "9223372036854775807",
    "92233720368547758070元",
    "9999-12-31",
    "0000-00-00",
    "2026年2月30日",
    "5米",
    "1.",
    "```",
    "```bonafide\n",
    "~~~",
    "---\n",
    "<!--",
    "-->",
    "\u{feff}",
    "\u{0}",
    "\u{3000}",
    "𠮷",
    "e\u{301}",
    "。",
    "## 第一条\n",
];

/// Cuts `text` at a character boundary near `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn spoiled() -> impl Strategy<Value = String> {
    let seeds = prop::sample::select(vec![QINGHE, EVERYTHING_ZH, EVERYTHING_EN]);
    let change = (any::<prop::sample::Index>(), 0_usize..12, prop::sample::select(SPOILS));
    (seeds, prop::collection::vec(change, 1..6)).prop_map(|(seed, changes)| {
        let mut text = seed.to_owned();
        for (at, cut, spoil) in changes {
            let start = boundary(&text, at.index(text.len() + 1));
            let end = boundary(&text, start + cut).max(start);
            text.replace_range(start..end, spoil);
        }
        text
    })
}

fn salad() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(SPOILS), 0..60).prop_map(|parts| parts.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        entries::reader(&bytes);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        entries::reader(text.as_bytes());
        entries::parser(&text);
        entries::formatter(&entries::as_block(&text));
    }

    #[test]
    fn words_in_any_order_are_read(text in salad()) {
        entries::reader(text.as_bytes());
        entries::parser(&text);
        entries::formatter(&text);
        entries::formatter(&entries::as_block(&text));
    }

    #[test]
    fn spoiled_regulations_are_read(text in spoiled()) {
        entries::reader(text.as_bytes());
        entries::formatter(&text);
    }
}

#[test]
fn every_beginning_of_a_regulation_is_read() {
    for seed in [QINGHE, EVERYTHING_ZH, EVERYTHING_EN] {
        for (at, _) in seed.char_indices().step_by(7) {
            entries::reader(&seed.as_bytes()[..at]);
            entries::reader(&seed.as_bytes()[..at + 1]);
        }
    }
}
