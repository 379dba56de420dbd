"""The certificate of a disposal in words, on the page and on paper: numbers, and no names."""

from __future__ import annotations

from datetime import datetime

from samverk.documents.memo import PaperSection, Table
from samverk.documents.report import Report
from samverk.interventions.persons.models import DisposalCertificate, Outcome
from samverk.interventions.persons.queries.disposal import OTHERS, named_rows

KIND = "Gallringsbevis"


def facts_of(row: DisposalCertificate) -> tuple[tuple[str, str], ...]:
    """Say what the certificate rests on, each fact with its term."""
    told = row.content
    plan, trial, decision, done = (
        told[name] for name in ("plan", "trial", "decision", "carried_out")
    )
    return (
        ("Personuppgiftsansvarig", told["authority"]),
        ("Gallringsplan", f"gäller från {plan['from']}, {plan['decision']}"),
        ("Provgallring", f"{trial['day']} av {trial['by']}"),
        ("Beslut", f"{decision['reference']}, {decision['day']}, av {decision['by']}"),
        ("Verkställd", f"av {done['by']}, klar {done['finished']}"),
        ("Gallrade personer", str(told["persons"])),
    )


def years_of(row: DisposalCertificate) -> list[tuple[str, int]]:
    """Give how many were removed by the year of their last entry."""
    return [(year, many) for year, many in row.content["years"].items()]


def stayed_of(row: DisposalCertificate) -> list[tuple[str, int]]:
    """Give how many stayed although they were decided on, and why."""
    return [(Outcome(name).label, many) for name, many in row.content["stayed"].items()]


def as_paper(row: DisposalCertificate, made: datetime) -> Report:
    """Lay the certificate out as a paper to keep in the archive."""
    rows = tuple((name, str(many)) for name, many in named_rows(row.content["rows"]))
    sections = [
        PaperSection("Vad som gallrades", table=Table(("Tabell", "Rader"), rows)),
        PaperSection(
            "År för den sista anteckningen",
            table=Table(("År", "Personer"), tuple((y, str(n)) for y, n in years_of(row))),
        ),
        PaperSection("Vad som finns kvar", bullets=OTHERS),
        PaperSection(
            "Kontroll",
            paragraphs=(
                "Personernas nycklar är förstörda. Det som var krypterat med dem går inte att läsa.",
                f"Underlagets kontrollsumma (SHA-256): {row.content['trial']['digest']}",
                f"Bevisets kontrollsumma (SHA-256): {row.digest}",
            ),
        ),
    ]
    if stayed := stayed_of(row):
        lines = tuple(f"{many} {name}" for name, many in stayed)
        sections.insert(2, PaperSection("Beslutade som inte gallrades", bullets=lines))
    title = f"Gallring av personuppgifter {row.finished_on}"
    return Report(KIND, title, row.content["authority"], made, facts_of(row), tuple(sections))
