//! Keys: one a case, one a person, wrapped by a root key that lies outside. Kept unwrapped in memory while in use.

mod source;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use bonafide_ledger::aead::SuiteCipher;
use bonafide_ledger::{Suite, open_envelope, seal_envelope};
use zeroize::Zeroizing;

use crate::engine::{Id, KeptKey, KeySession};
use crate::error::{Fault, KeyError};
use crate::salts::Source;

pub use source::KeySource;

/// How many unwrapped keys are kept: about 1 KiB each.
const CACHED_MAX: usize = 16_384;
/// How long a key may live in the memory of one node after another destroyed it.
const CACHED_FOR: Duration = Duration::from_secs(60);
/// What a wrapped key is bound to, beside its id.
const WRAP: &[u8] = b"bonafide/wrapped-key/v1";
const WRAP_SALT: [u8; 32] = [0; 32];

/// A key as it is found.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    /// In use.
    Active(Arc<SuiteCipher>),
    /// Locked.
    Restricted,
    /// Gone.
    Destroyed,
}

/// The keys of a record.
pub(crate) struct KeyRing {
    suite: Suite,
    root: Zeroizing<[u8; 32]>,
    index: Zeroizing<[u8; 32]>,
    session: Mutex<Box<dyn KeySession>>,
    wanted: Mutex<Vec<Id>>,
    cache: RwLock<HashMap<Id, Found>>,
    /// Since when the cache is filled, where other nodes may change the keys.
    filled: Option<Mutex<Instant>>,
    source: Arc<Source>,
}

impl KeyRing {
    /// Opens the ring with its root key; the first opening makes what is missing. `is_shared`: other nodes use the keys.
    pub(crate) fn open(
        (mut session, is_shared): (Box<dyn KeySession>, bool),
        keys: &KeySource,
        suite: Suite,
        source: Arc<Source>,
    ) -> Result<Self, KeyError> {
        let root = keys.root_key(session.as_mut(), &source)?;
        let mut ring = Self {
            suite,
            root,
            index: Zeroizing::new([0; 32]),
            session: Mutex::new(session),
            wanted: Mutex::default(),
            cache: RwLock::default(),
            filled: is_shared.then(|| Mutex::new(Instant::now())),
            source,
        };
        ring.index = ring.own("person-index")?;
        Ok(ring)
    }

    /// The id of a person's key: it follows from the roster number, but not for whoever lacks the root key.
    pub(crate) fn person_key_id(&self, person: &str) -> Id {
        let digest = self.suite.digest(&[b"bonafide/person-key/v1\0", &*self.index, person.as_bytes()]);
        let mut id = [0; 16];
        id.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        id
    }

    /// The id of a place or field of a draft, which tells nothing to whoever lacks the root key.
    pub(crate) fn draft_id(&self, words: &[&str]) -> Id {
        let mut parts: Vec<&[u8]> = vec![b"bonafide/draft/v1\0", &*self.index];
        words.iter().for_each(|word| parts.extend([b"\0", word.as_bytes()]));
        let mut id = [0; 16];
        id.iter_mut().zip(self.suite.digest(&parts)).for_each(|(to, from)| *to = from);
        id
    }

    /// A secret of the record's own, such as a signing seed; made when it is first asked for.
    pub(crate) fn own(&self, name: &str) -> Result<Zeroizing<[u8; 32]>, KeyError> {
        let id = own_id(self.suite, name);
        let fresh = Zeroizing::new(self.source.array::<32>()?);
        let wrapped = self.wrap(id, &fresh)?;
        let kept = lock(&self.session).own(name, &wrapped)?;
        self.unwrap_key(id, &kept)
    }

    /// The keys of these ids, made durably where there are none. All of them, or the reason why one cannot be used.
    pub(crate) fn ensure(&self, ids: &[Id]) -> Result<Vec<Arc<SuiteCipher>>, KeyError> {
        if let Some(all) = self.cached(ids) {
            return all.into_iter().map(usable).collect();
        }
        lock(&self.wanted).extend(ids);
        // Whoever gets the connection first serves everybody who waits: one commit for all new keys.
        let mut session = lock(&self.session);
        if let Some(all) = self.cached(ids) {
            return all.into_iter().map(usable).collect();
        }
        let mut wanted = std::mem::take(&mut *lock(&self.wanted));
        wanted.extend(ids);
        wanted.sort_unstable();
        wanted.dedup();
        let mut kept = session.keys(&wanted)?;
        let missing: Vec<Id> = wanted.iter().filter(|id| !kept.contains_key(*id)).copied().collect();
        if !missing.is_empty() {
            let mut fresh = Vec::with_capacity(missing.len());
            for id in &missing {
                let key = Zeroizing::new(self.source.array::<32>()?);
                fresh.push((*id, self.wrap(*id, &key)?));
            }
            session.add_keys(&fresh)?;
            // Read again: another node may have been first, and then its key counts.
            kept.extend(session.keys(&missing)?);
        }
        let found = self.remember(kept)?;
        drop(session);
        let missing = || KeyError::Fault(Fault::new("a key just made is missing"));
        ids.iter().map(|id| usable(found.get(id).cloned().ok_or_else(missing)?)).collect()
    }

    /// The keys of these ids as they are; ids without any key are left out.
    pub(crate) fn find(&self, ids: &[Id]) -> Result<HashMap<Id, Found>, KeyError> {
        if let Some(all) = self.cached(ids) {
            return Ok(ids.iter().copied().zip(all).collect());
        }
        let kept = lock(&self.session).keys(ids)?;
        self.remember(kept)
    }

    /// Locks a key, or unlocks it.
    pub(crate) fn restrict(&self, id: Id, is_restricted: bool) -> Result<(), KeyError> {
        let mut session = lock(&self.session);
        let next = match session.keys(&[id])?.remove(&id) {
            Some(KeptKey::Active(wrapped) | KeptKey::Restricted(wrapped)) if is_restricted => {
                KeptKey::Restricted(wrapped)
            }
            Some(KeptKey::Active(wrapped) | KeptKey::Restricted(wrapped)) => KeptKey::Active(wrapped),
            Some(KeptKey::Destroyed) => return Err(KeyError::Destroyed),
            None => return Ok(()),
        };
        session.set_key(id, &next)?;
        self.forget();
        Ok(())
    }

    /// Destroys a key, also one that never was: its id is spent.
    pub(crate) fn destroy(&self, id: Id) -> Result<(), KeyError> {
        let mut session = lock(&self.session);
        session.set_key(id, &KeptKey::Destroyed)?;
        self.forget();
        Ok(())
    }

    /// Forgets every unwrapped key.
    pub(crate) fn forget(&self) {
        self.cache.write().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn cached(&self, ids: &[Id]) -> Option<Vec<Found>> {
        if let Some(filled) = &self.filled {
            let mut filled = lock(filled);
            if filled.elapsed() > CACHED_FOR {
                *filled = Instant::now();
                self.forget();
            }
        }
        let cache = self.cache.read().unwrap_or_else(PoisonError::into_inner);
        ids.iter().map(|id| cache.get(id).cloned()).collect()
    }

    fn remember(&self, kept: HashMap<Id, KeptKey>) -> Result<HashMap<Id, Found>, KeyError> {
        let mut found = HashMap::with_capacity(kept.len());
        for (id, key) in kept {
            let key = match key {
                KeptKey::Active(wrapped) => {
                    let key = self.unwrap_key(id, &wrapped)?;
                    Found::Active(Arc::new(SuiteCipher::new(self.suite, &key)))
                }
                KeptKey::Restricted(_) => Found::Restricted,
                KeptKey::Destroyed => Found::Destroyed,
            };
            found.insert(id, key);
        }
        let mut cache = self.cache.write().unwrap_or_else(PoisonError::into_inner);
        if cache.len() + found.len() > CACHED_MAX {
            cache.clear();
        }
        cache.extend(found.iter().map(|(id, key)| (*id, key.clone())));
        Ok(found)
    }

    fn wrap(&self, id: Id, key: &[u8; 32]) -> Result<Vec<u8>, KeyError> {
        let nonce = self.source.array()?;
        let fields = [(0, WRAP_SALT, &key[..])];
        seal_envelope(self.suite, &self.root, &nonce, &id, WRAP, &fields).map_err(|error| Fault::new(error).into())
    }

    fn unwrap_key(&self, id: Id, wrapped: &[u8]) -> Result<Zeroizing<[u8; 32]>, KeyError> {
        let fields = open_envelope(self.suite, &self.root, &id, WRAP, wrapped).map_err(|_| KeyError::Wrong)?;
        let key = fields.first().and_then(|field| <[u8; 32]>::try_from(field.value.as_slice()).ok());
        key.map(Zeroizing::new).ok_or(KeyError::Wrong)
    }
}

fn own_id(suite: Suite, name: &str) -> Id {
    let digest = suite.digest(&[b"bonafide/own-key/v1\0", name.as_bytes()]);
    let mut id = [0; 16];
    id.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    id
}

fn usable(found: Found) -> Result<Arc<SuiteCipher>, KeyError> {
    match found {
        Found::Active(cipher) => Ok(cipher),
        Found::Restricted => Err(KeyError::Restricted),
        Found::Destroyed => Err(KeyError::Destroyed),
    }
}

/// A lock that a panic elsewhere does not take away: what it guards is whole after every statement.
pub(crate) fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
