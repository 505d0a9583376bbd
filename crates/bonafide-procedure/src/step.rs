//! THE table (步骤表): every step of the procedure on one screen.
//!
//! Steps are code, a closed list; which of them are required, in what order, by whom and within how many days is in the
//! procedure block of the regulation in force (see `procedure.rs`). The last two columns are what the law demands whatever a
//! text says.

use crate::field::codes;
use crate::roster::Part;

/// How a step stands to the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Track {
    /// Before there is a case: prefiling, reminding.
    Before,
    /// On the way to the decision: done in the order of the text.
    Main,
    /// Beside it, at any time while the case is open.
    Beside,
    /// After the decision.
    After,
}

codes! {
    /// A step (步骤) of the procedure; its name is the same in every folder.
    Step {
        Prefile "prefile" "报备"
        Report "report" "报告"
        Screen "screen" "研判"
        Apply "apply" "申请"
        ApplyUnit "apply_unit" "单位申请"
        Accept "accept" "受理"
        Reject "reject" "不予受理"
        Supplement "supplement" "补正"
        Assign "assign" "分派"
        Plan "plan" "核查方案"
        Evidence "evidence" "取证"
        Interview "interview" "谈话"
        Find "find" "认定事实"
        PreliminaryReport "preliminary_report" "初步报告"
        Opinion "opinion" "意见"
        Suspend "suspend" "中止"
        Recuse "recuse" "回避"
        Determine "determine" "认定"
        Defend "defend" "申辩"
        Appraise "appraise" "评估"
        Hear "hear" "听证"
        Verify "verify" "核实"
        Propose "propose" "拟处理"
        Decide "decide" "决定"
        Sanction "sanction" "问责处理"
        Reply "reply" "答复"
        ReportUpward "report_upward" "上报"
        File "file" "备案"
        Publish "publish" "公示"
        Object "object" "异议"
        RequestReview "request_review" "申请复核"
        Review "review" "复核"
        RequestAppeal "request_appeal" "申请申诉"
        Appeal "appeal" "申诉"
        Clarify "clarify" "澄清"
        Revoke "revoke" "撤销"
        Transfer "transfer" "移送"
        Correct "correct" "整改"
        Remind "remind" "提醒"
        Talk "talk" "谈心"
        Protect "protect" "保护"
        ChannelDown "channel_down" "能下"
        Encourage "encourage" "激励"
        Learn "learn" "案例"
        Train "train" "培训"
        Reflect "reflect" "反思"
        SpotCheck "spot_check" "抽查"
        Close "close" "办结"
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which step.
    pub step: Step,
    /// Where it stands.
    pub track: Track,
    /// The steps of which one must be done before, whatever the text says; empty: none.
    pub after: &'static [Step],
    /// Whether every regulation must provide for it before it may be used.
    pub compulsory: bool,
}

const fn row(step: Step, track: Track, after: &'static [Step], compulsory: bool) -> Row {
    Row { step, track, after, compulsory }
}

/// The whole procedure. Order: as a case usually runs.
#[rustfmt::skip]
pub const TABLE: &[Row] = &[
    row(Step::Prefile,           Track::Before, &[],                                false),
    row(Step::Remind,            Track::Before, &[],                                false),
    row(Step::Train,             Track::Before, &[],                                false),
    row(Step::Report,            Track::Before, &[],                                true),
    row(Step::Apply,             Track::Beside, &[Step::Report],                    false),
    row(Step::ApplyUnit,         Track::Beside, &[Step::Report],                    false),
    row(Step::Supplement,        Track::Beside, &[Step::Apply, Step::ApplyUnit],    false),
    row(Step::Accept,            Track::Beside, &[Step::Apply, Step::ApplyUnit],    false),
    row(Step::Reject,            Track::Beside, &[Step::Apply, Step::ApplyUnit],    false),
    row(Step::Recuse,            Track::Beside, &[Step::Report],                    false),
    row(Step::Suspend,           Track::Beside, &[Step::Report],                    false),
    row(Step::Screen,            Track::Main,   &[Step::Report],                    true),
    row(Step::Assign,            Track::Main,   &[Step::Screen],                    false),
    row(Step::Plan,              Track::Main,   &[Step::Screen],                    false),
    row(Step::Evidence,          Track::Main,   &[Step::Screen],                    false),
    row(Step::Interview,         Track::Main,   &[Step::Screen],                    false),
    row(Step::Find,              Track::Main,   &[Step::Screen],                    false),
    row(Step::PreliminaryReport, Track::Main,   &[Step::Find],                      false),
    row(Step::Opinion,           Track::Main,   &[Step::Find],                      false),
    row(Step::Determine,         Track::Main,   &[Step::Find],                      true),
    row(Step::Defend,            Track::Main,   &[Step::Determine],                 true),
    row(Step::Appraise,          Track::Main,   &[Step::Screen],                    false),
    row(Step::Hear,              Track::Main,   &[Step::Screen],                    false),
    row(Step::Verify,            Track::Main,   &[Step::Defend],                    false),
    row(Step::Propose,           Track::Main,   &[Step::Determine],                 false),
    row(Step::Decide,            Track::Main,   &[Step::Defend],                    true),
    row(Step::Sanction,          Track::After,  &[Step::Screen],                    false),
    row(Step::Reply,             Track::After,  &[Step::Decide],                    false),
    row(Step::ReportUpward,      Track::After,  &[Step::Decide],                    false),
    row(Step::File,              Track::After,  &[Step::Decide],                    false),
    row(Step::Publish,           Track::After,  &[Step::Decide],                    false),
    row(Step::Object,            Track::After,  &[Step::Publish],                   false),
    row(Step::RequestReview,     Track::After,  &[Step::Decide],                    true),
    row(Step::Review,            Track::After,  &[Step::RequestReview],             true),
    row(Step::RequestAppeal,     Track::After,  &[Step::Decide],                    false),
    row(Step::Appeal,            Track::After,  &[Step::RequestAppeal],             false),
    row(Step::Clarify,           Track::After,  &[Step::Decide],                    false),
    row(Step::Revoke,            Track::After,  &[Step::Decide],                    false),
    row(Step::Transfer,          Track::Beside, &[Step::Report],                    false),
    row(Step::Correct,           Track::After,  &[Step::Decide, Step::Sanction, Step::Transfer], false),
    row(Step::Talk,              Track::Beside, &[Step::Report],                    false),
    row(Step::Protect,           Track::After,  &[Step::Decide],                    false),
    row(Step::ChannelDown,       Track::After,  &[Step::Decide, Step::Sanction],    false),
    row(Step::Encourage,         Track::After,  &[Step::Decide],                    false),
    row(Step::Learn,             Track::After,  &[Step::Decide],                    false),
    row(Step::Reflect,           Track::Beside, &[Step::Report],                    false),
    row(Step::SpotCheck,         Track::After,  &[Step::Decide],                    false),
    row(Step::Close,             Track::After,  &[Step::Decide, Step::Sanction, Step::Transfer], false),
];

impl Step {
    /// What somebody who does it does in the case, as far as impartiality asks; `None` where it does not.
    pub fn part(self) -> Option<Part> {
        Some(match self {
            Self::Report => Part::Accuse,
            Self::Plan | Self::Evidence | Self::Interview | Self::Find | Self::PreliminaryReport => Part::Investigate,
            Self::Screen | Self::Opinion | Self::Determine | Self::Verify | Self::Propose => Part::Propose,
            Self::Appraise => Part::Assess,
            Self::Decide | Self::Sanction => Part::Decide,
            Self::Review | Self::Appeal => Part::Review,
            _ => return None,
        })
    }

    /// Whether it is somebody's right: done in time or not at all. Whoever holds an office is never relieved by being late.
    pub fn is_right(self) -> bool {
        matches!(
            self,
            Self::Apply | Self::ApplyUnit | Self::Defend | Self::RequestReview | Self::RequestAppeal | Self::Object
        )
    }

    /// Its row; the table has one for every step (a test counts them).
    pub fn row(self) -> Row {
        TABLE.iter().copied().find(|row| row.step == self).unwrap_or(row(self, Track::Beside, &[], false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_exactly_one_row() {
        for step in Step::ALL {
            assert_eq!(TABLE.iter().filter(|row| row.step == *step).count(), 1, "{step:?}");
        }
        assert_eq!(TABLE.len(), Step::ALL.len());
    }

    #[test]
    fn nothing_leads_to_a_sanction_but_through_the_screening() {
        for step in [Step::Decide, Step::Sanction] {
            assert!(leads_through(step, Step::Screen), "{step:?}");
        }
    }

    /// Whether every way back from a step passes another.
    fn leads_through(step: Step, gate: Step) -> bool {
        let before = step.row().after;
        !before.is_empty() && before.iter().all(|before| *before == gate || leads_through(*before, gate))
    }
}
