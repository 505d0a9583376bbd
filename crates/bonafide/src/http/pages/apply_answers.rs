//! What an application holds so far (申请草稿): the answers by fact, each a draft of its own at its question's address, and what
//! the rules say to them.

use bonafide_procedure::case::{InForce, standing};
use bonafide_rules::regulation::{Fact, Standing};

use crate::gather::Gathered;
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::draft::{self, Draft, Kept};
use crate::http::hall::Hall;
use crate::report::names::Names;
use crate::report::phrase::Phrase;

/// The value of a question answered with 不清楚.
pub(super) const UNCLEAR: &str = "unclear";

/// One answer.
pub(super) struct Given {
    /// The id of the fact.
    pub(super) fact: String,
    /// The value; [`UNCLEAR`] for 不清楚.
    pub(super) value: String,
    /// What the person says to it.
    pub(super) words: String,
    pub(super) files: Vec<Kept>,
    pub(super) place: String,
}

/// Where the answer to a fact is kept.
pub(super) fn place_of(gathered: &Gathered, fact: &str) -> String {
    format!("/apply/{}/q/{fact}", gathered.number)
}

/// The value a draft of a question holds: chosen, written, or not to be said; empty without an answer.
pub(super) fn value_of(draft: &Draft) -> &str {
    if draft.field("f-unclear").is_empty() { draft.field("f-value").trim() } else { UNCLEAR }
}

/// The answers given so far, the first answered first.
pub(super) fn all(hall: &Hall, ask: &Ask, gathered: &Gathered) -> Result<Vec<Given>, Trouble> {
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let before = place_of(gathered, "");
    let mut given = Vec::new();
    for (place, _) in hall.desk.store.drafts(person.as_str())?.into_iter().rev() {
        let Some(fact) = place.strip_prefix(&before).filter(|fact| !fact.contains('#')) else { continue };
        let Some(known) = gathered.law.fact(fact) else { continue };
        let draft = draft::of(hall, ask, &place)?;
        let value = value_of(&draft).to_owned();
        let is_answer = value == UNCLEAR || standing(known, &value).is_some();
        if is_answer || !draft.files.is_empty() || !draft.field("f-words").is_empty() {
            let value = if is_answer { value } else { UNCLEAR.to_owned() };
            let words = draft.field("f-words").trim().to_owned();
            given.push(Given { fact: known.id.clone(), value, words, files: draft.files, place });
        }
    }
    Ok(given)
}

/// The answers as the rules take them; what is not clear is not examined.
pub(super) fn standings(law: &InForce, given: &[Given]) -> Vec<Standing> {
    let of = |fact: &Fact| {
        let own = given.iter().find(|one| one.fact == fact.id && one.value != UNCLEAR);
        own.and_then(|one| standing(fact, &one.value)).unwrap_or_default()
    };
    law.regulation().facts.iter().map(of).collect()
}

/// What still matters and was not asked, the most decisive first.
pub(super) fn open<'l>(law: &'l InForce, given: &[Given]) -> Vec<&'l Fact> {
    let questions = law.engine().assessor().questions(&standings(law, given));
    let facts = &law.regulation().facts;
    let fact = |question: &bonafide_rules::assess::Question| facts.get(question.fact.0 as usize);
    let is_open = |fact: &&Fact| !given.iter().any(|one| one.fact == fact.id);
    questions.iter().filter_map(fact).filter(is_open).collect()
}

/// The tags of the items that the answers speak for.
pub(super) fn items(law: &InForce, given: &[Given]) -> Vec<String> {
    let answer = law.answer(&standings(law, given));
    let phrase_nodes = &law.regulation().nodes;
    let tag = |id: &bonafide_rules::regulation::NodeId| phrase_nodes.get(id.0 as usize).map(|node| node.tag.clone());
    answer.because.iter().filter_map(tag).collect()
}

/// An answer in words.
pub(super) fn said(names: &Names<'_>, law: &InForce, given: &Given) -> String {
    if given.value == UNCLEAR {
        return names.words.say("web-unclear");
    }
    let facts = &law.regulation().facts;
    let Some(place) = facts.iter().position(|fact| fact.id == given.fact) else { return given.value.clone() };
    let Some(own) = facts.get(place).and_then(|fact| standing(fact, &given.value)) else { return given.value.clone() };
    let id = bonafide_rules::regulation::FactId(u32::try_from(place).unwrap_or(u32::MAX));
    Phrase { words: names.words, regulation: law.regulation() }.standing(id, own)
}
