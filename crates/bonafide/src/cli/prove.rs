//! `bonafide prove`: the theorems P1 to P10, each with its verdict and its counterexamples.

use std::io::Write;

use bonafide_rules::prove::{Proof, ProveFault, Verdict, prove};
use bonafide_rules::regulation::Regulation;

use super::options::{Output, Prove};
use super::texts::{Text, open_sound, open_superior};
use super::{Exit, Fault, Terminal};
use crate::report::diagnostic;
use crate::report::paint::Ink;
use crate::report::phrase::Phrase;
use crate::report::theorem::{self, Parties};
use crate::words::say;

/// Proves one regulation.
pub(super) fn run(options: &Prove, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let text = match open_sound(terminal, &options.regulation)? {
        Ok(text) => text,
        Err(exit) => return Ok(exit),
    };
    let superior = match open_superior(terminal, &text, options.superior.as_deref())? {
        Ok(superior) => superior,
        Err(exit) => return Ok(exit),
    };
    let against = match options.against.as_deref().map(|path| open_sound(terminal, path)).transpose()? {
        Some(Ok(against)) => Some(against),
        Some(Err(exit)) => return Ok(exit),
        None => None,
    };
    let regulation = |text: &Option<Text>| text.as_ref().and_then(|text| text.regulation.clone());
    let (superior, against) = (regulation(&superior), regulation(&against));
    let Some(own) = &text.regulation else { return Ok(Exit::Wrong) };
    let proofs = match prove(own, superior.as_ref(), against.as_ref()) {
        Ok(proofs) => proofs,
        Err(fault) => return Ok(refuse(terminal, &text, &fault)),
    };
    show(options.output, terminal, (own, superior.as_ref()), &proofs)?;
    let fails = proofs.iter().any(|proof| matches!(proof.verdict, Verdict::Fails(_)));
    Ok(if fails { Exit::No } else { Exit::Yes })
}

fn show(
    output: Output,
    terminal: &mut Terminal,
    (own, superior): (&Regulation, Option<&Regulation>),
    proofs: &[Proof],
) -> Result<(), Fault> {
    let words = &terminal.words;
    for proof in proofs {
        // A proof over two texts speaks of the facts of both.
        let regulation = Regulation { facts: proof.facts.to_vec(), ..own.clone() };
        let parties = Parties { own: Phrase { words, regulation: &regulation }, superior };
        match output {
            Output::Text => write!(terminal.out, "{}", theorem::page(parties, terminal.paint, proof))?,
            Output::Json => {
                let mut line = String::new();
                theorem::json_line(&mut line, words, parties, proof);
                writeln!(terminal.out, "{line}")?;
            }
        }
    }
    if output == Output::Text {
        let count =
            |wanted: &str| proofs.iter().filter(|proof| theorem::verdict_id(&proof.verdict) == wanted).count() as u64;
        let sum = say!(words, "prove-sum", holds = count("holds"), fails = count("fails"), rest = count("not_asked"));
        let ink = if count("fails") > 0 { Ink::Bad } else { Ink::Good };
        writeln!(terminal.out, "{}", terminal.paint.ink(ink, &sum))?;
    }
    Ok(())
}

/// Tells why there is no result.
fn refuse(terminal: &Terminal, text: &Text, fault: &ProveFault) -> Exit {
    let words = &terminal.words;
    match fault {
        ProveFault::Unaligned(findings) => {
            for finding in findings {
                terminal.tell(&diagnostic::page(words, terminal.paint_errors(), text.source(), finding));
            }
            terminal.tell(&words.say("prove-unaligned"));
            Exit::Wrong
        }
        ProveFault::OutOfReach(theorem) => {
            terminal.tell(&say!(words, "prove-out-of-reach", theorem = theorem.id()));
            Exit::Undecided
        }
        ProveFault::Disagreement(theorem) => {
            terminal.tell(&say!(words, "prove-disagreement", theorem = theorem.id()));
            Exit::Fault
        }
    }
}
