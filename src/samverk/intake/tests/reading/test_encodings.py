from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.intake.reading.source.encodings import decode

TEXT = "Ärende § 12 om åtgärder för äldre, beslut i nämnden på Öland"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850"]
)
def test_swedish_text_is_read_in_the_encodings_met(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


def test_utf16_without_mark_is_recognised() -> None:
    assert decode(TEXT.encode("utf-16-le")).text == TEXT
    assert decode(TEXT.encode("utf-16-be")).text == TEXT


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1252", "Windows-1252"), ("mac_roman", "MacRoman")]
)
def test_an_assumed_encoding_is_stated(encoding: str, name: str) -> None:
    assert name in decode(TEXT.encode(encoding)).notes[0]


def test_utf8_needs_no_note() -> None:
    assert decode(TEXT.encode()).notes == ()


def test_stray_bytes_in_utf8_are_read_one_by_one_and_counted() -> None:
    decoded = decode(TEXT.encode() + b" sl\xf6sa m\xe5l")
    assert decoded.text.endswith("slösa mål")
    assert "2 byte" in decoded.notes[0]


def test_text_encoded_twice_is_mended_and_noted() -> None:
    twice = TEXT.encode().decode("cp1252").encode()
    assert decode(twice).text == TEXT
    assert "två gånger" in decode(twice).notes[0]


def test_half_mended_text_is_kept_as_it_is() -> None:
    decoded = decode("Â§ 12 och 日本".encode())
    assert decoded.text == "Â§ 12 och 日本"
    assert decoded.notes


def test_rings_written_apart_are_joined_to_their_letter() -> None:
    assert decode("a\u030arsmo\u0308te".encode()).text == "årsmöte"


def test_a_broken_utf16_file_shows_what_was_lost() -> None:
    decoded = decode(TEXT.encode("utf-16") + b"\x00\xd8")
    assert "\ufffd" in decoded.text
    assert decoded.notes


@given(st.binary(max_size=300))
def test_no_bytes_make_decoding_fail(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


@given(st.text(max_size=100))
def test_utf8_is_never_taken_for_something_else(text: str) -> None:
    decoded = decode(("§ " + text).encode("utf-8", "replace"))
    assert not any("1252" in note or "MacRoman" in note for note in decoded.notes)
