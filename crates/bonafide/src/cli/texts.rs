//! Regulations on disk: read, loaded, and found by `id@version` beside each other.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use bonafide_rules::diagnostic::{Diagnostic, Severity};
use bonafide_rules::regulation::{Reference, Regulation};

use super::{Exit, Fault, Terminal};
use crate::report::diagnostic::{self, Source};
use crate::words::say;

/// Only so much of a file is read to learn which instrument it is.
const FRONT_MAX: u64 = 16 * 1024;

/// One regulation file and all that is wrong with it.
pub(crate) struct Text {
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// The path as shown.
    pub(crate) name: String,
    /// The text; bytes that are not UTF-8 replaced.
    pub(crate) text: String,
    /// Findings in the order of the file.
    pub(crate) findings: Vec<Diagnostic>,
    /// The regulation, unless there is an error.
    pub(crate) regulation: Option<Regulation>,
}

impl Text {
    /// Reads and loads a file.
    ///
    /// # Errors
    /// [`Fault::Read`] when it cannot be read. What is wrong with the text is among the findings.
    pub(crate) fn open(path: &Path) -> Result<Self, Fault> {
        let bytes = fs::read(path).map_err(|error| Fault::Read(path.to_owned(), error))?;
        let (path, name) = (path.to_owned(), path.display().to_string());
        let text = match bonafide_rules::decode(&bytes) {
            Ok(text) => text.to_owned(),
            Err(finding) => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                return Ok(Self { path, name, text, findings: vec![finding], regulation: None });
            }
        };
        let loaded = bonafide_rules::load(&text);
        let regulation = loaded.regulation.filter(|_| !loaded.diagnostics.iter().any(is_error));
        Ok(Self { path, name, findings: loaded.diagnostics, regulation, text })
    }

    /// The text under its name.
    pub(crate) fn source(&self) -> Source<'_> {
        Source { name: &self.name, text: &self.text }
    }

    /// Whether it is `id@version`.
    fn is(&self, reference: &Reference) -> bool {
        self.regulation.as_ref().is_some_and(|own| own.id == reference.id && own.version == reference.version)
    }
}

/// Whether a finding forbids the use of the text.
pub(crate) fn is_error(finding: &Diagnostic) -> bool {
    finding.severity == Severity::Error
}

/// Opens a regulation that must pass; what is wrong is shown on standard error.
pub(crate) fn open_sound(terminal: &Terminal, path: &Path) -> Result<Result<Text, Exit>, Fault> {
    let text = Text::open(path)?;
    if text.regulation.is_some() {
        return Ok(Ok(text));
    }
    for finding in text.findings.iter().filter(|finding| is_error(finding)) {
        terminal.tell(&diagnostic::page(&terminal.words, terminal.paint_errors(), text.source(), finding));
    }
    terminal.tell(&say!(terminal.words, "check-refused", file = text.name.as_str()));
    Ok(Err(Exit::Wrong))
}

/// Opens the superior of a regulation: the file given, or the one beside it; it must pass too.
///
/// `Ok(Ok(None))` when the regulation names none.
pub(crate) fn open_superior(
    terminal: &Terminal,
    text: &Text,
    given: Option<&Path>,
) -> Result<Result<Option<Text>, Exit>, Fault> {
    let named = text.regulation.as_ref().and_then(|regulation| regulation.superior.clone());
    let Some(named) = named else {
        let Some(path) = given else { return Ok(Ok(None)) };
        return Ok(open_sound(terminal, path)?.map(Some));
    };
    let reference = format!("{}@{}", named.id, named.version);
    let path = given
        .map(Path::to_owned)
        .or_else(|| beside(&text.path, |id, version| id == named.id && version == named.version));
    let Some(path) = path else {
        terminal.tell(&say!(terminal.words, "check-superior-needed", file = text.name.as_str(), superior = reference));
        return Ok(Err(Exit::Wrong));
    };
    let superior = match open_sound(terminal, &path)? {
        Ok(superior) => superior,
        Err(exit) => return Ok(Err(exit)),
    };
    if !superior.is(&named) {
        let other = superior.name.as_str();
        terminal.tell(&say!(
            terminal.words,
            "check-superior-other",
            file = text.name.as_str(),
            superior = reference,
            other = other
        ));
        return Ok(Err(Exit::Wrong));
    }
    Ok(Ok(Some(superior)))
}

/// Returns the first regulation file in the same folder whose id and version are wanted.
pub(crate) fn beside(path: &Path, wanted: impl Fn(&str, &str) -> bool) -> Option<PathBuf> {
    all_beside(path, wanted).into_iter().next()
}

/// Returns the regulation files in the same folder whose id and version are wanted; the file itself is left out.
pub(crate) fn all_beside(path: &Path, wanted: impl Fn(&str, &str) -> bool) -> Vec<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let is_other =
        |other: &PathBuf| other.extension().is_some_and(|kind| kind == "md") && other.file_name() != path.file_name();
    let mut others: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_other).collect();
    others.retain(|other| front(other).is_some_and(|(id, version)| wanted(&id, &version)));
    // The order of a folder is chance; the answer must not be.
    others.sort();
    others
}

/// Reads id and version from the front matter of a file.
fn front(path: &Path) -> Option<(String, String)> {
    let mut start = Vec::new();
    fs::File::open(path).ok()?.take(FRONT_MAX).read_to_end(&mut start).ok()?;
    let start = String::from_utf8_lossy(&start);
    let after = start.trim_start_matches('\u{feff}').strip_prefix("---")?;
    let end = after.find("\n---")?;
    let document = bonafide_rules::read(&format!("---{}\n---\n", after.get(..end)?)).document;
    let entry =
        |key: &str| document.front.iter().find(|(name, _)| name.value == key).map(|(_, value)| value.value.clone());
    Some((entry("id")?, entry("version")?))
}
