"""Claims in lists: those that are chosen with their sums, those that wait, and what has been paid."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from django.db.models import Case, Count, Q, QuerySet, Sum, Value, When, Window

from samverk.federation.models import Agreement, Claim
from samverk.federation.queries.claims import claims_with_names
from samverk.rules.agreements.agreement import AgreementState
from samverk.rules.agreements.claim import COUNTED, GONE, UNDER_WAY, ClaimState


def to_certify(federation: int) -> list[Claim]:
    """List a federation's claims (id) that wait to be certified, the oldest first."""
    rows = claims_with_names().filter(agreement__federation=federation, state=ClaimState.TO_CERTIFY)
    return list(rows.order_by("id"))


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose claims are read: a federation's (id), all of them or those of some payees (organisations)."""

    federation: int
    payees: frozenset[int] | None = None

    def of(self, agreement: str = "") -> Q:
        """Answer the condition, on rows that reach their agreement by ``agreement``."""
        found = Q(**{f"{agreement}federation": self.federation})
        if self.payees is not None:
            found &= Q(**{f"{agreement}payee__member__in": self.payees})
        return found


@dataclass(frozen=True, slots=True)
class Choice:
    """Which claims are asked for (urval): those in some states, of an agreement, with a day of a period."""

    states: frozenset[ClaimState] = frozenset()
    agreement: int | None = None
    from_date: date | None = None
    to_date: date | None = None

    def met(self) -> Q:
        """Answer the condition; what is not chosen holds nothing back."""
        wanted: tuple[tuple[object, Q], ...] = (
            (self.states, Q(state__in=sorted(self.states))),
            (self.agreement, Q(agreement=self.agreement)),
            (self.from_date, Q(to_date__gte=self.from_date)),
            (self.to_date, Q(from_date__lte=self.to_date)),
        )
        return reduce(Q.__and__, (one for given, one in wanted if given), Q())


def chosen_claims(reach: Reach, choice: Choice) -> QuerySet[Claim]:
    """Find the claims that are asked for: those under way first, then the latest; for a page at a time."""
    order = Case(When(state__in=sorted(UNDER_WAY), then=Value(0)), default=Value(1))
    rows = Claim.objects.filter(reach.of("agreement__"), choice.met()).order_by(order, "-pk")
    own = ("agreement", "number", "from_date", "to_date", "state", "amount", "approved")
    return rows.select_related("agreement__payee__member").only(
        *own, "agreement__name", "agreement__payee__member__short_name"
    )


@dataclass(frozen=True, slots=True)
class ClaimSums:
    """What all that are asked for come to, whatever page they stand on; amounts in öre.

    The expired and the cancelled are among the ``count`` and in no amount; ``certified`` is of those
    that are. The rest is of all within reach: how many are under way, certified, and wait to be so.
    """

    count: int
    set_aside: int
    claimed: int
    certified: int
    paid: int
    under_way: int
    counted: int
    to_certify: int


def sums_of(reach: Reach, choice: Choice) -> ClaimSums:
    """Sum the claims that are asked for, and count those within reach, in one question."""
    met = choice.met()
    rows = list(
        Claim.objects.filter(reach.of("agreement__"))
        .values_list("state")
        .annotate(
            every=Count("pk"),
            count=Count("pk", filter=met),
            claimed=Sum("amount", filter=met, default=0),
            approved=Sum("approved", filter=met, default=0),
            paid=Sum("paid", filter=met, default=0),
        )
        .order_by("state")
    )
    by_state = {ClaimState(state): tuple(figures) for state, *figures in rows}

    def total(place: int, states: Iterable[ClaimState]) -> int:
        return sum(by_state[one][place] for one in states if one in by_state)

    every, count, claimed, approved, paid = range(5)
    return ClaimSums(
        count=total(count, ClaimState),
        set_aside=total(count, GONE),
        claimed=total(claimed, UNDER_WAY | COUNTED),
        certified=total(approved, COUNTED),
        paid=total(paid, COUNTED),
        under_way=total(every, UNDER_WAY),
        counted=total(every, COUNTED),
        to_certify=total(every, {ClaimState.TO_CERTIFY}),
    )


def claimable(reach: Reach) -> list[Agreement]:
    """List the agreements within reach that may have claims, by name, with their days at hand alone."""
    rows = Agreement.objects.filter(reach.of()).exclude(state=AgreementState.DRAFT)
    return list(rows.only("name", "starts_on", "ends_on").order_by("name", "starts_on", "pk"))


def newest_claims(agreement: int, most: int) -> tuple[Sequence[Claim], int]:
    """List an agreement's (id) newest claims, ``most`` of them, and tell how many there are in all."""
    rows = Claim.objects.filter(agreement=agreement).select_related("corrects")
    found = list(rows.annotate(every=Window(Count("pk"))).order_by("-number")[:most])
    return found, found[0].every if found else 0


def claims_waiting(
    payees: Collection[int], reviewed_at: Collection[int], certified_at: Collection[int]
) -> list[Claim]:
    """List the claims whose next step is taken at these organisations (ids), the oldest first."""
    if not (payees or reviewed_at or certified_at):
        return []
    at_payee = Q(agreement__payee__member__in=payees, state__in=["generated", "returned"])
    to_review = Q(
        agreement__federation__in=reviewed_at, state__in=["submitted", "under_review", "certified"]
    )
    to_sign = Q(
        agreement__federation__in=certified_at, state__in=["to_certify", "cancel_requested"]
    )
    rows = claims_with_names().filter(at_payee | to_review | to_sign)
    return list(rows.order_by("from_date", "id")[:50])


@dataclass(frozen=True, slots=True)
class PaidYear:
    """What has been paid of a year's claims (betalt), in öre; ``is_open`` while some are not paid yet."""

    paid: int
    is_open: bool


def paid_to(membership: int) -> dict[int, PaidYear]:
    """Sum what has been paid to a member (membership id) by the year that the claim ends in.

    Years without anything paid are left out.
    """
    is_left = ~Q(state__in=[ClaimState.PAID.value, *GONE])
    rows = (
        Claim.objects.filter(agreement__payee=membership)
        .values_list("to_date__year")
        .annotate(
            total=Sum("paid"),
            paying=Count("pk", filter=~Q(paid=0)),
            left=Count("pk", filter=is_left),
        )
        .order_by("to_date__year")
    )
    return {year: PaidYear(total, left > 0) for year, total, paying, left in rows if paying}
