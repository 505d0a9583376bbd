//! The recusal grounds (回避情形) of a regulation, read as kinds of tie.

use bonafide_rules::regulation::{Provision, ProvisionKind, Regulation};

/// What kind of circumstance a ground names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// Close kinship with the person concerned or the informant (近亲属).
    /// Source: 公职人员政务处分法, art. 47 item 1 (2020-06-20).
    Kin,
    /// Was a witness in this case (担任证人). Source: the same, item 2.
    Witness,
    /// An interest of one's own or of close kin (利害关系). Source: the same, item 3; 公务员法, art. 76 items 1, 2 (2018-12-29).
    Interest,
    /// Reported or investigated this case (参与本案举报或者调查).
    AccusedOrInvestigated,
    /// Had a hand in the business itself (参与本笔贷款、参与该项目决策).
    Handled,
    /// Same team, department or project group (同一班组、同一课题组).
    SameTeam,
    /// Other circumstances that may impair impartiality (其他可能影响公正的情形).
    /// Source: 公职人员政务处分法, art. 47 item 4; 公务员法, art. 76 item 3.
    Other,
    /// Words that name no kind of tie: only on request or ex officio, with somebody who decides.
    ByDecision(String),
    /// Nobody handles their own matter. Holds whatever the regulation says.
    OwnMatter,
    /// Whoever accuses, investigates, proposes, decides or reviews does one of these in a case. Holds whatever the
    /// regulation says (mechanism, B12).
    DutiesApart,
}

/// A ground as the regulation states it: what a refusal cites.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StatedGround {
    /// The kind it is read as.
    pub ground: Ground,
    /// The regulation's own words: 近亲属.
    pub name: String,
    /// Whom it names after 由.
    pub by: Vec<String>,
    /// Its tag: H1.
    pub tag: Option<String>,
    /// The article it stands in: 第十七条.
    pub article: Option<String>,
    /// Law, article and date it rests on, as written after 据.
    pub source: Option<String>,
}

/// The recusal grounds of one regulation, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grounds {
    stated: Vec<StatedGround>,
}

impl Grounds {
    /// Reads the 回避 provisions of a regulation; each name is a ground of its own.
    pub fn of(regulation: &Regulation) -> Self {
        let provisions = regulation.provisions.iter().filter(|provision| provision.kind == ProvisionKind::Recuse);
        let stated = provisions
            .flat_map(|provision| provision.names.iter().map(move |name| Self::stated(regulation, provision, name)));
        Self { stated: stated.collect() }
    }

    /// None: only what holds whatever a regulation says.
    pub fn none() -> Self {
        Self { stated: Vec::new() }
    }

    /// All of them.
    pub fn all(&self) -> &[StatedGround] {
        &self.stated
    }

    /// The first ground of that kind.
    pub fn find(&self, ground: &Ground) -> Option<&StatedGround> {
        self.stated.iter().find(|stated| &stated.ground == ground)
    }

    fn stated(regulation: &Regulation, provision: &Provision, name: &str) -> StatedGround {
        let article = provision.article.and_then(|index| regulation.articles.get(index));
        StatedGround {
            ground: ground(name),
            name: name.to_owned(),
            by: provision.by.clone(),
            tag: provision.tag.clone(),
            article: article.map(|article| article.label.clone()),
            source: provision.source.clone(),
        }
    }
}

/// Reads the words of a ground. Looked for in this order, since 利害关系 of 近亲属 is an interest and not a kinship.
fn ground(name: &str) -> Ground {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["利害关系"]) {
        Ground::Interest
    } else if has(&["亲属"]) {
        Ground::Kin
    } else if has(&["证人"]) {
        Ground::Witness
    } else if has(&["参与"]) && has(&["举报", "检举", "调查", "核查"]) {
        Ground::AccusedOrInvestigated
    } else if has(&["参与", "经办"]) {
        Ground::Handled
    } else if has(&["同一班组", "同一课题组", "同一科室", "同一团队", "同一项目组"]) {
        Ground::SameTeam
    } else if has(&["影响公正", "影响案件公正", "公正处理", "公正执行"]) {
        Ground::Other
    } else {
        Ground::ByDecision(name.to_owned())
    }
}
