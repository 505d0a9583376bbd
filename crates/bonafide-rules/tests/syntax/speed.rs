//! Long texts are read in little time.

use crate::EVERYTHING_ZH;

/// Statements of the whole language over 2 000 lines and more.
fn long() -> String {
    EVERYTHING_ZH.repeat(2_000_usize.div_ceil(EVERYTHING_ZH.lines().count()))
}

#[test]
#[cfg_attr(debug_assertions, ignore = "measures an optimised build")]
#[expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the time a reading takes is what this test is about"
)]
fn two_thousand_lines_are_read_in_less_than_twenty_milliseconds() {
    let text = long();
    assert!(text.lines().count() >= 2_000);
    let shortest = (0..5)
        .map(|_| {
            let start = std::time::Instant::now();
            assert_eq!(bonafide_rules::read(&text).diagnostics, []);
            start.elapsed()
        })
        .min()
        .unwrap();
    println!("read {} lines, {} bytes in {shortest:?}", text.lines().count(), text.len());
    assert!(shortest.as_millis() < 20, "{shortest:?}");
}
