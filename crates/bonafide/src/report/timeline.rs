//! What happened in a case, a line an event.

use bonafide_procedure::case::act::{FieldName, Sharing, recorded_as};
use bonafide_procedure::case::{Entry, Event};

use super::json;
use super::names::Names;
use super::paint::{Ink, Paint};
use super::wrap::wrapped;
use crate::gather::Dated;
use crate::words::harmless;

/// The most characters of a text that a line shows.
const TEXT_MAX: usize = 60;

/// Every event under its day.
pub(crate) fn page(names: &Names<'_>, paint: Paint, entries: &[Dated]) -> String {
    let mut page = String::new();
    let mut day = None;
    for dated in entries {
        let entry = &dated.entry;
        if day != Some(entry.on) {
            page.push_str(&format!("{}\n", paint.ink(Ink::Frame, &entry.on.to_string())));
            day = Some(entry.on);
        }
        let head = format!("  {:>3}  ", dated.version);
        let what = paint.ink(Ink::Head, &what(names, entry));
        let who = names.person(&entry.actor);
        let detail = detail(names, entry).map(|detail| format!("  {detail}")).unwrap_or_default();
        page.push_str(&wrapped(&head, "       ", &format!("{what}  {who}{detail}")));
        page.push('\n');
    }
    page
}

/// What happened, in a word.
pub(crate) fn what(names: &Names<'_>, entry: &Entry) -> String {
    let id = entry.event.schema().name;
    let act = recorded_as(id).filter(|_| names.is_chinese());
    act.map_or_else(|| note(names, &entry.event), str::to_owned)
}

/// What the procedure notes by itself, and acts in English.
fn note(names: &Names<'_>, event: &Event) -> String {
    let words = names.words;
    match event {
        Event::Opened(_) => words.say("event-opened"),
        Event::Assessed(_) => words.say("event-assessed"),
        Event::TermSet(_) => words.say("event-term-set"),
        Event::TermMet(_) => words.say("event-term-met"),
        Event::TermMoved(_) => words.say("event-term-moved"),
        Event::ProtectionAnswered(_) => words.say("event-protection-answered"),
        other => other.schema().name.replace('_', " "),
    }
}

/// The fields that say most.
pub(crate) fn detail(names: &Names<'_>, entry: &Entry) -> Option<String> {
    let shown = match &entry.event {
        Event::TermSet(term) => return Some(format!("{} → {}", names.step(term.step), term.due)),
        Event::TermMet(term) => return Some(names.step(term.step)),
        Event::TermMoved(term) => return Some(format!("{} {} → {}", names.step(term.step), term.before, term.due)),
        Event::Assessed(assessed) => {
            let possible = names.listed(assessed.possible.iter().map(|outcome| names.outcome(*outcome)));
            return Some(format!("{} {possible}", names.either(assessed.status.zh(), assessed.status.id())));
        }
        other if names.is_chinese() => open(other, other.show_zh()),
        other => open(other, other.show()),
    };
    let fields = shown.into_iter().filter(|(_, texts)| !texts.is_empty());
    let told: Vec<String> = fields.take(3).map(|(field, texts)| told(names, field, &texts)).collect();
    (!told.is_empty()).then(|| told.join(if names.is_chinese() { "；" } else { "; " }))
}

/// The fields a reader of the case may see: a reflection that is not shared is the person's alone.
fn open(event: &Event, fields: Vec<(FieldName, Vec<String>)>) -> Vec<(FieldName, Vec<String>)> {
    let is_private = matches!(event, Event::Reflected(own) if own.sharing == Sharing::Private);
    fields.into_iter().filter(|(field, _)| !is_private || field.id != "text").collect()
}

fn told(names: &Names<'_>, field: FieldName, texts: &[String]) -> String {
    let more = if texts.len() > 3 { "…" } else { "" };
    let text = names.listed(texts.iter().take(3).map(|text| harmless(text)));
    let short: String = text.chars().take(TEXT_MAX).collect();
    let cut = if short.len() < text.len() { "…" } else { more };
    format!("{} {short}{cut}", names.field(field))
}

/// One event as a JSON object.
pub(crate) fn entry_json(line: &mut String, entry: &Entry) {
    line.push('{');
    members(line, entry);
    line.push('}');
}

/// One event with its place.
pub(crate) fn dated_json(line: &mut String, dated: &Dated) {
    line.push('{');
    json::key(line, "version");
    json::number(line, u64::from(dated.version));
    json::key(line, "position");
    json::number(line, dated.position);
    json::key(line, "recorded_ms");
    json::number(line, dated.recorded_ms);
    members(line, &dated.entry);
    line.push('}');
}

fn members(line: &mut String, entry: &Entry) {
    json::key(line, "event");
    json::text(line, entry.event.schema().name);
    json::key(line, "on");
    json::text(line, &entry.on.to_string());
    json::key(line, "actor");
    json::text(line, entry.actor.as_str());
    json::key(line, "fields");
    line.push('{');
    for (field, texts) in open(&entry.event, entry.event.show()) {
        json::key(line, field.id);
        json::texts(line, texts.iter().map(String::as_str));
    }
    line.push('}');
}

#[cfg(test)]
mod tests {
    use bonafide_procedure::case::act::Act;
    use bonafide_procedure::case::{Entry, Event};
    use bonafide_procedure::id::{Day, PersonId};

    #[test]
    fn a_reflection_that_is_not_shared_is_not_shown() {
        for (sharing, is_shown) in [("不公开", false), ("公开", true)] {
            let words = [("本人", "p07"), ("内容", "夜里睡不着"), ("公开范围", sharing)];
            let Ok(Act::Reflect(own)) = Act::parse("反思", &words) else { unreachable!() };
            let actor = PersonId::new("p07").unwrap();
            let entry = Entry { actor, on: Day(20_000), event: Event::Reflected(own) };
            let mut line = String::new();
            super::entry_json(&mut line, &entry);
            assert_eq!(line.contains("夜里睡不着"), is_shown, "{line}");
        }
    }
}
