"""How those that an application or agreement names stand as members, on a day or over a period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from samverk.federation.models import Agreement, Membership, Share
from samverk.federation.queries.members import Member, member_of, members
from samverk.rules.agreements.parties import Standing, left_out, may_be_paid
from samverk.rules.agreements.stretches import Span
from samverk.rules.membership import IsMember

A_DAY = timedelta(days=1)


def part_of(row: Membership) -> str:
    """Answer a member's part: municipalities share one, regions one, each state agency has its own."""
    return f"state-{row.pk}" if row.share == Share.STATE else str(row.share)


def standing_on(member: Member, day: date) -> Standing:
    """Tell how a member stands on ``day``, and which papers an unknown membership hangs on."""
    found = member.is_member_on(day)
    unknown = found is IsMember.UNKNOWN
    papers = member.status_on(day).value.missing if unknown else ()
    lacking = tuple(one.text for one in papers)
    return Standing(member.name, part_of(member.membership), found, lacking)


def standings_of(federation: int, named: Iterable[int], day: date) -> dict[int, Standing]:
    """Tell how those ``named`` (memberships) of a federation stand on ``day``; strangers are left out."""
    chosen = set(named)
    return {
        one.membership.pk: standing_on(one, day)
        for one in members(federation, with_fees=False)
        if one.membership.pk in chosen
    }


def doubts_of(found: Agreement, day: date) -> list[str]:
    """Say of those that an agreement names which are not certainly members on ``day``, the payee first."""
    known = standings_of(found.federation_id, (found.payee_id, *found.parties), day)
    paid = may_be_paid(known[found.payee_id], day)
    others = [known[one] for one in found.parties if one in known and one != found.payee_id]
    return [one.text for one in (*(() if paid.value else paid.reasons), *left_out(others, day))]


def payee_over(agreement: Agreement, span: Span) -> tuple[date, Standing]:
    """Answer the first day of a period on which the payee is not certainly a member, and how it stands.

    The period's first day when it is a member on them all.
    """
    payee = member_of(agreement.payee, with_fees=False)
    for day in sorted(_days_to_ask(payee, span)):
        found = standing_on(payee, day)
        if found.is_member is not IsMember.YES:
            return day, found
    return span.from_date, standing_on(payee, span.from_date)


def _days_to_ask(payee: Member, span: Span) -> Iterator[date]:
    """List the days that tell of a period: its ends, and those around each fact, where a gap ends."""
    yield from (span.from_date, span.to_date)
    for row in payee.facts:
        if day := row.fact.day:
            around = (day - A_DAY, day, day + A_DAY)
            yield from (one for one in around if span.from_date <= one <= span.to_date)
