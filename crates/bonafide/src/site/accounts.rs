//! Accounts (账户): who may sign in at this site, in a file of its own, `DIR/accounts`, readable by its owner alone.
//!
//! One line an account: the person's number, the salt and the hash of the password, both in hexadecimal. The file is
//! replaced whole, so a crash leaves the old one or the new one. Nobody has an account until somebody gives one.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Params, Version};
use bonafide_procedure::id::PersonId;

/// The name of the file.
const FILE: &str = "accounts";

/// Memory in KiB, passes and lanes of Argon2id: the first choice for password storage where memory is short.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// The fewest characters of a password, without rules about which.
pub(crate) const LENGTH_MIN: usize = 12;

/// The most bytes of a password that are hashed.
const BYTES_MAX: usize = 1024;

/// Why an account cannot be kept or read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AccountError {
    /// The file.
    #[error("the accounts cannot be read or written: {0}")]
    File(#[from] io::Error),
    /// The password is too short or too long.
    #[error("a password has at least {LENGTH_MIN} characters and at most {BYTES_MAX} bytes")]
    Length,
    /// The hash function refused, or there is no randomness.
    #[error("no hash of the password can be made")]
    Hash,
}

type Entry = ([u8; 16], [u8; 32]);

/// The accounts of a site.
#[derive(Debug)]
pub(crate) struct Accounts {
    path: PathBuf,
    changing: Mutex<()>,
}

impl Accounts {
    /// The accounts in a data directory.
    pub(crate) fn in_folder(data: PathBuf) -> Self {
        Self { path: data.join(FILE), changing: Mutex::new(()) }
    }

    /// Whether the password is that of the person's account. It takes as long when there is none.
    pub(crate) fn accepts(&self, person: &str, password: &str) -> Result<bool, AccountError> {
        if password.len() > BYTES_MAX {
            return Ok(false);
        }
        let known = self.read()?.remove(person);
        let (salt, hash) = known.unwrap_or_default();
        let made = hashed(password, &salt)?;
        // Every byte is looked at, however early they differ.
        let differing = made.iter().zip(&hash).fold(0, |differing, (one, other)| differing | (one ^ other));
        Ok(known.is_some() && differing == 0)
    }

    /// Gives somebody an account, or their account another password.
    pub(crate) fn put(&self, person: &PersonId, password: &str) -> Result<(), AccountError> {
        if password.chars().count() < LENGTH_MIN || password.len() > BYTES_MAX {
            return Err(AccountError::Length);
        }
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|_| AccountError::Hash)?;
        let hash = hashed(password, &salt)?;
        let _one_at_a_time = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut accounts = self.read()?;
        accounts.insert(person.to_string(), (salt, hash));
        self.write(&accounts)
    }

    fn read(&self) -> Result<BTreeMap<String, Entry>, AccountError> {
        let text = match std::fs::read_to_string(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            other => other?,
        };
        let entry = |line: &str| {
            let mut words = line.split('\t');
            let (person, salt, hash) = (words.next()?, words.next()?, words.next()?);
            Some((person.to_owned(), (bytes(salt)?, bytes(hash)?)))
        };
        Ok(text.lines().filter_map(entry).collect())
    }

    fn write(&self, accounts: &BTreeMap<String, Entry>) -> Result<(), AccountError> {
        let beside = self.path.with_extension("new");
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&beside)?;
        for (person, (salt, hash)) in accounts {
            writeln!(file, "{person}\t{}\t{}", crate::report::hex(salt), crate::report::hex(hash))?;
        }
        file.sync_all()?;
        std::fs::rename(&beside, &self.path)?;
        Ok(())
    }
}

fn hashed(password: &str, salt: &[u8; 16]) -> Result<[u8; 32], AccountError> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, Some(32)).map_err(|_| AccountError::Hash)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut hash = [0; 32];
    argon2.hash_password_into(password.as_bytes(), salt, &mut hash).map_err(|_| AccountError::Hash)?;
    Ok(hash)
}

fn bytes<const N: usize>(hex: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if hex.len() != 2 * N || !hex.is_ascii() {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use bonafide_store::testing::Directory;

    use super::*;

    #[test]
    fn only_the_right_password_of_the_right_person_is_accepted() {
        let folder = Directory::new().unwrap();
        let accounts = Accounts::in_folder(folder.path().to_owned());
        let person = PersonId::new("p09").unwrap();
        assert!(!accounts.accepts("p09", "").unwrap(), "nobody has an account by itself");
        accounts.put(&person, "a long sentence").unwrap();
        assert!(accounts.accepts("p09", "a long sentence").unwrap());
        assert!(
            !accounts.accepts("p09", "a long sentenc").unwrap() && !accounts.accepts("p10", "a long sentence").unwrap()
        );
        assert!(matches!(accounts.put(&person, "short"), Err(AccountError::Length)));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_reads_the_accounts() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Directory::new().unwrap();
        let accounts = Accounts::in_folder(folder.path().to_owned());
        accounts.put(&PersonId::new("p09").unwrap(), "a long sentence").unwrap();
        let mode = std::fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
