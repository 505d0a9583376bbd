//! Effects beside the outcome: the built-in ones and those the instrument declares.

use std::collections::HashSet;

use crate::check::scene::Scene;
use crate::diagnostic::Diagnostic;
use crate::regulation::{EffectId, EffectName};
use crate::tree::{Body, Document, Exception, Name};

/// Built-in effects: word and id.
const BUILT_IN: [(&str, &str); 10] = [
    ("不作负面评价", "no_negative_remark"),
    ("责成整改", "correction_ordered"),
    ("澄清正名", "clarified"),
    ("撤销恢复", "revoked_and_restored"),
    ("移送", "transferred"),
    ("批评教育", "admonished"),
    ("不影响考核任用", "no_adverse_effect"),
    ("从重", "aggravated"),
    ("不再使用", "never_used_again"),
    ("调整岗位", "moved_to_other_post"),
];

/// The words and ids of the built-in effects.
pub(super) fn built_in_words<'a>() -> impl Iterator<Item = &'a str> {
    BUILT_IN.iter().flat_map(|(word, id)| [*word, *id])
}

/// Names the effects the text uses or declares: built-in ones first.
pub(super) fn declare(document: &Document, scene: &mut Scene) {
    let used = used(document);
    for (word, id) in BUILT_IN {
        if used.contains(word) || used.contains(id) {
            add(scene, word, id);
        }
    }
    let statements = document.blocks.iter().flat_map(|block| &block.statements);
    let mut declared: Vec<&Name> = Vec::new();
    for statement in statements {
        let Body::Effect { name, id } = &statement.body else { continue };
        let mut fresh = true;
        for word in [Some(name), id.as_ref()].into_iter().flatten() {
            let finding = Diagnostic::error("duplicate-effect", word.span).with("name", word.value.as_str());
            if built_in_words().any(|built_in| built_in == word.value) {
                scene.report(finding.with("built_in", "yes"));
                fresh = false;
            } else if let Some(first) = declared.iter().find(|first| first.value == word.value) {
                scene.report(finding.with("built_in", "no").near("first-here", first.span));
                fresh = false;
            }
        }
        declared.extend([Some(name), id.as_ref()].into_iter().flatten());
        if fresh {
            add(scene, &name.value, id.as_ref().map_or(&name.value, |id| &id.value));
        }
    }
}

fn add(scene: &mut Scene, word: &str, id: &str) {
    let Ok(position) = u32::try_from(scene.effects.len()) else { return };
    scene.effects.push(EffectName { name: word.to_owned(), id: id.to_owned() });
    scene.effect_names.insert(word.to_owned(), EffectId(position));
    scene.effect_names.insert(id.to_owned(), EffectId(position));
}

/// Every name that stands where an effect stands.
fn used(document: &Document) -> HashSet<&str> {
    let mut names: Vec<&Name> = Vec::new();
    for statement in document.blocks.iter().flat_map(|block| &block.statements) {
        match &statement.body {
            Body::RedLine { effects, .. } => names.extend(effects),
            Body::Item(item) => {
                names.extend(&item.effect.effects);
                collect(&item.exceptions, &mut names);
            }
            Body::Example(example) => names.extend(&example.expect.effects),
            _ => {}
        }
    }
    names.into_iter().map(|name| name.value.as_str()).collect()
}

fn collect<'a>(exceptions: &'a [Exception], names: &mut Vec<&'a Name>) {
    for exception in exceptions {
        names.extend(exception.effect.iter().flat_map(|effect| &effect.effects));
        collect(&exception.under, names);
    }
}
