//! Who runs against whom.

use crate::cases::Cases;
use crate::clock::{Race, timed};
use crate::floor::{self, Columns, KEPT, Row};
use std::error::Error;

/// How many of the cases the slow engines run a turn.
pub const PEER_CASES: usize = 20_000;

/// The floors' inputs, checked against the slow reference.
pub struct Floors {
    pub rows: Vec<Row>,
    pub columns: Columns,
    pub blocks: usize,
}

impl Floors {
    /// Reads the cases and checks both forms, outcome and every rule.
    pub fn load(cases: &Cases) -> Result<Self, Box<dyn Error>> {
        let rows: Vec<Row> = cases.packed().chunks_exact(52).map(Row::read).collect();
        let mut columns = Columns::default();
        rows.iter().for_each(|row| columns.push(row));
        let blocks = rows.len().div_ceil(64);
        let filler = rows.first().copied().unwrap_or_default();
        (rows.len()..blocks * 64).for_each(|_| columns.push(&filler));
        let mut kept = vec![0; blocks * KEPT];
        floor::run(&columns, blocks, &mut kept);
        for (place, (row, expected)) in rows.iter().zip(&cases.expected).enumerate() {
            if floor::fired(row) != *expected || floor::outcome(row) != expected.0 || floor::kept_case(&kept, place) != *expected {
                return Err(format!("a floor differs from the reference on case {place}").into());
            }
        }
        Ok(Self { rows, columns, blocks })
    }
}

/// Enters the row function: outcome and a mask of the rules.
pub fn enter_rows<'a>(race: &mut Race<'a>, floors: &'a Floors) {
    race.enter("floor: row function", || {
        timed(floors.rows.len() * 20, || {
            for _ in 0..20 {
                std::hint::black_box(floors.rows.iter().fold(0, |sum, row| sum ^ floor::fired(row).1));
            }
        })
    });
}

/// Enters the column floor, keeping every verdict (one plane each: it is two-valued).
pub fn enter_columns<'a>(race: &mut Race<'a>, floors: &'a Floors, kept: &'a mut Vec<u64>, passes: usize) {
    kept.resize(floors.blocks * KEPT, 0);
    race.enter("floor: columns", move || {
        timed(floors.blocks * 64 * passes, || {
            for _ in 0..passes {
                std::hint::black_box(floor::run(&floors.columns, floors.blocks, kept));
            }
        })
    });
}

/// The peers and floors alone.
#[cfg(feature = "peers")]
pub fn peers_alone(cases: &Cases) -> Result<(), Box<dyn Error>> {
    let floors = Floors::load(cases)?;
    let folder = cases.write()?;
    let lines = cases.peer_lines(PEER_CASES);
    let mut peers = crate::peers::Peers::load(&lines)?;
    peers.check(&cases.expected)?;
    let mut openfisca = crate::peers::openfisca::OpenFisca::start(&crate::cases::bench_folder(), &folder)?;
    let mut kept = Vec::new();
    let mut race = Race::default();
    peers.enter(&mut race);
    enter_rows(&mut race, &floors);
    enter_columns(&mut race, &floors, &mut kept, 100);
    race.enter("OpenFisca, 100,000 at once", || openfisca.turn("batch"));
    race.run(5);
    for (name, rate) in race.rates() {
        println!("{name}\t{:.0} ({:.0}-{:.0}) /s", rate.median, rate.least, rate.most);
    }
    Ok(())
}
