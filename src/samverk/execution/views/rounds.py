"""A quarter's reports to the supervisory authority, what is left to send of them, and what was sent when."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samverk.documents.semicolons import MEDIA_TYPE, rows_csv
from samverk.execution.models import GrantedDecision
from samverk.execution.queries.codes import kind_name
from samverk.execution.queries.sendings import (
    Item,
    SentInQuarter,
    decisions_in,
    round_of,
    sent_by_quarter,
)
from samverk.execution.queries.sheets import Source, lay_out, sources
from samverk.execution.records import Concerned
from samverk.execution.views.pages import asked_quarter, board_of, of_register, page_number
from samverk.execution.zone import board, boards_of, inside, who
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.foundation.tracing import Reading
from samverk.rules.unexecuted.individual_sheet import KINDS, LABELS, ReportKind

ON_A_PAGE = 25
LEFT, SENT, ALL = "kvar", "inskickade", "alla"
FILTERS = {LEFT: "Kvar att skicka", SENT: "Inskickade", ALL: "Alla rapporter"}
SHORT = {
    ReportKind.NOT_EXECUTED: "Ej verkställda",
    ReportKind.INTERRUPTED: "Avbrutna",
    ReportKind.EXECUTED: "Anmälda som verkställda",
    ReportKind.CLOSED: "Anmälda som avslutade",
}
HEAD = ("Kvartal", *SHORT.values(), "Summa", "Återtagna", "Första dag", "Sista dag")


@dataclass(frozen=True, slots=True)
class Line:
    """A report in the round (rad): of whom, its kind in words, and what is missing in it."""

    item: Item
    decision: GrantedDecision
    who: Concerned
    measure: str
    kind: str
    missing: str


@require_GET
@of_register("kvartal", "visa", "sida", how=Reading.LIST)
def register_round(request: HttpRequest, body: int) -> HttpResponse:
    """Show a quarter's reports: what is left to send and what was sent, page by page."""
    board_of(request, body)
    actor, quarter, today = actor_of(request), asked_quarter(request), clock.today()
    which = request.GET.get("visa", LEFT)
    which = which if which in FILTERS else LEFT
    reports = body in boards_of(actor, Right.REPORT_EXECUTION)
    with inside(actor):
        found = round_of(body, quarter, today, of_all=reports)
        page = Paginator(_chosen(found.items, which), ON_A_PAGE).get_page(page_number(request))
        rows = _lines(actor, list(page))
    context = {
        "home": board(body),
        "quarter": quarter,
        "before": quarter.plus(-1),
        "after": quarter.next,
        "has_ended": quarter.last_day < today,
        "round": found,
        "rows": rows,
        "page": page,
        "which": which,
        "title": FILTERS[which],
        "filters": [(name, label, name == which) for name, label in FILTERS.items()],
        "query": f"kvartal={quarter.code}&visa={which}&",
        "reports": reports,
    }
    return render(request, "execution/round.html", context)


def _chosen(items: list[Item], which: str) -> list[Item]:
    if which == ALL:
        return items
    return [one for one in items if one.report.is_due is (which == LEFT)]


def _lines(actor: Actor, items: list[Item]) -> list[Line]:
    """Open the decisions of a page; each is noted as read."""
    rows = list(decisions_in(items).values())
    named = who(actor, rows)
    of = sources(rows, named)
    return [
        Line(
            one,
            of[one.decision].row,
            named[one.decision],
            kind_name(
                of[one.decision].row.kind,
                of[one.decision].book,
                of[one.decision].row.decided_on,
            ),
            KINDS[one.report.kind],
            _missing(one, of[one.decision]) if one.report.is_due else "",
        )
        for one in items
        if one.decision in of
    ]


def _missing(item: Item, source: Source) -> str:
    laid = lay_out(item, source)
    return ", ".join(LABELS[field].lower() for field in laid.sheet.missing)


@require_GET
@of_register(how=Reading.LIST)
def register_sent(request: HttpRequest, body: int) -> HttpResponse:
    """Show how many reports were sent for each quarter, of which kind and when. Numbers alone."""
    board_of(request, body, Right.REPORT_EXECUTION)
    with inside(actor_of(request)):
        rows = sent_by_quarter(body)
    context = {
        "home": board(body),
        "kinds": list(SHORT.values()),
        "rows": [(one, [one.kinds[kind] for kind in SHORT]) for one in rows],
    }
    return render(request, "execution/sent.html", context)


@require_GET
@of_register(how=Reading.EXPORT)
def register_sent_file(request: HttpRequest, body: int) -> HttpResponse:
    """Send the same numbers as a file."""
    board_of(request, body, Right.REPORT_EXECUTION)
    with inside(actor_of(request)):
        rows = sent_by_quarter(body)
    return in_hand(rows_csv(HEAD, map(_row, rows)), "inskickat-till-ivo.csv", MEDIA_TYPE)


def _row(one: SentInQuarter) -> list[str | int]:
    return [
        one.quarter.code,
        *(one.kinds[kind] for kind in SHORT),
        one.total,
        one.withdrawn,
        one.first_on.isoformat() if one.first_on else "",
        one.last_on.isoformat() if one.last_on else "",
    ]
