//! What an example in a regulation asks for and does not get.

use bonafide_rules::assess::{Answer, Shortfall};
use bonafide_rules::regulation::EffectId;

use super::phrase::Phrase;
use crate::words::say;

/// In one sentence.
pub(crate) fn sentence(phrase: Phrase<'_>, lacking: &Shortfall, answer: &Answer) -> String {
    let words = phrase.words;
    let effect = |id: EffectId| {
        let effect = phrase.regulation.effects.get(id.0 as usize);
        effect.map_or("", |effect| phrase.either(&effect.name, &effect.id))
    };
    match lacking {
        Shortfall::Answer => words.say("test-lacks-answer"),
        Shortfall::Possible => say!(words, "test-lacks-possible", possible = phrase.outcomes(answer.possible)),
        Shortfall::AskFirst(fact) => {
            let got = answer.missing.first().map_or("none", |fact| phrase.name(*fact));
            say!(words, "test-lacks-question", fact = phrase.name(*fact), got = got)
        }
        Shortfall::Because(tag) => say!(words, "test-lacks-reason", tag = tag.as_str()),
        Shortfall::RedLine(tag) => say!(words, "test-lacks-red-line", tag = tag.as_str()),
        Shortfall::Presumed(fact) => say!(words, "test-lacks-presumption", fact = phrase.name(*fact)),
        Shortfall::Effect(id) => say!(words, "test-lacks-effect", effect = effect(*id)),
    }
}
