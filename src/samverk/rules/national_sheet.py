"""What is checked before figures go to the national follow-up (Uppföljning Finsam).

The system's manual says that orientation, follow-up method and ESF funding are locked once an
intervention is created, and that one with both kinds of content is two with different names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling

LOCKED = ("inriktning", "uppföljningsmetod", "ESF-finansiering")
INDIVIDUAL = "individual"


@dataclass(frozen=True, slots=True)
class SheetIntervention:
    """An intervention as it is reported (insats i rapporten); ``counts`` are women, men and unknown.

    ``counts`` is None while none are entered for the year. ``locked`` are the three fields that the
    national system locks, in the order of ``LOCKED``.
    """

    id: str
    name: str
    orientation: str
    locked: tuple[str, str, str]
    counts: tuple[int, int, int] | None


def sheet_faults(interventions: Sequence[SheetIntervention]) -> Ruling[tuple[str, ...]]:
    """List what the national system would not take, or what its figures would be wrong by."""
    faults = [*_names(interventions)]
    faults += [
        f"{one.name}: {one.counts[2]} deltaganden saknar kön, men individinriktade insatser "
        "rapporteras per kön."
        for one in interventions
        if one.orientation == INDIVIDUAL and one.counts and one.counts[2]
    ]
    text = (
        "En insats med både individinriktat och strukturövergripande innehåll läggs upp som två "
        "insatser med olika namn (finsam.se, användarhandledningen)."
    )
    return Ruling(tuple(faults), (Reason(text),))


def _names(interventions: Sequence[SheetIntervention]) -> list[str]:
    return [
        f"{one.name} och {other.name} har samma namn: ge dem olika."
        for one, other in combinations(interventions, 2)
        if _plain(one.name) == _plain(other.name)
    ]


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


Values = Mapping[str, tuple[str, str | int | None]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that a later report has otherwise (ändrad uppgift); None where it is missing."""

    name: str
    before: str | int | None
    after: str | int | None


def differences(before: Values, after: Values) -> tuple[Difference, ...]:
    """List what differs between two reports, each {key: (name, value)}, in the order of the later."""
    keys = [*after, *(key for key in before if key not in after)]
    found = []
    for key in keys:
        was, now = before.get(key, ("", None)), after.get(key, ("", None))
        if was[1] != now[1]:
            found.append(Difference(now[0] or was[0], was[1], now[1]))
    return tuple(found)


_BALDER = SheetIntervention("1", "Balder", INDIVIDUAL, (INDIVIDUAL, "Metod A", "nej"), (3, 2, 1))
EXAMPLES = (
    Example(
        sheet_faults,
        {"interventions": (_BALDER,)},
        ("Balder: 1 deltaganden saknar kön, men individinriktade insatser rapporteras per kön.",),
        "konstruerat: en av sex saknar kön",
    ),
    Example(
        sheet_faults,
        {
            "interventions": (
                SheetIntervention(
                    "1", "Bryggan", "structural", ("structural", "", "nej"), (0, 0, 9)
                ),
            )
        },
        (),
        "konstruerat: en strukturövergripande insats räknas utan kön",
    ),
)
