"""Kinds of cost that a federation may not pay: they belong to the parties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_TASKS

OTHER_COST = "Annan kostnad"


@dataclass(frozen=True, slots=True)
class CostKind:
    """A kind of cost (kostnadsslag): whether a federation may pay it, and by what source."""

    name: str
    is_eligible: bool
    source: str


_ADVICE = "Nationella rådets vägledning om förmåner till enskilda; prop. 2002/03:132 s. 76"
# The list can be changed by each federation: these stand in it from the start
DEFAULT_KINDS = (
    CostKind("Personal", True, "Förbundets egen lista"),
    CostKind("Lokal", True, "Förbundets egen lista"),
    CostKind("Material", True, "Förbundets egen lista"),
    CostKind(OTHER_COST, True, "Förbundets egen lista"),
    CostKind("Busskort och reseersättning till deltagare", False, _ADVICE),
    CostKind("Ersättning eller bidrag till enskild", False, _ADVICE),
    CostKind("Tolk", False, _ADVICE),
)


def kinds_now(own: Iterable[CostKind]) -> dict[str, CostKind]:
    """Answer the list that holds, by name in lower case: the defaults, changed by one's own, in order."""
    return {kind.name.casefold(): kind for kind in (*DEFAULT_KINDS, *own)}


def ineligible(names: Iterable[str], known: Mapping[str, CostKind]) -> Ruling[tuple[CostKind, ...]]:
    """Answer which kinds among ``names`` a federation may not pay. An unknown kind is not judged."""
    found = {name.casefold(): known.get(name.casefold()) for name in names}
    barred = tuple(kind for kind in found.values() if kind and not kind.is_eligible)
    reasons = tuple(
        Reason(f"{kind.name}: betalas av parterna ({kind.source}).", FINSAM_TASKS.on(None))
        for kind in barred
    )
    return Ruling(barred, reasons or (Reason("Inget kostnadsslag är undantaget."),))
