//! Stories (故事): whole cases told in Markdown, each act in a fenced block, as the specification of the procedure.
//!
//! ````text
//! 制度: general
//! 人员: people-qinghe.md
//!
//! ```story
//! 2026-03-02 p11 报告
//!   当事人: p01
//!   反映事项: 未经招标先行施工
//! ```
//! ```story
//! 2026-03-03 p11 研判
//!   结论: 需要核查
//!   理由: 损失尚未查清
//!   拒绝: duties-apart
//! ```
//! ```story
//! 应
//!   结果: 免责
//! ```
//! ````
//! A beat begins with the day, the person and the act; `@名` behind the act names another case of the story. Fields follow,
//! one a line; `拒绝` says by which rule it must be refused. `应` says how a case must stand.

pub mod expect;

use crate::case::act::{Act, ActError, Command};
use crate::id::{Day, PersonId};

/// A story as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// The first heading.
    pub title: String,
    /// Lines `键: 值` before the first block: 制度, 人员, 来源, 假定, …
    pub head: Vec<(String, String)>,
    /// In order.
    pub beats: Vec<Beat>,
}

impl Story {
    /// The value of a line of the head.
    pub fn head(&self, key: &str) -> Option<&str> {
        self.head.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// One block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beat {
    /// The line of the file it begins on, from 1.
    pub line: usize,
    /// Which case of the story; the first one has no name.
    pub case: String,
    /// What happens.
    pub kind: BeatKind,
}

/// What a beat is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BeatKind {
    /// Somebody does something.
    Act {
        /// Who and when.
        actor: PersonId,
        /// The day.
        on: Day,
        /// The name of the act.
        act: String,
        /// Its fields; cases of the story stand as `@名`.
        fields: Vec<(String, String)>,
        /// The rule that must refuse it.
        refused_by: Option<String>,
    },
    /// How a case must stand: 结果, 效果, 办结, 步骤, 未完, 期限 〈步骤〉, 可否作为依据 〈用途〉.
    Expect {
        /// What, and what it must be.
        lines: Vec<(String, String)>,
    },
}

/// A story that does not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what} `{found}`")]
pub struct StoryError {
    /// From 1.
    pub line: usize,
    /// What should stand there.
    pub what: &'static str,
    /// What does.
    pub found: String,
}

/// Reads a story.
///
/// # Errors
/// [`StoryError`] at the first line that does not read.
pub fn read(text: &str) -> Result<Story, StoryError> {
    let mut story = Story { title: String::new(), head: Vec::new(), beats: Vec::new() };
    let mut block: Option<(usize, Vec<&str>)> = None;
    for (index, line) in text.lines().enumerate() {
        match &mut block {
            Some((start, lines)) => {
                if line.trim_end() == "```" {
                    story.beats.push(beat(*start, lines)?);
                    block = None;
                } else {
                    lines.push(line);
                }
            }
            None if line.trim_end() == "```story" => block = Some((index + 2, Vec::new())),
            None => {
                if let Some(title) = line.strip_prefix("# ").filter(|_| story.title.is_empty()) {
                    title.trim().clone_into(&mut story.title);
                } else if story.beats.is_empty()
                    && let Some((key, value)) = pair(line)
                {
                    story.head.push((key.to_owned(), value.to_owned()));
                }
            }
        }
    }
    match block {
        Some((line, _)) => Err(StoryError { line, what: "the block has no end", found: String::new() }),
        None => Ok(story),
    }
}

fn beat(start: usize, lines: &[&str]) -> Result<Beat, StoryError> {
    let mut rows = lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let Some((at, head)) = rows.next() else {
        return Err(StoryError { line: start, what: "an act is missing", found: String::new() });
    };
    let mut fields = Vec::new();
    for (index, row) in rows {
        let wrong =
            || StoryError { line: start + index, what: "a field and its text, not", found: row.trim().to_owned() };
        let (key, value) = pair(row.trim()).ok_or_else(wrong)?;
        fields.push((key.to_owned(), value.to_owned()));
    }
    let mut words: Vec<&str> = head.split_whitespace().collect();
    let case = words.iter().find_map(|word| word.strip_prefix('@')).unwrap_or_default().to_owned();
    words.retain(|word| !word.starts_with('@'));
    let wrong = |what, found: &str| StoryError { line: start + at, what, found: found.to_owned() };
    let kind = match words.as_slice() {
        ["应"] => BeatKind::Expect { lines: fields },
        [day, person, act] => {
            let on = Day::parse(day).ok_or_else(|| wrong("a day, not", day))?;
            let actor = PersonId::new(person).map_err(|_| wrong("a person, not", person))?;
            let refused_by = fields.iter().position(|(key, _)| key == "拒绝").map(|place| fields.remove(place).1);
            BeatKind::Act { actor, on, act: (*act).to_owned(), fields, refused_by }
        }
        _ => return Err(wrong("day, person and act, not", head)),
    };
    Ok(Beat { line: start + at, case, kind })
}

/// `键: 值`
fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once([':', '：'])?;
    let (key, value) = (key.trim(), value.trim());
    let plain = !key.is_empty() && !key.contains(['#', '|', '`', '，', '。']) && key.chars().count() <= 20;
    (plain && !value.is_empty()).then_some((key, value))
}

/// The command of a beat, with the story's cases by their numbers.
///
/// # Errors
/// [`ActError`] for the first word that is not understood.
pub fn command(
    actor: &PersonId,
    on: Day,
    act: &str,
    fields: &[(String, String)],
    number: impl Fn(&str) -> Option<String>,
) -> Result<Command, ActError> {
    let named: Vec<(&str, String)> = fields
        .iter()
        .map(|(key, value)| {
            let value = value.strip_prefix('@').and_then(&number).unwrap_or_else(|| value.clone());
            (key.as_str(), value)
        })
        .collect();
    let words: Vec<(&str, &str)> = named.iter().map(|(key, value)| (*key, value.as_str())).collect();
    Ok(Command { actor: actor.clone(), on, act: Act::parse(act, &words)? })
}
