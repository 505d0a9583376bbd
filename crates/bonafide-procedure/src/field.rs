//! The fields that acts and events are made of: each can be stored, read back, and written by a clerk.
//!
//! A field that a clerk writes is one text, or several for a list; the words of closed lists are known in Chinese and by
//! their Latin id. What a value means is the business of its type.

use bonafide_rules::outcome::Outcome;

use crate::id::{CaseNo, Day, EvidenceId, PersonId, UnitId};
use crate::wire::{FileRef, Shape, Value};

/// What a text stands for when its key was destroyed.
pub const ERASED: &str = "〔已依法删除〕";

/// Why a text was not read as a field, as a code for the locales with the word it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// `missing`, `twice`, `person`, `unit`, `case`, `day`, `number`, `money`, `word`, `finding`, `record`, `file`, `empty`.
    pub code: &'static str,
    /// What was written.
    pub found: String,
    /// What could have been written, where the list is closed.
    pub known: Vec<&'static str>,
}

impl Unread {
    pub(crate) fn new(code: &'static str, found: &str) -> Self {
        Self { code, found: found.to_owned(), known: Vec::new() }
    }
}

/// How a field is written, for whoever makes a form of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Words in prose.
    Text,
    /// A civil date.
    Day,
    /// A whole number.
    Number,
    /// A person of the roster.
    Person,
    /// A unit of the roster.
    Unit,
    /// The number of another case.
    Case,
    /// The number of a piece of evidence.
    Evidence,
    /// A name of the regulation.
    Word,
    /// One of a closed list: Latin id and Chinese word.
    Choice(&'static [(&'static str, &'static str)]),
    /// A stored file.
    File,
    /// A record of several words on one line; the name says which.
    Record(&'static str),
}

/// How often a field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Many {
    /// Once.
    One,
    /// Once, or not at all.
    Perhaps,
    /// Any number of times.
    List,
}

/// One value or one record of several values, always the same number.
pub trait Item: Sized {
    /// How it is written.
    const INPUT: Input;

    /// Puts its values behind the others.
    fn write(&self, out: &mut Vec<Value>);

    /// Takes its values from the front; `None` when they are not its own.
    fn read(values: &mut std::slice::Iter<'_, Value>) -> Option<Self>;

    /// Reads what a clerk wrote.
    ///
    /// # Errors
    /// [`Unread`] with the word that was not understood.
    fn parse(text: &str) -> Result<Self, Unread>;

    /// As a clerk would write it.
    fn show(&self) -> String;

    /// The same with the Chinese words of closed lists.
    fn show_zh(&self) -> String {
        self.show()
    }
}

/// A field of an act: one item, perhaps one, or a list.
pub trait Field: Sized {
    /// How many.
    const SHAPE: Shape;
    /// How it is written.
    const INPUT: Input;
    /// How often it is written.
    const MANY: Many;

    /// Its values, for the record.
    fn write(&self) -> Vec<Value>;

    /// Back from the record; `None` when the values are not its own.
    fn read(values: &[Value]) -> Option<Self>;

    /// Reads what a clerk wrote, one text an occurrence.
    ///
    /// # Errors
    /// [`Unread`] with the word that was not understood, or that something is missing or there twice.
    fn parse(texts: &[&str]) -> Result<Self, Unread>;

    /// As a clerk would write it, one text an item.
    fn show(&self) -> Vec<String>;

    /// The same with the Chinese words of closed lists.
    fn show_zh(&self) -> Vec<String>;
}

impl<T: Item> Field for T {
    const SHAPE: Shape = Shape::One;
    const INPUT: Input = <T as Item>::INPUT;
    const MANY: Many = Many::One;

    fn write(&self) -> Vec<Value> {
        let mut out = Vec::with_capacity(1);
        Item::write(self, &mut out);
        out
    }

    fn read(values: &[Value]) -> Option<Self> {
        whole(values)
    }

    fn parse(texts: &[&str]) -> Result<Self, Unread> {
        match texts {
            [] => Err(Unread::new("missing", "")),
            [text] => T::parse(text),
            [_, again, ..] => Err(Unread::new("twice", again)),
        }
    }

    fn show(&self) -> Vec<String> {
        vec![Item::show(self)]
    }

    fn show_zh(&self) -> Vec<String> {
        vec![Item::show_zh(self)]
    }
}

impl<T: Item> Field for Option<T> {
    const SHAPE: Shape = Shape::One;
    const INPUT: Input = <T as Item>::INPUT;
    const MANY: Many = Many::Perhaps;

    fn write(&self) -> Vec<Value> {
        self.as_ref().map_or_else(|| vec![Value::Absent], Field::write)
    }

    fn read(values: &[Value]) -> Option<Self> {
        if values == [Value::Absent] { Some(None) } else { whole(values).map(Some) }
    }

    fn parse(texts: &[&str]) -> Result<Self, Unread> {
        if texts.is_empty() { Ok(None) } else { <T as Field>::parse(texts).map(Some) }
    }

    fn show(&self) -> Vec<String> {
        self.iter().map(Item::show).collect()
    }

    fn show_zh(&self) -> Vec<String> {
        self.iter().map(Item::show_zh).collect()
    }
}

impl<T: Item> Field for Vec<T> {
    const SHAPE: Shape = Shape::List;
    const INPUT: Input = <T as Item>::INPUT;
    const MANY: Many = Many::List;

    fn write(&self) -> Vec<Value> {
        let mut out = Vec::with_capacity(self.len());
        for item in self {
            item.write(&mut out);
        }
        out
    }

    fn read(values: &[Value]) -> Option<Self> {
        let mut values = values.iter();
        let mut items = Self::new();
        while !values.as_slice().is_empty() {
            items.push(T::read(&mut values)?);
        }
        Some(items)
    }

    fn parse(texts: &[&str]) -> Result<Self, Unread> {
        texts.iter().map(|text| T::parse(text)).collect()
    }

    fn show(&self) -> Vec<String> {
        self.iter().map(Item::show).collect()
    }

    fn show_zh(&self) -> Vec<String> {
        self.iter().map(Item::show_zh).collect()
    }
}

fn whole<T: Item>(values: &[Value]) -> Option<T> {
    let mut values = values.iter();
    let item = T::read(&mut values)?;
    values.as_slice().is_empty().then_some(item)
}

/// Words in prose. Never empty: a reason that says nothing is none.
impl Item for String {
    const INPUT: Input = Input::Text;

    fn write(&self, out: &mut Vec<Value>) {
        out.push(Value::Text(self.clone()));
    }

    fn read(values: &mut std::slice::Iter<'_, Value>) -> Option<Self> {
        match values.next()? {
            Value::Text(text) => Some(text.clone()),
            Value::Erased => Some(ERASED.to_owned()),
            _ => None,
        }
    }

    fn parse(text: &str) -> Result<Self, Unread> {
        let text = text.trim();
        if text.is_empty() { Err(Unread::new("empty", text)) } else { Ok(text.to_owned()) }
    }

    fn show(&self) -> String {
        self.clone()
    }
}

impl Item for Day {
    const INPUT: Input = Input::Day;

    fn write(&self, out: &mut Vec<Value>) {
        out.push(Value::Day(self.0));
    }

    fn read(values: &mut std::slice::Iter<'_, Value>) -> Option<Self> {
        match values.next()? {
            Value::Day(day) => Some(Self(*day)),
            _ => None,
        }
    }

    fn parse(text: &str) -> Result<Self, Unread> {
        Self::parse(text.trim()).ok_or_else(|| Unread::new("day", text))
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Item for i64 {
    const INPUT: Input = Input::Number;

    fn write(&self, out: &mut Vec<Value>) {
        out.push(Value::Int(*self));
    }

    fn read(values: &mut std::slice::Iter<'_, Value>) -> Option<Self> {
        match values.next()? {
            Value::Int(number) => Some(*number),
            _ => None,
        }
    }

    fn parse(text: &str) -> Result<Self, Unread> {
        text.trim().parse().map_err(|_| Unread::new("number", text))
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Item for PersonId {
    const INPUT: Input = Input::Person;

    fn write(&self, out: &mut Vec<Value>) {
        out.push(Value::Party(self.as_str().to_owned()));
    }

    fn read(values: &mut std::slice::Iter<'_, Value>) -> Option<Self> {
        match values.next()? {
            Value::Party(id) => Self::new(id).ok(),
            _ => None,
        }
    }

    fn parse(text: &str) -> Result<Self, Unread> {
        Self::new(text.trim()).map_err(|_| Unread::new("person", text))
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

/// Ids that are kept as codes.
macro_rules! code_items {
    ($($name:ident $code:literal $input:ident)*) => {$(
        impl Item for $name {
            const INPUT: Input = Input::$input;

            fn write(&self, out: &mut Vec<Value>) {
                out.push(Value::Code(self.as_str().to_owned()));
            }

            fn read(values: &mut std::slice::Iter<'_, Value>) -> Option<Self> {
                match values.next()? {
                    Value::Code(id) => Self::new(id).ok(),
                    _ => None,
                }
            }

            fn parse(text: &str) -> Result<Self, Unread> {
                Self::new(text.trim()).map_err(|_| Unread::new($code, text))
            }

            fn show(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

code_items! { UnitId "unit" Unit CaseNo "case" Case EvidenceId "evidence" Evidence Word "word" Word }

/// A name of the regulation: a fact's id, an item's tag, an effect, an organ, a use of results.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(String);

impl Word {
    /// Takes a name as it stands in a regulation.
    ///
    /// # Errors
    /// [`Unread`] when it is empty or longer than 200 bytes.
    pub fn new(text: &str) -> Result<Self, Unread> {
        let fits = (1..=200).contains(&text.len()) && !text.contains(char::is_control);
        if fits { Ok(Self(text.to_owned())) } else { Err(Unread::new("word", text)) }
    }

    /// A word of ours, known to be one.
    pub(crate) fn fixed(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Word {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

/// A stored file, written as `digest:size:media` with the digest in hexadecimal.
impl Item for FileRef {
    const INPUT: Input = Input::File;

    fn write(&self, out: &mut Vec<Value>) {
        out.push(Value::File(self.clone()));
    }

    fn read(values: &mut std::slice::Iter<'_, Value>) -> Option<Self> {
        match values.next()? {
            Value::File(file) => Some(file.clone()),
            _ => None,
        }
    }

    fn parse(text: &str) -> Result<Self, Unread> {
        let wrong = || Unread::new("file", text);
        let mut parts = text.trim().splitn(3, ':');
        let (hex, size, media) = (parts.next(), parts.next(), parts.next());
        let (Some(hex), Some(size), Some(media)) = (hex, size, media) else { return Err(wrong()) };
        let mut digest = [0; 32];
        if hex.len() != 64 || !hex.is_ascii() {
            return Err(wrong());
        }
        for (index, byte) in digest.iter_mut().enumerate() {
            let pair = hex.get(2 * index..2 * index + 2).ok_or_else(wrong)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| wrong())?;
        }
        Ok(Self { digest, size: size.parse().map_err(|_| wrong())?, media: media.to_owned() })
    }

    fn show(&self) -> String {
        let hex: String = self.digest.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{hex}:{}:{}", self.size, self.media)
    }
}

/// Outcomes keep the ids of the rules.
impl Item for Outcome {
    const INPUT: Input =
        Input::Choice(&[("exempt", "免责"), ("mitigate", "减轻"), ("lenient", "从轻"), ("accountable", "问责")]);

    fn write(&self, out: &mut Vec<Value>) {
        out.push(Value::Code(self.id().to_owned()));
    }

    fn read(values: &mut std::slice::Iter<'_, Value>) -> Option<Self> {
        match values.next()? {
            Value::Code(id) => Self::ALL.into_iter().find(|outcome| outcome.id() == id),
            _ => None,
        }
    }

    fn parse(text: &str) -> Result<Self, Unread> {
        let text = text.trim();
        let found = Self::ALL.into_iter().find(|outcome| outcome.id() == text || outcome_word(*outcome) == text);
        let known = Self::ALL.into_iter().map(outcome_word).collect();
        found.ok_or_else(|| Unread { code: "word", found: text.to_owned(), known })
    }

    fn show(&self) -> String {
        self.id().to_owned()
    }

    fn show_zh(&self) -> String {
        outcome_word(*self).to_owned()
    }
}

/// The field's own word for an outcome.
pub fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Exempt => "免责",
        Outcome::Mitigate => "减轻",
        Outcome::Lenient => "从轻",
        Outcome::Accountable => "问责",
    }
}

/// Closed lists of words: each with its Latin id, kept in the record, and its Chinese word, which clerks may write.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident $id:literal $zh:literal)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$word_doc])* #[doc = $zh] $word,)* }

        impl $name {
            /// All, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$word),*];

            /// The Latin id.
            pub fn id(self) -> &'static str {
                match self { $(Self::$word => $id,)* }
            }

            /// The field's own word.
            pub fn zh(self) -> &'static str {
                match self { $(Self::$word => $zh,)* }
            }
        }

        impl $crate::field::Item for $name {
            const INPUT: $crate::field::Input = $crate::field::Input::Choice(&[$(($id, $zh)),*]);

            fn write(&self, out: &mut Vec<$crate::wire::Value>) {
                out.push($crate::wire::Value::Code(self.id().to_owned()));
            }

            fn read(values: &mut std::slice::Iter<'_, $crate::wire::Value>) -> Option<Self> {
                match values.next()? {
                    $crate::wire::Value::Code(id) => Self::ALL.iter().copied().find(|word| word.id() == id),
                    _ => None,
                }
            }

            fn parse(text: &str) -> Result<Self, $crate::field::Unread> {
                let text = text.trim();
                let found = Self::ALL.iter().copied().find(|word| word.id() == text || word.zh() == text);
                found.ok_or_else(|| $crate::field::Unread {
                    code: "word",
                    found: text.to_owned(),
                    known: Self::ALL.iter().map(|word| word.zh()).collect(),
                })
            }

            fn show(&self) -> String {
                self.id().to_owned()
            }

            fn show_zh(&self) -> String {
                self.zh().to_owned()
            }
        }
    )*};
}
pub(crate) use codes;
