//! A whole record verified from a file: a million events of 24 fields, each body 892 bytes.

use std::error::Error;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;

use bonafide_ledger::verify::{Expectation, ExportedEvent};
use bonafide_ledger::{BodyHead, Frontier, SeenHead, Suite, body, entry, event_digest, leaf_hash, verify_record};

use crate::clock::{processor_seconds, status_kib};
use crate::leaves::Numbers;

const FIELDS: usize = 24;

pub fn run(count: usize, file: Option<&str>) -> Result<(), Box<dyn Error>> {
    let path = file.map_or_else(|| std::env::temp_dir().join("bonafide-bench-record"), PathBuf::from);
    for (suite, streams) in [
        (Suite::Sha256Ed25519, count.div_ceil(30)),
        (Suite::Sm3Sm2, count.div_ceil(30)),
        // The worst case: no two events of one stream.
        (Suite::Sha256Ed25519, count),
    ] {
        let head = write(&path, suite, count, streams)?;
        // Linux forgets the highest memory so far: what writing took is not counted.
        std::fs::write("/proc/self/clear_refs", "5")?;
        let (wall, before) = (Instant::now(), processor_seconds());
        let expectation = Expectation::whole(suite, vec![head]);
        let verdict = verify_record(expectation, |take| read(&path, take))?;
        let (wall, seconds) = (wall.elapsed().as_secs_f64(), processor_seconds() - before);
        let verified = verdict?;
        println!(
            "{suite:?}: {count} events in {streams} streams: {wall:.2} s wall, {seconds:.2} s processor, {} readings, \
             {} streams followed, peak memory {} MiB",
            verified.readings,
            verified.streams,
            status_kib("VmHWM") / 1024
        );
    }
    std::fs::remove_file(&path)?;
    Ok(())
}

/// Writes the record: for each event its blind, the length of its body and the body; gives its head.
fn write(path: &PathBuf, suite: Suite, count: usize, streams: usize) -> Result<SeenHead, Box<dyn Error>> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut frontier = Frontier::new(suite);
    let mut last: Vec<(u32, [u8; 32])> = vec![(0, [0; 32]); streams];
    let mut slots = vec![[0; 32]; FIELDS];
    for number in 0..count {
        let mut numbers = Numbers(number as u64);
        let (mut event_id, mut stream_id, mut blind) = ([0; 16], [0; 16], [0; 32]);
        numbers.fill(&mut event_id);
        numbers.fill(&mut blind);
        slots.iter_mut().for_each(|slot| numbers.fill(slot));
        let stream = number % streams;
        Numbers(!(stream as u64)).fill(&mut stream_id);
        let (version, prev) = last[stream];
        let head = BodyHead {
            suite,
            event_id,
            stream_id,
            stream_version: version + 1,
            event_type: 1,
            schema_version: 1,
            occurred_ms: number as u64,
            recorded_ms: number as u64 + 1,
            prev,
            schema_digest: [9; 32],
        };
        let body = body(&head, &slots);
        let digest = event_digest(suite, &blind, &body);
        frontier.push(leaf_hash(suite, &entry(suite, &digest)));
        last[stream] = (version + 1, digest);
        out.write_all(&blind)?;
        out.write_all(&u32::try_from(body.len())?.to_be_bytes())?;
        out.write_all(&body)?;
    }
    out.flush()?;
    Ok(SeenHead { size: frontier.size(), root: frontier.root() })
}

fn read(path: &PathBuf, take: &mut dyn FnMut(&ExportedEvent<'_>) -> ControlFlow<()>) -> Result<(), std::io::Error> {
    let mut file = BufReader::with_capacity(1 << 20, File::open(path)?);
    let (mut blind, mut length, mut body) = ([0; 32], [0; 4], Vec::new());
    for position in 0.. {
        if let Err(error) = file.read_exact(&mut blind) {
            return if error.kind() == std::io::ErrorKind::UnexpectedEof { Ok(()) } else { Err(error) };
        }
        file.read_exact(&mut length)?;
        body.resize(u32::from_be_bytes(length) as usize, 0);
        file.read_exact(&mut body)?;
        let event = ExportedEvent { position, blind: &blind, body: &body, leaf: None };
        if take(&event).is_break() {
            return Ok(());
        }
    }
    Ok(())
}
