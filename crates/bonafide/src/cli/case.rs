//! `bonafide case`: the doors to [`crate::handle`] and to what a case looks like.

mod acts;
mod change;
mod due;
mod export;
mod import;
mod show;

use super::options::{self, CaseVerb};
use super::{Exit, Fault, Terminal};

/// Does what is asked about cases.
pub(super) fn run(options: &options::Case, terminal: &mut Terminal) -> Result<Exit, Fault> {
    match &options.verb {
        CaseVerb::New(options) => change::new(options, terminal),
        CaseVerb::Do(options) => change::act(options, terminal),
        CaseVerb::Show(options) => show::show(options, terminal),
        CaseVerb::Timeline(options) => show::timeline(options, terminal),
        CaseVerb::Due(options) => due::due(options, terminal),
        CaseVerb::List(options) => due::list(options, terminal),
        CaseVerb::Export(options) => export::run(options, terminal),
        CaseVerb::Import(options) => import::run(options, terminal),
        CaseVerb::Acts(options) => acts::run(options, terminal),
    }
}
