//! The months of a term, day by day: counted days filled with their number, days of rest struck through.

use bonafide_procedure::deadline::{CountedDay, Counting};
use bonafide_procedure::id::Day;

use super::Svg;
use crate::report::counting::weekday_number;
use crate::words::Words;

const SIDE: i64 = 40;

/// A week a row.
pub(in crate::http) fn drawn(words: &Words, counting: &Counting<'_>) -> String {
    let (Some(first), Some(last)) = (counting.days.first(), counting.days.last()) else { return String::new() };
    let monday = first.day.plus(1 - weekday_number(first.day));
    let weeks = (last.day.0 - monday.0) / 7 + 1;
    let mut svg = Svg::new(96 + 7 * SIDE, 30 + weeks * SIDE, &words.say("web-calendar-picture"));
    for number in 0..7 {
        let name = words.say(&format!("web-weekday-{}", number + 1));
        svg.middle((96 + number * SIDE + SIDE / 2, 20), 12, "quiet", &name);
    }
    for week in 0..weeks {
        let start = monday.plus(week * 7);
        svg.text((0, 30 + week * SIDE + 25), 12, "quiet", &start.to_string());
    }
    let due = counting.due.as_ref().map(|due| due.day).ok();
    for day in &counting.days {
        draw(&mut svg, monday, day, due == Some(day.day));
    }
    svg.end()
}

fn draw(svg: &mut Svg, monday: Day, day: &CountedDay<'_>, is_due: bool) {
    let offset = day.day.0 - monday.0;
    let (x, y) = (96 + offset % 7 * SIDE, 30 + offset / 7 * SIDE);
    svg.rect((x + 2, y + 2), (SIDE - 4, SIDE - 4), if day.number.is_some() { "faint" } else { "sheet" });
    let text = day.day.to_string();
    let of_month = text.rsplit('-').next().unwrap_or_default().trim_start_matches('0').to_owned();
    svg.text((x + 6, y + 15), 11, "quiet", &of_month);
    match day.number {
        Some(number) => svg.middle((x + SIDE / 2 + 4, y + 31), if is_due { 16 } else { 13 }, "", &number.to_string()),
        None => svg.line((x + 6, y + SIDE - 6), (x + SIDE - 6, y + 18), "2 3"),
    }
    if is_due {
        svg.rect((x, y), (SIDE, SIDE), "none");
    }
}
