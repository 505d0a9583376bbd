//! Which slot of an event holds what: each field in the order of its schema; a list as its count, then its values, filled
//! up with decoys; after the fields of the first event of a stream, the stream's kind and key.
//!
//! Counts lie under the case's key always: without them nobody could find the field after a list whose key is gone.

use bonafide_ledger::sealed::{FieldClass, SchemaField, padded_length, schema_digest};
use bonafide_ledger::{Hash, Suite, Value as Sealed};
use bonafide_procedure::wire::{Class, FileRef, Schema, Shape, Value, WireEvent};

use crate::append::StreamKind;
use crate::error::{Refusal, Wrong};

/// The most values an event may have, as its contract says.
const VALUES_MAX: usize = 512;

/// One slot to be sealed: the value, and the person whose key seals it, if not the case's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Laid<'a> {
    pub(crate) value: Sealed<'a>,
    pub(crate) person: Option<&'a str>,
}

/// Lays an event out in slots. `opens`: kind and key of the stream, when the event is its first.
pub(crate) fn lay<'a>(
    schema: &Schema,
    event: &'a WireEvent,
    opens: Option<(StreamKind, &'a str)>,
) -> Result<Vec<Laid<'a>>, Refusal> {
    let values = event.fields.iter().map(Vec::len).sum();
    if values > VALUES_MAX {
        return Err(Refusal::TooManyValues(values));
    }
    let misfit = |field| Refusal::Field { kind: event.kind, field };
    if event.fields.len() != schema.fields.len() {
        return Err(misfit(event.fields.len().min(schema.fields.len())));
    }
    let mut slots = Vec::with_capacity(values + 8);
    for (at, (spec, values)) in schema.fields.iter().zip(&event.fields).enumerate() {
        let person = person_of(spec.class, event);
        match (spec.shape, values.as_slice()) {
            (Shape::One, [value]) => slots.push(Laid { value: sealed(value).ok_or_else(|| misfit(at))?, person }),
            (Shape::One, _) => return Err(misfit(at)),
            (Shape::List, values) => {
                let count = i64::try_from(values.len()).map_err(|_| misfit(at))?;
                slots.push(Laid { value: Sealed::Int(count), person: None });
                for value in values {
                    slots.push(Laid { value: sealed(value).ok_or_else(|| misfit(at))?, person });
                }
                let decoys = padded_length(values.len()) - values.len();
                slots.extend(std::iter::repeat_n(Laid { value: Sealed::Decoy, person }, decoys));
            }
        }
    }
    if let Some((kind, key)) = opens {
        slots.push(Laid { value: Sealed::Int(i64::from(kind.0)), person: None });
        slots.push(Laid { value: Sealed::Code(key), person: None });
    }
    Ok(slots)
}

/// The person a class names, by the first value of the field it points to.
fn person_of(class: Class, event: &WireEvent) -> Option<&str> {
    let Class::Person(field) = class else { return None };
    match event.fields.get(usize::from(field))?.first()? {
        Value::Party(person) => Some(person),
        _ => None,
    }
}

fn sealed(value: &Value) -> Option<Sealed<'_>> {
    Some(match value {
        Value::Absent => Sealed::Absent,
        Value::Text(text) => Sealed::Text(text),
        Value::Int(number) => Sealed::Int(*number),
        Value::Day(day) => Sealed::Date(*day),
        Value::Code(code) => Sealed::Code(code),
        Value::Party(person) => Sealed::Party(person),
        Value::File(file) => Sealed::File { digest: file.digest, size: file.size, media: &file.media },
        Value::Erased => return None,
    })
}

/// What opened slots say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Taken {
    pub(crate) fields: Vec<Vec<Value>>,
    /// Kind and key of the stream, in its first event, if they could be opened.
    pub(crate) opens: Option<(StreamKind, String)>,
}

/// Reads slots back. `slots`: encoded values, `None` where the key is gone. `is_first`: of its stream.
pub(crate) fn take(schema: &Schema, slots: &[Option<&[u8]>], is_first: bool) -> Result<Taken, Wrong> {
    let mut cursor = slots.iter().copied();
    let mut next = || cursor.next().ok_or(Wrong::Fields);
    let mut fields = Vec::with_capacity(schema.fields.len());
    for spec in schema.fields {
        match spec.shape {
            Shape::One => fields.push(vec![opened(next()?)?]),
            Shape::List => {
                let Some(count) = next()? else { return Ok(lost(schema, fields)) };
                let Ok(Sealed::Int(count)) = Sealed::decode(count) else { return Err(Wrong::Fields) };
                let count = usize::try_from(count).ok().filter(|count| *count <= VALUES_MAX).ok_or(Wrong::Fields)?;
                let mut values = Vec::with_capacity(count);
                for at in 0..padded_length(count) {
                    let slot = next()?;
                    if at < count {
                        values.push(opened(slot)?);
                    } else if slot.is_some_and(|slot| Sealed::decode(slot) != Ok(Sealed::Decoy)) {
                        return Err(Wrong::Fields);
                    }
                }
                fields.push(values);
            }
        }
    }
    let opens = if is_first { stream_slots(next()?, next()?)? } else { None };
    if cursor.next().is_some() {
        return Err(Wrong::Fields);
    }
    Ok(Taken { fields, opens })
}

fn stream_slots(kind: Option<&[u8]>, key: Option<&[u8]>) -> Result<Option<(StreamKind, String)>, Wrong> {
    let (Some(kind), Some(key)) = (kind, key) else { return Ok(None) };
    match (Sealed::decode(kind), Sealed::decode(key)) {
        (Ok(Sealed::Int(kind)), Ok(Sealed::Code(key))) => {
            let kind = u16::try_from(kind).map_err(|_| Wrong::Fields)?;
            Ok(Some((StreamKind(kind), key.to_owned())))
        }
        _ => Err(Wrong::Fields),
    }
}

/// The case's key is gone, so that no field after the first list can be found.
fn lost(schema: &Schema, mut fields: Vec<Vec<Value>>) -> Taken {
    fields.resize(schema.fields.len(), vec![Value::Erased]);
    Taken { fields, opens: None }
}

fn opened(slot: Option<&[u8]>) -> Result<Value, Wrong> {
    let Some(bytes) = slot else { return Ok(Value::Erased) };
    Ok(match Sealed::decode(bytes).map_err(|_| Wrong::Fields)? {
        Sealed::Absent => Value::Absent,
        Sealed::Text(text) => Value::Text(text.to_owned()),
        Sealed::Int(number) => Value::Int(number),
        Sealed::Date(day) => Value::Day(day),
        Sealed::Code(code) => Value::Code(code.to_owned()),
        Sealed::Party(person) => Value::Party(person.to_owned()),
        Sealed::File { digest, size, media } => Value::File(FileRef { digest, size, media: media.to_owned() }),
        Sealed::Decoy => return Err(Wrong::Fields),
    })
}

/// The digest of a schema: names, shapes and classes; a class that points to a field carries its position in the name.
pub(crate) fn digest_of_schema(suite: Suite, schema: &Schema) -> Hash {
    let names: Vec<String> = schema
        .fields
        .iter()
        .map(|spec| match spec.class {
            Class::Person(field) => format!("{}@{field}", spec.name),
            Class::Open | Class::Closed => spec.name.to_owned(),
        })
        .collect();
    let fields: Vec<SchemaField<'_>> = schema
        .fields
        .iter()
        .zip(&names)
        .map(|(spec, name)| SchemaField {
            name,
            value_type: match spec.shape {
                Shape::One => 0,
                Shape::List => 1,
            },
            class: match spec.class {
                Class::Open => FieldClass::Public,
                Class::Closed => FieldClass::Secretable,
                Class::Person(_) => FieldClass::Person,
            },
        })
        .collect();
    schema_digest(suite, schema.kind, schema.version, &fields)
}

#[cfg(test)]
mod tests {
    use bonafide_procedure::wire::FieldSpec;

    use super::*;

    const SCHEMA: Schema = Schema {
        kind: 1,
        version: 1,
        name: "noted",
        fields: &[
            FieldSpec { name: "who", shape: Shape::One, class: Class::Open },
            FieldSpec { name: "words", shape: Shape::List, class: Class::Person(0) },
            FieldSpec { name: "day", shape: Shape::One, class: Class::Closed },
        ],
    };

    fn noted(words: usize) -> WireEvent {
        let words = (0..words).map(|number| Value::Text(format!("words {number}"))).collect();
        WireEvent {
            kind: 1,
            version: 1,
            occurred: 20_000,
            fields: vec![vec![Value::Party("P1".to_owned())], words, vec![Value::Day(3)]],
        }
    }

    fn encoded(slots: &[Laid<'_>]) -> Vec<Vec<u8>> {
        slots
            .iter()
            .map(|slot| {
                let mut bytes = Vec::new();
                slot.value.encode(&mut bytes);
                bytes
            })
            .collect()
    }

    #[test]
    fn slots_read_back_at_every_length_of_a_list() {
        for words in 0..40 {
            let event = noted(words);
            let slots = encoded(&lay(&SCHEMA, &event, Some((StreamKind(1), "2026-0001"))).unwrap());
            let slots: Vec<_> = slots.iter().map(|slot| Some(slot.as_slice())).collect();
            let taken = take(&SCHEMA, &slots, true).unwrap();
            assert_eq!(taken.fields, event.fields);
            assert_eq!(taken.opens, Some((StreamKind(1), "2026-0001".to_owned())));
            assert!(take(&SCHEMA, &slots, false).is_err());
        }
    }

    #[test]
    fn a_list_shows_no_more_than_its_size_class() {
        let sizes: Vec<usize> = [0, 4, 5, 8, 9, 17].map(|n| lay(&SCHEMA, &noted(n), None).unwrap().len()).to_vec();
        assert_eq!(sizes, [7, 7, 11, 11, 19, 35]);
    }

    #[test]
    fn without_a_persons_key_the_count_and_the_field_after_are_still_found() {
        let event = noted(3);
        let laid = lay(&SCHEMA, &event, None).unwrap();
        let slots = encoded(&laid);
        let slots: Vec<_> =
            slots.iter().zip(&laid).map(|(slot, laid)| laid.person.is_none().then_some(slot.as_slice())).collect();
        let taken = take(&SCHEMA, &slots, false).unwrap();
        assert_eq!(taken.fields[1], vec![Value::Erased; 3]);
        assert_eq!(taken.fields[2], vec![Value::Day(3)]);
    }

    #[test]
    fn an_event_that_does_not_fit_its_schema_is_refused_by_field() {
        let mut event = noted(1);
        event.fields[2].clear();
        assert_eq!(lay(&SCHEMA, &event, None), Err(Refusal::Field { kind: 1, field: 2 }));
        event.fields[2].push(Value::Erased);
        assert_eq!(lay(&SCHEMA, &event, None), Err(Refusal::Field { kind: 1, field: 2 }));
        assert!(matches!(lay(&SCHEMA, &noted(600), None), Err(Refusal::TooManyValues(602))));
    }
}
