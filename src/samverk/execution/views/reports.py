"""A quarter's reports: to the board, the council and the auditors, and those that were made."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from samverk.documents.rendering import Rendered
from samverk.documents.report import report_pdf
from samverk.documents.xlsx import workbook_xlsx
from samverk.execution import actions
from samverk.execution.forms.register import QuarterForm
from samverk.execution.models import KeptReport, Recipient
from samverk.execution.queries.kept_reports import (
    kept_report_at,
    kept_reports_of,
    latest_report,
    since,
)
from samverk.execution.queries.report_figures import from_json
from samverk.execution.queries.report_rows import gather
from samverk.execution.queries.reports import report_of
from samverk.execution.report_blocks import Report, blocks_of, figure_blocks
from samverk.execution.report_paper import Cover, as_paper, as_workbook
from samverk.execution.views.pages import FormPage, board_of, form_page, of_register
from samverk.execution.zone import MISSING, board, inside
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right, may
from samverk.foundation.tracing import Reading
from samverk.rules.unexecuted.counting import Definition
from samverk.rules.unexecuted.quarters import Quarter, quarter_of, read_quarter
from samverk.rules.unexecuted.register_checks import REGISTER_CHECKS
from samverk.rules.wording import running_date

# Those that a report can be made of, the latest first
CHOSEN_FROM = 12
DRAFT = "nej, det här är ett utkast"
CHECKS = {one.id: one.text for one in REGISTER_CHECKS}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report an address asks for (val)."""

    recipient: Recipient
    quarter: Quarter
    definition: Definition


def _asked(request: HttpRequest, quarter: str, to: str) -> Asked:
    """Read which report is asked for. Raises NotFoundError for one that there can not be."""
    typed = request.GET.get("definition", Definition.OPEN)
    if typed not in set(Definition):
        raise BadRequest("unknown definition")
    if to not in set(Recipient.values):
        raise NotFoundError(MISSING)
    try:
        found = read_quarter(quarter)
    except ValueError as fault:
        raise NotFoundError(MISSING) from fault
    # What lies outside has no quarter on both sides of it
    if not 1994 <= found.year <= 2100 or found.last_day >= clock.today():
        raise NotFoundError("Kvartalet har inte tagit slut: siffrorna är okända.")
    return Asked(Recipient(to), found, Definition(typed))


def _made(request: HttpRequest, body: int, asked: Asked) -> tuple[Cover, Report, KeptReport | None]:
    """Make the report as it is now, with its cover. What it tells of is noted as read."""
    actor, now = actor_of(request), clock.now()
    with inside(actor, Right.REPORT_EXECUTION):
        what = (asked.quarter, asked.definition)
        report = report_of(actor, body, asked.recipient, what, clock.today())
        kept = latest_report(body, report.figures, asked.recipient)
    standing = DRAFT if kept is None else f"{running_date(kept.made_on)}, som nr {kept.number}"
    place = (board(body).name, asked.recipient, asked.quarter)
    return Cover(*place, standing, localtime(now)), report, kept


@require_GET
@of_register("definition", how=Reading.LIST)
def register_report(request: HttpRequest, body: int, quarter: str, to: str) -> HttpResponse:
    """Show a report as it is now, before it is made or after."""
    board_of(request, body, Right.REPORT_EXECUTION)
    asked = _asked(request, quarter, to)
    cover, report, kept = _made(request, body, asked)
    context = {
        "home": board(body),
        "cover": cover,
        "asked": asked,
        "blocks": blocks_of(report),
        "kept": kept,
        "may_tell": _may_tell(request, body),
        "others": [one for one in Definition if one != asked.definition],
        "recipients": list(Recipient),
    }
    return render(request, "execution/report.html", context)


@require_GET
@of_register("definition", how=Reading.EXPORT)
def register_report_file(
    request: HttpRequest, body: int, quarter: str, to: str, ending: str
) -> HttpResponse:
    """Send a report as a PDF or an Excel file."""
    board_of(request, body, Right.REPORT_EXECUTION)
    if ending not in {"pdf", "xlsx"}:
        raise NotFoundError("Rapporten finns som PDF och som Excel.")
    asked = _asked(request, quarter, to)
    cover, report, _ = _made(request, body, asked)
    made = _rendered(cover, report, ending)
    name = f"ej-verkstallda-{asked.quarter.code}-{asked.recipient}.{made.ending}"
    return in_hand(made.content, name, made.media_type)


def _rendered(cover: Cover, report: Report, ending: str) -> Rendered:
    if ending == "pdf":
        return report_pdf(as_paper(cover, report))
    return workbook_xlsx(as_workbook(cover, report))


def _may_tell(request: HttpRequest, body: int) -> bool:
    """Answer whether somebody may open cases and write memos at the board too."""
    actor, where = actor_of(request), board(body)
    needed = (Right.REGISTER_CASE, Right.WRITE_MEMO)
    return all(
        bool(may(actor, right, organisation=where.organisation, body=body)) for right in needed
    )


@of_register("kvartal", "till", "definition")
def tell_quarter(request: HttpRequest, body: int) -> HttpResponse:
    """Make a report: it is kept, and its memo is begun."""
    board_of(request, body, Right.REPORT_EXECUTION)
    latest = quarter_of(clock.today()).plus(-1)
    ended = [latest.plus(-back) for back in range(CHOSEN_FROM)]
    known = {
        "quarter": request.GET.get("kvartal", latest.code),
        "recipient": request.GET.get("till", Recipient.COUNCIL),
        "definition": request.GET.get("definition", Definition.OPEN),
    }
    form = QuarterForm(request.POST or None, ended, initial=known)

    def write(values: dict[str, Any], key: str) -> KeptReport:
        new = actions.NewQuarterReport(**values)
        return actions.tell_quarter(actor_of(request), body, new, key=key)

    if report := form.carry_out(write):
        return redirect("kept_report", body, report.pk)
    back = reverse("register_quarter", args=[body])
    lead = (
        "Registret kontrolleras först. Sedan sparas rapporten, och en tjänsteskrivelse med kvartalets"
        " siffror påbörjas i nämndens diarium. Den är sekretessmarkerad, för av små tal kan någon kännas"
        " igen; en rapport till fullmäktige där alla tal är noll är öppen. Ingen enskild och ingen"
        " beslutsdag står i den."
    )
    words = FormPage("Lämna en rapport", lead, back, board(body).name, "Lämna rapporten")
    return form_page(request, form, words)


@require_GET
@of_register()
def kept_reports(request: HttpRequest, body: int) -> HttpResponse:
    """List the reports that were made, with their figures as they were told."""
    board_of(request, body, Right.REPORT_EXECUTION)
    with inside(actor_of(request), Right.REPORT_EXECUTION):
        rows = kept_reports_of(body)
    context = {"home": board(body), "rows": rows}
    return render(request, "execution/kept_reports.html", context)


@require_GET
@of_register(how=Reading.LIST)
def kept_report(request: HttpRequest, body: int, report: uuid.UUID) -> HttpResponse:
    """Show a report as it was told, and what the register says otherwise now."""
    board_of(request, body, Right.REPORT_EXECUTION)
    actor, today = actor_of(request), clock.today()
    with inside(actor, Right.REPORT_EXECUTION):
        row = kept_report_at(body, report)
        figures = from_json(row.figures)
        now = gather(body, figures.quarter, figures.definition, today)
        changed = since(actor, row, now)
        instead = KeptReport.objects.filter(corrects=row).first()
    context = {
        "home": board(body),
        "row": row,
        "instead": instead,
        "quarter": figures.quarter,
        "blocks": list(figure_blocks(figures)),
        "changed": changed,
        "is_changed": bool(changed.numbers or changed.decisions),
        "failed": [CHECKS.get(one, one) for one in row.failed],
        "is_closed": row.memo.secret,
    }
    return render(request, "execution/kept_report.html", context)
