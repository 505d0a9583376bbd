//! zen-engine: decision tables that collect the ids of the rules that fire.

use super::{outcome_code, rule_bit};
use bonafide_bench_model::print::zen;
use bonafide_bench_model::rules::Rules;
use std::error::Error;
use std::sync::Arc;
use zen_engine::model::GraphContent;
use zen_engine::{Decision, EvaluationOptions, Variable};

/// The compiled rule set.
pub struct Zen {
    decision: Decision,
    inputs: Vec<Variable>,
}

impl Zen {
    /// Compiles the rule set.
    pub fn load() -> Result<Self, Box<dyn Error>> {
        let graph: GraphContent = serde_json::from_str(&zen::graph(&Rules::new()))?;
        let mut decision = Decision::from(Arc::new(graph));
        decision.compile();
        Ok(Self { decision, inputs: Vec::new() })
    }

    /// Reads the cases.
    pub fn take(&mut self, lines: &[String]) -> Result<(), Box<dyn Error>> {
        let read = |line: &String| serde_json::from_str::<serde_json::Value>(line).map(Variable::from);
        self.inputs = lines.iter().map(read).collect::<Result<_, _>>()?;
        Ok(())
    }

    /// Outcome of one case, and the looks that hold: what the last node hands on.
    pub fn decide(&self, case: usize) -> Result<(Option<u8>, u64), Box<dyn Error>> {
        let run = self.decision.evaluate(self.inputs[case].clone());
        let value = pollster::block_on(run).map_err(|error| error.to_string())?.result.to_value();
        let looks = value["looks"].as_array().map(Vec::as_slice).unwrap_or_default();
        let mask = looks.iter().filter_map(|id| id.as_str()).fold(0, |mask, id| mask | rule_bit(id));
        Ok((value["outcome"].as_str().and_then(outcome_code), mask))
    }

    /// Outcome and the ids of the rules that fired.
    pub fn explained(&self, cases: usize) {
        for input in &self.inputs[..cases] {
            std::hint::black_box(pollster::block_on(self.decision.evaluate(input.clone())).ok());
        }
    }

    /// The same with zen's trace: which row of which table, with the inputs.
    pub fn traced(&self, cases: usize) {
        for input in &self.inputs[..cases] {
            let options = EvaluationOptions { trace: true, max_depth: 10 };
            std::hint::black_box(pollster::block_on(self.decision.evaluate_with_opts(input.clone(), options)).ok());
        }
    }
}
