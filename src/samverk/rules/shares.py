"""The parties' shares of a federation's funding: half, quarter, quarter, and their splits.

The state answers for half, the regions together for a quarter and the municipalities together for
a quarter (5 §). How municipalities split theirs is what they agree on: the law has no population
rule, so the weights are the caller's. 5 a § covers a municipality outside every region.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from samverk.rules.apportionment import apportion, tied_remainders
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_OUTSIDE_REGION, FINSAM_SHARES
from samverk.rules.statutes.provision import because, unknown_wordings

_PARTY_WEIGHTS = {"state": 2, "region": 1, "municipalities": 1}


@dataclass(frozen=True, slots=True)
class Shares:
    """Parternas andelar in whole kronor; ``state`` + ``region`` + the municipalities is the total.

    ``region`` is the regions' part together and ``regions`` its split by name. A municipality
    outside every region stands in both splits when a region takes part (5 a § second paragraph).
    """

    state: int
    region: int
    municipalities: Mapping[str, int] = field(default_factory=dict)
    regions: Mapping[str, int] = field(default_factory=dict)


def shares(
    total: int,
    population: Mapping[str, int],
    *,
    regions: Mapping[str, int] | None = None,
    outside_region: Mapping[str, int] | None = None,
    day: date | None = None,
) -> Ruling[Shares]:
    """Divide ``total`` kronor among state, regions and municipalities.

    ``population`` holds the weights of all municipalities. ``regions`` holds the weights that split
    the regions' part; it may be left out when one region takes part, or none.
    ``outside_region`` holds those of the municipalities that belong to no region, with their weight
    in the regions' split. Raises ValueError for a negative total, a weight below one, a member
    outside but missing from ``population``, or a split among regions without weights.
    """
    outside = dict(outside_region or {})
    _check_names(population, dict(regions or {}), outside)
    if not regions and set(outside) == set(population):
        return _without_region(total, population, day)
    parties = apportion(total, _PARTY_WEIGHTS)
    value = Shares(
        parties["state"],
        parties["region"],
        apportion(parties["municipalities"], population),
        apportion(parties["region"], {**regions, **outside}) if regions else {},
    )
    return Ruling(
        value,
        (
            *_party_reasons(total, day),
            *_region_reasons(parties["region"], {**(regions or {}), **outside}, day),
            *_outside_reasons(outside, day),
            *_split_reasons(parties["municipalities"], population, day),
        ),
        _remarks(day, with_outside=bool(outside)),
    )


def _check_names(
    population: Mapping[str, int], regions: Mapping[str, int], outside: Mapping[str, int]
) -> None:
    strangers = [name for name in outside if name not in population]
    if strangers:
        raise ValueError(f"{strangers[0]} står utanför region men finns inte bland kommunerna.")
    if set(outside) & set(regions):
        raise ValueError("Samma namn anges både som region och som kommun utanför region.")
    if outside and not regions and set(outside) != set(population):
        raise ValueError("Ange regionerna när bara en del av kommunerna står utanför region.")


def _without_region(total: int, population: Mapping[str, int], day: date | None) -> Ruling[Shares]:
    """5 a § first paragraph: no region takes part, so the municipality pays half."""
    municipal = total // 2
    text = "En kommun som inte tillhör någon region bidrar med hälften när ingen region deltar."
    odd = Reason("Den udda kronan läggs på staten. Det är Samverks ordning, inte lagens.")
    return Ruling(
        Shares(total - municipal, 0, apportion(municipal, population)),
        (
            because(text, FINSAM_OUTSIDE_REGION, day),
            *([odd] if total % 2 else []),
            *_split_reasons(municipal, population, day),
        ),
        _remarks(day, with_outside=True),
    )


def _party_reasons(total: int, day: date | None) -> tuple[Reason, ...]:
    text = (
        "Staten bidrar med hälften, regionerna tillsammans med en fjärdedel och kommunerna "
        "tillsammans med en fjärdedel."
    )
    uneven = Reason(
        "Totalen går inte jämnt upp: kronorna som blir över går till de största resterna, "
        "vid lika rest till staten först och därefter till kommunerna. "
        "Lagen säger inget om avrundning; det är Samverks ordning."
    )
    return (because(text, FINSAM_SHARES, day), *([uneven] if total % 4 else []))


def _region_reasons(
    amount: int, weights: Mapping[str, int], day: date | None
) -> tuple[Reason, ...]:
    if len(weights) < 2:
        return ()
    text = "Regionerna fördelar sin del som de kommer överens om; här efter de tal som angetts."
    return (because(text, FINSAM_SHARES, day), *_tie(amount, weights))


def _tie(amount: int, weights: Mapping[str, int]) -> tuple[Reason, ...]:
    """Say who were told apart by the tie-break; empty when nobody was."""
    tied = tied_remainders(amount, weights)
    text = f"Lika rest för {', '.join(tied)}: det större talet går före, därefter bokstavsordning."
    return (Reason(text),) if tied else ()


def _outside_reasons(outside: Mapping[str, int], day: date | None) -> tuple[Reason, ...]:
    if not outside:
        return ()
    text = (
        f"{', '.join(outside)} tillhör ingen region: räknas bland kommunerna och "
        "dessutom som region när regionernas del fördelas."
    )
    return (because(text, FINSAM_OUTSIDE_REGION, day),)


def _split_reasons(
    amount: int, population: Mapping[str, int], day: date | None
) -> tuple[Reason, ...]:
    if len(population) == 1:
        return (because("En ensam kommun bär hela kommunernas del.", FINSAM_SHARES, day),)
    text = "Kommunerna fördelar sin del som de kommer överens om; här efter de tal som angetts."
    method = (
        "Avrundat till hela kronor med största rest: varje del avrundas nedåt och kronorna som "
        "blir över går till de största resterna, så att summan stämmer. Metoden är Samverks val."
    )
    return (because(text, FINSAM_SHARES, day), Reason(method), *_tie(amount, population))


def _remarks(day: date | None, *, with_outside: bool) -> tuple[Reason, ...]:
    provisions = (FINSAM_SHARES, FINSAM_OUTSIDE_REGION) if with_outside else (FINSAM_SHARES,)
    return unknown_wordings(day, *provisions)


POPULATION_2023 = {
    "Alingsås": 42382,
    "Härryda": 39875,
    "Lerum": 43706,
    "Mölndal": 70534,
    "Partille": 40730,
}

EXAMPLES = (
    Example(
        shares,
        {"total": 14_300_000, "population": POPULATION_2023},
        Shares(
            7_150_000,
            3_575_000,
            {
                "Alingsås": 638_695,
                "Härryda": 600_915,
                "Lerum": 658_647,
                "Mölndal": 1_062_944,
                "Partille": 613_799,
            },
        ),
        "folkmängd 31 december 2023 enligt SCB; kontrollräknat för hand",
    ),
    Example(
        shares,
        {"total": 1_000, "population": {"Ön": 1}, "outside_region": {"Ön": 1}},
        Shares(500, 0, {"Ön": 500}),
        "konstruerat: kommun utanför region, ingen region deltar",
    ),
    Example(
        shares,
        {
            "total": 1_000,
            "population": {"Fastlandet": 3, "Ön": 1},
            "regions": {"Regionen": 3},
            "outside_region": {"Ön": 1},
        },
        Shares(500, 250, {"Fastlandet": 188, "Ön": 62}, {"Regionen": 188, "Ön": 62}),
        "konstruerat: kommun utanför region bredvid en region",
    ),
)
