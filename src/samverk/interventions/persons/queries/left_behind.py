"""Who takes part, or was to, in what is given no more: nobody has ended it, and it would go on for ever."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from samverk.interventions.persons.models import Participation
from samverk.rules.interventions.participation import UNDER_WAY

ON_A_PAGE = 50


def left_behind(day: date) -> QuerySet[Participation]:
    """Find what goes on or is planned, in what is open, in a delivery whose last day has passed.

    Who was referred and never began has a place in the queue still: it goes on with a move of the queue,
    or ends with the participation.
    """
    return Participation.objects.filter(state__in=UNDER_WAY, delivery__to_date__lt=day)


def left_behind_at(body: int, day: date, number: int) -> Page[Participation]:
    """List an authority's (body id), the delivery that ended first on top: one page of them."""
    rows = left_behind(day).filter(controller=body)
    order = ("delivery__to_date", "delivery__name", "starts_on", "pk")
    beside = rows.select_related("delivery", "person__controller__organisation")
    return Paginator(beside.order_by(*order), ON_A_PAGE).get_page(number)
