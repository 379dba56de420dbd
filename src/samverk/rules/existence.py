"""Whether a federation's members still make a federation (3 §): asked on every change of members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_EXISTENCE
from samverk.rules.statutes.provision import because, unknown_wordings

# The two that the act names, since 2008. Names of law: no federation chooses them.
STATE_MEMBERS = ("Försäkringskassan", "Arbetsförmedlingen")
_NAMED_SINCE = date(2008, 1, 1)


class Part(StrEnum):
    """For which part a member takes part (part, 3 och 5 §§)."""

    STATE = "state"
    REGION = "region"
    MUNICIPALITY = "municipality"


class Existence(StrEnum):
    """Whether a federation may exist with its members (får bestå)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PartMember:
    """A member as 3 § sees it (medlem). ``is_sure`` is False where its membership is not known.

    ``is_outside_region`` marks a municipality that belongs to no region.
    """

    name: str
    part: Part
    is_sure: bool = True
    is_outside_region: bool = False


@dataclass(frozen=True, slots=True)
class Composition:
    """Sammansättning: the answer, what is ``lacking`` for certain, and what is ``unsure``."""

    existence: Existence
    lacking: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """One thing that 3 § asks for, with those who fill it, and whether it is asked for at all."""

    name: str
    filled_by: tuple[PartMember, ...]
    asked: Existence = Existence.YES

    @property
    def answer(self) -> Existence:
        if self.asked is Existence.NO or any(one.is_sure for one in self.filled_by):
            return Existence.YES
        if self.filled_by or self.asked is Existence.UNKNOWN:
            return Existence.UNKNOWN
        return Existence.NO

    @property
    def reason(self) -> str:
        sure = [one.name for one in self.filled_by if one.is_sure]
        if sure:
            return f"{self.name}: {', '.join(sure)}."
        if self.asked is Existence.NO:
            return f"{self.name}: krävs inte, ingen av kommunerna tillhör någon region."
        if self.filled_by:
            names = ", ".join(one.name for one in self.filled_by)
            return f"{self.name}: bara {names}, vars medlemskap är okänt."
        if self.asked is Existence.UNKNOWN:
            return f"{self.name}: saknas, men krävs kanske inte: en kommuns medlemskap är okänt."
        return f"{self.name}: saknas."


def may_exist(members: Sequence[PartMember], *, day: date) -> Ruling[Composition]:
    """Answer whether both state members, a region and a municipality are members on ``day``.

    No region is asked for where every municipality belongs to none.
    """
    places = _places(members)
    lacking = tuple(p.name for p in places if p.answer is Existence.NO)
    unsure = tuple(p.name for p in places if p.answer is Existence.UNKNOWN)
    answer = Existence.NO if lacking else Existence.UNKNOWN if unsure else Existence.YES
    reasons = [because(_ASKED, FINSAM_EXISTENCE, day)]
    reasons += [Reason(place.reason) for place in places]
    return Ruling(Composition(answer, lacking, unsure), tuple(reasons), _remarks(day))


def _places(members: Sequence[PartMember]) -> tuple[_Place, ...]:
    by_part = {part: tuple(m for m in members if m.part is part) for part in Part}
    state = [
        _Place(name, tuple(m for m in by_part[Part.STATE] if m.name.casefold() == name.casefold()))
        for name in STATE_MEMBERS
    ]
    towns = by_part[Part.MUNICIPALITY]
    return (*state, _region(by_part[Part.REGION], towns), _Place("Minst en kommun", towns))


def _region(regions: tuple[PartMember, ...], towns: tuple[PartMember, ...]) -> _Place:
    """Ask for a region unless every municipality is outside; one that may be within leaves it open."""
    within = [town for town in towns if not town.is_outside_region]
    asked = Existence.YES
    if len(within) < len(towns) and not any(town.is_sure for town in within):
        asked = Existence.UNKNOWN if within else Existence.NO
    return _Place("Minst en region", regions, asked)


def _remarks(day: date) -> tuple[Reason, ...]:
    remarks = [
        Reason(
            "Att varje del av området täcks av både en kommun och en region prövas inte: vilken "
            "region en kommun tillhör är inte registrerat i Samverk."
        )
    ]
    if day < _NAMED_SINCE:
        text = "Före den 1 januari 2008 var staten andra myndigheter än de som prövas här."
        remarks.append(because(text, FINSAM_EXISTENCE, day))
    return (*unknown_wordings(day, FINSAM_EXISTENCE), *remarks)


_ASKED = (
    "Försäkringskassan, Arbetsförmedlingen, minst en region och minst en kommun ska delta. En region "
    "krävs inte för den del av området vars kommun inte tillhör någon region."
)
_FOUR = (
    PartMember("Försäkringskassan", Part.STATE),
    PartMember("Arbetsförmedlingen", Part.STATE),
    PartMember("Västra Götalandsregionen", Part.REGION),
    PartMember("Lerum", Part.MUNICIPALITY),
)

EXAMPLES = (
    Example(
        may_exist,
        {"members": _FOUR, "day": date(2024, 1, 1)},
        Composition(Existence.YES),
        "räknat för hand: de fyra parterna med en enda kommun",
    ),
    Example(
        may_exist,
        {"members": (*_FOUR[:2], _FOUR[3]), "day": date(2024, 1, 1)},
        Composition(Existence.NO, ("Minst en region",)),
        "räknat för hand: regionen är borta",
    ),
)
