//! Checkpoints (检查点): the head of a log as the text of a note: origin, size, root.
//!
//! Source: C2SP tlog-checkpoint, "Note text".

use thiserror::Error;

use crate::base64;
use crate::edge::SIZE_MAX;
use crate::note::{NoteError, NoteSignature, SignedNote};
use crate::sign::{SignError, Signer};
use crate::suite::Hash;
use crate::verifier_key::{SignatureKind, VerifierKey, VerifierKeyError};

/// The head of a log at one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Hash,
    extensions: String,
}

/// Why a text is no checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CheckpointError {
    /// Empty, or over several lines.
    #[error("a checkpoint needs an origin of one line")]
    Origin,
    /// Not a decimal number below 2^63 in its shortest form.
    #[error("the size of a checkpoint is a decimal number without leading zeros")]
    Size,
    /// Not base64 of 32 bytes.
    #[error("the root of a checkpoint is the base64 of 32 bytes")]
    Root,
    /// An empty line among or after the extension lines.
    #[error("a checkpoint with an empty line")]
    EmptyLine,
}

/// Why a checkpoint was not signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CheckpointSignError {
    /// The signer's key or the name does not fit.
    #[error(transparent)]
    Key(#[from] VerifierKeyError),
    /// The module refused.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// The note would not be one.
    #[error(transparent)]
    Note(#[from] NoteError),
}

impl Checkpoint {
    /// The head of a log; `size` below 2^63.
    ///
    /// # Errors
    /// [`CheckpointError`].
    pub fn new(origin: &str, size: u64, root: Hash) -> Result<Self, CheckpointError> {
        if origin.is_empty() || origin.contains(char::is_control) {
            return Err(CheckpointError::Origin);
        }
        if size > SIZE_MAX {
            return Err(CheckpointError::Size);
        }
        Ok(Self { origin: origin.to_owned(), size, root, extensions: String::new() })
    }

    /// Reads the text of a note; as text it gives the same bytes back.
    ///
    /// # Errors
    /// [`CheckpointError`].
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let (origin, rest) = text.split_once('\n').ok_or(CheckpointError::Origin)?;
        let (size, rest) = rest.split_once('\n').ok_or(CheckpointError::Size)?;
        let (root, extensions) = rest.split_once('\n').ok_or(CheckpointError::Root)?;
        let size = parse_size(size).ok_or(CheckpointError::Size)?;
        let root = base64::decode_hash(root).ok_or(CheckpointError::Root)?;
        let whole_lines = extensions.is_empty() || extensions.ends_with('\n');
        if !whole_lines || extensions.split_terminator('\n').any(str::is_empty) {
            return Err(CheckpointError::EmptyLine);
        }
        Ok(Self { extensions: extensions.to_owned(), ..Self::new(origin, size, root)? })
    }

    /// Unique name of the log.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Root of the tree.
    #[must_use]
    pub fn root(&self) -> &Hash {
        &self.root
    }

    /// Further lines, opaque; Bonafide writes none.
    pub fn extensions(&self) -> impl Iterator<Item = &str> {
        self.extensions.split_terminator('\n')
    }

    /// The checkpoint as a note signed by the log: the key's name is the origin.
    ///
    /// # Errors
    /// [`CheckpointSignError`]; a key that signs only with a time ([`SignatureKind::of_log`]) is refused.
    pub fn sign(&self, signer: &dyn Signer) -> Result<SignedNote, CheckpointSignError> {
        let kind = SignatureKind::of_log(signer.algorithm()).ok_or(VerifierKeyError::UnknownKind)?;
        let key = VerifierKey::of_signer(&self.origin, kind, signer)?;
        let text = self.to_string();
        let signature = NoteSignature::new(&key, signer.sign(text.as_bytes())?);
        Ok(SignedNote::new(text, vec![signature])?)
    }
}

impl std::fmt::Display for Checkpoint {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}\n{}\n{}\n{}", self.origin, self.size, base64::encode(&self.root), self.extensions)
    }
}

/// A decimal number below 2^63 in its only spelling.
pub(crate) fn parse_size(text: &str) -> Option<u64> {
    let is_shortest = text == "0" || !text.starts_with('0');
    let is_decimal = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    text.parse().ok().filter(|size| is_shortest && is_decimal && *size <= SIZE_MAX)
}
