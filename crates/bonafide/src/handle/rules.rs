//! Adopting a regulation (采用制度): its text goes into the record, and cases are decided by it from then on.

use bonafide_procedure::id::{Day, PersonId, UnitId};
use bonafide_store::{Append, AppendError};

use super::{Desk, HandleError, REGULATION, mark};
use crate::gather::is_known;
use crate::gather::laws::{Adoption, Unusable};

/// A regulation to be adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adopt {
    /// Random; sent again, it gets the same answer.
    pub command_id: [u8; 16],
    /// Who brings it in; on the roster.
    pub actor: PersonId,
    /// The day.
    pub on: Day,
    /// The unit it holds for, with those below it; none: for all.
    pub unit: Option<UnitId>,
    /// The text.
    pub text: String,
    /// The text of its superior, where it names one.
    pub superior: Option<String>,
}

/// What was adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// As recorded.
    pub adoption: Adoption,
    /// Where it stands in the record.
    pub recorded: bonafide_store::Receipt,
}

/// Checks a regulation and records its adoption.
///
/// # Errors
/// [`HandleError`] with everything that keeps it from being used.
pub fn adopt(desk: &Desk, adopt: &Adopt) -> Result<Adopted, HandleError> {
    let roster = desk.roster()?;
    if roster.persons().next().is_none() {
        return Err(HandleError::NoRoster);
    }
    if !is_known(&roster, &adopt.actor) {
        return Err(HandleError::UnknownActor(adopt.actor.clone()));
    }
    let adoption = checked(adopt)?;
    let unit = adopt.unit.as_ref().map(UnitId::as_str).unwrap_or_default();
    let superior = adopt.superior.as_deref().unwrap_or_default();
    let day = adopt.on.to_string();
    let texts = ["regulation/v1", adopt.actor.as_str(), &day, unit, &adopt.text, superior];
    let append = Append {
        command_id: adopt.command_id,
        request_digest: mark::of_texts(&texts),
        stream: desk.store.new_stream_id()?,
        opens: Some((REGULATION, adoption.name.clone())),
        expected_version: 0,
        events: vec![adoption.to_wire()],
    };
    match desk.append(&append) {
        Ok(recorded) => Ok(Adopted { adoption, recorded }),
        Err(AppendError::KeyTaken) => Err(HandleError::AdoptedBefore(adoption.name)),
        Err(AppendError::DigestMismatch) => Err(HandleError::IdReused),
        Err(error) => Err(error.into()),
    }
}

/// The adoption, once the text is sound and its procedure whole.
fn checked(adopt: &Adopt) -> Result<Adoption, HandleError> {
    let hex: String = mark::of_bytes(adopt.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut adoption = Adoption {
        actor: adopt.actor.clone(),
        on: adopt.on,
        name: String::new(),
        unit: adopt.unit.clone(),
        digest: hex,
        text: adopt.text.clone(),
        superior: adopt.superior.clone(),
    };
    match adoption.ready() {
        Ok(ready) => adoption.name = ready.name.to_string(),
        Err(Unusable::Text(findings)) => return Err(HandleError::WrongText(findings)),
        Err(Unusable::Gaps(gaps)) => return Err(HandleError::Gaps(gaps)),
    }
    Ok(adoption)
}
