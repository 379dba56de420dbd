"""What is sealed to an installation is opened there and nowhere else."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import override_settings

from samverk.exchange.keys import own_public_key
from samverk.exchange.sealing import opened, sealed

WORDS = "Behöver stöd att komma ut.".encode()


def test_the_recipient_alone_opens_it():
    text = sealed(WORDS, own_public_key(), "remiss/1")
    assert opened(text, "remiss/1") == WORDS
    assert WORDS not in base64.b64decode(text)
    with override_settings(EXCHANGE_KEY="A" * 43 + "="), pytest.raises(ValueError, match="öppna"):
        opened(text, "remiss/1")


def test_it_opens_about_its_own_message_alone_and_whole():
    text = sealed(WORDS, own_public_key(), "remiss/1")
    with pytest.raises(ValueError):
        opened(text, "remiss/2")
    whole = bytearray(base64.b64decode(text))
    for at in (0, 33, len(whole) - 1):
        changed = bytearray(whole)
        changed[at] ^= 1
        with pytest.raises(ValueError):
            opened(base64.b64encode(changed).decode(), "remiss/1")
    for broken in ("", "inte base64", base64.b64encode(whole[:20]).decode()):
        with pytest.raises(ValueError):
            opened(broken, "remiss/1")


def test_the_same_words_are_sealed_differently_each_time():
    assert sealed(WORDS, own_public_key(), "a") != sealed(WORDS, own_public_key(), "a")


def test_every_key_seals_and_opens():
    for number in range(20):
        seed = bytes([number]) * 32
        key = base64.b64encode(
            Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
        ).decode()
        with override_settings(EXCHANGE_KEY=base64.b64encode(seed).decode()):
            assert opened(sealed(WORDS, key, "a"), "a") == WORDS
