//! Who oversees what: the places of cases, gathered into scopes that the same people see by office. Most bodies oversee many
//! units alike, so a reader has few scopes, and a list walks few indexes.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use bonafide_procedure::id::{Day, PersonId, UnitId};
use bonafide_store::{CaseTie, Filter, KnownPlace, ScopeSight, Sorting, Wanted};

use crate::gather::Around;
use crate::http::may::{Office, Sight, office, seen_by};

/// People and what their offices give them, by roster number.
type Audience = BTreeMap<PersonId, Office>;

/// Who oversees which scope.
#[derive(Debug, Default)]
pub(in crate::http) struct Audiences {
    scopes: HashMap<i64, Audience>,
    /// The units whose cases a scope holds.
    units: HashMap<i64, Vec<UnitId>>,
}

impl Audiences {
    /// Whether nothing is overseen.
    pub(super) fn is_empty(&self) -> bool {
        self.scopes.is_empty()
    }

    /// The audiences of all places, and which places must move to another scope.
    pub(super) fn of(places: &[KnownPlace], around: &Around, today: Day) -> (Self, Vec<(i64, i64)>) {
        let mut groups: HashMap<Audience, Vec<&KnownPlace>> = HashMap::new();
        // One audience of a filing and of cases may be the same people: only who sees what counts.
        for place in places {
            groups.entry(audience(place, around, today)).or_default().push(place);
        }
        let mut groups: Vec<(Audience, Vec<&KnownPlace>)> = groups.into_iter().collect();
        // The largest group keeps a scope that two would have: fewer cases move.
        groups.sort_by_key(|(_, places)| (std::cmp::Reverse(places.len()), places.first().map(|place| place.id)));
        let mut free = places.iter().map(|place| place.scope).max().unwrap_or(0) + 1;
        let mut taken = HashSet::new();
        let (mut audiences, mut units, mut moved) = (HashMap::new(), HashMap::new(), Vec::new());
        for (audience, places) in groups {
            let own = places.iter().map(|place| place.scope).find(|scope| !taken.contains(scope));
            let scope = own.unwrap_or_else(|| {
                free += 1;
                free
            });
            taken.insert(scope);
            moved.extend(places.iter().filter(|place| place.scope != scope).map(|place| (place.id, scope)));
            units.insert(scope, places.iter().filter_map(|place| UnitId::new(&place.place.unit).ok()).collect());
            audiences.insert(scope, audience);
        }
        (Self { scopes: audiences, units }, moved)
    }

    /// What somebody's offices give them in a scope.
    pub(in crate::http) fn office(&self, person: &PersonId, scope: i64) -> Office {
        self.scopes.get(&scope).and_then(|audience| audience.get(person)).copied().unwrap_or_default()
    }

    /// The units whose cases somebody sees by office.
    pub(in crate::http) fn units(&self, person: &PersonId) -> BTreeSet<&UnitId> {
        let own = self.scopes.iter().filter(|(_, audience)| audience.contains_key(person));
        own.filter_map(|(scope, _)| self.units.get(scope)).flatten().collect()
    }

    /// A question for the cases of which somebody's sight fits; the only way to ask, so that no list shows more than `may`
    /// would.
    pub(in crate::http) fn wanted(&self, person: &PersonId, fits: impl Fn(Sight) -> bool, order: Sorting) -> Wanted {
        self.wanted_by(person, |tie, office| fits(seen_by(tie, office)), order)
    }

    /// The same for the cases to which somebody stands so. What fits must be among what they may see.
    pub(in crate::http) fn wanted_by(
        &self,
        person: &PersonId,
        fits: impl Fn(CaseTie, Office) -> bool,
        order: Sorting,
    ) -> Wanted {
        let fitting = |office: Office, does: bool| -> Vec<CaseTie> {
            CaseTie::OWN.into_iter().filter(|tie| fits(*tie, office) == does).collect()
        };
        let sight = |office: Office| {
            // A tie that fits is not worth asking for where the office shows the case anyway.
            if fits(CaseTie::None, office) {
                ScopeSight::AllBut(fitting(office, false))
            } else {
                ScopeSight::Tied(fitting(office, true))
            }
        };
        let own = self.scopes.iter().filter_map(|(scope, audience)| Some((*scope, sight(*audience.get(person)?))));
        let mut scopes: Vec<(i64, ScopeSight)> = own.collect();
        scopes.sort_unstable();
        Wanted {
            person: person.to_string(),
            scopes,
            elsewhere: fitting(Office::default(), true),
            order,
            filter: Filter::default(),
            after: None,
            count_max: 0,
        }
    }
}

fn audience(place: &KnownPlace, around: &Around, today: Day) -> Audience {
    let law = around.laws.all().find(|law| law.in_force.name.as_str() == place.place.law);
    let (Some(law), Ok(unit)) = (law, UnitId::new(&place.place.unit)) else { return Audience::new() };
    let place = (&*law.in_force, &unit, place.place.is_filing);
    let persons = around.roster.persons().map(|person| &person.id);
    let offices = persons.map(|person| (person.clone(), office(person, place, &around.roster, today)));
    offices.filter(|(_, office)| *office != Office::default()).collect()
}
