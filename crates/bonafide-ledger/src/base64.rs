//! Base64 with one spelling for each byte string: standard letters, padding, no line ends, no left-over bits.
//!
//! Source: RFC 4648, section 4, and its section 3.5 on canonical encodings.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The text of bytes.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut group = [0_u8; 4];
        group.iter_mut().skip(1).zip(chunk).for_each(|(to, from)| *to = *from);
        let bits = u32::from_be_bytes(group);
        for place in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * place)) as usize & 63).copied().unwrap_or(b'=');
            out.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

/// The bytes of a text, if it is the text [`encode`] gives for them.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let (groups, over) = text.as_bytes().as_chunks::<4>();
    if !over.is_empty() {
        return None;
    }
    let Some((last, whole)) = groups.split_last() else { return Some(Vec::new()) };
    let mut out = Vec::with_capacity(groups.len() * 3);
    for group in whole {
        let [a, b, c, d] = group.map(|letter| VALUES.get(usize::from(letter)).copied().unwrap_or(NONE));
        // A letter that is none sets bits no letter has.
        if (a | b | c | d) & NONE != 0 {
            return None;
        }
        let [_, bytes @ ..] =
            (u32::from(a) << 18 | u32::from(b) << 12 | u32::from(c) << 6 | u32::from(d)).to_be_bytes();
        out.extend_from_slice(&bytes);
    }
    decode_last(last, &mut out)?;
    Some(out)
}

/// Decodes the group that may be padded.
fn decode_last(group: &[u8; 4], out: &mut Vec<u8>) -> Option<()> {
    let padding = group.iter().rev().take_while(|letter| **letter == b'=').count();
    if padding > 2 {
        return None;
    }
    let mut bits = 0_u32;
    for letter in group.iter().take(4 - padding) {
        bits = bits << 6 | u32::from(value(*letter)?);
    }
    bits <<= 6 * padding;
    let [_, bytes @ ..] = bits.to_be_bytes();
    let kept = bytes.len() - padding;
    if bytes.iter().skip(kept).any(|byte| *byte != 0) {
        return None;
    }
    out.extend(bytes.iter().take(kept));
    Some(())
}

/// The bytes of a text, if they are exactly 32.
pub(crate) fn decode_hash(text: &str) -> Option<[u8; 32]> {
    decode(text)?.try_into().ok()
}

/// What stands in [`VALUES`] for bytes that are no letters.
const NONE: u8 = 0x80;

/// The value of each letter.
const VALUES: [u8; 256] = values();

const fn values() -> [u8; 256] {
    let mut values = [NONE; 256];
    let (mut rest, mut letter) = (values.as_mut_slice(), 0_u8);
    while let [value, after @ ..] = rest {
        *value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => NONE,
        };
        letter = letter.wrapping_add(1);
        rest = after;
    }
    values
}

fn value(letter: u8) -> Option<u8> {
    VALUES.get(usize::from(letter)).copied().filter(|value| *value != NONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_standard_read_both_ways() {
        // RFC 4648, section 10.
        let words =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE=")];
        for (plain, coded) in words {
            assert_eq!(encode(plain.as_bytes()), coded);
            assert_eq!(decode(coded).as_deref(), Some(plain.as_bytes()));
        }
    }

    #[test]
    fn no_second_spelling_is_taken() {
        for text in ["Zh==", "Zm9=", "Zg", "Zg=", "Zg==Zg==", "Zm9v\n", "Zm-_", "====", "Z===", "=Zg="] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
