//! The flow of outcomes (结果流向): what the screening came to on the left, what became of it on the right, as broad as many.

use super::{Svg, short};

/// One stream: from, to, how many, and the number as it may be said.
pub(in crate::http) struct Stream {
    pub(in crate::http) from: String,
    pub(in crate::http) to: String,
    pub(in crate::http) count: i64,
    pub(in crate::http) said: String,
}

/// Where streams of one side stand: name and place.
fn stops(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut stops: Vec<String> = Vec::new();
    for name in names {
        if !stops.contains(&name) {
            stops.push(name);
        }
    }
    stops
}

/// Two columns and the streams between them.
pub(in crate::http) fn drawn(label: &str, streams: &[Stream]) -> String {
    let (left, right) =
        (stops(streams.iter().map(|one| one.from.clone())), stops(streams.iter().map(|one| one.to.clone())));
    let rows = i64::try_from(left.len().max(right.len())).unwrap_or(0);
    let high = rows * 46 + 20;
    let mut svg = Svg::new(640, high, label);
    let most = streams.iter().map(|one| one.count).max().unwrap_or(1).max(1);
    let y_of = |stops: &[String], name: &str| {
        let place = stops.iter().position(|own| own == name).unwrap_or(0);
        let step = high / i64::try_from(stops.len().max(1)).unwrap_or(1);
        step / 2 + i64::try_from(place).unwrap_or(0) * step
    };
    for one in streams {
        let (from, to) = (y_of(&left, &one.from), y_of(&right, &one.to));
        let broad = (one.count * 22 / most).max(2);
        svg.0.push_str(&format!(
            "<path d=\"M150 {from} C290 {from} 320 {to} 450 {to}\" fill=\"none\" class=\"line\" stroke-width=\"{broad}\"/>"
        ));
        svg.middle((430, to - 6 - broad / 2), 12, "quiet", &one.said);
    }
    for (x, stops) in [(8, &left), (456, &right)] {
        for name in stops {
            let y = y_of(stops, name);
            svg.rect((x, y - 15), (140, 30), "faint");
            svg.middle((x + 70, y + 5), 13, "", &short(name, 9));
        }
    }
    svg.end()
}
