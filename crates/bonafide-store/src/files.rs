//! Attachments (附件): kept sealed under the key of their case, by their salted digest.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use bonafide_ledger::envelope::{EnvelopePlace, open_envelope_with, seal_envelope_with};
use bonafide_ledger::sealed::file_digest;
use bonafide_procedure::wire::FileRef;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::append::StreamId;
use crate::erase::hex;
use crate::error::{Fault, KeyError};
use crate::keys::Found;
use crate::pin::{replace, sync_directory};
use crate::store::Store;

/// Why a file is not kept or not given.
#[derive(Debug, Error)]
pub enum FileError {
    /// Too large.
    #[error("the file has {bytes} bytes, {bytes_max} are taken")]
    TooLarge {
        /// How many.
        bytes: usize,
        /// How many are taken.
        bytes_max: usize,
    },
    /// It is not there.
    #[error("the file is missing")]
    Missing,
    /// It is not what was kept.
    #[error("the file was changed")]
    Altered,
    /// Its key is not to be had.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Anything else.
    #[error("the file cannot be reached: {0}")]
    Fault(#[from] Fault),
}

/// A file with what its digest is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// The salt of its digest.
    pub salt: [u8; 32],
    /// Its bytes.
    pub bytes: Zeroizing<Vec<u8>>,
}

impl Store {
    /// Keeps a file for a case, durably, before the event that names it. `media`: its type, found by content.
    ///
    /// # Errors
    /// [`FileError`].
    pub fn put_file(&self, stream: StreamId, media: &str, bytes: &[u8]) -> Result<FileRef, FileError> {
        let sealer = &self.0.sealer;
        if bytes.len() > sealer.limits.file_bytes_max {
            return Err(FileError::TooLarge { bytes: bytes.len(), bytes_max: sealer.limits.file_bytes_max });
        }
        let keys = sealer.ring.ensure(&[stream.0])?;
        let cipher = keys.first().ok_or_else(|| Fault::new("a key just made is missing"))?;
        let salt: [u8; 32] = self.random()?;
        let digest = file_digest(sealer.primary, &salt, bytes);
        let place = EnvelopePlace { suite: sealer.primary, event_id: &id_of(&digest), key_id: &stream.0 };
        let sealed = seal_envelope_with(&**cipher, &place, &self.random()?, &[(0, salt, bytes)]).map_err(Fault::new)?;
        let opened = open_envelope_with(&**cipher, &place, &sealed).map_err(Fault::new)?;
        if opened.first().is_none_or(|field| field.value != bytes) {
            return Err(Fault::new("a file just sealed opens to something else").into());
        }
        if self.0.engine.is_embedded() {
            let path = self.path_of(&digest);
            replace(&path, &sealed).map_err(Fault::from)?;
            // The directory it lies in may be new, and the one above too.
            for above in path.ancestors().skip(1).take(2) {
                sync_directory(above).map_err(Fault::from)?;
            }
        } else {
            self.read(|session| session.add_attachment(digest, stream.0, &sealed))?;
        }
        let size = u64::try_from(bytes.len()).map_err(Fault::new)?;
        Ok(FileRef { digest, size, media: media.to_owned() })
    }

    /// Gives a file of a case back, checked against its digest.
    ///
    /// # Errors
    /// [`FileError`].
    pub fn get_file(&self, stream: StreamId, file: &FileRef) -> Result<KeptFile, FileError> {
        let sealer = &self.0.sealer;
        let cipher = match sealer.ring.find(&[stream.0])?.remove(&stream.0) {
            Some(Found::Active(cipher)) => cipher,
            Some(Found::Restricted) => return Err(KeyError::Restricted.into()),
            Some(Found::Destroyed) => return Err(KeyError::Destroyed.into()),
            None => return Err(FileError::Missing),
        };
        let sealed = self.sealed_file(&file.digest)?;
        let place = EnvelopePlace { suite: sealer.primary, event_id: &id_of(&file.digest), key_id: &stream.0 };
        let mut opened = open_envelope_with(&*cipher, &place, &sealed).map_err(|_| FileError::Altered)?;
        let field = opened.first_mut().ok_or(FileError::Altered)?;
        let (salt, bytes) = (field.salt, Zeroizing::new(std::mem::take(&mut field.value)));
        let is_same = file_digest(sealer.primary, &salt, &bytes) == file.digest && bytes.len() as u64 == file.size;
        if is_same { Ok(KeptFile { salt, bytes }) } else { Err(FileError::Altered) }
    }

    fn sealed_file(&self, digest: &[u8; 32]) -> Result<Vec<u8>, FileError> {
        if !self.0.engine.is_embedded() {
            return self.read(|session| session.attachment(*digest))?.ok_or(FileError::Missing);
        }
        match fs::read(self.path_of(digest)) {
            Ok(bytes) => Ok(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => Err(FileError::Missing),
            Err(error) => Err(FileError::Fault(error.into())),
        }
    }

    /// Two levels, so that no directory grows too long.
    fn path_of(&self, digest: &[u8; 32]) -> PathBuf {
        let name = hex(digest);
        self.0.directory.join("files").join(name.get(..2).unwrap_or_default()).join(name)
    }
}

fn id_of(digest: &[u8; 32]) -> [u8; 16] {
    let mut id = [0; 16];
    id.iter_mut().zip(digest).for_each(|(to, from)| *to = *from);
    id
}
