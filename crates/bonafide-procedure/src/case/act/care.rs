//! Correction and care (纠错与保障): measures, reminders, talks, protection, encouragement, lessons.

use crate::case::act::payloads;
use crate::case::act::record::{Agreement, Down, Reminder, Sharing, YesNo};
use crate::field::Word;
use crate::id::{Day, PersonId, UnitId};

payloads! {
    /// A corrective measure with owner and deadline (整改方案).
    PlanCorrection 90 "correction_planned" {
        number: i64 = "编号" Open,
        personal_cause: Option<String> = "个人原因" Closed,
        systemic_cause: Option<String> = "制度原因" Closed,
        measure: String = "措施" Open,
        owner: PersonId = "责任人" Closed,
        due: Day = "期限" Open,
    }
    /// The owner says what was done (整改报告).
    ReportCorrection 91 "correction_reported" {
        number: i64 = "编号" Open,
        text: String = "内容" Closed,
    }
    /// Somebody else looks whether it was (整改验收).
    VerifyCorrection 92 "correction_verified" {
        number: i64 = "编号" Open,
        passed: YesNo = "是否通过" Open,
        text: String = "内容" Closed,
    }
    /// An early sign draws a reminder (提醒).
    Remind 93 "reminded" {
        to: PersonId = "提醒对象" Closed,
        signs: String = "苗头" Closed,
        form: Reminder = "形式" Open,
        reply_due: Option<Day> = "回复期限" Open,
    }
    /// It is answered (回复提醒).
    ReplyReminder 94 "reminder_answered" {
        text: String = "内容" Closed,
    }
    /// A talk is arranged (约谈心).
    PlanTalk 95 "talk_planned" {
        with: PersonId = "对象" Closed,
        by: PersonId = "谈话人" Closed,
        planned_on: Day = "日期" Open,
    }
    /// A face-to-face talk (谈心谈话).
    Talk 96 "talked" {
        with: PersonId = "对象" Closed,
        state_of_mind: String = "思想状况" Person(1),
        concerns: Option<String> = "顾虑" Person(1),
        advice: String = "分析建议" Person(1),
    }
    /// Protection is entered (保护).
    Protect 97 "protected" {
        uses: Vec<Word> = "用途" Open,
        text: String = "内容" Closed,
    }
    /// May it be held against the person here? (查询保护)
    QueryProtection 98 "protection_queried" {
        use_of: Word = "用途" Open,
        purpose: String = "目的" Closed,
    }
    /// The person says it was held against them all the same (反映打击).
    FlagBreach 99 "breach_flagged" {
        use_of: Word = "用途" Open,
        text: String = "内容" Closed,
    }
    /// It is put right (纠正打击).
    HandleBreach 100 "breach_handled" {
        found: YesNo = "是否属实" Open,
        remedy: String = "纠正措施" Open,
    }
    /// The channel down, by kind (能下).
    ChannelDown 101 "led_down" {
        kind: Down = "类别" Open,
        measure: String = "安排" Open,
        reason: String = "理由" Closed,
    }
    /// Those who dared and delivered are put forward (激励).
    Encourage 102 "encouraged" {
        deeds: String = "事迹" Open,
        evidence: String = "依据" Closed,
        form: String = "形式" Open,
    }
    /// An anonymised lesson for the library (案例).
    Learn 103 "learnt" {
        title: String = "标题" Open,
        summary: String = "摘要" Open,
        causes: String = "成因" Open,
        /// Whether the person agreed to its being told.
        consent: YesNo = "本人同意" Open,
    }
    /// Training held (培训).
    Train 104 "trained" {
        topic: String = "内容" Open,
        unit: UnitId = "单位" Open,
        attended: Vec<PersonId> = "参加人" Closed,
    }
    /// The person's own thoughts; private unless shared (心得体会).
    Reflect 105 "reflected" {
        /// Only the person it belongs to can read it.
        author: PersonId = "本人" Closed,
        text: String = "内容" Person(1),
        sharing: Sharing = "公开范围" Open,
    }
    /// The leading group looks a closed case over (抽查).
    SpotCheck 106 "spot_checked" {
        agreement: Agreement = "意见" Open,
        text: String = "内容" Closed,
    }
    /// The case is closed (办结).
    Close 107 "closed" {
        text: String = "小结" Closed,
    }
}
