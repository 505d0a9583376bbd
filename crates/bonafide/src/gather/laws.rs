//! Regulations a site has adopted (采用的制度): which one holds for a unit on a day, read from the record, ready to decide.

use std::collections::BTreeMap;
use std::sync::Arc;

use bonafide_procedure::case::InForce;
use bonafide_procedure::id::{Day, PersonId, UnitId};
use bonafide_procedure::roster::Roster;
use bonafide_procedure::wire::{Class, FieldSpec, Schema, Shape, Value, WireEvent};
use bonafide_rules::align;
use bonafide_rules::diagnostic::{Diagnostic, Severity};
use bonafide_rules::regulation::Regulation;

/// The event of an adoption (采用制度).
pub const ADOPTED: Schema = Schema {
    kind: 2000,
    version: 1,
    name: "regulation_adopted",
    fields: &[
        FieldSpec { name: "actor", shape: Shape::One, class: Class::Closed },
        FieldSpec { name: "regulation", shape: Shape::One, class: Class::Open },
        FieldSpec { name: "unit", shape: Shape::One, class: Class::Open },
        FieldSpec { name: "digest", shape: Shape::One, class: Class::Open },
        FieldSpec { name: "text", shape: Shape::One, class: Class::Open },
        FieldSpec { name: "superior", shape: Shape::One, class: Class::Open },
    ],
};

/// A regulation as adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// Who brought it into the record.
    pub actor: PersonId,
    /// The day.
    pub on: Day,
    /// `id@version`.
    pub name: String,
    /// The unit it holds for, with the units below it; none: for all.
    pub unit: Option<UnitId>,
    /// SHA-256 of the text, in hexadecimal.
    pub digest: String,
    /// The text.
    pub text: String,
    /// The text of the superior regulation whose red lines it inherits.
    pub superior: Option<String>,
}

impl Adoption {
    /// As it is recorded.
    pub fn to_wire(&self) -> WireEvent {
        let optional = |text: Option<Value>| vec![text.unwrap_or(Value::Absent)];
        let fields = vec![
            vec![Value::Party(self.actor.to_string())],
            vec![Value::Code(self.name.clone())],
            optional(self.unit.as_ref().map(|unit| Value::Code(unit.to_string()))),
            vec![Value::Code(self.digest.clone())],
            vec![Value::Text(self.text.clone())],
            optional(self.superior.clone().map(Value::Text)),
        ];
        WireEvent { kind: ADOPTED.kind, version: ADOPTED.version, occurred: self.on.0, fields }
    }

    /// Back from the record; `None` when the fields are not its own.
    pub fn from_wire(event: &WireEvent) -> Option<Self> {
        let field = |place: usize| event.fields.get(place).and_then(|values| values.first());
        let text = |place: usize| match field(place)? {
            Value::Code(text) | Value::Text(text) | Value::Party(text) => Some(text.clone()),
            _ => None,
        };
        Some(Self {
            actor: PersonId::new(&text(0)?).ok()?,
            on: Day(event.occurred),
            name: text(1)?,
            unit: text(2).and_then(|unit| UnitId::new(&unit).ok()),
            digest: text(3)?,
            text: text(4)?,
            superior: text(5),
        })
    }

    /// The regulation made ready, with the red lines of its superior.
    ///
    /// # Errors
    /// [`Unusable`] with everything that keeps it from being used.
    pub fn ready(&self) -> Result<InForce, Unusable> {
        let own = sound(&self.text)?;
        let whole = match &self.superior {
            None => own,
            Some(text) => align::inherit(&own, &sound(text)?).map_err(Unusable::Text)?,
        };
        InForce::of(&whole).map_err(Unusable::Gaps)
    }
}

/// What keeps a regulation from being used.
#[derive(Debug)]
pub enum Unusable {
    /// The text is wrong.
    Text(Vec<Diagnostic>),
    /// Its procedure leaves out what the law demands.
    Gaps(Vec<bonafide_procedure::procedure::Gap>),
}

/// The regulation of a text without errors.
pub(crate) fn sound(text: &str) -> Result<Regulation, Unusable> {
    let checked = bonafide_rules::load(text);
    let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
    match checked.regulation.filter(|_| !checked.diagnostics.iter().any(is_error)) {
        Some(regulation) => Ok(regulation),
        None => Err(Unusable::Text(checked.diagnostics.into_iter().filter(is_error).collect())),
    }
}

/// One regulation of the site.
#[derive(Debug)]
pub struct Law {
    /// For whom; none: for all.
    pub unit: Option<UnitId>,
    /// By whom and when it was adopted.
    pub adoption: Adoption,
    /// Ready to decide.
    pub in_force: Arc<InForce>,
}

/// The regulations of a site, by `id@version`.
#[derive(Clone, Debug, Default)]
pub struct Laws(BTreeMap<String, Arc<Law>>);

impl Laws {
    /// Whether a regulation is known already.
    pub fn knows(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// All, by name.
    pub fn all(&self) -> impl Iterator<Item = &Law> {
        self.0.values().map(Arc::as_ref)
    }

    /// Takes one in.
    pub fn insert(&mut self, law: Law) {
        self.0.insert(law.adoption.name.clone(), Arc::new(law));
    }

    /// What holds for a unit on a day: adopted for the unit itself, else for the nearest unit above, else for all. Of
    /// several in force, the one in force latest; if none is in force that day, the earliest there is, which will be refused.
    pub fn holding(&self, unit: Option<&UnitId>, on: Day, roster: &Roster) -> Option<&Law> {
        let mut above: Vec<Option<&UnitId>> = Vec::new();
        let mut at = unit;
        while let Some(unit) = at.filter(|unit| !above.contains(&Some(unit))) {
            above.push(Some(unit));
            at = roster.unit(unit).and_then(|unit| unit.within.as_ref().or(unit.superior.as_ref()));
        }
        above.push(None);
        let of = |unit: &Option<&UnitId>| self.all().filter(|law| law.unit.as_ref() == *unit).collect::<Vec<_>>();
        let nearest = above.iter().map(of).find(|laws| !laws.is_empty()).unwrap_or_default();
        let from = |law: &&Law| law.in_force.regulation().in_force.from;
        let holds = |law: &&Law| law.in_force.regulation().in_force.contains(on.0);
        let held = nearest.iter().copied().filter(holds).max_by_key(from);
        held.or_else(|| nearest.into_iter().min_by_key(from))
    }

    /// A later version of the same instrument, adopted for the same unit and in force on a day (从旧兼从轻).
    pub fn later(&self, law: &Law, on: Day) -> Option<&Law> {
        let own = law.in_force.regulation();
        let is_later = |other: &&Law| {
            let regulation = other.in_force.regulation();
            regulation.id == own.id && other.unit == law.unit && regulation.in_force.from > own.in_force.from
        };
        self.all().filter(is_later).filter(|other| other.in_force.regulation().in_force.contains(on.0)).last()
    }
}
