//! Votes of the standing committee, of which p03 leads the accusing organ: five members.

use super::check;

/// A decision of these votes, members aside, and remedy.
fn decision(votes: &[&str], aside: &[&str], remedy: &str) -> String {
    let votes: String = votes.iter().map(|vote| format!("  表决: {vote}\n")).collect();
    let aside: String = aside.iter().map(|person| format!("  回避成员: {person}: 自请回避\n")).collect();
    let head = "2026-04-10 p01 决定\n  决定机关: 县委常委会\n  结果: 免责\n  理由: 略\n";
    format!("{head}{votes}{aside}  救济途径: {remedy}")
}

const REMEDY: &str = "可以自收到之日起30日内向县委常委会申请复核";

#[test]
fn an_organ_decides_by_more_than_half_of_all_who_may_vote() {
    let tables: [(&[&str], &[&str], &str); 9] = [
        (&["p01 同意", "p02 同意", "p04 同意"], &[], "ok"),
        (&["p01 同意", "p02 同意", "p04 同意", "p05 反对"], &["p03"], "ok"),
        (&["p01 同意", "p02 同意"], &[], "quorum"),
        // Who only says in the minutes that others stand aside has not made the organ smaller.
        (&["p01 同意"], &["p02", "p03", "p04", "p05"], "quorum"),
        (&["p01 同意", "p02 同意", "p04 反对", "p05 弃权"], &[], "not-carried"),
        (&["p01 同意", "p01 同意", "p02 同意", "p04 同意"], &[], "vote-wrong"),
        (&["p01 同意", "p02 同意", "p04 同意", "p10 同意"], &[], "vote-wrong"),
        (&["p01 同意", "p02 同意", "p04 同意"], &["p04"], "vote-wrong"),
        (&["p01 同意", "p02 同意", "p04 同意"], &["p10"], "vote-wrong"),
    ];
    for (votes, aside, expected) in tables {
        check("决定", &decision(votes, aside, REMEDY), expected);
    }
}

#[test]
fn the_paper_names_the_right_the_body_and_the_term_of_review() {
    let votes: &[&str] = &["p01 同意", "p02 同意", "p04 同意"];
    for (remedy, expected) in [
        (REMEDY, "ok"),
        ("30日内可以向决定机关申请复核", "ok"),
        ("30日内可以申请复核", "remedy-missing"),
        ("可以向县委常委会申请复核", "remedy-missing"),
        ("130日内可以向县委常委会申请复核", "remedy-missing"),
        ("30日内可以向县委常委会申诉", "remedy-missing"),
    ] {
        check("决定", &decision(votes, &[], remedy), expected);
    }
}

#[test]
fn another_organ_does_not_decide() {
    let beat = decision(&["p01 同意"], &[], REMEDY).replace("县委常委会\n", "容错办\n");
    check("决定", &beat, "wrong-organ");
}
