//! 核查方案: the facts to be found come from the rules; whoever finds them is on the team.

use super::Events;
use super::outcome::list;
use crate::case::act::Plan;
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::field::Word;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn plan(here: &Situation<'_>, act: &Plan) -> Events {
    let mut act = act.clone();
    for task in &mut act.tasks {
        let unknown = || Refusal::by(Rule::UnknownFact).with("fact", &task.fact).with("regulation", &here.law.name);
        let id = here.law.fact(task.fact.as_str()).map(|fact| fact.id.as_str()).ok_or_else(unknown)?;
        task.fact = Word::new(id).map_err(|_| Refusal::by(Rule::UnknownFact).with("fact", id))?;
        here.require_or(here.case.team.contains(&task.person), || {
            let refusal = Refusal::by(Rule::NotYourStep).with("person", &task.person).with("act", "plan");
            refusal.with("parties", "核查组").citing(&here.citation(Step::Plan))
        })?;
    }
    let left_out: Vec<Word> =
        here.facts_to_find().into_iter().filter(|fact| !act.tasks.iter().any(|task| &task.fact == fact)).collect();
    here.require_or(left_out.is_empty(), || Refusal::by(Rule::PlanIncomplete).with("missing", list(&left_out)))?;
    Ok(vec![Event::Planned(act)])
}

impl Situation<'_> {
    /// The facts a plan cannot leave out: the most decisive ones still open, as many as a plan fits on a page.
    pub fn facts_to_find(&self) -> Vec<Word> {
        const MOST: usize = 3;
        self.assess().missing.into_iter().take(MOST).collect()
    }
}
