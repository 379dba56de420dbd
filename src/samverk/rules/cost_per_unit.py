"""What one of something cost: an amount divided by a count whose unit is named, and never without it.

The division: öre divided by the count, rounded half up to whole öre. What is left is kept, so that
the amount can be had back. No statute says how a cost per unit is computed: the rule is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.agreements.stretches import Span
from samverk.rules.amounts import kr, rounded
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date


class Unit(StrEnum):
    """What is counted (enhet), in Swedish as it stands after "per"."""

    INTERVENTION = "insats"
    PARTICIPATION = "deltagande"
    START = "påbörjat deltagande"
    END = "avslutat deltagande"
    COMPLETION = "fullföljt deltagande"
    GOAL = "deltagande som nådde sina mål"
    TO_WORK = "deltagande som ledde till arbete eller studier"
    VISIT = "besök"
    PLACE_DAY = "finansierad platsdag"
    REFERRAL = "remiss"
    RETURN = "återremiss"
    LAPSE = "remiss utan svar"
    REMOVAL = "avförd köplats"


# A place is nobody: few of them tell of no person
NOT_OF_PEOPLE = frozenset({Unit.PLACE_DAY})


class Lack(StrEnum):
    """Why there is no answer (varför talet saknas)."""

    UNKNOWN = "okänt"
    FEW = "för få"
    NONE = "ingen att dela på"


class Holds(StrEnum):
    """How an answer holds (hur talet gäller)."""

    EXACTLY = ""
    AT_LEAST = "minst"
    AT_MOST = "högst"


@dataclass(frozen=True, slots=True)
class Cost:
    """What something cost in a period (kostnad), in öre; ``ore`` None when it is not known.

    ``lacking`` says why it is not. ``is_part`` is whether more may come for the period.
    """

    ore: int | None
    span: Span | None = None
    source: str = ""
    lacking: str = ""
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """How many of a unit there were in a period (antal); ``count`` None when it is not known or shown.

    ``is_withheld`` is whether it is known but so small that it is not shown; ``lacking`` says why.
    """

    unit: Unit
    count: int | None
    span: Span | None = None
    source: str = ""
    lacking: str = ""
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class PerUnit:
    """A cost for each of a unit (kostnad per enhet), in öre: ``each`` times ``count``, and ``rest``."""

    unit: Unit
    each: int
    count: int
    rest: int = 0
    holds: Holds = Holds.EXACTLY


def cost_per_unit(cost: Cost, number: Number, threshold: int) -> Ruling[PerUnit | Lack]:
    """Divide a cost among a number of units.

    A part that is missing gives no answer; nor does a number of people under ``threshold``. A cost and
    a number that grow with the days need not be of the same ones: of more days the number is no
    smaller, and the answer holds as a bound. Raises ValueError for a negative count and a threshold
    under 1.
    """
    _check(number, threshold)
    if (told := _few(number, threshold)) is not None:
        return told
    if number.count is None or cost.ore is None or cost.span is None or number.span is None:
        return Ruling(Lack.UNKNOWN, _lacking(cost, number))
    holds = _holds(cost, cost.span, number.span)
    if cost.ore < 0 or holds is None:
        return Ruling(Lack.UNKNOWN, (Reason(_not_to_divide(cost.ore, cost.span, number.span)),))
    each = rounded(cost.ore, number.count)
    found = PerUnit(number.unit, each, number.count, cost.ore - each * number.count, holds)
    return Ruling(found, _reasons(cost, number, found), _remarks(cost, number, found))


def _few(number: Number, threshold: int) -> Ruling[Lack] | None:
    """Answer why a number is none to divide by, whatever the cost; None when it may be."""
    if number.is_withheld:
        return Ruling(
            Lack.FEW, (Reason(number.lacking or "Antalet är så litet att det inte visas."),)
        )
    if number.count == 0:
        text = f"Antalet är 0 ({number.unit}): det finns inget att dela."
        return Ruling(Lack.NONE, (Reason(text),))
    if number.count and number.count < threshold and number.unit not in NOT_OF_PEOPLE:
        text = (
            f"Antalet är under {threshold}: en kostnad för var och en skulle kunna visa vem det är."
        )
        return Ruling(Lack.FEW, (Reason(text),))
    return None


def _check(number: Number, threshold: int) -> None:
    if threshold < 1:
        raise ValueError("Gränsen ska vara minst 1.")
    if number.count is not None and number.count < 0:
        raise ValueError("Antal kan inte vara negativa.")


def _lacking(cost: Cost, number: Number) -> tuple[Reason, ...]:
    found = []
    if cost.ore is None or cost.span is None:
        found.append(Reason(cost.lacking or "Kostnaden är inte känd."))
    if number.count is None or number.span is None:
        found.append(Reason(number.lacking or f"Antalet är inte känt ({number.unit})."))
    return tuple(found)


def _holds(cost: Cost, paid: Span, counted: Span) -> Holds | None:
    """Answer how a quotient holds for the days that are paid; None when it bounds nothing.

    More may be to pay, and of more days at least as many are counted: both make the answer a least.
    Fewer days counted make it a most.
    """
    if counted.common(paid) == paid:
        is_least = cost.is_part or counted != paid
        return Holds.AT_LEAST if is_least else Holds.EXACTLY
    if paid.common(counted) == counted and not cost.is_part:
        return Holds.AT_MOST
    return None


def _days(span: Span) -> str:
    return f"{running_date(span.from_date)} till {running_date(span.to_date)}"


def _not_to_divide(ore: int, paid: Span, counted: Span) -> str:
    if ore < 0:
        return f"Kostnaden är {kr(ore)}: rättelserna är större än det som är attesterat."
    return (
        f"Kostnaden gäller {_days(paid)} och antalet {_days(counted)}:"
        " de går inte att dela med varandra."
    )


def _reasons(cost: Cost, number: Number, found: PerUnit) -> tuple[Reason, ...]:
    assert cost.ore is not None
    assert cost.span is not None
    assert number.span is not None
    rest = f" {kr(found.rest)} blir över." if found.rest else ""
    if found.rest < 0:
        rest = f" Avrundningen gör summan {kr(-found.rest)} högre."
    return (
        Reason(
            f"Kostnad: {kr(cost.ore)}, {_days(cost.span)}. Källa: {cost.source or 'inte angiven'}."
        ),
        Reason(
            f"Antal: {found.count} ({number.unit}), {_days(number.span)}."
            f" Källa: {number.source or 'inte angiven'}."
        ),
        Reason(
            f"{kr(cost.ore)} delat med {found.count} är {kr(found.each)}, avrundat till närmaste öre,"
            f" ett halvt öre uppåt.{rest}"
        ),
    )


def _remarks(cost: Cost, number: Number, found: PerUnit) -> tuple[Reason, ...]:
    told = []
    if cost.is_part:
        told.append("Mer kan tillkomma för perioden: kostnaden är minst så hög.")
    if cost.span != number.span:
        way = "längre" if found.holds is Holds.AT_LEAST else "kortare"
        told.append(
            f"Antalet är räknat på {way} tid än kostnaden: kostnaden för var och en är"
            f" {found.holds} så hög."
        )
    if number.unit not in NOT_OF_PEOPLE:
        told.append("En person kan räknas flera gånger: det är ingen kostnad per person.")
    return tuple(map(Reason, told))


_YEAR = Span(date(2022, 1, 1), date(2022, 12, 31))
_CITED = Span(date(2017, 1, 1), date(2020, 3, 14))


# As the usual policy of disclosure has it
_FIVE = 5


def _paid(ore: int, span: Span = _YEAR) -> Cost:
    return Cost(ore, span, "handlingen")


EXAMPLES = (
    Example(
        cost_per_unit,
        {
            "cost": _paid(150_000_000),
            "number": Number(Unit.INTERVENTION, 80, _YEAR),
            "threshold": _FIVE,
        },
        PerUnit(Unit.INTERVENTION, 1_875_000, 80),
        "Härryda kommuns handling 2022: 1,5 mnkr för 80 insatser",
    ),
    Example(
        cost_per_unit,
        {
            "cost": _paid(206_080_000, _CITED),
            "number": Number(Unit.PARTICIPATION, 255, _CITED),
            "threshold": _FIVE,
        },
        PerUnit(Unit.PARTICIPATION, 808_157, 255, -35),
        "räknat för hand: 644 tkr om året i 3,2 år för Alingsås 255 deltaganden, 8,1 tkr vart",
    ),
    Example(
        cost_per_unit,
        {
            "cost": _paid(206_080_000, _CITED),
            "number": Number(Unit.PARTICIPATION, 83, _CITED),
            "threshold": _FIVE,
        },
        PerUnit(Unit.PARTICIPATION, 2_482_892, 83, -36),
        "räknat för hand: samma kostnad för de 83 i Balder och Individsamverkansteamet, 24,8 tkr",
    ),
    Example(
        cost_per_unit,
        {"cost": _paid(50_000_00), "number": Number(Unit.TO_WORK, 4, _YEAR), "threshold": _FIVE},
        Lack.FEW,
        "konstruerat: under gränsen räknas inget ut",
    ),
    Example(
        cost_per_unit,
        {"cost": _paid(50_000_00), "number": Number(Unit.COMPLETION, None), "threshold": _FIVE},
        Lack.UNKNOWN,
        "konstruerat: ett antal som ingen har redovisat är inte noll",
    ),
)
