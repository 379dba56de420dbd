"""Reviewing what was read: confirm, change or reject, one record at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samverk.decisions import queries as decisions
from samverk.decisions.queries import Decision
from samverk.directory import queries as directory
from samverk.directory.queries import BodyRef
from samverk.foundation.actors import Actor
from samverk.foundation.forms import fresh_key
from samverk.foundation.middleware import actor_of
from samverk.intake import queries
from samverk.intake.access import diaries_open_to
from samverk.intake.actions import confirm, reject, take_step
from samverk.intake.forms import Ground, RejectForm, ReviewForm, review_form
from samverk.intake.forms.follow import StepForm
from samverk.intake.forms.organs import organ_choices
from samverk.intake.forms.review import Choices
from samverk.intake.forms.taking import Taken, before_of, pressed, written_in
from samverk.intake.models import MINUTES, ReadRecord, RecordState, Source
from samverk.intake.next_steps.offered import cited_elsewhere, next_steps
from samverk.intake.printed import diary_named
from samverk.intake.readings import day_of
from samverk.intake.review.comparison import compared
from samverk.intake.review.page import review_page
from samverk.intake.review.suggestions import Offer, suggestions_for
from samverk.registry import queries as registry


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form of a record begins with, and what is suggested for it."""

    ground: Ground
    offers: Sequence[Offer]


@require_GET
def first(request: HttpRequest, source: int) -> HttpResponse:
    """Go to the first record that nobody has reviewed, or back to the file when all are."""
    found = queries.source_for(source, actor_of(request))
    return _onwards(found, queries.next_to_review(found))


def _onwards(source: Source, order: int | None) -> HttpResponse:
    if order is None:
        return redirect("intake_source", source=source.pk)
    return redirect("intake_review", source=source.pk, order=order)


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, source: int, order: int) -> HttpResponse:
    """Show a record beside its source; register it when the person confirms."""
    actor = actor_of(request)
    found = queries.source_for(source, actor)
    record = queries.record_for(found, order)
    if record.state == RecordState.CONFIRMED:
        return _confirmed(request, record)
    ground = _ground(record, actor)
    taken = pressed(request.POST)
    sent = request.POST if request.method == "POST" and taken is None else None
    form = _form(sent, record, ground, taken)
    if form.is_bound:
        done = form.carry_out(
            lambda values, key: confirm(actor, record, form.new_review(values), key=key)
        )
        if done is not None:
            messages.success(request, f"{record.name} är bekräftad och registrerad.")
            return redirect("intake_review", source=source, order=order)
    before = taken.before if taken else before_of(request.POST)
    rejecting = RejectForm(initial={"reason": request.POST.get("reason", "")})
    return _reviewing(request, form, rejecting, ground, before)


def _form(
    data: QueryDict | None, record: ReadRecord, ground: Asked, taken: Taken | None
) -> ReviewForm:
    numbers = queries.has_personal_numbers(record)
    return review_form(
        data,
        record=record,
        ground=ground.ground,
        has_numbers=numbers,
        initial=taken.values if taken else None,
    )


def _ground(record: ReadRecord, actor: Actor) -> Asked:
    """Gather the choices and suggestions of a record's form."""
    organs = directory.organisations_with_bodies()
    diaries = diaries_open_to(actor, record.source.organisation_id)
    number = record.fields.get("diary") or ""
    cases = registry.cases_to_link(number) if number else []
    bodies = [body for _, found in organs for body in found]
    bodies.sort(key=lambda body: body.organisation != record.source.organisation_id)
    diary = [(body.id, body.full_name) for body in diaries]
    same = _perhaps_same(record, number)
    choices: dict[str, Choices] = {
        "organ": organ_choices(organs),
        "diary": diary if len(diary) == 1 else [("", "Välj"), *diary],
        "same_as": [(one.pk, f"Ja, {_told(one)}") for one in same],
    }
    ground = Ground(
        choices,
        diary_named(record, diaries),
        {str(one.pk): _known(one, diaries) for one in same},
    )
    return Asked(ground, suggestions_for(record, bodies, diaries, cases))


def _told(decision: Decision) -> str:
    case = f" (ärende {decision.case.diary_number})" if decision.case else ""
    return f"{decision}: {decision.title}{case}"


def _known(decision: Decision, diaries: Sequence[BodyRef]) -> dict[str, str]:
    """Answer what the form need not ask for when the record is this decision."""
    home, body, case = decision.organisation_id, decision.body_id, decision.case
    known = {
        "organ": f"b{home}-{body}" if body else f"o{home}",
        "kind": decision.kind,
        "title": decision.title,
    }
    if case is not None and case.body_id in {diary.id for diary in diaries}:
        known |= {"diary": str(case.body_id), "case_number": case.diary_number}
    return known


def _perhaps_same(record: ReadRecord, number: str) -> list[Decision]:
    """List the registered decisions that a paragraph may be, those read elsewhere first."""
    if record.kind != MINUTES:
        return []
    fields = record.fields
    known = decisions.decision_of_record(record.record_id)
    alike = decisions.perhaps_same(fields.get("paragraph"), number, day_of(fields.get("date")))
    found = {one.pk: one for one in [*([known] if known else []), *alike]}
    return list(found.values())


def _reviewing(
    request: HttpRequest,
    form: ReviewForm,
    rejecting: RejectForm,
    ground: Asked,
    before: Mapping[str, str] = MappingProxyType({}),
) -> HttpResponse:
    record = form.record
    page = review_page(form, queries.findings_of(record), ground.offers, before)
    context = {
        "form": form,
        "rejecting": rejecting,
        "page": page,
        "record": record,
        "source": record.source,
        "others": queries.other_readings(record),
        "name": record.name,
    }
    is_faulty = form.errors or rejecting.errors
    return render(request, "intake/review.html", context, status=400 if is_faulty else 200)


def _confirmed(
    request: HttpRequest, record: ReadRecord, form: StepForm | None = None
) -> HttpResponse:
    """Show what was registered, what may follow, and what was confirmed beside what was read."""
    actor = actor_of(request)
    context = {
        "record": record,
        "source": record.source,
        "rows": compared(record),
        "others": queries.other_readings(record),
        "name": record.name,
        "next": queries.next_to_review(record.source, record.order),
        "steps": [(step, fresh_key()) for step in next_steps(record, actor)],
        "unfound": cited_elsewhere(record, actor),
        "form": form or StepForm(),
    }
    is_faulty = form is not None and form.errors
    return render(request, "intake/confirmed.html", context, status=400 if is_faulty else 200)


@require_POST
def follow(request: HttpRequest, source: int, order: int) -> HttpResponse:
    """Do one of the steps offered after a record was confirmed."""
    actor = actor_of(request)
    record = queries.record_for(queries.source_for(source, actor), order)
    form = StepForm(request.POST)
    done = form.carry_out(lambda values, key: take_step(actor, record, values["step"], key=key))
    if done is None:
        return _confirmed(request, record, form)
    messages.success(request, f"Klart: {done}.")
    return redirect("intake_review", source=source, order=order)


@require_POST
def reject_record(request: HttpRequest, source: int, order: int) -> HttpResponse:
    """Reject a record with a reason; without one, what was written in the other fields is kept."""
    actor = actor_of(request)
    found = queries.source_for(source, actor)
    record = queries.record_for(found, order)
    rejecting = RejectForm(request.POST)
    done = rejecting.carry_out(lambda values, key: reject(actor, record, values["reason"], key=key))
    if done is None:
        ground = _ground(record, actor)
        kept = Taken(written_in(request.POST), before_of(request.POST))
        form = _form(None, record, ground, kept)
        return _reviewing(request, form, rejecting, ground, kept.before)
    messages.success(request, f"{record.name} är avvisad.")
    return _onwards(found, queries.next_to_review(found, order))
