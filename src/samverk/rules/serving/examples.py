"""Worked examples of who serves: a federation's board of eight, and a small council."""

from __future__ import annotations

from datetime import date

from samverk.rules.assembly import Assembly
from samverk.rules.example import Example
from samverk.rules.quorum import Quorum
from samverk.rules.ruling import Ruling
from samverk.rules.serving.admission import admission
from samverk.rules.serving.events import Event, EventKind
from samverk.rules.serving.item import serving_at
from samverk.rules.serving.quorum import item_quorum
from samverk.rules.serving.roster import OrderKind, OrderTerms, Roster, Seat, Substitute

_MEMBERS = (
    "Försäkringskassan",
    "Arbetsförmedlingen",
    "Regionen",
    "Mölndal",
    "Partille",
    "Härryda",
    "Lerum",
    "Alingsås",
)
FEDERATION = Roster(
    Assembly.FEDERATION,
    date(2024, 3, 15),
    tuple(
        Seat(n, n, f"Ledamot {n}", organisation=each, substitutes=(100 + n,))
        for n, each in enumerate(_MEMBERS, start=1)
    ),
    tuple(
        Substitute(100 + n, f"Ersättare {n}", organisation=each)
        for n, each in enumerate(_MEMBERS, start=1)
    ),
    OrderTerms(OrderKind.SAME_MEMBER),
)
COUNCIL = Roster(
    Assembly.COUNCIL,
    date(2024, 3, 18),
    (
        Seat(1, 1, "Ek", "A", "Norra", rank=1, substitutes=(11, 12)),
        Seat(2, 2, "Dal", "A", "Norra", rank=2, substitutes=(12,)),
        Seat(3, 3, "Ås", "A", "Södra", rank=1, substitutes=(13,)),
        Seat(4, 4, "Sten", "B", "Norra", rank=1, substitutes=(14,)),
        Seat(5, 5, "Vik", "B", "Södra", rank=1, substitutes=(14,)),
    ),
    (
        Substitute(11, "Berg", "A", "Norra"),
        Substitute(12, "Lind", "A", "Norra"),
        Substitute(13, "Holm", "A", "Södra"),
        Substitute(14, "Fors", "B", "Norra"),
    ),
    OrderTerms(OrderKind.PARTY_LIST, constituencies={"A": ("Norra", "Södra"), "B": ("Norra",)}),
)


def arrivals(*people: int, item: int = 1) -> tuple[Event, ...]:
    """Call the roll: these are in the room when the item begins."""
    return tuple(Event(EventKind.ARRIVED, person, item) for person in people)


def people_at(roster: Roster, events: tuple[Event, ...], item: int) -> Ruling[tuple[int, ...]]:
    """Answer only who serves at the item, in the order of the seats."""
    ruling = serving_at(roster, events, item)
    return Ruling(ruling.value.people, ruling.reasons, ruling.remarks)


def suggested_at(
    roster: Roster, events: tuple[Event, ...], item: int
) -> Ruling[tuple[int | None, ...]]:
    """Answer only whom the empty seats wait for, in the order of the seats."""
    ruling = serving_at(roster, events, item)
    found = (each.suggestion for each in ruling.value.places if each.suggestion is not None)
    return Ruling(tuple(each.person for each in found), ruling.reasons, ruling.remarks)


_LATE = (*arrivals(1, 2, 4, 11, 13), Event(EventKind.STARTED, 13, 1, seat=3))

EXAMPLES = (
    Example(
        item_quorum,
        {"roster": FEDERATION, "events": arrivals(1, 2, 3, 4, 5), "item": 1},
        Quorum(True, 8, 5, 5),
        "Insjöriket: åtta platser, fem räcker",
    ),
    Example(
        item_quorum,
        {"roster": FEDERATION, "events": arrivals(1, 2, 3, 4, 105), "item": 1},
        Quorum(False, 8, 4, 5),
        "konstruerat: en ersättare räknas först när hon tjänstgör",
    ),
    Example(
        suggested_at,
        {"roster": FEDERATION, "events": arrivals(1, 2, 3, 4, 5, 6, 7, 107), "item": 1},
        (None,),
        "konstruerat: Lerums ersättare kan inte ta Alingsås plats",
    ),
    Example(
        suggested_at,
        {"roster": COUNCIL, "events": arrivals(2, 3, 4, 5, 12, 13), "item": 1},
        (12,),
        "konstruerat: samma valkrets går före en annan",
    ),
    Example(
        suggested_at,
        {"roster": COUNCIL, "events": arrivals(1, 2, 3, 4, 11), "item": 1},
        (None,),
        "konstruerat: ett annat partis ersättare träder inte in, platsen lämnas tom",
    ),
    Example(
        people_at,
        {"roster": COUNCIL, "events": (*_LATE, *arrivals(3, item=2)), "item": 2},
        (1, 2, 3, 4),
        "konstruerat: ledamoten kom sent och tar över från ersättaren",
    ),
    Example(
        admission,
        {
            "roster": COUNCIL,
            "events": _LATE,
            "event": Event(EventKind.STARTED, 11, 1, seat=3),
        },
        False,
        "konstruerat: två ersättare på en plats",
    ),
)
