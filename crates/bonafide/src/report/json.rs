//! Hand-written JSON: straight into one buffer, used again for every line.

/// Appends a text with its quotes.
pub(crate) fn text(into: &mut String, text: &str) {
    into.push('"');
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !matches!(byte, b'"' | b'\\' | 0..=0x1f) {
            continue;
        }
        into.push_str(text.get(from..at).unwrap_or_default());
        from = at + 1;
        match byte {
            b'"' => into.push_str("\\\""),
            b'\\' => into.push_str("\\\\"),
            b'\n' => into.push_str("\\n"),
            b'\t' => into.push_str("\\t"),
            b'\r' => into.push_str("\\r"),
            other => {
                into.push_str("\\u00");
                for half in [other >> 4, other & 15] {
                    into.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
                }
            }
        }
    }
    into.push_str(text.get(from..).unwrap_or_default());
    into.push('"');
}

/// Appends a text, or `null`.
pub(crate) fn maybe(into: &mut String, value: Option<&str>) {
    match value {
        Some(value) => text(into, value),
        None => into.push_str("null"),
    }
}

/// Appends a whole number.
pub(crate) fn number(into: &mut String, mut value: u64) {
    let mut digits = [0_u8; 20];
    let mut used = 0;
    for slot in digits.iter_mut().rev() {
        *slot = b'0' + (value % 10) as u8;
        value /= 10;
        used += 1;
        if value == 0 {
            break;
        }
    }
    let digits = digits.get(20 - used..).unwrap_or_default();
    into.extend(digits.iter().map(|digit| char::from(*digit)));
}

/// Appends `["a", "b"]`.
pub(crate) fn texts<'a>(into: &mut String, values: impl IntoIterator<Item = &'a str>) {
    list(into, values, text);
}

/// Appends `[…]`, each element by `one`.
pub(crate) fn list<T>(into: &mut String, values: impl IntoIterator<Item = T>, mut one: impl FnMut(&mut String, T)) {
    into.push('[');
    for (at, value) in values.into_iter().enumerate() {
        if at > 0 {
            into.push_str(", ");
        }
        one(into, value);
    }
    into.push(']');
}

/// Appends `"key": `, with a comma before it unless an object has just begun.
pub(crate) fn key(into: &mut String, key: &str) {
    if !into.ends_with('{') {
        into.push_str(", ");
    }
    into.push('"');
    into.push_str(key);
    into.push_str("\": ");
}

#[cfg(test)]
mod tests {
    #[test]
    fn texts_come_back_as_they_were() {
        for sample in ["", "案一", "\"\\/\n\t\r\u{0}\u{1f}\u{7f}", "a\u{2028}b", "尾\\"] {
            let mut line = String::new();
            super::text(&mut line, sample);
            assert_eq!(serde_json::from_str::<String>(&line).unwrap(), sample, "{line}");
        }
    }

    #[test]
    fn numbers_come_back_as_they_were() {
        for sample in [0, 7, 10, 1234567890, u64::MAX] {
            let mut line = String::new();
            super::number(&mut line, sample);
            assert_eq!(line, sample.to_string());
        }
    }
}
