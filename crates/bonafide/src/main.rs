//! The binary and its doors.
fn main() {}
