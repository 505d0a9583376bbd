//! The proofs, on the generated lists with a superior and an older version.

use crate::cases::Texts;
use crate::clock::{Figure, processor_seconds};
use crate::own;
use crate::table::{Table, span, time};
use bonafide_bench_model::lists::{list40, list120};
use bonafide_rules::prove::{Theorem, Verdict, prove_some};
use bonafide_rules::regulation::Regulation;
use std::error::Error;
use std::hint::black_box;

/// A list with its superior, whose thresholds are wider, and its older version, whose thresholds are narrower.
struct Family {
    list: Regulation,
    superior: Regulation,
    older: Regulation,
}

impl Family {
    fn load(list: &str, wider: &str, older: &str, items: usize) -> Result<Self, Box<dyn Error>> {
        let id = format!("bench-list-{items}");
        let under = list.replace("superior: none", "superior: bench-superior@2026-1");
        let above = wider.replace(&id, "bench-superior").replace("level: county", "level: city");
        Ok(Self { list: own::regulation(&under)?, superior: own::regulation(&above)?, older: own::regulation(older)? })
    }

    /// Proves these theorems once: processor seconds, and one word a theorem.
    fn prove(&self, theorems: &[Theorem]) -> Result<(f64, Vec<(Theorem, String)>), Box<dyn Error>> {
        let before = processor_seconds();
        let proofs = black_box(prove_some(&self.list, Some(&self.superior), Some(&self.older), theorems))?;
        let seconds = processor_seconds() - before;
        let word = |verdict: &Verdict| match verdict {
            Verdict::Holds => "holds".to_owned(),
            Verdict::Fails(cases) => format!("{} counterexamples", cases.len()),
            Verdict::NotAsked(why) => format!("not asked ({why})"),
        };
        Ok((seconds, proofs.iter().map(|proof| (proof.theorem, word(&proof.verdict))).collect()))
    }

    /// What each theorem says, and how long it takes when it is asked alone.
    fn each(&self) -> Result<String, Box<dyn Error>> {
        let mut words = Vec::new();
        for theorem in ASKED {
            let (seconds, said) = self.prove(&[theorem])?;
            let said = said.into_iter().find(|(told, _)| *told == theorem).map_or(String::new(), |(_, word)| word);
            words.push(format!("{} {said} ({})", theorem.id(), time(seconds)));
        }
        Ok(words.join(", "))
    }
}

/// All but P10, which is about the examples in the text; the lists have none.
const ASKED: [Theorem; 9] = [
    Theorem::P1,
    Theorem::P2,
    Theorem::P3,
    Theorem::P4,
    Theorem::P5,
    Theorem::P6,
    Theorem::P7,
    Theorem::P8,
    Theorem::P9,
];

/// Proves the large list once.
pub fn once(older: i64) -> Result<(), Box<dyn Error>> {
    let family = Family::load(&list120(0).text, &list120(-older).text, &list120(older).text, 120)?;
    family.prove(&ASKED).map(drop)
}

/// Measures the proofs at both sizes. `older` moves the thresholds of the older version.
pub fn measure(texts: &Texts, older: i64, table: &mut Table) -> Result<(), Box<dyn Error>> {
    let small = Family::load(&texts.list40.text, &list40(-older).text, &list40(older).text, 40)?;
    let large = Family::load(&texts.list120.text, &list120(-older).text, &list120(older).text, 120)?;
    for (family, items, goal, limit, rounds) in [(&small, 40, "< 100 ms", 0.1, 7), (&large, 120, "< 3 s", 3.0, 3)] {
        let said = family.each()?;
        let run = |_| family.prove(&ASKED).map(|(seconds, _)| seconds);
        let figure = Figure::of((0..rounds).map(run).collect::<Result<Vec<_>, _>>()?);
        let question = format!("proofs P1 to P9, {items} items, with superior and older version");
        table.row(&question, goal, span(figure), said, Some(figure.median < limit));
    }
    Ok(())
}
