//! Absent: no path of one machine and no host of a package registry stands in a committed file.

use crate::files::Files;

/// Starts of paths that only exist on somebody's machine. Written in pieces, so that this file passes its own rule.
const MACHINE_PATHS: [&str; 6] = [
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("/tm", "p/"),
    concat!("C:", "\\"),
];

/// Hosts of package registries and mirrors.
const REGISTRY_HOSTS: [&str; 9] = [
    concat!("crates", ".io"),
    concat!("pypi", ".org"),
    concat!("pythonhosted", ".org"),
    concat!("npmjs", ".org"),
    concat!("npmjs", ".com"),
    concat!("deb.debian", ".org"),
    concat!("archive.ubuntu", ".com"),
    concat!("rsproxy", ".cn"),
    concat!("goproxy", "."),
];

/// How every entry of the lock file names its source; nothing else may stand there.
const LOCKED_SOURCE: &str = concat!("source = \"registry+https://github.com/rust-lang/crates", ".io-index\"");

/// Names each line that holds a machine path or a registry host.
pub(super) fn check(files: &Files) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, text) in files.all() {
        for (index, line) in text.lines().enumerate() {
            if path.ends_with("Cargo.lock") && line == LOCKED_SOURCE {
                continue;
            }
            if let Some(found) = MACHINE_PATHS.iter().find(|start| holds_path(line, start)) {
                findings.push(format!("{path}:{}: a machine path begins with `{found}`", index + 1));
            }
            if let Some(found) = REGISTRY_HOSTS.iter().find(|host| line.contains(*host)) {
                findings.push(format!("{path}:{}: the registry host `{found}` is named", index + 1));
            }
        }
    }
    findings
}

/// Whether an absolute path begins here: `/x/` not preceded by a letter, a digit, a dot, `}`, `*` or `/`.
fn holds_path(line: &str, start: &str) -> bool {
    line.match_indices(start).any(|(at, _)| {
        let before = line.get(..at).and_then(|head| head.chars().next_back());
        !before.is_some_and(|letter| letter.is_alphanumeric() || ".}*/_-".contains(letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_path_and_a_registry_host_are_found() {
        let path = format!("see {}alice/notes", MACHINE_PATHS[2]);
        let host = format!("a\nfrom https://{}/x", REGISTRY_HOSTS[1]);
        let found = check(&Files::sample(&[("a.md", &path), ("b.md", &host)]));
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("a.md:1:") && found[1].starts_with("b.md:2:"));
    }

    #[test]
    fn a_folder_of_the_repository_with_the_same_name_is_none() {
        let inside = format!("docs{}plan.md and https://example.cn{}x", MACHINE_PATHS[0], MACHINE_PATHS[2]);
        assert!(check(&Files::sample(&[("a.md", &inside)])).is_empty());
    }

    #[test]
    fn the_lock_file_may_name_only_the_usual_source() {
        let other = "source = \"registry+https://mirror.example/index\"";
        let lock = format!("{LOCKED_SOURCE}\n{other}");
        assert!(check(&Files::sample(&[("Cargo.lock", LOCKED_SOURCE)])).is_empty());
        assert_eq!(super::super::settings::check_lock(&lock).len(), 1);
    }
}
