//! The eight aspects of a complete instrument (A2).

use crate::diagnostic::Diagnostic;
use crate::place::Span;
use crate::regulation::{NodeKind, ProvisionKind, Regulation};

/// Advises on the aspects the text lacks: one argument for each aspect, `missing` or `present`.
pub(super) fn advise(regulation: &Regulation, span: Span, findings: &mut Vec<Diagnostic>) {
    let provides = |kind| regulation.provisions.iter().any(|provision| provision.kind == kind);
    let red_line = regulation.nodes.iter().any(|node| matches!(node.kind, NodeKind::RedLine { .. }));
    let item = regulation.nodes.iter().any(|node| matches!(node.kind, NodeKind::Item { .. }));
    let aspects = [
        ("scope", !regulation.scopes.is_empty()),
        ("principles", !regulation.principles.is_empty()),
        ("conditions", red_line && !regulation.facts.is_empty()),
        ("content", item),
        ("safeguards", provides(ProvisionKind::Safeguard)),
        ("procedure", provides(ProvisionKind::Step)),
        ("reminder", provides(ProvisionKind::Remind)),
        ("results", provides(ProvisionKind::Protect)),
    ];
    let missing = aspects.iter().filter(|(_, present)| !present).count();
    if missing > 0 {
        let finding = Diagnostic::advice("missing-aspects", span).with("count", missing.to_string());
        let each =
            |finding: Diagnostic, (aspect, present)| finding.with(aspect, if present { "present" } else { "missing" });
        findings.push(aspects.into_iter().fold(finding, each));
    }
}
