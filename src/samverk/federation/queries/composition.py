"""Whether the federation may exist with its members: today, and after each exit that is on its way."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samverk.federation.queries.members import Member
from samverk.rules.existence import Composition, Part, PartMember, may_exist
from samverk.rules.membership import IsMember
from samverk.rules.ruling import Ruling


@dataclass(frozen=True, slots=True)
class CompositionOn:
    """The federation's composition on a day, and who then have left (kortnamn) as far as is known."""

    day: date
    leaving: tuple[str, ...]
    ruling: Ruling[Composition]


def part_members(
    members: Sequence[Member], day: date, *, without: Collection[int] = ()
) -> list[PartMember]:
    """List who takes part on ``day``, save the memberships (ids) ``without``.

    One whose membership is not known is there, marked as unsure.
    """
    found = []
    for one in members:
        answer = one.is_member_on(day)
        if answer is IsMember.NO or one.membership.pk in without:
            continue
        row = one.membership
        found.append(
            PartMember(row.member.name, Part(row.share), answer is IsMember.YES, row.outside_region)
        )
    return found


def composition_on(
    members: Sequence[Member], day: date, *, without: Collection[int] = ()
) -> Ruling[Composition]:
    """Rule on 3 § for those who take part on ``day``."""
    return may_exist(part_members(members, day, without=without), day=day)


def compositions(members: Sequence[Member], today: date) -> list[CompositionOn]:
    """Ask 3 § today and on the day after each exit that is on its way, those who leave counted out."""
    leaving: dict[date, list[Member]] = {}
    for one in members:
        last = one.status_on(today).value.effective
        if last and last >= today:
            leaving.setdefault(last + timedelta(days=1), []).append(one)
    found = [CompositionOn(today, (), composition_on(members, today))]
    gone: list[Member] = []
    for day in sorted(leaving):
        gone += leaving[day]
        without = {one.membership.pk for one in gone}
        ruling = composition_on(members, day, without=without)
        found.append(CompositionOn(day, tuple(one.name for one in gone), ruling))
    return found
