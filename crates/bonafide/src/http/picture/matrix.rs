//! A matrix of marks (证据与事实对照): what bears on what, and for which side; an empty row is work.

use super::{Svg, short};
use crate::words::Words;

/// More columns than these are only in the table.
const COLUMNS_MAX: usize = 16;

/// More rows than these are only in the table.
const ROWS_MAX: usize = 40;

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::http) enum Mark {
    /// Nothing.
    None,
    /// It supports.
    For,
    /// It speaks against.
    Against,
    /// Both.
    Both,
    /// It was excluded.
    Out,
}

/// A matrix in words.
pub(in crate::http) struct Matrix {
    pub(in crate::http) columns: Vec<String>,
    /// A row: its name, and a mark a column.
    pub(in crate::http) rows: Vec<(String, Vec<Mark>)>,
}

/// Rows down, columns across; a row without any mark carries a dashed rhombus at its end.
pub(in crate::http) fn drawn(words: &Words, matrix: &Matrix) -> String {
    let columns = matrix.columns.len().min(COLUMNS_MAX);
    let rows = matrix.rows.len().min(ROWS_MAX);
    let (wide, high) = (number(columns) * 40 + 330, number(rows) * 26 + 44);
    let mut svg = Svg::new(wide.max(440), high, &words.say("work-matrix-picture"));
    for (place, name) in (0_i64..).zip(matrix.columns.iter().take(columns)) {
        svg.middle((250 + place * 40, 22), 12, "quiet", &short(name, 4));
    }
    for (line, (name, marks)) in (0_i64..).zip(matrix.rows.iter().take(rows)) {
        let y = 44 + line * 26;
        svg.line((8, y + 12), (wide - 8, y + 12), "1 3");
        svg.text((8, y + 4), 13, "", &short(name, 15));
        for (place, mark) in (0_i64..).zip(marks.iter().take(columns)) {
            let x = 250 + place * 40;
            match mark {
                Mark::None => {}
                Mark::For => svg.mark((x, y), Some(true)),
                Mark::Against => svg.mark((x, y), Some(false)),
                Mark::Both => {
                    svg.mark((x - 8, y), Some(true));
                    svg.mark((x + 8, y), Some(false));
                }
                Mark::Out => svg.line((x - 5, y - 5), (x + 5, y + 5), ""),
            }
        }
        if marks.iter().all(|mark| matches!(mark, Mark::None | Mark::Out)) {
            svg.mark((wide - 76, y), None);
            svg.text((wide - 64, y + 4), 12, "quiet", &words.say("work-matrix-empty"));
        }
    }
    svg.end()
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX / 100)
}

/// The word for a mark.
pub(in crate::http) fn word(words: &Words, mark: Mark) -> String {
    let key = match mark {
        Mark::None => return String::new(),
        Mark::For => "work-bears-for",
        Mark::Against => "work-bears-against",
        Mark::Both => "work-bears-both",
        Mark::Out => "work-bears-out",
    };
    words.say(key)
}
