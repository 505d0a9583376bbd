//! The regulations shipped with the product.

use std::path::Path;

use bonafide_rules::read;

use crate::entries;

#[test]
#[expect(clippy::disallowed_methods, reason = "a test may read the files it is about; the crate may not")]
fn shipped_regulations_read_without_a_finding_and_survive_formatting() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../regulations");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let text = std::fs::read_to_string(&path).unwrap();
            assert_eq!(read(&text).diagnostics, [], "{}", path.display());
            entries::formatter(&text);
            count += 1;
        }
    }
    assert!(count > 10, "the folder holds regulations");
}
