"""Ready-made reviews: what a person would say of our sample papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from samverk.decisions.actions import NewCitation
from samverk.directory.models import Body, Organisation
from samverk.intake.actions import NewReview, confirm
from samverk.intake.forms.citations import CitationRow
from samverk.intake.models import ReadRecord, Source

CITES_COUNCIL = NewCitation("Kommunfullmäktige", date(2023, 5, 10), 12)


def body(home: Organisation, abbreviation: str) -> Body:
    """One of the organisation's bodies."""
    return home.bodies.get(abbreviation=abbreviation)


def council(home: Organisation, **changes: Any) -> NewReview:
    """The council's decision to leave, registered in the board's diary."""
    review = NewReview(
        organisation=home.pk,
        body=body(home, "KF").pk,
        diary=body(home, "SN").pk,
        decided_on=date(2023, 5, 10),
        paragraph=12,
        diary_number="KF 2023/45",
        case_number="SN 2024/18",
        opened_on=date(2024, 1, 15),
        title="Utträde ur Samordningsförbundet Fyrbåken",
        text="Kommunfullmäktige beslutar att kommunen lämnar förbundet.",
        kind="decides",
    )
    return replace(review, **changes)


def board(home: Organisation, **changes: Any) -> NewReview:
    """The board's proposal to stay."""
    review = NewReview(
        organisation=home.pk,
        body=body(home, "SN").pk,
        diary=body(home, "SN").pk,
        decided_on=date(2024, 2, 14),
        paragraph=7,
        diary_number="SN 2024/18",
        case_number="SN 2024/18",
        opened_on=date(2024, 1, 15),
        title="Stanna i Samordningsförbundet Fyrbåken",
        text="Förslag att fullmäktige upphäver sitt beslut.",
        kind="proposes",
        citations=(CITES_COUNCIL,),
    )
    return replace(review, **changes)


def only_record(source: Source) -> ReadRecord:
    """The one record of a source."""
    return source.records.get()


def confirmed(actor: Any, source: Source, review: NewReview) -> ReadRecord:
    """Confirm the one record of a source."""
    return confirm(actor, only_record(source), review, key=f"bekrafta/{source.pk}")


def form_of(home: Organisation, **changes: Any) -> dict[str, Any]:
    """What the review form sends for the board's paragraph."""
    row = CitationRow(0)
    sent = {
        "key": "ett-formular",
        "organ": f"b{home.pk}-{body(home, 'SN').pk}",
        "decided_on": "2024-02-14",
        "paragraph": "7",
        "diary_number": "SN 2024/18",
        "title": "Stanna i Samordningsförbundet Fyrbåken",
        "text": "Förslag att fullmäktige upphäver sitt beslut.",
        "kind": "proposes",
        "diary": str(body(home, "SN").pk),
        "case_number": "SN 2024/18",
        "opened_on": "2024-01-15",
        row.body: "Kommunfullmäktige",
        row.day: "2023-05-10",
        row.paragraph: "12",
    }
    return sent | changes
