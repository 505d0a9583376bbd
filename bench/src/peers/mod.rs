//! The other engines, each behind the same few calls.
pub mod cedar;
pub mod cel;
pub mod openfisca;
pub mod regorus;
pub mod zen;

use bonafide_bench_model::rules::OUTCOMES;

/// Code of an outcome by its name.
pub fn outcome_code(name: &str) -> Option<u8> {
    OUTCOMES.iter().position(|known| *known == name).map(|code| code as u8)
}

/// Bit of a rule id such as `l2`.
pub fn rule_bit(id: &str) -> u64 {
    let from = match id.as_bytes().first() {
        Some(b'r') => 0,
        Some(b'l') => 8,
        _ => 14,
    };
    id.get(1..).and_then(|number| number.parse::<u32>().ok()).map_or(0, |number| 1 << (from + number - 1))
}

use crate::clock::{Race, timed};
use std::error::Error;

/// The engines that answer a case at a time.
pub struct Peers {
    regorus: regorus::Regorus,
    zen: zen::Zen,
    cel: cel::Cel,
    cedar: cedar::Cedar,
    cases: usize,
}

impl Peers {
    /// Loads the rule set and the cases into each.
    pub fn load(lines: &[String]) -> Result<Self, Box<dyn Error>> {
        let mut peers = Self {
            regorus: regorus::Regorus::load()?,
            zen: zen::Zen::load()?,
            cel: cel::Cel::load()?,
            cedar: cedar::Cedar::load()?,
            cases: lines.len(),
        };
        peers.regorus.take(lines)?;
        peers.zen.take(lines)?;
        peers.cel.take(lines)?;
        peers.cedar.take(lines)?;
        Ok(peers)
    }

    /// Checks every outcome, and every rule where the engine tells: regorus and cel all 34, zen the six looks.
    pub fn check(&mut self, expected: &[(u8, u64)]) -> Result<(), Box<dyn Error>> {
        const LOOKS: u64 = 0b11_1111 << 8;
        for (case, (outcome, fired)) in expected.iter().take(self.cases).enumerate() {
            let agree = [
                ("regorus", self.regorus.decide(case)? == (Some(*outcome), *fired)),
                ("zen", self.zen.decide(case)? == (Some(*outcome), fired & LOOKS)),
                ("cel", self.cel.decide(case)? == (Some(*outcome), *fired)),
                ("cedar", self.cedar.decide(case) == Some(*outcome)),
            ];
            if let Some((name, _)) = agree.into_iter().find(|(_, agrees)| !agrees) {
                return Err(format!("{name} differs from the reference on case {case}").into());
            }
        }
        Ok(())
    }

    /// Enters the race for outcome and fired rules.
    pub fn enter<'a>(&'a mut self, race: &mut Race<'a>) {
        let Self { regorus, zen, cel, cedar, cases } = self;
        let (zen, cel, cedar, cases) = (&*zen, &*cel, &*cedar, *cases);
        let (slow, slower) = (cases / 2, cases / 4);
        let regorus = std::cell::RefCell::new(regorus);
        let regorus = std::rc::Rc::new(regorus);
        let again = regorus.clone();
        race.enter("regorus RVM", move || timed(cases, || regorus.borrow_mut().explained(cases)));
        race.enter("regorus interpreter", move || timed(slower, || again.borrow_mut().interpreted(slower)));
        race.enter("zen", move || timed(slow, || zen.explained(slow)));
        race.enter("zen with trace", move || timed(slow, || zen.traced(slow)));
        race.enter("cel", move || timed(slow, || cel.explained(slow)));
        race.enter("cedar (determining policies only)", move || timed(slower, || cedar.explained(slower)));
    }
}
