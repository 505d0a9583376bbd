//! Time: what it is, and when it is not believed.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::error::Refusal;

/// How far the clock may stand before the last event.
const BEHIND_MAX_MS: u64 = 5 * 60 * 1000;
/// How far the clock may run away from the machine's steady counter between two looks.
const LEAP_MAX_MS: u64 = 60 * 60 * 1000;
/// How long nothing may have been recorded when a process starts, before the clock wants to be confirmed: 92 days.
const PAUSE_MAX_MS: u64 = 92 * 24 * 60 * 60 * 1000;
/// How far recorded times may run ahead of the clock to stay apart by a millisecond each.
const AHEAD_MAX_MS: u64 = 1000;

/// Where the time comes from, in milliseconds since 1970-01-01 UTC.
#[derive(Clone)]
pub enum Clock {
    /// The machine's; on PostgreSQL the server's, so that all nodes have one.
    System,
    /// One that is asked, for tests.
    Given(Arc<dyn Fn() -> u64 + Send + Sync>),
}

impl fmt::Debug for Clock {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::System => "System",
            Self::Given(_) => "Given",
        })
    }
}

impl Clock {
    /// Now, given what the database says.
    pub(crate) fn now(&self, database_ms: Option<u64>) -> u64 {
        match (self, database_ms) {
            (Self::System, Some(now)) => now,
            (Self::System, None) => system_ms(),
            (Self::Given(clock), _) => clock(),
        }
    }
}

fn system_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// Watches the clock, so that one leap does not poison all later times.
#[derive(Debug)]
pub(crate) struct Watch {
    last: Option<(u64, Instant)>,
    is_confirmed: bool,
}

impl Watch {
    pub(crate) fn new() -> Self {
        Self { last: None, is_confirmed: false }
    }

    /// Takes the next reading as right, whatever it is.
    pub(crate) fn confirm(&mut self) {
        self.last = None;
        self.is_confirmed = true;
    }

    /// Believes a reading or refuses it. `last_recorded_ms`: 0 where nothing was recorded yet.
    pub(crate) fn believe(&mut self, now_ms: u64, last_recorded_ms: u64) -> Result<u64, Refusal> {
        let behind = last_recorded_ms.saturating_sub(now_ms);
        if behind > BEHIND_MAX_MS {
            return Err(Refusal::ClockBehind(behind));
        }
        let steady = Instant::now();
        let leap = match self.last {
            Some((then_ms, then)) => {
                let passed = u64::try_from(steady.duration_since(then).as_millis()).unwrap_or(u64::MAX);
                let leap = now_ms.saturating_sub(then_ms.saturating_add(passed));
                if leap > LEAP_MAX_MS { leap } else { 0 }
            }
            None if self.is_confirmed || last_recorded_ms == 0 => 0,
            None => {
                let pause = now_ms.saturating_sub(last_recorded_ms);
                if pause > PAUSE_MAX_MS { pause } else { 0 }
            }
        };
        if leap > 0 {
            return Err(Refusal::ClockLeapt(leap));
        }
        self.last = Some((now_ms, steady));
        Ok(now_ms)
    }
}

/// The time of the next event: later than the last one, as long as that stays within a second of the clock; under a
/// longer rush several events share a millisecond, and their order is that of their positions. Never earlier.
pub(crate) fn next_recorded(now_ms: u64, last_ms: u64) -> u64 {
    if now_ms > last_ms {
        now_ms
    } else if last_ms - now_ms < AHEAD_MAX_MS {
        last_ms + 1
    } else {
        last_ms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u64 = 3_600_000;

    #[test]
    fn a_clock_set_back_or_leaping_is_refused_and_one_confirmed_is_taken() {
        let mut watch = Watch::new();
        assert_eq!(watch.believe(100 * HOUR, 0), Ok(100 * HOUR));
        assert!(matches!(watch.believe(99 * HOUR, 100 * HOUR), Err(Refusal::ClockBehind(_))));
        assert!(matches!(watch.believe(102 * HOUR, 100 * HOUR), Err(Refusal::ClockLeapt(_))));
        watch.confirm();
        assert_eq!(watch.believe(102 * HOUR, 100 * HOUR), Ok(102 * HOUR));
    }

    #[test]
    fn a_process_that_starts_years_later_wants_its_clock_confirmed() {
        let ten_years = 10 * 365 * 24 * HOUR;
        assert!(matches!(Watch::new().believe(ten_years, HOUR), Err(Refusal::ClockLeapt(_))));
        assert!(Watch::new().believe(24 * HOUR, HOUR).is_ok());
    }

    #[test]
    fn times_rise_and_never_fall() {
        assert_eq!(next_recorded(10, 5), 10);
        assert_eq!(next_recorded(10, 10), 11);
        assert_eq!(next_recorded(10, 1009), 1010);
        assert_eq!(next_recorded(10, 1010), 1010);
    }
}
