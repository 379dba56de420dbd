"""Which files are let in, by content and name together."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

import pytest

from samverk.foundation.errors import InputError
from samverk.registry import file_types
from samverk.registry.file_types import media_type_of


def package(*names, mimetype=None, content=b"<x/>"):
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as zipped:
        if mimetype:
            zipped.writestr("mimetype", mimetype)
        for name in names:
            zipped.writestr(name, content)
    return kept.getvalue()


def png(width, height):
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02"


def jpeg(width, height):
    comment = b"\xff\xfe\x00\x04ab"
    frame = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03"
    return b"\xff\xd8" + comment + frame


TYPES = "[Content_Types].xml"
ODT = "application/vnd.oasis.opendocument.text"
GOOD = [
    ("a.pdf", b"%PDF-1.4", "application/pdf"),
    ("sent.pdf", b"\0\0\0%PDF-1.7", "application/pdf"),
    ("wide.txt", "Beslut å".encode("utf-16"), "text/plain"),
    ("a.DOCX", package(TYPES, "word/document.xml"), "wordprocessingml.document"),
    ("a.xlsx", package(TYPES, "xl/workbook.xml"), "spreadsheetml.sheet"),
    ("a.odt", package("content.xml", mimetype=ODT), "opendocument.text"),
    ("a.png", png(100, 100), "image/png"),
    ("a.jpeg", jpeg(640, 480), "image/jpeg"),
    ("a.txt", "Svar på remiss".encode("cp1252"), "text/plain"),
]


@pytest.mark.parametrize(("name", "content", "kind"), GOOD)
def test_files_on_the_list_are_let_in(name, content, kind):
    assert media_type_of(name, content).endswith(kind)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"MZ\x90"),
        ("a.pdf", b"a %PDF-1.4"),
        ("a.docx", package(TYPES, "xl/workbook.xml")),
        ("a.docx", package(TYPES, "word/document.xml", "word/vbaProject.bin")),
        ("a.docx", package(TYPES, "word/document.xml")[:-30]),
        ("a.odt", package("content.xml", mimetype=f"{ODT}-template")),
        ("a.odt", package("content.xml")),
        ("a.png", png(50_000, 1_001)),
        ("a.png", png(0, 0)),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.jpg", jpeg(60_000, 60_000)),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
        ("a.txt", b"MZ\0\0"),
    ],
)
def test_content_that_is_not_what_the_name_says_is_kept_out(name, content):
    with pytest.raises(InputError, match="inte det som filnamnet säger"):
        media_type_of(name, content)


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.docm", "pdf", "a.pdf.js", ""])
def test_other_names_are_kept_out_and_told_what_goes(name):
    with pytest.raises(InputError, match="PDF, DOCX"):
        media_type_of(name, b"%PDF-1.4")


def test_an_empty_file_says_so():
    with pytest.raises(InputError, match="tom"):
        media_type_of("a.pdf", b"")


def test_a_file_of_fifty_megabytes_goes_and_one_byte_more_does_not():
    largest = b"%PDF-" + bytes(file_types.LARGEST - 5)
    assert media_type_of("a.pdf", largest) == "application/pdf"
    with pytest.raises(InputError, match="50 MB"):
        media_type_of("a.pdf", largest + b"x")


def test_a_document_that_unpacks_to_too_much_is_kept_out(monkeypatch):
    monkeypatch.setattr(file_types, "LARGEST_UNPACKED", 1000)
    bomb = package(TYPES, "word/document.xml", content=bytes(2000))
    with pytest.raises(InputError):
        media_type_of("a.docx", bomb)


def test_a_document_of_too_many_parts_is_kept_out():
    many = [f"word/{number}.xml" for number in range(1000)]
    with pytest.raises(InputError):
        media_type_of("a.docx", package(TYPES, "word/document.xml", *many))
