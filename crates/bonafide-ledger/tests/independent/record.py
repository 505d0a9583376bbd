"""The byte formats of the record a second time, written from their definitions and not from the Rust code.

Prints what tests/ledger/independent.rs must find: for formats nobody else has published vectors of (trees over SM3,
sealed events, SM2 verifier keys, messages of ML-DSA cosignatures, proof files). Needs Python 3 whose OpenSSL knows SM3.
"""
import base64, hashlib, hmac, json, struct

HASH = {1: "sha256", 2: "sm3"}


def digest(suite, *parts):
    return hashlib.new(HASH[suite], b"".join(parts)).digest()


def b64(raw):
    return base64.b64encode(raw).decode()


# RFC 6962, section 2.1: roots, audit paths and consistency proofs by recursion.
def split(n):
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def mth(suite, d):
    if not d:
        return digest(suite)
    if len(d) == 1:
        return digest(suite, b"\0", d[0])
    k = split(len(d))
    return digest(suite, b"\1", mth(suite, d[:k]), mth(suite, d[k:]))


def audit(suite, m, d):
    if len(d) == 1:
        return []
    k = split(len(d))
    if m < k:
        return audit(suite, m, d[:k]) + [mth(suite, d[k:])]
    return audit(suite, m - k, d[k:]) + [mth(suite, d[:k])]


def subproof(suite, m, d, whole):
    if m == len(d):
        return [] if whole else [mth(suite, d)]
    k = split(len(d))
    if m <= k:
        return subproof(suite, m, d[:k], whole) + [mth(suite, d[k:])]
    return subproof(suite, m - k, d[k:], False) + [mth(suite, d[:k])]


def trees(suite):
    entries = [struct.pack(">I", i) for i in range(41)]
    return {
        "roots": [mth(suite, entries[:n]).hex() for n in range(42)],
        "inclusion": [[m, n, [h.hex() for h in audit(suite, m, entries[:n])]] for n in (1, 7, 8, 41) for m in range(n)],
        "consistency": [[m, n, [h.hex() for h in subproof(suite, m, entries[:n], True)]] for n in (8, 41) for m in range(1, n)],
    }


# Sealed events: 1 suite ids version type times prev schema n slots, every integer big-endian.
def slot(suite, salt, event_id, index, value):
    return digest(suite, b"bonafide/slot/v1\0", salt, event_id, struct.pack(">HI", index, len(value)), value)


def sealed(suite):
    event_id, stream_id = bytes(range(16)), bytes(range(16, 32))
    values = [
        b"\x00", b"\x01" + "修桥".encode(), b"\x02" + struct.pack(">q", -5), b"\x03" + struct.pack(">q", 20000),
        b"\x04loss", b"\x05p1", b"\x06" + b"\xaa" * 32 + struct.pack(">Q", 7) + b"text/plain", b"\xff",
    ]
    slots = [slot(suite, bytes([i]) * 32, event_id, i, v) for i, v in enumerate(values)]
    fields = [(b"loss", 4, 0), ("账".encode(), 1, 2)]
    schema = digest(suite, b"bonafide/schema/v1\0", struct.pack(">HHH", 7, 2, len(fields)),
                    *[struct.pack(">H", len(n)) + n + bytes([t, c]) for n, t, c in fields])
    prev = b"\x77" * 32
    body = bytes([1, suite]) + event_id + stream_id + struct.pack(">IHHQQ", 9, 7, 2, 1111, 2222) + prev + schema
    body += struct.pack(">H", len(slots)) + b"".join(slots)
    event = digest(suite, b"bonafide/event/v1\0", b"\x55" * 32, body)
    entry = bytes([1, suite]) + event
    intent = digest(suite, b"bonafide/intent/v1\0", b"\x99" * 16, stream_id, struct.pack(">IH", 8, 7), schema, *slots[:-1])
    # HKDF (RFC 5869) without salt: extract under a key of zeros, expand one block.
    prk = hmac.new(bytes(32), b"\x33" * 32, HASH[suite]).digest()
    derived = hmac.new(prk, b"some use" + b"\1", HASH[suite]).digest()
    return {
        "slots": [s.hex() for s in slots], "schema": schema.hex(), "body": body.hex(), "digest": event.hex(),
        "entry": entry.hex(), "leaf": digest(suite, b"\0", entry).hex(), "intent": intent.hex(), "derived": derived.hex(),
        "file": digest(suite, b"bonafide/file/v1\0", b"\x44" * 32, b"bytes of a file").hex(),
    }


# C2SP signed-note: id = SHA-256(name \n kind key)[:4], in both suites.
def vkey(name, kind, key):
    key_id = hashlib.sha256(name.encode() + b"\n" + kind + key).digest()[:4]
    return f"{name}+{key_id.hex()}+{b64(kind + key)}"


def keys():
    sm2 = bytes.fromhex("0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
                        "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13")
    ed = base64.b64decode("AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")[1:]
    ml = bytes(i * 7 % 256 for i in range(1312))
    return [
        vkey("w.example/a", b"\x01", ed), vkey("w.example/a", b"\x04", ed), vkey("w.example/b", b"\x06", ml),
        vkey("g.example.cn/gm1", b"\xffbonafide sm2-sm3 v1", sm2),
        vkey("g.example.cn/w1", b"\xffbonafide sm2-sm3 cosignature v1", sm2),
    ]


# C2SP tlog-cosignature: the two messages.
def messages():
    root, name, origin, size, time = bytes(range(32)), b"w.example/b", b"log.example/1", 123456, 1790000000
    text = b"%s\n%d\n%s\n" % (origin, size, b64(root).encode())
    post_quantum = b"subtree/v1\n\0" + bytes([len(name)]) + name + struct.pack(">Q", time)
    post_quantum += bytes([len(origin)]) + origin + struct.pack(">QQ", 0, size) + root
    return {"text": text.decode(), "v1": (b"cosignature/v1\ntime %d\n" % time + text).hex(), "ml_dsa": post_quantum.hex()}


# C2SP tlog-proof, and the same lines for a log over SM3.
def proof(suite):
    entries = [struct.pack(">I", i) for i in range(41)]
    first = {1: "c2sp.org/tlog-proof@v1", 2: "bonafide/tlog-proof-sm3@v1"}[suite]
    lines = [first, "extra " + b64(b"why"), "index 17"] + [b64(h) for h in audit(suite, 17, entries)]
    note = f"log.example/1\n41\n{b64(mth(suite, entries))}\n\n— log.example/1 {b64(bytes(68))}\n"
    return "\n".join(lines) + "\n\n" + note


suites = {str(s): {"tree": trees(s), "sealed": sealed(s), "proof": proof(s)} for s in (1, 2)}
print(json.dumps({"suites": suites, "keys": keys(), "messages": messages()}, ensure_ascii=False, indent=1))
