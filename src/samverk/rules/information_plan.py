"""Whether a document is kept or may be disposed of, by the board's information management plan.

A public document is kept unless a statute or a decision on disposal says otherwise: a row of the plan
without such a decision is shown as not confirmed, and frees nothing. Nothing is removed by the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.provision import Provision, because, wordings
from samverk.rules.wording import running_date

_ACT = date(1991, 7, 1)
KEPT_FOR = Provision(wordings("arkivlagen", "1990:782", ("3 §", _ACT, "")))
MAY_GO = Provision(wordings("arkivlagen", "1990:782", ("10 §", _ACT, "")))
LONGEST = 200


class Counted(StrEnum):
    """From when the years are counted (räknas från)."""

    CLOSED = "ärendets avslut"
    DATED = "handlingens dag"


class Fate(StrEnum):
    """What the plan makes of a document on a day (utfall)."""

    KEPT = "bevaras"
    DUE = "får gallras"
    NOT_YET = "får inte gallras än"
    ONGOING = "ärendet pågår"
    UNKNOWN = "dagen är inte känd"
    UNCONFIRMED = "inget beslut om gallring"


@dataclass(frozen=True, slots=True)
class PlanTerm:
    """A row of the plan (rad i informationshanteringsplanen); ``years`` None keeps for good.

    ``ground`` and ``decided_on`` tell the decision behind it; without both it is not confirmed.
    """

    years: int | None = None
    counted: Counted = Counted.CLOSED
    by_year_end: bool = True
    ground: str = ""
    decided_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse a period that is none."""
        if self.years is not None and not 0 <= self.years <= LONGEST:
            raise ValueError("a period is from no years to two hundred")

    @property
    def is_confirmed(self) -> bool:
        """Answer whether a decision is named, with its day."""
        return bool(self.ground.strip()) and self.decided_on is not None


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the plan asks of a document (underlag). None where the day is not known or not come."""

    dated_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Disposal:
    """The outcome, and the first day that the document may go, as far as it can be told."""

    fate: Fate
    due: date | None = None


def disposal_of(facts: DocumentFacts, term: PlanTerm | None, day: date) -> Ruling[Disposal]:
    """Answer whether a document may be disposed of on ``day``, and why; ``term`` None for no row."""
    if term is None:
        text = "Planen har ingen rad för handlingstypen. Det som inget beslut omfattar bevaras."
        return Ruling(Disposal(Fate.KEPT), (because(text, KEPT_FOR, day),))
    if term.years is None:
        return _kept(term, day)
    start = facts.closed_on if term.counted is Counted.CLOSED else facts.dated_on
    if start is None:
        return _without_start(term)
    due = due_day(start, term)
    years = (
        f"{term.years} år från {term.counted.value}" if term.years else f"från {term.counted.value}"
    )
    counted = Reason(
        f"Gallras {years}, som är {running_date(start)}: tidigast {running_date(due)}."
    )
    if not term.is_confirmed:
        text = "Raden är inte bekräftad: utan ett beslut om gallring bevaras handlingen."
        reasons = (counted, because(text, MAY_GO, day))
        return Ruling(Disposal(Fate.UNCONFIRMED, due), reasons)
    fate = Fate.DUE if due <= day else Fate.NOT_YET
    return Ruling(Disposal(fate, due), (counted, because(_decided(term), MAY_GO, day)))


def _kept(term: PlanTerm, day: date) -> Ruling[Disposal]:
    reason = because("Planen säger att handlingstypen bevaras.", KEPT_FOR, day)
    doubt = "Raden är inte bekräftad: ingen har angett beslutet om planen."
    remarks = () if term.is_confirmed else (Reason(doubt),)
    decided = (Reason(_decided(term)),) if term.is_confirmed else ()
    return Ruling(Disposal(Fate.KEPT), (reason, *decided), remarks)


def _without_start(term: PlanTerm) -> Ruling[Disposal]:
    if term.counted is Counted.CLOSED:
        text = "Tiden räknas från att ärendet avslutas, och det pågår."
        return Ruling(Disposal(Fate.ONGOING), (Reason(text),))
    text = "Tiden räknas från handlingens dag, och registret har ingen dag."
    return Ruling(Disposal(Fate.UNKNOWN), (Reason(text),))


def _decided(term: PlanTerm) -> str:
    when = f" {running_date(term.decided_on)}" if term.decided_on else ""
    return f"Beslutet: {term.ground.strip()}{when}."


def due_day(start: date, term: PlanTerm) -> date:
    """Answer the first day that something may go: when the years have passed, or the new year after."""
    years = term.years or 0
    try:
        passed = start.replace(year=start.year + years)
    except ValueError:
        # From a 29 February: never a day too early
        passed = date(start.year + years, 3, 1)
    return date(passed.year + 1, 1, 1) if term.by_year_end else passed


_DECIDED = PlanTerm(2, Counted.DATED, True, "Socialnämnden § 4", date(2020, 1, 20))
EXAMPLES = (
    Example(
        disposal_of,
        {
            "facts": DocumentFacts(date(2021, 3, 4), None),
            "term": _DECIDED,
            "day": date(2024, 1, 1),
        },
        Disposal(Fate.DUE, date(2024, 1, 1)),
        "räknat för hand: två år efter 2021-03-04, till årsskiftet",
    ),
    Example(
        disposal_of,
        {
            "facts": DocumentFacts(date(2021, 3, 4), None),
            "term": _DECIDED,
            "day": date(2023, 12, 31),
        },
        Disposal(Fate.NOT_YET, date(2024, 1, 1)),
        "räknat för hand: dagen före årsskiftet",
    ),
    Example(
        disposal_of,
        {"facts": DocumentFacts(date(2021, 3, 4), None), "term": None, "day": date(2024, 1, 1)},
        Disposal(Fate.KEPT),
        "arkivlagen 3 §: utan beslut bevaras handlingen",
    ),
)
