//! The rule set's texts and cases on disk and in memory, with the answers of the slow reference.

use bonafide_bench_model::cases::{Case, SEED, case_line, cases, packed, peer_json};
use bonafide_bench_model::lists::{List, list40, list120};
use bonafide_bench_model::print::{openfisca, regulation};
use bonafide_bench_model::rules::Rules;
use std::error::Error;
use std::path::{Path, PathBuf};

/// How many cases the rule set is measured on.
pub const CASES: usize = 100_000;
/// The seed of the lists' cases.
pub const LIST_SEED: u64 = 20_260_302;
/// How far (in hundredths) the thresholds of a list's older version are moved.
pub const OLDER: i64 = -15;

/// Where this package lies.
pub fn bench_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The cases in memory.
pub struct Cases {
    pub cases: Vec<Case>,
    /// Outcome code and rules of each case.
    pub expected: Vec<(u8, u64)>,
}

impl Cases {
    /// Generates them and decides each by walking the rules.
    pub fn generate() -> Self {
        let cases = cases(SEED, CASES);
        let rules = Rules::new();
        let expected = cases.iter().map(|case| rules.decide(case)).collect();
        Self { cases, expected }
    }

    /// What the peers read.
    pub fn peer_lines(&self, count: usize) -> Vec<String> {
        self.cases[..count].iter().map(peer_json).collect()
    }

    /// Bonafide's case lines.
    pub fn lines(&self) -> Vec<String> {
        self.cases.iter().enumerate().map(|(id, case)| case_line(id, case)).collect()
    }

    /// The floors' bytes.
    pub fn packed(&self) -> Vec<u8> {
        self.cases.iter().flat_map(packed).collect()
    }

    /// Writes what OpenFisca and the command line read into `generated/`.
    pub fn write(&self) -> Result<PathBuf, Box<dyn Error>> {
        let folder = bench_folder().join("generated");
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("openfisca_rules.py"), openfisca::module(&Rules::new()))?;
        std::fs::write(folder.join("cases.bin"), self.packed())?;
        let expected: Vec<u8> = self
            .expected
            .iter()
            .flat_map(|(outcome, fired)| std::iter::once(*outcome).chain(fired.to_le_bytes()))
            .collect();
        std::fs::write(folder.join("expected.bin"), expected)?;
        std::fs::write(folder.join("model34.jsonl"), self.lines().join("\n") + "\n")?;
        Ok(folder)
    }

    /// How the outcomes are spread, and how many rules fire a case.
    pub fn summary(&self) -> String {
        let count = |outcome| self.expected.iter().filter(|(found, _)| *found == outcome).count();
        let fired: u32 = self.expected.iter().map(|(_, mask)| mask.count_ones()).sum();
        let each = f64::from(fired) / self.cases.len() as f64;
        format!("{} exempt, {} mitigate, {} accountable; {each:.2} rules fire a case", count(0), count(1), count(2))
    }
}

/// The regulations, by file name.
pub struct Texts {
    pub model34: String,
    pub list40: List,
    pub list120: List,
}

impl Texts {
    /// Prints them.
    pub fn print() -> Self {
        Self { model34: regulation::text(&Rules::new()), list40: list40(0), list120: list120(0) }
    }

    fn files(&self) -> [(PathBuf, &str); 3] {
        let at = |name: &str| bench_folder().join("model").join(name);
        [
            (at("model34.md"), self.model34.as_str()),
            (at("list40.md"), self.list40.text.as_str()),
            (at("list120.md"), self.list120.text.as_str()),
        ]
    }

    /// Writes them beside the model, where the benchmarks of `bonafide-rules` read them too.
    pub fn write(&self) -> std::io::Result<()> {
        self.files().iter().try_for_each(|(path, text)| std::fs::write(path, text))
    }

    /// The first file that is not what the model prints now.
    pub fn stale(&self) -> Option<PathBuf> {
        let is_stale = |path: &Path, text: &str| std::fs::read_to_string(path).ok().as_deref() != Some(text);
        self.files().into_iter().find(|(path, text)| is_stale(path, text)).map(|(path, _)| path)
    }
}
