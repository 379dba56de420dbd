"""One scenario: when the exit bites, what is owed until then, and what it does to the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from samverk.federation import queries
from samverk.federation.models import Measure, Share
from samverk.federation.queries import Member
from samverk.federation.what_if.asked import Asked
from samverk.federation.what_if.grounds import Grounds
from samverk.federation.what_if.touched import People, Touched, back_to, people_of, touched_by
from samverk.foundation.errors import InputError
from samverk.rules.board_seats import BoardSeats, board_seats
from samverk.rules.bylaws import NoticeTerms, terms_on
from samverk.rules.existence import Composition
from samverk.rules.figures import Figure, Known, added, missing
from samverk.rules.membership import IsMember
from samverk.rules.own_work import OwnWork, own_work
from samverk.rules.ruling import Ruling
from samverk.rules.withdrawal import NoticeYear, effect_per_notice_year, exit_day

HESITATION_YEARS = 3
NOTHING_BACK = missing("det som går tillbaka är inte registrerat")
NO_EFFECT = "Förbundsordningens villkor den dagen är inte registrerade."


@dataclass(frozen=True, slots=True)
class MemberExit:
    """What a member that leaves owes: each year from the decision's, and all of them together."""

    member: Member
    fees: tuple[tuple[int, Figure], ...]
    owed: Figure


@dataclass(frozen=True, slots=True)
class SplitRow:
    """What a member that stays would pay the first year after, with and without those who leave.

    ``before`` is also what withdrawing the notice restores.
    """

    member: Member
    before: Figure
    after: Figure


@dataclass(frozen=True, slots=True)
class Scenario:
    """Ett scenario. What cannot be counted is None; ``unsure`` are others whose membership is not known.

    ``split_year`` is the first whole year after the exit. ``participants`` and ``queue`` are of those who
    live in the municipalities that leave, None where nobody has told; ``back`` is what goes back a year.
    """

    asked: Asked
    leaving: tuple[Member, ...]
    terms: NoticeTerms | None
    effective: Ruling[date] | None
    hesitation: Ruling[tuple[NoticeYear, ...]] | None
    exits: tuple[MemberExit, ...]
    split_year: int | None
    split: tuple[SplitRow, ...]
    existence: Ruling[Composition] | None
    board: Ruling[BoardSeats] | None
    unsure: tuple[str, ...]
    touched: tuple[Touched, ...] = ()
    participants: People | None = None
    queue: People | None = None
    back: Figure = NOTHING_BACK

    @property
    def names(self) -> str:
        """Who leaves, by short name."""
        return ", ".join(one.name for one in self.leaving)

    @property
    def owed(self) -> Figure:
        """All that those who leave owe together."""
        return added([one.owed for one in self.exits], "alla som lämnar")

    @property
    def own(self) -> Ruling[OwnWork] | None:
        """What the same would cost in own regi beside a year's fee; None when it was not asked."""
        asked = self.asked.own
        return own_work(asked.unit_cost, asked.volume, self.one_more_year) if asked else None

    @property
    def one_more_year(self) -> Figure:
        """What a year of hesitation costs: the last year's fee, taken to be the same the year after."""
        last = [one.fees[-1][1] if one.fees else one.owed for one in self.exits]
        found = added(last, "det sista årets avgift, antagen oförändrad året efter")
        return replace(found, known=Known.MODELLED) if found.span else found


def scenario_of(grounds: Grounds, asked: Asked) -> Scenario:
    """Compute a scenario. Raises InputError for what cannot be asked."""
    leaving = _leaving(grounds, asked)
    terms = asked.terms or terms_on(grounds.terms, asked.decided_on)
    effective = exit_day(asked.decided_on, terms) if terms else None
    last = effective.value if effective else None
    exits = tuple(_exit(grounds, one, asked.decided_on, last) for one in leaving)
    gone = frozenset(asked.members)
    after = last + timedelta(days=1) if last else None
    first_whole = after.year + (after != date(after.year, 1, 1)) if after else None
    return Scenario(
        asked=asked,
        leaving=leaving,
        terms=terms,
        effective=effective,
        hesitation=_hesitation(asked, terms),
        exits=exits,
        split_year=first_whole,
        split=_split(grounds, gone, first_whole) if first_whole else (),
        existence=_existence(grounds, gone, after),
        board=_board(grounds, gone, after),
        unsure=_unsure(grounds, gone, after),
        touched=touched_by(grounds.agreements, gone, last),
        participants=people_of(grounds.counts, leaving, Measure.TOOK_PART, asked.decided_on),
        queue=people_of(grounds.counts, leaving, Measure.WAITING, asked.decided_on),
        back=back_to(grounds.returns, leaving),
    )


def _leaving(grounds: Grounds, asked: Asked) -> tuple[Member, ...]:
    by_id = {one.membership.pk: one for one in grounds.members}
    if not asked.members or set(asked.members) - set(by_id):
        raise InputError("Välj minst en medlem i förbundet.", field="members")
    found = tuple(by_id[pk] for pk in dict.fromkeys(asked.members))
    for one in found:
        if one.membership.share == Share.STATE:
            raise InputError(
                f"{one.name} ska delta enligt sin instruktion och kan inte lämna. Välj en kommun"
                " eller en region.",
                field="members",
            )
        if one.is_member_on(asked.decided_on) is IsMember.NO:
            raise InputError(
                f"{one.name} är inte medlem {asked.decided_on}. Välj en annan dag.",
                field="decided_on",
            )
    return found


def _exit(grounds: Grounds, member: Member, decided_on: date, last: date | None) -> MemberExit:
    if last is None:
        return MemberExit(member, (), missing(NO_EFFECT))
    years = range(decided_on.year, last.year + 1)
    fees = tuple((year, grounds.fee_of(member, year)) for year in years)
    told = f"{years[0]} till och med {years[-1]}" if len(years) > 1 else f"{years[0]}"
    return MemberExit(member, fees, added([figure for _, figure in fees], told))


def _hesitation(asked: Asked, terms: NoticeTerms | None) -> Ruling[tuple[NoticeYear, ...]] | None:
    if terms is None:
        return None
    return effect_per_notice_year(asked.decided_on, terms, years=HESITATION_YEARS)


def _split(grounds: Grounds, gone: frozenset[int], year: int) -> tuple[SplitRow, ...]:
    before, after = grounds.split(year), grounds.split(year, gone)
    by_id: Mapping[int, Member] = {one.membership.pk: one for one in grounds.members}
    return tuple(
        SplitRow(by_id[pk], before[pk], after[pk])
        for pk in after
        if by_id[pk].membership.share == Share.MUNICIPALITY
    )


def _existence(
    grounds: Grounds, gone: frozenset[int], after: date | None
) -> Ruling[Composition] | None:
    return queries.composition_on(grounds.members, after, without=gone) if after else None


def _board(grounds: Grounds, gone: frozenset[int], after: date | None) -> Ruling[BoardSeats] | None:
    """Count the board's seats without those who leave, by the by-laws in force then."""
    if after is None:
        return None
    laws = queries.by_laws_on(grounds.federation, grounds.members, after)
    left = queries.paying(grounds.members, after, without=gone)
    if laws is None or not left:
        return None
    return board_seats({one.name: laws.seats.get(one.membership.pk) for one in left}, day=after)


def _unsure(grounds: Grounds, gone: frozenset[int], after: date | None) -> tuple[str, ...]:
    if after is None:
        return ()
    left = queries.paying(grounds.members, after, without=gone)
    return tuple(one.name for one in left if one.is_member_on(after) is IsMember.UNKNOWN)
