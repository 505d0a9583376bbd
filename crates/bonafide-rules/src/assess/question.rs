//! What to ask next (首问): each unknown fact's values tried at once, the most decisive fact first.
#![expect(clippy::indexing_slicing, reason = "worlds are numbered by the loop that sized the planes")]

use std::borrow::Cow;

use crate::assess::assessor::Assessor;
use crate::assess::engine::Engine;
use crate::assess::exact::Exact;
use crate::assess::program::spread_out;
use crate::assess::values::in_case;
use crate::regulation::{FactId, Standing};

const WORDS: usize = 4;
const LANES: usize = WORDS * 64;

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
        let worlds: Vec<(usize, FactId, Standing)> = facts
            .iter()
            .enumerate()
            .flat_map(|(place, fact)| {
                let in_case = in_case(engine, &self.scratch.cone, *fact, &self.standings);
                let answers = in_case.unwrap_or(Cow::Borrowed(&engine.classes[fact.0 as usize].representatives));
                answers.iter().map(|answer| (place, *fact, *answer)).collect::<Vec<_>>()
            })
            .collect();
        let mut questions: Vec<Question> =
            facts.iter().map(|fact| Question { fact: *fact, settles: 0, answers: 0, open: 0 }).collect();
        for chunk in worlds.chunks(LANES) {
            let mut planes = Vec::new();
            spread_out::<WORDS>(&self.scratch.base, &mut planes);
            for (lane, (_, fact, answer)) in chunk.iter().enumerate() {
                let before = self.standings[fact.0 as usize];
                self.standings[fact.0 as usize] = *answer;
                engine.program.set_world(*fact, &self.standings, lane, &mut planes);
                self.standings[fact.0 as usize] = before;
            }
            engine.program.run_some(&self.scratch.cone.ands, &mut planes);
            for (lane, (place, ..)) in chunk.iter().enumerate() {
                count(engine, &planes, lane, &mut questions[*place]);
            }
        }
        questions
    }
}

fn count(engine: &Engine, planes: &[[u64; WORDS]], lane: usize, question: &mut Question) {
    let (word, bit) = (lane / 64, lane % 64);
    let known = |plane: usize| (planes[plane][word] | planes[plane ^ 1][word]) >> bit & 1 == 1;
    question.answers += 1;
    question.settles += u32::from(engine.result_roots.iter().all(|root| known(root.plane())));
    question.open += engine.outputs.gives.iter().filter(|wire| !known(wire.plane())).count() as u32;
}

/// What finding a fact takes: a document, then a person's judgement, then somebody else's in graver cases.
fn cost(engine: &Engine, fact: FactId) -> u32 {
    match engine.regulation.facts.get(fact.0 as usize).and_then(|fact| fact.judged_by.as_ref()) {
        None => 0,
        Some(judges) if judges.instead.is_empty() => 1,
        Some(_) => 2,
    }
}
