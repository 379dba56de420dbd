"""Minutes to print in tests, as long as wanted."""

from __future__ import annotations

from datetime import UTC, datetime

from samverk.documents.minutes import PrintedMinutes, PrintedParagraph, PrintedPart

MOMENT = datetime(2024, 3, 15, 14, 0, tzinfo=UTC)


def paragraph(number: int) -> PrintedParagraph:
    return PrintedParagraph(
        f"§\N{NO-BREAK SPACE}{number} Taxan för hämtning",
        "2024/12",
        (
            PrintedPart("Beslut", points=("Taxan höjs.", "Beslutet gäller från 1 juli.")),
            PrintedPart("Sammanfattning av ärendet", texts=("Taxan har stått still. " * 20,)),
            PrintedPart("Yrkanden", bullets=("Bo Lind (S): avslag # [ej] *kursiv* $x$",)),
        ),
    )


def minutes(paragraphs: int = 3, **more) -> PrintedMinutes:
    given = {
        "title": "Protokoll den 15 mars 2024",
        "organisation": "Lillköpings kommun",
        "body": "Socialnämnden",
        "day": "2024-03-15",
        "footer": "Justeras elektroniskt",
        "facts": (("Plats och tid", "Stora salen klockan 13:00–14:00"), ("Ordförande", "Asta Ek")),
        "served": (("Asta Ek (M)", "ledamot", "§ 1-3"), ("Bo Lind (S)", "ledamot", "§ 1-3")),
        "paragraphs": tuple(paragraph(number) for number in range(1, paragraphs + 1)),
        "signing": "Undertecknas elektroniskt av:",
        "signers": (("Asta Ek", "ordförande"), ("Bo Lind", "justerare")),
    }
    return PrintedMinutes(**given | more)
