"""Scenarios as a report for an agenda, with all that they assume."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from samverk.documents.memo import PaperSection, Table
from samverk.documents.report import Report
from samverk.federation.what_if.scenario import Scenario
from samverk.federation.what_if.telling import assumptions, reasons, told

KIND = "Konsekvensberäkning"
LABELS = (
    "Varje tal är märkt: känt står i en handling, räknat följer av modellen och antagandena nedan, "
    "saknas finns inte i Samverk och är inte ifyllt."
)


def as_report(home: str, scenarios: Sequence[Scenario], made: datetime) -> Report:
    """Lay out the report: the questions with a column for each scenario, then what they rest on.

    A scenario that is alone needs no letter.
    """
    is_alone = len(scenarios) == 1
    lettered_names = tuple(f"{letter}: {one.names}" for letter, one in lettered(scenarios))
    names = ("Svar",) if is_alone else lettered_names
    sections = [
        PaperSection(
            group.question,
            table=Table(
                ("Uppgift", *names),
                tuple((row.label, *(cell.plain for cell in row.cells)) for row in group.rows),
                left=1 + len(names),
            ),
        )
        for group in told(scenarios)
    ]
    for letter, one in lettered(scenarios):
        why, of = reasons(one), "" if is_alone else f", {letter}"
        lines = [f"{r.text} [{r.statute}]" if r.statute else r.text for r in why.reasons]
        sections += [
            PaperSection(f"Antaganden{of}", bullets=assumptions(one)),
            PaperSection(f"Varför{of}", bullets=tuple(lines)),
            PaperSection(f"Att tänka på{of}", bullets=tuple(r.text for r in why.remarks)),
        ]
    facts = tuple(
        ("Lämnar" if is_alone else f"Scenario {letter}", one.names)
        for letter, one in lettered(scenarios)
    )
    intro = PaperSection("Så läses talen", paragraphs=(LABELS,))
    title = f"Vad ett utträde ur {home} skulle kosta"
    return Report(KIND, title, home, made, facts, (intro, *sections))


def lettered(scenarios: Sequence[Scenario]) -> list[tuple[str, Scenario]]:
    """Pair each scenario with its letter."""
    return list(zip("ABC", scenarios, strict=False))
