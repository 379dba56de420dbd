"""The seats that by-laws give each member in the federation's board, and the quorum they lead to (10 §)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samverk.rules.body import Body
from samverk.rules.example import Example
from samverk.rules.quorum import quorum
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_BOARD_PROCEDURE, FINSAM_REPRESENTED
from samverk.rules.statutes.provision import because, unknown_wordings


@dataclass(frozen=True, slots=True)
class Seats:
    """A member's seats (platser): ``members`` are ledamöter, ``substitutes`` ersättare."""

    members: int
    substitutes: int

    def __post_init__(self) -> None:
        if min(self.members, self.substitutes) < 0:
            raise ValueError("Antalet platser kan inte vara negativt.")


@dataclass(frozen=True, slots=True)
class BoardSeats:
    """Styrelsens platser. All is None until every member's seats are known; ``faults`` break 10 §.

    ``needs`` is the least number that must be present for the board to decide.
    """

    members: int | None
    substitutes: int | None
    needs: int | None
    faults: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def board_seats(seats: Mapping[str, Seats | None], *, day: date) -> Ruling[BoardSeats]:
    """Add up the seats and test them: each member at least one of each, and as many of both.

    ``seats`` are by member; None where the by-laws are not known to give any. ValueError without
    members.
    """
    if not seats:
        raise ValueError("Ange minst en medlem.")
    known = {name: found for name, found in seats.items() if found is not None}
    missing = tuple(name for name in seats if seats[name] is None)
    members = sum(one.members for one in known.values())
    substitutes = sum(one.substitutes for one in known.values())
    faults = _faults(known)
    if not missing and members != substitutes:
        faults += (
            f"Ersättarna är {substitutes} men ledamöterna {members}: de ska vara lika många.",
        )
    reasons = (
        because(_EACH, FINSAM_REPRESENTED, day),
        *(because(fault, FINSAM_REPRESENTED, day) for fault in faults),
    )
    remarks = unknown_wordings(day, FINSAM_REPRESENTED)
    if missing:
        text = f"Platser är inte registrerade för {', '.join(missing)}: inget antal kan räknas."
        value = BoardSeats(None, None, None, faults, missing)
        return Ruling(value, (*reasons, Reason(text)), remarks)
    if not members:
        return Ruling(BoardSeats(0, substitutes, None, faults), reasons, remarks)
    present = quorum(members, 0, body=Body.BOARD).value
    text = f"Mer än hälften av {members} ledamöter ska vara närvarande: {present.needs}."
    value = BoardSeats(members, substitutes, present.needs, faults)
    why = because(text, FINSAM_BOARD_PROCEDURE, day)
    remarks += unknown_wordings(day, FINSAM_BOARD_PROCEDURE)
    return Ruling(value, (*reasons, why), remarks)


def _faults(known: Mapping[str, Seats]) -> tuple[str, ...]:
    told = []
    for name, found in known.items():
        if found.members < 1:
            told.append(f"{name} har ingen ledamot.")
        if found.substitutes < 1:
            told.append(f"{name} har ingen ersättare.")
    return tuple(told)


_EACH = "Varje medlem ska ha minst en ledamot och en ersättare, och ersättarna vara lika många."
_EIGHT = dict.fromkeys("ABCDEFGH", Seats(1, 1))

EXAMPLES = (
    Example(
        board_seats,
        {"seats": _EIGHT, "day": date(2024, 1, 1)},
        BoardSeats(8, 8, 5),
        "räknat för hand: åtta medlemmar med en plats var",
    ),
    Example(
        board_seats,
        {"seats": {"Staden": Seats(1, 1), "Byn": Seats(0, 1)}, "day": date(2024, 1, 1)},
        BoardSeats(
            1,
            2,
            1,
            (
                "Byn har ingen ledamot.",
                "Ersättarna är 2 men ledamöterna 1: de ska vara lika många.",
            ),
        ),
        "konstruerat: en kommun företräds av en annan",
    ),
)
