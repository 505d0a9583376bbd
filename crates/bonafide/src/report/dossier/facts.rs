//! Facts in their four states, and the evidence they rest on.

use std::collections::BTreeMap;

use bonafide_procedure::case::act::{EvidenceKind, Finding};
use bonafide_procedure::case::state::Evidence;
use bonafide_procedure::field::Item;
use bonafide_rules::regulation::{Fact, FactKind};

use super::Line;
use crate::gather::Gathered;
use crate::report::names::Names;
use crate::report::paint::Ink;
use crate::words::{harmless, say};

/// How a fact stands (事实状态).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// 查实
    Found,
    /// 查否
    Refuted,
    /// 查不清
    Unresolved,
    /// 未查
    NotExamined,
}

impl Standing {
    pub(crate) fn of(finding: &Finding) -> Self {
        match finding.value.as_str() {
            "false" | "not_applicable" => Self::Refuted,
            "cannot_establish" => Self::Unresolved,
            "not_examined" => Self::NotExamined,
            _ => Self::Found,
        }
    }

    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Refuted => "refuted",
            Self::Unresolved => "cannot_establish",
            Self::NotExamined => "not_examined",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Found => "standing-found",
            Self::Refuted => "standing-refuted",
            Self::Unresolved => "standing-unresolved",
            Self::NotExamined => "standing-not-examined",
        }
    }

    fn ink(self) -> Ink {
        match self {
            Self::Found | Self::Refuted => Ink::Frame,
            Self::Unresolved | Self::NotExamined => Ink::Open,
        }
    }
}

/// A line a standing, facts of one standing together; what is still missing last.
pub(super) fn lines(names: &Names<'_>, gathered: &Gathered) -> Vec<Line> {
    let mut groups: BTreeMap<Standing, Vec<String>> = BTreeMap::new();
    // In the order of the regulation: facts that belong together stand together.
    let order = |id: &String| gathered.law.regulation().facts.iter().position(|fact| fact.id == *id);
    let mut facts: Vec<_> = gathered.case.facts.iter().collect();
    facts.sort_by_key(|(id, _)| order(id).unwrap_or(usize::MAX));
    for (id, finding) in facts {
        let fact = gathered.law.fact(id);
        groups.entry(Standing::of(finding)).or_default().push(told(names, fact, finding));
    }
    if let Some(assessed) = &gathered.case.assessed {
        let open = assessed.missing.iter().filter(|fact| !gathered.case.facts.contains_key(fact.as_str()));
        let missing = groups.entry(Standing::NotExamined).or_default();
        missing.extend(open.map(|fact| names.fact(fact.as_str())));
    }
    let between = if names.is_chinese() { "；" } else { "; " };
    let line = |(standing, facts): (Standing, Vec<String>)| {
        let label = say!(names.words, standing.key(), count = facts.len() as u64);
        Line::new(label, facts.join(between)).inked(standing.ink())
    };
    groups.into_iter().filter(|(_, facts)| !facts.is_empty()).map(line).collect()
}

/// `集体决策 [Z1]`, or `直接损失 0 [Z4]` where the value is not plain from the standing.
fn told(names: &Names<'_>, fact: Option<&Fact>, finding: &Finding) -> String {
    let name = names.fact(finding.fact.as_str());
    let is_plain =
        fact.is_some_and(|fact| matches!(fact.kind, FactKind::YesNo)) || Standing::of(finding) != Standing::Found;
    let value = if is_plain { String::new() } else { format!(" {}", names.value(fact, finding.value.as_str())) };
    let evidence: Vec<&str> = finding.evidence.iter().map(|evidence| evidence.as_str()).collect();
    let evidence = if evidence.is_empty() { String::new() } else { format!(" [{}]", evidence.join(" ")) };
    format!("{name}{value}{evidence}")
}

/// The evidence, what was excluded marked as such.
pub(super) fn evidence(names: &Names<'_>, gathered: &Gathered) -> Vec<Line> {
    let line = |(number, evidence): (&bonafide_procedure::id::EvidenceId, &Evidence)| {
        let added = &evidence.added;
        let kind = kind(names, added.kind);
        let (title, source) = (harmless(&added.title), harmless(&added.source));
        let mut text = say!(names.words, "evidence-line", kind = kind, title = title, source = source);
        if let Some(file) = &added.file {
            text.push_str(&say!(
                names.words,
                "evidence-file",
                media = file.media.as_str(),
                size = file.size.div_ceil(1024)
            ));
        }
        match &evidence.excluded {
            Some(reason) => {
                text.push_str(&say!(names.words, "evidence-excluded", reason = harmless(reason)));
                Line::new(number.to_string(), text).inked(Ink::Open)
            }
            None => Line::new(number.to_string(), text),
        }
    };
    gathered.case.evidence.iter().map(line).collect()
}

fn kind(names: &Names<'_>, kind: EvidenceKind) -> String {
    if names.is_chinese() { kind.zh().to_owned() } else { Item::show(&kind).replace('_', " ") }
}
