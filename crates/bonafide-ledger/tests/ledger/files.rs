//! Reading the published vectors; what they are and where they come from stands in `tests/vectors/SOURCES.md`.
#![expect(clippy::disallowed_methods, reason = "vectors are files; only the product reads none")]

use std::path::{Path, PathBuf};

use bonafide_ledger::{Hash, base64};
use serde_json::Value;

pub(crate) fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name)
}

pub(crate) fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

pub(crate) fn bytes(name: &str) -> Vec<u8> {
    read(&path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub(crate) fn text(name: &str) -> String {
    String::from_utf8(bytes(name)).unwrap()
}

pub(crate) fn json(name: &str) -> Value {
    serde_json::from_slice(&bytes(name)).unwrap()
}

/// Every test of a Wycheproof file with the group it stands in.
pub(crate) fn wycheproof(name: &str) -> Vec<(Value, Value)> {
    let file = json(&format!("wycheproof/{name}"));
    let groups = file["testGroups"].as_array().unwrap().clone();
    let cases = groups.into_iter().flat_map(|group| {
        group["tests"].as_array().unwrap().clone().into_iter().map(move |test| (group.clone(), test))
    });
    cases.collect()
}

pub(crate) fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.chars().map(|digit| u8::try_from(digit.to_digit(16).unwrap()).unwrap()).collect();
    assert_eq!(digits.len() % 2, 0);
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

pub(crate) fn hash_of_hex(value: &Value) -> Hash {
    hex(value.as_str().unwrap()).try_into().unwrap()
}

/// Bytes that stand in base64; null is none.
pub(crate) fn base64_of(value: &Value) -> Vec<u8> {
    value.as_str().map_or_else(Vec::new, |text| base64::decode(text).unwrap())
}

/// All files below a folder, by path.
pub(crate) fn below(name: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![path(name)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}
