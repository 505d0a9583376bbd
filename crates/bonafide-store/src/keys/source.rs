//! Where the root key comes from: it lies outside every database and every backup of one.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use crate::engine::KeySession;
use crate::error::{Fault, KeyError};
use crate::salts::Source;

/// 19 MiB, two passes, one lane: the least that OWASP's sheet on storing passwords recommends for Argon2id.
const ARGON2_KIB: u32 = 19 * 1024;
const ARGON2_PASSES: u32 = 2;

/// Where the root key comes from.
#[derive(Clone)]
pub enum KeySource {
    /// A file of 32 bytes, mode 0600; made when the record is new and the file is not there.
    File(PathBuf),
    /// A passphrase, stretched with Argon2id.
    Passphrase(Zeroizing<String>),
    /// The key itself, from a module or for tests.
    Bytes(Zeroizing<[u8; 32]>),
}

impl std::fmt::Debug for KeySource {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) => write!(out, "File({})", path.display()),
            Self::Passphrase(_) => out.write_str("Passphrase(…)"),
            Self::Bytes(_) => out.write_str("Bytes(…)"),
        }
    }
}

impl KeySource {
    pub(super) fn root_key(
        &self,
        session: &mut dyn KeySession,
        source: &Source,
    ) -> Result<Zeroizing<[u8; 32]>, KeyError> {
        match self {
            Self::File(path) => {
                if !path.exists() && session.is_new()? {
                    create(path, &Zeroizing::new(source.array()?))?;
                }
                read(path)
            }
            Self::Passphrase(passphrase) => {
                let salt = session.parameter("argon2-salt", &source.array::<16>()?)?;
                stretch(passphrase, &salt)
            }
            Self::Bytes(key) => Ok(key.clone()),
        }
    }
}

fn create(path: &Path, key: &[u8; 32]) -> Result<(), KeyError> {
    let write = || -> std::io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        file.write_all(key)?;
        file.sync_all()?;
        match path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            Some(parent) => File::open(parent)?.sync_all(),
            None => File::open(".")?.sync_all(),
        }
    };
    write().map_err(|error| KeyError::Fault(error.into()))
}

fn read(path: &Path) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let missing = |_| KeyError::Missing(path.to_owned());
    let mode = fs::metadata(path).map_err(missing)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(KeyError::Exposed(path.to_owned()));
    }
    let mut bytes = Zeroizing::new(Vec::new());
    File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)).map_err(missing)?;
    let key = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| KeyError::Length(path.to_owned()))?;
    Ok(Zeroizing::new(key))
}

fn stretch(passphrase: &str, salt: &[u8]) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let params = Params::new(ARGON2_KIB, ARGON2_PASSES, 1, Some(32)).map_err(Fault::new)?;
    let mut key = Zeroizing::new([0; 32]);
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(passphrase.as_bytes(), salt, key.as_mut()).map_err(Fault::new)?;
    Ok(key)
}
