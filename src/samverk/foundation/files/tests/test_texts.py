"""What counts as a text: every encoding that a Swedish office writes, and nothing binary."""

from __future__ import annotations

import random

import pytest

from samverk.foundation.files.tests.made import PDF, docx
from samverk.foundation.files.texts import text_fault

MINUTES = "§ 12 Nämnden beslutar – enligt förslag – att återremittera ärendet.\r\n" * 9


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "cp850", "utf-16", "utf-16-le", "utf-16-be"],
)
def test_a_text_goes_in_every_encoding(encoding):
    assert text_fault(MINUTES.encode(encoding, "replace")) == ""


def test_a_few_stray_nulls_do_not_keep_a_paper_out():
    assert text_fault(MINUTES.encode() + b"\0\0\f") == ""


def test_a_text_that_begins_like_a_program_goes():
    assert text_fault(b"MZ: kommunens interna handlingsplan") == ""


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x7fELF\x02\x01\x01", "program"),
        (b"MZ\x90\0\x03\0\0\0", "program"),
        (PDF, "en PDF"),
        (docx(), "Office-dokument"),
        (b"{\\rtf1\\ansi", "RTF"),
    ],
)
def test_a_known_kind_is_named_instead(content, told):
    assert told in text_fault(content)


@pytest.mark.parametrize("seed", range(5))
def test_random_bytes_are_no_text(seed):
    assert "ingen text" in text_fault(b"x" + random.Random(seed).randbytes(5_000))


def test_nulls_alone_are_no_text():
    assert "ingen text" in text_fault(bytes(500))
