//! The mark of a request (请求摘要): the same request has the same mark, so that an id cannot stand for two.

use bonafide_ledger::Suite;

use super::{Request, Target};

/// SHA-256 over everything a request says, but for its id.
pub(crate) fn of_request(request: &Request) -> [u8; 32] {
    let mut bytes = Bytes::default();
    bytes.put("request/v1");
    bytes.put(request.actor.as_str());
    bytes.put(&request.on.to_string());
    bytes.put(match &request.case {
        Target::New => "",
        Target::Case(number) => number.as_str(),
    });
    bytes.put(request.act.id());
    for (field, texts) in request.act.show() {
        bytes.put(field.id);
        bytes.put(&texts.len().to_string());
        texts.iter().for_each(|text| bytes.put(text));
    }
    // What the file says, not the salted digest it is kept under: that is another each time.
    if let Some(attachment) = &request.attachment {
        bytes.put(attachment.media);
        bytes.0.extend(of_bytes(&attachment.bytes));
    }
    bytes.digest()
}

/// SHA-256 over some texts, none of which can pass into the next.
pub(crate) fn of_texts(texts: &[&str]) -> [u8; 32] {
    let mut bytes = Bytes::default();
    texts.iter().for_each(|text| bytes.put(text));
    bytes.digest()
}

/// SHA-256 of a file.
pub(crate) fn of_bytes(bytes: &[u8]) -> [u8; 32] {
    Suite::Sha256Ed25519.digest(&[bytes])
}

#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn put(&mut self, text: &str) {
        self.0.extend(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        self.0.extend(text.as_bytes());
    }

    fn digest(&self) -> [u8; 32] {
        Suite::Sha256Ed25519.digest(&[&self.0])
    }
}
