//! Versions of one instrument, ready to answer: the one asked for, and others for acts and decisions of other days (从旧兼从轻).

use std::path::Path;

use bonafide_rules::align;
use bonafide_rules::assess::Engine;
use bonafide_rules::regulation::Regulation;

use super::texts::{Text, all_beside, open_sound, open_superior};
use super::{Exit, Fault, Terminal};
use crate::report::diagnostic;
use crate::words::say;

/// One version with its engine.
pub(crate) struct Version {
    engine: Engine,
}

impl Version {
    /// Opens a regulation with its superior, whose red lines it inherits. What is wrong is shown on standard error.
    pub(crate) fn open(terminal: &Terminal, path: &Path, superior: Option<&Path>) -> Result<Result<Self, Exit>, Fault> {
        let text = match open_sound(terminal, path)? {
            Ok(text) => text,
            Err(exit) => return Ok(Err(exit)),
        };
        let superior = match open_superior(terminal, &text, superior)? {
            Ok(superior) => superior,
            Err(exit) => return Ok(Err(exit)),
        };
        Ok(Self::of(terminal, &text, superior.as_ref()))
    }

    fn of(terminal: &Terminal, text: &Text, superior: Option<&Text>) -> Result<Self, Exit> {
        let Some(own) = &text.regulation else { return Err(Exit::Wrong) };
        let above = superior.and_then(|superior| superior.regulation.as_ref());
        let Some(above) = above else { return Ok(Self { engine: Engine::new(own) }) };
        match align::inherit(own, above) {
            Ok(whole) => Ok(Self { engine: Engine::new(&whole) }),
            Err(findings) => {
                for finding in &findings {
                    terminal.tell(&diagnostic::page(&terminal.words, terminal.paint_errors(), text.source(), finding));
                }
                terminal.tell(&say!(terminal.words, "check-refused", file = text.name.as_str()));
                Err(Exit::Wrong)
            }
        }
    }

    /// The compiled rules.
    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// What they were compiled from, inherited red lines included.
    pub(crate) fn regulation(&self) -> &Regulation {
        self.engine.regulation()
    }

    /// Opens the other versions of the instrument that stand beside it and pass; the others are left out.
    pub(crate) fn others(terminal: &Terminal, path: &Path, current: &Regulation) -> Vec<Self> {
        let own = |id: &str, version: &str| id == current.id && version != current.version;
        let paths = all_beside(path, own);
        let quiet = |path: &Path| {
            let text = Text::open(path).ok()?;
            let named = text.regulation.as_ref()?.superior.clone();
            let superior = match named {
                None => None,
                Some(named) => {
                    let path = all_beside(path, |id, version| id == named.id && version == named.version)
                        .into_iter()
                        .next()?;
                    Some(Text::open(&path).ok().filter(|text| text.regulation.is_some())?)
                }
            };
            Self::of(terminal, &text, superior.as_ref()).ok()
        };
        paths.iter().filter_map(|path| quiet(path)).collect()
    }
}
