//! Inquiry (核查): plan, evidence, interviews, facts, preliminary report, opinion, and clocks that stop.

use crate::case::act::payloads;
use crate::case::act::record::{Bearing, EvidenceKind, Finding, Pause, Task, Tolerance, YesNo};
use crate::id::{CaseNo, Day, EvidenceId, PersonId};
use crate::step::Step;
use crate::wire::FileRef;

payloads! {
    /// Stopping a clock, with reason and author, seen by the parties (中止).
    Suspend 30 "suspended" {
        step: Step = "步骤" Open,
        pause: Pause = "事由" Open,
        reason: String = "理由" Open,
    }
    /// Letting it run again (恢复).
    Resume 31 "resumed" {
        step: Step = "步骤" Open,
        reason: String = "理由" Open,
    }
    /// The one extension, with its approver (延期).
    Extend 32 "extended" {
        step: Step = "步骤" Open,
        reason: String = "理由" Open,
        approver: PersonId = "批准人" Closed,
    }
    /// Which facts are found by whom, derived from the rules (核查方案).
    Plan 33 "planned" {
        tasks: Vec<Task> = "分工" Closed,
        note: Option<String> = "说明" Closed,
    }
    /// Evidence is taken in, for and against (取证).
    AddEvidence 34 "evidence_added" {
        evidence: EvidenceId = "编号" Closed,
        title: String = "名称" Closed,
        kind: EvidenceKind = "种类" Open,
        source: String = "来源" Closed,
        by: Vec<PersonId> = "取证人" Closed,
        bearings: Vec<Bearing> = "证明" Closed,
        file: Option<FileRef> = "文件" Closed,
        /// The filing it comes from, when it is one made before the act.
        filing: Option<CaseNo> = "报备号" Closed,
    }
    /// Evidence gathered unlawfully goes out (排除证据).
    ExcludeEvidence 35 "evidence_excluded" {
        evidence: EvidenceId = "编号" Closed,
        reason: String = "理由" Closed,
    }
    /// An interview with read-back and signature (谈话).
    Interview 36 "interviewed" {
        person: PersonId = "谈话对象" Closed,
        by: Vec<PersonId> = "谈话人" Closed,
        place: String = "地点" Closed,
        record: String = "笔录" Person(1),
        read_back: YesNo = "宣读核对" Open,
        signed: YesNo = "签字" Open,
        companion: Option<PersonId> = "陪同人" Closed,
    }
    /// Facts found, each in one of four states (认定事实).
    Find 37 "found" {
        findings: Vec<Finding> = "事实" Closed,
        reason: String = "理由" Closed,
        dissent: Option<String> = "不同意见" Closed,
    }
    /// The preliminary report (初步调查报告).
    PreliminaryReport 38 "preliminarily_reported" {
        text: String = "内容" Closed,
        personal_causes: String = "个人原因" Closed,
        systemic_causes: String = "制度原因" Closed,
        /// The person's situation at the time: what others in the same place would have seen and known.
        situation: Option<String> = "当时处境" Closed,
    }
    /// The body's opinion: within tolerance or not (意见).
    Opine 39 "opined" {
        tolerance: Tolerance = "意见" Open,
        reason: String = "理由" Closed,
    }
    /// Outside experts are asked (委托评估).
    Commission 40 "commissioned" {
        reviewers: Vec<PersonId> = "评估人" Closed,
        question: String = "问题" Closed,
        /// The seed of the lot, when they were drawn: the size of the record's tree and its root, `1000:00010203…`.
        seed: Option<crate::field::Word> = "抽签种子" Open,
        due: Option<Day> = "期限" Open,
    }
}
