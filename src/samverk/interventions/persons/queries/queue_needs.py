"""What each queue waits for from its team: the lists that the start page's numbers lead to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from samverk.interventions.persons.queries.due import turned_down_lately
from samverk.interventions.persons.queries.lasting import pauses_over, unconfirmed


def needs_of(bodies: Sequence[int], today: date) -> dict[int, list[str]]:
    """Tell what the team of each delivery (id) does in its queue, at authorities (body ids), in words.

    Three questions, however many queues there are.
    """
    told: dict[int, list[str]] = {}
    for words, rows, where in (
        (
            "{} fick nej eller inget svar: erbjud nästa",
            turned_down_lately(today),
            "entry__delivery",
        ),
        ("{} inte bekräftade i tid", unconfirmed(today), "delivery"),
        ("{} pausade för länge", pauses_over(today), "entry__delivery"),
    ):
        for delivery, many in _counted(rows.filter(controller__in=bodies), where):
            told.setdefault(delivery, []).append(words.format(many))
    return told


def _counted(rows: QuerySet[Any], where: str) -> list[tuple[int, int]]:
    return list(rows.order_by().values_list(where).annotate(many=Count("pk")))
