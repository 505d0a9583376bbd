//! The texts of the demonstration, built in.

/// For whom a regulation is adopted, and its text; nobody named: for all.
pub(super) const REGULATIONS: [(Option<&str>, &str); 4] = [
    (None, include_str!("../../../../regulations/general.md")),
    (Some("lx-yh"), include_str!("../../../../regulations/bank-credit.md")),
    (Some("lx-yy"), include_str!("../../../../regulations/just-culture.md")),
    (Some("lx-cf"), include_str!("../../../../regulations/soe.md")),
];

const QINGHE: &str = include_str!("../../../../examples/people-qinghe.md");
const MINGCHUAN: &str = include_str!("../../../../examples/people-mingchuan.md");
const LINSHUI: &str = include_str!("../../../../examples/people-linshui.md");

/// Stories of Qinghe and Mingchuan.
const STORIES: [&str; 9] = [
    include_str!("../../../../stories/accountable-blind-loan.md"),
    include_str!("../../../../stories/accountable-pension-money.md"),
    include_str!("../../../../stories/clarified-maternity-refund.md"),
    include_str!("../../../../stories/exempted-unit-land.md"),
    include_str!("../../../../stories/exempted-withdrawn-application.md"),
    include_str!("../../../../stories/lenient-contested-application.md"),
    include_str!("../../../../stories/mitigated-late-report.md"),
    include_str!("../../../../stories/revoked-nominal-head.md"),
    include_str!("../../../../stories/transferred-kickback.md"),
];

/// Stories of Linshui.
const STORIES_LINSHUI: [&str; 8] = [
    include_str!("../../../../stories/accountable-false-filing.md"),
    include_str!("../../../../stories/accountable-repeat.md"),
    include_str!("../../../../stories/exempted-aftercare.md"),
    include_str!("../../../../stories/exempted-credit-batch.md"),
    include_str!("../../../../stories/exempted-filing.md"),
    include_str!("../../../../stories/exempted-hospital-night.md"),
    include_str!("../../../../stories/mitigated-market-lease.md"),
    include_str!("../../../../stories/mitigated-museum.md"),
];

/// The rosters, in the order they come in.
pub(super) fn rosters() -> [String; 3] {
    [QINGHE.to_owned(), MINGCHUAN.to_owned(), apart(LINSHUI)]
}

/// One playing of a story.
pub(super) struct Play {
    pub(super) text: String,
    /// By how many days it is later than the story; whole weeks, so that working days stay working days.
    pub(super) later: i64,
    /// What is put behind its matter, to tell it from the first playing.
    pub(super) mark: &'static str,
}

/// The story of Qinghe, told of one bridge after the other.
const BRIDGE: &str = include_str!("../../../../stories/exempted-bridge.md");

/// Weeks later, and where that bridge is.
const BRIDGES: [(i64, &str); 14] = [
    (0, "横山"),
    (12, "北岔"),
    (16, "石门"),
    (18, "柳湾"),
    (19, "双河"),
    (20, "青杠"),
    (21, "红岩"),
    (22, "大湾"),
    (23, "白沙"),
    (24, "松林"),
    (25, "上坝"),
    (26, "陈家"),
    (26, "下坪"),
    (27, "龙潭"),
];

/// Weeks by which the other stories are told again.
const AGAIN: [i64; 3] = [0, 7, 16];

/// What is played.
pub(super) fn plays() -> Vec<Play> {
    let bridges =
        BRIDGES.iter().map(|(weeks, place)| Play { text: BRIDGE.replace("横山", place), later: weeks * 7, mark: "" });
    let stories: Vec<String> =
        STORIES.iter().map(|text| (*text).to_owned()).chain(STORIES_LINSHUI.iter().map(|text| apart(text))).collect();
    let again = AGAIN.iter().flat_map(|weeks| {
        let mark = if *weeks == 0 { "" } else { "（另一起，情形相近）" };
        stories.iter().map(move |text| Play { text: text.clone(), later: weeks * 7, mark })
    });
    bridges.chain(again).collect()
}

/// Two of the example counties use the same numbers for different people and units, because each stands alone. Here they
/// live side by side: Linshui's `l01` is `x01`, its `b19` is `xb19`, its `ls-rc` is `lx-rc`.
fn apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() || letter == '-' {
            word.push(letter);
        } else {
            out.push_str(&renamed(&word));
            word.clear();
            out.push(letter);
        }
    }
    out.push_str(&renamed(&word));
    out
}

fn renamed(word: &str) -> String {
    let is_person = word.len() == 3 && word.chars().skip(1).all(|letter| letter.is_ascii_digit());
    match word.split_at_checked(1) {
        _ if word == "ls" || word.starts_with("ls-") => word.replacen("ls", "lx", 1),
        Some(("l", digits)) if is_person => format!("x{digits}"),
        Some((first @ ("b" | "c" | "h" | "w"), digits)) if is_person => format!("x{first}{digits}"),
        _ => word.to_owned(),
    }
}
