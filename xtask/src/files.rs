//! The committed files as a map from path to text: what the tidy rules read, and what their tests make up.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::chore::Outcome;

/// Texts by path from the repository's root, with `/` between the parts.
#[derive(Debug, Default)]
pub(crate) struct Files {
    texts: BTreeMap<String, String>,
    /// Pictures and the like: they are there, and nobody reads them.
    others: BTreeSet<String>,
}

impl Files {
    /// Reads every file git knows or would add; of files that are not text only the path is kept.
    pub(crate) fn of_repository(root: &Path) -> Outcome<Self> {
        let listed = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(root)
            .output()
            .map_err(|error| format!("git did not start: {error}"))?;
        if !listed.status.success() {
            return Err("git cannot list the files of this folder".to_owned());
        }
        let mut files = Self::default();
        for path in String::from_utf8_lossy(&listed.stdout).split('\0').filter(|path| !path.is_empty()) {
            // A file deleted but not yet committed is listed too; it is simply gone.
            match fs::read(root.join(path)).map(String::from_utf8) {
                Ok(Ok(text)) => drop(files.texts.insert(path.to_owned(), text)),
                Ok(Err(_)) => drop(files.others.insert(path.to_owned())),
                Err(_) => {}
            }
        }
        Ok(files)
    }

    /// The text of one file.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// Whether there is such a file, or a folder with files in it.
    pub(crate) fn holds(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        let mut known = self.texts.keys().chain(&self.others);
        known.any(|known| known == path || known.starts_with(&folder))
    }

    /// All files, by path.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files below a folder with an ending.
    pub(crate) fn below(&self, folder: &str, ending: &str) -> impl Iterator<Item = (&str, &str)> {
        self.all().filter(move |(path, _)| path.starts_with(folder) && path.ends_with(ending))
    }

    /// Made-up files for the tests of the rules.
    #[cfg(test)]
    pub(crate) fn sample(files: &[(&str, &str)]) -> Self {
        let texts = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        Self { texts, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_held_by_the_files_in_them() {
        let files = Files::sample(&[("docs/a.md", "")]);
        assert!(files.holds("docs") && files.holds("docs/") && files.holds("docs/a.md"));
        assert!(!files.holds("doc"));
    }

    #[test]
    fn the_repository_lists_its_own_manifest() {
        let files = Files::of_repository(&crate::chore::root()).unwrap();
        assert!(files.text("Cargo.toml").is_some());
        assert!(files.below("xtask/", ".rs").count() > 3);
    }
}
