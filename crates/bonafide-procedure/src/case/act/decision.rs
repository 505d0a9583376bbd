//! Decision (认定与决定): determination, defence, assessment, hearing, verification, proposal, decision.

use bonafide_rules::outcome::Outcome;

use crate::case::act::payloads;
use crate::case::act::record::{Aside, Finding, Rating, Service, Vote};
use crate::field::Word;
use crate::id::{CaseNo, Day, PersonId};

payloads! {
    /// The determination (认定): what was found, and what it comes to; it opens the defence.
    Determine 50 "determined" {
        outcome: Outcome = "结果" Open,
        effects: Vec<Word> = "效果" Open,
        reason: String = "理由" Closed,
        departure: Option<String> = "偏离理由" Closed,
    }
    /// A paper reaches its addressee (送达); terms of the person run from here.
    Serve 51 "served" {
        paper: Word = "文书" Open,
        to: PersonId = "受送达人" Closed,
        service: Service = "方式" Open,
        receipt: String = "回证" Closed,
    }
    /// The person answers (申辩).
    Defend 52 "defended" {
        statement: String = "申辩内容" Closed,
        disputed: Vec<Word> = "争议事实" Closed,
    }
    /// The person says that nothing is answered (放弃申辩).
    WaiveDefence 53 "defence_waived" {
        reason: String = "说明" Closed,
    }
    /// A witness speaks to nature, circumstances and effects (作证).
    Testify 54 "testified" {
        witness: PersonId = "证人" Closed,
        statement: String = "证言" Person(1),
    }
    /// The third party's assessment (评估).
    Appraise 55 "appraised" {
        ratings: Vec<Rating> = "六看" Closed,
        opinion: String = "意见" Closed,
        outcome: Option<Outcome> = "建议" Closed,
    }
    /// Notice of a public hearing (听证公告).
    NotifyHearing 56 "hearing_notified" {
        held_on: Day = "日期" Open,
        place: String = "地点" Open,
        topic: String = "事项" Open,
    }
    /// The hearing, its participants and its record (听证).
    Hear 57 "heard" {
        participants: i64 = "参加人数" Open,
        record: String = "笔录" Closed,
        conclusion: String = "结论" Open,
    }
    /// The defence is looked into; what holds is taken up (核实).
    Verify 58 "verified" {
        accepted: Vec<String> = "采纳" Closed,
        declined: Vec<String> = "不采纳" Closed,
        findings: Vec<Finding> = "事实" Closed,
        reason: String = "理由" Closed,
    }
    /// The proposal (拟处理意见), with like cases beside it.
    Propose 59 "proposed" {
        outcome: Outcome = "结果" Open,
        effects: Vec<Word> = "效果" Open,
        reason: String = "理由" Closed,
        compared: Vec<CaseNo> = "同类案件" Closed,
        departure: Option<String> = "偏离理由" Closed,
    }
    /// The decision of the competent organ (决定).
    Decide 60 "decided" {
        organ: Word = "决定机关" Open,
        outcome: Outcome = "结果" Open,
        effects: Vec<Word> = "效果" Open,
        reason: String = "理由" Open,
        votes: Vec<Vote> = "表决" Closed,
        aside: Vec<Aside> = "回避成员" Closed,
        departure: Option<String> = "偏离理由" Open,
        /// Right, body and term of review, as printed on the paper.
        remedy: String = "救济途径" Open,
        batch: Option<Word> = "批次" Open,
    }
}
