"""What everybody gets holds no masked word: not in its text, not in its metadata, not in its bytes."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, replace
from datetime import UTC, datetime
from io import BytesIO

import page
import pikepdf
import pypdfium2
import pytest
from outloud import check

from samverk.documents.printable import printable, surely_printable
from samverk.documents.public_paper import (
    NOTE,
    PublicPaper,
    PublicPart,
    PublicSection,
    public_paper,
)
from samverk.rules.masking import MASK, hits_within, masked
from samverk.rules.tests.masking_samples import FORMS

NUMBER = "198507099805"
NAME = "Fanny Provling"
MADE = datetime(2024, 3, 20, 12, 0, tzinfo=UTC)
SPOKEN = {
    "title": f"Ansökan från {NAME}",
    "facts": [["Sökande", NAME], ["Diarienummer", "SN 2024/17"]],
    "texts": [f"Sökanden {write(NUMBER)} har bett: {how}." for how, write in FORMS.items()],
    "points": ["Ansökan från FANNY\nPROV-\nLING bifalls.", "Beslutet gäller året ut."],
}


def paper_of(told) -> PublicPaper:
    """Lay out what is told, as minutes."""
    facts = tuple((term, value) for term, value in told["facts"])
    parts = (
        PublicPart("Ärendet", tuple(told["texts"])),
        PublicPart("Beslut", points=tuple(told["points"])),
    )
    section = PublicSection(told["title"], "§ 1", facts, parts)
    return PublicPaper(
        "Protokoll", told["title"], "Lillköpings kommun", MADE, facts, (), (section,), True
    )


@pytest.fixture(scope="module")
def content() -> bytes:
    literals = [hit.literal for hit in hits_within(SPOKEN) if hit.blocks]
    return public_paper(paper_of(masked(SPOKEN, [*literals, NAME])))


def told_by(content: bytes) -> str:
    """Give all that can be read out of a file: its pages, facts, attachments and every string and stream."""
    with pypdfium2.PdfDocument(content) as found:
        told = [sheet.get_textpage().get_text_range() for sheet in found]
        told += found.get_metadata_dict().values()
    with pikepdf.open(BytesIO(content)) as found:
        assert not found.attachments
        for each in found.objects:
            told.append(repr(each))
            if isinstance(each, pikepdf.Stream):
                told.append(each.read_bytes().decode("latin-1"))
    return "\n".join(told)


def digits_of(text: str) -> str:
    found = (unicodedata.decimal(sign, None) for sign in text)
    return "".join(str(digit) for digit in found if digit is not None)


def test_no_masked_word_can_be_taken_out(content):
    told = told_by(content)
    assert "Beslutet gäller året ut." in told
    for word in ("Fanny", "FANNY", "Provling", "LING", "9805", "850709"):
        assert word not in told.replace("\n", "")
    with pypdfium2.PdfDocument(content) as found:
        pages = "".join(sheet.get_textpage().get_text_range() for sheet in found)
    assert "8507099805" not in digits_of(pages)
    assert pages.count(MASK) > len(FORMS)


def test_an_unmasked_paper_would_have_told_it():
    told = told_by(public_paper(paper_of(SPOKEN)))
    assert NAME in told
    assert "850709-9805" in told


@pytest.mark.parametrize("profile", ["PDF_A_2A", "PDF_UA_1"])
def test_it_keeps_the_standards(content, profile):
    found = page.validate_pdf_bytes(content, profile=getattr(page.ValidationProfile, profile))
    assert found.is_compliant, [failure.message for failure in found.failures]


def test_it_can_be_read_aloud(content, tmp_path):
    file = tmp_path / "papper.pdf"
    file.write_bytes(content)
    found = check(str(file))
    assert (found.error or "", found.errors, found.warnings) == ("", 0, 0)


def test_it_says_who_published_it_and_that_it_is_masked(content):
    with pypdfium2.PdfDocument(content) as found:
        text = found[0].get_textpage().get_text_range()
        count = len(found)
    for words in (NOTE, "Lillköpings kommun", "Publicerad den 20 mars 2024", f"Sida 1 ({count})"):
        assert words in text.replace("\N{NO-BREAK SPACE}", " ")


def test_what_is_whole_does_not_say_that_it_is_masked():
    whole = PublicPaper(
        "Bilaga", "Plan", "Kommunen", MADE, parts=(PublicPart("Sida 1", ("Text.",)),)
    )
    assert "maskade" not in told_by(public_paper(whole))


def test_the_same_paper_makes_the_same_file(content):
    paper = paper_of(masked(SPOKEN, [NAME]))
    assert public_paper(paper) == public_paper(replace(paper))
    assert asdict(paper)["made"] == MADE


@pytest.mark.parametrize(
    "text",
    [
        "rad\x02\nrad",
        "rad\ufffe",
        "\uf0b7 punkt",
        "bild \N{GRINNING FACE}",
        "\u6f22\u5b57",
        "\ue000\ue001",
        "\x00\x07",
        "\u200b\u202e\u00ad",
        "#let x = 1 *fet* $x$ @namn",
    ],
)
def test_signs_of_any_file_can_be_printed(text):
    paper = PublicPaper(
        "Bilaga", "Plan", "Kommunen", MADE, parts=(PublicPart(text, (text, "Slut.")),)
    )
    assert "Slut." in told_by(public_paper(paper))


def test_a_text_is_printed_without_what_is_not_seen():
    assert printable("a\x00b\u200bc\u00add\u202ee") == "abcde"
    assert printable("rad\x02\r\n\uf0b7\tny\x0cA\u030a") == "rad-\n• ny\n\u00c5"
    assert printable("\uff11\uff0d\uff21") == "1-A"
    assert printable("\ue000\ufdd0") == "\ufffd\ufffd"
    assert surely_printable("å é Ж Ω – “ € \U0001f600\n") == "å é Ж Ω – “ € \ufffd\n"


def test_every_sign_that_surely_is_printed_can_be():
    signs = (chr(code) for code in range(0x20, 0x10000) if not 0xD800 <= code < 0xE000)
    shown = "".join(sign for sign in signs if surely_printable(sign) == sign)
    assert len(shown) > 700
    paper = PublicPaper("Bilaga", "Plan", "Kommunen", MADE, parts=(PublicPart("", (shown,)),))
    assert "\ufffd" in told_by(public_paper(paper))
