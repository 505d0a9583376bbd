//! The clock: the only place of the command line that asks what day it is.

use std::time::{SystemTime, UNIX_EPOCH};

use bonafide_procedure::id::Day;

/// Beijing time (北京时间), by which the notices and the terms go, is eight hours ahead of UTC all year.
const BEIJING_SECONDS: u64 = 8 * 60 * 60;

/// Seconds of a civil day.
const DAY_SECONDS: u64 = 24 * 60 * 60;

/// Today in Beijing; the first day of the count of days if the machine's clock stands before it.
pub(crate) fn today() -> Day {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let days = (since.as_secs() + BEIJING_SECONDS) / DAY_SECONDS;
    Day(i64::try_from(days).unwrap_or_default())
}
