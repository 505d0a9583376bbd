//! The menu of the model check: fixed commands, as a clerk would write them.

use crate::case::act::Act;

/// One command on the menu.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deed {
    /// What makes it differ from others of the same act, for the printed path.
    pub(super) note: &'static str,
    pub(super) act: &'static str,
    words: &'static [(&'static str, &'static str)],
    pub(super) slip: Slip,
}

/// What else is wrong with it besides, perhaps, the person and the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// Nothing.
    None,
    /// It is dated on the next day of the world, which lies ahead.
    Ahead,
    /// It was put together from the version of the regulation of the year after.
    NextText,
}

impl Deed {
    /// The same command, put together wrongly.
    pub(super) const fn with(self, slip: Slip) -> Self {
        Self { slip, ..self }
    }

    /// The act in a matter of that person: `@` stands for the person concerned.
    pub(super) fn act(&self, subject: &str) -> Act {
        let word = |(name, text): &(&'static str, &'static str)| (*name, if *text == "@" { subject } else { *text });
        let words: Vec<(&str, &str)> = self.words.iter().map(word).collect();
        Act::parse(self.act, &words).unwrap_or_else(|error| panic!("{}: {error:?}", self.act))
    }
}

/// Declares deeds: `NAME "act" "note" { "field": "text", … }`.
macro_rules! menu {
    ($($name:ident $act:literal $note:literal { $($field:literal: $text:literal),* $(,)? })*) => {$(
        pub(super) const $name: Deed =
            Deed { act: $act, note: $note, words: &[$(($field, $text)),*], slip: Slip::None };
    )*};
}

menu! {
    REPORT "报告" "" {
        "当事人": "@", "对象": "个人", "所在单位": "u1", "反映事项": "略", "行为日期": "2025-12-20", "来源": "审计",
    }
    INQUIRE "研判" "需要核查" { "结论": "需要核查", "理由": "略", "初步事实": "属实 = 是" }
    INQUIRE_RED "研判" "需要核查，谋私" {
        "结论": "需要核查", "理由": "略", "初步事实": "属实 = 是", "初步事实": "谋私 = 是",
    }
    INQUIRE_MILD "研判" "需要核查，其余已明" {
        "结论": "需要核查", "理由": "略", "初步事实": "属实 = 是", "初步事实": "为公 = 无法查明", "初步事实": "及时 = 是",
    }
    INQUIRE_PUBLIC "研判" "需要核查，为公" {
        "结论": "需要核查", "理由": "略", "初步事实": "属实 = 是", "初步事实": "为公 = 是",
    }
    ORDINARY "研判" "按一般程序" { "结论": "按一般程序", "理由": "略", "初步事实": "属实 = 是" }
    ORDINARY_RED "研判" "按一般程序，谋私" {
        "结论": "按一般程序", "理由": "略", "初步事实": "属实 = 是", "初步事实": "谋私 = 是",
    }
    APPLY "申请" "" { "申请理由": "略" }
    ENDORSE "单位意见" "同意" { "意见": "同意", "表决": "p3 同意", "理由": "略", "加盖公章": "是" }
    ACCEPT "受理" "" { "理由": "略" }
    RECUSE_P4 "决定回避" "p4" { "对象": "p4", "是否回避": "是", "理由": "略" }
    RECUSE_P5 "决定回避" "p5" { "对象": "p5", "是否回避": "是", "理由": "略" }
    EVIDENCE "取证" "Z1，p4、p6" {
        "编号": "Z1", "名称": "账册", "种类": "书证", "来源": "略", "取证人": "p4", "取证人": "p6",
    }
    EVIDENCE_P3 "取证" "Z1，p3、p6" {
        "编号": "Z1", "名称": "账册", "种类": "书证", "来源": "略", "取证人": "p3", "取证人": "p6",
    }
    EXCLUDE "排除证据" "Z1" { "编号": "Z1", "理由": "略" }
    FIND_NOTHING "认定事实" "其余无法查明" {
        "事实": "谋私 = 无法查明", "事实": "为公 = 无法查明", "事实": "及时 = 无法查明", "理由": "略",
    }
    FIND_CLEAN "认定事实" "谋私无法查明" { "事实": "谋私 = 无法查明", "理由": "略" }
    FIND_RED "认定事实" "谋私 [Z1]" { "事实": "谋私 = 是 [Z1]", "理由": "略" }
    FIND_UNTRUE "认定事实" "属实无法查明" { "事实": "属实 = 无法查明", "理由": "略" }
    FIND_RED_BARE "认定事实" "谋私，没有证据" { "事实": "谋私 = 是", "理由": "略" }
    FIND_REST "认定事实" "为公、及时无法查明" { "事实": "为公 = 无法查明", "事实": "及时 = 无法查明", "理由": "略" }
    FIND_OPEN "认定事实" "谋私未查" { "事实": "谋私 = 未查", "理由": "略" }
    DETERMINE_EXEMPT "认定" "免责" { "结果": "免责", "理由": "略" }
    DETERMINE_MILD "认定" "减轻" { "结果": "减轻", "理由": "略" }
    DETERMINE_HELD "认定" "问责" { "结果": "问责", "理由": "略" }
    DETERMINE_DEPART "认定" "免责，偏离：初犯" { "结果": "免责", "理由": "略", "偏离理由": "初犯" }
    SERVE "送达" "认定书" { "文书": "认定书", "受送达人": "@", "方式": "直接送达", "回证": "签收" }
    SERVE_FORM "送达" "登记表" { "文书": "登记表", "受送达人": "@", "方式": "直接送达", "回证": "签收" }
    SERVE_DECISION "送达" "决定书" { "文书": "决定书", "受送达人": "@", "方式": "直接送达", "回证": "签收" }
    DEFEND "申辩" "" { "申辩内容": "略" }
    WAIVE "放弃申辩" "" { "说明": "略" }
    VERIFY "核实" "不采纳" { "不采纳": "略", "理由": "略" }
    DECIDE_EXEMPT "决定" "免责，p5" {
        "决定机关": "决定机关", "结果": "免责", "理由": "略", "表决": "p5 同意",
        "救济途径": "自收到之日起30日内可以向复核机关申请复核",
    }
    DECIDE_MILD "决定" "减轻，p5" {
        "决定机关": "决定机关", "结果": "减轻", "理由": "略", "表决": "p5 同意",
        "救济途径": "自收到之日起30日内可以向复核机关申请复核",
    }
    DECIDE_HELD "决定" "问责，p5" {
        "决定机关": "决定机关", "结果": "问责", "理由": "略", "表决": "p5 同意",
        "救济途径": "自收到之日起30日内可以向复核机关申请复核",
    }
    DECIDE_KIN "决定" "免责，p5 和配偶 p2" {
        "决定机关": "决定机关", "结果": "免责", "理由": "略", "表决": "p5 同意", "表决": "p2 同意",
        "救济途径": "自收到之日起30日内可以向复核机关申请复核",
    }
    DECIDE_BARE "决定" "免责，没有救济途径" {
        "决定机关": "决定机关", "结果": "免责", "理由": "略", "表决": "p5 同意", "救济途径": "无",
    }
    DECIDE_NOWHERE "决定" "免责，没有写复核机关" {
        "决定机关": "决定机关", "结果": "免责", "理由": "略", "表决": "p5 同意", "救济途径": "130日内可以申请复核",
    }
    DECIDE_LOST "决定" "免责，p5 反对" {
        "决定机关": "决定机关", "结果": "免责", "理由": "略", "表决": "p5 反对",
        "救济途径": "自收到之日起30日内可以向复核机关申请复核",
    }
    DECIDE_STRANGER "决定" "免责，p6" {
        "决定机关": "决定机关", "结果": "免责", "理由": "略", "表决": "p6 同意",
        "救济途径": "自收到之日起30日内可以向复核机关申请复核",
    }
    DECIDE_NOBODY "决定" "免责，无人表决" {
        "决定机关": "决定机关", "结果": "免责", "理由": "略", "救济途径": "自收到之日起30日内可以向复核机关申请复核",
    }
    DECIDE_ALONE "决定" "免责，p2 一人，p5 称回避" {
        "决定机关": "决定机关", "结果": "免责", "理由": "略", "表决": "p2 同意", "回避成员": "p5: 略",
        "救济途径": "自收到之日起30日内可以向复核机关申请复核",
    }
    SANCTION "问责处理" "" { "处理方式": "诫勉", "理由": "略", "听取申辩": "已听取" }
    LED_DOWN "能下" "" { "类别": "能力不足", "安排": "调整岗位", "理由": "略" }
    ASK_REVIEW "申请复核" "" { "理由": "略" }
    REVIEW_EXEMPT "复核" "免责，p6" { "复核机关": "复核机关", "结果": "免责", "表决": "p6 同意", "理由": "略" }
    REVIEW_HELD "复核" "问责，p6" { "复核机关": "复核机关", "结果": "问责", "表决": "p6 同意", "理由": "略" }
    REVIEW_BOTH "复核" "免责，p5、p6" {
        "复核机关": "复核机关", "结果": "免责", "表决": "p5 同意", "表决": "p6 同意", "理由": "略",
    }
    REVIEW_P5 "复核" "免责，p5" { "复核机关": "复核机关", "结果": "免责", "表决": "p5 同意", "理由": "略" }
    PROTECT "保护" "年度考核" { "用途": "年度考核", "内容": "略" }
    ASK_PROTECTION "查询保护" "年度考核" { "用途": "年度考核", "目的": "略" }
    CLOSE "办结" "" { "小结": "略" }
}
