"""Quorum (beslutsförhet): more than half of the members must be present."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from samverk.rules.body import Body
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_QUORUM_BOARD, KL_QUORUM_CONFLICT, KL_QUORUM_COUNCIL
from samverk.rules.statutes.provision import because, unknown_wordings


class Quorum(NamedTuple):
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
    seats = "1 ledamot" if members == 1 else f"{members} ledamöter"
    text = f"Mer än hälften av {seats} är {needs}; {present} är närvarande."
    reasons = [because(text, provision, day)]
    cited = [provision]
    if disqualified and body is Body.COUNCIL:
        text = (
            f"{disqualified} är borta för jäv. Det hindrar inte fullmäktige från att handlägga: "
            f"med dem räknas {counted}."
        )
        reasons.append(because(text, KL_QUORUM_CONFLICT, day))
        cited.append(KL_QUORUM_CONFLICT)
    value = Quorum(counted >= needs, members, present, needs)
    remarks = unknown_wordings(day, *cited) + _exceptions(value, body, disqualified, day)
    return Ruling(value, tuple(reasons), remarks)


def _exceptions(
    found: Quorum, body: Body, disqualified: int, day: date | None
) -> tuple[Reason, ...]:
    """Tell of what could still let the body act, and of what cannot in a board."""
    if body is Body.BOARD:
        text = (
            "I nämnd räknas den som är borta för jäv inte som närvarande. Kommunallagen har ingen "
            "motsvarighet till fullmäktiges undantag; det är Samverks läsning."
        )
        return (Reason(text),) if disqualified else ()
    text = "Fullmäktige får bestämma att interpellationer och frågor besvaras även med färre."
    return () if found.is_quorate else (because(text, KL_QUORUM_COUNCIL, day),)


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
