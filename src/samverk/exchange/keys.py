"""The installation's own signing key, and signatures by it and by others (Ed25519).

The key comes from SAMVERK_EXCHANGE_KEY, 32 bytes in base64, or else out of SECRET_KEY. A signature
is over the bytes with a word before them for what they are, so that none serves as another.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

MESSAGE, RECEIPT = b"samverk-message-1\n", b"samverk-receipt-1\n"
DERIVED = b"samverk.exchange signing key 1"
LENGTH = 32


def own_key() -> Ed25519PrivateKey:
    """Give this installation's private key."""
    return _key(str(settings.EXCHANGE_KEY), str(settings.SECRET_KEY))


@lru_cache(maxsize=4)
def _key(given: str, secret: str) -> Ed25519PrivateKey:
    if not given:
        seed = HKDF(SHA256(), LENGTH, salt=None, info=DERIVED).derive(secret.encode())
        return Ed25519PrivateKey.from_private_bytes(seed)
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(given, validate=True))
    except (ValueError, binascii.Error) as fault:
        raise ImproperlyConfigured(
            "SAMVERK_EXCHANGE_KEY ska vara 32 slumpade byte i base64."
        ) from fault


def own_public_key() -> str:
    """Give this installation's public key in base64, as the other side enters it."""
    return _public(own_key())


def public_key_out_of(secret: str) -> str:
    """Give the public key in base64 of an installation that signs out of a SECRET_KEY that is known."""
    return _public(_key("", secret))


def _public(key: Ed25519PrivateKey) -> str:
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def sign(content: bytes, purpose: bytes) -> str:
    """Sign bytes with the installation's key; base64."""
    return base64.b64encode(own_key().sign(purpose + content)).decode()


def is_signed(content: bytes, signature: str, public_key: str, purpose: bytes) -> bool:
    """Answer whether a signature over the bytes is by the owner of a public key."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(signature, validate=True), purpose + content)
    except (ValueError, binascii.Error, InvalidSignature):
        return False
    return True


def is_key(text: str) -> bool:
    """Answer whether a text is a public key in base64."""
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))
    except (ValueError, binascii.Error):
        return False
    return True


def fingerprint(public_key: str) -> str:
    """Give a key's fingerprint (fingeravtryck), to be read aloud: SHA-256 in groups of four."""
    digest = hashlib.sha256(base64.b64decode(public_key)).hexdigest()
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))
