//! Random small texts: every theorem against counting through all cases, by a reading of the rules of its own.

use std::collections::BTreeSet;

use super::*;
use crate::assess::compile::grant;
use crate::outcome::Modality;
use crate::regulation::{Condition, NodeKind};

/// A stream of numbers that is the same at every run.
struct Stream(u64);

impl Stream {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const FACTS: &str = "事实 甲: 是否; 乙: 是否 评判 组\n事实 级: {低, 中, 高} 身份 评判 组\n\
    事实 害: {无 < 轻 < 重} 加重 可不适用 评判 组\n事实 损: 整数 0..4 加重 评判 组\n事实 益: 整数 0..3 评判 组\n";

fn condition(stream: &mut Stream, depth: usize) -> String {
    let atoms = [
        "甲",
        "乙",
        "非 甲",
        "非 乙",
        "害 >= 轻",
        "害 = 重",
        "害 != 无",
        "损 > 2",
        "损 <= 1",
        "损 >= 3",
        "益 = 1",
        "益 > 2",
        "损 - 益 > 1",
        "损 - 益 <= 0",
        "益 × 2 > 损",
        "级 = 高",
        "级 != 低",
    ];
    if depth == 0 || stream.below(3) == 0 {
        // Identity is rarely named, so that P8 holds at times.
        let end = if stream.below(6) == 0 { atoms.len() } else { atoms.len() - 2 };
        return stream.pick(&atoms[..end]).to_owned();
    }
    let (one, other) = (condition(stream, depth - 1), condition(stream, depth - 1));
    match stream.below(3) {
        0 => format!("({one} 或 {other})"),
        1 => format!("至少 2 项 {{{one}, {other}, 甲}}"),
        _ => format!("({one} 且 {other})"),
    }
}

fn grant_words(stream: &mut Stream) -> String {
    let how = stream.pick(&["可以", "应当"]);
    let outcome = stream.pick(&["免责", "减轻", "从轻", "免责 或 减轻", "减轻 或 从轻"]);
    let effect = stream.pick(&["", "", ", 责成整改"]);
    format!("{how} {outcome}{effect}")
}

fn rules(stream: &mut Stream) -> String {
    let mut rules = FACTS.to_owned();
    for n in 0..stream.below(3) {
        rules.push_str(&format!("红线 #R{n} 红: {} 且 {}\n", condition(stream, 0), condition(stream, 0)));
    }
    let items = 1 + stream.below(3);
    for n in 0..items {
        rules.push_str(&format!("条目 #E{n} 条 当 {} 则 {}\n", condition(stream, 2), grant_words(stream)));
        if stream.below(2) == 0 {
            rules.push_str(&format!("但 #E{n}a {} 则 {}\n", condition(stream, 1), grant_words(stream)));
            if stream.below(2) == 0 {
                rules.push_str(&format!("除非 #E{n}b {}\n", condition(stream, 1)));
            }
        }
        if stream.below(3) == 0 {
            rules.push_str(&format!("但 #E{n}c {} 则 不适用\n", condition(stream, 1)));
            if stream.below(2) == 0 {
                rules.push_str(&format!("除非 #E{n}d {}\n", condition(stream, 0)));
            }
        }
    }
    if items > 1 && stream.below(2) == 0 {
        rules.push_str("优先 #E0 > #E1\n");
    }
    rules
}

fn random_text(stream: &mut Stream) -> Regulation {
    loop {
        let unlisted = if stream.below(2) == 0 { "unlisted: 不适用" } else { "" };
        let rules = rules(stream);
        let head = "---\nid: probe  title: 试  issuer: 某县  level: county  superior: none\n";
        let text =
            format!("{head}version: 1  in_force: 2026-03-01..  {unlisted}\n---\n## 第一条\n```bonafide\n{rules}```\n");
        // A set that holds the same condition twice and the like is refused: draw again.
        if let Some(regulation) = crate::check::load(&text).regulation {
            return regulation;
        }
    }
}

/// Every case of the facts above.
fn cases(regulation: &Regulation) -> Vec<Vec<Standing>> {
    let mut cases = vec![Vec::new()];
    for fact in &regulation.facts {
        let count = match &fact.kind {
            crate::regulation::FactKind::YesNo => 2,
            crate::regulation::FactKind::Choice { values, .. } => values.len() as i64,
            crate::regulation::FactKind::Number { high, .. } => high + 1,
        };
        let mut options: Vec<Standing> = (0..count).map(Standing::Found).collect();
        if fact.may_not_apply {
            options.push(Standing::NotApplicable);
        }
        cases =
            cases.iter().flat_map(|case| options.iter().map(|option| [case.as_slice(), &[*option]].concat())).collect();
    }
    cases
}

/// What a full case comes to, read off the language page.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Outcome4 {
    ruling: Ruling,
    effects: BTreeSet<u32>,
    modality: Option<Modality>,
    fires: Vec<bool>,
    named: bool,
}

struct Reading<'a> {
    regulation: &'a Regulation,
    case: &'a [Standing],
    without: Option<usize>,
}

impl Reading<'_> {
    fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Test(test) => self.meets(*test),
            Condition::Defined(id) => self.holds(&self.regulation.definitions[id.0 as usize].meaning),
            Condition::Not(inner) => !self.holds(inner),
            Condition::All(of) => of.iter().all(|part| self.holds(part)),
            Condition::Any(of) => of.iter().any(|part| self.holds(part)),
            Condition::AtLeast(count, of) => of.iter().filter(|part| self.holds(part)).count() >= *count as usize,
        }
    }

    fn meets(&self, test: Test) -> bool {
        let value = |fact: FactId| match self.case[fact.0 as usize] {
            Standing::Found(value) => Some(value),
            _ => None,
        };
        match test {
            Test::Among { fact, values } => value(fact).is_some_and(|code| values >> code & 1 == 1),
            Test::Within { fact, low, high } => value(fact).is_some_and(|value| low <= value && value <= high),
            Test::Spread { left, factor, right, low, high } => {
                value(left).zip(value(right)).is_some_and(|(left, right)| {
                    let spread = factor * left - right;
                    low <= spread && spread <= high
                })
            }
        }
    }

    fn own(&self, at: usize) -> bool {
        self.without != Some(at) && self.holds(&self.regulation.nodes[at].condition)
    }

    fn children(&self, at: usize) -> impl Iterator<Item = (usize, bool)> + '_ {
        let kind = |id: usize| matches!(self.regulation.nodes[id].kind, NodeKind::Defeat { .. });
        self.regulation.nodes[at].exceptions.iter().map(move |id| (id.0 as usize, kind(id.0 as usize)))
    }

    /// Settles a node that is offered; whether some grant at or below it fires.
    fn settle(&self, at: usize, offered: bool, fires: &mut [bool]) -> bool {
        let reached = offered && self.own(at);
        let mut below = false;
        let mut defeated = false;
        for (child, _) in self.children(at).filter(|(_, is_defeat)| *is_defeat) {
            below |= self.settle(child, reached, fires);
            defeated |= fires[child];
        }
        let mut replaced = false;
        for (child, _) in self.children(at).filter(|(_, is_defeat)| !*is_defeat) {
            replaced |= self.settle(child, reached && !defeated, fires);
        }
        let is_grant = grant(&self.regulation.nodes[at].kind).is_some();
        fires[at] = reached && !defeated && !(is_grant && replaced);
        below || replaced || (is_grant && fires[at])
    }

    fn outcome(&self) -> Outcome4 {
        let nodes = &self.regulation.nodes;
        let mut fires = vec![false; nodes.len()];
        let mut named = false;
        for (at, node) in nodes.iter().enumerate() {
            if matches!(node.kind, NodeKind::RedLine { .. } | NodeKind::Item { .. }) {
                self.settle(at, true, &mut fires);
                named |= self.own(at);
            }
        }
        let crossed =
            nodes.iter().zip(&fires).any(|(node, fires)| *fires && matches!(node.kind, NodeKind::RedLine { .. }));
        let silenced = |at: usize| self.higher(at).into_iter().any(|high| fires[high]);
        let standing: Vec<usize> = (0..nodes.len())
            .filter(|&at| fires[at] && grant(&nodes[at].kind).is_some() && !crossed && !silenced(at))
            .collect();
        let everything: OutcomeSet = Outcome::ALL.into_iter().collect();
        let common = standing.iter().fold(everything, |set, &at| set.and(grant(&nodes[at].kind).unwrap().outcomes));
        let ruling = match (standing.is_empty(), common.is_empty()) {
            (true, _) => only(Outcome::Accountable),
            (false, true) => Ruling::Conflict,
            (false, false) => Ruling::Outcomes(common),
        };
        let grants = || standing.iter().map(|&at| grant(&nodes[at].kind).unwrap());
        let silent = ruling == Ruling::Conflict;
        let effects = grants().flat_map(|grant| &grant.effects).map(|effect| effect.0).filter(|_| !silent).collect();
        let modality = grants().map(|grant| grant.modality).max().filter(|_| !silent);
        Outcome4 { ruling, effects, modality, fires, named }
    }

    fn higher(&self, at: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut waiting = vec![at];
        while let Some(low) = waiting.pop() {
            for (high, _) in self.regulation.priorities.iter().filter(|(_, one)| one.0 as usize == low) {
                if !found.contains(&(high.0 as usize)) {
                    found.push(high.0 as usize);
                    waiting.push(high.0 as usize);
                }
            }
        }
        found
    }
}

fn outcomes(regulation: &Regulation, cases: &[Vec<Standing>], without: Option<usize>) -> Vec<Outcome4> {
    cases.iter().map(|case| Reading { regulation, case, without }.outcome()).collect()
}

fn is_same(first: &Outcome4, second: &Outcome4) -> bool {
    (first.ruling, &first.effects, first.modality) == (second.ruling, &second.effects, second.modality)
}

fn agrees(short: &[Standing], case: &[Standing]) -> bool {
    short.iter().zip(case).all(|(known, full)| *known == Standing::NotExamined || known == full)
}

/// The outcomes of all cases that a short case stands for.
fn completions<'a>(all: &'a [(Vec<Standing>, Outcome4)], short: &'a [Standing]) -> impl Iterator<Item = &'a Outcome4> {
    all.iter().filter(move |(case, _)| agrees(short, case)).map(|(_, outcome)| outcome)
}

fn is_graver(low: &[Standing], high: &[Standing], fact: usize) -> bool {
    let alike = low.iter().zip(high).enumerate().all(|(at, (one, other))| at == fact || one == other);
    alike && matches!((low[fact], high[fact]), (Standing::Found(less), Standing::Found(more)) if less < more)
}

fn is_lighter(second: Ruling, first: Ruling) -> bool {
    let pairs = [(second.lightest(), first.lightest()), (second.heaviest(), first.heaviest())];
    first != Ruling::Conflict && second != Ruling::Conflict && pairs.iter().any(|(new, old)| new < old)
}

fn find(regulation: &Regulation, of: &[Counterexample]) -> BTreeSet<String> {
    let tag = |node: NodeId| regulation.nodes[node.0 as usize].tag.clone();
    let named = of.iter().map(|one| match &one.claim {
        Claim::NeverHolds { node } | Claim::NeverFires { node } | Claim::ChangesNothing { node } => tag(*node),
        Claim::NeverAlone { red_line, .. } => tag(*red_line),
        claim => panic!("{claim:?}"),
    });
    named.collect()
}

#[test]
fn theorems_about_one_text_agree_with_counting() {
    let mut stream = Stream(11);
    let mut failed = [0; 10];
    for round in 0..60 {
        let regulation = random_text(&mut stream);
        let cases = cases(&regulation);
        let full = outcomes(&regulation, &cases, None);
        let proofs = prove(&regulation, None, None).unwrap();
        for proof in &proofs {
            failed[proof.theorem as usize] += usize::from(matches!(proof.verdict, Verdict::Fails(_)));
        }
        let nodes = &regulation.nodes;
        let never = |at: &usize| full.iter().all(|one| !one.fires[*at]);
        let tags = |at: usize| nodes[at].tag.clone();
        let expected: BTreeSet<String> = (0..nodes.len()).filter(never).map(tags).collect();
        assert_eq!(find(&regulation, &failures_of(&proofs, Theorem::P1)), expected, "round {round}");
        let lines: Vec<usize> =
            (0..nodes.len()).filter(|&at| matches!(nodes[at].kind, NodeKind::RedLine { .. })).collect();
        let swallowed = |at: &usize| {
            if lines.contains(at) {
                return full
                    .iter()
                    .all(|one| !one.fires[*at] || lines.iter().any(|line| line != at && one.fires[*line]));
            }
            let without = outcomes(&regulation, &cases, Some(*at));
            full.iter().zip(&without).all(|(one, other)| is_same(one, other))
        };
        let expected: BTreeSet<String> = (0..nodes.len()).filter(|at| !never(at)).filter(swallowed).map(tags).collect();
        let found = find(&regulation, &failures_of(&proofs, Theorem::P2));
        // Of two red lines that are the same, one is named.
        assert!(found.is_subset(&expected), "round {round}: {found:?} {expected:?}");
        let is_line = |tag: &&String| lines.iter().any(|line| nodes[*line].tag == **tag);
        assert!(expected.difference(&found).all(|tag| is_line(&tag)) && found.is_empty() == expected.is_empty());
        let conflicts = full.iter().any(|one| one.ruling == Ruling::Conflict);
        assert_eq!(!failures_of(&proofs, Theorem::P3).is_empty(), conflicts, "round {round}");
        let silent = full.iter().any(|one| !one.named);
        let open = conflicts || (silent && !regulation.unlisted_declared);
        assert_eq!(!failures_of(&proofs, Theorem::P4).is_empty(), open, "round {round}");
        counted_pairs(&regulation, &cases, &full, &proofs);
    }
    for theorem in [Theorem::P1, Theorem::P2, Theorem::P3, Theorem::P4, Theorem::P8, Theorem::P9] {
        let failed = failed[theorem as usize];
        assert!((3..=57).contains(&failed), "{theorem:?} failed {failed} times of 60");
    }
}

fn counted_pairs(regulation: &Regulation, cases: &[Vec<Standing>], full: &[Outcome4], proofs: &[Proof]) {
    let all: Vec<(Vec<Standing>, Outcome4)> = cases.iter().cloned().zip(full.iter().cloned()).collect();
    for (theorem, facts) in [(Theorem::P8, vec![2]), (Theorem::P9, vec![3, 4])] {
        let found = failures_of(proofs, theorem);
        for fact in facts {
            let mut bad = false;
            for (at, low) in cases.iter().enumerate() {
                // Cases alike but for one fact: exchange it and look the other up.
                for value in 0..5 {
                    let mut high = low.clone();
                    high[fact] = Standing::Found(value);
                    let Ok(place) = cases.binary_search_by_key(&rank(&high), |case| rank(case)) else { continue };
                    bad |= match theorem {
                        Theorem::P8 => !is_same(&full[at], &full[place]),
                        _ => is_graver(low, &high, fact) && is_lighter(full[place].ruling, full[at].ruling),
                    };
                }
            }
            let shown: Vec<&Counterexample> = found
                .iter()
                .filter(|one| match one.claim {
                    Claim::IdentityMatters { fact: id, .. } | Claim::GraverIsLighter { fact: id, .. } => {
                        id.0 as usize == fact
                    }
                    _ => false,
                })
                .collect();
            assert_eq!(!shown.is_empty(), bad, "{theorem:?} {fact}");
            for one in shown {
                let (Claim::IdentityMatters { first, second, .. } | Claim::GraverIsLighter { first, second, .. }) =
                    one.claim
                else {
                    panic!()
                };
                let beside = one.second.as_ref().unwrap();
                assert!(completions(&all, &one.case).all(|outcome| outcome.ruling == first));
                assert!(completions(&all, beside).all(|outcome| outcome.ruling == second));
                let differ = (0..regulation.facts.len()).filter(|&at| one.case[at] != beside[at]).collect::<Vec<_>>();
                assert_eq!(differ, [fact]);
            }
        }
    }
}

/// The order in which cases are counted.
fn rank(case: &[Standing]) -> Vec<i64> {
    case.iter().map(|standing| if let Standing::Found(value) = standing { *value } else { i64::MAX }).collect()
}

#[test]
fn short_cases_stand_for_all_they_leave_open() {
    let mut stream = Stream(12);
    for _ in 0..30 {
        let regulation = random_text(&mut stream);
        let cases = cases(&regulation);
        let full = outcomes(&regulation, &cases, None);
        let all: Vec<(Vec<Standing>, Outcome4)> = cases.into_iter().zip(full).collect();
        for proof in prove(&regulation, None, None).unwrap() {
            let failures = if let Verdict::Fails(failures) = proof.verdict { failures } else { Vec::new() };
            for one in failures.iter().chain(&proof.remarks) {
                for outcome in completions(&all, &one.case) {
                    assert!(shows(&one.claim, outcome), "{:?}: {:?}", one, outcome);
                }
            }
        }
    }
}

fn shows(claim: &Claim, outcome: &Outcome4) -> bool {
    match claim {
        Claim::NeverFires { node } | Claim::NeverHolds { node } => !outcome.fires[node.0 as usize],
        Claim::ChangesNothing { node } | Claim::NeverAlone { red_line: node, .. } => outcome.fires[node.0 as usize],
        Claim::Conflict { nodes } => {
            outcome.ruling == Ruling::Conflict && nodes.iter().all(|node| outcome.fires[node.0 as usize])
        }
        Claim::Unaddressed { .. } => !outcome.named,
        _ => true,
    }
}

#[test]
fn theorems_about_two_texts_agree_with_counting() {
    let mut stream = Stream(13);
    let mut failed = [0; 10];
    let rounds = 60;
    for round in 0..rounds {
        let (first, second) = (random_text(&mut stream), random_text(&mut stream));
        let cases = cases(&first);
        let (local, other) = (outcomes(&first, &cases, None), outcomes(&second, &cases, None));
        let proofs = prove(&first, Some(&second), Some(&second)).unwrap();
        for proof in &proofs {
            failed[proof.theorem as usize] += usize::from(matches!(proof.verdict, Verdict::Fails(_)));
        }
        let pairs = || local.iter().zip(&other);
        let tolerated = |one: &Outcome4| one.ruling.lightest().is_some_and(|lightest| lightest < Outcome::Accountable);
        let open = !first.unlisted_declared && pairs().any(|(own, above)| tolerated(above) && !own.named);
        assert_eq!(!failures_of(&proofs, Theorem::P4).is_empty(), open, "round {round}");
        let lighter = |(own, above): (&Outcome4, &Outcome4)| {
            own.ruling.lightest().zip(above.ruling.lightest()).is_some_and(|(own, above)| own < above)
        };
        assert_eq!(!failures_of(&proofs, Theorem::P5).is_empty(), pairs().any(lighter), "round {round}");
        let weakened = |line: &usize| pairs().any(|(own, above)| above.fires[*line] && tolerated(own));
        let is_line = |at: &usize| matches!(second.nodes[*at].kind, NodeKind::RedLine { .. });
        let expected: Vec<usize> = (0..second.nodes.len()).filter(is_line).filter(weakened).collect();
        let found: Vec<usize> = failures_of(&proofs, Theorem::P6)
            .iter()
            .map(|one| match one.claim {
                Claim::RedLineWeakened { red_line, .. } => red_line.0 as usize,
                _ => panic!(),
            })
            .collect();
        assert_eq!(found, expected, "round {round}");
        counted_changes(&cases, &local, &other, &proofs);
    }
    for theorem in [Theorem::P4, Theorem::P5, Theorem::P6, Theorem::P7] {
        assert!(failed[theorem as usize] >= 3, "{theorem:?} failed {} times of {rounds}", failed[theorem as usize]);
    }
}

/// Each change holds of all cases that meet its conditions, and together they are all the changes there are.
fn counted_changes(cases: &[Vec<Standing>], new: &[Outcome4], old: &[Outcome4], proofs: &[Proof]) {
    let proof = proofs.iter().find(|proof| proof.theorem == Theorem::P7).unwrap();
    let changes = failures_of(proofs, Theorem::P7);
    for ((case, new), old) in cases.iter().zip(new).zip(old) {
        let mut covered = false;
        for one in &changes {
            let Claim::Changed { from, to, conditions, .. } = &one.claim else { panic!() };
            // Only the tests are read here, so any text over these facts will do.
            let met = |(test, value): &(Test, bool)| is_met(*test, case) == *value;
            if conditions.iter().all(met) {
                assert_eq!((old.ruling, new.ruling), (*from, *to), "{conditions:?} {case:?}");
                covered = true;
            }
        }
        assert!(covered == (old.ruling != new.ruling) || proof.cut);
    }
}

fn is_met(test: Test, case: &[Standing]) -> bool {
    crate::assess::program::verdict(&test, case) == crate::assess::Truth::True
}

#[test]
fn generated_examples_of_random_texts_pass_when_pasted() {
    let mut stream = Stream(14);
    for _ in 0..15 {
        let rules = loop {
            let rules = rules(&mut stream);
            let head = "---\nid: probe  title: 试  issuer: 某县  level: county  superior: none\n";
            let text = format!(
                "{head}version: 1  in_force: 2026-03-01..  unlisted: 不适用\n---\n## 第一条\n```bonafide\n{rules}```\n"
            );
            if crate::check::load(&text).regulation.is_some() {
                break rules;
            }
        };
        let (_, tried, _) = with_examples(&rules);
        let again = prove(&tried, None, None).unwrap().pop().unwrap();
        assert!(again.examples.is_empty(), "{rules}");
    }
}
