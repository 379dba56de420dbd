"""What an authority has given those whom it referred while they waited: how often, and at what cost."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractYear

from samverk.interventions.persons.models import Support, SupportKind


@dataclass(frozen=True, slots=True)
class SupportSum:
    """Support of one kind that began in a year, while people waited for one party (summa av stöd).

    ``times`` counts supports and ``people`` persons. ``cost`` is in öre, of those whose cost is known;
    of ``unknown`` supports it is not.
    """

    year: int
    waited_for: str
    kind: str
    times: int
    people: int
    cost: int
    unknown: int


def support_sums(body: int) -> list[SupportSum]:
    """Sum the support that an authority (body id) gave, the latest year first, in one query.

    Of those whom the reader may know of, and without what was entered in error. That no support is
    given is counted too: it has no cost.
    """
    rows = Support.objects.filter(controller=body, struck=None).annotate(
        year=ExtractYear("from_date")
    )
    lacks = Q(cost=None) & ~Q(kind=SupportKind.NONE)
    found = (
        rows.order_by()
        .values_list("year", "referral__delivery__provider__short_name", "kind")
        .annotate(
            times=Count("pk"),
            people=Count("person", distinct=True),
            known=Sum("cost", default=0),
            unknown=Count("pk", filter=lacks),
        )
    )
    sums = [
        SupportSum(year, provider, str(SupportKind(kind).label), *counted)
        for year, provider, kind, *counted in found
    ]
    return sorted(sums, key=lambda one: (-one.year, one.waited_for, one.kind))
