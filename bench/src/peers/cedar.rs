//! cedar-policy: one request for `exempt`, and one for `mitigate` where that is denied. It names the policies that
//! determined the answer, not all that hold.

use bonafide_bench_model::print::cedar as printed;
use bonafide_bench_model::rules::Rules;
use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityId, EntityTypeName, EntityUid, PolicyId, PolicySet, Request, Response,
};
use std::error::Error;
use std::str::FromStr;

/// The compiled rule set.
pub struct Cedar {
    authorizer: Authorizer,
    entities: Entities,
    policies: PolicySet,
    inputs: Vec<(Request, Request)>,
}

fn entity(kind: &str, id: &str) -> Result<EntityUid, Box<dyn Error>> {
    Ok(EntityUid::from_type_name_and_id(EntityTypeName::from_str(kind)?, EntityId::new(id)))
}

impl Cedar {
    /// Compiles the rule set.
    pub fn load() -> Result<Self, Box<dyn Error>> {
        let parsed = PolicySet::from_str(&printed::policies(&Rules::new()))?;
        let mut policies = PolicySet::new();
        for policy in parsed.policies() {
            let id = policy.annotation("id").ok_or("a policy without id")?;
            policies.add(policy.new_id(PolicyId::new(id)))?;
        }
        Ok(Self { authorizer: Authorizer::new(), entities: Entities::empty(), policies, inputs: Vec::new() })
    }

    /// Reads the cases.
    pub fn take(&mut self, lines: &[String]) -> Result<(), Box<dyn Error>> {
        let (person, case) = (entity("Official", "x")?, entity("Case", "y")?);
        let (exempt, mitigate) = (entity("Action", "exempt")?, entity("Action", "mitigate")?);
        for line in lines {
            let context = Context::from_json_value(serde_json::from_str(line)?, None)?;
            let ask = |action: &EntityUid| {
                Request::new(person.clone(), action.clone(), case.clone(), context.clone(), None)
            };
            self.inputs.push((ask(&exempt)?, ask(&mitigate)?));
        }
        Ok(())
    }

    fn answer(&self, case: &(Request, Request)) -> (u8, Response) {
        let first = self.authorizer.is_authorized(&case.0, &self.policies, &self.entities);
        if first.decision() == Decision::Allow {
            return (0, first);
        }
        let second = self.authorizer.is_authorized(&case.1, &self.policies, &self.entities);
        (if second.decision() == Decision::Allow { 1 } else { 2 }, second)
    }

    /// Outcome of one case, for the check; an error in a policy counts as a wrong answer.
    pub fn decide(&self, case: usize) -> Option<u8> {
        let (outcome, response) = self.answer(&self.inputs[case]);
        response.diagnostics().errors().next().is_none().then_some(outcome)
    }

    /// Outcome and determining policies.
    pub fn explained(&self, cases: usize) {
        for case in &self.inputs[..cases] {
            std::hint::black_box(self.answer(case));
        }
    }
}
