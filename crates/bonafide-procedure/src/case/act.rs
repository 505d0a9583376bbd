//! What can be done in a case (行为): one table of acts, each with its step, its fields and their written form.
//!
//! An act that is accepted becomes the event of the same payload. The fields of each act stand in the file of its phase:
//! `intake`, `inquiry`, `decision`, `result`, `care`.

mod care;
mod decision;
mod inquiry;
mod intake;
mod record;
mod result;

pub use care::*;
pub use decision::*;
pub use inquiry::*;
pub use intake::*;
pub use record::*;
pub use result::*;

use crate::field::{Input, Many, Unread};
use crate::id::{Day, PersonId};
use crate::step::Step;
use crate::wire::{Schema, Value};

/// One word of an act as a clerk knows it: a field's Chinese and Latin name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldName {
    /// 当事人
    pub zh: &'static str,
    /// `subject`
    pub id: &'static str,
}

/// How a field of an act is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldInput {
    /// Its names.
    pub name: FieldName,
    /// What is written.
    pub input: Input,
    /// How often.
    pub many: Many,
}

/// Why written words do not make an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActError {
    /// No act has this name.
    UnknownAct {
        /// What was written.
        found: String,
    },
    /// The act has no such field.
    UnknownField {
        /// The act, by id.
        act: &'static str,
        /// What was written.
        found: String,
        /// The fields it has.
        known: &'static [FieldName],
    },
    /// A field does not read as it should.
    Field {
        /// The act, by id.
        act: &'static str,
        /// The field.
        field: FieldName,
        /// Why.
        reason: Unread,
    },
}

/// What the payload of an act or event can do.
pub trait Payload: Sized {
    /// Fields as they are stored, behind the actor.
    const SCHEMA: Schema;
    /// Their names for people.
    const NAMES: &'static [FieldName];
    /// How each is written, and how often.
    const INPUTS: &'static [FieldInput];

    /// The values of each field.
    fn write(&self) -> Vec<Vec<Value>>;

    /// Back from the record; the name of the field that does not read.
    ///
    /// # Errors
    /// The Latin name of the field.
    fn read(fields: &[Vec<Value>]) -> Result<Self, &'static str>;

    /// Reads what a clerk wrote: pairs of a field's name and a text; a list's name stands several times.
    ///
    /// # Errors
    /// [`ActError`] for the first field that is unknown, missing or not understood.
    fn parse(act: &'static str, words: &[(&str, &str)]) -> Result<Self, ActError>;

    /// As a clerk would write it.
    fn show(&self) -> Vec<(FieldName, Vec<String>)>;

    /// The same with the Chinese words of closed lists.
    fn show_zh(&self) -> Vec<(FieldName, Vec<String>)>;
}

/// Declares payloads: `/// doc Name kind "latin" { field: Type = "中文" class, … }`.
macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident $kind:literal $id:literal {
        $($(#[$field_doc:meta])* $field:ident : $type:ty = $zh:literal $class:ident $(($of:literal))?,)*
    })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name { $($(#[$field_doc])* #[doc = $zh] pub $field: $type,)* }

        impl $crate::case::act::Payload for $name {
            const SCHEMA: $crate::wire::Schema = $crate::wire::Schema {
                kind: $kind,
                version: 1,
                name: $id,
                fields: &[
                    $crate::wire::FieldSpec {
                        name: "actor",
                        shape: $crate::wire::Shape::One,
                        class: $crate::wire::Class::Closed,
                    },
                    $($crate::wire::FieldSpec {
                        name: stringify!($field),
                        shape: <$type as $crate::field::Field>::SHAPE,
                        class: $crate::wire::Class::$class $(($of))?,
                    },)*
                ],
            };
            const NAMES: &'static [$crate::case::act::FieldName] = &[
                $($crate::case::act::FieldName { zh: $zh, id: stringify!($field) },)*
            ];

            const INPUTS: &'static [$crate::case::act::FieldInput] = &[
                $($crate::case::act::FieldInput {
                    name: $crate::case::act::FieldName { zh: $zh, id: stringify!($field) },
                    input: <$type as $crate::field::Field>::INPUT,
                    many: <$type as $crate::field::Field>::MANY,
                },)*
            ];

            fn write(&self) -> Vec<Vec<$crate::wire::Value>> {
                vec![$($crate::field::Field::write(&self.$field),)*]
            }

            #[allow(unused_mut, unused_variables, clippy::allow_attributes, reason = "an act may have no fields")]
            fn read(fields: &[Vec<$crate::wire::Value>]) -> Result<Self, &'static str> {
                let mut fields = fields.iter();
                Ok(Self { $($field: fields
                    .next()
                    .and_then(|values| $crate::field::Field::read(values))
                    .ok_or(stringify!($field))?,)* })
            }

            #[allow(unused_variables, clippy::allow_attributes, reason = "an act may have no fields")]
            fn parse(act: &'static str, words: &[(&str, &str)]) -> Result<Self, $crate::case::act::ActError> {
                $crate::case::act::refuse_unknown(act, Self::NAMES, words)?;
                let field = |zh: &'static str, id: &'static str| $crate::case::act::FieldName { zh, id };
                Ok(Self { $($field: $crate::case::act::parse_field(act, field($zh, stringify!($field)), words)?,)* })
            }

            fn show(&self) -> Vec<($crate::case::act::FieldName, Vec<String>)> {
                vec![$((
                    $crate::case::act::FieldName { zh: $zh, id: stringify!($field) },
                    $crate::field::Field::show(&self.$field),
                ),)*]
            }

            fn show_zh(&self) -> Vec<($crate::case::act::FieldName, Vec<String>)> {
                vec![$((
                    $crate::case::act::FieldName { zh: $zh, id: stringify!($field) },
                    $crate::field::Field::show_zh(&self.$field),
                ),)*]
            }
        }
    )*};
}
pub(crate) use payloads;

pub(crate) fn refuse_unknown(
    act: &'static str,
    known: &'static [FieldName],
    words: &[(&str, &str)],
) -> Result<(), ActError> {
    let unknown = words.iter().find(|(name, _)| !known.iter().any(|field| field.zh == *name || field.id == *name));
    match unknown {
        Some((found, _)) => Err(ActError::UnknownField { act, found: (*found).to_owned(), known }),
        None => Ok(()),
    }
}

pub(crate) fn parse_field<F: crate::field::Field>(
    act: &'static str,
    field: FieldName,
    words: &[(&str, &str)],
) -> Result<F, ActError> {
    let named = words.iter().filter(|(name, _)| field.zh == *name || field.id == *name);
    let texts: Vec<&str> = named.map(|(_, text)| *text).collect();
    F::parse(&texts).map_err(|reason| ActError::Field { act, field, reason })
}

/// Declares the acts: `Name "id" "中文" Step`.
macro_rules! acts {
    ($($name:ident $id:literal $zh:literal $step:ident)*) => {
        /// One act, with its payload.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum Act { $(#[doc = $zh] $name($name),)* }

        /// The acts by name: Latin id, Chinese word, step.
        pub const ACTS: &[(&str, &str, Step)] = &[$(($id, $zh, Step::$step),)*];

        /// The Chinese word of the act that an event type records, by the name of its schema.
        pub fn recorded_as(event: &str) -> Option<&'static str> {
            $(if event == <$name as Payload>::SCHEMA.name {
                return Some($zh);
            })*
            None
        }

        impl Act {
            /// The Latin id.
            pub fn id(&self) -> &'static str {
                match self { $(Self::$name(_) => $id,)* }
            }

            /// The step it belongs to.
            pub fn step(&self) -> Step {
                match self { $(Self::$name(_) => Step::$step,)* }
            }

            /// Reads an act: its name and pairs of field and text.
            ///
            /// # Errors
            /// [`ActError`] for the first word that is not understood.
            pub fn parse(name: &str, words: &[(&str, &str)]) -> Result<Self, ActError> {
                match name {
                    $($id | $zh => $name::parse($id, words).map(Self::$name),)*
                    _ => Err(ActError::UnknownAct { found: name.to_owned() }),
                }
            }

            /// Its fields, as a clerk would write them.
            pub fn show(&self) -> Vec<(FieldName, Vec<String>)> {
                match self { $(Self::$name(payload) => payload.show(),)* }
            }

            /// How the fields of an act are written, by its name.
            pub fn inputs_of(name: &str) -> Option<&'static [FieldInput]> {
                match name {
                    $($id | $zh => Some($name::INPUTS),)*
                    _ => None,
                }
            }

            /// The fields an act has, by its name.
            pub fn fields_of(name: &str) -> Option<&'static [FieldName]> {
                match name {
                    $($id | $zh => Some($name::NAMES),)*
                    _ => None,
                }
            }
        }
    };
}

acts! {
    Prefile "prefile" "报备" Prefile
    AnswerFiling "answer_filing" "报备答复" Prefile
    FlagFiling "flag_filing" "虚假报备" Prefile
    Report "report" "报告" Report
    Screen "screen" "研判" Screen
    Apply "apply" "申请" Apply
    Endorse "endorse" "单位意见" Apply
    Contest "contest" "异议单位意见" Apply
    Withdraw "withdraw" "撤回申请" Apply
    ApplyUnit "apply_unit" "单位申请" ApplyUnit
    Accept "accept" "受理" Accept
    Reject "reject" "不予受理" Reject
    RequestSupplement "request_supplement" "补正告知" Supplement
    Supplement "supplement" "补正" Supplement
    Assign "assign" "分派" Assign
    RequestRecusal "request_recusal" "申请回避" Recuse
    Enclose "enclose" "提交材料" Supplement
    DecideRecusal "decide_recusal" "决定回避" Recuse
    Suspend "suspend" "中止" Suspend
    Resume "resume" "恢复" Suspend
    Extend "extend" "延期" Suspend
    Plan "plan" "核查方案" Plan
    AddEvidence "add_evidence" "取证" Evidence
    ExcludeEvidence "exclude_evidence" "排除证据" Evidence
    Interview "interview" "谈话" Interview
    Find "find" "认定事实" Find
    PreliminaryReport "preliminary_report" "初步报告" PreliminaryReport
    Opine "opine" "意见" Opinion
    Determine "determine" "认定" Determine
    Serve "serve" "送达" Determine
    Defend "defend" "申辩" Defend
    WaiveDefence "waive_defence" "放弃申辩" Defend
    Testify "testify" "作证" Defend
    Commission "commission" "委托评估" Appraise
    Appraise "appraise" "评估" Appraise
    NotifyHearing "notify_hearing" "听证公告" Hear
    Hear "hear" "听证" Hear
    Verify "verify" "核实" Verify
    Propose "propose" "拟处理" Propose
    Decide "decide" "决定" Decide
    Sanction "sanction" "问责处理" Sanction
    Reply "reply" "答复" Reply
    ReportUpward "report_upward" "上报" ReportUpward
    File "file" "备案" File
    Publish "publish" "公示" Publish
    Object "object" "异议" Object
    AnswerObjection "answer_objection" "答复异议" Object
    RequestReview "request_review" "申请复核" RequestReview
    Review "review" "复核" Review
    RequestAppeal "request_appeal" "申请申诉" RequestAppeal
    AcceptAppeal "accept_appeal" "受理申诉" RequestAppeal
    Appeal "appeal" "申诉" Appeal
    Clarify "clarify" "澄清" Clarify
    Revoke "revoke" "撤销" Revoke
    Transfer "transfer" "移送" Transfer
    PlanCorrection "plan_correction" "整改方案" Correct
    ReportCorrection "report_correction" "整改报告" Correct
    VerifyCorrection "verify_correction" "整改验收" Correct
    Remind "remind" "提醒" Remind
    ReplyReminder "reply_reminder" "回复提醒" Remind
    PlanTalk "plan_talk" "约谈心" Talk
    Talk "talk" "谈心" Talk
    Protect "protect" "保护" Protect
    QueryProtection "query_protection" "查询保护" Protect
    FlagBreach "flag_breach" "反映打击" Protect
    HandleBreach "handle_breach" "纠正打击" Protect
    ChannelDown "channel_down" "能下" ChannelDown
    Encourage "encourage" "激励" Encourage
    Learn "learn" "案例" Learn
    Train "train" "培训" Train
    Reflect "reflect" "反思" Reflect
    SpotCheck "spot_check" "抽查" SpotCheck
    Close "close" "办结" Close
}

/// Who does what, and on which day it is said to have been done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The person at the desk.
    pub actor: PersonId,
    /// The day of the act: a claim, never later than today.
    pub on: Day,
    /// What is done.
    pub act: Act,
}
