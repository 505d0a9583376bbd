//! `bonafide witness`: cosigning the checkpoints of other organs' records, for networks that meet only by a file.
//!
//! The directory holds `witness.key`, `witness.name`, and for each log a file with its key and the head last cosigned.
//! The head is on the disk before the line leaves: a witness that forgot could be made to sign two histories.

use std::fs;
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use bonafide_ledger::{
    AddCheckpoint, Algorithm, SecretKey, SeenHead, SignatureKind, Suite, VerifierKey, WatchedLog, WitnessRefusal,
    cosign,
};

use super::options::{self, WitnessCosign, WitnessInit, WitnessVerb};
use super::{Exit, Fault, Terminal, place};
use crate::report::hex;
use crate::words::say;

/// Does what is asked as a witness.
pub(super) fn run(options: &options::Witness, terminal: &mut Terminal) -> Result<Exit, Fault> {
    match &options.verb {
        WitnessVerb::Init(options) => init(options, terminal),
        WitnessVerb::Cosign(options) => answer(options, terminal),
    }
}

fn init(options: &WitnessInit, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let (folder, path) = (&options.data, options.data.join("witness.key"));
    let write = |error| Fault::Write(path.clone(), error);
    if path.exists() {
        place::complain(terminal, &say!(terminal.words, "witness-exists", path = path.display().to_string()));
        return Ok(Exit::No);
    }
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| write(io::Error::other(error.to_string())))?;
    let Some(key) = key_of(&options.name, &seed) else {
        place::complain(terminal, &say!(terminal.words, "witness-name", name = options.name.as_str()));
        return Ok(Exit::Fault);
    };
    fs::create_dir_all(folder).map_err(write)?;
    store(&folder.join("witness.name"), options.name.as_bytes())?;
    store(&path, &seed)?;
    writeln!(terminal.out, "{}", key.1)?;
    Ok(Exit::Yes)
}

/// The signer of a witness and what its lines are verified with.
fn key_of(name: &str, seed: &[u8; 32]) -> Option<(SecretKey, VerifierKey)> {
    let signer = SecretKey::new(Algorithm::Ed25519, seed).ok()?;
    let key = VerifierKey::of_signer(name, SignatureKind::of_witness(Algorithm::Ed25519), &signer).ok()?;
    Some((signer, key))
}

fn answer(options: &WitnessCosign, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let Some((name, signer)) = own(&options.data)? else {
        place::complain(terminal, &terminal.words.say("witness-none"));
        return Ok(Exit::No);
    };
    let request = match AddCheckpoint::parse(&asked(&options.request)?) {
        Ok(request) => request,
        Err(refusal) => return Ok(refuse(terminal, refusal, 0)),
    };
    let path = log_path(&options.data, request.checkpoint().origin());
    let known = watched(&path)?;
    let given = options.log.as_deref().and_then(|key| VerifierKey::parse(key).ok());
    // A log is trusted with the key it had first; another key for it is the operator's to settle, not ours.
    let (key, seen) = match (known, given) {
        (Some(known), _) => (Some(known.0), known.1),
        (None, given) => (given, None),
    };
    let keys: Vec<VerifierKey> = key.into_iter().collect();
    let suite = keys.first().map_or(Suite::Sha256Ed25519, |key| key.kind().suite());
    let log = WatchedLog { suite, keys: &keys, seen };
    let head = match request.judge((!keys.is_empty()).then_some(&log)) {
        Ok(head) => head,
        Err(refusal) => return Ok(refuse(terminal, refusal, seen.map_or(0, |seen| seen.size))),
    };
    let key = keys.first().map(ToString::to_string).unwrap_or_default();
    store(&path, format!("{key}\n{}\n{}\n", head.size, hex(&head.root)).as_bytes())?;
    let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    match cosign(request.checkpoint(), &name, &signer, time) {
        Ok(line) => {
            writeln!(terminal.out, "{line}")?;
            Ok(Exit::Yes)
        }
        Err(error) => {
            place::complain(terminal, &say!(terminal.words, "place-fault", reason = error.to_string()));
            Ok(Exit::Fault)
        }
    }
}

fn refuse(terminal: &Terminal, refusal: WitnessRefusal, seen: u64) -> Exit {
    let key = match refusal {
        WitnessRefusal::BadRequest => "witness-bad-request",
        WitnessRefusal::Forbidden => "witness-forbidden",
        WitnessRefusal::UnknownOrigin => "witness-unknown-log",
        WitnessRefusal::Conflict { .. } => "witness-conflict",
        WitnessRefusal::Inconsistent => "witness-inconsistent",
    };
    place::complain(terminal, &say!(terminal.words, key, seen = seen));
    if refusal == WitnessRefusal::BadRequest { Exit::Wrong } else { Exit::No }
}

/// The request, from a file or standard input.
fn asked(path: &Path) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let read = |error| Fault::Read(path.to_owned(), error);
    if path.as_os_str() == "-" {
        io::stdin().lock().take(1 << 20).read_to_end(&mut bytes).map_err(read)?;
    } else {
        fs::File::open(path).and_then(|file| file.take(1 << 20).read_to_end(&mut bytes)).map_err(read)?;
    }
    Ok(bytes)
}

/// Name and signer of the witness; none when it was never set up.
fn own(folder: &Path) -> Result<Option<(String, SecretKey)>, Fault> {
    let (name, key) = (folder.join("witness.name"), folder.join("witness.key"));
    if !key.exists() {
        return Ok(None);
    }
    let name = fs::read_to_string(&name).map_err(|error| Fault::Read(name, error))?;
    let seed = fs::read(&key).map_err(|error| Fault::Read(key, error))?;
    let seed: Option<[u8; 32]> = seed.try_into().ok();
    Ok(seed.and_then(|seed| key_of(&name, &seed)).map(|(signer, _)| (name, signer)))
}

/// A file a log, named by its origin's digest: an origin may hold anything.
fn log_path(folder: &Path, origin: &str) -> PathBuf {
    let digest = Suite::Sha256Ed25519.digest(&[origin.as_bytes()]);
    folder.join("logs").join(format!("{}.txt", hex(digest.get(..16).unwrap_or(&digest))))
}

/// The key and the last head of a log, as kept.
fn watched(path: &Path) -> Result<Option<(VerifierKey, Option<SeenHead>)>, Fault> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Fault::Read(path.to_owned(), error)),
    };
    let read = || {
        let mut lines = text.lines();
        let key = VerifierKey::parse(lines.next()?).ok()?;
        let size = lines.next()?.parse().ok()?;
        let root = unhex(lines.next()?)?;
        Some((key, Some(SeenHead { size, root })))
    };
    // What a witness cannot read of its own past must not look like having none.
    read().map(Some).ok_or_else(|| Fault::Read(path.to_owned(), io::Error::from(io::ErrorKind::InvalidData)))
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// Writes a file at once, for the owner alone, and waits for the disk.
fn store(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let beside = path.with_extension("new");
    let write = || -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        fs::File::open(folder)?.sync_all()
    };
    write().map_err(|error| Fault::Write(path.to_owned(), error))
}
