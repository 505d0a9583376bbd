//! What follows from a decision (结果运用): reply, report, filing, publication, review, clarification, sanction.

use bonafide_rules::outcome::Outcome;

use crate::case::act::payloads;
use crate::case::act::record::{Scope, Service, Vote, Withheld};
use crate::field::Word;
use crate::id::{PersonId, UnitId};

payloads! {
    /// A sanction under the ordinary rules of accountability (问责处理).
    Sanction 70 "sanctioned" {
        measure: String = "处理方式" Open,
        reason: String = "理由" Closed,
        heard: String = "听取申辩" Closed,
    }
    /// The result is told to the applicant and the person (答复).
    Reply 71 "replied" {
        to: PersonId = "答复对象" Closed,
        text: String = "内容" Closed,
        service: Service = "方式" Open,
    }
    /// Reported to the superior (上报).
    ReportUpward 72 "reported_upward" {
        to: UnitId = "上级机关" Open,
        text: String = "内容" Closed,
    }
    /// Filed with the peers (备案).
    File 73 "filed" {
        with: Vec<UnitId> = "备案机关" Open,
    }
    /// Published (公示): proposed, looked over for secrets and approved by different people.
    Publish 74 "published" {
        scope: Scope = "范围" Open,
        text: String = "公示内容" Open,
        reviewer: PersonId = "保密审查人" Closed,
        approver: PersonId = "审批人" Closed,
        withheld: Vec<Withheld> = "不予公开" Open,
    }
    /// Somebody of the public objects (异议).
    Object 75 "objected" {
        text: String = "内容" Closed,
    }
    /// An objection is answered.
    AnswerObjection 76 "objection_answered" {
        number: i64 = "异议号" Open,
        answer: String = "答复" Open,
    }
    /// The person asks for review (申请复核).
    RequestReview 77 "review_requested" {
        reason: String = "理由" Closed,
    }
    /// The review's result; never worse (复核).
    Review 78 "reviewed" {
        organ: Word = "复核机关" Open,
        outcome: Outcome = "结果" Open,
        effects: Vec<Word> = "效果" Open,
        votes: Vec<Vote> = "表决" Closed,
        reason: String = "理由" Open,
    }
    /// The person appeals (申请申诉).
    RequestAppeal 79 "appeal_requested" {
        reason: String = "理由" Closed,
    }
    /// The organ above takes the appeal (受理申诉).
    AcceptAppeal 80 "appeal_accepted" {
        organ: Word = "受理机关" Open,
    }
    /// The appeal's result; never worse (申诉).
    Appeal 81 "appealed" {
        organ: Word = "受理机关" Open,
        outcome: Outcome = "结果" Open,
        effects: Vec<Word> = "效果" Open,
        votes: Vec<Vote> = "表决" Closed,
        reason: String = "理由" Open,
    }
    /// The rumour is answered where it spread (澄清正名).
    Clarify 82 "clarified" {
        scope: String = "范围" Open,
        channel: String = "方式" Open,
        text: String = "内容" Open,
    }
    /// A wrong handling is undone and the person restored (撤销).
    Revoke 83 "revoked" {
        what: String = "撤销事项" Open,
        restored: String = "恢复事项" Open,
        reason: String = "理由" Open,
    }
    /// To the organ with competence (移送).
    Transfer 84 "transferred" {
        to: String = "移送机关" Closed,
        reason: String = "理由" Closed,
    }
}
