"""The PDFs that are made: by the standards, in Swedish, and with what somebody typed as text."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from zoneinfo import ZoneInfo

import page
import pikepdf
import pypdfium2
import pytest
from outloud import check

from samverk.documents.calling import calling_pdf
from samverk.documents.memo import MemoPaper, memo_pdf
from samverk.documents.report import report_pdf
from samverk.documents.tests.papers import CALLING, MADE, MEMO, REPORT

MADE_OF = {
    "memo": memo_pdf(MEMO).content,
    "calling": calling_pdf(CALLING).content,
    "report": report_pdf(REPORT).content,
}


def text_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as found:
        return "\n".join(sheet.get_textpage().get_text_range() for sheet in found)


@pytest.mark.parametrize("profile", ["PDF_A_2A", "PDF_UA_1"])
@pytest.mark.parametrize("name", MADE_OF)
def test_a_pdf_keeps_the_standards(name, profile):
    found = page.validate_pdf_bytes(MADE_OF[name], profile=getattr(page.ValidationProfile, profile))
    assert found.is_compliant, [failure.message for failure in found.failures]


@pytest.mark.parametrize("name", MADE_OF)
def test_a_pdf_can_be_read_aloud(name, tmp_path):
    file = tmp_path / "papper.pdf"
    file.write_bytes(MADE_OF[name])
    found = check(str(file))
    assert (found.error or "", found.errors, found.warnings) == ("", 0, 0)


def test_a_validator_finds_a_file_that_breaks_the_standard():
    with pikepdf.open(BytesIO(MADE_OF["memo"])) as broken:
        del broken.Root.Metadata
        kept = BytesIO()
        broken.save(kept)
    profile = page.ValidationProfile.PDF_UA_1
    assert not page.validate_pdf_bytes(kept.getvalue(), profile=profile).is_compliant


def test_the_memo_shows_its_parts_and_who_approved_it():
    text = text_of(MADE_OF["memo"])
    for words in ("Förnyat medlemskap", "SN 2024/17", "Beslutet upphävs.", "Godkänd av Karin Ek"):
        assert words in text


def test_what_somebody_typed_is_never_a_command():
    assert "#let x = 1 och *inte* fet." in text_of(MADE_OF["memo"])


def test_the_calling_marks_what_is_new():
    text = text_of(MADE_OF["calling"])
    assert text.count("Nytt sedan utskick") == 1
    assert "Anmäl förhinder" in text


def test_the_columns_of_a_report_stand_beside_each_other():
    with pypdfium2.PdfDocument(MADE_OF["report"]) as found:
        sheet = found[0].get_textpage()
        words = ("Uppgift", "A: Härryda", "B: Alingsås")
        starts = [sheet.get_charbox(sheet.search(word).get_next()[0])[0] for word in words]
    assert starts == sorted(starts)
    assert min(b - a for a, b in pairwise(starts)) > 100


def test_the_language_and_the_title_are_told():
    with pikepdf.open(BytesIO(MADE_OF["memo"])) as found:
        assert str(found.Root.Lang) == "sv-SE"
        with found.open_metadata() as facts:
            assert facts["dc:title"] == "Förnyat medlemskap"


def test_the_same_memo_makes_the_same_file():
    assert memo_pdf(MEMO).content == MADE_OF["memo"]


def test_a_memo_made_at_any_moment_and_in_any_zone_is_made():
    moment = datetime(2026, 11, 28, 15, 11, 8, 787_000, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert text_of(memo_pdf(replace(MEMO, made=moment)).content)


def test_an_empty_memo_is_a_paper_too():
    empty = MemoPaper("Utkast", "Kommunen", "Nämnden", "", MADE, (), ())
    assert "Utkast" in text_of(memo_pdf(empty).content)


def test_signs_of_all_kinds_go_through():
    odd = replace(MEMO, title='Ord med "citat", \\ och <tagg> $x$ @namn')
    assert 'Ord med "citat"' in text_of(memo_pdf(odd).content)
