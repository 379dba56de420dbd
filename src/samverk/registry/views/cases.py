"""A case's page, and the forms that change it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.files.release import lacking
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, Reading, offers
from samverk.foundation.permissions import Right, may, require
from samverk.registry import actions, queries
from samverk.registry.actions.reading import read_case
from samverk.registry.forms import CaseForm, CloseForm, DocumentForm, LinkForm
from samverk.registry.models import Case
from samverk.registry.panels import CASE_PANELS

FORM = "registry/form.html"


def case(request: HttpRequest, case: int) -> HttpResponse:
    """Show a case: facts, documents, what other rooms add, linked cases and history."""
    actor = actor_of(request)
    page = read_case(actor, case)
    body = page.case.body
    files = queries.may_open_files(actor, body.organisation_id)
    keeps = may(actor, Right.REGISTER_CASE, organisation=body.organisation_id, body=body.pk)
    if files:
        _tell_lacking(page)
    context = {
        "page": page,
        "case": page.case,
        "body": body,
        "panels": CASE_PANELS.on(
            Reading(case, body.organisation_id, clock.today(), actor, body.pk)
        ),
        "offers": _offers(request, page.case),
        "files": files,
        "keeps_originals": keeps,
        "shows_who": actor.is_known,
    }
    return render(request, "registry/case.html", context)


def _tell_lacking(page: queries.CasePage) -> None:
    """Let each file that is handed out as less than what came tell so, as ``lacks``."""
    files = [file for row in page.documents for file in row.files]
    told = lacking(file.sha256 for file in files)
    for file in files:
        file.lacks = told.get(file.sha256, "")  # type: ignore[attr-defined]


def _offers(request: HttpRequest, case: Case) -> Offers:
    body = case.body
    allowed = may(
        actor_of(request), Right.REGISTER_CASE, organisation=body.organisation_id, body=body.pk
    )
    given = [
        Offer("Registrera handling", reverse("new_document", args=[case.pk]), allowed),
        Offer("Koppla till ett annat ärende", reverse("link_case", args=[case.pk]), allowed),
    ]
    if case.closed_on is None:
        given.append(Offer("Avsluta ärendet", reverse("close_case", args=[case.pk]), allowed))
    return offers(*given)


def new_case(request: HttpRequest, body: int) -> HttpResponse:
    """Open a case in a body's diary."""
    found = directory.body_ref(body)
    actor = actor_of(request)
    require(may(actor, Right.REGISTER_CASE, organisation=found.organisation, body=body))
    form = CaseForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> Case:
        secret = form.take_secret(values)
        return actions.open_case(actor, actions.NewCase(body, **values, secret=secret), key=key)

    if made := form.carry_out(write):
        return redirect("case", made.pk)
    context = {
        "form": form,
        "title": "Registrera ärende",
        "lead": "",
        "where": found.full_name,
        "back": reverse("diary", args=[body]),
    }
    return render(request, FORM, context, status=form.answer_status)


def new_document(request: HttpRequest, case: int) -> HttpResponse:
    """Register a document in a case, with its file."""
    found = _changeable(request, case)
    form = DocumentForm(
        request.POST or None, request.FILES or None, initial={"dated_on": clock.today()}
    )

    def write(values: dict[str, Any], key: str) -> Any:
        secret, file = form.take_secret(values), form.take_file(values)
        new = actions.NewDocument(case, **values, secret=secret, file=file)
        return actions.register_document(actor_of(request), new, key=key)

    if made := form.carry_out(write):
        return redirect(f"{reverse('case', args=[case])}#handling-{made.number}")
    return _form_page(request, found, form, "Registrera handling")


def link_case(request: HttpRequest, case: int) -> HttpResponse:
    """Link a case with one in another body's diary, found by its diary number."""
    found = _changeable(request, case)
    form = LinkForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.link_cases(
            actor_of(request), found, form.pick(values["other"]), values["kind"], key=key
        )
    )
    if made:
        return redirect("case", case)
    return _form_page(request, found, form, "Koppla till ett annat ärende")


def close_case(request: HttpRequest, case: int) -> HttpResponse:
    """Close a case."""
    found = _changeable(request, case)
    form = CloseForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.close_case(
            actor_of(request), found, values["closed_on"], key=key
        )
    )
    if made:
        return redirect("case", case)
    return _form_page(request, found, form, "Avsluta ärendet")


def _changeable(request: HttpRequest, case: int) -> Case:
    """Find the case, and refuse whoever may not change it before they have filled in a form."""
    found = queries.case_by_id(case)
    organisation, body = found.body.organisation_id, found.body_id
    require(may(actor_of(request), Right.REGISTER_CASE, organisation=organisation, body=body))
    return found


def _form_page(request: HttpRequest, case: Case, form: ActForm, title: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "lead": "",
        "where": str(case),
        "back": reverse("case", args=[case.pk]),
    }
    return render(request, FORM, context, status=form.answer_status)
