//! The procedure block of a regulation (程序条款), read: which steps, who, in what order, within how many days, which papers.
//!
//! Texts differ here, not by `if`: a bank's committee and a hospital's board are names in the text. A text that leaves out
//! what the law demands is not used; [`Procedure::of`] says what is missing.

use bonafide_rules::outcome::{Outcome, OutcomeSet};
use bonafide_rules::regulation::{Condition, Provision, ProvisionKind, Regulation, Term};

use crate::step::{Step, TABLE, Track};

/// Where a rule stands: tag, article, and the law it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    /// `P18`
    pub tag: Option<String>,
    /// `第十六条`
    pub article: Option<String>,
    /// Law, article and date.
    pub source: Option<String>,
}

/// Who may do a step, as the text names them in 由.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// 当事人
    Subject,
    /// 举报人, 反映人
    Reporter,
    /// 核查组: the team named when the case was assigned.
    Team,
    /// Those asked to assess in this case; the text's word says among whom they are chosen or drawn.
    Reviewers(String),
    /// 所在单位, 所在单位党组织, 责任单位, 报备单位: the unit of the person concerned.
    OwnUnit,
    /// 公众: anybody.
    Public,
    /// 原决定机关: the organ that decided.
    Decider,
    /// An organ by name, wherever the roster has it.
    Organ(String),
}

impl Party {
    pub(crate) fn of(name: &str) -> Self {
        match name {
            "当事人" | "本人" | "申请人" => Self::Subject,
            "举报人" | "反映人" => Self::Reporter,
            "核查组" | "调查组" => Self::Team,
            "第三方评估机构" | "第三方" | "三名同行" | "同行专家" | "评议员" | "评估人" => {
                Self::Reviewers(name.to_owned())
            }
            "所在单位" | "所在单位党组织" | "责任单位" | "报备单位" | "责任科室" | "经办机构" => {
                Self::OwnUnit
            }
            "公众" | "群众" => Self::Public,
            "原决定机关" => Self::Decider,
            other => Self::Organ(other.to_owned()),
        }
    }
}

/// What a term runs from, as the text names it in 自.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trigger {
    /// A step was done.
    Step(Step),
    /// The determination or decision was served (送达).
    Served,
    /// The subject found the matter (发现问题).
    Found,
    /// The matter filed in advance is carried out, or its filing received (决定实施、收到报备).
    Filing,
    /// An assessment was commissioned (委托).
    Commissioned,
    /// A review was asked for (申请复核).
    ReviewRequested,
    /// An appeal was accepted (受理申诉).
    AppealAccepted,
    /// Words that name nothing this procedure notes: the term is shown, and runs from nothing.
    Other(String),
}

impl Trigger {
    fn of(name: &str) -> Self {
        if let Some(step) = Step::ALL.iter().copied().find(|step| step.id() == name || step.zh() == name) {
            return Self::Step(step);
        }
        match name {
            "送达" | "知悉" | "收到" => Self::Served,
            "发现问题" | "发现苗头" | "风险预警" => Self::Found,
            "决定实施" | "收到报备" => Self::Filing,
            "委托" => Self::Commissioned,
            "申请复核" => Self::ReviewRequested,
            "受理申诉" => Self::AppealAccepted,
            other => Self::Other(other.to_owned()),
        }
    }
}

/// One step as the text provides for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provided {
    /// Which step.
    pub step: Step,
    /// 由; nobody named: any organ's member may.
    pub by: Vec<Party>,
    /// 限
    pub limit: Option<(Term, Trigger)>,
    /// 延
    pub extension: Option<Term>,
    /// 文书
    pub papers: Vec<String>,
    /// 人数
    pub people: usize,
    /// 须
    pub requires: Vec<String>,
    /// 当
    pub when: Option<Condition>,
    /// 对: only for these outcomes; empty: for all.
    pub outcomes: OutcomeSet,
    /// Where it stands.
    pub citation: Citation,
}

/// A use of results that a decision may not be held against (保护).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protection {
    /// 年度考核, 干部任用, …
    pub uses: Vec<String>,
    /// After which outcomes.
    pub outcomes: OutcomeSet,
    /// For how long; `None` is 长期.
    pub lasting: Option<Term>,
    /// Where it stands.
    pub citation: Citation,
}

/// What a text safeguards beside the steps (保障), such as what must not be done while somebody is under investigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Safeguard {
    /// 调查期间, …
    pub names: Vec<String>,
    /// 不得晋升, …
    pub requires: Vec<String>,
    /// Where it stands.
    pub citation: Citation,
}

/// What keeps a text from being used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// A step the law demands is not provided for.
    Missing(Step),
    /// A party's right has no term: nobody could say when it lapses.
    NoTerm(Step),
}

/// The whole block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Procedure {
    /// Steps in the order of the text.
    pub steps: Vec<Provided>,
    /// Protections in the order of the text.
    pub protections: Vec<Protection>,
    /// Safeguards in the order of the text.
    pub safeguards: Vec<Safeguard>,
}

impl Procedure {
    /// Reads the block of a regulation.
    ///
    /// # Errors
    /// The [`Gap`]s, when the law demands more than the text provides.
    pub fn of(regulation: &Regulation) -> Result<Self, Vec<Gap>> {
        let read = Self::read(regulation);
        let gaps = read.gaps();
        if gaps.is_empty() { Ok(read) } else { Err(gaps) }
    }

    fn read(regulation: &Regulation) -> Self {
        let cite = |provision: &Provision| citation(regulation, provision);
        let mut steps = Vec::new();
        let mut protections = Vec::new();
        let mut safeguards = Vec::new();
        for provision in &regulation.provisions {
            match provision.kind {
                ProvisionKind::Step => steps.extend(provided(provision, &cite(provision))),
                ProvisionKind::Protect => protections.push(Protection {
                    uses: provision.names.clone(),
                    outcomes: provision.outcomes,
                    lasting: provision.lasting.flatten(),
                    citation: cite(provision),
                }),
                ProvisionKind::Safeguard => safeguards.push(Safeguard {
                    names: provision.names.clone(),
                    requires: provision.requires.clone(),
                    citation: cite(provision),
                }),
                ProvisionKind::Remind | ProvisionKind::Recuse => {}
            }
        }
        Self { steps, protections, safeguards }
    }

    fn gaps(&self) -> Vec<Gap> {
        let missing = TABLE.iter().filter(|row| row.compulsory && self.provided(row.step).next().is_none());
        let mut gaps: Vec<Gap> = missing.map(|row| Gap::Missing(row.step)).collect();
        for step in [Step::Defend, Step::RequestReview, Step::Review] {
            if self.provided(step).any(|provided| provided.limit.is_none()) {
                gaps.push(Gap::NoTerm(step));
            }
        }
        gaps
    }

    /// Every provision for a step, in the order of the text.
    pub fn provided(&self, step: Step) -> impl Iterator<Item = &Provided> {
        self.steps.iter().filter(move |provided| provided.step == step)
    }

    /// The steps on the way to the decision that stand before a step in the text.
    pub fn before(&self, step: Step) -> impl Iterator<Item = &Provided> {
        let place = self.steps.iter().position(|provided| provided.step == step).unwrap_or(self.steps.len());
        self.steps.iter().take(place).filter(|provided| provided.step.row().track == Track::Main)
    }

    /// The safeguard that forbids a use while somebody is under investigation: 调查期间 … 须 不得晋升.
    pub fn forbids_meanwhile(&self, use_of: &str) -> Option<&Safeguard> {
        let forbidden = format!("不得{use_of}");
        let meanwhile = |safeguard: &&Safeguard| safeguard.names.iter().any(|name| name == "调查期间");
        self.safeguards.iter().filter(meanwhile).find(|safeguard| safeguard.requires.contains(&forbidden))
    }

    /// The protections that cover a use after an outcome.
    pub fn protections_of(&self, use_of: &str, outcome: Outcome) -> Option<&Protection> {
        self.protections
            .iter()
            .find(|found| found.uses.iter().any(|name| name == use_of) && found.outcomes.contains(outcome))
    }
}

fn provided(provision: &Provision, citation: &Citation) -> Vec<Provided> {
    let steps = provision.names.iter().filter_map(|name| Step::ALL.iter().copied().find(|step| step.id() == name));
    let one = |step| Provided {
        step,
        by: provision.by.iter().map(|name| Party::of(name)).collect(),
        limit: provision.limit.as_ref().map(|(term, from)| {
            let from = from.as_deref().map_or(Trigger::Other(String::new()), Trigger::of);
            (*term, from)
        }),
        extension: provision.extension,
        papers: provision.papers.clone(),
        people: provision.people.and_then(|people| usize::try_from(people).ok()).unwrap_or(1),
        requires: provision.requires.clone(),
        when: provision.when.clone(),
        outcomes: provision.outcomes,
        citation: citation.clone(),
    };
    steps.map(one).collect()
}

fn citation(regulation: &Regulation, provision: &Provision) -> Citation {
    let article = provision.article.and_then(|place| regulation.articles.get(place));
    Citation {
        tag: provision.tag.clone(),
        article: article.map(|article| article.label.clone()),
        source: provision.source.clone(),
    }
}
