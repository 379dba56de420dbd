"""The calculator of proportional elections (proportionellt val)."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import normalize

from samverk.rules.calculators.base import (
    Answer,
    Calculator,
    Field,
    InputError,
    Kind,
    Row,
    Value,
    WorkedInput,
)
from samverk.rules.calculators.inputs import MEETING_DAY, day_or_none, number, text, weights
from samverk.rules.calculators.reading import quoted
from samverk.rules.election import Asked, Tie, election
from samverk.rules.ruling import Ruling

# No elected body comes near; the bound keeps the answer quick.
_MOST_SEATS = 1_000
_LAST_BY_LOT: Mapping[str, int | list[str]] = {"groups": ["A", "B"], "seats": 1}


def _compute(values: Mapping[str, Value]) -> Ruling[Answer]:
    seats = number(values, "seats")
    if not 1 <= seats <= _MOST_SEATS:
        raise InputError(f"Antalet platser (--seats): ska vara 1-{_MOST_SEATS}.", "seats")
    votes = weights(values, "votes")
    ruling = election(
        votes,
        seats,
        asked=_asked(values),
        lots=_lots(values, votes),
        day=day_or_none(values, "date"),
    )
    found = ruling.value
    answer: Answer = {
        "seats": found.seats,
        "tied": _table(found.tied),
        "threshold": found.threshold,
        "stands": found.stands,
    }
    return Ruling(answer, ruling.reasons, ruling.remarks)


def _asked(values: Mapping[str, Value]) -> Asked | None:
    requesters = None if values["requesters"] is None else number(values, "requesters")
    if values["present"] is not None:
        return Asked(number(values, "present"), requesters)
    if requesters is not None:
        raise InputError("Ange antalet närvarande: utan det går begäran inte att pröva.", "present")
    return None


def _lots(values: Mapping[str, Value], votes: Mapping[str, int]) -> list[str]:
    """Read the groups that were drawn, in order, whatever their case."""
    if values["lots"] is None:
        return []
    known = {name.casefold(): name for name in votes}
    typed = [" ".join(part.split()) for part in text(values, "lots").split(",")]
    drawn = [known.get(normalize("NFC", name).casefold()) for name in typed]
    for name, found in zip(typed, drawn, strict=True):
        if found is None:
            raise InputError(
                f"Lottningens ordning (--lots): {quoted(name)} är ingen grupp.", "lots"
            )
    return [name for name in drawn if name is not None]


def _table(tied: Tie | None) -> Mapping[str, int | list[str]] | None:
    return {"groups": list(tied.groups), "seats": tied.seats} if tied else None


def _hesitation(_: Mapping[str, Value], answer: Answer) -> str:
    if answer["stands"] is False:
        return "För få begär det: valet ska inte vara proportionellt"
    return "Lika jämförelsetal: lotten avgör" if answer["tied"] else ""


CALCULATOR = Calculator(
    command="election",
    slug="proportionellt-val",
    title="Proportionellt val",
    intro="Fördelar platserna i ett proportionellt val på grupperna efter deras röster, och säger "
    "vilka lotten måste skilja åt. Räknar också ut hur många som behöver begära ett sådant val.",
    fields=(
        Field("seats", "Antal platser", Kind.COUNT, required=True),
        Field(
            "votes",
            "Gruppernas röster",
            Kind.WEIGHTS,
            required=True,
            help="Skriv Grupp=röster med komma emellan, som A=17,B=5. Bara giltiga valsedlar.",
        ),
        Field(
            "present",
            "Närvarande",
            Kind.COUNT,
            help="Alla närvarande, även de som inte röstar. "
            "Behövs för att räkna ut hur många som ska begära valet.",
        ),
        Field("requesters", "Antal som begär proportionellt val", Kind.COUNT),
        Field(
            "lots",
            "Lottningens ordning",
            Kind.TEXT,
            help="Om lotten har dragits: grupperna i den ordning de drogs, som C,B.",
        ),
        MEETING_DAY,
    ),
    rows=(
        Row("seats", "Platser"),
        Row("tied", "Lottas", names={"groups": "mellan grupperna", "seats": "antal platser"}),
        Row("threshold", "Så många behöver begära valet"),
        Row("stands", "Begäran räcker"),
    ),
    compute=_compute,
    examples=(
        WorkedInput(
            {"seats": "7", "votes": "A=17,B=5,C=5,G=4"},
            {"seats": {"A": 4, "B": 1, "C": 1, "G": 1}, "tied": None, "threshold": None},
            "SKR:s exempel på proportionellt val",
        ),
        WorkedInput(
            {"seats": "2", "votes": "A=6,B=3", "present": "9", "requesters": "3"},
            {"tied": _LAST_BY_LOT, "threshold": 3, "stands": True},
            "konstruerat: 6/2 och 3/1 är lika",
        ),
    ),
    hesitation=_hesitation,
)
