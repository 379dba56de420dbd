"""The request for a proportional election (begäran om proportionellt val)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.rules.example import Example
from samverk.rules.ruling import Ruling
from samverk.rules.statutes.elections import LPV_REQUEST
from samverk.rules.statutes.provision import because, unknown_wordings


@dataclass(frozen=True, slots=True)
class Asked:
    """Begäran om proportionellt val (begärt val): by how many of how many present.

    ``present`` counts all present, also those who will not vote. ``requesters`` is None until they
    are counted. Raises ValueError for counts that cannot be.
    """

    present: int
    requesters: int | None = None

    def __post_init__(self) -> None:
        if self.present < 1:
            raise ValueError("Antalet närvarande ska vara minst 1.")
        if self.requesters is not None and not 0 <= self.requesters <= self.present:
            raise ValueError(f"Antalet som begär valet ska vara 0-{self.present}, de närvarande.")


@dataclass(frozen=True, slots=True)
class ElectionRequest:
    """Prövad begäran (begäran om proportionellt val); ``stands`` is None until it is counted."""

    threshold: int
    stands: bool | None


def election_request(
    asked: Asked, seats: int, *, day: date | None = None
) -> Ruling[ElectionRequest]:
    """Answer how many must ask for a proportional election, and whether enough did.

    Raises ValueError for no seats.
    """
    check_seats(seats)
    present, requesters = asked.present, asked.requesters
    threshold = -(-present // (seats + 1))
    stands = None if requesters is None else requesters >= threshold
    text = (
        f"{present} närvarande delat med {seats + 1}, ett mer än antalet platser, avrundat uppåt: "
        f"{threshold} behöver begära proportionellt val. Även den som inte röstar räknas."
    )
    reasons = [because(text, LPV_REQUEST, day)]
    if requesters is not None:
        told = "minst så många" if stands else f"färre än {threshold}"
        reasons.append(because(f"{requesters} begär det, {told}.", LPV_REQUEST, day))
    value = ElectionRequest(threshold, stands)
    return Ruling(value, tuple(reasons), unknown_wordings(day, LPV_REQUEST))


def check_seats(seats: int) -> None:
    """Raise ValueError when there is nothing to elect to."""
    if seats < 1:
        raise ValueError("Antalet platser ska vara minst 1.")


EXAMPLES = (
    Example(
        election_request,
        {"asked": Asked(51, 6), "seats": 7},
        ElectionRequest(7, False),
        "konstruerat: 51 delat med 8 blir 7 avrundat uppåt, sex räcker inte",
    ),
)
