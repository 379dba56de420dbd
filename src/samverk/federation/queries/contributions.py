"""A year's contributions as computed from the state's amount, and stated fees held against the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from samverk.federation.models import (
    DistributionKey,
    Share,
    StateAmount,
    StatedFee,
    StatedIncome,
)
from samverk.federation.queries.figures import (
    complete,
    keys_of,
    people_by_day,
    state_amounts,
    stated_incomes,
)
from samverk.federation.queries.members import Member
from samverk.rules import contributions as rules
from samverk.rules.existence import STATE_MEMBERS
from samverk.rules.fee_fit import Fit, fee_fit, span_of
from samverk.rules.fees import Interval, share_of
from samverk.rules.membership import IsMember
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.shares import Shares


@dataclass(frozen=True, slots=True)
class YearShares:
    """A year's contributions (årets bidrag). ``amounts`` are the state's, latest version first.

    ``shares`` is None where something is missing, and ``lacks`` says what. ``split`` tells by which
    numbers, ``unsure`` whose membership on the first of January is not known: they are counted in.
    """

    year: int
    amounts: tuple[StateAmount, ...]
    key: DistributionKey | None
    payers: tuple[Member, ...]
    split: Ruling[rules.Weights] | None
    shares: Ruling[Shares] | None
    lacks: str = ""
    unsure: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """All parts together in kronor; 0 where the state's amount is not known."""
        return 2 * self.amounts[0].amount if self.amounts else 0


def paying(
    members: Sequence[Member], day: date, *, without: frozenset[int] = frozenset()
) -> tuple[Member, ...]:
    """List the members on ``day``, with those of whom it is not known, save ``without`` (ids)."""
    return tuple(
        one
        for one in members
        if one.membership.pk not in without and one.is_member_on(day) is not IsMember.NO
    )


def year_shares(
    federation: int,
    members: Sequence[Member],
    year: int,
    *,
    without: frozenset[int] = frozenset(),
) -> YearShares:
    """Compute a year's contributions by the key in force on its first day.

    ``without`` are memberships (ids) to leave out, as if they had left.
    """
    amounts = tuple(row for row in state_amounts(federation) if row.year == year)
    key = key_on(keys_of(federation), date(year, 1, 1))
    payers = paying(members, date(year, 1, 1), without=without)
    counted = people_by_day(payers) if key and key.counted_on else {}
    return computed(year, amounts, key, payers, counted)


def key_on(keys: Sequence[DistributionKey], day: date) -> DistributionKey | None:
    """Find the key in force on ``day`` among ``keys``, which come latest first."""
    return next((key for key in keys if key.from_date <= day), None)


def computed(
    year: int,
    amounts: tuple[StateAmount, ...],
    key: DistributionKey | None,
    payers: tuple[Member, ...],
    counted: Mapping[date, Mapping[str, int]],
) -> YearShares:
    """Compute what ``payers`` contribute, or say what is missing; ``counted`` are people by day."""
    towns = [one for one in payers if one.membership.share == Share.MUNICIPALITY]
    day = date(year, 1, 1)
    unsure = [m.name for m in payers if m.is_member_on(day) is IsMember.UNKNOWN]
    split = _split(key, towns, counted) if key else None
    lacks = _lacks(amounts, towns, split) or _lacks_of_others(payers, towns)
    found = None
    if split and not lacks:
        outside = {
            one.name: split.value.numbers[one.name]
            for one in towns
            if one.membership.outside_region
        }
        given = rules.Payers(split.value.numbers, None, outside)
        found = rules.contributions(amounts[0].amount, given, day=day)
    return YearShares(year, amounts, key, payers, split, found, lacks, tuple(unsure))


def _lacks(
    amounts: Sequence[StateAmount],
    towns: Sequence[Member],
    split: Ruling[rules.Weights] | None,
) -> str:
    if not amounts:
        return "Statens belopp för året är inte registrerat."
    if not towns:
        return "Ingen kommun är medlem den 1 januari."
    if split is None:
        return "Ingen fördelningsnyckel gäller den 1 januari."
    if split.value.missing:
        return f"Fördelningstal saknas för {', '.join(split.value.missing)}."
    return ""


def _lacks_of_others(payers: Sequence[Member], towns: Sequence[Member]) -> str:
    """Say what is missing of the state's and the regions' parts.

    With a municipality outside every region their part is split (5 a § second paragraph).
    """
    outside = [one for one in towns if one.membership.outside_region]
    has_region = any(one.membership.share == Share.REGION for one in payers)
    if _payer_for_the_state(payers) is None:
        return f"{STATE_MEMBERS[0]} är inte medlem den 1 januari."
    if outside and (has_region or len(outside) < len(towns)):
        return "En kommun tillhör ingen region: regionernas fördelningstal är inte registrerade."
    if not outside and not has_region:
        return "Ingen region är medlem den 1 januari."
    return ""


def _payer_for_the_state(payers: Sequence[Member]) -> Member | None:
    """Find who pays the state's half: Försäkringskassan, for both (5 §)."""
    state = [one for one in payers if one.membership.share == Share.STATE]
    return next((one for one in state if one.membership.member.name == STATE_MEMBERS[0]), None)


def _split(
    key: DistributionKey, towns: Sequence[Member], counted: Mapping[date, Mapping[str, int]]
) -> Ruling[rules.Weights]:
    if key.counted_on:
        given = counted.get(key.counted_on, {})
    else:
        given = {row.membership.member.short_name: row.weight for row in key.weights.all()}
    return rules.weights(rules.KeyKind(key.kind), [one.name for one in towns], given)


@dataclass(frozen=True, slots=True)
class Payment:
    """What one pays for a year (betalning), whole kronor; ``number`` is its organisation number."""

    name: str
    number: str
    part: str
    amount: int


def payments(found: YearShares) -> tuple[Payment, ...]:
    """List who pays what, the sum being the total; nothing where the shares are not computed.

    The state's half comes from Försäkringskassan alone. Several regions stand together: how they
    split is for them to agree.
    """
    if found.shares is None:
        return ()
    value = found.shares.value
    by_share = {share: [m for m in found.payers if m.membership.share == share] for share in Share}
    state = _payer_for_the_state(found.payers)
    rows = [_payment([state] if state else [], STATE_MEMBERS[0], "staten", value.state)]
    if value.region:
        rows.append(
            _payment(by_share[Share.REGION], "Regionerna tillsammans", "region", value.region)
        )
    towns = by_share[Share.MUNICIPALITY]
    split = value.municipalities
    return (*rows, *(_payment([one], one.name, "kommun", split[one.name]) for one in towns))


def _payment(payers: Sequence[Member], named: str, part: str, amount: int) -> Payment:
    """Name the payer: the only one of its part, else as ``named``, without any number."""
    if len(payers) != 1:
        return Payment(named, "", part, amount)
    payer = payers[0].membership.member
    return Payment(payer.name, payer.number, part, amount)


@dataclass(frozen=True, slots=True)
class FeeCheck:
    """A stated fee held against the model (avstämning); ``fit`` is None without any population."""

    fee: StatedFee
    name: str
    fit: Ruling[Fit] | None
    known_from: str


def checked_fees(federation: int, members: Sequence[Member]) -> list[FeeCheck]:
    """Hold every stated fee against the totals that are known from elsewhere."""
    counted = people_by_day(members)
    years = {
        fee.year: populations_for(members, fee.year, counted) for m in members for fee in m.fees
    }
    totals = known_totals(state_amounts(federation), stated_incomes(federation))
    return [
        FeeCheck(
            fee,
            one.name,
            check(
                one.name,
                span_of(fee.amount, fee.precision),
                years[fee.year],
                nearest(totals, fee.year),
            ),
            source_of(totals, fee.year),
        )
        for one in members
        for fee in one.fees
    ]


def populations_for(
    members: Sequence[Member], year: int, counted: Mapping[date, Mapping[str, int]]
) -> list[Mapping[str, int]]:
    """List every population by which those who pay for ``year`` may have split, {short name: people}."""
    return [people for _, people in complete(counted, paying(members, date(year, 1, 1)))]


Totals = Mapping[int, tuple[Interval, str]]


def known_totals(amounts: Sequence[StateAmount], incomes: Sequence[StatedIncome]) -> Totals:
    """Gather each year's total: twice the state's amount where that is known, else as stated."""
    found = {
        row.year: (Interval(row.low, row.high), f"uppgiven intäkt {row.year}: {row.words}")
        for row in incomes
    }
    for row in reversed(amounts):
        exact = Interval(2 * row.amount, 2 * row.amount)
        note = f" ({row.note.rstrip('.')})" if row.note else ""
        found[row.year] = (exact, f"dubbla statens belopp {row.year}{note}")
    return found


def nearest(totals: Totals, year: int) -> tuple[Interval, str] | None:
    """Answer the total of ``year``, else of the last year before it, else of the first after.

    That another year's is taken is told as an assumption. None without any.
    """
    if not totals:
        return None
    earlier = [other for other in totals if other <= year]
    near = max(earlier) if earlier else min(totals)
    span, source = totals[near]
    return span, source if near == year else f"{source}, antagen oförändrad"


def source_of(totals: Totals, year: int) -> str:
    """Say where the total that a fee of ``year`` is held against comes from; "" without any."""
    found = nearest(totals, year)
    return found[1] if found else ""


def check(
    name: str,
    stated: Interval,
    vectors: Sequence[Mapping[str, int]],
    known: tuple[Interval, str] | None,
) -> Ruling[Fit] | None:
    """Hold a fee against ``known``, over every population that may lie behind; None without any."""
    shares = sorted(share_of(people, name) for people in vectors if name in people)
    if not shares:
        return None
    span: tuple[Fraction, Fraction] = (shares[0], shares[-1])
    found = fee_fit(stated, span, known[0] if known else None)
    source = (Reason(f"Den kända totalen: {known[1]}."),) if known else ()
    return Ruling(found.value, (*found.reasons, *source), found.remarks)
