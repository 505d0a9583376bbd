//! One question over and over, for a profiler: `perf record -g target/release/bonafide-bench profile proofs`.

use crate::cases::{Cases, OLDER, Texts};
use crate::{lists, own, proofs};
use bonafide_bench_model::lists::list;
use bonafide_rules::assess::Engine;
use bonafide_rules::assess::ChangeScope;
use bonafide_rules::regulation::Standing;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long each question is repeated.
const SPAN: Duration = Duration::from_secs(10);

fn repeat<'c>(cases: &'c [Vec<Standing>], mut ask: impl FnMut(&'c [Standing])) {
    let start = Instant::now();
    for case in cases.iter().cycle() {
        ask(case);
        if start.elapsed() > SPAN {
            return;
        }
    }
}

/// Repeats `assess`, `explain`, `partial`, `questions`, `changes`, `sufficient`, `open`, `proofs`, `load` or `reading`.
pub fn run(what: &str, texts: &Texts) -> Result<(), Box<dyn Error>> {
    let ready = lists::ready(&texts.list120, 200)?;
    let mut assessor = ready.engine.assessor();
    match what {
        "assess" => repeat(&ready.full, |case| drop(black_box(assessor.assess(case)))),
        "explain" => repeat(&ready.full, |case| drop(black_box(assessor.explain(case)))),
        "partial" => repeat(&ready.partial, |case| drop(black_box(assessor.assess(case)))),
        "questions" => repeat(&ready.partial, |case| drop(black_box(assessor.questions(case)))),
        "changes" => repeat(&ready.full, |case| drop(black_box(assessor.changes(case, ChangeScope::Findings, 20)))),
        "sufficient" => repeat(&ready.full, |case| drop(black_box(assessor.sufficient(case)))),
        "load" => repeat(&ready.full, |_| {
            drop(black_box(own::regulation(&texts.list120.text).map(|regulation| Engine::new(&regulation)).ok()));
        }),
        "open" => {
            let cases = Cases::generate();
            let (engine, open) = crate::all::open_cases(&cases, texts)?;
            let mut assessor = engine.assessor();
            repeat(&open, |case| drop(black_box(assessor.explain(case))));
        }
        "reading" => {
            let long = list(225, 20, 9, 2000, 0).text;
            repeat(&ready.full, |_| drop(black_box(bonafide_rules::load(&long))));
        }
        "proofs" => proofs::once(OLDER)?,
        other => return Err(format!("nothing called `{other}` to profile").into()),
    }
    Ok(())
}
