"""Writing a package: names that nobody can misuse, formats told truly, and large files a part at a time."""

from __future__ import annotations

import hashlib
import io
import re
import tracemalloc
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.documents.archive.content import Aggregation, Record, SourceFile
from samverk.documents.archive.formats import FormatReader
from samverk.documents.archive.mapping import ALLOWED, WORDS, Mapped, Term, Value, value_fault
from samverk.documents.archive.names import LONGEST, RESERVED, safe_name
from samverk.documents.archive.package import Whole, write_archive_package
from samverk.documents.archive.proof import ChainProof
from samverk.documents.archive.tests import made
from samverk.documents.archive.xml import plain

PREMIS = "{http://www.loc.gov/premis/v3}"
PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Tjänsteskrivelse åäö.pdf", "Tjansteskrivelse-aao.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("CON.txt", "CON-.txt"),
        ("nul", "nul-"),
        (".htaccess", "fil.htaccess"),
        ("", "fil"),
        ("æøå", "a"),
        ("a.b.c d", "a.b.c-d"),
        ("con.x.txt", "con.x-.txt"),
        ("протокол.pdf", "fil.pdf"),
    ],
)
def test_a_name_is_in_plain_signs_and_leads_nowhere(given_name, kept):
    assert safe_name(given_name) == kept


@given(st.text(max_size=300))
def test_every_name_is_safe(name):
    found = safe_name(name)
    assert PLAIN.fullmatch(found)
    assert len(found) <= LONGEST
    assert found.partition(".")[0].lower() not in RESERVED


@given(st.text(st.characters(blacklist_categories=())))
def test_every_text_can_be_written_as_xml(text):
    written = f"<a>{plain(text).replace('&', '').replace('<', '')}</a>"
    ET.fromstring(written)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (made.MINUTES, ("PDF/A", "2A", "fmt/476")),
        (b'%PDF-1.4 <x pdfaid:part="1" pdfaid:conformance="B"/>', ("PDF/A", "1B", "fmt/354")),
        (b"%PDF-1.7 inget om arkiv", ("PDF", "1.7", "fmt/276")),
        (b"%PDF-1.3", ("PDF", "1.3", "")),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 4096])
def test_a_format_is_told_however_the_bytes_come(content, told, size):
    reader = FormatReader("application/pdf")
    for start in range(0, len(content), size):
        reader.look(content[start : start + size])
    found = reader.format
    assert (found.name, found.version, found.key) == told
    assert found.is_pdf_a == bool(found.note)


def test_premis_tells_of_every_file_with_its_checksum_and_what_it_is_called():
    content, contents = made.packed()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (name,) = [one for one in archive.namelist() if "submission/metadata" in one]
        root = ET.fromstring(archive.read(name))
    digests = [one.text for one in root.iter(f"{PREMIS}messageDigest")]
    names = [one.text for one in root.iter(f"{PREMIS}originalName")]
    assert digests == [file.sha256 for file in contents.data]
    assert names == ["Tjänsteskrivelse åäö.pdf", "protokoll.pdf"]
    order = [child.tag.removeprefix(PREMIS) for child in root]
    assert order == sorted(order, key=["object", "event", "agent"].index)


def test_a_file_that_is_not_as_registered_is_told_of():
    case = made.aggregations()[0]
    memo, *rest = case.records
    wrong = replace(memo, files=(replace(memo.files[0], sha256="0" * 64),))
    content, contents = made.packed((replace(case, records=(wrong, *rest)),))
    assert [file.is_as_registered for file in contents.data] == [False]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (about,) = [one for one in archive.namelist() if one.endswith("om-paketet.txt")]
        assert "annan kontrollsumma" in archive.read(about).decode()


def test_a_large_file_goes_through_a_part_at_a_time():
    part, count = b"x" * (1 << 20), 64
    large = SourceFile(
        "stor.bin",
        "application/octet-stream",
        date(1970, 1, 1),
        lambda: (part for _ in range(count)),
    )
    record = Record("1", "A-1", "Stor", "other", files=(large,))
    given_case = Aggregation("2", "A", "Stort", "case", records=(record,))
    out = _Forgetful()
    tracemalloc.start()
    try:
        contents = write_archive_package(
            out, made.DELIVERY, Whole((given_case,), Mapped({}), ChainProof())
        )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert contents.data[0].size == count << 20
    assert contents.data[0].sha256 == hashlib.sha256(part * count).hexdigest()
    assert out.size > count << 20
    assert peak < 8 << 20


class _Forgetful(io.RawIOBase):
    """Takes bytes and forgets them: a place that cannot be read or gone back in."""

    size = 0

    def writable(self) -> bool:
        return True

    def write(self, content) -> int:
        self.size += len(content)
        return len(content)


def test_every_default_is_a_value_that_the_schema_has():
    assert [word for word in WORDS if value_fault(word.term, word.default) != ("", "")] == []


def test_every_list_of_the_schema_is_whole():
    from samverk.documents.archive.tests.standards import schemas

    text = (schemas() / "erms/ERMS_v3.xsd").read_text()
    listed = set(re.findall(r'enumeration value="([^"]*)"', text))
    assert {value for values in ALLOWED.values() for value in values} <= listed


@pytest.mark.parametrize(
    ("term", "value", "field"),
    [
        (Term.CASE_STATUS, Value("klar"), "value"),
        (Term.DIRECTION, Value("other"), "other"),
        (Term.DIRECTION, Value("incoming", "inkommen"), "other"),
        (Term.DOCUMENT_KIND, Value("  "), "value"),
        (Term.RESTRICTION, Value("other_type", "OSL"), ""),
    ],
)
def test_a_value_is_tried_against_the_schema(term, value, field):
    assert value_fault(term, value)[0] == field


def test_what_an_archive_wants_goes_before_the_default():
    mapped = Mapped({(Term.CASE_STATUS, "closed"): Value("ad_acta")})
    assert mapped.value(Term.CASE_STATUS, "closed").value == "ad_acta"
    assert mapped.value(Term.CASE_STATUS, "open").value == "in_progress"
