"""An Excel file and an OpenDocument text are read for their words, without what is hidden in them."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from samverk.documents import office_texts
from samverk.documents.office_texts import TooLargeOfficeError, UnreadableOfficeError, read_office

XMLNS = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    )
)
HIDDEN = (
    '<style:style style:family="{}" style:name="{}"><style:text-properties text:display="none"/>'
    "</style:style>"
)


def workbook():
    book = Workbook()
    sheet = book.active
    sheet.title = "Avgifter 2027"
    sheet.append(["Kommun", "Avgift", "Betald", "Hemligt", "Klar"])
    sheet.append(["Alingsås", 1250000.0, date(2027, 1, 31), "dold kolumn", True])
    sheet.append([])
    sheet.append(["dold rad", 1])
    sheet.append(["Härryda\nkommun", 0.5, None, "dold", False])
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[4].hidden = True
    secret = book.create_sheet("Dolt blad")
    secret.append(["Ingen ser"])
    secret.sheet_state = "hidden"
    book.create_sheet("Noter").append(["Priser i kronor"])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def open_document(body, styles="", content_styles=""):
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {XMLNS}><office:automatic-styles>{content_styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
        package.writestr(
            "styles.xml",
            f"<office:document-styles {XMLNS}><office:styles>{styles}</office:styles>"
            f"<office:automatic-styles>{HIDDEN.format('paragraph', 'P9')}</office:automatic-styles>"
            "</office:document-styles>",
        )
    return kept.getvalue()


def repacked(content, name, part):
    """A package with another part (bytes), packed as tight as it can be."""
    kept = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            new.writestr(one, part if one == name else old.read(one))
    return kept.getvalue()


def test_every_sheet_that_is_shown_is_read_row_by_row():
    assert read_office(workbook()) == (
        "Avgifter 2027",
        "Kommun\tAvgift\tBetald\tKlar",
        "Alingsås\t1250000\t2027-01-31\tja",
        "Härryda kommun\t0.5\t\tnej",
        "",
        "Noter",
        "Priser i kronor",
    )


def test_a_colour_far_away_or_a_word_far_out_costs_nothing():
    book = Workbook()
    book.active["A2"] = "Avgift"
    book.active["D2"] = 5
    book.active["XFD3"] = "Längst ut"
    book.active["XFD1048576"].font = Font(bold=True)
    kept = BytesIO()
    book.save(kept)
    assert read_office(kept.getvalue()) == ("Sheet", "Avgift\t\t\t5", "Längst ut")


def test_paragraphs_are_read_with_their_tables_and_frames():
    body = (
        "<text:h>Utredning</text:h><text:p>Färg<text:span>en</text:span> <text:s text:c='2'/>är röd"
        "<text:line-break/>och blå.<draw:frame><draw:text-box><text:p>I en ruta</text:p>"
        "</draw:text-box></draw:frame></text:p><text:p/>"
        "<table:table><table:table-row><table:table-cell><text:p>Kostnad</text:p></table:table-cell>"
        "<table:table-cell><text:p>12\t000</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert read_office(open_document(body)) == (
        "Utredning",
        "Färgen   är röd\noch blå.",
        "I en ruta",
        "Kostnad",
        "12\t000",
    )


@pytest.mark.parametrize(
    "hidden",
    [
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Struket</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>",
        "<text:p>Synligt<office:annotation><text:p>En anmärkning</text:p></office:annotation></text:p>",
        "<text:section text:display='none'><text:p>Dolt avsnitt</text:p></text:section>",
        "<text:p text:style-name='Dold'>Dolt stycke</text:p>",
        "<text:p text:style-name='Mall'>Dolt av mallen</text:p>",
        "<text:p text:style-name='Arv'>Dolt av det som mallen bygger på</text:p>",
        "<text:p>Dolt av ett fält<text:hidden-paragraph text:is-hidden='true'/></text:p>",
        "<text:p>Synligt<draw:frame><svg:title>Namn</svg:title><svg:desc>På bild</svg:desc>"
        "<draw:image><office:binary-data>QUJD</office:binary-data></draw:image></draw:frame></text:p>",
        "<text:p>Synligt<text:script>kod()</text:script></text:p>",
        "<table:table><table:table-row table:visibility='collapse'><table:table-cell><text:p>Dold rad"
        "</text:p></table:table-cell></table:table-row></table:table>",
        "<text:p>Synligt<text:span text:style-name='Dold'>dolt</text:span></text:p>",
        "<text:p><text:hidden-text>Dold text</text:hidden-text></text:p>",
    ],
)
def test_what_nobody_meets_who_opens_the_file_is_left_out(hidden):
    built_on = (
        '<style:style style:family="paragraph" style:name="Arv" style:parent-style-name="Mall"/>'
    )
    own = HIDDEN.format("paragraph", "Dold") + HIDDEN.format("text", "Dold") + built_on
    content = open_document(hidden, HIDDEN.format("paragraph", "Mall"), own)
    assert read_office(content) == (("Synligt",) if "Synligt" in hidden else ())


def test_what_is_shown_is_not_taken_for_what_has_a_hidden_name_elsewhere():
    shown = (
        '<style:style style:family="paragraph" style:name="Åter" style:parent-style-name="Dold">'
    )
    shown += '<style:text-properties text:display="true"/></style:style>'
    body = (
        "<text:p text:style-name='P9'>Brödtext</text:p><text:p text:style-name='Åter'>Åter</text:p>"
    )
    content = open_document(body, content_styles=HIDDEN.format("paragraph", "Dold") + shown)
    assert read_office(content) == ("Brödtext", "Åter")


def test_one_text_in_many_cells_is_too_much():
    book = Workbook()
    for row in range(1, 301):
        book.active[f"A{row}"] = "å" * 30_000
    with pytest.raises(TooLargeOfficeError):
        read_office(packed(book))


def test_a_number_has_its_zeros_and_what_is_written_to_show_nothing_is_left_out():
    book = Workbook()
    for place, value, written in (
        ("A1", 507099802, '000000"-"0000'),
        ("A2", "Syns inte", ";;;"),
        ("A3", 1.5, "0.00"),
    ):
        book.active[place] = value
        book.active[place].number_format = written
    assert read_office(packed(book)) == ("Sheet", "0507099802", "1.5")


def packed(book):
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 inget arkiv",
        open_document("<text:p>").replace(b"<text:p>", b"<text:q>"),
        workbook()[:-400],
    ],
)
def test_a_broken_file_is_told(content):
    with pytest.raises(UnreadableOfficeError):
        read_office(content)


def test_an_entity_fetches_nothing():
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        told = (
            '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'
            f"<office:document-content {XMLNS}><office:body><text:p>&y;</text:p></office:body>"
            "</office:document-content>"
        )
        package.writestr("content.xml", told)
    with pytest.raises(UnreadableOfficeError):
        read_office(kept.getvalue())


def test_more_lines_than_anybody_reads_are_too_much(monkeypatch):
    monkeypatch.setattr(office_texts, "MOST_LINES", 3)
    with pytest.raises(office_texts.TooMuchError):
        office_texts.lines_of(workbook())


def test_a_file_that_unpacks_to_too_much_is_not_read():
    bomb = b"<x>" + b" " * office_texts.MOST_PART + b"</x>"
    content = repacked(open_document(""), "content.xml", bomb)
    with pytest.raises(TooLargeOfficeError):
        read_office(content)
