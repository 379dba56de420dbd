"""Counts of a party's own deliveries, and sending them to the federation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.directory.queries import body_ref, organisation_by_id
from samverk.exchange.queries import of_type
from samverk.federation.queries import Measure
from samverk.foundation import clock
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons.actions import send_counts
from samverk.interventions.persons.actions.sending_counts import (
    Preview,
    look_at_counts,
    period_of,
)
from samverk.interventions.persons.forms.counts_to_send import CountsForm
from samverk.interventions.persons.queries.sums import DeliveryCount, counts_shown_between
from samverk.interventions.persons.zone import authorities_of
from samverk.interventions.queries.telling import COUNTS

ONLY = "Antalen visas för den som samordnar hos parten."
YEARS = 3


def counts(request: HttpRequest) -> HttpResponse:
    """Show how many took part in the reader's authority's deliveries in a year, and send it.

    ``granska`` asks for what would be sent: to try it takes a while.
    """
    actor = actor_of(request)
    bodies = authorities_of(actor, Right.COORDINATE_PERSONS)
    if not bodies:
        raise NotAllowedError(ONLY)
    body = _chosen(request.GET.get("myndighet", ""), bodies)
    year = _chosen(request.GET.get("ar", ""), _years())
    form = CountsForm(request.POST or None, initial={"body": body, "year": year})
    sent = form.carry_out(lambda v, key: send_counts(actor, v["body"], v["year"], key=key))
    here = f"{reverse('counts_to_send')}?myndighet={body}&ar={year}"
    if sent:
        return redirect(f"{here}#skickat")
    start, end = period_of(year)
    rows = counts_shown_between(body, start, end, actor.user)
    previews = look_at_counts(actor, body, year) if "granska" in request.GET else []
    context = {
        "authority": body_ref(body),
        "authorities": [body_ref(one) for one in bodies],
        "year": year,
        "years": _years(),
        "start": start,
        "end": end,
        "rows": [row for row in rows if row.total],
        "gives": bool(rows),
        "previews": [_told(one, rows) for one in previews],
        "form": form,
        "sent": of_type(COUNTS[0], body),
    }
    return render(request, "persons/counts_to_send.html", context, status=form.answer_status)


def _told(one: Preview, rows: list[DeliveryCount]) -> dict[str, Any]:
    """Lay out what would be sent to a federation: measures that have somebody in them, with their sums."""
    names = {str(row.code): row.name for row in rows}
    tables = [table for table in one.counts.told if table["every"]["total"] != 0]
    return {
        "federation": organisation_by_id(one.federation).name,
        "threshold": one.counts.policy["threshold"],
        "lines": [
            (names_of(row, names), Measure(table["measure"]), row)
            for table in tables
            for row in [*_rows(table), table["every"]]
            if row["total"] != 0
        ],
        "silent": [measure.label for measure in Measure if measure in one.counts.silent],
    }


def _rows(table: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the rows of a table; none where nothing is told of any of them."""
    rows: list[dict[str, Any]] = table["rows"]
    return rows if any(row["women"] or row["men"] or row["total"] for row in rows) else []


def names_of(row: dict[str, Any], names: dict[str, str]) -> str:
    """Name the deliveries that a row is told for."""
    if "deliveries" not in row:
        return "Alla tillsammans"
    return ", ".join(names[code] for code in row["deliveries"])


def _years() -> list[int]:
    """List the years to choose among, this one first."""
    this = clock.today().year
    return [this - back for back in range(YEARS)]


def _chosen(text: str, among: list[int]) -> int:
    """Read which of some numbers is chosen; the first when none is."""
    return next((one for one in among if str(one) == text), among[0])
