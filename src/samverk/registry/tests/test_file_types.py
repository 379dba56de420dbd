"""The diary stores what the house stores, and tells at its field why a file is refused."""

from __future__ import annotations

import pytest

from samverk.foundation.errors import InputError
from samverk.foundation.files.tests.made import PDF, docx
from samverk.registry.file_types import ACCEPT, ALLOWED, media_type_of


def test_a_file_that_goes_has_a_media_type():
    assert media_type_of("a.pdf", PDF) == "application/pdf"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.exe", b"MZ", "Filen har en filtyp som inte tas emot"),
        ("a.pdf", b"%PDF-1.7", "Filen är en skadad eller avbruten PDF"),
        ("a.docx", docx("word/vbaProject.bin"), "Filen innehåller makron"),
    ],
)
def test_a_refusal_stands_at_the_file_field(name, content, told):
    with pytest.raises(InputError, match=told) as fault:
        media_type_of(name, content)
    assert fault.value.field == "file"


def test_the_form_names_what_goes():
    assert "PDF" in ALLOWED
    assert ".docx" in ACCEPT
