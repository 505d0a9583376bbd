//! Colours for terminals, and nothing at all elsewhere. Colour is never the only sign.

/// What a piece of text is, not how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// An error, a failure.
    Bad,
    /// A warning, an open question.
    Open,
    /// A success.
    Good,
    /// Places and frames.
    Frame,
    /// A heading.
    Head,
}

/// Whether to colour at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    /// A terminal that takes colours.
    Colours,
    /// A pipe, a file, `NO_COLOR`, or a terminal without colours.
    Plain,
}

impl Paint {
    /// Wraps a text in a colour.
    pub(crate) fn ink(self, ink: Ink, text: &str) -> String {
        if self == Self::Plain || text.is_empty() {
            return text.to_owned();
        }
        let code = match ink {
            Ink::Bad => "1;31",
            Ink::Open => "1;33",
            Ink::Good => "1;32",
            Ink::Frame => "1;34",
            Ink::Head => "1",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}
