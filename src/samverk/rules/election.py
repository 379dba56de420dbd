"""Proportional elections in municipalities and regions (proportionellt val), by lag (2022:629).

Seats go one by one to the group with the largest comparison number, and ties are settled by lot.
A lot is drawn by people: the rule says between whom, and takes the drawn order when there is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from heapq import heapify, heapreplace

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes import (
    LPV_LIST_ORDER,
    LPV_REQUEST,
    LPV_SUBSTITUTES,
    because,
    unknown_wordings,
)

# More seats than this are not told one by one.
_TOLD_SEATS = 25


@dataclass(frozen=True, slots=True)
class Tie:
    """Lika jämförelsetal (lottning): ``seats`` of the ``groups`` get one seat each by lot."""

    groups: tuple[str, ...]
    seats: int


@dataclass(frozen=True, slots=True)
class Election:
    """Proportionellt val: the seats of each group, those that are certain.

    ``tied`` holds what a lot must settle, None when every seat is given. ``threshold`` is how many
    must ask for a proportional election, None when the number present is not known. ``stands`` says
    whether enough did, None when that is not known; False leaves no seats.
    """

    seats: Mapping[str, int]
    threshold: int | None = None
    stands: bool | None = None
    tied: Tie | None = None


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
    _check_seats(seats)
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


def _check_seats(seats: int) -> None:
    if seats < 1:
        raise ValueError("Antalet platser ska vara minst 1.")


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
    _check_seats(seats)
    _check_votes(votes, asked)
    request = election_request(asked, seats, day=day) if asked else None
    threshold = request.value.threshold if request else None
    stands = request.value.stands if request else None
    before = request.reasons if request else ()
    if stands is False:
        text = "Begäran räcker inte: valet ska inte vara proportionellt och inga platser fördelas."
        reasons = (*before, because(text, LPV_REQUEST, day))
        return Ruling(Election({}, threshold, stands), reasons, unknown_wordings(day, LPV_REQUEST))
    given = _allocate(votes, seats)
    won, tied = _by_lot(given, lots)
    value = Election(won, threshold, stands, tied)
    return Ruling(value, (*before, *_reasons(votes, given, value, lots)), _remarks(value, day))


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
        Reason(f"{group} får {_places(found.seats[group])} men listan räcker till {len(chosen)}.")
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


@dataclass(frozen=True, slots=True)
class _Allocation:
    """The certain seats, and the groups that share the last number with too few seats left."""

    won: dict[str, int]
    last: Fraction
    tied: tuple[str, ...]
    left: int


def _allocate(votes: Mapping[str, int], seats: int) -> _Allocation:
    """Give the seats above the last number; those that share it too, if there are seats for all.

    A group can have the last number once, as its numbers only fall.
    """
    won = dict.fromkeys(votes, 0)
    queue = [(Fraction(-number), group) for group, number in votes.items() if number]
    heapify(queue)
    above: list[tuple[Fraction, str]] = []
    for _ in range(seats):
        number, group = queue[0]
        above.append((-number, group))
        won[group] += 1
        heapreplace(queue, (Fraction(-votes[group], won[group] + 1), group))
    last = above[-1][0]
    waiting = [group for number, group in queue if -number == last]
    if not waiting:
        return _Allocation(won, last, (), 0)
    sharing = [group for number, group in above if number == last]
    for group in sharing:
        won[group] -= 1
    tied = tuple(group for group in votes if group in {*sharing, *waiting})
    return _Allocation(won, last, tied, len(sharing))


def _by_lot(given: _Allocation, lots: Sequence[str]) -> tuple[dict[str, int], Tie | None]:
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


def _reasons(
    votes: Mapping[str, int], given: _Allocation, found: Election, lots: Sequence[str]
) -> list[Reason]:
    text = (
        "Platserna fördelas en i taget till den grupp som har störst jämförelsetal: gruppens "
        "röster delade med 1, 2, 3 och så vidare. Så räknar SKR:s exempel till lagen (2022:629)."
    )
    reasons = [Reason(text), *_told_seats(votes, given)]
    if given.tied:
        text = (
            f"{' och '.join(given.tied)} har samma jämförelsetal, {_number(given.last)}, och "
            f"{_places(given.left)} återstår: lotten avgör."
        )
        reasons.append(Reason(text))
    if lots:
        text = f"Lottens ordning: {', '.join(lots)}."
        reasons.append(Reason(text))
    if found.tied:
        text = (
            f"Lottning återstår mellan {' och '.join(found.tied.groups)} om "
            f"{_places(found.tied.seats)}."
        )
        reasons.append(Reason(text))
    return reasons


def _told_seats(votes: Mapping[str, int], given: _Allocation) -> list[Reason]:
    """List the comparison numbers that won a certain seat, the largest first."""
    if sum(given.won.values()) > _TOLD_SEATS:
        return [Reason(f"Den sista platsen tas med jämförelsetalet {_number(given.last)}.")]
    taken = [
        (Fraction(votes[group], divisor), group, divisor)
        for group, number in given.won.items()
        for divisor in range(1, number + 1)
    ]
    taken.sort(key=lambda each: -each[0])
    told = [f"{group} {votes[group]}/{divisor} = {_number(q)}" for q, group, divisor in taken]
    return [Reason(f"Jämförelsetalen i fallande ordning: {', '.join(told)}.")] if told else []


def _number(value: Fraction) -> str:
    """Write a comparison number: whole, or rounded to two decimals after a Swedish comma."""
    if value.denominator == 1:
        return str(value.numerator)
    rounded = f"{float(value):.2f}".rstrip("0").rstrip(".")
    mark = "" if Fraction(rounded) == value else "cirka "
    return mark + rounded.replace(".", ",")


def _places(number: int) -> str:
    return "en plats" if number == 1 else f"{number} platser"


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
    Example(
        election_request,
        {"asked": Asked(51, 6), "seats": 7},
        ElectionRequest(7, False),
        "konstruerat: 51 delat med 8 blir 7 avrundat uppåt, sex räcker inte",
    ),
)
