"""The calculators (lagkalkylatorer): the rules that people call by hand.

The catalogue names them without loading them, so that a command loads one rule only.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from samverk.rules.calculators.base import Calculator


class Entry(NamedTuple):
    """One line of the catalogue (förteckning): enough to list a calculator and to find it."""

    command: str
    slug: str
    title: str


CATALOGUE = (
    Entry("appeal", "overklagandetid", "Överklagandetid och laga kraft"),
    Entry("withdrawal", "uttrade", "Uppsägning och utträde ur ett förbund"),
    Entry("deferral", "aterremiss", "Bordläggning och återremiss"),
    Entry("vote", "omrostning", "Omröstning och utslagsröst"),
    Entry("election", "proportionellt-val", "Proportionellt val"),
    Entry("quorum", "beslutsforhet", "Beslutsförhet"),
    Entry("shares", "andelar", "Parternas andelar av ett förbunds medel"),
    Entry("year", "forbundets-ar", "Förbundets år"),
    Entry("three-months", "tre-manader", "Tre månader från beslut"),
    Entry("diary", "diarienummer", "Läsa ett diarienummer"),
)


def calculator(name: str) -> Calculator:
    """Load the calculator with this command or slug. Raises KeyError for an unknown name."""
    for entry in CATALOGUE:
        if name in (entry.command, entry.slug):
            module = entry.command.replace("-", "_")
            found: Calculator = import_module(f"{__name__}.{module}").CALCULATOR
            return found
    raise KeyError(name)
