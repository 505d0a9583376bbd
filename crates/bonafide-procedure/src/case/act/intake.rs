//! Intake (登记与受理): reporting, screening, applying, prefiling, accepting, assigning.

use crate::case::act::payloads;
use crate::case::act::record::{Enclosure, Screening, SelfCheck, SubjectKind, UnitOpinion, Vote, YesNo};
use crate::field::Word;
use crate::id::{CaseNo, Day, PersonId, UnitId};

payloads! {
    /// Filing a risky matter before the act (容错报备). It opens a file of its own.
    Prefile 1 "prefiled" {
        /// Whose matter it is.
        unit: UnitId = "报备单位" Open,
        matter: String = "事项" Open,
        tasks: String = "任务说明" Closed,
        duties: String = "责任分工" Closed,
        risk_plan: String = "风险预案" Closed,
        implemented_on: Day = "实施日期" Open,
    }
    /// Answering a filing (报备答复).
    AnswerFiling 2 "filing_answered" {
        accepted: YesNo = "是否受理" Open,
        reason: String = "理由" Closed,
    }
    /// Finding a filing false (虚假报备): itself a fault.
    FlagFiling 3 "filing_flagged" {
        reason: String = "理由" Closed,
    }
    /// Reporting and registering an accountability matter (问责事项登记).
    Report 10 "reported" {
        subject: PersonId = "当事人" Closed,
        subject_kind: SubjectKind = "对象" Open,
        unit: UnitId = "所在单位" Closed,
        /// Who brought it up; nobody when it came without a name.
        reporters: Vec<PersonId> = "反映人" Closed,
        allegation: String = "反映事项" Closed,
        /// The day of the act: it picks the version of the rules.
        act_on: Day = "行为日期" Closed,
        found_on: Option<Day> = "发现日期" Closed,
        source: String = "来源" Closed,
        /// An earlier case of the same person or matter.
        linked: Option<CaseNo> = "关联事项" Closed,
        /// A filing made before the act.
        filing: Option<CaseNo> = "报备号" Closed,
    }
    /// Compulsory screening (研判).
    Screen 11 "screened" {
        conclusion: Screening = "结论" Open,
        reason: String = "理由" Closed,
        /// What is already plain from the report.
        findings: Vec<crate::case::act::record::Finding> = "初步事实" Closed,
        /// The batch it was screened in (一批一议); one matter, one discussion without it.
        batch: Option<Word> = "批次" Open,
    }
    /// A person applies to the party group of the own unit (申请).
    Apply 12 "applied" {
        grounds: String = "申请理由" Closed,
        /// Items of the list relied on.
        items: Vec<Word> = "清单情形" Open,
    }
    /// The unit discusses the application in a small circle (单位意见).
    Endorse 13 "endorsed" {
        opinion: UnitOpinion = "意见" Open,
        votes: Vec<Vote> = "表决" Closed,
        reason: String = "理由" Closed,
        /// Sealed with the unit's seal.
        sealed: YesNo = "加盖公章" Open,
    }
    /// The person contests the unit's refusal before the tolerance body.
    Contest 14 "opinion_contested" {
        reason: String = "理由" Closed,
    }
    /// The applicant takes the application back; the screening stands.
    Withdraw 15 "application_withdrawn" {
        reason: String = "理由" Closed,
    }
    /// A unit applies for itself in the name of its party group (单位申请).
    ApplyUnit 16 "unit_applied" {
        grounds: String = "申请理由" Closed,
        discussion: String = "职工讨论" Closed,
        attended: i64 = "参加人数" Open,
        checks: Vec<SelfCheck> = "对照自查" Open,
        votes: Vec<Vote> = "表决" Closed,
        sealed: YesNo = "加盖公章" Open,
    }
    /// Accepting an application (受理).
    Accept 17 "accepted" {
        reason: String = "理由" Closed,
    }
    /// Not accepting it, with the remedy (不予受理).
    Reject 18 "rejected" {
        reason: String = "理由" Closed,
        remedy: String = "救济途径" Open,
    }
    /// The one complete request for what is missing (一次性告知).
    RequestSupplement 19 "supplement_requested" {
        missing: Vec<String> = "缺少" Closed,
        due: Day = "补正期限" Open,
    }
    /// What was missing is brought (补正).
    Supplement 20 "supplemented" {
        text: String = "内容" Closed,
    }
    /// The team is named (分派).
    Assign 21 "assigned" {
        team: Vec<PersonId> = "核查组" Closed,
        lead: PersonId = "组长" Closed,
    }
    /// Somebody is asked to stand aside (申请回避).
    RequestRecusal 22 "recusal_requested" {
        person: PersonId = "对象" Closed,
        reason: String = "理由" Closed,
    }
    /// Whether somebody stands aside: on request or ex officio (决定回避).
    DecideRecusal 23 "recusal_decided" {
        person: PersonId = "对象" Closed,
        granted: YesNo = "是否回避" Open,
        reason: String = "理由" Closed,
    }
    /// A side puts papers before the body, with what they show (提交材料); whether they become evidence the team decides.
    /// 公职人员政务处分法 (2020-06-20), art. 43: facts, reasons and evidence that the person puts forward are looked into.
    Enclose 24 "enclosed" {
        files: Vec<Enclosure> = "材料" Closed,
        note: String = "说明" Closed,
    }
}
