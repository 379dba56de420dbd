"""The minutes as PDF: whole, in order, in Swedish, and clean in both validators."""

from __future__ import annotations

import page
import pypdfium2
import pytest
from outloud import check

from samverk.documents.minutes import render_minutes
from samverk.documents.tests.minuted import MOMENT, minutes

RENDERED = render_minutes(minutes(), moment=MOMENT)


def words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as found:
        return " ".join(" ".join(p.get_textpage().get_text_range().split()) for p in found)


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_the_minutes_are_for_archives_and_for_everybody(profile):
    report = page.validate_pdf_bytes(RENDERED, profile=profile)
    assert [each.message for each in report.failures] == []


def test_a_screen_reader_finds_nothing_amiss(tmp_path):
    file = tmp_path / "protokoll.pdf"
    file.write_bytes(RENDERED)
    assert [each.message for each in check(str(file)).findings] == []


def test_everything_is_there_in_order():
    told = words(RENDERED)
    order = (
        "Protokoll den 15 mars 2024",
        "Tjänstgörande",
        "§ 1 Taxan",
        "Beslut",
        "Yrkanden",
        "§ 2",
    )
    places = [told.replace("\N{NO-BREAK SPACE}", " ").index(each) for each in order]
    assert places == sorted(places)


def test_what_was_typed_is_printed_as_it_was_typed():
    assert "avslag # [ej] *kursiv* $x$" in words(RENDERED)


def test_the_same_minutes_are_the_same_bytes():
    assert render_minutes(minutes(), moment=MOMENT) == RENDERED


def test_pages_are_numbered_of_how_many():
    long = words(render_minutes(minutes(40), moment=MOMENT))
    assert "Sida 2 (" in long
