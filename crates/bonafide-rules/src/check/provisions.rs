//! Provisions: steps, safeguards, reminders, recusal grounds and protections.

use crate::check::nearest::suggest;
use crate::check::nodes::{outcome_set, text};
use crate::check::scene::Scene;
use crate::diagnostic::Diagnostic;
use crate::outcome::OutcomeSet;
use crate::place::Span;
use crate::regulation::{Provision, ProvisionKind, Term};
use crate::tree::{self, Body, Clause, Document, Name, Statement, TermUnit};

/// The closed list of steps: name and id.
const STEPS: [(&str, &str); 47] = [
    ("报告", "report"),
    ("研判", "screen"),
    ("申请", "apply"),
    ("单位申请", "apply_unit"),
    ("报备", "prefile"),
    ("受理", "accept"),
    ("不予受理", "reject"),
    ("补正", "supplement"),
    ("分派", "assign"),
    ("核查方案", "plan"),
    ("取证", "evidence"),
    ("谈话", "interview"),
    ("认定事实", "find"),
    ("初步报告", "preliminary_report"),
    ("意见", "opinion"),
    ("认定", "determine"),
    ("申辩", "defend"),
    ("评估", "appraise"),
    ("听证", "hear"),
    ("核实", "verify"),
    ("拟处理", "propose"),
    ("决定", "decide"),
    ("问责处理", "sanction"),
    ("答复", "reply"),
    ("上报", "report_upward"),
    ("备案", "file"),
    ("公示", "publish"),
    ("异议", "object"),
    ("申请复核", "request_review"),
    ("复核", "review"),
    ("申请申诉", "request_appeal"),
    ("申诉", "appeal"),
    ("澄清", "clarify"),
    ("撤销", "revoke"),
    ("移送", "transfer"),
    ("整改", "correct"),
    ("提醒", "remind"),
    ("谈心", "talk"),
    ("保护", "protect"),
    ("能下", "channel_down"),
    ("激励", "encourage"),
    ("案例", "learn"),
    ("培训", "train"),
    ("反思", "reflect"),
    ("抽查", "spot_check"),
    ("中止", "suspend"),
    ("办结", "close"),
];

/// The longest a term may run, in years: beyond it, a slip of the pen.
const YEARS_MAX: i64 = 100;

/// The most people a step may need.
const PEOPLE_MAX: i64 = 1_000;

/// The id of a step by its name or id.
pub(super) fn step(word: &str) -> Option<&'static str> {
    STEPS.iter().find(|(name, id)| *name == word || *id == word).map(|(_, id)| *id)
}

/// Resolves every provision; a step told of twice without telling the two apart is an error.
pub(super) fn resolve(document: &Document, scene: &mut Scene) -> Vec<Provision> {
    let mut provisions = Vec::new();
    let mut steps: Vec<(&'static str, Span)> = Vec::new();
    for block in &document.blocks {
        for statement in &block.statements {
            let Body::Provision(written) = &statement.body else { continue };
            let provision = provision(written, statement, block.article, scene);
            let told_apart = provision.when.is_some() || !provision.outcomes.is_empty();
            if written.kind == ProvisionKind::Step && !told_apart {
                for name in &written.names {
                    let Some(id) = step(&name.value) else { continue };
                    if let Some((_, first)) = steps.iter().find(|(before, _)| *before == id) {
                        let finding = Diagnostic::error("duplicate-step", name.span).with("name", name.value.as_str());
                        scene.report(finding.near("first-here", *first));
                    } else {
                        steps.push((id, name.span));
                    }
                }
            }
            provisions.push(provision);
        }
    }
    provisions
}

fn provision(written: &tree::Provision, statement: &Statement, article: Option<usize>, scene: &mut Scene) -> Provision {
    let mut provision = Provision {
        tag: statement.tag.as_ref().map(|tag| tag.value.clone()),
        kind: written.kind,
        names: written.names.iter().map(|name| provision_name(written.kind, name, scene)).collect(),
        by: Vec::new(),
        limit: None,
        extension: None,
        papers: Vec::new(),
        people: None,
        requires: Vec::new(),
        when: None,
        outcomes: OutcomeSet::EMPTY,
        lasting: None,
        source: None,
        article,
        span: statement.span,
    };
    for (position, clause) in written.clauses.iter().enumerate() {
        let kind = std::mem::discriminant(clause);
        if written.clauses.iter().take(position).any(|before| std::mem::discriminant(before) == kind) {
            let at = clause_span(clause).unwrap_or(statement.span);
            scene.report(Diagnostic::error("duplicate-clause", at).near("statement-here", statement.span));
        }
        apply(&mut provision, clause, scene);
    }
    if provision.limit.is_none()
        && let Some(term) = provision.extension
    {
        scene.report(Diagnostic::error("extension-without-limit", term.span));
    }
    provision
}

/// Steps by id, others as written.
fn provision_name(kind: ProvisionKind, name: &Name, scene: &mut Scene) -> String {
    if kind != ProvisionKind::Step {
        return name.value.clone();
    }
    if let Some(id) = step(&name.value) {
        return id.to_owned();
    }
    let known = STEPS.iter().flat_map(|(name, id)| [*name, *id]);
    let finding = Diagnostic::error("unknown-step", name.span).with("name", name.value.as_str());
    scene.report(suggest(finding, &name.value, known));
    name.value.clone()
}

fn apply(provision: &mut Provision, clause: &Clause, scene: &mut Scene) {
    match clause {
        Clause::By(names) => provision.by = words(names),
        Clause::Limit(term, from) => {
            // An event is a step by its id where it is one, else as written (送达, 知悉).
            let event = |name: &Name| step(&name.value).map_or_else(|| name.value.clone(), str::to_owned);
            provision.limit = Some((possible(*term, scene), from.as_ref().map(event)));
        }
        Clause::Extension(term) => provision.extension = Some(possible(*term, scene)),
        Clause::Papers(names) => provision.papers = words(names),
        Clause::People(count) => {
            if !(1..=PEOPLE_MAX).contains(&count.value) {
                let finding = Diagnostic::error("impossible-people", count.span);
                scene.report(finding.with("count", count.value.to_string()));
            }
            provision.people = Some(count.value);
        }
        Clause::Requires(names) => provision.requires = words(names),
        Clause::When(condition) => provision.when = Some(scene.condition(condition)),
        Clause::For(outcomes) => provision.outcomes = outcome_set(outcomes, scene),
        Clause::Lasting(term) => provision.lasting = Some(term.map(|term| possible(term, scene))),
        Clause::Source(source) => provision.source = text(Some(source)),
    }
}

fn words(names: &[Name]) -> Vec<String> {
    names.iter().map(|name| name.value.clone()).collect()
}

/// The term, with a finding if nobody could keep it or it would outlive everybody.
fn possible(term: Term, scene: &mut Scene) -> Term {
    let most = match term.unit {
        TermUnit::WorkingDays | TermUnit::Days => YEARS_MAX * 366,
        TermUnit::Months => YEARS_MAX * 12,
        TermUnit::Years => YEARS_MAX,
    };
    if !(1..=most).contains(&term.count) {
        scene.report(Diagnostic::error("impossible-term", term.span).with("count", term.count.to_string()));
    }
    term
}

fn clause_span(clause: &Clause) -> Option<Span> {
    match clause {
        Clause::By(names) | Clause::Papers(names) | Clause::Requires(names) => names.first().map(|name| name.span),
        Clause::Limit(term, _) | Clause::Extension(term) => Some(term.span),
        Clause::People(count) => Some(count.span),
        Clause::When(condition) => Some(condition.span()),
        Clause::For(outcomes) => outcomes.first().map(|outcome| outcome.span),
        Clause::Lasting(term) => term.map(|term| term.span),
        Clause::Source(source) => Some(source.span),
    }
}
