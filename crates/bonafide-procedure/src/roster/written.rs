//! The written form of roster events: kinds 1000 to 1099, fixed for ever.

mod read;
mod schema;

use super::event::RosterEvent;
use super::parts::{Concern, Kin, Pool, Seat, Tenure};
use crate::id::{Day, PersonId, UnitId};
use crate::wire::{Value, WireEvent};

pub use read::from_wire;
pub use schema::schema;

/// The written form of an event, said to have happened on that day.
pub fn to_wire(event: &RosterEvent, occurred: Day) -> WireEvent {
    let (kind, fields) = fields(event);
    WireEvent { kind, version: 1, occurred: occurred.0, fields }
}

fn fields(event: &RosterEvent) -> (u16, Vec<Vec<Value>>) {
    match event {
        RosterEvent::PersonAdded(person) => {
            (1000, vec![party(&person.id), one(person.name.clone().map_or(Value::Absent, Value::Text))])
        }
        RosterEvent::UnitAdded(unit) => {
            let optional = |unit: &Option<UnitId>| one(unit.as_ref().map_or(Value::Absent, unit_code));
            (1001, vec![code(&unit.id), text(&unit.name), optional(&unit.superior), optional(&unit.within)])
        }
        RosterEvent::OrganNamed(organ) => {
            let aliases = organ.aliases.iter().cloned().map(Value::Text).collect();
            (1002, vec![code(&organ.key.unit), text(&organ.key.name), aliases])
        }
        RosterEvent::Appointed(office) => {
            let [from, until] = days(office.tenure);
            let (organ, seat) = (&office.organ, word(seat_word(office.seat)));
            let at = [party(&office.person), code(&organ.unit), text(&organ.name), text(&office.post), seat];
            (1003, at.into_iter().chain([from, until]).collect())
        }
        RosterEvent::AppointmentEnded(end) => {
            let organ = &end.organ;
            let post = [party(&end.person), code(&organ.unit), text(&organ.name), text(&end.post), day(end.until)];
            (1004, post.into())
        }
        RosterEvent::KinshipRecorded(kinship) => {
            let pair = [party(&kinship.one), party(&kinship.other), word(kin_word(kinship.kin))];
            (1005, pair.into_iter().chain([optional_day(kinship.from), optional_day(kinship.until)]).collect())
        }
        RosterEvent::KinshipEnded(end) => {
            (1006, vec![party(&end.one), party(&end.other), word(kin_word(end.kin)), day(end.until)])
        }
        RosterEvent::ReportingRecorded(line) => {
            let [from, until] = days(line.tenure);
            (1007, vec![party(&line.person), party(&line.superior), from, until])
        }
        RosterEvent::ReportingEnded(end) => (1008, vec![party(&end.person), party(&end.superior), day(end.until)]),
        RosterEvent::InterestDeclared(interest) => {
            let [from, until] = days(interest.tenure);
            let [of, id] = concern(&interest.concern);
            (1009, vec![party(&interest.person), of, id, text(&interest.what), from, until])
        }
        RosterEvent::InterestEnded(end) => {
            let [of, id] = concern(&end.concern);
            (1010, vec![party(&end.person), of, id, day(end.until)])
        }
        RosterEvent::ReviewerAdded(reviewer) => {
            let [from, until] = days(reviewer.tenure);
            (1011, vec![party(&reviewer.person), word(pool_word(reviewer.pool)), from, until])
        }
        RosterEvent::ReviewerRetired(end) => {
            (1012, vec![party(&end.person), word(pool_word(end.pool)), day(end.until)])
        }
    }
}

fn one(value: Value) -> Vec<Value> {
    vec![value]
}

fn party(person: &PersonId) -> Vec<Value> {
    one(Value::Party(person.as_str().to_owned()))
}

fn unit_code(unit: &UnitId) -> Value {
    Value::Code(unit.as_str().to_owned())
}

fn code(unit: &UnitId) -> Vec<Value> {
    one(unit_code(unit))
}

fn text(words: &str) -> Vec<Value> {
    one(Value::Text(words.to_owned()))
}

fn word(word: &str) -> Vec<Value> {
    one(Value::Code(word.to_owned()))
}

fn day(day: Day) -> Vec<Value> {
    one(Value::Day(day.0))
}

fn optional_day(day: Option<Day>) -> Vec<Value> {
    one(day.map_or(Value::Absent, |day| Value::Day(day.0)))
}

fn days(tenure: Tenure) -> [Vec<Value>; 2] {
    [day(tenure.from), optional_day(tenure.until)]
}

fn concern(concern: &Concern) -> [Vec<Value>; 2] {
    match concern {
        Concern::Unit(unit) => [word("unit"), code(unit)],
        Concern::Person(person) => [word("person"), party(person)],
        Concern::Case(case_no) => [word("case"), word(case_no.as_str())],
    }
}

fn seat_word(seat: Seat) -> &'static str {
    match seat {
        Seat::Chair => "chair",
        Seat::Member => "member",
    }
}

fn kin_word(kin: Kin) -> &'static str {
    match kin {
        Kin::Spouse => "spouse",
        Kin::Direct => "direct",
        Kin::Collateral => "collateral",
        Kin::Affinity => "affinity",
    }
}

fn pool_word(pool: Pool) -> &'static str {
    match pool {
        Pool::ThirdParty => "third-party",
        Pool::Appraiser => "appraiser",
    }
}
