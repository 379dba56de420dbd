"""Who funds a federation in a year, as a claim's cost is split on them."""

from __future__ import annotations

from datetime import date

from samverk.federation.models import Share
from samverk.federation.queries.contributions import paying, payments, year_shares
from samverk.federation.queries.members import members
from samverk.rules.agreements.cost_split import BY_PARTS


def funders_of(federation: int, day: date) -> tuple[dict[str, int], dict[str, int]]:
    """Give the weight of each funder of a federation (id) in a day's year, and memberships by name.

    By what each contributes that year; where that is not known by the parts of 5 §, one that has no
    member left out.
    """
    known = members(federation)
    found = year_shares(federation, known, day.year)
    weights = {one.name: one.amount for one in payments(found) if one.amount}
    names = {one.membership.member.name: one.membership.pk for one in known}
    if weights:
        return weights, names
    taking_part = {one.membership.share for one in paying(known, day)}
    parts = (Share.STATE, Share.REGION, Share.MUNICIPALITY)
    there = zip(BY_PARTS.items(), parts, strict=True)
    return {name: n for (name, n), part in there if part in taking_part} or BY_PARTS, {}
