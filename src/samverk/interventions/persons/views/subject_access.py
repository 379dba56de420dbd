"""Registerutdrag: requests that wait, and what a person is told, as a page and as a PDF."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from samverk.documents.subject_access import ExtractPaper, ExtractTable, extract_pdf
from samverk.foundation import clock
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.foundation.tracing import Reading
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import (
    Who,
    inside,
    person_at,
    row_at,
    who,
)
from samverk.interventions.persons.actions.subject_access import make_extract
from samverk.interventions.persons.forms.subject_access import (
    AnsweredForm,
    ExtendForm,
    SubjectRequestForm,
)
from samverk.interventions.persons.listing import lists_persons, read_in
from samverk.interventions.persons.models import SubjectRequest
from samverk.interventions.persons.queries.subject_access import due, requests_at
from samverk.interventions.persons.views.coordination import home_of
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons
from samverk.rules.interventions.list_grounds import ListGround

COORDINATES = Right.COORDINATE_PERSONS


@require_GET
@of_persons()
@lists_persons(
    "Begäranden om registerutdrag",
    ListGround.NOTHING_DELICATE,
    "namn, maskerat nummer, dagar, läge",
)
def subject_requests(request: HttpRequest, body: int) -> HttpResponse:
    """List the requests that wait for an answer, and those that have got one."""
    home, actor, today = home_of(request, body), actor_of(request), clock.today()
    with inside(actor, COORDINATES):
        waiting, answered = requests_at(body)
        named = who(actor, {row.person_id: row.person for row in (*waiting, *answered)}.values())
    context = {
        "home": home,
        "waiting": [(row, named[row.person_id], row.due_on < today) for row in waiting],
        "answered": [(row, named[row.person_id]) for row in answered],
    }
    return render(request, "persons/subject_requests.html", context)


@of_persons()
def new_subject_request(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Take a person's request for an extract."""
    actor = actor_of(request)
    with inside(actor, COORDINATES):
        row = person_at(person)
        named = who(actor, [row])[row.pk]
    body = row.controller_id
    form = SubjectRequestForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        new = actions.NewSubjectRequest(person, **values)
        return actions.take_request(actor, body, new, key=key)

    made = form.carry_out(write)
    if made:
        return redirect("subject_request", made.pk)  # type: ignore[attr-defined]
    lead = (
        "Personen vill veta vilka uppgifter ni har. Svara så snart det går, senast inom en månad."
        " Är du osäker på vem som frågar: kontrollera det först."
    )
    page = FormPage(
        "Begäran om registerutdrag", lead, reverse("person", args=[person]), named, "Registrera"
    )
    return form_page(request, form, page)


def _request_at(request: HttpRequest, pk: uuid.UUID) -> tuple[SubjectRequest, Who]:
    """Find a request for a coordinator of its authority; whose it is, is noted."""
    actor = actor_of(request)
    with inside(actor, COORDINATES):
        row = row_at(SubjectRequest, pk)
        return row, who(actor, [row.person])[row.person_id]


@require_GET
@of_persons()
def subject_request(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """Show one request: how it came, by when it is answered and why, and what can be done."""
    row, named = _request_at(request, subject)
    context = {
        "row": row,
        "who": named,
        "due": due(row),
        "is_late": row.answered_on is None and row.due_on < clock.today(),
    }
    return render(request, "persons/subject_request.html", context)


@of_persons()
def extend_request(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """Take more time to answer."""
    row, named = _request_at(request, subject)
    form = ExtendForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.extend_request(
            actor_of(request), row.controller_id, subject, values["why"], key=key
        )
    ):
        return redirect("subject_request", subject)
    lead = (
        "Du får två månader till. Tala om för personen att svaret dröjer och varför,"
        " innan den första månaden är slut."
    )
    return form_page(request, form, _page("Förläng tiden", lead, row, named))


@of_persons()
def answer_request(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """Note that the extract is handed over."""
    row, named = _request_at(request, subject)
    form = AnsweredForm(request.POST or None)
    if form.carry_out(
        lambda _, key: actions.answer_request(
            actor_of(request), row.controller_id, subject, key=key
        )
    ):
        return redirect("subject_request", subject)
    lead = "Kontrollera att utdraget har kommit fram till rätt person."
    return form_page(request, form, _page("Markera som besvarad", lead, row, named))


def _page(title: str, lead: str, row: SubjectRequest, named: Who) -> FormPage:
    return FormPage(title, lead, reverse("subject_request", args=[row.pk]), named)


@require_GET
@of_persons()
def extract(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """Show all that the person is told."""
    row, told = make_extract(actor_of(request), subject, whole=False)
    return render(request, "persons/extract.html", {"row": row, "told": told})


@require_GET
@of_persons()
@read_in(Reading.EXPORT)
def extract_file(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """Send all that the person is told, with the whole number, as a PDF whose name tells nothing."""
    row, told = make_extract(actor_of(request), subject, whole=True)
    paper = ExtractPaper(
        told.home.name,
        localtime(clock.now()),
        (
            ("Begäran kom in", row.received_on.isoformat()),
            ("Personuppgiftsansvarig", told.home.name),
        ),
        told.who,
        tuple(ExtractTable(one.title, one.head, one.rows) for one in told.held),
        told.about,
    )
    made = extract_pdf(paper)
    return in_hand(made.content, f"registerutdrag-{row.pk.hex[:8]}.{made.ending}", made.media_type)
