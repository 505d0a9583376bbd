//! Cosignatures (见证签名): a witness says that at a time this was the largest head of the log it had seen, and that it
//! continues every head it saw before.
//!
//! Source: C2SP tlog-cosignature, "Ed25519 signed message" and "ML-DSA-44 signed message".

use crate::checkpoint::{Checkpoint, CheckpointSignError};
use crate::edge::SIZE_MAX;
use crate::note::NoteSignature;
use crate::sign::{SignError, Signer};
use crate::verifier_key::{SignatureKind, VerifierKey};

/// Cosigns a checkpoint. `name`: the witness's; `time_s`: seconds since 1970-01-01 UTC, at least 1.
///
/// The caller has made sure that the checkpoint continues the last one, and has stored it.
///
/// # Errors
/// [`CheckpointSignError`]; a time of 0 or of 2^63 and more, and for ML-DSA-44 a name or origin over 255 bytes, are refused.
pub fn cosign(
    checkpoint: &Checkpoint,
    name: &str,
    signer: &dyn Signer,
    time_s: u64,
) -> Result<NoteSignature, CheckpointSignError> {
    let kind = SignatureKind::of_witness(signer.algorithm());
    let key = VerifierKey::of_signer(name, kind, signer)?;
    let message =
        message(kind, name, time_s, &checkpoint.to_string()).filter(|_| time_s > 0).ok_or(SignError::Refused)?;
    let mut bytes = time_s.to_be_bytes().to_vec();
    bytes.extend_from_slice(&signer.sign(&message)?);
    Ok(NoteSignature::new(&key, bytes))
}

/// The bytes a cosignature is made over; `None` if the kind is no cosignature, the text no checkpoint, or a number or name
/// does not fit.
///
/// `text`: the signed text of the note; `time_s`: below 2^63; for ML-DSA-44, name and origin of at most 255 bytes.
#[must_use]
pub fn message(kind: SignatureKind, name: &str, time_s: u64, text: &str) -> Option<Vec<u8>> {
    if time_s > SIZE_MAX || !kind.is_cosignature() {
        return None;
    }
    let checkpoint = Checkpoint::parse(text).ok()?;
    if kind != SignatureKind::CosignatureMlDsa44 {
        return Some(format!("cosignature/v1\ntime {time_s}\n{text}").into_bytes());
    }
    let mut out = b"subtree/v1\n\0".to_vec();
    push_short(&mut out, name)?;
    out.extend_from_slice(&time_s.to_be_bytes());
    push_short(&mut out, checkpoint.origin())?;
    out.extend_from_slice(&0_u64.to_be_bytes());
    out.extend_from_slice(&checkpoint.size().to_be_bytes());
    out.extend_from_slice(checkpoint.root());
    Some(out)
}

/// Appends a text of 1 to 255 bytes with its length before it.
fn push_short(out: &mut Vec<u8>, text: &str) -> Option<()> {
    out.push(u8::try_from(text.len()).ok().filter(|length| *length > 0)?);
    out.extend_from_slice(text.as_bytes());
    Some(())
}
