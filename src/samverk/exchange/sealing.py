"""Seals what only the recipient's installation may read: the rest of a message stays in the open.

The key that verifies a peer's signatures also seals to it: an Ed25519 key and an X25519 key are the
same point told in two ways (RFC 7748 4.1). Each message has a key of its own, agreed with one that is
made for it and thrown away. It is bound to what it is about, who sends it to whom and as what kind of
message, so that nobody who has it can send it on as their own; and its length tells a step at most.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
from dataclasses import astuple, dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from samverk.exchange.keys import own_key

PURPOSES = {1: b"samverk.exchange sealed 1", 2: b"samverk.exchange sealed 2"}
# What stands before what is sealed in the second way; the first way had nothing
SECOND = "2."
LENGTH, NONCE = 32, 12
# Long and short are told apart by whole steps alone
STEP, COUNTED = 4096, 4
# Curve25519: the field, and the bit of a signing key that only tells the sign of x
_P, _Y = 2**255 - 19, 2**255 - 1


@dataclass(frozen=True, slots=True)
class Bound:
    """What something sealed belongs to (bindning): what it is about, from whom to whom, and as what."""

    about: str
    sender: str
    recipient: str
    type: str
    version: int

    @property
    def data(self) -> bytes:
        """The same for both sides, in one writing."""
        return json.dumps(astuple(self), ensure_ascii=False, separators=(",", ":")).encode()


def sealed_in(content: bytes, public_key: str, bound: Bound) -> str:
    """Seal bytes to the owner of a public key (base64), bound to their message and filled to a step."""
    whole = len(content).to_bytes(COUNTED, "big") + content
    whole += bytes(-len(whole) % STEP)
    return SECOND + _sealed(whole, public_key, bound.data, PURPOSES[2])


def opened_in(text: str, bound: Bound) -> bytes:
    """Open what was sealed to this installation, bound to the same. Raises ValueError."""
    if not text.startswith(SECOND):
        raise ValueError("det förseglade är inte bundet till avsändaren")
    whole = _opened(text.removeprefix(SECOND), bound.data, PURPOSES[2])
    many = int.from_bytes(whole[:COUNTED], "big")
    return whole[COUNTED : COUNTED + many]


def sealed(content: bytes, public_key: str, about: str) -> str:
    """Seal bytes in the first way: bound to what they are about alone. Base64."""
    return _sealed(content, public_key, about.encode(), PURPOSES[1])


def opened(text: str, about: str) -> bytes:
    """Open what was sealed to this installation in the first way. Raises ValueError."""
    return _opened(text, about.encode(), PURPOSES[1])


def _sealed(content: bytes, public_key: str, bound: bytes, purpose: bytes) -> str:
    to = _public(base64.b64decode(public_key, validate=True))
    once = X25519PrivateKey.generate()
    beginning = once.public_key().public_bytes_raw()
    key = _agreed(once.exchange(to), beginning + to.public_bytes_raw(), purpose)
    nonce = os.urandom(NONCE)
    return base64.b64encode(beginning + nonce + AESGCM(key).encrypt(nonce, content, bound)).decode()


def _opened(text: str, bound: bytes, purpose: bytes) -> bytes:
    own = _private(own_key())
    try:
        whole = base64.b64decode(text, validate=True)
        beginning, nonce = whole[:LENGTH], whole[LENGTH : LENGTH + NONCE]
        shared = own.exchange(X25519PublicKey.from_public_bytes(beginning))
        key = _agreed(shared, beginning + own.public_key().public_bytes_raw(), purpose)
        return AESGCM(key).decrypt(nonce, whole[LENGTH + NONCE :], bound)
    except (ValueError, binascii.Error, InvalidTag) as fault:
        raise ValueError("det förseglade går inte att öppna") from fault


def _agreed(shared: bytes, between: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), LENGTH, salt=between, info=purpose).derive(shared)


def _public(signing: bytes) -> X25519PublicKey:
    """Give the X25519 key of a public signing key."""
    y = int.from_bytes(signing, "little") & _Y
    u = (1 + y) * pow(1 - y, -1, _P) % _P
    return X25519PublicKey.from_public_bytes(u.to_bytes(LENGTH, "little"))


def _private(signing: Ed25519PrivateKey) -> X25519PrivateKey:
    """Give the X25519 key of a private signing key: what it signs with."""
    scalar = hashlib.sha512(signing.private_bytes_raw()).digest()[:LENGTH]
    return X25519PrivateKey.from_private_bytes(scalar)
