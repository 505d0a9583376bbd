//! Where lines begin and end.

use unicode_width::UnicodeWidthStr;

use super::{Frame, touch};
use crate::keyword::Keyword;
use crate::lexer::{Symbol, Token, TokenKind};
use crate::parser::{Gap, Role};

/// Columns of a line; a Chinese character takes two.
const WIDTH_MAX: usize = 120;

/// Columns that the rest of a broken line stands further in.
const REST_INDENT: usize = 4;

/// A token as it will be written.
pub(super) struct Piece {
    text: String,
    width: usize,
    kind: TokenKind,
    gap: Gap,
    /// A long line may be broken before it, because it joins conditions.
    joins: bool,
    newlines: u32,
    /// Comments before it, each with the line ends in front of it.
    comments: Vec<(String, u32)>,
}

impl Piece {
    pub(super) fn new(text: String, token: &Token, role: Role, comments: Vec<(String, u32)>) -> Self {
        let joins = role.is_word && matches!(token.kind, TokenKind::Name(Some(Keyword::And | Keyword::Or)));
        let gap = if token.kind == TokenKind::End { Gap::Line(0) } else { role.gap };
        Self { width: text.width(), text, kind: token.kind, gap, joins, newlines: token.newlines, comments }
    }

    fn line(&self) -> Option<u16> {
        match self.gap {
            Gap::Line(depth) => Some(depth),
            _ => None,
        }
    }

    fn may_break(&self, before: TokenKind) -> bool {
        self.joins
            || matches!(self.gap, Gap::Soft | Gap::Wide | Gap::Fold(_))
            || matches!(before, TokenKind::Symbol(Symbol::Semicolon | Symbol::Comma))
    }

    /// Columns between it and the piece before it on one line.
    fn space(&self, before: TokenKind) -> usize {
        match self.gap {
            Gap::Wide | Gap::Fold(_) => 2,
            _ => usize::from(!touch(before, self.kind)),
        }
    }
}

/// Columns in front of a line: under 条目 two, under each 但 as far as its first letter.
fn indent(depth: u16) -> usize {
    match usize::from(depth) {
        0 => 0,
        deeper => 2 + 3 * (deeper - 1),
    }
}

/// Writes the pieces of a block line by line.
pub(super) fn lay_out(pieces: &[Piece], frame: &Frame<'_>, out: &mut String) {
    let mut page = Page { out, frame, column: None, is_first: true, pending: false, indent: 0 };
    let mut rest = pieces;
    while let Some((first, others)) = rest.split_first() {
        let length = 1 + others.iter().take_while(|piece| piece.line().is_none()).count();
        let (line, after) = rest.split_at(length);
        page.line(line, first.line().unwrap_or(0));
        rest = after;
    }
}

struct Page<'o, 't> {
    out: &'o mut String,
    frame: &'o Frame<'t>,
    /// Columns written on the present line; `None` at its beginning.
    column: Option<usize>,
    /// Nothing has been written yet.
    is_first: bool,
    /// A comment stands behind the last piece: the line must end.
    pending: bool,
    /// Columns in front of the present line.
    indent: usize,
}

impl Page<'_, '_> {
    /// Writes what ought to stand on one line, broken where it is too long.
    fn line(&mut self, pieces: &[Piece], depth: u16) {
        let mut before = TokenKind::End;
        let mut width = indent(depth);
        for piece in pieces {
            width += piece.space(before) + piece.width;
            before = piece.kind;
        }
        let folds = width > WIDTH_MAX;
        before = TokenKind::End;
        for (index, piece) in pieces.iter().enumerate() {
            let own_line = match piece.gap {
                Gap::Line(depth) => Some(depth),
                Gap::Fold(depth) if folds => Some(depth),
                _ => None,
            };
            self.comments(piece, own_line);
            if piece.kind == TokenKind::End {
                self.end_line();
                return;
            }
            let rest = pieces.get(index..).unwrap_or_default();
            let space = piece.space(before);
            match own_line {
                Some(depth) => self.begin(piece, indent(depth)),
                None if self.pending || self.column.is_none() => self.go_on(),
                None if piece.may_break(before) && self.overflows(space, rest) => self.go_on(),
                None => self.write(&" ".repeat(space), space),
            }
            self.write(&piece.text, piece.width);
            before = piece.kind;
        }
    }

    /// Whether the pieces up to the next place to break do not fit on the line.
    fn overflows(&self, space: usize, pieces: &[Piece]) -> bool {
        let mut column = self.column.unwrap_or(0) + space;
        let mut before = None;
        for piece in pieces {
            if before.is_some_and(|before| piece.may_break(before) || !piece.comments.is_empty()) {
                break;
            }
            column += piece.width + before.map_or(0, |before| piece.space(before));
            before = Some(piece.kind);
        }
        column > WIDTH_MAX
    }

    /// Writes the comments before a piece: behind the line where they stood behind one, else on lines of their own.
    fn comments(&mut self, piece: &Piece, own_line: Option<u16>) {
        for (comment, newlines) in &piece.comments {
            if *newlines == 0 && self.column.is_some() {
                self.write("  ", 2);
            } else {
                self.end_line();
                self.blank(*newlines, piece.line() == Some(0));
                self.start_line(own_line.map_or(self.indent + REST_INDENT, indent));
            }
            self.write(comment, 0);
            self.pending = true;
        }
    }

    /// Begins a line with a piece.
    fn begin(&mut self, piece: &Piece, indent: usize) {
        self.end_line();
        self.blank(piece.newlines, piece.line() == Some(0));
        self.indent = indent;
        self.start_line(indent);
    }

    /// Goes on with a broken line.
    fn go_on(&mut self) {
        self.end_line();
        self.start_line(self.indent + REST_INDENT);
    }

    fn end_line(&mut self) {
        if self.column.take().is_some() {
            self.out.push_str(self.frame.line_end);
        }
        self.pending = false;
    }

    /// Keeps one blank line between statements.
    fn blank(&mut self, newlines: u32, between_statements: bool) {
        if newlines >= 2 && between_statements && !self.is_first {
            self.out.push_str(self.frame.line_end);
        }
    }

    fn start_line(&mut self, indent: usize) {
        self.out.push_str(self.frame.indent);
        self.out.push_str(&" ".repeat(indent));
        self.column = Some(indent);
        self.is_first = false;
    }

    fn write(&mut self, text: &str, width: usize) {
        self.out.push_str(text);
        self.column = Some(self.column.unwrap_or(0) + width);
    }
}
