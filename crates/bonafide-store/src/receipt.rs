//! Receipts (回执) in the hands of the parties: the record's promise of place and root, signed, as a text that is checked
//! offline.

use bonafide_ledger::verifier_key::SignatureKind;
use bonafide_ledger::{Algorithm, Hash, SecretKey, Signer, Suite, VerifierKey, base64};
use bonafide_ledger::{NoteSignature, SignedNote};

use crate::append::{Receipt, StreamId};
use crate::erase::{hex, unhex};
use crate::error::{Fault, KeyError};
use crate::row::PerSuite;
use crate::store::Store;

const TITLE: &str = "bonafide receipt v1";

impl Store {
    /// A receipt as a signed note. Signing takes some 40 µs, so it is done when the receipt is handed out, not when it is
    /// made.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn sign_receipt(&self, receipt: &Receipt) -> Result<String, KeyError> {
        let (signer, key) = self.receipt_signer()?;
        let text = text_of(receipt);
        let signature = NoteSignature::new(&key, signer.sign(text.as_bytes()).map_err(Fault::new)?);
        Ok(SignedNote::new(text, vec![signature]).map_err(Fault::new)?.to_string())
    }

    /// The key receipts are signed with, to be announced.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn receipt_key(&self) -> Result<VerifierKey, KeyError> {
        Ok(self.receipt_signer()?.1)
    }

    fn receipt_signer(&self) -> Result<(SecretKey, VerifierKey), KeyError> {
        let (algorithm, kind) = match self.0.sealer.primary {
            Suite::Sha256Ed25519 => (Algorithm::Ed25519, SignatureKind::Ed25519),
            Suite::Sm3Sm2 => (Algorithm::Sm2, SignatureKind::Sm2),
        };
        let seed = self.0.sealer.ring.own("receipts")?;
        let signer = SecretKey::new(algorithm, &seed).map_err(Fault::new)?;
        let name = format!("{}/receipts", self.0.origin);
        let key = VerifierKey::of_signer(&name, kind, &signer).map_err(Fault::new)?;
        Ok((signer, key))
    }
}

/// Reads a signed receipt and checks its signature. `None` if it is none, or not signed by this key.
#[must_use]
pub fn read_receipt(text: &str, key: &VerifierKey) -> Option<Receipt> {
    let note = SignedNote::parse(text.as_bytes()).ok()?;
    note.verify(std::slice::from_ref(key)).ok()?;
    let receipt = parse(note.text())?;
    // One spelling only: what is signed is what is read.
    (text_of(&receipt) == note.text()).then_some(receipt)
}

fn text_of(receipt: &Receipt) -> String {
    let mut lines = vec![
        TITLE.to_owned(),
        format!("command {}", hex(&receipt.command_id)),
        format!("stream {} {}", hex(&receipt.stream.0), receipt.version_after),
        format!("entries {} {}", receipt.first_position, receipt.count),
        format!("recorded {}", receipt.recorded_ms),
        format!("size {}", receipt.size),
    ];
    for suite in [Suite::Sha256Ed25519, Suite::Sm3Sm2] {
        let (Some(root), Some(digests)) = (receipt.roots.get(suite), receipt.digests.get(suite)) else { continue };
        lines.push(format!("root {} {}", suite.byte(), base64::encode(root)));
        lines.extend(digests.iter().map(|digest| format!("digest {} {}", suite.byte(), base64::encode(digest))));
    }
    lines.extend(receipt.blinds.iter().map(|blind| format!("blind {}", base64::encode(blind))));
    lines.join("\n") + "\n"
}

fn parse(text: &str) -> Option<Receipt> {
    let mut lines = text.strip_prefix(TITLE)?.strip_prefix('\n')?.lines();
    let mut words = |name: &str| -> Option<Vec<String>> {
        let rest = lines.next()?.strip_prefix(name)?.strip_prefix(' ')?;
        Some(rest.split(' ').map(str::to_owned).collect())
    };
    let (command, stream, entries) = (words("command")?, words("stream")?, words("entries")?);
    let (recorded, size) = (words("recorded")?, words("size")?);
    let mut receipt = Receipt {
        command_id: unhex(command.first()?)?,
        first_position: entries.first()?.parse().ok()?,
        count: entries.get(1)?.parse().ok()?,
        stream: StreamId(unhex(stream.first()?)?),
        version_after: stream.get(1)?.parse().ok()?,
        size: size.first()?.parse().ok()?,
        roots: PerSuite::default(),
        digests: PerSuite::default(),
        blinds: Vec::new(),
        recorded_ms: recorded.first()?.parse().ok()?,
    };
    for line in lines {
        let (word, rest) = line.split_once(' ')?;
        match (word, rest.split_once(' ')) {
            ("blind", None) => receipt.blinds.push(hash(rest)?),
            ("root", Some((suite, root))) => {
                let suite = Suite::from_byte(suite.parse().ok()?)?;
                *receipt.roots.slot(suite) = Some(hash(root)?);
                *receipt.digests.slot(suite) = Some(Vec::new());
            }
            ("digest", Some((suite, digest))) => {
                let suite = Suite::from_byte(suite.parse().ok()?)?;
                receipt.digests.slot(suite).as_mut()?.push(hash(digest)?);
            }
            _ => return None,
        }
    }
    Some(receipt)
}

fn hash(text: &str) -> Option<Hash> {
    base64::decode(text)?.try_into().ok()
}
