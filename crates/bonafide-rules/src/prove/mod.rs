//! Proofs about a whole regulation, over every case there can be (P1 to P10).
//!
//! What is claimed to fail comes with a concrete case. The case is found by SAT ([`worlds`]), made short ([`witness`]), and
//! answered again by the ordinary engine before it is given out; were the two to disagree, that is a fault of ours
//! ([`ProveFault::Disagreement`]), never a result. No sentences here: claims carry ids, wording lives in the locales.

use std::sync::Arc;

use thiserror::Error;

use crate::diagnostic::Diagnostic;
use crate::outcome::OutcomeSet;
pub use crate::prove::examples::GeneratedExample;
use crate::regulation::{DefinitionId, Fact, FactId, NodeId, Regulation, Standing, Test};

mod alone;
mod bench;
mod decisive;
mod equal;
pub mod examples;
mod generate;
pub mod realise;
pub mod sat;
pub mod spread;
mod superior;
mod versions;
pub mod witness;
pub mod worlds;

/// How many counterexamples of one theorem are given at most; [`Proof::cut`] says when there were more.
pub const COUNTEREXAMPLES_MAX: usize = 24;

/// The theorems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Theorem {
    /// Every red line, item and exception can fire.
    P1,
    /// None is swallowed by the rest: without it some answer would be another.
    P2,
    /// No two outcomes without an order.
    P3,
    /// No case is left unaddressed.
    P4,
    /// Nothing is treated more lightly than the superior allows.
    P5,
    /// The superior's red lines are not weakened.
    P6,
    /// Two versions agree.
    P7,
    /// Identity facts (身份) never matter.
    P8,
    /// A graver consequence (加重) never gives a lighter outcome.
    P9,
    /// The examples reach every condition both ways.
    P10,
}

impl Theorem {
    /// All of them in order.
    pub const ALL: [Self; 10] =
        [Self::P1, Self::P2, Self::P3, Self::P4, Self::P5, Self::P6, Self::P7, Self::P8, Self::P9, Self::P10];

    /// `P1`, as people and scripts name it.
    pub fn id(self) -> &'static str {
        match self {
            Self::P1 => "P1",
            Self::P2 => "P2",
            Self::P3 => "P3",
            Self::P4 => "P4",
            Self::P5 => "P5",
            Self::P6 => "P6",
            Self::P7 => "P7",
            Self::P8 => "P8",
            Self::P9 => "P9",
            Self::P10 => "P10",
        }
    }
}

/// What became of one theorem.
#[derive(Clone, Debug)]
pub struct Proof {
    /// Which.
    pub theorem: Theorem,
    /// Whether it holds.
    pub verdict: Verdict,
    /// Cases worth knowing that are no failure (P4: what is declared to stay outside).
    pub remarks: Vec<Counterexample>,
    /// There were more counterexamples than are given.
    pub cut: bool,
    /// P10: examples that close the gaps.
    pub examples: Vec<GeneratedExample>,
    /// The facts that the cases are about, by position: the regulation's own, then those only the other text has.
    pub facts: Arc<[Fact]>,
}

/// Whether a theorem holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// For every case there can be.
    Holds,
    /// Not for these.
    Fails(Vec<Counterexample>),
    /// It was not asked; the key of the reason: `no-superior`, `no-other-version`.
    NotAsked(&'static str),
}

/// A case that shows a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counterexample {
    /// By fact; 未查 where the claim holds whatever the fact turns out to be.
    pub case: Vec<Standing>,
    /// The case beside it, for claims about two.
    pub second: Option<Vec<Standing>>,
    /// What it shows.
    pub claim: Claim,
}

/// What the rules leave in a case: the allowed outcomes, or none that all grants share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ruling {
    /// These; more than one is a choice.
    Outcomes(OutcomeSet),
    /// 冲突
    Conflict,
}

/// How one ruling compares with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shift {
    /// Lighter than before.
    Widened,
    /// Graver than before.
    Narrowed,
    /// A choice became wider or narrower, or a conflict came or went.
    Otherwise,
}

/// What a counterexample shows. Nodes and definitions are those of the regulation under proof unless said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// P1: no case meets the node's own condition. The case is empty.
    NeverHolds {
        /// Which.
        node: NodeId,
    },
    /// P1: its condition can hold, as in this case, but it never fires.
    NeverFires {
        /// Which.
        node: NodeId,
    },
    /// P2: it fires, as in this case, but every answer is the same without it.
    ChangesNothing {
        /// Which.
        node: NodeId,
    },
    /// P2: wherever this red line is crossed, another one is too.
    NeverAlone {
        /// Which.
        red_line: NodeId,
        /// Crossed with it in this case.
        with: Vec<NodeId>,
    },
    /// P3: these grants stand together and have no outcome in common.
    Conflict {
        /// The smallest set that clashes.
        nodes: Vec<NodeId>,
    },
    /// P4: no item names the case and no red line is crossed.
    Unaddressed {
        /// What the superior gives, if there is one.
        superior: Option<Ruling>,
    },
    /// P5: the local list alone is lighter than the superior alone.
    LighterThanSuperior {
        /// The local grants that stand.
        nodes: Vec<NodeId>,
        /// What they give.
        local: Ruling,
        /// What the superior gives.
        superior: Ruling,
    },
    /// P6: a red line of the superior is crossed, and the local list still tolerates.
    RedLineWeakened {
        /// The superior's red line.
        red_line: NodeId,
        /// The local grants that stand.
        nodes: Vec<NodeId>,
        /// What they give.
        local: Ruling,
    },
    /// P7: wherever these conditions hold, the answer changed like this.
    Changed {
        /// Which way.
        shift: Shift,
        /// The old ruling.
        from: Ruling,
        /// The new one.
        to: Ruling,
        /// Tests, each as it must turn out.
        conditions: Vec<(Test, bool)>,
    },
    /// P8: the two cases differ in an identity fact only, and the answers differ.
    IdentityMatters {
        /// Which fact.
        fact: FactId,
        /// The ruling of the first case.
        first: Ruling,
        /// Of the second; the same when only effects or the modality differ.
        second: Ruling,
    },
    /// P9: the second case is graver in this fact only, and its outcome is lighter.
    GraverIsLighter {
        /// Which fact.
        fact: FactId,
        /// The ruling of the first case.
        first: Ruling,
        /// Of the second.
        second: Ruling,
    },
    /// P10: no example shows that this test decides its condition when it turns out so.
    Untried {
        /// Where the test stands.
        place: ConditionPlace,
        /// Which part of that condition, counted from the left.
        part: usize,
        /// How it turns out.
        value: bool,
    },
    /// P10: this test decides its condition in no case at all, or never when it turns out so. The case is empty.
    Idle {
        /// Where the test stands.
        place: ConditionPlace,
        /// Which part of that condition, counted from the left.
        part: usize,
        /// How it would have to turn out; `None`: either way.
        value: Option<bool>,
    },
}

/// Whose condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConditionPlace {
    /// A node's own.
    Node(NodeId),
    /// A definition's meaning.
    Definition(DefinitionId),
}

/// Why no result can be given.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ProveFault {
    /// The texts to be compared disagree about a fact; the findings say which, with places in the text under proof.
    #[error("the two texts disagree about a fact")]
    Unaligned(Vec<Diagnostic>),
    /// The solver and the engine disagree about a case: a mistake in this program.
    #[error("the engine does not confirm a counterexample of {}", .0.id())]
    Disagreement(Theorem),
    /// Numbers tied with factors need more search than is allowed.
    #[error("numbers tied with factors are out of reach in {}", .0.id())]
    OutOfReach(Theorem),
}

/// Proves what can be proved of a checked regulation: P1 to P10 in order.
///
/// `superior` is the text it names as its superior, `against` an older version of it.
///
/// # Errors
/// [`ProveFault::Unaligned`] is about the texts, the others about us.
pub fn prove(
    regulation: &Regulation,
    superior: Option<&Regulation>,
    against: Option<&Regulation>,
) -> Result<Vec<Proof>, ProveFault> {
    prove_some(regulation, superior, against, &Theorem::ALL)
}

/// The same for some theorems only.
///
/// # Errors
/// As for [`prove`].
pub fn prove_some(
    regulation: &Regulation,
    superior: Option<&Regulation>,
    against: Option<&Regulation>,
    theorems: &[Theorem],
) -> Result<Vec<Proof>, ProveFault> {
    let is_asked = |group: &[Theorem]| group.iter().any(|theorem| theorems.contains(theorem));
    let facts: Arc<[Fact]> = regulation.facts.clone().into();
    let mut proofs = Vec::new();
    if is_asked(&[Theorem::P1, Theorem::P2, Theorem::P3]) || (superior.is_none() && is_asked(&[Theorem::P4])) {
        proofs.extend(alone::prove(regulation, superior.is_none())?);
    }
    match superior {
        Some(superior) if is_asked(&[Theorem::P4, Theorem::P5, Theorem::P6]) => {
            proofs.extend(superior::prove(regulation, superior)?);
        }
        _ => {
            for theorem in [Theorem::P5, Theorem::P6] {
                proofs.push(Proof::new(theorem, Verdict::NotAsked("no-superior"), &facts));
            }
        }
    }
    match against {
        Some(against) if is_asked(&[Theorem::P7]) => proofs.push(versions::prove(regulation, against)?),
        _ => proofs.push(Proof::new(Theorem::P7, Verdict::NotAsked("no-other-version"), &facts)),
    }
    for theorem in [Theorem::P8, Theorem::P9] {
        if is_asked(&[theorem]) {
            proofs.push(equal::prove(regulation, theorem)?);
        }
    }
    if is_asked(&[Theorem::P10]) {
        proofs.push(examples::prove(regulation)?);
    }
    proofs.retain(|proof| theorems.contains(&proof.theorem));
    proofs.sort_by_key(|proof| proof.theorem);
    Ok(proofs)
}

impl Proof {
    fn new(theorem: Theorem, verdict: Verdict, facts: &Arc<[Fact]>) -> Self {
        Self { theorem, verdict, remarks: Vec::new(), cut: false, examples: Vec::new(), facts: Arc::clone(facts) }
    }

    /// Holds when there is no counterexample.
    fn of(theorem: Theorem, counterexamples: Vec<Counterexample>, facts: &Arc<[Fact]>) -> Self {
        let verdict = if counterexamples.is_empty() { Verdict::Holds } else { Verdict::Fails(counterexamples) };
        Self::new(theorem, verdict, facts)
    }
}

#[cfg(test)]
mod tests;
