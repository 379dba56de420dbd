"""The installation's own key, with which checkpoints and exports are signed (Ed25519)."""

from __future__ import annotations

import base64
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

BYTES = 32


def encoded(raw: bytes) -> str:
    """Write bytes as text."""
    return base64.b64encode(raw).decode()


class SealKey:
    """A private key, and the public one that others check with."""

    def __init__(self, raw: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(raw)

    @property
    def public(self) -> str:
        """The public key as text."""
        raw = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return encoded(raw)

    def sign(self, text: str) -> str:
        """Sign a text."""
        return encoded(self._private.sign(text.encode()))


def drawn_key() -> bytes:
    """Draw a private key that nobody has had."""
    drawn = Ed25519PrivateKey.generate()
    return drawn.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())


def key_in(file: Path) -> SealKey:
    """Read the key in ``file``; one that is not there is drawn, for its owner alone to read.

    Two processes that come at once get the same key: the file is linked into place whole.
    """
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        made = file.with_name(f"{file.name}.{os.getpid()}")
        made.touch(mode=0o600)
        made.write_text(encoded(drawn_key()), encoding="ascii")
        try:
            os.link(made, file)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return SealKey(base64.b64decode(file.read_text(encoding="ascii")))


def is_signed_by(public: str, text: str, signature: str) -> bool:
    """Answer whether the holder of a public key has signed the text, each written in the one way."""
    try:
        raw, signed = base64.b64decode(public, validate=True), base64.b64decode(signature)
        if encoded(signed) != signature or encoded(raw) != public or len(raw) != BYTES:
            return False
        Ed25519PublicKey.from_public_bytes(raw).verify(signed, text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
