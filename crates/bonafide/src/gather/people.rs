//! The roster, the regulations adopted and the past cases, as the record has them.

use std::sync::{Arc, PoisonError};

use bonafide_procedure::case::Case;
use bonafide_procedure::roster::{self, PastCase, PastCases, Roster};
use bonafide_store::StreamId;

use super::laws::{ADOPTED, Adoption, Law, Laws};
use crate::handle::{Desk, HandleError, IMPORTED, REGULATION, ROSTER, ROSTER_KEY};

/// How many regulations are asked for at once.
const PAGE: u32 = 200;

/// What is kept of the site between commands.
#[derive(Debug)]
pub(crate) struct Site {
    /// The roster, and how many events of its stream it holds.
    roster: (u32, Arc<Roster>),
    /// The stream of the roster, once there is one.
    stream: Option<StreamId>,
    laws: Arc<Laws>,
    /// What the store said when the regulations were last looked through.
    opened: Option<u64>,
}

impl Site {
    pub(crate) fn new() -> Self {
        Self { roster: (0, Arc::new(Roster::empty())), stream: None, laws: Arc::default(), opened: None }
    }
}

impl Desk {
    /// Who is who, as of now.
    ///
    /// # Errors
    /// [`HandleError`] when the roster does not load.
    pub fn roster(&self) -> Result<Arc<Roster>, HandleError> {
        Ok(self.roster_at()?.1)
    }

    /// The roster and its version.
    pub(crate) fn roster_at(&self) -> Result<(u32, Arc<Roster>), HandleError> {
        let mut site = self.site.lock().unwrap_or_else(PoisonError::into_inner);
        if site.stream.is_none() {
            site.stream = self.store.stream(ROSTER, ROSTER_KEY)?;
        }
        let Some(stream) = site.stream else { return Ok((0, Arc::new(Roster::empty()))) };
        let (version, known) = &mut site.roster;
        let newer = self.store.load(stream, *version)?;
        if let Some(last) = newer.last() {
            let folded = Arc::make_mut(known);
            for recorded in newer.iter().filter(|recorded| recorded.event.kind != IMPORTED.kind) {
                folded.apply(&roster::from_wire(&recorded.event)?);
            }
            *version = last.version;
        }
        Ok((*version, Arc::clone(known)))
    }

    /// The regulations adopted, as of now.
    ///
    /// # Errors
    /// [`HandleError`] when one does not load.
    pub fn laws(&self) -> Result<Arc<Laws>, HandleError> {
        let mut site = self.site.lock().unwrap_or_else(PoisonError::into_inner);
        let opened = self.store.opened(REGULATION);
        if opened.is_some() && opened == site.opened {
            return Ok(Arc::clone(&site.laws));
        }
        let mut after = String::new();
        loop {
            let page = self.store.streams(REGULATION, &after, PAGE)?;
            let Some((last, _)) = page.last() else { break };
            after.clone_from(last);
            for (key, stream) in page {
                if site.laws.knows(&key) {
                    continue;
                }
                let recorded = self.store.load(stream, 0)?;
                let event = recorded.iter().map(|recorded| &recorded.event).find(|event| event.kind == ADOPTED.kind);
                let adoption =
                    event.and_then(Adoption::from_wire).ok_or_else(|| HandleError::Unreadable(key.clone()))?;
                let ready = adoption.ready().map_err(|_| HandleError::Unreadable(key.clone()))?;
                let law = Law { unit: adoption.unit.clone(), adoption, in_force: Arc::new(ready) };
                Arc::make_mut(&mut site.laws).insert(law);
            }
        }
        site.opened = opened;
        Ok(Arc::clone(&site.laws))
    }

    /// Who acted in whose case, over all cases of the record.
    ///
    /// # Errors
    /// [`HandleError`] when a case does not load.
    pub fn past_cases(&self) -> Result<PastCases, HandleError> {
        let mut past = Vec::new();
        for number in self.numbers()? {
            let case = self.case_at(self.stream_of(&number)?)?;
            past.extend(together(&case));
        }
        Ok(PastCases::new(past))
    }
}

/// Who acted in a case, beside the person it concerns.
fn together(case: &Case) -> Vec<PastCase> {
    let (Some(concerned), Some(number)) = (case.subject(), &case.number) else { return Vec::new() };
    let acting = case.parts.iter().flat_map(|(person, parts)| parts.iter().map(move |part| (person, *part)));
    let one = |(acting, part): (&bonafide_procedure::id::PersonId, _)| PastCase {
        acting: acting.clone(),
        part,
        concerned: concerned.clone(),
        case_no: number.clone(),
    };
    acting.map(one).collect()
}
