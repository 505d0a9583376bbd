//! What was asked: the reader, the words of the address and of the form, and the case if the route names one.

use bonafide_procedure::id::CaseNo;

use super::answer::Trouble;
use super::hall::Hall;
use super::may::Sight;
use super::upload::Upload;
use super::viewer::Viewer;
use crate::gather::Gathered;
use crate::words::Words;

/// A case as far as the reader may see it.
pub(super) struct Seen {
    /// The case, with everything at hand.
    pub(super) gathered: Gathered,
    /// How much of it.
    pub(super) sight: Sight,
}

/// One request, admitted.
pub(super) struct Ask {
    /// Who reads.
    pub(super) viewer: Viewer,
    /// The address, for links back.
    pub(super) path: String,
    /// Words of the path.
    pub(super) places: Vec<(String, String)>,
    /// Words behind `?`.
    pub(super) query: Vec<(String, String)>,
    /// Words of the form.
    pub(super) form: Vec<(String, String)>,
    /// Files of the form.
    pub(super) uploads: Vec<Upload>,
    /// The script asks, and puts a part of a page where it wants it.
    pub(super) is_part: bool,
    /// The tag of the page the reader has already, if they say so.
    pub(super) known: String,
    /// The case.
    pub(super) seen: Option<Seen>,
}

impl Ask {
    /// The sentences of the reader's language.
    pub(super) fn words<'h>(&self, hall: &'h Hall) -> &'h Words {
        hall.words(self.viewer.language)
    }

    /// A word of the path.
    pub(super) fn place(&self, name: &str) -> &str {
        first(&self.places, name)
    }

    /// A word behind `?`.
    pub(super) fn query(&self, name: &str) -> &str {
        first(&self.query, name)
    }

    /// A word of the form.
    pub(super) fn field(&self, name: &str) -> &str {
        first(&self.form, name)
    }

    /// The case; a route that names one has it.
    pub(super) fn case(&self) -> Result<&Seen, Trouble> {
        self.seen.as_ref().ok_or(Trouble::NotFound)
    }

    /// The number of the case in the path.
    pub(super) fn number(&self) -> Option<CaseNo> {
        CaseNo::new(self.place("no")).ok()
    }
}

fn first<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str()).unwrap_or_default()
}
