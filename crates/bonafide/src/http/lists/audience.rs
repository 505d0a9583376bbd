//! Who oversees what: the places of cases, gathered into scopes that the same people see by office. Most bodies oversee many
//! units alike, so a reader has few scopes, and a list walks few indexes.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use bonafide_procedure::id::{Day, PersonId, UnitId};
use bonafide_store::{CaseTie, Filter, KnownPlace, Sorting, TieScopes, Wanted};

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
        let scopes = self.scopes(person, |sight| sight > Sight::Nothing, CaseTie::None);
        scopes.iter().filter_map(|scope| self.units.get(scope)).flatten().collect()
    }

    /// The scopes in which somebody's offices give a sight.
    fn scopes(&self, person: &PersonId, fits: impl Fn(Sight) -> bool, tie: CaseTie) -> Vec<i64> {
        let seen = |audience: &Audience| seen_by(tie, audience.get(person).copied().unwrap_or_default());
        let mut scopes: Vec<i64> =
            self.scopes.iter().filter(|(_, audience)| fits(seen(audience))).map(|(scope, _)| *scope).collect();
        scopes.sort_unstable();
        scopes
    }

    /// A question for the cases of which somebody's sight fits; the only way to ask, so that no list shows more than `may`
    /// would.
    pub(in crate::http) fn wanted(&self, person: &PersonId, fits: impl Fn(Sight) -> bool, order: Sorting) -> Wanted {
        let ties = [CaseTie::Reporter, CaseTie::Party, CaseTie::Whole, CaseTie::Accuser];
        let by_tie = |tie| {
            // A tie that is enough by itself is enough everywhere but where an office changes what is seen.
            if fits(seen_by(tie, Office::default())) {
                (tie, TieScopes::But(self.scopes(person, |sight| !fits(sight), tie)))
            } else {
                (tie, TieScopes::In(self.scopes(person, &fits, tie)))
            }
        };
        let is_some = |(_, scopes): &(CaseTie, TieScopes)| *scopes != TieScopes::In(Vec::new());
        let ties = ties.into_iter().map(by_tie).filter(is_some).collect();
        Wanted {
            person: person.to_string(),
            scopes: self.scopes(person, &fits, CaseTie::None),
            ties,
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
