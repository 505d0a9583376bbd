//! Blocks read on several threads and taken back in order: hashing is the work, and no event needs another for it.

use std::io::BufRead;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Scope, available_parallelism, scope};

use bonafide_ledger::Suite;

use super::lines::{Block, Blocks, Line};
use crate::error::Fault;

/// Threads at most.
const LANES_MAX: usize = 4;
/// Blocks under way on each thread.
const BLOCKS_AHEAD: usize = 2;

struct Lane {
    blocks: SyncSender<Block>,
    lines: Receiver<Vec<Line>>,
}

impl Lane {
    fn start<'scope>(scope: &'scope Scope<'scope, '_>, suites: &'scope [Suite]) -> Self {
        let (blocks, waiting) = sync_channel::<Block>(BLOCKS_AHEAD);
        let (done, lines) = sync_channel(BLOCKS_AHEAD);
        scope.spawn(move || {
            for block in waiting {
                // Nobody listens any more once something was found wrong.
                if done.send(block.read(suites)).is_err() {
                    return;
                }
            }
        });
        Self { blocks, lines }
    }
}

/// Reads all lines; `take` gets them in order until it breaks.
pub(super) fn each_line<B>(
    blocks: &mut Blocks<impl BufRead>,
    suites: &[Suite],
    mut take: impl FnMut(Line) -> ControlFlow<B>,
) -> Result<Option<B>, Fault> {
    let count = available_parallelism().map_or(1, usize::from).min(LANES_MAX);
    scope(|scope| {
        let lanes: Vec<Lane> = (0..count).map(|_| Lane::start(scope, suites)).collect();
        let gone = || Fault::new("a thread ended early");
        let (mut sent, mut taken) = (lanes.iter().cycle(), lanes.iter().cycle());
        let (mut under_way, mut is_ended) = (0, false);
        loop {
            while !is_ended && under_way < count * BLOCKS_AHEAD {
                match (blocks.next()?, sent.next()) {
                    (Some(block), Some(lane)) => {
                        lane.blocks.send(block).map_err(|_| gone())?;
                        under_way += 1;
                    }
                    _ => is_ended = true,
                }
            }
            if under_way == 0 {
                return Ok(None);
            }
            let lane = taken.next().ok_or_else(gone)?;
            let lines = lane.lines.recv().map_err(|_| gone())?;
            under_way -= 1;
            for line in lines {
                if let ControlFlow::Break(value) = take(line) {
                    return Ok(Some(value));
                }
            }
        }
    })
}
