//! The lot: fixed vectors that the Python of the reference page gives too, fairness, and who is never drawn.

use super::super::lot::{Draw, LotError, LotSeed, check, draw};
use super::*;

fn seed(round: u32) -> LotSeed {
    LotSeed {
        case_no: crate::id::CaseNo::new("2025-0001").unwrap(),
        round,
        tree_size: 1_000,
        root: std::array::from_fn(|index| u8::try_from(index).unwrap()),
    }
}

fn pool(count: usize) -> Vec<PersonId> {
    (0..count).map(|number| person(&format!("w{number:02}"))).collect()
}

/// Chi-square of counts against equal shares.
fn chi_square(counts: &[u32]) -> f64 {
    let expected = f64::from(counts.iter().sum::<u32>()) / counts.len() as f64;
    counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum()
}

#[test]
fn everybody_is_drawn_equally_often_and_in_every_order() {
    let pool = pool(7);
    let (mut drawn, mut first, mut orders) = ([0_u32; 7], [0_u32; 7], BTreeMap::new());
    for round in 0..21_000 {
        let draw = draw(&pool, seed(round), 2).unwrap();
        let places: Vec<usize> = draw.drawn.iter().map(|who| pool.binary_search(who).unwrap()).collect();
        first[places[0]] += 1;
        places.iter().for_each(|place| drawn[*place] += 1);
        *orders.entry(places).or_insert(0_u32) += 1;
    }
    // Upper 0.1 % points of chi-square: 22.46 for 6 degrees of freedom, 74.74 for 41.
    assert!(chi_square(&first) < 22.46, "{first:?}");
    assert!(chi_square(&drawn) < 22.46, "{drawn:?}");
    let orders: Vec<u32> = orders.into_values().collect();
    assert_eq!(orders.len(), 42);
    assert!(chi_square(&orders) < 74.74, "{orders:?}");
}

#[test]
fn a_draw_checks_and_any_change_to_it_does_not() {
    let good = draw(&pool(8), seed(0), 3).unwrap();
    assert_eq!(check(&good), Ok(()));
    let mut shuffled: Vec<PersonId> = pool(8);
    shuffled.reverse();
    assert_eq!(draw(&shuffled, seed(0), 3).unwrap(), good, "the order in which the list is given does not matter");
    let spoilt = |change: fn(&mut Draw)| {
        let mut draw = good.clone();
        change(&mut draw);
        check(&draw)
    };
    assert_eq!(spoilt(|draw| draw.drawn.swap(0, 1)), Err(LotError::OtherResult { place: 1 }));
    assert_eq!(spoilt(|draw| drop(draw.drawn.pop())), Err(LotError::OtherResult { place: 3 }));
    assert!(matches!(spoilt(|draw| draw.pool.swap(2, 3)), Err(LotError::PoolUnsorted(_))));
    assert!(spoilt(|draw| draw.seed.tree_size += 1).is_err());
    assert!(spoilt(|draw| draw.seed.root[31] ^= 1).is_err());
    assert_eq!(draw(&pool(2), seed(0), 3), Err(LotError::PoolTooSmall { pool: 2, count: 3 }));
    assert_eq!(draw(&pool(2), seed(0), 0), Err(LotError::NothingToDraw));
}

#[test]
fn a_stated_seed_reads_or_is_none() {
    let root: String = (0..32).map(|byte| format!("{byte:02x}")).collect();
    let number = || crate::id::CaseNo::new("2025-0001").unwrap();
    assert_eq!(LotSeed::read(&format!("1000:{root}"), number(), 2), Some(seed(2)));
    let wrong = ["1000", "1000:", ":00", "many:00"].map(str::to_owned);
    let wrong = wrong.into_iter().chain([format!("1000:{root}00"), format!("1000:{}zz", &root[2..])]);
    for stated in wrong {
        assert_eq!(LotSeed::read(&stated, number(), 2), None, "{stated}");
    }
}

#[test]
fn a_longer_draw_begins_with_the_shorter_one() {
    let three = draw(&pool(9), seed(4), 3).unwrap().drawn;
    let nine = draw(&pool(9), seed(4), 9).unwrap().drawn;
    assert_eq!(nine[..3], three[..]);
    let mut all = nine;
    all.sort();
    assert_eq!(all, pool(9));
}

#[test]
fn the_barred_and_the_retired_are_never_drawn() {
    let (roster, _) = qinghe();
    let (grounds, past) = (Grounds::of(&regulation(GENERAL)), PastCases::none());
    let judged = Impartiality { roster: &roster, grounds: &grounds, past: &past, years_back: 3 };
    let on = day("2025-01-10");
    let third = judged.drawable(Pool::ThirdParty, &bridge(Part::Assess), on);
    let appraisers = judged.drawable(Pool::Appraiser, &bridge(Part::Assess), on);
    assert_eq!(ids(&third.pool), ["w01", "w03"], "w02 advised the bureau");
    assert_eq!(ids(&appraisers.pool), ["w05", "w06", "w07"], "w04 owes the person concerned, w08 has left");
    assert_eq!(appraisers.barred[0].0, person("w04"));
    for round in 0..200 {
        let drawn = draw(&appraisers.pool, seed(round), 2).unwrap().drawn;
        assert!(drawn.iter().all(|who| !["w04", "w08"].contains(&who.as_str())));
    }
}

#[test]
fn the_page_and_its_python_give_the_same_draw() {
    // The two lines of the page were printed by its Python.
    let page = include_str!("../../../../../docs/reference/lot.md");
    let drawn = draw(&pool(10), seed(0), 3).unwrap();
    let digest: String = seed(0).digest().iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(page.contains(&format!("\nseed  {digest}\n")), "{digest}");
    assert!(page.contains(&format!("\ndrawn {}\n", ids(&drawn.drawn).join(" "))), "{drawn:?}");
}
