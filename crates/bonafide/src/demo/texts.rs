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
const STORIES: [&str; 10] = [
    include_str!("../../../../stories/accountable-blind-loan.md"),
    include_str!("../../../../stories/accountable-pension-money.md"),
    include_str!("../../../../stories/clarified-maternity-refund.md"),
    include_str!("../../../../stories/exempted-bridge.md"),
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

/// The stories.
pub(super) fn stories() -> impl Iterator<Item = String> {
    STORIES.iter().map(|text| (*text).to_owned()).chain(STORIES_LINSHUI.iter().map(|text| apart(text)))
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
