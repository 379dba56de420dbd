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
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons.actions import prepare_counts, send_prepared
from samverk.interventions.persons.actions.preparing_counts import as_preview
from samverk.interventions.persons.actions.reading import inside
from samverk.interventions.persons.actions.sending_counts import Preview, period_of
from samverk.interventions.persons.forms.counts_to_send import CountsForm, SendForm
from samverk.interventions.persons.queries.prepared import standing_of
from samverk.interventions.persons.queries.sums import counts_shown_between
from samverk.interventions.persons.zone import authorities_of
from samverk.interventions.queries.telling import COUNTS

ONLY = "Antalen visas för den som samordnar hos parten."
YEARS = 3


def counts(request: HttpRequest) -> HttpResponse:
    """Show how many took part in the reader's authority's deliveries in a year, and send it.

    What may be sent is worked out by a job: the page tells how far it has come, and shows it before it
    is sent.
    """
    actor = actor_of(request)
    bodies = authorities_of(actor, Right.COORDINATE_PERSONS)
    if not bodies:
        raise NotAllowedError(ONLY)
    body = _chosen(request.GET.get("myndighet", ""), bodies)
    year = _chosen(request.GET.get("ar", ""), _years())
    with inside(actor, Right.COORDINATE_PERSONS):
        standing = standing_of(body, year)
    sends = "asked" in request.POST
    first = {"body": body, "year": year, "asked": standing.asked and standing.asked.pk}
    form = CountsForm(None if sends else request.POST or None, initial=first)
    send = SendForm(request.POST if sends else None, initial=first)
    here = f"{reverse('counts_to_send')}?myndighet={body}&ar={year}"
    if form.carry_out(lambda v, key: prepare_counts(actor, v["body"], v["year"], key=key)):
        return redirect(f"{here}#skicka")
    if send.carry_out(lambda v, key: send_prepared(actor, v["body"], v["asked"], key=key)):
        return redirect(f"{here}#skickat")
    context = _shown(body, year, actor) | {
        "authorities": [body_ref(one) for one in bodies],
        "here": here,
        "standing": standing,
        "form": form,
        "send": send,
    }
    context["previews"] = [_told(as_preview(one), context["names"]) for one in standing.results]
    status = max(form.answer_status, send.answer_status)
    return render(request, "persons/counts_to_send.html", context, status=status)


def _shown(body: int, year: int, actor: Actor) -> dict[str, Any]:
    """Gather the numbers of an authority's (body id) year, of those whom the reader may know of."""
    start, end = period_of(year)
    rows = counts_shown_between(body, start, end, actor.user)
    return {
        "authority": body_ref(body),
        "year": year,
        "years": _years(),
        "start": start,
        "end": end,
        "rows": [row for row in rows if row.total],
        "gives": bool(rows),
        "names": {str(row.code): row.name for row in rows},
        "sent": of_type(COUNTS[0], body),
    }


def _told(one: Preview, names: dict[str, str]) -> dict[str, Any]:
    """Lay out what would be sent to a federation: measures that have somebody in them, with their sums."""
    shown = one.shown
    tables = [table for table in shown.told if table["every"]["total"] != 0] if shown else []
    return {
        "federation": organisation_by_id(one.federation).name,
        "threshold": one.counts.policy["threshold"],
        "is_shown": shown is not None,
        "lines": [
            (names_of(row, names), Measure(table["measure"]), row)
            for table in tables
            for row in [*_rows(table), table["every"]]
            if row["total"] != 0
        ],
        "silent": [measure.label for measure in Measure if shown and measure in shown.silent],
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
