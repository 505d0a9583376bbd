//! regorus: Rego, compiled to byte code (RVM) or interpreted.

use super::{outcome_code, rule_bit};
use bonafide_bench_model::print::rego;
use bonafide_bench_model::rules::Rules;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Rc, Value};
use std::error::Error;

/// The compiled rule set.
pub struct Regorus {
    engine: Engine,
    explain: RegoVM,
    inputs: Vec<Value>,
}

fn machine(engine: &mut Engine, rule: &str) -> Result<RegoVM, Box<dyn Error>> {
    let entry: Rc<str> = rule.into();
    let compiled = engine.compile_with_entrypoint(&entry)?;
    let mut machine = RegoVM::new();
    machine.load_program(Compiler::compile_from_policy(&compiled, &[rule])?);
    Ok(machine)
}

impl Regorus {
    /// Compiles the rule set.
    pub fn load() -> Result<Self, Box<dyn Error>> {
        let mut engine = Engine::new();
        engine.add_policy("rules.rego".into(), rego::module(&Rules::new()))?;
        let explain = machine(&mut engine, "data.bench.explain")?;
        Ok(Self { engine, explain, inputs: Vec::new() })
    }

    /// Reads the cases.
    pub fn take(&mut self, lines: &[String]) -> Result<(), Box<dyn Error>> {
        self.inputs = lines.iter().map(|line| Value::from_json_str(line)).collect::<Result<_, _>>()?;
        Ok(())
    }

    /// Outcome and rules of one case, for the check.
    pub fn decide(&mut self, case: usize) -> Result<(Option<u8>, u64), Box<dyn Error>> {
        self.explain.set_input(self.inputs[case].clone());
        let result = self.explain.execute()?;
        let mut mask = 0;
        for set in ["red", "look", "sit"] {
            for id in result[set].as_set()?.iter() {
                mask |= rule_bit(id.as_string()?);
            }
        }
        Ok((outcome_code(result["outcome"].as_string()?), mask))
    }

    /// Byte code, outcome and the ids of the rules that fired.
    pub fn explained(&mut self, cases: usize) {
        for input in &self.inputs[..cases] {
            self.explain.set_input(input.clone());
            std::hint::black_box(self.explain.execute().ok());
        }
    }

    /// Interpreter, outcome and the ids of the rules that fired.
    pub fn interpreted(&mut self, cases: usize) {
        for input in &self.inputs[..cases] {
            self.engine.set_input(input.clone());
            std::hint::black_box(self.engine.eval_rule("data.bench.explain".into()).ok());
        }
    }
}
