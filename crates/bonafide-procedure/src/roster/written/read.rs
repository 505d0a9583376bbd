//! The written form back into events.

use super::super::event::{AppointmentEnd, InterestEnd, KinshipEnd, ReportingEnd, ReviewerEnd, RosterEvent};
use super::super::parts::{
    Concern, Interest, Kin, Kinship, Office, Organ, OrganKey, Person, Pool, Reporting, Reviewer, Seat, Tenure, Unit,
};
use super::{kin_word, pool_word, schema, seat_word};
use crate::id::{CaseNo, Day, PersonId, UnitId};
use crate::wire::{Schema, Value, WireError, WireEvent};

/// Reads an event back.
///
/// # Errors
/// [`WireError`] when the kind is unknown here or a field is not what its schema says. An erased name reads as none.
pub fn from_wire(event: &WireEvent) -> Result<RosterEvent, WireError> {
    let (kind, version) = (event.kind, event.version);
    let unknown = WireError::UnknownKind { kind, version };
    let Some(schema) = schema(kind, version) else { return Err(unknown) };
    let fields = Fields { event, schema };
    if event.fields.len() != schema.fields.len() {
        return Err(fields.wrong(event.fields.len().min(schema.fields.len().saturating_sub(1))));
    }
    Ok(match kind {
        1000 => RosterEvent::PersonAdded(Person { id: fields.person(0)?, name: fields.name(1)? }),
        1001 => RosterEvent::UnitAdded(Unit {
            id: fields.unit(0)?,
            name: fields.text(1)?,
            superior: fields.optional_unit(2)?,
            within: fields.optional_unit(3)?,
        }),
        1002 => RosterEvent::OrganNamed(Organ { key: fields.organ(0)?, aliases: fields.texts(2)? }),
        1003 => RosterEvent::Appointed(Office {
            person: fields.person(0)?,
            organ: fields.organ(1)?,
            post: fields.text(3)?,
            seat: fields.word(4, [Seat::Chair, Seat::Member], seat_word)?,
            tenure: fields.tenure(5)?,
        }),
        1005 => RosterEvent::KinshipRecorded(Kinship {
            one: fields.person(0)?,
            other: fields.person(1)?,
            kin: fields.kin(2)?,
            from: fields.optional_day(3)?,
            until: fields.optional_day(4)?,
        }),
        1007 => RosterEvent::ReportingRecorded(Reporting {
            person: fields.person(0)?,
            superior: fields.person(1)?,
            tenure: fields.tenure(2)?,
        }),
        1009 => RosterEvent::InterestDeclared(Interest {
            person: fields.person(0)?,
            concern: fields.concern(1)?,
            what: fields.text(3)?,
            tenure: fields.tenure(4)?,
        }),
        1011 => RosterEvent::ReviewerAdded(Reviewer {
            person: fields.person(0)?,
            pool: fields.pool(1)?,
            tenure: fields.tenure(2)?,
        }),
        _ => return ending(kind, &fields, unknown),
    })
}

/// The events that end something.
fn ending(kind: u16, fields: &Fields<'_>, unknown: WireError) -> Result<RosterEvent, WireError> {
    Ok(match kind {
        1004 => RosterEvent::AppointmentEnded(AppointmentEnd {
            person: fields.person(0)?,
            organ: fields.organ(1)?,
            post: fields.text(3)?,
            until: fields.day(4)?,
        }),
        1006 => RosterEvent::KinshipEnded(KinshipEnd {
            one: fields.person(0)?,
            other: fields.person(1)?,
            kin: fields.kin(2)?,
            until: fields.day(3)?,
        }),
        1008 => RosterEvent::ReportingEnded(ReportingEnd {
            person: fields.person(0)?,
            superior: fields.person(1)?,
            until: fields.day(2)?,
        }),
        1010 => RosterEvent::InterestEnded(InterestEnd {
            person: fields.person(0)?,
            concern: fields.concern(1)?,
            until: fields.day(3)?,
        }),
        1012 => RosterEvent::ReviewerRetired(ReviewerEnd {
            person: fields.person(0)?,
            pool: fields.pool(1)?,
            until: fields.day(2)?,
        }),
        _ => return Err(unknown),
    })
}

/// The fields of one event, by position, beside its schema.
struct Fields<'a> {
    event: &'a WireEvent,
    schema: &'static Schema,
}

impl Fields<'_> {
    fn wrong(&self, at: usize) -> WireError {
        WireError::Field { kind: self.event.kind, field: self.schema.fields.get(at).map_or("", |field| field.name) }
    }

    fn one(&self, at: usize) -> Result<&Value, WireError> {
        match self.event.fields.get(at).map(Vec::as_slice) {
            Some([value]) => Ok(value),
            _ => Err(self.wrong(at)),
        }
    }

    fn person(&self, at: usize) -> Result<PersonId, WireError> {
        match self.one(at)? {
            Value::Party(id) => PersonId::new(id).map_err(|_| self.wrong(at)),
            _ => Err(self.wrong(at)),
        }
    }

    fn code(&self, at: usize) -> Result<&str, WireError> {
        match self.one(at)? {
            Value::Code(word) => Ok(word),
            _ => Err(self.wrong(at)),
        }
    }

    fn unit(&self, at: usize) -> Result<UnitId, WireError> {
        UnitId::new(self.code(at)?).map_err(|_| self.wrong(at))
    }

    fn optional_unit(&self, at: usize) -> Result<Option<UnitId>, WireError> {
        if self.one(at)? == &Value::Absent { Ok(None) } else { self.unit(at).map(Some) }
    }

    fn organ(&self, at: usize) -> Result<OrganKey, WireError> {
        Ok(OrganKey { unit: self.unit(at)?, name: self.text(at.saturating_add(1))? })
    }

    fn text(&self, at: usize) -> Result<String, WireError> {
        match self.one(at)? {
            Value::Text(words) => Ok(words.clone()),
            _ => Err(self.wrong(at)),
        }
    }

    fn name(&self, at: usize) -> Result<Option<String>, WireError> {
        match self.one(at)? {
            Value::Text(words) => Ok(Some(words.clone())),
            Value::Absent | Value::Erased => Ok(None),
            _ => Err(self.wrong(at)),
        }
    }

    fn texts(&self, at: usize) -> Result<Vec<String>, WireError> {
        let values = self.event.fields.get(at).ok_or_else(|| self.wrong(at))?;
        let text = |value: &Value| match value {
            Value::Text(words) => Ok(words.clone()),
            _ => Err(self.wrong(at)),
        };
        values.iter().map(text).collect()
    }

    fn day(&self, at: usize) -> Result<Day, WireError> {
        self.optional_day(at)?.ok_or_else(|| self.wrong(at))
    }

    fn optional_day(&self, at: usize) -> Result<Option<Day>, WireError> {
        match self.one(at)? {
            Value::Day(number) => Ok(Some(Day(*number))),
            Value::Absent => Ok(None),
            _ => Err(self.wrong(at)),
        }
    }

    fn tenure(&self, at: usize) -> Result<Tenure, WireError> {
        Ok(Tenure { from: self.day(at)?, until: self.optional_day(at.saturating_add(1))? })
    }

    fn concern(&self, at: usize) -> Result<Concern, WireError> {
        let id = at.saturating_add(1);
        match self.code(at)? {
            "unit" => self.unit(id).map(Concern::Unit),
            "person" => self.person(id).map(Concern::Person),
            "case" => CaseNo::new(self.code(id)?).map(Concern::Case).map_err(|_| self.wrong(id)),
            _ => Err(self.wrong(at)),
        }
    }

    fn kin(&self, at: usize) -> Result<Kin, WireError> {
        self.word(at, [Kin::Spouse, Kin::Direct, Kin::Collateral, Kin::Affinity], kin_word)
    }

    fn pool(&self, at: usize) -> Result<Pool, WireError> {
        self.word(at, [Pool::ThirdParty, Pool::Appraiser], pool_word)
    }

    /// The one of a closed list whose word stands there.
    fn word<T: Copy, const N: usize>(
        &self,
        at: usize,
        all: [T; N],
        word: fn(T) -> &'static str,
    ) -> Result<T, WireError> {
        let code = self.code(at)?;
        all.into_iter().find(|one| word(*one) == code).ok_or_else(|| self.wrong(at))
    }
}
