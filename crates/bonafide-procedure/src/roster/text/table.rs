//! Lines into rows: headings, headers, rules of dashes and cells, each with its place.

use bonafide_rules::place::Position;

use super::section::{Column, Need, Section};
use super::{TextError, TextFault};

/// A cell with what stands in it; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) words: String,
    pub(super) at: Position,
}

/// A row of a table, its cells by the columns of its section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) section: Section,
    pub(super) at: Position,
    cells: Vec<(&'static str, Cell)>,
}

impl Row {
    /// The cell of a column, if anything stands in it.
    pub(super) fn cell(&self, column: &str) -> Option<&Cell> {
        self.cells.iter().find(|(name, _)| *name == column).map(|(_, cell)| cell)
    }
}

/// Where the reading of a table is.
enum State {
    /// Outside a table.
    Prose,
    /// The header was read; the rule of dashes comes next.
    Header(Section, Vec<Column>),
    /// Rows come.
    Rows(Section, Vec<Column>),
    /// The table cannot be read; its error is told.
    Lost,
}

/// Reads all rows that can be read, and everything wrong with the tables themselves.
pub(super) fn rows(text: &str) -> (Vec<Row>, Vec<TextError>) {
    let (mut rows, mut errors) = (Vec::new(), Vec::new());
    let (mut heading, mut state) = ("", State::Prose);
    for (index, line) in text.lines().enumerate() {
        let number = index.saturating_add(1);
        let plain = line.trim();
        if let Some(words) = plain.strip_prefix('#') {
            heading = words.trim_start_matches('#').trim();
            state = State::Prose;
            continue;
        }
        if !plain.starts_with('|') {
            state = State::Prose;
            continue;
        }
        let cells = cells(line, number);
        state = match state {
            State::Prose => header(heading, &cells, number, &mut errors),
            State::Header(section, columns) if is_rule(&cells) => State::Rows(section, columns),
            State::Header(..) => {
                errors.push(error(number, 1, TextFault::RuleMissing));
                State::Lost
            }
            State::Rows(section, columns) => {
                match row(section, &columns, cells, number) {
                    Ok(row) => rows.push(row),
                    Err(found) => errors.push(found),
                }
                State::Rows(section, columns)
            }
            State::Lost => State::Lost,
        };
    }
    (rows, errors)
}

fn header(heading: &str, cells: &[Cell], line: usize, errors: &mut Vec<TextError>) -> State {
    let Some(section) = Section::called(heading) else {
        let fault = TextFault::SectionUnknown { word: heading.to_owned(), allowed: Section::words() };
        errors.push(error(line, 1, fault));
        return State::Lost;
    };
    let known = section.columns();
    let before = errors.len();
    let mut columns: Vec<Column> = Vec::new();
    for cell in cells {
        match known.iter().find(|(name, _)| *name == cell.words) {
            Some(column) if !columns.contains(column) => columns.push(*column),
            _ => {
                let allowed = known.iter().map(|(name, _)| *name).collect();
                let fault = TextFault::ColumnUnfit { word: cell.words.clone(), allowed };
                errors.push(TextError { at: cell.at, fault });
            }
        }
    }
    for column in known.iter().filter(|column| column.1 == Need::Must && !columns.contains(column)) {
        errors.push(error(line, 1, TextFault::ColumnMissing { column: column.0 }));
    }
    if errors.len() == before { State::Header(section, columns) } else { State::Lost }
}

fn row(section: Section, columns: &[Column], cells: Vec<Cell>, line: usize) -> Result<Row, TextError> {
    let at = Position { line, column: cells.first().map_or(1, |cell| cell.at.column) };
    if cells.len() != columns.len() {
        return Err(TextError { at, fault: TextFault::CellCount { found: cells.len(), expected: columns.len() } });
    }
    let mut filled = Vec::new();
    for ((column, need), cell) in columns.iter().zip(cells) {
        match (cell.words.as_str(), need) {
            ("" | "—" | "-", Need::May) => {}
            ("" | "—" | "-", Need::Must) => {
                return Err(TextError { at: cell.at, fault: TextFault::CellEmpty { column } });
            }
            _ => filled.push((*column, cell)),
        }
    }
    Ok(Row { section, at, cells: filled })
}

/// Cuts a line at its bars; the column of a cell is that of its first character that is no space.
fn cells(line: &str, number: usize) -> Vec<Cell> {
    let inner = line.trim_end();
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut column = 1_usize;
    let mut cells = Vec::new();
    for (index, part) in inner.split('|').enumerate() {
        // What stands before the first bar is indentation.
        if index > 0 {
            let spaces = part.chars().take_while(|letter| letter.is_whitespace()).count();
            let at = Position { line: number, column: column.saturating_add(spaces) };
            cells.push(Cell { words: part.trim().to_owned(), at });
        }
        column = column.saturating_add(part.chars().count()).saturating_add(1);
    }
    cells
}

fn is_rule(cells: &[Cell]) -> bool {
    let dashes = |cell: &Cell| cell.words.contains('-') && cell.words.chars().all(|letter| "-:".contains(letter));
    !cells.is_empty() && cells.iter().all(dashes)
}

fn error(line: usize, column: usize, fault: TextFault) -> TextError {
    TextError { at: Position { line, column }, fault }
}
