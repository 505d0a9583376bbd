//! Files in forms (上传): several at once beside the text. Each is looked at before anything is done with it: its size, and its
//! type by content; its name is words to be shown, never a path and never a program.

use axum::extract::multipart::{Field, Multipart, MultipartError};

use crate::media::{Attachment, FileRefused, checked};

/// How large one file may be on the web, in bytes: 20 MiB.
pub(super) const FILE_BYTES_MAX: usize = 20 << 20;

/// How large a form with files may be, in bytes.
pub(super) const FORM_WITH_FILES_BYTES_MAX: usize = 64 << 20;

/// How much of it may be text, in bytes.
const TEXT_BYTES_MAX: usize = 1 << 20;

/// The longest name kept, in characters.
const NAME_MAX: usize = 100;

/// One file that came with a form.
pub(super) struct Upload {
    /// What it is called, as words.
    pub(super) name: String,
    /// The file, or why it is not taken.
    pub(super) file: Result<Attachment, FileRefused>,
}

/// A form taken apart.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) pairs: Vec<(String, String)>,
    pub(super) uploads: Vec<Upload>,
}

/// Takes a form apart. `keeps_files`: without it files are passed over unread, so that a stranger fills no memory.
///
/// # Errors
/// Of the connection, and when the form is larger than it may be.
pub(super) async fn parts(mut form: Multipart, keeps_files: bool) -> Result<Parts, MultipartError> {
    let mut parts = Parts::default();
    let mut text_left = TEXT_BYTES_MAX;
    while let Some(mut field) = form.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            Some(called) => {
                let (bytes, size) = read(&mut field, if keeps_files { FILE_BYTES_MAX } else { 0 }).await?;
                // A field for files that nobody chose comes without a name and without bytes.
                if keeps_files && !(called.is_empty() && size == 0) {
                    parts.uploads.push(upload(&called, bytes, size));
                }
            }
            None => {
                let (bytes, size) = read(&mut field, text_left).await?;
                text_left = text_left.saturating_sub(size);
                parts.pairs.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
    }
    Ok(parts)
}

/// The bytes of a field up to a limit, and how many there were.
async fn read(field: &mut Field<'_>, most: usize) -> Result<(Vec<u8>, usize), MultipartError> {
    let (mut bytes, mut size) = (Vec::new(), 0_usize);
    while let Some(chunk) = field.chunk().await? {
        size = size.saturating_add(chunk.len());
        if size <= most {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    Ok((bytes, size))
}

fn upload(called: &str, bytes: Vec<u8>, size: usize) -> Upload {
    let name = as_words(called);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let file = if size > FILE_BYTES_MAX {
        Err(FileRefused::TooLarge { bytes: u64::try_from(size).unwrap_or(u64::MAX) })
    } else {
        checked(&ending, bytes)
    };
    Upload { name, file }
}

/// A name as words: the last part of a path, without marks that steer, colons made wide, not too long.
pub(super) fn as_words(called: &str) -> String {
    let last = called.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let plain: String = crate::words::harmless(last).replace(':', "：");
    let plain = plain.trim_matches('.').replace(['\n', '\t', '\r'], " ");
    let count = plain.chars().count();
    if plain.is_empty() {
        "—".to_owned()
    } else if count > NAME_MAX {
        // The end says the type.
        let (head, tail) = (NAME_MAX - 20, count - 19);
        plain.chars().take(head).chain(std::iter::once('…')).chain(plain.chars().skip(tail)).collect()
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_words_and_never_a_path() {
        for (called, wanted) in [
            ("../../etc/passwd", "passwd"),
            ("E:\\fakepath\\会议纪要.pdf", "会议纪要.pdf"),
            ("<script>alert(1)</script>.png", "script>.png"),
            ("纪要\u{202e}fdp.exe", "纪要\u{fffd}fdp.exe"),
            ("a:b\nc.txt", "a：b c.txt"),
            ("...", "—"),
        ] {
            assert_eq!(as_words(called), wanted);
        }
        let long = as_words(&format!("{}.docx", "长".repeat(300)));
        assert!(long.chars().count() <= NAME_MAX && long.ends_with(".docx"), "{long}");
    }
}
