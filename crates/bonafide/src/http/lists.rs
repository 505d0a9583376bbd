//! The view of cases kept up (案件列表): it follows the record, event after event, before anybody reads a list.
//!
//! It is caught up by whoever asks, not in the append's own transaction: an append stays as short as it is, a record written
//! by another node, an import or an older Bonafide comes in by the same road, and the view can be dropped at any time. What
//! somebody just did is in the list they see next, because the list is read only once the view has reached the record.

mod audience;
pub(super) mod export;
pub(super) mod page;
pub(super) mod query;
mod row;
pub(super) mod rows;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bonafide_procedure::case::{Case, Entry, event};
use bonafide_procedure::id::{Day, PersonId};
use bonafide_procedure::roster::Roster;
use bonafide_store::{CaseRow, Change, StreamId, Wanted, Written};

use super::roles::Roles;
use crate::gather::Around;
use crate::handle::{Desk, HandleError};
use audience::Audiences;

/// Events looked at in one transaction of the view.
const EVENTS: u32 = 4_000;

/// Cases reckoned anew in one transaction because roster, regulation or day moved on.
const STALE: u32 = 500;

/// How long somebody who asks for a list waits for the view; beyond it they are told that it is behind.
const PATIENCE: Duration = Duration::from_secs(2);

/// What lists need of the site, as of a size of the record and a day.
#[derive(Debug)]
pub(super) struct Known {
    size: u64,
    today: Day,
    /// Roster and regulations.
    pub(super) around: Around,
    /// Changes whenever the roster, the regulations or who holds which office today do.
    stamp: i64,
    /// Who oversees which scope.
    pub(super) audiences: Arc<Audiences>,
}

/// The view as it can be read now.
pub(super) struct Reached {
    /// What is known of the site.
    pub(super) known: Arc<Known>,
    /// Events the view has not seen yet; none, unless it is being made anew.
    pub(super) behind: u64,
}

/// Keeps the view up.
#[derive(Debug, Default)]
pub(super) struct Follower {
    known: Mutex<Option<Arc<Known>>>,
    /// Up to where the view has seen the record, and under which stamp and day nothing is stale.
    at: Mutex<(u64, i64, i64)>,
    /// What was counted at a size of the record is not counted again.
    counts: Mutex<(u64, HashMap<Wanted, u32>)>,
    /// Whoever counts what others want to know at the same moment counts for all of them.
    counting: [Mutex<()>; 16],
    /// What each does here, under a stamp and day.
    roles: Mutex<(i64, i64, HashMap<PersonId, Roles>)>,
}

/// Counts that are remembered.
const COUNTS_MAX: usize = 4_096;

impl Follower {
    /// Catches up and says how far it came.
    pub(super) fn reached(&self, desk: &Desk) -> Result<Reached, HandleError> {
        let size = desk.store.size()?;
        let known = self.known(desk, size)?;
        let mut at = self.at.lock().unwrap_or_else(PoisonError::into_inner);
        if *at == (size, known.stamp, known.today.0) {
            return Ok(Reached { known, behind: 0 });
        }
        let until = Instant::now() + PATIENCE;
        let lists = desk.store.case_lists()?;
        let mut seen = lists.seen()?;
        let mut has_places_moved = false;
        while seen < size && Instant::now() < until {
            let changes = desk.store.changes(seen, EVENTS)?;
            let Some(last) = changes.last() else { break };
            seen = last.position + 1;
            let rows = rows_of(desk, &known, &changes)?;
            desk.store.write_cases(&Written::new(&desk.store, &rows, seen)?)?;
            has_places_moved = true;
        }
        let mut is_stale = true;
        while is_stale && seen >= size && Instant::now() < until {
            let streams = lists.stale(known.stamp, known.today.0, STALE)?;
            is_stale = !streams.is_empty();
            let rows = streams.iter().map(|stream| row_again(desk, &known, *stream)).collect::<Result<Vec<_>, _>>()?;
            let rows: Vec<CaseRow> = rows.into_iter().flatten().collect();
            if is_stale && rows.is_empty() {
                // Nothing more is known of them than before: they are asked again with the next event.
                is_stale = false;
            }
            desk.store.write_cases(&Written::new(&desk.store, &rows, seen)?)?;
            has_places_moved |= !rows.is_empty();
        }
        let known = if has_places_moved || known.audiences.is_empty() { self.regroup(desk, &known)? } else { known };
        *at = if is_stale { (0, 0, 0) } else { (seen, known.stamp, known.today.0) };
        Ok(Reached { known, behind: size.saturating_sub(seen) })
    }

    /// How many cases there are, as far as anybody counts.
    pub(super) fn count(&self, desk: &Desk, reached: &Reached, wanted: Wanted) -> Result<u32, HandleError> {
        let at = reached.known.size.saturating_sub(reached.behind);
        if let Some(count) = self.counted(at, &wanted) {
            return Ok(count);
        }
        let mut hasher = DefaultHasher::new();
        wanted.hash(&mut hasher);
        let turn = usize::try_from(hasher.finish() % 16).ok().and_then(|turn| self.counting.get(turn));
        let _turn = turn.map(|turn| turn.lock().unwrap_or_else(PoisonError::into_inner));
        if let Some(count) = self.counted(at, &wanted) {
            return Ok(count);
        }
        let count = desk.store.case_lists()?.count(&wanted)?;
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.0 == at && reached.behind == 0 {
            counts.1.insert(wanted, count);
        }
        Ok(count)
    }

    /// What was counted at a size of the record.
    fn counted(&self, at: u64, wanted: &Wanted) -> Option<u32> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.0 != at || counts.1.len() >= COUNTS_MAX {
            *counts = (at, HashMap::new());
        }
        counts.1.get(wanted).copied()
    }

    /// Who is who, as of now; the record is asked only whether it has grown.
    pub(super) fn roster(&self, desk: &Desk) -> Result<Arc<Roster>, HandleError> {
        let known = self.known(desk, desk.store.size()?)?;
        Ok(Arc::clone(&known.around.roster))
    }

    /// What somebody does here; nothing while the site cannot be read, which the page itself then says.
    pub(super) fn roles(&self, desk: &Desk, person: &PersonId) -> Roles {
        let known = desk.store.size().map_err(HandleError::from).and_then(|size| self.known(desk, size));
        let Ok(known) = known else { return Roles::default() };
        let mut roles = self.roles.lock().unwrap_or_else(PoisonError::into_inner);
        if (roles.0, roles.1) != (known.stamp, known.today.0) || roles.2.len() >= COUNTS_MAX {
            *roles = (known.stamp, known.today.0, HashMap::new());
        }
        let of = || Roles::of(person, &known.around.roster, &known.around.laws, known.today);
        *roles.2.entry(person.clone()).or_insert_with(of)
    }

    /// What is known of the site at a size of the record.
    fn known(&self, desk: &Desk, size: u64) -> Result<Arc<Known>, HandleError> {
        let mut kept = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let today = desk.today();
        if let Some(known) = kept.as_ref().filter(|known| known.size == size && known.today == today) {
            return Ok(Arc::clone(known));
        }
        let around = desk.around()?;
        let same = kept.as_ref().filter(|known| {
            known.today == today
                && Arc::ptr_eq(&known.around.roster, &around.roster)
                && Arc::ptr_eq(&known.around.laws, &around.laws)
        });
        let (stamp, audiences) = match same {
            Some(known) => (known.stamp, Arc::clone(&known.audiences)),
            None => (stamp(&around, today), Arc::default()),
        };
        let known = Arc::new(Known { size, today, around, stamp, audiences });
        *kept = Some(Arc::clone(&known));
        Ok(known)
    }

    /// Gives places that the same people oversee one scope.
    fn regroup(&self, desk: &Desk, known: &Known) -> Result<Arc<Known>, HandleError> {
        let lists = desk.store.case_lists()?;
        let (audiences, moved) = Audiences::of(&lists.places()?, &known.around, known.today);
        if !moved.is_empty() {
            lists.move_places(&moved)?;
        }
        let known = Arc::new(Known {
            size: known.size,
            today: known.today,
            around: known.around.clone(),
            stamp: known.stamp,
            audiences: Arc::new(audiences),
        });
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&known));
        Ok(known)
    }
}

/// A number that changes with roster, regulations and who holds which office on a day.
fn stamp(around: &Around, today: Day) -> i64 {
    let mut hasher = DefaultHasher::new();
    // What ties somebody to a case is reckoned anew when this changes.
    "ties-2".hash(&mut hasher);
    for law in around.laws.all() {
        law.in_force.name.as_str().hash(&mut hasher);
    }
    offices(&around.roster, today, &mut hasher);
    i64::from_be_bytes(hasher.finish().to_be_bytes()) >> 1
}

fn offices(roster: &Roster, today: Day, hasher: &mut DefaultHasher) {
    for person in roster.persons() {
        person.id.as_str().hash(hasher);
        for office in roster.offices(&person.id, today) {
            format!("{office:?}").hash(hasher);
        }
    }
}

/// The rows of all cases that these events are of.
fn rows_of(desk: &Desk, known: &Known, changes: &[Change]) -> Result<Vec<CaseRow>, HandleError> {
    let mut ends: HashMap<StreamId, (Option<u64>, u64)> = HashMap::new();
    for change in changes.iter().filter(|change| event::schema(change.kind, 1).is_some()) {
        let (first, last) = ends.entry(change.stream).or_insert((None, change.position));
        *last = change.position;
        if change.version == 1 {
            *first = Some(change.position);
        }
    }
    let mut rows = Vec::with_capacity(ends.len());
    for (stream, (first, last)) in ends {
        rows.extend(row_of(desk, known, stream, (first, last))?);
    }
    rows.sort_unstable_by_key(|row| row.id);
    Ok(rows)
}

fn row_of(
    desk: &Desk,
    known: &Known,
    stream: StreamId,
    (first, last): (Option<u64>, u64),
) -> Result<Option<CaseRow>, HandleError> {
    let (id, version) = match first {
        Some(first) => (first, 0),
        None => match desk.store.case_lists()?.known(stream)? {
            Some(row) => (row.id, row.version),
            None => return Ok(None),
        },
    };
    let entries = desk.store.load(stream, version)?;
    let entries = entries.iter().map(|one| Entry::from_wire(&one.event)).collect::<Result<Vec<_>, _>>()?;
    // A whole case is folded from what was just read: a view made anew reads each event once, and fills no cache.
    let case = if version == 0 { Arc::new(Case::folded(&entries)) } else { desk.case_at(stream)? };
    row::row(desk, known, (stream, id, last), &case, &entries)
}

/// The row of a case nothing was done in.
fn row_again(desk: &Desk, known: &Known, stream: StreamId) -> Result<Option<CaseRow>, HandleError> {
    let Some(row) = desk.store.case_lists()?.known(stream)? else { return Ok(None) };
    let case = desk.case_at(stream)?;
    row::row(desk, known, (stream, row.id, row.changed), &case, &[])
}

impl Known {
    /// The civil date.
    pub(super) fn today(&self) -> Day {
        self.today
    }

    /// Under which roster, regulations and offices it holds.
    pub(super) fn stamp(&self) -> i64 {
        self.stamp
    }

    /// How long the record is.
    pub(super) fn size(&self) -> u64 {
        self.size
    }
}
