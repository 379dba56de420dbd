"""A member's report, read in a fixed number of questions however many years it covers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samverk.federation import queries
from samverk.federation.models import Measure, Share, StatedReturn
from samverk.federation.queries import CountTable, FactRow, Member
from samverk.federation.queries.claim_lists import PaidYear, paid_to
from samverk.federation.what_if.grounds import Grounds, money_grounds_of
from samverk.foundation import clock
from samverk.rules.amounts import rounded
from samverk.rules.fee_fit import span_of
from samverk.rules.fees import Interval
from samverk.rules.figures import Figure, Known, missing
from samverk.rules.member_report import Amount, Net, cost_each, net_of
from samverk.rules.ruling import Reason, Ruling


@dataclass(frozen=True, slots=True)
class ReportYear:
    """A year of the report: the fee, what goes back, the net, and what that makes for each intervention.

    ``interventions`` is how many the paper counts, ``each`` None where it does not tell.
    """

    year: int
    fee: Amount
    back: Amount
    net: Ruling[Net | None]
    interventions: int | None
    each: Ruling[int | None] | None


@dataclass(frozen=True, slots=True)
class MemberReport:
    """A member's report (medlemsrapport) for whole years.

    ``tables`` are counts of those who live in the member's municipality, small ones joined; for
    other members of all. ``facts`` are what happened to the membership, with the papers.
    """

    member: Member
    first: int
    last: int
    years: tuple[ReportYear, ...]
    tables: tuple[CountTable, ...]
    facts: tuple[FactRow, ...]
    undated: tuple[FactRow, ...]

    @property
    def is_town(self) -> bool:
        """Answer whether the member is a municipality: then the counts are of its inhabitants."""
        return self.member.membership.share == Share.MUNICIPALITY

    @property
    def has_waiting(self) -> bool:
        """Answer whether anybody has told how many wait."""
        return any(table.measure is Measure.WAITING for table in self.tables)

    @property
    def is_preliminary(self) -> bool:
        """Answer whether any amount of it is called preliminary by its paper."""
        return any(one.fee.preliminary or one.back.preliminary for one in self.years)

    @property
    def reasons(self) -> Ruling[None]:
        """Gather what the figures rest on, each said once."""
        rulings = [r for one in self.years for r in (one.net, one.each) if r]
        bases = [
            Reason(f"{one.year}: {amount.figure.basis}.")
            for one in self.years
            for amount in (one.fee, one.back)
            if amount.figure.span
        ]
        told = [reason for each in rulings for reason in each.reasons]
        return Ruling(None, tuple(dict.fromkeys((*bases, *told))))


def report_of(
    federation: int, membership: int, years: tuple[int, int], *, reads_claims: Callable[[int], bool]
) -> MemberReport:
    """Gather the report of some years, the first and the last of them.

    ``reads_claims`` answers whether the reader may see what has been paid on an organisation's (id)
    claims: it may tell of few.

    Raises NotFoundError when the federation (id) has no such member.
    """
    first, last = years
    members = queries.members(federation)
    member = queries.member_among(members, membership)
    covered = range(first, last + 1)
    grounds = _grounds(federation, members, member, covered)
    returns, paid = (
        queries.returns_to(federation, membership),
        paid_to(membership) if reads_claims(member.membership.member_id) else {},
    )
    days = (date(first, 1, 1), date(last, 12, 31))
    is_town = member.membership.share == Share.MUNICIPALITY
    home = member.membership.member_id if is_town else None
    return MemberReport(
        member,
        first,
        last,
        tuple(_year(grounds, member, (returns, paid), year) for year in covered),
        tuple(queries.count_tables(federation, between=days, home=home)),
        tuple(_between(member.facts, *days)),
        tuple(row for row in member.facts if row.fact.day is None),
    )


def _grounds(
    federation: int, members: Sequence[Member], member: Member, years: Iterable[int]
) -> Grounds:
    """Read what fees are computed from; nothing where papers state the fee of every year."""
    stated = {fee.year for fee in member.fees}
    if stated.issuperset(years):
        return Grounds(federation, tuple(members), (), (), {}, {})
    return money_grounds_of(federation, members)


def _between(facts: Sequence[FactRow], first: date, last: date) -> Iterator[FactRow]:
    """Give the facts of a period in the order of their days."""
    dated = [(row.fact.day, row) for row in facts if row.fact.day]
    for day, row in sorted(dated, key=lambda pair: pair[0]):
        if first <= day <= last:
            yield row


Back = tuple[Sequence[StatedReturn], Mapping[int, PaidYear]]


def _year(grounds: Grounds, member: Member, given: Back, year: int) -> ReportYear:
    returns, paid = given
    stated = [row for row in returns if row.year == year]
    row = stated[-1] if stated else None
    fee = _fee(grounds, member, year)
    back = _back(row, paid.get(year), is_running=year >= clock.today().year)
    counted = row.interventions if row else None
    each = cost_each(row.amount, counted) if row and counted is not None else None
    return ReportYear(year, fee, back, net_of(fee, back), counted, each)


def _fee(grounds: Grounds, member: Member, year: int) -> Amount:
    """Answer the fee as a paper states it, else computed to the krona, else as last stated, else a span."""
    figure = grounds.fee_of(member, year)
    last = member.fee_in(year)
    if last and last.year == year:
        return Amount(figure, last.amount)
    is_exact = figure.span is not None and figure.span.low == figure.span.high
    if is_exact or last is None:
        return Amount(figure)
    basis = f"avgiften {last.year} enligt {last.decision or last.document}, antagen oförändrad"
    return Amount(Figure(span_of(last.amount, last.precision), Known.MODELLED, basis), last.amount)


def _back(row: StatedReturn | None, paid: PaidYear | None, *, is_running: bool) -> Amount:
    """Answer what goes back: as a paper states it, else what has been paid on claims.

    While the year runs, or claims of it are not paid, that is the least it may be.
    """
    if row is not None:
        source = f"uppgivet i {row.decision or row.document}"
        figure = Figure(span_of(row.amount, row.precision), Known.KNOWN, source)
        return Amount(figure, row.amount, row.preliminary)
    if paid is None:
        return Amount(missing("Det som går tillbaka är inte registrerat."))
    kronor = rounded(paid.paid, 100)
    if kronor < 0:
        return Amount(missing("Rättade rekvisitioner överstiger de betalda."))
    basis = "betalda rekvisitioner, efter periodens sista dag"
    if is_left := is_running or paid.is_open:
        basis = f"hittills {basis}; fler kan komma"
    figure = Figure(Interval(kronor, kronor), Known.MODELLED, basis)
    return Amount(figure, kronor, at_least=is_left)
