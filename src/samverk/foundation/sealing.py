"""Sealed fields: what a row says of somebody, encrypted with a key of that person's own.

The person's key lies wrapped beside the row, under a key of the controller's that comes out of
SAMVERK_PERSON_KEY or else SECRET_KEY and is never in the database. Without the wrapped key nothing
sealed is opened again. What is sealed says in its own bytes which table and row it belongs to, so
that no row passes for another. Digests to search by are keyed, and differ between controllers.

Of two records of one person that were joined both keys lie together: what is sealed from then on is
sealed with the first, and what was sealed with the other is opened with it. They go at once.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

LENGTH, NONCE, TAG = 32, 12, 16
WRAPPED = NONCE + LENGTH + TAG
WRAPPING, SEARCH = b"samverk.persons wrapping 1 ", b"samverk.persons search 1 "


class SealBrokenError(Exception):
    """What is sealed cannot be opened: another key, another row, or changed bytes."""


def new_key(controller: int) -> bytes:
    """Make a person's key, wrapped for the controller (body id)."""
    return _encrypt(_key(WRAPPING, controller), os.urandom(LENGTH), b"key")


def seal(wrapped: bytes, controller: int, place: str, content: dict[str, Any]) -> bytes:
    """Seal what is told, for one place ("persons_person/<id>"). Values are what JSON holds."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    return _encrypt(_unwrap(wrapped[:WRAPPED], controller), plain, place.encode())


def unseal(wrapped: bytes, controller: int, place: str, sealed: bytes) -> dict[str, Any]:
    """Open what was sealed for this place. Raises SealBrokenError."""
    if not sealed:
        return {}
    found: dict[str, Any] = json.loads(_opened(bytes(wrapped), controller, place, bytes(sealed)))
    return found


def _opened(wrapped: bytes, controller: int, place: str, sealed: bytes) -> bytes:
    """Open with the person's own key, or with that of a record which was emptied into theirs."""
    try:
        return _decrypt(_unwrap(wrapped[:WRAPPED], controller), sealed, place.encode())
    except SealBrokenError:
        if len(wrapped) <= WRAPPED:
            raise
        return _opened(wrapped[WRAPPED:], controller, place, sealed)


def search_key(controller: int, text: str) -> str:
    """Digest a text to search by: the same for one controller, told by nobody without the key."""
    key = _key(SEARCH, controller)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _unwrap(wrapped: bytes, controller: int) -> bytes:
    return _decrypt(_key(WRAPPING, controller), bytes(wrapped), b"key")


def _encrypt(key: bytes, plain: bytes, place: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, place)


def _decrypt(key: bytes, sealed: bytes, place: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], place)
    except (InvalidTag, ValueError) as fault:
        raise SealBrokenError(place.decode()) from fault


def _key(purpose: bytes, controller: int) -> bytes:
    return _derived(str(settings.PERSON_KEY), str(settings.SECRET_KEY), purpose, controller)


@lru_cache(maxsize=1024)
def _derived(given: str, secret: str, purpose: bytes, controller: int) -> bytes:
    root = _root(given) if given else secret.encode()
    return HKDF(SHA256(), LENGTH, salt=None, info=purpose + str(controller).encode()).derive(root)


def _root(given: str) -> bytes:
    try:
        root = base64.b64decode(given, validate=True)
    except (ValueError, binascii.Error) as fault:
        raise ImproperlyConfigured(
            "SAMVERK_PERSON_KEY ska vara 32 slumpade byte i base64."
        ) from fault
    if len(root) != LENGTH:
        raise ImproperlyConfigured("SAMVERK_PERSON_KEY ska vara 32 slumpade byte i base64.")
    return root
