"""Figures of the national sheet held against what the federation knows from another place (summakontroll).

A figure is never held against rows that it is itself computed from: that would prove nothing. Where the
other place has not been entered the answer is unknown, never that it agrees.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samverk.rules.amounts import kr
from samverk.rules.example import Example
from samverk.rules.national_sheet import LOCKED, SheetIntervention
from samverk.rules.ruling import Reason, Ruling


class Checked(StrEnum):
    """How a check came out (utfall av kontrollen)."""

    AGREES = "stämmer"
    DIFFERS = "skiljer"
    UNKNOWN = "okänt"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a check (sida): what it is, the least and the most it may be in öre, and its source.

    ``low`` and ``high`` are the same for an exact figure; both None while nobody has entered it.
    """

    name: str
    low: int | None
    high: int | None
    source: str

    @property
    def told(self) -> str:
        """The amount in words; "saknas" without any."""
        if self.low is None or self.high is None:
            return "saknas"
        return kr(self.low) if self.low == self.high else f"{kr(self.low)} till {kr(self.high)}"


def exactly(name: str, amount: int | None, source: str) -> Side:
    """Make a side that is one figure in öre, or that is missing."""
    return Side(name, amount, amount, source)


@dataclass(frozen=True, slots=True)
class SumCheck:
    """A check (kontroll) of the sheet's side against another; ``difference`` in öre is how far the sheet's
    is above the other, below zero where it is less, and None while either side is missing."""

    name: str
    sheet: Side
    other: Side
    checked: Checked
    difference: int | None


def held(name: str, sheet: Side, other: Side, *, rounding: int = 0) -> Ruling[SumCheck]:
    """Hold the sheet's side against the other, in öre.

    ``rounding`` is how much whole kronor may make them differ: that much still agrees, and is told.
    """
    reasons = [Reason(f"{one.name}: {one.told}. Källa: {one.source}.") for one in (sheet, other)]
    apart = _apart(sheet, other)
    if apart is None:
        lacking = " och ".join(one.name for one in (sheet, other) if one.low is None)
        reasons.append(Reason(f"Kan inte kontrolleras: {lacking} saknas."))
        return Ruling(SumCheck(name, sheet, other, Checked.UNKNOWN, None), tuple(reasons))
    if not apart:
        reasons.append(Reason("De två källorna säger detsamma."))
    elif abs(apart) <= rounding:
        reasons.append(Reason(f"Skillnaden {kr(apart)} ryms i avrundningen till hela kronor."))
    else:
        reasons.append(Reason(f"Skillnaden är {kr(apart)}: se vilken källa som har fel."))
    checked = Checked.AGREES if abs(apart) <= rounding else Checked.DIFFERS
    return Ruling(SumCheck(name, sheet, other, checked, apart), tuple(reasons))


def _apart(sheet: Side, other: Side) -> int | None:
    """How far the spans are apart: 0 where they have an amount in common."""
    if sheet.low is None or sheet.high is None or other.low is None or other.high is None:
        return None
    if sheet.low > other.high:
        return sheet.low - other.high
    return min(0, sheet.high - other.low)


@dataclass(frozen=True, slots=True)
class Reported:
    """What an intervention was last reported with (senast rapporterat): its locked fields, in the order of
    ``LOCKED``, its name, and which report that was, such as "rapporten för 2025 den 2026-02-10"."""

    locked: tuple[str, str, str]
    name: str
    where: str


@dataclass(frozen=True, slots=True)
class LockCheck:
    """Whether an intervention's locked fields are as they were reported (låsta fält), and what differs."""

    name: str
    checked: Checked
    told: str


def locked_fields(
    interventions: Sequence[SheetIntervention], reported: Mapping[str, Reported]
) -> Ruling[tuple[LockCheck, ...]]:
    """Hold what the form fills in from before against what was reported then, by intervention's id.

    One that no report has is unknown: it is new, or was reported before this record began.
    """
    found = tuple(_lock(one, reported.get(one.id)) for one in interventions)
    text = (
        "Uppföljning Finsam låser inriktning, uppföljningsmetod och ESF-finansiering när insatsen "
        "har skapats (finsam.se, användarhandledningen). De jämförs med den senaste rapporten."
    )
    return Ruling(found, (Reason(text),))


def _lock(one: SheetIntervention, before: Reported | None) -> LockCheck:
    if before is None:
        return LockCheck(one.name, Checked.UNKNOWN, "ingen tidigare rapport att jämföra med")
    faults = [
        f"{field} är nu {now or 'tomt'} men var {was or 'tomt'} i {before.where}"
        for field, was, now in zip(LOCKED, before.locked, one.locked, strict=True)
        if was != now
    ]
    if faults:
        told = f"{'; '.join(faults)}. Fältet är låst: lägg upp en ny insats med annat namn"
        return LockCheck(one.name, Checked.DIFFERS, told)
    if before.name != one.name:
        told = f"namnet är nu {one.name} men var {before.name} i {before.where}"
        return LockCheck(one.name, Checked.DIFFERS, told)
    return LockCheck(one.name, Checked.AGREES, f"som i {before.where}")


_FUNDS = exactly("Tilldelade medel", 14_300_000_00, "dubbla statens belopp")
EXAMPLES = (
    Example(
        held,
        {
            "name": "Bidragen",
            "sheet": _FUNDS,
            "other": Side("Uppgiven intäkt", 14_000_000_00, 14_499_999_00, "drygt 14 mnkr"),
        },
        SumCheck(
            "Bidragen",
            _FUNDS,
            Side("Uppgiven intäkt", 14_000_000_00, 14_499_999_00, "drygt 14 mnkr"),
            Checked.AGREES,
            0,
        ),
        "konstruerat efter uppgiften för 2020: drygt 14 mnkr",
    ),
    Example(
        held,
        {
            "name": "Utfallet",
            "sheet": exactly("Bokfört", 10_300_000_00, "utfallet"),
            "other": exactly("Årsredovisningen", 11_400_000_00, "årsredovisningen"),
        },
        SumCheck(
            "Utfallet",
            exactly("Bokfört", 10_300_000_00, "utfallet"),
            exactly("Årsredovisningen", 11_400_000_00, "årsredovisningen"),
            Checked.DIFFERS,
            -1_100_000_00,
        ),
        "efter ett förbunds redovisning för 2022: delarna blev 11,4 mnkr mot uppgivna 10,3",
    ),
    Example(
        locked_fields,
        {
            "interventions": (
                SheetIntervention("1", "Balder", "individual", ("a", "Metod A", "nej"), None),
            ),
            "reported": {},
        },
        (LockCheck("Balder", Checked.UNKNOWN, "ingen tidigare rapport att jämföra med"),),
        "konstruerat: en första rapport",
    ),
)
