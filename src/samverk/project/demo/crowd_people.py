"""The many invented persons of the party's demo, so that its figures rest on enough: who they are.

Numbers are of Skatteverket's test range: birth numbers 980 to 999, which no person has.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from samverk.project.demo.party_catalogue import GARDEN, WORKSHOP
from samverk.project.demo.party_people import EXAMPLES, Invented

WOMEN = (
    *("Alva", "Britt", "Cilla", "Disa", "Elvira", "Fanny", "Gunhild", "Hilma", "Inez", "Julia"),
    *("Kajsa", "Lova", "Mona", "Nanna", "Olga", "Pernilla", "Ronja", "Stella", "Tindra", "Ulrika"),
)
MEN = (
    *("Arne", "Bertil", "Casper", "Douglas", "Edvin", "Frans", "Gösta", "Harald", "Isak", "Jonte"),
    *("Kalle", "Ludvig", "Mattis", "Noel", "Olle", "Paul", "Ragnar", "Sture", "Truls", "Urban"),
)
BEGINS = ("Al", "Björk", "Dal", "Ek", "Frost", "Gran", "Häger", "Klöver", "Lind", "Måne", "Stjärn")
ENDS = ("backa", "bäck", "gläntan", "holma", "kulla", "landa", "mosse", "skog", "tjärn", "vassen")
# Days are counted from the first day of the demo's history to the day it is loaded
SPAN = 1_180


@dataclass(frozen=True, slots=True)
class Town:
    """A delivery's crowd: how many are referred a year, its places, from whom and where they live.

    ``first_rush`` is how many came in its first months, when it took over from others. Senders and
    homes are slugs with how many of a hundred.
    """

    delivery: str
    a_year: int
    first_rush: int
    places: int
    senders: dict[str, int]
    homes: dict[str, int]
    seed: int


TOWNS = (
    Town(
        WORKSHOP,
        68,
        45,
        21,
        {
            "alingsas": 40,
            "forsakringskassan": 22,
            "arbetsformedlingen": 19,
            "vgr": 15,
            "lerum": 4,
        },
        {"alingsas": 76, "lerum": 9, "harryda": 9, "molndal": 6},
        7,
    ),
    Town(
        GARDEN,
        36,
        14,
        10,
        {"lerum": 50, "forsakringskassan": 20, "arbetsformedlingen": 20, "vgr": 10},
        {"lerum": 82, "harryda": 11, "alingsas": 7},
        4,
    ),
)


@dataclass(frozen=True, slots=True)
class Somebody(Invented):
    """One of the crowd: who, from which authority and home (slugs), referred on which day.

    ``follows`` says whether they let themselves be followed up.
    """

    sender: str
    home: str
    day: int
    follows: bool


def crowds(first: date) -> Iterator[tuple[Town, list[Somebody]]]:
    """Give those who are referred to each delivery, in the order they come; the same every time."""
    taken = {(one.born, one.number) for one in EXAMPLES}
    for town in TOWNS:
        luck = random.Random(town.seed)  # noqa: S311 (an example, no secret)
        days = list(_days(town, luck))
        yield town, [_somebody(town, first, day, luck, taken) for day in days]


def _days(town: Town, luck: random.Random) -> Iterator[int]:
    """Give the days that referrals come: many at first, and then at an even pace."""
    yield from sorted(luck.randrange(100) for _ in range(town.first_rush))
    at = 60.0
    while (at := at + luck.expovariate(town.a_year / 365)) < SPAN:
        yield int(at)


def _somebody(
    town: Town, first: date, day: int, luck: random.Random, taken: set[tuple[date, int]]
) -> Somebody:
    given = luck.choice((WOMEN, MEN))
    # Most are young. An even birth number is a woman's
    days_old = int(365.25 * luck.triangular(18.2, 61, 27))
    born = first + timedelta(day - days_old)
    number = luck.randrange(980 + (given is MEN), 1000, 2)
    while (born, number) in taken:
        born -= timedelta(1)
    taken.add((born, number))
    name = f"Exempel {luck.choice(given)} {luck.choice(BEGINS)}{luck.choice(ENDS)}"
    return Somebody(
        name,
        born,
        number,
        _one_of(town.senders, luck),
        _one_of(town.homes, luck),
        day,
        _yes(luck, 86),
    )


def _one_of(shares: dict[str, int], luck: random.Random) -> str:
    return luck.choices(tuple(shares), tuple(shares.values()))[0]


def _yes(luck: random.Random, of_a_hundred: int) -> bool:
    return luck.random() * 100 < of_a_hundred
