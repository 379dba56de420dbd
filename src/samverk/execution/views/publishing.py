"""What a board publishes of its quarters: looked at first, then published, tested for harm or withdrawn."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.execution import actions
from samverk.execution.forms.publishing import HarmForm, PublishForm
from samverk.execution.forms.retention import SureForm
from samverk.execution.models import HarmTest, Judgement, PublishedQuarter
from samverk.execution.queries.public_quarters import (
    Publishable,
    publishable,
    publishable_exact,
    standing_of,
    tests_of,
)
from samverk.execution.views.pages import FormPage, board_of, form_page, of_register
from samverk.execution.zone import MISSING, board, boards_of, inside
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.rules.unexecuted.quarters import Quarter, quarter_of, read_quarter

# Three years
SHOWN = 12
# LSS is from that year
EARLIEST = 1994
SURE = "Jag har läst tabellerna. De läggs ut för alla på webben."
SURE_EXACT = (
    "Jag har läst menprövningen och tabellerna med de små talen. De läggs ut för alla på webben."
)


@require_GET
@of_register()
def publishing(request: HttpRequest, body: int) -> HttpResponse:
    """List a board's latest quarters, and which are published."""
    board_of(request, body)
    latest = quarter_of(clock.today()).plus(-1)
    quarters = [latest.plus(-back) for back in range(SHOWN)]
    standing = standing_of(body, quarters)
    context = {
        "home": board(body),
        "rows": [(one, standing.get(one)) for one in quarters],
    }
    return render(request, "execution/publishing.html", context)


@of_register()
def publish_quarter(request: HttpRequest, body: int, quarter: str) -> HttpResponse:
    """Show a quarter as everybody would read it, and publish it; also its tests of harm."""
    board_of(request, body)
    actor, asked = actor_of(request), _ended(quarter)
    found = _looked(request, body, asked)
    standing = standing_of(body, [asked]).get(asked)
    with inside(actor):
        tests = list(tests_of(body, asked))
    is_reporter = body in boards_of(actor, Right.REPORT_EXECUTION)
    form = PublishForm(request.POST or None, found.digest, SURE)
    if is_reporter and _published(request, form, body, found):
        return redirect("public_quarter", body, asked.code)
    context = {
        "home": board(body),
        "quarter": asked,
        "found": found,
        "tests": [(one, one.judgement == Judgement.CLEAR) for one in tests],
        "standing": standing,
        "form": form if is_reporter and found.shown and not standing else None,
        "is_reporter": is_reporter,
        "me": actor.user,
    }
    return render(request, "execution/publish.html", context, status=form.answer_status)


@of_register()
def publish_exact(request: HttpRequest, body: int, quarter: str, test: uuid.UUID) -> HttpResponse:
    """Show a quarter with its small numbers beside the test of harm, and publish it so."""
    board_of(request, body, Right.REPORT_EXECUTION)
    asked = _ended(quarter)
    made = _test(request, body, asked, test)
    found = _looked(request, body, asked, exact=True)
    form = PublishForm(request.POST or None, found.digest, SURE_EXACT)
    if _published(request, form, body, found, test):
        return redirect("public_quarter", body, asked.code)
    context = {
        "home": board(body),
        "quarter": asked,
        "found": found,
        "test": made,
        "form": form,
    }
    return render(request, "execution/publish_exact.html", context, status=form.answer_status)


@of_register()
def harm_test(request: HttpRequest, body: int, quarter: str) -> HttpResponse:
    """Test what harm a quarter's small numbers may do; nothing is published by it."""
    board_of(request, body, Right.REPORT_EXECUTION)
    asked = _ended(quarter)
    form = HarmForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> HarmTest:
        judgement = Judgement(values["judgement"])
        new = actions.NewHarmTest(asked, judgement, **form.texts(values))
        return actions.try_harm(actor_of(request), body, new, key=key)

    if form.carry_out(write):
        return redirect("publish_quarter", body, asked.code)
    found = _looked(request, body, asked, exact=True)
    context = {"home": board(body), "quarter": asked, "found": found, "form": form}
    return render(request, "execution/harm_test.html", context, status=form.answer_status)


@of_register()
def withdraw_quarter(request: HttpRequest, body: int, published: int) -> HttpResponse:
    """Take a published quarter from the public page."""
    board_of(request, body, Right.REPORT_EXECUTION)
    row = PublishedQuarter.objects.filter(body=body, pk=published, withdrawn_on=None).first()
    if row is None:
        raise NotFoundError(MISSING)
    form = SureForm(request.POST or None, f"Ta bort {row.of_quarter} från webben nu")
    if form.carry_out(
        lambda _, key: actions.withdraw_quarter(actor_of(request), body, published, key=key)
    ):
        return redirect("publishing", body)
    lead = (
        "Sidan försvinner genast. Det som någon redan har läst räknas som känt: nästa publicering prövas"
        " mot det."
    )
    back = reverse("publishing", args=[body])
    page = FormPage("Dra tillbaka publiceringen", lead, back, board(body).name, "Dra tillbaka")
    return form_page(request, form, page)


def _published(
    request: HttpRequest,
    form: PublishForm,
    body: int,
    found: Publishable,
    test: uuid.UUID | None = None,
) -> PublishedQuarter | None:
    def write(values: dict[str, Any], key: str) -> PublishedQuarter:
        new = actions.NewPublication(found.quarter, values["seen"], test)
        return actions.publish_quarter(actor_of(request), body, new, key=key)

    made = form.carry_out(write)
    if made is None and form.is_bound:
        form.look_again(found.digest)
    return made


def _ended(text: str) -> Quarter:
    """Read which quarter an address names. Raises NotFoundError for one that has not ended."""
    try:
        found = read_quarter(text)
    except ValueError as fault:
        raise NotFoundError(MISSING) from fault
    if found.code != text or found.year < EARLIEST or found.last_day >= clock.today():
        raise NotFoundError(MISSING)
    return found


def _looked(
    request: HttpRequest, body: int, quarter: Quarter, *, exact: bool = False
) -> Publishable:
    with inside(actor_of(request)):
        found = (publishable_exact if exact else publishable)(body, quarter)
    if found is None:
        raise NotFoundError(MISSING)
    return found


def _test(request: HttpRequest, body: int, quarter: Quarter, pk: uuid.UUID) -> HarmTest:
    actor = actor_of(request)
    with inside(actor):
        made = tests_of(body, quarter).filter(pk=pk).first()
    if made is None or made.judgement != Judgement.CLEAR or made.tested_by_id == actor.user:
        raise NotFoundError(MISSING)
    return made
