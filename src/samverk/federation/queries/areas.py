"""Which municipalities a federation covers, for pages that many federations share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samverk.federation.models import Membership, Share
from samverk.foundation.grouping import grouped
from samverk.foundation.sorting import swedish_key


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality of a federation (medlemskommun): its organisation's id, address and short name."""

    id: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Party:
    """A party of a federation (part): its organisation's id and short name."""

    id: int
    name: str


def towns_in(federations: Iterable[int]) -> dict[int, list[Town]]:
    """List the municipalities of each federation (ids), by name.

    Those that have given notice or left are among them: whether they are members on a day is told
    on the federation's page, with reasons.
    """
    rows = Membership.objects.filter(federation__in=set(federations), share=Share.MUNICIPALITY)
    found = grouped((row.federation_id, _town(row)) for row in rows.select_related("member"))
    return {pk: sorted(towns, key=lambda one: swedish_key(one.name)) for pk, towns in found.items()}


def _town(row: Membership) -> Town:
    return Town(row.member_id, row.member.slug, row.member.short_name)


def parties_in(federation: int) -> list[Party]:
    """List the parties of a federation (id) by name, those that have given notice or left too."""
    rows = Membership.objects.filter(federation=federation).select_related("member")
    found = {row.member_id: Party(row.member_id, row.member.short_name) for row in rows}
    return sorted(found.values(), key=lambda one: swedish_key(one.name))
