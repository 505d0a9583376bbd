//! Processor time, and contestants that take turns so that a busy machine slows all of them alike.

use nix::sys::resource::{UsageWho, getrusage};
use nix::time::{ClockId, clock_gettime};

/// Seconds of processor time this process has used.
pub fn processor_seconds() -> f64 {
    clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID)
        .map_or(f64::NAN, |time| time.tv_sec() as f64 + time.tv_nsec() as f64 * 1e-9)
}

/// Seconds of processor time that ended children have used.
pub fn children_seconds() -> f64 {
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 * 1e-6;
    getrusage(UsageWho::RUSAGE_CHILDREN)
        .map_or(f64::NAN, |usage| seconds(usage.user_time()) + seconds(usage.system_time()))
}

/// What one turn did.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    /// How many cases (or questions, or loads) it answered.
    pub count: usize,
    /// Processor seconds it took.
    pub seconds: f64,
}

/// Times one turn of this process.
pub fn timed(count: usize, work: impl FnOnce()) -> Turn {
    let before = processor_seconds();
    work();
    Turn { count, seconds: processor_seconds() - before }
}

/// A figure with its spread, in whatever unit the contestant has.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    pub median: f64,
    pub least: f64,
    pub most: f64,
}

impl Figure {
    /// From one value a turn.
    pub fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let at = |place: usize| values.get(place).copied().unwrap_or(f64::NAN);
        Self { median: at(values.len() / 2), least: at(0), most: at(values.len().saturating_sub(1)) }
    }
}

/// One contestant of a race.
pub struct Contestant<'a> {
    pub name: String,
    turn: Box<dyn FnMut() -> Turn + 'a>,
    turns: Vec<Turn>,
}

/// Contestants that answer the same question.
#[derive(Default)]
pub struct Race<'a> {
    contestants: Vec<Contestant<'a>>,
}

impl<'a> Race<'a> {
    /// Adds a contestant; `turn` should take a tenth of a second or more.
    pub fn enter(&mut self, name: impl Into<String>, turn: impl FnMut() -> Turn + 'a) {
        self.contestants.push(Contestant { name: name.into(), turn: Box::new(turn), turns: Vec::new() });
    }

    /// Lets everyone run once unmeasured, then in turns, `rounds` times.
    pub fn run(&mut self, rounds: usize) {
        for contestant in &mut self.contestants {
            (contestant.turn)();
        }
        for _ in 0..rounds {
            for contestant in &mut self.contestants {
                let turn = (contestant.turn)();
                contestant.turns.push(turn);
            }
        }
    }

    /// Answers a second, by contestant.
    pub fn rates(&self) -> Vec<(String, Figure)> {
        self.figures(|turn| turn.count as f64 / turn.seconds)
    }

    /// Seconds a answer, by contestant.
    pub fn seconds(&self) -> Vec<(String, Figure)> {
        self.figures(|turn| turn.seconds / turn.count as f64)
    }

    fn figures(&self, of: impl Fn(&Turn) -> f64) -> Vec<(String, Figure)> {
        let figure = |contestant: &Contestant| Figure::of(contestant.turns.iter().map(&of).collect());
        self.contestants.iter().map(|contestant| (contestant.name.clone(), figure(contestant))).collect()
    }
}

/// A line of `/proc/self/status` in KiB, such as `VmRSS` or `VmHWM`; 0 where there is none.
pub fn status_kib(key: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(key));
    line.and_then(|line| line.split_whitespace().nth(1)).and_then(|value| value.parse().ok()).unwrap_or(0)
}
