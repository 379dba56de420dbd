"""A disposal on its way: the trial's list, the decision, the work, and the certificate."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from samverk.documents.report import report_pdf
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import MISSING, inside
from samverk.interventions.persons.actions.reviewing import note_list_read
from samverk.interventions.persons.certificate import as_paper, facts_of, stayed_of, years_of
from samverk.interventions.persons.forms.retention import DecisionForm, SureForm
from samverk.interventions.persons.listing import lists_persons
from samverk.interventions.persons.models import DisposalCertificate, DryRun
from samverk.interventions.persons.queries.disposal import (
    OTHERS,
    due_in,
    groups_of,
    left_seen,
    lines_of,
    named_rows,
)
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons, page_number
from samverk.interventions.persons.views.retention import EITHER
from samverk.interventions.persons.zone import authorities_of, authority
from samverk.rules.interventions.list_grounds import ListGround
from samverk.rules.interventions.retention import STANDINGS, Standing

TONES = {
    Standing.DUE: "attention",
    Standing.NOT_YET: "neutral",
    Standing.ONGOING: "running",
    Standing.HELD: "locked",
    Standing.UNKNOWN: "stopped",
}


def _run(pk: uuid.UUID, bodies: list[int]) -> DryRun:
    rows = DryRun.objects.select_related("plan", "decision__start", "decision__certificate")
    found = rows.filter(pk=pk, controller__in=bodies).first()
    if found is None:
        raise NotFoundError(MISSING)
    return found


@require_GET
@of_persons("lage", "sida")
@lists_persons("Provgallring", ListGround.DECISIONS, "pseudonym, varför tiden är ute, dag, läge")
def dry_run(request: HttpRequest, run: uuid.UUID) -> HttpResponse:
    """Show a trial: how many stand how, and those who stand in one way, by pseudonym."""
    actor = actor_of(request)
    asked = request.GET.get("lage", "")
    standing = Standing(asked) if asked in set(Standing) else Standing.DUE
    with inside(actor, *EITHER) as bodies:
        row = _run(run, bodies)
        note_list_read(actor, row)
        page = lines_of(row, standing, actor.user, page_number(request))
        decision = getattr(row, "decision", None)
        left = left_seen(decision, actor.user) if decision else 0
        groups = groups_of(row, actor.user)
    body = row.controller_id
    context: dict[str, Any] = {
        "home": authority(body),
        "run": row,
        "decision": decision,
        "left": left,
        "groups": groups,
        "due": next(one.number for one in groups if one.standing == Standing.DUE),
        "standing": standing.value,
        "title": STANDINGS[standing],
        "tone": TONES[standing],
        "page": page,
        "query": f"lage={standing.value}&",
        "lines": [(one, sum(one.rows.values())) for one in page],
        "decides": body in authorities_of(actor, Right.DECIDE_DISPOSAL),
        "made_it": actor.user == row.made_by_id,
        "links": body in authorities_of(actor, Right.COORDINATE_PERSONS) and not decision,
    }
    return render(request, "persons/dry_run.html", context)


@of_persons()
def decide_disposal(request: HttpRequest, run: uuid.UUID) -> HttpResponse:
    """Decide that those who were due in a trial are removed."""
    actor = actor_of(request)
    with inside(actor, Right.DECIDE_DISPOSAL) as bodies:
        row = _run(run, bodies)
        many = due_in([row], actor.user).get(row.pk, 0)
    form = DecisionForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.decide_disposal(
            actor, row.controller_id, actions.NewDecision(row.pk, **values), key=key
        )
    )
    if made:
        return redirect("dry_run", row.pk)
    lead = (
        f"Beslutet gäller {many} {'person' if many == 1 else 'personer'} i listan, och var och en vars"
        " tid var ute men som bara namngivna handläggare får veta om. Inget tas bort förrän"
        " gallringen verkställs. Den vars underlag har ändrats till dess blir kvar."
    )
    back = reverse("dry_run", args=[row.pk])
    return form_page(request, form, FormPage("Besluta om gallring", lead, back, send="Besluta"))


@of_persons()
def carry_out_disposal(request: HttpRequest, run: uuid.UUID) -> HttpResponse:
    """Carry a decided disposal out, or go on with it."""
    actor = actor_of(request)
    with inside(actor, Right.DECIDE_DISPOSAL) as bodies:
        row = _run(run, bodies)
        decision = getattr(row, "decision", None)
        if decision is None:
            raise NotFoundError(MISSING)
        many = left_seen(decision, actor.user)
    form = SureForm(request.POST or None, "Jag förstår att det inte går att ångra")
    if form.carry_out(
        lambda _, key: actions.carry_out_disposal(actor, row.controller_id, decision.pk, key=key)
    ):
        return redirect("dry_run", row.pk)
    lead = (
        f"{many} {'person' if many == 1 else 'personer'} i listan återstår. Nycklarna förstörs och raderna"
        f" tas bort. Högst {actions.MOST_AT_ONCE} tas på en gång; resten tas i natt."
    )
    back = reverse("dry_run", args=[row.pk])
    return form_page(request, form, FormPage("Verkställ gallringen", lead, back, send="Gallra"))


def _certificate(request: HttpRequest, pk: uuid.UUID) -> DisposalCertificate:
    with inside(actor_of(request), *EITHER) as bodies:
        rows = DisposalCertificate.objects.select_related("decision")
        found = rows.filter(pk=pk, controller__in=bodies).first()
    if found is None:
        raise NotFoundError(MISSING)
    return found


@require_GET
@of_persons()
def certificate(request: HttpRequest, certificate: uuid.UUID) -> HttpResponse:
    """Show a certificate."""
    row = _certificate(request, certificate)
    context = {
        "row": row,
        "home": authority(row.controller_id),
        "run": row.decision.run_id,
        "facts": facts_of(row),
        "rows": named_rows(row.content["rows"]),
        "years": years_of(row),
        "stayed": stayed_of(row),
        "others": OTHERS,
    }
    return render(request, "persons/certificate.html", context)


@require_GET
@of_persons()
def certificate_pdf(request: HttpRequest, certificate: uuid.UUID) -> HttpResponse:
    """Hand out a certificate as a PDF to keep in the archive."""
    row = _certificate(request, certificate)
    made = report_pdf(as_paper(row, localtime(row.recorded_at)))
    return in_hand(made.content, f"gallringsbevis-{row.finished_on}.{made.ending}", made.media_type)
