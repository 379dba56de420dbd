"""Quorum (beslutsförhet): more than half of the members must be present."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.rules.example import Example
from samverk.rules.ruling import Ruling
from samverk.rules.statutes import (
    KL_QUORUM_BOARD,
    KL_QUORUM_CONFLICT,
    KL_QUORUM_COUNCIL,
    because,
    unknown_wordings,
)
from samverk.rules.voting import Body


@dataclass(frozen=True, slots=True)
class Quorum:
    """Beslutsförhet. ``needs`` is the least number present; ``members`` counts seats."""

    is_quorate: bool
    members: int
    present: int
    needs: int


def quorum(
    members: int,
    present: int,
    *,
    body: Body = Body.COUNCIL,
    disqualified: int = 0,
    day: date | None = None,
) -> Ruling[Quorum]:
    """Answer whether a body may handle a matter.

    ``present`` counts members and serving substitutes, also by distance. ``disqualified`` are those
    absent for jäv in this matter; in the council, and only there, they do not break the quorum.
    Raises ValueError for no members, negative counts, or more people than seats.
    """
    if members < 1:
        raise ValueError("Antalet ledamöter ska vara minst 1.")
    if min(present, disqualified) < 0:
        raise ValueError("Antalet närvarande eller jäviga kan inte vara negativt.")
    if present + disqualified > members:
        raise ValueError(f"Fler närvarande och jäviga än de {members} ledamöterna.")
    provision = KL_QUORUM_COUNCIL if body is Body.COUNCIL else KL_QUORUM_BOARD
    counted = present + (disqualified if body is Body.COUNCIL else 0)
    needs = members // 2 + 1
    text = f"Mer än hälften av {members} ledamöter är {needs}; {present} är närvarande."
    reasons = [because(text, provision, day)]
    if disqualified and body is Body.COUNCIL:
        excused = (
            f"{disqualified} är borta för jäv, vilket inte hindrar fullmäktige från att handlägga."
        )
        reasons.append(because(excused, KL_QUORUM_CONFLICT, day))
    cited = (provision, KL_QUORUM_CONFLICT) if len(reasons) > 1 else (provision,)
    value = Quorum(counted >= needs, members, present, needs)
    return Ruling(value, tuple(reasons), unknown_wordings(day, *cited))


EXAMPLES = (
    Example(
        quorum,
        {"members": 51, "present": 26},
        Quorum(True, 51, 26, 26),
        "fullmäktige med 51 platser",
    ),
    Example(
        quorum,
        {"members": 8, "present": 4, "body": Body.BOARD},
        Quorum(False, 8, 4, 5),
        "förbundsstyrelse med 8 ledamöter: hälften räcker inte",
    ),
)
