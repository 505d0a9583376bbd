//! The fields of each kind. Offices are public life and open; kinship, lines and interests are closed; a name is sealed
//! by the key of the person it names, so that it can be erased.

use crate::wire::{Class, FieldSpec, Schema, Shape};

/// The schema of a roster event of that kind and version.
pub fn schema(kind: u16, version: u16) -> Option<&'static Schema> {
    SCHEMAS.iter().find(|schema| schema.kind == kind && schema.version == version)
}

const fn field(name: &'static str, class: Class) -> FieldSpec {
    FieldSpec { name, shape: Shape::One, class }
}

const fn list(name: &'static str, class: Class) -> FieldSpec {
    FieldSpec { name, shape: Shape::List, class }
}

const fn open(name: &'static str) -> FieldSpec {
    field(name, Class::Open)
}

const fn closed(name: &'static str) -> FieldSpec {
    field(name, Class::Closed)
}

const fn version_one(kind: u16, name: &'static str, fields: &'static [FieldSpec]) -> Schema {
    Schema { kind, version: 1, name, fields }
}

const SCHEMAS: &[Schema] = &[
    version_one(1000, "person.added", &[open("person"), field("name", Class::Person(0))]),
    version_one(1001, "unit.added", &[open("unit"), open("name"), open("superior"), open("within")]),
    version_one(1002, "organ.named", &[open("unit"), open("name"), list("aliases", Class::Open)]),
    version_one(
        1003,
        "appointed",
        &[open("person"), open("unit"), open("organ"), open("post"), open("seat"), open("from"), open("until")],
    ),
    version_one(1004, "appointment.ended", &[open("person"), open("unit"), open("organ"), open("post"), open("until")]),
    version_one(
        1005,
        "kinship.recorded",
        &[closed("one"), closed("other"), closed("kin"), closed("from"), closed("until")],
    ),
    version_one(1006, "kinship.ended", &[closed("one"), closed("other"), closed("kin"), closed("until")]),
    version_one(1007, "reporting.recorded", &[closed("person"), closed("superior"), closed("from"), closed("until")]),
    version_one(1008, "reporting.ended", &[closed("person"), closed("superior"), closed("until")]),
    version_one(
        1009,
        "interest.declared",
        &[closed("person"), closed("concern"), closed("concerned"), closed("what"), closed("from"), closed("until")],
    ),
    version_one(1010, "interest.ended", &[closed("person"), closed("concern"), closed("concerned"), closed("until")]),
    version_one(1011, "reviewer.added", &[open("person"), open("pool"), open("from"), open("until")]),
    version_one(1012, "reviewer.retired", &[open("person"), open("pool"), open("until")]),
];
