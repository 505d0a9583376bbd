//! What must hold for any bytes given to a parser of the record: no panic, and one spelling for what is taken. Shared by the
//! tests and the fuzz targets.

use bonafide_ledger::{AddCheckpoint, Checkpoint, Package, Quorum, SignedNote, TileId, TlogProof, VerifierKey, base64};

/// Gives the bytes to every parser; tells how many took them.
pub(crate) fn all(bytes: &[u8]) -> u32 {
    note(bytes) + proof(bytes) + package(bytes)
}

/// Notes, checkpoints, keys and requests.
pub(crate) fn note(bytes: &[u8]) -> u32 {
    let mut taken = 0;
    let mut same = |again: Option<String>| {
        if let Some(again) = again {
            assert_eq!(again.as_bytes(), bytes);
            taken += 1;
        }
    };
    same(SignedNote::parse(bytes).ok().map(|note| note.to_string()));
    same(AddCheckpoint::parse(bytes).ok().map(|request| request.to_string()));
    if let Ok(text) = std::str::from_utf8(bytes) {
        same(Checkpoint::parse(text).ok().map(|checkpoint| checkpoint.to_string()));
        same(VerifierKey::parse(text).ok().map(|key| key.to_string()));
        same(base64::decode(text).map(|decoded| base64::encode(&decoded)));
        same(TileId::parse(text).ok().map(TileId::path));
    }
    taken + u32::from(Quorum::parse(bytes).is_ok())
}

/// Proof files.
pub(crate) fn proof(bytes: &[u8]) -> u32 {
    let Ok(proof) = TlogProof::parse(bytes) else { return 0 };
    assert_eq!(proof.to_string().as_bytes(), bytes);
    if let Ok(quorum) = Quorum::parse(b"quorum none\n") {
        assert!(proof.verify(b"entry", &quorum).is_err());
    }
    1
}

/// Packages.
pub(crate) fn package(bytes: &[u8]) -> u32 {
    let Ok(package) = Package::parse(bytes) else { return 0 };
    assert_eq!(package.to_string().as_bytes(), bytes);
    if let Ok(quorum) = Quorum::parse(b"quorum none\n") {
        assert!(!package.verify(&quorum, &[]).is_sound());
    }
    1
}
