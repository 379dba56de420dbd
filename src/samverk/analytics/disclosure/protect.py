"""Protects tables of counts: pools small rows, hides small numbers and their guards, and proves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samverk.analytics.disclosure.attack import Attack, View, attack, leaks_in, view_of
from samverk.analytics.disclosure.choosing import Choice
from samverk.analytics.disclosure.policy import Attacker, DisclosurePolicy, Mark
from samverk.analytics.disclosure.system import (
    Edition,
    Link,
    protected_in,
    system_of,
    true_counts,
)
from samverk.analytics.disclosure.table import Cell, Table


@dataclass(frozen=True, slots=True)
class Protection:
    """Tables as they may be published together (skyddade tabeller), with the attacks that they withstood.

    ``protected`` are the small numbers, told or not; ``attacks`` are made on what is published, the
    strongest attacker first.
    """

    policy: DisclosurePolicy
    editions: tuple[Edition, ...]
    links: tuple[Link, ...]
    protected: tuple[Cell, ...]
    view: View
    attacks: tuple[Attack, ...]

    @property
    def leaks(self) -> tuple[Cell, ...]:
        """The protected numbers that an attacker can compute: what has any must not be published."""
        places = {place for one in self.attacks for place in leaks_in(self.view, one)}
        return tuple(self.view.system.cells[place] for place in sorted(places))


def protect(table: Table, policy: DisclosurePolicy) -> Protection:
    """Protect one table."""
    return protect_together((table,), policy)


def protect_together(
    tables: Sequence[Table],
    policy: DisclosurePolicy,
    links: Sequence[Link] = (),
    published: Sequence[Edition] = (),
    *,
    tries: int | None = None,
) -> Protection:
    """Protect tables that are published together, or after those that are out already.

    Every table has a name of its own. ``links`` tie their numbers together. What is ``published`` stays
    as it is: the new tables are made not to tell, with it, what it hides. ``tries``: see :class:`Choice`.
    Raises ValueError for a link that does not hold, and for tables of one name.
    """
    out = tuple(replace(one, settled=True) for one in published)
    names = [one.table.name for one in out] + [table.name for table in tables]
    if len(set(names)) < len(names):
        raise ValueError("Två tabeller har samma namn.")
    chosen = Choice(policy, tuple(links), out, tries).made_for(tables)
    return examined(chosen, policy, tuple(links))


def examined(
    editions: Sequence[Edition], policy: DisclosurePolicy, links: Sequence[Link] = ()
) -> Protection:
    """Attack tables as they are told, whoever chose what to hide."""
    system = system_of([one.shape for one in editions], links)
    counts = true_counts(system, editions, links)
    view = view_of(system, editions, counts, policy)
    protected = tuple(system.cells[place] for place in protected_in(system, counts, policy))
    strongest = attack(view, Attacker.RULE)
    weaker = attack(view, Attacker.SUBTRACTION, strongest.tables)
    return Protection(policy, tuple(editions), tuple(links), protected, view, (strongest, weaker))


@dataclass(frozen=True, slots=True)
class Unguarded:
    """What is computed when only small numbers are hidden (bara små tal dolda), of how many hidden."""

    hidden: int
    by_rule: int
    by_subtraction: int


def unguarded(table: Table, policy: DisclosurePolicy) -> Unguarded:
    """Attack a table where the small numbers are hidden and nothing more is done, as is often done.

    Totals are left as they are, and nothing is rounded.
    """
    policy, plain = replace(policy, rounding=1), Edition(table)
    small = {
        cell: Mark.SMALL
        for line in plain.printed()
        for cell in line
        if cell.row is not None and cell.column is not None
        if policy.is_small(table.of_label(cell.row, cell.column))
    }
    told = (replace(plain, hidden=small),)
    system = system_of([one.shape for one in told], ())
    # All that is hidden is small, so that whoever knows the rule knows it
    view = replace(view_of(system, told, true_counts(system, told, ()), policy), kinds=True)
    strongest = attack(view, Attacker.RULE)
    weaker = attack(view, Attacker.SUBTRACTION, strongest.tables)
    places = {system.at[cell] for cell in small}
    return Unguarded(
        len(small), len(places & set(strongest.computed)), len(places & set(weaker.computed))
    )
