//! Pages made of blocks: lines, tables, pictures, notes, in the order they are read. One template lays them out.

use axum::http::StatusCode;
use axum::response::Response;

use super::answer::{Trouble, file_answer, page_with};
use super::ask::Ask;
use super::frame::Frame;
use super::hall::Hall;
use super::lists::export::line;
use super::lists::query::encoded;
use super::pages::meanwhile::Meanwhile;

/// One part of a page.
pub(super) enum Block {
    /// A heading.
    Head(String),
    /// A first sentence.
    Lead(String),
    /// A paragraph.
    Text(String),
    /// A paragraph of a law.
    Law(String),
    /// Lines of the regulation language.
    Code(String),
    /// What is read by those who want to know more: what it is, and its paragraphs.
    More(String, Vec<String>),
    /// Who, what, by when; the class says whether it is late or done.
    Status(&'static str, String),
    /// Labels with what is said to each.
    Lines(Vec<(String, String)>),
    /// A table.
    Table(Table),
    /// A picture made here, with its caption.
    Picture(String, String),
    /// What happened, day after day.
    Times(Vec<Happened>),
    /// Links that look like buttons; the first is the main one.
    Buttons(Vec<(String, String)>),
    /// Things that can be opened, one under the other.
    Cards(Vec<Card>),
    /// Words as they were written, line by line, under who wrote them.
    Quote(String, String),
    /// Files: address, name, size and digest.
    Papers(Vec<(String, String, String)>),
    /// Nothing is here.
    Empty(String),
    /// Words with a mark that says how they stand: `yes`, `no`, `open`, `calm`.
    Tags(Vec<(&'static str, String)>),
}

/// One thing that can be opened: a matter, a task.
pub(super) struct Card {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) text: String,
    /// How it stands, with its mark: `yes`, `not`, `no`, `open`, `calm`.
    pub(super) tag: (&'static str, String),
}

/// A table with a caption.
pub(super) struct Table {
    pub(super) caption: String,
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The address of the same page as a file of this table.
    pub(super) fn csv_address(&self, path: &str) -> String {
        let (place, query) = path.split_once('?').unwrap_or((path, ""));
        let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("csv"));
        let own = format!("csv={}", encoded(&self.caption));
        let query: Vec<&str> = kept.chain([own.as_str()]).collect();
        format!("{place}?{}", query.join("&"))
    }

    /// The table as a file; the mark in front tells spreadsheets that it is UTF-8.
    fn csv(&self) -> std::io::Result<Vec<u8>> {
        let mut out = "\u{feff}".as_bytes().to_vec();
        line(&mut out, &self.head)?;
        for row in &self.rows {
            let cell = |cell: &Cell| format!("{} {}", cell.text, cell.mark).trim().to_owned();
            line(&mut out, &row.iter().map(cell).collect::<Vec<_>>())?;
        }
        Ok(out)
    }
}

/// The table that `?csv=…` names, as a file: the page was made for its reader, so the file holds what they may see.
pub(super) fn csv<'b>(frame: &Frame<'_>, parts: impl IntoIterator<Item = &'b Vec<Block>>) -> Option<Response> {
    let (_, query) = frame.path.split_once('?')?;
    let wanted = query.split('&').find_map(|pair| match pair.split_once('=') {
        Some(("csv", caption)) => Some(caption),
        None if pair == "csv" => Some(""),
        _ => None,
    })?;
    let mut tables = parts.into_iter().flatten().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = tables.find(|table| wanted.is_empty() || encoded(&table.caption) == wanted)?;
    let file = table.csv().ok()?;
    Some(file_answer(&format!("{}.csv", table.caption), "text/csv; charset=utf-8", file))
}

/// One cell.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Where it leads; empty: nowhere.
    pub(super) address: String,
    /// A mark: `yes`, `not`, `no`, `open`, `calm`; empty: none.
    pub(super) tag: &'static str,
    /// A day or a number: it is not broken.
    pub(super) is_day: bool,
    /// Said behind it, such as that it is new.
    pub(super) mark: String,
}

impl Cell {
    /// Words.
    pub(super) fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Words that lead somewhere.
    pub(super) fn to(address: impl Into<String>, text: impl Into<String>) -> Self {
        Self { text: text.into(), address: address.into(), ..Self::default() }
    }

    /// A day.
    pub(super) fn day(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_day: true, ..Self::default() }
    }

    /// With a mark behind it.
    pub(super) fn marked(mut self, mark: String) -> Self {
        self.mark = mark;
        self
    }

    /// Words with a mark.
    pub(super) fn tagged(tag: &'static str, text: impl Into<String>) -> Self {
        Self { text: text.into(), tag, ..Self::default() }
    }
}

/// One thing that happened.
pub(super) struct Happened {
    pub(super) day: String,
    pub(super) what: String,
    pub(super) who: String,
    pub(super) detail: String,
    /// Noted by the procedure itself.
    pub(super) is_machine: bool,
}

/// One tab of a case.
pub(super) struct Tab {
    pub(super) address: String,
    pub(super) text: String,
    pub(super) is_here: bool,
}

/// A page of blocks.
#[derive(askama::Template)]
#[template(path = "sheet.html")]
pub(super) struct Sheet<'a> {
    pub(super) frame: Frame<'a>,
    pub(super) tabs: Vec<Tab>,
    pub(super) blocks: Vec<Block>,
    /// Refreshed by itself where scripts run.
    pub(super) is_live: bool,
    /// Tells of what others do in the case of the page.
    pub(super) meanwhile: Option<Meanwhile>,
}

impl<'a> Sheet<'a> {
    /// An empty page.
    pub(super) fn new(hall: &'a Hall, ask: &Ask, title: String) -> Self {
        let frame = Frame::new(hall, ask, title).with_csv();
        Self { frame, tabs: Vec::new(), blocks: Vec::new(), is_live: false, meanwhile: None }
    }

    /// With one more block.
    pub(super) fn with(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    /// As an answer.
    pub(super) fn show(&self, status: StatusCode) -> Result<Response, Trouble> {
        match csv(&self.frame, [&self.blocks]) {
            Some(file) => Ok(file),
            None => page_with(status, self),
        }
    }

    /// As an answer that says yes.
    pub(super) fn answer(&self) -> Result<Response, Trouble> {
        self.show(StatusCode::OK)
    }
}
