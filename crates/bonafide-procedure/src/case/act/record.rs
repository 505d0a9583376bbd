//! Records inside acts (记录): votes, findings, bearings, ratings, and the closed lists of words they use.

use crate::field::{Input, Item, Unread, Word, codes};
use crate::id::{EvidenceId, PersonId};
use crate::wire::{FileRef, Value};

codes! {
    /// Whether a person or a unit is held to account (对象).
    SubjectKind { Person "person" "个人" Unit "unit" "单位" }
    /// What the screening comes to (研判结论).
    Screening {
        /// Tolerance is still possible: the case is inquired into.
        Inquire "inquire" "需要核查"
        /// Tolerance is certainly out: ordinary accountability goes on.
        Ordinary "ordinary" "按一般程序"
    }
    /// A vote (表决).
    Choice { For "for" "同意" Against "against" "反对" Abstain "abstain" "弃权" }
    /// The unit's opinion on an application (单位意见).
    UnitOpinion { Agree "agree" "同意" Refuse "refuse" "不同意" }
    /// Which way a piece of evidence points (证明方向).
    Side { For "for" "支持" Against "against" "反对" }
    /// The kinds of evidence (证据种类); 政务处分法, art. 42 and 监察法实施条例, art. 59.
    EvidenceKind {
        Document "document" "书证"
        Object "object" "物证"
        Testimony "testimony" "证言"
        Statement "statement" "陈述"
        Expert "expert" "鉴定意见"
        Inspection "inspection" "勘验笔录"
        Electronic "electronic" "电子数据"
        Filing "filing" "报备材料"
    }
    /// Whether the matter lies within tolerance, in the body's opinion (是否属于容错).
    Tolerance { Within "within" "属于容错" Outside "outside" "不属容错" }
    /// How a paper reached a person (送达方式).
    Service {
        Handed "handed" "直接送达"
        Mailed "mailed" "邮寄送达"
        Refused "refused" "留置送达"
        Announced "announced" "公告送达"
        Electronic "electronic" "电子送达"
    }
    /// The six looks (六个看).
    Look {
        Degree "degree" "程度" Motive "motive" "动机" Conditions "conditions" "条件"
        Procedure "procedure" "程序" Policy "policy" "政策" Consequence "consequence" "后果"
    }
    /// Why a clock stops (中止事由).
    Pause {
        Supplement "supplement" "补正" Appraisal "appraisal" "鉴定" Hearing "hearing" "听证" Other "other" "其他"
    }
    /// Why a reader may not see a field (不予公开的依据).
    Ground {
        StateSecret "state_secret" "国家秘密" WorkSecret "work_secret" "工作秘密" TradeSecret "trade_secret" "商业秘密"
        Privacy "privacy" "个人隐私" ThirdParty "third_party" "第三方" Erased "erased" "已依法删除"
    }
    /// Where a decision is published (公示范围).
    Scope { Unit "unit" "本单位" Field "field" "本系统" Public "public" "向社会" }
    /// Why one is led down (能下): 推进领导干部能上能下规定 (2022-09), art. 5.
    Down {
        /// Breach of law or discipline: demoted or removed.
        Breach "breach" "违纪违法"
        /// Malice: never used again.
        Malice "malice" "主观恶意"
        /// Incapable: moved to another post.
        Incapable "incapable" "能力不足"
    }
    /// Whether somebody did or did not (是否).
    YesNo { Yes "yes" "是" No "no" "否" }
    /// Who may read a reflection (公开范围).
    Sharing { Private "private" "不公开" Shared "shared" "公开" }
    /// How a reminder is given (提醒形式).
    Reminder { Word "word" "口头提醒" Talk "talk" "提醒谈话" Letter "letter" "提醒函" }
    /// Whether the checker would have come to the same (抽查意见).
    Agreement { Same "same" "一致" Different "different" "不一致" }
}

/// One vote: person, choice, and the reason of who dissents.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Vote {
    /// Who.
    pub person: PersonId,
    /// How.
    pub choice: Choice,
    /// Why; kept word for word.
    pub reason: Option<String>,
}

/// `p07 反对 程序尚不完整`: three words, the last one may be missing or run on.
impl Item for Vote {
    const INPUT: Input = Input::Record("vote");

    fn write(&self, out: &mut Vec<Value>) {
        self.person.write(out);
        self.choice.write(out);
        out.push(self.reason.as_ref().map_or(Value::Absent, |reason| Value::Text(reason.clone())));
    }

    fn read(values: &mut std::slice::Iter<'_, Value>) -> Option<Self> {
        let (person, choice) = (PersonId::read(values)?, Choice::read(values)?);
        Some(Self { person, choice, reason: optional_text(values)? })
    }

    fn parse(text: &str) -> Result<Self, Unread> {
        let mut words = text.trim().splitn(3, char::is_whitespace);
        let person = <PersonId as Item>::parse(words.next().unwrap_or_default())?;
        let choice = <Choice as Item>::parse(words.next().unwrap_or_default())?;
        let reason = words.next().map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        Ok(Self { person, choice, reason })
    }

    fn show(&self) -> String {
        let reason = self.reason.as_deref().map(|reason| format!(" {reason}")).unwrap_or_default();
        format!("{} {}{reason}", self.person, self.choice.id())
    }

    fn show_zh(&self) -> String {
        let reason = self.reason.as_deref().map(|reason| format!(" {reason}")).unwrap_or_default();
        format!("{} {}{reason}", self.person, self.choice.zh())
    }
}

/// How a fact was found (事实认定): what it is, how it stands, and the evidence it rests on.
///
/// The value is kept as the case file of the rules has it: `true`, `false`, a choice's id, yuan, a date, or one of
/// `cannot_establish`, `not_applicable`, `not_examined`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Finding {
    /// The fact, by id or name.
    pub fact: Word,
    /// What it was found to be.
    pub value: Word,
    /// The evidence it rests on.
    pub evidence: Vec<EvidenceId>,
}

/// `经集体研究 = 是 [Z1, Z3]`: the evidence may be missing.
impl Item for Finding {
    const INPUT: Input = Input::Record("finding");

    fn write(&self, out: &mut Vec<Value>) {
        self.fact.write(out);
        self.value.write(out);
        let evidence: Vec<&str> = self.evidence.iter().map(EvidenceId::as_str).collect();
        out.push(Value::Code(evidence.join(",")));
    }

    fn read(values: &mut std::slice::Iter<'_, Value>) -> Option<Self> {
        let (fact, value) = (Word::read(values)?, Word::read(values)?);
        let Value::Code(evidence) = values.next()? else { return None };
        Some(Self { fact, value, evidence: evidence_list(evidence).ok()? })
    }

    fn parse(text: &str) -> Result<Self, Unread> {
        let wrong = || Unread::new("finding", text);
        let (fact, rest) = text.split_once(['=', '＝']).ok_or_else(wrong)?;
        let (value, evidence) = match rest.split_once(['[', '［']) {
            Some((value, evidence)) => (value, evidence.trim().strip_suffix([']', '］']).ok_or_else(wrong)?),
            None => (rest, ""),
        };
        let word = |text: &str| Word::new(text.trim()).map_err(|_| wrong());
        Ok(Self { fact: word(fact)?, value: word(value)?, evidence: evidence_list(evidence)? })
    }

    fn show(&self) -> String {
        let evidence: Vec<&str> = self.evidence.iter().map(EvidenceId::as_str).collect();
        let behind = if evidence.is_empty() { String::new() } else { format!(" [{}]", evidence.join(", ")) };
        format!("{} = {}{behind}", self.fact, self.value)
    }
}

fn evidence_list(text: &str) -> Result<Vec<EvidenceId>, Unread> {
    let words = text.split([',', '，', '、']).map(str::trim).filter(|word| !word.is_empty());
    words.map(|word| EvidenceId::new(word).map_err(|_| Unread::new("evidence", word))).collect()
}

fn optional_text(values: &mut std::slice::Iter<'_, Value>) -> Option<Option<String>> {
    match values.next()? {
        Value::Absent => Some(None),
        Value::Text(text) => Some(Some(text.clone())),
        Value::Erased => Some(Some(crate::field::ERASED.to_owned())),
        _ => None,
    }
}

/// Records of two parts: a word and what is said about it, written `甲: 乙`.
macro_rules! pairs {
    ($($(#[$doc:meta])* $name:ident $record:literal { $left:ident : $left_type:ty, $right:ident : $right_type:ty })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name {
            /// What it is about.
            pub $left: $left_type,
            /// What is said.
            pub $right: $right_type,
        }

        impl Item for $name {
            const INPUT: Input = Input::Record($record);

            fn write(&self, out: &mut Vec<Value>) {
                Item::write(&self.$left, out);
                Item::write(&self.$right, out);
            }

            fn read(values: &mut std::slice::Iter<'_, Value>) -> Option<Self> {
                Some(Self { $left: Item::read(values)?, $right: Item::read(values)? })
            }

            fn parse(text: &str) -> Result<Self, Unread> {
                let (left, right) = text.split_once([':', '：']).ok_or_else(|| Unread::new("record", text))?;
                Ok(Self { $left: Item::parse(left.trim())?, $right: Item::parse(right.trim())? })
            }

            fn show(&self) -> String {
                format!("{}: {}", Item::show(&self.$left), Item::show(&self.$right))
            }

            fn show_zh(&self) -> String {
                format!("{}：{}", Item::show_zh(&self.$left), Item::show_zh(&self.$right))
            }
        }
    )*};
}

pairs! {
    /// What a piece of evidence says about a fact: `经集体研究: 支持`.
    Bearing "bearing" { fact: Word, side: Side }
    /// One item of the list checked by the unit itself (对照自查): `E5: 是`.
    SelfCheck "self_check" { item: Word, met: YesNo }
    /// A fact to be found and who finds it (核查分工): `经集体研究: p07`.
    Task "task" { fact: Word, person: PersonId }
    /// One look rated by an outside reviewer (六看评估): `动机: 出于公心，无利害关系`.
    Rating "rating" { look: Look, finding: String }
    /// A field withheld from the public and on which ground: `reason: 个人隐私`.
    Withheld "withheld" { field: Word, ground: Ground }
    /// A paper handed in: what it is, and the file (材料): `会议纪要: 00010203…:5120:application/pdf`.
    Enclosure "enclosure" { title: String, file: FileRef }
    /// Where a member stands aside and why (回避): `p03: 与当事人系夫妻`.
    Aside "aside" { person: PersonId, reason: String }
}
