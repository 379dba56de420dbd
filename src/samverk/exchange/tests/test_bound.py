"""What is sealed belongs to one sender, one recipient and one kind of message, and tells no length."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from samverk.exchange.keys import own_public_key
from samverk.exchange.sealing import SECOND, STEP, Bound, opened, opened_in, sealed, sealed_in

BOUND = Bound("tråd", "212000-0001", "212000-0002", "remiss", 2)


def made(content=b"Siv", bound=BOUND):
    return sealed_in(content, own_public_key(), bound)


def test_it_opens_for_the_same_message():
    for content in (b"", b"Siv", b"x" * STEP, b"0\x00\x00"):
        assert opened_in(made(content), BOUND) == content


@pytest.mark.parametrize(
    "other",
    [
        {"about": "en annan"},
        {"sender": "212000-0003"},
        {"recipient": "212000-0003"},
        {"type": "remissteg"},
        {"version": 3},
    ],
)
def test_nobody_else_s_and_nothing_else_opens(other):
    with pytest.raises(ValueError, match="öppna"):
        opened_in(made(), replace(BOUND, **other))


def test_two_fields_that_run_together_are_told_apart():
    shifted = replace(BOUND, about="tråd212000", sender="-0001")
    with pytest.raises(ValueError, match="öppna"):
        opened_in(made(), shifted)


def test_short_and_long_have_one_length_up_to_a_step():
    lengths = {len(made(b"x" * many)) for many in (0, 1, 900, STEP - 4)}
    assert len(lengths) == 1
    assert len(made(b"x" * STEP)) > lengths.pop()


def test_what_was_sealed_before_opens_as_it_was_and_never_as_bound():
    old = sealed(b"Siv", own_public_key(), "tråd")
    assert opened(old, "tråd") == b"Siv"
    with pytest.raises(ValueError, match="bundet"):
        opened_in(old, BOUND)
    with pytest.raises(ValueError, match="öppna"):
        opened_in(SECOND + old, BOUND)


def test_a_byte_that_is_changed_breaks_it():
    whole = bytearray(base64.b64decode(made().removeprefix(SECOND)))
    whole[-1] ^= 1
    with pytest.raises(ValueError, match="öppna"):
        opened_in(SECOND + base64.b64encode(bytes(whole)).decode(), BOUND)
