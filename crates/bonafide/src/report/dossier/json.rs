//! The dossier for machines; its members are described in `docs/reference/case-json.md`.

use bonafide_procedure::case::next::Next;
use bonafide_procedure::case::next::party_name;
use bonafide_procedure::case::state::{Correction, Evidence, Ruling, RunningTerm};
use bonafide_procedure::id::{Day, EvidenceId};

use super::facts::Standing;
use crate::gather::Gathered;
use crate::report::hex;
use crate::report::json::{key, list, maybe, number, text, texts};

/// What a list of cases says of one.
pub(crate) fn head(gathered: &Gathered) -> String {
    let mut line = String::from("{");
    head_members(&mut line, gathered);
    line.push('}');
    line
}

fn head_members(line: &mut String, gathered: &Gathered) {
    let (case, report) = (&gathered.case, gathered.case.report.as_ref());
    key(line, "case");
    text(line, gathered.number.as_str());
    key(line, "version");
    number(line, u64::from(case.version));
    key(line, "regulation");
    text(line, gathered.law.name.as_str());
    key(line, "subject");
    maybe(line, report.map(|report| report.subject.as_str()));
    key(line, "unit");
    maybe(line, report.map(|report| report.unit.as_str()));
    key(line, "matter");
    text(
        line,
        report
            .map(|report| report.allegation.as_str())
            .or(case.filing.as_ref().map(|filing| filing.matter.as_str()))
            .unwrap_or_default(),
    );
    key(line, "act_on");
    maybe(line, report.map(|report| report.act_on.to_string()).as_deref());
    key(line, "last_on");
    maybe(line, case.last_on.map(|day| day.to_string()).as_deref());
    key(line, "outcome");
    maybe(line, case.outcome().map(|outcome| outcome.id()));
    key(line, "closed");
    flag(line, case.is_closed());
}

/// The whole case on one line.
pub(crate) fn line(gathered: &Gathered) -> String {
    let mut line = String::from("{");
    let out = &mut line;
    head_members(out, gathered);
    let case = &gathered.case;
    key(out, "filing");
    maybe(out, case.report.as_ref().and_then(|report| report.filing.as_ref()).map(|filing| filing.as_str()));
    key(out, "assessed");
    assessed(out, gathered);
    for (name, ruling) in
        [("determination", &case.determination), ("decided", &case.decided), ("decision", &case.decision)]
    {
        key(out, name);
        maybe_ruling(out, ruling.as_ref());
    }
    key(out, "facts");
    list(out, &case.facts, |out, (id, finding)| {
        out.push('{');
        key(out, "fact");
        text(out, id);
        key(out, "standing");
        text(out, Standing::of(finding).id());
        key(out, "value");
        text(out, finding.value.as_str());
        key(out, "evidence");
        texts(out, finding.evidence.iter().map(EvidenceId::as_str));
        out.push('}');
    });
    key(out, "evidence");
    list(out, case.evidence.iter(), evidence);
    key(out, "terms");
    list(out, &case.terms, |out, term| {
        out.push('{');
        term_members(out, term, gathered.today);
        out.push('}');
    });
    key(out, "corrections");
    list(out, &case.corrections, correction);
    key(out, "protected");
    texts(out, case.protected.iter().map(|word| word.as_str()));
    key(out, "open_work");
    texts(out, gathered.situation().open_work());
    key(out, "next");
    list(out, gathered.situation().next_steps(), |out, step| next(out, &step));
    line.push('}');
    line
}

fn assessed(out: &mut String, gathered: &Gathered) {
    let Some(assessed) = &gathered.case.assessed else {
        out.push_str("null");
        return;
    };
    out.push('{');
    key(out, "status");
    text(out, assessed.status.id());
    key(out, "outcome");
    maybe(out, assessed.outcome.map(|outcome| outcome.id()));
    key(out, "possible");
    texts(out, assessed.possible.iter().map(|outcome| outcome.id()));
    for (name, words) in
        [("because", &assessed.because), ("red_lines", &assessed.red_lines), ("missing", &assessed.missing)]
    {
        key(out, name);
        texts(out, words.iter().map(|word| word.as_str()));
    }
    out.push('}');
}

fn maybe_ruling(out: &mut String, ruling: Option<&Ruling>) {
    let Some(ruling) = ruling else {
        out.push_str("null");
        return;
    };
    out.push('{');
    key(out, "outcome");
    text(out, ruling.outcome.id());
    key(out, "effects");
    texts(out, ruling.effects.iter().map(|effect| effect.as_str()));
    key(out, "organ");
    maybe(out, ruling.organ.as_ref().map(|organ| organ.as_str()));
    key(out, "on");
    text(out, &ruling.on.to_string());
    key(out, "served");
    maybe(out, ruling.served.map(|day| day.to_string()).as_deref());
    out.push('}');
}

fn evidence(out: &mut String, (id, evidence): (&EvidenceId, &Evidence)) {
    out.push('{');
    key(out, "evidence");
    text(out, id.as_str());
    key(out, "title");
    text(out, &evidence.added.title);
    key(out, "kind");
    text(out, evidence.added.kind.id());
    key(out, "excluded");
    maybe(out, evidence.excluded.as_deref());
    key(out, "file");
    maybe(out, evidence.added.file.as_ref().map(|file| hex(&file.digest)).as_deref());
    out.push('}');
}

fn correction(out: &mut String, (id, correction): (&i64, &Correction)) {
    out.push('{');
    key(out, "number");
    number(out, u64::try_from(*id).unwrap_or_default());
    key(out, "measure");
    text(out, &correction.planned.measure);
    key(out, "owner");
    text(out, correction.planned.owner.as_str());
    key(out, "due");
    text(out, &correction.planned.due.to_string());
    key(out, "closed");
    maybe(out, correction.closed.map(|day| day.to_string()).as_deref());
    out.push('}');
}

/// The members of a term.
pub(crate) fn term_members(out: &mut String, term: &RunningTerm, today: Day) {
    key(out, "step");
    text(out, term.step.id());
    key(out, "from");
    text(out, &term.from.to_string());
    key(out, "due");
    text(out, &term.due.to_string());
    key(out, "right");
    flag(out, term.step.is_right());
    key(out, "stopped");
    flag(out, term.is_stopped());
    key(out, "overdue");
    flag(out, term.is_overdue(today));
    key(out, "met");
    maybe(out, term.met.map(|(day, _)| day.to_string()).as_deref());
}

fn next(out: &mut String, next: &Next) {
    out.push('{');
    key(out, "step");
    text(out, next.step.id());
    key(out, "main");
    flag(out, next.is_main);
    key(out, "by");
    texts(out, next.by.iter().map(party_name));
    key(out, "people");
    texts(out, next.people.iter().map(|person| person.as_str()));
    key(out, "due");
    maybe(out, next.due.map(|day| day.to_string()).as_deref());
    key(out, "article");
    maybe(out, next.citation.article.as_deref());
    out.push('}');
}

fn flag(out: &mut String, holds: bool) {
    out.push_str(if holds { "true" } else { "false" });
}
