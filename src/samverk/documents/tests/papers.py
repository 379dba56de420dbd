"""A memo, a calling and attachments to render, made for the tests."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from samverk.documents.calling import CallingGroup, CallingItem, CallingPaper
from samverk.documents.memo import MemoPaper, PaperSection, PointGroup, Table
from samverk.documents.report import Report

MADE = datetime(2024, 3, 15, 11, 0, tzinfo=UTC)
MEMO = MemoPaper(
    "Förnyat medlemskap",
    "Lillköpings kommun",
    "Socialnämnden, Lillköping",
    "SN 2024/17",
    MADE,
    (("Handläggare", "Olle Ångman"),),
    (
        PaperSection("Ärendebeskrivning", ("Första stycket.", "#let x = 1 och *inte* fet.")),
        PaperSection(
            "Förslag till beslut",
            groups=(PointGroup("", ("Beslutet upphävs.",)), PointGroup("Fullmäktige", ("Ja.",))),
        ),
        PaperSection("Beslutet skickas till", bullets=("Kommunfullmäktige",)),
        PaperSection(
            "Ekonomi i siffror",
            table=Table(("Vad", "Slag", "2024"), (("Avgift", "kostnad", "639 000 kr"),)),
        ),
    ),
    "Godkänd av Karin Ek den 15 mars 2024.",
)
CALLING = CallingPaper(
    "Kallelse till Socialnämnden",
    "Lillköpings kommun",
    "Socialnämnden, Lillköping",
    "2024-03-22",
    MADE,
    (("Plats", "Stora salen"),),
    (
        CallingGroup(
            "Beslutas här",
            (
                CallingItem(1, "Budget", "SN 2024/17", ("Tjänsteskrivelse",)),
                CallingItem(2, "Avtal", is_new=True),
            ),
        ),
    ),
    ("Anmäl förhinder till nämndens sekreterare.",),
)

REPORT = Report(
    "Konsekvensberäkning",
    "Vad ett utträde skulle kosta",
    "Förbundet",
    MADE,
    (("Beställare", "Fullmäktige"),),
    (
        PaperSection("Så läses talen", ("Varje tal är märkt.",)),
        PaperSection(
            "Utträdet",
            table=Table(
                ("Uppgift", "A: Härryda", "B: Alingsås"),
                (
                    ("Utträdet gäller från utgången av", "2023-12-31 (räknat)", ""),
                    ("Tid", "tre kalenderår, räknat från utgången av uppsägningsåret", "samma"),
                ),
            ),
        ),
        PaperSection("Antaganden, A", bullets=("Ett.", "Två.")),
    ),
)


def attachment(pages: int = 1, *, size=(595, 842), rotate: int = 0, **more) -> bytes:
    """A plain PDF of so many pages; ``more`` is laid into each page."""
    with Pdf.new() as made:
        for _ in range(pages):
            page = made.add_blank_page(page_size=size)
            if rotate:
                page.Rotate = rotate
            for name, value in more.items():
                page[Name("/" + name)] = made.make_indirect(value)
        kept = BytesIO()
        made.save(kept)
    return kept.getvalue()


def talkative() -> bytes:
    """A PDF that says more than its page: names, scripts, a file within, a link and a comment."""
    with Pdf.new() as made:
        page = made.add_blank_page(page_size=(595, 842))
        script = Dictionary(S=Name.JavaScript, JS="app.alert('Barnet Nilsson')")
        page.AA = Dictionary(O=script)
        box = [10, 10, 90, 30]
        link = Dictionary(S=Name.URI, URI="https://example.org/")
        page.Annots = made.make_indirect(
            pikepdf.Array(
                [
                    Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=box, Contents="Nilsson"),
                    Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, A=link),
                    Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, A=script),
                ]
            )
        )
        made.Root.OpenAction = script
        made.attachments["Nilsson.txt"] = b"hemligt"
        with made.open_metadata() as facts:
            facts["dc:title"] = "Barnet Nilsson"
        made.docinfo[Name.Author] = "Nilsson"
        kept = BytesIO()
        made.save(kept)
    return kept.getvalue()
