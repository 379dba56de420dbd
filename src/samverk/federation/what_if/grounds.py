"""What the installation knows that a what-if is computed from, read once for all scenarios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from samverk.federation import queries
from samverk.federation.models import (
    DistributionKey,
    Share,
    StateAmount,
    StatedFee,
    StatedReturn,
)
from samverk.federation.queries import Member
from samverk.federation.queries.agreements import AgreementRow, agreements_of
from samverk.federation.queries.contributions import Totals
from samverk.foundation import clock
from samverk.rules.bylaws import NoticeTerms
from samverk.rules.existence import STATE_MEMBERS
from samverk.rules.fee_fit import span_of
from samverk.rules.fees import Interval, fee_interval
from samverk.rules.figures import Figure, Known, missing
from samverk.rules.wording import NO_BREAK
from samverk.web import swedish

NO_TOTAL = "Varken statens belopp eller förbundets intäkt är registrerad."
NO_NUMBERS = "Kommunernas folkmängd är inte registrerad, och ingen nyckel gäller."


@dataclass(frozen=True, slots=True)
class Grounds:
    """Underlag: members with their facts, amounts and keys, totals by year, and people by day.

    ``agreements`` stand as today. ``counts`` are those who live in a member's municipality.
    """

    federation: int
    members: tuple[Member, ...]
    amounts: tuple[StateAmount, ...]
    keys: tuple[DistributionKey, ...]
    totals: Totals
    counted: Mapping[date, Mapping[str, int]]
    agreements: tuple[AgreementRow, ...] = ()
    counts: tuple[queries.CountTable, ...] = ()
    returns: tuple[StatedReturn, ...] = ()

    def fee_of(self, member: Member, year: int) -> Figure:
        """Answer a member's fee of a year: as a paper states it, else as modelled, else missing."""
        stated = [fee for fee in member.fees if fee.year == year]
        if stated:
            fee = stated[-1]
            source = f"uppgiven i {fee.decision or fee.document}"
            span = span_of(fee.amount, fee.precision)
            return Figure(span, Known.KNOWN, source, _printed(fee))
        return self.split(year).get(member.membership.pk) or missing(
            f"{member.name} är inte medlem den 1 januari {year}."
        )

    def split(self, year: int, without: frozenset[int] = frozenset()) -> dict[int, Figure]:
        """Model what each member pays for a year, by membership, those ``without`` left out.

        By the state's amount and key of the year where they are registered. Else by the total of the
        nearest year and the key in force; without any key by every population that is recorded.
        """
        payers = queries.paying(self.members, date(year, 1, 1), without=without)
        exact = [row for row in self.amounts if row.year == year]
        key = queries.key_on(self.keys, date(year, 1, 1))
        found = queries.computed(year, tuple(exact), key, payers, self.counted)
        if found.shares:
            return _exact(found)
        known = queries.nearest(self.totals, year)
        if known is None:
            return {one.membership.pk: missing(NO_TOTAL) for one in payers}
        return {one.membership.pk: self._spanned(one, found, known) for one in payers}

    def _spanned(
        self, member: Member, found: queries.YearShares, known: tuple[Interval, str]
    ) -> Figure:
        """Model a part from a total known as a span (5 §: half, quarter, quarter)."""
        total, source = known
        if any(one.membership.outside_region for one in found.payers):
            without = "En kommun tillhör ingen region: delarna räknas inte utan statens belopp."
            return missing(found.lacks if found.amounts else without)
        if member.membership.share == Share.STATE:
            return missing("Statens del betalas av Försäkringskassan för båda.")
        if member.membership.share == Share.REGION:
            alone = sum(one.membership.share == Share.REGION for one in found.payers) == 1
            if not alone:
                return missing("Hur regionerna fördelar sin del är inte registrerat.")
            return Figure(Interval(total.low // 4, -(-total.high // 4)), Known.MODELLED, source)
        return self._of_town(member, found, known)

    def _of_town(
        self, member: Member, found: queries.YearShares, known: tuple[Interval, str]
    ) -> Figure:
        if found.split and found.split.value.missing:
            names = ", ".join(found.split.value.missing)
            return missing(f"Nyckeln {found.year} saknar fördelningstal för {names}.")
        total, source = known
        vectors, by = self._vectors(found)
        if not vectors:
            return missing(NO_NUMBERS)
        span = fee_interval(total, vectors, member.name).value
        return Figure(span, Known.MODELLED, f"{source}; {by}")

    def _vectors(self, found: queries.YearShares) -> tuple[list[Mapping[str, int]], str]:
        """Answer by what the towns split, and say so: the key in force, else each population."""
        if found.split and found.key:
            return [
                found.split.value.numbers
            ], f"fördelat enligt nyckeln från {found.key.from_date}"
        counted = queries.complete(self.counted, found.payers)
        years = [str(day.year) for day, _ in counted]
        told = f"{', '.join(years[:-1])} och {years[-1]}" if len(years) > 1 else "".join(years)
        return [people for _, people in counted], f"antaget efter folkmängd, {told} räknas"

    @property
    def terms(self) -> tuple[NoticeTerms, ...]:
        """What the by-laws have set about leaving, oldest first."""
        return self.members[0].terms if self.members else ()


def _printed(fee: StatedFee) -> str:
    """Write a fee in the unit that the paper states it in."""
    unit = {1_000: "tkr", 1_000_000: "mnkr"}.get(fee.precision, "kr")
    amount = fee.amount // fee.precision if unit != "kr" else fee.amount
    return f"{swedish.number(amount)}{NO_BREAK}{unit}"


def _exact(found: queries.YearShares) -> dict[int, Figure]:
    assert found.shares is not None
    value, row = found.shares.value, found.amounts[0]
    basis = (
        f"statens belopp {found.year} och nyckeln från {found.key.from_date if found.key else ''}"
    )
    basis += f" ({row.note.rstrip('.')})" if row.note else ""
    regions = [one for one in found.payers if one.membership.share == Share.REGION]
    figures: dict[int, Figure] = {}
    for one in found.payers:
        amount: int | None = value.municipalities.get(one.name)
        if one.membership.share == Share.REGION and len(regions) == 1:
            amount = value.region
        if one.membership.share == Share.STATE:
            amount = value.state if one.membership.member.name == STATE_MEMBERS[0] else 0
        figures[one.membership.pk] = (
            missing("Hur regionerna fördelar sin del är inte registrerat.")
            if amount is None
            else Figure(Interval(amount, amount), Known.MODELLED, basis)
        )
    return figures


def grounds_of(federation: int) -> Grounds:
    """Read all that a what-if of a federation is computed from, in a fixed number of questions."""
    counted = (table for table in queries.count_tables(federation) if table.home)
    return replace(
        money_grounds_of(federation, queries.members(federation)),
        agreements=tuple(agreements_of(federation, clock.today())),
        counts=tuple(counted),
        returns=tuple(queries.returns_to(federation)),
    )


def money_grounds_of(federation: int, members: Sequence[Member]) -> Grounds:
    """Read what its ``members``' fees are computed from, in a fixed number of questions."""
    amounts = queries.state_amounts(federation, with_papers=False)
    return Grounds(
        federation,
        tuple(members),
        tuple(amounts),
        tuple(queries.keys_of(federation, with_papers=False)),
        queries.known_totals(amounts, queries.stated_incomes(federation)),
        queries.people_by_day(members),
    )
