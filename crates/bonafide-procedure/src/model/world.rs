//! The small world of the model check: one unit, six people, a regulation of four facts in two versions, four days.

use std::sync::LazyLock;

use crate::calendar::Calendar;
use crate::case::InForce;
use crate::id::{CaseNo, Day, PersonId};
use crate::roster::{PastCases, Roster, text};

/// The version in force on the day of the act, 2025-12-20.
pub(super) const OF_ACT: usize = 0;
/// The version of the year after: never the right one for the matters of this world.
pub(super) const NEXT: usize = 1;

/// The regulation; its second version differs by name and days only.
const REGULATION: &str = include_str!("world.md");

/// The people. p1 and p2 are husband and wife; p2, p4, p5 and p6 sit in two organs or more.
pub(super) const PEOPLE: &str = include_str!("people.md");

/// The days at the desk. Five working days from the second run out on 2026-03-10; a year of protection, on 2027-03-16.
const DAYS: [&str; 4] = ["2026-03-02", "2026-03-03", "2026-03-16", "2027-04-01"];

/// What does not change while a model runs.
pub(super) struct World {
    pub(super) laws: [InForce; 2],
    pub(super) roster: Roster,
    pub(super) past: PastCases,
    pub(super) calendar: Calendar,
    pub(super) numbers: [CaseNo; 2],
    pub(super) people: Vec<PersonId>,
    pub(super) days: Vec<Day>,
}

pub(super) static WORLD: LazyLock<World> = LazyLock::new(|| World::of(PEOPLE));

impl World {
    /// The world with these people in it.
    pub(super) fn of(people: &str) -> Self {
        let next = REGULATION
            .replace("version: 2025-1", "version: 2026-1")
            .replace("in_force: 2025-01-01..2025-12-31", "in_force: 2026-01-01..");
        let (roster, _) = text::load(people, Roster::empty()).unwrap_or_else(|errors| panic!("{errors:?}"));
        let number = |text: &str| CaseNo::new(text).unwrap();
        Self {
            laws: [law(REGULATION), law(&next)],
            people: roster.persons().map(|person| person.id.clone()).collect(),
            roster,
            past: PastCases::none(),
            calendar: Calendar::official(),
            numbers: [number("2026-0001"), number("2026-0002")],
            days: DAYS.iter().map(|day| Day::parse(day).unwrap()).collect(),
        }
    }
}

fn law(text: &str) -> InForce {
    let checked = bonafide_rules::load(text);
    let regulation = checked.regulation.unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
    InForce::of(&regulation).unwrap_or_else(|gaps| panic!("{gaps:?}"))
}
