//! Writing rows: what was known of a case is replaced as a whole, but for who acted, which only grows.

use std::collections::{BTreeMap, HashMap};

use super::{CaseLists, CasePerson, CasePlace, CaseRow, CaseTie, KnownPlace};
use crate::append::StreamId;
use crate::engine::lists::{Datum, ListSession};
use crate::error::Fault;
use crate::store::Store;

/// What goes into the view together.
#[derive(Clone, Debug)]
pub struct Written<'a> {
    /// The rows.
    pub rows: &'a [CaseRow],
    /// Nonces for their matters, one a row.
    pub(crate) nonces: Vec<[u8; 12]>,
    /// The position up to which the record was seen, before the first not seen.
    pub seen: u64,
}

impl<'a> Written<'a> {
    /// Rows, and how far the record was seen.
    ///
    /// # Errors
    /// [`Fault`] of the random source.
    pub fn new(store: &Store, rows: &'a [CaseRow], seen: u64) -> Result<Self, Fault> {
        let nonces = rows.iter().map(|_| store.random::<12>()).collect::<Result<_, _>>()?;
        Ok(Self { rows, nonces, seen })
    }
}

/// What the view knows of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Position of its first event.
    pub id: u64,
    /// Position of its last event.
    pub changed: u64,
    /// Its version.
    pub version: u32,
}

pub(super) fn seen(session: &mut dyn ListSession) -> Result<(u64, Vec<u8>), Fault> {
    let rows = session.ask("SELECT seen, mark FROM case_state WHERE id = 1", &[])?;
    let mut row = rows.into_iter().next().ok_or_else(|| Fault::new("the view of cases has no state"))?;
    Ok((unsigned(row.int()?)?, row.bytes()?))
}

fn unsigned(number: i64) -> Result<u64, Fault> {
    u64::try_from(number).map_err(Fault::new)
}

fn signed(number: u64) -> Result<i64, Fault> {
    i64::try_from(number).map_err(Fault::new)
}

const UPSERT: &str = "
INSERT INTO case_rows (
    id, changed, number, kind, stream, version, place, scope, unit, subject, sealed, stage, step, turn, due, duty_step,
    duty_due, outcome, opened, changed_on, is_open, stamp, fresh_until
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)
ON CONFLICT (id) DO UPDATE
SET changed = excluded.changed, version = excluded.version, place = excluded.place, scope = excluded.scope,
    unit = excluded.unit, subject = excluded.subject, sealed = excluded.sealed, stage = excluded.stage,
    step = excluded.step, turn = excluded.turn, due = excluded.due, duty_step = excluded.duty_step,
    duty_due = excluded.duty_due, outcome = excluded.outcome,
    changed_on = excluded.changed_on, is_open = excluded.is_open, stamp = excluded.stamp,
    fresh_until = excluded.fresh_until";

impl CaseLists {
    /// Up to where the record was seen.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn seen(&self) -> Result<u64, Fault> {
        self.with(|session| seen(session)).map(|(seen, _)| seen)
    }

    /// What the view knows of a stream.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn known(&self, stream: StreamId) -> Result<Option<Known>, Fault> {
        let text = "SELECT id, changed, version FROM case_rows WHERE stream = ?1";
        let rows = self.with(|session| session.ask(text, &[Datum::Bytes(stream.0.to_vec())]))?;
        let Some(mut row) = rows.into_iter().next() else { return Ok(None) };
        let (id, changed) = (unsigned(row.int()?)?, unsigned(row.int()?)?);
        Ok(Some(Known { id, changed, version: u32::try_from(row.int()?).map_err(Fault::new)? }))
    }

    /// Open cases that were made under another roster or regulation, or whose next step may be another by now.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn stale(&self, stamp: i64, today: i64, count_max: u32) -> Result<Vec<StreamId>, Fault> {
        let sides = [
            ("SELECT stream FROM case_rows WHERE is_open = 1 AND stamp < ?1 LIMIT ?2", stamp),
            ("SELECT stream FROM case_rows WHERE is_open = 1 AND stamp > ?1 LIMIT ?2", stamp),
            ("SELECT stream FROM case_rows WHERE is_open = 1 AND fresh_until < ?1 LIMIT ?2", today),
        ];
        let mut streams = Vec::new();
        for (text, bound) in sides {
            let values = [Datum::Int(bound), Datum::Int(count_max.into())];
            for mut row in self.with(|session| session.ask(text, &values))? {
                let stream = row.bytes()?.try_into().map_err(|_| Fault::new("a stream of another length"))?;
                streams.push(StreamId(stream));
            }
        }
        streams.sort_unstable();
        streams.dedup();
        streams.truncate(usize::try_from(count_max).unwrap_or(usize::MAX));
        Ok(streams)
    }

    /// Every place, by number.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn places(&self) -> Result<Vec<KnownPlace>, Fault> {
        self.with(|session| places(session))
    }

    /// Gives places another scope, with all their cases.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn move_places(&self, moved: &[(i64, i64)]) -> Result<(), Fault> {
        self.change(|session| {
            for (place, scope) in moved {
                let values = [Datum::Int(*scope), Datum::Int(*place)];
                session.run("UPDATE case_places SET scope = ?1 WHERE place = ?2", &values)?;
                session.run("UPDATE case_rows SET scope = ?1 WHERE place = ?2", &values)?;
                let text = "UPDATE case_people SET scope = ?1 WHERE id IN (SELECT id FROM case_rows WHERE place = ?2)";
                session.run(text, &values)?;
            }
            Ok(())
        })
    }

    pub(super) fn write(&self, written: &Written<'_>, mark: Vec<u8>) -> Result<(), Fault> {
        self.change(|session| {
            let (seen, _) = seen(session)?;
            if written.seen < seen {
                // Another node has been here: what it wrote is newer.
                return Ok(());
            }
            let mut known: HashMap<CasePlace, (i64, i64)> =
                places(session)?.into_iter().map(|known| (known.place, (known.id, known.scope))).collect();
            let mut words = Vec::new();
            for (row, nonce) in written.rows.iter().zip(&written.nonces) {
                let place = place_of(session, &mut known, &row.place)?;
                self.put(session, row, *nonce, place)?;
                let id = signed(row.id)?;
                if row.version > 0 && !row.text.is_empty() {
                    words.extend(self.indexed(&row.text).into_iter().flat_map(|word| [Datum::Int(word), id.into()]));
                }
            }
            session.insert("case_words", 2, &words)?;
            let values = [Datum::Int(signed(written.seen)?), Datum::Bytes(mark.clone())];
            session.run("UPDATE case_state SET seen = ?1, mark = ?2 WHERE id = 1", &values)?;
            Ok(())
        })
    }

    fn put(
        &self,
        session: &mut dyn ListSession,
        row: &CaseRow,
        nonce: [u8; 12],
        (place, scope): (i64, i64),
    ) -> Result<(), Fault> {
        let id = signed(row.id)?;
        let changed = signed(row.changed)?;
        let values = [
            id.into(),
            changed.into(),
            row.number.as_str().into(),
            i64::from(row.kind.0).into(),
            Datum::Bytes(row.stream.0.to_vec()),
            i64::from(row.version).into(),
            place.into(),
            scope.into(),
            row.place.unit.as_str().into(),
            row.subject.as_str().into(),
            Datum::Bytes(self.sealed(&row.matter, nonce, &row.stream.0)?),
            row.stage.as_str().into(),
            row.step.as_str().into(),
            row.turn.as_str().into(),
            row.due.into(),
            row.duty_step.as_str().into(),
            row.duty_due.into(),
            row.outcome.as_str().into(),
            row.opened.into(),
            row.changed_on.into(),
            i64::from(row.is_open).into(),
            row.stamp.into(),
            row.fresh_until.into(),
        ];
        session.run(UPSERT, &values)?;
        let mut people: BTreeMap<String, CasePerson> =
            row.people.iter().map(|person| (person.person.clone(), person.clone())).collect();
        let text = "SELECT person FROM case_people WHERE id = ?1 AND acted = 1";
        for mut acted in session.ask(text, &[id.into()])? {
            let person = acted.text()?;
            let none = || CasePerson { person: person.clone(), tie: CaseTie::None, has_turn: false, has_acted: true };
            people.entry(person.clone()).or_insert_with(none).has_acted = true;
        }
        session.run("DELETE FROM case_people WHERE id = ?1", &[id.into()])?;
        let values: Vec<Datum> = people
            .into_values()
            .flat_map(|one| {
                let (tie, turn, acted) = (one.tie.number(), i64::from(one.has_turn), i64::from(one.has_acted));
                [
                    Datum::Text(one.person),
                    id.into(),
                    scope.into(),
                    tie.into(),
                    turn.into(),
                    acted.into(),
                    changed.into(),
                    row.due.into(),
                ]
            })
            .collect();
        session.insert("case_people", 8, &values)
    }
}

fn places(session: &mut dyn ListSession) -> Result<Vec<KnownPlace>, Fault> {
    let rows = session.ask("SELECT place, law, unit, filing, scope FROM case_places ORDER BY place", &[])?;
    rows.into_iter()
        .map(|mut row| {
            let id = row.int()?;
            let place = CasePlace { law: row.text()?, unit: row.text()?, is_filing: row.int()? == 1 };
            Ok(KnownPlace { id, place, scope: row.int()? })
        })
        .collect()
}

/// The number and scope of a place; a new one gets a scope of its own.
fn place_of(
    session: &mut dyn ListSession,
    known: &mut HashMap<CasePlace, (i64, i64)>,
    place: &CasePlace,
) -> Result<(i64, i64), Fault> {
    if let Some(found) = known.get(place) {
        return Ok(*found);
    }
    let id = known.values().map(|(id, _)| *id).max().unwrap_or(0) + 1;
    let scope = known.values().map(|(_, scope)| *scope).max().unwrap_or(0) + 1;
    let values = [
        Datum::Int(id),
        place.law.as_str().into(),
        place.unit.as_str().into(),
        i64::from(place.is_filing).into(),
        scope.into(),
    ];
    session.run("INSERT INTO case_places VALUES (?1, ?2, ?3, ?4, ?5)", &values)?;
    known.insert(place.clone(), (id, scope));
    Ok((id, scope))
}
