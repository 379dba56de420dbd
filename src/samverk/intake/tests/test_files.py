"""What is taken in can be registered, and what cannot be registered is refused when it is sent."""

from __future__ import annotations

import pytest

from samverk.foundation.files import kinds
from samverk.foundation.files.tests.made import PDF, docx, encrypted
from samverk.intake.actions import read_waiting, upload
from samverk.intake.files import Refusal, Upload, media_type_of, size_refusal
from samverk.intake.forms import UploadForm
from samverk.intake.reading.source import limits
from samverk.intake.tests import reviews
from samverk.intake.tests.conftest import SAMPLES
from samverk.intake.tests.reviews import confirmed
from samverk.registry import file_types

TEXT = (SAMPLES / "board.txt").read_text()
ODD = [
    ("protokoll.markdown", TEXT.encode()),
    ("protokoll.md", TEXT.encode("cp1252")),
    ("brett.txt", TEXT.encode("utf-16-le")),
    ("brett.txt", TEXT.encode("utf-16")),
    ("nolla.txt", TEXT.encode() + b"a\0b\n"),
]
REFUSED = [
    ("makro.docx", docx("word/vbaProject.bin"), "makron"),
    ("delar.docx", docx(*(f"word/{n}.xml" for n in range(1000))), "packar upp till mer"),
    ("skyddad.docx", encrypted(docx()), "lösenord"),
    ("trasig.pdf", b"%PDF-1.7\n%%EOF" + b" " * 27, "avbruten PDF"),
    ("bild.txt", b"\x89PNG\r\n\x1a\n" + TEXT.encode(), "bild"),
    ("kalkyl.xlsx", b"PK\x03\x04", "filtyp"),
]


@pytest.mark.parametrize(("name", "content"), ODD)
def test_what_is_taken_in_is_what_the_diary_stores(name, content):
    taken = media_type_of(Upload(name, content))
    assert taken == file_types.media_type_of(name, content)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content"), ODD)
def test_an_odd_file_is_read_and_confirmed(actor, home, board, name, content):
    source = upload(actor, board.pk, [Upload(name, content)], key="en").new[0]
    read_waiting(board.pk)
    record = confirmed(actor, source, reviews.board(home))
    assert record.document.files.get().sha256 == source.sha256


@pytest.mark.parametrize(("name", "content", "told"), REFUSED)
def test_what_the_diary_refuses_is_refused_when_it_is_sent(name, content, told):
    refusal = media_type_of(Upload(name, content))
    assert isinstance(refusal, Refusal)
    assert told in str(refusal)


@pytest.mark.parametrize("name", ["lång.txt", "lång.md"])
def test_a_text_longer_than_the_reader_takes_is_refused_when_it_is_sent(name):
    assert "5 MB" in str(size_refusal(name, limits.TEXT_LIMIT + 1))
    assert size_refusal(name, limits.TEXT_LIMIT) is None


@pytest.mark.parametrize("name", ["lång.pdf", "lång.docx"])
def test_a_file_with_pictures_may_be_as_large_as_the_store_takes(name):
    assert limits.PDF_LIMIT == limits.WORD_LIMIT == kinds.LARGEST
    assert size_refusal(name, kinds.LARGEST) is None
    assert "50 MB" in str(size_refusal(name, kinds.LARGEST + 1))


def test_the_upload_page_promises_what_is_taken():
    promised = UploadForm(bodies=[]).fields["documents"].help_text
    assert "PDF och Word (.docx) högst 50 MB var, text och Markdown högst 5 MB." in promised


def test_a_whole_pdf_is_taken_in():
    assert media_type_of(Upload("a.pdf", PDF)) == "application/pdf"
