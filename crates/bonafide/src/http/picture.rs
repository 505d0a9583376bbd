//! Pictures (图) as inline SVG, made here: readable without colour, printable, each with its table beside it.
//!
//! What is true is a filled circle, what is false an open square, what is open a dashed rhombus, and a word says it too.

pub(super) mod bars;
pub(super) mod boxes;
pub(super) mod burndown;
pub(super) mod flow;
pub(super) mod looks;
pub(super) mod matrix;
pub(super) mod month;
pub(super) mod recusal;
pub(super) mod sankey;
pub(super) mod term;
pub(super) mod timeline;
pub(super) mod tree;
pub(super) mod votes;

/// The widest picture that is shown whole on a telephone.
const FITS: i64 = 420;

/// A picture as it grows.
struct Svg(String);

impl Svg {
    /// A picture so wide and high, with the sentence that stands for it.
    fn new(width: i64, height: i64, label: &str) -> Self {
        // What is narrow enough shrinks with a small screen; the rest is scrolled, so that its words stay readable.
        let class = if width <= FITS { " class=\"fits\"" } else { "" };
        Self(format!(
            "<svg{class} viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"{}\">",
            escaped(label)
        ))
    }

    fn text(&mut self, (x, y): (i64, i64), size: u8, class: &str, text: &str) {
        self.0.push_str(&format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" class=\"{class}\">{}</text>",
            escaped(text)
        ));
    }

    fn middle(&mut self, (x, y): (i64, i64), size: u8, class: &str, text: &str) {
        let text = escaped(text);
        self.0.push_str(&format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" text-anchor=\"middle\" class=\"{class}\">{text}</text>"
        ));
    }

    fn line(&mut self, (x1, y1): (i64, i64), (x2, y2): (i64, i64), dashes: &str) {
        self.0.push_str(&format!(
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" class=\"ink\" stroke-width=\"1\" stroke-dasharray=\"{dashes}\"/>"
        ));
    }

    fn rect(&mut self, (x, y): (i64, i64), (width, height): (i64, i64), class: &str) {
        self.0.push_str(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"3\" class=\"{class} ink\" stroke-width=\"1\"/>"
        ));
    }

    /// The mark of a truth: shape first, colour second.
    fn mark(&mut self, (x, y): (i64, i64), truth: Option<bool>) {
        let shape = match truth {
            Some(true) => format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"5\" class=\"yes\"/>"),
            Some(false) => format!(
                "<rect x=\"{}\" y=\"{}\" width=\"10\" height=\"10\" class=\"sheet ink\" stroke-width=\"1.5\"/>",
                x - 5,
                y - 5
            ),
            None => format!(
                "<path d=\"M{x} {} L{} {y} L{x} {} L{} {y} Z\" class=\"open ink\" stroke-width=\"1\" stroke-dasharray=\"2 2\"/>",
                y - 6,
                x + 6,
                y + 6,
                x - 6
            ),
        };
        self.0.push_str(&shape);
    }

    fn end(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }
}

/// Text for SVG; words of people never become marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// The first letters of a text.
fn short(text: &str, letters: usize) -> String {
    let cut: String = text.chars().take(letters).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_stays_text_in_a_picture() {
        let mut svg = Svg::new(10, 10, "\"><script>");
        svg.text((0, 0), 10, "", "<b onload='x'>&");
        let drawn = svg.end();
        assert!(
            !drawn.contains("<script") && !drawn.contains("<b ") && drawn.contains("&lt;b onload=&#39;x&#39;&gt;&amp;")
        );
    }
}
