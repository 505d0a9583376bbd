//! cel: one expression for the outcome, one for the list of verdicts.

use super::outcome_code;
use bonafide_bench_model::print::cel as printed;
use bonafide_bench_model::rules::Rules;
use cel::objects::Map;
use cel::{Context, Env, Program, Value};
use std::error::Error;
use std::sync::Arc;

/// The compiled rule set.
pub struct Cel {
    environment: Arc<Env>,
    outcome: Program,
    verdicts: Program,
    inputs: Vec<Value>,
}

/// serde_json hands unsigned numbers over; the rule set's constants are signed.
fn signed(value: Value) -> Value {
    let Value::Map(map) = value else { return value };
    let entry = |(key, value): (&cel::objects::Key, &Value)| {
        let value = match value {
            Value::UInt(number) => Value::Int(*number as i64),
            other => other.clone(),
        };
        (key.clone(), value)
    };
    Value::Map(Map { map: Arc::new(map.map.iter().map(entry).collect()) })
}

impl Cel {
    /// Compiles the rule set.
    pub fn load() -> Result<Self, Box<dyn Error>> {
        let rules = Rules::new();
        Ok(Self {
            environment: Arc::new(Env::stdlib()),
            outcome: Program::compile(&printed::outcome(&rules))?,
            verdicts: Program::compile(&printed::verdicts(&rules))?,
            inputs: Vec::new(),
        })
    }

    /// Reads the cases.
    pub fn take(&mut self, lines: &[String]) -> Result<(), Box<dyn Error>> {
        for line in lines {
            let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line)?;
            self.inputs.push(signed(cel::to_value(object).map_err(|error| error.to_string())?));
        }
        Ok(())
    }

    fn run(&self, program: &Program, input: &Value) -> Option<Value> {
        let mut context = Context::with_env(self.environment.clone());
        context.add_variable_from_value("f", input.clone());
        program.execute(&context).ok()
    }

    /// Outcome and rules of one case, for the check.
    pub fn decide(&self, case: usize) -> Result<(Option<u8>, u64), Box<dyn Error>> {
        let input = &self.inputs[case];
        let (Some(Value::String(outcome)), Some(Value::List(list))) =
            (self.run(&self.outcome, input), self.run(&self.verdicts, input))
        else {
            return Err("no outcome or no list".into());
        };
        let verdicts = list.iter().enumerate();
        let mask = verdicts.fold(0, |mask, (place, verdict)| mask | u64::from(*verdict == Value::Bool(true)) << place);
        Ok((outcome_code(&outcome), mask))
    }

    /// The 34 verdicts; folding them is left to the host and not counted.
    pub fn explained(&self, cases: usize) {
        for input in &self.inputs[..cases] {
            std::hint::black_box(self.run(&self.verdicts, input));
        }
    }
}
