"""The ruling on a proportional election: who gets how many seats, and between whom a lot is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samverk.rules.election.allocation import Allocation, allocate
from samverk.rules.election.request import Asked, check_seats, election_request
from samverk.rules.election.wording import places, seat_reasons
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.elections import LPV_LIST_ORDER, LPV_REQUEST, LPV_SUBSTITUTES
from samverk.rules.statutes.provision import because, unknown_wordings


@dataclass(frozen=True, slots=True)
class Tie:
    """Lika jämförelsetal (lottning): ``seats`` of the ``groups`` get one seat each by lot."""

    groups: tuple[str, ...]
    seats: int


@dataclass(frozen=True, slots=True)
class Election:
    """The certain seats of each group (proportionellt val).

    ``tied`` holds what a lot must settle, None when every seat is given. ``threshold`` is how many
    must ask for a proportional election, None when the number present is not known. ``stands`` says
    whether enough did, None when that is not known; False leaves no seats.
    """

    seats: Mapping[str, int]
    threshold: int | None = None
    stands: bool | None = None
    tied: Tie | None = None


def election(
    votes: Mapping[str, int],
    seats: int,
    *,
    asked: Asked | None = None,
    lots: Sequence[str] = (),
    day: date | None = None,
) -> Ruling[Election]:
    """Give the seats of an election to the groups (valsedelsgrupper) by their votes.

    ``asked`` is the request, None where it is not known. ``lots`` are the tied groups in the order
    the lot drew them; it may be shorter than needed, and the rest stays tied. Raises ValueError for
    votes that cannot be, and for lots of groups that have no part in one.
    """
    check_seats(seats)
    _check_votes(votes, asked)
    request = election_request(asked, seats, day=day) if asked else None
    threshold = request.value.threshold if request else None
    stands = request.value.stands if request else None
    before = request.reasons if request else ()
    if stands is False:
        text = "Begäran räcker inte: valet ska inte vara proportionellt och inga platser fördelas."
        reasons = (*before, because(text, LPV_REQUEST, day))
        return Ruling(Election({}, threshold, stands), reasons, unknown_wordings(day, LPV_REQUEST))
    given = allocate(votes, seats)
    won, tied = _by_lot(given, lots)
    value = Election(won, threshold, stands, tied)
    return Ruling(
        value, (*before, *seat_reasons(votes, given, _open_tie(tied), lots)), _remarks(value, day)
    )


def elected(
    found: Election, lists: Mapping[str, Sequence[str]], *, day: date | None = None
) -> Ruling[Mapping[str, tuple[str, ...]]]:
    """Name those chosen from each group's list: the certain seats follow the order of the list.

    Raises ValueError for a list of a group that is not in the election.
    """
    strangers = [group for group in lists if group not in found.seats]
    if strangers:
        raise ValueError(f"{strangers[0]} har en lista men finns inte bland grupperna.")
    names = {group: tuple(listed[: found.seats[group]]) for group, listed in lists.items()}
    text = "Inom gruppen går platserna efter listans ordning."
    short = [
        Reason(f"{group} får {places(found.seats[group])} men listan räcker till {len(chosen)}.")
        for group, chosen in names.items()
        if len(chosen) < found.seats[group]
    ]
    reasons = (because(text, LPV_LIST_ORDER, day),)
    return Ruling(names, reasons, (*unknown_wordings(day, LPV_LIST_ORDER), *short))


def _check_votes(votes: Mapping[str, int], asked: Asked | None) -> None:
    if any(number < 0 for number in votes.values()):
        raise ValueError("Ett röstetal kan inte vara negativt.")
    total = sum(votes.values())
    if not total:
        raise ValueError("Ingen röst är lämnad: alla röstetal är noll.")
    if asked is not None and total > asked.present:
        raise ValueError(f"{total} röster är fler än de {asked.present} närvarande.")


def _by_lot(given: Allocation, lots: Sequence[str]) -> tuple[dict[str, int], Tie | None]:
    """Let the drawn order settle the tie as far as it reaches."""
    strangers = [group for group in lots if group not in given.tied]
    if strangers:
        raise ValueError(f"{strangers[0]} har ingen del i någon lottning.")
    if len(set(lots)) < len(lots):
        raise ValueError("Samma grupp är dragen två gånger i lottningen.")
    drawn = lots[: given.left]
    won = {group: number + (group in drawn) for group, number in given.won.items()}
    # One who is drawn when no seat is left has lost as well, so only the undrawn still wait.
    rest = tuple(group for group in given.tied if group not in lots)
    left = given.left - len(drawn)
    if left and left == len(rest):
        return {group: number + (group in rest) for group, number in won.items()}, None
    return won, Tie(rest, left) if left else None


def _open_tie(tied: Tie | None) -> Reason | None:
    if tied is None:
        return None
    who = " och ".join(tied.groups)
    return Reason(f"Lottning återstår mellan {who} om {places(tied.seats)}.")


def _remarks(found: Election, day: date | None) -> tuple[Reason, ...]:
    cited = [*([LPV_REQUEST] if found.threshold is not None else []), LPV_SUBSTITUTES]
    unread = Reason(
        "8-18 §§ lagen (2022:629) har inte kunnat läsas. Vilka valsedlar som är ogiltiga avgörs av "
        "valförrättaren: räkna bara de giltiga. Proportionellt val kan begäras bara i de val som "
        "lagen räknar upp."
    )
    text = "Ersättare väljs proportionellt bara om ledamöterna valdes så."
    return (*unknown_wordings(day, *cited), unread, because(text, LPV_SUBSTITUTES, day))


EXAMPLES = (
    Example(
        election,
        {"votes": {"A": 17, "B": 5, "C": 5, "G": 4}, "seats": 7},
        Election({"A": 4, "B": 1, "C": 1, "G": 1}),
        "SKR:s exempel: sju platser",
    ),
    Example(
        election,
        {"votes": {"A": 6, "B": 3}, "seats": 2, "asked": Asked(9, 3)},
        Election({"A": 1, "B": 0}, 3, True, Tie(("A", "B"), 1)),
        "konstruerat: 6/2 och 3/1 är lika, lotten avgör den sista platsen",
    ),
    Example(
        election,
        {"votes": {"A": 6, "B": 3}, "seats": 2, "lots": ("B",)},
        Election({"A": 1, "B": 1}),
        "konstruerat: lotten gav B den sista platsen",
    ),
)
