//! Checkpoints while serving (签树头): the head of the record is signed every so many entries and minutes and at an orderly
//! end, so that a start reckons over the few entries since and never walks the log. Any node may sign: two at once sign the
//! same head, and one note stands.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::hall::Hall;

/// How often the record is asked how far it went.
const LOOKED_AFTER: Duration = Duration::from_secs(2);

/// With so many unsigned entries a checkpoint is due at once. A start walks about 70,000 entries a second.
const ENTRIES: u64 = 10_000;

/// After so long even one unsigned entry is reason enough.
const PATIENCE: Duration = Duration::from_secs(600);

/// Whether a checkpoint is due, so long after the last one this node saw.
fn is_due(unsigned: u64, since: Duration) -> bool {
    unsigned >= ENTRIES || (unsigned > 0 && since >= PATIENCE)
}

/// Signs now and then until the sender is dropped, and once more then.
pub(super) fn keep(hall: Arc<Hall>) -> io::Result<(JoinHandle<()>, Sender<()>)> {
    let (stop, stopped) = channel::<()>();
    let work = move || {
        let mut signed_at = Instant::now();
        loop {
            let is_told = stopped.recv_timeout(LOOKED_AFTER) != Err(RecvTimeoutError::Timeout);
            // A database that does not answer is asked again; what is altered makes the record read-only, and every page
            // that writes says so.
            let unsigned = hall.desk.store.unsigned().unwrap_or(0);
            if is_due(unsigned, signed_at.elapsed()) || (is_told && unsigned > 0) {
                if let Err(error) = hall.desk.store.publish() {
                    // No logger is set up: standard error is where an operator looks.
                    let _ = std::io::Write::write_fmt(&mut io::stderr(), format_args!("fault: {error}\n"));
                }
                signed_at = Instant::now();
            } else if unsigned == 0 {
                signed_at = Instant::now();
            }
            if is_told {
                return;
            }
        }
    };
    Ok((std::thread::Builder::new().name("bonafide-checkpoint".to_owned()).spawn(work)?, stop))
}

#[cfg(test)]
mod tests {
    use bonafide_store::testing::Directory;

    use super::*;
    use crate::demo::prepared;

    #[test]
    fn an_orderly_stop_leaves_nothing_for_the_next_start_to_walk() {
        let folder = Directory::new().unwrap();
        let data = folder.path().join("site");
        let hall = Arc::new(Hall::new(prepared(&data).unwrap().desk, data, false));
        let (signer, sign) = keep(Arc::clone(&hall)).unwrap();
        drop(sign);
        signer.join().unwrap();
        assert_eq!(hall.desk.store.unsigned().unwrap(), 0);
        assert!(hall.desk.store.size().unwrap() > 0);
        assert!(hall.desk.store.suites().iter().all(|suite| hall.desk.store.checkpoint(*suite).unwrap().is_some()));
    }

    #[test]
    fn a_checkpoint_is_due_by_entries_or_by_time_and_never_without_entries() {
        assert!(is_due(ENTRIES, Duration::ZERO));
        assert!(!is_due(ENTRIES - 1, PATIENCE.saturating_sub(Duration::from_secs(1))));
        assert!(is_due(1, PATIENCE));
        assert!(!is_due(0, PATIENCE * 100));
    }
}
