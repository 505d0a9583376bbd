//! What the tests need beside the toolchain, from the distribution's packages: a PostgreSQL server, and the tools that put
//! faults into system calls and make small file systems, a browser with letters for Chinese. Installed when missing and we may; told by name when we may not.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::browser;
use crate::chore::{Outcome, run, say};

/// Without it the browser draws boxes.
const TYPEFACE: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";

/// A tool of the tests and the package that brings it.
struct Need {
    what: &'static str,
    package: &'static str,
    is_there: fn() -> bool,
}

const NEEDS: [Need; 7] = [
    Need { what: "a PostgreSQL server", package: "postgresql", is_there: has_postgres },
    Need { what: "strace", package: "strace", is_there: || is_there("strace", &["--version"]) },
    Need { what: "mkfs.ext4", package: "e2fsprogs", is_there: || is_there("mkfs.ext4", &["-V"]) },
    Need { what: "prlimit", package: "util-linux", is_there: || is_there("prlimit", &["--version"]) },
    Need { what: "npm", package: "npm", is_there: || is_there("npm", &["--version"]) },
    Need { what: "Chromium", package: "chromium", is_there: || Path::new(browser::CHROMIUM).exists() },
    Need { what: "a Chinese typeface", package: "fonts-noto-cjk", is_there: || Path::new(TYPEFACE).exists() },
];

/// Installs what is missing, or says what to install.
pub(crate) fn run_setup() -> Outcome {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.is_there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    for need in &missing {
        say(&format!("== set-up: {} is missing; the package `{}` brings it", need.what, need.package));
    }
    let advice = format!("install it yourself: apt-get install {}", packages.join(" "));
    if !is_there("apt-get", &["--version"]) {
        return Err(format!("the tests need more than is here, and there is no apt-get. {advice}"));
    }
    let mut update = apt(&["update", "-qq"]);
    let mut install = apt(&["install", "-y", "-qq", "--no-install-recommends"]);
    install.args(&packages);
    run("set-up: update the list of packages", &mut update).map_err(|error| format!("{error}. {advice}"))?;
    run("set-up: install packages", &mut install).map_err(|error| format!("{error}. {advice}"))
}

/// apt-get as it is for root, through sudo without a question for others.
fn apt(arguments: &[&str]) -> Command {
    let root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0"));
    let mut command = if root {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "apt-get"]);
        sudo
    };
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    command
}

/// Debian keeps the server's programs off the path, one folder a version.
fn has_postgres() -> bool {
    let versions = std::fs::read_dir(Path::new("/usr/lib/postgresql")).into_iter().flatten().flatten();
    versions.into_iter().any(|version| version.path().join("bin/initdb").is_file())
        || is_there("initdb", &["--version"])
}

fn is_there(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_nobody_has_is_not_there() {
        assert!(!is_there("bonafide-no-such-program", &[]));
        assert!(is_there("true", &[]));
    }
}
