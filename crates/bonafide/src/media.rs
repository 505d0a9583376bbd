//! Attachments at the door (附件): what a file is by its content, whatever it is called, and how large it may be.

use std::io::Read;
use std::path::Path;

/// How large an attachment may be, in bytes: 64 MiB, as the store takes it.
pub const BYTES_MAX: u64 = 64 << 20;

/// Types taken: media type and the extensions that go with it.
const TYPES: [(&str, &[&str]); 8] = [
    ("application/pdf", &["pdf"]),
    ("image/png", &["png"]),
    ("image/jpeg", &["jpg", "jpeg"]),
    ("image/tiff", &["tif", "tiff"]),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"]),
    ("application/ofd", &["ofd"]),
    ("text/plain", &["txt", "md", "csv"]),
];

/// A file that may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its type, by content.
    pub media: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why a file is not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileRefused {
    /// Too large.
    #[error("the file has {bytes} bytes, {BYTES_MAX} are taken")]
    TooLarge {
        /// How many.
        bytes: u64,
    },
    /// Its name says another type than its content.
    #[error("the file is named `{named}`, its content is {found}")]
    FalseType {
        /// The extension.
        named: String,
        /// What it is.
        found: &'static str,
    },
    /// No type that is taken.
    #[error("the content of the file is in no format that is taken")]
    UnknownType,
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// The act has no place for a file.
    #[error("the act takes no file")]
    NoPlace,
}

impl FileRefused {
    /// The code of its sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "file-too-large",
            Self::FalseType { .. } => "file-false-type",
            Self::UnknownType => "file-unknown-type",
            Self::Empty => "file-empty",
            Self::NoPlace => "file-no-place",
        }
    }
}

/// A type that is taken, by its name.
pub(crate) fn known(media: &str) -> Option<&'static str> {
    TYPES.iter().map(|(known, _)| *known).find(|known| *known == media)
}

/// The extensions taken, for a sentence.
pub fn extensions() -> String {
    TYPES.iter().flat_map(|(_, endings)| endings.iter().copied()).collect::<Vec<_>>().join(", ")
}

/// Reads a file from disk; more than [`BYTES_MAX`] is never read.
///
/// # Errors
/// Of the file system; what is wrong with the file itself is in the inner result.
pub fn read(path: &Path) -> std::io::Result<Result<Attachment, FileRefused>> {
    let file = std::fs::File::open(path)?;
    let bytes = file.metadata()?.len();
    if bytes > BYTES_MAX {
        return Ok(Err(FileRefused::TooLarge { bytes }));
    }
    let mut content = Vec::new();
    file.take(BYTES_MAX + 1).read_to_end(&mut content)?;
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    Ok(checked(&ending, content))
}

/// Takes a file by its extension and content.
///
/// # Errors
/// [`FileRefused`].
pub fn checked(ending: &str, bytes: Vec<u8>) -> Result<Attachment, FileRefused> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size == 0 {
        return Err(FileRefused::Empty);
    }
    if size > BYTES_MAX {
        return Err(FileRefused::TooLarge { bytes: size });
    }
    let media = found(&bytes).ok_or(FileRefused::UnknownType)?;
    let fits = TYPES.iter().any(|(known, endings)| *known == media && endings.contains(&ending));
    if fits {
        Ok(Attachment { media, bytes })
    } else {
        Err(FileRefused::FalseType { named: ending.to_owned(), found: media })
    }
}

/// What a file is by its first bytes; Office files are archives that name their parts.
fn found(bytes: &[u8]) -> Option<&'static str> {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    let holds = |part: &[u8]| memchr::memmem::find(bytes, part).is_some();
    let place = match () {
        () if begins(b"%PDF-") => 0,
        () if begins(b"\x89PNG\r\n\x1a\n") => 1,
        () if begins(b"\xff\xd8\xff") => 2,
        () if begins(b"II*\0") || begins(b"MM\0*") => 3,
        () if begins(b"PK\x03\x04") && holds(b"word/document.xml") => 4,
        () if begins(b"PK\x03\x04") && holds(b"xl/workbook.xml") => 5,
        () if begins(b"PK\x03\x04") && holds(b"OFD.xml") => 6,
        () if is_text(bytes) => 7,
        () => return None,
    };
    TYPES.get(place).map(|(media, _)| *media)
}

/// UTF-8 without control characters but those of lines and tables.
fn is_text(bytes: &[u8]) -> bool {
    let plain = |text: &str| !text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'));
    std::str::from_utf8(bytes).is_ok_and(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_called_a_picture_is_refused() {
        let refusal = checked("png", b"\x7fELF\x02\x01\x01\0\0".to_vec());
        assert_eq!(refusal, Err(FileRefused::UnknownType));
        let refusal = checked("png", b"%PDF-1.7 ...".to_vec());
        assert_eq!(refusal, Err(FileRefused::FalseType { named: "png".to_owned(), found: "application/pdf" }));
    }

    #[test]
    fn what_is_what_it_says_is_taken() {
        assert_eq!(checked("pdf", b"%PDF-1.7".to_vec()).unwrap().media, "application/pdf");
        assert_eq!(checked("txt", "党组会议记录".as_bytes().to_vec()).unwrap().media, "text/plain");
        assert_eq!(checked("txt", Vec::new()), Err(FileRefused::Empty));
    }
}
