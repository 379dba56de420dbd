"""The proof that goes with published tables: anybody can check it, without a solver.

It holds no hidden value and nothing that depends on one, except what the strongest attacker is already
taken to know: so it may be published too. Its tables are made up, and fit all that is published.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from samverk.analytics.disclosure.attack import View
from samverk.analytics.disclosure.linear import sums_hold
from samverk.analytics.disclosure.policy import VERSION, Attacker, DisclosurePolicy, Mark, ZeroRule
from samverk.analytics.disclosure.protect import Protection
from samverk.analytics.disclosure.system import Link, named, system_of
from samverk.analytics.disclosure.table import Cell, ShownTable


def proof_of(protection: Protection) -> dict[str, Any]:
    """Write the proof as JSON values.

    ``numbers`` are those that one cannot read exactly: where, why as far as the rule tells (None for one
    that is published rounded), and the least and the most in ``tables``, which list them in that order.
    """
    view, strongest = protection.view, protection.attacks[0]
    least, most = view.bounds(Attacker.RULE)
    places = [
        place for place in range(len(least)) if place in view.marks or least[place] < most[place]
    ]
    tables = [[table[place] for place in places] for table in strongest.tables]
    return {
        "policy": protection.policy.as_json(),
        "published": {
            one.table.name: fingerprint(one.shown(protection.policy)) for one in protection.editions
        },
        "links": [_link_as_json(link) for link in protection.links],
        "attackers": [
            {"knows": one.attacker.value, "computed": len(one.computed), "solves": one.solves}
            for one in protection.attacks
        ],
        "numbers": [
            {
                "cell": list(view.system.cells[place]),
                "mark": view.marks[place].value if place in view.marks else None,
                "interval": [min(values), max(values)],
            }
            for place, values in zip(places, zip(*tables, strict=True), strict=True)
        ],
        "tables": tables,
    }


def fingerprint(shown: ShownTable) -> str:
    """Give the SHA-256 of a published table as canonical JSON: of other numbers it is another."""
    told = {"table": shown.table, "rows_together": shown.labels, **shown.as_json()}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def faults_of(proof: Mapping[str, Any], published: Sequence[ShownTable]) -> list[str]:
    """Check a proof against the tables as they were published: list what is wrong, in Swedish.

    Every table of the proof must fit what is published and the rule; then no number is computable that
    has two values in them.
    """
    try:
        told = _Told.read(proof)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        return [f"Beviset går inte att läsa: {fault}."]
    return list(_faults(told, published))


@dataclass(frozen=True, slots=True)
class _Told:
    """A proof as it was read. ``marks`` and ``tables`` are by cell; a mark is None for a rounded number."""

    policy: DisclosurePolicy
    published: Mapping[str, str]
    links: tuple[Link, ...]
    marks: Mapping[Cell, Mark | None]
    tables: tuple[Mapping[Cell, int], ...]

    @classmethod
    def read(cls, proof: Mapping[str, Any]) -> _Told:
        """Take what is needed to check it; raises KeyError, TypeError, ValueError, AttributeError."""
        said = proof["policy"]
        if said["version"] != VERSION:
            raise ValueError(f"version {said['version']} är okänd")
        numbers = proof["numbers"]
        cells = [_cell_of(each["cell"]) for each in numbers]
        marks = [Mark(each["mark"]) if each["mark"] is not None else None for each in numbers]
        return cls(
            DisclosurePolicy(said["threshold"], ZeroRule(said["zeros"]), said["rounding"]),
            dict(proof["published"].items()),
            tuple(_link_of(each) for each in proof["links"]),
            dict(zip(cells, marks, strict=True)),
            tuple(dict(zip(cells, map(int, table), strict=True)) for table in proof["tables"]),
        )


def _faults(told: _Told, published: Sequence[ShownTable]) -> Iterator[str]:
    if {one.table: fingerprint(one) for one in published} != told.published:
        yield "Beviset gäller andra tabeller än de som är publicerade."
        return
    view = _view(told, published)
    if view is None:
        yield "Beviset gäller inte just de tal som inte är publicerade."
        return
    if not told.tables or not all(_fits(table, view) for table in told.tables):
        yield "En av bevisets tabeller passar inte det som är publicerat."
        return
    for place in view.marks:
        cell = view.system.cells[place]
        one, *more = {table[cell] for table in told.tables}
        if not more and view.system.is_protected(place, one, told.policy):
            yield f"Inget visar att {named(cell)} inte kan räknas ut."


def _view(told: _Told, published: Sequence[ShownTable]) -> View | None:
    """Set up what an attacker has; None where the proof is of other numbers than those not published."""
    try:
        system = system_of([one.shape for one in published], told.links)
    except KeyError:
        return None
    known = {
        system.at[cell]: count
        for one in published
        for line, counts in zip(one.cells(), one.counts, strict=True)
        for cell, count in zip(line, counts, strict=True)
        if count is not None
    }
    marks = {system.at.get(cell, -1): mark for cell, mark in told.marks.items() if mark is not None}
    if set(marks) != set(range(len(system.cells))) - set(known):
        return None
    return View(system, told.policy, known, marks, kinds=told.policy.kinds_are_known)


def _fits(table: Mapping[Cell, int], view: View) -> bool:
    """Answer whether a table has every sum, what is published, and what the rule says of the rest."""
    cells = view.system.cells
    counts = np.array(
        [table.get(cell, view.published.get(place, -1)) for place, cell in enumerate(cells)],
        np.int64,
    )
    least, most = view.bounds(Attacker.RULE)
    within = ((least <= counts) & (counts <= most)).all()
    return bool(within) and sums_hold(view.system.sums, counts)


def _link_as_json(link: Link) -> dict[str, Any]:
    return {
        "whole": list(link.whole),
        "parts": [list(part) for part in link.parts],
        "rest": list(link.rest) if link.rest else None,
    }


def _link_of(told: Mapping[str, Any]) -> Link:
    rest = told["rest"]
    return Link(
        _cell_of(told["whole"]),
        tuple(_cell_of(part) for part in told["parts"]),
        _cell_of(rest) if rest is not None else None,
    )


def _cell_of(told: Sequence[Any]) -> Cell:
    table, row, column = told
    return Cell(table, tuple(row) if row is not None else None, column)
