//! Columns that stand under each other, whatever language is in them.

use super::wrap::width;

/// Which way a column leans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lean {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Lays out rows in columns, two blanks between them; the last column is left as it is.
pub(crate) fn laid_out<const N: usize>(leans: [Lean; N], rows: &[[String; N]]) -> Vec<String> {
    let mut widths = [0; N];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width(cell).max(*widest);
        }
    }
    let line = |row: &[String; N]| {
        let mut line = String::new();
        for (at, ((cell, widest), lean)) in row.iter().zip(widths).zip(leans).enumerate() {
            let blanks = " ".repeat(widest.saturating_sub(width(cell)));
            let gap = if at == 0 { "" } else { "  " };
            line.push_str(gap);
            match lean {
                Lean::Left => line.extend([cell.as_str(), &blanks]),
                Lean::Right => line.extend([blanks.as_str(), cell]),
            }
        }
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_in_both_languages() {
        let rows = [["周一", "9", "工作日"], ["Mon", "10", "worked"]].map(|row| row.map(str::to_owned));
        assert_eq!(laid_out([Lean::Left, Lean::Right, Lean::Left], &rows), ["周一   9  工作日", "Mon   10  worked"]);
    }
}
