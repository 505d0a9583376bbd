//! The receipt of a command: what was recorded, and where.

use bonafide_procedure::case::{Entry, Event};

use super::json;
use super::names::Names;
use super::paint::{Ink, Paint};
use super::wrap::wrapped;
use crate::handle::Receipt;
use crate::report::timeline;
use crate::words::say;

/// What happened, and where it stands.
pub(crate) fn page(names: &Names<'_>, paint: Paint, receipt: &Receipt) -> String {
    let words = names.words;
    let key = if receipt.is_repeat { "receipt-repeat" } else { "receipt-done" };
    let acted = receipt.entries.iter().find(|entry| !is_note(entry)).or(receipt.entries.first());
    let what = acted.map(|entry| timeline::what(names, entry)).unwrap_or_default();
    let version = u64::from(receipt.recorded.version_after);
    let head = say!(words, key, case = receipt.number.as_str(), what = what, version = version);
    let mut page = format!("{}\n", paint.ink(Ink::Good, &wrapped("", "", &head)));
    for entry in receipt.entries.iter().filter(|entry| is_note(entry)) {
        if let Some(line) = timeline::detail(names, entry) {
            page.push_str(&wrapped(
                "  ",
                "  ",
                &format!("{}：{line}", timeline::what(names, entry)).replace('：', colon(names)),
            ));
            page.push('\n');
        }
    }
    let (first, size) = (receipt.recorded.first_position, receipt.recorded.size);
    page.push_str(&wrapped("  ", "  ", &say!(words, "receipt-place", first = first, size = size, id = id(receipt))));
    page.push('\n');
    page
}

fn colon(names: &Names<'_>) -> &'static str {
    if names.is_chinese() { "：" } else { ": " }
}

/// What the procedure itself notes beside an act.
pub(crate) fn is_note(entry: &Entry) -> bool {
    matches!(
        entry.event,
        Event::Opened(_)
            | Event::Assessed(_)
            | Event::TermSet(_)
            | Event::TermMet(_)
            | Event::TermMoved(_)
            | Event::ProtectionAnswered(_)
    )
}

/// The members of a JSON object.
pub(crate) fn json(line: &mut String, receipt: &Receipt) {
    let recorded = &receipt.recorded;
    json::key(line, "case");
    json::text(line, receipt.number.as_str());
    json::key(line, "version");
    json::number(line, u64::from(recorded.version_after));
    json::key(line, "command_id");
    json::text(line, &id(receipt));
    json::key(line, "repeat");
    line.push_str(if receipt.is_repeat { "true" } else { "false" });
    json::key(line, "first_position");
    json::number(line, recorded.first_position);
    json::key(line, "size");
    json::number(line, recorded.size);
    json::key(line, "recorded_ms");
    json::number(line, recorded.recorded_ms);
    json::key(line, "events");
    json::list(line, &receipt.entries, timeline::entry_json);
}

/// The id of the command, as it is written.
pub(crate) fn id(receipt: &Receipt) -> String {
    super::hex(&receipt.recorded.command_id)
}
