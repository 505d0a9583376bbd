//! The tree of reasons: what stands, part by part; what is open, with what it waits for; what falls away, in short.

use bonafide_rules::assess::{Engine, Explanation, Part, Subject, Truth};
use bonafide_rules::case::Case;
use bonafide_rules::regulation::{FactId, FactKind, Node, NodeId, NodeKind, Standing, Test};

use super::phrase::Phrase;
use super::wrap::wrapped;
use crate::words::say;

/// How many items that fall away are named with the reason.
const FALLEN_MAX: usize = 6;

/// How many open items are named with what they wait for.
const OPEN_MAX: usize = 8;

/// How many tests are named in a line.
const TESTS_MAX: usize = 4;

/// Writes the reasons.
pub(crate) fn lines(phrase: Phrase<'_>, engine: &Engine, case: &Case, explanation: &Explanation) -> String {
    let parts = engine.outline().parts();
    let truths = &explanation.truths;
    let because = &explanation.answer.because;
    let mut writer = Writer { phrase, engine, case, because, out: String::new() };
    let mut fallen = Vec::new();
    let mut open = Vec::new();
    let mut red_lines_open = Vec::new();
    let mut red_lines_clear = 0;
    let settled = explanation.answer.missing.is_empty();
    for tree in trees(parts, truths) {
        let Some((root, truth)) = tree.first() else { continue };
        let stands = tree.iter().any(|(part, truth)| {
            *truth == Truth::True && matches!(part.subject, Subject::Node(id) if because.contains(&id))
        });
        match (root.subject, truth) {
            (Subject::Scope(_), Truth::True) => {}
            (Subject::Scope(_) | Subject::Node(_), _) if stands => writer.tree(&tree),
            (Subject::Node(id), Truth::False) if writer.is_red_line(id) => red_lines_clear += 1,
            (Subject::Node(_), Truth::False) => fallen.push(tree),
            (Subject::Node(id), Truth::Unknown) if writer.is_red_line(id) => red_lines_open.push(id),
            (Subject::Node(_), Truth::Unknown) => open.push(tree),
            _ if settled => {}
            _ => writer.open_or_fallen(&tree),
        }
    }
    if settled {
        // What nobody looked into cannot change the answer: saying so is enough.
        writer.count("assess-open-idle", open.len() + red_lines_open.len());
    } else {
        writer.red_lines_open(&red_lines_open);
        for tree in open.iter().take(OPEN_MAX) {
            writer.open_or_fallen(tree);
        }
        writer.count("assess-items-open", open.len().saturating_sub(OPEN_MAX));
    }
    for tree in fallen.iter().take(FALLEN_MAX) {
        writer.open_or_fallen(tree);
    }
    writer.count("assess-items-fallen", fallen.len().saturating_sub(FALLEN_MAX));
    writer.count("assess-red-lines-clear", red_lines_clear);
    writer.out
}

type Tree<'e> = Vec<(&'e Part, Truth)>;

/// Cuts the outline into the trees of scopes, red lines and items.
fn trees<'e>(parts: &'e [Part], truths: &[Truth]) -> Vec<Tree<'e>> {
    let mut trees: Vec<Tree<'e>> = Vec::new();
    for (part, truth) in parts.iter().zip(truths) {
        match trees.last_mut() {
            Some(tree) if part.depth > 0 => tree.push((part, *truth)),
            _ => trees.push(vec![(part, *truth)]),
        }
    }
    trees
}

/// Whether a line names a rule, so that what follows is what it says.
fn names_a_rule((part, _): &(&Part, Truth)) -> bool {
    matches!(part.subject, Subject::Node(_) | Subject::Scope(_) | Subject::Definition(_))
}

struct Writer<'a> {
    phrase: Phrase<'a>,
    engine: &'a Engine,
    case: &'a Case,
    because: &'a [NodeId],
    out: String,
}

impl Writer<'_> {
    fn line(&mut self, depth: usize, mark: &str, text: &str) {
        let first = format!("{:indent$}{mark}", "", indent = depth * 2);
        let then = " ".repeat(depth * 2 + mark.chars().count() + 2);
        self.out.push_str(&wrapped(&first, &then, text));
        self.out.push('\n');
    }

    /// A line that counts, unless there is nothing to count.
    fn count(&mut self, key: &'static str, count: usize) {
        if count > 0 {
            let line = say!(self.phrase.words, key, count = count as u64);
            self.line(1, "", &line);
        }
    }

    /// The red lines that are not ruled out yet, in one line.
    fn red_lines_open(&mut self, ids: &[NodeId]) {
        if ids.is_empty() {
            return;
        }
        let words = self.phrase.words;
        let names =
            ids.iter().filter_map(|id| self.phrase.node(*id)).map(|node| format!("#{} {}", node.tag, node.name));
        let list = names.collect::<Vec<_>>().join(&words.say("assess-comma"));
        let text = say!(words, "assess-red-lines-open", count = ids.len() as u64, list = list);
        self.line(1, mark(Truth::Unknown), &text);
    }

    fn is_red_line(&self, id: NodeId) -> bool {
        self.phrase.node(id).is_some_and(|node| matches!(node.kind, NodeKind::RedLine { .. }))
    }

    fn is_item(&self, id: NodeId) -> bool {
        self.phrase.node(id).is_some_and(|node| matches!(node.kind, NodeKind::Item { .. }))
    }

    /// Whether one of its variations stands in its place.
    fn is_replaced(&self, id: NodeId) -> bool {
        let exceptions = self.phrase.node(id).map(|node| node.exceptions.as_slice()).unwrap_or_default();
        exceptions.iter().any(|id| self.because.contains(id))
    }

    /// A node or scope with what became of it.
    fn title(&self, subject: Subject, truth: Truth) -> String {
        let words = self.phrase.words;
        let truth = match (truth, subject) {
            (Truth::True, Subject::Node(id)) if self.is_item(id) && !self.because.contains(&id) => "outranked",
            (Truth::False, Subject::Node(id)) if self.is_item(id) && self.is_replaced(id) => "replaced",
            (Truth::True, _) => "yes",
            (Truth::False, _) => "no",
            (Truth::Unknown, _) => "open",
        };
        match subject {
            Subject::Scope(at) => {
                let name = self.phrase.regulation.scopes.get(at).map_or("", |scope| scope.name.as_str());
                say!(words, "assess-node-scope", name = name, truth = truth)
            }
            Subject::Node(id) => {
                let Some(node) = self.phrase.node(id) else { return String::new() };
                let key = format!("assess-node-{}", kind_id(node));
                let article = self.phrase.article(node).unwrap_or_default();
                say!(words, key, tag = node.tag.as_str(), name = node.name.as_str(), article = article, truth = truth)
            }
            _ => String::new(),
        }
    }

    /// One line for what does not stand: the tests it waits for, or those that failed.
    fn open_or_fallen(&mut self, tree: &Tree<'_>) {
        let Some((root, truth)) = tree.first() else { return };
        let title = self.title(root.subject, *truth);
        // What falls away does so by its own condition; what is open may wait for its exceptions too.
        let whole = *truth == Truth::Unknown;
        let own = tree.iter().skip(1).take_while(|(part, _)| whole || !matches!(part.subject, Subject::Node(_)));
        let mut tests: Vec<String> = Vec::new();
        for (part, own_truth) in own {
            if let Subject::Test(test) = part.subject
                && own_truth == truth
            {
                let text = self.test(&test);
                if !tests.contains(&text) {
                    tests.push(text);
                }
            }
        }
        let words = self.phrase.words;
        let more = tests.len() > TESTS_MAX;
        tests.truncate(TESTS_MAX);
        let list = tests.join(&words.say("assess-semicolon"));
        let text = match (tests.is_empty(), more) {
            (true, _) => say!(words, "assess-full", text = title),
            (false, false) => say!(words, "assess-node-tests", title = title, tests = list),
            (false, true) => say!(words, "assess-node-tests-more", title = title, tests = list),
        };
        let mark = mark(*truth);
        self.line(1, mark, &text);
    }

    /// Everything under a node that stands.
    fn tree(&mut self, tree: &Tree<'_>) {
        let mut hidden_below: Option<u16> = None;
        let mut joined: Vec<u16> = Vec::new();
        for (at, (part, truth)) in tree.iter().enumerate() {
            if hidden_below.is_some_and(|depth| part.depth > depth) {
                continue;
            }
            hidden_below = None;
            joined.retain(|depth| part.depth > *depth);
            // The parts of a conjunction directly under a node need no line that says so.
            if part.subject == Subject::All
                && at.checked_sub(1).and_then(|before| tree.get(before)).is_some_and(names_a_rule)
            {
                joined.push(part.depth);
                continue;
            }
            let replaced = matches!(part.subject, Subject::Node(id) if self.is_item(id) && self.is_replaced(id));
            let mark = mark(if replaced { Truth::True } else { *truth });
            let words = self.phrase.words;
            let text = match part.subject {
                Subject::Node(_) | Subject::Scope(_) => {
                    let below = tree.iter().skip(at + 1).take_while(|(under, _)| under.depth > part.depth);
                    let carries = below
                        .into_iter()
                        .any(|(under, _)| matches!(under.subject, Subject::Node(id) if self.because.contains(&id)));
                    if *truth == Truth::False && at > 0 && !carries {
                        hidden_below = Some(part.depth);
                    }
                    say!(words, "assess-full", text = self.title(part.subject, *truth))
                }
                Subject::Definition(id) => {
                    let definition = self.phrase.regulation.definitions.get(id.0 as usize);
                    definition.map_or(String::new(), |definition| {
                        self.phrase.either(&definition.name, &definition.id).to_owned()
                    })
                }
                Subject::Test(test) => self.test(&test),
                Subject::All => words.say("assess-all"),
                Subject::Any => words.say("assess-any"),
                Subject::Not => words.say("assess-not"),
                Subject::AtLeast(count) => say!(words, "assess-at-least", count = count),
            };
            self.line(usize::from(part.depth) + 1 - joined.len(), mark, &text);
        }
    }

    /// A test with what is known of its facts.
    fn test(&self, test: &Test) -> String {
        let words = self.phrase.words;
        let text = self.phrase.test(test);
        let facts: Vec<FactId> = match *test {
            Test::Among { fact, .. } | Test::Within { fact, .. } => vec![fact],
            Test::Spread { left, right, .. } => vec![left, right],
        };
        let known: Vec<String> = facts.iter().map(|id| self.known(*id, facts.len() > 1)).collect();
        let known = known.join(&words.say("assess-comma"));
        match *test {
            Test::Among { fact, values } if self.is_yes_no(fact) => {
                let name = if values == 0b01 { text } else { self.phrase.name(fact).to_owned() };
                say!(words, "assess-finding", name = name, value = known)
            }
            // `动机 = 为公` says already what was found.
            Test::Among { .. } if text.ends_with(&format!("= {known}")) => text,
            _ => say!(words, "assess-test", test = text, known = known),
        }
    }

    fn is_yes_no(&self, id: FactId) -> bool {
        self.phrase.fact(id).is_some_and(|fact| fact.kind == FactKind::YesNo)
    }

    /// `300万元`, `未查`, `无法查明，推定为否`
    fn known(&self, id: FactId, named: bool) -> String {
        let words = self.phrase.words;
        let standing = self.case.standings.get(id.0 as usize).copied().unwrap_or_default();
        let value = match (standing, self.engine.presumption(id)) {
            (Standing::CannotEstablish, Some(presumed)) => {
                say!(words, "assess-known-presumed", value = self.phrase.standing(id, presumed))
            }
            (Standing::NotApplicable, _) if self.is_yes_no(id) => words.say("assess-known-not-applicable"),
            _ => self.phrase.standing(id, standing),
        };
        if named { say!(words, "assess-finding", name = self.phrase.name(id), value = value) } else { value }
    }
}

/// The sign before a line.
fn mark(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "✓ ",
        Truth::False => "✗ ",
        Truth::Unknown => "? ",
    }
}

/// The family of a node's title.
fn kind_id(node: &Node) -> &'static str {
    match node.kind {
        NodeKind::RedLine { .. } => "redline",
        NodeKind::Item { .. } => "item",
        NodeKind::Variation { .. } => "variation",
        NodeKind::Defeat { .. } => "defeat",
    }
}
