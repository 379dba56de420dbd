"""Who may repeal a decision (upphäva): the body that took it, or one that it stands under.

An appeal is another thing: what a court annuls is a fact of legal force, not a repeal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_BOARD_COMMITTEES, KL_BOARD_DECIDES, KL_COUNCIL_DECIDES
from samverk.rules.statutes.provision import because, unknown_wordings


class Place(Enum):
    """Where a body stands in its organisation (ställning)."""

    COUNCIL = "fullmäktige"
    HEAD = "ledning"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Body:
    """A body (organ) as the rule needs it; ``parent`` is the id of the body it is a committee of."""

    id: int
    organisation: int
    name: str
    place: Place = Place.UNDER
    parent: int | None = None


def may_repeal(repealing: Body | None, deciding: Body | None, day: date | None) -> Ruling[bool]:
    """Answer whether one body may repeal what the other decided, by the law on ``day``.

    A body is None where the source prints none: then nobody can say, and the answer is no. A
    council's yes has a remark, since the kind of matter, which is not known here, may forbid it.
    """
    if repealing is None or deciding is None:
        text = "Källan anger inte vilket organ som beslutade: då går det inte att se vem som får upphäva."
        return Ruling(False, (Reason(text),))
    if repealing.organisation != deciding.organisation:
        text = (
            "Bara samma organisation upphäver sitt beslut. Domstols upphävande registreras"
            " under laga kraft."
        )
        return Ruling(False, (Reason(text),))
    if repealing.id == deciding.id:
        return Ruling(True, (Reason(f"{repealing.name} upphäver sitt eget beslut."),))
    return _within(repealing, deciding, day)


def _within(repealing: Body, deciding: Body, day: date | None) -> Ruling[bool]:
    if deciding.parent == repealing.id:
        text = f"{deciding.name} beslutar på uppdrag av {repealing.name}."
        return _by_law(text, day, allowed=True)
    if repealing.place is Place.HEAD:
        return Ruling(True, (Reason("Myndighetens ledning ansvarar för allt den beslutar."),))
    if repealing.place is Place.COUNCIL:
        return _council_over(deciding, day)
    return _by_law(_no_over(repealing, deciding), day, allowed=False)


def _council_over(deciding: Body, day: date | None) -> Ruling[bool]:
    reason = because(
        "Fullmäktige beslutar i viktiga ärenden och ger nämnderna deras uppdrag.",
        KL_COUNCIL_DECIDES,
        day,
    )
    limit = because(
        f"Har {deciding.name} beslutat i en fråga som den har enligt lag får fullmäktige inte"
        " besluta i dess ställe. Läs protokollet.",
        KL_BOARD_DECIDES,
        day,
    )
    unknown = unknown_wordings(day, KL_COUNCIL_DECIDES, KL_BOARD_DECIDES)
    return Ruling(True, (reason,), (limit, *unknown))


def _no_over(repealing: Body, deciding: Body) -> str:
    if deciding.place is Place.COUNCIL:
        return (
            f"Bara fullmäktige upphäver fullmäktiges beslut. {repealing.name} kan föreslå det:"
            " välj föreslår upphävande."
        )
    return (
        f"{repealing.name} får inte upphäva vad {deciding.name} har beslutat: organet upphäver bara"
        " sina egna beslut och dem som fattas på dess uppdrag."
    )


def _by_law(text: str, day: date | None, *, allowed: bool) -> Ruling[bool]:
    provision = KL_BOARD_COMMITTEES if allowed else KL_BOARD_DECIDES
    return Ruling(allowed, (because(text, provision, day),), unknown_wordings(day, provision))
