//! Civil dates as day numbers: days since 1970-01-01 in the Gregorian calendar.
//!
//! Only what laws and cases need: a date read, a date shown. The clock is somebody else's.

/// Days before year 0, counted from March, up to 1970-01-01.
const EPOCH: i64 = 719_468;

/// Days in 400 years.
const ERA: i64 = 146_097;

/// Returns the day number of a date, or `None` when there is no such day or the year is not 1 to 9999.
pub fn from_date(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day < 1 {
        return None;
    }
    // Years begin in March, so that the leap day comes last.
    let shifted = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (shifted.div_euclid(400), shifted.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let number = era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH;
    (to_date(number) == (year, month, day)).then_some(number)
}

/// Returns year, month and day of a day number.
pub fn to_date(number: i64) -> (i64, i64, i64) {
    let shifted = number + EPOCH;
    let (era, of_era) = (shifted.div_euclid(ERA), shifted.rem_euclid(ERA));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = (from_march + 2) % 12 + 1;
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// Reads `2026-03-01`.
pub fn parse(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, '-');
    let mut number = |digits: usize| {
        let part = parts.next()?;
        let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        if plain { part.parse::<i64>().ok() } else { None }
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    from_date(year, month, day)
}

/// Writes `2026-03-01`.
pub fn format(number: i64) -> String {
    let (year, month, day) = to_date(number);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days_have_their_numbers() {
        for (text, number) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-02-29", 11_016),
            ("2000-03-01", 11_017),
            ("2026-03-01", 20_513),
        ] {
            assert_eq!(parse(text), Some(number), "{text}");
            assert_eq!(format(number), text);
        }
    }

    #[test]
    fn every_day_of_four_hundred_years_comes_back() {
        let first = parse("1801-01-01").unwrap();
        for number in first..first + ERA {
            assert_eq!(parse(&format(number)), Some(number));
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "2026-1-1",
            "0000-01-01",
            "",
            "x",
            "2026-01-01x",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
