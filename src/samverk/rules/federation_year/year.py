"""The dated duties of a federation in a calendar year (årets uppgifter)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from samverk.rules.example import Example
from samverk.rules.federation_year.audit import audit_duties
from samverk.rules.federation_year.budget import budget_duties
from samverk.rules.federation_year.duties import ACT_FROM, Duty, Exit, Party, YearTerms
from samverk.rules.federation_year.members import exit_duties, term_duties
from samverk.rules.federation_year.money import money_duties
from samverk.rules.limits import moved_limit_doubt
from samverk.rules.ruling import Reason, Ruling


@dataclass(frozen=True, slots=True)
class Taking:
    """Who has duties of their own in a year (vilka som har egna uppgifter).

    ``accountable`` were members in the year before, ``appointing`` fill the board after an election.
    """

    accountable: tuple[Party, ...] = ()
    appointing: tuple[Party, ...] = ()
    exits: tuple[Exit, ...] = ()


def federation_year(
    year: int, *, terms: YearTerms | None = None, taking: Taking | None = None
) -> Ruling[tuple[Duty, ...]]:
    """List what a federation has to do in ``year``, by last day.

    All days are dates in Sweden. A last day is never moved: one that is a Sunday, a holiday, or the
    like keeps its date and says so. Before the act was in force there is nothing to do.
    """
    if year < ACT_FROM:
        return Ruling(
            (), (Reason(f"Lagen gäller från {ACT_FROM}: före den finns inga uppgifter."),)
        )
    found = [
        *_told(_duties(year, terms or YearTerms(), taking or Taking())),
    ]
    found.sort(key=lambda one: one.due)
    text = (
        "Dagar som ingen lag sätter är egna dagar eller Samverks förslag. Ingen sista dag flyttas för"
        " helg: den tidigare dagen står, med vad som kan gälla i stället."
    )
    return Ruling(tuple(found), (Reason(text),))


def _duties(year: int, terms: YearTerms, taking: Taking) -> Iterator[Duty]:
    yield from money_duties(year, terms)
    yield from audit_duties(year, terms, taking.accountable)
    yield from budget_duties(year, terms)
    yield from term_duties(year, terms, taking.appointing)
    yield from exit_duties(year, taking.exits)


def _told(duties: Iterator[Duty]) -> Iterator[Duty]:
    """Say of each whose last day is a closed one."""
    for one in duties:
        yield replace(one, remarks=(*one.remarks, *moved_limit_doubt(one.due)))


def _days(year: int) -> Ruling[tuple[str, ...]]:
    """Write a year's duties as "2026-11-30 budget", for the examples."""
    found = federation_year(year)
    listed = tuple(f"{one.due} {one.code}" for one in found.value if one.basis == "lagen")
    return Ruling(listed, found.reasons)


EXAMPLES = (
    Example(
        _days,
        {"year": 2025},
        (
            "2025-03-31 arsredovisning",
            "2025-06-30 momsuppgift",
            "2025-11-30 budget",
            "2025-12-31 sista-momsansokan",
        ),
        "räknat för hand ur 23 och 24 §§ lag (2003:1210) och 7 och 8 §§ lag (2005:807)",
    ),
    Example(
        _days,
        {"year": 2027},
        (
            "2027-03-31 arsredovisning",
            "2027-04-01 ny-styrelse",
            "2027-06-30 momsuppgift",
            "2027-11-30 budget",
            "2027-12-31 sista-momsansokan",
        ),
        "räknat för hand: ny styrelse året efter valet 2026 (13 §)",
    ),
    Example(_days, {"year": 2003}, (), "lagen gäller från 2004"),
)
