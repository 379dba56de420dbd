"""Seals what only the recipient's installation may read: the rest of a message stays in the open.

The key that verifies a peer's signatures also seals to it: an Ed25519 key and an X25519 key are the
same point told in two ways (RFC 7748 4.1). Each message has a key of its own, agreed with one that is
made for it and thrown away.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from samverk.exchange.keys import own_key

PURPOSE = b"samverk.exchange sealed 1"
LENGTH, NONCE = 32, 12
# Curve25519: the field, and the bit of a signing key that only tells the sign of x
_P, _Y = 2**255 - 19, 2**255 - 1


def sealed(content: bytes, public_key: str, about: str) -> str:
    """Seal bytes to the owner of a public key (base64); base64. ``about`` binds it to its message."""
    to = _public(base64.b64decode(public_key, validate=True))
    once = X25519PrivateKey.generate()
    beginning = once.public_key().public_bytes_raw()
    key = _agreed(once.exchange(to), beginning + to.public_bytes_raw())
    nonce = os.urandom(NONCE)
    return base64.b64encode(
        beginning + nonce + AESGCM(key).encrypt(nonce, content, about.encode())
    ).decode()


def opened(text: str, about: str) -> bytes:
    """Open what was sealed to this installation, about the same. Raises ValueError."""
    own = _private(own_key())
    try:
        whole = base64.b64decode(text, validate=True)
        beginning, nonce = whole[:LENGTH], whole[LENGTH : LENGTH + NONCE]
        shared = own.exchange(X25519PublicKey.from_public_bytes(beginning))
        key = _agreed(shared, beginning + own.public_key().public_bytes_raw())
        return AESGCM(key).decrypt(nonce, whole[LENGTH + NONCE :], about.encode())
    except (ValueError, binascii.Error, InvalidTag) as fault:
        raise ValueError("det förseglade går inte att öppna") from fault


def _agreed(shared: bytes, between: bytes) -> bytes:
    return HKDF(SHA256(), LENGTH, salt=between, info=PURPOSE).derive(shared)


def _public(signing: bytes) -> X25519PublicKey:
    """Give the X25519 key of a public signing key."""
    y = int.from_bytes(signing, "little") & _Y
    u = (1 + y) * pow(1 - y, -1, _P) % _P
    return X25519PublicKey.from_public_bytes(u.to_bytes(LENGTH, "little"))


def _private(signing: Ed25519PrivateKey) -> X25519PrivateKey:
    """Give the X25519 key of a private signing key: what it signs with."""
    scalar = hashlib.sha512(signing.private_bytes_raw()).digest()[:LENGTH]
    return X25519PrivateKey.from_private_bytes(scalar)
