//! A terminal drawn as SVG: each run of narrow or wide characters at its own column, in generic fonts, so that Chinese and
//! Latin text stay aligned whatever fonts the reader has.

use std::fmt::Write;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Width of one column: 0.6 of the size of narrow letters, which is what common monospaced fonts have.
const COLUMN: f64 = 8.4;
/// Size of narrow letters.
const NARROW_SIZE: f64 = 14.0;
/// Size of wide letters: two columns, less a little air.
const WIDE_SIZE: f64 = 16.0;
/// From one line to the next.
const LINE: f64 = 22.0;
/// Around the text.
const MARGIN: f64 = 20.0;
/// Height of the bar on top.
const BAR: f64 = 30.0;

/// Draws what a terminal shows after a command.
pub(crate) fn terminal(command: &str, answer: &str) -> String {
    let lines: Vec<&str> = answer.trim_end().lines().collect();
    let prompt = format!("$ {command}");
    let columns = lines.iter().map(|line| line.width()).chain([prompt.width()]).max().unwrap_or(0);
    let width = columns_wide(columns) + 2.0 * MARGIN;
    let height = BAR + MARGIN + LINE * (lines.len() + 2) as f64;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:space=\"preserve\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" \
         role=\"img\" aria-label=\"{}\">\n",
        escaped(&prompt)
    );
    svg.push_str(
        "<style>text{white-space:pre;fill:#e6e6e6}.n{font-family:monospace;font-size:14px}\
         .w{font-family:sans-serif;font-size:16px}.p{fill:#8fd18f}</style>\n",
    );
    let _ = writeln!(svg, "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1d2228\"/>");
    for (index, colour) in ["#e06c60", "#e0b050", "#70b060"].into_iter().enumerate() {
        let _ = writeln!(svg, "<circle cx=\"{}\" cy=\"18\" r=\"5.5\" fill=\"{colour}\"/>", 22 + 18 * index);
    }
    draw_line(&mut svg, &prompt, BAR + MARGIN, " p");
    for (index, line) in lines.iter().enumerate() {
        draw_line(&mut svg, line, BAR + MARGIN + LINE * (index + 1) as f64, "");
    }
    svg.push_str("</svg>\n");
    svg
}

fn draw_line(svg: &mut String, line: &str, y: f64, colour: &str) {
    for run in runs(line) {
        let x = MARGIN + columns_wide(run.column);
        let (kind, size) = if run.is_wide { ("w", WIDE_SIZE) } else { ("n", NARROW_SIZE) };
        let width = columns_wide(run.text.width());
        // Wide letters are a little smaller than two columns; half of the difference goes before the first.
        let shift = if run.is_wide { (2.0 * COLUMN - size) / 2.0 } else { 0.0 };
        let _ = writeln!(
            svg,
            "<text class=\"{kind}{colour}\" x=\"{:.1}\" y=\"{y:.0}\" textLength=\"{:.1}\">{}</text>",
            x + shift,
            width - shift,
            escaped(run.text)
        );
    }
}

fn columns_wide(columns: usize) -> f64 {
    columns as f64 * COLUMN
}

/// Neighbouring characters of one width.
#[derive(Debug, PartialEq, Eq)]
struct Run<'t> {
    column: usize,
    is_wide: bool,
    text: &'t str,
}

/// Splits a line where narrow and wide characters meet; blanks are dropped at the ends of runs.
fn runs(line: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut current = Run { column: 0, is_wide: false, text: "" };
    let (mut start, mut column) = (0, 0);
    for (at, letter) in line.char_indices() {
        let width = letter.width().unwrap_or(0);
        if width > 0 && (width == 2) != current.is_wide {
            runs.push(Run { text: line.get(start..at).unwrap_or_default(), ..current });
            current = Run { column, is_wide: width == 2, text: "" };
            start = at;
        }
        column += width;
    }
    runs.push(Run { text: line.get(start..).unwrap_or_default(), ..current });
    runs.into_iter().map(without_blanks).filter(|run| !run.text.is_empty()).collect()
}

fn without_blanks(run: Run<'_>) -> Run<'_> {
    let text = run.text.trim_start_matches(' ');
    let indent = run.text.len() - text.len();
    Run { column: run.column + indent, text: text.trim_end_matches(' '), ..run }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_run_stands_at_its_own_column() {
        let run = |column, is_wide, text| Run { column, is_wide, text };
        assert_eq!(runs("  a 中文 b"), [run(2, false, "a"), run(4, true, "中文"), run(9, false, "b")]);
    }

    #[test]
    fn a_picture_shows_every_line_and_escapes_what_xml_would_read() {
        let svg = terminal("x", "a < b\n\n结果");
        assert!(svg.contains("a &lt; b</text>") && svg.contains("结果</text>") && svg.contains("$ x</text>"));
        assert_eq!(svg.matches("<text ").count(), 3);
        assert!(svg.ends_with("</svg>\n"));
    }
}
