//! What can happen in a case (事件): each accepted act, and what the procedure itself notes beside it.
//!
//! Events are the only truth. Their written form stands with their fields (`act`); the numbers are fixed for ever.

use bonafide_rules::outcome::Outcome;

use crate::case::act::{self, Payload, YesNo, payloads};
use crate::field::{Field, Word, codes};
use crate::id::{CaseNo, Day, PersonId};
use crate::step::Step;
use crate::wire::{Schema, WireError, WireEvent};

codes! {
    /// How an assessment ended (结论状态).
    AssessedStatus { Decided "decided" "已决" Undetermined "undetermined" "待查" Conflict "conflict" "冲突" }
    /// Why a term moved (期限变动).
    Moved { Extended "extended" "延期" Resumed "resumed" "恢复" Calendar "calendar" "日历变更" Restarted "restarted" "重新计算" }
    /// The unit a term is counted in (期限单位).
    TermUnit { WorkingDays "working_days" "工作日" Days "days" "日" Months "months" "月" Years "years" "年" }
}

payloads! {
    /// A file is opened under its number (立卷).
    Opened 200 "opened" {
        number: CaseNo = "案号" Open,
    }
    /// What the rules say to the facts so far (规则结论). The machine never decides: a named person confirms or departs.
    Assessed 201 "assessed" {
        regulation: Word = "制度" Open,
        status: AssessedStatus = "状态" Open,
        outcome: Option<Outcome> = "结果" Open,
        possible: Vec<Outcome> = "可能结果" Open,
        effects: Vec<Word> = "效果" Open,
        because: Vec<Word> = "依据条目" Open,
        red_lines: Vec<Word> = "红线" Open,
        missing: Vec<Word> = "待查事实" Open,
        presumed: Vec<Word> = "推定" Open,
        /// The other version, when both were looked at (从旧兼从轻).
        compared: Option<Word> = "比较版本" Open,
    }
    /// A term begins to run (期限起算).
    TermSet 202 "term_set" {
        step: Step = "步骤" Open,
        from: Day = "起算日" Open,
        count: i64 = "数量" Open,
        unit: TermUnit = "单位" Open,
        due: Day = "到期日" Open,
        calendar: Word = "日历版本" Open,
    }
    /// What it was set for is done (期限内完成).
    TermMet 203 "term_met" {
        step: Step = "步骤" Open,
        late: YesNo = "是否逾期" Open,
    }
    /// It moved, and why (期限变动).
    TermMoved 204 "term_moved" {
        step: Step = "步骤" Open,
        before: Day = "原到期日" Open,
        due: Day = "到期日" Open,
        moved: Moved = "原因" Open,
        /// How many more of the unit, for an extension; else 0.
        more: i64 = "增加" Open,
        calendar: Word = "日历版本" Open,
    }
    /// Whether the case may be held against the person in this use, with the clause (保护答复).
    ProtectionAnswered 205 "protection_answered" {
        use_of: Word = "用途" Open,
        may_be_held: YesNo = "可否作为依据" Open,
        clause: Word = "条款" Open,
        until: Option<Day> = "截止" Open,
    }
}

/// Declares the events: the past participle of each act, and the notes.
macro_rules! events {
    ($($name:ident $payload:path;)*) => {
        /// One event, with its payload.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum Event { $(#[doc = stringify!($name)] $name($payload),)* }

        impl Event {
            /// Its schema.
            pub fn schema(&self) -> &'static Schema {
                match self { $(Self::$name(_) => &<$payload as Payload>::SCHEMA,)* }
            }

            /// Its fields, as a clerk would write them.
            pub fn show(&self) -> Vec<(act::FieldName, Vec<String>)> {
                match self { $(Self::$name(payload) => payload.show(),)* }
            }

            /// The same with the Chinese words of closed lists.
            pub fn show_zh(&self) -> Vec<(act::FieldName, Vec<String>)> {
                match self { $(Self::$name(payload) => payload.show_zh(),)* }
            }

            fn write(&self) -> Vec<Vec<crate::wire::Value>> {
                match self { $(Self::$name(payload) => payload.write(),)* }
            }

            fn read(wire: &WireEvent, fields: &[Vec<crate::wire::Value>]) -> Result<Self, WireError> {
                let kind = wire.kind;
                let wrong = |field| WireError::Field { kind, field };
                $(if kind == <$payload as Payload>::SCHEMA.kind && wire.version == <$payload as Payload>::SCHEMA.version {
                    return <$payload as Payload>::read(fields).map(Self::$name).map_err(wrong);
                })*
                Err(WireError::UnknownKind { kind, version: wire.version })
            }
        }

        /// The schema of a case's event type, or nothing.
        pub fn schema(kind: u16, version: u16) -> Option<&'static Schema> {
            $(if kind == <$payload as Payload>::SCHEMA.kind && version == <$payload as Payload>::SCHEMA.version {
                return Some(&<$payload as Payload>::SCHEMA);
            })*
            None
        }
    };
}

events! {
    Opened Opened;
    Assessed Assessed;
    TermSet TermSet;
    TermMet TermMet;
    TermMoved TermMoved;
    ProtectionAnswered ProtectionAnswered;
    Prefiled act::Prefile;
    FilingAnswered act::AnswerFiling;
    FilingFlagged act::FlagFiling;
    Reported act::Report;
    Screened act::Screen;
    Applied act::Apply;
    Endorsed act::Endorse;
    OpinionContested act::Contest;
    ApplicationWithdrawn act::Withdraw;
    UnitApplied act::ApplyUnit;
    Accepted act::Accept;
    Rejected act::Reject;
    SupplementRequested act::RequestSupplement;
    Supplemented act::Supplement;
    Assigned act::Assign;
    RecusalRequested act::RequestRecusal;
    RecusalDecided act::DecideRecusal;
    Enclosed act::Enclose;
    Suspended act::Suspend;
    Resumed act::Resume;
    Extended act::Extend;
    Planned act::Plan;
    EvidenceAdded act::AddEvidence;
    EvidenceExcluded act::ExcludeEvidence;
    Interviewed act::Interview;
    Found act::Find;
    PreliminarilyReported act::PreliminaryReport;
    Opined act::Opine;
    Determined act::Determine;
    Served act::Serve;
    Defended act::Defend;
    DefenceWaived act::WaiveDefence;
    Testified act::Testify;
    Commissioned act::Commission;
    Appraised act::Appraise;
    HearingNotified act::NotifyHearing;
    Heard act::Hear;
    Verified act::Verify;
    Proposed act::Propose;
    Decided act::Decide;
    Sanctioned act::Sanction;
    Replied act::Reply;
    ReportedUpward act::ReportUpward;
    Filed act::File;
    Published act::Publish;
    Objected act::Object;
    ObjectionAnswered act::AnswerObjection;
    ReviewRequested act::RequestReview;
    Reviewed act::Review;
    AppealRequested act::RequestAppeal;
    AppealAccepted act::AcceptAppeal;
    Appealed act::Appeal;
    Clarified act::Clarify;
    Revoked act::Revoke;
    Transferred act::Transfer;
    CorrectionPlanned act::PlanCorrection;
    CorrectionReported act::ReportCorrection;
    CorrectionVerified act::VerifyCorrection;
    Reminded act::Remind;
    ReminderAnswered act::ReplyReminder;
    TalkPlanned act::PlanTalk;
    Talked act::Talk;
    Protected act::Protect;
    ProtectionQueried act::QueryProtection;
    BreachFlagged act::FlagBreach;
    BreachHandled act::HandleBreach;
    LedDown act::ChannelDown;
    Encouraged act::Encourage;
    Learnt act::Learn;
    Trained act::Train;
    Reflected act::Reflect;
    SpotChecked act::SpotCheck;
    Closed act::Close;
}

/// An event with who brought it about and on which day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The person at the desk.
    pub actor: PersonId,
    /// The day it is said to have happened.
    pub on: Day,
    /// What happened.
    pub event: Event,
}

impl Entry {
    /// As the store keeps it.
    pub fn to_wire(&self) -> WireEvent {
        let schema = self.event.schema();
        let mut fields = Vec::with_capacity(schema.fields.len());
        fields.push(Field::write(&self.actor));
        fields.extend(self.event.write());
        WireEvent { kind: schema.kind, version: schema.version, occurred: self.on.0, fields }
    }

    /// Back from the store.
    ///
    /// # Errors
    /// [`WireError`] when the type is unknown here or a field does not read.
    pub fn from_wire(wire: &WireEvent) -> Result<Self, WireError> {
        let Some((actor, fields)) = wire.fields.split_first() else {
            return Err(WireError::Field { kind: wire.kind, field: "actor" });
        };
        let actor = <PersonId as Field>::read(actor).ok_or(WireError::Field { kind: wire.kind, field: "actor" })?;
        Ok(Self { actor, on: Day(wire.occurred), event: Event::read(wire, fields)? })
    }
}
