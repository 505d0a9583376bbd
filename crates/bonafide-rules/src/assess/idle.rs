//! Memory of assessors that are done. It says nothing about a case: whoever takes it writes before reading.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use crate::assess::exact::Buffers;

/// More than work at a time on any machine we know; the rest is given back to the system.
const IDLE_MAX: usize = 64;

/// What lies idle of one engine.
#[derive(Default)]
pub(crate) struct Idle(Mutex<Vec<Buffers>>);

impl Idle {
    pub(crate) fn take(&self) -> Option<Buffers> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    pub(crate) fn give(&self, buffers: Buffers) {
        let mut idle = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_MAX {
            idle.push(buffers);
        }
    }
}

/// A copy of an engine has memory of its own.
impl Clone for Idle {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for Idle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Idle")
    }
}
