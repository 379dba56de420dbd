"""Which files are let in, by content and name together."""

from __future__ import annotations

import pytest

from samverk.foundation.files import kinds, packages
from samverk.foundation.files.kinds import FILE_KINDS, file_fault, kind_of, size_fault
from samverk.foundation.files.tests.made import (
    BODY,
    ODT,
    PDF,
    TYPES,
    docx,
    encrypted,
    jpeg,
    package,
    png,
)

GOOD = [
    ("a.pdf", PDF, "application/pdf"),
    ("sent.pdf", b"\0\0\0" + PDF, "application/pdf"),
    ("a.DOCX", docx(), "wordprocessingml.document"),
    ("a.xlsx", package(TYPES, "xl/workbook.xml"), "spreadsheetml.sheet"),
    ("a.odt", package("content.xml", mimetype=ODT), "opendocument.text"),
    ("a.png", png(100, 100), "image/png"),
    ("a.jpeg", jpeg(640, 480), "image/jpeg"),
    ("a.txt", b"Svar", "text/plain"),
    ("a.md", b"# Svar", "text/markdown"),
    ("a.markdown", b"# Svar", "text/markdown"),
]


def fault(name: str, content: bytes) -> str:
    return file_fault(name, content, FILE_KINDS)


@pytest.mark.parametrize(("name", "content", "media_type"), GOOD)
def test_files_on_the_list_are_let_in(name, content, media_type):
    assert fault(name, content) == ""
    assert kind_of(name, FILE_KINDS).media_type.endswith(media_type)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"MZ\x90"),
        ("a.pdf", b"a " + PDF),
        ("a.docx", package(TYPES, "xl/workbook.xml")),
        ("a.docx", package("word/document.xml")),
        ("a.docx", docx()[:-30]),
        ("a.odt", package("content.xml", mimetype=f"{ODT}-template")),
        ("a.odt", package("content.xml")),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
    ],
)
def test_content_that_is_not_what_the_name_says_is_kept_out(name, content):
    assert "annat än filnamnet säger" in fault(name, content)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%%EOF" + b" " * 27, b"%PDF-1.4", PDF[:-20]])
def test_a_pdf_without_its_end_is_told_to_be_fetched_again(content):
    assert "avbruten PDF" in fault("protokoll.pdf", content)


def test_a_long_pdf_whose_end_is_far_from_its_head_is_let_in():
    assert fault("a.pdf", b"%PDF-1.4\n" + b"x" * 200_000 + BODY + b"\n" * 5_000) == ""


@pytest.mark.parametrize("size", [(50_000, 1_001), (0, 0)])
def test_a_picture_of_no_or_too_many_pixels_is_kept_out(size):
    assert "50 miljoner" in fault("a.png", png(*size))
    assert "50 miljoner" in fault("a.jpg", jpeg(*size))


def test_macros_are_named_as_the_reason():
    assert "makron" in fault("a.docx", docx("word/vbaProject.bin"))


def test_a_protected_document_is_told_so():
    assert "lösenord" in fault("a.docx", encrypted(docx()))


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.docm", "pdf", "a.pdf.js", ""])
def test_other_names_are_kept_out_and_told_what_goes(name):
    assert "PDF, DOCX" in fault(name, PDF)


def test_an_empty_file_says_so():
    assert "är tom" in fault("a.pdf", b"")


def test_a_file_of_fifty_megabytes_goes_and_one_byte_more_does_not():
    assert size_fault(kinds.LARGEST) == ""
    assert "större än 50 MB" in size_fault(kinds.LARGEST + 1)


def test_the_size_is_judged_before_the_content(monkeypatch):
    monkeypatch.setattr(kinds, "LARGEST", 2 * kinds.MEGABYTE)
    assert "större än 2 MB" in fault("a.exe", bytes(2 * kinds.MEGABYTE + 1))


def test_a_document_that_unpacks_to_too_much_is_kept_out(monkeypatch):
    monkeypatch.setattr(packages, "LARGEST_UNPACKED", 1000)
    bomb = package(TYPES, "word/document.xml", content=bytes(2000))
    assert "packar upp till mer" in fault("a.docx", bomb)


def test_a_document_of_a_thousand_parts_goes_and_one_more_does_not():
    parts = [f"word/{number}.xml" for number in range(packages.MOST_PARTS - 2)]
    assert fault("a.docx", docx(*parts)) == ""
    assert "packar upp till mer" in fault("a.docx", docx(*parts, "word/en-till.xml"))


def test_the_file_input_offers_every_ending():
    assert set(kinds.accept(FILE_KINDS).split(",")) >= {".pdf", ".docx", ".markdown", ".jpeg"}
