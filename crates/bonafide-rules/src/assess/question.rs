//! What to ask next (首问): each unknown fact's values tried at once, the most decisive fact first.
#![expect(clippy::indexing_slicing, reason = "worlds are numbered by the loop that sized the planes")]

use std::borrow::Cow;

use crate::assess::assessor::Assessor;
use crate::assess::engine::Engine;
use crate::assess::exact::{Exact, LANES, Scratch};
use crate::assess::program::spread_out;
use crate::assess::values::in_case;
use crate::regulation::{FactId, Standing};

/// A fact worth asking about, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// What to ask.
    pub fact: FactId,
    /// How many of its answers settle the case.
    pub settles: u32,
    /// How many different answers it has.
    pub answers: u32,
    /// Nodes that stay open, summed over its answers.
    pub open: u32,
}

impl Assessor<'_> {
    /// The questions still worth asking about a case, most decisive first; none when it is settled.
    pub fn questions(&mut self, standings: &[Standing]) -> Vec<Question> {
        self.take(standings);
        let exact = self.settle();
        self.ask(&exact, standings)
    }

    pub(crate) fn missing(&mut self, exact: &Exact, given: &[Standing]) -> Vec<FactId> {
        self.ask(exact, given).into_iter().map(|question| question.fact).collect()
    }

    /// Ranks what matters: share of answers that settle the case, then what stays open, then cost, then the file's order.
    fn ask(&mut self, exact: &Exact, given: &[Standing]) -> Vec<Question> {
        let engine = self.engine;
        let askable = |fact: &FactId| {
            let cannot = given.get(fact.0 as usize) == Some(&Standing::CannotEstablish);
            !(cannot && engine.presumption(*fact).is_some())
        };
        let mut facts: Vec<FactId> = exact.relevant.iter().copied().filter(askable).collect();
        if !exact.is_relevance_shown {
            facts = self.scratch.mattering(engine, &self.standings, facts);
        }
        let mut questions = self.try_answers(&facts);
        questions.sort_by(|a, b| {
            let (share_a, share_b) = (a.settles * b.answers, b.settles * a.answers);
            let (open_a, open_b) = (a.open * b.answers, b.open * a.answers);
            let cost = |question: &Question| cost(engine, question.fact);
            share_b.cmp(&share_a).then(open_a.cmp(&open_b)).then(cost(a).cmp(&cost(b))).then(a.fact.cmp(&b.fact))
        });
        questions
    }

    /// One world for each answer of each fact, everything else as it stands.
    fn try_answers(&mut self, facts: &[FactId]) -> Vec<Question> {
        let engine = self.engine;
        let roots: Vec<_> = engine.result_roots.iter().chain(&engine.outputs.gives).copied().collect();
        engine.program.cone(&roots, &self.scratch.base, &mut self.scratch.cone);
        let mut worlds: Vec<(usize, FactId, Standing)> = Vec::with_capacity(facts.len() * 2);
        for (place, fact) in facts.iter().enumerate() {
            let in_case = in_case(engine, &self.scratch.cone, *fact, &self.standings);
            let answers = in_case.unwrap_or(Cow::Borrowed(&engine.classes[fact.0 as usize].representatives));
            worlds.extend(answers.iter().map(|answer| (place, *fact, *answer)));
        }
        let mut questions: Vec<Question> =
            facts.iter().map(|fact| Question { fact: *fact, settles: 0, answers: 0, open: 0 }).collect();
        let Scratch { base, narrow, wide, cone, .. } = &mut self.scratch;
        for chunk in worlds.chunks(LANES) {
            if chunk.len() <= 64 {
                spread_out(base, narrow);
                set_answers(engine, chunk, &mut self.standings, narrow);
                engine.program.run_some(&cone.ands, narrow);
                count(engine, narrow, chunk, &mut questions);
            } else {
                spread_out(base, wide);
                set_answers(engine, chunk, &mut self.standings, wide);
                engine.program.run_wide(&cone.ands, wide);
                count(engine, wide, chunk, &mut questions);
            }
        }
        questions
    }
}

/// Gives each world its answer; the case is as it was afterwards.
fn set_answers<const W: usize>(
    engine: &Engine,
    worlds: &[(usize, FactId, Standing)],
    case: &mut [Standing],
    planes: &mut [[u64; W]],
) {
    for (lane, (_, fact, answer)) in worlds.iter().enumerate() {
        let before = std::mem::replace(&mut case[fact.0 as usize], *answer);
        engine.program.set_world(*fact, case, lane, planes);
        case[fact.0 as usize] = before;
    }
}

/// Counts what each answer settles and leaves open.
fn count<const W: usize>(
    engine: &Engine,
    planes: &[[u64; W]],
    worlds: &[(usize, FactId, Standing)],
    questions: &mut [Question],
) {
    // By word of worlds: where every result is known.
    let known =
        |plane: usize| -> [u64; W] { std::array::from_fn(|word| planes[plane][word] | planes[plane ^ 1][word]) };
    let mut settled = [!0_u64; W];
    for root in &engine.result_roots {
        let known = known(root.plane());
        settled.iter_mut().zip(known).for_each(|(settled, known)| *settled &= known);
    }
    for (lane, (place, ..)) in worlds.iter().enumerate() {
        questions[*place].answers += 1;
        questions[*place].settles += (settled[lane / 64] >> (lane % 64) & 1) as u32;
    }
    for wire in &engine.outputs.gives {
        let known = known(wire.plane());
        if known == [!0; W] {
            continue;
        }
        for (lane, (place, ..)) in worlds.iter().enumerate() {
            questions[*place].open += (!known[lane / 64] >> (lane % 64) & 1) as u32;
        }
    }
}

/// What finding a fact takes: a document, then a person's judgement, then somebody else's in graver cases.
fn cost(engine: &Engine, fact: FactId) -> u32 {
    match engine.regulation.facts.get(fact.0 as usize).and_then(|fact| fact.judged_by.as_ref()) {
        None => 0,
        Some(judges) if judges.instead.is_empty() => 1,
        Some(_) => 2,
    }
}
