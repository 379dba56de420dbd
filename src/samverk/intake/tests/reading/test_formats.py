from __future__ import annotations

from pathlib import Path

import pytest

from samverk.intake.reading.errors import (
    EmptyFileError,
    NotADocumentError,
    ReadingError,
    TooLargeError,
    UnreachableError,
)
from samverk.intake.reading.source import limits, read_bytes, read_path
from samverk.intake.reading.source.sniff import Format, sniff
from samverk.intake.tests.reading.making import zip_of


@pytest.mark.parametrize("data", [b"", b"   \n\t\r\n", b"\0\0\0\0", b"\xef\xbb\xbf  "])
def test_nothing_to_read_is_an_empty_file(data: bytes) -> None:
    with pytest.raises(EmptyFileError, match=r"tom|ingen text"):
        read_bytes("a.txt", data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"\x7fELF",
        b"\x1f\x8b",
        b"Rar!",
        b"{\\rtf1",
    ],
)
def test_known_other_formats_are_named(data: bytes) -> None:
    with pytest.raises(NotADocumentError):
        read_bytes("protokoll.pdf", data + bytes(50))


def test_an_old_word_file_gets_advice() -> None:
    with pytest.raises(NotADocumentError, match=r"docx"):
        read_bytes("a.doc", b"\xd0\xcf\x11\xe0" + bytes(512))


def test_binary_content_is_no_document() -> None:
    with pytest.raises(NotADocumentError, match="varken text, PDF eller Word"):
        read_bytes("a.txt", bytes(range(256)) * 40)


def test_an_archive_without_word_is_no_document() -> None:
    with pytest.raises(NotADocumentError, match="arkiv"):
        read_bytes("a.docx", zip_of(a=b"b"))


def test_the_name_decides_nothing() -> None:
    assert read_bytes("bild.png", "§ 1 Upprop".encode()).lines[0].text == "§ 1 Upprop"


def test_a_text_about_pdf_is_text() -> None:
    assert sniff(b"Filen i formatet %PDF-1.7 lades in.") is Format.TEXT


def test_a_pdf_may_have_bytes_before_its_header() -> None:
    assert sniff(b"\r\n\x00%PDF-1.4") is Format.PDF


@pytest.mark.parametrize(
    ("form", "data"),
    [
        (Format.TEXT, b"hej " * 300),
        (Format.ZIP, b"PK\x03\x04" * 300),
        (Format.PDF, b"%PDF-1" * 300),
    ],
)
def test_each_kind_of_file_has_its_limit(
    monkeypatch: pytest.MonkeyPatch, form: Format, data: bytes
) -> None:
    monkeypatch.setitem(limits.LIMITS, form, 1000)
    with pytest.raises(TooLargeError, match="Dela upp"):
        read_bytes("a", data)


def test_a_file_over_its_limit_never_seems_to_be_at_it() -> None:
    with pytest.raises(TooLargeError, match=r"\(5,1 MB; gränsen är 5 MB\)"):
        limits.check_size(limits.TEXT_LIMIT + 1, limits.TEXT_LIMIT)
    limits.check_size(limits.TEXT_LIMIT, limits.TEXT_LIMIT)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "stor.txt"
    with path.open("wb") as file:
        file.truncate(50 * limits.MEGABYTE)
    with pytest.raises(TooLargeError, match="50 MB; gränsen är 5 MB"):
        read_path(path)


def test_a_missing_file_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match="finns inte"):
        read_path(tmp_path / "saknas.txt")


def test_a_folder_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match="mapp"):
        read_path(tmp_path)


def test_a_name_no_file_can_have_is_unreachable() -> None:
    with pytest.raises(UnreachableError):
        read_path(Path("a\0b"))


def test_a_file_is_called_by_its_name_unless_told_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_text("§ 1 Upprop", encoding="utf-8")
    assert read_path(path).name == "p.txt"
    assert read_path(path, "annat").name == "annat"


def test_every_refusal_is_a_reading_error() -> None:
    kinds = (EmptyFileError, NotADocumentError, TooLargeError, UnreachableError)
    assert all(issubclass(kind, ReadingError) for kind in kinds)
