"""A member's report: the page, and the same as a PDF and an Excel file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from samverk.directory.queries import OrganisationRef
from samverk.documents.rendering import Rendered
from samverk.documents.report import report_pdf
from samverk.documents.xlsx import workbook_xlsx
from samverk.federation.forms.member_report import YearsForm
from samverk.federation.member_report import MemberReport, report_of
from samverk.federation.member_report.paper import (
    NO_COUNTS,
    NO_WAITING,
    as_report,
    as_workbook,
)
from samverk.federation.member_report.telling import HEAD, LABELS, period, told_years
from samverk.federation.telling import counts_told
from samverk.federation.views.agreements import may_read_claims
from samverk.federation.views.setup import federation_at
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, offers
from samverk.foundation.permissions import Right, may


@require_GET
def member_report(request: HttpRequest, slug: str, membership: int) -> HttpResponse:
    """Show what a member has paid, got back and taken part in over some years."""
    home = federation_at(slug)
    form = YearsForm(request.GET, clock.today().year)
    found = _report(request, home, membership, form)
    allowed = may(actor_of(request), Right.MANAGE_FEDERATION, organisation=home.id)
    place = [slug, membership]
    context = {
        "home": home,
        "report": found,
        "member": found.member,
        "period": period(found),
        "head": HEAD,
        "labels": LABELS,
        "years": told_years(found),
        "tables": [(table, counts_told(table.shown.value)) for table in found.tables],
        "no_counts": NO_COUNTS,
        "no_waiting": NO_WAITING,
        "form": form,
        "offers": offers(
            Offer("Registrera avgift", reverse("new_fee", args=place), allowed),
            Offer("Registrera ersättning", reverse("new_return", args=place), allowed),
        ),
    }
    return render(request, "federation/member_report.html", context, status=form.answer_status)


def _report(
    request: HttpRequest, home: OrganisationRef, membership: int, form: YearsForm
) -> MemberReport:
    def reads(payee: int) -> bool:
        return bool(may_read_claims(request, payee, home.id))

    return report_of(home.id, membership, form.years, reads_claims=reads)


@require_GET
def member_report_file(
    request: HttpRequest, slug: str, membership: int, ending: str
) -> HttpResponse:
    """Send the report as a PDF or an Excel file; raises NotFoundError for years that cannot be."""
    home = federation_at(slug)
    if ending not in {"pdf", "xlsx"}:
        raise NotFoundError("Rapporten finns som PDF och som Excel.")
    form = YearsForm(request.GET, clock.today().year)
    if not form.is_valid():
        raise NotFoundError("Välj först vilka år rapporten gäller.")
    found = _report(request, home, membership, form)
    made = _made(found, ending)
    name = f"medlemsrapport-{found.member.membership.member.slug}-{period(found).replace(' ', '-')}"
    return in_hand(made.content, f"{name}.{made.ending}", made.media_type)


def _made(found: MemberReport, ending: str) -> Rendered:
    moment = clock.now()
    if ending == "pdf":
        return report_pdf(as_report(found, localtime(moment)))
    return workbook_xlsx(as_workbook(found, moment))
